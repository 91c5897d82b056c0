/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-source-private.h"

#include "io/gln-crs-private.h"

#include "core/gln-i18n.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define MAX_DISTINCT 500
#define MAX_SAMPLES 5
#define MAX_NOTES 40

/* What one column held, as bytes until the encoding is known. */
typedef struct
{
  OGRFieldType type;
  guint n_filled;
  double min, max;
  GHashTable *distinct; /* char* → count; NULL once there are too many to be codes */
  GPtrArray *samples;   /* of char* */
} Column;

typedef struct
{
  GlnSource *source;
  OGRLayerH ogr;
  const GlnSourceOptions *options;
  gboolean geometry;
  GlnSourceLayer *layer;
  GArray *columns;
  GlnEncodingTest *texts;
  GHashTable *digests;
  const char *decode;
  guint n_notes_left_off;
} Surveyor;

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_clear_pointer (&column->distinct, g_hash_table_unref);
  g_clear_pointer (&column->samples, g_ptr_array_unref);
}

static void
field_free (gpointer data)
{
  GlnSourceField *field = data;

  g_free (field->name);
  g_ptr_array_unref (field->samples);
  g_free (field);
}

static void
codes_free (gpointer data)
{
  GlnSourceCodes *codes = data;

  g_ptr_array_unref (codes->unknown);
  g_free (codes);
}

static GlnSourceLayer *
source_layer_new (void)
{
  GlnSourceLayer *layer = g_new0 (GlnSourceLayer, 1);

  layer->box = GLN_BOX_EMPTY;
  layer->fields = g_ptr_array_new_with_free_func (field_free);
  layer->codes = g_ptr_array_new_with_free_func (codes_free);
  layer->notes = g_ptr_array_new_with_free_func (g_free);
  return layer;
}

/** gln_source_layer_free: frees @layer; NULL is allowed. */
void
gln_source_layer_free (GlnSourceLayer *layer)
{
  if (!layer)
    return;
  g_free (layer->name);
  g_free (layer->geometry);
  g_free (layer->crs_found);
  g_free (layer->crs_name);
  g_free (layer->crs_message);
  g_free (layer->encoding_message);
  g_clear_pointer (&layer->candidates, g_ptr_array_unref);
  g_ptr_array_unref (layer->fields);
  g_ptr_array_unref (layer->codes);
  g_ptr_array_unref (layer->notes);
  g_free (layer);
}

static void
note (Surveyor *self, char *text)
{
  if (self->layer->notes->len < MAX_NOTES)
    g_ptr_array_add (self->layer->notes, text);
  else
    {
      self->n_notes_left_off++;
      g_free (text);
    }
}

static gboolean
make_columns (Surveyor *self, GError **error)
{
  OGRFeatureDefnH defn = OGR_L_GetLayerDefn (self->ogr);
  int n = OGR_FD_GetFieldCount (defn);

  if (n > GLN_MAX_SOURCE_FIELDS)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED,
                   _ ("%s has %d fields, more than %d; take the needless ones out first"), self->source->path, n,
                   GLN_MAX_SOURCE_FIELDS);
      return FALSE;
    }
  for (int i = 0; i < n; i++)
    {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn (defn, i);
      Column column = { .type = OGR_Fld_GetType (field), .min = NAN, .max = NAN };
      column.distinct = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      column.samples = g_ptr_array_new_with_free_func (g_free);
      g_array_append_val (self->columns, column);
      gln_encoding_test_add (self->texts, OGR_Fld_GetNameRef (field), -1);
    }
  return TRUE;
}

static void
add_number (Column *column, double number)
{
  if (!isfinite (number))
    return;
  column->min = isnan (column->min) ? number : MIN (column->min, number);
  column->max = isnan (column->max) ? number : MAX (column->max, number);
}

static void
add_distinct (Column *column, const char *text)
{
  guint n;

  if (!column->distinct)
    return;
  n = GPOINTER_TO_UINT (g_hash_table_lookup (column->distinct, text));
  if (!n && column->samples->len < MAX_SAMPLES)
    g_ptr_array_add (column->samples, g_strdup (text));
  if (!n && g_hash_table_size (column->distinct) >= MAX_DISTINCT)
    g_clear_pointer (&column->distinct, g_hash_table_unref);
  else
    g_hash_table_replace (column->distinct, g_strdup (text), GUINT_TO_POINTER (n + 1));
}

