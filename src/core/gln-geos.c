/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-geos.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"

#include <math.h>
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

/* Coordinates are moved so that the first shape begins at the origin: GEOS
 * keeps three digits more that way. */
typedef struct
{
  GEOSContextHandle_t handle;
  GString *message;
  GlnPoint origin;
} Geos;

static void
on_error (const char *text, void *data)
{
  g_string_assign (data, text);
}

static void
geos_init (Geos *geos, const GlnShape *first)
{
  geos->message = g_string_new (NULL);
  geos->handle = GEOS_init_r ();
  geos->origin = first && first->n_points ? first->points[0] : (GlnPoint){ 0, 0 };
  GEOSContext_setErrorMessageHandler_r (geos->handle, on_error, geos->message);
}

static void
geos_clear (Geos *geos)
{
  GEOS_finish_r (geos->handle);
  g_string_free (geos->message, TRUE);
}

static gboolean
geos_failed (Geos *geos, GError **error)
{
  g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _("The geometry library gave up: %s"), geos->message->str);
  return FALSE;
}

static GEOSGeometry *
ring_of_points (Geos *geos, const GlnPoint *points, guint n)
{
  GEOSCoordSequence *seq = GEOSCoordSeq_create_r (geos->handle, n + 1, 2);

  for (guint i = 0; i <= n; i++)
    GEOSCoordSeq_setXY_r (geos->handle, seq, i, points[i % n].x - geos->origin.x,
                          points[i % n].y - geos->origin.y);
  return GEOSGeom_createLinearRing_r (geos->handle, seq);
}

static GEOSGeometry *
disc_polygon (Geos *geos, GlnPoint centre, double radius_m)
{
  enum { N = 4 * GLN_GEOS_CHORDS };
  GlnPoint ring[N];
  double r_m = radius_m * sqrt (2 * G_PI / N / sin (2 * G_PI / N)); /* of the disc's own area */

  for (guint i = 0; i < N; i++)
    ring[i] = (GlnPoint){ centre.x + r_m * cos (2 * G_PI * i / N), centre.y + r_m * sin (2 * G_PI * i / N) };
  return GEOSGeom_createPolygon_r (geos->handle, ring_of_points (geos, ring, N), NULL, 0);
}

static GEOSGeometry *
part_polygon (Geos *geos, const GlnShape *shape, guint part)
{
  guint first = shape->part_start[part], end = shape->part_start[part + 1], n = 0;
  g_autofree GEOSGeometry **rings = g_new (GEOSGeometry *, end - first);

  for (guint r = first; r < end; r++)
    {
      guint length = shape->ring_start[r + 1] - shape->ring_start[r];
      if (length >= 3)
        rings[n++] = ring_of_points (geos, shape->points + shape->ring_start[r], length);
      else if (r == first)
        return GEOSGeom_createEmptyPolygon_r (geos->handle);
    }
  return GEOSGeom_createPolygon_r (geos->handle, rings[0], rings + 1, n - 1);
}

/* The raw shape, possibly invalid: (transfer full). */
static GEOSGeometry *
raw_geometry (Geos *geos, const GlnShape *shape)
{
  guint n = shape->kind == GLN_SHAPE_POLYGONS ? shape->n_parts
            : shape->kind == GLN_SHAPE_POINTS ? shape->n_points : 0;
  g_autofree GEOSGeometry **parts = g_new (GEOSGeometry *, MAX (1, n));

  for (guint i = 0; i < n; i++)
    parts[i] = shape->kind == GLN_SHAPE_POINTS ? disc_polygon (geos, shape->points[i], shape->radius_m)
                                               : part_polygon (geos, shape, i);
  return GEOSGeom_createCollection_r (geos->handle, GEOS_MULTIPOLYGON, parts, n);
}

