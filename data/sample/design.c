/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was drawn by hand: river, main roads, railway, quarters, built-up hints, facilities. */
#include "city.h"

#include <math.h>

/* Hand-drawn coordinates are metres before this scale, which sets the size of the city. */
#define SCALE 0.785

typedef struct
{
  double x, y, width_m;
} BankPt;

static const BankPt river[]
    = { { -8200, 300, 250 },   { -6800, -200, 255 },  { -5400, -900, 270 }, { -4000, -1480, 340 },
        { -3300, -1560, 400 }, { -2450, -1270, 320 }, { -1350, -450, 255 }, { -250, 280, 240 },
        { 850, 330, 235 },     { 1850, -330, 245 },   { 2850, -1080, 265 }, { 4100, -1330, 280 },
        { 5500, -760, 265 },   { 6900, -300, 260 },   { 8300, 200, 260 } };

static const Pt island[] = { { -4150, -1560 }, { -3700, -1500 }, { -3200, -1490 }, { -2800, -1400 },
                             { -3050, -1560 }, { -3500, -1635 }, { -3900, -1625 } };

static const Pt creek_north[]
    = { { -2100, 5200 }, { -2350, 3900 }, { -1980, 2850 }, { -2280, 1850 },
        { -1900, 900 },  { -2120, 100 },  { -1880, -700 }, { -1980, -960 } };
static const Pt creek_south[] = { { 1750, -5200 }, { 1350, -3900 }, { 1560, -2900 },
                                  { 1180, -1900 }, { 1480, -950 },  { 1250, 60 } };

static const Pt lake_north[] = { { 2700, 2050 }, { 2850, 2330 }, { 3150, 2300 }, { 3420, 2420 },
                                 { 3600, 2150 }, { 3380, 1930 }, { 3180, 1990 }, { 2960, 1800 } };
static const Pt lake_south[] = { { -2000, -2500 }, { -1850, -2300 }, { -1620, -2330 },
                                 { -1450, -2480 }, { -1600, -2640 }, { -1830, -2600 } };

static const Pt limit[]
    = { { -6050, 200 },  { -5900, 1900 }, { -5200, 3150 },  { -4300, 4250 },  { -2700, 4400 },
        { -900, 4750 },  { 1100, 4700 },  { 2900, 4350 },   { 4500, 4050 },   { 5800, 3000 },
        { 6200, 1500 },  { 6100, -300 },  { 5950, -1900 },  { 5000, -3200 },  { 3600, -4200 },
        { 1800, -4500 }, { -200, -4250 }, { -2100, -4450 }, { -3900, -4000 }, { -5100, -3100 },
        { -5900, -1500 } };

static const Pt built_now[]
    = { { -4750, -700 },  { -4700, 500 },   { -4150, 1250 }, { -3250, 1900 }, { -2950, 2700 },
        { -2300, 3250 },  { -1300, 3700 },  { 300, 3800 },   { 1700, 3750 },  { 3000, 3300 },
        { 4300, 2900 },   { 5250, 2000 },   { 5150, 700 },   { 4700, -300 },  { 4350, -1250 },
        { 3500, -1700 },  { 2600, -2400 },  { 1700, -3000 }, { 500, -3350 },  { -800, -3300 },
        { -2300, -3350 }, { -3400, -2750 }, { -4350, -2050 } };

static const Pt built_plan[]
    = { { -4950, -700 },  { -4850, 600 },   { -4250, 1300 }, { -3250, 1900 }, { -2950, 2700 },
        { -2300, 3250 },  { -1300, 3800 },  { 300, 3950 },   { 1700, 3900 },  { 3100, 3500 },
        { 4500, 3000 },   { 5450, 2000 },   { 5300, 600 },   { 4950, -400 },  { 4800, -1700 },
        { 4300, -2500 },  { 3500, -3150 },  { 2200, -3550 }, { 700, -3600 },  { -800, -3650 },
        { -2500, -3550 }, { -3600, -2950 }, { -4450, -2150 } };

typedef struct
{
  const char *name;
  RoadClass cls;
  double width_m;
  const char *trees;
  gboolean closed;
  int n;
  Pt control[16];
} RoadDesign;

