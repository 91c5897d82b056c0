/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geos-fixture.h"

/* GEOS as the referee of park service-radius coverage. The rings are ours: what
 * lies within the radius of a park is, before anything is united, the park, a
 * rectangle beside each edge and a fan of chords at each outward corner. GEOS
 * unites them and cuts the housing by them.
 *
 * With chords between fixed directions the fans of a corner are those of one
 * polygon, the disc, only where every edge looks in one of the directions, or
 * where no corner turns inwards: so the parks are convex or right-angled. */

#define SIDE_M 3000.0
#define PARCEL_M 300.0
#define CHORDS 16

typedef struct
{
  City *city;
  GlnUuid land, green, built_up;
  GPtrArray *parks, *park_parcels, *homes; /* GlnShape; parks in the order in which they decide */
  GlnShape *boundary;
} Town;

/* Points on an ellipse, in order: convex, counter-clockwise. */
static GlnShape *
random_convex (GRand *rand, double x, double y)
{
  guint n = (guint) g_rand_int_range (rand, 3, 12);
  double a_m = g_rand_double_range (rand, 15, 70), b_m = g_rand_double_range (rand, 15, 70);
  GlnPoint points[12];

  for (guint i = 0; i < n; i++)
    {
      double turn = 2 * G_PI * (i + g_rand_double_range (rand, 0, 0.8)) / n;
      points[i] = (GlnPoint){ x + a_m * cos (turn), y + b_m * sin (turn) };
    }
  return gln_shape_new_polygon (points, n);
}

/* A staircase of two to five steps: corners outwards and inwards by turns. */
static GlnShape *
random_stairs (GRand *rand, double x, double y)
{
  guint steps = (guint) g_rand_int_range (rand, 2, 6), n = 0;
  GlnPoint points[2 * 5 + 2];
  double right = x, top = y;

  for (guint i = 0; i < steps; i++)
    right += g_rand_double_range (rand, 5, 30);
  points[n++] = (GlnPoint){ x, y };
  points[n++] = (GlnPoint){ right, y };
  for (guint i = 0; i < steps; i++)
    {
      top += g_rand_double_range (rand, 5, 30);
      points[n++] = (GlnPoint){ right, top };
      right = i + 1 < steps ? right - (right - x) * g_rand_double_range (rand, 0.2, 0.6) : x;
      points[n++] = (GlnPoint){ right, top };
    }
  return gln_shape_new_polygon (points, n);
}

/* Housing in squares of 9 ha; some leave a strip to a park of the land-use map. */
static void
add_parcels (Town *town, GRand *rand)
{
  for (guint i = 0; i < 100; i++)
    {
      double x = X0 + PARCEL_M * (i % 10), y = Y0 + PARCEL_M * (i / 10), from = x;
      if (g_rand_int_range (rand, 0, 40) == 0)
        {
          from += g_rand_double_range (rand, 5, 25); /* 1500 to 7500 m² */
          GlnShape *strip = gln_shape_new_rect (x, y, from, y + PARCEL_M);
          g_ptr_array_add (town->park_parcels, gln_shape_ref (strip));
          city_add (town->city, 200 + i, town->land, "G1", strip);
        }
      GlnShape *home = gln_shape_new_rect (from, y, x + PARCEL_M, y + PARCEL_M);
      g_ptr_array_add (town->homes, gln_shape_ref (home));
      city_add (town->city, 100 + i, town->land, "R2", home);
    }
}

/* Pairs of parks that may overlap, so that the second has less land than its outline. */
static void
add_parks (Town *town, GRand *rand)
{
  static const char *const codes[] = { "G11", "G12", "G14" };
  double x = 0, y = 0;

  for (guint i = 0; i < 10; i++)
    {
      GlnShape *shape;
      x = i % 2 ? x + g_rand_double_range (rand, -60, 60) : X0 + g_rand_double_range (rand, 100, SIDE_M - 200);
      y = i % 2 ? y + g_rand_double_range (rand, -60, 60) : Y0 + g_rand_double_range (rand, 100, SIDE_M - 200);
      shape = g_rand_boolean (rand) ? random_convex (rand, x, y) : random_stairs (rand, x, y);
      g_ptr_array_add (town->parks, gln_shape_ref (shape));
      city_add (town->city, 300 + i, town->green, codes[i % G_N_ELEMENTS (codes)], shape);
    }
}

