/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-export-private.h"

#include "core/gln-i18n.h"
#include "io/gln-encoding.h"

#include <cpl_string.h>
#include <math.h>
#include <string.h>

static gboolean
is_shapefile (const GlnExporter *self)
{
  return strcmp (self->driver, "ESRI Shapefile") == 0;
}

static char **
layer_options (const GlnExporter *self)
{
  char **options = NULL;

  if (is_shapefile (self))
    {
      options = CSLSetNameValue (options, "ENCODING", self->encoding);
      options = CSLSetNameValue (options, "RESIZE", "NO");
    }
  else if (strcmp (self->driver, "GPKG") == 0)
    options = CSLSetNameValue (options, "GEOMETRY_NAME", "geom");
  else if (self->to->geographic)
    options = CSLSetNameValue (options, "RFC7946", "YES");
  else
    options = CSLSetNameValue (options, "COORDINATE_PRECISION", "6");
  return options;
}

/* A shapefile holds one kind; -1 stands for whatever there is. */
static OGRwkbGeometryType
geometry_type (const GlnExporter *self, int kind)
{
  gboolean single = TRUE, seen[3] = { FALSE };

  for (guint i = 0; i < self->features->len; i++)
    {
      const GlnFeature *feature = g_ptr_array_index (self->features, i);
      if (!feature->shape || (kind >= 0 && (int) feature->shape->kind != kind))
        continue;
      seen[feature->shape->kind] = TRUE;
      single &= feature->shape->kind != GLN_SHAPE_POINTS || feature->shape->n_points == 1;
    }
  if (seen[0] + seen[1] + seen[2] != 1)
    return kind == GLN_SHAPE_POLYGONS ? wkbMultiPolygon : wkbUnknown;
  if (seen[GLN_SHAPE_POINTS])
    return single ? wkbPoint : wkbMultiPoint;
  return seen[GLN_SHAPE_LINES] ? wkbMultiLineString : wkbMultiPolygon;
}

static gboolean
create_fields (const GlnExporter *self, OGRLayerH layer)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const GlnExportColumn *column = &g_array_index (self->columns, GlnExportColumn, i);
      OGRFieldDefnH field = OGR_Fld_Create (column->name, column->is_text ? OFTString : OFTReal);
      gboolean ok;

      if (is_shapefile (self))
        {
          OGR_Fld_SetWidth (field, column->is_text ? (int) column->width : 24);
          if (!column->is_text)
            OGR_Fld_SetPrecision (field, 9);
        }
      ok = OGR_L_CreateField (layer, field, FALSE) == OGRERR_NONE;
      OGR_Fld_Destroy (field);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static OGRGeometryH
make_geometry (GlnExporter *self, const GlnShape *shape)
{
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  g_autoptr (GlnShape) moved = NULL;
  OGRGeometryH geometry = NULL;

  if (!gln_crs_transform_is_identity (self->transform))
    {
      g_autofree GlnPoint *points = g_memdup2 (shape->points, shape->n_points * sizeof (GlnPoint));
      gln_crs_transform_points (self->transform, points, shape->n_points);
      moved = gln_shape_from_arrays (shape->kind, points, shape->n_points, shape->ring_start, shape->n_rings,
                                     shape->part_start, shape->n_parts, shape->radius_m);
      shape = moved;
    }
  gln_wkb_write (wkb, shape, shape->kind != GLN_SHAPE_POINTS || shape->n_points > 1);
  OGR_G_CreateFromWkb (wkb->data, NULL, &geometry, (int) wkb->len);
  return geometry;
}

/* What the file can hold of @text: its encoding's characters, 254 bytes, whole characters. */
static char *
fit_text (GlnExporter *self, const GlnExportColumn *column, const char *text)
{
  gboolean clean, was_cut = FALSE;
  char *fitting = gln_export_writable_text (self, text, &clean);

  for (;;)
    {
      g_autofree char *bytes = gln_encoding_encode (fitting, self->encoding, NULL);
      if (strlen (bytes) <= GLN_SHAPEFILE_TEXT_BYTES)
        break;
      *g_utf8_find_prev_char (fitting, fitting + strlen (fitting)) = '\0';
      was_cut = TRUE;
    }
  self->result->n_bad_text += !clean;
  if (was_cut && self->result->notes->len < 20)
    g_ptr_array_add (self->result->notes, g_strdup_printf (_ ("A text of %s was longer than 254 bytes and was cut"),
                                                           column->name));
  return fitting;
}

