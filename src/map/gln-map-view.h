/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/gln-tile-painter.h"
#include "map/gln-view-state.h"
#include "model/gln-projector.h"
#include "tools/gln-toolbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlnMapView: the map. Shows the plan of a session in its shown phase and
 * passes what the hand does to the active tool, in plan coordinates.
 *
 * Signals:
 *   pointer-moved (gboolean inside, double x_m, double y_m)
 *   view-changed ()   centre, zoom or size is another
 */
#define GLN_TYPE_MAP_VIEW (gln_map_view_get_type ())
G_DECLARE_FINAL_TYPE (GlnMapView, gln_map_view, GLN, MAP_VIEW, GtkWidget)

GtkWidget *gln_map_view_new (void);

/**
 * gln_map_view_set_toolbox:
 * @toolbox: (nullable): its session is shown and it gets what the hand does; NULL empties the view
 * @projector: (nullable): of the session's plan
 */
void gln_map_view_set_toolbox (GlnMapView *view, GlnToolbox *toolbox, GlnProjector *projector);

/* While panning the hand moves the map and the tool rests. */
void     gln_map_view_set_panning (GlnMapView *view, gboolean panning);
gboolean gln_map_view_get_panning (GlnMapView *view);

/* Pango markup shown beside the hand while the tool has figures to show; NULL: none. */
void gln_map_view_set_readout (GlnMapView *view, const char *markup);

/* Shows @box (plan metres) whole, with a margin; a box without extent is centred at 1:2000 or so. */
void gln_map_view_zoom_to_box (GlnMapView *view, const GlnBox *box);

/* Zooms about the middle by @steps powers of two. */
void gln_map_view_zoom_by (GlnMapView *view, double steps);

/* Moves the view by a share of its size: 0.25 is a quarter to the east or south. */
void gln_map_view_pan_by (GlnMapView *view, double east, double south);

/* The plan point in the middle; FALSE while there is no plan. */
gboolean gln_map_view_get_centre (GlnMapView *view, GlnPoint *plan);

/* Metres of the plan on one logical pixel in the middle of the view; NaN without a plan. */
double gln_map_view_get_metres_per_px (GlnMapView *view);

/* The map's scale number on a screen of 96 pixels an inch: 8000 for 1:8000; NaN without a plan. */
double gln_map_view_get_scale_number (GlnMapView *view);

/* Between the plan and logical pixels of the view. FALSE without a plan or outside the projection. */
gboolean gln_map_view_to_plan   (GlnMapView *view, double x, double y, GlnPoint *plan);
gboolean gln_map_view_from_plan (GlnMapView *view, GlnPoint plan, double *x, double *y);

/* Whether every tile and label in sight is up to date. */
gboolean gln_map_view_is_settled (GlnMapView *view);

G_END_DECLS
