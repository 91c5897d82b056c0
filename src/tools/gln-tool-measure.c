/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures lengths and, from three corners on, the area they enclose. It
 * changes nothing in the plan and blocks no other action. */
#include "core/gln-format.h"
#include "core/gln-i18n.h"
#include "tools/gln-sketch.h"

typedef struct
{
  GlnTool tool;
  GlnSketch sketch;
  gboolean done; /* stays on the map until the next click */
} MeasureTool;

static void
measure_init (GlnTool *tool)
{
  gln_sketch_init (&((MeasureTool *) tool)->sketch);
}

static void
measure_clear (GlnTool *tool)
{
  gln_sketch_clear (&((MeasureTool *) tool)->sketch);
}

static void
measure_reset (GlnTool *tool)
{
  MeasureTool *self = (MeasureTool *) tool;

  self->done = FALSE;
  gln_sketch_reset (&self->sketch);
}

static void
finish (MeasureTool *self)
{
  self->done = self->sketch.points->len >= 2;
  self->sketch.has_hand = FALSE;
  self->sketch.snap = (GlnSnapHit){ 0 };
  if (!self->done)
    gln_sketch_reset (&self->sketch);
}

static gboolean
measure_press (GlnTool *tool, const GlnToolEvent *event)
{
  MeasureTool *self = (MeasureTool *) tool;

  if (event->n_press >= 2)
    {
      finish (self);
      return TRUE;
    }
  if (self->done)
    measure_reset (tool);
  gln_sketch_press (&self->sketch, tool, event);
  return TRUE;
}

static void
measure_motion (GlnTool *tool, const GlnToolEvent *event)
{
  MeasureTool *self = (MeasureTool *) tool;

  if (!self->done)
    gln_sketch_motion (&self->sketch, tool, event);
}

static void
measure_release (GlnTool *tool, const GlnToolEvent *event)
{
  gln_sketch_release (&((MeasureTool *) tool)->sketch);
}

static void
measure_abort (GlnTool *tool)
{
  measure_release (tool, NULL);
}

static void
measure_leave (GlnTool *tool)
{
  MeasureTool *self = (MeasureTool *) tool;

  self->sketch.has_hand = FALSE;
  self->sketch.snap = (GlnSnapHit){ 0 };
}

static gboolean
measure_key (GlnTool *tool, const GlnToolEvent *event)
{
  MeasureTool *self = (MeasureTool *) tool;

  if (event->key == GLN_KEY_NONE || self->sketch.points->len == 0)
    return FALSE;
  if (event->key == GLN_KEY_RETURN)
    finish (self);
  else if (event->key == GLN_KEY_ESCAPE || self->done)
    measure_reset (tool);
  else
    gln_sketch_pop (&self->sketch);
  return TRUE;
}

static void
label_edges (const GlnSketch *sketch, GlnOverlay *overlay)
{
  GlnLang lang = gln_lang_current ();

  for (guint i = 0; i + 1 < gln_sketch_n (sketch, TRUE); i++)
    {
      GlnPoint ends[2] = { gln_sketch_at (sketch, i), gln_sketch_at (sketch, i + 1) };
      g_autoptr (GlnShape) edge = gln_shape_new_line (ends, 2);
      g_autofree char *text = gln_format_length (edge->length_m, lang);
      GlnPoint middle = { (ends[0].x + ends[1].x) / 2, (ends[0].y + ends[1].y) / 2 };

      gln_overlay_add_label (overlay, middle, text);
    }
}

static void
measure_draw (GlnTool *tool, GlnOverlay *overlay)
{
  MeasureTool *self = (MeasureTool *) tool;
  guint n = gln_sketch_n (&self->sketch, TRUE);
  g_autoptr (GlnShape) line = gln_sketch_line (&self->sketch, TRUE);
  g_autoptr (GlnShape) ring = gln_sketch_polygon (&self->sketch, TRUE);

  overlay->cursor = "crosshair";
  gln_sketch_draw (&self->sketch, overlay);
  if (!line)
    return;
  label_edges (&self->sketch, overlay);
  gln_tool_read_shape (overlay, gln_sketch_at (&self->sketch, n - 1), line);
  if (!ring)
    return;
  gln_overlay_add_line (overlay, gln_sketch_at (&self->sketch, n - 1),
                        gln_sketch_at (&self->sketch, 0), GLN_LINE_GUIDE);
  overlay->readout.area_m2 = ring->ring_sum_m2;
}

const GlnToolKind gln_tool_measure = {
  .info = { "measure", N_("Measure"),
            N_("Click along what to measure; double-click ends, Escape clears. "
               "Shift: 45° steps, Ctrl: no snapping."),
            "gln-tool-measure-symbolic", "m" },
  .size = sizeof (MeasureTool),
  .init = measure_init,
  .clear = measure_clear,
  .press = measure_press,
  .motion = measure_motion,
  .release = measure_release,
  .abort = measure_abort,
  .leave = measure_leave,
  .key = measure_key,
  .reset = measure_reset,
  .draw = measure_draw,
};
