/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-desk.h"

#include "core/gln-error.h"
#include "core/gln-i18n.h"

struct _GlnDesk
{
  GObject parent_instance;

  GlnDocument *document;
  GlnSession *session;
  GlnToolbox *toolbox;
  GlnProjector *projector;
  GlnCrs *crs;
  char *path;
  gboolean read_only;
  GlnPlanLock *lock;
  GlnJournal *journal;
  guint64 acknowledged;  /* serial of the last edit that the journal holds */
  gboolean journal_failed;
};

enum
{
  STATE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnDesk, gln_desk, G_TYPE_OBJECT)

static void
state_changed (GlnDesk *self)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/* Journal ---------------------------------------------------------------------------------- */

static void
acknowledged (GlnDesk *self, guint64 serial)
{
  self->acknowledged = MAX (self->acknowledged, serial);
  state_changed (self);
}

static void
journal_failed (GlnDesk *self, const GError *error)
{
  g_warning ("The journal cannot be written: %s", error ? error->message : "");
  self->journal_failed = TRUE;
  state_changed (self);
}

static void
start_journal (GlnDesk *self, const char *hash)
{
  guint64 serial = gln_document_get_serial (self->document);

  self->journal = gln_journal_new (NULL, gln_document_get_plan (self->document), self->path, hash, serial);
  self->acknowledged = serial;
  self->journal_failed = self->journal == NULL;
  if (self->journal_failed)
    return;
  g_signal_connect_object (self->journal, "acknowledged", G_CALLBACK (acknowledged), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->journal, "failed", G_CALLBACK (journal_failed), self, G_CONNECT_SWAPPED);
  gln_document_set_sink (self->document, GLN_COMMIT_SINK (self->journal));
}

/* Two programs that write one plan would lose the work of one of them. */
static void
take_lock (GlnDesk *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->path || self->read_only)
    return;
  self->lock = gln_plan_lock_acquire (self->path, &error);
  if (!self->lock)
    {
      self->read_only = TRUE;
      g_message ("%s", error->message);
    }
}

/* Object ----------------------------------------------------------------------------------- */

static void
gln_desk_finalize (GObject *object)
{
  GlnDesk *self = GLN_DESK (object);

  gln_desk_close (self, FALSE);
  g_clear_object (&self->toolbox);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_object (&self->projector);
  g_clear_pointer (&self->crs, gln_crs_unref);
  g_free (self->path);
  G_OBJECT_CLASS (gln_desk_parent_class)->finalize (object);
}

