/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-target-bar.h"

#include <math.h>

#define HEIGHT_PX 8
#define TICK_HEIGHT_PX 16
#define TICK_WIDTH_PX 3
#define TARGET_PLACE 0.72 /* of the bar's length, so that there is room to go beyond */

struct _GlnTargetBar
{
  GtkWidget parent_instance;

  double value;
  double before;
  double target;
};

G_DEFINE_FINAL_TYPE (GlnTargetBar, gln_target_bar, GTK_TYPE_WIDGET)

static void
gln_target_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? TICK_HEIGHT_PX : 60;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? TICK_HEIGHT_PX : 200;
}

static double
full_scale (GlnTargetBar *self)
{
  double top = isfinite (self->target) && self->target > 0 ? self->target / TARGET_PLACE : 0;

  if (isfinite (self->value))
    top = MAX (top, self->value);
  if (isfinite (self->before))
    top = MAX (top, self->before);
  return top > 0 ? top : 1;
}

static void
draw_bar (GtkSnapshot *snapshot, double x0, double x1, int height, const GdkRGBA *colour)
{
  GskRoundedRect shape;
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x0, (height - HEIGHT_PX) / 2.0, x1 - x0, HEIGHT_PX);

  if (x1 - x0 < 0.5)
    return;
  gsk_rounded_rect_init_from_rect (&shape, &rect, HEIGHT_PX / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, &rect);
  gtk_snapshot_pop (snapshot);
}

static void
draw_tick (GtkSnapshot *snapshot, double x, int height, const GdkRGBA *colour)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (floor (x - TICK_WIDTH_PX / 2.0),
                                             (height - TICK_HEIGHT_PX) / 2.0, TICK_WIDTH_PX,
                                             TICK_HEIGHT_PX);

  gtk_snapshot_append_color (snapshot, colour, &rect);
}

static void
gln_target_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlnTargetBar *self = GLN_TARGET_BAR (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double scale = width / full_scale (self);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour, track, text, shade;

  gtk_style_context_get_color (style, &colour);
  if (!gtk_style_context_lookup_color (style, "window_fg_color", &text))
    text = colour;
  track = text;
  track.alpha *= 0.12f;
  shade = colour;
  shade.alpha *= 0.4f;
  draw_bar (snapshot, 0, width, height, &track);
  if (isfinite (self->value) && isfinite (self->before) && self->before > self->value)
    draw_bar (snapshot, 0, self->before * scale, height, &shade);
  if (isfinite (self->value))
    draw_bar (snapshot, 0, self->value * scale, height, &colour);
  if (isfinite (self->target))
    draw_tick (snapshot, self->target * scale, height, &text);
}

static void
gln_target_bar_class_init (GlnTargetBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gln_target_bar_measure;
  widget_class->snapshot = gln_target_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "targetbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gln_target_bar_init (GlnTargetBar *self)
{
  self->value = self->before = self->target = NAN;
}

void
gln_target_bar_set (GlnTargetBar *bar, double value, double before, double target)
{
  g_return_if_fail (GLN_IS_TARGET_BAR (bar));

  bar->value = value;
  bar->before = before;
  bar->target = target;
  gtk_widget_queue_draw (GTK_WIDGET (bar));
}
