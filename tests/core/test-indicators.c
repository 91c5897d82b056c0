/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indicator-fixture.h"

#include <math.h>

/* Every figure below is reckoned by hand from the town's list of parcels. */
static void
test_headline (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GlnIndicatorSet) now = city_indicators (city, 0), later = city_indicators (city, 1);
  const GlnIndicatorValue *value = gln_indicator_set_find (now, "GLR");

  /* G1 9 + G11 4 + half of G3 0.5 + G2 5 + RG 1 drawn, of 100 ha */
  assert_value (now, "GLR", 0.195);
  g_assert_cmpfloat_with_epsilon (value->numerator, 19.5 * HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (value->denominator, 100 * HA, 1e-6);
  g_assert_false (value->provisional);
  assert_value (now, "PGPC", 13);
  assert_value (now, "TGA", 19.5 * HA);
  /* declared: 5.6 + 1.6 + 4.8 + 3 + 1 + 2.25 = 18.25; greens 9 + 4 + 4 + 0.5 + 5 */
  assert_value (later, "GLR", 0.4075);
  assert_value (later, "PGPC", 17.0 * HA / 16000);
  assert_value (later, "PG11PC", 4.0 * HA / 16000);
  assert_value (later, "PG12PC", 4.0 * HA / 16000);
  assert_value (later, "GREENSQ_PC", (9 + 4 + 4 + 1 + 5) * HA / 16000);
  assert_value (now, "ROAD_AREA_PC", 5);
  assert_missing (now, "NUR"); /* none is mapped: zero would be made up */
  g_assert_true (gln_indicator_set_find (now, "GCR")->estimate);
  assert_missing (now, "TSR");
}

static void
test_attached_methods (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnPhaseSpec spec;

  city_phase_begin (city, 1, &spec);
  spec.attached = GLN_ATTACHED_MAX;
  city_phase_end (city, 1, &spec);
  city_rect (city, 36, at.green, "MG", 0, 400, 400, 600); /* 8 ha drawn in 14, 3 ha declared */
  g_autoptr (GlnIndicatorSet) largest = city_indicators (city, 1);
  assert_value (largest, "GLR", 0.4075 + 0.05);
  g_autoptr (GlnIndicatorSet) drawn = city_indicators (city, 0);
  assert_value (drawn, "GLR", 0.195 + 0.08);
}

static void
test_districts (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GlnIndicatorSet) now = city_indicators (city, 0);
  g_autoptr (GlnAreas) areas = city_sums (city);
  GlnUuid west = id_of (22), east = id_of (23);
  g_autoptr (GlnIndicatorSet) in_west = gln_indicators_compute (areas, city->standards, 0, &west, NULL);
  g_autoptr (GlnIndicatorSet) in_east = gln_indicators_compute (areas, city->standards, 0, &east, NULL);

  /* west: 3 + 4 + 0.5 + 2.5 + 1 = 11 of 50; east: 6 + 2.5 = 8.5 of 50 */
  assert_value (in_west, "GLR", 0.22);
  assert_value (in_east, "GLR", 0.17);
  assert_value (now, "GLRmin", 0.17);
  assert_value (now, "GLRgap", 0.05);
  assert_value (now, "PGPCmin", 12);
  assert_value (now, "PGPCgap", 2);
  assert_missing (in_west, "GLRmin");
  city_rect (city, 24, at.districts, "", 2000, 0, 3000, 1000); /* outside the built-up area: not one of its */
  g_autoptr (GlnIndicatorSet) again = city_indicators (city, 0);
  assert_value (again, "GLRmin", 0.17);
  city_rect (city, 26, at.built_up, "", 1000, 0, 1100, 100);
  city_rect (city, 25, at.districts, "", 1000, 0, 1100, 100); /* without population */
  g_autoptr (GlnIndicatorSet) open = city_indicators (city, 0);
  assert_missing (open, "PGPCmin");
}

/* Rules on districts bind in the district and not in the whole: Zhengzhou asks
 * 35 % of new districts and 25 % of old ones. */
