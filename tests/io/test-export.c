/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

#include "io/gln-export.h"

/* A plan of two greens, a crown and a line, with Chinese values. */
static GlnPlan *
make_plan (const char *crs)
{
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("江城", crs);
  GlnUuid ids[8];
  g_autoptr (GlnLayer) greens = NULL, cover = NULL;
  g_autoptr (GlnFrame) one = NULL, two = NULL;
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFeatureMap) map = NULL;
  const GlnPoint line_points[] = { { 520000, 3480000 }, { 520050, 3480050 } };
  g_autoptr (GlnShape) park = gln_shape_new_rect (520000.125, 3480000.25, 520100.5, 3480100.75);
  g_autoptr (GlnShape) line = gln_shape_new_line (line_points, 2);
  g_autoptr (GlnShape) crown = gln_shape_new_disc (520010, 3480010, 3.5);
  const GlnValue values[] = {
    { .key = "name", .type = GLN_VALUE_TEXT, .text = "东湖公园𠮷" },
    { .key = "green_ratio", .type = GLN_VALUE_NUMBER, .number = 0.65 },
    { .key = "特别长的中文字段名称甲", .type = GLN_VALUE_TEXT, .text = "甲" },
    { .key = "特别长的中文字段名称乙", .type = GLN_VALUE_NUMBER, .number = 2 },
  };
  g_autoptr (GlnValues) set = gln_values_new (values, G_N_ELEMENTS (values));

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    gln_uuid_new (&ids[i]);
  greens = gln_layer_new (&ids[0], GLN_LAYER_GREEN, "绿地", "cjjt85-2017", NULL);
  cover = gln_layer_new (&ids[1], GLN_LAYER_COVER, "树冠", "", NULL);
  one = gln_frame_with_layer (empty->frame, greens);
  two = gln_frame_with_layer (one, cover);
  g_ptr_array_add (features, gln_feature_new (&ids[2], &ids[0], "G11", park, set));
  g_ptr_array_add (features, gln_feature_new (&ids[3], &ids[0], "G2", NULL, NULL));
  g_ptr_array_add (features, gln_feature_new (&ids[4], &ids[1], "tree", crown, NULL));
  g_ptr_array_add (features, gln_feature_new (&ids[5], &ids[1], "shrub", park, NULL));
  g_ptr_array_add (features, gln_feature_new (&ids[6], &ids[1], "shrub", line, NULL));
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  return gln_plan_new (two, map);
}

static GlnExportResult *
export_ok (const GlnPlan *plan, const char *path, const GlnExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  GlnExportResult *result = gln_export_run (plan, path, options, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static GlnSourceInfo *
read_back (const char *path)
{
  GlnSourceOptions options = source_options ();
  g_autoptr (GError) error = NULL;
  GlnSourceInfo *info = gln_source_inspect (path, &options, NULL, &error);

  g_assert_no_error (error);
  return info;
}

static const GlnSourceField *
field_named (const GlnSourceLayer *layer, const char *name)
{
  for (guint i = 0; i < layer->fields->len; i++)
    {
      const GlnSourceField *field = g_ptr_array_index (layer->fields, i);
      if (strcmp (field->name, name) == 0)
        return field;
    }
  g_test_message ("no field %s", name);
  g_assert_not_reached ();
}

static void
test_shapefile (void)
{
  static const char *const encodings[] = { "GB18030", "UTF-8" };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "绿地.shp", NULL);
      g_autoptr (GlnPlan) plan = make_plan ("EPSG:4549");
      GlnExportOptions options = { .encoding = encodings[i], .attributes = gln_attributes_get_default () };
      g_autoptr (GlnExportResult) result = export_ok (plan, path, &options);
      g_autoptr (GlnSourceInfo) info = read_back (path);
      const GlnSourceLayer *layer = g_ptr_array_index (info->layers, 0);

      g_assert_cmpuint (result->n_written, ==, 2);
      g_assert_cmpuint (result->n_without_geometry, ==, 1);
      g_assert_cmpuint (result->n_bad_text, ==, 0);
      g_assert_cmpstr (layer->encoding, ==, encodings[i]);
      g_assert_cmpint (layer->encoding_why, ==, GLN_ENCODING_BY_CPG);
      g_assert_cmpstr (layer->crs_found, ==, "EPSG:4549");
      g_assert_cmpuint (layer->n_polygons, ==, 1);
      g_assert_cmpuint (layer->n_null, ==, 1);
      g_assert_cmpfloat (layer->box.x0, ==, 520000.125);
      g_assert_cmpstr (g_ptr_array_index (field_named (layer, "YDDM")->samples, 0), ==, "G11");
      g_assert_cmpstr (g_ptr_array_index (field_named (layer, "MC")->samples, 0), ==, "东湖公园𠮷");
      g_assert_cmpfloat_with_epsilon (field_named (layer, "LDL")->max, 0.65, 1e-12);
      for (guint f = 0; f < result->fields->len; f++)
        {
          const GlnExportField *field = g_ptr_array_index (result->fields, f);
          g_autofree char *bytes = gln_encoding_encode (field->after, encodings[i], NULL);
          g_assert_cmpuint (strlen (bytes), <=, 10);
          field_named (layer, field->after);
          if (g_str_has_suffix (field->before, "乙"))
            g_assert_cmpstr (field->after, ==, i ? "特别长" : "特别长的中");
          if (g_str_has_suffix (field->before, "甲"))
            g_assert_cmpstr (field->after, ==, i ? "特别长1" : "特别长的1");
        }
      remove_tree (folder);
    }
}

