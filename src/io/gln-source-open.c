/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-source-private.h"

#include "core/gln-i18n.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_CSV_BYTES (512 * 1024 * 1024)

static const struct
{
  const char *suffix;
  const char *driver;
} formats[] = {
  { ".shp", "ESRI Shapefile" }, { ".dbf", "ESRI Shapefile" }, { ".shx", "ESRI Shapefile" },
  { ".prj", "ESRI Shapefile" }, { ".cpg", "ESRI Shapefile" }, { ".gpkg", "GPKG" },
  { ".geojson", "GeoJSON" },    { ".json", "GeoJSON" },       { ".csv", "CSV" },
};

static const char *
driver_for (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].suffix))
      return formats[i].driver;
  return NULL;
}

static gboolean
fail_format (const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  const char *advice = _ ("give a Shapefile, GeoPackage, GeoJSON or CSV file");

  if (g_str_has_suffix (lower, ".dwg"))
    advice = _ ("DWG is a closed format: save it as DXF or export it as Shapefile there");
  else if (g_str_has_suffix (lower, ".zip") || g_str_has_suffix (lower, ".rar") || g_str_has_suffix (lower, ".7z"))
    advice = _ ("unpack it first and give the .shp file inside");
  else if (g_str_has_suffix (lower, ".gdb") || g_str_has_suffix (lower, ".mdb"))
    advice = _ ("export the feature classes as Shapefile or GeoPackage there");
  g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED, _ ("%s is of a format that is not read here: %s"), path,
               advice);
  return FALSE;
}

/* gln_source_scratch: (transfer none): a private folder that goes away with @source. */
char *
gln_source_scratch (GlnSource *source, GError **error)
{
  if (!source->scratch)
    source->scratch = g_dir_make_tmp ("greenline-XXXXXX", error);
  return source->scratch;
}

static void
remove_scratch (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_unlink (file);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

/* A database with a write-ahead log changes when it is opened, so a copy is. */
static char *
prepare_gpkg (GlnSource *source, const char *path, GError **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *wal = g_strdup_printf ("%s-wal", path), *base = g_path_get_basename (path);
  GStatBuf info;

  if (g_stat (wal, &info) != 0 || info.st_size == 0)
    return g_strdup (path);
  if (!gln_source_scratch (source, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strdup_printf ("%s%s", path, suffixes[i]);
      g_autofree char *to = g_strdup_printf ("%s/%s%s", source->scratch, base, suffixes[i]);
      g_autoptr (GFile) a = g_file_new_for_path (from), b = g_file_new_for_path (to);
      if (!g_file_copy (a, b, G_FILE_COPY_NONE, NULL, NULL, NULL, i == 0 ? error : NULL) && i == 0)
        return NULL;
    }
  g_ptr_array_add (source->notes, g_strdup (_ ("The file has an open write-ahead log; a copy was read with it")));
  return g_build_filename (source->scratch, base, NULL);
}

static const char *
csv_encoding (const char *content, gsize length, const char *wanted, GlnEncodingWhy *why)
{
  g_autoptr (GlnEncodingTest) test = gln_encoding_test_new ();
  g_autofree char *explanation = NULL;

  if (wanted)
    {
      *why = GLN_ENCODING_BY_USER;
      return wanted;
    }
  for (const char *line = content; line < content + length;)
    {
      const char *end = memchr (line, '\n', (gsize) (content + length - line));
      gssize n = (end ? end : content + length) - line;
      gln_encoding_test_add (test, line, n);
      line += n + 1;
    }
  return gln_encoding_test_decide (test, NULL, 0, why, &explanation);
}

/* GDAL takes CSV for UTF-8; Chinese spreadsheets write GBK. Such a file is read through a converted copy. */
static char *
prepare_csv (GlnSource *source, const char *path, const char *encoding, GError **error)
{
  g_autofree char *content = NULL, *text = NULL, *base = g_path_get_basename (path);
  char *copy;
  GStatBuf info;
  gboolean clean;
  gsize length;

  if (g_stat (path, &info) == 0 && info.st_size > MAX_CSV_BYTES)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED,
                   _ ("%s is larger than 512 MB; convert it to GeoPackage first"), path);
      return NULL;
    }
  if (!g_file_get_contents (path, &content, &length, error))
    return NULL;
  source->known_encoding = csv_encoding (content, length, encoding, &source->known_why);
  if (strcmp (source->known_encoding, "UTF-8") == 0 && g_utf8_validate (content, (gssize) length, NULL))
    return g_strdup (path);
  text = gln_encoding_decode (content, (gssize) length, source->known_encoding, &clean);
  if (!clean)
    g_ptr_array_add (source->notes, g_strdup_printf (_ ("Some bytes are not valid in %s and became U+FFFD"),
                                                     source->known_encoding));
  if (!gln_source_scratch (source, error))
    return NULL;
  copy = g_build_filename (source->scratch, base, NULL);
  if (!g_file_set_contents (copy, text, -1, error))
    g_clear_pointer (&copy, g_free);
  return copy;
}

