/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the hand does. All controllers sit on the ShumateMap in the capture phase: layers never see
 * pointer events, and what is decided here comes before the map's own gestures. A press is claimed
 * when the tool wants it and left to the map otherwise, which then pans; a press that neither claims
 * nor denies would do both. */

#include "map/gln-map-view-private.h"

#include <math.h>

#define TOLERANCE_PX 8.0
#define CLICK_SLACK_PX 4.0
#define KEY_PAN_SHARE 0.15

static GlnModifiers
modifiers_of (GdkModifierType state)
{
  return (state & GDK_SHIFT_MASK ? GLN_MOD_SHIFT : 0) | (state & GDK_CONTROL_MASK ? GLN_MOD_CONTROL : 0)
         | (state & GDK_ALT_MASK ? GLN_MOD_ALT : 0);
}

static gboolean
send (GlnMapView *self, GlnToolEvent *event, GdkModifierType state)
{
  if (!self->toolbox || self->panning)
    return FALSE;
  event->modifiers = modifiers_of (state);
  event->tolerance_m = TOLERANCE_PX * gln_map_view_get_metres_per_px (self);
  return isfinite (event->tolerance_m) && gln_toolbox_event (self->toolbox, event);
}

static gboolean
send_at (GlnMapView *self, GlnToolEventKind kind, double x, double y, guint n_press, GdkModifierType state)
{
  GlnToolEvent event = { .kind = kind, .n_press = n_press };

  if (!gln_map_view_to_plan (self, x, y, &event.point_m))
    return FALSE;
  return send (self, &event, state);
}

void
_gln_map_view_update_cursor (GlnMapView *self)
{
  const char *name = "default";

  if (self->panning)
    name = "grab";
  else if (self->toolbox)
    name = gln_toolbox_get_overlay (self->toolbox)->cursor;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), name);
}

/* Press, drag, release --------------------------------------------------------------------- */

/* GtkGestureClick forgets its count when another gesture claims, so presses are counted here. */
static guint
count_press (GlnMapView *self, double x, double y, guint32 time)
{
  int within_ms, within_px;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &within_ms,
                "gtk-double-click-distance", &within_px, NULL);
  if (time - self->press_time <= (guint32) within_ms
      && hypot (x - self->press_x, y - self->press_y) <= within_px)
    self->n_press++;
  else
    self->n_press = 1;
  self->press_x = x;
  self->press_y = y;
  self->press_time = time;
  return self->n_press;
}