static void
look_at_fields (Surveyor *self, OGRFeatureH feature)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);
      const char *text;

      if (!OGR_F_IsFieldSetAndNotNull (feature, (int) i))
        continue;
      text = OGR_F_GetFieldAsString (feature, (int) i);
      if (!*text)
        continue;
      column->n_filled++;
      if (column->type == OFTInteger || column->type == OFTInteger64 || column->type == OFTReal)
        add_number (column, OGR_F_GetFieldAsDouble (feature, (int) i));
      else
        {
          char *end;
          double number = g_ascii_strtod (text, &end);
          if (end > text && (!*end || *end == '%' || *end == ' '))
            add_number (column, number);
          gln_encoding_test_add (self->texts, text, -1);
        }
      add_distinct (column, text);
    }
}

static void
count_kind (GlnSourceLayer *layer, OGRGeometryH geometry)
{
  switch (OGR_G_GetDimension (geometry))
    {
    case 2:
      layer->n_polygons++;
      break;
    case 1:
      layer->n_lines++;
      break;
    case 0:
      layer->n_points++;
      break;
    default:
      layer->n_other++;
      break;
    }
  layer->n_with_z += OGR_G_Is3D (geometry);
  layer->n_curved += OGR_G_HasCurveGeometry (geometry, FALSE);
}

static void
check_geometry (Surveyor *self, OGRGeometryH geometry, guint64 row)
{
  GlnShapeFacts facts;
  g_autoptr (GlnShape) shape = gln_shape_from_ogr (geometry, NULL, &facts);
  g_autofree char *reason = NULL;
  guint64 *digest;

  if (facts.not_finite)
    {
      self->layer->n_unreadable++;
      note (self, g_strdup_printf (_ ("Row %" PRIu64 ": coordinates are not finite"), row));
      return;
    }
  if (!gln_ogr_is_valid (geometry, &reason))
    {
      self->layer->n_invalid++;
      note (self, g_strdup_printf (_ ("Row %" PRIu64 ": %s"), row, reason));
    }
  if (!shape)
    return;
  digest = g_new (guint64, 1);
  *digest = gln_shape_digest (shape);
  self->layer->n_duplicate += !g_hash_table_add (self->digests, digest);
}

static void
look_at_geometry (Surveyor *self, OGRGeometryH geometry, guint64 row)
{
  OGREnvelope envelope;

  if (!geometry || OGR_G_IsEmpty (geometry))
    {
      self->layer->n_null++;
      return;
    }
  count_kind (self->layer, geometry);
  OGR_G_GetEnvelope (geometry, &envelope);
  if (isfinite (envelope.MinX) && isfinite (envelope.MinY) && isfinite (envelope.MaxX)
      && isfinite (envelope.MaxY))
    gln_box_add_box (&self->layer->box,
                     &(GlnBox){ envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY });
  if (self->geometry)
    check_geometry (self, geometry, row);
}

/* Reads one row; FALSE at the end. Damage that GDAL reports belongs to this row. */
static gboolean
read_row (Surveyor *self)
{
  GlnGdalLog log;
  OGRFeatureH feature;
  guint64 row = self->layer->n_read;

  gln_gdal_log_begin (&log);
  feature = OGR_L_GetNextFeature (self->ogr);
  if (feature)
    {
      self->layer->n_read++;
      look_at_fields (self, feature);
      look_at_geometry (self, OGR_F_GetGeometryRef (feature), row);
      OGR_F_Destroy (feature);
    }
  gln_gdal_log_end (&log);
  if (log.n_errors > 0)
    {
      self->layer->n_unreadable++;
      note (self, g_strdup_printf (_ ("Row %" PRIu64 " is damaged: %s"), row,
                                   gln_gdal_log_first (&log)));
    }
  gln_gdal_log_clear (&log);
  return feature != NULL;
}

static gboolean
read_rows (Surveyor *self, GlnProgress *progress, GError **error)
{
  GIntBig count = OGR_L_GetFeatureCount (self->ogr, TRUE);

  self->layer->n_declared = (guint64) MAX (0, count);
  if (progress)
    atomic_store (&progress->total, (guint) MIN (count < 0 ? 0 : count, G_MAXINT));
  OGR_L_ResetReading (self->ogr);
  while (!gln_progress_cancelled (progress) && read_row (self))
    gln_progress_step (progress, 1);
  if (!gln_progress_cancelled (progress))
    return TRUE;
  g_set_error_literal (error, GLN_ERROR, GLN_ERROR_CANCELLED, _ ("Reading was cancelled"));
  return FALSE;
}

