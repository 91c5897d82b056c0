/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/fixture.h"
#include "tools/gln-snap.h"

#include <math.h>

static GlnSnapHit
find (GlnSnapper *snapper, const GlnPlan *plan, const GlnIndex *index, double x, double y,
      double tolerance_m, GlnSnapKinds kinds, const GlnUuid *except)
{
  GlnSnapQuery query = { plan, index, 0, { x, y }, tolerance_m, kinds, except };
  GlnSnapHit hit;

  g_assert_true (gln_snapper_find (snapper, &query, &hit) == (hit.kind != GLN_SNAP_NONE));
  return hit;
}

static void
assert_hit (GlnSnapHit hit, GlnSnapKinds kind, double x, double y)
{
  g_assert_cmpint (hit.kind, ==, kind);
  g_assert_cmpfloat_with_epsilon (hit.point_m.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (hit.point_m.y, y, 1e-9);
}

static void
test_kinds (void)
{
  FixtureIds ids;
  g_autoptr (GlnPlan) plan = fixture_plan (&ids);
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autoptr (GlnSnapper) snapper = gln_snapper_new ();

  assert_hit (find (snapper, plan, index, 999, 998, 5, GLN_SNAP_ALL, NULL), GLN_SNAP_VERTEX, 1000, 1000);
  assert_hit (find (snapper, plan, index, 1001, 501, 5, GLN_SNAP_ALL, NULL), GLN_SNAP_MIDPOINT, 1000, 500);
  assert_hit (find (snapper, plan, index, 1001, 400, 5, GLN_SNAP_ALL, NULL), GLN_SNAP_EDGE, 1000, 400);
  assert_hit (find (snapper, plan, index, 999, 998, 5, GLN_SNAP_EDGE, NULL), GLN_SNAP_EDGE, 1000, 998);
  assert_hit (find (snapper, plan, index, 1006, 400, 5, GLN_SNAP_ALL, NULL), GLN_SNAP_NONE, 1006, 400);
  assert_hit (find (snapper, plan, index, 999, 998, 5, GLN_SNAP_NONE, NULL), GLN_SNAP_NONE, 999, 998);
  assert_hit (find (snapper, plan, index, 999, 998, 5, GLN_SNAP_ALL, &ids.parcel), GLN_SNAP_NONE, 999, 998);
  assert_hit (find (snapper, plan, index, 10.5, 9.8, 2, GLN_SNAP_ALL, NULL), GLN_SNAP_VERTEX, 10, 10);
}

static void
test_hidden (void)
{
  FixtureIds ids;
  g_autoptr (GlnPlan) plan = fixture_plan (&ids), dim = NULL;
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autoptr (GlnSnapper) snapper = gln_snapper_new ();
  g_autoptr (GlnLayer) hidden
      = gln_layer_with_flags (gln_frame_layer (plan->frame, &ids.greens), GLN_LAYER_HIDDEN);
  g_autoptr (GlnFrame) frame = gln_frame_with_layer (plan->frame, hidden);

  dim = gln_plan_new (frame, plan->features);
  assert_hit (find (snapper, dim, index, 10.5, 9.8, 2, GLN_SNAP_ALL, NULL), GLN_SNAP_NONE, 10.5, 9.8);
}

/* A ring of @n corners with a hole, wobbling so that no two edges are alike. */
static GlnShape *
big_shape (guint n, guint hole)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  gln_shape_builder_begin_ring (&builder);
  for (guint i = 0; i < n; i++)
    {
      double a = 2 * G_PI * i / n, r = 10000 + 300 * sin (a * 57) + (i % 7);
      gln_shape_builder_add (&builder, r * cos (a), r * sin (a));
    }
  gln_shape_builder_begin_ring (&builder);
  for (guint i = 0; i < hole; i++)
    {
      double a = -2 * G_PI * i / hole;
      gln_shape_builder_add (&builder, 5000 * cos (a), 5000 * sin (a));
    }
  return gln_shape_builder_end (&builder);
}

