/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-journal-private.h"

#include "core/gln-i18n.h"
#include "io/gln-codec-private.h"
#include "io/gln-process-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_LABELS 200
#define MAX_AREAS 20

/** gln_journal_info_free: frees @info; NULL is allowed. */
void
gln_journal_info_free (GlnJournalInfo *info)
{
  if (!info)
    return;
  g_free (info->file);
  g_free (info->id);
  g_free (info->plan_name);
  g_free (info->plan_path);
  g_free (info->base_hash);
  g_ptr_array_unref (info->labels);
  g_ptr_array_unref (info->areas);
  g_free (info);
}

static GlnJournalInfo *
info_new (const char *file)
{
  GlnJournalInfo *info = g_new0 (GlnJournalInfo, 1);

  info->file = g_strdup (file);
  info->box = GLN_BOX_EMPTY;
  info->labels = g_ptr_array_new_with_free_func (g_free);
  info->areas = g_ptr_array_new_with_free_func (g_free);
  return info;
}

/* Writable: what a crash left half done is rolled back by SQLite when it is opened. */
static sqlite3 *
open_journal (const char *file)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_busy_timeout (db, 2000);
      sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      if (gln_sql_has_table (db, "records"))
        return db;
    }
  sqlite3_close (db);
  /* In a folder without write permission it can still be read. */
  db = gln_sql_open_foreign (file, NULL);
  if (db && gln_sql_has_table (db, "records"))
    return db;
  sqlite3_close (db);
  return NULL;
}

static char *
get_meta (sqlite3 *db, const char *key)
{
  char *value = NULL;
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT value FROM meta WHERE key=?");
  gln_sql_text (&sql, key);
  if (gln_sql_row (&sql))
    value = g_strdup (gln_sql_get_text0 (&sql, 0));
  gln_sql_finish (&sql);
  return value;
}

static gboolean
is_live (sqlite3 *db)
{
  g_autofree char *host = get_meta (db, "host"), *pid = get_meta (db, "pid"), *start = get_meta (db, "start");
  gint64 number = pid ? g_ascii_strtoll (pid, NULL, 10) : 0;

  return number > 0 && gln_process_is_live (host, number, start);
}

static GByteArray *
read_parts (sqlite3 *db, gint64 serial)
{
  GByteArray *bytes = g_byte_array_new ();
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT bytes FROM parts WHERE serial=? ORDER BY part");
  gln_sql_integer (&sql, serial);
  while (gln_sql_row (&sql))
    g_byte_array_append (bytes, sqlite3_column_blob (sql.stmt, 0), (guint) sqlite3_column_bytes (sql.stmt, 0));
  gln_sql_finish (&sql);
  return bytes;
}

static GlnDelta *
read_delta (sqlite3 *db, gint64 serial)
{
  g_autoptr (GByteArray) bytes = read_parts (db, serial);
  GlnReader reader = { bytes->data, bytes->len, 0, FALSE };

  return gln_read_delta (&reader);
}

static void
add_area (GPtrArray *areas, const char *name)
{
  if (!name || !*name || areas->len >= MAX_AREAS)
    return;
  for (guint i = 0; i < areas->len; i++)
    if (strcmp (g_ptr_array_index (areas, i), name) == 0)
      return;
  g_ptr_array_add (areas, g_strdup (name));
}

static void
describe_delta (GlnJournalInfo *info, const GlnDelta *delta)
{
  for (guint i = 0; i < delta->n_changes && info->areas->len < MAX_AREAS; i++)
    {
      const GlnChange *change = &delta->changes[i];
      add_area (info->areas, gln_feature_name (change->after ? change->after : change->before));
    }
  if (delta->frame_after)
    for (guint i = 0; i < delta->frame_after->n_layers; i++)
      if (!gln_frame_layer (delta->frame_before, &delta->frame_after->layers[i]->uuid))
        add_area (info->areas, delta->frame_after->layers[i]->name);
}

static void
describe_record (GlnJournalInfo *info, sqlite3 *db, GlnSql *sql)
{
  gint64 time_us = sqlite3_column_int64 (sql->stmt, 1);

  info->n_edits++;
  info->first_us = info->first_us ? MIN (info->first_us, time_us) : time_us;
  info->last_us = MAX (info->last_us, time_us);
  if (info->labels->len < MAX_LABELS)
    g_ptr_array_add (info->labels, g_strdup (gln_sql_get_text (sql, 2)));
  if (sqlite3_column_type (sql->stmt, 3) != SQLITE_NULL)
    gln_box_add_box (&info->box, &(GlnBox){ gln_sql_get_number (sql, 3), gln_sql_get_number (sql, 4),
                                            gln_sql_get_number (sql, 5), gln_sql_get_number (sql, 6) });
  if (info->areas->len < MAX_AREAS && info->n_edits <= MAX_LABELS)
    {
      g_autoptr (GlnDelta) delta = read_delta (db, sqlite3_column_int64 (sql->stmt, 0));
      if (delta)
        describe_delta (info, delta);
    }
}