static char *
prepare (GlnSource *source, const char *path, const char *encoding, GError **error)
{
  if (strcmp (source->format, "ESRI Shapefile") == 0)
    return gln_source_prepare_shapefile (source, error);
  source->known_encoding = "UTF-8";
  source->known_why = GLN_ENCODING_BY_FORMAT;
  if (strcmp (source->format, "GPKG") == 0)
    return prepare_gpkg (source, path, error);
  if (strcmp (source->format, "CSV") == 0)
    return prepare_csv (source, path, encoding, error);
  return g_strdup (path);
}

static char **
open_options (const char *format)
{
  char **options = NULL;

  if (strcmp (format, "ESRI Shapefile") == 0)
    options = CSLSetNameValue (options, "ENCODING", ""); /* bytes as they are: we decide */
  else if (strcmp (format, "GPKG") == 0)
    {
      options = CSLSetNameValue (options, "IMMUTABLE", "YES");
      options = CSLSetNameValue (options, "LIST_ALL_TABLES", "NO");
    }
  else if (strcmp (format, "CSV") == 0)
    {
      options = CSLSetNameValue (options, "GEOM_POSSIBLE_NAMES", "WKT,_WKT,GEOM,GEOMETRY,THE_GEOM,SHAPE,几何");
      options = CSLSetNameValue (options, "X_POSSIBLE_NAMES",
                                 "X,EAST,EASTING,LON,LNG,LONG,LONGITUDE,经度,东坐标,横坐标,X坐标");
      options = CSLSetNameValue (options, "Y_POSSIBLE_NAMES",
                                 "Y,NORTH,NORTHING,LAT,LATITUDE,纬度,北坐标,纵坐标,Y坐标");
      options = CSLSetNameValue (options, "KEEP_GEOM_COLUMNS", "NO");
    }
  return options;
}

static gboolean
open_dataset (GlnSource *source, const char *file, GError **error)
{
  const char *drivers[] = { source->format, NULL };
  char **options = open_options (source->format);
  gboolean restore = source->scratch && strcmp (source->format, "ESRI Shapefile") == 0;
  GlnGdalLog log;

  gln_gdal_log_begin (&log);
  /* A missing index is made anew, in our own folder: never beside the source. */
  CPLSetThreadLocalConfigOption ("SHAPE_RESTORE_SHX", restore ? "YES" : "NO");
  source->dataset = GDALOpenEx (file, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers,
                                (const char *const *) options, NULL);
  CPLSetThreadLocalConfigOption ("SHAPE_RESTORE_SHX", NULL);
  gln_gdal_log_end (&log);
  CSLDestroy (options);
  if (!source->dataset)
    return gln_gdal_fail (&log, error, GLN_ERROR_BAD_FORMAT,
                          _ ("%s cannot be read as %s; check that the file is complete"), source->path,
                          source->format);
  for (guint i = 0; i < log.messages->len; i++)
    g_ptr_array_add (source->notes, g_strdup (g_ptr_array_index (log.messages, i)));
  gln_gdal_log_clear (&log);
  return TRUE;
}

