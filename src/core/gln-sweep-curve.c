/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-sweep.h"

/* The geometry of one edge of a sweep: a straight line or an arc that is
 * monotone in x and y, such as a quarter of a circle. */

/* x of an edge at the ordinate @y, held within its ends. */
static double
edge_x (const GlnSweepEdge *edge, double y)
{
  double x, lo, hi;

  if (edge->r_m == 0)
    return gln_sweep_line_x (edge, y);
  lo = MIN (edge->x0, edge->x1);
  hi = MAX (edge->x0, edge->x1);
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

/** gln_sweep_arc_integral: gln_sweep_edge_integral() of an arc: below its chord, and between chord and arc. */
double
gln_sweep_arc_integral (const GlnSweepEdge *edge, double ya, double yb)
{
  double dy = yb - ya, xa = edge_x (edge, ya), xb = edge_x (edge, yb);
  double bulge_m2 = circular_segment_m2 (edge->r_m, sqrt ((xb - xa) * (xb - xa) + dy * dy));

  return (xa + xb) / 2 * dy + edge->side * bulge_m2;
}

static void
add_between (GlnSweep *sweep, double y, double lo, double hi)
{
  if (y > lo && y < hi)
    gln_sweep_add_ordinate (sweep, y);
}

/* Where the difference in x of two straight edges changes its sign. */
static void
cross_lines (GlnSweep *sweep, const GlnSweepEdge *a, const GlnSweepEdge *b, double lo, double hi)
{
  double at_lo = gln_sweep_line_x (a, lo) - gln_sweep_line_x (b, lo);
  double at_hi = gln_sweep_line_x (a, hi) - gln_sweep_line_x (b, hi);

  if ((at_lo < 0 && at_hi > 0) || (at_lo > 0 && at_hi < 0))
    add_between (sweep, lo + (hi - lo) * (at_lo / (at_lo - at_hi)), lo, hi);
}

/* The two points where the line through @a meets the circle of @b. */
static void
cross_line_arc (GlnSweep *sweep, const GlnSweepEdge *a, const GlnSweepEdge *b, double lo, double hi)
{
  double dx = a->x1 - a->x0, dy = a->y1 - a->y0;
  double px = a->x0 - b->cx, py = a->y0 - b->cy;
  double aa = dx * dx + dy * dy, bb = dx * px + dy * py, cc = px * px + py * py - b->r_m * b->r_m;
  double root = bb * bb - aa * cc;

  if (!(root > 0))
    return;
  root = sqrt (root);
  add_between (sweep, a->y0 + dy * ((-bb - root) / aa), lo, hi);
  add_between (sweep, a->y0 + dy * ((-bb + root) / aa), lo, hi);
}

static gboolean
circle_comes_first (const GlnSweepEdge *a, const GlnSweepEdge *b)
{
  if (a->cx != b->cx)
    return a->cx < b->cx;
  if (a->cy != b->cy)
    return a->cy < b->cy;
  return a->r_m <= b->r_m;
}

/* The two points where two circles meet, reckoned from the same one of them
 * whichever came first: the bits must not depend on the order. */
static void
cross_arcs (GlnSweep *sweep, const GlnSweepEdge *a, const GlnSweepEdge *b, double lo, double hi)
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
  add_between (sweep, a->cy + along * dy - root * dx, lo, hi);
  add_between (sweep, a->cy + along * dy + root * dx, lo, hi);
}

/**
 * gln_sweep_crossings:
 *
 * Adds the ordinates where the two edges may change their order. An ordinate too many costs a slab and no accuracy, so arcs are taken as
 * whole circles here. One that rounding loses swaps two edges that are closer
 * than the rounding.
 */
void
gln_sweep_crossings (GlnSweep *sweep, const GlnSweepEdge *a, const GlnSweepEdge *b)
{
  double lo = MAX (a->y0, b->y0), hi = MIN (a->y1, b->y1);

  if (a->r_m == 0 && b->r_m == 0)
    cross_lines (sweep, a, b, lo, hi);
  else if (a->r_m == 0)
    cross_line_arc (sweep, a, b, lo, hi);
  else if (b->r_m == 0)
    cross_line_arc (sweep, b, a, lo, hi);
  else if (circle_comes_first (a, b))
    cross_arcs (sweep, a, b, lo, hi);
  else
    cross_arcs (sweep, b, a, lo, hi);
}
