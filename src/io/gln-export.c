/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-export-private.h"

#include "core/gln-i18n.h"
#include "io/gln-encoding.h"
#include "io/gln-plan-file.h"

#include <inttypes.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
field_free (gpointer data)
{
  GlnExportField *field = data;

  g_free (field->before);
  g_free (field->after);
  g_free (field);
}

static GlnExportResult *
result_new (void)
{
  GlnExportResult *result = g_new0 (GlnExportResult, 1);

  result->files = g_ptr_array_new_with_free_func (g_free);
  result->fields = g_ptr_array_new_with_free_func (field_free);
  result->notes = g_ptr_array_new_with_free_func (g_free);
  return result;
}

/** gln_export_result_free: frees @result; NULL is allowed. */
void
gln_export_result_free (GlnExportResult *result)
{
  if (!result)
    return;
  g_ptr_array_unref (result->files);
  g_ptr_array_unref (result->fields);
  g_ptr_array_unref (result->notes);
  g_free (result);
}

static void
column_clear (gpointer data)
{
  g_free (((GlnExportColumn *) data)->name);
}

static const char *
driver_for (const char *path, GError **error)
{
  static const struct { const char *suffix, *driver; } formats[]
      = { { ".shp", "ESRI Shapefile" }, { ".geojson", "GeoJSON" }, { ".json", "GeoJSON" }, { ".gpkg", "GPKG" } };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].suffix))
      return formats[i].driver;
  g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED,
               _ ("%s is of a format that is not written here; end the name in .shp, .geojson or .gpkg"), path);
  return NULL;
}

/* What to write ------------------------------------------------------------------------------ */

static gboolean
layer_matches (const GlnLayer *layer, const char *wanted)
{
  const char *kind = strcmp (wanted, "parcel") == 0      ? "land_use"
                     : strcmp (wanted, "greenline") == 0 ? "green_line"
                                                         : wanted;
  GlnUuid uuid;

  if (strcmp (gln_layer_kind_id (layer->kind), kind) == 0 || strcmp (layer->name, wanted) == 0)
    return TRUE;
  return gln_uuid_parse (wanted, &uuid) && gln_uuid_equal (&uuid, &layer->uuid);
}

static char *
list_layers (const GlnFrame *frame)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < frame->n_layers; i++)
    g_string_append_printf (out, "%s%s (%s)", i ? ", " : "", frame->layers[i]->name,
                            gln_layer_kind_id (frame->layers[i]->kind));
  return g_string_free (out, FALSE);
}

static void
add_features (GlnExporter *self, const GlnLayer *layer, guint phase)
{
  const GlnFrame *frame = self->plan->frame;
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, self->plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    if (gln_uuid_equal (&feature->layer, &layer->uuid) && gln_frame_phase_mask (frame, feature) & (1u << phase))
      g_ptr_array_add (self->features, feature);
}

static gboolean
collect (GlnExporter *self, GError **error)
{
  const GlnFrame *frame = self->plan->frame;
  const char *wanted = self->options->layer ? self->options->layer : "green";
  int phase = self->options->phase ? gln_frame_phase_index (frame, self->options->phase)
                                   : (int) frame->n_phases - 1;
  g_autofree char *all = NULL;
  guint n = 0;

  if (phase < 0)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND, _ ("The plan has no phase %s"), self->options->phase);
      return FALSE;
    }
  for (guint i = 0; i < frame->n_layers; i++)
    if (layer_matches (frame->layers[i], wanted) && gln_frame_layer_in_phase (frame, frame->layers[i], (guint) phase))
      {
        add_features (self, frame->layers[i], (guint) phase);
        n++;
      }
  self->many_layers = n > 1;
  if (n > 0)
    return TRUE;
  all = list_layers (frame);
  g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND,
               _ ("The plan has no layer %s in that phase; it has: %s"), wanted, *all ? all : _ ("none"));
  return FALSE;
}

/* Where it lies ------------------------------------------------------------------------------ */

/* RFC 7946 knows longitude and latitude alone. */
static gboolean
set_crs (GlnExporter *self, GError **error)
{
  g_autoptr (GlnCrs) from = gln_crs_parse (self->plan->frame->crs, error);
  gboolean geojson = strcmp (self->driver, "GeoJSON") == 0;
  const char *wanted = self->options->crs ? self->options->crs
                       : geojson          ? "EPSG:4326"
                                          : self->plan->frame->crs;

  if (!from)
    return FALSE;
  if (from->local && geojson && !self->options->crs)
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT,
                           _ ("A local grid has no longitude and latitude; export a Shapefile or GeoPackage, or give "
                              "--crs local"));
      return FALSE;
    }
  self->to = gln_crs_parse (wanted, error);
  self->transform = self->to ? gln_crs_transform_new (from, self->to, NULL, NULL, error) : NULL;
  if (!self->transform)
    return FALSE;
  if (gln_crs_transform_datum (self->transform) == GLN_DATUM_BALLPARK)
    g_ptr_array_add (self->result->notes, g_strdup (gln_crs_transform_text (self->transform)));
  return TRUE;
}

