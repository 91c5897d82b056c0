/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-roads.h"
#include "indicator-fixture.h"

#include <math.h>

static void
add_road (City *city, guint number, GlnUuid layer, double y, double length_m, double width_m,
          const char *cls, const char *trees)
{
  add_line (city, number, layer, 0, y, length_m, y);
  city_value (city, "red_line_width_m", width_m);
  city_text (city, "road_class", cls);
  if (trees)
    city_text (city, "street_trees", trees);
}

/* RGP: 500 m with trees on both sides, 300 m on one, 200 m of the third inside
 * the built-up area without; a lane of 8 m takes no part. */
static void
test_street_trees (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  add_road (city, 51, at.lines, 100, 500, 30, "main", "both");
  add_road (city, 52, at.lines, 200, 300, 20, "branch", "one");
  add_line (city, 53, at.lines, 800, 300, 1400, 300);
  city_value (city, "red_line_width_m", 12);
  city_text (city, "street_trees", "none");
  add_road (city, 54, at.lines, 400, 900, 8, "branch", "both");
  city_editions (city, 0, "NGC2010", NULL);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "RGP", 0.5);
  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (set, "RGP")->denominator, 1000, 1e-9);
  g_assert_cmpint (check_of (set, "RGP", "NGC2010-RGP-a")->status, ==, GLN_STATUS_UNMET);
}

/* Roads whose trees are not given: the verdict is open as long as they could turn it. */
static void
test_street_trees_unknown (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_editions (city, 0, "NGC2010", NULL);
  add_road (city, 51, at.lines, 100, 900, 30, "main", "both");
  add_road (city, 52, at.lines, 200, 100, 30, "main", NULL);
  g_autoptr (GlnIndicatorSet) open = city_indicators (city, 0);
  assert_value (open, "RGP", 0.9);
  g_assert_cmpint (check_of (open, "RGP", "NGC2010-RGP-a")->status, ==, GLN_STATUS_UNKNOWN);
  add_road (city, 53, at.lines, 300, 1000, 30, "main", "none");
  g_autoptr (GlnIndicatorSet) settled = city_indicators (city, 0);
  assert_value (settled, "RGP", 0.45);
  g_assert_cmpint (check_of (settled, "RGP", "NGC2010-RGP-a")->status, ==, GLN_STATUS_UNMET);
}

static void
test_no_lines (void)
{
  static const char *const ids[] = { "RGP", "RGS", "SRD", "RIV", "SHO", "BELT", "STRIP_W" };
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_missing (set, ids[i]);
}

/* RGS by CJJ 75-97: 60 m asks 30 %, 45 m 25 %, 20 m 20 %. */
static void
test_road_green (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_editions (city, 0, "CJJ75-97", NULL);
  city_rect (city, 61, at.green, "SG", 0, 110, 500, 119); /* 9 m + 9 m of 60: 30 % */
  city_rect (city, 62, at.green, "SG", 0, 81, 500, 90);
  add_road (city, 51, at.lines, 100, 500, 60, "main", NULL);
  add_road (city, 52, at.lines, 300, 400, 45, "secondary", NULL);
  city_value (city, "green_ratio", 0.24); /* its own figure: short of 25 % */
  add_road (city, 53, at.lines, 900, 100, 20, "branch", NULL); /* nothing drawn: 0 %... */
  city_rect (city, 63, at.green, "SG", 0, 905, 100, 910); /* ... but 5 of 20 m: 25 % */
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "RGS", 0.6);
}

/* In a declared phase the ratio is that of the road parcels under the line. */
static void
test_road_green_declared (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  add_road (city, 51, at.lines, 725, 1000, 30, "branch", NULL);
  city_editions (city, 1, "CJJ75-97", NULL);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 1);
  assert_value (set, "RGS", 1); /* 16 declares 20 %, and 20 % are asked for */
}

/* SRD: since 2022 the secondary and branch roads only, before all. */
static void
test_shaded_roads (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  add_road (city, 51, at.lines, 100, 800, 40, "main", NULL);
  city_value (city, "shaded_ratio", 0.2);
  add_road (city, 52, at.lines, 200, 300, 24, "secondary", NULL);
  city_value (city, "shaded_ratio", 0.9);
  add_road (city, 53, at.lines, 300, 100, 16, "branch", NULL);
  city_value (city, "shaded_ratio", 0.89);
  city_editions (city, 0, "NECO2022", NULL);
  g_autoptr (GlnIndicatorSet) now = city_indicators (city, 0);
  assert_value (now, "SRD", 0.75);
  g_assert_cmpint (check_of (now, "SRD", "NECO2022-SRD")->status, ==, GLN_STATUS_UNMET);
  city_editions (city, 0, "NGC2016", NULL);
  g_autoptr (GlnIndicatorSet) before = city_indicators (city, 0);
  assert_value (before, "SRD", 0.25);
}

