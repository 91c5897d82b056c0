/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-plan-file-private.h"

#include "core/gln-i18n.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/** Role of a column in the SELECT that reads a feature table. */
typedef enum
{
  COLUMN_FID,
  COLUMN_GEOM,
  COLUMN_UUID,
  COLUMN_CLASS,
  COLUMN_FROM,
  COLUMN_UNTIL,
  COLUMN_RADIUS,
  COLUMN_STRUCTURE,
  COLUMN_VALUE,
} ColumnRole;

typedef struct
{
  ColumnRole role;
  const char *key; /* of a value */
} Column;

typedef struct
{
  sqlite3 *db;
  GlnPlanFile *file;
  const char *table;
  const GlnUuid *layer;
  const GlnUuid *plan;
  GHashTable *seen;
  GArray *columns;
  int at[COLUMN_VALUE]; /* column number of each role, -1 when absent */
  GlnSql extra;
  guint n_new_ids, n_bad_shapes, n_odd_shapes;
} TableReader;

static const char *
key_of_column (sqlite3 *db, const char *table, const char *column)
{
  const char *key = NULL;
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT key FROM gln_columns WHERE table_name=? AND column_name=?");
  gln_sql_text (&sql, table);
  gln_sql_text (&sql, column);
  if (gln_sql_row (&sql))
    key = g_intern_string (gln_sql_get_text (&sql, 0));
  gln_sql_finish (&sql);
  return key ? key : g_intern_string (column);
}

/* Columns that somebody added in another program are values under their own name. */
static void
read_columns (TableReader *self)
{
  static const char *const own[] = { GLN_FEATURE_COLUMNS };
  g_autofree char *table = gln_sql_quote (self->table);
  g_autofree char *text = g_strdup_printf ("PRAGMA table_info(%s)", table);
  GlnSql sql;

  for (guint i = 0; i < COLUMN_VALUE; i++)
    self->at[i] = -1;
  gln_sql_prepare (&sql, self->db, text);
  while (gln_sql_row (&sql))
    {
      const char *name = gln_sql_get_text (&sql, 1);
      Column column = { .role = COLUMN_VALUE };
      for (guint i = 0; i < G_N_ELEMENTS (own); i++)
        if (g_ascii_strcasecmp (name, own[i]) == 0)
          {
            column.role = (ColumnRole) i;
            self->at[i] = (int) self->columns->len;
          }
      if (column.role == COLUMN_VALUE)
        column.key = key_of_column (self->db, self->table, name);
      g_array_append_val (self->columns, column);
    }
  gln_sql_finish (&sql);
}

/* A row that another program added has no id of ours. It gets one that stays the same at every opening. */
static void
make_id (const TableReader *self, gint64 fid, GlnUuid *uuid)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *row = g_strdup_printf ("%s/%" PRId64, self->table, fid);
  guint8 digest[32];
  gsize n = sizeof digest;

  g_checksum_update (sum, self->plan->bytes, sizeof self->plan->bytes);
  g_checksum_update (sum, (const guchar *) row, -1);
  g_checksum_get_digest (sum, digest, &n);
  memcpy (uuid->bytes, digest, sizeof uuid->bytes);
  uuid->bytes[6] = (guint8) (0x80 | (uuid->bytes[6] & 0x0f)); /* version 8: made by a rule of our own */
  uuid->bytes[8] = (guint8) (0x80 | (uuid->bytes[8] & 0x3f));
}

static gboolean
parse_starts (const char *text, GArray *starts)
{
  for (const char *p = text; *p;)
    {
      char *end;
      guint32 start = (guint32) g_ascii_strtoull (p, &end, 10);
      if (end == p)
        return FALSE;
      g_array_append_val (starts, start);
      p = *end == ',' ? end + 1 : end;
    }
  return starts->len > 0;
}

