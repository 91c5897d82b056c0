/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-journal-private.h"

#include "core/gln-i18n.h"

#include <string.h>

/* Two threads: the document's hands edits over and hears of them; the writer's owns the database. They
 * share a Writer, which outlives the object until the thread has ended. */

typedef enum
{
  MESSAGE_RECORD,
  MESSAGE_SAVED,
  MESSAGE_TAKE_OVER,
  MESSAGE_FLUSH,
  MESSAGE_CLOSE,
} MessageKind;

typedef struct
{
  GMutex lock;
  GCond cond;
  gboolean done;
  GError *error;
} Waiter;

typedef struct
{
  MessageKind kind;
  GlnJournalRecord *record;
  char *path, *hash;
  guint64 serial;
  GlnJournalInfo *recovered;
  gboolean discard;
  Waiter *waiter;
} Message;

typedef struct
{
  gatomicrefcount ref_count;
  GAsyncQueue *queue;
  GMainContext *context;
  GWeakRef journal;
  GlnJournalStore store;
  GPtrArray *waiting; /* of GlnJournalRecord: not on disk yet, also because it failed */
  GPtrArray *taken;   /* of GlnJournalInfo: recovered; put aside once the plan is saved */
  gboolean failing;   /* said so already */
} Writer;

struct _GlnJournal
{
  GObject parent_instance;
  Writer *writer;
  GThread *thread;
  char *id;
};

static void gln_journal_iface_init (GlnCommitSinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GlnJournal, gln_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GLN_TYPE_COMMIT_SINK, gln_journal_iface_init))

static Writer *
writer_ref (Writer *writer)
{
  g_atomic_ref_count_inc (&writer->ref_count);
  return writer;
}

static void
writer_unref (Writer *writer)
{
  if (!g_atomic_ref_count_dec (&writer->ref_count))
    return;
  g_async_queue_unref (writer->queue);
  g_main_context_unref (writer->context);
  g_weak_ref_clear (&writer->journal);
  gln_journal_store_clear (&writer->store);
  g_ptr_array_unref (writer->waiting);
  g_ptr_array_unref (writer->taken);
  g_free (writer);
}

/* Telling the document ----------------------------------------------------------------------- */

typedef struct
{
  Writer *writer;
  guint64 serial;
  GError *error; /* NULL: acknowledged */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  writer_unref (answer->writer);
  g_clear_error (&answer->error);
  g_free (answer);
}

static gboolean
deliver (gpointer data)
{
  Answer *answer = data;
  g_autoptr (GlnJournal) journal = g_weak_ref_get (&answer->writer->journal);

  if (journal && answer->error)
    gln_commit_sink_emit_failed (GLN_COMMIT_SINK (journal), answer->error);
  else if (journal)
    gln_commit_sink_emit_acknowledged (GLN_COMMIT_SINK (journal), answer->serial);
  return G_SOURCE_REMOVE;
}

static void
post (Writer *writer, guint64 serial, const GError *error)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  answer->writer = writer_ref (writer);
  answer->serial = serial;
  answer->error = error ? g_error_copy (error) : NULL;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, answer, answer_free);
  g_source_attach (source, writer->context);
}

/* The writer's thread ------------------------------------------------------------------------ */

/* What could not be written stays in @waiting and is tried again with the next edit: a journal with a hole
 * would be worth nothing. */