/* A shapefile holds one kind of geometry: points, lines and polygons become three. */
static void
test_kinds (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "cover.shp", NULL);
  g_autofree char *points = g_build_filename (folder, "cover_point.shp", NULL);
  g_autofree char *lines = g_build_filename (folder, "cover_line.shp", NULL);
  g_autoptr (GlnPlan) plan = make_plan ("local");
  GlnExportOptions options = { .layer = "cover" };
  g_autoptr (GlnExportResult) result = export_ok (plan, path, &options);
  g_autoptr (GlnSourceInfo) a = read_back (path), b = read_back (points), c = read_back (lines);

  g_assert_cmpuint (result->n_written, ==, 3);
  g_assert_cmpuint (((GlnSourceLayer *) g_ptr_array_index (a->layers, 0))->n_polygons, ==, 1);
  g_assert_cmpuint (((GlnSourceLayer *) g_ptr_array_index (b->layers, 0))->n_points, ==, 1);
  g_assert_cmpuint (((GlnSourceLayer *) g_ptr_array_index (c->layers, 0))->n_lines, ==, 1);
  g_assert_cmpfloat (field_named (g_ptr_array_index (b->layers, 0), "radius_m")->max, ==, 3.5);
  remove_tree (folder);
}

static void
test_geojson (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.geojson", NULL);
  g_autoptr (GlnPlan) plan = make_plan ("EPSG:4549"), local = make_plan ("local");
  g_autoptr (GlnExportResult) result = export_ok (plan, path, NULL);
  g_autoptr (GlnSourceInfo) info = read_back (path);
  const GlnSourceLayer *layer = g_ptr_array_index (info->layers, 0);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat_with_epsilon (layer->box.x0, 120.21, 0.01);
  g_assert_cmpfloat_with_epsilon (layer->box.y0, 31.44, 0.01);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "东湖公园𠮷"));
  g_assert_null (strstr (text, "\"crs\"")); /* RFC 7946 */
  g_assert_null (gln_export_run (local, path, NULL, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT);
  remove_tree (folder);
}

static void
test_gpkg (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "out.gpkg", NULL);
  g_autofree char *mine = g_build_filename (folder, "plan.gpkg", NULL);
  g_autoptr (GlnPlan) plan = make_plan ("EPSG:4549");
  GlnExportOptions options = { .layer = "绿地" };
  g_autoptr (GlnExportResult) result = export_ok (plan, path, &options);
  g_autoptr (GlnSourceInfo) info = read_back (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (((GlnSourceLayer *) g_ptr_array_index (info->layers, 0))->n_read, ==, 2);
  g_assert_cmpfloat (((GlnSourceLayer *) g_ptr_array_index (info->layers, 0))->box.x1, ==, 520100.5);
  /* never over a plan */
  g_assert_true (gln_plan_file_save (mine, plan, NULL, NULL, NULL));
  g_assert_null (gln_export_run (plan, mine, NULL, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_READ_ONLY);
  remove_tree (folder);
}

static void
test_refusals (void)
{
  g_autoptr (GlnPlan) plan = make_plan ("EPSG:4549");
  g_autofree char *folder = make_folder (), *good = g_build_filename (folder, "a.shp", NULL);
  struct { const char *path; GlnExportOptions options; int code; } cases[] = {
    { "/tmp/x.dwg", { NULL }, GLN_ERROR_UNSUPPORTED },
    { good, { .layer = "nothing" }, GLN_ERROR_NOT_FOUND },
    { good, { .phase = "2099" }, GLN_ERROR_NOT_FOUND },
    { good, { .encoding = "no such" }, GLN_ERROR_ENCODING },
    { "/nowhere/a.shp", { NULL }, GLN_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (gln_export_run (plan, cases[i].path, &cases[i].options, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, GLN_ERROR, cases[i].code);
    }
  remove_tree (folder);
}

/* Characters that the encoding lacks are counted, not lost in silence. */
static void
test_bad_text (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.shp", NULL);
  g_autoptr (GlnPlan) plan = make_plan ("EPSG:4549");
  GlnExportOptions options = { .encoding = "ISO-8859-1" };
  g_autoptr (GlnExportResult) result = export_ok (plan, path, &options);

  g_assert_cmpuint (result->n_bad_text, ==, 2);
  g_assert_cmpuint (result->notes->len, >, 0);
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/export/shapefile", test_shapefile);
  g_test_add_func ("/io/export/kinds", test_kinds);
  g_test_add_func ("/io/export/geojson", test_geojson);
  g_test_add_func ("/io/export/gpkg", test_gpkg);
  g_test_add_func ("/io/export/refusals", test_refusals);
  g_test_add_func ("/io/export/bad-text", test_bad_text);
  return g_test_run ();
}
