/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-plan-file-private.h"

#include "core/gln-i18n.h"
#include "io/gln-crs.h"

#include <math.h>
#include <string.h>

/* What a newer or damaged file lacks is left at its default and noted: a plan opens as far as possible. */

typedef struct
{
  char *table;
  GlnUuid layer;
} TableOf;

static char *
read_meta (sqlite3 *db, const char *key)
{
  char *value = NULL;
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT value FROM gln_meta WHERE key=?");
  gln_sql_text (&sql, key);
  if (gln_sql_row (&sql))
    value = g_strdup (gln_sql_get_text0 (&sql, 0));
  gln_sql_finish (&sql);
  return value;
}

static void
check_rc (GlnPlanFile *file, const GlnSql *sql, const char *what)
{
  if (sql->rc == SQLITE_OK)
    return;
  gln_plan_file_note (file, _ ("%s could not be read completely (%s); the plan is opened read-only, an earlier "
                               "version may lie beside it"),
                      what, sqlite3_errmsg (sql->db));
  file->read_only = TRUE;
}

/* Rows of (key, number, text) that @sql stands before; @first is the column of the key. */
static GlnValues *
collect_values (GlnSql *sql, int first)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (GlnValue));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  while (gln_sql_row (sql))
    {
      GlnValue value = { .key = g_intern_string (gln_sql_get_text (sql, first)) };
      const char *text = gln_sql_get_text0 (sql, first + 2);
      if (text)
        {
          value.type = GLN_VALUE_TEXT;
          value.text = g_strdup (text);
          g_ptr_array_add (texts, (char *) value.text);
        }
      else
        value.number = gln_sql_get_number (sql, first + 1);
      g_array_append_val (list, value);
    }
  return gln_values_new ((GlnValue *) (void *) list->data, list->len);
}

static GlnLayer *
read_layer_row (GlnSql *sql, const GlnUuid *uuid, GlnLayerKind kind)
{
  g_autoptr (GlnLayer) plain = gln_layer_new (uuid, kind, gln_sql_get_text (sql, 4),
                                              gln_sql_get_text (sql, 5), gln_sql_get_text (sql, 6));
  g_autoptr (GlnLayer) flagged
      = gln_layer_with_flags (plain, (GlnLayerFlags) sqlite3_column_int (sql->stmt, 7));
  double opacity = gln_sql_get_number (sql, 8);
  g_autoptr (GlnLayer) faded = gln_layer_with_opacity (flagged, isnan (opacity) ? 1 : opacity);
  const char *source = gln_sql_get_text0 (sql, 9);

  return source ? gln_layer_with_source (faded, source) : g_steal_pointer (&faded);
}

static void
table_clear (gpointer data)
{
  g_free (((TableOf *) data)->table);
}

static GPtrArray *
read_layers (sqlite3 *db, GlnPlanFile *file, GArray *tables)
{
  GPtrArray *layers = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_layer_unref);
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT position, uuid, table_name, kind, name, code_system, role, flags,"
                             " opacity, source FROM gln_layers ORDER BY position, rowid");
  while (gln_sql_row (&sql))
    {
      TableOf table = { .table = g_strdup (gln_sql_get_text (&sql, 2)) };
      gboolean placed = sqlite3_column_int (sql.stmt, 0) >= 0;
      GlnLayerKind kind;

      if (!gln_sql_get_uuid (&sql, 1, &table.layer))
        memset (&table.layer, 0, sizeof table.layer);
      g_array_append_val (tables, table);
      if (placed && gln_layer_kind_parse (gln_sql_get_text (&sql, 3), &kind))
        g_ptr_array_add (layers, read_layer_row (&sql, &table.layer, kind));
      else if (placed)
        {
          gln_plan_file_note (file, _ ("Layer %s is of the unknown kind %s and is not shown; the plan is opened "
                                       "read-only"),
                              gln_sql_get_text (&sql, 4), gln_sql_get_text (&sql, 3));
          file->read_only = TRUE;
        }
    }
  check_rc (file, &sql, _ ("The list of layers"));
  gln_sql_finish (&sql);
  return layers;
}

