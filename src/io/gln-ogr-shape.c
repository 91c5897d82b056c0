/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-source-private.h"

#include <math.h>
#include <string.h>

/* Chords of an arc span at most this angle: 0.02 % of the radius off. */
#define ARC_STEP_DEGREES 2.0

/* Appends the points of a ring or line. */
static void
add_points (GlnShapeBuilder *builder, OGRGeometryH geometry)
{
  int n = OGR_G_GetPointCount (geometry);
  guint first = builder->points->len;
  GlnPoint *to;

  if (n <= 0)
    return;
  g_array_set_size (builder->points, first + (guint) n);
  to = &g_array_index (builder->points, GlnPoint, first);
  OGR_G_GetPoints (geometry, &to->x, sizeof (GlnPoint), &to->y, sizeof (GlnPoint), NULL, 0);
}

static void
add_polygon (GlnShapeBuilder *builder, OGRGeometryH polygon)
{
  gln_shape_builder_begin_part (builder);
  for (int r = 0; r < OGR_G_GetGeometryCount (polygon); r++)
    {
      gln_shape_builder_begin_ring (builder);
      add_points (builder, OGR_G_GetGeometryRef (polygon, r));
    }
}

static int
dimension_of (OGRwkbGeometryType type)
{
  switch ((int) wkbFlatten (type))
    {
    case wkbPoint:
    case wkbMultiPoint:
      return GLN_SHAPE_POINTS;
    case wkbLineString:
    case wkbLinearRing:
    case wkbMultiLineString:
      return GLN_SHAPE_LINES;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbPolyhedralSurface:
    case wkbTIN:
    case wkbTriangle:
      return GLN_SHAPE_POLYGONS;
    default:
      return -1;
    }
}

/* The highest dimension among the members of a collection; areas matter more than their outlines. */
static int
kind_of (OGRGeometryH geometry, GlnShapeFacts *facts)
{
  int kind = dimension_of (OGR_G_GetGeometryType (geometry)), best = -1;

  if (kind >= 0 || wkbFlatten (OGR_G_GetGeometryType (geometry)) != wkbGeometryCollection)
    return kind;
  for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
    {
      int member = kind_of (OGR_G_GetGeometryRef (geometry, i), facts);
      facts->mixed |= best >= 0 && member != best;
      best = MAX (best, member);
    }
  return best;
}

static void
add_geometry (GlnShapeBuilder *builder, OGRGeometryH geometry)
{
  OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (geometry));

  if (type == wkbPolygon || type == wkbTriangle)
    {
      if (builder->kind == GLN_SHAPE_POLYGONS)
        add_polygon (builder, geometry);
    }
  else if (type == wkbLineString || type == wkbLinearRing)
    {
      if (builder->kind != GLN_SHAPE_LINES)
        return;
      gln_shape_builder_begin_ring (builder);
      add_points (builder, geometry);
    }
  else if (type == wkbPoint)
    {
      if (builder->kind == GLN_SHAPE_POINTS && !OGR_G_IsEmpty (geometry))
        gln_shape_builder_add (builder, OGR_G_GetX (geometry, 0), OGR_G_GetY (geometry, 0));
    }
  else
    for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
      add_geometry (builder, OGR_G_GetGeometryRef (geometry, i));
}

/* Beyond a thousand earth radii nothing is a place any more; the area engine's integers end there too. */
static gboolean
all_finite (const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      const GlnPoint *point = &g_array_index (points, GlnPoint, i);
      if (!isfinite (point->x) || !isfinite (point->y) || fabs (point->x) > 6e9 || fabs (point->y) > 6e9)
        return FALSE;
    }
  return TRUE;
}

static GlnShape *
build (OGRGeometryH geometry, GlnShapeKind kind, GlnCrsTransform *transform, GlnShapeFacts *facts)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, kind);
  add_geometry (&builder, geometry);
  if (transform && builder.points->len > 0 && all_finite (builder.points))
    gln_crs_transform_points (transform, (GlnPoint *) (void *) builder.points->data, builder.points->len);
  if (!all_finite (builder.points))
    {
      facts->not_finite = TRUE;
      gln_shape_builder_clear (&builder);
      return NULL;
    }
  facts->empty = builder.points->len == 0;
  return gln_shape_builder_end (&builder);
}

/**
 * gln_shape_from_ogr:
 * @geometry: (nullable): any geometry; heights are left out, arcs become chords
 * @transform: (nullable): applied to every point
 * @facts: (out): what was met
 *
 * Faults of rings stay as they are.
 *
 * Returns: (transfer full) (nullable): NULL when there is nothing, or @facts tell why
 */
GlnShape *
gln_shape_from_ogr (OGRGeometryH geometry, GlnCrsTransform *transform, GlnShapeFacts *facts)
{
  OGRGeometryH linear = NULL;
  GlnShape *shape = NULL;
  int kind;

  memset (facts, 0, sizeof *facts);
  if (!geometry)
    return NULL;
  facts->has_z = OGR_G_Is3D (geometry);
  if (OGR_G_HasCurveGeometry (geometry, FALSE))
    {
      linear = OGR_G_GetLinearGeometry (geometry, ARC_STEP_DEGREES, NULL);
      facts->curved = TRUE;
    }
  kind = kind_of (linear ? linear : geometry, facts);
  if (kind >= 0)
    shape = build (linear ? linear : geometry, (GlnShapeKind) kind, transform, facts);
  else
    {
      facts->empty = OGR_G_IsEmpty (geometry);
      facts->unsupported = !facts->empty;
    }
  if (linear)
    OGR_G_DestroyGeometry (linear);
  return shape;
}

/* gln_shape_digest: equal for equal shapes; 64 bits, enough to tell a million parcels apart. */
guint64
gln_shape_digest (const GlnShape *shape)
{
  const guint8 *bytes = (const guint8 *) shape->points;
  gsize n = shape->n_points * sizeof (GlnPoint);
  guint64 hash = 0xcbf29ce484222325u ^ shape->n_rings ^ ((guint64) shape->n_parts << 32);

  for (gsize i = 0; i + 8 <= n; i += 8)
    {
      guint64 word;
      memcpy (&word, bytes + i, 8);
      hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 29;
    }
  return hash ^ (hash >> 32);
}

/**
 * gln_ogr_is_valid:
 * @reason: (out) (transfer full) (nullable): "Self-intersection at …" when it is not
 *
 * By the simple-feature rules (GEOS inside GDAL); only polygons can be invalid.
 */
gboolean
gln_ogr_is_valid (OGRGeometryH geometry, char **reason)
{
  GlnGdalLog log;
  gboolean valid;

  OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (geometry));

  *reason = NULL;
  if (type != wkbPolygon && type != wkbMultiPolygon)
    return TRUE;
  gln_gdal_log_begin (&log);
  valid = OGR_G_IsValid (geometry);
  gln_gdal_log_end (&log);
  if (!valid)
    *reason = g_strdup (gln_gdal_log_first (&log) ? gln_gdal_log_first (&log) : "");
  gln_gdal_log_clear (&log);
  return valid;
}