static GEOSGeometry *
made_valid (Geos *geos, GEOSGeometry *raw)
{
  GEOSMakeValidParams *params = GEOSMakeValidParams_create_r (geos->handle);
  GEOSGeometry *valid;

  GEOSMakeValidParams_setMethod_r (geos->handle, params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r (geos->handle, params, 0);
  valid = GEOSMakeValidWithParams_r (geos->handle, raw, params);
  GEOSMakeValidParams_destroy_r (geos->handle, params);
  GEOSGeom_destroy_r (geos->handle, raw);
  return valid;
}

/* The union of the rings from @first to @end, each taken as a polygon. */
static GEOSGeometry *
union_of_rings (Geos *geos, const GlnShape *shape, guint first, guint end)
{
  g_autofree GEOSGeometry **list = g_new (GEOSGeometry *, MAX (1, end - first));
  GEOSGeometry *all, *result;
  guint n = 0;

  for (guint r = first; r < end; r++)
    {
      guint length = shape->ring_start[r + 1] - shape->ring_start[r];
      GEOSGeometry *ring = length < 3 ? NULL : ring_of_points (geos, shape->points + shape->ring_start[r], length);
      if (ring && (list[n] = made_valid (geos, GEOSGeom_createPolygon_r (geos->handle, ring, NULL, 0))))
        n++;
    }
  all = GEOSGeom_createCollection_r (geos->handle, GEOS_GEOMETRYCOLLECTION, list, n);
  result = GEOSUnaryUnion_r (geos->handle, all);
  GEOSGeom_destroy_r (geos->handle, all);
  return result;
}

/* A part by the structure rule: its shell less its holes. MakeValid of the
 * whole part would turn a hole outside its shell into land. */
static GEOSGeometry *
valid_part (Geos *geos, const GlnShape *shape, guint part)
{
  guint first = shape->part_start[part], end = shape->part_start[part + 1];
  GEOSGeometry *shell = union_of_rings (geos, shape, first, first + 1), *holes, *rest;

  if (!shell || end == first + 1)
    return shell;
  holes = union_of_rings (geos, shape, first + 1, end);
  rest = holes ? GEOSDifference_r (geos->handle, shell, holes) : NULL;
  GEOSGeom_destroy_r (geos->handle, shell);
  if (holes)
    GEOSGeom_destroy_r (geos->handle, holes);
  return rest;
}

/* Each part made valid by itself, then their union: the structure rule. */
static GEOSGeometry *
valid_geometry (Geos *geos, const GlnShape *shape)
{
  guint n = shape->kind == GLN_SHAPE_POLYGONS ? shape->n_parts
            : shape->kind == GLN_SHAPE_POINTS ? shape->n_points : 0;
  g_autofree GEOSGeometry **parts = g_new (GEOSGeometry *, MAX (1, n));
  GEOSGeometry *all, *result;
  guint made = 0;

  for (guint i = 0; i < n; i++)
    if ((parts[made] = shape->kind == GLN_SHAPE_POINTS ? disc_polygon (geos, shape->points[i], shape->radius_m)
                                                       : valid_part (geos, shape, i)))
      made++;
  all = GEOSGeom_createCollection_r (geos->handle, GEOS_GEOMETRYCOLLECTION, parts, made);
  result = made == n ? GEOSUnaryUnion_r (geos->handle, all) : NULL;
  GEOSGeom_destroy_r (geos->handle, all);
  return result;
}

/**
 * gln_geos_area_m2:
 * @area_m2: (out): the area by the structure rule, overlaps removed
 *
 * Returns: FALSE with @error when GEOS gives up
 */
gboolean
gln_geos_area_m2 (const GlnShape *shape, double *area_m2, GError **error)
{
  Geos geos;
  GEOSGeometry *geometry;
  gboolean done;

  geos_init (&geos, shape);
  geometry = valid_geometry (&geos, shape);
  done = geometry && GEOSArea_r (geos.handle, geometry, area_m2);
  if (!done)
    geos_failed (&geos, error);
  if (geometry)
    GEOSGeom_destroy_r (geos.handle, geometry);
  geos_clear (&geos);
  return done;
}

static GEOSGeometry *
overlay (Geos *geos, const GlnShape *a, const GlnShape *b, GlnGeosOverlay how)
{
  GEOSGeometry *ga = valid_geometry (geos, a), *gb = valid_geometry (geos, b), *result = NULL;

  if (ga && gb)
    result = how == GLN_OVERLAY_UNION          ? GEOSUnion_r (geos->handle, ga, gb)
             : how == GLN_OVERLAY_INTERSECTION ? GEOSIntersection_r (geos->handle, ga, gb)
                                               : GEOSDifference_r (geos->handle, ga, gb);
  if (ga)
    GEOSGeom_destroy_r (geos->handle, ga);
  if (gb)
    GEOSGeom_destroy_r (geos->handle, gb);
  return result;
}

/** gln_geos_overlay_m2: the area of what two shapes make together; FALSE with @error when GEOS gives up. */
gboolean
gln_geos_overlay_m2 (const GlnShape *a, const GlnShape *b, GlnGeosOverlay how, double *area_m2, GError **error)
{
  Geos geos;
  GEOSGeometry *result;
  gboolean done;

  geos_init (&geos, a);
  result = overlay (&geos, a, b, how);
  done = result && GEOSArea_r (geos.handle, result, area_m2);
  if (!done)
    geos_failed (&geos, error);
  if (result)
    GEOSGeom_destroy_r (geos.handle, result);
  geos_clear (&geos);
  return done;
}

static void
add_ring (Geos *geos, GlnShapeBuilder *builder, const GEOSGeometry *ring)
{
  const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r (geos->handle, ring);
  unsigned int n = 0;

  GEOSCoordSeq_getSize_r (geos->handle, seq, &n);
  gln_shape_builder_begin_ring (builder);
  for (unsigned int i = 0; i + 1 < n; i++)
    {
      double x, y;
      GEOSCoordSeq_getXY_r (geos->handle, seq, i, &x, &y);
      gln_shape_builder_add (builder, x + geos->origin.x, y + geos->origin.y);
    }
}

/* The polygons of a result; lines and points that an overlay leaves have no area. */
static void
add_geometry (Geos *geos, GlnShapeBuilder *builder, const GEOSGeometry *geometry)
{
  int type = GEOSGeomTypeId_r (geos->handle, geometry), n;

  if (GEOSisEmpty_r (geos->handle, geometry))
    return;
  if (type == GEOS_POLYGON)
    {
      gln_shape_builder_begin_part (builder);
      add_ring (geos, builder, GEOSGetExteriorRing_r (geos->handle, geometry));
      n = GEOSGetNumInteriorRings_r (geos->handle, geometry);
      for (int i = 0; i < n; i++)
        add_ring (geos, builder, GEOSGetInteriorRingN_r (geos->handle, geometry, i));
    }
  else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION)
    for (int i = 0; i < GEOSGetNumGeometries_r (geos->handle, geometry); i++)
      add_geometry (geos, builder, GEOSGetGeometryN_r (geos->handle, geometry, i));
}

