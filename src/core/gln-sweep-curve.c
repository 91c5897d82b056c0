/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-sweep.h"

/* The geometry of one edge of a sweep: a straight line or an arc that is
 * monotone in x and y, such as a quarter of a circle. */

/** gln_sweep_edge_x: x of @edge at the ordinate @y, held within its ends. */
double
gln_sweep_edge_x (const GlnSweepEdge *edge, double y)
{
  double x, lo = MIN (edge->x0, edge->x1), hi = MAX (edge->x0, edge->x1);

  if (edge->r_m == 0)
    x = edge->x0 + (y - edge->y0) * edge->slope;
  else
    x = edge->cx + edge->side * sqrt (fmax (0, edge->r_m * edge->r_m - (y - edge->cy) * (y - edge->cy)));
  return CLAMP (x, lo, hi);
}

/* Area between a chord of length @chord and its arc: r²/2 (θ - sin θ). The
 * series keeps its digits where θ and sin θ cancel. */
static double
circular_segment_m2 (double r, double chord)
{
  double half = fmin (1, chord / (2 * r));
  double theta = 2 * asin (half), square = theta * theta;

  if (theta < 0.2)
    return r * r * theta * square / 12
           * (1 - square / 20 * (1 - square / 42 * (1 - square / 72 * (1 - square / 110))));
  return r * r * (theta - sin (theta)) / 2;
}

/**
 * gln_sweep_edge_integral:
 * @ya: lower ordinate
 * @yb: upper ordinate, both within the edge
 *
 * Returns: the integral of x over y from @ya to @yb, m²: the area between the
 *   left side of the window and the edge. Exact for lines and arcs but for the
 *   rounding of doubles.
 */
double
gln_sweep_edge_integral (const GlnSweepEdge *edge, double ya, double yb)
{
  double dy = yb - ya, xa, xb, chord_m2, bulge_m2;

  if (edge->r_m == 0)
    return gln_sweep_edge_x (edge, ya + dy / 2) * dy;
  xa = gln_sweep_edge_x (edge, ya);
  xb = gln_sweep_edge_x (edge, yb);
  chord_m2 = (xa + xb) / 2 * dy;
  bulge_m2 = circular_segment_m2 (edge->r_m, sqrt ((xb - xa) * (xb - xa) + dy * dy));
  return chord_m2 + edge->side * bulge_m2;
}

static void
add_between (GArray *ordinates, double y, double lo, double hi)
{
  if (y > lo && y < hi)
    g_array_append_val (ordinates, y);
}

/* Where the difference in x of two straight edges changes its sign. */
static void
cross_lines (const GlnSweepEdge *a, const GlnSweepEdge *b, double lo, double hi, GArray *ordinates)
{
  double at_lo = gln_sweep_edge_x (a, lo) - gln_sweep_edge_x (b, lo);
  double at_hi = gln_sweep_edge_x (a, hi) - gln_sweep_edge_x (b, hi);

  if ((at_lo < 0 && at_hi > 0) || (at_lo > 0 && at_hi < 0))
    add_between (ordinates, lo + (hi - lo) * (at_lo / (at_lo - at_hi)), lo, hi);
}

/* The two points where the line through @a meets the circle of @b. */
static void
cross_line_arc (const GlnSweepEdge *a, const GlnSweepEdge *b, double lo, double hi, GArray *ordinates)
{
  double dx = a->x1 - a->x0, dy = a->y1 - a->y0;
  double px = a->x0 - b->cx, py = a->y0 - b->cy;
  double aa = dx * dx + dy * dy, bb = dx * px + dy * py, cc = px * px + py * py - b->r_m * b->r_m;
  double root = bb * bb - aa * cc;

  if (!(root > 0))
    return;
  root = sqrt (root);
  add_between (ordinates, a->y0 + dy * ((-bb - root) / aa), lo, hi);
  add_between (ordinates, a->y0 + dy * ((-bb + root) / aa), lo, hi);
}

/* The two points where two circles meet. */
static void
cross_arcs (const GlnSweepEdge *a, const GlnSweepEdge *b, double lo, double hi, GArray *ordinates)
{
  double dx = b->cx - a->cx, dy = b->cy - a->cy, d2 = dx * dx + dy * dy;
  double along, root;

  if (!(d2 > 0))
    return;
  along = (d2 + a->r_m * a->r_m - b->r_m * b->r_m) / (2 * d2);
  root = a->r_m * a->r_m / d2 - along * along;
  if (!(root > 0))
    return;
  root = sqrt (root);
  add_between (ordinates, a->cy + along * dy - root * dx, lo, hi);
  add_between (ordinates, a->cy + along * dy + root * dx, lo, hi);
}

/**
 * gln_sweep_crossings:
 * @ordinates: array of double; receives where the two edges may change their
 *   order
 *
 * An ordinate too many costs a slab and no accuracy, so arcs are taken as
 * whole circles here. One that rounding loses swaps two edges that are closer
 * than the rounding.
 */
void
gln_sweep_crossings (const GlnSweepEdge *a, const GlnSweepEdge *b, GArray *ordinates)
{
  double lo = MAX (a->y0, b->y0), hi = MIN (a->y1, b->y1);

  if (a->r_m == 0 && b->r_m == 0)
    cross_lines (a, b, lo, hi, ordinates);
  else if (a->r_m == 0)
    cross_line_arc (a, b, lo, hi, ordinates);
  else if (b->r_m == 0)
    cross_line_arc (b, a, lo, hi, ordinates);
  else
    cross_arcs (a, b, lo, hi, ordinates);
}
