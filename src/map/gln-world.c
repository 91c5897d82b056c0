/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-world.h"

#include <math.h>

#define MAX_LATITUDE_DEG 85.0511287798
#define BOX_STEPS 4

void
gln_world_from_lonlat (GlnPoint *points, guint n_points)
{
  for (guint i = 0; i < n_points; i++)
    {
      double latitude = CLAMP (points[i].y, -MAX_LATITUDE_DEG, MAX_LATITUDE_DEG) * G_PI / 180.0;

      points[i].x = (points[i].x + 180.0) / 360.0;
      points[i].y = (1.0 - asinh (tan (latitude)) / G_PI) / 2.0;
    }
}

void
gln_world_to_lonlat (GlnPoint *points, guint n_points)
{
  for (guint i = 0; i < n_points; i++)
    {
      points[i].x = points[i].x * 360.0 - 180.0;
      points[i].y = atan (sinh (G_PI * (1.0 - 2.0 * points[i].y))) * 180.0 / G_PI;
    }
}

gboolean
gln_world_from_plan (GlnProjector *projector, GlnPoint *points, guint n_points)
{
  gboolean ok = gln_projector_to_lonlat (projector, points, n_points);

  gln_world_from_lonlat (points, n_points);
  return ok;
}

gboolean
gln_world_to_plan (GlnProjector *projector, GlnPoint *points, guint n_points)
{
  gln_world_to_lonlat (points, n_points);
  return gln_projector_from_lonlat (projector, points, n_points);
}

/* A straight edge in one system is bent in the other: its box is taken over a few points of it. */
static guint
outline_points (const GlnBox *box, GlnPoint *points)
{
  guint n = 0;

  for (guint i = 0; i < BOX_STEPS; i++)
    {
      double t = (double) i / BOX_STEPS;
      double x = box->x0 + t * (box->x1 - box->x0);
      double y = box->y0 + t * (box->y1 - box->y0);

      points[n++] = (GlnPoint){ x, box->y0 };
      points[n++] = (GlnPoint){ box->x1, y };
      points[n++] = (GlnPoint){ box->x1 + box->x0 - x, box->y1 };
      points[n++] = (GlnPoint){ box->x0, box->y1 + box->y0 - y };
    }
  return n;
}

static GlnBox
box_of_points (const GlnPoint *points, guint n)
{
  GlnBox box = GLN_BOX_EMPTY;

  for (guint i = 0; i < n; i++)
    if (isfinite (points[i].x) && isfinite (points[i].y))
      gln_box_add_point (&box, points[i].x, points[i].y);
  return box;
}

GlnBox
gln_world_box_from_plan (GlnProjector *projector, const GlnBox *plan)
{
  GlnPoint points[4 * BOX_STEPS];
  guint n;

  if (gln_box_is_empty (plan))
    return GLN_BOX_EMPTY;
  n = outline_points (plan, points);
  gln_world_from_plan (projector, points, n);
  return box_of_points (points, n);
}

GlnBox
gln_world_box_to_plan (GlnProjector *projector, const GlnBox *world)
{
  GlnPoint points[4 * BOX_STEPS];
  guint n;

  if (gln_box_is_empty (world))
    return GLN_BOX_EMPTY;
  n = outline_points (world, points);
  gln_world_to_plan (projector, points, n);
  return box_of_points (points, n);
}

gboolean
gln_world_affine (GlnProjector *projector, const GlnBox *world, double width, double height,
                  cairo_matrix_t *matrix)
{
  double mx = (world->x0 + world->x1) / 2, my = (world->y0 + world->y1) / 2;
  GlnPoint p[4] = { { world->x0, my }, { world->x1, my }, { mx, world->y0 }, { mx, world->y1 } };
  double cx, cy;

  if (!gln_world_to_plan (projector, p, 4))
    return FALSE;
  cx = (p[0].x + p[1].x + p[2].x + p[3].x) / 4;
  cy = (p[0].y + p[1].y + p[2].y + p[3].y) / 4;
  matrix->xx = (p[1].x - p[0].x) / width;
  matrix->yx = (p[1].y - p[0].y) / width;
  matrix->xy = (p[3].x - p[2].x) / height;
  matrix->yy = (p[3].y - p[2].y) / height;
  matrix->x0 = cx - matrix->xx * width / 2 - matrix->xy * height / 2;
  matrix->y0 = cy - matrix->yx * width / 2 - matrix->yy * height / 2;
  return cairo_matrix_invert (matrix) == CAIRO_STATUS_SUCCESS;
}
