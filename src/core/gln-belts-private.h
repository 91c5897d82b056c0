/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-belts.h"
#include "core/gln-indicators-private.h"

G_BEGIN_DECLS

/** GlnBeltLine: how a line bears belts. */
typedef struct
{
  const GlnFeature *line;
  gboolean is_edge;        /* a bank, a red line: not the centre */
  double edge_m;           /* half the bed; 0 for edges and when not given */
  double water_m;          /* how far water reaches beside the line; 0 without */
  gboolean bed_known;      /* the bed's width is given, or it lies in a parcel or water of its own */
  GPtrArray *greens, *beds, *waters; /* GlnClipArea of the census near the line */
} GlnBeltLine;

void    gln_belt_line_init  (GlnBeltLine *belt, const GlnIndicatorContext *context, const GlnFeature *line,
                             const char *set, double reach_m);
void    gln_belt_line_clear (GlnBeltLine *belt);
GArray *gln_belt_line_profile (const GlnBeltLine *belt, GlnBeltSideKind side, double gap_m, double reach_m);
GArray *gln_indicator_judge_belts (const GlnIndicatorContext *context);

G_END_DECLS
