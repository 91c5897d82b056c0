/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-plan-file-private.h"

#include "core/gln-i18n.h"
#include "gln-config.h"
#include "io/gln-crs.h"

#include <math.h>

/* The tables every GeoPackage has (OGC 12-128r17), and ours. */
static const char schema[]
    = "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,"
      " organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,"
      " description TEXT);"
      "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
      " identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT"
      " (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,"
      " srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES"
      " gpkg_spatial_ref_sys(srs_id));"
      "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
      " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,"
      " CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
      " CONSTRAINT uk_gc_table_name UNIQUE (table_name),"
      " CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),"
      " CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));"
      "CREATE TABLE gln_meta (key TEXT NOT NULL PRIMARY KEY, value TEXT);"
      "CREATE TABLE gln_settings (key TEXT NOT NULL PRIMARY KEY, number DOUBLE, text TEXT);"
      "CREATE TABLE gln_layers (position INTEGER, uuid TEXT NOT NULL PRIMARY KEY, table_name TEXT NOT NULL,"
      " kind TEXT, name TEXT, code_system TEXT, role TEXT, flags INTEGER, opacity DOUBLE, source TEXT);"
      "CREATE TABLE gln_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, key TEXT NOT NULL,"
      " type TEXT NOT NULL, PRIMARY KEY (table_name, column_name));"
      "CREATE TABLE gln_extra (uuid TEXT NOT NULL, key TEXT NOT NULL, number DOUBLE, text TEXT,"
      " PRIMARY KEY (uuid, key));"
      "CREATE TABLE gln_phases (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT, year INTEGER,"
      " land_use TEXT, population DOUBLE, population_kind TEXT, population_year INTEGER,"
      " population_source TEXT, attached TEXT, coverage TEXT, judged INTEGER);"
      "CREATE TABLE gln_boundaries (phase TEXT NOT NULL, scope TEXT NOT NULL, layer TEXT NOT NULL,"
      " PRIMARY KEY (phase, scope));"
      "CREATE TABLE gln_conditions (phase TEXT NOT NULL, key TEXT NOT NULL, number DOUBLE, text TEXT,"
      " PRIMARY KEY (phase, key));"
      "CREATE TABLE gln_targets (phase TEXT NOT NULL, position INTEGER, indicator TEXT, op TEXT,"
      " value DOUBLE, value2 DOUBLE);"
      "CREATE TABLE gln_entries (phase TEXT NOT NULL, position INTEGER, indicator TEXT, value DOUBLE,"
      " evidence TEXT, department TEXT, date TEXT);"
      "CREATE TABLE gln_editions (phase TEXT NOT NULL, position INTEGER, standard TEXT NOT NULL);"
      /* With one table of attributes named here other programs list that one and leave the rest alone. */
      "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES"
      " ('gln_phases', 'attributes', 'gln_phases', 0);";

static gboolean
write_srs_row (sqlite3 *db, const char *name, int id, const char *organization, int code,
               const char *definition)
{
  GlnSql sql;
  gboolean ok;

  gln_sql_prepare (&sql, db, "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,NULL)");
  gln_sql_text (&sql, name);
  gln_sql_integer (&sql, id);
  gln_sql_text (&sql, organization);
  gln_sql_integer (&sql, code);
  gln_sql_text (&sql, definition);
  ok = gln_sql_run (&sql);
  gln_sql_finish (&sql);
  return ok;
}

/* A local grid is the standard's "undefined cartesian" system -1. */
static gboolean
write_srs (sqlite3 *db, const char *crs_text, int *srs_id, GError **error)
{
  g_autoptr (GlnCrs) crs = gln_crs_parse (crs_text, error);
  g_autoptr (GlnCrs) wgs84 = crs ? gln_crs_parse ("EPSG:4326", error) : NULL;
  gboolean ok;

  if (!wgs84)
    return FALSE;
  *srs_id = gln_crs_is_local (crs) ? -1 : gln_crs_epsg (crs) ? gln_crs_epsg (crs) : 100000;
  ok = write_srs_row (db, "Undefined cartesian SRS", -1, "NONE", -1, "undefined")
       && write_srs_row (db, "Undefined geographic SRS", 0, "NONE", 0, "undefined")
       && write_srs_row (db, "WGS 84 geodetic", 4326, "EPSG", 4326, gln_crs_wkt (wgs84));
  if (ok && !gln_crs_is_local (crs))
    ok = write_srs_row (db, gln_crs_name (crs), *srs_id, gln_crs_epsg (crs) ? "EPSG" : "NONE", *srs_id,
                        gln_crs_wkt (crs));
  return ok || gln_sql_fail (db, error, _ ("The coordinate system could not be written"));
}