static gboolean
read_identity (GlnJournalInfo *info, sqlite3 *db)
{
  g_autofree char *uuid = get_meta (db, "plan_uuid");

  info->id = get_meta (db, "id");
  info->plan_name = get_meta (db, "plan_name");
  info->plan_path = get_meta (db, "plan_path");
  info->base_hash = get_meta (db, "base_hash");
  info->live = is_live (db);
  return info->id && uuid && gln_uuid_parse (uuid, &info->plan);
}

/* Behind which serial the edits of journal @id are missing in a plan file that knows @journals. */
static gint64
first_missing (const char *id, const char *journals)
{
  g_auto (GStrv) list = journals ? g_strsplit (journals, ",", -1) : NULL;
  gsize n = strlen (id);

  for (guint i = 0; list && list[i]; i++)
    if (strncmp (list[i], id, n) == 0 && list[i][n] == ':')
      return (gint64) g_ascii_strtoull (list[i] + n + 1, NULL, 10);
  return -1;
}

static void
describe_missing (GlnJournalInfo *info, sqlite3 *db, const char *journals)
{
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT serial, time_us, label, x0, y0, x1, y1 FROM records WHERE serial>?"
                             " ORDER BY serial");
  gln_sql_integer (&sql, first_missing (info->id, journals));
  while (gln_sql_row (&sql))
    describe_record (info, db, &sql);
  gln_sql_finish (&sql);
}

static gboolean
holds_nothing (sqlite3 *db)
{
  gboolean found;
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT 1 FROM records LIMIT 1");
  found = gln_sql_row (&sql);
  gln_sql_finish (&sql);
  return !found && sql.rc == SQLITE_OK;
}

/* Only edits that a plan file which knows @journals lacks count. */
static GlnJournalInfo *
read_info (const char *file, const char *journals)
{
  sqlite3 *db = open_journal (file);
  g_autoptr (GlnJournalInfo) info = db ? info_new (file) : NULL;
  gboolean known = info && read_identity (info, db), empty;

  if (known)
    describe_missing (info, db, journals);
  empty = known && holds_nothing (db);
  sqlite3_close (db);
  if (!known)
    return NULL;
  if (empty && !info->live)
    g_unlink (file);
  /* Left by a crash between saving the plan and forgetting the edits: all of it is in the plan. */
  else if (info->n_edits == 0 && !info->live && first_missing (info->id, journals) >= 0)
    gln_journal_dismiss (info, NULL);
  return info->n_edits > 0 ? g_steal_pointer (&info) : NULL;
}

static void
list_folder (GPtrArray *list, const char *folder, const char *journals)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, GLN_JOURNAL_SUFFIX))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_clear_pointer (&dir, g_dir_close);
  for (guint i = 0; i < files->len; i++)
    {
      GlnJournalInfo *info = read_info (g_ptr_array_index (files, i), journals);
      if (info)
        g_ptr_array_add (list, info);
    }
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  gint64 x = (*(GlnJournalInfo *const *) a)->first_us, y = (*(GlnJournalInfo *const *) b)->first_us;

  return x < y ? -1 : x > y;
}

static GPtrArray *
list_journals (const char *state_dir, const GlnUuid *plan, const char *journals)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_journal_info_free);
  g_autofree char *root = state_dir ? g_strdup (state_dir) : gln_journal_default_dir ();
  char text[GLN_UUID_STRING_LEN + 1];
  GDir *dir = plan ? NULL : g_dir_open (root, 0, NULL);
  const char *name = plan ? gln_uuid_format (plan, text) : dir ? g_dir_read_name (dir) : NULL;

  for (; name; name = dir ? g_dir_read_name (dir) : NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);
      list_folder (list, folder, journals);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_ptr_array_sort (list, by_time);
  return list;
}

/**
 * gln_journal_list:
 * @state_dir: (nullable): NULL means gln_journal_default_dir()
 * @plan: (nullable): only journals of this plan
 *
 * Returns: (transfer full): of GlnJournalInfo with at least one edit, oldest first
 */
GPtrArray *
gln_journal_list (const char *state_dir, const GlnUuid *plan)
{
  return list_journals (state_dir, plan, NULL);
}

/**
 * gln_journal_pending:
 *
 * Journals of which the plan holds everything are put aside on the way.
 *
 * Returns: (transfer full): of GlnJournalInfo: journals with edits that the plan @file does not hold
 */
GPtrArray *
gln_journal_pending (const char *state_dir, const GlnPlanFile *file)
{
  return list_journals (state_dir, &file->plan->frame->uuid, file->journals);
}

static GlnPlan *
read_base (sqlite3 *db)
{
  g_autoptr (GByteArray) bytes = read_parts (db, -1);
  GlnReader in = { bytes->data, bytes->len, 0, FALSE };
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFrame) frame = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;

  if (gln_read_u32 (&in) != GLN_CODEC_VERSION || !(frame = gln_read_frame (&in)))
    return NULL;
  for (guint32 n = gln_read_u32 (&in); n > 0 && !in.bad; n--)
    {
      GlnFeature *feature = gln_read_feature (&in);
      if (feature)
        g_ptr_array_add (features, feature);
    }
  if (in.bad)
    return NULL;
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  return gln_plan_new (frame, map);
}

