/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-import-private.h"

#include "core/gln-i18n.h"

#include <math.h>
#include <string.h>

#define MAX_LISTED 1000

static const struct
{
  const char *id;
  const char *name;
} finding_names[GLN_N_IMPORT_FINDINGS] = {
  [GLN_IMPORT_UNKNOWN_CODE] = { "unknown-code", N_ ("Codes that the code system lacks") },
  [GLN_IMPORT_NO_CODE] = { "no-code", N_ ("Without a code") },
  [GLN_IMPORT_NO_GEOMETRY] = { "no-geometry", N_ ("Without geometry") },
  [GLN_IMPORT_BAD_GEOMETRY] = { "bad-geometry", N_ ("Geometry that cannot be used") },
  [GLN_IMPORT_INVALID_SHAPE] = { "invalid-shape", N_ ("Invalid polygons, kept as they are") },
  [GLN_IMPORT_DUPLICATE_SHAPE] = { "duplicate-shape", N_ ("Duplicate geometry") },
  [GLN_IMPORT_WRONG_GEOMETRY] = { "wrong-geometry", N_ ("Geometry of another kind") },
  [GLN_IMPORT_BAD_VALUE] = { "bad-value", N_ ("Values that do not fit their attribute") },
  [GLN_IMPORT_BAD_TEXT] = { "bad-text", N_ ("Texts with invalid bytes") },
  [GLN_IMPORT_DROPPED_Z] = { "dropped-z", N_ ("Heights left out") },
  [GLN_IMPORT_CURVE] = { "curve", N_ ("Arcs that became chords") },
  [GLN_IMPORT_DAMAGED] = { "damaged", N_ ("Damaged rows") },
};

/** gln_import_finding_id: (transfer none): the name of @kind in JSON. */
const char *
gln_import_finding_id (GlnImportFindingKind kind)
{
  g_return_val_if_fail (kind < GLN_N_IMPORT_FINDINGS, "");
  return finding_names[kind].id;
}

/** gln_import_finding_name: (transfer none): the name of @kind for people. */
const char *
gln_import_finding_name (GlnImportFindingKind kind)
{
  g_return_val_if_fail (kind < GLN_N_IMPORT_FINDINGS, "");
  return _ (finding_names[kind].name);
}

static void
finding_free (gpointer data)
{
  g_free (((GlnImportFinding *) data)->text);
  g_free (data);
}

/* gln_import_add_finding: counts it, and lists it while there are not too many of its kind. */
void
gln_import_add_finding (GlnImportJob *job, GlnImportFindingKind kind, const GlnUuid *feature, guint64 row,
                        const char *format, ...)
{
  GlnImportFinding *finding;
  va_list args;

  if (job->result->n_findings[kind]++ >= MAX_LISTED)
    return;
  finding = g_new0 (GlnImportFinding, 1);
  finding->kind = kind;
  finding->row = row;
  if (feature)
    finding->feature = *feature;
  va_start (args, format);
  finding->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (job->result->findings, finding);
}

/** gln_import_result_free: frees @result; NULL is allowed. */
void
gln_import_result_free (GlnImportResult *result)
{
  if (!result)
    return;
  g_clear_pointer (&result->delta, gln_delta_unref);
  g_free (result->source_layer);
  g_free (result->source_crs);
  g_free (result->code_field);
  g_ptr_array_unref (result->mapped);
  g_ptr_array_unref (result->notes);
  g_ptr_array_unref (result->findings);
  g_free (result);
}

static GlnImportResult *
result_new (void)
{
  GlnImportResult *result = g_new0 (GlnImportResult, 1);

  result->mapped = g_ptr_array_new_with_free_func (g_free);
  result->notes = g_ptr_array_new_with_free_func (g_free);
  result->findings = g_ptr_array_new_with_free_func (finding_free);
  return result;
}

/* Coordinate system -------------------------------------------------------------------------- */