static void
gln_desk_class_init (GlnDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gln_desk_finalize;
  signals[STATE_CHANGED] = g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
gln_desk_init (GlnDesk *self)
{
}

static gboolean
make_projector (GlnDesk *self, GError **error)
{
  GlnPlan *plan = gln_document_get_plan (self->document);
  GlnBox box = gln_plan_box (plan);
  GlnPoint middle = { (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2 };

  self->crs = gln_crs_parse_plan (plan->frame->crs, error);
  if (!self->crs)
    return FALSE;
  self->projector = gln_crs_projector_new (plan->frame->crs, gln_box_is_empty (&box) ? NULL : &middle, error);
  return self->projector != NULL;
}

GlnDesk *
gln_desk_new (GlnDocument *document, const GlnPlanFile *file, GError **error)
{
  g_autoptr (GlnDesk) self = g_object_new (GLN_TYPE_DESK, NULL);

  self->document = g_object_ref (document);
  if (!make_projector (self, error))
    return NULL;
  self->session = gln_session_new (document);
  self->toolbox = gln_toolbox_new (self->session);
  self->path = file ? g_strdup (file->path) : NULL;
  self->read_only = file && file->read_only;
  take_lock (self);
  start_journal (self, file ? file->hash : NULL);
  g_signal_connect_object (document, "history-changed", G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  return g_steal_pointer (&self);
}

void
gln_desk_close (GlnDesk *self, gboolean discard)
{
  g_return_if_fail (GLN_IS_DESK (self));

  if (self->journal)
    {
      gln_document_set_sink (self->document, NULL);
      g_signal_handlers_disconnect_by_data (self->journal, self);
      gln_journal_close (self->journal, discard || gln_document_is_saved (self->document));
      g_clear_object (&self->journal);
    }
  g_clear_pointer (&self->lock, gln_plan_lock_release);
}

GlnDocument *
gln_desk_get_document (GlnDesk *desk)
{
  return desk->document;
}

GlnSession *
gln_desk_get_session (GlnDesk *desk)
{
  return desk->session;
}

GlnToolbox *
gln_desk_get_toolbox (GlnDesk *desk)
{
  return desk->toolbox;
}

GlnProjector *
gln_desk_get_projector (GlnDesk *desk)
{
  return desk->projector;
}

const char *
gln_desk_get_path (GlnDesk *desk)
{
  return desk->path;
}

gboolean
gln_desk_is_read_only (GlnDesk *desk)
{
  return desk->read_only;
}

/* "CGCS2000 / 3-degree Gauss-Kruger CM 114E" → "CGCS2000 · 3° zone, CM 114°E": what a planner calls it. */
static char *
short_crs_name (const char *name)
{
  const char *slash = strstr (name, " / "), *cm = strstr (name, "CM ");
  g_autofree char *datum = slash ? g_strndup (name, (gsize) (slash - name)) : NULL;
  const char *width = strstr (name, "3-degree") ? "3" : strstr (name, "6-degree") || cm ? "6" : NULL;
  g_autofree char *meridian = NULL;

  if (!datum || !cm || !width || !strstr (name, "Gauss"))
    return g_strdup (name);
  meridian = g_strndup (cm + 3, strspn (cm + 3, "0123456789"));
  return g_strdup_printf (_("%s %s° zone, central meridian %s°E"), datum, width, meridian);
}

char *
gln_desk_get_crs_label (GlnDesk *desk)
{
  if (gln_crs_is_local (desk->crs))
    return g_strdup (_("local grid"));
  return short_crs_name (gln_crs_name (desk->crs));
}

GlnSafety
gln_desk_get_safety (GlnDesk *desk)
{
  if (gln_document_is_saved (desk->document))
    return GLN_SAFETY_SAVED;
  if (desk->journal_failed)
    return GLN_SAFETY_NONE;
  return desk->acknowledged >= gln_document_get_serial (desk->document) ? GLN_SAFETY_KEPT : GLN_SAFETY_KEEPING;
}

void
gln_desk_set_recovered (GlnDesk *desk, GlnJournalInfo *info)
{
  g_return_if_fail (GLN_IS_DESK (desk));

  /* From now on the running journal answers for those edits: the next save names both, then the old one is put
   * aside; a crash in between brings nothing back twice. */
  if (desk->journal)
    gln_journal_take_over (desk->journal, info);
  gln_journal_info_free (info);
}

/* Saving ----------------------------------------------------------------------------------- */

typedef struct
{
  GlnPlan *plan;
  char *path;
  char *journal;
  guint64 serial;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  gln_plan_unref (save->plan);
  g_free (save->path);
  g_free (save->journal);
  g_free (save);
}

static gpointer
save_in_worker (GlnProgress *progress, gpointer data, GError **error)
{
  Save *save = data;
  GlnPlanSave circumstances = { .journal = save->journal, .serial = save->serial };

  if (!gln_plan_file_save (save->path, save->plan, &circumstances, progress, error))
    return NULL;
  return gln_plan_hash (save->plan);
}

/* Saving under another name moves the right to write along. */
static void
adopt_path (GlnDesk *self, const char *path)
{
  if (g_strcmp0 (self->path, path) == 0)
    return;
  g_clear_pointer (&self->lock, gln_plan_lock_release);
  g_free (self->path);
  self->path = g_strdup (path);
  self->read_only = FALSE;
  take_lock (self);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GlnDesk *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *hash = gln_job_finish (GLN_JOB (source), result, &error);

  if (!hash)
    {
      g_task_return_error (task, error ? error : g_error_new_literal (GLN_ERROR, GLN_ERROR_CANCELLED, _("Saving was cancelled.")));
      return;
    }
  adopt_path (self, save->path);
  if (self->journal)
    gln_journal_saved (self->journal, save->path, hash, save->serial);
  gln_document_mark_saved (self->document, save->serial);
  state_changed (self);
  g_task_return_boolean (task, TRUE);
}

GlnJob *
gln_desk_save_async (GlnDesk *self, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Save *save = g_new0 (Save, 1);
  GlnJob *job;

  save->plan = gln_plan_ref (gln_document_get_committed (self->document));
  save->path = g_strdup (path);
  save->journal = self->journal ? g_strdup (gln_journal_get_id (self->journal)) : NULL;
  save->serial = gln_document_get_serial (self->document);
  g_task_set_task_data (task, save, save_free);
  job = gln_job_new (_("Saving the plan"), save_in_worker, save, NULL);
  gln_job_start (job, g_free, saved, task);
  return job;
}

gboolean
gln_desk_save_finish (GlnDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