static void
settle_encoding (Surveyor *self)
{
  GlnSourceLayer *layer = self->layer;
  const char *wanted = self->options->encoding ? gln_encoding_parse (self->options->encoding) : NULL;

  if (!self->source->raw_text)
    {
      layer->encoding = self->source->known_encoding;
      layer->encoding_why = self->source->known_why;
      layer->encoding_message = g_strdup (layer->encoding);
    }
  else if (wanted)
    {
      layer->encoding = wanted;
      layer->encoding_why = GLN_ENCODING_BY_USER;
      layer->encoding_message = g_strdup_printf (_ ("%s, as asked for"), wanted);
    }
  else
    layer->encoding = gln_encoding_test_decide (self->texts, self->source->cpg, self->source->ldid,
                                                &layer->encoding_why, &layer->encoding_message);
  self->decode = self->source->raw_text ? layer->encoding : "UTF-8";
  layer->n_undecodable = gln_encoding_test_count_bad (self->texts, self->decode);
  if (layer->n_undecodable)
    note (self, g_strdup_printf (_ ("%u texts are not valid in %s; their bad bytes became U+FFFD"),
                                 layer->n_undecodable, layer->encoding));
}

static const char *
type_name (OGRFieldType type)
{
  switch ((int) type)
    {
    case OFTInteger:
    case OFTInteger64:
      return "integer";
    case OFTReal:
      return "number";
    case OFTString:
      return "text";
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return "date";
    default:
      return "other";
    }
}

static void
describe_field (Surveyor *self, guint index, const char *layer_kind)
{
  const Column *column = &g_array_index (self->columns, Column, index);
  OGRFieldDefnH defn = OGR_FD_GetFieldDefn (OGR_L_GetLayerDefn (self->ogr), (int) index);
  GlnSourceField *field = g_new0 (GlnSourceField, 1);

  field->name = gln_encoding_decode (OGR_Fld_GetNameRef (defn), -1, self->decode, NULL);
  field->type = type_name (column->type);
  field->n_filled = column->n_filled;
  field->min = column->min;
  field->max = column->max;
  field->samples = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < column->samples->len; i++)
    g_ptr_array_add (field->samples, gln_encoding_decode (g_ptr_array_index (column->samples, i), -1, self->decode,
                                                          NULL));
  if (self->options->attributes)
    field->attribute = gln_attributes_match_field (self->options->attributes, field->name, layer_kind);
  g_ptr_array_add (self->layer->fields, field);
}

/* The different texts of each column with their counts, decoded; NULL for columns with too many. */
static GPtrArray *
decode_distinct (Surveyor *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);
      GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      GHashTableIter iter;
      gpointer text, n;

      if (column->distinct && (column->type == OFTString || column->type == OFTInteger
                               || column->type == OFTInteger64))
        {
          g_hash_table_iter_init (&iter, column->distinct);
          while (g_hash_table_iter_next (&iter, &text, &n))
            g_hash_table_replace (table, gln_encoding_decode (text, -1, self->decode, NULL), n);
        }
      g_ptr_array_add (all, table);
    }
  return all;
}

static GlnCrs *
find_crs (Surveyor *self, GError **error)
{
  OGRSpatialReferenceH srs = OGR_L_GetSpatialRef (self->ogr);
  g_autoptr (GlnCrs) found = NULL;
  GlnGdalLog log;

  if (srs)
    {
      gln_gdal_log_begin (&log);
      found = OSRIsLocal (srs) ? gln_crs_parse ("local", NULL) : NULL;
      gln_gdal_log_end (&log);
      gln_gdal_log_clear (&log);
      if (!found)
        found = gln_crs_from_ogr (srs);
      self->layer->crs_found = g_strdup (gln_crs_id (found));
      self->layer->crs_name = g_strdup (gln_crs_name (found));
    }
  if (self->options->source_crs)
    return gln_crs_parse (self->options->source_crs, error);
  return g_steal_pointer (&found);
}

/* "EPSG:4526, EPSG:2362"; without zone number in the eastings every zone is alike, so the row is named. */
static char *
likely_text (const GPtrArray *candidates)
{
  GString *out = g_string_new (NULL);
  const char *low = NULL, *high = NULL;
  guint n_zones = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const GlnCrsCandidate *candidate = g_ptr_array_index (candidates, i);
      gboolean zone = strcmp (candidate->id, "EPSG:4534") >= 0 && strcmp (candidate->id, "EPSG:4554") <= 0;
      n_zones += zone;
      if (zone && (!low || strcmp (candidate->id, low) < 0))
        low = candidate->id;
      if (zone && (!high || strcmp (candidate->id, high) > 0))
        high = candidate->id;
    }
  if (n_zones > 1)
    g_string_printf (out, _ ("the CGCS2000 three-degree zone of the city (%s to %s)"), low, high);
  for (guint i = 0; i < MIN (3, candidates->len) && n_zones <= 1; i++)
    g_string_append_printf (out, "%s%s", i ? ", " : "",
                            ((GlnCrsCandidate *) g_ptr_array_index (candidates, i))->id);
  return g_string_free (out, FALSE);
}

