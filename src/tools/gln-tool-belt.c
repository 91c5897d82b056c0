/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a belt of green along a line of the plan, or along one that is clicked
 * first; the hand then pulls it to its width. */
#include "core/gln-geos.h"
#include "core/gln-i18n.h"
#include "core/gln-offset.h"
#include "tools/gln-draft.h"
#include "tools/gln-pick.h"
#include "tools/gln-sketch.h"

#include <math.h>

/* Widths go by whole metres unless Control is held: standards ask for 12, 30, 50 m. */
#define WIDTH_STEP_M 1.0

typedef enum
{
  NOTHING,
  SKETCH, /* the axis is being clicked */
  PULL,   /* a line was pressed and the button is down */
  WIDTH,  /* the width follows the hand */
  LAST,   /* pressed once more */
} Stage;

typedef struct
{
  GlnTool tool;
  Stage stage;
  GlnSketch sketch;
  GlnShape *axis; /* one line; from PULL on */
  GlnPoint press_m;
  GlnPoint hand;
  double width_m; /* in all */
  GlnDraft draft;
} BeltTool;

static void
belt_init (GlnTool *tool)
{
  gln_sketch_init (&((BeltTool *) tool)->sketch);
}

static void
forget (BeltTool *self)
{
  self->stage = NOTHING;
  self->width_m = 0;
  gln_sketch_reset (&self->sketch);
  g_clear_pointer (&self->axis, gln_shape_unref);
}

static void
belt_reset (GlnTool *tool)
{
  BeltTool *self = (BeltTool *) tool;

  forget (self);
  gln_draft_forget (&self->draft);
}

static void
belt_clear (GlnTool *tool)
{
  belt_reset (tool);
  gln_sketch_clear (&((BeltTool *) tool)->sketch);
}

static void
belt_cancel (GlnTool *tool)
{
  BeltTool *self = (BeltTool *) tool;

  forget (self);
  gln_draft_cancel (&self->draft, tool);
}

/* Where the axis bends sharply the ring crosses itself. While it follows the
 * hand that does not matter; what is kept is the same area with a plain outline. */
static void
clean_outline (BeltTool *self)
{
  GlnShape *shape = (GlnShape *) gln_draft_shape (&self->draft);
  g_autofree char *fault = NULL;
  g_autoptr (GlnShape) clean = NULL;
  GlnPoint where;

  fault = shape ? gln_geos_fault (shape, &where) : NULL;
  clean = fault ? gln_geos_union (&shape, 1, NULL) : NULL;
  if (clean)
    gln_draft_show (&self->draft, &self->tool, clean);
}

static void
belt_settle (GlnTool *tool)
{
  BeltTool *self = (BeltTool *) tool;

  forget (self);
  clean_outline (self);
  gln_draft_finish (&self->draft, tool);
}

static double
leg_distance_m (const GlnPoint *a, const GlnPoint *b, GlnPoint p)
{
  double dx = b->x - a->x, dy = b->y - a->y, square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (((p.x - a->x) * dx + (p.y - a->y) * dy) / square, 0, 1) : 0;

  return hypot (a->x + t * dx - p.x, a->y + t * dy - p.y);
}

/* How far @p is from the axis in metres, and whether it is on its left. */
static double
distance_m (const GlnShape *axis, GlnPoint p, gboolean *left)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < axis->n_points; i++)
    {
      const GlnPoint *a = &axis->points[i], *b = a + 1;
      double d = leg_distance_m (a, b, p);

      if (d >= best)
        continue;
      best = d;
      *left = (b->x - a->x) * (p.y - a->y) - (b->y - a->y) * (p.x - a->x) > 0;
    }
  return best;
}

/* Both sides alike, or with Shift the side of the hand alone. */
static void
show_width (BeltTool *self, const GlnToolEvent *event)
{
  gboolean one_side = (event->modifiers & GLN_MOD_SHIFT) != 0, left = FALSE;
  double width_m = distance_m (self->axis, event->point_m, &left) * (one_side ? 1 : 2);
  g_autoptr (GlnShape) shape = NULL;

  if (!(event->modifiers & GLN_MOD_CONTROL))
    width_m = round (width_m / WIDTH_STEP_M) * WIDTH_STEP_M;
  self->hand = event->point_m;
  self->width_m = width_m;
  shape = gln_offset_belt (self->axis->points, self->axis->n_points,
                           !one_side ? width_m / 2 : left ? width_m : 0,
                           !one_side ? width_m / 2 : left ? 0 : width_m);
  gln_draft_show (&self->draft, &self->tool, shape);
}

static GlnFeature *
line_at (BeltTool *self, const GlnToolEvent *event)
{
  GlnDocument *document = gln_tool_document (&self->tool);
  g_autoptr (GPtrArray) list
      = gln_pick_all (gln_document_get_plan (document), gln_document_get_index (document),
                      gln_session_get_phase (gln_tool_session (&self->tool)), event->point_m,
                      event->tolerance_m);

  for (guint i = 0; i < list->len; i++)
    {
      GlnFeature *feature = g_ptr_array_index (list, i);
      if (feature->shape->kind == GLN_SHAPE_LINES)
        return feature;
    }
  return NULL;
}

/* The line of a multi-line that the hand is nearest to. */
static GlnShape *
nearest_line (const GlnShape *shape, GlnPoint p)
{
  GlnShape *best = NULL;
  double best_m = G_MAXDOUBLE;
  gboolean left;

  for (guint r = 0; r < shape->n_rings; r++)
    {
      guint n = shape->ring_start[r + 1] - shape->ring_start[r];
      g_autoptr (GlnShape) line = gln_shape_new_line (shape->points + shape->ring_start[r], n);
      double d = distance_m (line, p, &left);

      if (d >= best_m)
        continue;
      best_m = d;
      g_clear_pointer (&best, gln_shape_unref);
      best = g_steal_pointer (&line);
    }
  return best;
}

