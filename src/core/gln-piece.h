/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"
#include "core/gln-sweep.h"

G_BEGIN_DECLS

/**
 * GlnOutline: a shape made ready for being asked window by window: boxes over
 * runs of edges of its long rings, so that a window costs the edges in it and
 * the logarithm of the rest, also for a ring of a million vertices.
 *
 * A piece is what is placed in windows: one part of a polygon shape, or one
 * disc of a point shape.
 */
typedef struct _GlnOutline GlnOutline;

GlnOutline *gln_outline_new      (GlnShape *shape);
void        gln_outline_free     (GlnOutline *outline);
guint       gln_outline_n_pieces (const GlnShape *shape);

/** GlnTouch: how a piece stands to a box. */
typedef enum
{
  GLN_TOUCH_OUTSIDE,
  GLN_TOUCH_CROSSES, /* has edges in the box */
  GLN_TOUCH_COVERS,  /* the box lies inside */
} GlnTouch;

GlnBox   gln_piece_box   (const GlnShape *shape, guint piece);
GlnTouch gln_piece_touch (const GlnShape *shape, const GlnOutline *outline, guint piece, const GlnBox *box,
                          guint *n_edges);
void     gln_piece_gather (const GlnShape *shape, const GlnOutline *outline, guint piece, const GlnBox *box,
                           GlnSweep *sweep, guint slot);

G_END_DECLS
