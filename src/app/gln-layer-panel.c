/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-layer-panel.h"

#include "app/gln-legend-row.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"
#include "model/gln-edits.h"

/* Rows of the list of green land: top classes of CJJ/T 85-2017. */
static const char *const green_classes[] = { "G1", "G2", "G3", "XG", "EG" };

#define N_GREEN G_N_ELEMENTS (green_classes)

struct _GlnLayerPanel
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkLabel *green_title;
  GtkListBox *green_list, *layer_list;
  GlnSelectionCard *selection_card;
  GtkLabel *selection_title;

  GlnToolbox *toolbox;
  GlnSession *session;
  GlnDocument *document;
  GlnStyleSheet *sheet;
  GlnLegendRow *green_rows[N_GREEN];
  GlnLegendRow *cover_row;
};

G_DEFINE_FINAL_TYPE (GlnLayerPanel, gln_layer_panel, GTK_TYPE_WIDGET)

static GlnFrame *
frame_of (GlnLayerPanel *self)
{
  return gln_document_get_plan (self->document)->frame;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))))
    gtk_list_box_remove (list, row);
}

/* Green land by class ---------------------------------------------------------------------- */

static GlnArea
green_area (const GlnAreas *areas, const char *cls, guint phase)
{
  GlnZoneQuery zone = { .phase = phase };

  /* Nursery and regional green lie outside of the built-up area and do not count in it. */
  if (gln_areas_has_scope (areas, phase, GLN_SCOPE_BUILT_UP) && g_strcmp0 (cls, "EG") != 0)
    zone.scope = GLN_SCOPE_BUILT_UP;
  if (g_strcmp0 (cls, "XG") == 0)
    return gln_areas_attached (areas, &zone).result;
  return gln_areas_green_of (areas, &zone, cls).net;
}

static void
update_greens (GlnLayerPanel *self)
{
  GlnAreas *areas = gln_document_get_areas (self->document);
  guint phase = gln_session_get_phase (self->session);
  GlnZoneQuery zone = { .phase = phase };
  GlnArea crowns;

  for (guint i = 0; i < N_GREEN; i++)
    {
      double area_m2 = gln_area_to_m2 (green_area (areas, green_classes[i], phase));
      g_autofree char *text = gln_format_number (area_m2 / 1e6, 2);

      gln_legend_row_set_number (self->green_rows[i], text);
    }
  if (gln_areas_has_scope (areas, phase, GLN_SCOPE_BUILT_UP))
    zone.scope = GLN_SCOPE_BUILT_UP;
  crowns = gln_areas_cover (areas, &zone).tree_shrub;
  gtk_widget_set_visible (GTK_WIDGET (self->cover_row), crowns > 0);
  if (crowns > 0)
    {
      g_autofree char *text = gln_format_number (gln_area_to_m2 (crowns) / 1e6, 2);

      gln_legend_row_set_number (self->cover_row, text);
    }
}

static void
update_title (GlnLayerPanel *self)
{
  GlnFrame *frame = frame_of (self);
  g_autofree char *title = NULL;

  title = g_strdup_printf (_("Green land, %s (km²)"),
                           gln_format_phase (frame->phases[gln_session_get_phase (self->session)], gln_lang_current ()));
  gtk_label_set_label (self->green_title, title);
}

static void
add_green_rows (GlnLayerPanel *self)
{
  GlnStandards *standards = gln_document_get_standards (self->document);
  const GlnCodeSystem *codes = gln_standards_get_code_system (standards, GLN_CODES_CANONICAL);
  g_autoptr (GlnLayer) layer = gln_layer_new (&(GlnUuid){ { 0 } }, GLN_LAYER_GREEN, "", GLN_CODES_CANONICAL, "");
  g_autoptr (GlnLayer) cover = gln_layer_new (&(GlnUuid){ { 0 } }, GLN_LAYER_COVER, "", "", "");
  gboolean chinese = gln_lang_current () == GLN_LANG_ZH;

  clear_list (self->green_list);
  for (guint i = 0; i < N_GREEN; i++)
    {
      const GlnClass *cls = codes ? gln_code_system_lookup (codes, green_classes[i]) : NULL;
      const char *name = cls ? gln_class_get_name (cls, chinese) : "";
      g_autofree char *text = g_strdup_printf (
          g_strcmp0 (green_classes[i], "EG") == 0 ? _("%s %s (not counted)") : "%s %s", green_classes[i], name);

      self->green_rows[i] = GLN_LEGEND_ROW (gln_legend_row_new (
          text, self->sheet, gln_style_sheet_class (self->sheet, layer, green_classes[i], FALSE)));
      gtk_list_box_append (self->green_list, GTK_WIDGET (self->green_rows[i]));
    }
  self->cover_row = GLN_LEGEND_ROW (gln_legend_row_new (
      _("Crowns and shrubs"), self->sheet, gln_style_sheet_class (self->sheet, cover, "tree", FALSE)));
  gtk_list_box_append (self->green_list, GTK_WIDGET (self->cover_row));
}

/* Layers ----------------------------------------------------------------------------------- */