static void
begin (BeltTool *self, const GlnToolEvent *event)
{
  GlnFeature *line = event->modifiers & GLN_MOD_CONTROL ? NULL : line_at (self, event);

  if (line)
    self->axis = nearest_line (line->shape, event->point_m);
  self->stage = self->axis ? PULL : SKETCH;
  self->press_m = self->hand = event->point_m;
  if (self->stage == SKETCH)
    gln_sketch_press (&self->sketch, &self->tool, event);
}

/* The clicked axis is complete. */
static void
take_sketch (BeltTool *self)
{
  GlnShape *axis = gln_sketch_line (&self->sketch, FALSE);

  if (!axis)
    {
      gln_tool_refuse (&self->tool, _("The axis of a belt needs two points."));
      return;
    }
  gln_sketch_reset (&self->sketch);
  self->axis = axis;
  self->stage = WIDTH;
}

static gboolean
belt_press (GlnTool *tool, const GlnToolEvent *event)
{
  BeltTool *self = (BeltTool *) tool;

  if (self->stage == NOTHING && event->n_press == 1)
    begin (self, event);
  else if (self->stage == SKETCH && event->n_press >= 2)
    take_sketch (self);
  else if (self->stage == SKETCH)
    gln_sketch_press (&self->sketch, tool, event);
  else if (self->stage == WIDTH && event->n_press == 1)
    {
      self->stage = LAST;
      show_width (self, event);
    }
  return TRUE;
}

static void
belt_motion (GlnTool *tool, const GlnToolEvent *event)
{
  BeltTool *self = (BeltTool *) tool;
  GlnFeature *line;

  if (self->stage == NOTHING)
    {
      line = line_at (self, event);
      gln_session_set_hovered (gln_tool_session (tool), line ? &line->uuid : NULL);
    }
  if (self->stage == NOTHING || self->stage == SKETCH)
    gln_sketch_motion (&self->sketch, tool, event);
  else
    show_width (self, event);
}

static void
belt_release (GlnTool *tool, const GlnToolEvent *event)
{
  BeltTool *self = (BeltTool *) tool;
  double pulled_m = hypot (event->point_m.x - self->press_m.x, event->point_m.y - self->press_m.y);

  gln_sketch_release (&self->sketch);
  if ((self->stage == LAST || (self->stage == PULL && pulled_m > event->tolerance_m))
      && gln_draft_shape (&self->draft))
    belt_settle (tool);
  else if (self->stage == LAST || self->stage == PULL)
    self->stage = WIDTH; /* clicked, not pulled: the width follows the free hand */
}

static void
belt_abort (GlnTool *tool)
{
  BeltTool *self = (BeltTool *) tool;

  gln_sketch_release (&self->sketch);
  if (self->stage == PULL)
    belt_cancel (tool);
  else if (self->stage == LAST)
    self->stage = WIDTH;
}

static void
belt_leave (GlnTool *tool)
{
  BeltTool *self = (BeltTool *) tool;

  self->sketch.has_hand = FALSE;
  self->sketch.snap = (GlnSnapHit){ 0 };
  gln_session_set_hovered (gln_tool_session (tool), NULL);
}

static gboolean
belt_busy (GlnTool *tool)
{
  return ((BeltTool *) tool)->stage != NOTHING;
}

static gboolean
belt_key (GlnTool *tool, const GlnToolEvent *event)
{
  BeltTool *self = (BeltTool *) tool;

  if (event->key == GLN_KEY_NONE || !belt_busy (tool))
    return FALSE;
  if (event->key == GLN_KEY_RETURN && self->stage == SKETCH)
    take_sketch (self);
  else if (event->key == GLN_KEY_RETURN && gln_draft_shape (&self->draft))
    belt_settle (tool);
  else if (event->key == GLN_KEY_BACKSPACE && self->stage == SKETCH
           && self->sketch.points->len > 1)
    gln_sketch_pop (&self->sketch);
  else if (event->key != GLN_KEY_RETURN)
    belt_cancel (tool);
  return TRUE;
}

static void
belt_draw (GlnTool *tool, GlnOverlay *overlay)
{
  BeltTool *self = (BeltTool *) tool;

  overlay->cursor = self->stage > SKETCH ? "col-resize" : "crosshair";
  gln_sketch_draw (&self->sketch, overlay);
  if (!self->axis)
    return;
  for (guint i = 0; i + 1 < self->axis->n_points; i++)
    gln_overlay_add_line (overlay, self->axis->points[i], self->axis->points[i + 1],
                          GLN_LINE_FIXED);
  gln_tool_read_shape (overlay, self->hand, gln_draft_shape (&self->draft));
  overlay->readout.segment_m = self->width_m;
}

const GlnToolKind gln_tool_belt = {
  .info = { "belt", N_("Draw belt"),
            N_("Pull sideways from a line of the plan, or click an axis, double-click, and pull. "
               "Shift: one side, Ctrl: exact width and no line."),
            "gln-tool-belt-symbolic", "b" },
  .size = sizeof (BeltTool),
  .init = belt_init,
  .clear = belt_clear,
  .press = belt_press,
  .motion = belt_motion,
  .release = belt_release,
  .abort = belt_abort,
  .leave = belt_leave,
  .key = belt_key,
  .busy = belt_busy,
  .settle = belt_settle,
  .cancel = belt_cancel,
  .reset = belt_reset,
  .draw = belt_draw,
};
