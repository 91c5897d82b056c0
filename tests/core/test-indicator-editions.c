/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-recode.h"
#include "indicator-fixture.h"

#include <math.h>

/* A town of one residential square of 4 km² with one park of 1 ha in its middle. */
static City *
one_park (const char *edition, double side_m)
{
  City *city = city_new ();
  const GlnUuid nil = { { 0 } };
  GlnUuid land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  GlnUuid green = city_layer (city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  GlnUuid built_up = city_layer (city, GLN_LAYER_BOUNDARY, "", "built_up");

  city_phase (city, "present", land, built_up, nil, GLN_ATTACHED_DRAWN);
  city_population (city, 0, 20000);
  city_editions (city, 0, edition, "GB55014-2021");
  city_rect (city, 11, land, "R2", 0, 0, 2000, 2000);
  city_rect (city, 12, built_up, "", 0, 0, 2000, 2000);
  city_rect (city, 13, green, "G14", 1000 - side_m / 2, 1000 - side_m / 2, 1000 + side_m / 2,
             1000 + side_m / 2);
  return city;
}

static double
reach_m2 (double side_m, double radius_m)
{
  return side_m * side_m + 4 * side_m * radius_m + G_PI * radius_m * radius_m;
}

/* From the park's edge, 500 m round: a square, four sides, a circle. */
static void
test_service_radius (void)
{
  g_autoptr (City) city = one_park ("NGC2016", 100);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  const GlnIndicatorValue *value = gln_indicator_set_find (set, "PSRC");

  g_assert_cmpfloat_with_epsilon (value->numerator, reach_m2 (100, 500), 1e-3);
  g_assert_cmpfloat_with_epsilon (value->denominator, 4e6, 1e-6);
  g_assert_cmpint (check_of (set, "PSRC", "GB55014-2021-PSRC")->status, ==, GLN_STATUS_UNMET);
}

/* 3000 m² serve 300 m in 2016 and nothing in 2010. */
static void
test_service_tiers (void)
{
  double side_m = sqrt (3000);
  g_autoptr (City) later = one_park ("NGC2016", side_m), before = one_park ("NGC2010", side_m);
  g_autoptr (GlnIndicatorSet) set = city_indicators (later, 0), old = city_indicators (before, 0);

  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (set, "PSRC")->numerator, reach_m2 (side_m, 300), 1e-3);
  assert_value (old, "PSRC", 0);
}

/* Rules of an edition with other radii: a lower bound decides when it is enough, else nothing does. */
static void
test_other_radii (void)
{
  g_autoptr (City) city = one_park ("NGC2010", 100);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);

  /* used: 500 m from 5000 m²; the floor takes 300 m from 2000 m² as well: below its bound this proves nothing */
  g_assert_cmpint (check_of (set, "PSRC", "GB55014-2021-PSRC")->status, ==, GLN_STATUS_UNKNOWN);
  g_assert_cmpint (check_of (set, "PSRC", "NGC2010-PSRC-a")->status, ==, GLN_STATUS_UNMET);
  g_autoptr (City) large = one_park ("NGC2010", 1500);
  g_autoptr (GlnIndicatorSet) served = city_indicators (large, 0);
  g_assert_cmpint (check_of (served, "PSRC", "GB55014-2021-PSRC")->status, ==, GLN_STATUS_MET);
}

/* 2010 has parks of 1000 m² serve historic quarters. They are not served apart,
 * so that where there is such a quarter too little is no verdict. */
static void
test_historic_quarter (void)
{
  g_autoptr (City) city = one_park ("NGC2010", 100), met = one_park ("NGC2010", 1500);
  GlnUuid quarter = city_layer (city, GLN_LAYER_BOUNDARY, "", "historic");
  City *cities[] = { city, met };
  GlnPhaseSpec spec;

  city_layer (met, GLN_LAYER_BOUNDARY, "", "historic");
  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    {
      city_rect (cities[i], 14, quarter, "", 0, 0, 500, 500);
      city_phase_begin (cities[i], 0, &spec);
      spec.boundary[GLN_SCOPE_HISTORIC] = quarter;
      city_phase_end (cities[i], 0, &spec);
    }
  g_autoptr (GlnIndicatorSet) few = city_indicators (city, 0), many = city_indicators (met, 0);
  g_assert_cmpint (check_of (few, "PSRC", "NGC2010-PSRC-a")->status, ==, GLN_STATUS_UNKNOWN);
  g_assert_cmpint (check_of (many, "PSRC", "NGC2010-PSRC-a")->status, ==, GLN_STATUS_MET);
}

