/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recursive cutting of land along the direction field. */
#include "city.h"

#include <math.h>

#define N_TRIES 4
#define STEP_M  45.0

/* Extents of a ring along an angle and across it. */
static void
extents (const GArray *ring, double angle, double range[4])
{
  double c = cos (angle), s = sin (angle);

  range[0] = range[2] = G_MAXDOUBLE;
  range[1] = range[3] = -G_MAXDOUBLE;
  for (guint i = 0; i < ring->len; i++)
    {
      Pt p = g_array_index (ring, Pt, i);
      double u = p.x * c + p.y * s, v = p.y * c - p.x * s;

      range[0] = MIN (range[0], u);
      range[1] = MAX (range[1], u);
      range[2] = MIN (range[2], v);
      range[3] = MAX (range[3], v);
    }
}

/* The direction of the cross field that is nearest to a heading. */
static double
nearest_heading (Pt p, double heading)
{
  double turn = remainder (field_angle (p) - heading, G_PI_2);

  return heading + CLAMP (turn, -0.25, 0.25);
}

static void
trace (Pt from, double heading, gboolean curved, double reach_m, GArray *line)
{
  if (!curved)
    {
      Pt end = { from.x + reach_m * cos (heading), from.y + reach_m * sin (heading) };

      g_array_append_val (line, end);
      return;
    }
  for (double done = 0; done < reach_m; done += STEP_M)
    {
      heading = nearest_heading (from, heading);
      from.x += STEP_M * cos (heading);
      from.y += STEP_M * sin (heading);
      g_array_append_val (line, from);
    }
}

static GEOSGeometry *
cut_line (Pt through, double heading, gboolean curved, double reach_m)
{
  g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (Pt));
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (Pt));
  GEOSGeometry *geom;

  trace (through, heading + G_PI, curved, reach_m, back);
  for (guint i = back->len; i > 0; i--)
    g_array_append_val (line, g_array_index (back, Pt, i - 1));
  if (curved)
    g_array_append_val (line, through);
  trace (through, heading, curved, reach_m, line);
  geom = geom_line ((Pt *)line->data, (int)line->len);
  return curved ? geom_simplify (geom, 7.0) : geom;
}

/* How good a cut is: the smallest share of a piece times how round the worst piece is. */
static double
score (GPtrArray *pieces, double whole_m2)
{
  double share = 1, round = 1;

  if (pieces->len < 2)
    return 0;
  for (guint i = 0; i < pieces->len; i++)
    {
      double area = geom_area (pieces->pdata[i]), length = geom_length (pieces->pdata[i]);

      share = MIN (share, area / whole_m2);
      round = MIN (round, 16 * area / (length * length));
    }
  return share < 0.12 ? share * 0.1 : MIN (share, 0.4) * (0.25 + round);
}

typedef struct
{
  gboolean curved;
  double jitter;
  GPtrArray *cuts;
} CutRule;

static Pt
cut_start (const GArray *ring, Pt middle, double angle, double share)
{
  double range[4], c = cos (angle), s = sin (angle), u, v;

  extents (ring, angle, range);
  u = range[0] + share * (range[1] - range[0]);
  v = middle.y * c - middle.x * s;
  return (Pt){ u * c - v * s, u * s + v * c };
}

/* A street goes on where one from the other side ends, if there is one in the middle part. */
static gboolean
snapped_start (const GArray *ring, const GEOSGeometry *shape, double angle, GPtrArray *cuts,
               Pt *start)
{
  double range[4], c = cos (angle), s = sin (angle), best = 0.22;
  GEOSGeometry *edge = city_keep (GEOSBoundary (shape));

  extents (ring, angle, range);
  for (guint i = 0; i < cuts->len; i++)
    {
      g_autoptr (GArray) points = geom_points (cuts->pdata[i]);

      for (int k = 0; points->len && k < 2; k++)
        {
          Pt p = g_array_index (points, Pt, k ? points->len - 1 : 0);
          double t = (p.x * c + p.y * s - range[0]) / (range[1] - range[0]);
          double v = p.y * c - p.x * s;

          if (fabs (t - 0.5) < best && v > range[2] - 1 && v < range[3] + 1
              && geom_distance (edge, p) < 0.5)
            {
              best = fabs (t - 0.5);
              *start = p;
            }
        }
    }
  return best < 0.22;
}

static gboolean
best_cut (GEOSGeometry *shape, const CutRule *rule, Rng *rng, GPtrArray *pieces)
{
  g_autoptr (GArray) ring = geom_points (shape);
  Pt middle = geom_inner_point (shape), start;
  double angle = field_angle (middle), range[4], reach, best = 0.02;
  GEOSGeometry *best_line = NULL;

  extents (ring, angle, range);
  if (range[3] - range[2] > range[1] - range[0])
    angle += G_PI_2;
  reach = hypot (range[1] - range[0], range[3] - range[2]);
  for (int i = 0; i < N_TRIES; i++)
    {
      g_autoptr (GPtrArray) trial = g_ptr_array_new ();
      double share = rng_between (rng, 0.38, 0.62), turn = rng_between (rng, -1, 1) * rule->jitter;
      gboolean snapped
          = rule->cuts && i == 0 && snapped_start (ring, shape, angle, rule->cuts, &start);
      GEOSGeometry *line;
      double s;

      if (!snapped)
        start = cut_start (ring, middle, angle, share);
      line = cut_line (start, nearest_heading (start, angle + G_PI_2) + turn, rule->curved, reach);
      geom_split (shape, line, trial);
      s = score (trial, geom_area (shape)) * (snapped ? 2.5 : 1);
      if (s > best)
        {
          best = s;
          best_line = line;
          g_ptr_array_set_size (pieces, 0);
          g_ptr_array_extend (pieces, trial, NULL, NULL);
        }
    }
  if (best_line && rule->cuts)
    g_ptr_array_add (rule->cuts, geom_and (best_line, shape));
  return best_line != NULL;
}

static void
cut_further (GEOSGeometry *shape, double target_m2, double spread, const CutRule *rule, int depth,
             Rng *rng, GPtrArray *out)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  double limit = target_m2 * (1.35 + spread * rng_between (rng, -0.5, 1.0));

  if (depth > 14 || geom_area (shape) < limit || !best_cut (shape, rule, rng, pieces))
    {
      g_ptr_array_add (out, shape);
      return;
    }
  for (guint i = 0; i < pieces->len; i++)
    cut_further (pieces->pdata[i], target_m2, spread, rule, depth + 1, rng, out);
}

/* Cuts a polygon into pieces of about target_m2.
 * spread: 0 for even sizes, 1 for very different ones; curved: cuts follow the direction field;
 * jitter: random turn in radians; cuts: (nullable) takes the lines inside the polygon, which new
 * cuts try to continue. */
void
subdivide (GEOSGeometry *shape, double target_m2, double spread, gboolean curved, double jitter,
           Rng *rng, GPtrArray *out, GPtrArray *cuts)
{
  CutRule rule = { curved, jitter, cuts };

  cut_further (shape, target_m2, spread, &rule, 0, rng, out);
}
