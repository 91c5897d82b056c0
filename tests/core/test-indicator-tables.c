/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-compare.h"
#include "core/gln-explain.h"
#include "core/gln-needs.h"
#include "core/gln-tables.h"
#include "indicator-fixture.h"

#include <math.h>

static const GlnTableRow *
row_of (const GlnTable *table, const char *code, const char *name_en)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GlnTableRow *row = &g_array_index (table->rows, GlnTableRow, i);
      if (code ? g_str_equal (row->code, code) : g_str_equal (row->name_en, name_en))
        return row;
    }
  return NULL;
}

#define assert_row(table, code, ha)                                                               \
  g_assert_cmpfloat_with_epsilon (row_of ((table), (code), NULL)->area_m2, (ha) *HA, 1e-6)

static void
test_land_balance (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_rect (city, 20, at.land, "E2", 0, 1000, 100, 1100);
  city_rect (city, 26, at.land, "ZZ", 100, 1000, 200, 1100);
  city_rect (city, 27, at.built_up, "", 0, 1000, 200, 1100);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnTable) table = gln_table_land_balance (areas, city->standards, 0, GLN_SCOPE_BUILT_UP);
  g_assert_false (table->provisional);
  assert_row (table, "R", 24);
  assert_row (table, "R2", 24);
  assert_row (table, "M", 21);
  assert_row (table, "G", 14);
  assert_row (table, "G1", 9);
  assert_row (table, "E2", 1);
  g_assert_null (row_of (table, "B", NULL));
  g_assert_cmpfloat_with_epsilon (row_of (table, NULL, "Urban construction land")->area_m2, 100 * HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (row_of (table, NULL, "Land of unknown code")->area_m2, HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (row_of (table, NULL, "All land")->area_m2, 102 * HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (row_of (table, "R", NULL)->share, 0.24, 1e-12);
  g_assert_cmpfloat_with_epsilon (row_of (table, "R", NULL)->per_person_m2, 24, 1e-9);
  g_assert_true (isnan (row_of (table, "E2", NULL)->share));
}

static void
test_green_statistics (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnTable) table = gln_table_green_statistics (areas, city->standards, 1, GLN_SCOPE_BUILT_UP);

  assert_row (table, "G1", 17);
  assert_row (table, "G11", 4);
  assert_row (table, "G12", 4);
  assert_row (table, "G2", 5);
  assert_row (table, "G3", 0.5);
  assert_row (table, "XG", 18.25);
  g_assert_cmpfloat_with_epsilon (row_of (table, NULL, "Subtotal")->area_m2, 40.75 * HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (row_of (table, NULL, "Subtotal")->share, 0.4075, 1e-9);
  assert_row (table, "EG", 10);
  g_assert_cmpfloat_with_epsilon (row_of (table, NULL, "Total")->area_m2, 50.75 * HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (row_of (table, "G1", NULL)->per_person_m2, 17 * HA / 16000, 1e-9);
}

static void
test_empty_tables (void)
{
  g_autoptr (City) city = city_new ();
  const GlnUuid nil = { { 0 } };

  city_phase (city, "present", nil, nil, nil, GLN_ATTACHED_DRAWN);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_assert_null (gln_table_land_balance (areas, city->standards, 0, GLN_SCOPE_BUILT_UP));
  g_autoptr (GlnTable) green = gln_table_green_statistics (areas, city->standards, 0, GLN_SCOPE_BUILT_UP);
  g_assert_cmpfloat (row_of (green, NULL, "Total")->area_m2, ==, 0);
  g_assert_true (isnan (row_of (green, NULL, "Total")->share));
  g_autoptr (GArray) communities = gln_table_communities (areas, city->standards, 0, "community");
  g_assert_cmpuint (communities->len, ==, 0);
}

static void
test_communities (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_rect (city, 90, at.communities, "", 0, 600, 400, 1000);
  city_value (city, "population", 4218);
  city_value (city, "households", 1500);
  city_value (city, "greenable_area_m2", 8 * HA);
  city_rect (city, 91, at.communities, "", 0, 0, 100, 100);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GArray) rows = gln_table_communities (areas, city->standards, 0, "community");
  const GlnCommunityRow *one = &g_array_index (rows, GlnCommunityRow, 0);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (one->area_m2, 16 * HA, 1e-6);
  /* G11 4, half of the square 0.5, protective 400 x 50 = 2 */
  g_assert_cmpfloat_with_epsilon (one->green_m2, 6.5 * HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (one->greenable_share, 6.5 / 8, 1e-9);
  g_assert_cmpfloat (one->population, ==, 4218);
  g_assert_cmpfloat (one->households, ==, 1500);
  g_assert_true (one->estimate);
  one = &g_array_index (rows, GlnCommunityRow, 1);
  g_assert_cmpfloat_with_epsilon (one->green_ratio, 1, 1e-9);
  g_assert_true (isnan (one->greenable_share));
}

static double
sum_parts (const GlnExplanation *explanation)
{
  double sum = 0;

  for (guint i = 0; i < explanation->parts->len; i++)
    sum += g_array_index (explanation->parts, GlnPart, i).numerator;
  return sum;
}

static double
sum_contributions (const GlnExplanation *explanation)
{
  double sum = 0;

  for (guint i = 0; i < explanation->contributions->len; i++)
    sum += g_array_index (explanation->contributions, GlnContribution, i).numerator;
  return sum;
}

static const char *
reason_of (const GlnExplanation *explanation, guint number)
{
  GlnUuid id = id_of (number);

  for (guint i = 0; i < explanation->excluded->len; i++)
    if (gln_uuid_equal (&g_array_index (explanation->excluded, GlnContribution, i).feature, &id))
      return g_array_index (explanation->excluded, GlnContribution, i).reason;
  return NULL;
}

/* Parts and features add up to the numerator, in both phases. */
static void
test_explain_adds_up (void)
{
  static const char *const ids[] = { "GLR", "TGA", "PGPC", "GREENSQ_PC", "PG11PC" };
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GlnAreas) areas = city_sums (city);

  for (guint phase = 0; phase < 2; phase++)
    for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
      {
        g_autoptr (GlnExplanation) explanation
            = gln_indicator_explain (areas, city->standards, phase, NULL, ids[i], NULL);
        g_assert_true (explanation->by_feature);
        g_assert_cmpfloat_with_epsilon (sum_parts (explanation), explanation->value->numerator, 1e-6);
        g_assert_cmpfloat_with_epsilon (sum_contributions (explanation), explanation->value->numerator, 1e-6);
      }
  g_assert_null (gln_indicator_explain (areas, city->standards, 0, NULL, "NOTHING", NULL));
}

static void
test_explain_reasons (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);

  city_rect (city, 36, at.green, "G2", 0, 750, 100, 800); /* under the park 31 */
  city_rect (city, 37, at.green, "G12", 2000, 0, 2100, 100);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnExplanation) parks = gln_indicator_explain (areas, city->standards, 0, NULL, "PGPC", NULL);
  g_autoptr (GlnExplanation) green = gln_indicator_explain (areas, city->standards, 0, NULL, "GLR", NULL);
  g_assert_cmpuint (parks->contributions->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (parks->contributions, GlnContribution, 0).numerator, 9 * HA, 1e-6);
  g_assert_cmpstr (reason_of (parks, 17), ==, "its class is not counted");
  g_assert_cmpstr (reason_of (parks, 37), ==, "outside the area that is asked for");
  g_assert_cmpstr (reason_of (green, 36), ==, "other green has all of its land");
  g_assert_cmpstr (reason_of (green, 35), ==, "outside the area that is asked for");
  g_assert_cmpfloat (green->phase->population, ==, 10000);
}

