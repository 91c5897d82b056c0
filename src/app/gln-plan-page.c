/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-plan-page.h"

#include "app/gln-indicator-panel.h"
#include "app/gln-layer-panel.h"
#include "app/gln-readout.h"
#include "app/gln-scale-bar.h"
#include "app/gln-status-bar.h"
#include "app/gln-tool-bar.h"

struct _GlnPlanPage
{
  GtkWidget parent_instance;

  GtkPaned *left_paned, *right_paned;
  GlnLayerPanel *layer_panel;
  GlnMapView *map_view;
  GlnToolBar *tool_bar;
  GlnScaleBar *scale_bar;
  GlnStatusBar *status_bar;
  GlnIndicatorPanel *indicator_panel;
  GtkLabel *hint_label;

  GlnToolbox *toolbox;
  guint fit_source;
};

static gboolean fit_status_bar (gpointer data);

#define NARROW_PX 640

G_DEFINE_FINAL_TYPE (GlnPlanPage, gln_plan_page, GTK_TYPE_WIDGET)

static void
pointer_moved (GlnPlanPage *self, gboolean inside, double east_m, double north_m)
{
  gln_status_bar_set_place (self->status_bar, inside, east_m, north_m);
}

static void
view_changed (GlnPlanPage *self)
{
  gln_status_bar_set_scale (self->status_bar, gln_map_view_get_scale_number (self->map_view));
  gln_scale_bar_set_metres_per_px (self->scale_bar, gln_map_view_get_metres_per_px (self->map_view));
  /* This may come from inside the layout, which must not be changed there. */
  if (!self->fit_source)
    self->fit_source = g_idle_add (fit_status_bar, self);
}

static gboolean
fit_status_bar (gpointer data)
{
  GlnPlanPage *self = data;

  self->fit_source = 0;
  gln_status_bar_set_narrow (self->status_bar, gtk_widget_get_width (GTK_WIDGET (self->map_view)) < NARROW_PX);
  return G_SOURCE_REMOVE;
}

static void
update_readout (GlnPlanPage *self)
{
  const GlnOverlay *overlay = gln_toolbox_get_overlay (self->toolbox);
  g_autofree char *markup = NULL;

  if (overlay->has_readout)
    markup = gln_readout_markup (&overlay->readout, gln_indicator_panel_get_current (self->indicator_panel),
                                 gln_indicator_panel_get_baseline (self->indicator_panel));
  gln_map_view_set_readout (self->map_view, markup);
}

void
gln_plan_page_set_toolbox (GlnPlanPage *self, GlnToolbox *toolbox, GlnProjector *projector)
{
  GlnSession *session = toolbox ? gln_toolbox_get_session (toolbox) : NULL;

  g_return_if_fail (GLN_IS_PLAN_PAGE (self));
  if (self->toolbox)
    g_signal_handlers_disconnect_by_data (self->toolbox, self);
  g_set_object (&self->toolbox, toolbox);
  gln_layer_panel_set_toolbox (self->layer_panel, toolbox);
  gln_status_bar_set_session (self->status_bar, session);
  gln_indicator_panel_set_session (self->indicator_panel, session);
  gln_map_view_set_toolbox (self->map_view, toolbox, projector);
  if (!toolbox)
    return;
  g_signal_connect_swapped (toolbox, "overlay-changed", G_CALLBACK (update_readout), self);
  view_changed (self);
}

GlnMapView *
gln_plan_page_get_map_view (GlnPlanPage *self)
{
  g_return_val_if_fail (GLN_IS_PLAN_PAGE (self), NULL);

  return self->map_view;
}

GlnIndicatorSet *
gln_plan_page_get_indicators (GlnPlanPage *self)
{
  g_return_val_if_fail (GLN_IS_PLAN_PAGE (self), NULL);

  return gln_indicator_panel_get_current (self->indicator_panel);
}

void
gln_plan_page_set_hint (GlnPlanPage *self, const char *hint)
{
  g_return_if_fail (GLN_IS_PLAN_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint && hint[0]);
  gtk_label_set_label (self->hint_label, hint ? hint : "");
}

static void
gln_plan_page_dispose (GObject *object)
{
  GlnPlanPage *self = GLN_PLAN_PAGE (object);

  if (self->toolbox)
    gln_plan_page_set_toolbox (self, NULL, NULL);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLN_TYPE_PLAN_PAGE);
  G_OBJECT_CLASS (gln_plan_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (GLN_TYPE_INDICATOR_PANEL);
  g_type_ensure (GLN_TYPE_LAYER_PANEL);
  g_type_ensure (GLN_TYPE_MAP_VIEW);
  g_type_ensure (GLN_TYPE_SCALE_BAR);
  g_type_ensure (GLN_TYPE_STATUS_BAR);
  g_type_ensure (GLN_TYPE_TOOL_BAR);
}

static void
gln_plan_page_class_init (GlnPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_plan_page_dispose;
  ensure_types ();
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/greenline_planner/Greenline/ui/gln-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, left_paned);
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, right_paned);
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, layer_panel);
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, map_view);
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, tool_bar);
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, scale_bar);
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, status_bar);
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, indicator_panel);
  gtk_widget_class_bind_template_child (widget_class, GlnPlanPage, hint_label);
}

static void
gln_plan_page_init (GlnPlanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->map_view, "pointer-moved", G_CALLBACK (pointer_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "view-changed", G_CALLBACK (view_changed), self, G_CONNECT_SWAPPED);
}
