/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-path.h"

#include <math.h>

/* Vertices nearer than this to the last one are left out: below it nothing is seen. */
#define SKIP_PX 0.6
/* A shape smaller than this is a rectangle. */
#define TINY_PX 1.5
/* What a reader of a PDF may magnify by. */
#define VECTOR_DETAIL 10.0
/* Widest half stroke and label reach outside the picture. */
#define MARGIN_PX 96.0

void
gln_path_init (GlnPath *path, cairo_t *cr, const GlnView *view)
{
  double margin = MARGIN_PX * MAX (1, view->scale);

  path->cr = cr;
  path->view = view;
  path->seen = (GlnBox){ -margin, -margin, view->width_px + margin, view->height_px + margin };
  path->skip_px = view->vector ? SKIP_PX / VECTOR_DETAIL : SKIP_PX;
  path->tiny_px = view->vector ? TINY_PX / VECTOR_DETAIL : TINY_PX;
  path->points = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
}

void
gln_path_clear (GlnPath *path)
{
  g_clear_pointer (&path->points, g_array_unref);
}

double
gln_path_size_px (const GlnPath *path, const GlnShape *shape)
{
  double w = shape->box.x1 - shape->box.x0, h = shape->box.y1 - shape->box.y0;

  return MAX (w, h) * path->view->px_per_m;
}

/* The points of ring @ring in pixels, in the scratch array. */
static GlnPoint *
project_ring (GlnPath *path, const GlnShape *shape, guint ring, guint *n)
{
  guint from = shape->ring_start[ring];

  *n = shape->ring_start[ring + 1] - from;
  g_array_set_size (path->points, *n);
  gln_view_project (path->view, shape->points + from, (GlnPoint *) (void *) path->points->data, *n);
  return (GlnPoint *) (void *) path->points->data;
}

static gboolean
is_near (const GlnPath *path, GlnPoint a, GlnPoint b)
{
  return fabs (a.x - b.x) < path->skip_px && fabs (a.y - b.y) < path->skip_px;
}

static void
add_ring (const GlnPath *path, const GlnPoint *px, guint n, gboolean positive)
{
  gboolean forward = (gln_ring_signed_area_m2 (px, n) >= 0) == positive;
  GlnPoint last = px[forward ? 0 : n - 1];
  cairo_t *cr = path->cr;

  cairo_move_to (cr, last.x, last.y);
  for (guint i = 1; i < n; i++)
    {
      GlnPoint p = px[forward ? i : n - 1 - i];
      if (is_near (path, p, last))
        continue;
      cairo_line_to (cr, p.x, p.y);
      last = p;
    }
  cairo_close_path (cr);
}

