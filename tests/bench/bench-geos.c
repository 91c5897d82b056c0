/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The peer "GEOS on tiles": the figures of values.h by the GEOS C API, as fast as it goes: everything is
 * clipped to square tiles by GEOSClipByRect, unioned there, and tiles go to threads. What GEOS calls its
 * geometries are made before the clock starts.
 *
 * bench-geos SIZE THREADS TILE_M [VALUES-FILE] */
#include "measure.h"
#include "values.h"

#include <geos_c.h>

typedef struct
{
  GArray *of[CITY_N_KINDS]; /* guint32: candidates by their box; not the boundary */
} Tile;

typedef struct
{
  const City *city;
  GEOSGeometry **shapes[CITY_N_KINDS]; /* (owned) */
  double tile_m, x0, y0;
  guint nx, ny;
  Tile *tiles;
  gint next;   /* atomic: the next tile to take */
  gint failed; /* atomic: operations that GEOS gave up */
} Peer;

/* What a thread works with. */
typedef struct
{
  Peer *peer;
  GEOSContextHandle_t geos;
  const GEOSPreparedGeometry *boundary;
  CityValues *values;
  GlnBox box; /* of the tile in hand */
} Worker;

static GEOSGeometry *
ring_to_geos (GEOSContextHandle_t geos, const GlnShape *shape, guint ring)
{
  guint first = shape->ring_start[ring], n = shape->ring_start[ring + 1] - first;
  g_autofree GlnPoint *points = g_new (GlnPoint, n + 1);

  memcpy (points, shape->points + first, n * sizeof *points);
  points[n] = points[0];
  return GEOSGeom_createLinearRing_r (
      geos, GEOSCoordSeq_copyFromBuffer_r (geos, (const double *) points, n + 1, FALSE, FALSE));
}

/* Boxes are worked out at once: GEOS keeps them with the geometry, which threads share. */
static GEOSGeometry *
shape_to_geos (GEOSContextHandle_t geos, const GlnShape *shape)
{
  GEOSGeometry *shell = ring_to_geos (geos, shape, 0), *hole = NULL, *polygon;
  double x;

  if (shape->n_rings > 1)
    {
      hole = ring_to_geos (geos, shape, 1);
      GEOSGeom_getXMin_r (geos, hole, &x);
    }
  polygon = GEOSGeom_createPolygon_r (geos, shell, hole ? &hole : NULL, hole ? 1 : 0);
  GEOSGeom_getXMin_r (geos, polygon, &x);
  return polygon;
}

static void
peer_shapes (Peer *peer, GEOSContextHandle_t geos)
{
  for (guint kind = 0; kind < CITY_N_KINDS; kind++)
    {
      guint n = peer->city->features[kind]->len;
      peer->shapes[kind] = g_new (GEOSGeometry *, n);
      for (guint i = 0; i < n; i++)
        peer->shapes[kind][i] = shape_to_geos (geos, city_feature (peer->city, kind, i)->shape);
    }
}

static void
peer_place (Peer *peer, CityKind kind, guint32 i)
{
  const GlnBox *box = &city_feature (peer->city, kind, i)->shape->box;
  guint ix1 = (guint) ((box->x1 - peer->x0) / peer->tile_m), iy1 = (guint) ((box->y1 - peer->y0) / peer->tile_m);

  for (guint iy = (guint) ((box->y0 - peer->y0) / peer->tile_m); iy <= iy1; iy++)
    for (guint ix = (guint) ((box->x0 - peer->x0) / peer->tile_m); ix <= ix1; ix++)
      {
        GArray **list = &peer->tiles[iy * peer->nx + ix].of[kind];
        if (!*list)
          *list = g_array_new (FALSE, FALSE, sizeof (guint32));
        g_array_append_val (*list, i);
      }
}