static gboolean
write_meta (sqlite3 *db, const GlnFrame *frame, const char *hash, const char *journals)
{
  char uuid[GLN_UUID_STRING_LEN + 1];
  g_autofree char *schema_text = g_strdup_printf ("%d", GLN_PLAN_SCHEMA);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  const char *const rows[][2] = {
    { "schema", schema_text },
    { "plan_uuid", gln_uuid_format (&frame->uuid, uuid) },
    { "name", frame->name },
    { "crs", frame->crs },
    { "hash", hash },
    { "journals", journals },
    { "saved_at", time },
    { "saved_by", "Greenline " GLN_VERSION },
  };
  GlnSql sql;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, db, "INSERT INTO gln_meta VALUES (?,?)");
  for (guint i = 0; i < G_N_ELEMENTS (rows) && ok; i++)
    {
      gln_sql_text (&sql, rows[i][0]);
      gln_sql_text (&sql, rows[i][1]);
      ok = gln_sql_run (&sql);
    }
  gln_sql_finish (&sql);
  return ok;
}

/* Binds number and text of a value: NULL, NULL stands for NaN. */
static void
bind_value (GlnSql *sql, const GlnValue *value)
{
  if (value->type == GLN_VALUE_TEXT)
    {
      gln_sql_null (sql);
      gln_sql_text (sql, value->text);
    }
  else
    {
      gln_sql_number (sql, value->number);
      gln_sql_null (sql);
    }
}

