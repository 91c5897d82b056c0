/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geos-fixture.h"

/* GEOS as the referee of estimated coverage: every term of the rule is reckoned
 * from the polygons themselves, in random towns, by each method of counting
 * attached green.
 *
 *   estimate = green land x its vegetated share
 *            + cover outside green land
 *            + attached green x its vegetated share; where it is declared at
 *              most the parcel's cells that neither green land nor cover has
 *
 * A parcel that a district divides is reckoned part by part. */

#define SIDE_M 1000.0
#define PARCEL_M 200.0

/* A polygon with what it says of itself. */
typedef struct
{
  GlnShape *shape, *decided; /* decided: what is left to it; nullable */
  gboolean attached;
  double vegetated, declared; /* declared: NaN when not given */
} Land;

typedef struct
{
  City *city;
  GArray *greens, *homes, *park_parcels; /* Land */
  GPtrArray *cover;
  GlnShape *boundary, *west;
  GlnShape *public_green, *cover_out; /* nullable: empty */
} Town;

static void
land_clear (gpointer data)
{
  Land *land = data;

  gln_shape_unref (land->shape);
  g_clear_pointer (&land->decided, gln_shape_unref);
}

static GArray *
lands_new (void)
{
  GArray *lands = g_array_new (FALSE, TRUE, sizeof (Land));

  g_array_set_clear_func (lands, land_clear);
  return lands;
}

/* 5 x 5 parcels of 4 ha; some are parks, some homes declare no green ratio. */
static void
add_parcels (Town *town, GRand *rand, GlnUuid layer)
{
  for (guint i = 0; i < 25; i++)
    {
      double x = X0 + PARCEL_M * (i % 5), y = Y0 + PARCEL_M * (i / 5);
      gboolean park = g_rand_int_range (rand, 0, 5) == 0;
      Land land = { .shape = gln_shape_new_rect (x, y, x + PARCEL_M, y + PARCEL_M),
                    .vegetated = g_rand_double (rand), .declared = NAN };
      city_add (town->city, 100 + i, layer, park ? "G1" : "R2", gln_shape_ref (land.shape));
      city_value (town->city, "vegetated_ratio", land.vegetated);
      if (!park && g_rand_int_range (rand, 0, 4) > 0)
        {
          /* Up to 0.9: sometimes more than the parcel has room for. */
          land.declared = g_rand_double_range (rand, 0, 0.9);
          city_value (town->city, "green_ratio", land.declared);
        }
      g_array_append_val (park ? town->park_parcels : town->homes, land);
    }
}

/* In the order in which they decide: by class, then by id. */
static void
add_greens (Town *town, GRand *rand, GlnUuid layer)
{
  static const char *const codes[] = { "G1", "G14", "G2", "G3", "RG", "EG1" };

  for (guint i = 0; i < 30; i++)
    {
      guint at = i * G_N_ELEMENTS (codes) / 30;
      Land land = { .vegetated = g_rand_double (rand), .attached = g_str_equal (codes[at], "RG") };
      land.shape = random_star (rand, X0 + g_rand_double_range (rand, 0, SIDE_M),
                                Y0 + g_rand_double_range (rand, 0, SIDE_M), 130);
      city_add (town->city, 300 + i, layer, codes[at], gln_shape_ref (land.shape));
      city_value (town->city, "vegetated_ratio", land.vegetated);
      g_array_append_val (town->greens, land);
    }
}

static void
add_cover (Town *town, GRand *rand, GlnUuid layer)
{
  static const char *const classes[] = { "tree", "shrub", "herb", "roof" };

  for (guint i = 0; i < 24; i++)
    {
      GlnShape *shape = random_star (rand, X0 + g_rand_double_range (rand, 0, SIDE_M),
                                     Y0 + g_rand_double_range (rand, 0, SIDE_M), 90);
      g_ptr_array_add (town->cover, gln_shape_ref (shape));
      city_add (town->city, 400 + i, layer, classes[i % G_N_ELEMENTS (classes)], shape);
    }
}