static void
judge_crs (Surveyor *self, const GlnCrs *crs)
{
  GlnSourceLayer *layer = self->layer;
  g_autofree char *why = NULL, *likely = NULL;

  layer->crs_fit = gln_crs_fit (crs, &layer->box, &why);
  layer->candidates = layer->crs_fit == GLN_CRS_FIT_OK
                          ? g_ptr_array_new_with_free_func ((GDestroyNotify) gln_crs_candidate_free)
                          : gln_crs_candidates (&layer->box, crs);
  likely = likely_text (layer->candidates);
  if (!crs)
    layer->crs_message
        = *likely ? g_strdup_printf (_ ("The file names no coordinate system; give it with --source-crs, by the "
                                        "coordinates for instance %s"), likely)
                  : g_strdup (_ ("The file names no coordinate system; give it with --source-crs"));
  else if (layer->crs_fit == GLN_CRS_FIT_OK)
    layer->crs_message = g_strdup_printf (_ ("%s; it fits the coordinates"), gln_crs_label (crs));
  else if (layer->crs_fit == GLN_CRS_FIT_UNKNOWN)
    layer->crs_message = g_strdup_printf (_ ("%s; there are no coordinates to check it by"), gln_crs_label (crs));
  else
    layer->crs_message = *likely ? g_strdup_printf (_ ("The coordinate system does not fit. %s. By the coordinates "
                                                       "for instance %s"), why, likely)
                                 : g_strdup_printf (_ ("The coordinate system does not fit. %s"), why);
}

static void
note_counts (Surveyor *self)
{
  const GlnSourceLayer *layer = self->layer;

  if (layer->n_read < layer->n_declared)
    note (self, g_strdup_printf (_ ("Only %" PRIu64 " of %" PRIu64 " rows could be read: the "
                                    "file is cut off or damaged"), layer->n_read, layer->n_declared));
  if (self->n_notes_left_off)
    g_ptr_array_add (layer->notes, g_strdup_printf (_ ("%u further notes"), self->n_notes_left_off));
}

static GlnSurvey *
finish (Surveyor *self, const char *layer_kind, GError **error)
{
  g_autoptr (GlnSurvey) survey = g_new0 (GlnSurvey, 1);
  g_autoptr (GPtrArray) distinct = NULL;
  g_autoptr (GError) crs_error = NULL;

  survey->layer = g_steal_pointer (&self->layer);
  self->layer = survey->layer;
  survey->max = g_array_new (FALSE, FALSE, sizeof (double));
  settle_encoding (self);
  survey->decode = self->decode;
  for (guint i = 0; i < self->columns->len; i++)
    {
      describe_field (self, i, layer_kind);
      g_array_append_val (survey->max, g_array_index (self->columns, Column, i).max);
    }
  survey->crs = find_crs (self, &crs_error);
  if (crs_error)
    {
      g_propagate_error (error, g_steal_pointer (&crs_error));
      self->layer = NULL;
      return NULL;
    }
  judge_crs (self, survey->crs);
  distinct = decode_distinct (self);
  if (self->options->standards)
    gln_source_guess_codes (survey->layer, distinct, self->options->standards);
  note_counts (self);
  self->layer = NULL;
  return g_steal_pointer (&survey);
}

/**
 * gln_source_survey:
 * @layer_kind: (nullable): id of a layer kind that narrows the guesses at fields
 * @geometry: whether to look for invalid and duplicate geometry too, which takes longer
 *
 * Reads the whole layer once.
 *
 * Returns: (transfer full) (nullable): NULL with @error
 */
GlnSurvey *
gln_source_survey (GlnSource *source, OGRLayerH ogr, const GlnSourceOptions *options,
                   const char *layer_kind, gboolean geometry, GlnProgress *progress, GError **error)
{
  Surveyor self = { .source = source, .ogr = ogr, .options = options, .geometry = geometry };
  GlnSurvey *survey = NULL;

  self.layer = source_layer_new ();
  self.layer->name = gln_source_layer_name (source, ogr);
  self.layer->geometry = g_strdup (OGRGeometryTypeToName (OGR_L_GetGeomType (ogr)));
  self.columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self.columns, column_clear);
  self.texts = gln_encoding_test_new ();
  self.digests = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (make_columns (&self, error) && read_rows (&self, progress, error))
    survey = finish (&self, layer_kind, error);
  gln_source_layer_free (self.layer);
  g_array_unref (self.columns);
  gln_encoding_test_free (self.texts);
  g_hash_table_unref (self.digests);
  return survey;
}

/** gln_survey_free: frees @survey; NULL is allowed. */
void
gln_survey_free (GlnSurvey *survey)
{
  if (!survey)
    return;
  gln_source_layer_free (survey->layer);
  g_clear_pointer (&survey->crs, gln_crs_unref);
  g_clear_pointer (&survey->max, g_array_unref);
  g_free (survey);
}