/* Formulas over features say what each one did. */
static void
test_explain_terms (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnExplanation) parcels
      = gln_indicator_explain (areas, city->standards, 1, NULL, "PARCELS", NULL);

  g_assert_true (parcels->by_feature);
  g_assert_cmpfloat_with_epsilon (sum_contributions (parcels), parcels->value->numerator, 1e-6);
  g_assert_cmpuint (parcels->contributions->len, ==, 6);
}

static const GlnClassChange *
class_change (const GlnComparison *comparison, const char *code)
{
  for (guint i = 0; i < comparison->classes->len; i++)
    if (g_str_equal (g_array_index (comparison->classes, GlnClassChange, i).class_code, code))
      return &g_array_index (comparison->classes, GlnClassChange, i);
  return NULL;
}

static void
test_compare_phases (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GlnComparison) comparison = gln_compare (areas, 0, areas, 1, city->standards);
  gboolean found = FALSE;

  g_assert_cmpfloat_with_epsilon (class_change (comparison, "G12")->after_m2, 4 * HA, 1e-6);
  g_assert_cmpfloat (class_change (comparison, "G12")->before_m2, ==, 0);
  g_assert_cmpfloat_with_epsilon (class_change (comparison, "XG")->before_m2, HA, 1e-6);
  g_assert_cmpfloat_with_epsilon (class_change (comparison, "XG")->after_m2, 18.25 * HA, 1e-6);
  g_assert_cmpfloat (class_change (comparison, "G2")->before_m2, ==, class_change (comparison, "G2")->after_m2);
  for (guint i = 0; i < comparison->indicators->len; i++)
    {
      const GlnIndicatorChange *change = &g_array_index (comparison->indicators, GlnIndicatorChange, i);
      if (!g_str_equal (change->info->id, "GLR"))
        continue;
      found = TRUE;
      g_assert_cmpfloat_with_epsilon (change->after->value - change->before->value, 0.2125, 1e-9);
    }
  g_assert_true (found);
}

