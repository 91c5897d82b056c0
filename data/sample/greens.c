/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks, belts, attached greens and street canopies. */
#include "city.h"

#include <math.h>
#include <string.h>

#define MIN_ATTACHED_PARCEL_M2 5500.0
/* Small parcels have no drawn green of their own; the larger ones make up for it. */
#define ATTACHED_FACTOR 1.394
#define CANOPY_IN_M     6.5
#define CANOPY_OUT_M    4.2

static Green *
add_green (City *city, Time time, GEOSGeometry *shape, const char *code, char *name, int year)
{
  Green *green = g_new0 (Green, 1);

  green->shape = shape;
  green->code = code;
  green->name = name;
  green->year = year;
  green->vegetated = 1;
  green->department = "园林局";
  g_ptr_array_add (city->greens[time], green);
  return green;
}

/* ---- parks and belts ---- */

static const char *
park_class (const Parcel *parcel)
{
  if (g_strcmp0 (parcel->name, "植物园") == 0)
    return "G132";
  if (g_strcmp0 (parcel->name, "烈士陵园") == 0)
    return "G134";
  if (g_strcmp0 (parcel->name, "儿童公园") == 0 || g_strcmp0 (parcel->name, "体育公园") == 0)
    return "G139";
  if (parcel->name)
    return parcel->area_m2 > 60000 ? "G11" : "G12";
  return parcel->area_m2 > 9000 && parcel->zone != Z_BELT ? "G12" : "G14";
}

static char *
park_name (const City *city, const Parcel *parcel, int number)
{
  static const char *const words[] = { "桂", "梅", "竹", "荷", "兰", "柳", "枫", "樱", "松", "菊" };
  static const char *const kinds[] = { "香", "影", "溪", "语", "韵", "晴", "月", "风" };
  Rng rng = rng_for (37, (int)parcel->at.x, (int)parcel->at.y);
  const char *a = words[rng_int (&rng, G_N_ELEMENTS (words))];
  const char *b = kinds[rng_int (&rng, G_N_ELEMENTS (kinds))];

  if (parcel->name)
    return g_strdup (parcel->name);
  if (parcel->zone == Z_BELT)
    return g_strdup_printf ("滨江公园%d段", number);
  if (geom_distance (city->creek_lines, parcel->at) < 60)
    return g_strdup_printf ("清溪绿带%d段", number);
  return g_strdup_printf (parcel->area_m2 > 9000 ? "%s%s公园" : "%s%s园", a, b);
}

static Green *
green_of_parcel (City *city, Time time, const Parcel *parcel, int number)
{
  const char *code = strcmp (parcel->code, "G1") == 0 ? park_class (parcel)
                     : parcel->code[1] == '2'         ? "G2"
                                                      : "G3";
  char *name = code[1] == '2'   ? g_strdup ("防护林带")
               : code[1] == '3' ? g_strdup (parcel->name ? parcel->name : "街头广场")
                                : park_name (city, parcel, number);
  Rng rng = rng_for (41, (int)parcel->at.x, (int)parcel->at.y);
  Green *green = add_green (city, time, parcel->shape, code, name, 1985 + rng_int (&rng, 40));

  green->vegetated = code[1] == '1'   ? rng_between (&rng, 0.84, 0.95)
                     : code[1] == '2' ? rng_between (&rng, 0.94, 1.0)
                                      : 0;
  green->vegetated = floor (green->vegetated * 100) / 100;
  if (code[1] == '3')
    green->green_share = green->vegetated = parcel->stated_ratio;
  green->of = parcel;
  return green;
}

static gboolean
is_green_parcel (const Parcel *parcel)
{
  return parcel->code[0] == 'G';
}

static void
draw_present_parks (City *city)
{
  int number = 0;

  for (guint i = 0; i < city->parcels[NOW]->len; i++)
    {
      const Parcel *parcel = city->parcels[NOW]->pdata[i];

      if (is_green_parcel (parcel))
        green_of_parcel (city, NOW, parcel, ++number);
    }
}

/* ---- planned greens: those that the present has not ---- */

static double
present_share (const City *city, const GEOSPreparedGeometry *parks, const GEOSGeometry *all,
               const Parcel *parcel)
{
  (void)city;
  if (!GEOSPreparedIntersects (parks, parcel->shape))
    return 0;
  return geom_area (geom_and (parcel->shape, all)) / parcel->area_m2;
}

