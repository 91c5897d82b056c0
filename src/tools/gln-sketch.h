/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tools/gln-tool-private.h"

G_BEGIN_DECLS

/**
 * GlnSketch: corners that are being set down one by one. A press sets a corner
 * at once; while the button is held the corner still follows the hand, after
 * that the next one does.
 */
typedef struct
{
  GArray *points; /* GlnPoint, set down */
  GlnPoint hand;  /* where the next one would go */
  gboolean has_hand;
  gboolean holding;
  GlnSnapHit snap;
} GlnSketch;

void      gln_sketch_init      (GlnSketch *sketch);
void      gln_sketch_clear     (GlnSketch *sketch);
void      gln_sketch_reset     (GlnSketch *sketch);
void      gln_sketch_press     (GlnSketch *sketch, GlnTool *tool, const GlnToolEvent *event);
void      gln_sketch_motion    (GlnSketch *sketch, GlnTool *tool, const GlnToolEvent *event);
void      gln_sketch_release   (GlnSketch *sketch);
gboolean  gln_sketch_pop       (GlnSketch *sketch);
guint     gln_sketch_n         (const GlnSketch *sketch, gboolean with_hand);
GlnPoint  gln_sketch_at        (const GlnSketch *sketch, guint index);
GlnPoint  gln_sketch_end       (const GlnSketch *sketch);
GlnShape *gln_sketch_polygon   (const GlnSketch *sketch, gboolean with_hand);
GlnShape *gln_sketch_line      (const GlnSketch *sketch, gboolean with_hand);
void      gln_sketch_draw      (const GlnSketch *sketch, GlnOverlay *overlay);

gboolean  gln_points_are_flat  (const GlnPoint *points, guint n);

G_END_DECLS