/* Puts the parts and rings back that WKB has no words for. */
static GlnShape *
restructure (GlnShape *shape, const char *text)
{
  g_auto (GStrv) halves = g_strsplit (text, ";", 2);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (guint32));
  GlnShape *made = NULL;

  if (g_strv_length (halves) == 2 && parse_starts (halves[0], parts) && parse_starts (halves[1], rings))
    made = gln_shape_from_arrays (shape->kind, shape->points, shape->n_points,
                                  (guint32 *) (void *) rings->data, rings->len,
                                  (guint32 *) (void *) parts->data, parts->len, shape->radius_m);
  if (!made)
    return shape;
  gln_shape_unref (shape);
  return made;
}

static GlnShape *
read_shape (TableReader *self, GlnSql *sql)
{
  int geom = self->at[COLUMN_GEOM];
  double radius_m = self->at[COLUMN_RADIUS] >= 0 ? gln_sql_get_number (sql, self->at[COLUMN_RADIUS]) : NAN;
  const char *structure;
  gboolean odd;
  GlnShape *shape;

  if (geom < 0 || sqlite3_column_type (sql->stmt, geom) != SQLITE_BLOB)
    return NULL;
  shape = gln_gpkg_geometry_read (sqlite3_column_blob (sql->stmt, geom),
                                  (gsize) sqlite3_column_bytes (sql->stmt, geom),
                                  isnan (radius_m) ? 0 : radius_m, &odd);
  self->n_odd_shapes += odd;
  self->n_bad_shapes += shape == NULL;
  structure = shape && self->at[COLUMN_STRUCTURE] >= 0
                  ? gln_sql_get_text0 (sql, self->at[COLUMN_STRUCTURE]) : NULL;
  return structure ? restructure (shape, structure) : shape;
}

static void
add_extra (TableReader *self, const GlnUuid *uuid, GArray *values, GPtrArray *texts)
{
  gln_sql_text (&self->extra, gln_uuid_format (uuid, (char[GLN_UUID_STRING_LEN + 1]){ 0 }));
  while (gln_sql_row (&self->extra))
    {
      const char *text = gln_sql_get_text0 (&self->extra, 2);
      GlnValue value = { .key = g_intern_string (gln_sql_get_text (&self->extra, 0)) };
      value.type = text ? GLN_VALUE_TEXT : GLN_VALUE_NUMBER;
      value.number = text ? 0 : gln_sql_get_number (&self->extra, 1);
      if (text)
        {
          value.text = g_strdup (text);
          g_ptr_array_add (texts, (char *) value.text);
        }
      g_array_append_val (values, value);
    }
  sqlite3_reset (self->extra.stmt);
  self->extra.at = 1;
}

static GlnValues *
read_values (TableReader *self, GlnSql *sql, const GlnUuid *uuid)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (GlnValue));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < self->columns->len; c++)
    {
      const Column *column = &g_array_index (self->columns, Column, c);
      int type = sqlite3_column_type (sql->stmt, (int) c);
      GlnValue value = { .key = column->key };

      if (column->role != COLUMN_VALUE || type == SQLITE_NULL || type == SQLITE_BLOB)
        continue;
      value.type = type == SQLITE_TEXT ? GLN_VALUE_TEXT : GLN_VALUE_NUMBER;
      if (type == SQLITE_TEXT)
        {
          value.text = g_strdup (gln_sql_get_text (sql, (int) c));
          g_ptr_array_add (texts, (char *) value.text);
        }
      else
        value.number = sqlite3_column_double (sql->stmt, (int) c);
      g_array_append_val (values, value);
    }
  if (self->extra.stmt)
    add_extra (self, uuid, values, texts);
  return gln_values_new ((GlnValue *) (void *) values->data, values->len);
}

static const char *
text_of (TableReader *self, GlnSql *sql, ColumnRole role)
{
  return self->at[role] >= 0 ? gln_sql_get_text0 (sql, self->at[role]) : NULL;
}

