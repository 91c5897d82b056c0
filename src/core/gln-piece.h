/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"
#include "core/gln-sweep.h"

G_BEGIN_DECLS

/**
 * GlnOutline: boxes over runs of edges of the long rings of a shape, so that a
 * window costs the edges in it and the logarithm of the rest, also for a ring
 * of a million vertices.
 */
typedef struct _GlnOutline GlnOutline;

GlnOutline *gln_outline_new  (const GlnShape *shape);
void        gln_outline_free (GlnOutline *outline);

/** GlnArc: the circle of an edge; r_m is 0 for a straight one. */
typedef struct
{
  double cx, cy, r_m;
} GlnArc;

/**
 * GlnForm: a shape made ready for being asked window by window. It consists
 * of pieces: the parts of a polygon shape, the discs of a point shape, or a
 * curve: loops whose edges may be arcs, each within a quarter of its circle.
 * The windings of the loops add up to one unless they stand apart.
 */
typedef struct
{
  const GlnShape *shape; /* the points of the curve when there are @arcs */
  GlnOutline *outline;   /* (nullable): of @shape */
  GlnArc *arcs;          /* (nullable): one an edge: @shape is a curve */
  gboolean apart;        /* each loop of the curve is a piece of its own; else the curve is piece 0 */
  const GlnShape *more;  /* (nullable): with a curve: plain pieces of the same item, behind those of the curve */
  GlnOutline *more_outline;
} GlnForm;

/** GlnLook: what of a piece is in a box. */
typedef struct
{
  guint n_edges;      /* edges in the box */
  guint64 fingerprint; /* of those edges and the windings: two pieces with the same look the same in the box */
} GlnLook;

/** GlnTouch: how a piece stands to a box. */
typedef enum
{
  GLN_TOUCH_OUTSIDE,
  GLN_TOUCH_CROSSES, /* has edges in the box */
  GLN_TOUCH_COVERS,  /* the box lies inside */
} GlnTouch;

guint    gln_form_n_pieces (const GlnForm *form);
GlnBox   gln_form_box      (const GlnForm *form, guint piece);
GlnTouch gln_form_touch    (const GlnForm *form, guint piece, const GlnBox *box, GlnLook *look);
void     gln_form_gather   (const GlnForm *form, guint piece, const GlnBox *box, GlnSweep *sweep, guint slot);

G_END_DECLS
