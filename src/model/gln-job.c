/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-job.h"

#include "core/gln-error.h"
#include "core/gln-i18n.h"

#define NOTIFY_MS 100

struct _GlnJob
{
  GObject parent_instance;

  char *title;
  GlnJobFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GlnProgress progress;
  double shown; /* fraction last notified */
  guint timer;  /* 0 while not running */
};

enum
{
  PROP_FRACTION = 1,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GlnJob, gln_job, G_TYPE_OBJECT)

/**
 * gln_job_new:
 * @title: what the user sees while it runs, translated
 * @data: handed to @func
 * @free_data: (nullable): frees @data with the job, on the main thread
 *
 * Returns: (transfer full): a job that has not started
 */
GlnJob *
gln_job_new (const char *title, GlnJobFunc func, gpointer data, GDestroyNotify free_data)
{
  GlnJob *job = g_object_new (GLN_TYPE_JOB, NULL);

  job->title = g_strdup (title);
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  return job;
}

static void
notify_fraction (GlnJob *job)
{
  double fraction = gln_progress_fraction (&job->progress);

  if (fraction == job->shown)
    return;
  job->shown = fraction;
  g_object_notify_by_pspec (G_OBJECT (job), props[PROP_FRACTION]);
}

static gboolean
timer_cb (gpointer data)
{
  notify_fraction (data);
  return G_SOURCE_CONTINUE;
}

static void
free_dropped_result (GlnJob *job, gpointer result)
{
  if (result && job->free_result)
    job->free_result (result);
}

/* Worker thread. A job that was told to stop has no result even when it came
 * to its end: who cancelled expects that nothing happens. */
static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GlnJob *job = source;
  GError *error = NULL;
  gpointer result = job->func (&job->progress, job->data, &error);

  if (gln_job_is_cancelled (job))
    {
      g_clear_error (&error);
      free_dropped_result (job, result);
      g_task_return_new_error (task, GLN_ERROR, GLN_ERROR_CANCELLED, _("“%s” was cancelled."),
                               job->title);
    }
  else if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

typedef struct
{
  GAsyncReadyCallback callback;
  gpointer user_data;
} Caller;

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GlnJob *job = GLN_JOB (object);
  Caller *caller = data;

  g_clear_handle_id (&job->timer, g_source_remove);
  notify_fraction (job);
  g_object_notify_by_pspec (object, props[PROP_RUNNING]);
  if (caller->callback)
    caller->callback (object, result, caller->user_data);
  g_free (caller);
}

/**
 * gln_job_start:
 * @free_result: (nullable): frees a result that nobody takes
 * @callback: (nullable): called on the main thread; ends with gln_job_finish()
 *
 * Starts the work; once per job. The job keeps itself alive until it is done.
 */
void
gln_job_start (GlnJob *job, GDestroyNotify free_result, GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Caller *caller;

  g_return_if_fail (GLN_IS_JOB (job));
  g_return_if_fail (job->timer == 0);

  caller = g_new (Caller, 1);
  *caller = (Caller){ callback, user_data };
  job->free_result = free_result;
  job->timer = g_timeout_add (NOTIFY_MS, timer_cb, job);
  task = g_task_new (job, NULL, done_cb, caller);
  g_task_set_source_tag (task, gln_job_start);
  g_object_notify_by_pspec (G_OBJECT (job), props[PROP_RUNNING]);
  g_task_run_in_thread (task, run_cb);
}

/**
 * gln_job_finish:
 * @error: (nullable): GLN_ERROR_CANCELLED when it was cancelled, else what its function said
 *
 * Returns: (transfer full) (nullable): the result of the function
 */
gpointer
gln_job_finish (GlnJob *job, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, job), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** gln_job_cancel: asks the work to stop; the callback still comes, with an error. Any thread. */
void
gln_job_cancel (GlnJob *job)
{
  g_return_if_fail (GLN_IS_JOB (job));

  atomic_store (&job->progress.cancelled, 1);
}

/** gln_job_is_cancelled: whether gln_job_cancel() was called. Any thread. */
gboolean
gln_job_is_cancelled (GlnJob *job)
{
  g_return_val_if_fail (GLN_IS_JOB (job), FALSE);

  return gln_progress_cancelled (&job->progress);
}

/** gln_job_get_title: (transfer none): what the user sees. */
const char *
gln_job_get_title (GlnJob *job)
{
  g_return_val_if_fail (GLN_IS_JOB (job), NULL);

  return job->title;
}

/** gln_job_get_fraction: 0..1, or -1 while unknown. */
double
gln_job_get_fraction (GlnJob *job)
{
  g_return_val_if_fail (GLN_IS_JOB (job), -1);

  return gln_progress_fraction (&job->progress);
}

/** gln_job_is_running: between gln_job_start() and its callback. Main thread. */
gboolean
gln_job_is_running (GlnJob *job)
{
  g_return_val_if_fail (GLN_IS_JOB (job), FALSE);

  return job->timer != 0;
}

/** gln_job_get_progress: (transfer none): lives as long as the job. Any thread. */
GlnProgress *
gln_job_get_progress (GlnJob *job)
{
  g_return_val_if_fail (GLN_IS_JOB (job), NULL);

  return &job->progress;
}

static void
gln_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlnJob *job = GLN_JOB (object);

  switch (id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, gln_job_get_fraction (job));
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, gln_job_is_running (job));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gln_job_finalize (GObject *object)
{
  GlnJob *job = GLN_JOB (object);

  if (job->free_data)
    job->free_data (job->data);
  g_free (job->title);
  G_OBJECT_CLASS (gln_job_parent_class)->finalize (object);
}

static void
gln_job_class_init (GlnJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gln_job_get_property;
  object_class->finalize = gln_job_finalize;
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  props[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gln_job_init (GlnJob *job)
{
  job->shown = -1;
}
