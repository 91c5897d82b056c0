/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-codec-private.h"
#include "io/gln-import-private.h"

#include "core/gln-i18n.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* One row on its way to become a feature. */
typedef struct
{
  GlnImportJob *job;
  OGRFeatureH ogr;
  guint64 row;
  GlnUuid uuid;
  GArray *values;    /* of GlnValue */
  GPtrArray *texts;  /* owns the texts of @values */
  const char *code;  /* nullable, interned: as kept */
  double radius_m;   /* of a crown; 0 when none */
} Row;

static void
put_number (Row *self, const char *key, double number)
{
  GlnValue value = { .key = key, .type = GLN_VALUE_NUMBER, .number = number };

  g_array_append_val (self->values, value);
}

static void
put_text (Row *self, const char *key, const char *text)
{
  GlnValue value = { .key = key, .type = GLN_VALUE_TEXT, .text = g_strdup (text) };

  g_ptr_array_add (self->texts, (char *) value.text);
  g_array_append_val (self->values, value);
}

static gboolean
is_number_type (OGRFieldType type)
{
  return type == OFTInteger || type == OFTInteger64 || type == OFTReal;
}

/* Text of a cell, decoded; dates in ISO form. */
static char *
cell_text (Row *self, guint index, OGRFieldType type)
{
  const char *encoding = self->job->survey->decode;
  gboolean clean;
  char *text = gln_encoding_decode (OGR_F_GetFieldAsString (self->ogr, (int) index), -1, encoding, &clean);

  if (!clean)
    gln_import_add_finding (self->job, GLN_IMPORT_BAD_TEXT, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ", field %s: \"%s\" has bytes that are not valid in %s"),
                            self->row, g_array_index (self->job->columns, GlnColumnMap, index).own_key, text,
                            encoding);
  if (type == OFTDate || type == OFTDateTime)
    g_strdelimit (text, "/", '-');
  return text;
}

/* Under the field's own name, in the type it came in. Whole numbers beyond 2^53 would lose digits. */
static void
keep_own (Row *self, guint index, OGRFieldType type, const char *text)
{
  const char *key = g_array_index (self->job->columns, GlnColumnMap, index).own_key;
  double number = is_number_type (type) ? OGR_F_GetFieldAsDouble (self->ogr, (int) index) : 0;

  if (is_number_type (type) && isfinite (number) && (type == OFTReal || fabs (number) < 9007199254740992.0))
    put_number (self, key, number);
  else
    put_text (self, key, text);
}

static gboolean
parse_plain_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end > text && !*end && isfinite (*number);
}

static gboolean
in_range (const GlnAttribute *attribute, double number)
{
  return (isnan (attribute->min) || number >= attribute->min) && (isnan (attribute->max) || number <= attribute->max);
}

static gboolean
wants_number (const GlnAttribute *attribute)
{
  return attribute->type == GLN_ATTR_NUMBER || attribute->type == GLN_ATTR_INTEGER;
}

/* TRUE when the cell became a value of its attribute. */
static gboolean
put_attribute (Row *self, const GlnColumnMap *map, OGRFieldType type, guint index, const char *text, GError **error)
{
  const GlnAttribute *attribute = map->attribute;
  GlnAttrValue value;
  double number;

  if (wants_number (attribute)
      && (is_number_type (type) || (map->scale != 1 && parse_plain_number (text, &number))))
    {
      number = is_number_type (type) ? OGR_F_GetFieldAsDouble (self->ogr, (int) index) : number;
      if (isfinite (number) && in_range (attribute, number * map->scale))
        {
          put_number (self, attribute->key, number * map->scale);
          return TRUE;
        }
    }
  if (!gln_attribute_parse_value (attribute, text, &value, error))
    return FALSE;
  if (attribute->type == GLN_ATTR_ENUM)
    put_text (self, attribute->key, value.text);
  else if (attribute->type == GLN_ATTR_TEXT || attribute->type == GLN_ATTR_DATE)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (text));
      put_text (self, attribute->key, stripped);
    }
  else
    put_number (self, attribute->key, value.number);
  return TRUE;
}

/* Tables without a way to say "no value" hold 0 instead; that is no year and no width. */
static gboolean
is_missing_zero (const GlnAttribute *attribute, OGRFieldType type, double number)
{
  return is_number_type (type) && number == 0 && wants_number (attribute) && attribute->min > 0;
}

static void
take_attribute (Row *self, const GlnColumnMap *map, OGRFieldType type, guint index, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (put_attribute (self, map, type, index, text, &error))
    return;
  keep_own (self, index, type, text);
  if (is_missing_zero (map->attribute, type, OGR_F_GetFieldAsDouble (self->ogr, (int) index)))
    return;
  gln_import_add_finding (self->job, GLN_IMPORT_BAD_VALUE, &self->uuid, self->row,
                          _ ("Row %" PRIu64 ", field %s: %s; the value is kept under the field's own name"),
                          self->row, map->own_key, error->message);
}