/* Since the last save: the same phase of two plans. */
static void
test_compare_states (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  g_autoptr (GlnAreas) saved = city_sums (city);

  city_rect (city, 36, at.green, "G14", 300, 750, 400, 850);
  g_autoptr (GlnAreas) now = city_sums (city);
  g_autoptr (GlnComparison) comparison = gln_compare (saved, 0, now, 0, city->standards);
  g_autoptr (GlnComparison) none = gln_compare (saved, 0, saved, 0, city->standards);
  g_assert_cmpfloat_with_epsilon (class_change (comparison, "G14")->after_m2, HA, 1e-6);
  g_assert_cmpuint (none->indicators->len, ==, 0);
}

static void
test_trend (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnPhaseSpec spec;

  city_phase_begin (city, 1, &spec);
  spec.year = 2030;
  gln_phase_spec_set_target (&spec, "GLR", ">=", 0.38, 0);
  city_phase_end (city, 1, &spec);
  g_autoptr (GlnAreas) areas = city_sums (city);
  g_autoptr (GArray) points = gln_trend (areas, city->standards, "GLR");
  const GlnPhasePoint *point = &g_array_index (points, GlnPhasePoint, 1);
  g_assert_cmpuint (points->len, ==, 2);
  g_assert_cmpint (point->year, ==, 2030);
  g_assert_cmpfloat (point->target, ==, 0.38);
  g_assert_cmpint (point->status, ==, GLN_STATUS_MET);
  g_assert_true (isnan (g_array_index (points, GlnPhasePoint, 0).target));
}

static const GlnNeed *
need_of (GPtrArray *needs, GlnNeedKind kind, const char *what)
{
  for (guint i = 0; i < needs->len; i++)
    {
      const GlnNeed *need = needs->pdata[i];
      if (need->kind == kind && (!what || g_strcmp0 (need->what, what) == 0))
        return need;
    }
  return NULL;
}

static void
test_needs (void)
{
  TownLayers at;
  g_autoptr (City) city = town_new (&at);
  GlnPhaseSpec spec;
  const GlnUuid nil = { { 0 } };

  city_editions (city, 0, "NGC2010", "NGC2022");
  city_phase_begin (city, 0, &spec);
  spec.boundary[GLN_SCOPE_BUILT_UP] = nil;
  spec.population = NAN;
  city_phase_end (city, 0, &spec);
  g_autoptr (GlnIndicatorSet) set = city_indicators (city, 0);
  g_autoptr (GPtrArray) needs = gln_needs_of (set);
  g_assert_nonnull (need_of (needs, GLN_NEED_BOUNDARY, NULL));
  g_assert_nonnull (need_of (needs, GLN_NEED_DATUM, "population not given"));
  g_assert_nonnull (need_of (needs, GLN_NEED_ENTRY, NULL));
  g_assert_nonnull (need_of (needs, GLN_NEED_VERIFY, NULL));

  city_phase_begin (city, 0, &spec);
  spec.boundary[GLN_SCOPE_BUILT_UP] = at.built_up;
  spec.population = 10000;
  city_phase_end (city, 0, &spec);
  g_autoptr (GlnIndicatorSet) better = city_indicators (city, 0);
  g_autoptr (GPtrArray) fewer = gln_needs_of (better);
  g_assert_null (need_of (fewer, GLN_NEED_BOUNDARY, NULL));
  const GlnNeed *condition = need_of (fewer, GLN_NEED_CONDITION, "land_pc");
  g_assert_nonnull (condition);
  g_assert_cmpstr (((const GlnIndicatorInfo *) condition->indicators->pdata[0])->id, ==, "PGPC");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicator-tables/land-balance", test_land_balance);
  g_test_add_func ("/indicator-tables/green-statistics", test_green_statistics);
  g_test_add_func ("/indicator-tables/empty", test_empty_tables);
  g_test_add_func ("/indicator-tables/communities", test_communities);
  g_test_add_func ("/indicator-tables/explain-adds-up", test_explain_adds_up);
  g_test_add_func ("/indicator-tables/explain-reasons", test_explain_reasons);
  g_test_add_func ("/indicator-tables/explain-terms", test_explain_terms);
  g_test_add_func ("/indicator-tables/compare-phases", test_compare_phases);
  g_test_add_func ("/indicator-tables/compare-states", test_compare_states);
  g_test_add_func ("/indicator-tables/trend", test_trend);
  g_test_add_func ("/indicator-tables/needs", test_needs);
  return g_test_run ();
}
