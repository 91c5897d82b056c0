/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-index.h"

G_BEGIN_DECLS

gboolean    gln_pick_is_shown (const GlnPlan *plan, const GlnFeature *feature, guint phase);
GlnFeature *gln_pick_feature  (const GlnPlan *plan, const GlnIndex *index, guint phase, GlnPoint point_m,
                               double tolerance_m);
GPtrArray  *gln_pick_all      (const GlnPlan *plan, const GlnIndex *index, guint phase, GlnPoint point_m,
                               double tolerance_m);
int         gln_pick_vertex   (const GlnShape *shape, GlnPoint point_m, double tolerance_m);
int         gln_pick_midpoint (const GlnShape *shape, GlnPoint point_m, double tolerance_m);

G_END_DECLS