static void
test_squares_within_500 (void)
{
  g_autoptr (City) city = one_park ("GB/T51346-2019", 20);
  g_autoptr (City) other = one_park ("NGC2016", 20);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0), none = city_indicators (other, 0);

  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (set, "PSRC500")->numerator, reach_m2 (20, 500), 1e-3);
  assert_missing (none, "PSRC500");
}

/* A mosaic that follows its plan takes the radii of the new edition when the plan changes it. */
static void
test_change_of_edition (void)
{
  g_autoptr (City) city = one_park ("NGC2010", sqrt (3000));
  g_autoptr (GlnPlan) before = city_plan (city);
  g_autoptr (GlnMosaic) mosaic = gln_mosaic_new (city->standards, NULL, 1);

  g_assert_true (gln_mosaic_build (mosaic, before, NULL));
  city_editions (city, 0, "NGC2016", NULL);
  g_autoptr (GlnPlan) after = city_plan (city);
  g_autoptr (GlnDelta) delta = gln_delta_between (before, after);
  gln_mosaic_update (mosaic, delta);
  g_autoptr (GlnAreas) areas = gln_mosaic_snapshot (mosaic);
  g_autoptr (GlnIndicatorSet) set = gln_indicators_compute (areas, city->standards, 0, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find (set, "PSRC")->numerator, reach_m2 (sqrt (3000), 300),
                                  1e-3);
}

typedef struct
{
  const char *rule;
  GlnStatus status;
} Expected;

static void
check_verdicts (City *city, const char *edition, const Expected *expected, guint n)
{
  city_editions (city, 0, edition, NULL);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%s", edition, expected[i].rule);
      g_auto (GStrv) parts = g_strsplit (expected[i].rule, "-", 2);
      const GlnCheck *check = check_of (set, parts[0], id);
      if (!check || check->status != expected[i].status)
        g_error ("%s: %s", id, check ? gln_status_to_string (check->status) : "does not apply");
    }
}

#define CHECK(city, edition, ...)                                                                 \
  check_verdicts ((city), (edition), (const Expected[]){ __VA_ARGS__ },                           \
                  G_N_ELEMENTS (((const Expected[]){ __VA_ARGS__ })))

/* The same town by every edition, reckoned from standards.md: 36 % green land,
 * 13 m² of park a person, 100 m² of construction land a person, in the south, a small city.
 * 1 km²: 13 ha G11, 23 ha RG; 10 000 people. */
static void
test_every_edition (void)
{
  g_autoptr (City) city = city_new ();
  const GlnUuid nil = { { 0 } };
  GlnUuid land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  GlnUuid green = city_layer (city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  GlnUuid built_up = city_layer (city, GLN_LAYER_BOUNDARY, "", "built_up");
  GlnPhaseSpec spec;

  city_phase (city, "present", land, built_up, nil, GLN_ATTACHED_DRAWN);
  city_population (city, 0, 10000);
  city_phase_begin (city, 0, &spec);
  g_autoptr (GlnValues) south = gln_values_with_text (NULL, "region", "S");
  g_autoptr (GlnValues) small = gln_values_with_text (south, "city_class", "small");
  spec.conditions = gln_values_with_number (small, "land_pc", 100);
  city_phase_end (city, 0, &spec);
  city_rect (city, 11, land, "R2", 0, 0, 1000, 1000);
  city_rect (city, 12, built_up, "", 0, 0, 1000, 1000);
  city_rect (city, 13, green, "G11", 0, 0, 1000, 130);
  city_rect (city, 14, green, "RG", 0, 200, 1000, 430);

  CHECK (city, "NGC2000", { "GLR-c", GLN_STATUS_MET }, { "PGPC-c", GLN_STATUS_MET });
  CHECK (city, "NGC2010", { "GLR-a", GLN_STATUS_MET }, { "GLR-b", GLN_STATUS_MET },
         { "PGPC-c", GLN_STATUS_MET }, { "PGPC-d", GLN_STATUS_MET }, { "CPI-a", GLN_STATUS_MET },
         { "PSRC-a", GLN_STATUS_UNMET });
  CHECK (city, "NGC2022", { "GLR", GLN_STATUS_UNKNOWN }, { "PGPC", GLN_STATUS_UNKNOWN });
  CHECK (city, "NECO2022", { "GLR", GLN_STATUS_UNKNOWN }, { "PGPC", GLN_STATUS_UNMET });
  CHECK (city, "GB55014-2021", { "PGPC", GLN_STATUS_MET }, { "PG11PC", GLN_STATUS_MET },
         { "PG12PC", GLN_STATUS_UNMET });
}

/* A layer in CJJ/T 85-2002 with a small garden of an estate (G122): a park in
 * 2002, attached green since 2017. */
static void
test_recode (void)
{
  g_autoptr (City) city = city_new ();
  const GlnUuid nil = { { 0 } };
  GlnUuid land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  GlnUuid green = city_layer (city, GLN_LAYER_GREEN, "cjjt85-2002", "");

  city_phase (city, "present", land, nil, nil, GLN_ATTACHED_DRAWN);
  city_population (city, 0, 1000);
  city_rect (city, 11, land, "R2", 0, 0, 1000, 1000);
  city_rect (city, 13, green, "G111", 0, 0, 100, 100);
  city_rect (city, 14, green, "G122", 200, 0, 250, 100);
  city_rect (city, 15, green, "G135", 300, 0, 350, 100);
  city_editions (city, 0, "NGC2010", NULL);
  g_autoptr (GlnIndicatorSet) old = city_indicators (city, 0);
  assert_value (old, "PGPC", 15);
  city_editions (city, 0, "NGC2022", NULL);
  g_autoptr (GlnIndicatorSet) now = city_indicators (city, 0);
  assert_value (now, "PGPC", 10);

  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnRecode) recode = gln_recode_preview (areas, city->standards, 0, &green, "cjjt85-2017");
  const GlnRecodeRow *row = &g_array_index (recode->rows, GlnRecodeRow, 1);
  g_assert_cmpuint (recode->rows->len, ==, 3);
  g_assert_cmpfloat_with_epsilon (recode->lost_per_person_m2, 5, 1e-9);
  g_assert_cmpstr (row->code, ==, "G122");
  g_assert_cmpstr (row->targets[0], ==, "RG");
  g_assert_true (row->loses_park);
  g_assert_false (row->asks);
  row = &g_array_index (recode->rows, GlnRecodeRow, 2);
  g_assert_true (row->asks);
  g_assert_cmpfloat (row->area_m2, ==, 5000);
}