static void
test_district_rules (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnUuid fresh = id_of (24);

  city_rect (city, 26, at.built_up, "", 0, 2000, 1000, 3000);
  city_rect (city, 24, at.districts, "", 0, 2000, 1000, 3000);
  city_text (city, "age", "new");
  city_value (city, "population", 1000);
  city_rect (city, 27, at.land, "R2", 0, 2000, 1000, 3000);
  city_rect (city, 36, at.green, "G11", 0, 2000, 1000, 2300);
  city_editions (city, 0, "CITY-Zhengzhou", NULL);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnIndicatorSet) whole = gln_indicators_compute (areas, city->standards, 0, NULL, NULL);
  g_autoptr (GlnIndicatorSet) part = gln_indicators_compute (areas, city->standards, 0, &fresh, NULL);
  const GlnCheck *check = check_of (part, "GLR", "CITY-Zhengzhou-GLR-a");
  g_assert_null (check_of (whole, "GLR", "CITY-Zhengzhou-GLR-a"));
  g_assert_null (check_of (part, "GLR", "CITY-Zhengzhou-GLR-b"));
  g_assert_cmpint (check->status, ==, GLN_STATUS_UNMET);
  g_assert_cmpfloat_with_epsilon (check->gap, 5 * HA, 1e-6);
}

static void
test_empty (void)
{
  g_autoptr (City) city = city_new ();
  const GlnUuid nil = { { 0 } };

  city_phase (city, "present", nil, nil, nil, GLN_ATTACHED_DRAWN);
  city_editions (city, 0, "NGC2010", "GB55014-2021");
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  g_assert_cmpuint (set->n_values, ==, gln_indicator_count ());
  for (guint i = 0; i < set->n_values; i++)
    {
      const GlnIndicatorValue *value = &set->values[i];
      g_assert_true (isnan (value->value) || value->value == 0);
      g_assert_true (value->missing || value->value == 0);
      for (guint c = 0; c < value->n_checks; c++)
        g_assert_cmpint (value->checks[c].status, !=, GLN_STATUS_MET);
    }
  assert_missing (set, "GLR");
  assert_missing (set, "PGPC");
}

static void
test_population (void)
{
  static const double bad[] = { 0, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      TownLayers at;
      g_autoptr (City) city = town_new (&at);
      city_population (city, 0, bad[i]);
      city_editions (city, 0, "GB55014-2021", NULL);
      g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
      assert_missing (set, "PGPC");
      assert_missing (set, "CPI");
      assert_value (set, "GLR", 0.195);
      g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (set, "PGPC")->numerator, 13 * HA, 1e-6);
      g_assert_cmpint (check_of (set, "PGPC", "GB55014-2021-PGPC")->status, ==, GLN_STATUS_UNKNOWN);
    }
}

