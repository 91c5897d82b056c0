/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-line-engine.h"

#include <math.h>

typedef struct
{
  GlnPoint a, b;
  guint32 ring;
  gboolean shell;
} Edge;

struct _GlnClipArea
{
  GlnBox box;
  guint n_edges;
  Edge *edges;         /* in the order of rings, so that a band's rings come grouped */
  guint n_bands;
  double band_m;
  guint32 *band_start; /* n_bands + 1 */
  guint32 *band_edges; /* edges of each band, ascending */
};

static guint
band_of (const GlnClipArea *area, double y)
{
  double band = floor ((y - area->box.y0) / area->band_m);

  return (guint) CLAMP (band, 0, area->n_bands - 1);
}

static void
collect_edges (GlnClipArea *area, const GlnShape *shape)
{
  area->edges = g_new (Edge, MAX (shape->n_points, 1));
  for (guint p = 0; p < shape->n_parts; p++)
    for (guint r = shape->part_start[p]; r < shape->part_start[p + 1]; r++)
      for (guint i = shape->ring_start[r]; i < shape->ring_start[r + 1]; i++)
        {
          guint next = i + 1 < shape->ring_start[r + 1] ? i + 1 : shape->ring_start[r];
          area->edges[area->n_edges++] = (Edge){ shape->points[i], shape->points[next], r,
                                                 r == shape->part_start[p] };
        }
}

/* Counting sort of the edges into the bands that they cross. */
static void
fill_bands (GlnClipArea *area)
{
  g_autofree guint32 *next = NULL;

  area->band_start = g_new0 (guint32, area->n_bands + 1);
  for (guint i = 0; i < area->n_edges; i++)
    for (guint b = band_of (area, MIN (area->edges[i].a.y, area->edges[i].b.y));
         b <= band_of (area, MAX (area->edges[i].a.y, area->edges[i].b.y)); b++)
      area->band_start[b + 1]++;
  for (guint b = 0; b < area->n_bands; b++)
    area->band_start[b + 1] += area->band_start[b];
  area->band_edges = g_new (guint32, MAX (area->band_start[area->n_bands], 1));
  next = g_memdup2 (area->band_start, sizeof (guint32) * area->n_bands);
  for (guint i = 0; i < area->n_edges; i++)
    for (guint b = band_of (area, MIN (area->edges[i].a.y, area->edges[i].b.y));
         b <= band_of (area, MAX (area->edges[i].a.y, area->edges[i].b.y)); b++)
      area->band_edges[next[b]++] = i;
}

/**
 * gln_clip_area_new:
 * @shape: polygons; the area keeps no reference
 *
 * Returns: (transfer full): @shape made ready; a shape of another kind is an
 *   empty area
 */
GlnClipArea *
gln_clip_area_new (const GlnShape *shape)
{
  GlnClipArea *area = g_new0 (GlnClipArea, 1);

  area->box = GLN_BOX_EMPTY;
  if (shape->kind == GLN_SHAPE_POLYGONS && shape->n_points > 0)
    {
      area->box = shape->box;
      collect_edges (area, shape);
    }
  area->n_bands = CLAMP (area->n_edges / 4, 1, 65536);
  area->band_m = area->n_edges ? (area->box.y1 - area->box.y0) / area->n_bands : 1;
  if (!(area->band_m > 0))
    area->band_m = 1;
  fill_bands (area);
  return area;
}

void
gln_clip_area_free (GlnClipArea *area)
{
  if (!area)
    return;
  g_free (area->edges);
  g_free (area->band_start);
  g_free (area->band_edges);
  g_free (area);
}

/** gln_clip_area_box: (transfer none): the box of @area; empty when it has no polygon. */
const GlnBox *
gln_clip_area_box (const GlnClipArea *area)
{
  return &area->box;
}

/* +1 or -1 when the edge crosses the ray that leaves (x, y) to the right. */
static int
edge_winding (const Edge *edge, double x, double y)
{
  double side;

  if ((edge->a.y <= y) == (edge->b.y <= y))
    return 0;
  side = (edge->b.x - edge->a.x) * (y - edge->a.y) - (x - edge->a.x) * (edge->b.y - edge->a.y);
  if (edge->a.y <= y)
    return side > 0 ? 1 : 0;
  return side < 0 ? -1 : 0;
}

/**
 * gln_clip_area_contains:
 *
 * Returns: whether (@x, @y), metres, is inside by the structure rule: a ring by
 *   non-zero winding, a part is its shell less its holes, the union of the parts
 */
gboolean
gln_clip_area_contains (const GlnClipArea *area, double x, double y)
{
  gboolean in_part = FALSE;
  guint i, end;

  if (!(x >= area->box.x0 && x <= area->box.x1 && y >= area->box.y0 && y <= area->box.y1))
    return FALSE;
  i = area->band_start[band_of (area, y)];
  end = area->band_start[band_of (area, y) + 1];
  while (i < end)
    {
      const Edge *first = area->edges + area->band_edges[i];
      int winding = 0;

      for (; i < end && area->edges[area->band_edges[i]].ring == first->ring; i++)
        winding += edge_winding (area->edges + area->band_edges[i], x, y);
      if (first->shell && in_part)
        return TRUE;
      in_part = first->shell ? winding != 0 : in_part && winding == 0;
    }
  return in_part;
}

/**
 * gln_clip_area_edges:
 * @box: metres
 * @func: called once for each edge whose box touches @box
 */
void
gln_clip_area_edges (const GlnClipArea *area, const GlnBox *box, GlnEdgeFunc func, gpointer data)
{
  if (gln_box_is_empty (&area->box) || !gln_box_intersects (&area->box, box))
    return;
  for (guint b = band_of (area, box->y0), first = b; b <= band_of (area, box->y1); b++)
    for (guint i = area->band_start[b]; i < area->band_start[b + 1]; i++)
      {
        const Edge *edge = area->edges + area->band_edges[i];
        double low = MIN (edge->a.y, edge->b.y);

        /* An edge in several bands is told in the first of them that is asked. */
        if (b != MAX (band_of (area, low), first) || low > box->y1
            || MAX (edge->a.y, edge->b.y) < box->y0 || MAX (edge->a.x, edge->b.x) < box->x0
            || MIN (edge->a.x, edge->b.x) > box->x1)
          continue;
        func (&edge->a, &edge->b, data);
      }
}
