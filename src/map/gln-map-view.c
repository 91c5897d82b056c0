/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-map-view-private.h"

#include "map/gln-reference-source.h"
#include "map/gln-world.h"

#include <math.h>

#define FIT_SHARE 0.92              /* of the view that a shown box takes at most */
#define SMALLEST_FIT_M 200.0        /* a point is shown with this much around it */
#define MIN_ZOOM 2.0                /* of the reference source: a province fits the window */
#define CSS_PX_M (0.0254 / 96.0)    /* what GTK calls a pixel, on paper */

enum
{
  POINTER_MOVED,
  VIEW_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnMapView, gln_map_view, GTK_TYPE_WIDGET)

static void
view_state (GlnMapView *self, GlnViewState *view)
{
  gln_view_state_init (view, self->viewport, GTK_WIDGET (self->map));
}

/* Conversions ------------------------------------------------------------------------------ */

gboolean
gln_map_view_to_plan (GlnMapView *self, double x, double y, GlnPoint *plan)
{
  GlnViewState view;

  g_return_val_if_fail (GLN_IS_MAP_VIEW (self), FALSE);
  if (!self->projector)
    return FALSE;
  view_state (self, &view);
  *plan = gln_view_to_world (&view, x, y);
  return gln_world_to_plan (self->projector, plan, 1) && isfinite (plan->x) && isfinite (plan->y);
}

gboolean
gln_map_view_from_plan (GlnMapView *self, GlnPoint plan, double *x, double *y)
{
  GlnViewState view;

  g_return_val_if_fail (GLN_IS_MAP_VIEW (self), FALSE);
  if (!self->projector || !gln_world_from_plan (self->projector, &plan, 1))
    return FALSE;
  view_state (self, &view);
  plan = gln_view_to_widget (&view, plan);
  *x = plan.x;
  *y = plan.y;
  return TRUE;
}

gboolean
gln_map_view_get_centre (GlnMapView *self, GlnPoint *plan)
{
  return gln_map_view_to_plan (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                               gtk_widget_get_height (GTK_WIDGET (self)) / 2.0, plan);
}

double
gln_map_view_get_metres_per_px (GlnMapView *self)
{
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  GlnPoint a, b;

  if (!gln_map_view_to_plan (self, x - 50, y, &a) || !gln_map_view_to_plan (self, x + 50, y, &b))
    return NAN;
  return hypot (b.x - a.x, b.y - a.y) / 100.0;
}

double
gln_map_view_get_scale_number (GlnMapView *self)
{
  return gln_map_view_get_metres_per_px (self) / CSS_PX_M;
}

/* Moving ----------------------------------------------------------------------------------- */

void
_gln_map_view_set_centre (GlnMapView *self, GlnPoint world)
{
  gln_world_to_lonlat (&world, 1);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), world.y, world.x);
}

static void
set_zoom (GlnMapView *self, double zoom)
{
  shumate_viewport_set_zoom_level (self->viewport, CLAMP (zoom, MIN_ZOOM, GLN_REFERENCE_MAX_ZOOM));
}

static gboolean
show_box_now (GlnMapView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GlnBox box = self->box, world;
  double grow, scale;

  if (!self->projector || width <= 0 || height <= 0)
    return FALSE;
  grow = MAX (0, SMALLEST_FIT_M - MAX (box.x1 - box.x0, box.y1 - box.y0)) / 2;
  box = (GlnBox){ box.x0 - grow, box.y0 - grow, box.x1 + grow, box.y1 + grow };
  world = gln_world_box_from_plan (self->projector, &box);
  if (gln_box_is_empty (&world))
    return FALSE;
  scale = FIT_SHARE * MIN (width / (world.x1 - world.x0), height / (world.y1 - world.y0));
  set_zoom (self, log2 (scale / GLN_REFERENCE_TILE_PX));
  _gln_map_view_set_centre (self, (GlnPoint){ (world.x0 + world.x1) / 2, (world.y0 + world.y1) / 2 });
  return TRUE;
}

void
gln_map_view_zoom_to_box (GlnMapView *self, const GlnBox *box)
{
  g_return_if_fail (GLN_IS_MAP_VIEW (self));

  if (gln_box_is_empty (box))
    return;
  self->box = *box;
  self->box_pending = !show_box_now (self);
}

void
gln_map_view_zoom_by (GlnMapView *self, double steps)
{
  g_return_if_fail (GLN_IS_MAP_VIEW (self));

  set_zoom (self, shumate_viewport_get_zoom_level (self->viewport) + steps);
}

void
gln_map_view_pan_by (GlnMapView *self, double east, double south)
{
  GlnViewState view;

  g_return_if_fail (GLN_IS_MAP_VIEW (self));
  view_state (self, &view);
  _gln_map_view_set_centre (self, gln_view_to_world (&view, view.width * (0.5 + east), view.height * (0.5 + south)));
}

gboolean
gln_map_view_is_settled (GlnMapView *self)
{
  g_return_val_if_fail (GLN_IS_MAP_VIEW (self), FALSE);

  return gln_tile_layer_is_settled (self->plan_layer) && gln_label_layer_is_settled (self->label_layer);
}

/* Content ---------------------------------------------------------------------------------- */

static void
tiles_changed (GlnMapView *self, GlnTilePainter *painter, const GlnBox *changed)
{
  gln_tile_layer_set_painter (self->plan_layer, painter, changed);
  gln_label_layer_invalidate (self->label_layer);
}

