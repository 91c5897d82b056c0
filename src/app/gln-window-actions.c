/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with the plan on the desk: history, selection, tools, view. */

#include "app/gln-tool-bar.h"
#include "app/gln-window-private.h"
#include "core/gln-i18n.h"
#include "draw/gln-map-image.h"
#include "model/gln-edits.h"

#define ZOOM_STEP 0.5

static GlnMapView *
map_of (GlnWindow *self)
{
  return gln_plan_page_get_map_view (self->plan_page);
}

/* History ---------------------------------------------------------------------------------- */

static void
undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlnWindow *self = data;

  /* What is being drawn is the last thing that was done. */
  if (gln_toolbox_is_busy (gln_desk_get_toolbox (self->desk)))
    gln_toolbox_cancel (gln_desk_get_toolbox (self->desk));
  else
    gln_document_undo (gln_desk_get_document (self->desk));
}

static void
redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlnWindow *self = data;

  gln_toolbox_settle (gln_desk_get_toolbox (self->desk));
  gln_document_redo (gln_desk_get_document (self->desk));
}

/* Selection -------------------------------------------------------------------------------- */

static void
delete_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlnWindow *self = data;
  GlnDocument *document = gln_desk_get_document (self->desk);
  GArray *selection = gln_session_get_selection (gln_desk_get_session (self->desk));
  guint wanted = selection->len, done;
  g_autofree GlnUuid *uuids = g_memdup2 (selection->data, wanted * sizeof *uuids);

  if (wanted == 0 || gln_document_is_open (document))
    return;
  done = gln_edits_delete (document, uuids, wanted);
  if (done < wanted)
    _gln_window_toast (self, _("Objects of locked layers were left alone."));
}

static void
zoom_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlnWindow *self = data;
  GArray *selection = gln_session_get_selection (gln_desk_get_session (self->desk));
  GlnPlan *plan = gln_document_get_plan (gln_desk_get_document (self->desk));
  GlnBox box = GLN_BOX_EMPTY;

  for (guint i = 0; i < selection->len; i++)
    {
      GlnFeature *feature = gln_plan_feature (plan, &g_array_index (selection, GlnUuid, i));

      if (feature && feature->shape)
        gln_box_add_box (&box, &feature->shape->box);
    }
  gln_map_view_zoom_to_box (map_of (self), &box);
}

/* View ------------------------------------------------------------------------------------- */

static void
zoom_in (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gln_map_view_zoom_by (map_of (data), ZOOM_STEP);
}

static void
zoom_out (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gln_map_view_zoom_by (map_of (data), -ZOOM_STEP);
}

static void
zoom_fit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlnWindow *self = data;
  GlnBox box = gln_map_sheet_box (gln_document_get_plan (gln_desk_get_document (self->desk)),
                                  gln_session_get_phase (gln_desk_get_session (self->desk)));

  gln_map_view_zoom_to_box (map_of (self), &box);
}

static void
step_phase (GlnWindow *self, int step)
{
  GlnSession *session = gln_desk_get_session (self->desk);
  int n = (int) gln_document_get_plan (gln_desk_get_document (self->desk))->frame->n_phases;

  gln_session_set_phase (session, (guint) CLAMP ((int) gln_session_get_phase (session) + step, 0, n - 1));
}

static void
next_phase (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_phase (data, 1);
}

static void
previous_phase (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_phase (data, -1);
}

/* Tools ------------------------------------------------------------------------------------ */

static const char *
tool_hint (const char *id)
{
  for (guint i = 0; i < gln_tools_count (); i++)
    if (g_strcmp0 (gln_tools_get (i)->id, id) == 0 && i > 0)
      return _(gln_tools_get (i)->hint);
  return NULL;
}

void
_gln_window_set_tool (GlnWindow *self, const char *tool)
{
  gboolean pan = g_strcmp0 (tool, GLN_TOOL_PAN) == 0;

  if (!self->desk)
    return;
  gln_map_view_set_panning (map_of (self), pan);
  if (!pan)
    gln_toolbox_set_tool (gln_desk_get_toolbox (self->desk), tool);
  _gln_window_update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (map_of (self)));
}

