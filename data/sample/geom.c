/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers, curves and GEOS wrappers of the sample city. */
#include "city.h"

#include <math.h>
#include <string.h>

static GPtrArray *kept;

/* ---- random numbers ---- */

static uint64_t
mix (uint64_t z)
{
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/* A stream of its own for each thing, so that a change in one place leaves the others alone. */
Rng
rng_for (int a, int b, int c)
{
  uint64_t state = mix ((uint64_t)(uint32_t)a * 0x9e3779b97f4a7c15u + 20250101u);

  state = mix (state ^ ((uint64_t)(uint32_t)b * 0xd1342543de82ef95u + 7u));
  state = mix (state ^ ((uint64_t)(uint32_t)c * 0x2545f4914f6cdd1du + 13u));
  return (Rng){ state };
}

double
rng_unit (Rng *rng)
{
  rng->state += 0x9e3779b97f4a7c15u;
  return (double)(mix (rng->state) >> 11) * 0x1p-53;
}

double
rng_between (Rng *rng, double lo, double hi)
{
  return lo + (hi - lo) * rng_unit (rng);
}

int
rng_int (Rng *rng, int n)
{
  return (int)(rng_unit (rng) * n);
}

/* ---- GEOS ---- */

static void
on_message (const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_debug ("GEOS: %s", text);
}

static void
destroy_geom (gpointer geom)
{
  GEOSGeom_destroy (geom);
}

void
geom_init (void)
{
  initGEOS (NULL, on_message);
  kept = g_ptr_array_new_with_free_func (destroy_geom);
}

void
geom_finish (void)
{
  g_ptr_array_unref (kept);
  finishGEOS ();
}

GEOSGeometry *
city_keep (GEOSGeometry *geom)
{
  if (!geom)
    g_error ("a geometry operation of the sample city failed");
  g_ptr_array_add (kept, geom);
  return geom;
}

static GEOSCoordSequence *
sequence (const Pt *points, int n)
{
  GEOSCoordSequence *seq = GEOSCoordSeq_create ((unsigned)n, 2);

  for (int i = 0; i < n; i++)
    GEOSCoordSeq_setXY (seq, (unsigned)i, points[i].x, points[i].y);
  return seq;
}

GEOSGeometry *
geom_line (const Pt *points, int n)
{
  return city_keep (GEOSGeom_createLineString (sequence (points, n)));
}

/* The ring need not be closed. */
GEOSGeometry *
geom_polygon (const Pt *points, int n)
{
  GEOSCoordSequence *seq = GEOSCoordSeq_create ((unsigned)n + 1, 2);

  for (int i = 0; i <= n; i++)
    GEOSCoordSeq_setXY (seq, (unsigned)i, points[i % n].x, points[i % n].y);
  return city_keep (GEOSGeom_createPolygon (GEOSGeom_createLinearRing (seq), NULL, 0));
}

typedef GEOSGeometry *(*Overlay) (const GEOSGeometry *, const GEOSGeometry *, double);

/* The polygons of a geometry, valid. */
static GEOSGeometry *
areal (const GEOSGeometry *geom)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  GEOSGeometry *valid = city_keep (GEOSMakeValid (geom));

  if (GEOSGeomTypeId (valid) != GEOS_GEOMETRYCOLLECTION)
    return valid;
  geom_add_polygons (valid, 0, parts);
  return geom_union_all (parts);
}

/* On a grid of a tenth of a millimetre when the exact overlay fails, which near-parallel lines
 * sometimes make it do. */
static GEOSGeometry *
on_grid (Overlay overlay, const GEOSGeometry *a, const GEOSGeometry *b)
{
  return overlay (areal (a), areal (b), 1e-4);
}

GEOSGeometry *
geom_minus (const GEOSGeometry *a, const GEOSGeometry *b)
{
  GEOSGeometry *result = GEOSDifference (a, b);

  return city_keep (result ? result : on_grid (GEOSDifferencePrec, a, b));
}

GEOSGeometry *
geom_and (const GEOSGeometry *a, const GEOSGeometry *b)
{
  GEOSGeometry *result = GEOSIntersection (a, b);

  return city_keep (result ? result : on_grid (GEOSIntersectionPrec, a, b));
}

GEOSGeometry *
geom_union_all (GPtrArray *geoms)
{
  GEOSGeometry **copies = g_new (GEOSGeometry *, MAX (geoms->len, 1));
  GEOSGeometry *all, *result;

  for (guint i = 0; i < geoms->len; i++)
    copies[i] = GEOSGeom_clone (geoms->pdata[i]);
  all = GEOSGeom_createCollection (GEOS_GEOMETRYCOLLECTION, copies, geoms->len);
  result = GEOSUnaryUnion (all);
  GEOSGeom_destroy (all);
  g_free (copies);
  return city_keep (result);
}

