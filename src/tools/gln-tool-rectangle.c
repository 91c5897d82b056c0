/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a rectangular green: dragged along the axes, or by three clicks, two
 * for an edge in any direction and one for the width. */
#include "core/gln-i18n.h"
#include "tools/gln-draft.h"
#include "tools/gln-sketch.h"

#include <math.h>

typedef enum
{
  NOTHING,
  CORNER, /* first corner set, nobody knows yet whether it is a drag */
  DRAG,   /* pulled open along the axes */
  EDGE,   /* second corner follows the hand */
  WIDTH,  /* edge set, the width follows the hand */
  LAST,   /* third press, held */
} Stage;

typedef struct
{
  GlnTool tool;
  Stage stage;
  GlnPoint corner[2];
  GlnPoint hand;
  gboolean holding; /* EDGE → WIDTH: the second press is still down */
  GlnSnapHit snap;
  GlnDraft draft;
} RectangleTool;

static void
rectangle_clear (GlnTool *tool)
{
  gln_draft_forget (&((RectangleTool *) tool)->draft);
}

/* Along the axes from one corner to the other; NULL when it encloses nothing. */
static GlnShape *
upright (GlnPoint a, GlnPoint b)
{
  GlnPoint ring[4] = { a, { b.x, a.y }, b, { a.x, b.y } };

  return gln_points_are_flat (ring, 4) ? NULL : gln_shape_new_polygon (ring, 4);
}

/* On the edge from @a to @b, as wide as @hand is away from it. */
static GlnShape *
on_edge (GlnPoint a, GlnPoint b, GlnPoint hand)
{
  double length = hypot (b.x - a.x, b.y - a.y);
  double nx = -(b.y - a.y) / length, ny = (b.x - a.x) / length;
  double width = (hand.x - a.x) * nx + (hand.y - a.y) * ny;
  GlnPoint ring[4] = { a, b, { b.x + width * nx, b.y + width * ny },
                       { a.x + width * nx, a.y + width * ny } };

  return gln_points_are_flat (ring, 4) ? NULL : gln_shape_new_polygon (ring, 4);
}

static void
show (RectangleTool *self)
{
  g_autoptr (GlnShape) shape = NULL;

  if (self->stage == DRAG)
    shape = upright (self->corner[0], self->hand);
  else if (self->stage == WIDTH || self->stage == LAST)
    shape = on_edge (self->corner[0], self->corner[1], self->hand);
  gln_draft_show (&self->draft, &self->tool, shape);
}

static void
forget (RectangleTool *self)
{
  self->stage = NOTHING;
  self->holding = FALSE;
  self->snap = (GlnSnapHit){ 0 };
}

static void
rectangle_cancel (GlnTool *tool)
{
  RectangleTool *self = (RectangleTool *) tool;

  forget (self);
  gln_draft_cancel (&self->draft, tool);
}

static void
rectangle_reset (GlnTool *tool)
{
  RectangleTool *self = (RectangleTool *) tool;

  forget (self);
  gln_draft_forget (&self->draft);
}

static void
rectangle_settle (GlnTool *tool)
{
  RectangleTool *self = (RectangleTool *) tool;

  forget (self);
  gln_draft_finish (&self->draft, tool);
}

static void
locate (RectangleTool *self, const GlnToolEvent *event)
{
  gln_tool_snap (&self->tool, event, event->point_m, NULL, &self->snap);
  self->hand = self->snap.point_m;
}

