/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-belts.h"
#include "indicator-fixture.h"

#include <math.h>

/* Protective belts: width by class, side and baseline; what is exempt. */

static GArray *
belts_of (City *city, guint phase, const char *edition)
{
  g_autoptr (GlnAreas) areas = city_sums (city);
  const char *const editions[] = { edition, NULL };

  return gln_belts_judge (areas, city->standards, phase, editions);
}

static const GlnBeltSide *
side_at (const GArray *sides, guint index)
{
  g_assert_cmpuint (index, <, sides->len);
  return &g_array_index (sides, GlnBeltSide, index);
}

/* A railway of 12 m bed; north 35 m of belt over all, south 24 m over 600 m. */
static City *
railway_town (TownLayers *at, GlnUuid *rails)
{
  City *city = town_new (at);

  *rails = city_layer (city, GLN_LAYER_LINE, "", "rail");
  add_line (city, 70, *rails, 0, 550, 1000, 550);
  city_value (city, "red_line_width_m", 12);
  city_rect (city, 71, at->green, "G2", 0, 556, 1000, 591);
  city_rect (city, 72, at->green, "G2", 0, 520, 600, 544);
  return city;
}

/* Zhengzhou measures from the edge of the bed, Ningbo from the track's centre
 * line; 15 G1 (400..700 m) adds to the south side. */
static void
test_belts_by_baseline (void)
{
  TownLayers at;
  GlnUuid rails;
  g_autoptr (City) city = railway_town (&at, &rails);
  g_autoptr (GArray) edge = belts_of (city, 0, "CITY-Zhengzhou");
  g_autoptr (GArray) centre = belts_of (city, 0, "CITY-Ningbo");

  g_assert_cmpuint (edge->len, ==, 2);
  g_assert_cmpint (side_at (edge, 0)->side, ==, GLN_SIDE_LEFT);
  g_assert_cmpfloat (side_at (edge, 0)->required_m, ==, 30);
  g_assert_cmpint (side_at (edge, 0)->status, ==, GLN_STATUS_MET);
  g_assert_cmpfloat_with_epsilon (side_at (edge, 0)->sum.min_width_m, 35, 1e-9);
  g_assert_cmpint (side_at (edge, 1)->status, ==, GLN_STATUS_UNMET);
  /* south: 24 m over 0..400 (6 short), all green over 400..700, nothing over 700..1000 */
  g_assert_cmpfloat_with_epsilon (side_at (edge, 1)->sum.met_m, 300, 1e-6);
  g_assert_cmpfloat_with_epsilon (side_at (edge, 1)->sum.shortfall_m2, 400 * 6 + 300 * 30, 1e-6);
  g_assert_cmpuint (side_at (edge, 1)->below->len, ==, 2);
  g_assert_cmpfloat (side_at (centre, 1)->required_m, ==, 24);
  g_assert_cmpfloat_with_epsilon (side_at (centre, 1)->sum.met_m, 700, 1e-6);
}

static void
test_belt_exemptions (void)
{
  TownLayers at;
  GlnUuid rails, zones;
  g_autoptr (City) city = railway_town (&at, &rails);

  zones = city_layer (city, GLN_LAYER_ZONE, "", "station");
  city_rect (city, 73, zones, "", 700, 500, 1000, 600);
  city_value (city, "belt_exempt", 1);
  g_autoptr (GArray) station = belts_of (city, 0, "CITY-Ningbo");
  g_assert_cmpfloat_with_epsilon (side_at (station, 1)->exempt_m, 300, 1e-9);
  g_assert_cmpint (side_at (station, 1)->status, ==, GLN_STATUS_MET);
  add_line (city, 74, rails, 0, 50, 500, 50);
  city_value (city, "belt_exempt", 1);
  g_autoptr (GArray) viaduct = belts_of (city, 0, "CITY-Ningbo");
  g_assert_cmpuint (viaduct->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (side_at (viaduct, 2)->exempt_m, 500, 1e-9);
  g_assert_cmpfloat (side_at (viaduct, 2)->sum.length_m, ==, 0);
}

static void
test_belt_bed_unknown (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnUuid rails = city_layer (city, GLN_LAYER_LINE, "", "rail");

  add_line (city, 70, rails, 0, 550, 300, 550);
  g_autoptr (GArray) sides = belts_of (city, 0, "CITY-Zhengzhou");
  g_assert_cmpint (side_at (sides, 0)->status, ==, GLN_STATUS_UNKNOWN);
  g_assert_nonnull (side_at (sides, 0)->missing);
}

/* A corridor's width is that of both sides: 220 kV asks 30 m, 15 m a side. */
static void
test_power_corridor (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnUuid power = city_layer (city, GLN_LAYER_LINE, "", "power");

  add_line (city, 70, power, 0, 550, 400, 550);
  city_value (city, "kv", 220);
  city_rect (city, 71, at.green, "G2", 0, 535, 400, 560);
  g_autoptr (GArray) sides = belts_of (city, 0, "GB/T50293-2014");
  g_assert_cmpuint (sides->len, ==, 2);
  g_assert_cmpfloat (side_at (sides, 0)->required_m, ==, 15);
  g_assert_cmpint (side_at (sides, 0)->status, ==, GLN_STATUS_UNMET);
  g_assert_cmpfloat_with_epsilon (side_at (sides, 0)->sum.shortfall_m2, 2000, 1e-6);
  g_assert_cmpint (side_at (sides, 1)->status, ==, GLN_STATUS_MET);
}

static void
test_belt_indicator (void)
{
  TownLayers at;
  GlnUuid rails;
  g_autoptr (City) city = railway_town (&at, &rails);

  city_editions (city, 0, "CITY-Ningbo", NULL);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "BELT", 1700.0 / 2000);
}