static int
step_year (const Parcel *parcel, Rng *rng)
{
  double u = rng_unit (rng);
  double core = hypot (parcel->at.x, parcel->at.y) / 4200;

  if (parcel->zone == Z_BELT)
    return u < 0.6 ? 2027 : u < 0.85 ? 2028 : 2030;
  if (parcel->code[1] == '2')
    return u < 0.6 ? 2027 : u < 0.8 ? 2028 : 2030;
  return u < 0.62 - 0.25 * core ? 2027 : u < 0.92 - 0.25 * core ? 2028 : 2030;
}

static void
draw_planned_parks (City *city)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
  const GEOSPreparedGeometry *prepared;
  GEOSGeometry *all;
  int number = 100;

  for (guint i = 0; i < city->greens[NOW]->len; i++)
    g_ptr_array_add (shapes, ((Green *)city->greens[NOW]->pdata[i])->shape);
  all = geom_union_all (shapes);
  prepared = GEOSPrepare (all);
  for (guint i = 0; i < city->parcels[PLAN]->len; i++)
    {
      const Parcel *parcel = city->parcels[PLAN]->pdata[i];
      Rng rng = rng_for (43, (int)parcel->at.x, (int)parcel->at.y);
      Green *green;

      if (!is_green_parcel (parcel) || present_share (city, prepared, all, parcel) > 0.9)
        continue;
      green = green_of_parcel (city, PLAN, parcel, ++number);
      green->year = step_year (parcel, &rng);
      green->department = green->code[1] == '2'    ? "林业局"
                          : parcel->zone == Z_BELT ? "水务局"
                          : rng_unit (&rng) < 0.75 ? "园林局"
                                                   : "住建局";
      green->investment_wan = floor (parcel->area_m2 * (green->code[1] == '2' ? 0.006 : 0.032)) + 5;
    }
  GEOSPreparedGeom_destroy (prepared);
}

/* ---- attached greens ---- */

typedef struct
{
  Pt at;
  double angle, length_m, depth_m; /* along and across */
} Frame;

static Frame
frame_of (const Parcel *parcel)
{
  g_autoptr (GArray) ring = geom_points (parcel->shape);
  Frame f = { { 0, 0 }, field_angle (parcel->at), 0, 0 };
  double lo[2] = { 1e9, 1e9 }, hi[2] = { -1e9, -1e9 }, c = cos (f.angle), s = sin (f.angle), u, v;

  for (guint i = 0; i < ring->len; i++)
    {
      Pt p = g_array_index (ring, Pt, i);

      u = p.x * c + p.y * s;
      v = p.y * c - p.x * s;
      lo[0] = MIN (lo[0], u);
      hi[0] = MAX (hi[0], u);
      lo[1] = MIN (lo[1], v);
      hi[1] = MAX (hi[1], v);
    }
  f.length_m = hi[0] - lo[0];
  f.depth_m = hi[1] - lo[1];
  u = (lo[0] + hi[0]) / 2;
  v = (lo[1] + hi[1]) / 2;
  f.at = (Pt){ u * c - v * s, u * s + v * c };
  return f;
}

/* A rectangle in the frame, from (u0, v0) to (u1, v1) in -0.5..0.5 of its sides; cut: one corner
 * off. */
static GEOSGeometry *
frame_box (const Frame *f, double u0, double v0, double u1, double v1, gboolean cut)
{
  double c = cos (f->angle), s = sin (f->angle), m = cut ? 0.35 : 0;
  double corners[5][2] = {
    { u0, v0 }, { u1, v0 }, { u1, v1 - m * (v1 - v0) }, { u1 - m * (u1 - u0), v1 }, { u0, v1 }
  };
  Pt ring[5];

  for (int i = 0; i < 5; i++)
    {
      double u = corners[i][0] * f->length_m, v = corners[i][1] * f->depth_m;

      ring[i] = (Pt){ f->at.x + u * c - v * s, f->at.y + u * s + v * c };
    }
  return geom_polygon (ring, 5);
}