static GlnFeature *
read_feature (TableReader *self, GlnSql *sql)
{
  g_autoptr (GlnShape) shape = read_shape (self, sql);
  g_autoptr (GlnValues) values = NULL;
  g_autoptr (GlnFeature) plain = NULL;
  const char *from, *until;
  GlnUuid uuid;

  if (self->at[COLUMN_UUID] < 0 || !gln_sql_get_uuid (sql, self->at[COLUMN_UUID], &uuid)
      || g_hash_table_contains (self->seen, &uuid))
    {
      make_id (self, self->at[COLUMN_FID] >= 0 ? sqlite3_column_int64 (sql->stmt, self->at[COLUMN_FID]) : 0,
               &uuid);
      self->n_new_ids++;
    }
  values = read_values (self, sql, &uuid);
  plain = gln_feature_new (&uuid, self->layer, text_of (self, sql, COLUMN_CLASS), shape, values);
  from = text_of (self, sql, COLUMN_FROM);
  until = text_of (self, sql, COLUMN_UNTIL);
  return from || until ? gln_feature_with_phases (plain, from, until) : g_steal_pointer (&plain);
}

static void
note_table (TableReader *self, const GlnSql *sql)
{
  if (sql->rc != SQLITE_OK)
    {
      self->file->read_only = TRUE;
      gln_plan_file_note (self->file, _ ("Table %s is damaged (%s): what follows the damage is missing; the plan "
                                         "is opened read-only, an earlier version may lie beside it"),
                          self->table, sqlite3_errmsg (self->db));
    }
  if (self->n_new_ids)
    gln_plan_file_note (self->file, _ ("Table %s: %u rows without an id of their own were added by another "
                                       "program and got one"),
                        self->table, self->n_new_ids);
  if (self->n_bad_shapes)
    {
      self->file->read_only = TRUE;
      gln_plan_file_note (self->file, _ ("Table %s: %u geometries are damaged, curved or of mixed kinds and are "
                                         "not shown; the plan is opened read-only"),
                          self->table, self->n_bad_shapes);
    }
  if (self->n_odd_shapes)
    gln_plan_file_note (self->file, _ ("Table %s: heights of %u geometries were left out"), self->table,
                        self->n_odd_shapes);
}

static void
read_rows (TableReader *self, GPtrArray *features, GlnProgress *progress)
{
  g_autofree char *table = gln_sql_quote (self->table);
  g_autofree char *text = g_strdup_printf ("SELECT * FROM %s", table);
  GlnSql sql;

  gln_sql_prepare (&sql, self->db, text);
  while (gln_sql_row (&sql) && !gln_progress_cancelled (progress))
    {
      GlnFeature *feature = read_feature (self, &sql);
      g_ptr_array_add (features, feature);
      g_hash_table_add (self->seen, &feature->uuid);
      gln_progress_step (progress, 1);
    }
  note_table (self, &sql);
  gln_sql_finish (&sql);
}

static gboolean
has_extra (sqlite3 *db)
{
  GlnSql sql;
  gboolean found;

  gln_sql_prepare (&sql, db, "SELECT 1 FROM gln_extra LIMIT 1");
  found = gln_sql_row (&sql);
  gln_sql_finish (&sql);
  return found;
}

/* gln_plan_read_layer: appends the features of @table to @features; what is wrong becomes a note. */
void
gln_plan_read_layer (sqlite3 *db, GlnPlanFile *file, const char *table, const GlnUuid *layer,
                     const GlnUuid *plan, GHashTable *seen, GPtrArray *features, GlnProgress *progress)
{
  TableReader self = { .db = db, .file = file, .table = table, .layer = layer, .plan = plan, .seen = seen };

  if (!gln_sql_has_table (db, table))
    {
      file->read_only = TRUE;
      gln_plan_file_note (file, _ ("The table %s of a layer is missing; the plan is opened read-only"), table);
      return;
    }
  self.columns = g_array_new (FALSE, FALSE, sizeof (Column));
  read_columns (&self);
  if (has_extra (db))
    gln_sql_prepare (&self.extra, db, "SELECT key, number, text FROM gln_extra WHERE uuid=?");
  read_rows (&self, features, progress);
  if (self.extra.stmt)
    gln_sql_finish (&self.extra);
  g_array_unref (self.columns);
}
