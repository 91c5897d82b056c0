/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selects features and edits the shape of the only selected one. */
#include "core/gln-i18n.h"
#include "model/gln-edits.h"
#include "tools/gln-pick.h"
#include "tools/gln-tool-private.h"

#include <math.h>

/* A hand trembles: the pointer has to go this share of the tolerance before a
 * press becomes a drag. */
#define DRAG_SHARE 0.4

typedef enum
{
  IDLE,
  CLICK,  /* on a feature or on nothing; not claimed, the map may pan */
  HANDLE, /* on a vertex, on the middle of an edge, or on a body with Control */
  DRAG,   /* a transaction is open */
} Stage;

typedef enum
{
  VERTEX,
  EDGE,
  BODY,
} Grip;

typedef struct
{
  GlnTool tool;
  Stage stage;
  Grip grip;
  guint index;       /* VERTEX: which; EDGE: the vertex it starts at */
  GlnPoint press_m;
  GPtrArray *base;   /* GlnFeature*: as they were when the drag began */
  GlnShape *shape;   /* of a single feature in the drag, nullable */
  GlnPoint place_m;  /* of the vertex in the drag */
  GlnSnapHit snap;
  int hot_vertex, hot_edge, active;
  gboolean over;     /* the pointer is over a feature */
} SelectTool;

static void
forget_hot (SelectTool *self)
{
  self->hot_vertex = self->hot_edge = -1;
  self->over = FALSE;
}

/* Events that still come of a drag that was dropped find it idle, and do nothing. */
static void
end_drag (SelectTool *self)
{
  self->stage = IDLE;
  self->snap = (GlnSnapHit){ 0 };
  g_ptr_array_set_size (self->base, 0);
  g_clear_pointer (&self->shape, gln_shape_unref);
}

static void
select_init (GlnTool *tool)
{
  SelectTool *self = (SelectTool *) tool;

  self->base = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  self->active = -1;
  forget_hot (self);
}

static void
select_clear (GlnTool *tool)
{
  SelectTool *self = (SelectTool *) tool;

  end_drag (self);
  g_ptr_array_unref (self->base);
}

static GlnPlan *
plan_of (SelectTool *self)
{
  return gln_document_get_plan (gln_tool_document (&self->tool));
}

static gboolean
is_editable (SelectTool *self, const GlnFeature *feature)
{
  const GlnLayer *layer = gln_plan_layer_of (plan_of (self), feature);

  return feature->shape && layer && !(layer->flags & GLN_LAYER_LOCKED)
         && gln_pick_is_shown (plan_of (self), feature,
                               gln_session_get_phase (gln_tool_session (&self->tool)));
}

/* The only selected feature, when its vertices may be moved. */
static GlnFeature *
edited (SelectTool *self)
{
  GlnFeature *single = gln_session_get_single (gln_tool_session (&self->tool));

  return single && is_editable (self, single) ? single : NULL;
}

static GlnFeature *
feature_at (SelectTool *self, const GlnToolEvent *event)
{
  GlnDocument *document = gln_tool_document (&self->tool);

  return gln_pick_feature (gln_document_get_plan (document), gln_document_get_index (document),
                           gln_session_get_phase (gln_tool_session (&self->tool)), event->point_m,
                           event->tolerance_m);
}

static void
hover (SelectTool *self, const GlnToolEvent *event)
{
  GlnFeature *single = edited (self), *under;

  forget_hot (self);
  if (single)
    {
      self->hot_vertex = gln_pick_vertex (single->shape, event->point_m, event->tolerance_m);
      if (self->hot_vertex < 0)
        self->hot_edge = gln_pick_midpoint (single->shape, event->point_m, event->tolerance_m);
    }
  under = self->hot_vertex >= 0 || self->hot_edge >= 0 ? single : feature_at (self, event);
  self->over = under != NULL;
  gln_session_set_hovered (gln_tool_session (&self->tool), under ? &under->uuid : NULL);
}

/* Clicks ---------------------------------------------------------------------------------------- */

/* With Alt a click goes on to the feature below the selected one. */
static GlnFeature *
feature_below (SelectTool *self, const GlnToolEvent *event)
{
  GlnDocument *document = gln_tool_document (&self->tool);
  GlnSession *session = gln_tool_session (&self->tool);
  g_autoptr (GPtrArray) list = gln_pick_all (
      gln_document_get_plan (document), gln_document_get_index (document),
      gln_session_get_phase (session), event->point_m, event->tolerance_m);
  guint i = 0;

  if (list->len == 0)
    return NULL;
  while (i < list->len
         && !gln_session_is_selected (session, &((GlnFeature *) list->pdata[i])->uuid))
    i++;
  return list->pdata[i < list->len ? (i + 1) % list->len : 0];
}

