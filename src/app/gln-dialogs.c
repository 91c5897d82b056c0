/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-dialogs.h"

#include "core/gln-i18n.h"

#include <adwaita.h>

typedef struct
{
  const char *name;
  const char *patterns[8];
} FileKind;

static const FileKind kinds[GLN_N_FILE_KINDS] = {
  [GLN_FILE_PLAN] = { N_("Greenline plans"), { "*.gpkg" } },
  [GLN_FILE_SOURCE] = { N_("Shapefile, GeoPackage, GeoJSON, CSV"),
                        { "*.shp", "*.gpkg", "*.geojson", "*.json", "*.csv" } },
  [GLN_FILE_REPORT] = { N_("Reports: PDF, Word, Excel, CSV"), { "*.pdf", "*.docx", "*.xlsx", "*.csv" } },
  [GLN_FILE_IMAGE] = { N_("Pictures"), { "*.png", "*.svg", "*.pdf" } },
  [GLN_FILE_VECTOR] = { N_("Shapefile, GeoJSON"), { "*.shp", "*.geojson" } },
};

static void
add_filters (GtkFileChooser *chooser, GlnFileKind kind)
{
  g_autoptr (GtkFileFilter) wanted = gtk_file_filter_new (), all = gtk_file_filter_new ();

  gtk_file_filter_set_name (wanted, _(kinds[kind].name));
  for (guint i = 0; kinds[kind].patterns[i]; i++)
    gtk_file_filter_add_suffix (wanted, kinds[kind].patterns[i] + 2);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, wanted);
  gtk_file_chooser_add_filter (chooser, all);
}

/* What was chosen is bare without the ending that the program knows the file by. */
static GFile *
with_ending (GFile *file, GlnFileKind kind)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *full = NULL;

  for (guint i = 0; path && kinds[kind].patterns[i]; i++)
    {
      g_autofree char *lower = g_ascii_strdown (path, -1);

      if (g_str_has_suffix (lower, kinds[kind].patterns[i] + 1))
        return g_object_ref (file);
    }
  if (!path)
    return g_object_ref (file);
  full = g_strconcat (path, kinds[kind].patterns[0] + 1, NULL);
  return g_file_new_for_path (full);
}

static void
open_response (GtkNativeDialog *dialog, int response, GTask *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)), g_object_unref);
  else
    g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

static void
save_response (GtkNativeDialog *dialog, int response, GTask *task)
{
  GlnFileKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (dialog), "kind"));
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_task_return_pointer (task, file ? with_ending (file, kind) : NULL, g_object_unref);
  g_object_unref (task);
}

/* Nobody but us holds a native dialog while it is shown: the task keeps it. */
static void
show_chooser (GtkFileChooserNative *dialog, GlnFileKind kind, GCallback response, GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, dialog, g_object_unref);
  add_filters (GTK_FILE_CHOOSER (dialog), kind);
  g_object_set_data (G_OBJECT (dialog), "kind", GINT_TO_POINTER (kind));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", response, task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
gln_dialogs_open (GtkWindow *parent, const char *title, GlnFileKind kind, gboolean several,
                  GAsyncReadyCallback callback, gpointer user_data)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  show_chooser (dialog, kind, G_CALLBACK (open_response), callback, user_data);
}

GListModel *
gln_dialogs_open_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
gln_dialogs_save (GtkWindow *parent, const char *title, GlnFileKind kind, GFile *folder, const char *name,
                  GAsyncReadyCallback callback, gpointer user_data)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  if (folder)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  show_chooser (dialog, kind, G_CALLBACK (save_response), callback, user_data);
}

GFile *
gln_dialogs_save_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
ask_response (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  g_task_return_pointer (task, g_strdup (response), g_free);
  g_object_unref (task);
}

void
gln_dialogs_ask (GtkWindow *parent, const char *heading, const char *body, const GlnAnswer *answers,
                 guint n_answers, GAsyncReadyCallback callback, gpointer user_data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  for (guint i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (dialog, answers[i].id, answers[i].label);
      if (answers[i].suggested)
        {
          adw_message_dialog_set_response_appearance (dialog, answers[i].id, ADW_RESPONSE_SUGGESTED);
          adw_message_dialog_set_default_response (dialog, answers[i].id);
        }
      if (answers[i].destructive)
        adw_message_dialog_set_response_appearance (dialog, answers[i].id, ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (callback)
    g_signal_connect (dialog, "response", G_CALLBACK (ask_response), g_task_new (NULL, NULL, callback, user_data));
  gtk_window_present (GTK_WINDOW (dialog));
}

char *
gln_dialogs_ask_finish (GAsyncResult *result)
{
  char *answer = g_task_propagate_pointer (G_TASK (result), NULL);

  return answer ? answer : g_strdup ("cancel");
}

void
gln_dialogs_tell (GtkWindow *parent, const char *heading, const char *body)
{
  const GlnAnswer answers[] = { { .id = "cancel", .label = _("_Close") } };

  gln_dialogs_ask (parent, heading, body, answers, 1, NULL, NULL);
}
