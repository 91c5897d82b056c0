/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the main roads to cells, from cells to blocks, from blocks to parcels. */
#include "city.h"

#include <math.h>
#include <string.h>

#define RAIL_HALF_M     20.0
#define RAIL_BELT_M     55.0
#define EXPRESS_BELT_M  65.0
#define ENTRANCE_BELT_M 24.0
#define CREEK_HALF_M    13.0
#define CREEK_BELT_M    25.0
#define CORNER_M2       900.0
#define HAIR_M          0.0006
#define SCRAP_M2        60.0
#define SCRAP_WIDTH_M   4.0
#define BELT_SECTION_M2 26000.0

double
road_half_m (const Road *road, Time time)
{
  return road->width_m[time] / 2;
}

GEOSGeometry *
road_band (Road *road, Time time)
{
  if (!road->band[time] && road->width_m[time] > 0)
    road->band[time] = geom_band (road->line, road_half_m (road, time));
  return road->band[time];
}

static Road *
add_street (City *city, GEOSGeometry *line, RoadClass cls, double now_m, double plan_m, Rng *rng)
{
  Road *road = g_new0 (Road, 1);
  double u = rng_unit (rng);

  road->name = street_name (rng, cls);
  road->cls = cls;
  road->width_m[NOW] = now_m;
  road->width_m[PLAN] = plan_m;
  road->trees = u < 0.88 ? "两侧" : u < 0.94 ? "一侧" : "无";
  road->line = line;
  g_ptr_array_add (city->roads, road);
  return road;
}

/* ---- cells ---- */

static void
add_cell (City *city, GEOSGeometry *shape)
{
  Cell *cell = g_new0 (Cell, 1);
  gboolean belt;

  cell->id = (int)city->cells->len;
  cell->shape = shape;
  cell->at = geom_inner_point (shape);
  belt = geom_has (city->belts, cell->at);
  for (int t = 0; t < N_TIMES; t++)
    {
      gboolean inside = geom_has (city->built_hint[t], cell->at);
      Zone zone = city_zone_at (cell->at, t);

      if (!inside && zone != Z_FOREST && zone != Z_FARM)
        zone = zone == Z_VILLAGE ? Z_VILLAGE : Z_FARM;
      cell->zone[t] = belt ? Z_BELT : zone;
      cell->built[t]
          = inside && (belt || (zone != Z_FARM && zone != Z_FOREST && zone != Z_VILLAGE));
      cell->blocks[t] = g_ptr_array_new ();
    }
  g_ptr_array_add (city->cells, cell);
}

static void
add_cut_roads (City *city, GPtrArray *cuts, guint from)
{
  for (guint i = from; i < cuts->len; i++)
    {
      Rng rng = rng_for (3, (int)i, 0);
      Pt at = geom_inner_point (cuts->pdata[i]);
      double width = rng_unit (&rng) < 0.4 ? 30 : 24, rural = 7;
      gboolean now = geom_has (city->built_hint[NOW], at) && city_zone_at (at, NOW) != Z_FARM;
      gboolean plan = geom_has (city->built_hint[PLAN], at);

      if (city_zone_at (at, NOW) == Z_OLD)
        width = 18;
      /* none through the parks around the lakes */
      if (geom_distance (city->lakes, at) < 1 || GEOSIntersects (city->lakes, cuts->pdata[i]) == 1)
        width = rural = 0;
      add_street (city, cuts->pdata[i], ROAD_SECOND, now ? width : rural, plan ? width : rural,
                  &rng);
    }
}

static void
cut_face (City *city, GEOSGeometry *face, int index, GPtrArray *cuts)
{
  Rng rng = rng_for (1, index, 0);
  Pt at = geom_inner_point (face);
  gboolean urban = geom_has (city->built_hint[PLAN], at);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  guint from = cuts->len;

  if (geom_has (city->belts, at))
    subdivide (face, BELT_SECTION_M2, 0.7, FALSE, 0.1, &rng, pieces, NULL);
  else
    {
      double target = city_zone_at (at, NOW) == Z_OLD ? 130000 : urban ? 210000 : 600000;

      subdivide (face, target, 0.3, TRUE, 0.05, &rng, pieces, cuts);
    }
  add_cut_roads (city, cuts, from);
  for (guint i = 0; i < pieces->len; i++)
    add_cell (city, pieces->pdata[i]);
}