/* A file without a system lies in the same grid as a local plan; anything else has to be asked. */
static GlnCrs *
source_crs (GlnImportJob *job, const GlnCrs *plan, GError **error)
{
  GlnSourceLayer *layer = job->survey->layer;

  if (job->survey->crs)
    return gln_crs_ref (job->survey->crs);
  if (gln_crs_is_local (plan))
    {
      g_ptr_array_add (job->result->notes, g_strdup (_ ("The file names no coordinate system; it was taken for the "
                                                        "plan's local grid")));
      return gln_crs_parse ("local", error);
    }
  if (gln_box_is_empty (&layer->box))
    return gln_crs_parse (gln_crs_id (plan), error);
  g_set_error (error, GLN_ERROR, GLN_ERROR_CRS_MISSING, "%s: %s", job->source->path, layer->crs_message);
  return NULL;
}

/* The user's word counts where the coordinates allow it at all. */
static gboolean
check_fit (GlnImportJob *job, const GlnCrs *crs, GError **error)
{
  const GlnSourceLayer *layer = job->survey->layer;
  g_autofree char *why = NULL;
  GlnCrsFit fit = gln_crs_fit (crs, &layer->box, &why);
  gboolean hopeless = fit == GLN_CRS_FIT_DEGREES_ARE_METRES || fit == GLN_CRS_FIT_METRES_ARE_DEGREES;

  if (fit == GLN_CRS_FIT_OK || fit == GLN_CRS_FIT_UNKNOWN || job->options->datum.n == 4)
    return TRUE;
  if (fit == GLN_CRS_FIT_NOT_METRIC || (job->options->source_crs && !hopeless))
    {
      g_ptr_array_add (job->result->notes, g_steal_pointer (&why));
      return TRUE;
    }
  g_set_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT, "%s: %s", job->source->path, layer->crs_message);
  return FALSE;
}

static gboolean
set_up_transform (GlnImportJob *job, GlnPlan *plan, GError **error)
{
  g_autoptr (GlnCrs) to = gln_crs_parse_plan (plan->frame->crs, error);
  g_autoptr (GlnCrs) from = to ? source_crs (job, to, error) : NULL;

  if (!from || !check_fit (job, from, error))
    return FALSE;
  job->transform = gln_crs_transform_new (from, to, &job->options->datum, &job->survey->layer->box, error);
  if (!job->transform)
    {
      g_prefix_error (error, "%s: ", job->source->path);
      return FALSE;
    }
  job->result->source_crs = g_strdup (gln_crs_id (from));
  job->result->datum = gln_crs_transform_datum (job->transform);
  if (!gln_crs_transform_is_identity (job->transform))
    g_ptr_array_add (job->result->notes, g_strdup (gln_crs_transform_text (job->transform)));
  return TRUE;
}

/* Code system -------------------------------------------------------------------------------- */

static char *
list_systems (GlnStandards *standards)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < gln_standards_get_n_code_systems (standards); i++)
    g_string_append_printf (out, "%s%s", i ? ", " : "",
                            gln_code_system_get_id (gln_standards_get_code_system_at (standards, i)));
  return g_string_free (out, FALSE);
}

static const char *
default_system (const GlnImportJob *job)
{
  const GPtrArray *codes = job->survey->layer->codes;

  if (job->options->kind == GLN_LAYER_GREEN)
    return GLN_CODES_CANONICAL;
  if (job->options->kind == GLN_LAYER_LAND_USE && codes->len > 0)
    return ((GlnSourceCodes *) g_ptr_array_index (codes, 0))->system;
  return NULL;
}

static gboolean
choose_system (GlnImportJob *job, GError **error)
{
  const char *id = job->options->codes ? job->options->codes : default_system (job);
  g_autofree char *all = NULL;

  job->result->codes = "";
  if (!id || !*id)
    return TRUE;
  job->system = gln_standards_get_code_system (job->options->standards, id);
  if (job->system)
    {
      job->result->codes = gln_code_system_get_id (job->system);
      return TRUE;
    }
  all = list_systems (job->options->standards);
  g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND, _ ("There is no code system %s; there are: %s"), id, all);
  return FALSE;
}

/* Frame -------------------------------------------------------------------------------------- */

static gboolean
belongs_to_phase (GlnLayerKind kind)
{
  return kind == GLN_LAYER_LAND_USE || kind == GLN_LAYER_BOUNDARY;
}

static gboolean
check_phase (GlnImportJob *job, const GlnFrame *frame, GError **error)
{
  const char *id = job->options->phase;

  if (!id)
    return TRUE;
  if (gln_frame_phase_index (frame, id) < 0)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND, _ ("The plan has no phase %s; add it first"), id);
      return FALSE;
    }
  if (!belongs_to_phase (job->options->kind) && gln_frame_phase_index (frame, id) > 0)
    job->from = g_intern_string (id);
  return TRUE;
}

