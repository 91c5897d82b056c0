/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-index.h"

G_BEGIN_DECLS

/* Edges shorter than this many tolerances have no handle in their middle: it
 * would lie on those of the vertices. */
#define GLN_PICK_MIN_EDGE 4.0

gboolean    gln_pick_is_shown (const GlnPlan *plan, const GlnFeature *feature, guint phase);
GPtrArray  *gln_pick_all      (const GlnPlan *plan, const GlnIndex *index, guint phase, GlnPoint point_m,
                               double tolerance_m);
GlnFeature *gln_pick_feature  (const GlnPlan *plan, const GlnIndex *index, guint phase, GlnPoint point_m,
                               double tolerance_m);
int         gln_pick_vertex   (const GlnShape *shape, GlnPoint point_m, double tolerance_m);
int         gln_pick_midpoint (const GlnShape *shape, GlnPoint point_m, double tolerance_m);

G_END_DECLS
