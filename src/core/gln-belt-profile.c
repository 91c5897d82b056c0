/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-belt-profile.h"

#include <math.h>

/* Thinner slabs and gaps are rounding. */
#define THIN_M 1e-9
/* A slab is split where a gap passes the tolerance; each split settles one gap. */
#define MAX_SPLITS 16

/* An edge of a polygon in the frame of a segment: s along it, d away from it. */
typedef struct
{
  double sa, da, sb, db; /* sa < sb */
} Edge;

/* Where an edge meets a slab. */
typedef struct
{
  double from, to; /* d at the slab's two ends */
} Crossing;

typedef struct
{
  const GlnBeltQuery *query;
  GlnPoint start;
  double ux, uy, nx, ny;
  double length_m;
  double at_m;      /* of the segment's start */
  GPtrArray *greens, *beds, *waters; /* those near the segment */
  GArray *edges;    /* Edge */
  GArray *cuts;     /* double */
  GArray *crossings;
  GArray *profile;
} Sweep;

static double
edge_at (const Edge *edge, double s)
{
  return edge->da + (edge->db - edge->da) * ((s - edge->sa) / (edge->sb - edge->sa));
}

static void
add_cut (Sweep *sweep, double s)
{
  if (s > 0 && s < sweep->length_m)
    g_array_append_val (sweep->cuts, s);
}

/* Cuts where the edge passes the distance @d. */
static void
cut_at_distance (Sweep *sweep, const Edge *edge, double d)
{
  if ((edge->da > d) != (edge->db > d))
    add_cut (sweep, edge->sa + (edge->sb - edge->sa) * ((d - edge->da) / (edge->db - edge->da)));
}

