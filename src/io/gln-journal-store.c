/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-journal-private.h"

#include "core/gln-i18n.h"
#include "io/gln-codec-private.h"
#include "io/gln-process-private.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A rollback journal that is truncated instead of deleted: it works on every file system (a write-ahead
 * log needs shared memory, which network homes lack), and spares a directory update an edit. */
static const char settings[] = "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
                               "PRAGMA fullfsync=ON; PRAGMA busy_timeout=2000;";

static const char schema[]
    = "CREATE TABLE IF NOT EXISTS meta (key TEXT NOT NULL PRIMARY KEY, value TEXT);"
      "CREATE TABLE IF NOT EXISTS records (serial INTEGER PRIMARY KEY, time_us INTEGER, label TEXT,"
      " n_changes INTEGER, x0 DOUBLE, y0 DOUBLE, x1 DOUBLE, y1 DOUBLE);"
      "CREATE TABLE IF NOT EXISTS parts (serial INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB,"
      " PRIMARY KEY (serial, part));";

/* The largest blob; an import of a whole city is several. Serial -1 holds the base of an unsaved plan. */
#define PART_BYTES (8u << 20)
#define BASE_SERIAL (-1)

void
gln_journal_record_free (GlnJournalRecord *record)
{
  g_free (record->label);
  gln_delta_unref (record->delta);
  g_free (record);
}

static gboolean
put_meta (GlnJournalStore *store, const char *key, const char *value)
{
  GlnSql sql;
  gboolean ok;

  gln_sql_prepare (&sql, store->db, "INSERT OR REPLACE INTO meta VALUES (?,?)");
  gln_sql_text (&sql, key);
  gln_sql_text (&sql, value);
  ok = gln_sql_run (&sql);
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
put_number (GlnJournalStore *store, const char *key, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" PRIu64, number);

  return put_meta (store, key, text);
}

static gboolean
put_parts (GlnJournalStore *store, gint64 serial, const GByteArray *bytes)
{
  GlnSql sql;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, store->db, "INSERT INTO parts VALUES (?,?,?)");
  for (guint at = 0, part = 0; (at < bytes->len || part == 0) && ok; at += PART_BYTES, part++)
    {
      gln_sql_integer (&sql, serial);
      gln_sql_integer (&sql, part);
      gln_sql_blob (&sql, bytes->data + at, MIN (PART_BYTES, bytes->len - at));
      ok = gln_sql_run (&sql);
    }
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
put_base (GlnJournalStore *store)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GlnFeatureIter iter;
  GlnFeature *feature;

  if (!store->base)
    return TRUE;
  gln_write_u32 (bytes, GLN_CODEC_VERSION);
  gln_write_frame (bytes, store->base->frame);
  gln_write_u32 (bytes, gln_feature_map_size (store->base->features));
  gln_feature_iter_init (&iter, store->base->features);
  while ((feature = gln_feature_iter_next (&iter)))
    gln_write_feature (bytes, feature);
  return put_parts (store, BASE_SERIAL, bytes);
}

static gboolean
put_identity (GlnJournalStore *store)
{
  char uuid[GLN_UUID_STRING_LEN + 1];
  g_autofree char *start = gln_process_start (getpid ());

  return put_number (store, "format", GLN_JOURNAL_FORMAT) && put_meta (store, "id", store->id)
         && put_meta (store, "plan_uuid", gln_uuid_format (&store->plan, uuid))
         && put_meta (store, "plan_name", store->plan_name) && put_meta (store, "plan_path", store->path)
         && put_meta (store, "base_hash", store->base_hash) && put_number (store, "base_serial", store->base_serial)
         && put_meta (store, "host", g_get_host_name ()) && put_number (store, "pid", (guint64) getpid ())
         && put_meta (store, "start", start) && put_base (store);
}

/* A new folder must itself survive a power cut. */
static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _ ("the folder %s cannot be made: %s"), folder,
                   g_strerror (errno));
      return FALSE;
    }
  fd = g_open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
  return TRUE;
}

static void
drop_db (GlnJournalStore *store)
{
  sqlite3_close (store->db);
  store->db = NULL;
}

