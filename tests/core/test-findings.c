/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-findings.h"
#include "mosaic-fixture.h"

/* One square kilometre of built-up area with a residential parcel and a park
 * parcel that do not touch, a lake, and a populated district. */
typedef struct
{
  City *city;
  GlnUuid land, green, water, area, district;
} Town;

static void
town_init (Town *town)
{
  City *city = town->city = city_new ();

  town->land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", NULL);
  town->green = city_layer (city, GLN_LAYER_GREEN, "cjjt85-2017", NULL);
  town->water = city_layer (city, GLN_LAYER_WATER, NULL, NULL);
  town->area = city_layer (city, GLN_LAYER_BOUNDARY, NULL, "built_up");
  town->district = city_layer (city, GLN_LAYER_DISTRICT, NULL, "urban_district");
  city_rect (city, 10, town->area, "", 0, 0, 1000, 1000);
  city_rect (city, 11, town->land, "R2", 0, 0, 400, 400);
  city_rect (city, 12, town->land, "G1", 500, 0, 900, 400);
  city_rect (city, 13, town->water, "", 0, 600, 200, 800);
  city_rect (city, 14, town->district, "", 0, 0, 1000, 1000);
  city_value (city, "population", 5000);
}

static GArray *
findings_of (Town *town, double population)
{
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnMosaic) mosaic = NULL;
  g_autoptr (GlnAreas) areas = NULL;

  gln_phase_spec_init (&spec, "present");
  spec.land_use = town->land;
  spec.boundary[GLN_SCOPE_BUILT_UP] = town->area;
  spec.population = population;
  g_ptr_array_set_size (town->city->phases, 0);
  g_ptr_array_add (town->city->phases, gln_phase_new (&spec));
  plan = city_plan (town->city);
  mosaic = mosaic_of (town->city->standards, plan, 1);
  areas = gln_mosaic_snapshot (mosaic);
  return gln_findings_check (areas, town->city->standards);
}

/* The only finding, of this kind, about this feature (0: about the plan). */
static const GlnFinding *
assert_only (GArray *found, GlnFindingKind kind, guint number)
{
  const GlnFinding *finding = &g_array_index (found, GlnFinding, 0);
  GlnUuid uuid = id_of (number); /* id_of (0) is nil */

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (gln_finding_kind_id (finding->kind), ==, gln_finding_kind_id (kind));
  g_assert_true (gln_uuid_equal (&finding->feature, &uuid));
  return finding;
}

typedef void (*Plant) (Town *town);

static void
test_one (Plant plant, double population, GlnFindingKind kind, guint number, double area_m2)
{
  Town town;
  g_autoptr (GArray) found = NULL;

  town_init (&town);
  plant (&town);
  found = findings_of (&town, population);
  g_assert_cmpfloat_with_epsilon (assert_only (found, kind, number)->area_m2, area_m2, 1e-6);
  city_free (town.city);
}

static void
plant_nothing (Town *town)
{
}

static void
plant_unknown_code (Town *town)
{
  city_rect (town->city, 20, town->land, "U23", 0, 420, 100, 500);
}

static void
plant_no_code (Town *town)
{
  city_rect (town->city, 20, town->green, "", 0, 420, 100, 500);
}

static void
plant_no_geometry (Town *town)
{
  GlnUuid uuid = id_of (20);

  g_ptr_array_add (town->city->features, gln_feature_new (&uuid, &town->land, "R2", NULL, NULL));
}

static void
plant_lower (Town *town)
{
  city_rect (town->city, 20, town->green, "G2", 850, 100, 950, 200);
}

static void
plant_water (Town *town)
{
  city_rect (town->city, 20, town->green, "G1", 150, 600, 250, 700);
}

static void
plant_outside (Town *town)
{
  city_rect (town->city, 20, town->green, "G1", 1200, 0, 1300, 100);
  /* A forest park lies outside by nature. */
  city_rect (town->city, 21, town->green, "EG12", 2000, 0, 2300, 100);
}

static void
plant_overlap (Town *town)
{
  city_rect (town->city, 20, town->land, "R2", 394, 100, 450, 106);
}

static void
test_clean (void)
{
  Town town;
  g_autoptr (GArray) found = NULL;

  town_init (&town);
  found = findings_of (&town, 5000);
  g_assert_cmpuint (found->len, ==, 0);
  city_free (town.city);
}

static void
test_planted (void)
{
  test_one (plant_unknown_code, 5000, GLN_FINDING_UNKNOWN_CODE, 20, 0);
  test_one (plant_no_code, 5000, GLN_FINDING_NO_CODE, 20, 0);
  test_one (plant_no_geometry, 5000, GLN_FINDING_NO_GEOMETRY, 20, 0);
  test_one (plant_lower, 5000, GLN_FINDING_LOWERS_CLASS, 20, 5000);
  test_one (plant_water, 5000, GLN_FINDING_COVERS_WATER, 20, 5000);
  test_one (plant_outside, 5000, GLN_FINDING_OUTSIDE_SCOPE, 20, 10000);
  test_one (plant_overlap, 5000, GLN_FINDING_PARCEL_OVERLAP, 0, 36);
}

static void
test_population (void)
{
  test_one (plant_nothing, NAN, GLN_FINDING_NO_POPULATION, 0, 0);
  test_one (plant_nothing, 6000, GLN_FINDING_DISTRICT_POPULATION, 0, 0);
}

static void
test_no_boundary (void)
{
  Town town;
  g_autoptr (GArray) found = NULL;

  town_init (&town);
  memset (&town.area, 0, sizeof town.area);
  found = findings_of (&town, 5000);
  assert_only (found, GLN_FINDING_NO_BOUNDARY, 0);
  city_free (town.city);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/findings/clean", test_clean);
  g_test_add_func ("/findings/planted", test_planted);
  g_test_add_func ("/findings/population", test_population);
  g_test_add_func ("/findings/no-boundary", test_no_boundary);
  return g_test_run ();
}