static void
peer_grid (Peer *peer)
{
  GlnBox all = GLN_BOX_EMPTY;

  for (guint kind = 0; kind < CITY_N_KINDS; kind++)
    for (guint i = 0; i < peer->city->features[kind]->len; i++)
      gln_box_add_box (&all, &city_feature (peer->city, kind, i)->shape->box);
  peer->x0 = floor (all.x0 / peer->tile_m) * peer->tile_m;
  peer->y0 = floor (all.y0 / peer->tile_m) * peer->tile_m;
  peer->nx = (guint) ((all.x1 - peer->x0) / peer->tile_m) + 1;
  peer->ny = (guint) ((all.y1 - peer->y0) / peer->tile_m) + 1;
  peer->tiles = g_new0 (Tile, (gsize) peer->nx * peer->ny);
  for (guint kind = 0; kind < CITY_BOUNDARY; kind++)
    for (guint i = 0; i < peer->city->features[kind]->len; i++)
      peer_place (peer, kind, i);
}

static void
drop (Worker *w, GEOSGeometry *geometry)
{
  if (geometry)
    GEOSGeom_destroy_r (w->geos, geometry);
}

static double
area_of (Worker *w, const GEOSGeometry *geometry)
{
  double area = 0;

  if (geometry)
    GEOSArea_r (w->geos, geometry, &area);
  return area;
}

/* NULL stands for the empty set. */
static GEOSGeometry *
kept (Worker *w, GEOSGeometry *geometry)
{
  if (!geometry)
    g_atomic_int_inc (&w->peer->failed);
  else if (GEOSisEmpty_r (w->geos, geometry))
    {
      GEOSGeom_destroy_r (w->geos, geometry);
      geometry = NULL;
    }
  return geometry;
}

static gboolean
box_within (const GlnBox *a, const GlnBox *b)
{
  return a->x0 >= b->x0 && a->x1 <= b->x1 && a->y0 >= b->y0 && a->y1 <= b->y1;
}

static GEOSGeometry *
clip (Worker *w, CityKind kind, guint32 i)
{
  const GEOSGeometry *shape = w->peer->shapes[kind][i];

  if (box_within (&city_feature (w->peer->city, kind, i)->shape->box, &w->box))
    return GEOSGeom_clone_r (w->geos, shape);
  return kept (w, GEOSClipByRect_r (w->geos, shape, w->box.x0, w->box.y0, w->box.x1, w->box.y1));
}

static GEOSGeometry *
union_of (Worker *w, GPtrArray *pieces)
{
  GEOSGeometry *collection, *result;

  if (pieces->len == 0)
    return NULL;
  if (pieces->len == 1)
    return pieces->pdata[0];
  collection = GEOSGeom_createCollection_r (w->geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **) pieces->pdata,
                                            pieces->len);
  result = kept (w, GEOSUnaryUnion_r (w->geos, collection));
  drop (w, collection);
  return result;
}

/* The union of the clipped shapes of @kind; of greens only those of class @cls. */
static GEOSGeometry *
union_in_tile (Worker *w, const Tile *tile, CityKind kind, guint cls)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  const GArray *list = tile->of[kind];

  for (guint i = 0; list && i < list->len; i++)
    {
      guint32 id = g_array_index (list, guint32, i);
      GEOSGeometry *piece;
      if (kind == CITY_GREEN && city_class_index (city_feature (w->peer->city, kind, id)) != cls)
        continue;
      if ((piece = clip (w, kind, id)))
        g_ptr_array_add (pieces, piece);
    }
  return union_of (w, pieces);
}

static GEOSGeometry *
joined (Worker *w, const GEOSGeometry *a, GEOSGeometry *b)
{
  GEOSGeometry *result;

  if (!a)
    return b;
  if (!b)
    return GEOSGeom_clone_r (w->geos, a);
  result = kept (w, GEOSUnion_r (w->geos, a, b));
  drop (w, b);
  return result;
}

static GEOSGeometry *
common (Worker *w, const GEOSGeometry *a, const GEOSGeometry *b)
{
  return a && b ? kept (w, GEOSIntersection_r (w->geos, a, b)) : NULL;
}

