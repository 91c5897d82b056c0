/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-parcels.h"
#include "core/gln-titles.h"
#include "indicator-fixture.h"

#include <math.h>

static GArray *
verdicts_of (City *city, guint phase, const char *edition)
{
  g_autoptr (GlnAreas) areas = city_sums (city);
  const char *const editions[] = { edition, NULL };

  return gln_parcels_judge (areas, city->standards, phase, GLN_SCOPE_BUILT_UP, editions);
}

static const GlnParcelVerdict *
verdict_on (const GArray *verdicts, guint number)
{
  GlnUuid id = id_of (number);

  for (guint i = 0; i < verdicts->len; i++)
    if (gln_uuid_equal (&g_array_index (verdicts, GlnParcelVerdict, i).parcel, &id))
      return &g_array_index (verdicts, GlnParcelVerdict, i);
  return NULL;
}

/* 784-1993, declared ratios: 11 new residential 35 >= 30, 12 old residential 20 < 25 (rule of its own, no
 * reduction on top), 13 office 30 < 35, industry 25 >= 20; 19 has no ratio; roads and greens have no rule. */
static void
test_national (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GArray) verdicts = verdicts_of (city, 1, "784-1993");

  g_assert_cmpint (verdict_on (verdicts, 11)->status, ==, GLN_STATUS_MET);
  g_assert_cmpfloat_with_epsilon (verdict_on (verdicts, 11)->ratio, 0.35, 1e-9);
  g_assert_cmpint (verdict_on (verdicts, 12)->status, ==, GLN_STATUS_UNMET);
  g_assert_cmpfloat_with_epsilon (verdict_on (verdicts, 12)->required, 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (verdict_on (verdicts, 12)->gap_m2, 0.05 * 8 * HA, 1e-6);
  g_assert_cmpint (verdict_on (verdicts, 13)->status, ==, GLN_STATUS_UNMET);
  g_assert_cmpfloat_with_epsilon (verdict_on (verdicts, 13)->required, 0.35, 1e-12);
  g_assert_cmpint (verdict_on (verdicts, 14)->status, ==, GLN_STATUS_MET);
  g_assert_cmpint (verdict_on (verdicts, 19)->status, ==, GLN_STATUS_UNKNOWN);
  g_assert_null (verdict_on (verdicts, 15));
  g_assert_null (verdict_on (verdicts, 16));
}

/* Ningbo: industry at most 20 %, new projects only: the old factory is never
 * flagged, nor one whose age is not known. */
static void
test_upper_bound (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_rect (city, 20, at.land, "M1", 1000, 400, 1200, 600);
  city_value (city, "green_ratio", 0.3);
  g_autoptr (GArray) verdicts = verdicts_of (city, 1, "CITY-Ningbo");
  const GlnParcelVerdict *young = verdict_on (verdicts, 18);
  g_assert_cmpint (young->status, ==, GLN_STATUS_UNMET);
  g_assert_true (gln_rule_is_upper_bound (young->rule));
  g_assert_cmpfloat_with_epsilon (young->gap_m2, 0.05 * 9 * HA, 1e-6);
  g_assert_cmpint (verdict_on (verdicts, 14)->status, ==, GLN_STATUS_MET);
  g_assert_null (verdict_on (verdicts, 20)); /* outside the scope */
  g_autoptr (GlnAreas) areas = city_sums (city);
  static const char *const ningbo[] = { "CITY-Ningbo", NULL };
  g_autoptr (GArray) all = gln_parcels_judge (areas, city->standards, 1, GLN_SCOPE_ALL, ningbo);
  g_assert_cmpint (verdict_on (all, 20)->status, ==, GLN_STATUS_UNKNOWN);
}

/* Old districts may fall short by 5 points of a rule that does not speak of age. */
static void
test_old_reduction (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GArray) verdicts = verdicts_of (city, 1, "CITY-Ningbo");

  g_assert_cmpfloat_with_epsilon (verdict_on (verdicts, 12)->required, 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (verdict_on (verdicts, 11)->required, 0.30, 1e-12);
}

