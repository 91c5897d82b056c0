/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-shape.h"

#include <math.h>
#include <string.h>

/** gln_box_add_point: grows @box to hold (@x, @y), metres. */
void
gln_box_add_point (GlnBox *box, double x, double y)
{
  box->x0 = MIN (box->x0, x);
  box->y0 = MIN (box->y0, y);
  box->x1 = MAX (box->x1, x);
  box->y1 = MAX (box->y1, y);
}

/** gln_box_add_box: grows @box to hold @other; an empty @other changes nothing. */
void
gln_box_add_box (GlnBox *box, const GlnBox *other)
{
  if (gln_box_is_empty (other))
    return;
  gln_box_add_point (box, other->x0, other->y0);
  gln_box_add_point (box, other->x1, other->y1);
}

/**
 * gln_ring_signed_area_m2:
 * @points: a ring; closing point optional
 * @n_points: how many
 *
 * Returns: the shoelace area in m², positive counter-clockwise. The first
 *   vertex is subtracted first: absolute Gauss-Krüger coordinates would lose
 *   5e-4 m² on 50 km².
 */
double
gln_ring_signed_area_m2 (const GlnPoint *points, guint n_points)
{
  double twice = 0;

  if (n_points < 3)
    return 0;
  for (guint i = 1; i + 1 < n_points; i++)
    {
      double ax = points[i].x - points[0].x, ay = points[i].y - points[0].y;
      double bx = points[i + 1].x - points[0].x, by = points[i + 1].y - points[0].y;
      twice += ax * by - ay * bx;
    }
  return twice / 2;
}

