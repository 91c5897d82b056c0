/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-indicators.h"
#include "core/gln-mosaic.h"
#include "core/gln-tables.h"
#include "io-test.h"

/* Indicators of a real control plan (79 parcels) against figures that another
 * program found (Shapely on GEOS, beside the data). */

#define TOTAL_M2 2888173.582
#define HOMES_M2 1772709.8021695842
/* 500 m round the G1 parcels, by quarter circles of 16 and of 64 chords. */
#define COVERED_16 0.7551673059026332
#define COVERED_64 0.7555200090911141
/* What n chords leave out falls with the square of n: the limit for true arcs. */
#define COVERED_ARCS (COVERED_64 + (COVERED_64 - COVERED_16) / (64.0 * 64 / (16 * 16) - 1))

static GlnPlan *
huizhou (void)
{
  g_autofree char *path = test_data ("city/huizhou_kg/land.shp");
  GlnImportOptions options = import_options (GLN_LAYER_LAND_USE);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("惠州", "EPSG:4547");
  g_autoptr (GlnImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!path)
    return NULL;
  options.source_crs = "EPSG:4547";
  options.codes = "gb50137";
  result = gln_import_run (plan, path, &options, NULL, &error);
  g_assert_no_error (error);
  return gln_plan_apply (plan, result->delta);
}

static GlnAreas *
areas_of (GlnPlan *plan, guint chords_per_quarter)
{
  g_autoptr (GlnMosaic) mosaic = NULL;
  GlnMosaicRules rules;

  gln_mosaic_rules_init (&rules);
  rules.n_tiers = 1;
  rules.tiers[0] = (GlnServiceTier){ 0, G_MAXDOUBLE, 500, g_intern_static_string ("G1") };
  rules.chords_per_quarter = chords_per_quarter;
  mosaic = gln_mosaic_new (gln_standards_get_default (), &rules, 2);
  g_assert_true (gln_mosaic_build (mosaic, plan, NULL));
  return gln_mosaic_snapshot (mosaic);
}

static double
coverage (const GlnAreas *areas)
{
  g_autoptr (GlnIndicatorSet) set
      = gln_indicators_compute (areas, gln_standards_get_default (), 0, NULL, NULL);
  const GlnIndicatorValue *value = gln_indicator_set_find (set, "PSRC");

  g_assert_cmpfloat_with_epsilon (value->denominator, HOMES_M2, 0.01);
  g_assert_true (value->provisional); /* the plan has no built-up boundary */
  return value->value;
}

static void
test_service_coverage (void)
{
  g_autoptr (GlnPlan) plan = huizhou ();

  if (!plan)
    return;
  g_autoptr (GlnAreas) chords = areas_of (plan, 16), arcs = areas_of (plan, 0);
  g_test_message ("16 chords %.10f, arcs %.10f", coverage (chords), coverage (arcs));
  g_assert_cmpfloat_with_epsilon (coverage (chords), COVERED_16, 2e-4);
  g_assert_cmpfloat_with_epsilon (coverage (arcs), COVERED_ARCS, 1e-5);
}

static void
test_balance (void)
{
  g_autoptr (GlnPlan) plan = huizhou ();
  double r_m2 = 0, unknown_m2 = 0, all_m2 = 0;

  if (!plan)
    return;
  g_autoptr (GlnAreas) areas = areas_of (plan, 0);
  g_autoptr (GlnTable) table
      = gln_table_land_balance (areas, gln_standards_get_default (), 0, GLN_SCOPE_BUILT_UP);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GlnTableRow *row = &g_array_index (table->rows, GlnTableRow, i);
      if (strcmp (row->code, "R") == 0)
        r_m2 = row->area_m2;
      else if (strcmp (row->name_en, "Land of unknown code") == 0)
        unknown_m2 = row->area_m2;
      else if (row->kind == GLN_TABLE_TOTAL)
        all_m2 = row->area_m2;
    }
  g_assert_true (table->provisional);
  g_assert_cmpfloat_with_epsilon (r_m2, HOMES_M2, 0.01);
  g_assert_cmpfloat_with_epsilon (unknown_m2, 2595.4004, 0.01); /* U23 */
  g_assert_cmpfloat_with_epsilon (all_m2, TOTAL_M2, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/huizhou/service-coverage", test_service_coverage);
  g_test_add_func ("/io/huizhou/balance", test_balance);
  return g_test_run ();
}
