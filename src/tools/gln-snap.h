/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-index.h"

G_BEGIN_DECLS

typedef enum
{
  GLN_SNAP_NONE     = 0,
  GLN_SNAP_VERTEX   = 1 << 0,
  GLN_SNAP_MIDPOINT = 1 << 1,
  GLN_SNAP_EDGE     = 1 << 2,
  GLN_SNAP_ALL      = 7,
} GlnSnapKinds;

/** GlnSnapHit: where the pointer snaps to. */
typedef struct
{
  GlnSnapKinds kind; /* one of them; NONE: point_m is the pointer itself */
  GlnPoint point_m;
  GlnUuid feature;
  GlnPoint edge_m[2]; /* EDGE and MIDPOINT: the edge */
} GlnSnapHit;

/**
 * GlnSnapQuery: what to search. Vertices go before midpoints, midpoints before
 * edges; of one kind the nearest wins. Layers that are hidden or not in the
 * phase do not attract.
 */
typedef struct
{
  const GlnPlan *plan;
  const GlnIndex *index; /* of plan */
  guint phase;
  GlnPoint point_m;
  double tolerance_m;
  GlnSnapKinds kinds;
  const GlnUuid *except; /* nullable: the feature in hand does not attract itself */
} GlnSnapQuery;

/**
 * GlnSnapper: finds snap points. The boxes of features come from the plan's
 * index; of large shapes it remembers boxes of runs of edges, so that a query
 * stays far below a millisecond even on a shape of 500 000 vertices.
 * One thread at a time.
 */
typedef struct _GlnSnapper GlnSnapper;

GlnSnapper *gln_snapper_new  (void);
void        gln_snapper_free (GlnSnapper *snapper);
gboolean    gln_snapper_find (GlnSnapper *snapper, const GlnSnapQuery *query, GlnSnapHit *hit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnSnapper, gln_snapper_free)

G_END_DECLS
