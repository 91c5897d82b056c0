/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-sweep.h"

/* Edges are cut to the window as they arrive.
 *
 *   What lies left of the window        +---------------+
 *   leaves a jump where it crosses   a--j------.        |
 *   the left side, and its winding      |       \       |  what lies right of the
 *   at the corner; what lies above,     |        '------+--b   window is dropped
 *   below or right of it leaves         |               |
 *   nothing.                            c---------------+   c: corner winding
 *
 * The corner winding and the jumps come from one evaluated crossing of the
 * left side, so they can never disagree: whichever way that crossing was
 * rounded, the winding just right of the left side is the sum of both. */

/* A directed edge, ordered from its lower to its upper end, so that the same
 * edge run through in either direction is cut at the same bits. */
typedef struct
{
  double x0, y0, x1, y1;
  double cx, cy, r_m;
  int side_x, side_y; /* arc: which quarter */
  int sign;
} Curve;

static double
curve_x_at (const Curve *curve, double y)
{
  double x, lo = MIN (curve->x0, curve->x1), hi = MAX (curve->x0, curve->x1);

  if (curve->r_m == 0)
    x = curve->x0 + (y - curve->y0) * ((curve->x1 - curve->x0) / (curve->y1 - curve->y0));
  else
    x = curve->cx + curve->side_x * sqrt (fmax (0, curve->r_m * curve->r_m - (y - curve->cy) * (y - curve->cy)));
  return CLAMP (x, lo, hi);
}

static double
curve_y_at (const Curve *curve, double x)
{
  double y;

  if (curve->y0 == curve->y1)
    return curve->y0;
  if (curve->r_m == 0)
    y = curve->y0 + (x - curve->x0) * ((curve->y1 - curve->y0) / (curve->x1 - curve->x0));
  else
    y = curve->cy + curve->side_y * sqrt (fmax (0, curve->r_m * curve->r_m - (x - curve->cx) * (x - curve->cx)));
  return CLAMP (y, curve->y0, curve->y1);
}

static void
jump_at (GlnSweep *sweep, guint ring, double y, int delta)
{
  GlnSweepJump jump = { y, ring, delta };

  if (y <= 0 || y >= sweep->height_m)
    return;
  gln_sweep_add_ordinate (sweep, y);
  GLN_SWEEP_GROW (sweep->jumps, sweep->n_jumps, sweep->room_jumps);
  sweep->jumps[sweep->n_jumps++] = jump;
}

/* The part from y0 to y1 that lies left of the window: it is passed by every
 * ray from the left side at its height. "At the corner" is just above y = 0. */
static void
left_part (GlnSweep *sweep, guint ring, double y0, double y1, int sign)
{
  if (y0 <= 0 && y1 > 0)
    gln_sweep_wind (sweep, ring, sign);
}

/* Cuts off what is left of the window; FALSE when nothing remains. */
static gboolean
clip_left (GlnSweep *sweep, guint ring, Curve *curve)
{
  double y;

  if (curve->x0 >= 0 && curve->x1 >= 0)
    return TRUE;
  if (curve->x0 < 0 && curve->x1 < 0)
    {
      left_part (sweep, ring, curve->y0, curve->y1, curve->sign);
      return FALSE;
    }
  y = curve_y_at (curve, 0);
  if (curve->x0 < 0)
    {
      left_part (sweep, ring, curve->y0, y, curve->sign);
      jump_at (sweep, ring, y, -curve->sign);
      curve->x0 = 0;
      curve->y0 = y;
    }
  else
    {
      left_part (sweep, ring, y, curve->y1, curve->sign);
      jump_at (sweep, ring, y, curve->sign);
      curve->x1 = 0;
      curve->y1 = y;
    }
  return TRUE;
}

static void
clip_right (const GlnSweep *sweep, Curve *curve)
{
  double y;

  if (curve->x0 <= sweep->width_m && curve->x1 <= sweep->width_m)
    return;
  y = curve_y_at (curve, sweep->width_m);
  if (curve->x0 > sweep->width_m)
    {
      curve->x0 = sweep->width_m;
      curve->y0 = y;
    }
  else
    {
      curve->x1 = sweep->width_m;
      curve->y1 = y;
    }
}

/* Cuts at the lower and upper side; FALSE when nothing remains. */
static gboolean
clip_height (const GlnSweep *sweep, Curve *curve)
{
  double x0 = curve->x0, y0 = curve->y0, x1 = curve->x1, y1 = curve->y1;

  if (y1 <= 0 || y0 >= sweep->height_m || !(y1 > y0))
    return FALSE;
  if (y0 < 0)
    {
      x0 = curve_x_at (curve, 0);
      y0 = 0;
    }
  if (y1 > sweep->height_m)
    {
      x1 = curve_x_at (curve, sweep->height_m);
      y1 = sweep->height_m;
    }
  *curve = (Curve){ x0, y0, x1, y1, curve->cx, curve->cy, curve->r_m, curve->side_x, curve->side_y, curve->sign };
  return TRUE;
}

