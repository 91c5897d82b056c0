/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-selection-card.h"

#include "app/gln-class-picker.h"
#include "app/gln-swatch.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"
#include "model/gln-edits.h"
#include "model/gln-standards-loader.h"

#include <math.h>

#define MAX_ATTRIBUTES 6

struct _GlnSelectionCard
{
  GtkBox parent_instance;

  GtkEditableLabel *name_label;
  GtkLabel *empty_label;
  GtkMenuButton *class_button;
  GlnSwatch *class_swatch;
  GtkLabel *class_label;
  GtkLabel *facts_label;
  GtkWidget *button_box;

  GlnToolbox *toolbox;
  GlnSession *session;
  GlnDocument *document;
  GlnStyleSheet *sheet;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GlnSelectionCard, gln_selection_card, GTK_TYPE_BOX)

static GlnPlan *
plan_of (GlnSelectionCard *self)
{
  return gln_document_get_plan (self->document);
}

static guint
n_selected (GlnSelectionCard *self)
{
  return gln_session_get_selection (self->session)->len;
}

static gboolean
is_drawing (GlnSelectionCard *self)
{
  const char *tool = gln_toolbox_get_tool (self->toolbox);

  return g_strcmp0 (tool, "polygon") == 0 || g_strcmp0 (tool, "rectangle") == 0;
}

/* Class ------------------------------------------------------------------------------------ */

/* A layer for the look of classes while nothing is selected. */
static GlnLayer *
green_layer (GlnSelectionCard *self)
{
  GlnLayer *layer = gln_session_get_draw_layer (self->session);

  if (layer)
    return gln_layer_ref (layer);
  return gln_layer_new (&(GlnUuid){ { 0 } }, GLN_LAYER_GREEN, "", GLN_CODES_CANONICAL, "");
}

static const char *
class_name (GlnSelectionCard *self, const GlnLayer *layer, const char *code)
{
  const GlnCodeSystem *codes
      = gln_standards_get_code_system (gln_document_get_standards (self->document), layer->code_system);
  const GlnClass *cls = codes ? gln_code_system_lookup (codes, code) : NULL;

  return cls ? gln_class_get_name (cls, gln_lang_current () == GLN_LANG_ZH) : _("unknown code");
}

static void
show_class (GlnSelectionCard *self, const GlnLayer *layer, const char *code)
{
  g_autofree char *text = g_strdup_printf ("%s %s", code[0] ? code : "—", class_name (self, layer, code));

  gtk_label_set_label (self->class_label, text);
  gln_swatch_set_style (self->class_swatch, self->sheet,
                        gln_style_sheet_class (self->sheet, layer, code, FALSE));
  gtk_widget_set_visible (GTK_WIDGET (self->class_button), TRUE);
}

static void
class_picked (GlnSelectionCard *self, const char *code)
{
  GArray *selection = gln_session_get_selection (self->session);

  if (selection->len == 0)
    gln_session_set_draw_class (self->session, code);
  else if (!gln_document_is_open (self->document))
    gln_edits_set_class (self->document, (const GlnUuid *) selection->data, selection->len, code);
}

static gboolean
has_classes (const GlnLayer *layer)
{
  return layer->kind == GLN_LAYER_LAND_USE || layer->kind == GLN_LAYER_GREEN;
}

/* The layer of all selected features when they share its code system; NULL when they do not. */
static GlnLayer *
common_layer (GlnSelectionCard *self)
{
  GArray *selection = gln_session_get_selection (self->session);
  GlnLayer *common = NULL;

  for (guint i = 0; i < selection->len; i++)
    {
      GlnFeature *feature = gln_plan_feature (plan_of (self), &g_array_index (selection, GlnUuid, i));
      GlnLayer *layer = feature ? gln_plan_layer_of (plan_of (self), feature) : NULL;

      if (!layer || !has_classes (layer) || (common && layer->code_system != common->code_system))
        return NULL;
      common = layer;
    }
  return common;
}

static void
create_picker (GtkMenuButton *button, gpointer data)
{
  GlnSelectionCard *self = data;
  GlnFeature *single = gln_session_get_single (self->session);
  g_autoptr (GlnLayer) drawn = n_selected (self) == 0 ? green_layer (self) : NULL;
  GlnLayer *layer = drawn ? drawn : common_layer (self);
  const char *current = drawn ? gln_session_get_draw_class (self->session) : single ? single->class_code : "";
  const GlnCodeSystem *codes;
  GtkWidget *picker;

  if (!layer)
    return;
  codes = gln_standards_get_code_system (gln_document_get_standards (self->document), layer->code_system);
  if (!codes)
    return;
  picker = gln_class_picker_new (codes, self->sheet, layer, layer->kind == GLN_LAYER_GREEN, current);
  g_signal_connect_object (picker, "picked", G_CALLBACK (class_picked), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, picker);
}