static gboolean
write_waiting (Writer *writer, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (writer->waiting->len == 0)
    return TRUE;
  if (gln_journal_store_append (&writer->store, writer->waiting, &failure))
    {
      for (guint i = 0; i < writer->waiting->len; i++)
        post (writer, ((GlnJournalRecord *) g_ptr_array_index (writer->waiting, i))->serial, NULL);
      g_ptr_array_set_size (writer->waiting, 0);
      writer->failing = FALSE;
      return TRUE;
    }
  g_prefix_error (&failure, "%s", _ ("Edits cannot be kept safe in the journal; save the plan soon: "));
  if (!writer->failing)
    post (writer, 0, failure);
  writer->failing = TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What the saved plan holds is safe, wherever it was before. */
static void
drop_saved (Writer *writer, guint64 serial)
{
  for (guint i = 0; i < writer->waiting->len;)
    {
      GlnJournalRecord *record = g_ptr_array_index (writer->waiting, i);
      if (record->serial <= serial)
        {
          post (writer, record->serial, NULL);
          g_ptr_array_remove_index (writer->waiting, i);
        }
      else
        i++;
    }
}

static void
handle_saved (Writer *writer, const Message *message)
{
  g_autoptr (GError) error = NULL;

  drop_saved (writer, message->serial);
  write_waiting (writer, NULL);
  if (!gln_journal_store_rebase (&writer->store, message->path, message->hash, message->serial, &error))
    post (writer, 0, error);
  for (guint i = 0; i < writer->taken->len; i++)
    gln_journal_dismiss (g_ptr_array_index (writer->taken, i), NULL);
  g_ptr_array_set_size (writer->taken, 0);
}

static void
answer_waiter (Waiter *waiter, GError *error)
{
  g_mutex_lock (&waiter->lock);
  waiter->done = TRUE;
  waiter->error = error;
  g_cond_signal (&waiter->cond);
  g_mutex_unlock (&waiter->lock);
}

static void
message_free (Message *message)
{
  g_free (message->path);
  g_free (message->hash);
  g_free (message);
}

static void
handle (Writer *writer, Message *message)
{
  GError *error = NULL;

  switch (message->kind)
    {
    case MESSAGE_RECORD:
      g_ptr_array_add (writer->waiting, message->record);
      /* Edits that came while the disk was busy share one sync. */
      if (g_async_queue_length (writer->queue) <= 0)
        write_waiting (writer, NULL);
      break;
    case MESSAGE_SAVED:
      handle_saved (writer, message);
      break;
    case MESSAGE_TAKE_OVER:
      g_ptr_array_add (writer->taken, message->recovered);
      break;
    case MESSAGE_FLUSH:
      write_waiting (writer, &error);
      answer_waiter (message->waiter, error);
      break;
    case MESSAGE_CLOSE:
    default:
      if (!message->discard)
        write_waiting (writer, NULL);
      gln_journal_store_close (&writer->store, message->discard);
      break;
    }
}

static gpointer
writer_run (gpointer data)
{
  Writer *writer = data;
  gboolean running = TRUE;

  while (running)
    {
      Message *message = g_async_queue_pop (writer->queue);
      running = message->kind != MESSAGE_CLOSE;
      handle (writer, message);
      message_free (message);
    }
  writer_unref (writer);
  return NULL;
}

/* The object --------------------------------------------------------------------------------- */

static void
send (GlnJournal *self, Message message)
{
  g_async_queue_push (self->writer->queue, g_memdup2 (&message, sizeof message));
}

static void
gln_journal_commit (GlnCommitSink *sink, guint64 serial, const char *label, GlnDelta *delta)
{
  GlnJournal *self = GLN_JOURNAL (sink);
  GlnJournalRecord *record;

  g_return_if_fail (self->thread != NULL);
  record = g_new0 (GlnJournalRecord, 1);
  record->serial = serial;
  record->time_us = g_get_real_time ();
  record->label = g_strdup (label ? label : "");
  record->delta = gln_delta_ref (delta);
  send (self, (Message){ .kind = MESSAGE_RECORD, .record = record });
}

static void
gln_journal_iface_init (GlnCommitSinkInterface *iface)
{
  iface->commit = gln_journal_commit;
}

static void
gln_journal_dispose (GObject *object)
{
  gln_journal_close (GLN_JOURNAL (object), FALSE);
  G_OBJECT_CLASS (gln_journal_parent_class)->dispose (object);
}

static void
gln_journal_finalize (GObject *object)
{
  GlnJournal *self = GLN_JOURNAL (object);

  g_clear_pointer (&self->writer, writer_unref);
  g_free (self->id);
  G_OBJECT_CLASS (gln_journal_parent_class)->finalize (object);
}

static void
gln_journal_class_init (GlnJournalClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gln_journal_dispose;
  G_OBJECT_CLASS (class)->finalize = gln_journal_finalize;
}

static void
gln_journal_init (GlnJournal *self)
{
}

/** gln_journal_default_dir: (transfer full): $XDG_STATE_HOME/greenline/journal. */
char *
gln_journal_default_dir (void)
{
  return g_build_filename (g_get_user_state_dir (), "greenline", "journal", NULL);
}

static void
store_init (GlnJournalStore *store, const char *state_dir, GlnPlan *base, const char *path)
{
  g_autofree char *root = state_dir ? g_strdup (state_dir) : gln_journal_default_dir ();
  char text[GLN_UUID_STRING_LEN + 1];
  GlnUuid uuid;

  gln_uuid_new (&uuid);
  store->id = g_strdup (gln_uuid_format (&uuid, text));
  store->plan = base->frame->uuid;
  store->plan_name = g_strdup (base->frame->name);
  store->folder = g_build_filename (root, gln_uuid_format (&base->frame->uuid, text), NULL);
  store->file = g_strdup_printf ("%s/%s%s", store->folder, store->id, GLN_JOURNAL_SUFFIX);
  store->path = path ? g_canonicalize_filename (path, NULL) : NULL;
  store->base = path ? NULL : gln_plan_ref (base);
}

/**
 * gln_journal_new:
 * @state_dir: (nullable): NULL means gln_journal_default_dir()
 * @base: the plan as it is on disk; when there is no file yet it is kept in the journal as well
 * @path: (nullable): of the plan file
 * @hash: (nullable): gln_plan_hash() of @base; computed when NULL
 * @serial: of the document at this moment
 *
 * Nothing is written before the first edit. Answers come in the thread-default main context of the caller.
 *
 * Returns: (transfer full): the journal
 */
GlnJournal *
gln_journal_new (const char *state_dir, GlnPlan *base, const char *path, const char *hash, guint64 serial)
{
  GlnJournal *self = g_object_new (GLN_TYPE_JOURNAL, NULL);
  Writer *writer = g_new0 (Writer, 1);

  g_atomic_ref_count_init (&writer->ref_count);
  writer->queue = g_async_queue_new ();
  writer->context = g_main_context_ref_thread_default ();
  writer->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_journal_record_free);
  writer->taken = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_journal_info_free);
  g_weak_ref_init (&writer->journal, self);
  store_init (&writer->store, state_dir, base, path);
  writer->store.base_hash = hash ? g_strdup (hash) : gln_plan_hash (base);
  writer->store.base_serial = serial;
  self->id = g_strdup (writer->store.id);
  self->writer = writer;
  self->thread = g_thread_new ("gln-journal", writer_run, writer_ref (writer));
  return self;
}