void
city_make_cells (City *city)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new (), faces = g_ptr_array_new ();
  g_autoptr (GPtrArray) cuts = g_ptr_array_new ();

  g_ptr_array_add (lines, city_keep (GEOSBoundary (city->limit)));
  g_ptr_array_add (lines, city_keep (GEOSBoundary (city->river)));
  g_ptr_array_add (lines, city->rail_line);
  for (guint i = 0; i < city->roads->len; i++)
    g_ptr_array_add (lines, ((Road *)city->roads->pdata[i])->line);
  geom_faces (lines, faces);
  city->cells = g_ptr_array_new ();
  for (guint i = 0; i < faces->len; i++)
    {
      Pt at = geom_inner_point (faces->pdata[i]);

      if (!geom_has (city->river, at) && !geom_has (city->island, at) && geom_has (city->limit, at))
        cut_face (city, faces->pdata[i], (int)i, cuts);
    }
}

/* ---- blocks ---- */

static void
add_block (Cell *cell, Time time, GEOSGeometry *shape, int index, const char *code)
{
  Block *block = g_new0 (Block, 1);
  Rng rng = rng_for (5, cell->id, index);

  block->shape = shape;
  block->at = geom_inner_point (shape);
  block->cell = cell->id;
  block->index = index;
  block->zone = cell->zone[time];
  block->code = code;
  block->renewed = time == PLAN && cell->zone[NOW] == cell->zone[PLAN]
                   && rng_unit (&rng) < zone_renewal (block->zone);
  g_ptr_array_add (cell->blocks[time], block);
}

/* Is a belt along a rail, an expressway or a creek laid out in this cell at this time? */
static gboolean
has_belt (const Cell *cell, Time time, int kind, double share_now)
{
  Rng rng = rng_for (7, cell->id, kind);

  if (!cell->built[time])
    return FALSE;
  return time == PLAN ? TRUE : rng_unit (&rng) < share_now;
}

static GEOSGeometry *
cut_belt (Cell *cell, Time time, GEOSGeometry *rest, const GEOSGeometry *axis, double reach_m,
          const char *code, int index)
{
  GEOSGeometry *band = geom_band (axis, reach_m);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  geom_add_polygons (geom_and (rest, band), 150, parts);
  for (guint i = 0; i < parts->len; i++)
    {
      add_block (cell, time, parts->pdata[i], index + (int)i, code);
      rest = geom_minus (rest, parts->pdata[i]);
    }
  return rest;
}

static GEOSGeometry *
cut_belts (const City *city, Cell *cell, Time time, GEOSGeometry *rest)
{
  const Road *ring = NULL;
  Zone zone = cell->zone[time];
  gboolean industrial = zone == Z_IND || zone == Z_PARKIND || zone == Z_LOG;

  if (zone == Z_BELT)
    return rest;
  for (guint i = 0; i < city->roads->len && !ring; i++)
    if (((Road *)city->roads->pdata[i])->cls == ROAD_EXPRESS)
      ring = city->roads->pdata[i];
  if (has_belt (cell, time, 1, 0.95))
    rest = cut_belt (cell, time, rest, city->rail_line, RAIL_HALF_M + RAIL_BELT_M, "G2", 9000);
  if (has_belt (cell, time, 2, 0.9))
    rest = cut_belt (cell, time, rest, ring->line, road_half_m (ring, time) + EXPRESS_BELT_M, "G2",
                     9100);
  for (guint i = 0; i < city->roads->len; i++)
    {
      const Road *road = city->roads->pdata[i];

      if (road->cls == ROAD_MAIN && (industrial || strcmp (road->name, "迎宾大道") == 0)
          && has_belt (cell, time, 4, 0.8))
        rest = cut_belt (cell, time, rest, road->line, road_half_m (road, time) + ENTRANCE_BELT_M,
                         "G2", 9300 + 20 * (int)i);
    }
  if (has_belt (cell, time, 3, 1.0))
    rest = cut_belt (cell, time, rest, city->creek_lines, CREEK_HALF_M + CREEK_BELT_M, "G1", 9200);
  return rest;
}

