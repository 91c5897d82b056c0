/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

#include "io/gln-journal.h"

/* What the journal said so far. */
typedef struct
{
  guint64 acknowledged;
  guint n_acknowledged;
  guint n_failed;
  char *message;
} Heard;

static void
on_acknowledged (GlnCommitSink *sink, guint64 serial, gpointer data)
{
  Heard *heard = data;

  heard->acknowledged = MAX (heard->acknowledged, serial);
  heard->n_acknowledged++;
}

static void
on_failed (GlnCommitSink *sink, const GError *error, gpointer data)
{
  Heard *heard = data;

  heard->n_failed++;
  g_free (heard->message);
  heard->message = g_strdup (error->message);
}

static GlnJournal *
listen_to (GlnJournal *journal, Heard *heard)
{
  memset (heard, 0, sizeof *heard);
  g_signal_connect (journal, "acknowledged", G_CALLBACK (on_acknowledged), heard);
  g_signal_connect (journal, "failed", G_CALLBACK (on_failed), heard);
  return journal;
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Puts a square with a name into @plan, tells the journal, and moves @plan on. */
static void
edit (GlnPlan **plan, GlnJournal *journal, guint64 serial, const char *name)
{
  g_autoptr (GlnShape) shape = gln_shape_new_rect (serial * 10.0, 0, serial * 10.0 + 5, 5);
  g_autoptr (GlnValues) values = gln_values_with_text (NULL, "name", name);
  g_autoptr (GlnFeature) feature = NULL;
  g_autoptr (GlnDelta) delta = NULL;
  GlnChange change = { 0 };
  GlnPlan *next;
  GlnUuid layer = { { 1 } };

  gln_uuid_new (&change.uuid);
  change.after = feature = gln_feature_new (&change.uuid, &layer, "G1", shape, values);
  delta = gln_delta_new (&change, 1, NULL, NULL);
  gln_commit_sink_commit (GLN_COMMIT_SINK (journal), serial, "画公园", delta);
  next = gln_plan_apply (*plan, delta);
  gln_plan_unref (*plan);
  *plan = next;
}

static void
test_recover (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("江城", "EPSG:4547"), recovered = NULL;
  g_autoptr (GlnPlanFile) file = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  GlnJournal *journal;
  const GlnJournalInfo *info;
  guint n_conflicts = 7;
  Heard heard;

  g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  journal = listen_to (gln_journal_new (state, plan, path, NULL, 0), &heard);
  g_assert_false (g_file_test (state, G_FILE_TEST_EXISTS)); /* nothing before the first edit */
  edit (&plan, journal, 1, "东湖公园");
  edit (&plan, journal, 2, "西湖公园");
  edit (&plan, journal, 3, "东湖公园");
  g_assert_true (gln_journal_flush (journal, NULL));
  iterate ();
  g_assert_cmpuint (heard.n_acknowledged, ==, 3);
  g_assert_cmpuint (heard.acknowledged, ==, 3);
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);

  file = gln_plan_file_open (path, NULL, NULL);
  pending = gln_journal_pending (state, file);
  g_assert_cmpuint (pending->len, ==, 1);
  info = g_ptr_array_index (pending, 0);
  g_assert_false (info->live);
  g_assert_cmpuint (info->n_edits, ==, 3);
  g_assert_cmpstr (info->plan_name, ==, "江城");
  g_assert_cmpstr (info->plan_path, ==, path);
  g_assert_cmpuint (info->labels->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (info->labels, 0), ==, "画公园");
  g_assert_cmpuint (info->areas->len, ==, 2);
  g_assert_cmpfloat (info->box.x0, ==, 10);
  g_assert_cmpfloat (info->box.x1, ==, 35);
  recovered = gln_journal_recover (info, file, &n_conflicts, NULL);
  g_assert_nonnull (recovered);
  g_assert_cmpuint (n_conflicts, ==, 0);
  g_assert_true (gln_plan_equal (recovered, plan));
  /* The journal is kept, under a name that is not offered any more. */
  g_assert_true (gln_journal_dismiss (info, NULL));
  g_clear_pointer (&pending, g_ptr_array_unref);
  pending = gln_journal_pending (state, file);
  g_assert_cmpuint (pending->len, ==, 0);
  remove_tree (folder);
}

