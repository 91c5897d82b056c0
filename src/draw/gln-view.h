/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

#include <cairo.h>

G_BEGIN_DECLS

/** GlnProjectFunc: plan metres to pixels for @n points; any thread may call it with its own arrays. */
typedef void (*GlnProjectFunc) (gpointer data, const GlnPoint *plan, GlnPoint *px, guint n);

/**
 * GlnView: from plan metres to pixels. Either an affine matrix, or any
 * function of the caller: the map draws its tiles in Web Mercator. Pixels grow
 * to the right and down.
 */
typedef struct
{
  GlnBox box;             /* plan metres that may be seen; what lies outside is not asked for */
  double width_px, height_px;
  double px_per_m;        /* about the middle; for line widths and level of detail */
  gboolean vector;        /* for PDF and SVG: keep details that may be magnified */
  double scale;           /* pixels per logical pixel: 1, 2 on dense screens */
  cairo_matrix_t matrix;  /* used when @project is NULL */
  GlnProjectFunc project; /* nullable */
  gpointer project_data;
} GlnView;

void   gln_view_init_box   (GlnView *view, const GlnBox *box, double width_px, double height_px, double scale);
void   gln_view_init_at    (GlnView *view, double x_m, double y_m, double px_per_m, double width_px,
                            double height_px, double scale);
void   gln_view_project    (const GlnView *view, const GlnPoint *plan, GlnPoint *px, guint n);
GlnBox gln_view_project_box (const GlnView *view, const GlnBox *box);

G_END_DECLS