/* Facts ------------------------------------------------------------------------------------ */

static void
add_measures (GString *text, const GlnShape *shape, GlnLang lang)
{
  g_autofree char *area = NULL, *length = NULL;

  if (!shape)
    {
      g_string_append (text, _("No geometry"));
      return;
    }
  area = gln_format_area (shape->ring_sum_m2, lang);
  length = gln_format_length (shape->length_m, lang);
  if (shape->kind == GLN_SHAPE_POLYGONS)
    g_string_append_printf (text, _("Area %s · perimeter %s"), area, length);
  else if (shape->kind == GLN_SHAPE_LINES)
    g_string_append_printf (text, _("Length %s"), length);
}

static const char *
phase_name (GlnSelectionCard *self, const char *id)
{
  GlnPhase *phase = gln_frame_phase (plan_of (self)->frame, id);

  return phase ? gln_format_phase (phase, gln_lang_current ()) : id;
}

static char *
number_of (const GlnAttribute *attribute, double number)
{
  if (g_str_equal (attribute->unit, "ratio"))
    return gln_format_value (number, GLN_UNIT_RATIO, GLN_LANG_EN);
  if (attribute->type == GLN_ATTR_BOOLEAN)
    return g_strdup (number != 0 ? _("yes") : _("no"));
  /* Years are no quantities: no space between their digits. */
  if (g_str_equal (attribute->unit, "year"))
    return g_strdup_printf ("%.0f", number);
  return gln_format_number (number, number == floor (number) ? 0 : 2);
}

static char *
text_of (const GlnAttribute *attribute, const char *text)
{
  const GlnAttrChoice *choice = attribute->type == GLN_ATTR_ENUM ? gln_attribute_find_choice (attribute, text) : NULL;

  return g_strdup (choice ? gln_lang_pick (gln_lang_current (), choice->name_zh, choice->name_en) : text);
}

/* What the registry knows; columns of the source that it does not know stay in the plan, unseen here. */
static void
add_attributes (GString *text, const GlnFeature *feature)
{
  GlnAttributes *registry = gln_attributes_get_default ();
  gboolean chinese = gln_lang_current () == GLN_LANG_ZH;

  for (guint i = 0, n = 0; feature->values && i < feature->values->n_values && n < MAX_ATTRIBUTES; i++)
    {
      const GlnValue *value = &feature->values->values[i];
      const GlnAttribute *attribute = gln_attributes_lookup (registry, value->key);
      g_autofree char *shown = NULL;

      if (!attribute || g_str_equal (value->key, "name"))
        continue;
      shown = value->type == GLN_VALUE_NUMBER ? number_of (attribute, value->number) : text_of (attribute, value->text);
      g_string_append_printf (text, "\n%s %s", gln_attribute_get_name (attribute, chinese), shown);
      n++;
    }
}

static char *
facts_of (GlnSelectionCard *self, const GlnFeature *feature)
{
  GlnLayer *layer = gln_plan_layer_of (plan_of (self), feature);
  GString *text = g_string_new (NULL);

  add_measures (text, feature->shape, gln_lang_current ());
  if (layer)
    g_string_append_printf (text, "\n%s %s", _("Layer"), layer->name);
  if (feature->from)
    g_string_append_printf (text, "\n%s %s", _("From phase"), phase_name (self, feature->from));
  if (feature->until)
    g_string_append_printf (text, "\n%s %s", _("Until phase"), phase_name (self, feature->until));
  add_attributes (text, feature);
  return g_string_free (text, FALSE);
}

static void
show_single (GlnSelectionCard *self, GlnFeature *feature)
{
  GlnLayer *layer = gln_plan_layer_of (plan_of (self), feature);
  const char *name = gln_feature_name (feature);
  g_autofree char *facts = facts_of (self, feature);

  gtk_editable_set_text (GTK_EDITABLE (self->name_label), name && name[0] ? name : _("Without a name"));
  gtk_editable_set_editable (GTK_EDITABLE (self->name_label), TRUE);
  if (layer && has_classes (layer))
    show_class (self, layer, feature->class_code);
  gtk_label_set_label (self->facts_label, facts);
}

