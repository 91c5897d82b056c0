/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-tool-bar.h"

#include "core/gln-i18n.h"
#include "tools/gln-toolbox.h"

struct _GlnToolBar
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (GlnToolBar, gln_tool_bar, GTK_TYPE_BOX)

static void
dress (GtkWidget *button, const char *name, const char *tooltip)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_tool (GlnToolBar *self, const char *id, const char *icon, const char *name, const char *hint,
          const char *shortcut)
{
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *key = shortcut ? g_utf8_strup (shortcut, -1) : NULL;
  g_autofree char *tooltip = NULL;

  tooltip = key ? g_strdup_printf ("%s (%s)\n%s", name, key, hint) : g_strdup_printf ("%s\n%s", name, hint);
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  dress (button, name, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.tool");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_box_append (GTK_BOX (self), button);
}

static void
add_command (GlnToolBar *self, const char *action, const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  dress (button, name, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self), button);
}

static void
gln_tool_bar_class_init (GlnToolBarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
gln_tool_bar_init (GlnToolBar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-tools");
  for (guint i = 0; i < gln_tools_count (); i++)
    {
      const GlnToolInfo *tool = gln_tools_get (i);

      add_tool (self, tool->id, tool->icon, _(tool->name), _(tool->hint), tool->shortcut);
      if (i == 0)
        add_tool (self, GLN_TOOL_PAN, "gln-tool-pan-symbolic", _("Move the map"),
                  _("Drag the map; with any tool the middle button does the same"), "h");
    }
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_command (self, "win.zoom-in", "zoom-in-symbolic", _("Zoom in"));
  add_command (self, "win.zoom-out", "zoom-out-symbolic", _("Zoom out"));
  add_command (self, "win.zoom-fit", "zoom-fit-best-symbolic", _("Show the whole plan"));
}