static double
distance_m (GlnPoint a, GlnPoint b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

static gboolean
rectangle_press (GlnTool *tool, const GlnToolEvent *event)
{
  RectangleTool *self = (RectangleTool *) tool;

  locate (self, event);
  if (self->stage == NOTHING && event->n_press == 1)
    {
      self->corner[0] = self->hand;
      self->stage = CORNER;
    }
  else if (self->stage == EDGE && distance_m (self->corner[0], self->hand) > event->tolerance_m / 2)
    {
      self->corner[1] = self->hand;
      self->stage = WIDTH;
      self->holding = TRUE;
    }
  else if (self->stage == WIDTH)
    self->stage = LAST;
  show (self);
  return TRUE;
}

static void
rectangle_motion (GlnTool *tool, const GlnToolEvent *event)
{
  RectangleTool *self = (RectangleTool *) tool;

  locate (self, event);
  if (self->stage == CORNER && distance_m (self->corner[0], self->hand) > event->tolerance_m / 2)
    self->stage = DRAG;
  if (self->stage == WIDTH && self->holding)
    self->corner[1] = self->hand; /* the edge is still being placed */
  if (self->stage > CORNER)
    show (self);
}

static void
rectangle_release (GlnTool *tool, const GlnToolEvent *event)
{
  RectangleTool *self = (RectangleTool *) tool;

  self->holding = FALSE;
  if (self->stage == CORNER)
    self->stage = EDGE;
  else if (self->stage == LAST && !gln_draft_shape (&self->draft))
    self->stage = WIDTH; /* no width yet: the hand goes on */
  else if (self->stage == DRAG || self->stage == LAST)
    rectangle_settle (tool);
}

/* A rectangle that was being pulled open goes; corners that were clicked stay. */
static void
rectangle_abort (GlnTool *tool)
{
  RectangleTool *self = (RectangleTool *) tool;

  self->holding = FALSE;
  if (self->stage == CORNER || self->stage == DRAG)
    rectangle_cancel (tool);
  else if (self->stage == LAST)
    self->stage = WIDTH;
}

static gboolean
rectangle_busy (GlnTool *tool)
{
  return ((RectangleTool *) tool)->stage != NOTHING;
}

static gboolean
rectangle_key (GlnTool *tool, const GlnToolEvent *event)
{
  RectangleTool *self = (RectangleTool *) tool;

  if (event->key == GLN_KEY_NONE || !rectangle_busy (tool))
    return FALSE;
  if (event->key == GLN_KEY_BACKSPACE && self->stage == WIDTH)
    {
      self->stage = EDGE;
      show (self);
    }
  else if (event->key != GLN_KEY_RETURN)
    rectangle_cancel (tool);
  else if (gln_draft_shape (&self->draft))
    rectangle_settle (tool);
  return TRUE;
}

static void
rectangle_leave (GlnTool *tool)
{
  ((RectangleTool *) tool)->snap = (GlnSnapHit){ 0 };
}

static void
rectangle_draw (GlnTool *tool, GlnOverlay *overlay)
{
  RectangleTool *self = (RectangleTool *) tool;

  overlay->cursor = "crosshair";
  gln_tool_draw_snap (overlay, &self->snap);
  if (self->stage == NOTHING)
    return;
  gln_overlay_add_mark (overlay, self->corner[0], GLN_MARK_VERTEX);
  gln_tool_read_shape (overlay, self->hand, gln_draft_shape (&self->draft));
  if (self->stage == EDGE)
    {
      gln_overlay_add_line (overlay, self->corner[0], self->hand, GLN_LINE_RUBBER);
      overlay->readout.segment_m = distance_m (self->corner[0], self->hand);
    }
  else if (self->stage == WIDTH || self->stage == LAST)
    gln_overlay_add_mark (overlay, self->corner[1], GLN_MARK_VERTEX);
}

const GlnToolKind gln_tool_rectangle = {
  .info = { "rectangle", N_("Draw rectangle"),
            N_("Drag along the axes; or click two corners of an edge, then the width. "
               "Escape drops, Ctrl: no snapping."),
            "gln-tool-rectangle-symbolic", "r" },
  .size = sizeof (RectangleTool),
  .clear = rectangle_clear,
  .press = rectangle_press,
  .motion = rectangle_motion,
  .release = rectangle_release,
  .abort = rectangle_abort,
  .leave = rectangle_leave,
  .key = rectangle_key,
  .busy = rectangle_busy,
  .settle = rectangle_settle,
  .cancel = rectangle_cancel,
  .reset = rectangle_reset,
  .draw = rectangle_draw,
};