static double
mixed_required (const char *edition, const char *land, const char *floor)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_rect (city, 20, at.land, "R2/B1", 0, 1000, 100, 1100);
  city_text (city, "age", "new");
  city_value (city, "green_ratio", 0.5);
  if (land)
    city_text (city, "land_shares", land);
  if (floor)
    city_text (city, "floor_shares", floor);
  g_autoptr (GlnAreas) areas = city_sums (city);
  const char *const editions[] = { edition, NULL };
  g_autoptr (GArray) verdicts = gln_parcels_judge (areas, city->standards, 1, GLN_SCOPE_ALL, editions);
  const GlnParcelVerdict *verdict = verdict_on (verdicts, 20);
  g_assert_nonnull (verdict);
  return verdict->status == GLN_STATUS_UNKNOWN ? NAN : verdict->required;
}

/* Ningbo: residential 30, commercial 35, weighted by floor area; the other ways
 * of combining stand in the test of the standards. */
static void
test_mixed_use (void)
{
  g_assert_cmpfloat_with_epsilon (mixed_required ("CITY-Ningbo", NULL, "0.6/0.4"), 0.32, 1e-12);
  g_assert_true (isnan (mixed_required ("CITY-Ningbo", "0.6/0.4", NULL)));
  /* 784: residential 30, commercial 20, no way given: the highest */
  g_assert_cmpfloat_with_epsilon (mixed_required ("784-1993", NULL, NULL), 0.30, 1e-12);
}

/* Drawn phase: 1 ha of RG in the 16 ha of parcel 11. */
static void
test_drawn (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GArray) verdicts = verdicts_of (city, 0, "784-1993");

  g_assert_cmpfloat_with_epsilon (verdict_on (verdicts, 11)->ratio, 1.0 / 16, 1e-12);
  g_assert_cmpint (verdict_on (verdicts, 11)->status, ==, GLN_STATUS_UNMET);
}

/* Without any drawn attached green a drawn phase says nothing of parcels. */
static void
test_nothing_drawn (void)
{
  g_autoptr (City) city = city_new ();
  const GlnUuid nil = { { 0 } };
  GlnUuid land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");

  city_phase (city, "present", land, nil, nil, GLN_ATTACHED_DRAWN);
  city_rect (city, 11, land, "A1", 0, 0, 100, 100);
  g_autoptr (GArray) verdicts = verdicts_of (city, 0, "784-1993");
  g_assert_cmpint (verdict_on (verdicts, 11)->status, ==, GLN_STATUS_UNKNOWN);
  g_assert_nonnull (verdict_on (verdicts, 11)->missing);
}

static void
test_rates (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_rect (city, 20, at.land, "R2", 1000, 500, 1100, 600); /* outside the built-up area */
  city_text (city, "age", "new");
  city_value (city, "green_ratio", 0.1);
  city_editions (city, 1, "NGC2010", NULL);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 1);
  assert_value (set, "RES", 1);
  assert_value (set, "RES_N", 1);
  assert_value (set, "PUB", 0);
  /* with a rule: 11 met, 12 not, 13 not, 14 and 18 met, 19 not known: 16 + 12 + 9 of 81 */
  assert_value (set, "PARCELS", 37.0 / 81);
  assert_value (set, "PARCELS_N", 3.0 / 6);
  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (set, "PARCELS")->unknown, 20 * HA, 1e-6);
  g_assert_cmpint (check_of (set, "RES", "NGC2010-RES-a")->status, ==, GLN_STATUS_MET);
}

static void
test_counts (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_rect (city, 36, at.green, "G11", 300, 750, 400, 950);
  city_text (city, "name", "lake park");
  city_rect (city, 37, at.green, "G11", 400, 750, 500, 950);
  city_text (city, "name", "lake park"); /* two parts of one park */
  city_rect (city, 38, at.green, "G132", 0, 2000, 1000, 2500);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 1);
  assert_value (set, "CPI", 2 / 1.6);
  assert_value (set, "CPK", 2 / 0.16);
  assert_value (set, "BOT", 0); /* outside the built-up area */
  city_rect (city, 39, at.built_up, "", 0, 2000, 1000, 2500);
  g_autoptr (GlnIndicatorSet) wider = city_indicators (city, 1);
  assert_value (wider, "BOT", 1);
}