static GEOSGeometry *
buffer (const GEOSGeometry *geom, double by_m, int cap, int join, int quadrant)
{
  return city_keep (GEOSBufferWithStyle (geom, by_m, quadrant, cap, join, 3.0));
}

GEOSGeometry *
geom_band (const GEOSGeometry *line, double half_width_m)
{
  return buffer (line, half_width_m, GEOSBUF_CAP_SQUARE, GEOSBUF_JOIN_MITRE, 1);
}

GEOSGeometry *
geom_grow (const GEOSGeometry *area, double by_m)
{
  return buffer (area, by_m, GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 2);
}

/* Cuts the corners off (as street corners are), dropping necks narrower than 2 radius_m. */
GEOSGeometry *
geom_soften (const GEOSGeometry *area, double radius_m)
{
  GEOSGeometry *in = buffer (area, -radius_m, GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 1);

  return geom_and (buffer (in, radius_m, GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_BEVEL, 1), area);
}

static double
ring_area (const Pt *p, int n)
{
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += p[i].x * p[(i + 1) % n].y - p[(i + 1) % n].x * p[i].y;
  return sum / 2;
}

/* Drops outward vertices that stand out by less than by_m; the polygon only ever gets smaller.
 * A polygon with holes is left as it is. */
GEOSGeometry *
geom_trim (GEOSGeometry *polygon, double by_m)
{
  g_autoptr (GArray) ring = geom_points (polygon);
  Pt *p = (Pt *)ring->data;
  int n = (int)ring->len - 1, before = n;
  double sign;

  if (GEOSGetNumInteriorRings (polygon) > 0 || n < 5)
    return polygon;
  sign = ring_area (p, n) > 0 ? 1 : -1;
  for (int i = 0; i < n && n > 4;)
    {
      Pt a = p[(i + n - 1) % n], b = p[i], c = p[(i + 1) % n];
      double turn = sign * ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x));
      double height = turn / MAX (1e-9, hypot (c.x - a.x, c.y - a.y));

      if (height >= -1e-6 && height < by_m)
        memmove (p + i, p + i + 1, (size_t)(--n - i) * sizeof *p);
      else
        i++;
    }
  if (n < before)
    {
      GEOSGeometry *trimmed = geom_polygon (p, n);

      return GEOSisValid (trimmed) == 1 ? trimmed : polygon;
    }
  return polygon;
}

GEOSGeometry *
geom_simplify (const GEOSGeometry *geom, double tolerance_m)
{
  return city_keep (GEOSTopologyPreserveSimplify (geom, tolerance_m));
}

void
geom_add_polygons (const GEOSGeometry *geom, double min_m2, GPtrArray *out)
{
  int n = GEOSGetNumGeometries (geom);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN (geom, i);

      if (GEOSGeomTypeId (part) == GEOS_POLYGON && geom_area (part) > min_m2)
        g_ptr_array_add (out, city_keep (GEOSGeom_clone (part)));
      else if (n > 1 && GEOSGetNumGeometries (part) > 1)
        geom_add_polygons (part, min_m2, out);
    }
}

void
geom_faces (GPtrArray *lines, GPtrArray *out)
{
  GEOSGeometry *noded = geom_union_all (lines);
  const GEOSGeometry *const all[1] = { noded };

  geom_add_polygons (city_keep (GEOSPolygonize (all, 1)), 1.0, out);
}

void
geom_split (const GEOSGeometry *polygon, const GEOSGeometry *line, GPtrArray *out)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new ();

  g_ptr_array_add (lines, city_keep (GEOSBoundary (polygon)));
  g_ptr_array_add (lines, (gpointer)line);
  geom_faces (lines, faces);
  for (guint i = 0; i < faces->len; i++)
    if (geom_has (polygon, geom_inner_point (faces->pdata[i])))
      g_ptr_array_add (out, faces->pdata[i]);
}

double
geom_area (const GEOSGeometry *geom)
{
  double area = 0;

  GEOSArea (geom, &area);
  return area;
}

double
geom_length (const GEOSGeometry *geom)
{
  double length = 0;

  GEOSLength (geom, &length);
  return length;
}

Pt
geom_inner_point (const GEOSGeometry *geom)
{
  GEOSGeometry *point = city_keep (GEOSPointOnSurface (geom));
  Pt p = { 0, 0 };

  GEOSGeomGetX (point, &p.x);
  GEOSGeomGetY (point, &p.y);
  return p;
}

