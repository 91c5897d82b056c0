/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/gln-overlay.h"

#include <math.h>

static void
label_clear (gpointer data)
{
  g_free (((GlnOverlayLabel *) data)->text);
}

/** gln_overlay_init: makes @overlay (uninitialised memory) empty. */
void
gln_overlay_init (GlnOverlay *overlay)
{
  overlay->editing = NULL;
  overlay->lines = g_array_new (FALSE, FALSE, sizeof (GlnOverlayLine));
  overlay->marks = g_array_new (FALSE, FALSE, sizeof (GlnOverlayMark));
  overlay->labels = g_array_new (FALSE, FALSE, sizeof (GlnOverlayLabel));
  g_array_set_clear_func (overlay->labels, label_clear);
  gln_overlay_reset (overlay);
}

/** gln_overlay_reset: empties @overlay. */
void
gln_overlay_reset (GlnOverlay *overlay)
{
  g_clear_pointer (&overlay->editing, gln_shape_unref);
  overlay->hot_vertex = overlay->hot_edge = overlay->active_vertex = -1;
  g_array_set_size (overlay->lines, 0);
  g_array_set_size (overlay->marks, 0);
  g_array_set_size (overlay->labels, 0);
  overlay->cursor = "default";
  overlay->has_readout = FALSE;
  overlay->readout = (GlnReadout){ { NAN, NAN }, NAN, NAN, NAN };
}

/** gln_overlay_clear: frees what @overlay holds. */
void
gln_overlay_clear (GlnOverlay *overlay)
{
  g_clear_pointer (&overlay->editing, gln_shape_unref);
  g_clear_pointer (&overlay->lines, g_array_unref);
  g_clear_pointer (&overlay->marks, g_array_unref);
  g_clear_pointer (&overlay->labels, g_array_unref);
}

/** gln_overlay_add_line: adds a line, metres. */
void
gln_overlay_add_line (GlnOverlay *overlay, GlnPoint from_m, GlnPoint to_m, GlnOverlayLineKind kind)
{
  GlnOverlayLine line = { from_m, to_m, kind };

  g_array_append_val (overlay->lines, line);
}

/** gln_overlay_add_mark: adds a mark, metres. */
void
gln_overlay_add_mark (GlnOverlay *overlay, GlnPoint at_m, GlnOverlayMarkKind kind)
{
  GlnOverlayMark mark = { at_m, kind };

  g_array_append_val (overlay->marks, mark);
}

/** gln_overlay_add_label: adds a text beside a place, metres. */
void
gln_overlay_add_label (GlnOverlay *overlay, GlnPoint at_m, const char *text)
{
  GlnOverlayLabel label = { at_m, g_strdup (text) };

  g_array_append_val (overlay->labels, label);
}
