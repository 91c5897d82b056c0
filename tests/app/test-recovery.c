/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program that is killed loses no edit that it called kept: another run offers them, brings them back as
 * one step that can be undone, and lets go of the journal only when they are saved. */

#include "app/gln-application.h"
#include "app/gln-window.h"
#include "gui-test.h"
#include "io/gln-journal.h"
#include "model/gln-edits.h"
#include "sample.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static GlnApplication *application;
static const char *self_path;

static gboolean
is_ready (gpointer data)
{
  GlnWindow *window = data;

  return gln_window_get_desk (window) && !gln_window_is_busy (window);
}

static gboolean
is_kept (gpointer data)
{
  return gln_desk_get_safety (data) == GLN_SAFETY_KEPT;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static GtkWidget *
question (void)
{
  g_autoptr (GListModel) windows = G_LIST_MODEL (g_object_ref (gtk_window_get_toplevels ()));

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

static gboolean
is_asked (gpointer unused)
{
  return question () != NULL;
}

static GlnWindow *
open_plan (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GlnWindow *window = gln_window_new (GTK_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  gln_window_open_files (window, &file, 1);
  return window;
}

static guint
n_features (GlnWindow *window)
{
  return gln_feature_map_size (
      gln_document_get_plan (gln_desk_get_document (gln_window_get_desk (window)))->features);
}

/* The run that is killed: three parks, kept by the journal, never saved. */
static int
crash (const char *path)
{
  GlnWindow *window = open_plan (path);
  GlnDocument *document;

  g_assert_true (gui_test_wait (is_ready, window, 60));
  document = gln_desk_get_document (gln_window_get_desk (window));
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GlnShape) shape
          = gln_shape_new_rect (512000 + i * 100, 3380000, 512060 + i * 100, 3380060);

      g_assert_true (gln_edits_create_green (document, NULL, "G1", shape, 0, NULL));
    }
  g_assert_true (gui_test_wait (is_kept, gln_window_get_desk (window), 20));
  kill (getpid (), SIGKILL);
  return 1;
}

static void
run_and_be_killed (const char *path)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { self_path, "--crash", path, NULL };
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static void
done (GlnWindow *window, const GError *error, gpointer data)
{
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static guint
n_pending (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlnPlanFile) file = gln_plan_file_open (path, NULL, &error);
  g_autoptr (GPtrArray) pending = NULL;

  g_assert_no_error (error);
  pending = gln_journal_pending (NULL, file);
  return pending ? pending->len : 0;
}

static char *
new_plan_file (void)
{
  /* The folder is this test's own and goes with it. */
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "plan-XXXXXX", NULL);
  g_autoptr (GlnPlan) plan = sample_plan_new ();
  char *path;

  g_assert_nonnull (g_mkdtemp (folder));
  path = g_build_filename (folder, "plan.gpkg", NULL);
  g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  return path;
}

static void
test_bring_back (void)
{
  g_autofree char *path = new_plan_file ();
  gboolean saved = FALSE;
  GlnWindow *window;
  GlnDocument *document;
  guint n;

  run_and_be_killed (path);
  g_assert_cmpuint (n_pending (path), ==, 1);
  window = open_plan (path);
  g_assert_true (gui_test_wait (is_asked, NULL, 60));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question ()), "recover");
  g_assert_true (gui_test_wait (is_ready, window, 60));
  document = gln_desk_get_document (gln_window_get_desk (window));
  n = n_features (window);
  g_assert_false (gln_document_is_saved (document));
  g_assert_true (gln_document_undo (document));
  g_assert_cmpuint (n_features (window), ==, n - 3);
  g_assert_true (gln_document_redo (document));
  g_assert_cmpuint (n_features (window), ==, n);

  gln_window_save_to (window, path, done, &saved);
  g_assert_true (gui_test_wait (is_true, &saved, 60));
  gtk_window_close (GTK_WINDOW (window));
  g_assert_cmpuint (n_pending (path), ==, 0);
}

/* Opening the plan as it was saved keeps the journal: it is offered again. */
static void
test_as_saved (void)
{
  g_autofree char *path = new_plan_file ();
  GlnWindow *window;

  run_and_be_killed (path);
  window = open_plan (path);
  g_assert_true (gui_test_wait (is_asked, NULL, 60));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question ()), "saved");
  g_assert_true (gui_test_wait (is_ready, window, 60));
  g_assert_true (gln_document_is_saved (gln_desk_get_document (gln_window_get_desk (window))));
  gtk_window_close (GTK_WINDOW (window));
  g_assert_cmpuint (n_pending (path), ==, 1);
}

/* Closing with unsaved edits asks first, and "discard" leaves nothing behind. */
static void
test_discard (void)
{
  g_autofree char *path = new_plan_file ();
  g_autoptr (GlnShape) shape = gln_shape_new_rect (512000, 3380000, 512060, 3380060);
  GlnWindow *window = open_plan (path);
  GlnDocument *document;

  g_assert_true (gui_test_wait (is_ready, window, 60));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  document = gln_desk_get_document (gln_window_get_desk (window));
  g_assert_true (gln_edits_create_green (document, NULL, "G1", shape, 0, NULL));
  g_assert_true (gui_test_wait (is_kept, gln_window_get_desk (window), 20));
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (gui_test_wait (is_asked, NULL, 10));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question ()), "discard");
  g_assert_true (gui_test_wait (is_gone, &window, 20));
  g_assert_cmpuint (n_pending (path), ==, 0);
}

int
main (int argc, char **argv)
{
  gboolean crashing = argc == 3 && g_str_equal (argv[1], "--crash");
  const char *path = crashing ? argv[2] : NULL;
  int status;

  self_path = argv[0];
  gui_test_init (&argc, &argv);
  application = gln_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  if (crashing)
    return crash (path);
  g_test_add_func ("/app/recovery/bring-back", test_bring_back);
  g_test_add_func ("/app/recovery/as-saved", test_as_saved);
  g_test_add_func ("/app/recovery/discard", test_discard);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