/* Other green inside the built-up area that adjoins construction land counts up
 * to 20 % of the green inside it (建城[2016]235号), in 2010 not at all. */
static void
test_other_green (void)
{
  g_autoptr (City) city = city_new ();
  GlnUuid land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  GlnUuid green = city_layer (city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  GlnUuid built_up = city_layer (city, GLN_LAYER_BOUNDARY, "", "built_up");
  GlnUuid construction = city_layer (city, GLN_LAYER_BOUNDARY, "", "construction");

  city_phase (city, "present", land, built_up, construction, GLN_ATTACHED_DRAWN);
  city_rect (city, 11, land, "R2", 0, 0, 1000, 800);
  city_rect (city, 12, built_up, "", 0, 0, 1000, 1000);
  city_rect (city, 13, construction, "", 0, 0, 1000, 800);
  city_rect (city, 14, green, "G11", 0, 0, 1000, 200);     /* 20 ha */
  city_rect (city, 15, green, "EG12", 0, 800, 300, 900);   /* 3 ha, adjoins */
  city_rect (city, 16, green, "EG12", 500, 850, 1000, 950); /* 5 ha, does not */
  city_editions (city, 0, "NGC2016", NULL);
  g_autoptr (GlnIndicatorSet) within = city_indicators (city, 0);
  assert_value (within, "GLR", 0.23);
  city_rect (city, 17, green, "EG12", 0, 900, 1000, 1000); /* touches 15 only: 5 ha of it beyond 16 */
  city_rect (city, 18, green, "EG12", 300, 800, 1000, 850); /* 3.5 ha, adjoins */
  g_autoptr (GlnIndicatorSet) capped = city_indicators (city, 0);
  assert_value (capped, "GLR", 0.24);
  city_editions (city, 0, "NGC2010", NULL);
  g_autoptr (GlnIndicatorSet) none = city_indicators (city, 0);
  assert_value (none, "GLR", 0.20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicator-editions/service-radius", test_service_radius);
  g_test_add_func ("/indicator-editions/service-tiers", test_service_tiers);
  g_test_add_func ("/indicator-editions/other-radii", test_other_radii);
  g_test_add_func ("/indicator-editions/historic-quarter", test_historic_quarter);
  g_test_add_func ("/indicator-editions/squares-within-500", test_squares_within_500);
  g_test_add_func ("/indicator-editions/change-of-edition", test_change_of_edition);
  g_test_add_func ("/indicator-editions/every-edition", test_every_edition);
  g_test_add_func ("/indicator-editions/recode", test_recode);
  g_test_add_func ("/indicator-editions/other-green", test_other_green);
  return g_test_run ();
}
