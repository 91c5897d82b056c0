/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-start-page.h"

#include "app/gln-recent.h"
#include "core/gln-i18n.h"

#include "gln-config.h"

#include <adwaita.h>

#define MAX_RECENT 5

struct _GlnStartPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *recent_group;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (GlnStartPage, gln_start_page, GTK_TYPE_WIDGET)

static GtkWidget *
pill (const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
row_activated (AdwActionRow *row, GlnStartPage *self)
{
  const char *uri = g_object_get_data (G_OBJECT (row), "uri");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-uri", "s", uri);
}

static void
add_recent (GlnStartPage *self, const GlnRecentPlan *plan)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), plan->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plan->folder);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("text-x-generic-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (plan->uri), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->recent_group), row);
  g_ptr_array_add (self->rows, row);
}

static void
gln_start_page_map (GtkWidget *widget)
{
  GlnStartPage *self = GLN_START_PAGE (widget);
  g_autoptr (GPtrArray) plans = gln_recent_list (MAX_RECENT);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->recent_group), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < plans->len; i++)
    add_recent (self, plans->pdata[i]);
  gtk_widget_set_visible (self->recent_group, plans->len > 0);
  GTK_WIDGET_CLASS (gln_start_page_parent_class)->map (widget);
}

static void
gln_start_page_dispose (GObject *object)
{
  GlnStartPage *self = GLN_START_PAGE (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (gln_start_page_parent_class)->dispose (object);
}

static void
gln_start_page_class_init (GlnStartPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gln_start_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = gln_start_page_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gln_start_page_init (GlnStartPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *clamp = adw_clamp_new ();

  self->rows = g_ptr_array_new ();
  self->page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), GLN_APP_ID);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), _("Greenline"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (self->page),
      _("Draw parks and green belts over the land use and watch every indicator against its target. "
        "Open a plan, start one from shapefiles, or drop files here."));
  self->recent_group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->recent_group), _("Recent plans"));
  gtk_box_append (GTK_BOX (box), pill (_("Try the _Sample City"), "win.open-sample", TRUE));
  gtk_box_append (GTK_BOX (box), pill (_("_Open a Plan…"), "win.open", FALSE));
  gtk_box_append (GTK_BOX (box), pill (_("New Plan from _Files…"), "win.import", FALSE));
  gtk_box_append (GTK_BOX (box), self->recent_group);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 420);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->page), clamp);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}
