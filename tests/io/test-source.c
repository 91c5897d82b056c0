/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

#include <unistd.h>

static GlnSourceInfo *
inspect_ok (const char *path)
{
  GlnSourceOptions options = source_options ();
  g_autoptr (GError) error = NULL;
  GlnSourceInfo *info = gln_source_inspect (path, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
  return info;
}

static const GlnSourceLayer *
layer_of (const GlnSourceInfo *info)
{
  g_assert_cmpuint (info->layers->len, ==, 1);
  return g_ptr_array_index (info->layers, 0);
}

static GError *
inspect_fails (const char *path)
{
  GlnSourceOptions options = source_options ();
  GError *error = NULL;

  g_assert_null (gln_source_inspect (path, &options, NULL, &error));
  g_assert_nonnull (error);
  return error;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names, bytes and times of all files of a folder, as one text. */
static char *
fingerprint (const char *folder)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char *joined;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL), *content = NULL, *sum = NULL;
      GStatBuf info;
      gsize length;
      g_assert_cmpint (g_stat (file, &info), ==, 0);
      g_assert_true (g_file_get_contents (file, &content, &length, NULL));
      sum = g_compute_checksum_for_data (G_CHECKSUM_MD5, (guchar *) content, length);
      g_ptr_array_add (lines, g_strdup_printf ("%s %s %ld.%09ld", name, sum, (long) info.st_mtim.tv_sec,
                                               (long) info.st_mtim.tv_nsec));
    }
  g_dir_close (dir);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  joined = g_strjoinv ("\n", (char **) lines->pdata);
  return joined;
}

/* A copy of the parcels of Huizhou under another name, without the members in @without. */
static char *
copy_family (const char *folder, const char *without, gboolean upper)
{
  static const char *const suffixes[] = { "shp", "shx", "dbf", "prj", "cpg" };
  g_autofree char *root = test_data ("city/huizhou_cgcs2000_gk114_gbk");

  if (!root)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strdup_printf ("%s/惠州仲恺控规地块.%s", root, suffixes[i]);
      g_autofree char *suffix = upper ? g_ascii_strup (suffixes[i], -1) : g_strdup (suffixes[i]);
      g_autofree char *to = g_strdup_printf ("%s/地块.%s", folder, suffix);
      if (!strstr (without, suffixes[i]))
        copy_file (from, to);
    }
  return g_strdup_printf ("%s/地块.%s", folder, upper ? "SHP" : "shp");
}

static void
test_missing_members (void)
{
  static const char *const cases[] = { "", "shx", "dbf", "prj", "cpg", "shx prj cpg", "shx dbf prj cpg" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      const char *without = cases[i / 2];
      g_autofree char *folder = make_folder (), *path = copy_family (folder, without, i % 2);
      g_autofree char *before = NULL, *after = NULL;
      g_autoptr (GlnSourceInfo) info = NULL;
      const GlnSourceLayer *layer;

      if (!path)
        {
          remove_tree (folder);
          return;
        }
      before = fingerprint (folder);
      info = inspect_ok (path);
      after = fingerprint (folder);
      g_assert_cmpstr (before, ==, after);
      layer = layer_of (info);
      g_assert_cmpstr (layer->name, ==, "地块");
      g_assert_cmpuint (layer->n_read, ==, 79);
      g_assert_cmpuint (layer->n_polygons, ==, 79);
      g_assert_cmpuint (layer->n_undecodable, ==, 0);
      g_assert_cmpint (layer->crs_fit, ==, strstr (without, "prj") ? GLN_CRS_FIT_UNKNOWN : GLN_CRS_FIT_OK);
      if (!strstr (without, "dbf"))
        {
          g_assert_cmpstr (layer->encoding, ==, "GB18030");
          g_assert_cmpuint (layer->codes->len, >, 0);
        }
      remove_tree (folder);
    }
}

static void
test_lost_shp (void)
{
  g_autofree char *folder = make_folder (), *path = copy_family (folder, "shp", FALSE), *dbf = NULL;
  g_autoptr (GError) error = NULL;

  if (path)
    {
      dbf = g_strdup_printf ("%s/地块.dbf", folder);
      error = inspect_fails (dbf);
      g_assert_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, ".shp"));
    }
  remove_tree (folder);
}

