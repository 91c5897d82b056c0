/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boundaries, districts and communities with their people; trees, gates, names. */
#include "city.h"

#include <math.h>
#include <string.h>

#define PEOPLE_NOW            285000
#define N_COMMUNITIES         42
#define PERSONS_PER_HOUSEHOLD 2.72

static GEOSGeometry *
close_gaps (GEOSGeometry *area, double by_m)
{
  return geom_simplify (geom_grow (geom_grow (area, by_m), -by_m), 4.0);
}

static void
make_boundaries (City *city, Time time)
{
  g_autoptr (GPtrArray) built = g_ptr_array_new (), building = g_ptr_array_new ();
  GEOSGeometry *land;

  for (guint i = 0; i < city->cells->len; i++)
    {
      Cell *cell = city->cells->pdata[i];

      if (!cell->built[time])
        continue;
      g_ptr_array_add (built, cell->shape);
      if (cell->zone[time] != Z_VILLAGE)
        g_ptr_array_add (building, cell->shape);
    }
  g_ptr_array_add (built, geom_and (city->river, city->built_hint[time]));
  g_ptr_array_add (built, geom_and (city->island, city->built_hint[time]));
  city->built[time] = geom_and (close_gaps (geom_union_all (built), 45), city->limit);
  land = geom_minus (geom_minus (geom_union_all (building), city->water), city->rail);
  city->construction[time] = land;
}

static Area *
new_area (const char *name)
{
  Area *area = g_new0 (Area, 1);

  area->name = g_strdup (name);
  return area;
}

static int
nearest_seed (const Pt *seeds, int n, Pt at)
{
  int best = 0;

  for (int k = 1; k < n; k++)
    if (hypot (seeds[k].x - at.x, seeds[k].y - at.y)
        < hypot (seeds[best].x - at.x, seeds[best].y - at.y))
      best = k;
  return best;
}

/* The river is halved along its middle and cut at the bridges, then treated like the cells. */
static void
share_river (const City *city, const Pt *seeds, int n, GPtrArray *groups)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new (), faces = g_ptr_array_new ();
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  GEOSGeometry *whole;

  g_ptr_array_add (both, city->river);
  g_ptr_array_add (both, city->island);
  whole = geom_union_all (both);
  g_ptr_array_add (lines, city_keep (GEOSBoundary (whole)));
  g_ptr_array_add (lines, city->river_line);
  for (guint i = 0; i < city->roads->len; i++)
    if (((Road *)city->roads->pdata[i])->cls <= ROAD_MAIN)
      g_ptr_array_add (lines, ((Road *)city->roads->pdata[i])->line);
  geom_faces (lines, faces);
  for (guint i = 0; i < faces->len; i++)
    {
      Pt at = geom_inner_point (faces->pdata[i]);

      if (geom_has (whole, at))
        g_ptr_array_add (groups->pdata[nearest_seed (seeds, n, at)], faces->pdata[i]);
    }
}

/* Cells go to the nearest seed; districts share the river as well, so that they leave no gap. */
static GPtrArray *
partition (const City *city, const Pt *seeds, const char *const *names, int n, gboolean built_only)
{
  GPtrArray *areas = g_ptr_array_new (), *groups = g_ptr_array_new ();

  for (int i = 0; i < n; i++)
    {
      g_ptr_array_add (areas, new_area (names[i]));
      g_ptr_array_add (groups, g_ptr_array_new ());
    }
  for (guint i = 0; i < city->cells->len; i++)
    {
      Cell *cell = city->cells->pdata[i];

      if (!built_only || cell->built[NOW])
        g_ptr_array_add (groups->pdata[nearest_seed (seeds, n, cell->at)], cell->shape);
    }
  if (!built_only)
    share_river (city, seeds, n, groups);
  for (int i = 0; i < n; i++)
    {
      ((Area *)areas->pdata[i])->shape = geom_union_all (groups->pdata[i]);
      g_ptr_array_unref (groups->pdata[i]);
    }
  g_ptr_array_unref (groups);
  return areas;
}

static double
homes_weight (const Parcel *parcel)
{
  if (parcel->code[0] == 'R' && strcmp (parcel->code, "R22") != 0)
    return parcel->area_m2 * (parcel->far > 0 ? parcel->far : 1);
  if (strcmp (parcel->code, "H14") == 0 && parcel->urban)
    return parcel->area_m2 * 0.35;
  if (strcmp (parcel->code, "A31") == 0)
    return parcel->area_m2 * 0.35;
  return 0;
}

