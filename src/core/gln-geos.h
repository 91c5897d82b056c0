/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

G_BEGIN_DECLS

/**
 * GEOS, the referee: the only place of the program that includes it. For tests
 * and for one-off geometry; never in the frame loop.
 *
 * Shapes are made valid by the structure rule first, so what is measured is
 * what the program means by inside. A disc becomes a polygon of
 * 4 x GLN_GEOS_CHORDS chords of the same area as the disc.
 */

#define GLN_GEOS_CHORDS 64

typedef enum
{
  GLN_OVERLAY_UNION,
  GLN_OVERLAY_INTERSECTION,
  GLN_OVERLAY_DIFFERENCE,
} GlnGeosOverlay;

gboolean gln_geos_area_m2      (const GlnShape *shape, double *area_m2, GError **error);
gboolean gln_geos_overlay_m2   (const GlnShape *a, const GlnShape *b, GlnGeosOverlay overlay, double *area_m2,
                                GError **error);
GlnShape *gln_geos_overlay     (const GlnShape *a, const GlnShape *b, GlnGeosOverlay overlay, GError **error);
GlnShape *gln_geos_union       (GlnShape *const *shapes, guint n_shapes, GError **error);
char    *gln_geos_fault        (const GlnShape *shape, GlnPoint *where);

G_END_DECLS
