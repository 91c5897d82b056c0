/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-offset.h"

#include <math.h>

/* A sharper corner than this (cosine of the turn) is cut off: its point would
 * lie more than twice the width away. */
#define MITRE_COS (-0.5)
/* Points of the axis nearer than this are one. */
#define SAME_M 1e-6

static GArray *
distinct (const GlnPoint *axis, guint n_points)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (GlnPoint));

  for (guint i = 0; i < n_points; i++)
    {
      const GlnPoint *last
          = points->len ? &g_array_index (points, GlnPoint, points->len - 1) : NULL;
      if (!last || hypot (axis[i].x - last->x, axis[i].y - last->y) > SAME_M)
        g_array_append_val (points, axis[i]);
    }
  return points;
}

static void
add (GArray *ring, double x, double y)
{
  GlnPoint point = { x, y };

  if (ring->len > 0)
    {
      const GlnPoint *last = &g_array_index (ring, GlnPoint, ring->len - 1);
      if (last->x == x && last->y == y)
        return;
    }
  g_array_append_val (ring, point);
}

/* Direction and length of one leg of the axis. */
typedef struct
{
  double dx, dy, length_m;
} Leg;

static Leg
leg_between (const GlnPoint *a, const GlnPoint *b)
{
  double length_m = hypot (b->x - a->x, b->y - a->y);

  return (Leg){ (b->x - a->x) / length_m, (b->y - a->y) / length_m, length_m };
}

/* The left side at a bend. Inside a bend that turns back, or whose legs are too
 * short to be mitred, the side goes back through the axis: every piece of the ring still runs the
 * same way round, so that by non-zero winding the belt is the union of its
 * legs, with no hole where the sides cross. */
static void
add_bend (GArray *ring, const GlnPoint *p, const Leg *in, const Leg *out, double d)
{
  double cosine = in->dx * out->dx + in->dy * out->dy;
  double turn = in->dx * out->dy - in->dy * out->dx;
  double nx = -(in->dy + out->dy), ny = in->dx + out->dx;
  double setback_m = cosine > -1 ? d * fabs (turn) / (1 + cosine) : G_MAXDOUBLE;
  gboolean inner = turn > 0;
  gboolean mitre = inner ? cosine >= 0 && setback_m <= MIN (in->length_m, out->length_m) / 2
                         : cosine >= MITRE_COS;

  if (mitre)
    {
      add (ring, p->x + d * nx / (1 + cosine), p->y + d * ny / (1 + cosine));
      return;
    }
  add (ring, p->x - d * in->dy, p->y + d * in->dx);
  if (inner)
    add (ring, p->x, p->y);
  add (ring, p->x - d * out->dy, p->y + d * out->dx);
}

/* The side at @d to the left of the axis, in its direction. */
static void
add_side (GArray *ring, const GlnPoint *axis, guint n, double d)
{
  Leg in = leg_between (&axis[0], &axis[1]);

  add (ring, axis[0].x - d * in.dy, axis[0].y + d * in.dx);
  for (guint i = 1; i + 1 < n; i++)
    {
      Leg out = leg_between (&axis[i], &axis[i + 1]);
      add_bend (ring, &axis[i], &in, &out, d);
      in = out;
    }
  add (ring, axis[n - 1].x - d * in.dy, axis[n - 1].y + d * in.dx);
}

/**
 * gln_offset_belt:
 * @axis: (array length=n_points): a polyline, metres
 * @left_m: width to the left of its direction, >= 0
 * @right_m: width to the right, >= 0
 *
 * A belt along a line, with straight ends and mitred bends (very sharp ones
 * are cut off). Where the line bends more sharply than the belt is wide the
 * ring touches or crosses itself; by non-zero winding it still means the union
 * of its legs. Linear in @n_points, so it may follow the hand.
 *
 * Returns: (transfer full) (nullable): one polygon; NULL when the line has no
 *   length or both widths are 0
 */
GlnShape *
gln_offset_belt (const GlnPoint *axis, guint n_points, double left_m, double right_m)
{
  g_autoptr (GArray) points = distinct (axis, n_points);
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  GlnPoint *p = (GlnPoint *) (void *) points->data;
  guint n = points->len;

  g_return_val_if_fail (left_m >= 0 && right_m >= 0, NULL);
  if (n < 2 || left_m + right_m <= 0)
    return NULL;
  add_side (ring, p, n, left_m);
  for (guint i = 0; i < n / 2; i++)
    {
      GlnPoint swap = p[i];
      p[i] = p[n - 1 - i];
      p[n - 1 - i] = swap;
    }
  add_side (ring, p, n, right_m);
  return gln_shape_new_polygon ((GlnPoint *) (void *) ring->data, ring->len);
}