static void
show_several (GlnSelectionCard *self)
{
  GArray *selection = gln_session_get_selection (self->session);
  g_autofree char *title = NULL, *total = NULL, *facts = NULL;
  GlnLayer *layer = common_layer (self);
  double area_m2 = 0;

  for (guint i = 0; i < selection->len; i++)
    {
      GlnFeature *feature = gln_plan_feature (plan_of (self), &g_array_index (selection, GlnUuid, i));

      if (feature && feature->shape)
        area_m2 += feature->shape->ring_sum_m2;
    }
  title = g_strdup_printf (ngettext_ ("%u object", "%u objects", selection->len), selection->len);
  total = gln_format_area (area_m2, gln_lang_current ());
  facts = g_strdup_printf (_("Area together %s"), total);
  gtk_editable_set_editable (GTK_EDITABLE (self->name_label), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->name_label), title);
  gtk_label_set_label (self->facts_label, facts);
  if (layer)
    {
      gtk_label_set_label (self->class_label, _("Choose a class for all"));
      gln_swatch_set_style (self->class_swatch, NULL, NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->class_button), TRUE);
    }
}

static void
update (GlnSelectionCard *self)
{
  GlnFeature *single = gln_session_get_single (self->session);
  guint n = n_selected (self);
  gboolean drawing = n == 0 && is_drawing (self);

  self->updating = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->name_label), n > 0 || drawing);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), n == 0 && !drawing);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), n > 0);
  gtk_widget_set_visible (self->button_box, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->class_button), FALSE);
  if (single)
    show_single (self, single);
  else if (n > 0)
    show_several (self);
  else if (drawing)
    {
      g_autoptr (GlnLayer) layer = green_layer (self);

      gtk_editable_set_editable (GTK_EDITABLE (self->name_label), FALSE);
      gtk_editable_set_text (GTK_EDITABLE (self->name_label), _("New green"));
      show_class (self, layer, gln_session_get_draw_class (self->session));
    }
  self->updating = FALSE;
}

static void
document_changed (GlnSelectionCard *self, GlnDelta *delta, GlnChangeKind kind)
{
  update (self);
}

static void
name_edited (GlnSelectionCard *self)
{
  GlnFeature *single = self->session ? gln_session_get_single (self->session) : NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->name_label));
  GlnUuid uuid;

  if (self->updating || !single || gtk_editable_label_get_editing (self->name_label)
      || gln_document_is_open (self->document))
    return;
  uuid = single->uuid;
  if (text[0] && g_strcmp0 (text, _("Without a name")) != 0 && g_strcmp0 (text, gln_feature_name (single)) != 0)
    gln_edits_set_text (self->document, &uuid, 1, "name", text);
}

/* Object ----------------------------------------------------------------------------------- */

void
gln_selection_card_set_toolbox (GlnSelectionCard *self, GlnToolbox *toolbox)
{
  g_return_if_fail (GLN_IS_SELECTION_CARD (self));

  if (self->toolbox)
    {
      g_signal_handlers_disconnect_by_data (self->toolbox, self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (self->document, self);
    }
  g_set_object (&self->toolbox, toolbox);
  self->session = toolbox ? gln_toolbox_get_session (toolbox) : NULL;
  self->document = toolbox ? gln_session_get_document (self->session) : NULL;
  g_clear_pointer (&self->sheet, gln_style_sheet_unref);
  if (!toolbox)
    return;
  self->sheet = gln_style_sheet_new (gln_document_get_standards (self->document), GLN_PALETTE_TERRITORIAL);
  g_signal_connect_swapped (toolbox, "tool-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->session, "selection-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->session, "notify::draw-class", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (document_changed), self);
  update (self);
}

static void
gln_selection_card_dispose (GObject *object)
{
  GlnSelectionCard *self = GLN_SELECTION_CARD (object);

  gln_selection_card_set_toolbox (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLN_TYPE_SELECTION_CARD);
  G_OBJECT_CLASS (gln_selection_card_parent_class)->dispose (object);
}

static void
gln_selection_card_class_init (GlnSelectionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_selection_card_dispose;
  g_type_ensure (GLN_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/greenline_planner/Greenline/ui/gln-selection-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GlnSelectionCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, GlnSelectionCard, empty_label);
  gtk_widget_class_bind_template_child (widget_class, GlnSelectionCard, class_button);
  gtk_widget_class_bind_template_child (widget_class, GlnSelectionCard, class_swatch);
  gtk_widget_class_bind_template_child (widget_class, GlnSelectionCard, class_label);
  gtk_widget_class_bind_template_child (widget_class, GlnSelectionCard, facts_label);
  gtk_widget_class_bind_template_child (widget_class, GlnSelectionCard, button_box);
}

static void
gln_selection_card_init (GlnSelectionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->class_button, create_picker, self, NULL);
  g_signal_connect_swapped (self->name_label, "notify::editing", G_CALLBACK (name_edited), self);
}