static double
ring_length_m (const GlnPoint *points, guint n_points, gboolean closed)
{
  double sum = 0;

  for (guint i = 1; i < n_points; i++)
    sum += hypot (points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  if (closed && n_points > 1)
    sum += hypot (points[0].x - points[n_points - 1].x, points[0].y - points[n_points - 1].y);
  return sum;
}

static void
shape_measure (GlnShape *shape)
{
  shape->box = GLN_BOX_EMPTY;
  shape->ring_sum_m2 = 0;
  shape->length_m = 0;
  for (guint i = 0; i < shape->n_points; i++)
    {
      gln_box_add_point (&shape->box, shape->points[i].x - shape->radius_m,
                         shape->points[i].y - shape->radius_m);
      gln_box_add_point (&shape->box, shape->points[i].x + shape->radius_m,
                         shape->points[i].y + shape->radius_m);
    }
  if (shape->kind == GLN_SHAPE_POINTS)
    {
      shape->ring_sum_m2 = shape->n_points * G_PI * shape->radius_m * shape->radius_m;
      return;
    }
  for (guint p = 0; p < shape->n_parts; p++)
    for (guint r = shape->part_start[p]; r < shape->part_start[p + 1]; r++)
      {
        const GlnPoint *ring = shape->points + shape->ring_start[r];
        guint n = shape->ring_start[r + 1] - shape->ring_start[r];
        gboolean polygon = shape->kind == GLN_SHAPE_POLYGONS;
        double area_m2 = polygon ? fabs (gln_ring_signed_area_m2 (ring, n)) : 0;

        shape->ring_sum_m2 += r == shape->part_start[p] ? area_m2 : -area_m2;
        shape->length_m += ring_length_m (ring, n, polygon);
      }
}

/* One allocation holds the struct and its arrays: a plan of a million parcels
 * is a million shapes. */
static GlnShape *
shape_alloc (GlnShapeKind kind, guint n_parts, guint n_rings, guint n_points)
{
  gsize size = sizeof (GlnShape) + n_points * sizeof (GlnPoint)
               + ((gsize) n_parts + n_rings + 2) * sizeof (guint32);
  GlnShape *shape = g_malloc (size);

  memset (shape, 0, sizeof *shape);
  g_atomic_ref_count_init (&shape->ref_count);
  shape->kind = kind;
  shape->n_parts = n_parts;
  shape->n_rings = n_rings;
  shape->n_points = n_points;
  shape->points = (GlnPoint *) (void *) (shape + 1);
  shape->part_start = (guint32 *) (void *) (shape->points + n_points);
  shape->ring_start = shape->part_start + n_parts + 1;
  return shape;
}

/**
 * gln_shape_builder_init:
 * @builder: uninitialised memory
 * @kind: what to build
 *
 * Starts a shape. Call begin_part() and begin_ring() before the points of each
 * (points need neither). A closing point equal to the first is dropped.
 */
void
gln_shape_builder_init (GlnShapeBuilder *builder, GlnShapeKind kind)
{
  builder->kind = kind;
  builder->points = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  builder->ring_start = g_array_new (FALSE, FALSE, sizeof (guint32));
  builder->part_start = g_array_new (FALSE, FALSE, sizeof (guint32));
  builder->radius_m = 0;
}

static void
builder_drop_closing_point (GlnShapeBuilder *builder)
{
  guint32 first, n = builder->points->len;

  if (builder->kind != GLN_SHAPE_POLYGONS || builder->ring_start->len == 0)
    return;
  first = g_array_index (builder->ring_start, guint32, builder->ring_start->len - 1);
  if (n > first + 1)
    {
      GlnPoint *a = &g_array_index (builder->points, GlnPoint, first);
      GlnPoint *b = &g_array_index (builder->points, GlnPoint, n - 1);
      if (a->x == b->x && a->y == b->y)
        g_array_set_size (builder->points, n - 1);
    }
}

/** gln_shape_builder_begin_part: the rings that follow are a shell and its holes. */
void
gln_shape_builder_begin_part (GlnShapeBuilder *builder)
{
  guint32 ring = builder->ring_start->len;

  g_array_append_val (builder->part_start, ring);
}

/** gln_shape_builder_begin_ring: the points that follow are one ring or line. */
void
gln_shape_builder_begin_ring (GlnShapeBuilder *builder)
{
  guint32 point;

  builder_drop_closing_point (builder);
  if (builder->part_start->len == 0)
    gln_shape_builder_begin_part (builder);
  point = builder->points->len;
  g_array_append_val (builder->ring_start, point);
}

/** gln_shape_builder_add: appends a point, metres. */
void
gln_shape_builder_add (GlnShapeBuilder *builder, double x, double y)
{
  GlnPoint point = { x, y };

  g_array_append_val (builder->points, point);
}

/**
 * gln_shape_builder_end:
 * @builder: a builder; cleared
 *
 * Returns: (transfer full) (nullable): the shape, NULL when it has no point
 */
GlnShape *
gln_shape_builder_end (GlnShapeBuilder *builder)
{
  GlnShape *shape = NULL;

  builder_drop_closing_point (builder);
  if (builder->points->len > 0)
    {
      if (builder->ring_start->len == 0)
        {
          guint32 zero = 0;
          g_array_append_val (builder->part_start, zero);
          g_array_append_val (builder->ring_start, zero);
        }
      shape = shape_alloc (builder->kind, builder->part_start->len, builder->ring_start->len,
                           builder->points->len);
      shape->radius_m = builder->radius_m;
      memcpy (shape->points, builder->points->data, builder->points->len * sizeof (GlnPoint));
      memcpy (shape->part_start, builder->part_start->data, shape->n_parts * sizeof (guint32));
      memcpy (shape->ring_start, builder->ring_start->data, shape->n_rings * sizeof (guint32));
      shape->part_start[shape->n_parts] = shape->n_rings;
      shape->ring_start[shape->n_rings] = shape->n_points;
      shape_measure (shape);
    }
  gln_shape_builder_clear (builder);
  return shape;
}

/** gln_shape_builder_clear: frees what @builder holds without making a shape. */
void
gln_shape_builder_clear (GlnShapeBuilder *builder)
{
  g_clear_pointer (&builder->points, g_array_unref);
  g_clear_pointer (&builder->ring_start, g_array_unref);
  g_clear_pointer (&builder->part_start, g_array_unref);
}

static GlnShape *
shape_new_single (GlnShapeKind kind, const GlnPoint *points, guint n_points)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, kind);
  gln_shape_builder_begin_part (&builder);
  gln_shape_builder_begin_ring (&builder);
  g_array_append_vals (builder.points, points, n_points);
  return gln_shape_builder_end (&builder);
}

/** gln_shape_new_polygon: (transfer full): one ring without holes. */
GlnShape *
gln_shape_new_polygon (const GlnPoint *points, guint n_points)
{
  return shape_new_single (GLN_SHAPE_POLYGONS, points, n_points);
}

/** gln_shape_new_line: (transfer full): one polyline. */
GlnShape *
gln_shape_new_line (const GlnPoint *points, guint n_points)
{
  return shape_new_single (GLN_SHAPE_LINES, points, n_points);
}

/** gln_shape_new_disc: (transfer full): a point, with @radius_m > 0 a disc such as a crown. */
GlnShape *
gln_shape_new_disc (double x, double y, double radius_m)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, GLN_SHAPE_POINTS);
  builder.radius_m = radius_m;
  gln_shape_builder_add (&builder, x, y);
  return gln_shape_builder_end (&builder);
}

/** gln_shape_new_rect: (transfer full): an axis-parallel rectangle, metres. */
GlnShape *
gln_shape_new_rect (double x0, double y0, double x1, double y1)
{
  GlnPoint ring[4] = { { x0, y0 }, { x1, y0 }, { x1, y1 }, { x0, y1 } };

  return gln_shape_new_polygon (ring, 4);
}