static void
take_code (Row *self, const GlnColumnMap *map, const char *text)
{
  const GlnClass *cls = self->job->system ? gln_code_system_lookup (self->job->system, text) : NULL;
  const GlnAttrChoice *choice = map->attribute ? gln_attribute_find_choice (map->attribute, text) : NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const GlnClass *mixed[8];

  self->code = g_intern_string (cls ? cls->code : choice ? choice->value : stripped);
  if (!self->job->system && !map->attribute)
    return;
  if (cls || choice || !*stripped
      || (self->job->system && gln_code_system_lookup_mixed (self->job->system, stripped, mixed, 8) > 0))
    return;
  gln_import_add_finding (self->job, GLN_IMPORT_UNKNOWN_CODE, &self->uuid, self->row,
                          _ ("Row %" PRIu64 ": code %s is not in %s; it is kept, class unknown"), self->row,
                          stripped, self->job->system ? gln_code_system_get_id (self->job->system)
                                                      : map->attribute->name_en);
}

static void
take_cell (Row *self, guint index)
{
  const GlnColumnMap *map = &g_array_index (self->job->columns, GlnColumnMap, index);
  OGRFieldType type;
  g_autofree char *text = NULL;

  if (!OGR_F_IsFieldSetAndNotNull (self->ogr, (int) index))
    return;
  type = OGR_Fld_GetType (OGR_F_GetFieldDefnRef (self->ogr, (int) index));
  text = cell_text (self, index, type);
  if (!*text)
    return;
  if (map->use == GLN_COLUMN_CODE)
    take_code (self, map, text);
  else if (map->use == GLN_COLUMN_ATTRIBUTE)
    take_attribute (self, map, type, index, text);
  else
    keep_own (self, index, type, text);
}

/* Geometry ----------------------------------------------------------------------------------- */

static gboolean
fits_kind (GlnLayerKind kind, GlnShapeKind shape)
{
  switch ((int) kind)
    {
    case GLN_LAYER_LINE:
      return shape == GLN_SHAPE_LINES;
    case GLN_LAYER_POINT:
      return shape == GLN_SHAPE_POINTS;
    case GLN_LAYER_COVER:
      return shape != GLN_SHAPE_LINES;
    case GLN_LAYER_GREEN_LINE:
      return shape != GLN_SHAPE_POINTS;
    default:
      return shape == GLN_SHAPE_POLYGONS;
    }
}

static void
report_facts (Row *self, const GlnShapeFacts *facts)
{
  GlnImportJob *job = self->job;

  if (facts->has_z)
    gln_import_add_finding (job, GLN_IMPORT_DROPPED_Z, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ": heights were left out"), self->row);
  if (facts->curved)
    gln_import_add_finding (job, GLN_IMPORT_CURVE, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ": arcs became chords"), self->row);
  if (facts->mixed)
    gln_import_add_finding (job, GLN_IMPORT_WRONG_GEOMETRY, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ": a collection of different geometries; those of the highest "
                               "dimension were taken"), self->row);
  if (facts->not_finite)
    gln_import_add_finding (job, GLN_IMPORT_BAD_GEOMETRY, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ": coordinates are not finite or lie outside the system"), self->row);
  if (facts->unsupported)
    gln_import_add_finding (job, GLN_IMPORT_BAD_GEOMETRY, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ": a kind of geometry that is not read here"), self->row);
}

static void
check_shape (Row *self, OGRGeometryH geometry, const GlnShape *shape)
{
  GlnImportJob *job = self->job;
  g_autofree char *reason = NULL;
  guint64 *digest = g_new (guint64, 1);

  if (!fits_kind (job->options->kind, shape->kind))
    gln_import_add_finding (job, GLN_IMPORT_WRONG_GEOMETRY, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ": a %s where this layer has others; it is kept"), self->row,
                            OGR_G_GetGeometryName (geometry));
  if (!gln_ogr_is_valid (geometry, &reason))
    gln_import_add_finding (job, GLN_IMPORT_INVALID_SHAPE, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ": %s; kept as it is"), self->row, reason);
  *digest = gln_shape_digest (shape);
  if (!g_hash_table_add (job->digests, digest))
    gln_import_add_finding (job, GLN_IMPORT_DUPLICATE_SHAPE, &self->uuid, self->row,
                            _ ("Row %" PRIu64 ": the same geometry as an earlier row"), self->row);
}

static GlnShape *
with_radius (GlnShape *points, double radius_m)
{
  GlnShape *discs = gln_shape_from_arrays (GLN_SHAPE_POINTS, points->points, points->n_points, points->ring_start,
                                           points->n_rings, points->part_start, points->n_parts, radius_m);

  gln_shape_unref (points);
  return discs;
}