/* Shares the people out by homes; the last area takes what rounding left. */
static void
settle (const City *city, GPtrArray *areas, int people)
{
  double sum = 0;
  int left = people;
  Area *most = areas->pdata[0];

  for (guint k = 0; k < areas->len; k++)
    {
      Area *area = areas->pdata[k];
      const GEOSPreparedGeometry *prepared = GEOSPrepare (area->shape);

      for (guint i = 0; i < city->parcels[NOW]->len; i++)
        {
          const Parcel *parcel = city->parcels[NOW]->pdata[i];
          double weight = homes_weight (parcel);

          if (weight > 0 && geom_has_prepared (prepared, parcel->at))
            area->homes_m2 += weight;
        }
      GEOSPreparedGeom_destroy (prepared);
      sum += area->homes_m2;
    }
  for (guint k = 0; k < areas->len; k++)
    {
      Area *area = areas->pdata[k];

      area->people = (int)(people * area->homes_m2 / sum);
      left -= area->people;
      if (area->people > most->people)
        most = area;
    }
  most->people += left;
  for (guint k = 0; k < areas->len; k++)
    ((Area *)areas->pdata[k])->households
        = (int)(((Area *)areas->pdata[k])->people / PERSONS_PER_HOUSEHOLD);
}

static void
make_districts (City *city)
{
  static const Pt seeds[] = { { -1900, 1800 }, { 2600, 1500 }, { -1700, -2000 }, { 2100, -1900 } };
  static const char *const names[] = { "江北区", "东湖区", "江南区", "新城区" };
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();

  city->districts = partition (city, seeds, names, G_N_ELEMENTS (seeds), FALSE);
  for (guint i = 0; i < city->districts->len; i++)
    ((Area *)city->districts->pdata[i])->district = g_strdup (names[i]);
  settle (city, city->districts, PEOPLE_NOW);
}

/* Communities are named after what is there. */
static const struct
{
  const char *name;
  Pt at;
} communities[] = {
  { "大学城", { -3200, 500 } }, { "民主", { -3000, -550 } },    { "胜利", { -1900, -100 } },
  { "清溪", { -1500, 700 } },   { "西园", { -2050, 550 } },     { "凤凰山", { -2250, 1300 } },
  { "梅园", { -2000, 1950 } },  { "桂花", { -1350, 1450 } },    { "铁路", { -1300, 2550 } },
  { "建设", { -750, 2050 } },   { "车站", { 300, 2750 } },      { "红旗", { -500, 2750 } },
  { "人民", { -250, 1500 } },   { "市府", { 300, 1850 } },      { "文昌", { 900, 1950 } },
  { "中山", { -950, 950 } },    { "归元寺", { -1050, 300 } },   { "文庙", { -250, 700 } },
  { "沿江", { 450, 650 } },     { "解放", { 850, 1250 } },      { "新村", { 1400, 2250 } },
  { "东风", { 1500, 1500 } },   { "百花", { 1350, 850 } },      { "望江", { 1500, 200 } },
  { "月湖", { 2250, 1550 } },   { "北货场", { 2500, 2300 } },   { "仓前", { 3250, 1900 } },
  { "机械厂", { 3250, 1150 } }, { "工农", { 3100, 500 } },      { "东郊", { 2350, 500 } },
  { "港务", { 2300, -250 } },   { "西湾", { -2500, -1650 } },   { "渡口", { -1500, -950 } },
  { "滨江", { -650, -400 } },   { "南门", { 350, -350 } },      { "会展", { 1100, -600 } },
  { "江南", { -450, -1100 } },  { "荷塘", { 400, -1350 } },     { "体育场", { 1500, -1450 } },
  { "南湖", { -1400, -1750 } }, { "棉纺厂", { -1850, -2450 } }, { "杨柳", { -500, -1950 } },
  { "理工", { 900, -2150 } },   { "植物园", { 150, -2250 } },
};

static void
make_communities (City *city)
{
  Pt seeds[G_N_ELEMENTS (communities)];
  const char *names[G_N_ELEMENTS (communities)];

  for (guint i = 0; i < G_N_ELEMENTS (communities); i++)
    {
      seeds[i] = communities[i].at;
      names[i] = communities[i].name;
    }
  city->communities = partition (city, seeds, names, G_N_ELEMENTS (communities), TRUE);
  settle (city, city->communities, PEOPLE_NOW);
}

void
city_make_people (City *city)
{
  make_districts (city);
  make_communities (city);
}

/* ---- trees ---- */

static void
add_mark (GPtrArray *marks, Pt at, double radius_m, char *name)
{
  Mark *mark = g_new0 (Mark, 1);

  mark->at = at;
  mark->radius_m = radius_m;
  mark->name = name;
  mark->number = (int)marks->len + 1;
  g_ptr_array_add (marks, mark);
}

static const char *
species (Rng *rng)
{
  static const char *const names[] = { "香樟", "悬铃木", "银杏", "栾树", "广玉兰", "水杉", "桂花" };

  return names[rng_int (rng, G_N_ELEMENTS (names))];
}