static GlnLayer *
make_layer (GlnImportJob *job)
{
  const GlnImportOptions *options = job->options;
  g_autofree char *base = g_path_get_basename (job->source->path);
  g_autoptr (GlnLayer) plain = gln_layer_new (&job->layer, options->kind,
                                              options->name ? options->name : job->result->source_layer,
                                              job->result->codes, options->role);
  g_autoptr (GlnLayer) flagged = gln_layer_with_flags (plain, options->flags);

  return gln_layer_with_source (flagged, base);
}

/* Land use and boundaries become those of their phase; other layers belong to every phase. */
static GlnFrame *
frame_with_phase (const GlnImportJob *job, GlnFrame *frame, const GlnLayer *layer)
{
  const GlnPhase *phase = job->options->phase ? gln_frame_phase (frame, job->options->phase)
                                              : frame->phases[frame->n_phases - 1];
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) changed = NULL;

  if (!belongs_to_phase (layer->kind))
    return gln_frame_ref (frame);
  gln_phase_spec_copy (&spec, phase);
  if (layer->kind == GLN_LAYER_LAND_USE)
    spec.land_use = layer->uuid;
  else
    spec.boundary[gln_layer_scope (layer)] = layer->uuid;
  changed = gln_phase_new (&spec);
  return gln_frame_with_phase (frame, changed);
}

static const char *
datum_id (GlnDatumChange datum)
{
  static const char *const ids[] = { [GLN_DATUM_SAME] = "same", [GLN_DATUM_KNOWN] = "published",
                                     [GLN_DATUM_PARAMETERS] = "parameters", [GLN_DATUM_BALLPARK] = "ballpark" };

  return ids[datum];
}

/* History is kept in the settings, one text an import, so that it is undone, hashed and journaled with it. */
static GlnFrame *
frame_with_record (const GlnImportJob *job, const GlnFrame *frame)
{
  const GlnImportResult *result = job->result;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now), *base = g_path_get_basename (job->source->path);
  g_autofree char *text = NULL, *key = NULL;
  g_autoptr (GVariant) record = NULL;
  g_autoptr (GlnValues) settings = NULL;
  char uuid[GLN_UUID_STRING_LEN + 1];
  guint64 n_findings = 0;

  for (guint i = 0; i < GLN_N_IMPORT_FINDINGS; i++)
    n_findings += result->n_findings[i];
  record = g_variant_ref_sink (g_variant_new ("(ssssssstt)", time, base, result->source_layer, result->source_crs,
                                              datum_id (result->datum), result->encoding, result->codes,
                                              result->n_imported, n_findings));
  text = g_variant_print (record, TRUE);
  key = g_strdup_printf ("import.%s", gln_uuid_format (&job->layer, uuid));
  settings = gln_values_with_text (frame->settings, key, text);
  return gln_frame_with_settings (frame, settings);
}

static GlnDelta *
make_delta (GlnImportJob *job, GlnPlan *plan)
{
  g_autoptr (GlnLayer) layer = make_layer (job);
  g_autoptr (GlnFrame) with_layer = gln_frame_with_layer (plan->frame, layer);
  g_autoptr (GlnFrame) with_phase = frame_with_phase (job, with_layer, layer);
  g_autoptr (GlnFrame) after = frame_with_record (job, with_phase);

  return gln_delta_new ((GlnChange *) (void *) job->changes->data, job->changes->len, plan->frame, after);
}

/** gln_import_record_free: frees @record; NULL is allowed. */
void
gln_import_record_free (GlnImportRecord *record)
{
  if (!record)
    return;
  g_free (record->time);
  g_free (record->source);
  g_free (record->layer);
  g_free (record->source_crs);
  g_free (record->datum);
  g_free (record->encoding);
  g_free (record->codes);
  g_free (record);
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(GlnImportRecord *const *) a)->time, (*(GlnImportRecord *const *) b)->time);
}

/**
 * gln_import_history:
 *
 * Returns: (transfer full): of GlnImportRecord, oldest first
 */
