/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/gln-pick.h"

#include <math.h>

/** gln_pick_is_shown: whether the map shows @feature: its layer is visible and both exist in @phase. */
gboolean
gln_pick_is_shown (const GlnPlan *plan, const GlnFeature *feature, guint phase)
{
  const GlnLayer *layer = gln_plan_layer_of (plan, feature);

  return layer && !(layer->flags & GLN_LAYER_HIDDEN)
         && gln_frame_layer_in_phase (plan->frame, layer, phase)
         && (gln_frame_phase_mask (plan->frame, feature) >> phase & 1);
}

/* What lies over everything and would catch every click is picked by its outline alone. */
static gboolean
by_outline (const GlnLayer *layer)
{
  return layer->kind == GLN_LAYER_BOUNDARY || layer->kind == GLN_LAYER_DISTRICT
         || layer->kind == GLN_LAYER_ZONE || layer->kind == GLN_LAYER_GREEN_LINE;
}

typedef struct
{
  GlnFeature *feature;
  guint layer;    /* place from the bottom */
  double area_m2; /* 0 for lines and points, which go before polygons */
} Hit;

typedef struct
{
  const GlnPlan *plan;
  guint phase;
  GlnPoint point_m;
  double tolerance_m;
  GArray *hits; /* Hit */
} Search;

static guint
layer_place (const GlnFrame *frame, const GlnUuid *layer)
{
  guint i = 0;

  while (i < frame->n_layers && !gln_uuid_equal (&frame->layers[i]->uuid, layer))
    i++;
  return i;
}

static gboolean
collect (GlnFeature *feature, gpointer data)
{
  Search *search = data;
  const GlnShape *shape = feature->shape;
  GlnPoint p = search->point_m;
  const GlnLayer *layer;
  gboolean hit;

  if (!gln_pick_is_shown (search->plan, feature, search->phase))
    return TRUE;
  layer = gln_plan_layer_of (search->plan, feature);
  hit = !by_outline (layer) && gln_shape_contains (shape, p.x, p.y);
  if (!hit && (by_outline (layer) || shape->kind != GLN_SHAPE_POLYGONS))
    hit = gln_shape_distance_m (shape, p.x, p.y) <= search->tolerance_m;
  if (hit)
    {
      Hit found = { feature, layer_place (search->plan->frame, &layer->uuid),
                    shape->kind == GLN_SHAPE_POLYGONS ? shape->ring_sum_m2 : 0 };
      g_array_append_val (search->hits, found);
    }
  return TRUE;
}

/* Top layer first; in a layer the smaller goes first, or it could not be reached. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *x = a, *y = b;

  if (x->layer != y->layer)
    return x->layer > y->layer ? -1 : 1;
  if (x->area_m2 != y->area_m2)
    return x->area_m2 < y->area_m2 ? -1 : 1;
  return gln_uuid_compare (&x->feature->uuid, &y->feature->uuid);
}

/**
 * gln_pick_all:
 * @index: of @plan
 * @phase: index of the shown phase
 * @point_m: where the pointer is
 * @tolerance_m: for lines, points, and what is picked by its outline
 *
 * Returns: (transfer container): the shown features at the point, topmost
 *   first; they live as long as @plan
 */
GPtrArray *
gln_pick_all (const GlnPlan *plan, const GlnIndex *index, guint phase, GlnPoint point_m,
              double tolerance_m)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  Search search = { plan, phase, point_m, tolerance_m, hits };
  GlnBox box = { point_m.x - tolerance_m, point_m.y - tolerance_m, point_m.x + tolerance_m,
                 point_m.y + tolerance_m };
  GPtrArray *list = g_ptr_array_new ();

  gln_index_foreach (index, &box, collect, &search);
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (list, g_array_index (hits, Hit, i).feature);
  return list;
}

/** gln_pick_feature: (transfer none) (nullable): the first of gln_pick_all(). */
GlnFeature *
gln_pick_feature (const GlnPlan *plan, const GlnIndex *index, guint phase, GlnPoint point_m,
                  double tolerance_m)
{
  g_autoptr (GPtrArray) list = gln_pick_all (plan, index, phase, point_m, tolerance_m);

  return list->len > 0 ? g_ptr_array_index (list, 0) : NULL;
}

/** gln_pick_vertex: index of the nearest vertex within @tolerance_m, -1 for none. */
int
gln_pick_vertex (const GlnShape *shape, GlnPoint point_m, double tolerance_m)
{
  double best = tolerance_m;
  int found = -1;

  for (guint i = 0; i < shape->n_points; i++)
    {
      double dx = fabs (shape->points[i].x - point_m.x);
      double distance = dx <= best ? hypot (dx, shape->points[i].y - point_m.y) : G_MAXDOUBLE;

      if (distance > best)
        continue;
      best = distance;
      found = (int) i;
    }
  return found;
}

static double
midpoint_distance_m (const GlnPoint *a, const GlnPoint *b, GlnPoint p, double min_edge_m)
{
  if (hypot (b->x - a->x, b->y - a->y) < min_edge_m)
    return G_MAXDOUBLE;
  return hypot ((a->x + b->x) / 2 - p.x, (a->y + b->y) / 2 - p.y);
}

/** gln_pick_midpoint: index of the vertex that starts the edge whose middle is nearest within @tolerance_m, -1 for none. */
int
gln_pick_midpoint (const GlnShape *shape, GlnPoint point_m, double tolerance_m)
{
  double best = tolerance_m;
  int found = -1;

  if (shape->kind == GLN_SHAPE_POINTS)
    return -1;
  for (guint r = 0; r < shape->n_rings; r++)
    {
      guint begin = shape->ring_start[r], end = shape->ring_start[r + 1];
      guint last = shape->kind == GLN_SHAPE_POLYGONS ? end : end - 1;

      for (guint i = begin; i < last; i++)
        {
          const GlnPoint *b = shape->points + (i + 1 < end ? i + 1 : begin);
          double distance = midpoint_distance_m (shape->points + i, b, point_m,
                                                 GLN_PICK_MIN_EDGE * tolerance_m);
          if (distance > best)
            continue;
          best = distance;
          found = (int) i;
        }
    }
  return found;
}