static void
test_refusals (void)
{
  static const struct { const char *name; int code; const char *word; } cases[] = {
    { "http://example.org/a.geojson", GLN_ERROR_UNSUPPORTED, "network" },
    { "/vsicurl/http://example.org/a.shp", GLN_ERROR_UNSUPPORTED, "network" },
    { "/nowhere/a.shp", GLN_ERROR_NOT_FOUND, "/nowhere/a.shp" },
    { "/tmp", GLN_ERROR_BAD_ARGUMENT, "folder" },
  };
  g_autofree char *folder = make_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = inspect_fails (cases[i].name);
      g_assert_error (error, GLN_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
  for (guint i = 0; i < 3; i++)
    {
      static const char *const names[] = { "a.dwg", "a.zip", "a.xyz" };
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_file_set_contents (path, "x", 1, NULL);
      error = inspect_fails (path);
      g_assert_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED);
    }
  remove_tree (folder);
}

/* What GDAL 3.6.2 and shapely found, one line a file: "file,…,count,read,read_err,null_geom,invalid,…". */
static GHashTable *
read_defects (void)
{
  g_autofree char *path = test_data ("defects/defects_gdal362.csv"), *text = NULL;
  GHashTable *rows;
  g_auto (GStrv) lines = NULL;

  if (!path)
    return NULL;
  rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line; line++)
    {
      /* quoted cells hold commas: make every comma inside quotes a semicolon */
      gboolean quoted = FALSE;
      for (char *p = *line; *p; p++)
        {
          quoted ^= *p == '"';
          if (*p == ',' && quoted)
            *p = ';';
        }
      if (**line)
        {
          char **cells = g_strsplit (*line, ",", -1);
          g_hash_table_insert (rows, g_strdup (cells[0]), cells);
        }
    }
  return rows;
}

static void
compare_defect (const char *name, char **cells, const GlnSourceLayer *layer)
{
  guint64 n_read = g_ascii_strtoull (cells[13], NULL, 10), n_null = g_ascii_strtoull (cells[15], NULL, 10);
  guint64 n_invalid = g_ascii_strtoull (cells[16], NULL, 10);

  g_test_message ("%s", name);
  if (!*cells[13])
    return; /* GDAL alone cannot open it */
  g_assert_cmpuint (layer->n_read, ==, n_read);
  if (strcmp (name, "gdal_shp/pointnan.shp") == 0)
    n_null = 1; /* a point of NaN is none */
  if (strcmp (name, "gdal_shp/polygonm_without_m.shp") == 0)
    n_invalid = 2; /* shapely could not build them at all */
  g_assert_cmpuint (layer->n_null, ==, n_null);
  g_assert_cmpuint (layer->n_invalid, ==, n_invalid);
  if (strstr (cells[8], "Corrupted"))
    g_assert_cmpuint (layer->n_unreadable, >, 0);
  if (layer->n_invalid || layer->n_unreadable)
    g_assert_cmpuint (layer->notes->len, >, 0);
}

static void
import_defect (const char *path)
{
  static const GlnLayerKind kinds[] = { GLN_LAYER_LAND_USE, GLN_LAYER_COVER, GLN_LAYER_LINE };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GlnImportOptions options = import_options (kinds[i]);
      g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local"), next = NULL;
      g_autoptr (GlnImportResult) result = NULL;
      g_autoptr (GError) error = NULL;

      options.source_crs = "local";
      result = gln_import_run (plan, path, &options, NULL, &error);
      g_assert_no_error (error);
      next = gln_plan_apply (plan, result->delta);
      g_assert_cmpuint (gln_feature_map_size (next->features), ==, result->n_imported);
      g_assert_cmpuint (result->n_imported, ==, result->n_read);
    }
}

static void
test_defects (void)
{
  GHashTable *rows = read_defects ();
  g_autofree char *root = rows ? test_data ("defects") : NULL;
  GHashTableIter iter;
  gpointer name, cells;
  guint n = 0;

  if (!rows)
    return;
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &name, &cells))
    {
      g_autofree char *path = g_build_filename (root, name, NULL);
      g_autoptr (GlnSourceInfo) info = NULL;
      if (!g_str_has_suffix (name, ".shp"))
        continue;
      info = inspect_ok (path);
      compare_defect (name, cells, layer_of (info));
      import_defect (path);
      n++;
    }
  g_assert_cmpuint (n, ==, 72);
  g_hash_table_unref (rows);
}

static void
write_text (const char *path, const char *text, const char *encoding)
{
  g_autofree char *bytes = gln_encoding_encode (text, encoding, NULL);

  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
}