/* A crown comes as a point with its radius or its width. */
static double
crown_radius_m (const Row *self)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const GlnValue *value = &g_array_index (self->values, GlnValue, i);
      if (value->type != GLN_VALUE_NUMBER || value->number <= 0)
        continue;
      if (strcmp (value->key, "crown_radius_m") == 0)
        return value->number;
      if (strcmp (value->key, "crown_width_m") == 0)
        return value->number / 2;
    }
  return 0;
}

static GlnShape *
take_shape (Row *self)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (self->ogr);
  GlnShapeFacts facts;
  GlnShape *shape = gln_shape_from_ogr (geometry, self->job->transform, &facts);

  report_facts (self, &facts);
  if (!shape)
    {
      if (!facts.not_finite && !facts.unsupported)
        gln_import_add_finding (self->job, GLN_IMPORT_NO_GEOMETRY, &self->uuid, self->row,
                                _ ("Row %" PRIu64 " has no geometry; its attributes are kept"), self->row);
      return NULL;
    }
  check_shape (self, geometry, shape);
  if (self->job->options->kind == GLN_LAYER_COVER && shape->kind == GLN_SHAPE_POINTS)
    self->radius_m = crown_radius_m (self);
  return self->radius_m > 0 ? with_radius (shape, self->radius_m) : shape;
}

static void
default_code (Row *self)
{
  const GlnImportOptions *options = self->job->options;

  if (self->code && *self->code)
    return;
  self->code = g_intern_string (options->class_code);
  if (!self->code && (options->kind == GLN_LAYER_LAND_USE || options->kind == GLN_LAYER_GREEN
                      || options->kind == GLN_LAYER_COVER))
    gln_import_add_finding (self->job, GLN_IMPORT_NO_CODE, &self->uuid, self->row,
                            _ ("Row %" PRIu64 " has no code; it is kept, class unknown"), self->row);
}

static void
make_feature (Row *self)
{
  GlnImportJob *job = self->job;
  GlnImportResult *result = job->result;
  g_autoptr (GlnShape) shape = NULL;
  g_autoptr (GlnValues) values = NULL;
  g_autoptr (GlnFeature) feature = NULL;
  GlnChange change = { .uuid = self->uuid };

  for (guint i = 0; i < job->columns->len; i++)
    take_cell (self, i);
  default_code (self);
  shape = take_shape (self);
  values = gln_values_new ((GlnValue *) (void *) self->values->data, self->values->len);
  feature = gln_feature_new (&self->uuid, &job->layer, self->code, shape, values);
  change.after = job->from ? gln_feature_with_phases (feature, job->from, NULL) : gln_feature_ref (feature);
  g_array_append_val (job->changes, change);
  result->n_imported++;
  if (shape && shape->kind != GLN_SHAPE_LINES)
    result->area_m2 += shape->ring_sum_m2;
  if (shape && shape->kind == GLN_SHAPE_LINES)
    result->length_m += shape->length_m;
}

static gboolean
read_row (Row *self)
{
  GlnImportJob *job = self->job;
  GlnGdalLog log;

  gln_gdal_log_begin (&log);
  self->ogr = OGR_L_GetNextFeature (job->ogr);
  gln_gdal_log_end (&log);
  if (self->ogr)
    {
      gln_uuid_new (&self->uuid);
      g_array_set_size (self->values, 0);
      g_ptr_array_set_size (self->texts, 0);
      self->code = NULL;
      self->radius_m = 0;
      make_feature (self);
      OGR_F_Destroy (self->ogr);
      job->result->n_read++;
    }
  if (log.n_errors > 0)
    gln_import_add_finding (job, GLN_IMPORT_DAMAGED, self->ogr ? &self->uuid : NULL, self->row,
                            _ ("Row %" PRIu64 " is damaged: %s"), self->row, gln_gdal_log_first (&log));
  gln_gdal_log_clear (&log);
  self->row++;
  return self->ogr != NULL;
}

/* gln_import_read_rows: a feature for every row that can be read, in the order of the source. */
gboolean
gln_import_read_rows (GlnImportJob *job, GlnProgress *progress, GError **error)
{
  Row row = { .job = job };
  guint64 declared = job->survey->layer->n_declared;

  row.values = g_array_new (FALSE, FALSE, sizeof (GlnValue));
  row.texts = g_ptr_array_new_with_free_func (g_free);
  OGR_L_ResetReading (job->ogr);
  while (!gln_progress_cancelled (progress) && read_row (&row))
    gln_progress_step (progress, 1);
  g_array_unref (row.values);
  g_ptr_array_unref (row.texts);
  if (gln_progress_cancelled (progress))
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_CANCELLED, _ ("The import was cancelled; nothing was changed"));
      return FALSE;
    }
  if (job->result->n_read < declared)
    gln_import_add_finding (job, GLN_IMPORT_DAMAGED, NULL, job->result->n_read,
                            _ ("Only %" PRIu64 " of %" PRIu64 " rows could be read: the file is cut "
                               "off or damaged"), job->result->n_read, declared);
  return TRUE;
}