static void
click (SelectTool *self, const GlnToolEvent *event)
{
  GlnSession *session = gln_tool_session (&self->tool);
  gboolean more = (event->modifiers & (GLN_MOD_SHIFT | GLN_MOD_CONTROL)) != 0;
  GlnFeature *feature = event->modifiers & GLN_MOD_ALT ? feature_below (self, event)
                                                       : feature_at (self, event);

  self->active = -1;
  if (feature && more)
    gln_session_select_add (session, &feature->uuid,
                            !gln_session_is_selected (session, &feature->uuid));
  else if (!more)
    gln_session_select (session, feature ? &feature->uuid : NULL, feature ? 1 : 0);
}

/* Vertices by key and double click ------------------------------------------------------------------ */

static void
delete_vertex (SelectTool *self, GlnFeature *feature, guint index)
{
  GlnDocument *document = gln_tool_document (&self->tool);
  g_autoptr (GlnShape) shape = gln_shape_without_point (feature->shape, index);
  g_autoptr (GlnFeature) after = NULL;

  if (!shape)
    {
      gln_tool_refuse (&self->tool, feature->shape->kind == GLN_SHAPE_POLYGONS
                                        ? _("A ring keeps at least three corners.")
                                        : _("A line keeps at least two points."));
      return;
    }
  after = gln_feature_with_shape (feature, shape);
  gln_document_begin (document, _("Delete vertex"));
  gln_document_put (document, after);
  gln_document_commit (document);
  self->active = -1;
  forget_hot (self);
}

static void
delete_selected (SelectTool *self)
{
  GArray *selection = gln_session_get_selection (gln_tool_session (&self->tool));
  g_autoptr (GArray) uuids = g_array_copy (selection);

  if (gln_edits_delete (gln_tool_document (&self->tool), (GlnUuid *) (void *) uuids->data,
                        uuids->len)
      < uuids->len)
    gln_tool_refuse (&self->tool, _("Features of locked layers were not deleted."));
}

/* Drags --------------------------------------------------------------------------------------------- */

static const char *
drag_label (const SelectTool *self)
{
  return self->grip == VERTEX ? _("Move vertex")
         : self->grip == EDGE ? _("Insert vertex")
         : self->base->len > 1 ? _("Move features")
                               : _("Move feature");
}

static void
add_base (SelectTool *self, const GlnUuid *uuid)
{
  GlnFeature *feature = gln_plan_feature (plan_of (self), uuid);

  if (feature && is_editable (self, feature))
    g_ptr_array_add (self->base, gln_feature_ref (feature));
}

/* The features that the drag moves: the edited one, or all selected ones. */
static gboolean
take_base (SelectTool *self)
{
  GArray *selection = gln_session_get_selection (gln_tool_session (&self->tool));

  g_ptr_array_set_size (self->base, 0);
  for (guint i = 0; i < selection->len; i++)
    add_base (self, &g_array_index (selection, GlnUuid, i));
  return self->base->len > 0;
}

static void
move_vertex (SelectTool *self, const GlnToolEvent *event)
{
  GlnFeature *base = g_ptr_array_index (self->base, 0);
  const GlnPoint *a = &base->shape->points[self->index];
  const GlnPoint *b = &base->shape->points[gln_shape_next (base->shape, self->index)];
  GlnPoint grip = self->grip == VERTEX ? *a : (GlnPoint){ (a->x + b->x) / 2, (a->y + b->y) / 2 };
  /* The hand keeps the offset at which it took the handle, so nothing jumps. */
  GlnPoint wanted = { event->point_m.x + grip.x - self->press_m.x,
                      event->point_m.y + grip.y - self->press_m.y };
  g_autoptr (GlnFeature) after = NULL;

  gln_tool_snap (&self->tool, event, wanted, &base->uuid, &self->snap);
  self->place_m = self->snap.point_m;
  g_clear_pointer (&self->shape, gln_shape_unref);
  self->shape = self->grip == VERTEX
                    ? gln_shape_with_point (base->shape, self->index, self->place_m)
                    : gln_shape_with_insert (base->shape,
                                             gln_shape_ring_of (base->shape, self->index),
                                             self->index + 1, self->place_m);
  after = gln_feature_with_shape (base, self->shape);
  gln_document_put (gln_tool_document (&self->tool), after);
}