static const RoadDesign main_roads[] = {
  { "环城快速路",
    ROAD_EXPRESS,
    56,
    "两侧",
    TRUE,
    15,
    { { -4700, -300 },
      { -4500, 1250 },
      { -3750, 2450 },
      { -2450, 3050 },
      { -700, 3330 },
      { 1200, 3280 },
      { 2950, 2900 },
      { 4250, 2050 },
      { 4780, 700 },
      { 4780, -900 },
      { 4380, -2250 },
      { 2900, -3280 },
      { 500, -3520 },
      { -2000, -3560 },
      { -4050, -2350 } } },
  { "人民路",
    ROAD_MAIN,
    42,
    "两侧",
    FALSE,
    11,
    { { -6600, 900 },
      { -5200, 300 },
      { -3900, -330 },
      { -2700, -200 },
      { -1550, 620 },
      { -350, 1240 },
      { 950, 1300 },
      { 2100, 700 },
      { 3100, -60 },
      { 4300, -260 },
      { 6700, 500 } } },
  { "建设路",
    ROAD_MAIN,
    40,
    "两侧",
    FALSE,
    10,
    { { -6300, 2350 },
      { -5200, 1750 },
      { -3950, 1050 },
      { -2550, 1150 },
      { -1250, 1830 },
      { 0, 2230 },
      { 1250, 2180 },
      { 2400, 1600 },
      { 3700, 1020 },
      { 6700, 1650 } } },
  { "江南大道",
    ROAD_MAIN,
    44,
    "两侧",
    FALSE,
    11,
    { { -6500, -2000 },
      { -5300, -2250 },
      { -3900, -2480 },
      { -2550, -2230 },
      { -1350, -1500 },
      { -200, -780 },
      { 850, -760 },
      { 1850, -1400 },
      { 2950, -2130 },
      { 4250, -2330 },
      { 6600, -1500 } } },
  { "南湖路",
    ROAD_MAIN,
    36,
    "两侧",
    FALSE,
    9,
    { { -6300, -3400 },
      { -4700, -3330 },
      { -3300, -3190 },
      { -1950, -2870 },
      { -700, -2080 },
      { 450, -1750 },
      { 1450, -2170 },
      { 2650, -2830 },
      { 4900, -3900 } } },
  { "解放路",
    ROAD_MAIN,
    40,
    "两侧",
    FALSE,
    8,
    { { -3350, 5000 },
      { -2950, 3700 },
      { -3000, 2500 },
      { -3200, 1100 },
      { -3130, -100 },
      { -2560, -1250 },
      { -2700, -2400 },
      { -2950, -4900 } } },
  { "中山路",
    ROAD_MAIN,
    36,
    "两侧",
    FALSE,
    8,
    { { -1350, 5200 },
      { -1250, 3600 },
      { -1050, 2400 },
      { -950, 1250 },
      { -900, -150 },
      { -560, -1050 },
      { -650, -2150 },
      { -950, -4900 } } },
  { "江汉路",
    ROAD_MAIN,
    50,
    "两侧",
    FALSE,
    8,
    { { 500, 5200 },
      { 620, 3600 },
      { 600, 2350 },
      { 470, 1300 },
      { 330, 350 },
      { 320, -760 },
      { 480, -1950 },
      { 800, -4900 } } },
  { "东风路",
    ROAD_MAIN,
    38,
    "两侧",
    FALSE,
    8,
    { { 2700, 5000 },
      { 2420, 3400 },
      { 2230, 2300 },
      { 1960, 1200 },
      { 1780, 300 },
      { 2130, -520 },
      { 2330, -1700 },
      { 2700, -4900 } } },
  { "迎宾大道",
    ROAD_MAIN,
    46,
    "两侧",
    FALSE,
    8,
    { { 4500, 4600 },
      { 4150, 3000 },
      { 3950, 1900 },
      { 3600, 800 },
      { 3450, -250 },
      { 3520, -1250 },
      { 3650, -2350 },
      { 4100, -4700 } } },
  { "文昌路",
    ROAD_MAIN,
    32,
    "两侧",
    FALSE,
    6,
    { { -1250, 2950 },
      { -350, 2780 },
      { 620, 2740 },
      { 1500, 2700 },
      { 2420, 2430 },
      { 2780, 1480 } } },
  { "开发大道",
    ROAD_MAIN,
    40,
    "一侧",
    FALSE,
    5,
    { { 4250, 2050 }, { 4750, 2650 }, { 5000, 3300 }, { 5600, 4000 }, { 6200, 4600 } } },
};