static void
read_phase_boundaries (sqlite3 *db, GlnPlanFile *file, GlnPhaseSpec *spec)
{
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT scope, layer FROM gln_boundaries WHERE phase=?");
  gln_sql_text (&sql, spec->id);
  while (gln_sql_row (&sql))
    {
      GlnScope scope;
      if (gln_scope_parse (gln_sql_get_text (&sql, 0), &scope))
        gln_sql_get_uuid (&sql, 1, &spec->boundary[scope]);
    }
  check_rc (file, &sql, _ ("The boundaries"));
  gln_sql_finish (&sql);
}

static void
read_phase_targets (sqlite3 *db, GlnPlanFile *file, GlnPhaseSpec *spec)
{
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT indicator, op, value, value2 FROM gln_targets WHERE phase=?"
                             " ORDER BY position");
  gln_sql_text (&sql, spec->id);
  while (gln_sql_row (&sql))
    {
      GlnTarget target = { .indicator = g_intern_string (gln_sql_get_text (&sql, 0)),
                           .op = g_intern_string (gln_sql_get_text (&sql, 1)),
                           .value = gln_sql_get_number (&sql, 2),
                           .value2 = gln_sql_get_number (&sql, 3) };
      g_array_append_val (spec->targets, target);
    }
  check_rc (file, &sql, _ ("The targets"));
  gln_sql_finish (&sql);
}

static void
read_phase_entries (sqlite3 *db, GlnPlanFile *file, GlnPhaseSpec *spec)
{
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT indicator, value, evidence, department, date FROM gln_entries"
                             " WHERE phase=? ORDER BY position");
  gln_sql_text (&sql, spec->id);
  while (gln_sql_row (&sql))
    {
      GlnEntry entry = { .indicator = g_intern_string (gln_sql_get_text (&sql, 0)),
                         .value = gln_sql_get_number (&sql, 1),
                         .evidence = g_strdup (gln_sql_get_text0 (&sql, 2)),
                         .department = g_strdup (gln_sql_get_text0 (&sql, 3)),
                         .date = g_strdup (gln_sql_get_text0 (&sql, 4)) };
      g_array_append_val (spec->entries, entry);
    }
  check_rc (file, &sql, _ ("The entries"));
  gln_sql_finish (&sql);
}

static void
read_phase_rest (sqlite3 *db, GlnPlanFile *file, GlnPhaseSpec *spec)
{
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT standard FROM gln_editions WHERE phase=? ORDER BY position");
  gln_sql_text (&sql, spec->id);
  while (gln_sql_row (&sql))
    g_ptr_array_add (spec->editions, g_strdup (gln_sql_get_text (&sql, 0)));
  check_rc (file, &sql, _ ("The standards"));
  gln_sql_finish (&sql);
  gln_sql_prepare (&sql, db, "SELECT key, number, text FROM gln_conditions WHERE phase=?");
  gln_sql_text (&sql, spec->id);
  spec->conditions = collect_values (&sql, 0);
  check_rc (file, &sql, _ ("The conditions"));
  gln_sql_finish (&sql);
}

static void
read_phase_row (GlnSql *sql, GlnPhaseSpec *spec)
{
  gln_phase_spec_set_text (&spec->name, gln_sql_get_text (sql, 1));
  spec->year = sqlite3_column_int (sql->stmt, 2);
  gln_sql_get_uuid (sql, 3, &spec->land_use);
  spec->population = gln_sql_get_number (sql, 4);
  gln_phase_spec_set_text (&spec->population_kind, gln_sql_get_text (sql, 5));
  spec->population_year = sqlite3_column_int (sql->stmt, 6);
  gln_phase_spec_set_text (&spec->population_source, gln_sql_get_text (sql, 7));
  gln_attached_method_parse (gln_sql_get_text (sql, 8), &spec->attached);
  gln_coverage_method_parse (gln_sql_get_text (sql, 9), &spec->coverage);
  spec->judged = sqlite3_column_int (sql->stmt, 10) != 0;
}