static void
move_bodies (SelectTool *self, const GlnToolEvent *event)
{
  g_autoptr (GPtrArray) moved
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);

  self->place_m = event->point_m;
  for (guint i = 0; i < self->base->len; i++)
    {
      GlnFeature *base = g_ptr_array_index (self->base, i);
      g_autoptr (GlnShape) shape
          = gln_shape_translated (base->shape, event->point_m.x - self->press_m.x,
                                  event->point_m.y - self->press_m.y);
      g_ptr_array_add (moved, gln_feature_with_shape (base, shape));
      g_clear_pointer (&self->shape, gln_shape_unref);
      self->shape = g_steal_pointer (&shape);
    }
  gln_document_put_many (gln_tool_document (&self->tool), (GlnFeature **) moved->pdata, moved->len);
}

static void
begin_drag (SelectTool *self)
{
  GlnDocument *document = gln_tool_document (&self->tool);

  if (gln_document_is_open (document) || !take_base (self))
    {
      self->stage = IDLE;
      return;
    }
  self->stage = DRAG;
  gln_document_begin (document, drag_label (self));
}

static void
commit_drag (SelectTool *self)
{
  self->active = self->grip == VERTEX ? (int) self->index
                 : self->grip == EDGE ? (int) self->index + 1
                                      : -1;
  end_drag (self);
  gln_document_commit (gln_tool_document (&self->tool));
}

static void
select_cancel (GlnTool *tool)
{
  SelectTool *self = (SelectTool *) tool;

  if (self->stage == DRAG)
    gln_document_cancel (gln_tool_document (tool));
  end_drag (self);
}

static void
select_settle (GlnTool *tool)
{
  SelectTool *self = (SelectTool *) tool;

  if (self->stage == DRAG)
    commit_drag (self);
}

/* Events -------------------------------------------------------------------------------------------- */

static gboolean
take_handle (SelectTool *self, Grip grip, int index)
{
  self->stage = HANDLE;
  self->grip = grip;
  self->index = (guint) index;
  return TRUE;
}

static gboolean
press_twice (SelectTool *self, GlnFeature *single)
{
  if (single && self->hot_vertex >= 0)
    delete_vertex (self, single, (guint) self->hot_vertex);
  self->stage = IDLE;
  return TRUE;
}

static gboolean
select_press (GlnTool *tool, const GlnToolEvent *event)
{
  SelectTool *self = (SelectTool *) tool;
  GlnFeature *single = edited (self), *under;

  select_settle (tool); /* a release that never came */
  self->press_m = event->point_m;
  hover (self, event);
  if (event->n_press >= 2)
    return press_twice (self, single);
  if (self->hot_vertex >= 0)
    return take_handle (self, VERTEX, self->hot_vertex);
  if (self->hot_edge >= 0)
    return take_handle (self, EDGE, self->hot_edge);
  under = event->modifiers & GLN_MOD_CONTROL ? feature_at (self, event) : NULL;
  if (under && is_editable (self, under))
    return take_handle (self, BODY, 0);
  self->stage = CLICK;
  return FALSE;
}

/* Control and a drag on something that is not selected selects it first. */
static void
select_grabbed (SelectTool *self, double tolerance_m)
{
  GlnSession *session = gln_tool_session (&self->tool);
  GlnToolEvent at = { .point_m = self->press_m, .tolerance_m = tolerance_m };
  GlnFeature *under = feature_at (self, &at);

  if (under && !gln_session_is_selected (session, &under->uuid))
    gln_session_select (session, &under->uuid, 1);
}

static void
select_motion (GlnTool *tool, const GlnToolEvent *event)
{
  SelectTool *self = (SelectTool *) tool;
  double moved_m = hypot (event->point_m.x - self->press_m.x, event->point_m.y - self->press_m.y);

  if (self->stage == IDLE)
    hover (self, event);
  if (self->stage == CLICK && moved_m > event->tolerance_m)
    self->stage = IDLE; /* the map pans; its release is no click */
  if (self->stage == HANDLE && moved_m > DRAG_SHARE * event->tolerance_m)
    {
      if (self->grip == BODY)
        select_grabbed (self, event->tolerance_m);
      begin_drag (self);
    }
  if (self->stage == DRAG && self->grip == BODY)
    move_bodies (self, event);
  else if (self->stage == DRAG)
    move_vertex (self, event);
}