static void
set_cells (GlnExporter *self, OGRFeatureH ogr, const GlnFeature *feature)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const GlnExportColumn *column = &g_array_index (self->columns, GlnExportColumn, i);
      double number;

      if (column->is_text)
        {
          g_autofree char *text = gln_export_cell_text (self, column, feature);
          g_autofree char *fitting = text && is_shapefile (self) ? fit_text (self, column, text) : g_strdup (text);
          if (fitting)
            OGR_F_SetFieldString (ogr, (int) i, fitting);
        }
      else if (gln_export_cell_number (column, feature, &number))
        OGR_F_SetFieldDouble (ogr, (int) i, number);
    }
}

static gboolean
write_feature (GlnExporter *self, OGRLayerH layer, const GlnFeature *feature)
{
  OGRFeatureH ogr = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  gboolean ok;

  set_cells (self, ogr, feature);
  if (feature->shape)
    OGR_F_SetGeometryDirectly (ogr, make_geometry (self, feature->shape));
  else
    self->result->n_without_geometry++;
  ok = OGR_L_CreateFeature (layer, ogr) == OGRERR_NONE;
  OGR_F_Destroy (ogr);
  self->result->n_written += ok;
  return ok;
}

/* Rows without geometry go with the first kind that is written. */
static gboolean
is_wanted (const GlnExporter *self, const GlnFeature *feature, int kind, gboolean first)
{
  return kind < 0 || (feature->shape ? (int) feature->shape->kind == kind : first);
}

static gboolean
write_features (GlnExporter *self, OGRLayerH layer, int kind, GlnProgress *progress)
{
  gboolean first = self->result->n_written == 0;

  for (guint i = 0; i < self->features->len && !gln_progress_cancelled (progress); i++)
    {
      const GlnFeature *feature = g_ptr_array_index (self->features, i);
      if (is_wanted (self, feature, kind, first) && !write_feature (self, layer, feature))
        return FALSE;
      gln_progress_step (progress, 1);
    }
  return TRUE;
}

static gboolean
write_dataset (GlnExporter *self, GDALDatasetH dataset, const char *layer_name, int kind, GlnProgress *progress)
{
  OGRSpatialReferenceH srs = self->to->local ? NULL : gln_srs_new_wkt (self->to->wkt);
  char **options = layer_options (self);
  OGRLayerH layer
      = GDALDatasetCreateLayer (dataset, layer_name, srs, geometry_type (self, kind), options);
  gboolean transaction, ok;

  CSLDestroy (options);
  g_clear_pointer (&srs, OSRRelease);
  if (!layer || !create_fields (self, layer))
    return FALSE;
  transaction = GDALDatasetTestCapability (dataset, ODsCTransactions)
                && GDALDatasetStartTransaction (dataset, FALSE) == OGRERR_NONE;
  ok = write_features (self, layer, kind, progress);
  if (transaction)
    ok = GDALDatasetCommitTransaction (dataset) == OGRERR_NONE && ok;
  return ok;
}

/**
 * gln_export_write_file:
 * @path: a name that does not exist yet
 * @kind: GlnShapeKind that this file holds, or -1 for all
 *
 * Returns: whether everything was written; else @error
 */
gboolean
gln_export_write_file (GlnExporter *self, const char *path, const char *layer_name, int kind,
                       GlnProgress *progress, GError **error)
{
  GDALDatasetH dataset;
  GlnGdalLog log;
  gboolean ok = FALSE;

  gln_gdal_log_begin (&log);
  dataset = GDALCreate (GDALGetDriverByName (self->driver), path, 0, 0, 0, GDT_Unknown, NULL);
  if (dataset)
    {
      ok = write_dataset (self, dataset, layer_name, kind, progress);
      GDALClose (dataset);
    }
  gln_gdal_log_end (&log);
  if (gln_progress_cancelled (progress))
    {
      gln_gdal_log_clear (&log);
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_CANCELLED, _ ("The export was cancelled"));
      return FALSE;
    }
  if (!ok || log.n_errors > 0)
    return gln_gdal_fail (&log, error, GLN_ERROR_FAILED,
                          _ ("The file could not be written; check the free space and the rights in its folder"));
  for (guint i = 0; i < log.messages->len; i++)
    g_ptr_array_add (self->result->notes, g_strdup (g_ptr_array_index (log.messages, i)));
  gln_gdal_log_clear (&log);
  return TRUE;
}