static Town *
town_random (GRand *rand)
{
  Town *town = g_new0 (Town, 1);
  const GlnUuid nil = { { 0 } };

  town->city = city_new ();
  town->land = city_layer (town->city, GLN_LAYER_LAND_USE, "gb50137", "");
  town->green = city_layer (town->city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  town->built_up = city_layer (town->city, GLN_LAYER_BOUNDARY, "", "built_up");
  city_phase (town->city, "present", town->land, town->built_up, nil, GLN_ATTACHED_DRAWN);
  town->parks = shapes_new ();
  town->park_parcels = shapes_new ();
  town->homes = shapes_new ();
  add_parcels (town, rand);
  add_parks (town, rand);
  town->boundary = random_star (rand, X0 + SIDE_M / 2, Y0 + SIDE_M / 2, 0.49 * SIDE_M);
  city_add (town->city, 21, town->built_up, "", gln_shape_ref (town->boundary));
  return town;
}

static void
town_free (Town *town)
{
  city_free (town->city);
  g_ptr_array_unref (town->parks);
  g_ptr_array_unref (town->park_parcels);
  g_ptr_array_unref (town->homes);
  gln_shape_unref (town->boundary);
  g_free (town);
}

/* The edge that leaves point @i, as a unit vector that looks out of the land. */
static GlnPoint
outward (const GlnShape *shape, guint i)
{
  GlnPoint p = shape->points[i % shape->n_points], q = shape->points[(i + 1) % shape->n_points];
  double length_m = hypot (q.x - p.x, q.y - p.y);

  return (GlnPoint){ (q.y - p.y) / length_m, -(q.x - p.x) / length_m };
}

static GlnPoint
along (GlnPoint from, GlnPoint way, double by_m)
{
  return (GlnPoint){ from.x + by_m * way.x, from.y + by_m * way.y };
}

/* The fan at point @i from the edge before it to the edge after it; chords end in 4 x CHORDS fixed directions. */
static void
add_fan (GPtrArray *pieces, const GlnShape *shape, guint i, double radius_m)
{
  GlnPoint centre = shape->points[i], a = outward (shape, i + shape->n_points - 1), b = outward (shape, i);
  double sweep = atan2 (a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y), start = atan2 (a.y, a.x);
  double step = G_PI_2 / CHORDS;
  GlnPoint points[4 * CHORDS + 3];
  guint n = 0;

  if (sweep <= 0)
    return;
  points[n++] = centre;
  points[n++] = along (centre, a, radius_m);
  for (int k = (int) floor (start / step) + 1; k * step < start + sweep; k++)
    points[n++] = along (centre, (GlnPoint){ cos (k * step), sin (k * step) }, radius_m);
  points[n++] = along (centre, b, radius_m);
  g_ptr_array_add (pieces, gln_shape_new_polygon (points, n));
}

static void
add_reach (GPtrArray *pieces, GlnShape *park, double radius_m)
{
  g_ptr_array_add (pieces, gln_shape_ref (park));
  for (guint i = 0; i < park->n_points; i++)
    {
      GlnPoint p = park->points[i], q = park->points[(i + 1) % park->n_points], out = outward (park, i);
      GlnPoint ring[4] = { p, q, along (q, out, radius_m), along (p, out, radius_m) };
      g_ptr_array_add (pieces, gln_shape_new_polygon (ring, 4));
      add_fan (pieces, park, i, radius_m);
    }
}

/* 2016: 500 m from 5000 m², 300 m from 2000 m² (standards.md 3.2). */
static double
radius_of_m (double net_m2)
{
  return net_m2 >= 5000 ? 500 : net_m2 >= 2000 ? 300 : 0;
}

/* Of parks that overlap the first has the land; drawn parks have it before parcels. */
static GlnShape *
referee_reach (const Town *town, guint *n_radii)
{
  g_autoptr (GPtrArray) pieces = shapes_new (), before = shapes_new ();

  for (guint i = 0; i < town->parks->len + town->park_parcels->len; i++)
    {
      gboolean drawn = i < town->parks->len;
      GlnShape *park = drawn ? town->parks->pdata[i] : town->park_parcels->pdata[i - town->parks->len];
      g_autoptr (GlnShape) taken = before->len ? union_of (before, NULL) : NULL;
      double radius_m = radius_of_m (area_in (park, park) - area_in (taken, park));
      n_radii[radius_m == 0 ? 0 : radius_m == 300 ? 1 : 2]++;
      if (radius_m > 0)
        add_reach (pieces, park, radius_m);
      if (drawn)
        g_ptr_array_add (before, gln_shape_ref (park));
    }
  return pieces->len ? union_of (pieces, NULL) : NULL;
}

static void
check_town (const Town *town, guint *n_radii)
{
  g_autoptr (GlnPlan) plan = city_plan (town->city);
  g_autoptr (GlnMosaic) mosaic = NULL;
  g_autoptr (GlnShape) reach = referee_reach (town, n_radii), homes = union_of (town->homes, NULL);
  g_autoptr (GlnShape) here = overlay (homes, town->boundary, GLN_OVERLAY_INTERSECTION);
  const GlnStandard *edition = gln_standards_get (town->city->standards, "NGC2016");
  const GlnIndicatorValue *value;
  GlnMosaicRules rules;

  g_assert_true (gln_mosaic_rules_from_standard (&rules, town->city->standards, edition));
  rules.chords_per_quarter = CHORDS;
  mosaic = gln_mosaic_new (town->city->standards, &rules, 1);
  g_assert_true (gln_mosaic_build (mosaic, plan, NULL));
  g_autoptr (GlnAreas) areas = gln_mosaic_snapshot (mosaic);
  g_autoptr (GlnIndicatorSet) set = gln_indicators_compute (areas, town->city->standards, 0, NULL, NULL);
  value = gln_indicator_set_find (set, "PSRC");
  assert_close (value->denominator, area_in (here, here));
  assert_close (value->numerator, area_in (reach, here));
  assert_close (value->value, area_in (reach, here) / area_in (here, here));
}

static void
test_random_towns (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n_radii[3] = { 0, 0, 0 };

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 20; round++)
    {
      Town *town = town_random (rand);
      check_town (town, n_radii);
      town_free (town);
    }
  g_test_message ("parks that serve nobody %u, 300 m %u, 500 m %u", n_radii[0], n_radii[1], n_radii[2]);
  g_assert_true (n_radii[0] > 0 && n_radii[1] > 0 && n_radii[2] > 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicator-geos-served/random-towns", test_random_towns);
  return g_test_run ();
}
