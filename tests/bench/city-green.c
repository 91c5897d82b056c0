/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Greens, crowns, roofs and the boundary of the built-up area. */
#include "city-private.h"

#include <math.h>

static void
add_green (CityMaker *maker, CityGreenKind kind, const char *code, GlnShape *shape)
{
  guint8 byte = (guint8) kind;

  city_add_shape (maker, CITY_GREEN, code, shape, NULL);
  g_array_append_val (maker->city->green_kinds, byte);
}

static void
add_green_ring (CityMaker *maker, CityGreenKind kind, const char *code, GArray *ring)
{
  add_green (maker, kind, code, gln_shape_new_polygon ((GlnPoint *) ring->data, ring->len));
}

static GlnPoint
shape_middle (const GlnShape *shape)
{
  GlnPoint sum = { 0, 0 };

  for (guint i = 0; i < shape->n_points; i++)
    sum = (GlnPoint){ sum.x + shape->points[i].x, sum.y + shape->points[i].y };
  return (GlnPoint){ sum.x / shape->n_points, sum.y / shape->n_points };
}

static const GlnShape *
random_parcel (CityMaker *maker)
{
  guint n = maker->city->features[CITY_PARCEL]->len;

  return city_feature (maker->city, CITY_PARCEL, city_random_int (&maker->random, n))->shape;
}

static void
add_copy (CityMaker *maker, GArray *ring)
{
  static const char *const codes[] = { "G1", "G1", "G3", "XG", "XG" };
  const GlnShape *parcel = random_parcel (maker);

  g_array_set_size (ring, 0);
  g_array_append_vals (ring, parcel->points, parcel->n_points);
  add_green_ring (maker, CITY_COPY, codes[city_random_int (&maker->random, G_N_ELEMENTS (codes))], ring);
}

static void
add_attached (CityMaker *maker, GArray *ring)
{
  const GlnShape *parcel = random_parcel (maker);
  double share = city_random (&maker->random, 0.3, 0.85);
  GlnPoint middle = shape_middle (parcel);

  g_array_set_size (ring, 0);
  for (guint i = 0; i < parcel->n_points; i++)
    city_ring_add (ring, city_round (middle.x + share * (parcel->points[i].x - middle.x),
                                     middle.y + share * (parcel->points[i].y - middle.y)));
  add_green_ring (maker, CITY_ATTACHED, "XG", ring);
}

/* A closed curve around (@x, @y): r (angle) = @radius_m × (1 ± some waves); clockwise when asked. */
static void
round_ring (CityMaker *maker, GArray *ring, GlnPoint at, double radius_m, guint n, double waves)
{
  double a[3], phase[3];

  for (guint k = 0; k < 3; k++)
    {
      a[k] = waves * city_random (&maker->random, 0.2, 1) / (k + 1);
      phase[k] = city_random (&maker->random, 0, 2 * G_PI);
    }
  g_array_set_size (ring, 0);
  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / n, r = radius_m;
      for (guint k = 0; k < 3; k++)
        r += radius_m * a[k] * sin ((k + 2) * angle + phase[k]);
      city_ring_add (ring, city_round (at.x + r * cos (angle), at.y + r * sin (angle)));
    }
}

static GlnPoint
random_place (CityMaker *maker)
{
  double side = maker->city->side_m;

  return city_warp (maker->city, city_random (&maker->random, 0, side), city_random (&maker->random, 0, side));
}

static void
add_blob (CityMaker *maker, GArray *ring)
{
  static const char *const codes[] = { "G1", "G1", "G1", "G2", "G3" };
  double area = exp (city_random (&maker->random, log (400), log (60000)));
  guint n = 12 + city_random_int (&maker->random, 37);

  round_ring (maker, ring, random_place (maker), sqrt (area / G_PI), n, 0.18);
  add_green_ring (maker, CITY_BLOB, codes[city_random_int (&maker->random, G_N_ELEMENTS (codes))], ring);
}