static void
add_rectangle (GlnPath *path, const GlnBox *box)
{
  GlnPoint middle = { (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2 };
  double w = (box->x1 - box->x0) * path->view->px_per_m;
  double h = (box->y1 - box->y0) * path->view->px_per_m;

  gln_view_project (path->view, &middle, &middle, 1);
  cairo_rectangle (path->cr, middle.x - w / 2, middle.y - h / 2, w, h);
}

static void
add_discs (GlnPath *path, const GlnShape *shape)
{
  double radius = shape->radius_m * path->view->px_per_m;

  g_array_set_size (path->points, shape->n_points);
  gln_view_project (path->view, shape->points, (GlnPoint *) (void *) path->points->data,
                    shape->n_points);
  for (guint i = 0; i < shape->n_points; i++)
    {
      GlnPoint p = g_array_index (path->points, GlnPoint, i);
      cairo_new_sub_path (path->cr);
      cairo_arc (path->cr, p.x, p.y, radius, 0, 2 * G_PI);
      cairo_close_path (path->cr);
    }
}

void
gln_path_area (GlnPath *path, const GlnShape *shape)
{
  if (shape->kind == GLN_SHAPE_LINES || gln_box_is_empty (&shape->box))
    return;
  if (gln_path_size_px (path, shape) < path->tiny_px)
    {
      add_rectangle (path, &shape->box);
      return;
    }
  if (shape->kind == GLN_SHAPE_POINTS)
    {
      add_discs (path, shape);
      return;
    }
  for (guint part = 0; part < shape->n_parts; part++)
    for (guint ring = shape->part_start[part]; ring < shape->part_start[part + 1]; ring++)
      {
        guint n;
        const GlnPoint *px = project_ring (path, shape, ring, &n);
        if (n >= 3)
          add_ring (path, px, n, ring == shape->part_start[part]);
      }
}

/* Liang–Barsky: the part [t0, t1] of a–b inside @box; FALSE when none is. */
static gboolean
clip_segment (const GlnBox *box, GlnPoint a, GlnPoint b, double *t0, double *t1)
{
  const double d[2] = { b.x - a.x, b.y - a.y };
  const double low[2] = { box->x0 - a.x, box->y0 - a.y };
  const double high[2] = { box->x1 - a.x, box->y1 - a.y };

  *t0 = 0;
  *t1 = 1;
  for (guint axis = 0; axis < 2; axis++)
    {
      double near, far;
      if (d[axis] == 0)
        {
          if (low[axis] > 0 || high[axis] < 0)
            return FALSE;
          continue;
        }
      near = low[axis] / d[axis];
      far = high[axis] / d[axis];
      *t0 = MAX (*t0, MIN (near, far));
      *t1 = MIN (*t1, MAX (near, far));
    }
  return *t0 < *t1;
}

static GlnPoint
between (GlnPoint a, GlnPoint b, double t)
{
  return (GlnPoint){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

static gboolean
is_seen (const GlnPath *path, GlnPoint p)
{
  return p.x >= path->seen.x0 && p.x <= path->seen.x1 && p.y >= path->seen.y0
         && p.y <= path->seen.y1;
}

/* Where to start along a line: at its start, but a ring without dashes at a point that is not seen,
 * so that the join at the ring's own start is drawn. */
static guint
first_point (const GlnPath *path, const GlnPoint *px, guint n, gboolean closed, guint n_dash)
{
  for (guint i = 0; closed && n_dash == 0 && i < n; i++)
    if (!is_seen (path, px[i]))
      return i;
  return 0;
}

/* Strokes the seen pieces of a line one by one, each with its own dash offset. */
static void
stroke_pieces (GlnPath *path, const GlnPoint *px, guint n, gboolean closed, const double *dash,
               guint n_dash)
{
  guint first = first_point (path, px, n, closed, n_dash);
  double walked = 0;
  gboolean open = FALSE;

  for (guint i = 0; i + 1 < n + (closed ? 1 : 0); i++)
    {
      GlnPoint a = px[(first + i) % n], b = px[(first + i + 1) % n];
      double length = hypot (b.x - a.x, b.y - a.y), t0, t1;
      gboolean seen = clip_segment (&path->seen, a, b, &t0, &t1);

      if (open && (!seen || t0 > 0))
        {
          cairo_stroke (path->cr);
          open = FALSE;
        }
      if (seen)
        {
          GlnPoint p = between (a, b, t0), q = between (a, b, t1);
          if (!open)
            {
              if (n_dash)
                cairo_set_dash (path->cr, dash, (int) n_dash, walked + t0 * length);
              cairo_move_to (path->cr, p.x, p.y);
            }
          cairo_line_to (path->cr, q.x, q.y);
          open = TRUE;
        }
      walked += length;
    }
  if (open)
    cairo_stroke (path->cr);
}

static void
stroke_whole (const GlnPath *path, const GlnPoint *px, guint n, gboolean closed)
{
  GlnPoint last = px[0];
  cairo_t *cr = path->cr;

  cairo_move_to (cr, last.x, last.y);
  for (guint i = 1; i < n; i++)
    if (!is_near (path, px[i], last) || (!closed && i + 1 == n))
      {
        cairo_line_to (cr, px[i].x, px[i].y);
        last = px[i];
      }
  if (closed)
    cairo_close_path (cr);
  cairo_stroke (cr);
}

static gboolean
is_inside (const GlnPath *path, const GlnPoint *px, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!is_seen (path, px[i]))
      return FALSE;
  return TRUE;
}

void
gln_path_stroke (GlnPath *path, const GlnShape *shape, double width_px, const double *dash,
                 guint n_dash)
{
  gboolean closed = shape->kind == GLN_SHAPE_POLYGONS;

  cairo_set_line_width (path->cr, width_px);
  cairo_set_dash (path->cr, dash, (int) n_dash, 0);
  if (shape->kind == GLN_SHAPE_POINTS)
    {
      if (shape->radius_m > 0)
        add_discs (path, shape);
      cairo_stroke (path->cr);
      return;
    }
  for (guint ring = 0; ring < shape->n_rings; ring++)
    {
      guint n;
      const GlnPoint *px = project_ring (path, shape, ring, &n);
      if (n < 2)
        continue;
      /* A closed path has a proper join at its start, but dashes that skip
       * vertices would move against the next tile's. */
      if (n_dash == 0 && is_inside (path, px, n))
        stroke_whole (path, px, n, closed);
      else
        stroke_pieces (path, px, n, closed, dash, n_dash);
    }
}

static gboolean
ring_crosses (const GlnShape *shape, guint ring, const GlnBox *box)
{
  guint from = shape->ring_start[ring], n = shape->ring_start[ring + 1] - from;
  guint n_segments = shape->kind == GLN_SHAPE_POLYGONS ? n : n - 1;
  double t0, t1;

  for (guint i = 0; n >= 2 && i < n_segments; i++)
    if (clip_segment (box, shape->points[from + i], shape->points[from + (i + 1) % n], &t0, &t1))
      return TRUE;
  return FALSE;
}

gboolean
gln_path_touches (const GlnShape *shape, const GlnBox *box)
{
  double x = (box->x0 + box->x1) / 2, y = (box->y0 + box->y1) / 2;

  if (!gln_box_intersects (&shape->box, box))
    return FALSE;
  if (shape->kind == GLN_SHAPE_POINTS)
    {
      for (guint i = 0; i < shape->n_points; i++)
        if (hypot (shape->points[i].x - CLAMP (shape->points[i].x, box->x0, box->x1),
                   shape->points[i].y - CLAMP (shape->points[i].y, box->y0, box->y1))
            <= shape->radius_m)
          return TRUE;
      return FALSE;
    }
  for (guint ring = 0; ring < shape->n_rings; ring++)
    if (ring_crosses (shape, ring, box))
      return TRUE;
  return shape->kind == GLN_SHAPE_POLYGONS && gln_shape_contains (shape, x, y);
}
