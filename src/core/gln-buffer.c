/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-buffer.h"

/* All that lies within a distance of a shape, as a curve of lines and arcs,
 * without cutting anything: the convolution of the ring with the circle.
 *
 *        ___________              Run round the ring with the land on the left.
 *      /  _________  \            Every edge is moved outwards by the radius; at
 *     |  |         |  |           each vertex an arc turns with the ring, forwards
 *     |  |    .----'  |           where it turns left and backwards where it turns
 *     |  |    |   ,--'            right. The curve may cross itself, but its
 *     |  '----'  |                winding at a point is the number of pieces that
 *      \________/                 a disc around that point has in common with the
 *                                 land: not zero exactly where the land is near.
 *
 * (That number is the Euler characteristic of what they have in common. For
 * land without a hole it counts the pieces. A hole would take one away where
 * the disc holds all of the hole; so a hole that is small enough to be held,
 * which is then within the distance everywhere, is left out.)
 *
 * A ring that crosses itself has no such sense. There every edge gets a
 * capsule, a piece of its own; their union and the land is what is near. */

typedef struct
{
  GlnShapeBuilder shape;
  GArray *arcs;    /* GlnArc: of the edge that leaves the point */
  double r_m;
  guint chords;
} Buffer;

static void
add_point (Buffer *buffer, double x, double y, GlnArc arc)
{
  gln_shape_builder_add (&buffer->shape, x, y);
  g_array_append_val (buffer->arcs, arc);
}

static const GlnArc straight = { 0, 0, 0 };

/* A loop must not end in the point it began with: that point would be dropped
 * with its arc. */
static void
end_loop (Buffer *buffer)
{
  guint first = g_array_index (buffer->shape.ring_start, guint32, buffer->shape.ring_start->len - 1);
  guint last = buffer->shape.points->len - 1;
  GlnPoint *p = (GlnPoint *) (void *) buffer->shape.points->data;

  if (last > first && p[first].x == p[last].x && p[first].y == p[last].y)
    {
      g_array_set_size (buffer->shape.points, last);
      g_array_set_size (buffer->arcs, last);
    }
}

/* The points of an arc around @c from @from on, over @sweep radians, but for
 * its end. True arcs are cut where they leave a quarter; else there are chords
 * between fixed directions, as other software has them. */
static void
add_arc (Buffer *buffer, GlnPoint c, GlnPoint from, double start, double sweep)
{
  double step = buffer->chords ? G_PI_2 / buffer->chords : G_PI_2;
  GlnArc arc = buffer->chords ? straight : (GlnArc){ c.x, c.y, buffer->r_m };
  int k = (int) (sweep > 0 ? floor (start / step) + 1 : ceil (start / step) - 1), way = sweep > 0 ? 1 : -1;

  add_point (buffer, from.x, from.y, arc);
  for (; sweep > 0 ? k * step < start + sweep : k * step > start + sweep; k += way)
    {
      double cosine = cos (k * step), sine = sin (k * step);
      if (!buffer->chords)
        {
          int quarter = ((k % 4) + 4) % 4;
          cosine = quarter == 0 ? 1 : quarter == 2 ? -1 : 0;
          sine = quarter == 1 ? 1 : quarter == 3 ? -1 : 0;
        }
      add_point (buffer, c.x + buffer->r_m * cosine, c.y + buffer->r_m * sine, arc);
    }
}

static void
add_circle (Buffer *buffer, GlnPoint c, double r_m)
{
  double kept = buffer->r_m;

  buffer->r_m = r_m;
  gln_shape_builder_begin_ring (&buffer->shape);
  add_arc (buffer, c, (GlnPoint){ c.x + r_m, c.y }, 0, 2 * G_PI);
  end_loop (buffer);
  buffer->r_m = kept;
}

