/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a green corner by corner. */
#include "core/gln-i18n.h"
#include "tools/gln-draft.h"
#include "tools/gln-sketch.h"

#include <math.h>

typedef struct
{
  GlnTool tool;
  GlnSketch sketch;
  GlnDraft draft;
} PolygonTool;

static void
polygon_init (GlnTool *tool)
{
  gln_sketch_init (&((PolygonTool *) tool)->sketch);
}

static void
polygon_clear (GlnTool *tool)
{
  PolygonTool *self = (PolygonTool *) tool;

  gln_sketch_clear (&self->sketch);
  gln_draft_forget (&self->draft);
}

static void
show (PolygonTool *self)
{
  g_autoptr (GlnShape) shape = gln_sketch_polygon (&self->sketch, TRUE);

  gln_draft_show (&self->draft, &self->tool, shape);
}

static void
polygon_cancel (GlnTool *tool)
{
  PolygonTool *self = (PolygonTool *) tool;

  gln_sketch_reset (&self->sketch);
  gln_draft_cancel (&self->draft, tool);
}

static void
polygon_reset (GlnTool *tool)
{
  PolygonTool *self = (PolygonTool *) tool;

  gln_sketch_reset (&self->sketch);
  gln_draft_forget (&self->draft);
}

/* Ends with the corners that were set down, without the one under the hand. */
static void
finish (PolygonTool *self)
{
  self->sketch.has_hand = FALSE;
  show (self);
  if (gln_draft_shape (&self->draft))
    {
      gln_sketch_reset (&self->sketch);
      gln_draft_finish (&self->draft, &self->tool);
    }
  else
    gln_tool_refuse (&self->tool,
                     _("A green space needs three corners that are not on one line."));
}

static gboolean
closes_ring (PolygonTool *self, const GlnToolEvent *event)
{
  GlnPoint first;

  if (self->sketch.points->len < 3)
    return FALSE;
  first = gln_sketch_at (&self->sketch, 0);
  return hypot (event->point_m.x - first.x, event->point_m.y - first.y) <= event->tolerance_m;
}

/* A double click arrives as a press that sets its corner, and a second one
 * that ends the ring. */
static gboolean
polygon_press (GlnTool *tool, const GlnToolEvent *event)
{
  PolygonTool *self = (PolygonTool *) tool;

  if (event->n_press >= 2 || closes_ring (self, event))
    {
      if (self->sketch.points->len >= 3)
        finish (self);
      return TRUE;
    }
  gln_sketch_press (&self->sketch, tool, event);
  show (self);
  return TRUE;
}

static void
polygon_motion (GlnTool *tool, const GlnToolEvent *event)
{
  PolygonTool *self = (PolygonTool *) tool;

  gln_sketch_motion (&self->sketch, tool, event);
  if (self->sketch.points->len > 0)
    show (self);
}

static void
polygon_release (GlnTool *tool, const GlnToolEvent *event)
{
  gln_sketch_release (&((PolygonTool *) tool)->sketch);
}

/* The corners that were set down stay. */
static void
polygon_abort (GlnTool *tool)
{
  polygon_release (tool, NULL);
}

/* The pointer is elsewhere: indicators show what was set down. */
static void
polygon_leave (GlnTool *tool)
{
  PolygonTool *self = (PolygonTool *) tool;

  self->sketch.has_hand = FALSE;
  self->sketch.snap = (GlnSnapHit){ 0 };
  if (self->sketch.points->len > 0)
    show (self);
}

static gboolean
polygon_busy (GlnTool *tool)
{
  return ((PolygonTool *) tool)->sketch.points->len > 0;
}

static gboolean
polygon_key (GlnTool *tool, const GlnToolEvent *event)
{
  PolygonTool *self = (PolygonTool *) tool;

  if (!polygon_busy (tool))
    return FALSE;
  switch (event->key)
    {
    case GLN_KEY_ESCAPE:
      polygon_cancel (tool);
      return TRUE;
    case GLN_KEY_RETURN:
      finish (self);
      return TRUE;
    case GLN_KEY_BACKSPACE:
    case GLN_KEY_DELETE:
      gln_sketch_pop (&self->sketch);
      show (self);
      return TRUE;
    case GLN_KEY_NONE:
    default:
      return FALSE;
    }
}

static void
polygon_settle (GlnTool *tool)
{
  PolygonTool *self = (PolygonTool *) tool;

  self->sketch.has_hand = FALSE;
  show (self);
  if (gln_draft_shape (&self->draft))
    finish (self);
  else
    polygon_cancel (tool);
}

static void
polygon_draw (GlnTool *tool, GlnOverlay *overlay)
{
  PolygonTool *self = (PolygonTool *) tool;
  guint n = gln_sketch_n (&self->sketch, TRUE);

  overlay->cursor = "crosshair";
  gln_sketch_draw (&self->sketch, overlay);
  if (self->sketch.points->len == 0)
    return;
  if (self->sketch.points->len >= 3)
    gln_overlay_add_mark (overlay, gln_sketch_at (&self->sketch, 0), GLN_MARK_CLOSE);
  gln_tool_read_shape (overlay, gln_sketch_at (&self->sketch, n - 1),
                       gln_draft_shape (&self->draft));
}

const GlnToolKind gln_tool_polygon = {
  .info = { "polygon", N_("Draw green space"),
            N_("Click corners; double-click or Enter ends, Backspace takes one back, Escape drops. "
               "Shift: 45° steps, Ctrl: no snapping."),
            "gln-tool-polygon-symbolic", "p" },
  .size = sizeof (PolygonTool),
  .init = polygon_init,
  .clear = polygon_clear,
  .press = polygon_press,
  .motion = polygon_motion,
  .release = polygon_release,
  .abort = polygon_abort,
  .leave = polygon_leave,
  .key = polygon_key,
  .busy = polygon_busy,
  .settle = polygon_settle,
  .cancel = polygon_cancel,
  .reset = polygon_reset,
  .draw = polygon_draw,
};