static void
change_tool (GSimpleAction *action, GVariant *value, gpointer data)
{
  _gln_window_set_tool (data, g_variant_get_string (value, NULL));
}

static void
change_snap (GSimpleAction *action, GVariant *value, gpointer data)
{
  GlnWindow *self = data;

  if (self->desk)
    gln_toolbox_set_snap (gln_desk_get_toolbox (self->desk),
                          g_variant_get_boolean (value) ? GLN_SNAP_ALL : GLN_SNAP_NONE);
  g_simple_action_set_state (action, value);
}

/* State ------------------------------------------------------------------------------------ */

static void
enable (GlnWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (GlnWindow *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), state);
}

static void
update_history (GlnWindow *self, GlnDocument *document)
{
  gboolean can_undo = document && (gln_document_can_undo (document) || gln_document_is_open (document));
  gboolean can_redo = document && gln_document_can_redo (document);
  g_autofree char *undo_text = NULL, *redo_text = NULL;

  enable (self, "undo", can_undo);
  enable (self, "redo", can_redo);
  if (document && gln_document_can_undo (document))
    undo_text = g_strdup_printf (_("Undo: %s"), gln_document_undo_label (document));
  if (can_redo)
    redo_text = g_strdup_printf (_("Redo: %s"), gln_document_redo_label (document));
  gtk_widget_set_tooltip_text (self->undo_button, undo_text ? undo_text : _("Undo"));
  gtk_widget_set_tooltip_text (self->redo_button, redo_text ? redo_text : _("Redo"));
}

void
_gln_window_update_actions (GlnWindow *self)
{
  static const char *const with_plan[] = { "zoom-in",     "zoom-out",   "zoom-fit",      "tool",
                                           "snap",        "next-phase", "previous-phase" };
  static const char *const with_plan_idle[]
      = { "save", "save-as", "export-report", "export-map", "export-greens" };
  GlnDocument *document = self->desk ? gln_desk_get_document (self->desk) : NULL;
  gboolean selected = self->desk && gln_session_get_selection (gln_desk_get_session (self->desk))->len > 0;
  gboolean pan = gln_map_view_get_panning (map_of (self));
  const char *tool = self->desk ? gln_toolbox_get_tool (gln_desk_get_toolbox (self->desk)) : "select";

  for (guint i = 0; i < G_N_ELEMENTS (with_plan); i++)
    enable (self, with_plan[i], document != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (with_plan_idle); i++)
    enable (self, with_plan_idle[i], document != NULL && self->n_busy == 0);
  enable (self, "delete", selected && !gln_document_is_open (document));
  enable (self, "zoom-selection", selected);
  update_history (self, document);
  set_state (self, "tool", g_variant_new_string (pan ? GLN_TOOL_PAN : tool));
  gln_plan_page_set_hint (self->plan_page, pan ? NULL : tool_hint (tool));
}

static const GActionEntry entries[] = {
  { .name = "undo", .activate = undo },
  { .name = "redo", .activate = redo },
  { .name = "delete", .activate = delete_selection },
  { .name = "zoom-selection", .activate = zoom_selection },
  { .name = "zoom-in", .activate = zoom_in },
  { .name = "zoom-out", .activate = zoom_out },
  { .name = "zoom-fit", .activate = zoom_fit },
  { .name = "next-phase", .activate = next_phase },
  { .name = "previous-phase", .activate = previous_phase },
  { .name = "tool", .parameter_type = "s", .state = "'select'", .change_state = change_tool },
  { .name = "snap", .state = "true", .change_state = change_snap },
};

/* Single letters choose tools. They wait until nothing else wants the key, so that a letter typed into
 * a field stays a letter. */
static void
add_tool_keys (GlnWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i <= gln_tools_count (); i++)
    {
      const GlnToolInfo *tool = i < gln_tools_count () ? gln_tools_get (i) : NULL;
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (tool ? tool->shortcut : "h"),
                                                gtk_named_action_new ("win.tool"));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (tool ? tool->id : GLN_TOOL_PAN));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->plan_page), keys);
}

void
_gln_window_init_actions (GlnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_tool_keys (self);
}