/** gln_shape_ref: (transfer full): another reference; any thread. */
GlnShape *
gln_shape_ref (GlnShape *shape)
{
  g_atomic_ref_count_inc (&shape->ref_count);
  return shape;
}

/** gln_shape_unref: drops a reference; any thread. */
void
gln_shape_unref (GlnShape *shape)
{
  if (g_atomic_ref_count_dec (&shape->ref_count))
    g_free (shape);
}

/** gln_shape_equal: whether both have the same kind, structure and bits; NULL equals NULL. */
gboolean
gln_shape_equal (const GlnShape *a, const GlnShape *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || a->kind != b->kind || a->n_parts != b->n_parts || a->n_rings != b->n_rings
      || a->n_points != b->n_points || a->radius_m != b->radius_m)
    return FALSE;
  return memcmp (a->points, b->points, a->n_points * sizeof (GlnPoint)) == 0
         && memcmp (a->part_start, b->part_start, (a->n_parts + 1) * sizeof (guint32)) == 0
         && memcmp (a->ring_start, b->ring_start, (a->n_rings + 1) * sizeof (guint32)) == 0;
}

/* A copy with room for @extra more (or fewer) points in @ring, at @at. */
static GlnShape *
shape_resized (const GlnShape *shape, guint ring, guint at, int extra)
{
  GlnShape *copy = shape_alloc (shape->kind, shape->n_parts, shape->n_rings,
                                (guint) ((int) shape->n_points + extra));
  guint tail_from = extra < 0 ? at + 1 : at;
  guint tail_to = extra < 0 ? at : at + (guint) extra;

  copy->radius_m = shape->radius_m;
  memcpy (copy->part_start, shape->part_start, (shape->n_parts + 1) * sizeof (guint32));
  for (guint r = 0; r <= shape->n_rings; r++)
    copy->ring_start[r] = r > ring ? (guint32) ((int) shape->ring_start[r] + extra)
                                   : shape->ring_start[r];
  memcpy (copy->points, shape->points, at * sizeof (GlnPoint));
  if (shape->n_points > tail_from)
    memcpy (copy->points + tail_to, shape->points + tail_from,
            (shape->n_points - tail_from) * sizeof (GlnPoint));
  return copy;
}

/**
 * gln_shape_with_point:
 * @shape: a shape
 * @index: which point of @shape->points
 * @point: its new place, metres
 *
 * Returns: (transfer full): a copy with one vertex moved
 */
GlnShape *
gln_shape_with_point (const GlnShape *shape, guint index, GlnPoint point)
{
  GlnShape *copy;

  g_return_val_if_fail (index < shape->n_points, NULL);
  copy = shape_resized (shape, shape->n_rings, shape->n_points, 0);
  copy->points[index] = point;
  shape_measure (copy);
  return copy;
}

/**
 * gln_shape_with_insert:
 * @ring: which ring or line
 * @before: index in @shape->points that the new vertex comes before, from
 *   ring_start[ring] to ring_start[ring + 1] inclusive
 *
 * Returns: (transfer full): a copy with one vertex more
 */
GlnShape *
gln_shape_with_insert (const GlnShape *shape, guint ring, guint before, GlnPoint point)
{
  GlnShape *copy;

  g_return_val_if_fail (ring < shape->n_rings, NULL);
  g_return_val_if_fail (before >= shape->ring_start[ring] && before <= shape->ring_start[ring + 1],
                        NULL);
  copy = shape_resized (shape, ring, before, 1);
  copy->points[before] = point;
  shape_measure (copy);
  return copy;
}

/**
 * gln_shape_without_point:
 *
 * Returns: (transfer full) (nullable): a copy with one vertex less; NULL when
 *   its ring would fall below three points (a line below two)
 */
GlnShape *
gln_shape_without_point (const GlnShape *shape, guint index)
{
  guint ring, least;
  GlnShape *copy;

  g_return_val_if_fail (index < shape->n_points, NULL);
  ring = gln_shape_ring_of (shape, index);
  least = shape->kind == GLN_SHAPE_POLYGONS ? 3 : shape->kind == GLN_SHAPE_LINES ? 2 : 1;
  if (shape->ring_start[ring + 1] - shape->ring_start[ring] <= least)
    return NULL;
  copy = shape_resized (shape, ring, index, -1);
  shape_measure (copy);
  return copy;
}

