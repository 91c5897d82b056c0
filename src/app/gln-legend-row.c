/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-legend-row.h"

#include "core/gln-i18n.h"

struct _GlnLegendRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box;
  GtkWidget *swatch;
  GtkWidget *name;
  GtkWidget *number;
  GtkWidget *eye;
  gboolean updating;
};

enum
{
  VISIBILITY_TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnLegendRow, gln_legend_row, GTK_TYPE_LIST_BOX_ROW)

static void
update_accessible (GlnLegendRow *self)
{
  g_autofree char *text = g_strdup_printf ("%s %s", gtk_label_get_label (GTK_LABEL (self->name)),
                                           gtk_label_get_label (GTK_LABEL (self->number)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
gln_legend_row_set_number (GlnLegendRow *self, const char *text)
{
  g_return_if_fail (GLN_IS_LEGEND_ROW (self));

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->number)), text) == 0)
    return;
  gtk_label_set_label (GTK_LABEL (self->number), text);
  update_accessible (self);
}

void
gln_legend_row_set_note (GlnLegendRow *self, const char *note)
{
  g_return_if_fail (GLN_IS_LEGEND_ROW (self));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), note);
}

static void
show_state (GlnLegendRow *self, gboolean visible)
{
  gtk_button_set_icon_name (GTK_BUTTON (self->eye),
                            visible ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_widget_set_tooltip_text (self->eye, visible ? _("Hide this layer") : _("Show this layer"));
  if (visible)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "off");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "off");
}

static void
eye_toggled (GlnLegendRow *self, GtkToggleButton *eye)
{
  gboolean visible = gtk_toggle_button_get_active (eye);

  show_state (self, visible);
  if (!self->updating)
    g_signal_emit (self, signals[VISIBILITY_TOGGLED], 0, visible);
}

void
gln_legend_row_set_layer_visible (GlnLegendRow *self, gboolean visible)
{
  g_return_if_fail (GLN_IS_LEGEND_ROW (self));

  if (!self->eye)
    {
      self->eye = gtk_toggle_button_new ();
      gtk_widget_add_css_class (self->eye, "flat");
      gtk_widget_add_css_class (self->eye, "eye");
      gtk_box_append (GTK_BOX (self->box), self->eye);
      g_signal_connect_swapped (self->eye, "toggled", G_CALLBACK (eye_toggled), self);
    }
  self->updating = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->eye), visible);
  show_state (self, visible);
  self->updating = FALSE;
}

static void
gln_legend_row_class_init (GlnLegendRowClass *klass)
{
  signals[VISIBILITY_TOGGLED] = g_signal_new ("visibility-toggled", G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                              G_TYPE_BOOLEAN);
}

static void
gln_legend_row_init (GlnLegendRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->swatch = gln_swatch_new ();
  self->name = gtk_label_new (NULL);
  self->number = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_widget_add_css_class (self->number, "dim-label");
  gtk_box_append (GTK_BOX (self->box), self->swatch);
  gtk_box_append (GTK_BOX (self->box), self->name);
  gtk_box_append (GTK_BOX (self->box), self->number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
gln_legend_row_new (const char *name, GlnStyleSheet *sheet, const GlnStyle *style)
{
  GlnLegendRow *self = g_object_new (GLN_TYPE_LEGEND_ROW, NULL);

  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_widget_set_tooltip_text (self->name, name);
  gln_swatch_set_style (GLN_SWATCH (self->swatch), sheet, style);
  update_accessible (self);
  return GTK_WIDGET (self);
}