static void
cut_blocks (City *city, Cell *cell, Time time, GEOSGeometry *rest, GPtrArray *cuts)
{
  Zone zone = cell->zone[time];
  Rng rng = rng_for (11, cell->id, (int)zone);
  g_autoptr (GPtrArray) faces = g_ptr_array_new (), bands = g_ptr_array_new ();
  guint from = cuts->len;
  int index = 0;

  subdivide (cell->shape, zone_block_m2 (zone), 0.5, TRUE, zone == Z_OLD ? 0.16 : 0.04, &rng, faces,
             cuts);
  for (guint i = from; i < cuts->len; i++)
    {
      double width = zone_street_m (zone) * rng_between (&rng, 0.85, 1.25);
      gboolean same = cell->zone[NOW] == cell->zone[PLAN];

      width = floor (width);
      g_ptr_array_add (bands, geom_band (cuts->pdata[i], width / 2));
      if (time == NOW || !same)
        add_street (city, cuts->pdata[i], ROAD_LOCAL, time == NOW ? width : 0,
                    time == PLAN || same ? width : 0, &rng);
    }
  if (bands->len)
    rest = geom_minus (rest, geom_union_all (bands));
  for (guint i = 0; i < faces->len; i++, index++)
    {
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();

      geom_add_polygons (geom_and (faces->pdata[i], rest), 350, parts);
      for (guint k = 0; k < parts->len; k++)
        add_block (cell, time, geom_trim (parts->pdata[k], 2.0), index * 10 + (int)k, NULL);
    }
}

static GEOSGeometry *
network (const City *city, Time time)
{
  g_autoptr (GPtrArray) bands = g_ptr_array_new ();

  for (guint i = 0; i < city->roads->len; i++)
    {
      Road *road = city->roads->pdata[i];

      if (road->cls != ROAD_LOCAL && road->width_m[time] > 0)
        g_ptr_array_add (bands, road_band (road, time));
    }
  g_ptr_array_add (bands, city->rail);
  g_ptr_array_add (bands, city->water);
  return geom_union_all (bands);
}

static void
make_cell_blocks (City *city, Cell *cell, Time time, const GEOSGeometry *taken, GPtrArray *cuts)
{
  GEOSGeometry *rest = cut_belts (city, cell, time, geom_minus (cell->shape, taken));
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (zone_street_m (cell->zone[time]) > 0)
    rest = geom_soften (rest, 9);
  cell->rest[time] = rest;
  if (zone_street_m (cell->zone[time]) > 0)
    {
      cut_blocks (city, cell, time, rest, cuts);
      return;
    }
  geom_add_polygons (rest, 60, parts);
  for (guint i = 0; i < parts->len; i++)
    add_block (cell, time, parts->pdata[i], (int)i, NULL);
}

/* ---- facilities: whole blocks for parks, schools, hospitals … ---- */

static GPtrArray *
all_blocks (const City *city, Time time)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < city->cells->len; i++)
    g_ptr_array_extend (all, ((Cell *)city->cells->pdata[i])->blocks[time], NULL, NULL);
  return all;
}