static const Pt railway[]
    = { { -7200, 3350 }, { -5200, 3650 }, { -3000, 3620 }, { -1200, 3830 }, { 400, 3900 },
        { 1900, 3770 },  { 3400, 3300 },  { 4900, 2500 },  { 6000, 1900 },  { 7400, 1600 } };

/* ---- quarters: the seed with the smallest distance / radius wins ---- */

typedef struct
{
  double x, y, radius_m;
  Zone now, plan;
} Seed;

static const Seed seeds[] = {
  { -350, 760, 620, Z_OLD, Z_OLD },           { 900, 830, 420, Z_OLD, Z_OLDNEW },
  { -1300, 130, 330, Z_OLD, Z_OLDNEW },       { 450, 1750, 560, Z_COM, Z_COM },
  { 350, -330, 520, Z_COM, Z_CBD },           { 1150, -330, 330, Z_IND, Z_CBD },
  { -450, -450, 330, Z_RES, Z_CBD },          { 600, -1250, 420, Z_COM, Z_COM },
  { -600, 2600, 650, Z_RES, Z_RES },          { 1500, 2600, 650, Z_RES, Z_RES },
  { 1400, 1400, 450, Z_RES, Z_RES },          { -1500, 1300, 550, Z_RES, Z_RES },
  { -2550, 550, 520, Z_RES, Z_RES },          { -2500, 2100, 560, Z_RES, Z_RES },
  { -3650, 450, 560, Z_UNI, Z_UNI },          { -4250, -250, 450, Z_IND, Z_NEWRES },
  { -3400, -800, 430, Z_LOG, Z_NEWRES },      { -4900, -600, 450, Z_IND, Z_IND },
  { 2700, 850, 600, Z_RES, Z_RES },           { 2700, 100, 450, Z_RES, Z_RES },
  { 2900, 2100, 430, Z_RES, Z_NEWRES },       { 3500, 2150, 380, Z_RES, Z_NEWRES },
  { 4200, 1300, 560, Z_IND, Z_IND },          { 4950, 1300, 520, Z_IND, Z_PARKIND },
  { 4100, 400, 480, Z_IND, Z_PARKIND },       { 4200, -650, 520, Z_VILLAGE, Z_NEWRES },
  { 4650, 2350, 560, Z_LOG, Z_LOG },          { 3300, 2950, 500, Z_LOG, Z_LOG },
  { 2000, 3450, 450, Z_IND, Z_IND },          { -2000, 3350, 420, Z_IND, Z_NEWRES },
  { 300, 3600, 400, Z_COM, Z_COM },           { -1700, -1900, 600, Z_RES, Z_RES },
  { -300, -1700, 550, Z_RES, Z_RES },         { 100, -2500, 650, Z_RES, Z_RES },
  { 1750, -1900, 520, Z_RES, Z_RES },         { 2100, -1150, 430, Z_RES, Z_RES },
  { 2900, -1650, 450, Z_VILLAGE, Z_NEWRES },  { 1100, -2750, 480, Z_UNI, Z_UNI },
  { -900, -2900, 550, Z_RES, Z_RES },         { -3300, -2300, 560, Z_RES, Z_RES },
  { -3700, -2650, 420, Z_VILLAGE, Z_NEWRES }, { -2300, -3100, 520, Z_IND, Z_PARKIND },
  { -4400, -1900, 480, Z_VILLAGE, Z_NEWRES }, { 3000, -2600, 620, Z_FARM, Z_NEWRES },
  { 3900, -1850, 560, Z_FARM, Z_NEWRES },     { 2000, -3150, 480, Z_VILLAGE, Z_NEWRES },
  { 0, -3500, 400, Z_VILLAGE, Z_PARKIND },    { -4100, 2000, 700, Z_FOREST, Z_FOREST },
  { -4800, 2700, 800, Z_FOREST, Z_FOREST },   { -3300, 3100, 600, Z_FOREST, Z_FOREST },
  { -3600, 4100, 700, Z_FOREST, Z_FOREST },   { -900, 4400, 600, Z_FARM, Z_FARM },
  { 1500, 4400, 600, Z_FARM, Z_FARM },        { 3600, 4000, 600, Z_FARM, Z_FARM },
  { 5700, 2900, 500, Z_FARM, Z_FARM },        { 5500, 0, 600, Z_FARM, Z_FARM },
  { 5400, -2000, 700, Z_FARM, Z_FARM },       { 4300, -3300, 700, Z_FARM, Z_FARM },
  { 1500, -4100, 600, Z_FARM, Z_FARM },       { -1500, -4100, 600, Z_FARM, Z_FARM },
  { -3600, -3700, 600, Z_FARM, Z_FARM },      { -5300, -2400, 600, Z_FARM, Z_FARM },
  { -5500, 700, 500, Z_FARM, Z_FARM },        { -5500, 1700, 500, Z_FARM, Z_FARM },
};

