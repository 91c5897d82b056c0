/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

#include "io/gln-journal.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* A child process edits, journals, saves and recovers; it is killed at a random moment, again and again. Edit
 * number s gives feature s % N_FEATURES the number s and a place that follows from it, so the state after any
 * edit is known. Afterwards plan and journals together must hold exactly the state after some edit that is
 * not before the last acknowledged one. */

#define N_FEATURES 20
/* Fifty kills in every run; a thousand when asked for the long one. */
#define N_ROUNDS (g_test_slow () ? 1000u : 50u)

static GlnUuid
fixed_uuid (guint8 group, guint8 number)
{
  GlnUuid uuid = { { 0 } };

  uuid.bytes[0] = group;
  uuid.bytes[15] = number;
  return uuid;
}

static GlnFeature *
feature_after (guint64 s)
{
  g_autoptr (GlnShape) shape = gln_shape_new_rect (500000.1 + s, 3400000.7, 500010.3 + s, 3400010 + s / 3.0);
  g_autoptr (GlnValues) values = gln_values_with_number (NULL, "n", (double) s);
  GlnUuid uuid = fixed_uuid (2, (guint8) (s % N_FEATURES)), layer = fixed_uuid (3, 0);

  return gln_feature_new (&uuid, &layer, "G1", shape, values);
}

static GlnPlan *
plan_after (guint64 s)
{
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("江城", "local");
  GlnUuid uuid = fixed_uuid (1, 0), layer_uuid = fixed_uuid (3, 0);
  g_autoptr (GlnLayer) layer = gln_layer_new (&layer_uuid, GLN_LAYER_GREEN, "绿地", "cjjt85-2017", NULL);
  g_autoptr (GlnFrame) frame = gln_frame_new (&uuid, "江城", "local", &layer, 1, empty->frame->phases, 1, NULL);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFeatureMap) map = NULL;

  for (guint64 n = s > N_FEATURES ? s - N_FEATURES + 1 : 1; n <= s; n++)
    g_ptr_array_add (features, feature_after (n));
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  return gln_plan_new (frame, map);
}

static guint64
state_of (const GlnPlan *plan)
{
  GlnFeatureIter iter;
  GlnFeature *feature;
  double n = 0, max = 0;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    if (gln_values_number (feature->values, "n", &n))
      max = MAX (max, n);
  return (guint64) max;
}

/* The child ---------------------------------------------------------------------------------- */

typedef struct
{
  char *path, *state;
  GlnPlan *plan;
  GlnJournal *journal;
  guint64 serial;
} Session;

static void
say (const char *word, guint64 number)
{
  char line[64];
  int n = g_snprintf (line, sizeof line, "%s %" G_GUINT64_FORMAT "\n", word, number);

  if (write (STDOUT_FILENO, line, (size_t) n) != n)
    _exit (3);
}

static void
die (const char *what, const GError *error)
{
  g_printerr ("child: %s: %s\n", what, error ? error->message : "");
  say ("error", 0);
  _exit (2);
}

static void
on_acknowledged (GlnCommitSink *sink, guint64 serial, gpointer data)
{
  say ("ack", serial);
}

static void
save (Session *self)
{
  GlnPlanSave how = { .journal = gln_journal_get_id (self->journal), .serial = self->serial };
  g_autofree char *hash = gln_plan_hash (self->plan);
  g_autoptr (GError) error = NULL;

  if (!gln_plan_file_save (self->path, self->plan, &how, NULL, &error))
    die ("save", error);
  gln_journal_saved (self->journal, self->path, hash, self->serial);
}

static void
start (Session *self)
{
  g_autoptr (GlnPlanFile) file = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GError) error = NULL;
  guint n_conflicts = 0;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GlnPlan) fresh = plan_after (0);
      if (!gln_plan_file_save (self->path, fresh, NULL, NULL, &error))
        die ("first save", error);
    }
  if (!gln_plan_lock_acquire (self->path, &error))
    die ("lock", error);
  if (!(file = gln_plan_file_open (self->path, NULL, &error)))
    die ("open", error);
  pending = gln_journal_pending (self->state, file);
  self->plan = pending->len ? gln_journal_recover_all (pending, file, &n_conflicts, &error)
                            : gln_plan_ref (file->plan);
  if (!self->plan || n_conflicts)
    die ("recover", error);
  self->serial = state_of (self->plan);
  self->journal = gln_journal_new (self->state, self->plan, self->path, NULL, self->serial);
  g_signal_connect (self->journal, "acknowledged", G_CALLBACK (on_acknowledged), NULL);
  for (guint i = 0; i < pending->len; i++)
    gln_journal_take_over (self->journal, g_ptr_array_index (pending, i));
}