static void
select_release (GlnTool *tool, const GlnToolEvent *event)
{
  SelectTool *self = (SelectTool *) tool;
  double moved_m = hypot (event->point_m.x - self->press_m.x, event->point_m.y - self->press_m.y);

  if (self->stage == DRAG)
    commit_drag (self);
  else if (self->stage == HANDLE && self->grip == VERTEX)
    self->active = (int) self->index;
  else if ((self->stage == HANDLE && self->grip == BODY)
           || (self->stage == CLICK && moved_m <= event->tolerance_m))
    click (self, event);
  self->stage = IDLE;
  hover (self, event);
}

static void
select_leave (GlnTool *tool)
{
  forget_hot ((SelectTool *) tool);
  gln_session_set_hovered (gln_tool_session (tool), NULL);
}

static gboolean
select_busy (GlnTool *tool)
{
  return ((SelectTool *) tool)->stage == DRAG;
}

static gboolean
escape (SelectTool *self)
{
  GlnSession *session = gln_tool_session (&self->tool);

  if (self->stage == DRAG)
    select_cancel (&self->tool);
  else if (self->active >= 0)
    self->active = -1;
  else if (gln_session_get_selection (session)->len > 0)
    gln_session_select (session, NULL, 0);
  else
    return FALSE;
  return TRUE;
}

static gboolean
select_key (GlnTool *tool, const GlnToolEvent *event)
{
  SelectTool *self = (SelectTool *) tool;
  GlnFeature *single = edited (self);

  if (event->key == GLN_KEY_ESCAPE)
    return escape (self);
  if ((event->key != GLN_KEY_DELETE && event->key != GLN_KEY_BACKSPACE) || self->stage == DRAG)
    return FALSE;
  if (single && self->active >= 0)
    delete_vertex (self, single, (guint) self->active);
  else if (gln_session_get_selection (gln_tool_session (tool))->len > 0)
    delete_selected (self);
  else
    return FALSE;
  return TRUE;
}

/* Undo or a panel may have changed the shape: indices mean nothing any more. */
static void
select_changed (GlnTool *tool)
{
  SelectTool *self = (SelectTool *) tool;

  self->active = -1;
  forget_hot (self);
}

static void
select_reset (GlnTool *tool)
{
  end_drag ((SelectTool *) tool);
  select_changed (tool);
}

static const char *
cursor_name (const SelectTool *self)
{
  if (self->stage == DRAG)
    return "grabbing";
  if (self->hot_vertex >= 0)
    return "move";
  if (self->hot_edge >= 0)
    return "copy";
  return self->over ? "pointer" : "default";
}

static void
select_draw (GlnTool *tool, GlnOverlay *overlay)
{
  SelectTool *self = (SelectTool *) tool;
  GlnFeature *single = edited (self);

  overlay->cursor = cursor_name (self);
  if (single)
    {
      gboolean inserted = self->stage == DRAG && self->grip == EDGE;
      gboolean moving = self->stage == DRAG && self->grip != BODY;
      int grabbed = (int) self->index + (inserted ? 1 : 0);

      overlay->editing = gln_shape_ref (single->shape);
      overlay->hot_vertex = moving ? grabbed : self->hot_vertex;
      overlay->hot_edge = moving ? -1 : self->hot_edge;
      overlay->active_vertex = moving ? grabbed : self->active;
    }
  if (self->stage != DRAG)
    return;
  gln_tool_draw_snap (overlay, &self->snap);
  gln_tool_read_shape (overlay, self->place_m, self->base->len == 1 ? self->shape : NULL);
}

const GlnToolKind gln_tool_select = {
  .info = { "select", N_("Select and edit"),
            N_("Click selects, Shift adds, Alt goes deeper; drag a corner to move it or the middle "
               "of an edge to bend it; double-click or Delete removes a corner; Ctrl and drag "
               "moves all."),
            "gln-tool-select-symbolic", "v" },
  .size = sizeof (SelectTool),
  .init = select_init,
  .clear = select_clear,
  .press = select_press,
  .motion = select_motion,
  .release = select_release,
  .abort = select_cancel,
  .leave = select_leave,
  .key = select_key,
  .busy = select_busy,
  .settle = select_settle,
  .cancel = select_cancel,
  .reset = select_reset,
  .changed = select_changed,
  .draw = select_draw,
};