static const Facility facilities[] = {
  { "凤凰山公园", "G1", -3350, 1750, 16, NOW, FALSE },
  { "月湖公园", "G1", 3150, 2150, 24, NOW, FALSE },
  { "南湖公园", "G1", -1750, -2480, 16, NOW, FALSE },
  { "人民公园", "G1", -150, 2000, 11, NOW, FALSE },
  { "中山公园", "G1", -1100, 900, 5.5, NOW, FALSE },
  { "儿童公园", "G1", 1500, 1950, 6, NOW, FALSE },
  { "烈士陵园", "G1", -2600, 1750, 7, NOW, FALSE },
  { "江南公园", "G1", -350, -1350, 12, NOW, FALSE },
  { "体育公园", "G1", 2250, -2050, 10.5, NOW, FALSE },
  { "东郊公园", "G1", 3000, 550, 10.5, NOW, FALSE },
  { "西园", "G1", -3050, -2000, 8, NOW, FALSE },
  { "植物园", "G1", 300, -2900, 10, NOW, FALSE },
  { "中央公园", "G1", 850, -480, 5, PLAN, FALSE },
  { "东湖新城公园", "G1", 3250, -2250, 4.2, PLAN, FALSE },
  { "工业遗址公园", "G1", -4150, -250, 4.5, PLAN, FALSE },
  { "清溪公园", "G1", -2050, 3150, 4, PLAN, FALSE },
  { "城东公园", "G1", 4250, -700, 2.6, PLAN, FALSE },
  { "江城大学", "A31", -3700, 350, 62, NOW, FALSE },
  { "理工学院", "A31", 1150, -2850, 46, NOW, FALSE },
  { "江城职院", "A32", -2450, 2450, 14, NOW, FALSE },
  { "市一医院", "A51", -450, 1500, 7, NOW, FALSE },
  { "市中医院", "A51", 1050, 1750, 3.6, NOW, FALSE },
  { "江南医院", "A51", -1050, -1700, 5, NOW, FALSE },
  { "东区医院", "A51", 2750, -150, 4, NOW, FALSE },
  { "新城医院", "A51", 3450, -2700, 6, PLAN, FALSE },
  { "市政府", "A1", 150, 2450, 6, NOW, FALSE },
  { "市民广场", "G3", 350, 2250, 4, NOW, FALSE },
  { "站前广场", "G3", 350, 3550, 3.4, NOW, FALSE },
  { "滨江广场", "G3", 250, -150, 2.6, NOW, FALSE },
  { "体育中心", "A41", 1900, -1750, 14, NOW, FALSE },
  { "市博物馆", "A21", 700, 2450, 3.2, NOW, FALSE },
  { "市大剧院", "A22", 650, -650, 4.2, PLAN, FALSE },
  { "会展中心", "B29", 2500, -1450, 9, PLAN, FALSE },
  { "文庙", "A7", -250, 950, 1.3, NOW, FALSE },
  { "归元寺", "A9", -1050, 450, 1.4, NOW, FALSE },
  { "长途客运站", "S3", 800, 3550, 4, NOW, FALSE },
  { "污水处理厂", "U21", 4500, 150, 8, NOW, FALSE },
  { "城西水厂", "U11", -4350, -750, 5, NOW, FALSE },
  { "城北变电站", "U12", -1700, 2850, 1.6, NOW, FALSE },
  { "消防支队", "U31", 1350, -1500, 1.5, NOW, FALSE },
  { "市卷烟厂", "M1", 2150, 2950, 9, NOW, TRUE },
};