static Block *
nearest_free (const City *city, Time time, GPtrArray *blocks, const Facility *f, double within_m)
{
  gboolean park = strcmp (f->code, "G1") == 0;
  Block *best = NULL;

  for (guint i = 0; i < blocks->len; i++)
    {
      Block *block = blocks->pdata[i];
      const Cell *cell = city->cells->pdata[block->cell];
      double d = hypot (block->at.x - f->x, block->at.y - f->y);

      if (!block->code && block->zone != Z_BELT && d < within_m && (park || cell->built[time]))
        {
          within_m = d;
          best = block;
        }
    }
  return best;
}

/* Takes a piece of about area_m2 out of a block that is too large; the rest stays a block. */
static Block *
cut_off (City *city, Block *block, Time time, GPtrArray *blocks, double area_m2, double x, double y)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  Cell *cell = city->cells->pdata[block->cell];
  Rng rng = rng_for (13, block->cell, block->index);
  guint best = 0;

  subdivide (block->shape, area_m2 * 0.95, 0.1, FALSE, 0.02, &rng, pieces, NULL);
  for (guint i = 0; i < pieces->len; i++)
    if (geom_distance (pieces->pdata[i], (Pt){ x, y })
        < geom_distance (pieces->pdata[best], (Pt){ x, y }))
      best = i;
  for (guint i = 0; i < pieces->len; i++)
    if (i != best)
      {
        add_block (cell, time, pieces->pdata[i], block->index + 1000 * (int)(i + 1), NULL);
        g_ptr_array_add (blocks, cell->blocks[time]->pdata[cell->blocks[time]->len - 1]);
      }
  block->shape = pieces->pdata[best];
  block->at = geom_inner_point (block->shape);
  return block;
}

/* Joins the blocks of a park or campus across the local streets between them. */
static void
join_in_cell (City *city, Time time, GPtrArray *taken, Cell *cell)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new (), shapes = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new (), parts = g_ptr_array_new ();
  GEOSGeometry *joined;

  for (guint i = 0; i < taken->len; i++)
    if (((Block *)taken->pdata[i])->cell == cell->id)
      {
        g_ptr_array_add (own, taken->pdata[i]);
        g_ptr_array_add (shapes, ((Block *)taken->pdata[i])->shape);
      }
  if (own->len < 2)
    return;
  for (guint i = 0; i < cell->blocks[time]->len; i++)
    if (!g_ptr_array_find (own, cell->blocks[time]->pdata[i], NULL))
      g_ptr_array_add (others, ((Block *)cell->blocks[time]->pdata[i])->shape);
  joined = geom_grow (geom_grow (geom_union_all (shapes), 11), -11);
  joined = geom_minus (geom_and (joined, cell->rest[time]), geom_union_all (others));
  geom_add_polygons (joined, 500, parts);
  if (parts->len > own->len)
    return;
  for (guint i = 0; i < own->len; i++)
    {
      Block *block = own->pdata[i];

      if (i >= parts->len)
        {
          g_ptr_array_remove (cell->blocks[time], block);
          g_ptr_array_add (city->dropped, block);
          continue;
        }
      block->shape = parts->pdata[i];
      block->at = geom_inner_point (block->shape);
      g_ptr_array_add (city->campuses, block->shape);
    }
}

static void
place_facility (City *city, Time time, const Facility *f, GPtrArray *blocks)
{
  double left = f->area_ha * 1e4;
  double reach = 350 + 1.2 * sqrt (left);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  while (left > 0.15 * f->area_ha * 1e4)
    {
      Block *block = nearest_free (city, time, blocks, f, reach);

      if (!block)
        break;
      if (geom_area (block->shape) > 1.6 * left)
        block = cut_off (city, block, time, blocks, left, f->x, f->y);
      block->code = f->code;
      block->name = f->name;
      block->renewed = FALSE;
      left -= geom_area (block->shape);
      g_ptr_array_add (own, block);
    }
  for (guint i = 0; i < city->cells->len; i++)
    join_in_cell (city, time, own, city->cells->pdata[i]);
}