/* After a save the edits are in the plan; a crash between save and journal brings none back twice. */
static void
test_saved (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autofree char *state = g_build_filename (folder, "state", NULL), *hash = NULL;
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("a", "local"), recovered = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GlnPlanFile) file = NULL;
  GlnPlanSave save = { 0 };
  GlnJournal *journal;

  gln_plan_file_save (path, plan, NULL, NULL, NULL);
  journal = gln_journal_new (state, plan, path, NULL, 0);
  edit (&plan, journal, 1, "a");
  edit (&plan, journal, 2, "b");
  save.journal = gln_journal_get_id (journal);
  save.serial = 2;
  g_assert_true (gln_plan_file_save (path, plan, &save, NULL, NULL));
  edit (&plan, journal, 3, "c");
  g_assert_true (gln_journal_flush (journal, NULL));
  file = gln_plan_file_open (path, NULL, NULL);
  pending = gln_journal_pending (state, file);
  g_assert_cmpuint (pending->len, ==, 1);
  g_assert_true (((GlnJournalInfo *) g_ptr_array_index (pending, 0))->live);
  g_assert_cmpuint (((GlnJournalInfo *) g_ptr_array_index (pending, 0))->n_edits, ==, 1);
  hash = gln_plan_hash (plan);
  gln_journal_saved (journal, path, hash, 2);
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);
  g_clear_pointer (&pending, g_ptr_array_unref);
  pending = gln_journal_pending (state, file);
  g_assert_cmpuint (((GlnJournalInfo *) g_ptr_array_index (pending, 0))->n_edits, ==, 1);
  recovered = gln_journal_recover_all (pending, file, NULL, NULL);
  g_assert_true (gln_plan_equal (recovered, plan));
  remove_tree (folder);
}

/* Everything saved: the journal goes away. */
static void
test_clean (void)
{
  g_autofree char *folder = make_folder (), *state = g_build_filename (folder, "state", NULL);
  g_autofree char *path = g_build_filename (folder, "a.gpkg", NULL), *inner = NULL;
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("a", "local");
  GlnJournal *journal = gln_journal_new (state, plan, path, NULL, 0);
  char text[GLN_UUID_STRING_LEN + 1];

  edit (&plan, journal, 1, "a");
  gln_journal_saved (journal, path, "", 1);
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);
  inner = g_build_filename (state, gln_uuid_format (&plan->frame->uuid, text), NULL);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
  remove_tree (folder);
}

static void
test_never_saved (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("新", "EPSG:4549"), recovered = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GlnJournal *journal = gln_journal_new (folder, plan, NULL, NULL, 0);

  for (guint i = 1; i <= 5; i++)
    edit (&plan, journal, i, "x");
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);
  list = gln_journal_list (folder, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_null (((GlnJournalInfo *) g_ptr_array_index (list, 0))->plan_path);
  recovered = gln_journal_recover (g_ptr_array_index (list, 0), NULL, NULL, NULL);
  g_assert_nonnull (recovered);
  g_assert_true (gln_plan_equal (recovered, plan));
  remove_tree (folder);
}

/* Two crashes in a row: two journals. The save that follows holds both and neither is offered again, even
 * when it could not put the first aside. */
static void
test_take_over (void)
{
  g_autofree char *folder = make_folder (), *state = g_build_filename (folder, "state", NULL);
  g_autofree char *path = g_build_filename (folder, "a.gpkg", NULL), *hash = NULL;
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("a", "local"), recovered = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GlnPlanFile) file = NULL, after = NULL;
  GlnPlanSave save = { 0 };
  GlnJournal *journal;

  gln_plan_file_save (path, plan, NULL, NULL, NULL);
  journal = gln_journal_new (state, plan, path, NULL, 0);
  edit (&plan, journal, 1, "a");
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);
  journal = gln_journal_new (state, plan, path, NULL, 0);
  edit (&plan, journal, 1, "b");
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);

  file = gln_plan_file_open (path, NULL, NULL);
  pending = gln_journal_pending (state, file);
  g_assert_cmpuint (pending->len, ==, 2);
  recovered = gln_journal_recover_all (pending, file, NULL, NULL);
  g_assert_true (gln_plan_equal (recovered, plan));
  journal = gln_journal_new (state, recovered, path, NULL, 0);
  for (guint i = 0; i < pending->len; i++)
    gln_journal_take_over (journal, g_ptr_array_index (pending, i));
  save.journal = gln_journal_get_id (journal);
  g_assert_true (gln_plan_file_save (path, recovered, &save, NULL, NULL));
  after = gln_plan_file_open (path, NULL, NULL);
  g_clear_pointer (&pending, g_ptr_array_unref);
  pending = gln_journal_pending (state, after);
  g_assert_cmpuint (pending->len, ==, 0);
  hash = gln_plan_hash (recovered);
  gln_journal_saved (journal, path, hash, 0);
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);
  g_clear_pointer (&pending, g_ptr_array_unref);
  pending = gln_journal_list (state, NULL); /* put aside by now */
  g_assert_cmpuint (pending->len, ==, 0);
  remove_tree (folder);
}