/**
 * gln_journal_get_id: (transfer none): what a save writes into the plan, see #GlnPlanSave: the journal's
 * own id, then those that it took over. Ask anew at every save.
 */
const char *
gln_journal_get_id (GlnJournal *self)
{
  return self->id;
}

/**
 * gln_journal_take_over:
 * @recovered: a journal whose edits the document holds since gln_journal_recover()
 *
 * Call it before the first save. The recovered journal stays offered until the plan is saved; the saved
 * plan names it, so that it is never applied twice, and then it is put aside.
 */
void
gln_journal_take_over (GlnJournal *self, const GlnJournalInfo *recovered)
{
  char *both = g_strdup_printf ("%s,%s", self->id, recovered->id);
  GlnJournalInfo *copy = g_new0 (GlnJournalInfo, 1);

  g_return_if_fail (self->thread != NULL);
  g_free (self->id);
  self->id = both;
  copy->file = g_strdup (recovered->file);
  copy->id = g_strdup (recovered->id);
  copy->labels = g_ptr_array_new ();
  copy->areas = g_ptr_array_new ();
  send (self, (Message){ .kind = MESSAGE_TAKE_OVER, .recovered = copy });
}

/**
 * gln_journal_saved:
 * @path: where the plan was saved
 * @hash: of what was saved
 * @serial: last edit that it holds
 *
 * Call after gln_plan_file_save() came back: those edits are forgotten here. The file knows the journal's
 * id and serial, so a crash between the two brings no edit back twice.
 */
void
gln_journal_saved (GlnJournal *self, const char *path, const char *hash, guint64 serial)
{
  g_return_if_fail (self->thread != NULL);
  send (self, (Message){ .kind = MESSAGE_SAVED, .path = g_canonicalize_filename (path, NULL),
                         .hash = g_strdup (hash), .serial = serial });
}

/**
 * gln_journal_flush:
 *
 * Waits until everything handed over so far is on disk.
 *
 * Returns: FALSE with @error when it could not be written
 */
gboolean
gln_journal_flush (GlnJournal *self, GError **error)
{
  Waiter waiter = { .done = FALSE };

  g_return_val_if_fail (self->thread != NULL, FALSE);
  g_mutex_init (&waiter.lock);
  g_cond_init (&waiter.cond);
  send (self, (Message){ .kind = MESSAGE_FLUSH, .waiter = &waiter });
  g_mutex_lock (&waiter.lock);
  while (!waiter.done)
    g_cond_wait (&waiter.cond, &waiter.lock);
  g_mutex_unlock (&waiter.lock);
  g_mutex_clear (&waiter.lock);
  g_cond_clear (&waiter.cond);
  if (!waiter.error)
    return TRUE;
  g_propagate_error (error, waiter.error);
  return FALSE;
}

/**
 * gln_journal_close:
 * @discard: the user said that the edits are not wanted: they are deleted
 *
 * Writes what is left and ends the thread. Without @discard unsaved edits are offered for recovery next
 * time. Further commits are an error of the caller.
 */
void
gln_journal_close (GlnJournal *self, gboolean discard)
{
  if (!self->thread)
    return;
  send (self, (Message){ .kind = MESSAGE_CLOSE, .discard = discard });
  g_thread_join (g_steal_pointer (&self->thread));
}
