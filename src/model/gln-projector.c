/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-projector.h"

G_DEFINE_INTERFACE (GlnProjector, gln_projector, G_TYPE_OBJECT)

static void
gln_projector_default_init (GlnProjectorInterface *iface)
{
}

/**
 * gln_projector_to_lonlat:
 * @points: (inout) (array length=n_points): metres in, degrees out
 *
 * Returns: FALSE when a point could not be transformed; it is NaN then
 */
gboolean
gln_projector_to_lonlat (GlnProjector *projector, GlnPoint *points, guint n_points)
{
  g_return_val_if_fail (GLN_IS_PROJECTOR (projector), FALSE);

  return GLN_PROJECTOR_GET_IFACE (projector)->to_lonlat (projector, points, n_points);
}

/**
 * gln_projector_from_lonlat:
 * @points: (inout) (array length=n_points): degrees in, metres out
 *
 * Returns: FALSE when a point could not be transformed; it is NaN then
 */
gboolean
gln_projector_from_lonlat (GlnProjector *projector, GlnPoint *points, guint n_points)
{
  g_return_val_if_fail (GLN_IS_PROJECTOR (projector), FALSE);

  return GLN_PROJECTOR_GET_IFACE (projector)->from_lonlat (projector, points, n_points);
}
