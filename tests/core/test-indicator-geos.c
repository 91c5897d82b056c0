/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geos-fixture.h"

/* GEOS as the referee of whole indicators: random towns, whose numerators are
 * unions, differences and intersections of their polygons. */

typedef struct
{
  City *city;
  GlnUuid land, green, built_up, district;
  GPtrArray *parks, *others, *lowering; /* drawn: G1; G2 and RG; EG (GlnShape) */
  GPtrArray *park_parcels, *homes;      /* parcels G1, R2 */
  GlnShape *boundary, *west;
} Town;

/* 10 x 10 parcels of a hectare, each a quarter G1. */
static void
add_parcels (Town *town, GRand *rand)
{
  for (guint i = 0; i < 100; i++)
    {
      double x = X0 + 100 * (i % 10), y = Y0 + 100 * (i / 10);
      gboolean park = g_rand_int_range (rand, 0, 4) == 0;
      GlnShape *shape = gln_shape_new_rect (x, y, x + 100, y + 100);
      g_ptr_array_add (park ? town->park_parcels : town->homes, gln_shape_ref (shape));
      city_add (town->city, 100 + i, town->land, park ? "G1" : "R2", shape);
    }
}

static void
add_greens (Town *town, GRand *rand)
{
  static const char *const codes[] = { "G11", "G12", "G14", "G2", "RG", "EG1" };

  for (guint i = 0; i < 40; i++)
    {
      const char *code = codes[g_rand_int_range (rand, 0, G_N_ELEMENTS (codes))];
      GlnShape *shape = random_star (rand, X0 + g_rand_double_range (rand, 0, 1000),
                                     Y0 + g_rand_double_range (rand, 0, 1000), 120);
      GPtrArray *list = g_str_has_prefix (code, "G1") ? town->parks
                        : g_str_equal (code, "EG1")   ? town->lowering
                                                      : town->others;
      g_ptr_array_add (list, gln_shape_ref (shape));
      city_add (town->city, 300 + i, town->green, code, shape);
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
  town->district = city_layer (town->city, GLN_LAYER_DISTRICT, "", "urban_district");
  city_phase (town->city, "present", town->land, town->built_up, nil, GLN_ATTACHED_DRAWN);
  city_population (town->city, 0, 12345);
  town->parks = shapes_new ();
  town->others = shapes_new ();
  town->lowering = shapes_new ();
  town->park_parcels = shapes_new ();
  town->homes = shapes_new ();
  add_parcels (town, rand);
  add_greens (town, rand);
  town->boundary = random_star (rand, X0 + 500, Y0 + 500, 480);
  city_add (town->city, 21, town->built_up, "", gln_shape_ref (town->boundary));
  town->west = gln_shape_new_rect (X0, Y0, X0 + 437.5, Y0 + 1000);
  city_add (town->city, 22, town->district, "", gln_shape_ref (town->west));
  city_value (town->city, "population", 5000);
  return town;
}

static void
town_free (Town *town)
{
  city_free (town->city);
  g_ptr_array_unref (town->parks);
  g_ptr_array_unref (town->others);
  g_ptr_array_unref (town->lowering);
  g_ptr_array_unref (town->park_parcels);
  g_ptr_array_unref (town->homes);
  gln_shape_unref (town->boundary);
  gln_shape_unref (town->west);
  g_free (town);
}

/* Parks are decided first; then other drawn green; then the parcels' own class. */
static GlnShape *
referee_parks (const Town *town)
{
  g_autoptr (GlnShape) drawn = union_of (town->parks, NULL), parcels = union_of (town->park_parcels, NULL);
  g_autoptr (GlnShape) over = union_of (town->others, town->lowering);
  g_autoptr (GlnShape) left = overlay (parcels, over, GLN_OVERLAY_DIFFERENCE);

  return overlay (drawn, left, GLN_OVERLAY_UNION);
}

static GlnShape *
referee_green (const Town *town)
{
  g_autoptr (GlnShape) drawn = union_of (town->parks, town->others);
  g_autoptr (GlnShape) parcels = union_of (town->park_parcels, NULL);
  g_autoptr (GlnShape) lowered = union_of (town->lowering, NULL);
  g_autoptr (GlnShape) left = overlay (parcels, lowered, GLN_OVERLAY_DIFFERENCE);

  return overlay (drawn, left, GLN_OVERLAY_UNION);
}

static void
check_town (const Town *town)
{
  g_autoptr (GlnAreas) areas = city_sums (town->city);
  GlnUuid west = id_of (22);
  g_autoptr (GlnIndicatorSet) set = gln_indicators_compute (areas, town->city->standards, 0, NULL, NULL);
  g_autoptr (GlnIndicatorSet) in_west
      = gln_indicators_compute (areas, town->city->standards, 0, &west, NULL);
  g_autoptr (GlnShape) green = referee_green (town), parks = referee_parks (town);
  g_autoptr (GlnShape) homes = union_of (town->homes, NULL);
  g_autoptr (GlnShape) here = overlay (town->boundary, town->west, GLN_OVERLAY_INTERSECTION);
  const GlnIndicatorValue *glr = gln_indicator_set_find (set, "GLR");
  const GlnIndicatorValue *west_glr = gln_indicator_set_find (in_west, "GLR");
  double boundary_m2 = area_in (town->boundary, town->boundary), here_m2 = area_in (here, here);

  assert_close (glr->numerator, area_in (green, town->boundary));
  assert_close (glr->denominator, boundary_m2);
  assert_close (glr->value, area_in (green, town->boundary) / boundary_m2);
  assert_close (gln_indicator_set_find (set, "PGPC")->value, area_in (parks, town->boundary) / 12345);
  assert_close (gln_indicator_set_find (set, "PSRC")->denominator, area_in (homes, town->boundary));
  assert_close (west_glr->value, area_in (green, here) / here_m2);
  assert_close (gln_indicator_set_find (set, "GLRmin")->value, area_in (green, here) / here_m2);
  assert_close (gln_indicator_set_find (set, "PGPCmin")->value, area_in (parks, here) / 5000);
}

static void
test_random_towns (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 12; round++)
    {
      Town *town = town_random (rand);
      check_town (town);
      town_free (town);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicator-geos/random-towns", test_random_towns);
  return g_test_run ();
}