/* What every green decides, all green but attached, and cover outside green land. */
static void
decide (Town *town)
{
  g_autoptr (GlnShape) taken = NULL, cover = union_of (town->cover, NULL);
  g_autoptr (GPtrArray) others = shapes_new ();

  for (guint i = 0; i < town->greens->len; i++)
    {
      Land *land = &g_array_index (town->greens, Land, i);
      GlnShape *more = overlay (taken, land->shape, GLN_OVERLAY_UNION);
      land->decided = overlay (land->shape, taken, GLN_OVERLAY_DIFFERENCE);
      g_clear_pointer (&taken, gln_shape_unref);
      taken = more;
      if (!land->attached && land->decided)
        g_ptr_array_add (others, gln_shape_ref (land->decided));
    }
  town->public_green = union_of (others, NULL);
  town->cover_out = overlay (cover, taken, GLN_OVERLAY_DIFFERENCE);
  for (guint i = 0; i < town->park_parcels->len; i++)
    {
      Land *land = &g_array_index (town->park_parcels, Land, i);
      GlnShape *less = overlay (town->cover_out, land->shape, GLN_OVERLAY_DIFFERENCE);
      land->decided = overlay (land->shape, taken, GLN_OVERLAY_DIFFERENCE);
      g_clear_pointer (&town->cover_out, gln_shape_unref);
      town->cover_out = less;
    }
}

