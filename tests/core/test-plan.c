/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-delta.h"

#include <math.h>

static GlnFeature *
feature_at (const GlnUuid *layer, double x)
{
  g_autoptr (GlnShape) shape = gln_shape_new_rect (x, 0, x + 1, 1);
  GlnUuid uuid;

  gln_uuid_new (&uuid);
  return gln_feature_new (&uuid, layer, "G1", shape, NULL);
}

static void
test_uuid (void)
{
  GlnUuid a, b, c;
  char text[GLN_UUID_STRING_LEN + 1];

  gln_uuid_new (&a);
  for (guint i = 0; i < 10000; i++)
    {
      gln_uuid_new (&b);
      g_assert_cmpint (gln_uuid_compare (&a, &b), <, 0);
      a = b;
    }
  g_assert_true (gln_uuid_parse (gln_uuid_format (&a, text), &c));
  g_assert_true (gln_uuid_equal (&a, &c));
  g_assert_cmpint (strlen (text), ==, GLN_UUID_STRING_LEN);
  g_assert_false (gln_uuid_parse ("not-an-id", &c));
  g_assert_false (gln_uuid_parse ("", &c));
}

static void
test_shape_measures (void)
{
  static const GlnPoint shell[] = { { 500000, 3400000 }, { 500100, 3400000 }, { 500100, 3400050 },
                                    { 500000, 3400050 }, { 500000, 3400000 } };
  GlnShapeBuilder builder;
  g_autoptr (GlnShape) shape = NULL, disc = gln_shape_new_disc (3, 4, 2);

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  gln_shape_builder_begin_part (&builder);
  gln_shape_builder_begin_ring (&builder);
  for (guint i = 0; i < G_N_ELEMENTS (shell); i++)
    gln_shape_builder_add (&builder, shell[i].x, shell[i].y);
  gln_shape_builder_begin_ring (&builder);
  gln_shape_builder_add (&builder, 500010, 3400010);
  gln_shape_builder_add (&builder, 500010, 3400020);
  gln_shape_builder_add (&builder, 500020, 3400020);
  gln_shape_builder_add (&builder, 500020, 3400010);
  shape = gln_shape_builder_end (&builder);
  g_assert_cmpuint (shape->n_points, ==, 8); /* the closing point is dropped */
  g_assert_cmpfloat (shape->ring_sum_m2, ==, 4900);
  g_assert_cmpfloat (shape->length_m, ==, 340);
  g_assert_true (gln_shape_contains (shape, 500050, 3400025));
  g_assert_false (gln_shape_contains (shape, 500015, 3400015));
  g_assert_false (gln_shape_contains (shape, 499999, 3400025));
  g_assert_cmpfloat (gln_shape_distance_m (shape, 500050, 3400060), ==, 10);
  g_assert_true (gln_shape_contains (disc, 4.9, 4));
  g_assert_false (gln_shape_contains (disc, 5.1, 4));
  g_assert_cmpfloat (disc->box.x0, ==, 1);
}

static void
test_shape_edits (void)
{
  g_autoptr (GlnShape) square = gln_shape_new_rect (0, 0, 10, 10);
  g_autoptr (GlnShape) moved = gln_shape_with_point (square, 2, (GlnPoint){ 20, 10 });
  g_autoptr (GlnShape) more = gln_shape_with_insert (square, 0, 4, (GlnPoint){ -5, 5 });
  g_autoptr (GlnShape) back = gln_shape_without_point (more, 4);
  g_autoptr (GlnShape) triangle = gln_shape_without_point (square, 0);

  g_assert_cmpfloat (moved->ring_sum_m2, ==, 150);
  g_assert_cmpfloat (more->ring_sum_m2, ==, 125);
  g_assert_true (gln_shape_equal (back, square));
  g_assert_null (gln_shape_without_point (triangle, 0));
  g_assert_cmpuint (gln_shape_next (square, 3), ==, 0);
  g_assert_cmpuint (gln_shape_previous (square, 0), ==, 3);
}

/* Random puts and removes against a hash table. */
static void
test_feature_map (void)
{
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GlnFeatureMap) map = gln_feature_map_new (NULL, 0);
  g_autoptr (GPtrArray) live = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  GlnUuid layer, last = { { 0 } };
  GlnFeatureIter iter;
  GlnFeature *feature;
  guint n = 0;

  g_test_message ("seed %u", seed);
  gln_uuid_new (&layer);
  for (guint i = 0; i < 5000; i++)
    {
      GlnFeatureMap *next;
      if (live->len > 0 && g_rand_int_range (rand, 0, 3) == 0)
        {
          guint at = (guint) g_rand_int_range (rand, 0, (int) live->len);
          next = gln_feature_map_remove (map, &((GlnFeature *) live->pdata[at])->uuid);
          g_ptr_array_remove_index_fast (live, at);
        }
      else
        {
          g_ptr_array_add (live, feature_at (&layer, i));
          next = gln_feature_map_put (map, live->pdata[live->len - 1]);
        }
      gln_feature_map_unref (map);
      map = next;
    }
  g_assert_cmpuint (gln_feature_map_size (map), ==, live->len);
  for (guint i = 0; i < live->len; i++)
    g_assert_true (gln_feature_map_lookup (map, &((GlnFeature *) live->pdata[i])->uuid)
                   == live->pdata[i]);
  gln_feature_iter_init (&iter, map);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      g_assert_cmpint (gln_uuid_compare (&last, &feature->uuid), <, 0);
      last = feature->uuid;
      n++;
    }
  g_assert_cmpuint (n, ==, live->len);
}