/* All greens lie outside the boundary: nothing counts, and the verdict is unmet, not unknown. */
static void
test_outside (void)
{
  g_autoptr (City) city = city_new ();
  const GlnUuid nil = { { 0 } };
  GlnUuid land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  GlnUuid green = city_layer (city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  GlnUuid built_up = city_layer (city, GLN_LAYER_BOUNDARY, "", "built_up");

  city_phase (city, "present", land, built_up, nil, GLN_ATTACHED_DRAWN);
  city_population (city, 0, 1000);
  city_editions (city, 0, "NGC2010", "GB55014-2021");
  city_rect (city, 11, built_up, "", 0, 0, 1000, 1000);
  city_rect (city, 12, land, "R2", 0, 0, 1000, 1000);
  city_rect (city, 13, green, "G11", 2000, 0, 3000, 1000);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "GLR", 0);
  assert_value (set, "PGPC", 0);
  assert_value (set, "CPI", 0);
  g_assert_cmpint (check_of (set, "GLR", "NGC2010-GLR-a")->status, ==, GLN_STATUS_UNMET);
  g_assert_cmpfloat_with_epsilon (check_of (set, "GLR", "NGC2010-GLR-a")->gap, 31 * HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (check_of (set, "PGPC", "GB55014-2021-PGPC")->gap, 8000, 1e-6);
}

/* Without the boundary the value is shown and decides nothing. */
static void
test_provisional (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnPhaseSpec spec;
  const GlnUuid nil = { { 0 } };

  city_editions (city, 0, "NGC2010", NULL);
  city_phase_begin (city, 0, &spec);
  spec.boundary[GLN_SCOPE_BUILT_UP] = nil;
  gln_phase_spec_set_target (&spec, "GLR", ">=", 0.1, 0);
  city_phase_end (city, 0, &spec);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  g_assert_true (gln_indicator_set_find (set, "GLR")->provisional);
  assert_value (set, "GLR", 0.195);
  g_assert_cmpint (check_of (set, "GLR", "NGC2010-GLR-a")->status, ==, GLN_STATUS_UNKNOWN);
  g_assert_cmpint (check_of (set, "GLR", "programme-GLR")->status, ==, GLN_STATUS_UNKNOWN);
}

/* Two verdicts side by side, gaps in land, K? never decides. */
static void
test_verdicts (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnPhaseSpec spec;

  city_editions (city, 0, "NECO2022", "GB55014-2021");
  city_phase_begin (city, 0, &spec);
  gln_phase_spec_set_target (&spec, "GLR", ">=", 0.2, 0);
  gln_phase_spec_set_target (&spec, "PGPC", ">=", 12, 0);
  city_phase_end (city, 0, &spec);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  const GlnCheck *target = check_of (set, "GLR", "programme-GLR");
  g_assert_cmpint (target->status, ==, GLN_STATUS_UNMET);
  g_assert_cmpint (target->kind, ==, GLN_VERDICT_TARGET);
  g_assert_cmpfloat_with_epsilon (target->gap, 0.5 * HA, 1e-6);
  g_assert_cmpint (check_of (set, "PGPC", "programme-PGPC")->status, ==, GLN_STATUS_MET);
  g_assert_cmpint (check_of (set, "GLR", "NECO2022-GLR")->status, ==, GLN_STATUS_UNKNOWN);
  g_assert_cmpint (check_of (set, "PGPC", "NECO2022-PGPC")->status, ==, GLN_STATUS_UNMET);
  g_assert_cmpfloat_with_epsilon (check_of (set, "PGPC", "NECO2022-PGPC")->gap, 1.8 * 10000, 1e-6);
  g_assert_cmpint (check_of (set, "PGPC", "GB55014-2021-PGPC")->status, ==, GLN_STATUS_MET);
  g_assert_cmpint (check_of (set, "PGPC", "GB55014-2021-PGPC")->kind, ==, GLN_VERDICT_STANDARD);
}

/* A condition that is not given leaves the rule open. */
static void
test_conditions (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnPhaseSpec spec;

  city_editions (city, 0, "NGC2010", NULL);
  g_autoptr (GlnIndicatorSet) open = city_indicators (city, 0);
  const GlnCheck *check = check_of (open, "PGPC", "NGC2010-PGPC-a");
  g_assert_cmpint (check->status, ==, GLN_STATUS_UNKNOWN);
  g_assert_cmpstr (check->missing, ==, "land_pc");
  city_phase_begin (city, 0, &spec);
  spec.conditions = gln_values_with_number (NULL, "land_pc", 90);
  city_phase_end (city, 0, &spec);
  g_autoptr (GlnIndicatorSet) given = city_indicators (city, 0);
  g_assert_null (check_of (given, "PGPC", "NGC2010-PGPC-a"));
  g_assert_cmpint (check_of (given, "PGPC", "NGC2010-PGPC-c")->status, ==, GLN_STATUS_MET);
}

/* Each edition's rule is judged by the value as that edition counts it:
 * nursery is green land in 2002, other green is not. */
static void
test_by_edition (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  static const char *const old_edition[] = { "NGC2010", NULL };

  city_rect (city, 37, at.green, "EG4", 300, 750, 400, 950); /* 2 ha of nursery */
  city_editions (city, 0, "NECO2022", NULL);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnIndicatorSet) set = gln_indicators_compute (areas, city->standards, 0, NULL, old_edition);
  assert_value (set, "GLR", 0.195);
  assert_value (set, "NUR", 0.02);
  g_assert_cmpfloat_with_epsilon (check_of (set, "GLR", "NECO2022-GLR")->actual, 0.195, 1e-9);
  g_assert_cmpfloat_with_epsilon (check_of (set, "GLR", "NGC2010-GLR-a")->actual, 0.215, 1e-9);
  g_assert_cmpstr (check_of (set, "GLR", "NGC2010-GLR-a")->basis, ==, "NGC2010");
}