/* A strip along one side and a garden, two strips, or a garden alone. */
static GEOSGeometry *
attached_shape (const Parcel *parcel, double ratio, Rng *rng)
{
  Frame f = frame_of (parcel);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  double u = rng_unit (rng), side = rng_unit (rng) < 0.5 ? 1 : -1;
  double garden = sqrt (ratio * (u < 0.55 ? 0.55 : 1.0)) / 2,
         strip = ratio * (u < 0.55 ? 0.45 : 0.5);
  double dx = rng_between (rng, -0.08, 0.08);

  if (parcel->area_m2 < 9000)
    u = 0.78 + 0.22 * u;

  /* parcels are less than their frames */
  strip *= 1.05;
  if (u < 0.55)
    {
      g_ptr_array_add (parts, side > 0 ? frame_box (&f, -0.6, 0.5 - strip, 0.6, 0.6, FALSE)
                                       : frame_box (&f, -0.6, -0.6, 0.6, strip - 0.5, FALSE));
      g_ptr_array_add (parts, frame_box (&f, dx - garden, -garden - side * strip / 2, dx + garden,
                                         garden - side * strip / 2, TRUE));
    }
  else if (u < 0.78)
    {
      g_ptr_array_add (parts, frame_box (&f, -0.6, -0.6, strip - 0.5, 0.6, FALSE));
      g_ptr_array_add (parts, frame_box (&f, 0.5 - strip, -0.6, 0.6, 0.6, FALSE));
    }
  else if (u < 0.86)
    g_ptr_array_add (parts, frame_box (&f, dx - garden, -garden, dx + garden, garden, TRUE));
  else
    g_ptr_array_add (parts, side > 0 ? frame_box (&f, -0.6, -0.6, 2 * strip - 0.5, 0.6, FALSE)
                                     : frame_box (&f, -0.6, 0.5 - 2 * strip, 0.6, 0.6, FALSE));
  return geom_and (geom_union_all (parts), parcel->shape);
}

static const char *
attached_code (const char *use)
{
  static const char *const codes[][2]
      = { { "R", "RG" }, { "A", "AG" }, { "B", "BG" }, { "M", "MG" },
          { "W", "WG" }, { "S", "SG" }, { "U", "UG" } };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (use[0] == codes[i][0][0])
      return codes[i][1];
  return "XG";
}

static gboolean
is_areal (const GEOSGeometry *geom)
{
  int type = GEOSGeomTypeId (geom);

  return (type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON) && geom_area (geom) > 150;
}

static gboolean
has_attached (const Parcel *parcel)
{
  return parcel->urban && parcel->area_m2 >= MIN_ATTACHED_PARCEL_M2 && parcel->ratio >= 0.05
         && parcel->code[0] != 'H';
}

/* Attached greens are drawn block by block: those of a class in a block are one row of parts. */
static void
draw_attached (City *city)
{
  Green *green = NULL;

  for (guint i = 0; i < city->parcels[NOW]->len; i++)
    {
      const Parcel *parcel = city->parcels[NOW]->pdata[i];
      Rng rng = rng_for (47, (int)parcel->at.x, (int)parcel->at.y);
      const char *code = attached_code (parcel->code);
      GEOSGeometry *shape;

      if (!has_attached (parcel))
        continue;
      shape = attached_shape (parcel, MIN (0.6, parcel->ratio * ATTACHED_FACTOR), &rng);
      if (!is_areal (shape))
        continue;
      if (green && green->of->cell == parcel->cell && green->of->block == parcel->block
          && green->code == code)
        {
          green->shape = city_keep (GEOSUnion (green->shape, shape));
          continue;
        }
      green = add_green (city, NOW, shape, code, NULL, parcel->year);
      green->vegetated = 0.923;
      green->of = parcel;
    }
}

static GEOSGeometry *
flat_band (const GEOSGeometry *line, double half_m)
{
  return city_keep (GEOSBufferWithStyle (line, half_m, 1, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, 3));
}

/* What crosses a road: the bands of the other wide roads. */
static GEOSGeometry *
crossings_of (const City *city, const Road *road)
{
  const GEOSPreparedGeometry *prepared = GEOSPrepare (road->line);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < city->roads->len; i++)
    {
      Road *other = city->roads->pdata[i];

      if (other != road && other->width_m[NOW] >= 18
          && GEOSPreparedIntersects (prepared, other->line))
        g_ptr_array_add (others, geom_band (other->line, other->width_m[NOW] / 2));
    }
  GEOSPreparedGeom_destroy (prepared);
  return geom_union_all (others);
}