static GEOSGeometry *
point (Pt p)
{
  return GEOSGeom_createPointFromXY (p.x, p.y);
}

gboolean
geom_has (const GEOSGeometry *area, Pt p)
{
  GEOSGeometry *at = point (p);
  gboolean inside = GEOSContains (area, at) == 1;

  GEOSGeom_destroy (at);
  return inside;
}

gboolean
geom_has_prepared (const GEOSPreparedGeometry *area, Pt p)
{
  GEOSGeometry *at = point (p);
  gboolean inside = GEOSPreparedContains (area, at) == 1;

  GEOSGeom_destroy (at);
  return inside;
}

double
geom_distance (const GEOSGeometry *geom, Pt p)
{
  GEOSGeometry *at = point (p);
  double distance = 0;

  GEOSDistance (geom, at, &distance);
  GEOSGeom_destroy (at);
  return distance;
}

/* Points of a line, or of the shell of a polygon (the first part of several). */
GArray *
geom_points (const GEOSGeometry *geom)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Pt));
  const GEOSGeometry *line = GEOSGetGeometryN (geom, 0);
  const GEOSCoordSequence *seq;
  unsigned n;

  if (!line || GEOSisEmpty (line))
    return points;
  if (GEOSGeomTypeId (line) == GEOS_POLYGON)
    line = GEOSGetExteriorRing (line);
  seq = GEOSGeom_getCoordSeq (line);
  GEOSCoordSeq_getSize (seq, &n);
  for (unsigned i = 0; i < n; i++)
    {
      Pt p;

      GEOSCoordSeq_getXY (seq, i, &p.x, &p.y);
      g_array_append_val (points, p);
    }
  return points;
}

/* ---- curves ---- */

static Pt
catmull_rom (Pt a, Pt b, Pt c, Pt d, double t)
{
  double t2 = t * t, t3 = t2 * t;
  double wa = -t3 + 2 * t2 - t, wb = 3 * t3 - 5 * t2 + 2, wc = -3 * t3 + 4 * t2 + t, wd = t3 - t2;

  return (Pt){ 0.5 * (wa * a.x + wb * b.x + wc * c.x + wd * d.x),
               0.5 * (wa * a.y + wb * b.y + wc * c.y + wd * d.y) };
}

static Pt
control_at (const Pt *control, int n, gboolean closed, int i)
{
  return control[closed ? (i + n) % n : CLAMP (i, 0, n - 1)];
}

/* A smooth curve through the control points, sampled about every step_m.
 * Returns: (transfer full) the points, the first repeated at the end when closed. */
GArray *
curve_through (const Pt *control, int n, gboolean closed, double step_m)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Pt));
  int n_spans = closed ? n : n - 1;

  for (int i = 0; i < n_spans; i++)
    {
      Pt a = control_at (control, n, closed, i - 1), b = control_at (control, n, closed, i);
      Pt c = control_at (control, n, closed, i + 1), d = control_at (control, n, closed, i + 2);
      int n_steps = MAX (1, (int)(hypot (c.x - b.x, c.y - b.y) / step_m));

      for (int k = 0; k < n_steps; k++)
        {
          Pt p = catmull_rom (a, b, c, d, (double)k / n_steps);

          g_array_append_val (points, p);
        }
    }
  g_array_append_val (points, control[closed ? 0 : n - 1]);
  return points;
}

/* ---- direction field ---- */

typedef struct
{
  Pt at;
  double c, s, weight;
} FieldSample;

static FieldSample field[8192];
static int n_field;

/* Directions count modulo a quarter turn, hence the angle times four. */
void
field_add (const GArray *points)
{
  for (guint i = 0; i + 1 < points->len && n_field < (int)G_N_ELEMENTS (field); i++)
    {
      Pt a = g_array_index (points, Pt, i), b = g_array_index (points, Pt, i + 1);
      double angle = atan2 (b.y - a.y, b.x - a.x);

      field[n_field++] = (FieldSample){ { (a.x + b.x) / 2, (a.y + b.y) / 2 },
                                        cos (4 * angle),
                                        sin (4 * angle),
                                        hypot (b.x - a.x, b.y - a.y) };
    }
}

double
field_angle (Pt p)
{
  double c = 0, s = 0;

  for (int i = 0; i < n_field; i++)
    {
      double dx = field[i].at.x - p.x, dy = field[i].at.y - p.y;
      double d2 = dx * dx + dy * dy + 80.0 * 80.0;
      double w = field[i].weight / (d2 * sqrt (d2));

      c += w * field[i].c;
      s += w * field[i].s;
    }
  return atan2 (s, c) / 4;
}
