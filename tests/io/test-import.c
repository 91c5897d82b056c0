/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

/* Real files of two cities, with the figures that shapely and GDAL found for them. */

static GlnImportResult *
import_ok (GlnPlan *plan, const char *path, const GlnImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  GlnImportResult *result = gln_import_run (plan, path, options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static void
test_huizhou_inspect (void)
{
  g_autofree char *path = test_data ("city/huizhou_kg/land.shp");
  GlnSourceOptions options = source_options ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GlnSourceInfo) info = NULL;
  const GlnSourceLayer *layer;
  const GlnSourceCodes *codes;
  gboolean has_4547 = FALSE;

  if (!path)
    return;
  info = gln_source_inspect (path, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info->layers->len, ==, 1);
  layer = g_ptr_array_index (info->layers, 0);
  g_assert_cmpuint (layer->n_read, ==, 79);
  g_assert_cmpuint (layer->n_polygons, ==, 79);
  g_assert_cmpuint (layer->n_invalid, ==, 0);
  g_assert_cmpuint (layer->n_duplicate, ==, 0);
  g_assert_cmpint (layer->crs_fit, ==, GLN_CRS_FIT_DEGREES_ARE_METRES);
  g_assert_nonnull (strstr (layer->crs_message, "--source-crs"));
  for (guint i = 0; i < layer->candidates->len; i++)
    has_4547 |= strcmp (((GlnCrsCandidate *) g_ptr_array_index (layer->candidates, i))->id, "EPSG:4547") == 0;
  g_assert_true (has_4547);
  g_assert_cmpuint (layer->codes->len, >, 0);
  codes = g_ptr_array_index (layer->codes, 0);
  g_assert_cmpstr (codes->system, ==, "gb50137");
  g_assert_cmpuint (codes->n_values, ==, 79);
  g_assert_cmpuint (codes->n_known, ==, 76);
  g_assert_cmpstr (g_ptr_array_index (codes->unknown, 0), ==, "U23");
}

static void
test_huizhou_import (void)
{
  g_autofree char *path = test_data ("city/huizhou_kg/land.shp");
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("惠州", "EPSG:4547"), next = NULL;
  g_autoptr (GlnImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  g_assert_null (gln_import_run (plan, path, &options, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT);
  g_assert_nonnull (strstr (error->message, "--source-crs"));
  options.source_crs = "EPSG:4547";
  options.codes = "gb50137";
  result = import_ok (plan, path, &options);
  next = gln_plan_apply (plan, result->delta);
  g_assert_cmpuint (result->n_imported, ==, 79);
  g_assert_cmpfloat_with_epsilon (result->area_m2, 2888173.582, 0.01);
  g_assert_cmpfloat_with_epsilon (area_of (next, "G1"), 107551.505, 0.01);
  g_assert_cmpfloat_with_epsilon (area_of (next, "U23"), 2595.400, 0.01);
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_UNKNOWN_CODE], ==, 3);
  g_assert_cmpint (result->datum, ==, GLN_DATUM_SAME);
  g_assert_cmpstr (result->code_field, ==, "Layer");
  g_assert_nonnull (gln_frame_land_use (next->frame, 0));
}

static double
wuxi_area (const char *name, const char *source_crs, GlnDatumParams datum, GlnImportResult **result)
{
  g_autofree char *path = test_data (name);
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("无锡", "EPSG:4549"), next = NULL;
  GlnFeatureIter iter;
  GlnFeature *feature;
  guint n_named = 0;

  if (!path)
    return NAN;
  options.source_crs = source_crs;
  options.datum = datum;
  *result = import_ok (plan, path, &options);
  next = gln_plan_apply (plan, (*result)->delta);
  gln_feature_iter_init (&iter, next->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      const char *name_zh = gln_values_text (feature->values, "class_name");
      n_named += name_zh && g_utf8_validate (name_zh, -1, NULL) && !strstr (name_zh, "\xef\xbf\xbd")
                 && (strstr (name_zh, "用地") || strstr (name_zh, "绿地"));
    }
  g_assert_cmpuint ((*result)->n_imported, ==, 2033);
  g_assert_cmpuint (n_named, ==, 2033);
  g_assert_cmpuint ((*result)->n_findings[GLN_IMPORT_BAD_TEXT], ==, 0);
  return area_of (next, NULL);
}

#define WUXI_AREA_M2 143146806.858

static void
test_wuxi_cgcs2000 (void)
{
  static const struct { const char *name, *crs; } cases[] = {
    { "city/wuxi_cgcs2000_zone40_gbk_ldid4D_nocpg/地块.shp", NULL },
    { "city/wuxi_cgcs2000_gk120_gbk_nocpg_noprj_ldid00/地块.shp", "EPSG:4549" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GlnImportResult *result = NULL;
      double area_m2 = wuxi_area (cases[i].name, cases[i].crs, (GlnDatumParams){ 0 }, &result);
      if (!result)
        return;
      g_assert_cmpfloat_with_epsilon (area_m2 / WUXI_AREA_M2, 1, 1e-7);
      g_assert_cmpint (result->datum, ==, GLN_DATUM_SAME);
      g_assert_cmpstr (result->encoding, ==, "GB18030");
      gln_import_result_free (result);
    }
}

/* Without a .prj the system is asked for, by the option's name. */
static void
test_wuxi_no_prj (void)
{
  g_autofree char *path = test_data ("city/wuxi_cgcs2000_gk120_gbk_nocpg_noprj_ldid00/地块.shp");
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("无锡", "EPSG:4549");
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  g_assert_null (gln_import_run (plan, path, &options, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_CRS_MISSING);
  g_assert_nonnull (strstr (error->message, "--source-crs"));
}

static gboolean
has_note (const GlnImportResult *result, const char *word)
{
  for (guint i = 0; i < result->notes->len; i++)
    if (strstr (g_ptr_array_index (result->notes, i), word))
      return TRUE;
  return FALSE;
}

static void
test_wuxi_old_datums (void)
{
  static const char *const names[] = { "city/wuxi_xian80_zone40_gbk_cpg/地块.shp",
                                       "city/wuxi_beijing54_cm120_utf8/地块.shp" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GlnDatumParams seven, four;
      GlnImportResult *result = NULL;
      double ballpark_m2 = wuxi_area (names[i], NULL, (GlnDatumParams){ 0 }, &result), moved_m2;
      if (!result)
        return;
      g_assert_cmpint (result->datum, ==, GLN_DATUM_BALLPARK);
      g_assert_true (has_note (result, "ballpark"));
      g_assert_cmpfloat_with_epsilon (ballpark_m2 / WUXI_AREA_M2, 1, 1e-4);
      gln_import_result_free (result);

      g_assert_true (gln_datum_params_parse ("120.5,-40.25,-3.1,0.2,0.1,-0.3,2.5", &seven, NULL));
      moved_m2 = wuxi_area (names[i], NULL, seven, &result);
      g_assert_cmpint (result->datum, ==, GLN_DATUM_PARAMETERS);
      g_assert_false (has_note (result, "ballpark"));
      g_assert_cmpfloat_with_epsilon (moved_m2 / WUXI_AREA_M2, 1, 1e-4);
      gln_import_result_free (result);

      g_assert_true (gln_datum_params_parse ("10,20,0,100", &four, NULL));
      moved_m2 = wuxi_area (names[i], NULL, four, &result);
      g_assert_cmpint (result->datum, ==, GLN_DATUM_PARAMETERS);
      gln_import_result_free (result);
    }
}

static void
test_wuxi_utm_gpkg (void)
{
  GlnImportResult *result = NULL;
  g_autofree char *path = test_data ("city/wuxi_xinwu/xinwu_land_use.gpkg");
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("无锡", "EPSG:4549");

  if (!path)
    return;
  result = import_ok (plan, path, &options);
  g_assert_cmpuint (result->n_imported, ==, 2033);
  g_assert_cmpfloat_with_epsilon (result->area_m2 / WUXI_AREA_M2, 1, 1e-7);
  gln_import_result_free (result);
}

/* A file of a few rows that hold one awkward thing each. */
static char *
write_csv (const char *folder, const char *text)
{
  char *path = g_build_filename (folder, "地块.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static const char parcels[]
    = "WKT,YDDM,名称,绿地率,RK,JCNF,自编\n"
      "\"POLYGON((0 0,100 0,100 100,0 100,0 0))\",R2,甲小区,35,1200,2010,a\n"
      "\"POLYGON Z((100 0 5,200 0 5,200 100 5,100 100 5,100 0 5))\",u23,乙地,30%,-5,0,1e3\n"
      ",B1,无形,,,,\n"
      "\"POLYGON((200 0,300 100,300 0,200 100,200 0))\",,蝴蝶结,12,3,,\n"
      "\"LINESTRING(0 0,5 5)\",R2,线,5,1,,\n"
      "\"POLYGON((0 0,100 0,100 100,0 100,0 0))\",R2/B1,重复,5,1,,\n";

static const GlnFeature *
feature_named (const GlnPlan *plan, const char *name)
{
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    if (strcmp (gln_feature_name (feature), name) == 0)
      return feature;
  g_test_message ("no feature %s", name);
  g_assert_not_reached ();
}

static void
test_values (void)
{
  g_autofree char *folder = make_folder (), *path = write_csv (folder, parcels);
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local"), next = NULL;
  g_autoptr (GlnImportResult) result = NULL;
  const GlnFeature *feature;
  double number;

  options.codes = "gb50137";
  result = import_ok (plan, path, &options);
  next = gln_plan_apply (plan, result->delta);
  g_assert_cmpuint (result->n_read, ==, 6);
  g_assert_cmpuint (result->n_imported, ==, 6);
  feature = feature_named (next, "甲小区");
  g_assert_cmpstr (feature->class_code, ==, "R2");
  g_assert_true (gln_values_number (feature->values, "green_ratio", &number));
  g_assert_cmpfloat_with_epsilon (number, 0.35, 1e-12);
  g_assert_true (gln_values_number (feature->values, "population", &number));
  g_assert_cmpfloat (number, ==, 1200);
  g_assert_cmpstr (gln_values_text (feature->values, "自编"), ==, "a");
  feature = feature_named (next, "乙地");
  g_assert_cmpstr (feature->class_code, ==, "u23"); /* as it stands in the file */
  g_assert_cmpstr (gln_values_text (feature->values, "RK"), ==, "-5");
  g_assert_false (gln_values_number (feature->values, "population", &number));
  g_assert_true (gln_values_number (feature->values, "green_ratio", &number));
  g_assert_cmpfloat_with_epsilon (number, 0.30, 1e-12);
  g_assert_null (feature_named (next, "无形")->shape);
  g_assert_cmpuint (feature_named (next, "蝴蝶结")->shape->n_points, ==, 4);
  g_assert_cmpint (feature_named (next, "线")->shape->kind, ==, GLN_SHAPE_LINES);
  g_assert_cmpstr (feature_named (next, "重复")->class_code, ==, "R2/B1");
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_UNKNOWN_CODE], ==, 1);
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_NO_CODE], ==, 1);
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_NO_GEOMETRY], ==, 1);
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_INVALID_SHAPE], ==, 1);
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_WRONG_GEOMETRY], ==, 1);
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_DUPLICATE_SHAPE], ==, 1);
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_DROPPED_Z], ==, 1);
  g_assert_cmpuint (result->n_findings[GLN_IMPORT_BAD_VALUE], ==, 2); /* people below none, the year 0 */
  g_assert_true (has_note (result, "percent"));
  remove_tree (folder);
}

