/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/gln-sketch.h"

#include <math.h>

/* Corners nearer than this are one: a survey has millimetres at best. */
#define SAME_M 1e-4

/** gln_sketch_init: makes @sketch (uninitialised memory) empty. */
void
gln_sketch_init (GlnSketch *sketch)
{
  sketch->points = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  gln_sketch_reset (sketch);
}

/** gln_sketch_clear: frees what @sketch holds. */
void
gln_sketch_clear (GlnSketch *sketch)
{
  g_clear_pointer (&sketch->points, g_array_unref);
}

/** gln_sketch_reset: empties @sketch. */
void
gln_sketch_reset (GlnSketch *sketch)
{
  g_array_set_size (sketch->points, 0);
  sketch->has_hand = sketch->holding = FALSE;
  sketch->snap = (GlnSnapHit){ 0 };
}

static gboolean
same_point (GlnPoint a, GlnPoint b)
{
  return hypot (a.x - b.x, a.y - b.y) < SAME_M;
}

/* Turns the edge from @from to @to to the next multiple of 45° from the edge
 * before it (from east when there is none), keeping its length along it. */
static GlnPoint
lock_angle (const GlnSketch *sketch, guint n, GlnPoint from, GlnPoint to)
{
  double base = 0, step = G_PI / 4, angle, along;

  if (n >= 2)
    {
      GlnPoint before = gln_sketch_at (sketch, n - 2);
      base = atan2 (from.y - before.y, from.x - before.x);
    }
  angle = base + round ((atan2 (to.y - from.y, to.x - from.x) - base) / step) * step;
  along = (to.x - from.x) * cos (angle) + (to.y - from.y) * sin (angle);
  return (GlnPoint){ from.x + along * cos (angle), from.y + along * sin (angle) };
}

/* Where the hand really is: at a right or half-right angle after @n corners
 * with Shift, else where it snaps. */
static GlnPoint
locate (GlnSketch *sketch, GlnTool *tool, const GlnToolEvent *event, guint n)
{
  if ((event->modifiers & GLN_MOD_SHIFT) && n > 0)
    {
      sketch->snap = (GlnSnapHit){ .kind = GLN_SNAP_NONE };
      return lock_angle (sketch, n, gln_sketch_at (sketch, n - 1), event->point_m);
    }
  gln_tool_snap (tool, event, event->point_m, NULL, &sketch->snap);
  return sketch->snap.point_m;
}

/** gln_sketch_press: sets a corner down, unless it is the one before. */
void
gln_sketch_press (GlnSketch *sketch, GlnTool *tool, const GlnToolEvent *event)
{
  GlnPoint point = locate (sketch, tool, event, sketch->points->len);

  sketch->has_hand = FALSE;
  sketch->holding = TRUE;
  if (sketch->points->len == 0 || !same_point (gln_sketch_end (sketch), point))
    g_array_append_val (sketch->points, point);
}

/** gln_sketch_motion: the last corner follows the hand while it is held, else the next one. */
void
gln_sketch_motion (GlnSketch *sketch, GlnTool *tool, const GlnToolEvent *event)
{
  guint n = sketch->points->len;

  if (sketch->holding && n > 0)
    {
      GlnPoint point = locate (sketch, tool, event, n - 1);
      g_array_index (sketch->points, GlnPoint, n - 1) = point;
      return;
    }
  sketch->hand = locate (sketch, tool, event, n);
  sketch->has_hand = TRUE;
}

/** gln_sketch_release: the last corner stays where it is. */
void
gln_sketch_release (GlnSketch *sketch)
{
  sketch->holding = FALSE;
}

/** gln_sketch_pop: takes the last corner back. Returns: FALSE when there is none. */
gboolean
gln_sketch_pop (GlnSketch *sketch)
{
  if (sketch->points->len == 0)
    return FALSE;
  g_array_set_size (sketch->points, sketch->points->len - 1);
  sketch->holding = FALSE;
  return TRUE;
}