static void
test_delta (void)
{
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("plan", "EPSG:4547");
  g_autoptr (GlnPlan) one = NULL, two = NULL, back = NULL;
  g_autoptr (GlnDelta) add = NULL, change = NULL, both = NULL, undo = NULL, diff = NULL, none = NULL;
  g_autoptr (GlnFeature) a = NULL, b = NULL;
  GlnUuid layer;

  gln_uuid_new (&layer);
  a = feature_at (&layer, 0);
  b = gln_feature_with_class (a, "G2");
  add = gln_delta_new (&(GlnChange){ a->uuid, NULL, a }, 1, NULL, NULL);
  change = gln_delta_new (&(GlnChange){ a->uuid, a, b }, 1, NULL, NULL);
  one = gln_plan_apply (empty, add);
  two = gln_plan_apply (one, change);
  both = gln_delta_chain (add, change);
  g_assert_cmpuint (both->n_changes, ==, 1);
  g_assert_null (both->changes[0].before);
  g_assert_true (both->changes[0].after == b);
  undo = gln_delta_invert (both);
  back = gln_plan_apply (two, undo);
  g_assert_true (gln_plan_equal (back, empty));
  diff = gln_delta_between (empty, two);
  g_assert_cmpuint (diff->n_changes, ==, 1);
  none = gln_delta_chain (both, undo);
  g_assert_true (gln_delta_is_empty (none));
}

static void
test_phases (void)
{
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("plan", "EPSG:4547");
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) step = NULL;
  g_autoptr (GlnFrame) frame = NULL, with_layer = NULL;
  g_autoptr (GlnLayer) layer = NULL;
  g_autoptr (GlnFeature) feature = NULL, later = NULL;
  GlnUuid uuid;

  gln_uuid_new (&uuid);
  layer = gln_layer_new (&uuid, GLN_LAYER_LAND_USE, "用地", "gb50137", NULL);
  with_layer = gln_frame_with_layer (plan->frame, layer);
  gln_phase_spec_copy (&spec, plan->frame->phases[0]);
  spec.land_use = uuid;
  gln_phase_spec_set_text (&spec.id, "2030");
  gln_phase_spec_set_target (&spec, "GLR", ">=", 0.354, 0);
  step = gln_phase_new (&spec);
  frame = gln_frame_with_phase (with_layer, step);
  g_assert_cmpuint (frame->n_phases, ==, 2);
  g_assert_null (gln_frame_land_use (frame, 0));
  g_assert_true (gln_frame_land_use (frame, 1) == layer);
  g_assert_cmpfloat (gln_phase_target (step, "GLR")->value, ==, 0.354);
  g_assert_true (isnan (step->population));
  feature = feature_at (&uuid, 0);
  later = gln_feature_with_phases (feature, "2030", NULL);
  g_assert_cmphex (gln_frame_phase_mask (frame, feature), ==, 3);
  g_assert_cmphex (gln_frame_phase_mask (frame, later), ==, 2);
}

static void
test_values (void)
{
  g_autoptr (GlnValues) a = gln_values_with_text (NULL, "name", "滨江公园");
  g_autoptr (GlnValues) b = gln_values_with_number (a, "year", 2030);
  g_autoptr (GlnValues) c = gln_values_without (b, "year");
  double year = 0;

  g_assert_cmpstr (gln_values_text (b, "name"), ==, "滨江公园");
  g_assert_true (gln_values_number (b, "year", &year));
  g_assert_cmpfloat (year, ==, 2030);
  g_assert_false (gln_values_number (b, "name", NULL));
  g_assert_true (gln_values_equal (a, c));
  g_assert_false (gln_values_equal (a, b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uuid", test_uuid);
  g_test_add_func ("/shape/measures", test_shape_measures);
  g_test_add_func ("/shape/edits", test_shape_edits);
  g_test_add_func ("/feature-map", test_feature_map);
  g_test_add_func ("/delta", test_delta);
  g_test_add_func ("/phases", test_phases);
  g_test_add_func ("/values", test_values);
  return g_test_run ();
}
