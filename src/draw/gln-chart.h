/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-text.h"

G_BEGIN_DECLS

/** GlnTargetBar: a value against its bound, on a scale of its own. */
typedef struct
{
  const char *label;
  double value;       /* NaN: no bar */
  double bound;       /* NaN: no mark */
  GlnStatus status;
  const char *figure; /* nullable: printed after the bar */
} GlnTargetBar;

/** GlnTrend: one value and one bound for each phase. NaN: a gap. */
typedef struct
{
  guint n;
  const char *const *labels; /* of the phases */
  const double *values;
  const double *bounds;
  const char *const *figures; /* nullable: printed at the values */
} GlnTrend;

double gln_target_bars_height (const GlnText *text, guint n_bars);
void   gln_draw_target_bars   (cairo_t *cr, const GlnText *text, const GlnTargetBar *bars, guint n_bars,
                               double x, double y, double width);
void   gln_draw_target_bar    (cairo_t *cr, const GlnTargetBar *bar, double x, double y, double width,
                               double height, gboolean dark);
void   gln_draw_trend         (cairo_t *cr, const GlnText *text, const GlnTrend *trend, double x, double y,
                               double width, double height);

G_END_DECLS