static void
add_curve (GlnSweep *sweep, guint ring, Curve *curve)
{
  GlnSweepEdge *edge;

  if (curve->y1 <= 0 || curve->y0 >= sweep->height_m
      || (curve->x0 >= sweep->width_m && curve->x1 >= sweep->width_m)
      || !clip_left (sweep, ring, curve))
    return;
  clip_right (sweep, curve);
  if (!clip_height (sweep, curve))
    return;
  GLN_SWEEP_GROW (sweep->edges, sweep->n_edges, sweep->room_edges);
  edge = &sweep->edges[sweep->n_edges++];
  *edge = (GlnSweepEdge){ CLAMP (curve->x0, 0, sweep->width_m), curve->y0,
                          CLAMP (curve->x1, 0, sweep->width_m), curve->y1,
                          0, curve->cx, curve->cy, curve->r_m, ring,
                          (gint16) curve->sign, (gint16) curve->side_x };
  edge->slope = (edge->x1 - edge->x0) / (edge->y1 - edge->y0);
  gln_sweep_add_ordinate (sweep, edge->y0);
  gln_sweep_add_ordinate (sweep, edge->y1);
}

/* Downward edges have the inside of a counter-clockwise ring on their right. */
static Curve
curve_between (double ax, double ay, double bx, double by)
{
  if (by >= ay)
    return (Curve){ ax, ay, bx, by, .sign = -1 };
  return (Curve){ bx, by, ax, ay, .sign = 1 };
}

/**
 * gln_sweep_segment:
 * @ring: from gln_sweep_ring()
 * @ax: start in window coordinates, metres; need not lie in the window
 *
 * Adds the directed straight edge a → b to the ring.
 */
void
gln_sweep_segment (GlnSweep *sweep, guint ring, double ax, double ay, double bx, double by)
{
  Curve curve = curve_between (ax, ay, bx, by);

  add_curve (sweep, ring, &curve);
}

/**
 * gln_sweep_inside: gln_sweep_segment() of an edge that is known to lie wholly
 * in the window, of a ring that comes edge by edge: the next one adds where
 * this one ends.
 */
void
gln_sweep_inside (GlnSweep *sweep, guint ring, double ax, double ay, double bx, double by)
{
  gboolean up = by > ay;
  GlnSweepEdge *edge;

  gln_sweep_add_ordinate (sweep, ay);
  if (by == ay)
    return;
  GLN_SWEEP_GROW (sweep->edges, sweep->n_edges, sweep->room_edges);
  edge = &sweep->edges[sweep->n_edges++];
  edge->x0 = up ? ax : bx;
  edge->y0 = up ? ay : by;
  edge->x1 = up ? bx : ax;
  edge->y1 = up ? by : ay;
  edge->slope = (edge->x1 - edge->x0) / (edge->y1 - edge->y0);
  edge->r_m = 0;
  edge->ring = ring;
  edge->sign = up ? -1 : 1;
}

/**
 * gln_sweep_arc:
 * @cx: centre of the circle in window coordinates
 *
 * Adds the directed arc a → b, which must stay within one quarter of the
 * circle (so that it is monotone in x and y).
 */
void
gln_sweep_arc (GlnSweep *sweep, guint ring, double cx, double cy, double r_m, double ax, double ay,
               double bx, double by)
{
  Curve curve = curve_between (ax, ay, bx, by);

  curve.cx = cx;
  curve.cy = cy;
  curve.r_m = r_m;
  curve.side_x = ax + bx >= 2 * cx ? 1 : -1;
  curve.side_y = ay + by >= 2 * cy ? 1 : -1;
  add_curve (sweep, ring, &curve);
}

/** gln_sweep_circle: adds a whole circle to the ring, counter-clockwise. */
void
gln_sweep_circle (GlnSweep *sweep, guint ring, double cx, double cy, double r_m)
{
  gln_sweep_arc (sweep, ring, cx, cy, r_m, cx + r_m, cy, cx, cy + r_m);
  gln_sweep_arc (sweep, ring, cx, cy, r_m, cx, cy + r_m, cx - r_m, cy);
  gln_sweep_arc (sweep, ring, cx, cy, r_m, cx - r_m, cy, cx, cy - r_m);
  gln_sweep_arc (sweep, ring, cx, cy, r_m, cx, cy - r_m, cx + r_m, cy);
}