/* Streets end at lakes, local streets at the parks and campuses that were joined across them. */
static void
trim_streets (City *city)
{
  GEOSGeometry *campuses = geom_union_all (city->campuses);

  for (guint i = 0; i < city->roads->len; i++)
    {
      Road *road = city->roads->pdata[i];

      if (road->cls >= ROAD_SECOND && GEOSIntersects (road->line, city->lakes) == 1)
        road->line = geom_minus (road->line, city->lakes);
      if (road->cls == ROAD_LOCAL)
        road->line = geom_minus (road->line, campuses);
    }
}

static gboolean
fits_scatter (const Block *block, GPtrArray *placed, double min_m2, double max_m2, double apart_m)
{
  double area = geom_area (block->shape);

  if (block->code || area < min_m2 || area > max_m2
      || (block->zone != Z_RES && block->zone != Z_NEWRES && block->zone != Z_OLD
          && block->zone != Z_OLDNEW && block->zone != Z_COM && block->zone != Z_CBD))
    return FALSE;
  for (guint i = 0; i < placed->len; i++)
    {
      const Block *other = placed->pdata[i];

      if (hypot (other->at.x - block->at.x, other->at.y - block->at.y) < apart_m)
        return FALSE;
    }
  return TRUE;
}

/* Spreads a facility over the quarters with a least distance; what the present has stays. */
static void
scatter (const City *city, Time time, GPtrArray *blocks, const char *code, double min_m2,
         double max_m2, double apart_m, int salt)
{
  g_autoptr (GPtrArray) placed = g_ptr_array_new ();

  for (guint i = 0; i < blocks->len; i++)
    if (g_strcmp0 (((Block *)blocks->pdata[i])->code, code) == 0
        && ((Block *)blocks->pdata[i])->index < 9000)
      g_ptr_array_add (placed, blocks->pdata[i]);
  for (int pass = 0; pass < 3; pass++)
    for (guint i = 0; i < blocks->len; i++)
      {
        Block *block = blocks->pdata[i];
        const Cell *cell = city->cells->pdata[block->cell];
        Rng rng = rng_for (17 + salt, block->cell, block->index);
        gboolean same = cell->zone[NOW] == cell->zone[PLAN];

        if ((time == PLAN && pass == 0 && !same) || rng_unit (&rng) > 0.3 * (pass + 1)
            || !fits_scatter (block, placed, min_m2, max_m2,
                              time == PLAN && !same ? 1.6 * apart_m : apart_m))
          continue;
        block->code = code;
        block->renewed = FALSE;
        g_ptr_array_add (placed, block);
      }
}

static void
place_facilities (City *city, Time time)
{
  g_autoptr (GPtrArray) blocks = all_blocks (city, time);
  int n;
  const Facility *all = city_facilities (&n);

  for (int t = 0; t <= (int)time; t++)
    for (int i = 0; i < n; i++)
      if (all[i].from == (Time)t && !(all[i].until_plan && time == PLAN))
        place_facility (city, time, &all[i], blocks);
  scatter (city, time, blocks, "A33", 11000, 36000, 640, 0);
  scatter (city, time, blocks, "G1", 6000, 24000, 640, 1);
}

void
city_make_blocks (City *city, Time time)
{
  static GPtrArray *cuts; /* the streets of both times line up with each other */
  GEOSGeometry *taken = network (city, time);

  if (!cuts)
    cuts = g_ptr_array_new ();
  if (!city->campuses)
    city->campuses = g_ptr_array_new ();
  g_ptr_array_set_size (city->campuses, 0);
  if (!city->dropped)
    city->dropped = g_ptr_array_new ();
  /* Unchanged cells first: their streets must not depend on what changes around them. */
  for (int changed = 0; changed < 2; changed++)
    for (guint i = 0; i < city->cells->len; i++)
      {
        Cell *cell = city->cells->pdata[i];

        if ((cell->zone[NOW] != cell->zone[PLAN]) == changed)
          make_cell_blocks (city, cell, time, taken, cuts);
      }
  place_facilities (city, time);
  trim_streets (city);
}

/* ---- parcels ---- */