static void
tiles_settled (GlnMapView *self)
{
  if (self->scene)
    gln_scene_tiles_settled (self->scene);
}

static void
forget_scene (GlnMapView *self)
{
  if (self->scene)
    g_signal_handlers_disconnect_by_data (self->scene, self);
  if (self->toolbox)
    g_signal_handlers_disconnect_by_data (self->toolbox, self);
  gln_edit_layer_set_scene (self->edit_layer, NULL, NULL);
  gln_label_layer_set_scene (self->label_layer, NULL);
  gln_tile_layer_set_painter (self->plan_layer, NULL, NULL);
  g_clear_object (&self->scene);
  g_clear_object (&self->toolbox);
  g_clear_object (&self->projector);
}

void
gln_map_view_set_toolbox (GlnMapView *self, GlnToolbox *toolbox, GlnProjector *projector)
{
  g_return_if_fail (GLN_IS_MAP_VIEW (self));
  g_return_if_fail (!toolbox || GLN_IS_PROJECTOR (projector));

  forget_scene (self);
  if (!toolbox)
    return;
  self->toolbox = g_object_ref (toolbox);
  self->projector = g_object_ref (projector);
  self->scene = gln_scene_new (gln_toolbox_get_session (toolbox), projector);
  g_signal_connect_swapped (self->scene, "tiles-changed", G_CALLBACK (tiles_changed), self);
  g_signal_connect_swapped (toolbox, "overlay-changed", G_CALLBACK (_gln_map_view_update_cursor), self);
  gln_edit_layer_set_scene (self->edit_layer, self->scene, toolbox);
  gln_label_layer_set_scene (self->label_layer, self->scene);
  gln_tile_layer_set_painter (self->plan_layer, gln_scene_get_painter (self->scene), NULL);
}

void
gln_map_view_set_readout (GlnMapView *self, const char *markup)
{
  g_return_if_fail (GLN_IS_MAP_VIEW (self));

  gln_edit_layer_set_readout (self->edit_layer, markup);
}

/* Object ----------------------------------------------------------------------------------- */

static void
viewport_notify (GlnMapView *self, GParamSpec *pspec)
{
  /* Touch gestures can turn the map and no setting forbids it; plans are read with north up. */
  if (shumate_viewport_get_rotation (self->viewport) != 0)
    shumate_viewport_set_rotation (self->viewport, 0);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

void
_gln_map_view_emit_pointer (GlnMapView *self)
{
  GlnPoint plan = { 0, 0 };
  gboolean inside = self->inside && gln_map_view_to_plan (self, self->x, self->y, &plan);

  g_signal_emit (self, signals[POINTER_MOVED], 0, inside, plan.x, plan.y);
}

/* The paper: plans are drawn in the colours of print, in a dark window, too. */
static void
gln_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const GlnColour paper = gln_chrome (FALSE)->paper;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ paper.r, paper.g, paper.b, 1 },
                             &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                  gtk_widget_get_height (widget)));
  GTK_WIDGET_CLASS (gln_map_view_parent_class)->snapshot (widget, snapshot);
}

static void
gln_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GlnMapView *self = GLN_MAP_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->map), width, height, baseline, NULL);
  if (self->box_pending)
    self->box_pending = !show_box_now (self);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

static void
gln_map_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 200;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
}

static void
gln_map_view_dispose (GObject *object)
{
  GlnMapView *self = GLN_MAP_VIEW (object);

  if (self->map)
    forget_scene (self);
  self->plan_layer = NULL;
  self->label_layer = NULL;
  self->edit_layer = NULL;
  if (self->map)
    gtk_widget_unparent (GTK_WIDGET (self->map));
  self->map = NULL;
  G_OBJECT_CLASS (gln_map_view_parent_class)->dispose (object);
}

static void
gln_map_view_class_init (GlnMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_map_view_dispose;
  widget_class->size_allocate = gln_map_view_size_allocate;
  widget_class->measure = gln_map_view_measure;
  widget_class->snapshot = gln_map_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "mapview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[POINTER_MOVED] = g_signal_new ("pointer-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 3, G_TYPE_BOOLEAN, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
init_viewport (GlnMapView *self)
{
  g_autoptr (ShumateMapSource) source = gln_reference_source_new ();

  self->viewport = shumate_map_get_viewport (self->map);
  shumate_viewport_set_reference_map_source (self->viewport, source);
  shumate_viewport_set_max_zoom_level (self->viewport, GLN_REFERENCE_MAX_ZOOM);
  shumate_viewport_set_min_zoom_level (self->viewport, (guint) MIN_ZOOM);
  g_signal_connect_object (self->viewport, "notify", G_CALLBACK (viewport_notify), self,
                           G_CONNECT_SWAPPED);
}

static void
gln_map_view_init (GlnMapView *self)
{
  self->map = shumate_map_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->map), GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  init_viewport (self);
  self->plan_layer = gln_tile_layer_new (self->viewport);
  self->label_layer = gln_label_layer_new (self->viewport);
  self->edit_layer = gln_edit_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->plan_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->label_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->edit_layer));
  g_signal_connect_object (self->plan_layer, "settled", G_CALLBACK (tiles_settled), self,
                           G_CONNECT_SWAPPED);
  _gln_map_view_init_input (self);
}

GtkWidget *
gln_map_view_new (void)
{
  return g_object_new (GLN_TYPE_MAP_VIEW, NULL);
}
