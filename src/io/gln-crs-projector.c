/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-crs.h"

#include "core/gln-error.h"
#include "core/gln-i18n.h"

#include <math.h>

#define MERCATOR_RADIUS_M 6378137.0

struct _GlnCrsProjector
{
  GObject parent_instance;

  GlnCrsTransform *out; /* NULL for a local grid */
  GlnCrsTransform *in;
  GlnPoint origin;      /* of the local grid: lies at 0°E 0°N */
};

static void gln_crs_projector_iface_init (GlnProjectorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GlnCrsProjector, gln_crs_projector, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GLN_TYPE_PROJECTOR, gln_crs_projector_iface_init))

/* A local grid has no place on earth. It is laid flat at the crossing of equator and meridian, where
 * a map in Mercator has scale 1 in every direction, so that lengths on the screen are right. */
static void
local_to_lonlat (const GlnCrsProjector *self, GlnPoint *point)
{
  double x = (point->x - self->origin.x) / MERCATOR_RADIUS_M;
  double y = (point->y - self->origin.y) / MERCATOR_RADIUS_M;

  point->x = x * 180 / G_PI;
  point->y = atan (sinh (y)) * 180 / G_PI;
}

static void
local_from_lonlat (const GlnCrsProjector *self, GlnPoint *point)
{
  point->x = self->origin.x + point->x * G_PI / 180 * MERCATOR_RADIUS_M;
  point->y = self->origin.y + asinh (tan (point->y * G_PI / 180)) * MERCATOR_RADIUS_M;
}

static gboolean
gln_crs_projector_to_lonlat (GlnProjector *projector, GlnPoint *points, guint n_points)
{
  GlnCrsProjector *self = GLN_CRS_PROJECTOR (projector);

  if (self->out)
    return gln_crs_transform_points (self->out, points, n_points) == 0;
  for (guint i = 0; i < n_points; i++)
    local_to_lonlat (self, &points[i]);
  return TRUE;
}

static gboolean
gln_crs_projector_from_lonlat (GlnProjector *projector, GlnPoint *points, guint n_points)
{
  GlnCrsProjector *self = GLN_CRS_PROJECTOR (projector);

  if (self->in)
    return gln_crs_transform_points (self->in, points, n_points) == 0;
  for (guint i = 0; i < n_points; i++)
    local_from_lonlat (self, &points[i]);
  return TRUE;
}

static void
gln_crs_projector_iface_init (GlnProjectorInterface *iface)
{
  iface->to_lonlat = gln_crs_projector_to_lonlat;
  iface->from_lonlat = gln_crs_projector_from_lonlat;
}

static void
gln_crs_projector_finalize (GObject *object)
{
  GlnCrsProjector *self = GLN_CRS_PROJECTOR (object);

  g_clear_pointer (&self->out, gln_crs_transform_free);
  g_clear_pointer (&self->in, gln_crs_transform_free);
  G_OBJECT_CLASS (gln_crs_projector_parent_class)->finalize (object);
}

static void
gln_crs_projector_class_init (GlnCrsProjectorClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gln_crs_projector_finalize;
}

static void
gln_crs_projector_init (GlnCrsProjector *self)
{
}

/**
 * gln_crs_projector_new:
 * @crs: of a plan: "EPSG:…", "local" or WKT
 * @origin: (nullable): for a local grid the point that is laid at 0°E 0°N, best the plan's middle
 *
 * Returns: (transfer full) (nullable): NULL with @error
 */
GlnProjector *
gln_crs_projector_new (const char *crs, const GlnPoint *origin, GError **error)
{
  g_autoptr (GlnCrsProjector) self = g_object_new (GLN_TYPE_CRS_PROJECTOR, NULL);
  g_autoptr (GlnCrs) plan = gln_crs_parse (crs, error);
  g_autoptr (GlnCrs) wgs84 = NULL;

  if (!plan)
    return NULL;
  if (gln_crs_is_local (plan))
    {
      if (origin)
        self->origin = *origin;
      return GLN_PROJECTOR (g_steal_pointer (&self));
    }
  wgs84 = gln_crs_parse ("EPSG:4326", error);
  if (!wgs84)
    return NULL;
  self->out = gln_crs_transform_new (plan, wgs84, NULL, NULL, error);
  self->in = self->out ? gln_crs_transform_new (wgs84, plan, NULL, NULL, error) : NULL;
  return self->in ? GLN_PROJECTOR (g_steal_pointer (&self)) : NULL;
}