/* An older version of the plan with a newer journal: the edits win and are counted. */
static void
test_other_version (void)
{
  g_autofree char *folder = make_folder (), *state = g_build_filename (folder, "state", NULL);
  g_autofree char *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("a", "local"), recovered = NULL;
  g_autoptr (GlnFrame) renamed = NULL, again = NULL;
  g_autoptr (GlnDelta) delta = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GlnPlanFile) file = NULL;
  g_autoptr (GError) error = NULL;
  guint n_conflicts = 0;
  GlnJournal *journal;

  gln_plan_file_save (path, plan, NULL, NULL, NULL);
  renamed = gln_frame_with_name (plan->frame, "b");
  again = gln_frame_with_name (plan->frame, "c");
  delta = gln_delta_new (NULL, 0, renamed, again);
  journal = gln_journal_new (state, plan, path, NULL, 0);
  gln_commit_sink_commit (GLN_COMMIT_SINK (journal), 1, "rename", delta);
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);
  file = gln_plan_file_open (path, NULL, NULL);
  pending = gln_journal_pending (state, file);
  recovered = gln_journal_recover_all (pending, file, &n_conflicts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_conflicts, ==, 1);
  g_assert_cmpstr (recovered->frame->name, ==, "c");
  remove_tree (folder);
}

/* Where the journal's folder should be lies a file: nothing can be written, for root neither. One "failed";
 * once the way is free the edits that waited are written. */
static void
test_unwritable (void)
{
  g_autofree char *folder = make_folder (), *state = g_build_filename (folder, "state", NULL);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("a", "local"), recovered = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  GlnJournal *journal;
  Heard heard;

  g_assert_true (g_file_set_contents (state, "in the way", -1, NULL));
  journal = listen_to (gln_journal_new (state, plan, NULL, NULL, 0), &heard);
  edit (&plan, journal, 1, "a");
  g_assert_false (gln_journal_flush (journal, &error));
  g_assert_nonnull (error);
  edit (&plan, journal, 2, "b");
  g_assert_false (gln_journal_flush (journal, NULL));
  iterate ();
  g_assert_cmpuint (heard.n_failed, ==, 1);
  g_assert_cmpuint (heard.n_acknowledged, ==, 0);
  g_assert_nonnull (strstr (heard.message, "save the plan"));
  g_unlink (state);
  edit (&plan, journal, 3, "c");
  g_assert_true (gln_journal_flush (journal, NULL));
  iterate ();
  g_assert_cmpuint (heard.n_acknowledged, ==, 3);
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);
  list = gln_journal_list (state, NULL);
  recovered = gln_journal_recover_all (list, NULL, NULL, NULL);
  g_assert_true (gln_plan_equal (recovered, plan));
  g_free (heard.message);
  remove_tree (folder);
}

/* A journal that was cut off, or is no database, is an error and no crash. */
static void
test_damaged (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("a", "local");
  GlnJournal *journal = gln_journal_new (folder, plan, NULL, NULL, 0);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *content = NULL;
  gsize length;

  for (guint i = 1; i <= 200; i++)
    edit (&plan, journal, i, "x");
  gln_journal_close (journal, FALSE);
  g_object_unref (journal);
  list = gln_journal_list (folder, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (g_file_get_contents (((GlnJournalInfo *) g_ptr_array_index (list, 0))->file, &content, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      const GlnJournalInfo *info = g_ptr_array_index (list, 0);
      g_autofree char *broken = g_memdup2 (content, length);
      g_autoptr (GlnPlan) got = NULL;
      g_autoptr (GPtrArray) found = NULL;
      gsize n = i % 2 ? (gsize) g_test_rand_int_range (0, (int) length) : length;
      for (guint k = 0; k < 20; k++)
        broken[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int ();
      g_assert_true (g_file_set_contents (info->file, broken, (gssize) n, NULL));
      found = gln_journal_list (folder, NULL);
      got = gln_journal_recover (info, NULL, NULL, NULL);
    }
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/journal/recover", test_recover);
  g_test_add_func ("/io/journal/saved", test_saved);
  g_test_add_func ("/io/journal/clean", test_clean);
  g_test_add_func ("/io/journal/never-saved", test_never_saved);
  g_test_add_func ("/io/journal/take-over", test_take_over);
  g_test_add_func ("/io/journal/other-version", test_other_version);
  g_test_add_func ("/io/journal/unwritable", test_unwritable);
  g_test_add_func ("/io/journal/damaged", test_damaged);
  return g_test_run ();
}