static void
add_regional (CityMaker *maker, GArray *ring)
{
  double radius = city_random (&maker->random, 80, 250);

  round_ring (maker, ring, random_place (maker), radius, (guint) (radius / 3), 0.2);
  add_green_ring (maker, CITY_REGIONAL, "EG", ring);
}

/* A strip along a street, on one side of it. */
static void
add_road_belt (CityMaker *maker, GArray *ring)
{
  guint axis = city_random_int (&maker->random, 2);
  const CityStreets *streets = &maker->across[axis];
  guint street = city_random_int (&maker->random, streets->n);
  double length = MIN (exp (city_random (&maker->random, log (200), log (4000))), maker->city->side_m / 2);
  double start = city_random (&maker->random, 0, maker->city->side_m - length);
  double near = streets->at_m[street] + streets->half_m[street] * city_random (&maker->random, 0.4, 0.9);
  double far = near + city_random (&maker->random, 6, 20);
  guint n = (guint) MAX (4, length / 25);

  g_array_set_size (ring, 0);
  for (guint i = 0; i <= 2 * n + 1; i++)
    {
      double along = start + length * (i <= n ? i : 2 * n + 1 - i) / n, side = i <= n ? near : far;
      city_ring_add (ring, axis ? city_warp (maker->city, along, side) : city_warp (maker->city, side, along));
    }
  add_green_ring (maker, CITY_ROAD_BELT, "G2", ring);
}

/* The bank of river @river at easting @u; @bank is -1 or 1; @out_m away from the water. */
static double
river_bank (const City *city, guint river, double u, int bank, double out_m)
{
  double middle = city->side_m * (river + 1) / 4;
  double course = middle + city->side_m * 0.06 * sin (u / city->side_m * 7 + river * 2) + 45 * sin (u / 320 + river);
  double half = 40 + 10 * sin (u / 700 + river);

  return course + bank * (half + out_m);
}

static void
add_river_belt (CityMaker *maker, GArray *ring, guint river, int bank)
{
  const City *city = maker->city;
  guint n = (guint) (city->side_m / 20);

  g_array_set_size (ring, 0);
  for (guint i = 0; i <= 2 * n + 1; i++)
    {
      gboolean near = i <= n;
      double u = city->side_m * (near ? i : 2 * n + 1 - i) / n;
      double width = 42.5 + 7.5 * sin (u / 230 + bank);
      double v = river_bank (city, river, u, bank, near ? 0 : width);
      city_ring_add (ring, city_round (city->origin_m.x + u, city->origin_m.y + v));
    }
  add_green_ring (maker, CITY_RIVER_BELT, bank > 0 ? "G1" : "G2", ring);
}

static GlnPoint
city_middle (const City *city)
{
  return (GlnPoint){ city->origin_m.x + city->side_m / 2, city->origin_m.y + city->side_m / 2 };
}

/* Shell and hole of about the same shape. */
static GlnShape *
ring_with_hole (CityMaker *maker, double outer_m, double hole_m, GlnPoint hole_at, double step_m)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  double radius[] = { outer_m, hole_m };
  GlnPoint at[] = { city_middle (maker->city), hole_at };
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  gln_shape_builder_begin_part (&builder);
  for (guint r = 0; r < 2; r++)
    {
      round_ring (maker, ring, at[r], radius[r], (guint) MAX (24, 2 * G_PI * radius[r] / step_m), 0.01);
      gln_shape_builder_begin_ring (&builder);
      for (guint i = 0; i < ring->len; i++)
        {
          GlnPoint p = g_array_index (ring, GlnPoint, r ? ring->len - 1 - i : i);
          gln_shape_builder_add (&builder, p.x, p.y);
        }
    }
  return gln_shape_builder_end (&builder);
}

static void
add_by_chance (CityMaker *maker, GArray *ring)
{
  guint dice = city_random_int (&maker->random, 100);

  if (dice < 15)
    add_copy (maker, ring);
  else if (dice < 67)
    add_attached (maker, ring);
  else if (dice < 74)
    add_road_belt (maker, ring);
  else if (dice < 98)
    add_blob (maker, ring);
  else
    add_regional (maker, ring);
}