static void
plant_along (City *city, const Road *road, Rng *rng)
{
  g_autoptr (GArray) line = geom_points (road->line);
  const char *kind = species (rng);
  double off = road->width_m[NOW] / 2 - 2.5, spacing = 9, due = 4;

  for (guint i = 0; i + 1 < line->len; i++)
    {
      Pt a = g_array_index (line, Pt, i), b = g_array_index (line, Pt, i + 1);
      double length = hypot (b.x - a.x, b.y - a.y), ux = (b.x - a.x) / length,
             uy = (b.y - a.y) / length;

      for (; due < length; due += spacing)
        for (int side = -1; side <= 1; side += 2)
          {
            Pt p = { a.x + ux * due - uy * off * side, a.y + uy * due + ux * off * side };

            if ((side > 0 && strcmp (road->trees, "一侧") == 0) || rng_unit (rng) < 0.06)
              continue;
            add_mark (city->crowns, p, floor (rng_between (rng, 2.2, 4.6) * 10) / 10,
                      g_strdup (kind));
          }
      due -= length;
    }
}

/* Street trees of some local streets, one by one; the wide roads have canopies as polygons. */
static void
plant_streets (City *city)
{
  city->crowns = g_ptr_array_new ();
  for (guint i = 0; i < city->roads->len && city->crowns->len < 760; i++)
    {
      const Road *road = city->roads->pdata[i];
      Rng rng = rng_for (53, (int)i, 0);

      if (road->cls != ROAD_LOCAL || road->width_m[NOW] < 10 || strcmp (road->trees, "无") == 0
          || rng_unit (&rng) > 0.3)
        continue;
      plant_along (city, road, &rng);
    }
}

static void
plant_old_trees (City *city)
{
  static const char *const kinds[] = { "银杏", "香樟", "国槐", "朴树", "桂花", "皂荚", "枫杨" };

  city->old_trees = g_ptr_array_new ();
  for (guint i = 0; i < city->parcels[NOW]->len && city->old_trees->len < 64; i++)
    {
      const Parcel *parcel = city->parcels[NOW]->pdata[i];
      Rng rng = rng_for (59, (int)parcel->at.x, (int)parcel->at.y);
      gboolean old = parcel->zone == Z_OLD && rng_unit (&rng) < 0.03;
      Mark *mark;
      int age;

      if (!old && strcmp (parcel->code, "A7") != 0 && strcmp (parcel->code, "A9") != 0
          && !(strcmp (parcel->code, "A31") == 0 && rng_unit (&rng) < 0.3))
        continue;
      add_mark (city->old_trees, parcel->at, floor (rng_between (&rng, 5, 11) * 10) / 10,
                g_strdup (kinds[rng_int (&rng, G_N_ELEMENTS (kinds))]));
      mark = city->old_trees->pdata[city->old_trees->len - 1];
      age = 100 + (int)(480 * pow (rng_unit (&rng), 3));
      mark->number = age;
      mark->grade = g_strdup (age >= 300 ? "一级" : "二级");
    }
}

/* Named parks have three gates, sections of the riverside one; a gate that two parks share is one.
 */
static void
open_gates (City *city)
{
  city->gates = g_ptr_array_new ();
  for (guint i = 0; i < city->greens[NOW]->len; i++)
    {
      const Green *green = city->greens[NOW]->pdata[i];
      double area = geom_area (green->shape);
      gboolean belt = strcmp (green->code, "G14") == 0;
      g_autoptr (GArray) ring = NULL;
      guint n, n_gates = belt ? 1 : area > 40000 ? 3 : 2;

      if (!g_str_has_prefix (green->code, "G1") || area < (belt ? 15000 : 11000))
        continue;
      ring = geom_points (green->shape);
      n = ring->len - 1;
      for (guint k = 0; k < n_gates; k++)
        {
          Pt a = g_array_index (ring, Pt, k * n / 3), b = g_array_index (ring, Pt, k * n / 3 + 1);
          Pt at = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
          gboolean known = FALSE;

          for (guint m = 0; m < city->gates->len; m++)
            known |= hypot (((Mark *)city->gates->pdata[m])->at.x - at.x,
                            ((Mark *)city->gates->pdata[m])->at.y - at.y)
                     < 30;
          if (!known)
            add_mark (city->gates, at, 0, g_strdup (green->name));
        }
    }
}

void
city_make_trees (City *city)
{
  plant_streets (city);
  plant_old_trees (city);
  open_gates (city);
}

void
city_make_boundaries (City *city)
{
  for (int t = 0; t < N_TIMES; t++)
    make_boundaries (city, (Time)t);
}