/* What a block becomes when it is rebuilt. */
static Zone
renewed_zone (Zone zone)
{
  static const Zone becomes[N_ZONES]
      = { [Z_OLD] = Z_OLDNEW, [Z_RES] = Z_NEWRES, [Z_COM] = Z_CBD, [Z_IND] = Z_PARKIND };

  return becomes[zone] ? becomes[zone] : zone;
}

static void
make_block_parcels (City *city, Block *block, Time time)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
  Zone zone = block->renewed ? renewed_zone (block->zone) : block->zone;
  Rng rng = rng_for (19, block->cell * 20000 + block->index, (int)zone);
  double jitter = zone == Z_OLD || zone == Z_VILLAGE ? 0.14 : zone == Z_FARM ? 0.08 : 0.025;

  if (block->code)
    {
      Parcel *parcel = city_add_parcel (city, time, block->shape, block->code, block->cell);

      parcel->name = block->name;
      parcel->zone = block->zone;
      parcel->block = block->index;
      parcel->state = time == PLAN && block->index >= 9000 ? "新建" : parcel->state;
      return;
    }
  block->zone = zone;
  subdivide (block->shape, zone_parcel_m2 (zone), 0.9, FALSE, jitter, &rng, shapes, NULL);
  city_assign_uses (city, time, block, shapes);
}

/* Scraps of road land are joined to the roads beside them. */
static gboolean
is_scrap (const GEOSGeometry *shape, double min_m2)
{
  return geom_area (shape) < min_m2 || 4 * geom_area (shape) / geom_length (shape) < SCRAP_WIDTH_M;
}

/* Road land inside a cell: what neither blocks nor belts nor the big roads have taken. */
static void
add_street_land (City *city, const Cell *cell, Time time, const GEOSGeometry *taken)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new (), parts = g_ptr_array_new ();

  for (guint i = 0; i < cell->blocks[time]->len; i++)
    g_ptr_array_add (shapes, ((Block *)cell->blocks[time]->pdata[i])->shape);
  geom_add_polygons (geom_minus (geom_minus (cell->shape, taken), geom_union_all (shapes)), 0.01,
                     parts);
  for (guint i = 0; i < parts->len; i++)
    if (is_scrap (parts->pdata[i], CORNER_M2))
      g_ptr_array_add (city->corners[time], parts->pdata[i]);
    else
      city_add_parcel (city, time, parts->pdata[i], cell->built[time] ? "S1" : "H22", cell->id);
}

/* Joins the corners along a road band to it. */
static GEOSGeometry *
with_corners (City *city, Time time, GEOSGeometry *band)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  const GEOSPreparedGeometry *prepared = GEOSPrepare (band);

  g_ptr_array_add (all, band);
  for (guint i = 0; i < city->corners[time]->len; i++)
    {
      GEOSGeometry *corner = city->corners[time]->pdata[i];

      /* grown by a hair, since borders that coincide do so but for rounding */
      corner = corner ? geom_grow (corner, HAIR_M) : NULL;
      if (!corner || !GEOSPreparedIntersects (prepared, corner))
        continue;
      g_ptr_array_add (all, corner);
      city->corners[time]->pdata[i] = NULL;
    }
  GEOSPreparedGeom_destroy (prepared);
  return all->len > 1 ? geom_union_all (all) : band;
}

static void
add_road_parts (City *city, Time time, const Road *road, const GEOSGeometry *band)
{
  static const double planned_ratio[] = { 0.35, 0.25, 0.06, 0 };
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  geom_add_polygons (band, 0.001, parts);
  for (guint k = 0; k < parts->len; k++)
    {
      gboolean urban = geom_has (city->built_hint[time], geom_inner_point (parts->pdata[k]));
      Parcel *parcel;

      if (is_scrap (parts->pdata[k], SCRAP_M2))
        {
          g_ptr_array_add (city->corners[time], parts->pdata[k]);
          continue;
        }
      parcel = city_add_parcel (city, time, parts->pdata[k], urban ? "S1" : "H22", -1);
      if (!urban)
        continue;
      parcel->name = road->name;
      parcel->stated_ratio = time == PLAN ? planned_ratio[road->cls] : 0;
    }
}