static gboolean
write_values (sqlite3 *db, const char *insert, const char *owner, const GlnValues *values)
{
  GlnSql sql;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, db, insert);
  for (guint i = 0; values && i < values->n_values && ok; i++)
    {
      if (owner)
        gln_sql_text (&sql, owner);
      gln_sql_text (&sql, values->values[i].key);
      bind_value (&sql, &values->values[i]);
      ok = gln_sql_run (&sql);
    }
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
write_phase_row (sqlite3 *db, guint position, const GlnPhase *phase)
{
  GlnSql sql;
  gboolean ok;

  gln_sql_prepare (&sql, db, "INSERT INTO gln_phases VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
  gln_sql_integer (&sql, position);
  gln_sql_text (&sql, phase->id);
  gln_sql_text (&sql, phase->name);
  gln_sql_integer (&sql, phase->year);
  gln_sql_uuid (&sql, &phase->land_use);
  gln_sql_number (&sql, phase->population);
  gln_sql_text (&sql, phase->population_kind);
  gln_sql_integer (&sql, phase->population_year);
  gln_sql_text (&sql, phase->population_source);
  gln_sql_text (&sql, gln_attached_method_id (phase->attached));
  gln_sql_text (&sql, gln_coverage_method_id (phase->coverage));
  gln_sql_integer (&sql, phase->judged);
  ok = gln_sql_run (&sql);
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
write_boundaries (sqlite3 *db, const GlnPhase *phase)
{
  GlnSql sql;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, db, "INSERT INTO gln_boundaries VALUES (?,?,?)");
  for (guint s = 0; s < GLN_N_SCOPES && ok; s++)
    {
      if (gln_uuid_is_nil (&phase->boundary[s]))
        continue;
      gln_sql_text (&sql, phase->id);
      gln_sql_text (&sql, gln_scope_id ((GlnScope) s));
      gln_sql_uuid (&sql, &phase->boundary[s]);
      ok = gln_sql_run (&sql);
    }
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
write_targets (sqlite3 *db, const GlnPhase *phase)
{
  GlnSql sql;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, db, "INSERT INTO gln_targets VALUES (?,?,?,?,?,?)");
  for (guint i = 0; i < phase->n_targets && ok; i++)
    {
      const GlnTarget *target = &phase->targets[i];
      gln_sql_text (&sql, phase->id);
      gln_sql_integer (&sql, i);
      gln_sql_text (&sql, target->indicator);
      gln_sql_text (&sql, target->op);
      gln_sql_number (&sql, target->value);
      gln_sql_number (&sql, target->value2);
      ok = gln_sql_run (&sql);
    }
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
write_entries (sqlite3 *db, const GlnPhase *phase)
{
  GlnSql sql;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, db, "INSERT INTO gln_entries VALUES (?,?,?,?,?,?,?)");
  for (guint i = 0; i < phase->n_entries && ok; i++)
    {
      const GlnEntry *entry = &phase->entries[i];
      gln_sql_text (&sql, phase->id);
      gln_sql_integer (&sql, i);
      gln_sql_text (&sql, entry->indicator);
      gln_sql_number (&sql, entry->value);
      gln_sql_text (&sql, entry->evidence);
      gln_sql_text (&sql, entry->department);
      gln_sql_text (&sql, entry->date);
      ok = gln_sql_run (&sql);
    }
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
write_editions (sqlite3 *db, const GlnPhase *phase)
{
  GlnSql sql;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, db, "INSERT INTO gln_editions VALUES (?,?,?)");
  for (guint i = 0; phase->editions[i] && ok; i++)
    {
      gln_sql_text (&sql, phase->id);
      gln_sql_integer (&sql, i);
      gln_sql_text (&sql, phase->editions[i]);
      ok = gln_sql_run (&sql);
    }
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
write_frame (sqlite3 *db, const GlnFrame *frame, const char *hash, const char *journals, GError **error)
{
  gboolean ok = write_meta (db, frame, hash, journals)
                && write_values (db, "INSERT INTO gln_settings VALUES (?,?,?)", NULL, frame->settings);

  for (guint i = 0; i < frame->n_phases && ok; i++)
    {
      const GlnPhase *phase = frame->phases[i];
      ok = write_phase_row (db, i, phase) && write_boundaries (db, phase) && write_targets (db, phase)
           && write_entries (db, phase) && write_editions (db, phase)
           && write_values (db, "INSERT INTO gln_conditions VALUES (?,?,?,?)", phase->id,
                            phase->conditions);
    }
  return ok || gln_sql_fail (db, error, _ ("The plan could not be written"));
}

static gboolean
write_all (sqlite3 *db, const GlnPlan *plan, const char *hash, const char *journals, const char *previous,
           GlnProgress *progress, GError **error)
{
  int srs_id = -1;
  gboolean ok;

  /* The file is private until it is complete, synced and renamed: no journal on disk is needed for it. */
  ok = gln_sql_exec (db, "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA page_size=4096;"
                           "PRAGMA application_id=1196444487; PRAGMA user_version=10200;"
                           "PRAGMA foreign_keys=OFF; BEGIN", error)
         && gln_sql_exec (db, schema, error) && write_srs (db, plan->frame->crs, &srs_id, error)
         && write_frame (db, plan->frame, hash, journals, error)
         && gln_plan_write_layers (db, plan, srs_id, progress, error);
  if (ok)
    gln_plan_copy_foreign (db, previous);
  return ok && gln_sql_exec (db, "COMMIT", error);
}

/* gln_plan_write_database: a complete plan as a new GeoPackage at @path, which must not exist; what other
 * programs keep in @previous (nullable) goes along. */
gboolean
gln_plan_write_database (const char *path, const GlnPlan *plan, const char *hash, const char *journals,
                         const char *previous, GlnProgress *progress, GError **error)
{
  sqlite3 *db = NULL;
  gboolean ok;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    {
      gln_sql_fail (db, error, _ ("The plan could not be written"));
      sqlite3_close (db);
      return FALSE;
    }
  ok = write_all (db, plan, hash, journals, previous, progress, error);
  if (sqlite3_close (db) != SQLITE_OK && ok)
    return gln_sql_fail (db, error, _ ("The plan could not be written"));
  return ok;
}
