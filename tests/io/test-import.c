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
  return g_test_run ();
}
