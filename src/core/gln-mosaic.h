/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-area.h"
#include "core/gln-areas.h"
#include "core/gln-delta.h"
#include "core/gln-progress.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/**
 * GlnMosaic: the area engine (architecture §4). All polygons of a plan cut the
 * plane into cells; each cell knows what covers it; every area indicator is a
 * sum of cell areas. The mosaic holds those sums for every phase at once and
 * keeps them exact under edits: an update equals a calculation from scratch
 * bit for bit.
 *
 * A mosaic belongs to one thread at a time; its snapshots (GlnAreas) may be
 * read by any thread.
 */
typedef struct _GlnMosaic GlnMosaic;

/** GlnServiceTier: parks of at least @min_area_m2 and below @max_area_m2 serve @radius_m around their edge. */
typedef struct
{
  double min_area_m2;
  double max_area_m2;   /* G_MAXDOUBLE: open */
  double radius_m;
  const char *class_prefix; /* interned: canonical class the park set starts with, such as "G1" or "G11" */
} GlnServiceTier;

/**
 * GlnMosaicRules: the data of standards that the cells depend on. Plain
 * values; the mosaic copies them.
 */
typedef struct
{
  const char *green_order[8];    /* canonical classes, highest first: G1 G2 G3 XG EG; NULL ends */
  double square_as_park_share;   /* a G3 with at least this green share counts as G1: 0.65 (CJJ/T 85-2017) */
  guint n_tiers;
  GlnServiceTier tiers[8];
  guint chords_per_quarter;      /* 0: true arcs; else the stated number of chords, as other software has */
} GlnMosaicRules;

/**
 * Windows are the squares of a quadtree on a lattice anchored at the origin of
 * the CRS: roots of this size, divided while they hold many edges. Where the
 * windows lie depends on the geometry in them alone, never on how it came.
 */
#define GLN_MOSAIC_ROOT_M 6144.0

GlnMosaic *gln_mosaic_new      (GlnStandards *standards, const GlnMosaicRules *rules, guint n_threads);
void       gln_mosaic_free     (GlnMosaic *mosaic);
gboolean   gln_mosaic_build    (GlnMosaic *mosaic, GlnPlan *plan, GlnProgress *progress);
void       gln_mosaic_update   (GlnMosaic *mosaic, const GlnDelta *delta);
GlnAreas  *gln_mosaic_snapshot (GlnMosaic *mosaic);

void       gln_mosaic_rules_init (GlnMosaicRules *rules);
const GlnMosaicRules *gln_areas_rules (const GlnAreas *areas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnMosaic, gln_mosaic_free)

G_END_DECLS
