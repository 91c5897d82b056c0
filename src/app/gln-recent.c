/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-recent.h"

#include <gtk/gtk.h>

#define MIME_TYPE "application/geopackage+sqlite3"

static void
recent_free (gpointer data)
{
  GlnRecentPlan *plan = data;

  g_free (plan->uri);
  g_free (plan->name);
  g_free (plan->folder);
  g_free (plan);
}

static char *
folder_of (GFile *file)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *path = parent ? g_file_get_path (parent) : NULL;
  const char *home = g_get_home_dir ();

  if (path && g_str_has_prefix (path, home))
    return g_strconcat ("~", path + strlen (home), NULL);
  return g_steal_pointer (&path);
}

static GlnRecentPlan *
plan_new (GtkRecentInfo *info)
{
  GlnRecentPlan *plan = g_new0 (GlnRecentPlan, 1);
  g_autoptr (GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  char *ending;

  plan->uri = g_strdup (gtk_recent_info_get_uri (info));
  plan->name = g_strdup (gtk_recent_info_get_display_name (info));
  ending = strrchr (plan->name, '.');
  if (ending)
    *ending = '\0';
  plan->folder = folder_of (file);
  return plan;
}

static int
latest_first (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

GPtrArray *
gln_recent_list (guint max)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func (recent_free);
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  items = g_list_sort (items, latest_first);
  for (GList *l = items; l && plans->len < max; l = l->next)
    if (gtk_recent_info_has_application (l->data, g_get_application_name ()) && gtk_recent_info_exists (l->data))
      g_ptr_array_add (plans, plan_new (l->data));
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  return plans;
}

void
gln_recent_add (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *command = g_strconcat (g_get_prgname () ? g_get_prgname () : "greenline", " %u", NULL);
  GtkRecentData data = { .mime_type = (char *) MIME_TYPE,
                         .app_name = (char *) g_get_application_name (),
                         .app_exec = command };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}