static GlnUuid
river_layer (City *city)
{
  return city_layer (city, GLN_LAYER_LINE, "", "river");
}

/* RIV: a river of 20 m through the town: its north bank is green over 400 m of
 * 1000 m (20 m wide), its south bank over 300 m (10 m: too narrow). */
static void
test_green_banks (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnUuid rivers = river_layer (city);

  city_rect (city, 61, at.green, "G14", 0, 860, 400, 880);
  city_rect (city, 62, at.green, "G14", 0, 830, 300, 840);
  add_line (city, 55, rivers, -500, 850, 1500, 850);
  city_value (city, "red_line_width_m", 20);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  /* parks of the town: 31 covers x 0..200, y 750..950; 32 is a square at y 750..850 */
  const GlnIndicatorValue *value = gln_indicator_set_find (set, "RIV");
  g_assert_cmpfloat_with_epsilon (value->denominator, 2000, 1e-9);
  /* north: 0..400 by 61 (0..200 by 31 too); south: 0..200 by 31 below y 840, 200..300 by 32 */
  g_assert_cmpfloat_with_epsilon (value->numerator, 400 + 300, 1e-9);
}

/* The water surface tells where the bank is, however wide the river: 300 m to
 * the north of the line, 40 m to the south. */
static void
test_wide_river (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnUuid rivers = river_layer (city), waters = city_layer (city, GLN_LAYER_WATER, "", "");

  city_rect (city, 60, waters, "", -100, 460, 1100, 800);
  city_rect (city, 61, at.green, "G14", 0, 800, 1000, 815);
  city_rect (city, 62, at.green, "G14", 0, 450, 1000, 460);
  add_line (city, 55, rivers, 0, 500, 1000, 500);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  /* south: 10 m of 62, and park 15 continues it from 400 to 700 */
  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (set, "RIV")->numerator, 1000 + 300, 1e-6);
}

static void
test_banks_by_attribute (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnUuid rivers = river_layer (city);

  add_line (city, 55, rivers, 0, 500, 600, 500);
  city_value (city, "bank_green_width_m", 15);
  city_value (city, "natural_bank", 1);
  add_line (city, 56, rivers, 0, 520, 200, 520);
  city_text (city, "baseline", "bank");
  city_value (city, "bank_green_width_m", 5);
  city_value (city, "natural_bank", 0);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "RIV", 1200.0 / 1400);
  assert_value (set, "SHO", 0.75);
  add_line (city, 57, rivers, 0, 540, 1000, 540); /* neither width nor water */
  g_autoptr (GlnIndicatorSet) open = city_indicators (city, 0);
  g_assert_cmpfloat (gln_indicator_set_find (open, "RIV")->unknown, ==, 2000);
}

static void
test_strip_width (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  add_road (city, 51, at.lines, 100, 500, 60, "main", NULL);
  city_value (city, "strip_width_m", 2.5);
  add_road (city, 52, at.lines, 200, 500, 60, "main", NULL);
  city_value (city, "strip_width_m", 1.5);
  city_editions (city, 0, "GB55014-2021", NULL);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "STRIP_W", 1.5);
  g_assert_cmpint (check_of (set, "STRIP_W", "GB55014-2021-STRIP_W")->status, ==, GLN_STATUS_UNMET);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicator-lines/street-trees", test_street_trees);
  g_test_add_func ("/indicator-lines/street-trees-unknown", test_street_trees_unknown);
  g_test_add_func ("/indicator-lines/no-lines", test_no_lines);
  g_test_add_func ("/indicator-lines/road-green", test_road_green);
  g_test_add_func ("/indicator-lines/road-green-declared", test_road_green_declared);
  g_test_add_func ("/indicator-lines/shaded-roads", test_shaded_roads);
  g_test_add_func ("/indicator-lines/green-banks", test_green_banks);
  g_test_add_func ("/indicator-lines/wide-river", test_wide_river);
  g_test_add_func ("/indicator-lines/banks-by-attribute", test_banks_by_attribute);
  g_test_add_func ("/indicator-lines/strip-width", test_strip_width);
  return g_test_run ();
}
