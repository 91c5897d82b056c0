/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-line-engine.h"

#include <math.h>

/* Nearer than this a vertex lies on the line: data are in millimetres at
 * best, and doubles at a northing of 4e6 m hold half a nanometre. */
#define ON_LINE_M 1e-7
/* How far beside a common edge the two sides are asked for. */
#define BESIDE_M 1e-5
/* Shorter pieces are rounding. */
#define SHORTEST_M 1e-9

/** gln_stretches_new: (transfer full): an empty set, a GArray of #GlnStretch. */
GArray *
gln_stretches_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (GlnStretch));
}

/**
 * gln_stretches_add: appends a stretch that starts at or after the start of the
 * last one; touching stretches become one.
 */
void
gln_stretches_add (GArray *set, double from_m, double to_m)
{
  GlnStretch stretch = { from_m, to_m };
  GlnStretch *last = set->len ? &g_array_index (set, GlnStretch, set->len - 1) : NULL;

  if (to_m - from_m < SHORTEST_M)
    return;
  if (last && from_m <= last->to_m + SHORTEST_M)
    last->to_m = MAX (last->to_m, to_m);
  else
    g_array_append_val (set, stretch);
}

/** gln_stretches_whole: (transfer full): all of @line. */
GArray *
gln_stretches_whole (const GlnShape *line)
{
  GArray *set = gln_stretches_new ();

  gln_stretches_add (set, 0, line->length_m);
  return set;
}

/** gln_stretches_intersect: (transfer full): what is in @a and in @b. */
GArray *
gln_stretches_intersect (const GArray *a, const GArray *b)
{
  GArray *both = gln_stretches_new ();
  guint i = 0, j = 0;

  while (i < a->len && j < b->len)
    {
      const GlnStretch *p = &g_array_index (a, GlnStretch, i);
      const GlnStretch *q = &g_array_index (b, GlnStretch, j);
      gln_stretches_add (both, MAX (p->from_m, q->from_m), MIN (p->to_m, q->to_m));
      if (p->to_m < q->to_m)
        i++;
      else
        j++;
    }
  return both;
}

/** gln_stretches_subtract: (transfer full): what is in @a and not in @b. */
GArray *
gln_stretches_subtract (const GArray *a, const GArray *b)
{
  GArray *rest = gln_stretches_new ();
  guint j = 0;

  for (guint i = 0; i < a->len; i++)
    {
      GlnStretch left = g_array_index (a, GlnStretch, i);
      while (j < b->len && g_array_index (b, GlnStretch, j).to_m <= left.from_m)
        j++;
      for (guint k = j; k < b->len && g_array_index (b, GlnStretch, k).from_m < left.to_m; k++)
        {
          const GlnStretch *cut = &g_array_index (b, GlnStretch, k);
          gln_stretches_add (rest, left.from_m, MIN (cut->from_m, left.to_m));
          left.from_m = MAX (left.from_m, cut->to_m);
        }
      gln_stretches_add (rest, left.from_m, left.to_m);
    }
  return rest;
}

/** gln_stretches_length_m: sum of the lengths, metres. */
double
gln_stretches_length_m (const GArray *set)
{
  double sum = 0;

  for (guint i = 0; i < set->len; i++)
    sum += g_array_index (set, GlnStretch, i).to_m - g_array_index (set, GlnStretch, i).from_m;
  return sum;
}

/* One segment against one area, in the frame of the segment: s along it, d to
 * its left. */
typedef struct
{
  GlnPoint start;
  double ux, uy; /* unit vector */
  double length_m;
  GArray *cuts;  /* double: s where inside may change */
  GArray *along; /* GlnStretch: pieces of edges that lie on the line, in no order */
} Cut;

static void
add_cut (Cut *cut, double s)
{
  if (s > 0 && s < cut->length_m)
    g_array_append_val (cut->cuts, s);
}

