/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnTrendPoint: an indicator in one phase; NaN where there is no value or no target. */
typedef struct
{
  const char *label; /* valid during the call of gln_trend_chart_set() */
  double value;
  double target;
} GlnTrendPoint;

/** GlnTrendChart: an indicator over the phases, and the targets as a dashed line. */
#define GLN_TYPE_TREND_CHART (gln_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (GlnTrendChart, gln_trend_chart, GLN, TREND_CHART, GtkWidget)

void gln_trend_chart_set (GlnTrendChart *chart, const GlnIndicatorInfo *info,
                          const GlnTrendPoint *points, guint n_points, guint active);

G_END_DECLS