/* The points of a ring without repeats; reversed when @reverse. */
static GArray *
clean_ring (const GlnShape *shape, guint ring, gboolean reverse)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  guint begin = shape->ring_start[ring], end = shape->ring_start[ring + 1];

  for (guint i = begin; i < end; i++)
    {
      GlnPoint p = shape->points[reverse ? begin + end - 1 - i : i], *last;
      last = points->len ? &g_array_index (points, GlnPoint, points->len - 1) : NULL;
      if (!last || last->x != p.x || last->y != p.y)
        g_array_append_val (points, p);
    }
  while (points->len > 1)
    {
      GlnPoint *first = &g_array_index (points, GlnPoint, 0);
      GlnPoint *last = &g_array_index (points, GlnPoint, points->len - 1);
      if (first->x != last->x || first->y != last->y)
        break;
      g_array_set_size (points, points->len - 1);
    }
  return points;
}

/* The edge p → q moved to its right by the radius. */
static GlnPoint
outwards (const Buffer *buffer, GlnPoint p, GlnPoint q)
{
  double dx = q.x - p.x, dy = q.y - p.y, length = hypot (dx, dy);

  return (GlnPoint){ buffer->r_m * dy / length, -buffer->r_m * dx / length };
}

static void
convolve_ring (Buffer *buffer, const GlnShape *shape, guint ring, gboolean reverse)
{
  g_autoptr (GArray) points = clean_ring (shape, ring, reverse);
  const GlnPoint *p = (const GlnPoint *) (const void *) points->data;
  guint n = points->len;

  gln_shape_builder_begin_ring (&buffer->shape);
  for (guint i = 0; i < n; i++)
    {
      GlnPoint a = p[i], b = p[(i + 1) % n], c = p[(i + 2) % n];
      GlnPoint u = outwards (buffer, a, b), v = outwards (buffer, b, c);
      double turn = atan2 (u.x * v.y - u.y * v.x, u.x * v.x + u.y * v.y);
      add_point (buffer, a.x + u.x, a.y + u.y, straight);
      add_arc (buffer, b, (GlnPoint){ b.x + u.x, b.y + u.y }, atan2 (u.y, u.x), turn);
    }
  end_loop (buffer);
}

static void
capsules_of_ring (Buffer *buffer, const GlnShape *shape, guint ring)
{
  g_autoptr (GArray) points = clean_ring (shape, ring, FALSE);
  const GlnPoint *p = (const GlnPoint *) (const void *) points->data;

  for (guint i = 0; i < points->len; i++)
    {
      GlnPoint a = p[i], b = p[(i + 1) % points->len], u;
      if (points->len == 1)
        {
          add_circle (buffer, a, buffer->r_m);
          return;
        }
      u = outwards (buffer, a, b);
      gln_shape_builder_begin_ring (&buffer->shape);
      add_point (buffer, a.x + u.x, a.y + u.y, straight);
      add_arc (buffer, b, (GlnPoint){ b.x + u.x, b.y + u.y }, atan2 (u.y, u.x), G_PI);
      add_point (buffer, b.x - u.x, b.y - u.y, straight);
      add_arc (buffer, a, (GlnPoint){ a.x - u.x, a.y - u.y }, atan2 (-u.y, -u.x), G_PI);
      end_loop (buffer);
    }
}

static double
ring_area_m2 (const GlnShape *shape, guint ring)
{
  return gln_ring_signed_area_m2 (shape->points + shape->ring_start[ring],
                                  shape->ring_start[ring + 1] - shape->ring_start[ring]);
}

static void
buffer_part (Buffer *buffer, const GlnShape *shape, guint part, gboolean simple)
{
  guint shell = shape->part_start[part];
  double disc_m2 = G_PI * buffer->r_m * buffer->r_m;

  for (guint r = shell; r < shape->part_start[part + 1]; r++)
    {
      double area_m2 = ring_area_m2 (shape, r);
      if (!simple)
        capsules_of_ring (buffer, shape, r);
      else if (r == shell)
        convolve_ring (buffer, shape, r, area_m2 < 0);
      else if (fabs (area_m2) > disc_m2)
        convolve_ring (buffer, shape, r, area_m2 > 0);
    }
}

static gboolean
shape_is_simple (const GlnShape *shape)
{
  for (guint i = 0; shape->kind == GLN_SHAPE_POLYGONS && i < shape->n_parts; i++)
    if (!gln_part_is_simple (shape, i))
      return FALSE;
  return TRUE;
}