static gboolean
hand_counts (const GlnSketch *sketch)
{
  return sketch->has_hand
         && (sketch->points->len == 0 || !same_point (gln_sketch_end (sketch), sketch->hand));
}

/** gln_sketch_n: number of corners, the one under the hand included when @with_hand. */
guint
gln_sketch_n (const GlnSketch *sketch, gboolean with_hand)
{
  return sketch->points->len + (with_hand && hand_counts (sketch) ? 1 : 0);
}

/** gln_sketch_at: corner @index; the one after the last is under the hand. */
GlnPoint
gln_sketch_at (const GlnSketch *sketch, guint index)
{
  return index < sketch->points->len ? g_array_index (sketch->points, GlnPoint, index)
                                     : sketch->hand;
}

/** gln_sketch_end: the last corner that was set down; there must be one. */
GlnPoint
gln_sketch_end (const GlnSketch *sketch)
{
  return g_array_index (sketch->points, GlnPoint, sketch->points->len - 1);
}

/** gln_points_are_flat: whether @points lie on one line to within a tenth of a millimetre, so that they enclose nothing. */
gboolean
gln_points_are_flat (const GlnPoint *points, guint n)
{
  double far_m = 0;
  guint far = 0;

  for (guint i = 1; i < n; i++)
    {
      double d = hypot (points[i].x - points[0].x, points[i].y - points[0].y);
      far = d > far_m ? i : far;
      far_m = MAX (d, far_m);
    }
  if (far_m < SAME_M)
    return TRUE;
  for (guint i = 1; i < n; i++)
    {
      double cross = (points[far].x - points[0].x) * (points[i].y - points[0].y)
                     - (points[far].y - points[0].y) * (points[i].x - points[0].x);
      if (fabs (cross) > SAME_M * far_m)
        return FALSE;
    }
  return TRUE;
}

static GArray *
collect (const GlnSketch *sketch, gboolean with_hand)
{
  guint n = gln_sketch_n (sketch, with_hand);
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (GlnPoint), n);

  for (guint i = 0; i < n; i++)
    {
      GlnPoint point = gln_sketch_at (sketch, i);
      g_array_append_val (list, point);
    }
  return list;
}

/** gln_sketch_polygon: (transfer full) (nullable): the polygon so far, NULL when it encloses nothing. */
GlnShape *
gln_sketch_polygon (const GlnSketch *sketch, gboolean with_hand)
{
  g_autoptr (GArray) list = collect (sketch, with_hand);
  const GlnPoint *points = (const GlnPoint *) (void *) list->data;

  if (list->len < 3 || gln_points_are_flat (points, list->len))
    return NULL;
  return gln_shape_new_polygon (points, list->len);
}

/** gln_sketch_line: (transfer full) (nullable): the line so far, NULL below two corners. */
GlnShape *
gln_sketch_line (const GlnSketch *sketch, gboolean with_hand)
{
  g_autoptr (GArray) list = collect (sketch, with_hand);

  if (list->len < 2)
    return NULL;
  return gln_shape_new_line ((const GlnPoint *) (void *) list->data, list->len);
}

/** gln_sketch_draw: corners, edges and what the hand snaps to; the read-out names the edge in hand. */
void
gln_sketch_draw (const GlnSketch *sketch, GlnOverlay *overlay)
{
  guint n = gln_sketch_n (sketch, TRUE);

  for (guint i = 0; i < sketch->points->len; i++)
    gln_overlay_add_mark (overlay, gln_sketch_at (sketch, i), GLN_MARK_VERTEX);
  for (guint i = 0; i + 1 < n; i++)
    gln_overlay_add_line (overlay, gln_sketch_at (sketch, i), gln_sketch_at (sketch, i + 1),
                          i + 1 < sketch->points->len ? GLN_LINE_FIXED : GLN_LINE_RUBBER);
  gln_tool_draw_snap (overlay, &sketch->snap);
  if (n >= 2)
    {
      GlnPoint a = gln_sketch_at (sketch, n - 2), b = gln_sketch_at (sketch, n - 1);
      overlay->readout.segment_m = hypot (b.x - a.x, b.y - a.y);
    }
}
