/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-index.h"

static GlnFeature *
random_feature (GRand *rand, const GlnUuid *uuid)
{
  double x = g_rand_double_range (rand, 0, 10000), y = g_rand_double_range (rand, 0, 10000);
  g_autoptr (GlnShape) shape
      = gln_shape_new_rect (x, y, x + g_rand_double_range (rand, 0, 200),
                            y + g_rand_double_range (rand, 0, 200));
  GlnUuid layer = { { 1 } };

  return gln_feature_new (uuid, &layer, "G1", shape, NULL);
}

static GlnPlan *
random_plan (GRand *rand, guint n)
{
  g_autoptr (GPtrArray) features
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("", "local");
  g_autoptr (GlnFeatureMap) map = NULL;

  for (guint i = 0; i < n; i++)
    {
      GlnUuid uuid;
      gln_uuid_new (&uuid);
      g_ptr_array_add (features, random_feature (rand, &uuid));
    }
  map = gln_feature_map_new ((GlnFeature **) features->pdata, n);
  return gln_plan_new (empty->frame, map);
}

static int
by_pointer (gconstpointer a, gconstpointer b)
{
  const char *p = *(char *const *) a, *q = *(char *const *) b;

  return (p > q) - (p < q);
}

/* The index against a walk over every feature, for some boxes. */
static void
compare_with_walk (const GlnIndex *index, const GlnPlan *plan, GRand *rand)
{
  for (guint round = 0; round < 20; round++)
    {
      double x = g_rand_double_range (rand, -500, 10500), y = g_rand_double_range (rand, -500, 10500);
      GlnBox box = { x, y, x + g_rand_double_range (rand, 0, 2000),
                     y + g_rand_double_range (rand, 0, 2000) };
      g_autoptr (GPtrArray) hits = gln_index_query (index, &box);
      g_autoptr (GPtrArray) expected = g_ptr_array_new ();
      GlnFeatureIter iter;
      GlnFeature *feature;

      gln_feature_iter_init (&iter, plan->features);
      while ((feature = gln_feature_iter_next (&iter)))
        if (feature->shape && gln_box_intersects (&feature->shape->box, &box))
          g_ptr_array_add (expected, feature);
      g_ptr_array_sort (hits, by_pointer);
      g_ptr_array_sort (expected, by_pointer);
      g_assert_cmpuint (hits->len, ==, expected->len);
      for (guint i = 0; i < hits->len; i++)
        g_assert_true (hits->pdata[i] == expected->pdata[i]);
    }
}

static void
test_query (void)
{
  static const guint sizes[] = { 0, 1, 15, 16, 17, 256, 257, 5000 };
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GlnPlan) plan = random_plan (rand, sizes[i]);
      g_autoptr (GlnIndex) index = gln_index_new (plan);
      compare_with_walk (index, plan, rand);
    }
}

/* A change of a random kind to @plan. */
static GlnDelta *
random_delta (const GlnPlan *plan, GRand *rand)
{
  guint pick = (guint) g_rand_int_range (rand, 0, (int) gln_feature_map_size (plan->features));
  g_autoptr (GlnFeature) after = NULL;
  GlnFeatureIter iter;
  GlnFeature *before = NULL;
  GlnUuid uuid;

  gln_feature_iter_init (&iter, plan->features);
  for (guint i = 0; i <= pick; i++)
    before = gln_feature_iter_next (&iter);
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0: /* add */
      gln_uuid_new (&uuid);
      before = NULL;
      after = random_feature (rand, &uuid);
      break;
    case 1: /* remove */
      break;
    case 2: /* lose the shape */
      after = gln_feature_with_shape (before, NULL);
      break;
    default: /* move */
      after = random_feature (rand, &before->uuid);
      break;
    }
  return gln_delta_new (&(GlnChange){ (before ? before : after)->uuid, before, after }, 1, NULL,
                        NULL);
}

static void
test_update (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GlnPlan) plan = random_plan (rand, 300);
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  guint longest = 0;

  g_test_message ("seed %u", seed);
  for (guint step = 0; step < 3000; step++)
    {
      g_autoptr (GlnDelta) delta = random_delta (plan, rand);
      GlnPlan *after = gln_plan_apply (plan, delta);
      GlnIndex *next = gln_index_update (index, after, delta);

      gln_plan_unref (plan);
      gln_index_unref (index);
      plan = after;
      index = next;
      longest = MAX (longest, gln_index_n_changed (index));
      if (step % 100 == 0)
        compare_with_walk (index, plan, rand);
    }
  compare_with_walk (index, plan, rand);
  g_assert_cmpuint (longest, >, 500); /* edits share the tree */
}

static gboolean
stop_at_three (GlnFeature *feature, gpointer data)
{
  return ++*(guint *) data < 3;
}

static void
test_stop (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GlnPlan) plan = random_plan (rand, 100);
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  GlnBox all = { -1e9, -1e9, 1e9, 1e9 };
  guint n = 0;

  g_assert_false (gln_index_foreach (index, &all, stop_at_three, &n));
  g_assert_cmpuint (n, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/index/query", test_query);
  g_test_add_func ("/index/update", test_update);
  g_test_add_func ("/index/stop", test_stop);
  return g_test_run ();
}
