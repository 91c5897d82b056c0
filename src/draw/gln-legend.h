/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-render.h"
#include "draw/gln-text.h"

G_BEGIN_DECLS

/** GlnLegendEntry: a line of a legend; styles that look the same share one. */
typedef struct
{
  const GlnStyle *style;
  char *name;
  char *classes; /* of several classes that share the line: their names, the first of them */
  guint n_classes;
} GlnLegendEntry;

GPtrArray *gln_legend_new    (const GlnRenderJob *job, const GlnView *view, GlnLang lang);
double     gln_legend_height (cairo_t *cr, const GPtrArray *legend, const GlnText *text, double width);
void       gln_legend_draw   (cairo_t *cr, const GPtrArray *legend, const GlnText *text, double x, double y, double width);

G_END_DECLS