/* Ids rise in the order of the file: of two overlapping parcels the first has the lower one. */
static void
test_order (void)
{
  g_autofree char *folder = make_folder (), *path = write_csv (folder, parcels);
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local");
  g_autoptr (GlnImportResult) result = NULL;

  options.codes = "gb50137";
  result = import_ok (plan, path, &options);
  for (guint i = 1; i < result->delta->n_changes; i++)
    g_assert_cmpint (gln_uuid_compare (&result->delta->changes[i - 1].uuid, &result->delta->changes[i].uuid), <, 0);
  remove_tree (folder);
}

static void
test_frame (void)
{
  static const struct { const char *as, *kind; } kinds[] = {
    { "parcel", NULL },         { "green", NULL },   { "boundary", "built-up" }, { "boundary", "old_town" },
    { "district", "community" }, { "line", "river" }, { "point", "entrance" },    { "greenline", NULL },
  };
  g_autofree char *folder = make_folder (), *path = write_csv (folder, parcels);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GlnImportOptions options = import_options (GLN_LAYER_ZONE);
      g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local"), next = NULL;
      g_autoptr (GlnImportResult) result = NULL;
      g_autoptr (GPtrArray) history = NULL;
      const GlnImportRecord *record;
      const GlnLayer *layer;

      g_assert_true (gln_import_parse_as (kinds[i].as, kinds[i].kind, &options, NULL));
      options.name = "新层";
      result = import_ok (plan, path, &options);
      next = gln_plan_apply (plan, result->delta);
      layer = gln_frame_layer (next->frame, &result->layer);
      g_assert_nonnull (layer);
      g_assert_cmpint (layer->kind, ==, options.kind);
      g_assert_cmpstr (layer->name, ==, "新层");
      g_assert_cmpstr (layer->source, ==, "地块.csv");
      g_assert_true ((gln_frame_land_use (next->frame, 0) == layer) == (i == 0));
      g_assert_true ((gln_frame_boundary (next->frame, 0, GLN_SCOPE_BUILT_UP) == layer) == (i == 2));
      g_assert_true ((gln_frame_boundary (next->frame, 0, GLN_SCOPE_OLD_TOWN) == layer) == (i == 3));
      history = gln_import_history (next->frame);
      g_assert_cmpuint (history->len, ==, 1);
      record = g_ptr_array_index (history, 0);
      g_assert_cmpstr (record->source, ==, "地块.csv");
      g_assert_cmpuint (record->n_imported, ==, 6);
    }
  remove_tree (folder);
}