/** gln_shape_translated: (transfer full): a copy moved by (@dx_m, @dy_m). */
GlnShape *
gln_shape_translated (const GlnShape *shape, double dx_m, double dy_m)
{
  GlnShape *copy = shape_resized (shape, shape->n_rings, shape->n_points, 0);

  for (guint i = 0; i < copy->n_points; i++)
    {
      copy->points[i].x += dx_m;
      copy->points[i].y += dy_m;
    }
  shape_measure (copy);
  return copy;
}

/** gln_shape_ring_of: the ring that holds point @index. */
guint
gln_shape_ring_of (const GlnShape *shape, guint index)
{
  guint lo = 0, hi = shape->n_rings;

  while (hi - lo > 1)
    {
      guint mid = lo + (hi - lo) / 2;
      if (shape->ring_start[mid] <= index)
        lo = mid;
      else
        hi = mid;
    }
  return lo;
}

/** gln_shape_next: the point after @index in its ring; rings of polygons wrap, lines end at themselves. */
guint
gln_shape_next (const GlnShape *shape, guint index)
{
  guint ring = gln_shape_ring_of (shape, index);

  if (index + 1 < shape->ring_start[ring + 1])
    return index + 1;
  return shape->kind == GLN_SHAPE_POLYGONS ? shape->ring_start[ring] : index;
}

/** gln_shape_previous: the point before @index in its ring, like gln_shape_next(). */
guint
gln_shape_previous (const GlnShape *shape, guint index)
{
  guint ring = gln_shape_ring_of (shape, index);

  if (index > shape->ring_start[ring])
    return index - 1;
  return shape->kind == GLN_SHAPE_POLYGONS ? shape->ring_start[ring + 1] - 1 : index;
}

static int
ring_winding (const GlnPoint *ring, guint n, double x, double y)
{
  int winding = 0;

  for (guint i = 0; i < n; i++)
    {
      const GlnPoint *a = ring + i, *b = ring + (i + 1 == n ? 0 : i + 1);
      double side;

      if ((a->y <= y) == (b->y <= y))
        continue;
      side = (b->x - a->x) * (y - a->y) - (x - a->x) * (b->y - a->y);
      if (b->y > a->y && side > 0)
        winding++;
      else if (b->y < a->y && side < 0)
        winding--;
    }
  return winding;
}

/**
 * gln_shape_contains:
 * @x: metres
 * @y: metres
 *
 * Returns: whether the point is inside by the structure rule; a disc contains
 *   its rim; lines contain nothing
 */
gboolean
gln_shape_contains (const GlnShape *shape, double x, double y)
{
  if (x < shape->box.x0 || x > shape->box.x1 || y < shape->box.y0 || y > shape->box.y1)
    return FALSE;
  if (shape->kind == GLN_SHAPE_POINTS)
    {
      for (guint i = 0; i < shape->n_points; i++)
        if (hypot (shape->points[i].x - x, shape->points[i].y - y) <= shape->radius_m)
          return TRUE;
      return FALSE;
    }
  if (shape->kind == GLN_SHAPE_LINES)
    return FALSE;
  for (guint p = 0; p < shape->n_parts; p++)
    {
      gboolean inside = FALSE;
      for (guint r = shape->part_start[p]; r < shape->part_start[p + 1]; r++)
        {
          gboolean in_ring = ring_winding (shape->points + shape->ring_start[r],
                                           shape->ring_start[r + 1] - shape->ring_start[r], x, y) != 0;
          inside = r == shape->part_start[p] ? in_ring : inside && !in_ring;
        }
      if (inside)
        return TRUE;
    }
  return FALSE;
}

static double
segment_distance_m (const GlnPoint *a, const GlnPoint *b, double x, double y)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? ((x - a->x) * dx + (y - a->y) * dy) / square : 0;

  t = CLAMP (t, 0, 1);
  return hypot (a->x + t * dx - x, a->y + t * dy - y);
}

/**
 * gln_shape_distance_m:
 *
 * Returns: the distance from (@x, @y) to the nearest edge, line or point in
 *   metres, also from inside a polygon; discs measure to their rim
 */
double
gln_shape_distance_m (const GlnShape *shape, double x, double y)
{
  double best = G_MAXDOUBLE;

  for (guint r = 0; r < shape->n_rings; r++)
    {
      guint begin = shape->ring_start[r], end = shape->ring_start[r + 1];
      for (guint i = begin; i < end; i++)
        {
          const GlnPoint *a = shape->points + i;
          const GlnPoint *b = i + 1 < end ? a + 1
                              : shape->kind == GLN_SHAPE_POLYGONS ? shape->points + begin : a;
          double d = shape->kind == GLN_SHAPE_POINTS
                         ? fabs (hypot (a->x - x, a->y - y) - shape->radius_m)
                         : segment_distance_m (a, b, x, y);
          best = MIN (best, d);
        }
    }
  return best;
}