static gboolean
set_encoding (GlnExporter *self, GError **error)
{
  const char *wanted = self->options->encoding;

  self->encoding = "UTF-8";
  if (strcmp (self->driver, "ESRI Shapefile") != 0)
    return TRUE;
  self->encoding = gln_encoding_parse (wanted ? wanted : "GB18030");
  if (self->encoding)
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_ENCODING, _ ("There is no encoding \"%s\"; give GB18030 or UTF-8"), wanted);
  return FALSE;
}

/* Putting files in place --------------------------------------------------------------------- */

static gboolean
check_target (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || !gln_plan_file_check (path))
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_READ_ONLY,
               _ ("%s is a Greenline plan and is not overwritten by an export; choose another name"), path);
  return FALSE;
}

static gboolean
move_files (GlnExporter *self, const char *from, const char *to, GError **error)
{
  GDir *dir = g_dir_open (from, 0, error);
  const char *name;
  gboolean ok = dir != NULL;

  while (ok && (name = g_dir_read_name (dir)))
    {
      g_autofree char *source = g_build_filename (from, name, NULL), *target = g_build_filename (to, name, NULL);
      ok = g_rename (source, target) == 0;
      if (ok)
        g_ptr_array_add (self->result->files, g_steal_pointer (&target));
      else
        g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _ ("%s could not be written: %s"), target,
                     g_strerror (errno));
    }
  g_clear_pointer (&dir, g_dir_close);
  return ok;
}

static void
remove_folder (const char *folder)
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

/* A shapefile of several kinds becomes several files: OUT.shp, OUT_line.shp, OUT_point.shp. */
static gboolean
write_files (GlnExporter *self, const char *folder, const char *base, GlnProgress *progress, GError **error)
{
  static const char *const suffixes[] = { "_point", "_line", "" };
  const char *dot = strrchr (base, '.');
  g_autofree char *stem = g_strndup (base, (gsize) (dot - base));
  gboolean seen[3] = { FALSE }, only;

  for (guint i = 0; i < self->features->len; i++)
    {
      const GlnFeature *feature = g_ptr_array_index (self->features, i);
      if (feature->shape)
        seen[feature->shape->kind] = TRUE;
    }
  if (strcmp (self->driver, "ESRI Shapefile") != 0 || seen[0] + seen[1] + seen[2] == 0)
    {
      g_autofree char *file = g_build_filename (folder, base, NULL);
      return gln_export_write_file (self, file, stem, seen[0] + seen[1] + seen[2] ? -1 : GLN_SHAPE_POLYGONS, progress,
                                    error);
    }
  only = seen[0] + seen[1] + seen[2] == 1;
  for (int kind = GLN_SHAPE_POLYGONS; kind >= 0; kind--)
    {
      g_autofree char *name = g_strdup_printf ("%s%s", stem, only ? "" : suffixes[kind]);
      g_autofree char *file = g_strdup_printf ("%s/%s%s", folder, name, dot);
      if (seen[kind] && !gln_export_write_file (self, file, name, kind, progress, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_in_place (GlnExporter *self, const char *path, GlnProgress *progress, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path);
  g_autofree char *scratch = g_build_filename (folder, ".greenline-export-XXXXXX", NULL);
  gboolean ok;

  if (!g_mkdtemp (scratch))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _ ("%s cannot be written: %s; choose another folder"), path,
                   g_strerror (errno));
      return FALSE;
    }
  ok = write_files (self, scratch, base, progress, error) && move_files (self, scratch, folder, error);
  remove_folder (scratch);
  if (!ok)
    g_prefix_error (error, "%s: ", path);
  return ok;
}

static gboolean
run (GlnExporter *self, const char *path, GlnProgress *progress, GError **error)
{
  self->driver = driver_for (path, error);
  if (!self->driver || !check_target (path, error) || !set_encoding (self, error) || !set_crs (self, error)
      || !collect (self, error))
    return FALSE;
  gln_export_make_columns (self);
  if (progress)
    atomic_store (&progress->total, self->features->len);
  if (!write_in_place (self, path, progress, error))
    return FALSE;
  if (self->result->n_bad_text)
    g_ptr_array_add (self->result->notes,
                     g_strdup_printf (_ ("%" PRIu64 " texts have characters that %s lacks; they became \"?\""),
                                      self->result->n_bad_text, self->encoding));
  return TRUE;
}

/**
 * gln_export_run:
 * @path: .shp, .geojson or .gpkg; existing files of that name are replaced, but never a plan
 * @options: (nullable)
 *
 * Returns: (transfer full) (nullable): NULL with @error; then nothing was left behind
 */
GlnExportResult *
gln_export_run (const GlnPlan *plan, const char *path, const GlnExportOptions *options, GlnProgress *progress,
                GError **error)
{
  static const GlnExportOptions none = { NULL };
  GlnExporter self = { .plan = plan, .options = options ? options : &none };

  self.result = result_new ();
  self.features = g_ptr_array_new ();
  self.columns = g_array_new (FALSE, TRUE, sizeof (GlnExportColumn));
  g_array_set_clear_func (self.columns, column_clear);
  if (!run (&self, path, progress, error))
    g_clear_pointer (&self.result, gln_export_result_free);
  g_ptr_array_unref (self.features);
  g_array_unref (self.columns);
  g_clear_pointer (&self.to, gln_crs_unref);
  gln_crs_transform_free (self.transform);
  return self.result;
}