static void
drag_begin (GtkGestureDrag *gesture, double x, double y, GlnMapView *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  guint n = count_press (self, x, y, gtk_event_controller_get_current_event_time (controller));
  gboolean claimed;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->x = x;
  self->y = y;
  claimed = send_at (self, GLN_TOOL_PRESS, x, y, n, gtk_event_controller_get_current_event_state (controller));
  self->dragging = claimed;
  self->pressed = !claimed;
  /* libshumate 1.0 zooms on every double press that nobody claims, whatever its property says. */
  gtk_gesture_set_state (GTK_GESTURE (gesture),
                         claimed || n >= 2 ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
}

static void
motion_to (GlnMapView *self, double x, double y, GdkModifierType state)
{
  if (self->inside && x == self->x && y == self->y)
    return;
  self->inside = TRUE;
  self->x = x;
  self->y = y;
  send_at (self, GLN_TOOL_MOTION, x, y, 0, state);
  _gln_map_view_emit_pointer (self);
}

static void
drag_update (GtkGestureDrag *gesture, double dx, double dy, GlnMapView *self)
{
  double x, y;

  if (!self->dragging || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  motion_to (self, x + dx, y + dy,
             gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
}

static void
drag_end (GtkGestureDrag *gesture, double dx, double dy, GlnMapView *self)
{
  double x, y;

  if (!self->dragging || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  self->dragging = FALSE;
  self->pressed = FALSE;
  send_at (self, GLN_TOOL_RELEASE, x + dx, y + dy, self->n_press,
           gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
}

/* The sequence was taken away, as by a dialog: the tool must not stay in the middle of a drag. */
static void
drag_cancelled (GtkGesture *gesture, GdkEventSequence *sequence, GlnMapView *self)
{
  GlnToolEvent event = { .kind = GLN_TOOL_ABORT };

  if (self->dragging)
    send (self, &event, 0);
  self->dragging = FALSE;
}

/* A press that was left to the map ends as a click of the tool, unless the map was moved. Gestures
 * that denied a sequence hear nothing of its end, so this listens to plain events. */
static gboolean
raw_event (GtkEventControllerLegacy *controller, GdkEvent *event, GlnMapView *self)
{
  GdkEventType type = gdk_event_get_event_type (event);
  gboolean end = type == GDK_TOUCH_END
                 || (type == GDK_BUTTON_RELEASE && gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY);

  if (!end || !self->pressed)
    return FALSE;
  self->pressed = FALSE;
  if (hypot (self->x - self->press_x, self->y - self->press_y) <= CLICK_SLACK_PX)
    send_at (self, GLN_TOOL_RELEASE, self->x, self->y, self->n_press, gdk_event_get_modifier_state (event));
  return FALSE;
}

/* Pointer without a button, middle button --------------------------------------------------- */

static void
motion (GtkEventControllerMotion *controller, double x, double y, GlnMapView *self)
{
  if (!self->dragging)
    motion_to (self, x, y, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller)));
}

static void
leave (GtkEventControllerMotion *controller, GlnMapView *self)
{
  GlnToolEvent event = { .kind = GLN_TOOL_LEAVE };

  self->inside = FALSE;
  if (!self->dragging)
    send (self, &event, 0);
  _gln_map_view_emit_pointer (self);
}

static void
middle_begin (GtkGestureDrag *gesture, double x, double y, GlnMapView *self)
{
  GlnViewState view;

  gln_view_state_init (&view, self->viewport, GTK_WIDGET (self->map));
  self->middle_centre = (GlnPoint){ view.cx, view.cy };
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
middle_update (GtkGestureDrag *gesture, double dx, double dy, GlnMapView *self)
{
  GlnViewState view;

  gln_view_state_init (&view, self->viewport, GTK_WIDGET (self->map));
  _gln_map_view_set_centre (self, (GlnPoint){ self->middle_centre.x - dx / view.scale,
                                              self->middle_centre.y - dy / view.scale });
}

/* Keys ------------------------------------------------------------------------------------- */

static GlnKey
tool_key (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      return GLN_KEY_ESCAPE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return GLN_KEY_RETURN;
    case GDK_KEY_BackSpace:
      return GLN_KEY_BACKSPACE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      return GLN_KEY_DELETE;
    default:
      return GLN_KEY_NONE;
    }
}

static gboolean
view_key (GlnMapView *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      gln_map_view_pan_by (self, -KEY_PAN_SHARE, 0);
      return TRUE;
    case GDK_KEY_Right:
      gln_map_view_pan_by (self, KEY_PAN_SHARE, 0);
      return TRUE;
    case GDK_KEY_Up:
      gln_map_view_pan_by (self, 0, -KEY_PAN_SHARE);
      return TRUE;
    case GDK_KEY_Down:
      gln_map_view_pan_by (self, 0, KEY_PAN_SHARE);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      gln_map_view_zoom_by (self, 0.5);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      gln_map_view_zoom_by (self, -0.5);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
             GlnMapView *self)
{
  GlnToolEvent event = { .kind = GLN_TOOL_KEY, .key = tool_key (keyval) };

  if (event.key != GLN_KEY_NONE && send (self, &event, state))
    return TRUE;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  return view_key (self, keyval);
}

/* Set-up ----------------------------------------------------------------------------------- */

static void
add (GtkWidget *widget, GtkEventController *controller)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, controller);
}

/* Without this a map that was thrown glides on after a vertex was grabbed; there is no setting for it. */
static void
stop_kinetic_swipe (GtkWidget *map)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (map);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_SWIPE (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static void
add_drag (GlnMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancelled), self);
  add (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drag));
}

static void
add_middle_drag (GlnMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_MIDDLE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (middle_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (middle_update), self);
  add (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drag));
}

void
_gln_map_view_init_input (GlnMapView *self)
{
  GtkEventController *pointer = gtk_event_controller_motion_new ();
  GtkEventController *raw = gtk_event_controller_legacy_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  stop_kinetic_swipe (GTK_WIDGET (self->map));
  add_drag (self);
  add_middle_drag (self);
  g_signal_connect (raw, "event", G_CALLBACK (raw_event), self);
  add (GTK_WIDGET (self->map), raw);
  g_signal_connect (pointer, "motion", G_CALLBACK (motion), self);
  g_signal_connect (pointer, "leave", G_CALLBACK (leave), self);
  add (GTK_WIDGET (self->map), pointer);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  add (GTK_WIDGET (self), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

void
gln_map_view_set_panning (GlnMapView *self, gboolean panning)
{
  g_return_if_fail (GLN_IS_MAP_VIEW (self));

  self->panning = panning;
  _gln_map_view_update_cursor (self);
}

gboolean
gln_map_view_get_panning (GlnMapView *self)
{
  g_return_val_if_fail (GLN_IS_MAP_VIEW (self), FALSE);

  return self->panning;
}