static void
cut_edge (const GlnPoint *a, const GlnPoint *b, gpointer data)
{
  Cut *cut = data;
  double ax = a->x - cut->start.x, ay = a->y - cut->start.y;
  double bx = b->x - cut->start.x, by = b->y - cut->start.y;
  double da = cut->ux * ay - cut->uy * ax, db = cut->ux * by - cut->uy * bx;
  double sa = cut->ux * ax + cut->uy * ay, sb = cut->ux * bx + cut->uy * by;

  if (fabs (da) <= ON_LINE_M && fabs (db) <= ON_LINE_M)
    {
      GlnStretch piece = { MIN (sa, sb), MAX (sa, sb) };
      add_cut (cut, sa);
      add_cut (cut, sb);
      g_array_append_val (cut->along, piece);
    }
  else if (fabs (da) <= ON_LINE_M)
    add_cut (cut, sa);
  else if (fabs (db) <= ON_LINE_M)
    add_cut (cut, sb);
  else if ((da > 0) != (db > 0))
    add_cut (cut, sa + (sb - sa) * (da / (da - db)));
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static gboolean
runs_along (const Cut *cut, double s)
{
  for (guint i = 0; i < cut->along->len; i++)
    if (s >= g_array_index (cut->along, GlnStretch, i).from_m
        && s <= g_array_index (cut->along, GlnStretch, i).to_m)
      return TRUE;
  return FALSE;
}

/* On an edge rounding would decide: the polygon is asked on both sides. */
static gboolean
inside_at (const Cut *cut, const GlnClipArea *area, double s)
{
  double x = cut->start.x + s * cut->ux, y = cut->start.y + s * cut->uy;
  double nx = -cut->uy * BESIDE_M, ny = cut->ux * BESIDE_M;

  if (!runs_along (cut, s))
    return gln_clip_area_contains (area, x, y);
  return gln_clip_area_contains (area, x + nx, y + ny) || gln_clip_area_contains (area, x - nx, y - ny);
}

static void
clip_segment (Cut *cut, const GlnPoint *a, const GlnPoint *b, const GlnClipArea *area, double at_m,
              GArray *inside)
{
  GlnBox box = { MIN (a->x, b->x) - ON_LINE_M, MIN (a->y, b->y) - ON_LINE_M,
                 MAX (a->x, b->x) + ON_LINE_M, MAX (a->y, b->y) + ON_LINE_M };
  double before = 0;

  cut->length_m = hypot (b->x - a->x, b->y - a->y);
  if (!(cut->length_m > 0) || !gln_box_intersects (&box, gln_clip_area_box (area)))
    return;
  cut->start = *a;
  cut->ux = (b->x - a->x) / cut->length_m;
  cut->uy = (b->y - a->y) / cut->length_m;
  g_array_set_size (cut->cuts, 0);
  g_array_set_size (cut->along, 0);
  gln_clip_area_edges (area, &box, cut_edge, cut);
  g_array_append_val (cut->cuts, cut->length_m);
  g_array_sort (cut->cuts, compare_doubles);
  for (guint i = 0; i < cut->cuts->len; i++)
    {
      double after = g_array_index (cut->cuts, double, i);
      if (after - before > SHORTEST_M && inside_at (cut, area, (before + after) / 2))
        gln_stretches_add (inside, at_m + before, at_m + after);
      before = after;
    }
}

/**
 * gln_line_inside:
 * @line: polylines
 * @area: polygons
 *
 * Returns: (transfer full): GArray of #GlnStretch: where @line is inside
 *   @area; a stretch along its edge is inside
 */
GArray *
gln_line_inside (const GlnShape *line, const GlnClipArea *area)
{
  GArray *inside = gln_stretches_new ();
  Cut cut = { .cuts = g_array_new (FALSE, FALSE, sizeof (double)), .along = gln_stretches_new () };
  double at_m = 0;

  for (guint r = 0; r < line->n_rings; r++)
    for (guint i = line->ring_start[r]; i + 1 < line->ring_start[r + 1]; i++)
      {
        const GlnPoint *p = line->points + i;
        clip_segment (&cut, p, p + 1, area, at_m, inside);
        at_m += hypot (p[1].x - p->x, p[1].y - p->y);
      }
  g_array_unref (cut.cuts);
  g_array_unref (cut.along);
  return inside;
}

/** gln_line_length_in_m: length of @line inside @area, metres. */
double
gln_line_length_in_m (const GlnShape *line, const GlnClipArea *area)
{
  g_autoptr (GArray) inside = gln_line_inside (line, area);

  return gln_stretches_length_m (inside);
}

/**
 * gln_line_point_at:
 * @at_m: metres from the start of @line, counted through its lines
 * @point: (out): the place
 *
 * Returns: FALSE when @line is shorter
 */
gboolean
gln_line_point_at (const GlnShape *line, double at_m, GlnPoint *point)
{
  double done_m = 0;

  for (guint r = 0; r < line->n_rings; r++)
    for (guint i = line->ring_start[r]; i + 1 < line->ring_start[r + 1]; i++)
      {
        const GlnPoint *p = line->points + i;
        double length_m = hypot (p[1].x - p->x, p[1].y - p->y);
        double t = length_m > 0 ? (at_m - done_m) / length_m : 0;
        if (t >= 0 && t <= 1)
          {
            *point = (GlnPoint){ p->x + t * (p[1].x - p->x), p->y + t * (p[1].y - p->y) };
            return TRUE;
          }
        done_m += length_m;
      }
  return FALSE;
}