static void
take_edge (const GlnPoint *a, const GlnPoint *b, gpointer data)
{
  Sweep *sweep = data;
  double ax = a->x - sweep->start.x, ay = a->y - sweep->start.y;
  double bx = b->x - sweep->start.x, by = b->y - sweep->start.y;
  Edge edge = { sweep->ux * ax + sweep->uy * ay, sweep->nx * ax + sweep->ny * ay,
                sweep->ux * bx + sweep->uy * by, sweep->nx * bx + sweep->ny * by };

  if (edge.sa > edge.sb)
    edge = (Edge){ edge.sb, edge.db, edge.sa, edge.da };
  if (edge.sb <= 0 || edge.sa >= sweep->length_m
      || MAX (edge.da, edge.db) < sweep->query->edge_m || MIN (edge.da, edge.db) > sweep->query->reach_m)
    return;
  add_cut (sweep, edge.sa);
  add_cut (sweep, edge.sb);
  if (edge.sb - edge.sa < THIN_M)
    return;
  cut_at_distance (sweep, &edge, sweep->query->edge_m);
  cut_at_distance (sweep, &edge, sweep->query->reach_m);
  g_array_append_val (sweep->edges, edge);
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  double x = ((const Edge *) a)->sa, y = ((const Edge *) b)->sa;

  return (x > y) - (x < y);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static int
compare_crossings (gconstpointer a, gconstpointer b)
{
  double x = ((const Crossing *) a)->from + ((const Crossing *) a)->to;
  double y = ((const Crossing *) b)->from + ((const Crossing *) b)->to;

  return (x > y) - (x < y);
}

static void
cut_pair (Sweep *sweep, const Edge *a, const Edge *b)
{
  double s0 = MAX (a->sa, b->sa), s1 = MIN (a->sb, b->sb);
  double before = edge_at (a, s0) - edge_at (b, s0), after = edge_at (a, s1) - edge_at (b, s1);

  if ((before > 0) != (after > 0) && before != after)
    add_cut (sweep, s0 + (s1 - s0) * (before / (before - after)));
}

static void
cut_pairs (Sweep *sweep)
{
  g_array_sort (sweep->edges, compare_edges);
  for (guint i = 0; i < sweep->edges->len; i++)
    for (guint j = i + 1; j < sweep->edges->len; j++)
      {
        const Edge *a = &g_array_index (sweep->edges, Edge, i);
        const Edge *b = &g_array_index (sweep->edges, Edge, j);
        if (b->sa >= a->sb)
          break;
        cut_pair (sweep, a, b);
      }
}

static gboolean
any_contains (const GPtrArray *areas, double x, double y)
{
  for (guint i = 0; areas && i < areas->len; i++)
    if (gln_clip_area_contains (areas->pdata[i], x, y))
      return TRUE;
  return FALSE;
}

typedef enum
{
  LAND_BREAK,
  LAND_GREEN,
  LAND_BED,
  LAND_WATER
} Land;

static Land
land_at (const Sweep *sweep, double s, double d)
{
  double x = sweep->start.x + s * sweep->ux + d * sweep->nx;
  double y = sweep->start.y + s * sweep->uy + d * sweep->ny;

  if (any_contains (sweep->greens, x, y))
    return LAND_GREEN;
  if (any_contains (sweep->beds, x, y))
    return LAND_BED;
  return any_contains (sweep->waters, x, y) ? LAND_WATER : LAND_BREAK;
}

/* The edges over the slab in order of distance, between edge and reach. */
static void
order_crossings (Sweep *sweep, double s0, double s1)
{
  const GlnBeltQuery *query = sweep->query;
  Crossing start = { query->edge_m, query->edge_m }, end = { query->reach_m, query->reach_m };
  double mid = (s0 + s1) / 2;

  g_array_set_size (sweep->crossings, 0);
  for (guint i = 0; i < sweep->edges->len; i++)
    {
      const Edge *edge = &g_array_index (sweep->edges, Edge, i);
      if (edge->sa > mid)
        break;
      if (edge->sb < mid || edge_at (edge, mid) <= query->edge_m || edge_at (edge, mid) >= query->reach_m)
        continue;
      Crossing crossing = { edge_at (edge, s0), edge_at (edge, s1) };
      g_array_append_val (sweep->crossings, crossing);
    }
  g_array_append_val (sweep->crossings, start);
  g_array_append_val (sweep->crossings, end);
  g_array_sort (sweep->crossings, compare_crossings);
}

/* Where a break passes the tolerance inside the slab; NaN when it does not. */
static double
tolerance_cut (const GlnBeltQuery *query, double s0, double s1, double before, double after)
{
  if ((before <= query->gap_m) == (after <= query->gap_m))
    return NAN;
  return s0 + (s1 - s0) * ((query->gap_m - before) / (after - before));
}

static void
add_piece (Sweep *sweep, double s0, double s1, double from, double to)
{
  GlnBeltPiece piece = { sweep->at_m + s0, sweep->at_m + s1, MAX (from, 0), MAX (to, 0) };

  g_array_append_val (sweep->profile, piece);
}

/* Walks outwards over one slab and adds its piece of the profile. */
static void
measure_slab (Sweep *sweep, double s0, double s1, guint n_splits)
{
  const GlnBeltQuery *query = sweep->query;
  double from = 0, to = 0;
  gboolean started = FALSE;

  order_crossings (sweep, s0, s1);
  for (guint i = 0; i + 1 < sweep->crossings->len; i++)
    {
      Crossing low = g_array_index (sweep->crossings, Crossing, i);
      Crossing high = g_array_index (sweep->crossings, Crossing, i + 1);
      double before = high.from - low.from, after = high.to - low.to;
      Land land;

      if (before + after < 2 * THIN_M)
        continue;
      land = land_at (sweep, (s0 + s1) / 2, (low.from + low.to + high.from + high.to) / 4);
      if (land == LAND_GREEN)
        {
          from += before;
          to += after;
          started = TRUE;
        }
      else if (land == LAND_BREAK || (land == LAND_WATER && started))
        {
          double cut = query->through ? NAN : tolerance_cut (query, s0, s1, before, after);
          if (!isnan (cut) && cut - s0 > THIN_M && s1 - cut > THIN_M && n_splits < MAX_SPLITS)
            {
              measure_slab (sweep, s0, cut, n_splits + 1);
              measure_slab (sweep, cut, s1, n_splits + 1);
              return;
            }
          if (!query->through && (before + after) / 2 > query->gap_m)
            break;
        }
    }
  add_piece (sweep, s0, s1, from, to);
}

static void
keep_near (const GPtrArray *all, const GlnBox *box, GPtrArray *near, Sweep *sweep)
{
  g_ptr_array_set_size (near, 0);
  for (guint i = 0; all && i < all->len; i++)
    if (gln_box_intersects (gln_clip_area_box (all->pdata[i]), box))
      {
        g_ptr_array_add (near, all->pdata[i]);
        gln_clip_area_edges (all->pdata[i], box, take_edge, sweep);
      }
}

static GlnBox
strip_box (const Sweep *sweep, const GlnPoint *a, const GlnPoint *b)
{
  GlnBox box = GLN_BOX_EMPTY;
  double x = sweep->nx * sweep->query->reach_m, y = sweep->ny * sweep->query->reach_m;

  gln_box_add_point (&box, a->x, a->y);
  gln_box_add_point (&box, b->x, b->y);
  gln_box_add_point (&box, a->x + x, a->y + y);
  gln_box_add_point (&box, b->x + x, b->y + y);
  return box;
}

static void
sweep_segment (Sweep *sweep, const GlnPoint *a, const GlnPoint *b)
{
  double side = sweep->query->left ? 1 : -1, before = 0;
  GlnBox box;

  sweep->start = *a;
  sweep->ux = (b->x - a->x) / sweep->length_m;
  sweep->uy = (b->y - a->y) / sweep->length_m;
  sweep->nx = -sweep->uy * side;
  sweep->ny = sweep->ux * side;
  g_array_set_size (sweep->edges, 0);
  g_array_set_size (sweep->cuts, 0);
  box = strip_box (sweep, a, b);
  keep_near (sweep->query->greens, &box, sweep->greens, sweep);
  keep_near (sweep->query->beds, &box, sweep->beds, sweep);
  keep_near (sweep->query->waters, &box, sweep->waters, sweep);
  cut_pairs (sweep);
  g_array_append_val (sweep->cuts, sweep->length_m);
  g_array_sort (sweep->cuts, compare_doubles);
  for (guint i = 0; i < sweep->cuts->len; i++)
    {
      double cut = g_array_index (sweep->cuts, double, i);
      if (cut - before < THIN_M)
        continue;
      measure_slab (sweep, before, cut, 0);
      before = cut;
    }
}

/**
 * gln_belt_profile:
 *
 * Returns: (transfer full): GArray of #GlnBeltPiece along the whole line, in
 *   order. The cost grows with the square of the edges beside one segment.
 */
GArray *
gln_belt_profile (const GlnBeltQuery *query)
{
  const GlnShape *line = query->line;
  Sweep sweep = { .query = query,
                  .greens = g_ptr_array_new (), .beds = g_ptr_array_new (), .waters = g_ptr_array_new (),
                  .edges = g_array_new (FALSE, FALSE, sizeof (Edge)),
                  .cuts = g_array_new (FALSE, FALSE, sizeof (double)),
                  .crossings = g_array_new (FALSE, FALSE, sizeof (Crossing)),
                  .profile = g_array_new (FALSE, FALSE, sizeof (GlnBeltPiece)) };

  for (guint r = 0; r < line->n_rings; r++)
    for (guint i = line->ring_start[r]; i + 1 < line->ring_start[r + 1]; i++)
      {
        const GlnPoint *p = line->points + i;
        sweep.length_m = hypot (p[1].x - p->x, p[1].y - p->y);
        if (sweep.length_m > 0)
          sweep_segment (&sweep, p, p + 1);
        sweep.at_m += sweep.length_m;
      }
  g_ptr_array_unref (sweep.greens);
  g_ptr_array_unref (sweep.beds);
  g_ptr_array_unref (sweep.waters);
  g_array_unref (sweep.edges);
  g_array_unref (sweep.cuts);
  g_array_unref (sweep.crossings);
  return sweep.profile;
}
