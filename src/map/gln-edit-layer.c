/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-edit-layer.h"

#include "draw/gln-render.h"
#include "map/gln-overlay-draw.h"
#include "map/gln-screen.h"

#include <math.h>

#define OUTLINE_PX 2.5
#define IN_HAND_OPACITY 0.72 /* what lies below guides the hand */
#define HOVER_PX 1.8
#define DRAW_MARGIN_PX 14.0
#define BUBBLE_OFFSET_PX 18.0
#define BUBBLE_PADDING_PX 10.0
#define BUBBLE_RADIUS_PX 7.0

struct _GlnEditLayer
{
  ShumateLayer parent_instance;

  GlnScene *scene;
  GlnToolbox *toolbox;
  char *readout;
  PangoLayout *layout; /* of the readout */
};

G_DEFINE_FINAL_TYPE (GlnEditLayer, gln_edit_layer, SHUMATE_TYPE_LAYER)

/* Everything below is drawn into one cairo node no larger than what is drawn, because its pixels travel
 * to the screen in every frame. */

static GlnPlan *
current_plan (GlnEditLayer *self)
{
  return gln_document_get_plan (gln_session_get_document (gln_scene_get_session (self->scene)));
}

static GlnFeature *
hovered_feature (GlnEditLayer *self)
{
  const GlnUuid *uuid = gln_session_get_hovered (gln_scene_get_session (self->scene));

  return uuid ? gln_plan_feature (current_plan (self), uuid) : NULL;
}

static void
add_feature (GlnBox *bounds, const GlnScreen *screen, const GlnFeature *feature)
{
  if (feature && feature->shape)
    {
      GlnBox box = gln_screen_box (screen, &feature->shape->box);

      gln_box_add_box (bounds, &box);
    }
}

static GlnBox
drawn_bounds (GlnEditLayer *self, const GlnScreen *screen)
{
  GArray *selection = gln_session_get_selection (gln_scene_get_session (self->scene));
  GPtrArray *in_hand = gln_scene_get_in_hand (self->scene);
  GlnBox bounds = GLN_BOX_EMPTY;

  for (guint i = 0; i < in_hand->len; i++)
    add_feature (&bounds, screen, in_hand->pdata[i]);
  for (guint i = 0; i < selection->len; i++)
    add_feature (&bounds, screen,
                 gln_plan_feature (current_plan (self), &g_array_index (selection, GlnUuid, i)));
  add_feature (&bounds, screen, hovered_feature (self));
  if (self->toolbox)
    gln_overlay_bounds (gln_toolbox_get_overlay (self->toolbox), screen, &bounds);
  return bounds;
}

static void
draw_feature_in_hand (GlnEditLayer *self, cairo_t *cr, const GlnView *view, GlnFeature *feature)
{
  GlnPlan *plan = current_plan (self);
  GlnLayer *layer = gln_plan_layer_of (plan, feature);

  if (!layer || !feature->shape)
    return;
  cairo_push_group (cr);
  gln_render_shape (cr, view, feature->shape,
                    gln_style_sheet_feature (gln_scene_get_sheet (self->scene), plan->frame, layer,
                                             feature));
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, IN_HAND_OPACITY);
}

static void
draw_outline (cairo_t *cr, const GlnView *view, const GlnFeature *feature, GlnColour colour, double width)
{
  GlnColour halo = { 1, 1, 1, 0.85 };

  if (!feature || !feature->shape)
    return;
  gln_render_outline (cr, view, feature->shape, halo, width + 2);
  gln_render_outline (cr, view, feature->shape, colour, width);
}

static void
draw_all (GlnEditLayer *self, cairo_t *cr, const GlnScreen *screen, const GlnView *view)
{
  GArray *selection = gln_session_get_selection (gln_scene_get_session (self->scene));
  GPtrArray *in_hand = gln_scene_get_in_hand (self->scene);
  const GlnChrome *chrome = gln_chrome (FALSE);

  for (guint i = 0; i < in_hand->len; i++)
    draw_feature_in_hand (self, cr, view, in_hand->pdata[i]);
  for (guint i = 0; i < selection->len; i++)
    draw_outline (cr, view,
                  gln_plan_feature (current_plan (self), &g_array_index (selection, GlnUuid, i)),
                  chrome->selection, OUTLINE_PX);
  draw_outline (cr, view, hovered_feature (self), chrome->hover, HOVER_PX);
  if (self->toolbox)
    gln_overlay_draw (gln_toolbox_get_overlay (self->toolbox), screen, chrome, cr, GTK_WIDGET (self));
}

/* The figures at the hand ------------------------------------------------------------------ */

