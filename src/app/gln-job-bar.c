/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-job-bar.h"

#include "core/gln-i18n.h"

#define SHOW_AFTER_MS 500
#define PULSE_MS 100

struct _GlnJobBar
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *title;
  GtkWidget *bar;
  GtkWidget *cancel;
  GQueue jobs; /* of GlnJob; the first is shown */
  guint timer;
};

G_DEFINE_FINAL_TYPE (GlnJobBar, gln_job_bar, GTK_TYPE_WIDGET)

static void next (GlnJobBar *self);

static void
show_progress (GlnJobBar *self, GlnJob *job)
{
  double fraction = gln_job_get_fraction (job);

  if (fraction < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);
}

static gboolean
tick (gpointer data)
{
  GlnJobBar *self = data;
  GlnJob *job = g_queue_peek_head (&self->jobs);

  if (job)
    show_progress (self, job);
  return G_SOURCE_CONTINUE;
}

static gboolean
reveal (gpointer data)
{
  GlnJobBar *self = data;

  self->timer = g_timeout_add (PULSE_MS, tick, self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  return G_SOURCE_REMOVE;
}

static void
job_stopped (GlnJobBar *self, GParamSpec *pspec, GlnJob *job)
{
  if (gln_job_is_running (job))
    return;
  g_signal_handlers_disconnect_by_func (job, job_stopped, self);
  if (g_queue_remove (&self->jobs, job))
    g_object_unref (job);
  next (self);
}

static void
next (GlnJobBar *self)
{
  GlnJob *job = g_queue_peek_head (&self->jobs);

  if (!job)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  gtk_label_set_label (GTK_LABEL (self->title), gln_job_get_title (job));
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
  if (!self->timer)
    self->timer = g_timeout_add (SHOW_AFTER_MS, reveal, self);
}

static void
cancel_clicked (GlnJobBar *self)
{
  GlnJob *job = g_queue_peek_head (&self->jobs);

  if (job)
    gln_job_cancel (job);
}

void
gln_job_bar_watch (GlnJobBar *self, GlnJob *job)
{
  g_return_if_fail (GLN_IS_JOB_BAR (self));

  if (!gln_job_is_running (job))
    return;
  g_queue_push_tail (&self->jobs, g_object_ref (job));
  g_signal_connect_object (job, "notify::running", G_CALLBACK (job_stopped), self, G_CONNECT_SWAPPED);
  next (self);
}

static void
gln_job_bar_dispose (GObject *object)
{
  GlnJobBar *self = GLN_JOB_BAR (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_queue_clear_full (&self->jobs, g_object_unref);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (gln_job_bar_parent_class)->dispose (object);
}

static void
gln_job_bar_class_init (GlnJobBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gln_job_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
gln_job_bar_init (GlnJobBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  g_queue_init (&self->jobs);
  self->revealer = gtk_revealer_new ();
  self->title = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  self->cancel = gtk_button_new_with_label (_("Cancel"));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_size_request (self->bar, 280, -1);
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "job");
  gtk_box_append (GTK_BOX (column), self->title);
  gtk_box_append (GTK_BOX (column), self->bar);
  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_clicked), self);
}