static GlnShape *
shape_of (Geos *geos, const GEOSGeometry *geometry)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  add_geometry (geos, &builder, geometry);
  return gln_shape_builder_end (&builder);
}

/**
 * gln_geos_overlay:
 *
 * Returns: (transfer full) (nullable): the polygons of what two shapes make
 *   together; NULL without @error when nothing is left, with it when GEOS gives up
 */
GlnShape *
gln_geos_overlay (const GlnShape *a, const GlnShape *b, GlnGeosOverlay how, GError **error)
{
  Geos geos;
  GEOSGeometry *result;
  GlnShape *shape = NULL;

  geos_init (&geos, a);
  result = overlay (&geos, a, b, how);
  if (result)
    shape = shape_of (&geos, result);
  else
    geos_failed (&geos, error);
  if (result)
    GEOSGeom_destroy_r (geos.handle, result);
  geos_clear (&geos);
  return shape;
}

/** gln_geos_union: (transfer full) (nullable): the union of @shapes; like gln_geos_overlay(). */
GlnShape *
gln_geos_union (GlnShape *const *shapes, guint n_shapes, GError **error)
{
  Geos geos;
  g_autofree GEOSGeometry **list = g_new (GEOSGeometry *, MAX (1, n_shapes));
  GEOSGeometry *all, *result;
  GlnShape *shape = NULL;
  guint n = 0;

  geos_init (&geos, n_shapes ? shapes[0] : NULL);
  for (guint i = 0; i < n_shapes; i++)
    if ((list[n] = valid_geometry (&geos, shapes[i])))
      n++;
  all = GEOSGeom_createCollection_r (geos.handle, GEOS_GEOMETRYCOLLECTION, list, n);
  result = n == n_shapes ? GEOSUnaryUnion_r (geos.handle, all) : NULL;
  if (result)
    shape = shape_of (&geos, result);
  else
    geos_failed (&geos, error);
  GEOSGeom_destroy_r (geos.handle, all);
  if (result)
    GEOSGeom_destroy_r (geos.handle, result);
  geos_clear (&geos);
  return shape;
}

/**
 * gln_geos_fault:
 * @where: (out): the place of the fault, metres
 *
 * Returns: (transfer full) (nullable): why the shape is not valid, in the
 *   words of GEOS ("Self-intersection"); NULL when it is
 */
char *
gln_geos_fault (const GlnShape *shape, GlnPoint *where)
{
  Geos geos;
  GEOSGeometry *raw, *place = NULL;
  char *reason = NULL, *text = NULL;

  geos_init (&geos, shape);
  raw = raw_geometry (&geos, shape);
  if (GEOSisValidDetail_r (geos.handle, raw, 0, &reason, &place) == 0)
    {
      text = g_strdup (reason);
      if (place && GEOSGeomGetX_r (geos.handle, place, &where->x) == 1)
        GEOSGeomGetY_r (geos.handle, place, &where->y);
      where->x += geos.origin.x;
      where->y += geos.origin.y;
    }
  if (reason)
    GEOSFree_r (geos.handle, reason);
  if (place)
    GEOSGeom_destroy_r (geos.handle, place);
  GEOSGeom_destroy_r (geos.handle, raw);
  geos_clear (&geos);
  return text;
}