static GHashTable *
count_features (GlnLayerPanel *self)
{
  GHashTable *counts = g_hash_table_new (gln_uuid_hash, gln_uuid_equal);
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, gln_document_get_plan (self->document)->features);
  while ((feature = gln_feature_iter_next (&iter)))
    g_hash_table_insert (counts, &feature->layer,
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, &feature->layer)) + 1));
  return counts;
}

static void
visibility_toggled (GlnLegendRow *row, gboolean visible, GlnLayerPanel *self)
{
  const GlnUuid *layer = g_object_get_data (G_OBJECT (row), "layer");

  if (!gln_document_is_open (self->document))
    gln_edits_set_layer_flags (self->document, layer, GLN_LAYER_HIDDEN, !visible);
}

/* A sample of a layer in which every feature has its own class. */
static const GlnStyle *
layer_style (GlnLayerPanel *self, const GlnLayer *layer)
{
  static const char *const samples[GLN_N_LAYER_KINDS] = { [GLN_LAYER_LAND_USE] = "R", [GLN_LAYER_GREEN] = "G1",
                                                          [GLN_LAYER_COVER] = "tree" };
  const char *sample = samples[layer->kind] ? samples[layer->kind] : "";

  return gln_style_sheet_class (self->sheet, layer, sample, FALSE);
}

static void
add_layer_row (GlnLayerPanel *self, const GlnLayer *layer, guint count)
{
  GtkWidget *row = gln_legend_row_new (layer->name, self->sheet, layer_style (self, layer));
  g_autofree char *number = gln_format_number (count, 0);

  g_object_set_data_full (G_OBJECT (row), "layer", g_memdup2 (&layer->uuid, sizeof layer->uuid), g_free);
  gln_legend_row_set_number (GLN_LEGEND_ROW (row), count > 1 ? number : "");
  gln_legend_row_set_layer_visible (GLN_LEGEND_ROW (row), !(layer->flags & GLN_LAYER_HIDDEN));
  gln_legend_row_set_note (GLN_LEGEND_ROW (row), layer->source);
  if (!gln_frame_layer_in_phase (frame_of (self), layer, gln_session_get_phase (self->session)))
    gtk_widget_add_css_class (row, "other-phase");
  g_signal_connect (row, "visibility-toggled", G_CALLBACK (visibility_toggled), self);
  gtk_list_box_append (self->layer_list, row);
}

static void
list_layers (GlnLayerPanel *self)
{
  g_autoptr (GHashTable) counts = count_features (self);
  GlnFrame *frame = frame_of (self);

  clear_list (self->layer_list);
  for (guint i = frame->n_layers; i-- > 0;)
    add_layer_row (self, frame->layers[i],
                   GPOINTER_TO_UINT (g_hash_table_lookup (counts, &frame->layers[i]->uuid)));
}

/* Updating --------------------------------------------------------------------------------- */

static void
phase_changed (GlnLayerPanel *self)
{
  update_title (self);
  update_greens (self);
  list_layers (self);
}

static void
document_changed (GlnLayerPanel *self, GlnDelta *delta, GlnChangeKind kind)
{
  if (kind != GLN_CHANGE_PREVIEW)
    phase_changed (self);
  else
    update_greens (self);
}

void
gln_layer_panel_set_toolbox (GlnLayerPanel *self, GlnToolbox *toolbox)
{
  g_return_if_fail (GLN_IS_LAYER_PANEL (self));

  if (self->toolbox)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (self->document, self);
    }
  g_set_object (&self->toolbox, toolbox);
  self->session = toolbox ? gln_toolbox_get_session (toolbox) : NULL;
  self->document = toolbox ? gln_session_get_document (self->session) : NULL;
  g_clear_pointer (&self->sheet, gln_style_sheet_unref);
  if (self->selection_card)
    gln_selection_card_set_toolbox (self->selection_card, toolbox);
  if (!toolbox)
    return;
  self->sheet = gln_style_sheet_new (gln_document_get_standards (self->document), GLN_PALETTE_TERRITORIAL);
  g_signal_connect_swapped (self->session, "notify::phase", G_CALLBACK (phase_changed), self);
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (document_changed), self);
  add_green_rows (self);
  phase_changed (self);
}

static void
gln_layer_panel_dispose (GObject *object)
{
  GlnLayerPanel *self = GLN_LAYER_PANEL (object);
  GtkWidget *child;

  gln_layer_panel_set_toolbox (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLN_TYPE_LAYER_PANEL);
  /* The template lets go of named children only. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gln_layer_panel_parent_class)->dispose (object);
}

static void
gln_layer_panel_class_init (GlnLayerPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_layer_panel_dispose;
  g_type_ensure (GLN_TYPE_SELECTION_CARD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/greenline_planner/Greenline/ui/gln-layer-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GlnLayerPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, GlnLayerPanel, green_title);
  gtk_widget_class_bind_template_child (widget_class, GlnLayerPanel, green_list);
  gtk_widget_class_bind_template_child (widget_class, GlnLayerPanel, layer_list);
  gtk_widget_class_bind_template_child (widget_class, GlnLayerPanel, selection_title);
  gtk_widget_class_bind_template_child (widget_class, GlnLayerPanel, selection_card);
}

static void
gln_layer_panel_init (GlnLayerPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