/** city_make_greens: river belts and the forest ring first, then all others by chance. */
void
city_make_greens (CityMaker *maker)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  double side = maker->city->side_m;

  for (guint river = 0; river < 3; river++)
    {
      add_river_belt (maker, ring, river, -1);
      add_river_belt (maker, ring, river, 1);
    }
  /* Waves of either circle are below 2 % of its radius; the ring is 5 % wide. */
  add_green (maker, CITY_RING, "EG",
             ring_with_hole (maker, side * 0.47, side * 0.44, city_middle (maker->city), 20));
  while (maker->city->features[CITY_GREEN]->len < maker->city->spec.n_greens)
    add_by_chance (maker, ring);
}

static void
add_crown (CityMaker *maker, GArray *ring, GlnPoint at, double radius_m)
{
  double turn = city_random (&maker->random, 0, 1);

  if (maker->city->spec.discs)
    {
      city_add_shape (maker, CITY_COVER, "tree", gln_shape_new_disc (at.x, at.y, radius_m), NULL);
      return;
    }
  g_array_set_size (ring, 0);
  for (guint i = 0; i < 12; i++)
    {
      double angle = 2 * G_PI * (i + turn) / 12;
      city_ring_add (ring, city_round (at.x + radius_m * cos (angle), at.y + radius_m * sin (angle)));
    }
  city_add (maker, CITY_COVER, "tree", ring, NULL);
}

/* A row of trees along a street: crowns touch and overlap. */
static void
add_tree_row (CityMaker *maker, GArray *ring, guint n_trees)
{
  guint axis = city_random_int (&maker->random, 2);
  const CityStreets *streets = &maker->across[axis];
  guint street = city_random_int (&maker->random, streets->n);
  double across = streets->half_m[street] * (city_random_int (&maker->random, 2) ? 0.8 : -0.8);
  double along = city_random (&maker->random, 0, maker->city->side_m), step = city_random (&maker->random, 4.5, 7);

  for (guint i = 0; i < n_trees; i++, along += step)
    {
      double side = streets->at_m[street] + across + city_random (&maker->random, -0.4, 0.4);
      GlnPoint at = axis ? city_warp (maker->city, along, side) : city_warp (maker->city, side, along);
      add_crown (maker, ring, at, city_random_int (&maker->random, 25) / 10.0 + 2);
    }
}

static void
add_roof (CityMaker *maker, GArray *ring)
{
  GlnPoint at = shape_middle (random_parcel (maker));
  double turn = city_random (&maker->random, 0, G_PI), c = cos (turn), s = sin (turn);
  double a = city_random (&maker->random, 4, 12), b = city_random (&maker->random, 4, 9);
  const double corner[4][2] = { { -a, -b }, { a, -b }, { a, b }, { -a, b } };

  g_array_set_size (ring, 0);
  for (guint i = 0; i < 4; i++)
    city_ring_add (ring, city_round (at.x + c * corner[i][0] - s * corner[i][1],
                                     at.y + s * corner[i][0] + c * corner[i][1]));
  city_add (maker, CITY_COVER, "roof", ring, NULL);
}

/** city_make_cover: rows of street trees, then green roofs. */
void
city_make_cover (CityMaker *maker)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  const CitySpec *spec = &maker->city->spec;
  GPtrArray *cover = maker->city->features[CITY_COVER];

  while (cover->len < spec->n_crowns)
    add_tree_row (maker, ring, MIN (30, spec->n_crowns - cover->len));
  for (guint i = 0; i < spec->n_roofs; i++)
    add_roof (maker, ring);
}

/** city_make_boundary: the built-up area, with a hole. */
void
city_make_boundary (CityMaker *maker)
{
  GlnPoint middle = city_middle (maker->city);
  double side = maker->city->side_m;
  GlnPoint hole = { middle.x + side * 0.15, middle.y - side * 0.1 };

  city_add_shape (maker, CITY_BOUNDARY, "", ring_with_hole (maker, side * 0.46, side * 0.06, hole, 15), NULL);
}