static void
add_district (Worker *w, guint32 district, GEOSGeometry *const *within, const GEOSGeometry *mask)
{
  double before = 0;

  for (guint k = 0; k < CITY_N_CLASSES; k++)
    {
      GEOSGeometry *part = mask ? common (w, within[k], mask) : NULL;
      double now = area_of (w, mask ? part : within[k]);
      w->values->district_m2[district][k] += now - before;
      before = now;
      drop (w, part);
    }
}

static void
add_districts (Worker *w, const Tile *tile, GEOSGeometry *const *within)
{
  const GArray *list = tile->of[CITY_DISTRICT];
  double whole = (w->box.x1 - w->box.x0) * (w->box.y1 - w->box.y0);

  for (guint i = 0; list && i < list->len; i++)
    {
      guint32 district = g_array_index (list, guint32, i);
      GEOSGeometry *mask = clip (w, CITY_DISTRICT, district);
      if (mask && area_of (w, mask) >= whole)
        add_district (w, district, within, NULL);
      else if (mask)
        add_district (w, district, within, mask);
      drop (w, mask);
    }
}

static void
add_parcels (Worker *w, const Tile *tile, const GEOSGeometry *green)
{
  const GArray *list = tile->of[CITY_PARCEL];
  const GEOSPreparedGeometry *prepared = GEOSPrepare_r (w->geos, green);

  for (guint i = 0; list && i < list->len; i++)
    {
      guint32 id = g_array_index (list, guint32, i);
      GEOSGeometry *parcel = clip (w, CITY_PARCEL, id), *part = NULL;
      if (parcel && GEOSPreparedIntersects_r (w->geos, prepared, parcel) == 1)
        {
          if (GEOSPreparedContains_r (w->geos, prepared, parcel) == 1)
            w->values->parcel_m2[id] += area_of (w, parcel);
          else
            {
              part = common (w, parcel, green);
              w->values->parcel_m2[id] += area_of (w, part);
            }
        }
      drop (w, part);
      drop (w, parcel);
    }
  GEOSPreparedGeom_destroy_r (w->geos, prepared);
}

/* The part of the built-up area in the tile; NULL with @all TRUE when the tile lies inside. */
static GEOSGeometry *
boundary_in_tile (Worker *w, gboolean *all)
{
  GEOSGeometry *box = GEOSGeom_createRectangle_r (w->geos, w->box.x0, w->box.y0, w->box.x1, w->box.y1);
  GEOSGeometry *result = NULL;

  *all = GEOSPreparedContains_r (w->geos, w->boundary, box) == 1;
  if (!*all && GEOSPreparedIntersects_r (w->geos, w->boundary, box) == 1)
    result = clip (w, CITY_BOUNDARY, 0);
  drop (w, box);
  return result;
}

static void
add_cover (Worker *w, const Tile *tile, GEOSGeometry *green, gboolean all, const GEOSGeometry *mask)
{
  GEOSGeometry *cover = joined (w, green, union_in_tile (w, tile, CITY_COVER, 0)), *part;

  if (all)
    w->values->cover_m2 += area_of (w, cover);
  else if (mask)
    {
      part = common (w, cover, mask);
      w->values->cover_m2 += area_of (w, part);
      drop (w, part);
    }
  drop (w, cover);
}

/* Areas of the classes inside the boundary: differences of the growing unions. */
static void
add_classes (Worker *w, const Tile *tile, GEOSGeometry *const *green, gboolean all, const GEOSGeometry *mask)
{
  GEOSGeometry *within[CITY_N_CLASSES];
  double before = 0;

  for (guint k = 0; k < CITY_N_CLASSES; k++)
    {
      within[k] = all ? green[k] : common (w, green[k], mask);
      w->values->class_m2[k] += area_of (w, within[k]) - before;
      before = area_of (w, within[k]);
    }
  add_districts (w, tile, within);
  for (guint k = 0; !all && k < CITY_N_CLASSES; k++)
    drop (w, within[k]);
}

