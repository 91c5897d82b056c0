/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-indicator-row.h"

#include "app/gln-verdict.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"

#include <math.h>

struct _GlnIndicatorRow
{
  GtkListBoxRow parent_instance;

  const GlnIndicatorInfo *info;
  GtkWidget *mark;
  GtkWidget *name;
  GtkWidget *number;
};

G_DEFINE_FINAL_TYPE (GlnIndicatorRow, gln_indicator_row, GTK_TYPE_LIST_BOX_ROW)

/* The shape tells the verdict as well as the colour. */
static void
set_mark (GlnIndicatorRow *self, const GlnCheck *check)
{
  static const char *const css[] = { "mark", NULL, NULL };
  const char *classes[3];
  const char *icon = check ? "gln-unknown-symbolic" : NULL;

  memcpy (classes, css, sizeof classes);
  if (check)
    classes[1] = gln_verdict_css (check->status);
  if (check && check->status == GLN_STATUS_MET)
    icon = "gln-met-symbolic";
  else if (check && check->status == GLN_STATUS_UNMET)
    icon = "gln-unmet-symbolic";
  if (icon)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->mark), icon);
  else
    gtk_image_clear (GTK_IMAGE (self->mark));
  gtk_widget_set_css_classes (self->mark, classes);
}

static char *
number_text (const GlnIndicatorValue *value, const GlnCheck *check, GlnLang lang)
{
  const char *unit = gln_format_unit (value->info->unit, lang);
  g_autofree char *number = NULL, *bound = NULL;

  if (isnan (value->value) && value->stale)
    return g_strdup ("…");
  if (isnan (value->value))
    return g_strdup (value->info->by_entry ? _("to be entered") : "—");
  number = gln_format_indicator (value);
  if (!check)
    return g_strdup_printf ("%s %s", number, unit);
  bound = gln_format_quantity (check->value, value->info->unit);
  return g_strdup_printf ("%s / %s %s", number, bound, unit);
}

void
gln_indicator_row_set (GlnIndicatorRow *self, const GlnIndicatorValue *value)
{
  GlnLang lang = gln_lang_current ();
  const GlnCheck *check = gln_verdict_main_check (value);
  g_autofree char *number = number_text (value, check, lang);
  g_autofree char *tooltip = NULL, *spoken = NULL;
  const char *status = check ? gln_format_status (check->status, lang) : "";

  g_return_if_fail (GLN_IS_INDICATOR_ROW (self));
  spoken = g_strdup_printf ("%s: %s %s", gtk_label_get_label (GTK_LABEL (self->name)), number, status);
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->number)), number) != 0)
    gtk_label_set_label (GTK_LABEL (self->number), number);
  set_mark (self, check);
  tooltip = gln_verdict_describe (value, lang);
  if (value->stale)
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
  if (isnan (value->value) && value->missing)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _(value->missing));
  else
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
gln_indicator_row_class_init (GlnIndicatorRowClass *klass)
{
}

static void
gln_indicator_row_init (GlnIndicatorRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->mark = gtk_image_new ();
  self->name = gtk_label_new (NULL);
  self->number = gtk_label_new (NULL);
  gtk_image_set_pixel_size (GTK_IMAGE (self->mark), 18);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_wrap (GTK_LABEL (self->name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->name), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (self->name), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_box_append (GTK_BOX (box), self->mark);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
gln_indicator_row_new (const GlnIndicatorInfo *info)
{
  GlnIndicatorRow *self = g_object_new (GLN_TYPE_INDICATOR_ROW, NULL);

  self->info = info;
  gtk_label_set_label (GTK_LABEL (self->name),
                       gln_lang_pick (gln_lang_current (), info->name_zh, info->name_en));
  return GTK_WIDGET (self);
}

const GlnIndicatorInfo *
gln_indicator_row_get_info (GlnIndicatorRow *row)
{
  g_return_val_if_fail (GLN_IS_INDICATOR_ROW (row), NULL);

  return row->info;
}