static Pt
scaled (Pt p)
{
  return (Pt){ p.x * SCALE, p.y * SCALE };
}

static GArray *
scaled_curve (const Pt *control, int n, gboolean closed, double step_m)
{
  g_autofree Pt *points = g_new (Pt, n);

  for (int i = 0; i < n; i++)
    points[i] = scaled (control[i]);
  return curve_through (points, n, closed, step_m);
}

static GEOSGeometry *
scaled_polygon (const Pt *control, int n)
{
  g_autoptr (GArray) points = scaled_curve (control, n, TRUE, 30);

  return geom_simplify (geom_polygon ((Pt *)points->data, (int)points->len - 1), 1.5);
}

static GEOSGeometry *
line_of (const GArray *points)
{
  return geom_simplify (geom_line ((Pt *)points->data, (int)points->len), 4.0);
}

const Facility *
city_facilities (int *n)
{
  static Facility all[G_N_ELEMENTS (facilities)];

  *n = G_N_ELEMENTS (facilities);
  for (int i = 0; i < *n; i++)
    {
      all[i] = facilities[i];
      all[i].x *= SCALE;
      all[i].y *= SCALE;
    }
  return all;
}

Zone
city_zone_at (Pt p, Time time)
{
  double best = G_MAXDOUBLE;
  Zone zone = Z_FARM;

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      double dx = p.x - seeds[i].x * SCALE, dy = p.y - seeds[i].y * SCALE;
      double d = hypot (dx, dy) / seeds[i].radius_m;

      if (d < best)
        {
          best = d;
          zone = time == NOW ? seeds[i].now : seeds[i].plan;
        }
    }
  return zone;
}

/* ---- the river and the roads along it ---- */

/* The line at a distance from the centre line of the river; side +1 is the left (north) bank. */
static GArray *
river_offset (const GArray *axis, const GArray *widths, int side, double setback_m, double wave_m)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (Pt));

  for (guint i = 0; i < axis->len; i++)
    {
      Pt a = g_array_index (axis, Pt, i ? i - 1 : 0), p = g_array_index (axis, Pt, i);
      Pt b = g_array_index (axis, Pt, MIN (i + 1, axis->len - 1));
      double length = hypot (b.x - a.x, b.y - a.y), s = p.x / 1000;
      double wave
          = wave_m
            * (sin (s * 2.9 + side) + 0.6 * sin (s * 5.3 + 2 * side) + 0.3 * sin (s * 11 - side));
      double d = side * (g_array_index (widths, Pt, i).x / 2 + setback_m + wave);
      Pt q = { p.x - (b.y - a.y) / length * d, p.y + (b.x - a.x) / length * d };

      g_array_append_val (line, q);
    }
  return line;
}

static GArray *
river_axis (GArray **widths)
{
  Pt centre[G_N_ELEMENTS (river)], wide[G_N_ELEMENTS (river)];

  for (guint i = 0; i < G_N_ELEMENTS (river); i++)
    {
      centre[i] = (Pt){ river[i].x * SCALE, river[i].y * SCALE };
      /* the same spans, so that both curves get the same number of samples */
      wide[i] = (Pt){ river[i].width_m, 0 };
    }
  GArray *axis = curve_through (centre, G_N_ELEMENTS (river), FALSE, 70);
  *widths = g_array_new (FALSE, FALSE, sizeof (Pt));
  for (guint i = 0, k = 0; i < axis->len; i++)
    {
      Pt p = g_array_index (axis, Pt, i), w;
      double t;

      while (k + 2 < G_N_ELEMENTS (river) && p.x > centre[k + 1].x)
        k++;
      t = CLAMP ((p.x - centre[k].x) / (centre[k + 1].x - centre[k].x), 0, 1);
      t = t * t * (3 - 2 * t);
      w = (Pt){ wide[k].x + t * (wide[k + 1].x - wide[k].x), 0 };
      g_array_append_val (*widths, w);
    }
  return axis;
}