static gboolean
check_path (const char *path, GError **error)
{
  if (strstr (path, "://") || g_str_has_prefix (path, "/vsi"))
    g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED,
                 _ ("%s is no file on this computer; Greenline works without a network: fetch it first"), path);
  else if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                 _ ("%s is a folder; give a file in it, such as a .shp"), path);
  else if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND, _ ("There is no file %s"), path);
  else
    return TRUE;
  return FALSE;
}

/**
 * gln_source_open:
 * @path: a file of a known format; for a shapefile any of its parts
 * @encoding: (nullable): what the user says, for formats that are decoded while opening
 *
 * Opens it read-only; nothing is written beside it.
 *
 * Returns: (transfer full) (nullable): NULL with @error
 */
GlnSource *
gln_source_open (const char *path, const char *encoding, GError **error)
{
  g_autoptr (GlnSource) source = g_new0 (GlnSource, 1);
  g_autofree char *absolute = NULL, *file = NULL;
  const char *parsed = encoding ? gln_encoding_parse (encoding) : NULL;

  source->notes = g_ptr_array_new_with_free_func (g_free);
  if (encoding && !parsed)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_ENCODING,
                   _ ("There is no encoding \"%s\"; give GB18030, GBK, UTF-8, BIG5 …"), encoding);
      return NULL;
    }
  if (!check_path (path, error))
    return NULL;
  absolute = g_canonicalize_filename (path, NULL);
  if (!check_path (absolute, error))
    return NULL;
  source->path = g_strdup (path);
  source->format = driver_for (absolute);
  if (!source->format)
    {
      fail_format (path, error);
      return NULL;
    }
  file = prepare (source, absolute, parsed, error);
  if (!file || !open_dataset (source, file, error))
    return NULL;
  return g_steal_pointer (&source);
}

/** gln_source_close: closes it and removes what was made for it. */
void
gln_source_close (GlnSource *source)
{
  GlnGdalLog log;

  if (!source)
    return;
  if (source->dataset)
    {
      gln_gdal_log_begin (&log);
      GDALClose (source->dataset);
      gln_gdal_log_end (&log);
      gln_gdal_log_clear (&log);
    }
  if (source->scratch)
    remove_scratch (source->scratch);
  g_free (source->scratch);
  g_free (source->path);
  g_free (source->cpg);
  g_ptr_array_unref (source->notes);
  g_free (source);
}

/** gln_source_n_layers: how many layers there are. */
guint
gln_source_n_layers (const GlnSource *source)
{
  return (guint) MAX (0, GDALDatasetGetLayerCount (source->dataset));
}

/** gln_source_layer_name: (transfer full): its name, valid UTF-8. */
char *
gln_source_layer_name (const GlnSource *source, OGRLayerH layer)
{
  return g_utf8_make_valid (OGR_L_GetName (layer), -1);
}

static char *
list_layers (const GlnSource *source)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < MIN (20, gln_source_n_layers (source)); i++)
    {
      g_autofree char *name
          = gln_source_layer_name (source, GDALDatasetGetLayer (source->dataset, (int) i));
      g_string_append_printf (out, "%s%s", i ? ", " : "", name);
    }
  return g_string_free (out, FALSE);
}

/**
 * gln_source_layer:
 * @name: (nullable): needed when there are several
 *
 * Returns: (transfer none) (nullable): NULL with @error that lists the layers
 */
OGRLayerH
gln_source_layer (const GlnSource *source, const char *name, GError **error)
{
  guint n = gln_source_n_layers (source);
  g_autofree char *all = NULL;

  if (!name && n == 1)
    return GDALDatasetGetLayer (source->dataset, 0);
  for (guint i = 0; name && i < n; i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (source->dataset, (int) i);
      if (strcmp (OGR_L_GetName (layer), name) == 0)
        return layer;
    }
  all = list_layers (source);
  if (n == 0)
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_FORMAT, _ ("%s holds no layer"), source->path);
  else if (name)
    g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND, _ ("%s has no layer \"%s\"; it has: %s"), source->path,
                 name, all);
  else
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                 _ ("%s has several layers; name one with --source-layer: %s"), source->path, all);
  return NULL;
}