/* Where a road runs into the country it is cut: street land inside, highway land outside. */
static void
add_road (City *city, Time time, const Road *road, const GEOSGeometry *band)
{
  add_road_parts (city, time, road, geom_and (band, city->built_hint[time]));
  add_road_parts (city, time, road, geom_minus (band, city->built_hint[time]));
}

/* The scraps that no road has taken go to the road parcel beside them. */
static void
join_scraps (City *city, Time time)
{
  GPtrArray *scraps = city->corners[time], *parcels = city->parcels[time];

  for (guint i = 0; i < scraps->len; i++)
    for (guint k = parcels->len; scraps->pdata[i] && k > 0; k--)
      {
        Parcel *parcel = parcels->pdata[k - 1];
        GEOSGeometry *joined;

        if (strcmp (parcel->code, "S1") != 0 && strcmp (parcel->code, "H22") != 0)
          continue;
        if (geom_distance (parcel->shape, geom_inner_point (scraps->pdata[i])) > 60)
          continue;
        joined = city_keep (GEOSUnion (parcel->shape, geom_grow (scraps->pdata[i], HAIR_M)));
        if (GEOSGeomTypeId (joined) != GEOS_POLYGON)
          continue;
        parcel->shape = joined;
        parcel->area_m2 = parcel->stated_m2 = geom_area (joined);
        scraps->pdata[i] = NULL;
      }
  for (guint i = 0; i < scraps->len; i++)
    if (scraps->pdata[i] && geom_area (scraps->pdata[i]) > SCRAP_M2 / 2)
      city_add_parcel (city, time, scraps->pdata[i], "S1", -1);
}

static void
add_road_land (City *city, Time time)
{
  GEOSGeometry *blocked = geom_minus (city->rail, city->river);
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();

  g_ptr_array_add (taken, blocked);
  g_ptr_array_add (taken, city->water);
  for (int cls = ROAD_EXPRESS; cls <= ROAD_SECOND; cls++)
    for (guint i = 0; i < city->roads->len; i++)
      {
        Road *road = city->roads->pdata[i];
        GEOSGeometry *band;

        if ((int)road->cls != cls || road->width_m[time] <= 0)
          continue;
        band = geom_and (geom_minus (road_band (road, time), geom_union_all (taken)), city->limit);
        g_ptr_array_add (taken, road_band (road, time));
        add_road (city, time, road, with_corners (city, time, band));
      }
  join_scraps (city, time);
}

static void
add_all (City *city, Time time, const GEOSGeometry *geom, const char *code, const char *name)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  geom_add_polygons (geom, 20, parts);
  for (guint i = 0; i < parts->len; i++)
    city_add_parcel (city, time, parts->pdata[i], code, -1)->name = name;
}

void
city_make_parcels (City *city, Time time)
{
  GEOSGeometry *taken = network (city, time);

  city->parcels[time] = g_ptr_array_new ();
  city->corners[time] = g_ptr_array_new ();
  for (guint i = 0; i < city->cells->len; i++)
    {
      Cell *cell = city->cells->pdata[i];

      for (guint k = 0; k < cell->blocks[time]->len; k++)
        make_block_parcels (city, cell->blocks[time]->pdata[k], time);
      add_street_land (city, cell, time, taken);
    }
  add_road_land (city, time);
  add_all (city, time, geom_minus (city->rail, city->water), "H21", NULL);
  add_all (city, time, city->island, "G1", "鹦洲公园");
  add_all (city, time, city->river, "E11", "澄江");
  add_all (city, time, geom_minus (city->creeks, city->lakes), "E11", "清溪");
  add_all (city, time, geom_minus (city->lakes, city->river), "E11", NULL);
}
