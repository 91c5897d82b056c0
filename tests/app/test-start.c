/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first minute: the start page opens the sample city, which belongs to no file. */

#include "app/gln-application.h"
#include "app/gln-window.h"
#include "gui-test.h"
#include "io/gln-plan-file.h"
#include "sample.h"

#include <glib/gstdio.h>

static GlnApplication *application;

static gboolean
is_ready (gpointer data)
{
  GlnWindow *window = data;

  return gln_window_get_desk (window) && !gln_window_is_busy (window)
         && gln_map_view_is_settled (gln_window_get_map_view (window));
}

static gboolean
opens_sample (GtkWidget *widget, gpointer unused)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "pill")
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.open-sample") == 0;
}

static void
test_sample (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "plan-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GlnPlan) plan = sample_plan_new ();
  GlnWindow *window;
  GtkWidget *button;
  GlnDesk *desk;

  g_assert_nonnull (g_mkdtemp (folder));
  path = g_build_filename (folder, "sample.gpkg", NULL);
  g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  g_setenv ("GREENLINE_SAMPLE", path, TRUE);

  window = gln_window_new (GTK_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  gui_test_settle (GTK_WIDGET (window), 500);
  button = gui_test_find (GTK_WIDGET (window), opens_sample, NULL);
  g_assert_nonnull (button);
  gui_test_click (button, gtk_widget_get_width (button) / 2.0, gtk_widget_get_height (button) / 2.0);
  g_assert_true (gui_test_wait (is_ready, window, 60));
  desk = gln_window_get_desk (window);
  g_assert_null (gln_desk_get_path (desk));
  g_assert_true (gln_document_is_saved (gln_desk_get_document (desk)));
  g_assert_nonnull (gln_window_get_indicators (window));
  gtk_window_close (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int status;

  gui_test_init (&argc, &argv);
  application = gln_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add_func ("/app/start/sample", test_sample);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
