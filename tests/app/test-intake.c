/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first answers of the intake for the shapefiles of the sample city: what each is and which phase. */

#include "app/gln-intake.h"
#include "model/gln-standards-loader.h"

typedef struct
{
  const char *file;
  GlnLayerKind kind;
  const char *role;
  const char *class_code;
  const char *phase;
} Expected;

static const Expected expected[] = {
  { "现状用地", GLN_LAYER_LAND_USE, "", "", "present" },
  { "规划用地", GLN_LAYER_LAND_USE, "", "", "2030" },
  { "建成区现状", GLN_LAYER_BOUNDARY, "built_up", "", "present" },
  { "建成区规划", GLN_LAYER_BOUNDARY, "built_up", "", "2030" },
  { "城市建设用地规划", GLN_LAYER_BOUNDARY, "construction", "", "2030" },
  { "规划范围", GLN_LAYER_BOUNDARY, "planning", "", "present" },
  { "城区", GLN_LAYER_DISTRICT, "urban_district", "", "present" },
  { "社区", GLN_LAYER_DISTRICT, "community", "", "present" },
  { "现状绿地", GLN_LAYER_GREEN, "", "", "present" },
  { "规划绿地2027", GLN_LAYER_GREEN, "", "", "2027" },
  { "规划绿地2030", GLN_LAYER_GREEN, "", "", "2030" },
  { "行道树绿化覆盖", GLN_LAYER_COVER, "", "tree", "present" },
  { "规划屋顶绿化", GLN_LAYER_COVER, "", "roof", "2030" },
  { "水系", GLN_LAYER_WATER, "", "", "present" },
  { "道路", GLN_LAYER_LINE, "road", "", "present" },
  { "规划道路", GLN_LAYER_LINE, "road", "", "2030" },
  { "铁路", GLN_LAYER_LINE, "rail", "", "present" },
  { "河流", GLN_LAYER_LINE, "river", "", "present" },
  { "古树名木", GLN_LAYER_POINT, "ancient_tree", "", "present" },
  { "公园出入口", GLN_LAYER_POINT, "entrance", "", "present" },
  { "树冠", GLN_LAYER_COVER, "", "tree", "present" },
};

static GlnPlan *
plan_with_phases (void)
{
  static const int years[] = { 2025, 2027, 2030 };
  static const char *const ids[] = { "present", "2027", "2030" };
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("江城", "EPSG:4547");
  GlnPhase *phases[3];
  g_autoptr (GlnFrame) frame = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_auto (GlnPhaseSpec) spec;

      gln_phase_spec_init (&spec, ids[i]);
      spec.year = years[i];
      phases[i] = gln_phase_new (&spec);
    }
  frame = gln_frame_new (&empty->frame->uuid, "江城", "EPSG:4547", NULL, 0, phases, 3, NULL);
  for (guint i = 0; i < 3; i++)
    gln_phase_unref (phases[i]);
  return gln_plan_new (frame, empty->features);
}

static GlnSourceInfo *
inspect (const char *file)
{
  g_autofree char *name = g_strconcat (file, ".shp", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("GREENLINE_SOURCE_ROOT"), "data", "sample", name, NULL);
  GlnSourceOptions options = { .standards = gln_standards_get_default (), .attributes = gln_attributes_get_default () };
  g_autoptr (GError) error = NULL;
  GlnSourceInfo *info = gln_source_inspect (path, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
  return info;
}

static void
test_guesses (void)
{
  g_autoptr (GlnPlan) plan = plan_with_phases ();

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GlnSourceInfo) info = inspect (expected[i].file);
      GlnIntakeItem *item = gln_intake_item_new (info, info->layers->pdata[0], plan->frame);
      const GlnIntakeRole *role = gln_intake_role (item->role);

      g_test_message ("%s", expected[i].file);
      g_assert_cmpint (role->kind, ==, expected[i].kind);
      g_assert_cmpstr (role->role, ==, expected[i].role);
      g_assert_cmpstr (role->class_code, ==, expected[i].class_code);
      g_assert_cmpstr (item->phase, ==, expected[i].phase);
      g_assert_cmpstr (item->crs, ==, "EPSG:4547");
      g_assert_true (item->wanted);
      g_assert_true (gln_intake_item_is_complete (item));
      gln_intake_item_free (item);
    }
}

/* A layer whose coordinate system is not known is never imported by a guess. */
static void
test_unknown_crs_is_asked (void)
{
  g_autoptr (GlnPlan) plan = plan_with_phases ();
  g_autoptr (GlnSourceInfo) info = inspect ("现状绿地");
  GlnSourceLayer *layer = info->layers->pdata[0];
  GlnIntakeItem *item;

  layer->crs_fit = GLN_CRS_FIT_WRONG_ZONE;
  item = gln_intake_item_new (info, layer, plan->frame);
  g_assert_false (gln_intake_item_is_complete (item));
  item->crs = g_strdup ("EPSG:4547");
  g_assert_true (gln_intake_item_is_complete (item));
  gln_intake_item_free (item);
}

static void
test_run (void)
{
  g_autoptr (GlnPlan) plan = plan_with_phases (), after = NULL;
  g_autoptr (GlnSourceInfo) greens = inspect ("现状绿地"), boundary = inspect ("建成区现状");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_intake_item_free);
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, gln_intake_item_new (greens, greens->layers->pdata[0], plan->frame));
  g_ptr_array_add (items, gln_intake_item_new (boundary, boundary->layers->pdata[0], plan->frame));
  after = gln_intake_run (plan, items, gln_standards_get_default (), gln_attributes_get_default (), report, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (after);
  g_assert_cmpuint (after->frame->n_layers, ==, 2);
  g_assert_cmpuint (gln_feature_map_size (after->features), ==,
                    ((GlnSourceLayer *) greens->layers->pdata[0])->n_read + 1);
  g_assert_nonnull (gln_frame_boundary (after->frame, 0, GLN_SCOPE_BUILT_UP));
  g_assert_nonnull (strstr (report->str, "现状绿地"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/intake/guesses", test_guesses);
  g_test_add_func ("/app/intake/unknown-crs-is-asked", test_unknown_crs_is_asked);
  g_test_add_func ("/app/intake/run", test_run);
  return g_test_run ();
}