static void
edit (Session *self)
{
  g_autoptr (GlnFeature) after = feature_after (++self->serial);
  GlnChange change = { after->uuid, gln_plan_feature (self->plan, &after->uuid), after };
  g_autoptr (GlnDelta) delta = gln_delta_new (&change, 1, NULL, NULL);
  GlnPlan *next = gln_plan_apply (self->plan, delta);

  gln_commit_sink_commit (GLN_COMMIT_SINK (self->journal), self->serial, "edit", delta);
  gln_plan_unref (self->plan);
  self->plan = next;
}

static int
run_child (const char *folder)
{
  Session self = { .path = g_build_filename (folder, "江城.gpkg", NULL),
                   .state = g_build_filename (folder, "state", NULL) };

  say ("begin", 0);
  start (&self);
  for (;;)
    {
      edit (&self);
      if (g_random_int_range (0, 12) == 0)
        save (&self);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep ((gulong) g_random_int_range (0, 1500));
    }
  return 0;
}

/* The parent --------------------------------------------------------------------------------- */

/* The program takes its time to load; the clock of a round starts at its first word, or at one of its
 * acknowledgements, however slow the disk is today. */
static void
wait_for_lines (int fd, guint n, GString *said)
{
  char c;

  while (n > 0)
    {
      g_assert_cmpint (read (fd, &c, 1), ==, 1);
      g_string_append_c (said, c);
      n -= c == '\n';
    }
}

static void
read_rest (int fd, GString *out)
{
  char buffer[4096];
  ssize_t n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (out, buffer, n);
  close (fd);
}

static guint64
last_acknowledged (const char *said)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  guint64 last = 0;

  for (char **line = lines; *line; line++)
    {
      guint64 n;
      g_assert_false (g_str_has_prefix (*line, "error"));
      /* a line that the kill cut off is no acknowledgement */
      if (line[1] && sscanf (*line, "ack %" G_GUINT64_FORMAT, &n) == 1)
        last = MAX (last, n);
    }
  return last;
}

static guint64
run_and_kill (const char *self, const char *folder)
{
  char *argv[] = { (char *) self, "--child", (char *) folder, NULL };
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean early = g_test_rand_int_range (0, 3) == 0;
  GPid pid;
  int out, status;

  g_assert_true (g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                                           &out, NULL, &error));
  g_assert_no_error (error);
  wait_for_lines (out, early ? 1 : (guint) g_test_rand_int_range (2, 40), said);
  g_usleep ((gulong) g_test_rand_int_range (0, early ? 100000 : 20000));
  kill (pid, SIGKILL);
  read_rest (out, said);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return last_acknowledged (said->str);
}

/* Returns the edit whose state plan and journals hold. */
static guint64
check (const char *folder, guint64 acknowledged)
{
  g_autofree char *path = g_build_filename (folder, "江城.gpkg", NULL);
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  g_autoptr (GlnPlanFile) file = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GlnPlan) plan = NULL, expected = NULL;
  g_autoptr (GError) error = NULL;
  guint n_conflicts = 0;
  guint64 found;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpuint (acknowledged, ==, 0);
      return 0;
    }
  file = gln_plan_file_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->notes->len, ==, 0);
  pending = gln_journal_pending (state, file);
  plan = pending->len ? gln_journal_recover_all (pending, file, &n_conflicts, &error) : gln_plan_ref (file->plan);
  g_assert_no_error (error);
  g_assert_cmpuint (n_conflicts, ==, 0);
  found = state_of (plan);
  g_assert_cmpuint (found, >=, acknowledged);
  expected = plan_after (found);
  g_assert_true (gln_feature_map_size (plan->features) == gln_feature_map_size (expected->features));
  for (guint64 s = 1; s <= N_FEATURES && s <= found; s++)
    {
      g_autoptr (GlnFeature) feature = feature_after (found - s + 1);
      g_assert_true (gln_feature_equal (gln_plan_feature (plan, &feature->uuid), feature));
    }
  return found;
}

static char *program;

static void
test_kill (void)
{
  g_autofree char *folder = make_folder ();
  guint64 acknowledged = 0, found = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      acknowledged = MAX (acknowledged, run_and_kill (program, folder));
      found = check (folder, acknowledged);
    }
  g_test_message ("%u kills, %" G_GUINT64_FORMAT " edits acknowledged, %" G_GUINT64_FORMAT " found", N_ROUNDS,
                  acknowledged, found);
  g_assert_cmpuint (acknowledged, >, 100); /* else the test would prove nothing */
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2]);
  program = g_canonicalize_filename (argv[0], NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/kill", test_kill);
  return g_test_run ();
}