/* G1 alone does not tell comprehensive parks from others. */
static void
test_undivided_parks (void)
{
  g_autoptr (City) city = city_new ();
  const GlnUuid nil = { { 0 } };
  GlnUuid land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");

  city_phase (city, "present", land, nil, nil, GLN_ATTACHED_DRAWN);
  city_population (city, 0, 1000);
  city_rect (city, 11, land, "G1", 0, 0, 100, 100);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "PGPC", 10);
  assert_missing (set, "CPI");
  assert_missing (set, "PG11PC");
  assert_missing (set, "BOT");
}

static void
test_protective (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_rect (city, 41, at.green, "G2", 300, 850, 500, 950); /* 2 ha more from 2030 */
  city_from (city, "2030", NULL);
  city_rect (city, 42, at.green, "G2", 500, 850, 600, 950); /* 1 ha drawn, not built */
  city_value (city, "implemented", 0);
  g_autoptr (GlnIndicatorSet) now = city_indicators (city, 0), later = city_indicators (city, 1);
  assert_value (now, "PRO", 5.0 / 8);
  assert_value (later, "PRO", 7.0 / 8);
}

static void
test_trees_and_marks (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  for (guint i = 0; i < 4; i++)
    {
      city_add (city, 80 + i, at.points, "", gln_shape_new_disc (100 + i, 100, 0));
      city_value (city, "tree_protected", i != 0);
    }
  city_rect (city, 20, at.land, "S42", 0, 1000, 100, 1050);
  city_value (city, "car_park_shaded", 1);
  city_rect (city, 25, at.land, "S42", 100, 1000, 200, 1100);
  city_value (city, "car_park_shaded", 0);
  city_rect (city, 26, at.built_up, "", 0, 1000, 1000, 1100);
  city_rect (city, 27, at.land, "E9", 200, 1000, 300, 1100);
  city_value (city, "derelict", 1);
  city_value (city, "restored", 1);
  city_rect (city, 28, at.land, "E9", 300, 1000, 600, 1100);
  city_value (city, "derelict", 1);
  city_value (city, "restored", 0);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "OLD", 0.75);
  assert_value (set, "SPK", 0.5 / 1.5);
  assert_value (set, "RES_L", 0.25);
}

static void
test_titles (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnPhaseSpec spec;

  g_autoptr (GlnIndicatorSet) none = city_indicators (city, 0);
  assert_missing (none, "GARDEN_QUARTERS"); /* no registry: zero would be made up */
  city_phase_begin (city, 0, &spec);
  spec.year = 2020;
  city_phase_end (city, 0, &spec);
  for (guint i = 0; i < 3; i++)
    {
      city_rect (city, 90 + i, at.communities, "", 100 * i, 0, 100 * (i + 1), 100);
      if (i < 2)
        {
          city_text (city, "title", "green_community");
          city_text (city, "title_level", "municipal");
          city_value (city, "title_year", 2019 + 2 * i); /* 2019 and 2021 */
        }
    }
  city_rect (city, 95, at.land, "R2", 0, 1100, 100, 1200);
  city_text (city, "title", "garden_quarter");
  g_autoptr (GlnIndicatorSet) now = city_indicators (city, 0), later = city_indicators (city, 1);
  assert_value (now, "GREEN_COMMUNITIES", 1);
  assert_value (later, "GREEN_COMMUNITIES", 2);
  assert_value (later, "GREEN_COMMUNITY_RATE", 2.0 / 3);
  assert_value (now, "GARDEN_QUARTERS", 1);
  assert_value (now, "GARDEN_QUARTER_RATE", 1.0 / 3); /* of 11, 12 and 95 */
  g_autoptr (GlnPlan) plan = city_plan (city);
  g_autoptr (GArray) rows = gln_titles_by_year (plan, city->standards, 1);
  g_assert_cmpuint (rows->len, ==, 3);
  const GlnTitleRow *second = &g_array_index (rows, GlnTitleRow, 2);
  g_assert_cmpint (second->year, ==, 2021);
  g_assert_cmpuint (second->count, ==, 1);
  g_assert_cmpuint (second->so_far, ==, 2);
}

