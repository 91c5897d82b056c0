/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"
#include "model/gln-projector.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * The world square: Web Mercator scaled to 0..1, x to the east and y to the
 * south, as map tiles count. It exists only to place things on the screen;
 * lengths and areas are measured in the plan's own metres.
 */

/** gln_world_from_lonlat: in place; latitudes are clamped to what Web Mercator holds. */
void gln_world_from_lonlat (GlnPoint *points, guint n_points);
void gln_world_to_lonlat   (GlnPoint *points, guint n_points);

/**
 * gln_world_from_plan:
 *
 * In place, plan metres to world units. Returns: FALSE when a point could not
 * be transformed (it is NaN then).
 */
gboolean gln_world_from_plan (GlnProjector *projector, GlnPoint *points, guint n_points);
gboolean gln_world_to_plan   (GlnProjector *projector, GlnPoint *points, guint n_points);

/** gln_world_box_from_plan: world box of a plan box, its edges followed at several points. */
GlnBox gln_world_box_from_plan (GlnProjector *projector, const GlnBox *plan);
GlnBox gln_world_box_to_plan   (GlnProjector *projector, const GlnBox *world);

/**
 * gln_world_affine:
 * @world: box in world units that is drawn on @width × @height pixels
 * @matrix: (out): plan metres to pixels
 *
 * The affine that is right at the middles of the sides. The projection of the
 * plan departs from it by about span² tan φ / 8R: 0.03 px on a map tile of
 * 5 km, and half as much with every zoom.
 *
 * Returns: FALSE when the box lies outside of what the projection can hold
 */
gboolean gln_world_affine (GlnProjector *projector, const GlnBox *world, double width, double height,
                           cairo_matrix_t *matrix);

G_END_DECLS
