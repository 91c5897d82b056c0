/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-window-private.h"

#include "app/gln-dialogs.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "draw/gln-map-image.h"

G_DEFINE_FINAL_TYPE (GlnWindow, gln_window, ADW_TYPE_APPLICATION_WINDOW)

/* Messages --------------------------------------------------------------------------------- */

void
_gln_window_toast (GlnWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_set_title (toast, escaped);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What the user stopped needs no explanation. */
void
_gln_window_error (GlnWindow *self, const char *heading, const GError *error)
{
  if (!error || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, GLN_ERROR, GLN_ERROR_CANCELLED))
    return;
  gln_dialogs_tell (GTK_WINDOW (self), heading, error->message);
}

static void
job_ended (GlnWindow *self, GParamSpec *pspec, GlnJob *job)
{
  if (gln_job_is_running (job))
    return;
  g_signal_handlers_disconnect_by_func (job, job_ended, self);
  self->n_busy--;
  _gln_window_update_actions (self);
}

void
_gln_window_watch (GlnWindow *self, GlnJob *job)
{
  if (!gln_job_is_running (job))
    return;
  self->n_busy++;
  g_signal_connect_object (job, "notify::running", G_CALLBACK (job_ended), self, G_CONNECT_SWAPPED);
  gln_job_bar_watch (self->job_bar, job);
  _gln_window_update_actions (self);
}

/* Title ------------------------------------------------------------------------------------ */

static const char *
safety_text (GlnDesk *desk)
{
  switch (gln_desk_get_safety (desk))
    {
    case GLN_SAFETY_SAVED:
      return gln_desk_get_path (desk) ? _("saved") : _("unchanged");
    case GLN_SAFETY_KEPT:
      return _("changes kept safe, not saved");
    case GLN_SAFETY_KEEPING:
      return _("keeping changes safe…");
    case GLN_SAFETY_NONE:
    default:
      return _("not saved: changes are not kept safe");
    }
}

void
_gln_window_update_title (GlnWindow *self)
{
  g_autofree char *file = NULL, *crs = NULL, *subtitle = NULL;
  const char *path;

  if (!self->desk)
    {
      adw_window_title_set_title (self->title, _("Greenline"));
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), _("Greenline"));
      return;
    }
  path = gln_desk_get_path (self->desk);
  file = path ? g_path_get_basename (path) : g_strdup (_("New plan"));
  crs = gln_desk_get_crs_label (self->desk);
  subtitle = g_strdup_printf ("%s — %s · %s", file,
                              gln_desk_is_read_only (self->desk) ? _("read-only") : safety_text (self->desk), crs);
  adw_window_title_set_title (self->title, gln_document_get_plan (gln_desk_get_document (self->desk))->frame->name);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), adw_window_title_get_title (self->title));
}

static void
state_changed (GlnWindow *self)
{
  _gln_window_update_title (self);
  _gln_window_update_actions (self);
}

static void
document_changed (GlnWindow *self, GlnDelta *delta, GlnChangeKind kind)
{
  _gln_window_update_actions (self);
  if (kind == GLN_CHANGE_PREVIEW)
    return;
  _gln_window_update_title (self);
  _gln_window_update_findings (self);
}

static void
tool_refused (GlnWindow *self, const char *sentence)
{
  _gln_window_toast (self, sentence);
}

/* The desk --------------------------------------------------------------------------------- */

static void
clear_desk (GlnWindow *self)
{
  if (!self->desk)
    return;
  g_signal_handlers_disconnect_by_data (self->desk, self);
  g_signal_handlers_disconnect_by_data (gln_desk_get_document (self->desk), self);
  g_signal_handlers_disconnect_by_data (gln_desk_get_session (self->desk), self);
  g_signal_handlers_disconnect_by_data (gln_desk_get_toolbox (self->desk), self);
  gln_plan_page_set_toolbox (self->plan_page, NULL, NULL);
  g_clear_object (&self->desk);
}

static void
connect_desk (GlnWindow *self)
{
  g_signal_connect_swapped (self->desk, "state-changed", G_CALLBACK (state_changed), self);
  g_signal_connect_swapped (gln_desk_get_document (self->desk), "changed", G_CALLBACK (document_changed), self);
  g_signal_connect_swapped (gln_desk_get_session (self->desk), "selection-changed",
                            G_CALLBACK (_gln_window_update_actions), self);
  g_signal_connect_swapped (gln_desk_get_session (self->desk), "notify::phase",
                            G_CALLBACK (_gln_window_update_actions), self);
  g_signal_connect_swapped (gln_desk_get_toolbox (self->desk), "refused", G_CALLBACK (tool_refused), self);
  g_signal_connect_swapped (gln_desk_get_toolbox (self->desk), "tool-changed",
                            G_CALLBACK (_gln_window_update_actions), self);
}

/* The planned end of the programme is what a planner works on. */
static void
show_last_phase (GlnWindow *self)
{
  GlnFrame *frame = gln_document_get_plan (gln_desk_get_document (self->desk))->frame;

  gln_session_set_phase (gln_desk_get_session (self->desk), frame->n_phases - 1);
}