/* The old town, 700..1000 m along the railway, is exempt where the phase says
 * so and has its boundary; Ningbo's belt is met in the rest. */
static void
exempt_old_town (City *city)
{
  GlnPhaseSpec spec;

  city_phase_begin (city, 0, &spec);
  GlnValues *given = spec.conditions;
  spec.conditions = gln_values_with_number (given, "exempt_old_town", 1);
  gln_values_unref (given);
  city_phase_end (city, 0, &spec);
}

static void
set_old_town (City *city, GlnUuid layer)
{
  GlnPhaseSpec spec;

  city_phase_begin (city, 0, &spec);
  spec.boundary[GLN_SCOPE_OLD_TOWN] = layer;
  city_phase_end (city, 0, &spec);
}

static void
test_old_town (void)
{
  TownLayers at;
  GlnUuid rails;
  g_autoptr (City) city = railway_town (&at, &rails);
  GlnUuid old_town = city_layer (city, GLN_LAYER_BOUNDARY, "", "old_town");

  city_rect (city, 75, old_town, "", 700, 400, 1000, 700);
  exempt_old_town (city);
  g_autoptr (GArray) no_boundary = belts_of (city, 0, "CITY-Ningbo");
  g_assert_cmpfloat (side_at (no_boundary, 1)->exempt_m, ==, 0);
  g_assert_cmpint (side_at (no_boundary, 1)->status, ==, GLN_STATUS_UNMET);
  set_old_town (city, old_town);
  g_autoptr (GArray) exempt = belts_of (city, 0, "CITY-Ningbo");
  g_assert_cmpuint (exempt->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (side_at (exempt, 1)->exempt_m, 300, 1e-9);
  g_assert_cmpfloat_with_epsilon (side_at (exempt, 1)->sum.length_m, 700, 1e-9);
  g_assert_cmpint (side_at (exempt, 1)->status, ==, GLN_STATUS_MET);
}

/* Without the condition the boundary of the old town alone exempts nothing. */
static void
test_old_town_not_exempt (void)
{
  TownLayers at;
  GlnUuid rails;
  g_autoptr (City) city = railway_town (&at, &rails);
  GlnUuid old_town = city_layer (city, GLN_LAYER_BOUNDARY, "", "old_town");

  city_rect (city, 75, old_town, "", 700, 400, 1000, 700);
  set_old_town (city, old_town);
  g_autoptr (GArray) sides = belts_of (city, 0, "CITY-Ningbo");
  g_assert_cmpfloat (side_at (sides, 1)->exempt_m, ==, 0);
  g_assert_cmpint (side_at (sides, 1)->status, ==, GLN_STATUS_UNMET);
}

/* A road of 40 m in y 550; north 26 m of belt over all, south 60 m over 500 m. */
static City *
expressway_town (TownLayers *at, const char *kind)
{
  City *city = town_new (at);
  GlnUuid roads = city_layer (city, GLN_LAYER_LINE, "", kind);

  add_line (city, 70, roads, 0, 850, 800, 850);
  city_value (city, "red_line_width_m", 40);
  city_rect (city, 71, at->green, "G2", 200, 870, 800, 896);
  city_rect (city, 72, at->green, "G2", 200, 770, 500, 830);
  return city;
}

/* 快速路: 25 m from the edge of the road in Ningbo. */
static void
test_expressway (void)
{
  TownLayers at;
  g_autoptr (City) city = expressway_town (&at, "expressway");
  g_autoptr (GArray) sides = belts_of (city, 0, "CITY-Ningbo");

  g_assert_cmpuint (sides->len, ==, 2);
  g_assert_cmpfloat (side_at (sides, 0)->required_m, ==, 25);
  g_assert_cmpfloat (side_at (sides, 0)->edge_m, ==, 20);
  g_assert_cmpfloat_with_epsilon (side_at (sides, 0)->sum.length_m, 800, 1e-9);
  g_assert_cmpint (side_at (sides, 0)->status, ==, GLN_STATUS_MET);
  g_assert_cmpfloat_with_epsilon (side_at (sides, 1)->sum.met_m, 500, 1e-6);
  g_assert_cmpfloat_with_epsilon (side_at (sides, 1)->sum.shortfall_m2, 300 * 25, 1e-6);
  g_assert_cmpint (side_at (sides, 1)->status, ==, GLN_STATUS_UNMET);
}

/* 高速公路: 50 m by what the cities' regulations have in common. */
static void
test_motorway (void)
{
  TownLayers at;
  g_autoptr (City) city = expressway_town (&at, "motorway");
  g_autoptr (GArray) sides = belts_of (city, 0, "CITY-Ningbo");

  g_assert_cmpuint (sides->len, ==, 2);
  g_assert_cmpfloat (side_at (sides, 0)->required_m, ==, 50);
  g_assert_cmpint (side_at (sides, 0)->status, ==, GLN_STATUS_UNMET);
  g_assert_cmpfloat_with_epsilon (side_at (sides, 1)->sum.met_m, 500, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicator-belts/by-baseline", test_belts_by_baseline);
  g_test_add_func ("/indicator-belts/exemptions", test_belt_exemptions);
  g_test_add_func ("/indicator-belts/old-town", test_old_town);
  g_test_add_func ("/indicator-belts/old-town-not-exempt", test_old_town_not_exempt);
  g_test_add_func ("/indicator-belts/expressway", test_expressway);
  g_test_add_func ("/indicator-belts/motorway", test_motorway);
  g_test_add_func ("/indicator-belts/bed-unknown", test_belt_bed_unknown);
  g_test_add_func ("/indicator-belts/power-corridor", test_power_corridor);
  g_test_add_func ("/indicator-belts/indicator", test_belt_indicator);
  return g_test_run ();
}