/**
 * gln_form_new_buffer:
 * @shape: polygons or discs
 * @radius_m: > 0
 * @chords_per_quarter: 0 for true arcs; else how many chords a quarter circle has
 *
 * Returns: (transfer full) (nullable): all within @radius_m of @shape; NULL
 *   when it has no area. Free with gln_form_free()
 */
GlnForm *
gln_form_new_buffer (GlnShape *shape, double radius_m, guint chords_per_quarter)
{
  Buffer buffer = { .r_m = radius_m, .chords = chords_per_quarter };
  gboolean all_simple = shape_is_simple (shape);
  GlnForm *form;

  gln_shape_builder_init (&buffer.shape, GLN_SHAPE_POLYGONS);
  gln_shape_builder_begin_part (&buffer.shape);
  buffer.arcs = g_array_new (FALSE, FALSE, sizeof (GlnArc));
  for (guint i = 0; shape->kind == GLN_SHAPE_POINTS && i < shape->n_points; i++)
    add_circle (&buffer, shape->points[i], shape->radius_m + radius_m);
  for (guint i = 0; shape->kind == GLN_SHAPE_POLYGONS && i < shape->n_parts; i++)
    buffer_part (&buffer, shape, i, all_simple);
  form = g_new0 (GlnForm, 1);
  form->shape = gln_shape_builder_end (&buffer.shape);
  form->arcs = (GlnArc *) (void *) g_array_free (buffer.arcs, FALSE);
  if (!form->shape)
    {
      g_free (form->arcs);
      g_free (form);
      return NULL;
    }
  form->outline = gln_outline_new (form->shape);
  if (!all_simple)
    {
      form->apart = TRUE;
      form->more = gln_shape_ref (shape);
      form->more_outline = gln_outline_new (shape);
    }
  return form;
}

/** gln_form_free: frees a form of gln_form_new_buffer() (nullable). */
void
gln_form_free (GlnForm *form)
{
  if (!form)
    return;
  gln_shape_unref ((GlnShape *) form->shape);
  gln_outline_free (form->outline);
  g_free (form->arcs);
  if (form->more)
    gln_shape_unref ((GlnShape *) form->more);
  gln_outline_free (form->more_outline);
  g_free (form);
}

/* Whether a ring is simple --------------------------------------------------- */

typedef struct
{
  GlnPoint a, b;
  double lo, hi; /* along the longer side of the shape */
  guint ring, index, last; /* of its ring: @last edges are neighbours of edge 0 */
} SimpleEdge;