/* Where the plan is not what the edit started from: the edit wins, and is counted. */
static guint
count_conflicts (const GlnPlan *plan, const GlnDelta *delta)
{
  guint n = 0;

  for (guint i = 0; i < delta->n_changes; i++)
    n += !gln_feature_equal (gln_plan_feature (plan, &delta->changes[i].uuid), delta->changes[i].before);
  if (delta->frame_before)
    n += !gln_frame_equal (plan->frame, delta->frame_before);
  return n;
}

/* Applies edits in order up to the first that cannot be read, which @n_conflicts tells. */
static GlnPlan *
replay (sqlite3 *db, GlnPlan *base, gint64 after, guint *n_conflicts, guint *n_applied)
{
  GlnPlan *plan = gln_plan_ref (base);
  gboolean broken = FALSE;
  GlnSql sql;

  gln_sql_prepare (&sql, db, "SELECT serial FROM records WHERE serial>? ORDER BY serial");
  gln_sql_integer (&sql, after);
  while (gln_sql_row (&sql))
    {
      g_autoptr (GlnDelta) delta = broken ? NULL : read_delta (db, sqlite3_column_int64 (sql.stmt, 0));
      GlnPlan *next;
      broken |= delta == NULL;
      if (broken)
        {
          ++*n_conflicts;
          continue;
        }
      *n_conflicts += count_conflicts (plan, delta);
      next = gln_plan_apply (plan, delta);
      gln_plan_unref (plan);
      plan = next;
      ++*n_applied;
    }
  gln_sql_finish (&sql);
  return plan;
}

static GlnPlan *
recover_one (const GlnJournalInfo *info, const GlnPlanFile *file, GlnPlan *start, guint *n_conflicts)
{
  sqlite3 *db = open_journal (info->file);
  GlnPlan *base = NULL, *plan = NULL;
  guint applied = 0;

  if (db)
    base = start ? gln_plan_ref (start) : read_base (db);
  if (base)
    plan = replay (db, base, file ? first_missing (info->id, file->journals) : -1, n_conflicts,
                   &applied);
  sqlite3_close (db);
  g_clear_pointer (&base, gln_plan_unref);
  if (applied == 0)
    g_clear_pointer (&plan, gln_plan_unref);
  return plan;
}

/**
 * gln_journal_recover_all:
 * @infos: of GlnJournalInfo, oldest first, as gln_journal_pending() gives them; live ones are passed over
 * @file: (nullable): the plan as saved; NULL for one that was never saved
 * @n_conflicts: (out) (optional): changes whose starting point is not what @file holds (then it is another
 *   version of the plan), and edits that could not be read
 *
 * The journals stay as they are: see gln_journal_take_over().
 *
 * Returns: (transfer full) (nullable): the plan with the edits; NULL with @error
 */
GlnPlan *
gln_journal_recover_all (GPtrArray *infos, const GlnPlanFile *file, guint *n_conflicts, GError **error)
{
  GlnPlan *plan = file ? gln_plan_ref (file->plan) : NULL;
  guint conflicts = 0, n_done = 0;

  for (guint i = 0; i < infos->len; i++)
    {
      const GlnJournalInfo *info = g_ptr_array_index (infos, i);
      GlnPlan *next = info->live ? NULL : recover_one (info, file, plan, &conflicts);
      if (!next)
        continue;
      g_clear_pointer (&plan, gln_plan_unref);
      plan = next;
      n_done++;
    }
  if (n_conflicts)
    *n_conflicts = conflicts;
  if (n_done > 0)
    return plan;
  g_clear_pointer (&plan, gln_plan_unref);
  g_set_error_literal (error, GLN_ERROR, GLN_ERROR_BAD_FORMAT,
                       _ ("The journal cannot be read, or is still being written by another program; it is kept, "
                          "open the plan as it was saved"));
  return NULL;
}

/** gln_journal_recover: gln_journal_recover_all() for a single journal. */
GlnPlan *
gln_journal_recover (const GlnJournalInfo *info, const GlnPlanFile *file, guint *n_conflicts, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, (gpointer) info);
  return gln_journal_recover_all (one, file, n_conflicts, error);
}

/**
 * gln_journal_dismiss:
 *
 * The journal is not offered any more; it is renamed, never deleted.
 */
gboolean
gln_journal_dismiss (const GlnJournalInfo *info, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *kept = g_strdup_printf ("%s.kept-%s", info->file, stamp);
  g_autofree char *side = g_strdup_printf ("%s-journal", info->file);
  sqlite3 *db = open_journal (info->file);

  sqlite3_close (db); /* opening rolled back what was half done, so the side file holds nothing any more */
  if (g_rename (info->file, kept) == 0)
    {
      g_unlink (side);
      return TRUE;
    }
  g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _ ("The journal %s could not be put aside"), info->file);
  return FALSE;
}
