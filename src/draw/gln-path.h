/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-style.h"
#include "draw/gln-view.h"

/* Shapes as cairo paths, with level of detail; private to draw. A path object
 * belongs to one thread and is used for many shapes. */

typedef struct
{
  cairo_t *cr;
  const GlnView *view;
  GlnBox seen;    /* pixels, with a margin for wide strokes */
  double skip_px; /* level of detail: see gln-path.c */
  double tiny_px;
  GArray *points; /* of GlnPoint, pixels: scratch */
} GlnPath;

void     gln_path_init   (GlnPath *path, cairo_t *cr, const GlnView *view);
void     gln_path_clear  (GlnPath *path);

/* Size of the shape's box in pixels, the longer side; by the view's scale in its middle. */
double   gln_path_size_px (const GlnPath *path, const GlnShape *shape);

/* Appends the area of @shape, to be filled with the winding rule: shells turn one way and holes
 * the other, so that many shapes in one path fill their union. Tiny shapes become rectangles. */
void     gln_path_area   (GlnPath *path, const GlnShape *shape);

/* Strokes the lines or rings of @shape with the current source. Only what is seen is stroked, and
 * dashes are counted from the start of each line, so that tiles fit together. */
void     gln_path_stroke (GlnPath *path, const GlnShape *shape, double width_px, const double *dash,
                          guint n_dash);

/* Whether any of @shape lies in @box, both in plan metres; exact, unlike the test of boxes. */
gboolean gln_path_touches (const GlnShape *shape, const GlnBox *box);