static Town *
town_random (GRand *rand)
{
  Town *town = g_new0 (Town, 1);
  const GlnUuid nil = { { 0 } };
  GlnUuid land, green, cover, built_up, district;

  town->city = city_new ();
  town->greens = lands_new ();
  town->homes = lands_new ();
  town->park_parcels = lands_new ();
  town->cover = shapes_new ();
  land = city_layer (town->city, GLN_LAYER_LAND_USE, "gb50137", "");
  green = city_layer (town->city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  cover = city_layer (town->city, GLN_LAYER_COVER, "", "");
  built_up = city_layer (town->city, GLN_LAYER_BOUNDARY, "", "built_up");
  district = city_layer (town->city, GLN_LAYER_DISTRICT, "", "urban_district");
  city_phase (town->city, "present", land, built_up, nil, GLN_ATTACHED_DRAWN);
  city_phase (town->city, "2030", nil, nil, nil, GLN_ATTACHED_DECLARED);
  city_phase (town->city, "2035", nil, nil, nil, GLN_ATTACHED_MAX);
  add_parcels (town, rand, land);
  add_greens (town, rand, green);
  add_cover (town, rand, cover);
  town->boundary = random_star (rand, X0 + SIDE_M / 2, Y0 + SIDE_M / 2, 0.48 * SIDE_M);
  city_add (town->city, 21, built_up, "", gln_shape_ref (town->boundary));
  town->west = gln_shape_new_rect (X0, Y0, X0 + 437.5, Y0 + SIDE_M);
  city_add (town->city, 22, district, "", gln_shape_ref (town->west));
  decide (town);
  return town;
}

static void
town_free (Town *town)
{
  city_free (town->city);
  g_array_unref (town->greens);
  g_array_unref (town->homes);
  g_array_unref (town->park_parcels);
  g_ptr_array_unref (town->cover);
  gln_shape_unref (town->boundary);
  gln_shape_unref (town->west);
  g_clear_pointer (&town->public_green, gln_shape_unref);
  g_clear_pointer (&town->cover_out, gln_shape_unref);
  g_free (town);
}

/* Attached green drawn in @where; with @vegetated its vegetation. */
static double
drawn_m2 (const Town *town, const GlnShape *where, gboolean vegetated)
{
  double sum_m2 = 0;

  for (guint i = 0; i < town->greens->len; i++)
    {
      const Land *land = &g_array_index (town->greens, Land, i);
      if (land->attached)
        sum_m2 += area_in (land->decided, where) * (vegetated ? land->vegetated : 1);
    }
  return sum_m2;
}

static double
declared_m2 (const Town *town, const Land *home, const GlnShape *where)
{
  return home->declared * (area_in (where, where) - area_in (town->public_green, where));
}

/* The method is chosen for the parcel as a whole, wherever it lies. */
static gboolean
is_declared (const Town *town, const Land *home, GlnAttachedMethod method)
{
  if (isnan (home->declared) || method == GLN_ATTACHED_DRAWN)
    return FALSE;
  return method == GLN_ATTACHED_DECLARED
         || declared_m2 (town, home, home->shape) > drawn_m2 (town, home->shape, FALSE);
}

static double
attached_vegetated_m2 (const Town *town, const Land *home, const GlnShape *zone, GlnAttachedMethod method)
{
  g_autoptr (GlnShape) here = overlay (home->shape, zone, GLN_OVERLAY_INTERSECTION);
  double room_m2;

  if (!here)
    return 0;
  if (!is_declared (town, home, method))
    return drawn_m2 (town, here, TRUE);
  room_m2 = area_in (here, here) - area_in (town->public_green, here) - area_in (town->cover_out, here);
  return MIN (declared_m2 (town, home, here) * home->vegetated, room_m2);
}

static double
referee_estimate_m2 (const Town *town, const GlnShape *zone, GlnAttachedMethod method)
{
  double sum_m2 = area_in (town->cover_out, zone);

  for (guint i = 0; i < town->greens->len; i++)
    {
      const Land *land = &g_array_index (town->greens, Land, i);
      if (!land->attached)
        sum_m2 += area_in (land->decided, zone) * land->vegetated;
    }
  for (guint i = 0; i < town->park_parcels->len; i++)
    {
      const Land *land = &g_array_index (town->park_parcels, Land, i);
      g_autoptr (GlnShape) here = overlay (land->shape, zone, GLN_OVERLAY_INTERSECTION);
      sum_m2 += area_in (land->decided, zone) * land->vegetated;
      if (here) /* attached green over a park's parcel lowers it, and is green all the same */
        sum_m2 += drawn_m2 (town, here, TRUE);
    }
  for (guint i = 0; i < town->homes->len; i++)
    sum_m2 += attached_vegetated_m2 (town, &g_array_index (town->homes, Land, i), zone, method);
  return sum_m2;
}

static void
check_phase (const Town *town, const GlnAreas *areas, guint phase, GlnAttachedMethod method)
{
  GlnUuid west = id_of (22);
  g_autoptr (GlnShape) here = overlay (town->boundary, town->west, GLN_OVERLAY_INTERSECTION);
  g_autoptr (GlnShape) rest = overlay (town->boundary, town->west, GLN_OVERLAY_DIFFERENCE);
  g_autoptr (GlnIndicatorSet) set
      = gln_indicators_compute (areas, town->city->standards, phase, NULL, NULL);
  g_autoptr (GlnIndicatorSet) in_west
      = gln_indicators_compute (areas, town->city->standards, phase, &west, NULL);
  const GlnIndicatorValue *all = gln_indicator_set_find (set, "GCR");
  const GlnIndicatorValue *part = gln_indicator_set_find (in_west, "GCR");
  double here_m2 = referee_estimate_m2 (town, here, method);
  double both_m2 = here_m2 + referee_estimate_m2 (town, rest, method);

  g_assert_true (all->estimate && part->estimate);
  assert_close (part->numerator, here_m2);
  assert_close (part->value, here_m2 / area_in (here, here));
  assert_close (all->numerator, both_m2);
  assert_close (all->value, both_m2 / area_in (town->boundary, town->boundary));
}

static void
test_estimate (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 4; round++)
    {
      Town *town = town_random (rand);
      g_autoptr (GlnAreas) areas = city_sums (town->city);
      check_phase (town, areas, 0, GLN_ATTACHED_DRAWN);
      check_phase (town, areas, 1, GLN_ATTACHED_DECLARED);
      check_phase (town, areas, 2, GLN_ATTACHED_MAX);
      town_free (town);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicator-geos-cover/estimate", test_estimate);
  return g_test_run ();
}
