/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GlnProjector: between the plan's coordinates (metres) and longitude and
 * latitude in degrees on WGS 84. Implemented in src/io with PROJ; a "local"
 * plan has an affine one. Any thread may call it.
 */
#define GLN_TYPE_PROJECTOR (gln_projector_get_type ())
G_DECLARE_INTERFACE (GlnProjector, gln_projector, GLN, PROJECTOR, GObject)

struct _GlnProjectorInterface
{
  GTypeInterface parent_iface;

  /* In place; x = longitude or east, y = latitude or north. FALSE when a
   * point could not be transformed (it becomes NaN). */
  gboolean (*to_lonlat)   (GlnProjector *projector, GlnPoint *points, guint n_points);
  gboolean (*from_lonlat) (GlnProjector *projector, GlnPoint *points, guint n_points);
};

gboolean gln_projector_to_lonlat   (GlnProjector *projector, GlnPoint *points, guint n_points);
gboolean gln_projector_from_lonlat (GlnProjector *projector, GlnPoint *points, guint n_points);

G_END_DECLS