static GlnPlan *
plan_of_shape (GlnShape *shape, guint n_more)
{
  FixtureIds ids;
  g_autoptr (GlnPlan) plan = fixture_plan (&ids);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFeatureMap) map = NULL;
  GlnUuid uuid;

  gln_uuid_new (&uuid);
  g_ptr_array_add (list, gln_feature_new (&uuid, &ids.greens, "G1", shape, NULL));
  for (guint i = 0; i < n_more; i++)
    {
      gln_uuid_new (&uuid);
      g_ptr_array_add (list, fixture_square (&uuid, &ids.greens, "G1", (i % 250) * 40.0,
                                             (i / 250) * 40.0, 35));
    }
  map = gln_feature_map_new ((GlnFeature **) list->pdata, list->len);
  return gln_plan_new (plan->frame, map);
}

/* The nearest vertex, or else the nearest place on an edge, by looking at all. */
static double
brute_force (const GlnPlan *plan, double x, double y, gboolean *vertex, double tolerance_m)
{
  double to_vertex = G_MAXDOUBLE, to_edge = G_MAXDOUBLE;
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      to_edge = MIN (to_edge, gln_shape_distance_m (feature->shape, x, y));
      for (guint i = 0; i < feature->shape->n_points; i++)
        to_vertex = MIN (to_vertex, hypot (feature->shape->points[i].x - x,
                                           feature->shape->points[i].y - y));
    }
  *vertex = to_vertex <= tolerance_m;
  return *vertex ? to_vertex : to_edge;
}

static void
test_against_brute_force (void)
{
  g_autoptr (GRand) rand = fixture_rand ();
  g_autoptr (GlnShape) shape = big_shape (3001, 299);
  g_autoptr (GlnPlan) plan = plan_of_shape (shape, 300);
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autoptr (GlnSnapper) snapper = gln_snapper_new ();
  guint n_hits = 0;

  for (guint i = 0; i < 2000; i++)
    {
      GlnPoint near = shape->points[g_rand_int_range (rand, 0, (int) shape->n_points)];
      double x = near.x + g_rand_double_range (rand, -40, 40);
      double y = near.y + g_rand_double_range (rand, -40, 40);
      double tolerance_m = g_rand_double_range (rand, 1, 20);
      gboolean vertex;
      double wanted = brute_force (plan, x, y, &vertex, tolerance_m);
      GlnSnapHit hit = find (snapper, plan, index, x, y, tolerance_m,
                             GLN_SNAP_VERTEX | GLN_SNAP_EDGE, NULL);

      g_assert_cmpint (hit.kind, ==, vertex                  ? GLN_SNAP_VERTEX
                                     : wanted <= tolerance_m ? GLN_SNAP_EDGE
                                                             : GLN_SNAP_NONE);
      if (hit.kind == GLN_SNAP_NONE)
        continue;
      n_hits++;
      g_assert_cmpfloat_with_epsilon (hypot (hit.point_m.x - x, hit.point_m.y - y), wanted, 1e-9);
    }
  g_assert_cmpuint (n_hits, >, 500);
}

/* Half a million vertices, in one shape and in many: far below a millisecond. The bound leaves room
 * for sanitizers and a busy machine; the figure is in the log. */
static void
test_fast (void)
{
  g_autoptr (GlnShape) shape = big_shape (300000, 10000);
  g_autoptr (GlnPlan) plan = plan_of_shape (shape, 50000);
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autoptr (GlnSnapper) snapper = gln_snapper_new ();
  gint64 start;
  double mean_us;
  guint n_hits = 0;

  find (snapper, plan, index, 0, 0, 5, GLN_SNAP_ALL, NULL);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 2000; i++)
    {
      GlnPoint p = shape->points[i * 150];
      n_hits += find (snapper, plan, index, p.x + 1, p.y + 1, 5, GLN_SNAP_ALL, NULL).kind
                != GLN_SNAP_NONE;
    }
  mean_us = (double) (g_get_monotonic_time () - start) / 2000;
  g_test_message ("%.1f µs a query", mean_us);
  g_assert_cmpuint (n_hits, ==, 2000);
  g_assert_cmpfloat (mean_us, <, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snap/kinds", test_kinds);
  g_test_add_func ("/snap/hidden", test_hidden);
  g_test_add_func ("/snap/against-brute-force", test_against_brute_force);
  g_test_add_func ("/snap/fast", test_fast);
  return g_test_run ();
}
