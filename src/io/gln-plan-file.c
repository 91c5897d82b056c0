/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-plan-file-private.h"

#include "core/gln-i18n.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_VERSIONS 3

/* gln_plan_file_note: adds a sentence to the notes. */
void
gln_plan_file_note (GlnPlanFile *file, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (file->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

/**
 * gln_plan_hash:
 *
 * Returns: (transfer full): SHA-256 of the content in its canonical bytes (frame, then features by
 *   uuid), 64 hex digits. Equal plans have equal hashes, however their files differ.
 */
char *
gln_plan_hash (const GlnPlan *plan)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_write_u32 (bytes, GLN_CODEC_VERSION);
  gln_write_frame (bytes, plan->frame);
  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      gln_write_feature (bytes, feature);
      if (bytes->len < 1 << 20)
        continue;
      g_checksum_update (sum, bytes->data, bytes->len);
      g_byte_array_set_size (bytes, 0);
    }
  g_checksum_update (sum, bytes->data, bytes->len);
  return g_strdup (g_checksum_get_string (sum));
}

/** gln_plan_file_free: frees it; the plan lives on if somebody else holds it. */
void
gln_plan_file_free (GlnPlanFile *file)
{
  if (!file)
    return;
  g_clear_pointer (&file->plan, gln_plan_unref);
  g_free (file->path);
  g_free (file->hash);
  g_free (file->journals);
  g_clear_pointer (&file->notes, g_ptr_array_unref);
  g_free (file);
}

/**
 * gln_plan_file_open:
 *
 * Reads a plan; the file is not changed and not kept open. A newer or damaged file is read as far as
 * possible, with notes, and @read_only set.
 *
 * Returns: (transfer full) (nullable): NULL with @error when it is no plan
 */
GlnPlanFile *
gln_plan_file_open (const char *path, GlnProgress *progress, GError **error)
{
  g_autoptr (GlnPlanFile) file = g_new0 (GlnPlanFile, 1);
  sqlite3 *db = gln_sql_open_foreign (path, error);
  gboolean ok;

  file->path = g_strdup (path);
  file->notes = g_ptr_array_new_with_free_func (g_free);
  if (!db)
    return NULL;
  ok = gln_plan_read_database (db, file, progress, error);
  sqlite3_close (db);
  if (!ok)
    return NULL;
  if (g_access (path, W_OK) != 0)
    file->read_only = TRUE;
  return g_steal_pointer (&file);
}

/** gln_plan_file_check: whether the file at @path is a plan, by its tables. */
gboolean
gln_plan_file_check (const char *path)
{
  sqlite3 *db = gln_sql_open_foreign (path, NULL);
  gboolean found = db && gln_sql_has_table (db, "gln_meta");

  sqlite3_close (db);
  return found;
}

static char *
meta_of (sqlite3 *db, const char *key)
{
  GlnSql sql;
  char *value = NULL;

  gln_sql_prepare (&sql, db, "SELECT value FROM gln_meta WHERE key=?");
  gln_sql_text (&sql, key);
  if (gln_sql_row (&sql))
    value = g_strdup (gln_sql_get_text0 (&sql, 0));
  gln_sql_finish (&sql);
  return value;
}

static int
schema_of (sqlite3 *db)
{
  g_autofree char *schema = meta_of (db, "schema");

  return schema ? (int) g_ascii_strtoll (schema, NULL, 10) : 0;
}

/* Those that were put aside since need not be known any more; this many crashes in a row do not happen. */
#define MAX_JOURNALS 256

static void
add_journal (GPtrArray *list, const char *id, gsize length, guint64 serial)
{
  for (guint i = 0; i < list->len; i++)
    if (strncmp (g_ptr_array_index (list, i), id, length) == 0)
      return;
  if (list->len < MAX_JOURNALS)
    g_ptr_array_add (list, g_strdup_printf ("%.*s:%" PRIu64, (int) length, id, serial));
}

/**
 * gln_plan_merge_journals:
 * @before: (nullable): what the file that is replaced knows: "id:serial,…"
 * @save: (nullable): its journal is "running,recovered,recovered …"
 *
 * A plan must not forget which journals it holds: one that a crash kept from being put aside would be
 * applied a second time, over newer edits.
 *
 * Returns: (transfer full) (nullable): the same form, newest first
 */
char *
gln_plan_merge_journals (const char *before, const GlnPlanSave *save)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) now = g_strsplit (save && save->journal ? save->journal : "", ",", -1);
  g_auto (GStrv) old = g_strsplit (before ? before : "", ",", -1);

  for (guint i = 0; now[i]; i++)
    add_journal (list, now[i], strlen (now[i]), i == 0 ? save->serial : G_MAXINT64);
  for (guint i = 0; old[i]; i++)
    {
      const char *colon = strchr (old[i], ':');
      if (colon)
        add_journal (list, old[i], (gsize) (colon - old[i]), g_ascii_strtoull (colon + 1, NULL, 10));
    }
  g_ptr_array_add (list, NULL);
  return list->len > 1 ? g_strjoinv (",", (char **) list->pdata) : NULL;
}