static void
draw_readout (GlnEditLayer *self, GtkSnapshot *snapshot, const GlnScreen *screen)
{
  const GlnOverlay *overlay = gln_toolbox_get_overlay (self->toolbox);
  const GlnColour back = gln_chrome (FALSE)->bubble, text = gln_chrome (FALSE)->bubble_text;
  GlnPoint hand = gln_screen_place (screen, overlay->readout.at_m);
  GskRoundedRect shape;
  int width, height;
  double x, y;

  pango_layout_get_pixel_size (self->layout, &width, &height);
  width += 2 * (int) BUBBLE_PADDING_PX;
  height += 2 * (int) BUBBLE_PADDING_PX - 4;
  x = hand.x + BUBBLE_OFFSET_PX;
  y = hand.y + BUBBLE_OFFSET_PX;
  /* Beside the hand, never under it, and never cut off by the edge. */
  if (x + width > screen->state.width - 6)
    x = hand.x - BUBBLE_OFFSET_PX - width;
  if (y + height > screen->state.height - 6)
    y = hand.y - BUBBLE_OFFSET_PX - height;
  x = MAX (6, floor (x));
  y = MAX (6, floor (y));
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, y, width, height), BUBBLE_RADIUS_PX);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ back.r, back.g, back.b, back.a }, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + BUBBLE_PADDING_PX, y + BUBBLE_PADDING_PX - 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &(GdkRGBA){ text.r, text.g, text.b, text.a });
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_drawn (GlnEditLayer *self, GtkSnapshot *snapshot, GlnScreen *screen)
{
  GlnBox bounds = drawn_bounds (self, screen);
  double x0 = MAX (0, floor (bounds.x0 - DRAW_MARGIN_PX)), y0 = MAX (0, floor (bounds.y0 - DRAW_MARGIN_PX));
  double x1 = MIN (screen->state.width, ceil (bounds.x1 + DRAW_MARGIN_PX));
  double y1 = MIN (screen->state.height, ceil (bounds.y1 + DRAW_MARGIN_PX));
  GlnView view;
  cairo_t *cr;

  if (!(x1 > x0) || !(y1 > y0) || !gln_screen_view (screen, &view))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x0, y0, x1 - x0, y1 - y0));
  draw_all (self, cr, screen, &view);
  cairo_destroy (cr);
}

static void
gln_edit_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlnEditLayer *self = GLN_EDIT_LAYER (widget);
  GlnScreen screen;

  if (!self->scene)
    return;
  gln_screen_init (&screen, shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget,
                   gln_scene_get_projector (self->scene));
  snapshot_drawn (self, snapshot, &screen);
  if (self->toolbox && self->readout && gln_toolbox_get_overlay (self->toolbox)->has_readout)
    draw_readout (self, snapshot, &screen);
}

/* Object ----------------------------------------------------------------------------------- */

static void
redraw (GlnEditLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gln_edit_layer_set_readout (GlnEditLayer *self, const char *markup)
{
  g_return_if_fail (GLN_IS_EDIT_LAYER (self));

  if (g_strcmp0 (markup, self->readout) == 0)
    return;
  g_free (self->readout);
  self->readout = g_strdup (markup);
  if (markup)
    {
      if (!self->layout)
        self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_markup (self->layout, markup, -1);
    }
  redraw (self);
}

void
gln_edit_layer_set_scene (GlnEditLayer *self, GlnScene *scene, GlnToolbox *toolbox)
{
  g_return_if_fail (GLN_IS_EDIT_LAYER (self));

  if (self->scene)
    g_signal_handlers_disconnect_by_data (self->scene, self);
  if (self->toolbox)
    g_signal_handlers_disconnect_by_data (self->toolbox, self);
  g_set_object (&self->scene, scene);
  g_set_object (&self->toolbox, toolbox);
  if (scene)
    g_signal_connect_swapped (scene, "overlay-changed", G_CALLBACK (redraw), self);
  if (toolbox)
    g_signal_connect_swapped (toolbox, "overlay-changed", G_CALLBACK (redraw), self);
  redraw (self);
}

static void
gln_edit_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (gln_edit_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify",
                           G_CALLBACK (redraw), object, G_CONNECT_SWAPPED);
}

static void
gln_edit_layer_dispose (GObject *object)
{
  GlnEditLayer *self = GLN_EDIT_LAYER (object);

  gln_edit_layer_set_scene (self, NULL, NULL);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->readout, g_free);
  G_OBJECT_CLASS (gln_edit_layer_parent_class)->dispose (object);
}

static void
gln_edit_layer_class_init (GlnEditLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = gln_edit_layer_constructed;
  object_class->dispose = gln_edit_layer_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = gln_edit_layer_snapshot;
}

static void
gln_edit_layer_init (GlnEditLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GlnEditLayer *
gln_edit_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GLN_TYPE_EDIT_LAYER, "viewport", viewport, NULL);
}
