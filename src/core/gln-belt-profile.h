/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-line-engine.h"

G_BEGIN_DECLS

/**
 * The width of the green beside a line, at every position and without
 * sampling. Beside each segment the plane is cut at all vertices and crossings
 * of the polygons' edges; between two cuts the width is a linear function of
 * the position. Widths are perpendicular to the segment; at a bend the wedge
 * outside and the overlap inside belong to no position.
 */

/** GlnBeltQuery: what to measure; borrowed. */
typedef struct
{
  const GlnShape *line;
  gboolean left;     /* the side as seen along the line */
  double edge_m;     /* distance from the line where measuring starts: half the bed or carriageway */
  double reach_m;    /* distance from the line where measuring ends */
  double gap_m;      /* narrower breaks are not seen (tolerance of the data) */
  gboolean through;  /* TRUE: all green within reach; FALSE: up to the first break */
  const GPtrArray *greens; /* GlnClipArea: what counts */
  const GPtrArray *beds;   /* (nullable) GlnClipArea: track beds, carriageways: neither counted nor a break */
  const GPtrArray *waters; /* (nullable) GlnClipArea: as beds, but only before the first green */
} GlnBeltQuery;

/** GlnBeltPiece: from one cut to the next the width runs straight from one value to the other. */
typedef struct
{
  double from_m, to_m; /* along the line, counted through its lines */
  double width_from_m, width_to_m;
} GlnBeltPiece;

GArray *gln_belt_profile (const GlnBeltQuery *query);

/** GlnBeltSummary: a profile against a required width, within the stretches that are asked for. */
typedef struct
{
  double length_m;
  double met_m;          /* length where the width is at least the required one */
  double mean_m;         /* NaN without length */
  double min_width_m;    /* NaN without length */
  double min_at_m;       /* a position of the smallest width */
  double shortfall_m2;   /* integral of what is missing: the green that would close the belt */
} GlnBeltSummary;

GlnBeltSummary gln_belt_summarise (const GArray *profile, const GArray *within, double required_m,
                                   GArray *below);
GArray *gln_belt_widest (const GArray *a, const GArray *b);

G_END_DECLS
