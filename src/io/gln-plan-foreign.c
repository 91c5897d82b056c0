/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-plan-file-private.h"

#include <string.h>

/* Tables that other programs keep in a GeoPackage and a planner would miss: the styles and the project of
 * QGIS. They go along from save to save. */
static const char *const kept_tables[] = { "layer_styles", "qgis_projects" };

static char *
create_statement (sqlite3 *from, const char *table)
{
  GlnSql sql;
  char *text = NULL;

  gln_sql_prepare (&sql, from, "SELECT sql FROM sqlite_master WHERE type='table' AND name=?");
  gln_sql_text (&sql, table);
  if (gln_sql_row (&sql))
    text = g_strdup (gln_sql_get_text0 (&sql, 0));
  gln_sql_finish (&sql);
  return text;
}

/* The words come out of a file: one statement that creates a table of that name, or nothing. */
static gboolean
create_table (sqlite3 *to, const char *table, const char *text)
{
  sqlite3_stmt *stmt = NULL;
  const char *tail = NULL;
  gboolean ok;

  if (!text || g_ascii_strncasecmp (text, "CREATE TABLE", 12) != 0 || !strstr (text, table)
      || sqlite3_prepare_v2 (to, text, -1, &stmt, &tail) != SQLITE_OK)
    return FALSE;
  ok = (!tail || !*tail) && sqlite3_step (stmt) == SQLITE_DONE;
  sqlite3_finalize (stmt);
  return ok && gln_sql_has_table (to, table);
}

static void
copy_rows (sqlite3 *from, sqlite3 *to, const char *table)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  GString *insert = g_string_new (NULL);
  GlnSql in, out;
  int n;

  gln_sql_prepare (&in, from, select);
  n = in.stmt ? sqlite3_column_count (in.stmt) : 0;
  g_string_printf (insert, "INSERT INTO \"%s\" VALUES (", table);
  for (int i = 0; i < n; i++)
    g_string_append (insert, i ? ",?" : "?");
  g_string_append_c (insert, ')');
  gln_sql_prepare (&out, to, insert->str);
  while (gln_sql_row (&in))
    {
      for (int i = 0; i < n && out.stmt; i++)
        sqlite3_bind_value (out.stmt, i + 1, sqlite3_column_value (in.stmt, i));
      gln_sql_run (&out);
    }
  gln_sql_finish (&in);
  gln_sql_finish (&out);
  g_string_free (insert, TRUE);
}

static void
register_table (sqlite3 *to, const char *table)
{
  GlnSql sql;

  gln_sql_prepare (&sql, to, "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
                             " VALUES (?,'attributes',?,0)");
  gln_sql_text (&sql, table);
  gln_sql_text (&sql, table);
  gln_sql_run (&sql);
  gln_sql_finish (&sql);
}

/* gln_plan_copy_foreign: takes the tables of other programs over from the plan file at @previous. */
void
gln_plan_copy_foreign (sqlite3 *to, const char *previous)
{
  sqlite3 *from = previous && g_file_test (previous, G_FILE_TEST_EXISTS) ? gln_sql_open_foreign (previous, NULL) : NULL;

  for (guint i = 0; from && i < G_N_ELEMENTS (kept_tables); i++)
    {
      g_autofree char *text = create_statement (from, kept_tables[i]);
      if (!create_table (to, kept_tables[i], text))
        continue;
      copy_rows (from, to, kept_tables[i]);
      register_table (to, kept_tables[i]);
    }
  sqlite3_close (from);
}