static void
test_phases (void)
{
  g_autofree char *folder = make_folder (), *path = write_csv (folder, parcels);
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("x", "local"), plan = NULL, next = NULL;
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;
  g_autoptr (GlnFrame) frame = NULL;
  GlnImportOptions options = import_options (GLN_LAYER_GREEN), land = import_options (GLN_LAYER_LAND_USE);
  g_autoptr (GlnImportResult) green_result = NULL, land_result = NULL;
  g_autoptr (GError) error = NULL;

  gln_phase_spec_init (&spec, "2030");
  phase = gln_phase_new (&spec);
  frame = gln_frame_with_phase (empty->frame, phase);
  plan = gln_plan_new (frame, empty->features);
  options.phase = "2030";
  green_result = import_ok (plan, path, &options);
  g_assert_cmpstr (green_result->delta->changes[0].after->from, ==, "2030");
  land.phase = "present";
  land.codes = "gb50137";
  land_result = import_ok (plan, path, &land);
  g_assert_null (land_result->delta->changes[0].after->from);
  next = gln_plan_apply (plan, land_result->delta);
  g_assert_true (gln_uuid_equal (&next->frame->phases[0]->land_use, &land_result->layer));
  g_assert_true (gln_uuid_is_nil (&next->frame->phases[1]->land_use));
  options.phase = "2099";
  g_assert_null (gln_import_run (plan, path, &options, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND);
  remove_tree (folder);
}

static void
test_crowns (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = write_csv (folder, "X,Y,GFBJ,名称\n10,20,3.5,a\n30,40,,b\n");
  GlnImportOptions options = import_options (GLN_LAYER_COVER);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local"), next = NULL;
  g_autoptr (GlnImportResult) result = NULL;

  options.class_code = "tree";
  result = import_ok (plan, path, &options);
  next = gln_plan_apply (plan, result->delta);
  g_assert_cmpfloat (feature_named (next, "a")->shape->radius_m, ==, 3.5);
  g_assert_cmpfloat (feature_named (next, "b")->shape->radius_m, ==, 0);
  g_assert_cmpstr (feature_named (next, "b")->class_code, ==, "tree");
  g_assert_cmpfloat_with_epsilon (result->area_m2, G_PI * 3.5 * 3.5, 1e-9);
  remove_tree (folder);
}

static void
test_fields (void)
{
  static const struct { const char *pair; int code; } bad[] = {
    { "code=NICHTS", GLN_ERROR_NOT_FOUND }, { "nothing=名称", GLN_ERROR_BAD_ARGUMENT },
    { "code", GLN_ERROR_BAD_ARGUMENT },     { "=名称", GLN_ERROR_BAD_ARGUMENT },
  };
  g_autofree char *folder = make_folder (), *path = write_csv (folder, parcels);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local");
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  const char *good[] = { "code=自编", "remark=名称", NULL };
  g_autoptr (GlnImportResult) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *pairs[] = { bad[i].pair, NULL };
      g_autoptr (GError) error = NULL;
      options.fields = pairs;
      g_assert_null (gln_import_run (plan, path, &options, NULL, &error));
      g_assert_error (error, GLN_ERROR, bad[i].code);
    }
  options.fields = good;
  result = import_ok (plan, path, &options);
  g_assert_cmpstr (result->code_field, ==, "自编");
  g_assert_cmpstr (result->delta->changes[0].after->class_code, ==, "A"); /* by its code in GB 50137 */
  g_assert_cmpstr (gln_values_text (result->delta->changes[0].after->values, "remark"), ==, "甲小区");
  remove_tree (folder);
}

