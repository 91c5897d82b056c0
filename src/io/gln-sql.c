/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-sql-private.h"

#include "core/gln-i18n.h"

#include <math.h>
#include <string.h>

/* gln_sql_fail: FALSE with @error: what was being done and what SQLite says. */
gboolean
gln_sql_fail (sqlite3 *db, GError **error, const char *doing)
{
  int code = db ? sqlite3_errcode (db) : SQLITE_NOMEM;

  g_set_error (error, GLN_ERROR,
               code == SQLITE_READONLY ? GLN_ERROR_READ_ONLY
               : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? GLN_ERROR_BAD_FORMAT
                                                                 : GLN_ERROR_FAILED,
               "%s: %s", doing, code == SQLITE_FULL ? _ ("the disk is full") : sqlite3_errmsg (db));
  return FALSE;
}

/* gln_sql_exec: runs one or more statements of ours. */
gboolean
gln_sql_exec (sqlite3 *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return gln_sql_fail (db, error, _ ("A statement failed"));
}

void
gln_sql_prepare (GlnSql *sql, sqlite3 *db, const char *text)
{
  sql->db = db;
  sql->stmt = NULL;
  sql->at = 1;
  sql->rc = sqlite3_prepare_v2 (db, text, -1, &sql->stmt, NULL);
}

static void
note (GlnSql *sql, int rc)
{
  if (sql->rc == SQLITE_OK && rc != SQLITE_OK)
    sql->rc = rc;
}

void
gln_sql_text (GlnSql *sql, const char *text)
{
  note (sql, sqlite3_bind_text (sql->stmt, sql->at++, text, -1, SQLITE_TRANSIENT));
}

void
gln_sql_number (GlnSql *sql, double number)
{
  note (sql, sqlite3_bind_double (sql->stmt, sql->at++, number));
}

void
gln_sql_integer (GlnSql *sql, gint64 number)
{
  note (sql, sqlite3_bind_int64 (sql->stmt, sql->at++, number));
}

void
gln_sql_blob (GlnSql *sql, const void *data, gsize length)
{
  note (sql, sqlite3_bind_blob64 (sql->stmt, sql->at++, data, length, SQLITE_TRANSIENT));
}

void
gln_sql_null (GlnSql *sql)
{
  note (sql, sqlite3_bind_null (sql->stmt, sql->at++));
}

void
gln_sql_uuid (GlnSql *sql, const GlnUuid *uuid)
{
  char text[GLN_UUID_STRING_LEN + 1];

  gln_sql_text (sql, gln_uuid_is_nil (uuid) ? NULL : gln_uuid_format (uuid, text));
}

/* gln_sql_run: executes with the bound parameters and makes ready for the next row. */
gboolean
gln_sql_run (GlnSql *sql)
{
  if (sql->rc == SQLITE_OK)
    {
      int rc = sqlite3_step (sql->stmt);
      if (rc != SQLITE_DONE && rc != SQLITE_ROW)
        note (sql, rc);
    }
  if (sql->stmt)
    {
      sqlite3_reset (sql->stmt);
      sqlite3_clear_bindings (sql->stmt);
    }
  sql->at = 1;
  return sql->rc == SQLITE_OK;
}

/* gln_sql_row: TRUE while there is a row; a failure ends the loop and stays in @rc. */
gboolean
gln_sql_row (GlnSql *sql)
{
  int rc;

  if (sql->rc != SQLITE_OK)
    return FALSE;
  rc = sqlite3_step (sql->stmt);
  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    note (sql, rc);
  return FALSE;
}

void
gln_sql_finish (GlnSql *sql)
{
  sqlite3_finalize (sql->stmt);
  sql->stmt = NULL;
}

const char *
gln_sql_get_text0 (GlnSql *sql, int column)
{
  const char *text = (const char *) sqlite3_column_text (sql->stmt, column);

  return text && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

const char *
gln_sql_get_text (GlnSql *sql, int column)
{
  const char *text = gln_sql_get_text0 (sql, column);

  return text ? text : "";
}

double
gln_sql_get_number (GlnSql *sql, int column)
{
  if (sqlite3_column_type (sql->stmt, column) == SQLITE_NULL)
    return NAN;
  return sqlite3_column_double (sql->stmt, column);
}

gboolean
gln_sql_get_uuid (GlnSql *sql, int column, GlnUuid *uuid)
{
  memset (uuid, 0, sizeof *uuid);
  return gln_uuid_parse (gln_sql_get_text (sql, column), uuid);
}

/* gln_sql_quote: (transfer full): @name as an SQL identifier. */
char *
gln_sql_quote (const char *name)
{
  GString *out = g_string_new ("\"");

  for (const char *p = name; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

/* gln_sql_has_table: whether there is a table (not a view) of that name. */
gboolean
gln_sql_has_table (sqlite3 *db, const char *name)
{
  GlnSql sql;
  gboolean found;

  gln_sql_prepare (&sql, db, "SELECT 1 FROM sqlite_master WHERE type='table' AND lower(name)=lower(?)");
  gln_sql_text (&sql, name);
  found = gln_sql_row (&sql);
  gln_sql_finish (&sql);
  return found;
}

/* What a file from elsewhere may not do: run functions from its schema, ask for absurd sizes. */
static void
harden (sqlite3 *db)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 1 << 30);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_exec (db, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0", NULL, NULL, NULL);
}

static sqlite3 *
try_open (const char *path, gboolean immutable)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s%s", escaped, immutable ? "?immutable=1" : "");
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL)
          == SQLITE_OK
      && sqlite3_exec (db, "SELECT count(*) FROM sqlite_master", NULL, NULL, NULL) == SQLITE_OK)
    return db;
  if (immutable)
    return db;
  sqlite3_close (db);
  return NULL;
}

/**
 * gln_sql_open_foreign:
 *
 * Opens a database read-only; nothing is written beside it. In a folder without write permission a
 * file in WAL mode cannot be opened in the usual way; then it is read as it lies there.
 *
 * Returns: (transfer full) (nullable): NULL with @error
 */
sqlite3 *
gln_sql_open_foreign (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  sqlite3 *db;

  if (!g_file_test (absolute, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND, _ ("There is no file %s"), path);
      return NULL;
    }
  db = try_open (absolute, FALSE);
  if (!db)
    db = try_open (absolute, TRUE);
  if (!db || sqlite3_errcode (db) != SQLITE_OK)
    {
      g_autofree char *doing = g_strdup_printf (_ ("%s cannot be read"), path);
      gln_sql_fail (db, error, doing);
      sqlite3_close (db);
      return NULL;
    }
  harden (db);
  return db;
}
