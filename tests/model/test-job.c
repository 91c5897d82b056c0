/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-error.h"
#include "model/gln-commit-sink.h"
#include "model/gln-job.h"
#include "model/fixture.h"

typedef struct
{
  GMainLoop *loop;
  char *result;
  GError *error;
  guint n_freed;
  guint n_fraction;
  double last;
} Outcome;

static guint n_results_freed;

static void
free_result (gpointer data)
{
  n_results_freed++;
  g_free (data);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  g_assert_false (gln_job_is_running (GLN_JOB (object)));
  outcome->result = gln_job_finish (GLN_JOB (object), result, &outcome->error);
  g_main_loop_quit (outcome->loop);
}

static void
fraction_cb (GlnJob *job, GParamSpec *pspec, Outcome *outcome)
{
  outcome->n_fraction++;
  g_assert_cmpfloat (gln_job_get_fraction (job), >=, outcome->last);
  outcome->last = gln_job_get_fraction (job);
}

static void
run (GlnJob *job, Outcome *outcome)
{
  memset (outcome, 0, sizeof *outcome);
  outcome->last = -1;
  outcome->loop = g_main_loop_new (NULL, FALSE);
  n_results_freed = 0;
  g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), outcome);
  gln_job_start (job, free_result, done_cb, outcome);
  g_assert_true (gln_job_is_running (job));
  g_main_loop_run (outcome->loop);
  g_main_loop_unref (outcome->loop);
}

static gpointer
counting (GlnProgress *progress, gpointer data, GError **error)
{
  atomic_store (&progress->total, 50);
  for (guint i = 0; i < 50; i++)
    {
      g_usleep (10000);
      gln_progress_step (progress, 1);
    }
  return g_strdup (data);
}

static void
test_result (void)
{
  g_autoptr (GlnJob) job = gln_job_new ("count", counting, g_strdup ("done"), g_free);
  Outcome outcome;

  run (job, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.result, ==, "done");
  g_assert_cmpfloat (outcome.last, ==, 1);
  g_assert_cmpuint (outcome.n_fraction, >=, 2);
  g_assert_cmpuint (n_results_freed, ==, 0);
  g_free (outcome.result);
}

static gpointer
failing (GlnProgress *progress, gpointer data, GError **error)
{
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_FORMAT, "no");
  return NULL;
}

static void
test_failure (void)
{
  g_autoptr (GlnJob) job = gln_job_new ("fail", failing, NULL, NULL);
  Outcome outcome;

  run (job, &outcome);
  g_assert_error (outcome.error, GLN_ERROR, GLN_ERROR_BAD_FORMAT);
  g_clear_error (&outcome.error);
  g_assert_null (outcome.result);
}

static gpointer
patient (GlnProgress *progress, gpointer data, GError **error)
{
  while (!gln_progress_cancelled (progress))
    g_usleep (1000);
  return g_strdup ("came to an end all the same");
}

static gboolean
cancel_cb (gpointer job)
{
  gln_job_cancel (job);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  g_autoptr (GlnJob) job = gln_job_new ("patient", patient, NULL, NULL);
  Outcome outcome;

  g_timeout_add (20, cancel_cb, job);
  run (job, &outcome);
  g_assert_error (outcome.error, GLN_ERROR, GLN_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  g_assert_null (outcome.result);
  g_assert_cmpuint (n_results_freed, ==, 1);
}

/* A sink that remembers what it got. */
#define TEST_TYPE_SINK (test_sink_get_type ())
G_DECLARE_FINAL_TYPE (TestSink, test_sink, TEST, SINK, GObject)

struct _TestSink
{
  GObject parent_instance;
  GString *log;
  GlnPlan *plan; /* what a journal would replay */
  guint64 serial;
};

static void
test_sink_commit (GlnCommitSink *iface, guint64 serial, const char *label, GlnDelta *delta)
{
  TestSink *sink = TEST_SINK ((GObject *) iface);
  GlnPlan *old = sink->plan;

  g_assert_cmpuint (serial, >, sink->serial);
  sink->serial = serial;
  g_string_append_printf (sink->log, "%s;", label);
  sink->plan = gln_plan_apply (old, delta);
  gln_plan_unref (old);
  gln_commit_sink_emit_acknowledged (iface, serial);
}

static void
test_sink_iface_init (GlnCommitSinkInterface *iface)
{
  iface->commit = test_sink_commit;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSink, test_sink, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GLN_TYPE_COMMIT_SINK, test_sink_iface_init))

static void
test_sink_finalize (GObject *object)
{
  TestSink *sink = TEST_SINK (object);

  g_string_free (sink->log, TRUE);
  gln_plan_unref (sink->plan);
  G_OBJECT_CLASS (test_sink_parent_class)->finalize (object);
}

static void
test_sink_class_init (TestSinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_sink_finalize;
}

static void
test_sink_init (TestSink *sink)
{
  sink->log = g_string_new (NULL);
}

static void
acknowledged_cb (GlnCommitSink *sink, guint64 serial, guint64 *last)
{
  *last = serial;
}

/* The sink alone can rebuild the plan, after undo and redo too; previews and
 * cancelled work never reach it. */
static void
test_sink_replays (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
  g_autoptr (GlnPlan) plan = gln_plan_ref (gln_document_get_plan (document));
  guint64 last = 0;

  sink->plan = gln_plan_ref (plan);
  g_signal_connect (sink, "acknowledged", G_CALLBACK (acknowledged_cb), &last);
  gln_document_set_sink (document, GLN_COMMIT_SINK (sink));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GlnFeature) green = fixture_square (&ids.green, &ids.greens, "G1", i, 0, 20 + i);
      gln_document_begin (document, "move");
      gln_document_put (document, green);
      i == 1 ? gln_document_cancel (document) : (void) gln_document_commit (document);
    }
  gln_document_undo (document);
  gln_document_redo (document);
  gln_document_go_to (document, 0);
  g_assert_cmpstr (sink->log->str, ==, "move;move;Undo: move;Redo: move;Undo: move;");
  g_assert_true (gln_plan_equal (sink->plan, gln_document_get_plan (document)));
  g_assert_cmpuint (last, ==, gln_document_get_serial (document));
  gln_document_load (document, plan); /* edits of another plan are not for this sink */
  gln_document_begin (document, "elsewhere");
  gln_document_remove (document, &ids.green);
  gln_document_commit (document);
  g_assert_cmpuint (sink->serial, ==, last);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job/result", test_result);
  g_test_add_func ("/job/failure", test_failure);
  g_test_add_func ("/job/cancel", test_cancel);
  g_test_add_func ("/sink/replays", test_sink_replays);
  return g_test_run ();
}