void
_gln_window_set_desk (GlnWindow *self, GlnDesk *desk)
{
  GlnPlan *plan;
  GlnBox box;

  clear_desk (self);
  self->desk = desk ? g_object_ref (desk) : NULL;
  gtk_stack_set_visible_child_name (self->stack, desk ? "plan" : "start");
  if (desk)
    {
      show_last_phase (self);
      connect_desk (self);
      gln_plan_page_set_toolbox (self->plan_page, gln_desk_get_toolbox (desk), gln_desk_get_projector (desk));
      plan = gln_document_get_plan (gln_desk_get_document (desk));
      box = gln_map_sheet_box (plan, gln_session_get_phase (gln_desk_get_session (desk)));
      gln_map_view_zoom_to_box (gln_plan_page_get_map_view (self->plan_page), &box);
      gtk_widget_grab_focus (GTK_WIDGET (gln_plan_page_get_map_view (self->plan_page)));
    }
  state_changed (self);
  _gln_window_update_findings (self);
}

gboolean
gln_window_show_document (GlnWindow *self, GlnDocument *document, const GlnPlanFile *file, GError **error)
{
  g_autoptr (GlnDesk) desk = NULL;

  g_return_val_if_fail (GLN_IS_WINDOW (self), FALSE);
  desk = gln_desk_new (document, file, error);
  if (!desk)
    return FALSE;
  _gln_window_set_desk (self, desk);
  return TRUE;
}

GlnDesk *
gln_window_get_desk (GlnWindow *self)
{
  g_return_val_if_fail (GLN_IS_WINDOW (self), NULL);

  return self->desk;
}

GlnMapView *
gln_window_get_map_view (GlnWindow *self)
{
  g_return_val_if_fail (GLN_IS_WINDOW (self), NULL);

  return gln_plan_page_get_map_view (self->plan_page);
}

GlnIndicatorSet *
gln_window_get_indicators (GlnWindow *self)
{
  g_return_val_if_fail (GLN_IS_WINDOW (self), NULL);

  return gln_plan_page_get_indicators (self->plan_page);
}

gboolean
gln_window_is_busy (GlnWindow *self)
{
  g_return_val_if_fail (GLN_IS_WINDOW (self), FALSE);

  return self->n_busy > 0;
}

gboolean
gln_window_is_empty (GlnWindow *self)
{
  g_return_val_if_fail (GLN_IS_WINDOW (self), FALSE);

  return !self->desk && self->n_busy == 0;
}

/* Closing ---------------------------------------------------------------------------------- */

static void
close_now (GlnWindow *self, gboolean discard)
{
  if (self->desk)
    gln_desk_close (self->desk, discard);
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
saved_before_close (GlnWindow *self, const GError *error, gpointer data)
{
  if (!error)
    close_now (self, FALSE);
}

static void
close_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlnWindow) self = data;
  g_autofree char *answer = gln_dialogs_ask_finish (result);

  if (g_strcmp0 (answer, "save") == 0)
    _gln_window_save (self, FALSE, saved_before_close, NULL);
  else if (g_strcmp0 (answer, "discard") == 0)
    close_now (self, TRUE);
}

static gboolean
gln_window_close_request (GtkWindow *window)
{
  GlnWindow *self = GLN_WINDOW (window);
  const GlnAnswer answers[] = { { .id = "cancel", .label = _("_Cancel") },
                                { .id = "discard", .label = _("_Discard"), .destructive = TRUE },
                                { .id = "save", .label = _("_Save"), .suggested = TRUE } };

  if (self->closing || !self->desk || gln_document_is_saved (gln_desk_get_document (self->desk)))
    {
      if (self->desk && !self->closing)
        gln_desk_close (self->desk, FALSE);
      return GTK_WINDOW_CLASS (gln_window_parent_class)->close_request (window);
    }
  gln_toolbox_settle (gln_desk_get_toolbox (self->desk));
  gln_dialogs_ask (window, _("Save the changes?"),
                   _("The plan has changes that are not in its file. What you discard cannot be brought back."),
                   answers, G_N_ELEMENTS (answers), close_answered, g_object_ref (self));
  return TRUE;
}

/* Object ----------------------------------------------------------------------------------- */

static void
gln_window_dispose (GObject *object)
{
  GlnWindow *self = GLN_WINDOW (object);

  if (self->plan_page)
    clear_desk (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLN_TYPE_WINDOW);
  G_OBJECT_CLASS (gln_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, findings_button);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, plan_page);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, job_bar);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, GlnWindow, redo_button);
}

static void
gln_window_class_init (GlnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gln_window_close_request;
  g_type_ensure (GLN_TYPE_JOB_BAR);
  g_type_ensure (GLN_TYPE_PLAN_PAGE);
  g_type_ensure (GLN_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/greenline_planner/Greenline/ui/gln-window.ui");
  bind_children (widget_class);
}

static void
gln_window_init (GlnWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  _gln_window_init_actions (self);
  _gln_window_init_file_actions (self);
  _gln_window_init_export_actions (self);
  _gln_window_init_dnd (self);
  state_changed (self);
  _gln_window_update_findings (self);
}

GlnWindow *
gln_window_new (GtkApplication *application)
{
  return g_object_new (GLN_TYPE_WINDOW, "application", application, NULL);
}