static GEOSGeometry *
between (const GArray *left, const GArray *right)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (Pt));

  g_array_append_vals (ring, left->data, left->len);
  for (guint i = right->len; i > 0; i--)
    g_array_append_val (ring, g_array_index (right, Pt, i - 1));
  return geom_simplify (geom_polygon ((Pt *)ring->data, (int)ring->len), 1.5);
}

static Road *
add_road (City *city, const char *name, RoadClass cls, double width_m, const char *trees,
          const GArray *points)
{
  Road *road = g_new0 (Road, 1);

  road->name = g_strdup (name);
  road->cls = cls;
  road->width_m[NOW] = road->width_m[PLAN] = width_m;
  road->trees = trees;
  road->line = geom_and (line_of (points), city->limit);
  g_ptr_array_add (city->roads, road);
  field_add (points);
  return road;
}

static void
design_river (City *city)
{
  GArray *widths;
  g_autoptr (GArray) axis = river_axis (&widths);
  g_autoptr (GArray) w = widths;
  g_autoptr (GArray) north = river_offset (axis, w, 1, 0, 9),
                     south = river_offset (axis, w, -1, 0, 9);
  g_autoptr (GArray) north_road = river_offset (axis, w, 1, 86, 24);
  g_autoptr (GArray) south_road = river_offset (axis, w, -1, 98, 26);
  g_autoptr (GPtrArray) belts = g_ptr_array_new ();
  GEOSGeometry *water = geom_and (between (north, south), city->limit);

  city->island = scaled_polygon (island, G_N_ELEMENTS (island));
  city->river = geom_minus (water, city->island);
  city->river_line = geom_and (line_of (axis), city->limit);
  add_road (city, "沿江大道", ROAD_MAIN, 30, "两侧", north_road);
  add_road (city, "滨江路", ROAD_MAIN, 28, "两侧", south_road);
  g_ptr_array_add (belts, between (north_road, north));
  g_ptr_array_add (belts, between (south, south_road));
  city->belts = geom_and (geom_union_all (belts), city->limit);
}

static void
design_waters (City *city)
{
  g_autoptr (GArray) north = scaled_curve (creek_north, G_N_ELEMENTS (creek_north), FALSE, 60);
  g_autoptr (GArray) south = scaled_curve (creek_south, G_N_ELEMENTS (creek_south), FALSE, 60);
  g_autoptr (GPtrArray) lines = g_ptr_array_new (), waters = g_ptr_array_new ();

  g_ptr_array_add (lines, line_of (north));
  g_ptr_array_add (lines, line_of (south));
  city->creek_lines = geom_minus (geom_and (geom_union_all (lines), city->limit), city->river);
  city->creeks = geom_minus (geom_band (city->creek_lines, 13), city->river);
  city->creeks = geom_and (city->creeks, city->limit);
  g_ptr_array_add (waters, scaled_polygon (lake_north, G_N_ELEMENTS (lake_north)));
  g_ptr_array_add (waters, scaled_polygon (lake_south, G_N_ELEMENTS (lake_south)));
  city->lakes = geom_union_all (waters);
  g_ptr_array_add (waters, city->river);
  g_ptr_array_add (waters, city->creeks);
  city->water = geom_union_all (waters);
}

static void
design_roads (City *city)
{
  for (guint i = 0; i < G_N_ELEMENTS (main_roads); i++)
    {
      const RoadDesign *d = &main_roads[i];
      g_autoptr (GArray) points = scaled_curve (d->control, d->n, d->closed, 70);

      add_road (city, d->name, d->cls, d->width_m, d->trees, points);
    }
}

void
city_design (City *city)
{
  g_autoptr (GArray) rails = scaled_curve (railway, G_N_ELEMENTS (railway), FALSE, 80);

  city->roads = g_ptr_array_new ();
  city->limit = scaled_polygon (limit, G_N_ELEMENTS (limit));
  city->built_hint[NOW] = scaled_polygon (built_now, G_N_ELEMENTS (built_now));
  city->built_hint[PLAN] = scaled_polygon (built_plan, G_N_ELEMENTS (built_plan));
  design_river (city);
  design_waters (city);
  design_roads (city);
  field_add (rails);
  city->rail_line = geom_and (line_of (rails), city->limit);
  city->rail = geom_and (geom_band (city->rail_line, 20), city->limit);
}
