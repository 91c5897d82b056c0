/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/gln-snap.h"

#include "tools/gln-pick.h"

#include <math.h>

/* Edges whose box is kept as one, for shapes of more than LARGE points. */
#define RUN 64u
#define LARGE 256u
/* Shapes remembered. A screen rarely shows that many large ones. */
#define MAX_CACHED 256u

struct _GlnSnapper
{
  GHashTable *runs; /* GlnShape* → GArray of GlnBox, one for RUN edges */
};

typedef struct
{
  double distance_m[3]; /* best vertex, midpoint, edge so far */
  GlnSnapHit hit[3];
  const GlnSnapQuery *query;
  GlnSnapper *snapper;
  GlnBox box;
} Search;

enum
{
  VERTEX,
  MIDPOINT,
  EDGE,
};

/** gln_snapper_new: (transfer full): a snapper that remembers nothing yet. */
GlnSnapper *
gln_snapper_new (void)
{
  GlnSnapper *snapper = g_new0 (GlnSnapper, 1);

  snapper->runs = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) gln_shape_unref,
                                         (GDestroyNotify) g_array_unref);
  return snapper;
}

/** gln_snapper_free: frees @snapper. */
void
gln_snapper_free (GlnSnapper *snapper)
{
  g_hash_table_unref (snapper->runs);
  g_free (snapper);
}

static void
offer (Search *search, guint rank, const GlnFeature *feature, GlnPoint point, const GlnPoint *a,
       const GlnPoint *b)
{
  static const GlnSnapKinds kinds[] = { GLN_SNAP_VERTEX, GLN_SNAP_MIDPOINT, GLN_SNAP_EDGE };
  double distance = hypot (point.x - search->query->point_m.x, point.y - search->query->point_m.y);

  if (!(search->query->kinds & kinds[rank]) || distance > search->distance_m[rank])
    return;
  search->distance_m[rank] = distance;
  search->hit[rank] = (GlnSnapHit){ kinds[rank], point, feature->uuid, { *a, *b } };
}

static void
offer_edge (Search *search, const GlnFeature *feature, const GlnPoint *a, const GlnPoint *b)
{
  GlnPoint p = search->query->point_m;
  double dx = b->x - a->x, dy = b->y - a->y, square = dx * dx + dy * dy, t;
  GlnBox box = { MIN (a->x, b->x), MIN (a->y, b->y), MAX (a->x, b->x), MAX (a->y, b->y) };

  if (square == 0 || !gln_box_intersects (&box, &search->box))
    return;
  t = CLAMP (((p.x - a->x) * dx + (p.y - a->y) * dy) / square, 0, 1);
  offer (search, EDGE, feature, (GlnPoint){ a->x + t * dx, a->y + t * dy }, a, b);
  offer (search, MIDPOINT, feature, (GlnPoint){ a->x + dx / 2, a->y + dy / 2 }, a, b);
}

/* Vertices from @first to @end of the flat array, each with the edge that starts there. */
static void
scan (Search *search, const GlnFeature *feature, guint first, guint end)
{
  const GlnShape *shape = feature->shape;
  guint ring = gln_shape_ring_of (shape, first);

  for (guint i = first; i < end; i++)
    {
      const GlnPoint *a = shape->points + i;

      while (i >= shape->ring_start[ring + 1])
        ring++;
      offer (search, VERTEX, feature, *a, a, a);
      if (shape->kind == GLN_SHAPE_POINTS)
        continue;
      if (i + 1 < shape->ring_start[ring + 1])
        offer_edge (search, feature, a, a + 1);
      else if (shape->kind == GLN_SHAPE_POLYGONS)
        offer_edge (search, feature, a, shape->points + shape->ring_start[ring]);
    }
}

static GArray *
runs_new (const GlnShape *shape)
{
  GArray *runs = g_array_sized_new (FALSE, FALSE, sizeof (GlnBox), shape->n_points / RUN + 1);
  guint ring = 0;

  for (guint first = 0; first < shape->n_points; first += RUN)
    {
      GlnBox box = GLN_BOX_EMPTY;

      for (guint i = first; i < MIN (first + RUN, shape->n_points); i++)
        {
          guint next;

          while (i >= shape->ring_start[ring + 1])
            ring++;
          next = i + 1 < shape->ring_start[ring + 1] ? i + 1 : shape->ring_start[ring];
          gln_box_add_point (&box, shape->points[i].x, shape->points[i].y);
          gln_box_add_point (&box, shape->points[next].x, shape->points[next].y);
        }
      g_array_append_val (runs, box);
    }
  return runs;
}

static const GArray *
runs_of (GlnSnapper *snapper, GlnShape *shape)
{
  GArray *runs = g_hash_table_lookup (snapper->runs, shape);

  if (runs)
    return runs;
  if (g_hash_table_size (snapper->runs) >= MAX_CACHED)
    g_hash_table_remove_all (snapper->runs);
  runs = runs_new (shape);
  g_hash_table_insert (snapper->runs, gln_shape_ref (shape), runs);
  return runs;
}

static gboolean
visit (GlnFeature *feature, gpointer data)
{
  Search *search = data;
  const GlnSnapQuery *query = search->query;
  const GArray *runs;

  if ((query->except && gln_uuid_equal (&feature->uuid, query->except))
      || !gln_pick_is_shown (query->plan, feature, query->phase))
    return TRUE;
  if (feature->shape->n_points <= LARGE)
    {
      scan (search, feature, 0, feature->shape->n_points);
      return TRUE;
    }
  runs = runs_of (search->snapper, feature->shape);
  for (guint i = 0; i < runs->len; i++)
    if (gln_box_intersects (&g_array_index (runs, GlnBox, i), &search->box))
      scan (search, feature, i * RUN, MIN ((i + 1) * RUN, feature->shape->n_points));
  return TRUE;
}

/**
 * gln_snapper_find:
 * @hit: (out): where to snap; without a hit the pointer itself, kind NONE
 *
 * Returns: whether something is within the tolerance
 */
gboolean
gln_snapper_find (GlnSnapper *snapper, const GlnSnapQuery *query, GlnSnapHit *hit)
{
  GlnPoint p = query->point_m;
  double t = query->tolerance_m;
  Search search = { .distance_m = { t, t, t },
                    .query = query,
                    .snapper = snapper,
                    .box = { p.x - t, p.y - t, p.x + t, p.y + t } };

  *hit = (GlnSnapHit){ .kind = GLN_SNAP_NONE, .point_m = p };
  if (query->kinds == GLN_SNAP_NONE)
    return FALSE;
  gln_index_foreach (query->index, &search.box, visit, &search);
  for (guint rank = VERTEX; rank <= EDGE; rank++)
    if (search.hit[rank].kind != GLN_SNAP_NONE)
      {
        *hit = search.hit[rank];
        return TRUE;
      }
  return FALSE;
}