static void
work_tile (Worker *w, const Tile *tile)
{
  GEOSGeometry *green[CITY_N_CLASSES], *mask, *last = NULL;
  gboolean all;

  if (!tile->of[CITY_GREEN] && !tile->of[CITY_COVER])
    return;
  mask = boundary_in_tile (w, &all);
  for (guint k = 0; k < CITY_N_CLASSES; k++)
    last = green[k] = joined (w, last, union_in_tile (w, tile, CITY_GREEN, k));
  if (last && (all || mask))
    add_classes (w, tile, green, all, mask);
  if (all || mask)
    add_cover (w, tile, last, all, mask);
  if (last)
    add_parcels (w, tile, last);
  for (guint k = 0; k < CITY_N_CLASSES; k++)
    drop (w, green[k]);
  drop (w, mask);
}

static gpointer
work (gpointer data)
{
  Worker *w = data;
  Peer *peer = w->peer;
  guint i;

  w->boundary = GEOSPrepare_r (w->geos, peer->shapes[CITY_BOUNDARY][0]);
  while ((i = (guint) g_atomic_int_add (&peer->next, 1)) < peer->nx * peer->ny)
    {
      double x = peer->x0 + i % peer->nx * peer->tile_m, y = peer->y0 + i / peer->nx * peer->tile_m;
      w->box = (GlnBox){ x, y, x + peer->tile_m, y + peer->tile_m };
      work_tile (w, &peer->tiles[i]);
    }
  GEOSPreparedGeom_destroy_r (w->geos, w->boundary);
  return NULL;
}

static CityValues *
peer_run (Peer *peer, guint n_threads)
{
  CityValues *sum = city_values_new (peer->city);
  g_autofree Worker *workers = g_new0 (Worker, n_threads);
  g_autofree GThread **threads = g_new (GThread *, n_threads);

  peer_grid (peer);
  for (guint t = 0; t < n_threads; t++)
    {
      workers[t] = (Worker){ .peer = peer, .geos = GEOS_init_r (), .values = city_values_new (peer->city) };
      threads[t] = g_thread_new ("tiles", work, &workers[t]);
    }
  for (guint t = 0; t < n_threads; t++)
    {
      g_thread_join (threads[t]);
      city_values_add (sum, workers[t].values, peer->city);
      city_values_free (workers[t].values);
      GEOS_finish_r (workers[t].geos);
    }
  return sum;
}

int
main (int argc, char **argv)
{
  CitySpec spec;
  g_autoptr (City) city = NULL;
  g_autoptr (CityValues) values = NULL;
  Peer peer = { 0 };
  GEOSContextHandle_t geos = GEOS_init_r ();
  MeasureSpan start, span;
  guint n_threads = argc > 2 ? (guint) atoi (argv[2]) : 0;

  if (argc < 4 || !city_spec_parse (&spec, argv[1]) || n_threads < 1)
    {
      fprintf (stderr, "usage: bench-geos 10k|100k|1M|PARCELS THREADS TILE_M [VALUES-FILE]\n");
      return 2;
    }
  peer.city = city = city_new (&spec);
  peer.tile_m = g_ascii_strtod (argv[3], NULL);
  peer_shapes (&peer, geos);
  measure_reset_peak ();
  start = measure_now ();
  values = peer_run (&peer, n_threads);
  span = measure_since (&start);
  measure_print (span.wall_s, "scratch/%s/geos-tiles/%u/wall_s", argv[1], n_threads);
  measure_print (span.cpu_s, "scratch/%s/geos-tiles/%u/cpu_s", argv[1], n_threads);
  measure_print (measure_memory ("VmHWM"), "scratch/%s/geos-tiles/%u/peak_bytes", argv[1], n_threads);
  measure_print (peer.failed, "scratch/%s/geos-tiles/%u/failed", argv[1], n_threads);
  return argc > 4 && !city_values_write (values, city, argv[4]) ? 1 : 0;
}