static char *
journals_at (const char *path, const GlnPlan *plan)
{
  sqlite3 *db = g_file_test (path, G_FILE_TEST_EXISTS) ? gln_sql_open_foreign (path, NULL) : NULL;
  g_autofree char *uuid = db ? meta_of (db, "plan_uuid") : NULL;
  char text[GLN_UUID_STRING_LEN + 1], *journals = NULL;

  if (g_strcmp0 (uuid, gln_uuid_format (&plan->frame->uuid, text)) == 0)
    journals = meta_of (db, "journals");
  sqlite3_close (db);
  return journals;
}

/* Only a plan of ours, or nothing, may be overwritten. */
static gboolean
check_target (const char *path, GError **error)
{
  sqlite3 *db;
  gboolean ours;
  int schema;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  db = gln_sql_open_foreign (path, NULL);
  ours = db && gln_sql_has_table (db, "gln_meta");
  schema = ours ? schema_of (db) : 0;
  sqlite3_close (db);
  if (ours && schema <= GLN_PLAN_SCHEMA)
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_READ_ONLY,
               ours ? _ ("%s was written by a newer Greenline and is not overwritten; save under another name")
                    : _ ("%s exists and is no Greenline plan; save under another name"),
               path);
  return FALSE;
}

static gboolean
fail_errno (GError **error, const char *path, int saved)
{
  g_set_error (error, GLN_ERROR, saved == EROFS || saved == EACCES ? GLN_ERROR_READ_ONLY : GLN_ERROR_FAILED,
               _ ("%s could not be saved: %s; the file as it was is untouched, save under another name"), path,
               g_strerror (saved));
  return FALSE;
}

static gboolean
sync_path (const char *path, int flags)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0), rc, saved;

  if (fd < 0)
    return FALSE;
  rc = fsync (fd);
  saved = errno;
  close (fd);
  errno = saved;
  return rc == 0;
}

/* PLAN.gpkg~1 is the save before this one, ~2 the one before. The plan's own name never vanishes: the old
 * file gets a second name first. On file systems without hard links it is copied. */
static void
keep_version (const char *path, guint n_versions)
{
  g_autofree char *first = g_strdup_printf ("%s~1", path);

  for (guint i = n_versions; i > 1; i--)
    {
      g_autofree char *older = g_strdup_printf ("%s~%u", path, i);
      g_autofree char *newer = g_strdup_printf ("%s~%u", path, i - 1);
      g_rename (newer, older);
    }
  g_unlink (first);
  if (link (path, first) != 0)
    {
      g_autoptr (GFile) from = g_file_new_for_path (path), to = g_file_new_for_path (first);
      g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
    }
}

/* Whoever could read the plan before can read it after. */
static void
copy_mode (const char *from, const char *to)
{
  struct stat info;

  if (stat (from, &info) == 0)
    g_chmod (to, (int) (info.st_mode & 0777));
}

static gboolean
put_in_place (const char *temporary, const char *path, const GlnPlanSave *save, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  copy_mode (path, temporary);
  if (!sync_path (temporary, O_RDWR))
    return fail_errno (error, path, errno);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    keep_version (path, save && save->n_versions ? save->n_versions : DEFAULT_VERSIONS);
  if (g_rename (temporary, path) != 0)
    return fail_errno (error, path, errno);
  /* Without this a power cut could bring the old name back. Not every file system allows it. */
  sync_path (folder, O_RDONLY | O_DIRECTORY);
  return TRUE;
}

/* The temporary name is hidden, in the same folder: a rename there is atomic. */
static char *
temporary_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path);
  GlnUuid uuid;
  char text[GLN_UUID_STRING_LEN + 1];

  gln_uuid_new (&uuid);
  return g_strdup_printf ("%s/.%s.%s.tmp", folder, base, gln_uuid_format (&uuid, text) + 24);
}

/* What a program that was killed left half written: an hour later nobody is working on it any more. */
static void
remove_remains (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strdup_printf (".%s.", base);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      GStatBuf info;
      if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".tmp") && g_lstat (file, &info) == 0
          && info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - 3600)
        g_unlink (file);
    }
  g_clear_pointer (&dir, g_dir_close);
}

/* A link stays a link; what it points to is saved. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = real ? g_strdup (real) : g_canonicalize_filename (path, NULL);

  free (real);
  return copy;
}

/**
 * gln_plan_file_save:
 * @path: where; replaced in one step, earlier saves stay as @path~1 …
 * @save: (nullable): see #GlnPlanSave
 *
 * Returns: whether the plan is on disk, synced; else FALSE with @error, and the old file is untouched
 */
gboolean
gln_plan_file_save (const char *path, const GlnPlan *plan, const GlnPlanSave *save, GlnProgress *progress,
                    GError **error)
{
  g_autofree char *real = resolve (path), *hash = NULL, *temporary = NULL, *folder = NULL;
  g_autofree char *before = NULL, *journals = NULL;
  gboolean ok;

  if (!check_target (real, error))
    return FALSE;
  folder = g_path_get_dirname (real);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return fail_errno (error, path, ENOENT);
  if (g_access (folder, W_OK) != 0)
    return fail_errno (error, path, errno);
  remove_remains (real);
  hash = gln_plan_hash (plan);
  before = journals_at (real, plan);
  journals = gln_plan_merge_journals (before, save);
  temporary = temporary_name (real);
  ok = gln_plan_write_database (temporary, plan, hash, journals, real, progress, error)
       && put_in_place (temporary, real, save, error);
  if (!ok)
    {
      g_unlink (temporary);
      g_prefix_error (error, "%s: ", path);
    }
  return ok;
}
