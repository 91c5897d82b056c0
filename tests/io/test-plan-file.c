/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

static GlnValues *
odd_values (guint i)
{
  const GlnValue list[] = {
    { .key = "name", .type = GLN_VALUE_TEXT, .text = "公园 \"A\"" },
    { .key = "Name", .type = GLN_VALUE_TEXT, .text = "" },
    { .key = "population", .type = GLN_VALUE_NUMBER, .number = 0.1 + i },
    { .key = "mixed", .type = i % 2 ? GLN_VALUE_TEXT : GLN_VALUE_NUMBER, .number = 1e300, .text = "12" },
    { .key = "fid", .type = GLN_VALUE_NUMBER, .number = -0.5 },
    { .key = "GEOM", .type = GLN_VALUE_TEXT, .text = "x" },
    { .key = "字段", .type = GLN_VALUE_NUMBER, .number = 1.0 / 3 },
  };

  return gln_values_new (list, i % 3 ? G_N_ELEMENTS (list) : 2);
}

static GlnShape *
odd_shape (guint i)
{
  GlnShapeBuilder builder;

  if (i % 7 == 6)
    return NULL;
  gln_shape_builder_init (&builder, (GlnShapeKind) (i % 3));
  builder.radius_m = i % 3 == GLN_SHAPE_POINTS && i % 2 ? 2.5 + i / 3.0 : 0;
  for (guint part = 0; part <= i % 4; part++)
    {
      gln_shape_builder_begin_part (&builder);
      for (guint ring = 0; ring <= part; ring++)
        {
          gln_shape_builder_begin_ring (&builder);
          for (guint p = 0; p < 1 + (i + ring) % 6; p++)
            gln_shape_builder_add (&builder, 500000.1 + g_test_rand_double () * 1e4,
                                   3400000.7 + g_test_rand_double () * 1e4);
          if (i % 5 == 0) /* a ring that ends twice where it began */
            for (guint p = 0; p < 2; p++)
              gln_shape_builder_add (&builder, 500000.1, 3400000.7);
        }
    }
  return gln_shape_builder_end (&builder);
}

static GlnFrame *
odd_frame (const GlnPlan *plan, const GlnUuid *layers)
{
  g_autoptr (GlnLayer) a = gln_layer_new (&layers[0], GLN_LAYER_LAND_USE, "用地 present", "gb50137", NULL);
  g_autoptr (GlnLayer) b = gln_layer_new (&layers[1], GLN_LAYER_BOUNDARY, "用地 Present", "", "built_up");
  g_autoptr (GlnLayer) c = gln_layer_new (&layers[2], GLN_LAYER_COVER, "gpkg_\"x\"", NULL, NULL);
  g_autoptr (GlnLayer) d = gln_layer_with_flags (c, GLN_LAYER_HIDDEN | GLN_LAYER_COMPLETE_INTERPRETATION);
  g_autoptr (GlnLayer) e = gln_layer_with_opacity (d, 1 / 3.0);
  g_autoptr (GlnLayer) f = gln_layer_with_source (e, "树冠.shp");
  GlnLayer *list[] = { a, b, f };
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;
  g_autoptr (GlnValues) settings = odd_values (1);
  GlnPhase *phases[2] = { plan->frame->phases[0] };

  gln_phase_spec_init (&spec, "2030");
  gln_phase_spec_set_text (&spec.name, "规划 2030");
  spec.year = 2030;
  spec.land_use = layers[0];
  spec.boundary[GLN_SCOPE_BUILT_UP] = layers[1];
  spec.population = 312000.25;
  spec.coverage = GLN_COVERAGE_ESTIMATE;
  spec.attached = GLN_ATTACHED_MAX;
  spec.conditions = odd_values (2);
  gln_phase_spec_set_target (&spec, "GLR", ">=", 0.354, 0);
  gln_phase_spec_set_target (&spec, "PGPC", "between", 8, 12.1);
  gln_phase_spec_set_entry (&spec, "OLD", 0.97, "证明.pdf", NULL, "2025-01-02");
  g_ptr_array_add (spec.editions, g_strdup ("NGC2010"));
  phases[1] = phase = gln_phase_new (&spec);
  return gln_frame_new (&plan->frame->uuid, "江城", plan->frame->crs, list, 3, phases, 2, settings);
}

/* A plan with everything that can be awkward in it. */
static GlnPlan *
odd_plan (const char *crs, guint n)
{
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("江城", crs);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFrame) frame = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;
  GlnUuid layers[4];

  for (guint i = 0; i < 4; i++)
    gln_uuid_new (&layers[i]);
  frame = odd_frame (empty, layers);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GlnShape) shape = odd_shape (i);
      g_autoptr (GlnValues) values = odd_values (i);
      GlnUuid uuid;
      g_autoptr (GlnFeature) feature = NULL;
      gln_uuid_new (&uuid);
      /* layers[3] is not in the frame: such features must survive too */
      feature = gln_feature_new (&uuid, &layers[i % 4], i % 2 ? "G1" : "U23", shape, values);
      g_ptr_array_add (features, gln_feature_with_phases (feature, i % 2 ? "2030" : NULL, NULL));
    }
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  return gln_plan_new (frame, map);
}

static GlnPlanFile *
save_and_open (const char *path, const GlnPlan *plan)
{
  g_autoptr (GError) error = NULL;
  GlnPlanFile *file;

  gln_plan_file_save (path, plan, NULL, NULL, &error);
  g_assert_no_error (error);
  file = gln_plan_file_open (path, NULL, &error);
  g_assert_no_error (error);
  return file;
}

static void
test_round_trip (void)
{
  static const char *const systems[] = { "EPSG:4547", "local" };

  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "江城.gpkg", NULL);
      g_autoptr (GlnPlan) plan = odd_plan (systems[i], 400);
      g_autoptr (GlnPlanFile) file = save_and_open (path, plan);
      g_autofree char *hash = gln_plan_hash (plan);

      for (guint n = 0; n < file->notes->len; n++)
        g_test_message ("%s", (char *) g_ptr_array_index (file->notes, n));
      g_assert_cmpuint (file->notes->len, ==, 0);
      g_assert_false (file->read_only);
      g_assert_true (gln_frame_equal (file->plan->frame, plan->frame));
      g_assert_true (gln_plan_equal (file->plan, plan));
      g_assert_cmpstr (file->hash, ==, hash);
      remove_tree (folder);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/plan-file/round-trip", test_round_trip);
  return g_test_run ();
}