static void
test_csv (void)
{
  static const char text[] = "名称,用地代码,X,Y\n东湖公园,G1,520000.5,3480000.25\n西湖公园,G1,520100.5,3480100.25\n";
  static const char *const encodings[] = { "UTF-8", "GB18030" };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "公园.csv", NULL);
      g_autoptr (GlnSourceInfo) info = NULL;
      const GlnSourceLayer *layer;
      const GlnSourceField *field;

      write_text (path, text, encodings[i]);
      info = inspect_ok (path);
      layer = layer_of (info);
      g_assert_cmpstr (layer->encoding, ==, encodings[i]);
      g_assert_cmpuint (layer->n_points, ==, 2);
      g_assert_cmpfloat (layer->box.x0, ==, 520000.5);
      field = g_ptr_array_index (layer->fields, 0);
      g_assert_cmpstr (field->name, ==, "名称");
      g_assert_cmpstr (g_ptr_array_index (field->samples, 0), ==, "东湖公园");
      g_assert_cmpstr (field->attribute->key, ==, "name");
      g_assert_cmpint (layer->crs_fit, ==, GLN_CRS_FIT_UNKNOWN);
      remove_tree (folder);
    }
}

static void
test_csv_wkt (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.csv", NULL);
  g_autoptr (GlnSourceInfo) info = NULL;

  write_text (path, "WKT,code\n\"POLYGON((0 0,10 0,10 10,0 0))\",G1\n\"CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 -1,0 "
                    "0))\",G2\n,G1\n\"POLYGON((0 0,10 0,10 10,0 0))\",G1\n", "UTF-8");
  info = inspect_ok (path);
  g_assert_cmpuint (layer_of (info)->n_polygons, ==, 3);
  g_assert_cmpuint (layer_of (info)->n_curved, ==, 1);
  g_assert_cmpuint (layer_of (info)->n_null, ==, 1);
  g_assert_cmpuint (layer_of (info)->n_duplicate, ==, 1);
  remove_tree (folder);
}

static void
test_geojson (void)
{
  g_autofree char *path = test_data ("city/beijing_communities/dhm.geojson");
  g_autoptr (GlnSourceInfo) info = NULL;

  if (!path)
    return;
  info = inspect_ok (path);
  g_assert_cmpuint (layer_of (info)->n_polygons, ==, 104);
  g_assert_cmpint (layer_of (info)->crs_fit, ==, GLN_CRS_FIT_DEGREES_ARE_METRES);
}

/* Cut off and flipped copies: an error or a report, never a crash. */
static void
test_mutations (void)
{
  static const char *const names[] = { "city/huizhou_kg/land.shp", "city/huizhou_kg/land.dbf",
                                       "city/huizhou_kg/land.shx", "city/wuxi_xinwu/xinwu_subway_stations.gpkg",
                                       "city/beijing_communities/hlg.geojson" };

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *path = test_data (names[i % 5]), *folder = NULL, *copy = NULL, *content = NULL;
      g_autoptr (GlnSourceInfo) info = NULL;
      g_autoptr (GError) error = NULL;
      GlnSourceOptions options = source_options ();
      gsize length;

      if (!path)
        return;
      folder = make_folder ();
      for (guint k = 0; k < 3; k++)
        {
          g_autofree char *from = test_data (names[k]), *base = g_path_get_basename (from);
          g_autofree char *to = g_build_filename (folder, base, NULL);
          copy_file (from, to);
        }
      copy = g_strdup_printf ("%s/%s", folder, strrchr (names[i % 5], '/') + 1);
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      if (i % 2)
        length = (gsize) g_test_rand_int_range (1, (int) length);
      for (guint k = 0; k < 1 + i % 7; k++)
        content[g_test_rand_int_range (0, (int) MIN (length, i % 3 ? 200 : length))] = (char) g_test_rand_int ();
      g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));
      info = gln_source_inspect (copy, &options, NULL, &error);
      g_assert_true ((info == NULL) != (error == NULL));
      remove_tree (folder);
    }
}

static void
test_cancel (void)
{
  g_autofree char *path = test_data ("city/huizhou_kg/land.shp");
  GlnSourceOptions options = source_options ();
  g_autoptr (GError) error = NULL;
  GlnProgress progress = { 0 };

  if (!path)
    return;
  progress.cancelled = 1;
  g_assert_null (gln_source_inspect (path, &options, &progress, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/source/missing-members", test_missing_members);
  g_test_add_func ("/io/source/lost-shp", test_lost_shp);
  g_test_add_func ("/io/source/refusals", test_refusals);
  g_test_add_func ("/io/source/defects", test_defects);
  g_test_add_func ("/io/source/csv", test_csv);
  g_test_add_func ("/io/source/csv-wkt", test_csv_wkt);
  g_test_add_func ("/io/source/geojson", test_geojson);
  g_test_add_func ("/io/source/mutations", test_mutations);
  g_test_add_func ("/io/source/cancel", test_cancel);
  return g_test_run ();
}