GPtrArray *
gln_import_history (const GlnFrame *frame)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_import_record_free);
  const GlnValues *settings = frame->settings;

  for (guint i = 0; settings && i < settings->n_values; i++)
    {
      const GlnValue *value = &settings->values[i];
      g_autoptr (GVariant) parsed = NULL;
      GlnImportRecord *record;
      if (!g_str_has_prefix (value->key, "import.") || value->type != GLN_VALUE_TEXT)
        continue;
      parsed = g_variant_parse (G_VARIANT_TYPE ("(ssssssstt)"), value->text, NULL, NULL, NULL);
      if (!parsed)
        continue;
      record = g_new0 (GlnImportRecord, 1);
      g_variant_get (parsed, "(ssssssstt)", &record->time, &record->source, &record->layer, &record->source_crs,
                     &record->datum, &record->encoding, &record->codes, &record->n_imported, &record->n_findings);
      g_ptr_array_add (list, record);
    }
  g_ptr_array_sort (list, compare_records);
  return list;
}

/* Running ------------------------------------------------------------------------------------ */

static gboolean
survey (GlnImportJob *job, GlnProgress *progress, GError **error)
{
  const GlnImportOptions *options = job->options;
  GlnSourceOptions look = { .encoding = options->encoding, .source_crs = options->source_crs,
                            .standards = options->standards, .attributes = options->attributes };

  job->survey = gln_source_survey (job->source, job->ogr, &look, gln_layer_kind_id (options->kind), FALSE, progress,
                                   error);
  if (!job->survey)
    return FALSE;
  job->result->source_layer = g_strdup (job->survey->layer->name);
  job->result->encoding = job->survey->layer->encoding;
  for (guint i = 0; i < job->source->notes->len; i++)
    g_ptr_array_add (job->result->notes, g_strdup (g_ptr_array_index (job->source->notes, i)));
  return TRUE;
}

static gboolean
run (GlnImportJob *job, GlnPlan *plan, GlnProgress *progress, GError **error)
{
  job->ogr = gln_source_layer (job->source, job->options->layer, error);
  if (!job->ogr || !check_phase (job, plan->frame, error) || !survey (job, progress, error)
      || !set_up_transform (job, plan, error) || !choose_system (job, error)
      || !gln_import_map_columns (job, error))
    return FALSE;
  gln_uuid_new (&job->layer);
  job->result->layer = job->layer;
  if (progress)
    {
      atomic_store (&progress->done, 0);
      atomic_store (&progress->total, (guint) MIN (job->survey->layer->n_declared, G_MAXINT));
    }
  if (!gln_import_read_rows (job, progress, error))
    return FALSE;
  job->result->delta = make_delta (job, plan);
  return TRUE;
}

static void
change_clear (gpointer data)
{
  g_clear_pointer (&((GlnChange *) data)->after, gln_feature_unref);
}

/**
 * gln_import_run:
 * @plan: not changed; the result's delta leads from it
 * @path: the source; opened read-only
 * @progress: (nullable): rows done; may be cancelled from another thread
 *
 * Any thread. Features get their ids in source order, so of two overlapping parcels the one that
 * comes first in the file has the lower id.
 *
 * Returns: (transfer full) (nullable): NULL with @error
 */
GlnImportResult *
gln_import_run (GlnPlan *plan, const char *path, const GlnImportOptions *options, GlnProgress *progress,
                GError **error)
{
  GlnImportJob job = { .options = options };
  gboolean ok;

  g_return_val_if_fail (options->standards && options->attributes, NULL);
  job.source = gln_source_open (path, options->encoding, error);
  if (!job.source)
    return NULL;
  job.result = result_new ();
  job.columns = g_array_new (FALSE, FALSE, sizeof (GlnColumnMap));
  job.changes = g_array_new (FALSE, FALSE, sizeof (GlnChange));
  g_array_set_clear_func (job.changes, change_clear);
  job.digests = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ok = run (&job, plan, progress, error);
  if (!ok)
    g_clear_pointer (&job.result, gln_import_result_free);
  g_array_unref (job.columns);
  g_array_unref (job.changes);
  g_hash_table_unref (job.digests);
  gln_survey_free (job.survey);
  gln_crs_transform_free (job.transform);
  gln_source_close (job.source);
  return job.result;
}
