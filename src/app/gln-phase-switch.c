/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-phase-switch.h"

#include "core/gln-format.h"
#include "core/gln-i18n.h"

struct _GlnPhaseSwitch
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GlnSession *session;
  GPtrArray *buttons;
  char *shown; /* what the buttons were made from */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GlnPhaseSwitch, gln_phase_switch, GTK_TYPE_WIDGET)

static GlnFrame *
frame_of (GlnPhaseSwitch *self)
{
  return gln_document_get_plan (gln_session_get_document (self->session))->frame;
}

static void
toggled (GlnPhaseSwitch *self, GtkToggleButton *button)
{
  guint index;

  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  if (g_ptr_array_find (self->buttons, button, &index))
    gln_session_set_phase (self->session, index);
}

static void
press_active (GlnPhaseSwitch *self)
{
  guint phase = gln_session_get_phase (self->session);

  if (phase >= self->buttons->len)
    return;
  self->updating = TRUE;
  gtk_toggle_button_set_active (self->buttons->pdata[phase], TRUE);
  self->updating = FALSE;
}

static void
clear_buttons (GlnPhaseSwitch *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_box_remove (GTK_BOX (self->box), self->buttons->pdata[i]);
  g_ptr_array_set_size (self->buttons, 0);
}

static void
add_button (GlnPhaseSwitch *self, const GlnPhase *phase)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (gln_format_phase (phase, gln_lang_current ()));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, gtk_button_get_label (GTK_BUTTON (button)));
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled), self);
  gtk_box_append (GTK_BOX (self->box), button);
  g_ptr_array_add (self->buttons, button);
}

static char *
names_of (const GlnFrame *frame)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < frame->n_phases; i++)
    g_string_append_printf (names, "%s\n", frame->phases[i]->name);
  return g_string_free (names, FALSE);
}

void
gln_phase_switch_update (GlnPhaseSwitch *self)
{
  g_autofree char *names = NULL;
  GlnFrame *frame;

  g_return_if_fail (GLN_IS_PHASE_SWITCH (self));
  if (!self->session)
    return;
  frame = frame_of (self);
  names = names_of (frame);
  if (g_strcmp0 (names, self->shown) != 0)
    {
      self->updating = TRUE;
      clear_buttons (self);
      for (guint i = 0; i < frame->n_phases; i++)
        add_button (self, frame->phases[i]);
      self->updating = FALSE;
      g_free (self->shown);
      self->shown = g_steal_pointer (&names);
    }
  press_active (self);
}

void
gln_phase_switch_set_session (GlnPhaseSwitch *self, GlnSession *session)
{
  g_return_if_fail (GLN_IS_PHASE_SWITCH (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_swapped (session, "notify::phase", G_CALLBACK (gln_phase_switch_update), self);
  gln_phase_switch_update (self);
}

static void
gln_phase_switch_dispose (GObject *object)
{
  GlnPhaseSwitch *self = GLN_PHASE_SWITCH (object);

  gln_phase_switch_set_session (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gln_phase_switch_parent_class)->dispose (object);
}

static void
gln_phase_switch_finalize (GObject *object)
{
  GlnPhaseSwitch *self = GLN_PHASE_SWITCH (object);

  g_ptr_array_unref (self->buttons);
  g_free (self->shown);
  G_OBJECT_CLASS (gln_phase_switch_parent_class)->finalize (object);
}

static void
gln_phase_switch_class_init (GlnPhaseSwitchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_phase_switch_dispose;
  G_OBJECT_CLASS (klass)->finalize = gln_phase_switch_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gln_phase_switch_init (GlnPhaseSwitch *self)
{
  self->buttons = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_widget_add_css_class (self->box, "linked");
  gtk_widget_add_css_class (self->box, "phases");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Phase"), -1);
}