/* Planted strips in the wide roads, between the carriageways and the tree rows. */
static void
draw_street_greens (City *city)
{
  for (guint i = 0; i < city->roads->len; i++)
    {
      Road *road = city->roads->pdata[i];
      double half = road->width_m[NOW] / 2, outer = half - CANOPY_IN_M;
      double wide = road->cls == ROAD_EXPRESS ? 13 : half * 0.29;
      GEOSGeometry *strips;

      if (road->cls > ROAD_MAIN || half < 12)
        continue;
      strips = geom_minus (flat_band (road->line, outer), flat_band (road->line, outer - wide));
      strips = geom_minus (geom_and (strips, city->built[NOW]), crossings_of (city, road));
      strips = geom_simplify (geom_minus (strips, city->water), 0.8);
      if (is_areal (strips))
        add_green (city, NOW, strips, "SG", g_strdup_printf ("%s绿带", road->name), 2012);
    }
}

/* ---- canopies of street trees ---- */

static void
draw_canopies (City *city, Time time)
{
  city->canopies[time] = g_ptr_array_new ();
  for (guint i = 0; i < city->roads->len; i++)
    {
      Road *road = city->roads->pdata[i];
      double half = road->width_m[time] / 2;
      gboolean known = time == PLAN && road->width_m[NOW] == road->width_m[PLAN];
      GEOSGeometry *strips;
      Green *canopy;

      if (road->cls > ROAD_SECOND || half < 9 || known || strcmp (road->trees, "无") == 0)
        continue;
      strips = geom_minus (flat_band (road->line, half + CANOPY_OUT_M + time),
                           flat_band (road->line, half - CANOPY_IN_M));
      strips = geom_minus (geom_and (strips, city->built[time]), city->water);
      strips = geom_simplify (strips, 2.0);
      if (!is_areal (strips))
        continue;
      canopy = g_new0 (Green, 1);
      canopy->shape = strips;
      canopy->code = "tree";
      canopy->name = g_strdup (road->name);
      g_ptr_array_add (city->canopies[time], canopy);
    }
}

/* ---- planned roof gardens of the new business quarters ---- */

static void
draw_roofs (City *city)
{
  city->roofs = g_ptr_array_new ();
  for (guint i = 0; i < city->parcels[PLAN]->len; i++)
    {
      const Parcel *parcel = city->parcels[PLAN]->pdata[i];
      Frame f;
      Green *roof;

      if (parcel->code[0] != 'B' || parcel->area_m2 < 3500 || strcmp (parcel->state, "保留") == 0
          || !parcel->urban)
        continue;
      f = frame_of (parcel);
      roof = g_new0 (Green, 1);
      roof->shape = geom_and (frame_box (&f, -0.385, -0.4, 0.385, 0.4, FALSE), parcel->shape);
      roof->code = "roof";
      g_ptr_array_add (city->roofs, roof);
    }
}

/* ---- the hill behind the city: regional green ---- */

static void
draw_forest (City *city)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new (), parts = g_ptr_array_new ();

  for (guint i = 0; i < city->cells->len; i++)
    {
      Cell *cell = city->cells->pdata[i];

      if (cell->zone[NOW] == Z_FOREST)
        for (guint k = 0; k < cell->blocks[NOW]->len; k++)
          {
            Block *block = cell->blocks[NOW]->pdata[k];

            if (!block->code)
              g_ptr_array_add (shapes, block->shape);
          }
    }
  geom_add_polygons (geom_union_all (shapes), 10000, parts);
  for (guint i = 0; i < parts->len; i++)
    add_green (city, NOW, parts->pdata[i], "EG12", g_strdup ("凤凰山森林公园"), 1994);
}

void
city_make_greens (City *city)
{
  for (int t = 0; t < N_TIMES; t++)
    city->greens[t] = g_ptr_array_new ();
  draw_present_parks (city);
  draw_planned_parks (city);
  draw_attached (city);
  draw_roofs (city);
  draw_street_greens (city);
  draw_forest (city);
  for (int t = 0; t < N_TIMES; t++)
    draw_canopies (city, (Time)t);
}