static GPtrArray *
read_phases (sqlite3 *db, GlnPlanFile *file)
{
  GPtrArray *phases = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_phase_unref);
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT id, name, year, land_use, population, population_kind,"
                             " population_year, population_source, attached, coverage, judged"
                             " FROM gln_phases ORDER BY position");
  while (gln_sql_row (&sql) && phases->len < GLN_MAX_PHASES)
    {
      g_auto (GlnPhaseSpec) spec = { 0 };
      gln_phase_spec_init (&spec, gln_sql_get_text (&sql, 0));
      read_phase_row (&sql, &spec);
      read_phase_boundaries (db, file, &spec);
      read_phase_targets (db, file, &spec);
      read_phase_entries (db, file, &spec);
      read_phase_rest (db, file, &spec);
      g_ptr_array_add (phases, gln_phase_new (&spec));
    }
  check_rc (file, &sql, _ ("The phases"));
  gln_sql_finish (&sql);
  if (phases->len == 0)
    {
      g_auto (GlnPhaseSpec) spec = { 0 };
      gln_phase_spec_init (&spec, "present");
      g_ptr_array_add (phases, gln_phase_new (&spec));
      gln_plan_file_note (file, _ ("The plan holds no phase; it is opened read-only"));
      file->read_only = TRUE;
    }
  return phases;
}

static GlnFrame *
read_frame (sqlite3 *db, GlnPlanFile *file, GArray *tables)
{
  g_autoptr (GPtrArray) layers = read_layers (db, file, tables);
  g_autoptr (GPtrArray) phases = read_phases (db, file);
  g_autofree char *uuid_text = read_meta (db, "plan_uuid"), *name = read_meta (db, "name"),
                  *crs = read_meta (db, "crs");
  g_autoptr (GlnValues) settings = NULL;
  GlnUuid uuid = { { 0 } };
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT key, number, text FROM gln_settings");
  settings = collect_values (&sql, 0);
  check_rc (file, &sql, _ ("The settings"));
  gln_sql_finish (&sql);
  if (!uuid_text || !gln_uuid_parse (uuid_text, &uuid) || !crs)
    {
      gln_plan_file_note (file, _ ("The plan's identity or coordinate system is missing; it is opened "
                                   "read-only as a local grid"));
      file->read_only = TRUE;
    }
  return gln_frame_new (&uuid, name ? name : "", crs ? crs : "local", (GlnLayer **) layers->pdata, layers->len,
                        (GlnPhase **) phases->pdata, phases->len, settings);
}

static void
read_state (sqlite3 *db, GlnPlanFile *file)
{
  g_autofree char *schema = read_meta (db, "schema");

  file->schema = schema ? (int) g_ascii_strtoll (schema, NULL, 10) : 0;
  file->hash = read_meta (db, "hash");
  file->journals = read_meta (db, "journals");
  if (!file->hash)
    file->hash = g_strdup ("");
  if (file->schema <= GLN_PLAN_SCHEMA)
    return;
  file->read_only = TRUE;
  gln_plan_file_note (file, _ ("The plan was written by a newer Greenline (format %d, this one knows %d); it is "
                               "opened read-only, as far as it can be understood"),
                      file->schema, GLN_PLAN_SCHEMA);
}

/* A place in the plane is a must: without it nothing can be drawn or measured. */
static void
check_crs (GlnPlanFile *file, const GlnFrame *frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlnCrs) crs = gln_crs_parse_plan (frame->crs, &error);

  if (crs)
    return;
  file->read_only = TRUE;
  gln_plan_file_note (file, "%s", error->message);
}

/* gln_plan_read_database: fills plan and state of @file; FALSE with @error when it is no plan at all. */
gboolean
gln_plan_read_database (sqlite3 *db, GlnPlanFile *file, GlnProgress *progress, GError **error)
{
  g_autoptr (GArray) tables = g_array_new (FALSE, FALSE, sizeof (TableOf));
  g_autoptr (GHashTable) seen = g_hash_table_new (gln_uuid_hash, gln_uuid_equal);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFrame) frame = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;

  if (!gln_sql_has_table (db, "gln_meta"))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_FORMAT,
                   _ ("%s is no Greenline plan; make a new plan and import it there"), file->path);
      return FALSE;
    }
  g_array_set_clear_func (tables, table_clear);
  read_state (db, file);
  frame = read_frame (db, file, tables);
  check_crs (file, frame);
  for (guint i = 0; i < tables->len && !gln_progress_cancelled (progress); i++)
    {
      const TableOf *table = &g_array_index (tables, TableOf, i);
      gln_plan_read_layer (db, file, table->table, &table->layer, &frame->uuid, seen, features, progress);
    }
  if (gln_progress_cancelled (progress))
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_CANCELLED, _ ("Opening was cancelled"));
      return FALSE;
    }
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  file->plan = gln_plan_new (frame, map);
  return TRUE;
}