static void
test_parse_as (void)
{
  static const struct { const char *as, *kind; } bad[] = {
    { "tree", NULL }, { "boundary", NULL }, { "boundary", "moon" }, { "parcel", "road" }, { "line", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GlnImportOptions options = { 0 };
      g_autoptr (GError) error = NULL;
      g_assert_false (gln_import_parse_as (bad[i].as, bad[i].kind, &options, &error));
      g_assert_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT);
    }
}

static void
test_refusals (void)
{
  g_autofree char *folder = make_folder (), *path = write_csv (folder, parcels);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local"), degrees = gln_plan_new_empty ("x", "EPSG:4490");
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  GlnProgress progress = { .cancelled = 1 };
  g_autoptr (GError) error = NULL;

  options.codes = "no such system";
  g_assert_null (gln_import_run (plan, path, &options, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "gb50137"));
  g_clear_error (&error);
  options.codes = NULL;
  g_assert_null (gln_import_run (degrees, path, &options, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT);
  g_clear_error (&error);
  g_assert_null (gln_import_run (plan, path, &options, &progress, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_CANCELLED);
  g_clear_error (&error);
  options.encoding = "no such";
  g_assert_null (gln_import_run (plan, path, &options, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_ENCODING);
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/import/huizhou-inspect", test_huizhou_inspect);
  g_test_add_func ("/io/import/huizhou", test_huizhou_import);
  g_test_add_func ("/io/import/wuxi-cgcs2000", test_wuxi_cgcs2000);
  g_test_add_func ("/io/import/wuxi-no-prj", test_wuxi_no_prj);
  g_test_add_func ("/io/import/wuxi-old-datums", test_wuxi_old_datums);
  g_test_add_func ("/io/import/wuxi-utm-gpkg", test_wuxi_utm_gpkg);
  g_test_add_func ("/io/import/values", test_values);
  g_test_add_func ("/io/import/order", test_order);
  g_test_add_func ("/io/import/frame", test_frame);
  g_test_add_func ("/io/import/phases", test_phases);
  g_test_add_func ("/io/import/crowns", test_crowns);
  g_test_add_func ("/io/import/fields", test_fields);
  g_test_add_func ("/io/import/parse-as", test_parse_as);
  g_test_add_func ("/io/import/refusals", test_refusals);
  return g_test_run ();
}
