/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"
#include "map/gln-map-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnPlanPage: a plan at work: layers, map with tools, indicators, status bar. */
#define GLN_TYPE_PLAN_PAGE (gln_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (GlnPlanPage, gln_plan_page, GLN, PLAN_PAGE, GtkWidget)

void gln_plan_page_set_toolbox (GlnPlanPage *page, GlnToolbox *toolbox, GlnProjector *projector); /* nullable */
GlnMapView *gln_plan_page_get_map_view (GlnPlanPage *page);

/* Of the shown phase, with what is in hand. (transfer none) (nullable) */
GlnIndicatorSet *gln_plan_page_get_indicators (GlnPlanPage *page);

/* One line over the map on how to use the tool in hand; NULL: none. */
void gln_plan_page_set_hint (GlnPlanPage *page, const char *hint);

G_END_DECLS
