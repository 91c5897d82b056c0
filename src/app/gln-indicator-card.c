/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-indicator-card.h"

#include "app/gln-target-bar.h"
#include "app/gln-verdict.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"

#include <math.h>

struct _GlnIndicatorCard
{
  GtkButton parent_instance;

  const GlnIndicatorInfo *info;
  GtkLabel *name_label, *note_label, *chip_label, *value_label, *unit_label, *delta_label;
  GtkLabel *parts_label, *target_label;
  GlnTargetBar *bar;
};

G_DEFINE_FINAL_TYPE (GlnIndicatorCard, gln_indicator_card, GTK_TYPE_BUTTON)

/* A label that is told its text again must not ask for a new layout: this runs for every frame of a drag. */
static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
set_css (GtkWidget *widget, const char *css)
{
  static const char *const all[] = { "met", "unmet", "unknown" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i], css) == 0)
      gtk_widget_add_css_class (widget, all[i]);
    else
      gtk_widget_remove_css_class (widget, all[i]);
}

static char *
parts_text (const GlnIndicatorValue *value, const char *population, GlnLang lang)
{
  g_autofree char *numerator = NULL, *denominator = NULL;

  if (isnan (value->numerator) || isnan (value->denominator))
    return g_strdup ("");
  switch (value->info->unit)
    {
    case GLN_UNIT_RATIO:
      numerator = gln_format_number (value->numerator / 1e6, 3);
      denominator = gln_format_number (value->denominator / 1e6, 3);
      return g_strdup_printf ("%s / %s km²", numerator, denominator);
    case GLN_UNIT_M2_PERSON:
      numerator = gln_format_number (value->numerator / 1e4, 1);
      return g_strdup_printf (_("%s ha / %s"), numerator, population);
    case GLN_UNIT_M2:
    case GLN_UNIT_M:
    case GLN_UNIT_INDEX:
    case GLN_UNIT_PER_10K:
    case GLN_UNIT_PER_100K:
    case GLN_UNIT_COUNT:
    default:
      numerator = gln_format_number (value->numerator, 0);
      denominator = gln_format_number (value->denominator, 0);
      return g_strdup_printf ("%s / %s", numerator, denominator);
    }
}

static void
show_note (GlnIndicatorCard *self, const GlnIndicatorValue *value)
{
  const char *note = value->provisional ? _("provisional") : value->estimate ? _("estimate")
                     : value->entered   ? _("entered")
                                        : "";

  set_text (self->note_label, isnan (value->value) && value->missing ? _(value->missing) : note);
}

static void
show_delta (GlnIndicatorCard *self, const GlnIndicatorValue *value, const GlnIndicatorValue *before)
{
  g_autofree char *text = NULL;
  gboolean same = !before || isnan (value->value) || isnan (before->value)
                  || value->value == before->value;

  text = same ? g_strdup ("") : gln_format_change (before->value, value->value, value->info->unit);
  set_text (self->delta_label, text);
  set_css (GTK_WIDGET (self->delta_label),
           same ? NULL : value->value > before->value ? "met" : "unmet");
}

static void
show_verdict (GlnIndicatorCard *self, const GlnIndicatorValue *value,
              const GlnIndicatorValue *before, GlnLang lang)
{
  const GlnCheck *check = gln_verdict_main_check (value);
  g_autofree char *bound = NULL, *target = NULL;
  const char *css = check ? gln_verdict_css (check->status) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->chip_label), check != NULL);
  set_css (GTK_WIDGET (self->chip_label), css);
  set_css (GTK_WIDGET (self->bar), css);
  gln_target_bar_set (self->bar, value->value, before ? before->value : NAN,
                      check ? check->value : NAN);
  if (!check)
    {
      set_text (self->target_label, "");
      return;
    }
  set_text (self->chip_label, gln_format_status (check->status, lang));
  bound = gln_format_bound (check->op, check->value, check->value2, value->info->unit,
                            value->info->unit == GLN_UNIT_RATIO, lang);
  target = g_strdup_printf (check->kind == GLN_VERDICT_TARGET ? _("Target %s") : _("Standard %s"), bound);
  set_text (self->target_label, target);
}

/* The spoken form: name, value, verdict and target in one sentence, sent out as a change of value. */
static void
update_accessible (GlnIndicatorCard *self, const GlnIndicatorValue *value, GlnLang lang)
{
  g_autofree char *number = gln_format_value (value->value, value->info->unit, lang);
  g_autofree char *text = NULL;

  text = g_strjoin (", ", number, gtk_label_get_label (self->chip_label),
                    gtk_label_get_label (self->target_label), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->name_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
gln_indicator_card_set (GlnIndicatorCard *self, const GlnIndicatorValue *value,
                        const GlnIndicatorValue *before, const char *population)
{
  GlnLang lang = gln_lang_current ();
  g_autofree char *number = NULL, *parts = NULL;

  g_return_if_fail (GLN_IS_INDICATOR_CARD (self));

  number = gln_format_indicator (value);
  parts = parts_text (value, population, lang);
  set_text (self->value_label, number);
  set_text (self->parts_label, parts);
  show_note (self, value);
  show_delta (self, value, before);
  show_verdict (self, value, before, lang);
  update_accessible (self, value, lang);
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GlnIndicatorCard *self = GLN_INDICATOR_CARD (widget);
  GlnLang lang = gln_lang_current ();
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s\n%s",
                          gln_lang_pick (lang, self->info->formula_zh, self->info->formula_en),
                          self->info->clause ? self->info->clause : "");
  gtk_tooltip_set_text (tooltip, g_strchomp (text));
  return TRUE;
}

static void
gln_indicator_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GLN_TYPE_INDICATOR_CARD);
  G_OBJECT_CLASS (gln_indicator_card_parent_class)->dispose (object);
}

static void
gln_indicator_card_class_init (GlnIndicatorCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_indicator_card_dispose;
  widget_class->query_tooltip = query_tooltip;
  g_type_ensure (GLN_TYPE_TARGET_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/greenline_planner/Greenline/ui/gln-indicator-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, note_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, chip_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, value_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, unit_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, delta_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, parts_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, target_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorCard, bar);
}

static void
gln_indicator_card_init (GlnIndicatorCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
gln_indicator_card_new (const GlnIndicatorInfo *info)
{
  GlnIndicatorCard *self = g_object_new (GLN_TYPE_INDICATOR_CARD, NULL);
  GlnLang lang = gln_lang_current ();

  self->info = info;
  gtk_label_set_label (self->name_label, gln_lang_pick (lang, info->name_zh, info->name_en));
  gtk_label_set_label (self->unit_label, gln_format_unit (info->unit, lang));
  return GTK_WIDGET (self);
}

const GlnIndicatorInfo *
gln_indicator_card_get_info (GlnIndicatorCard *card)
{
  g_return_val_if_fail (GLN_IS_INDICATOR_CARD (card), NULL);

  return card->info;
}