/* 784-1993 by declared ratios in the west (x < 500): 11 16 ha met, 4 of 8 ha of
 * 12 unmet, 14 12 ha met, 10 of 20 ha of 19 not known. 12 and 19 lie in both
 * halves alike: no district has more than half, so neither counts them. */
static void
test_district_rates (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  const GlnUuid west = id_of (22), east = id_of (23);
  g_autoptr (GlnAreas) areas = NULL;
  static const char *const national[] = { "784-1993", NULL };

  areas = city_sums (city);
  g_autoptr (GlnIndicatorSet) all = gln_indicators_compute (areas, city->standards, 1, NULL, national);
  g_autoptr (GlnIndicatorSet) left = gln_indicators_compute (areas, city->standards, 1, &west, national);
  g_autoptr (GlnIndicatorSet) right = gln_indicators_compute (areas, city->standards, 1, &east, national);
  assert_value (left, "RES", 1);
  assert_missing (right, "RES"); /* no new housing there */
  assert_value (left, "PARCELS", 28.0 / 42);
  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (left, "PARCELS")->unknown, 10 * HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (left, "PARCELS")->denominator
                                      + gln_indicator_set_find (right, "PARCELS")->denominator,
                                  gln_indicator_set_find (all, "PARCELS")->denominator, 1e-6);
  assert_value (left, "PARCELS_N", 1);
}

/* SDG 11.7.1: parks 9 + 4 ha, squares 1 ha, streets 5 ha of 100; half a hectare
 * of a street becomes a park and counts once. Half of the built-up area is the
 * goal, as information. */
static void
test_public_space (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_editions (city, 0, "SDG-11.7.1", NULL);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "PUBLIC_SPACE", 0.19);
  g_assert_cmpint (check_of (set, "PUBLIC_SPACE", "SDG-11.7.1-PUBLIC_SPACE")->role, ==, GLN_ROLE_GUIDE);
  g_assert_cmpint (check_of (set, "PUBLIC_SPACE", "SDG-11.7.1-PUBLIC_SPACE")->status, ==, GLN_STATUS_UNMET);
  city_rect (city, 36, at.green, "G14", 0, 700, 100, 750);
  g_autoptr (GlnIndicatorSet) over = city_indicators (city, 0);
  assert_value (over, "PUBLIC_SPACE", 0.19);
}

static void
test_public_space_without_streets (void)
{
  g_autoptr (City) city = city_new ();
  const GlnUuid nil = { { 0 } };
  GlnUuid land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");

  city_phase (city, "present", land, nil, nil, GLN_ATTACHED_DRAWN);
  city_rect (city, 11, land, "G1", 0, 0, 100, 100);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_missing (set, "PUBLIC_SPACE");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicator-parcels/national", test_national);
  g_test_add_func ("/indicator-parcels/upper-bound", test_upper_bound);
  g_test_add_func ("/indicator-parcels/old-reduction", test_old_reduction);
  g_test_add_func ("/indicator-parcels/mixed-use", test_mixed_use);
  g_test_add_func ("/indicator-parcels/drawn", test_drawn);
  g_test_add_func ("/indicator-parcels/nothing-drawn", test_nothing_drawn);
  g_test_add_func ("/indicator-parcels/rates", test_rates);
  g_test_add_func ("/indicator-parcels/counts", test_counts);
  g_test_add_func ("/indicator-parcels/undivided-parks", test_undivided_parks);
  g_test_add_func ("/indicator-parcels/protective", test_protective);
  g_test_add_func ("/indicator-parcels/trees-and-marks", test_trees_and_marks);
  g_test_add_func ("/indicator-parcels/titles", test_titles);
  g_test_add_func ("/indicator-parcels/district-rates", test_district_rates);
  g_test_add_func ("/indicator-parcels/public-space", test_public_space);
  g_test_add_func ("/indicator-parcels/public-space-without-streets", test_public_space_without_streets);
  return g_test_run ();
}
