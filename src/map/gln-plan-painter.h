/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-render.h"
#include "map/gln-tile-painter.h"
#include "model/gln-projector.h"

G_BEGIN_DECLS

/** GlnPlanPainter: paints a plan as it was at one moment, in one phase, on map tiles. */
#define GLN_TYPE_PLAN_PAINTER (gln_plan_painter_get_type ())
G_DECLARE_FINAL_TYPE (GlnPlanPainter, gln_plan_painter, GLN, PLAN_PAINTER, GObject)

/**
 * gln_plan_painter_new:
 * @excluded: (array length=n_excluded): features to leave out, because somebody else draws them
 */
GlnTilePainter *gln_plan_painter_new (GlnPlan *plan, GlnIndex *index, GlnStyleSheet *sheet,
                                      GlnProjector *projector, guint phase, const GlnUuid *excluded,
                                      guint n_excluded);

G_END_DECLS
