/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-application.h"

#include "app/gln-window.h"
#include "core/gln-i18n.h"
#include "io/gln-io-init.h"

#include <stdlib.h>

struct _GlnApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (GlnApplication, gln_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.new-window", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.import", { "<Control>i" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.export-report", { "<Control>e" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
  { "win.zoom-out", { "<Control>minus" } },
  { "win.zoom-fit", { "<Control>0" } },
  { "win.zoom-selection", { "<Control>period" } },
  { "win.next-phase", { "<Control>Page_Down" } },
  { "win.previous-phase", { "<Control>Page_Up" } },
  { "window.close", { "<Control>w" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
};

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  /* Each window asks about its own unsaved changes; the last one to go ends the program. */
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

static void
new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (gln_window_new (data)));
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (data);
  g_autofree char *libraries = gln_io_versions ();

  adw_show_about_window (parent, "application-name", _("Greenline"), "application-icon", GLN_APP_ID, "version",
                         GLN_VERSION, "developer-name", _("The Greenline contributors"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _("Green-space planning for garden cities: draw, and watch every indicator against "
                           "its target. Works offline."),
                         "debug-info", libraries, "translator-credits", _("translator-credits"), NULL);
}

static const GActionEntry entries[] = {
  { .name = "quit", .activate = quit },
  { .name = "new-window", .activate = new_window },
  { .name = "about", .activate = about },
};

static void
gln_application_startup (GApplication *application)
{
  GtkApplication *app = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (gln_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), app);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (app, accels[i].action, (const char *const *) accels[i].keys);
}

static void
gln_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  gboolean first = window == NULL;

  if (first)
    window = GTK_WINDOW (gln_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
  if (first)
    gln_window_offer_lost_work (GLN_WINDOW (window));
}

static GlnWindow *
empty_window (GtkApplication *app)
{
  for (GList *l = gtk_application_get_windows (app); l; l = l->next)
    if (GLN_IS_WINDOW (l->data) && gln_window_is_empty (l->data))
      return l->data;
  return gln_window_new (app);
}

static void
gln_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GlnWindow *window = empty_window (GTK_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  gln_window_open_files (window, files, n_files);
}

static void
gln_application_class_init (GlnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = gln_application_startup;
  application_class->activate = gln_application_activate;
  application_class->open = gln_application_open;
}

static void
gln_application_init (GlnApplication *self)
{
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[PLAN.gpkg | FILE…]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self), _("Green-space planning: opens a plan, or starts one from shapefiles and other data."));
}

GlnApplication *
gln_application_new (GApplicationFlags flags)
{
  return g_object_new (GLN_TYPE_APPLICATION, "application-id", GLN_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | flags, "resource-base-path",
                       "/io/github/greenline_planner/Greenline", NULL);
}