static gboolean
open_db (GlnJournalStore *store, GError **error)
{
  if (store->db)
    return TRUE;
  if (!make_folder (store->folder, error))
    return FALSE;
  if (sqlite3_open_v2 (store->file, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK
      || !gln_sql_exec (store->db, settings, error) || !gln_sql_exec (store->db, "BEGIN IMMEDIATE", error)
      || !gln_sql_exec (store->db, schema, error) || !put_identity (store)
      || !gln_sql_exec (store->db, "COMMIT", error))
    {
      if (error && !*error)
        gln_sql_fail (store->db, error, store->file);
      drop_db (store);
      return FALSE;
    }
  return TRUE;
}

static gboolean
put_record (GlnJournalStore *store, const GlnJournalRecord *record)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GlnBox box = gln_delta_box (record->delta);
  gboolean empty = gln_box_is_empty (&box), ok;
  GlnSql sql;

  gln_sql_prepare (&sql, store->db, "INSERT OR REPLACE INTO records VALUES (?,?,?,?,?,?,?,?)");
  gln_sql_integer (&sql, (gint64) record->serial);
  gln_sql_integer (&sql, record->time_us);
  gln_sql_text (&sql, record->label);
  gln_sql_integer (&sql, record->delta->n_changes);
  for (guint i = 0; i < 4; i++)
    if (empty)
      gln_sql_null (&sql);
    else
      gln_sql_number (&sql, ((const double[]){ box.x0, box.y0, box.x1, box.y1 })[i]);
  ok = gln_sql_run (&sql);
  gln_sql_finish (&sql);
  gln_write_delta (bytes, record->delta);
  return ok && put_parts (store, (gint64) record->serial, bytes);
}

/* gln_journal_store_append: all @records in one transaction; TRUE once they are synced to disk. */
gboolean
gln_journal_store_append (GlnJournalStore *store, GPtrArray *records, GError **error)
{
  gboolean ok;

  if (!open_db (store, error) || !gln_sql_exec (store->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  ok = TRUE;
  for (guint i = 0; i < records->len && ok; i++)
    ok = put_record (store, g_ptr_array_index (records, i));
  if (!ok)
    gln_sql_fail (store->db, error, store->file);
  ok = ok && gln_sql_exec (store->db, "COMMIT", error);
  if (!ok)
    {
      sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
      drop_db (store);
    }
  return ok;
}

static gboolean
is_empty (GlnJournalStore *store)
{
  GlnSql sql;
  gboolean found;

  gln_sql_prepare (&sql, store->db, "SELECT 1 FROM records LIMIT 1");
  found = gln_sql_row (&sql);
  gln_sql_finish (&sql);
  return !found && sql.rc == SQLITE_OK;
}

static void
delete_file (GlnJournalStore *store)
{
  g_autofree char *side = g_strdup_printf ("%s-journal", store->file);

  drop_db (store);
  g_unlink (store->file);
  g_unlink (side);
  g_rmdir (store->folder); /* goes only when it is empty */
}

static gboolean
forget_saved (GlnJournalStore *store, guint64 serial)
{
  GlnSql sql;
  gboolean ok;

  gln_sql_prepare (&sql, store->db, "DELETE FROM records WHERE serial<=?");
  gln_sql_integer (&sql, (gint64) serial);
  ok = gln_sql_run (&sql);
  gln_sql_finish (&sql);
  gln_sql_prepare (&sql, store->db, "DELETE FROM parts WHERE serial<=?"); /* the base at -1 too */
  gln_sql_integer (&sql, (gint64) serial);
  ok = gln_sql_run (&sql) && ok;
  gln_sql_finish (&sql);
  return ok && put_meta (store, "plan_path", store->path) && put_meta (store, "base_hash", store->base_hash)
         && put_number (store, "base_serial", store->base_serial);
}

/**
 * gln_journal_store_rebase:
 * @serial: last edit that the saved plan holds; later ones stay
 *
 * In one transaction: at every moment the journal and one of the two plans, old or new, make the whole.
 */
gboolean
gln_journal_store_rebase (GlnJournalStore *store, const char *path, const char *hash, guint64 serial,
                          GError **error)
{
  gboolean ok;

  g_free (store->path);
  g_free (store->base_hash);
  store->path = g_strdup (path);
  store->base_hash = g_strdup (hash);
  store->base_serial = serial;
  g_clear_pointer (&store->base, gln_plan_unref);
  if (!store->db)
    return TRUE;
  if (!gln_sql_exec (store->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  ok = forget_saved (store, serial);
  if (!ok)
    gln_sql_fail (store->db, error, store->file);
  ok = ok && gln_sql_exec (store->db, "COMMIT", error);
  if (!ok)
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  return ok;
}

/* gln_journal_store_close: deletes the journal, or marks it as nobody's so that it is offered next time. */
void
gln_journal_store_close (GlnJournalStore *store, gboolean discard)
{
  if (!store->db)
    return;
  if (discard || is_empty (store))
    delete_file (store);
  else
    put_number (store, "pid", 0);
  if (store->db)
    drop_db (store);
}

/* gln_journal_store_clear: frees what @store holds. */
void
gln_journal_store_clear (GlnJournalStore *store)
{
  if (store->db)
    drop_db (store);
  g_free (store->folder);
  g_free (store->file);
  g_free (store->id);
  g_free (store->plan_name);
  g_free (store->path);
  g_free (store->base_hash);
  g_clear_pointer (&store->base, gln_plan_unref);
}
