/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-error.h"
#include "core/gln-uuid.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/** GlnSql: a prepared statement that remembers the first failure, so that callers check once. */
typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *stmt;
  int rc; /* SQLITE_OK until something failed */
  int at; /* next parameter */
} GlnSql;

gboolean    gln_sql_exec     (sqlite3 *db, const char *sql, GError **error);
gboolean    gln_sql_fail     (sqlite3 *db, GError **error, const char *doing);
void        gln_sql_prepare  (GlnSql *sql, sqlite3 *db, const char *text);
void        gln_sql_text     (GlnSql *sql, const char *text); /* nullable */
void        gln_sql_number   (GlnSql *sql, double number);    /* NaN becomes NULL */
void        gln_sql_integer  (GlnSql *sql, gint64 number);
void        gln_sql_blob     (GlnSql *sql, const void *data, gsize length);
void        gln_sql_null     (GlnSql *sql);
void        gln_sql_uuid     (GlnSql *sql, const GlnUuid *uuid); /* nil becomes NULL */
gboolean    gln_sql_run      (GlnSql *sql);
gboolean    gln_sql_row      (GlnSql *sql);
void        gln_sql_finish   (GlnSql *sql);

const char *gln_sql_get_text   (GlnSql *sql, int column); /* "" for NULL; valid UTF-8 */
const char *gln_sql_get_text0  (GlnSql *sql, int column); /* NULL for NULL or bad UTF-8 */
double      gln_sql_get_number (GlnSql *sql, int column); /* NaN for NULL */
gboolean    gln_sql_get_uuid   (GlnSql *sql, int column, GlnUuid *uuid); /* nil and FALSE when none */

char       *gln_sql_quote    (const char *name);
gboolean    gln_sql_has_table (sqlite3 *db, const char *name);
sqlite3    *gln_sql_open_foreign (const char *path, GError **error);

G_END_DECLS