static void
test_entries (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnPhaseSpec spec;

  city_editions (city, 0, "NGC2010", NULL);
  city_phase_begin (city, 0, &spec);
  gln_phase_spec_set_entry (&spec, "OLD", 0.97, "register 2020", "bureau", "2020-06-01");
  gln_phase_spec_set_entry (&spec, "GLR", 0.99, NULL, NULL, NULL);
  city_phase_end (city, 0, &spec);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  assert_value (set, "OLD", 0.97);
  g_assert_true (gln_indicator_set_find (set, "OLD")->entered);
  g_assert_cmpint (check_of (set, "OLD", "NGC2010-OLD-a")->status, ==, GLN_STATUS_MET);
  assert_value (set, "GLR", 0.195); /* what the map computes is not overridden */
  g_assert_false (gln_indicator_set_find (set, "GLR")->entered);
}

static void
test_refresh (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_editions (city, 1, "NGC2010", NULL);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnIndicatorSet) whole = gln_indicators_compute (areas, city->standards, 1, NULL, NULL);
  g_autoptr (GlnIndicatorSet) quick = gln_indicators_refresh (areas, city->standards, 1, NULL, NULL, whole);
  const GlnIndicatorValue *slow = gln_indicator_set_find (quick, "RES");

  g_assert_true (slow->stale);
  g_assert_cmpfloat (slow->value, ==, gln_indicator_set_find (whole, "RES")->value);
  g_assert_cmpuint (slow->n_checks, ==, gln_indicator_set_find (whole, "RES")->n_checks);
  g_assert_false (gln_indicator_set_find (quick, "GLR")->stale);
  assert_value (quick, "GLR", 0.4075);
}

/* Every rule of the shipped data speaks of an indicator of the registry, or of
 * parts of a city that are judged one by one, or is known not to be covered. */
static void
test_registry_covers_standards (void)
{
  static const char *const apart[]
      = { "PARCEL_GLR", "ROAD_GLR", "ROAD_GLR_MAIN", "BELT_W", "HV_W", "ROAD_GCR", NULL };
  g_autoptr (GlnStandards) standards = fixture_load_shipped ();
  guint n_uncovered = 0;

  for (guint s = 0; s < gln_standards_get_n (standards); s++)
    {
      const GlnStandard *standard = gln_standards_get_at (standards, s);
      if (standard->kind != GLN_STANDARD_EDITION && standard->kind != GLN_STANDARD_FLOOR
          && standard->kind != GLN_STANDARD_PROGRAMME)
        continue;
      for (guint r = 0; r < standard->rules->len; r++)
        {
          const GlnRule *rule = standard->rules->pdata[r];
          if (rule->parameter || gln_indicator_find (rule->indicator)
              || g_strv_contains (apart, rule->indicator) || g_str_equal (rule->scope, "living_circle")
              || g_str_equal (rule->scope, "block"))
            continue;
          g_test_message ("no indicator for %s (%s)", rule->id, rule->indicator);
          n_uncovered++;
        }
    }
  g_assert_cmpuint (n_uncovered, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicators/headline", test_headline);
  g_test_add_func ("/indicators/attached-methods", test_attached_methods);
  g_test_add_func ("/indicators/districts", test_districts);
  g_test_add_func ("/indicators/district-rules", test_district_rules);
  g_test_add_func ("/indicators/empty", test_empty);
  g_test_add_func ("/indicators/population", test_population);
  g_test_add_func ("/indicators/outside", test_outside);
  g_test_add_func ("/indicators/provisional", test_provisional);
  g_test_add_func ("/indicators/verdicts", test_verdicts);
  g_test_add_func ("/indicators/conditions", test_conditions);
  g_test_add_func ("/indicators/by-edition", test_by_edition);
  g_test_add_func ("/indicators/entries", test_entries);
  g_test_add_func ("/indicators/refresh", test_refresh);
  g_test_add_func ("/indicators/registry-covers-standards", test_registry_covers_standards);
  return g_test_run ();
}