static double
turn (GlnPoint a, GlnPoint b, GlnPoint c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Touching counts as meeting, and so does what rounding cannot tell apart. */
static gboolean
edges_meet (const SimpleEdge *e, const SimpleEdge *f)
{
  double scale = (fabs (e->b.x - e->a.x) + fabs (e->b.y - e->a.y) + fabs (f->b.x - f->a.x) + fabs (f->b.y - f->a.y));
  double slack = 1e-9 * scale, p, q, r, s;

  if (MIN (e->a.x, e->b.x) > MAX (f->a.x, f->b.x) + 1e-9 || MIN (f->a.x, f->b.x) > MAX (e->a.x, e->b.x) + 1e-9
      || MIN (e->a.y, e->b.y) > MAX (f->a.y, f->b.y) + 1e-9 || MIN (f->a.y, f->b.y) > MAX (e->a.y, e->b.y) + 1e-9)
    return FALSE;
  p = turn (e->a, e->b, f->a);
  q = turn (e->a, e->b, f->b);
  r = turn (f->a, f->b, e->a);
  s = turn (f->a, f->b, e->b);
  return !((p > slack && q > slack) || (p < -slack && q < -slack) || (r > slack && s > slack)
           || (r < -slack && s < -slack));
}

/* Neighbours share a vertex; they must not run back over one another. */
static gboolean
neighbours_fold (const SimpleEdge *e, const SimpleEdge *next)
{
  double along = (e->b.x - e->a.x) * (next->b.x - next->a.x) + (e->b.y - e->a.y) * (next->b.y - next->a.y);

  return along < 0 && fabs (turn (e->a, e->b, next->b)) <= 1e-9 * -along;
}

static gboolean
pair_is_bad (const SimpleEdge *e, const SimpleEdge *f)
{
  if (e->ring == f->ring && e->index > f->index)
    return pair_is_bad (f, e);
  if (e->ring == f->ring && f->index == e->index + 1)
    return neighbours_fold (e, f);
  if (e->ring == f->ring && e->index == 0 && f->index == f->last)
    return neighbours_fold (f, e);
  return edges_meet (e, f);
}

static int
compare_lo (gconstpointer a, gconstpointer b)
{
  const SimpleEdge *x = a, *y = b;

  return (x->lo > y->lo) - (x->lo < y->lo);
}

static void
add_edges (GArray *edges, const GlnShape *shape, guint ring, gboolean along_x)
{
  g_autoptr (GArray) points = clean_ring (shape, ring, FALSE);
  const GlnPoint *p = (const GlnPoint *) (const void *) points->data;
  GlnPoint origin = shape->points[0];

  for (guint i = 0; i < points->len; i++)
    {
      GlnPoint a = p[i], b = p[(i + 1) % points->len];
      SimpleEdge edge = { { a.x - origin.x, a.y - origin.y }, { b.x - origin.x, b.y - origin.y }, 0, 0,
                          ring, i, points->len - 1 };
      edge.lo = along_x ? MIN (edge.a.x, edge.b.x) : MIN (edge.a.y, edge.b.y);
      edge.hi = along_x ? MAX (edge.a.x, edge.b.x) : MAX (edge.a.y, edge.b.y);
      g_array_append_val (edges, edge);
    }
}

static gboolean
no_bad_pair (GArray *edges)
{
  const SimpleEdge *e = (const SimpleEdge *) (const void *) edges->data;

  g_array_sort (edges, compare_lo);
  for (guint i = 0; i < edges->len; i++)
    for (guint j = i + 1; j < edges->len && e[j].lo <= e[i].hi + 1e-9; j++)
      if (pair_is_bad (e + i, e + j))
        return FALSE;
  return TRUE;
}

/* Whether the first point of @ring lies in ring @other; they do not cross. */
static gboolean
ring_lies_in (const GlnShape *shape, guint ring, guint other)
{
  GlnPoint at = shape->points[shape->ring_start[ring]];
  gboolean inside = FALSE;

  for (guint i = shape->ring_start[other]; i < shape->ring_start[other + 1]; i++)
    {
      GlnPoint a = shape->points[i];
      GlnPoint b = shape->points[i + 1 < shape->ring_start[other + 1] ? i + 1 : shape->ring_start[other]];
      if ((a.y <= at.y) != (b.y <= at.y) && (turn (a, b, at) > 0) == (b.y > a.y))
        inside = !inside;
    }
  return inside;
}

static gboolean
holes_are_in_place (const GlnShape *shape, guint shell, guint end)
{
  for (guint r = shell + 1; r < end; r++)
    for (guint s = shell; s < end; s++)
      if (s != r && ring_lies_in (shape, r, s) != (s == shell))
        return FALSE;
  return TRUE;
}

/**
 * gln_part_is_simple:
 *
 * Returns: whether no two edges of the part meet but where neighbours share a
 *   vertex, and its holes lie side by side in its shell. FALSE also where that
 *   is too close to tell
 */
gboolean
gln_part_is_simple (const GlnShape *shape, guint part)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (SimpleEdge));
  guint shell = shape->part_start[part], end = shape->part_start[part + 1];
  gboolean along_x = shape->box.x1 - shape->box.x0 > shape->box.y1 - shape->box.y0;

  for (guint r = shell; r < end; r++)
    {
      guint before = edges->len;
      add_edges (edges, shape, r, along_x);
      if (edges->len < before + 3)
        return FALSE;
    }
  return no_bad_pair (edges) && holes_are_in_place (shape, shell, end);
}
