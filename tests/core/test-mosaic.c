/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mosaic-fixture.h"

#include <math.h>

/* The rules "What counts", each on a plan small enough to reckon by hand. The
 * corner lies at zone-prefixed Gauss-Krüger coordinates, where 48 m of
 * precision are easily lost. */

#define X 38500000.0
#define Y 3400000.0

typedef struct
{
  GlnUuid land, green, cover, water, built, construction, district, interp;
} Layers;

static Layers
usual_layers (City *city)
{
  Layers l;

  l.land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  l.green = city_layer (city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  l.cover = city_layer (city, GLN_LAYER_COVER, "", "");
  l.water = city_layer (city, GLN_LAYER_WATER, "", "");
  l.built = city_layer (city, GLN_LAYER_BOUNDARY, "", "built_up");
  l.construction = city_layer (city, GLN_LAYER_BOUNDARY, "", "construction");
  l.district = city_layer (city, GLN_LAYER_DISTRICT, "", "urban_district");
  l.interp = city_layer (city, GLN_LAYER_COVER, "", "");
  city_interpretation (city);
  return l;
}

static void
rect (City *city, guint number, GlnUuid layer, const char *code, double x0, double y0, double x1, double y1)
{
  city_rect (city, number, layer, code, X + x0, Y + y0, X + x1, Y + y1);
}

static const GlnZoneQuery everywhere = { 0, GLN_SCOPE_ALL, NULL };
static const GlnZoneQuery built_up = { 0, GLN_SCOPE_BUILT_UP, NULL };

/* Rule 1: drawn greens decide by class order, then by lower id; then G-coded parcels. */
static void
test_land (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  g_autoptr (GlnAreas) areas = NULL;
  GlnFeatureSum sum;
  GlnUuid uuid;

  city_phase (city, "present", l.land, l.built, l.construction, GLN_ATTACHED_DRAWN);
  rect (city, 10, l.land, "R2", 0, 0, 100, 100);
  rect (city, 11, l.land, "G1", 100, 0, 200, 100);
  rect (city, 20, l.green, "G2", 50, 0, 150, 50);   /* over housing and over the park parcel */
  rect (city, 21, l.green, "G1", 40, 40, 60, 60);   /* overlaps the belt: a park decides */
  rect (city, 22, l.green, "G2", 120, 30, 160, 60); /* overlaps the other belt: the lower id decides */
  rect (city, 23, l.green, "EG", 300, 0, 400, 100);
  rect (city, 30, l.cover, "tree", 0, 90, 10, 100); /* cover decides no land */
  areas = city_areas (city);
  assert_m2 (gln_areas_green_of (areas, &everywhere, "G1").net, 10000 - 2500 - 600 + 400);
  assert_m2 (gln_areas_green_of (areas, &everywhere, "G2").net, 5000 - 100 + 40 * 30 - 30 * 20);
  assert_m2 (gln_areas_green_of (areas, &everywhere, "EG").net, 10000);
  uuid = id_of (20);
  g_assert_true (gln_areas_feature (areas, 0, GLN_SCOPE_ALL, &uuid, &sum));
  assert_m2 (sum.net, 4900);
  assert_m2 (sum.over_higher, 2500);
  uuid = id_of (11);
  g_assert_true (gln_areas_feature (areas, 0, GLN_SCOPE_ALL, &uuid, &sum));
  assert_m2 (sum.net, 10000 - 2500 - 600);
  uuid = id_of (10);
  g_assert_false (gln_areas_feature (areas, 0, GLN_SCOPE_ALL, &uuid, &sum));
  assert_m2 (gln_areas_green_union (areas, 0), 10000 + 2500 + 10000 + 20 * 20 - 100);
  assert_m2 (gln_areas_green_total (areas, 0), 10000 + 5000 + 400 + 1200 + 10000);
  assert_m2 (gln_areas_land_use (areas, &everywhere, "R"), 10000);
  assert_m2 (gln_areas_land_use (areas, &everywhere, ""), 20000);
  assert_m2 (gln_areas_residential (areas, &everywhere), 10000);
}

/* Rule 2: squares by their green share; water in parks; the vegetated share. */
static void
test_classes (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  g_autoptr (GlnAreas) areas = NULL;
  GlnGreenSum sum;
  GlnFeatureSum feature;
  GlnUuid uuid = id_of (23);

  city_phase (city, "present", l.land, l.built, l.construction, GLN_ATTACHED_DRAWN);
  rect (city, 20, l.green, "G3", 0, 0, 100, 100);
  city_value (city, "park_green_ratio", 0.4);
  rect (city, 21, l.green, "G3", 100, 0, 200, 100);
  city_value (city, "park_green_ratio", 0.65);
  rect (city, 22, l.green, "G3", 200, 0, 300, 100); /* share not given: the class's own */
  rect (city, 23, l.green, "G11", 0, 100, 100, 200);
  city_value (city, "park_water_counts", 1);
  city_value (city, "vegetated_ratio", 0.5);
  rect (city, 24, l.green, "G14", 100, 100, 200, 200);
  rect (city, 40, l.water, "", 50, 150, 150, 180);
  areas = city_areas (city);
  sum = gln_areas_green_of (areas, &everywhere, "G3");
  assert_m2 (sum.net, 30000);
  assert_m2 (sum.green, 4000 + 10000 + 3500);
  assert_m2 (sum.as_park, 10000);
  sum = gln_areas_green_of (areas, &everywhere, "G1");
  assert_m2 (sum.net, 20000);
  assert_m2 (sum.park_water, 50 * 30);
  assert_m2 (sum.vegetated, 5000 + gln_area_to_m2 (gln_areas_green_of (areas, &everywhere, "G14").vegetated));
  g_assert_true (gln_areas_feature (areas, 0, GLN_SCOPE_ALL, &uuid, &feature));
  assert_m2 (feature.over_water, 1500);
}

static void
attached_city (City *city, Layers l)
{
  rect (city, 10, l.land, "R2", 0, 0, 100, 100);
  city_value (city, "green_ratio", 0.35);
  rect (city, 11, l.land, "R2", 90, 0, 190, 100); /* overlaps 10 by 1000: loses it */
  city_value (city, "green_ratio", 0.3);
  rect (city, 12, l.land, "S1", 0, 100, 190, 120); /* a road declares nothing */
  rect (city, 13, l.land, "G1", 0, 120, 100, 220);
  city_value (city, "green_ratio", 0.9); /* its planted share; never attached green */
  rect (city, 20, l.green, "XG", 0, 0, 50, 40);     /* 2000 in parcel 10 */
  rect (city, 21, l.green, "RG", 150, 80, 190, 110); /* 800 in parcel 11, 400 in the road */
  rect (city, 22, l.green, "G1", 50, 50, 100, 100); /* 2500 of parcel 10 under public green */
  rect (city, 23, l.green, "XG", 500, 0, 510, 10);  /* outside all parcels */
}

/* Rule 3: attached green, drawn, declared and the larger of both. */
static void
test_attached (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  GlnUuid nil = { { 0 } }, ten = id_of (10), eleven = id_of (11);
  g_autoptr (GlnAreas) areas = NULL;
  GlnParcelSum parcel;
  double declared_10 = 0.35 * 7500, declared_11 = 0.3 * (9000 - 0);

  city_phase (city, "a", l.land, l.built, l.construction, GLN_ATTACHED_DRAWN);
  city_phase (city, "b", nil, nil, nil, GLN_ATTACHED_DECLARED);
  city_phase (city, "c", nil, nil, nil, GLN_ATTACHED_MAX);
  attached_city (city, l);
  areas = city_areas (city);
  for (guint p = 0; p < 3; p++)
    {
      GlnZoneQuery query = { p, GLN_SCOPE_ALL, NULL };
      GlnAttachedSum sum = gln_areas_attached (areas, &query);
      assert_m2 (sum.drawn, 2000 + 800 + 400 + 100);
      assert_m2 (sum.declared, declared_10 + declared_11);
      assert_m2 (sum.result, p == 0 ? 3300 : declared_10 + declared_11 + 400 + 100);
    }
  g_assert_true (gln_areas_parcel (areas, 1, GLN_SCOPE_ALL, &ten, &parcel));
  assert_m2 (parcel.area, 10000);
  assert_m2 (parcel.counted, 10000);
  assert_m2 (parcel.public_green, 2500);
  assert_m2 (parcel.drawn, 2000);
  assert_m2 (parcel.declared, declared_10);
  assert_m2 (parcel.attached, declared_10);
  g_assert_true (gln_areas_parcel (areas, 0, GLN_SCOPE_ALL, &eleven, &parcel));
  assert_m2 (parcel.area, 10000);
  assert_m2 (parcel.counted, 9000);
  assert_m2 (parcel.attached, 800);
  assert_m2 (gln_areas_parcel_overlap (areas, 0), 1000);
}

/* The larger of both is a matter of the parcel as a whole, and is then shared
 * out over districts by its cells. */
static void
test_attached_districts (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  g_autoptr (GlnAreas) areas = NULL;
  GlnUuid west = id_of (50), east = id_of (51);
  GlnZoneQuery in_west = { 0, GLN_SCOPE_ALL, &west }, in_east = { 0, GLN_SCOPE_ALL, &east };

  city_phase (city, "a", l.land, l.built, l.construction, GLN_ATTACHED_MAX);
  rect (city, 10, l.land, "R2", 0, 0, 100, 100);
  city_value (city, "green_ratio", 0.35);
  rect (city, 11, l.land, "R2", 0, 200, 100, 300);
  city_value (city, "green_ratio", 0.1);
  rect (city, 20, l.green, "XG", 0, 0, 30, 100);
  rect (city, 21, l.green, "XG", 0, 200, 30, 300);
  rect (city, 50, l.district, "", -100, -100, 20, 400);
  rect (city, 51, l.district, "", 20, -100, 200, 400);
  areas = city_areas (city);
  assert_m2 (gln_areas_attached (areas, &everywhere).result, 3500 + 3000);
  assert_m2 (gln_areas_attached (areas, &in_west).result, 0.35 * 2000 + 2000);
  assert_m2 (gln_areas_attached (areas, &in_east).result, 0.35 * 8000 + 1000);
  assert_m2 (gln_areas_zone (areas, &in_west), 120 * 500);
}

/* Rule 4, estimate: nothing is counted twice. */
static void
test_estimate (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  g_autoptr (GlnAreas) areas = NULL;
  GlnCoverSum cover;
  GlnAttachedSum attached;

  city_phase (city, "a", l.land, l.built, l.construction, GLN_ATTACHED_DECLARED);
  rect (city, 10, l.land, "R2", 0, 0, 100, 100);
  city_value (city, "green_ratio", 0.4);
  city_value (city, "vegetated_ratio", 0.5);
  rect (city, 11, l.land, "R2", 100, 0, 200, 100);
  city_value (city, "green_ratio", 0.9);
  city_value (city, "vegetated_ratio", 1);
  rect (city, 20, l.green, "G1", 0, 80, 100, 100);
  city_value (city, "vegetated_ratio", 0.75);
  rect (city, 30, l.cover, "tree", 0, 0, 10, 100);   /* 800 outside green land, 200 in the park */
  rect (city, 31, l.cover, "roof", 5, 0, 15, 20);    /* half under the trees */
  rect (city, 32, l.cover, "shrub", 100, 0, 150, 100); /* leaves the declared green of 11 half its land */
  rect (city, 33, l.cover, "herb", 300, 0, 310, 10); /* on no parcel */
  areas = city_areas (city);
  cover = gln_areas_cover (areas, &everywhere);
  attached = gln_areas_attached (areas, &everywhere);
  g_assert_true (cover.estimate);
  assert_m2 (cover.cover_outside, 800 + 100 + 5000 + 100);
  assert_m2 (cover.tree_shrub, 1000 + 5000);
  assert_m2 (attached.declared, 0.4 * 8000 + 9000);
  assert_m2 (attached.vegetated, 0.4 * 8000 * 0.5 + 5000);
  assert_m2 (cover.value, 6000 + 1600 + 5000 + 2000 * 0.75);
}

/* Rule 4, interpreted: union, replaced under what is new or changed since. */
static void
test_interpreted (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  GlnUuid nil = { { 0 } }, planned = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  g_autoptr (GlnAreas) areas = NULL;
  GlnZoneQuery later = { 1, GLN_SCOPE_ALL, NULL };

  city_phase (city, "present", l.land, l.built, l.construction, GLN_ATTACHED_DRAWN);
  city_phase (city, "2030", planned, nil, nil, GLN_ATTACHED_DRAWN);
  rect (city, 10, l.land, "G1", 0, 0, 100, 100);
  rect (city, 11, l.land, "R2", 100, 0, 300, 100);
  rect (city, 12, planned, "G1", 0, 0, 150, 100); /* the park grows by 5000 */
  city_value (city, "vegetated_ratio", 0.8);
  rect (city, 13, planned, "R2", 150, 0, 300, 100);
  rect (city, 20, l.green, "G1", 200, 0, 250, 100); /* drawn for 2030 */
  city_value (city, "vegetated_ratio", 0.6);
  city_from (city, "2030", NULL);
  rect (city, 30, l.interp, "tree", 0, 0, 50, 100);
  rect (city, 31, l.interp, "herb", 40, 0, 110, 50);
  rect (city, 32, l.interp, "herb", 240, 0, 300, 10);
  areas = city_areas (city);
  g_assert_false (gln_areas_cover (areas, &everywhere).estimate);
  assert_m2 (gln_areas_cover (areas, &everywhere).value, 5000 + 60 * 50 + 600);
  assert_m2 (gln_areas_cover (areas, &later).value, (5000 + 50 * 50) + 500 + 5000 * 0.8 + 5000 * 0.6);
}

/* Rule 5: clipping; the union of the parcels stands in for a missing scope. */
static void
test_scope (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  g_autoptr (GlnAreas) areas = NULL;
  GlnZoneQuery construction = { 0, GLN_SCOPE_CONSTRUCTION, NULL };
  GlnFeatureSum sum;
  GlnUuid uuid = id_of (20);

  city_phase (city, "a", l.land, l.built, l.construction, GLN_ATTACHED_DRAWN);
  rect (city, 10, l.land, "R2", 0, 0, 100, 100);
  rect (city, 11, l.land, "R2", 50, 0, 150, 100);
  rect (city, 20, l.green, "G1", 90, 0, 300, 100);
  rect (city, 21, l.green, "EG4", 400, 0, 500, 100);
  rect (city, 40, l.built, "", 20, 0, 200, 50);
  rect (city, 41, l.built, "", 150, 0, 210, 50);
  areas = city_areas (city);
  g_assert_true (gln_areas_has_scope (areas, 0, GLN_SCOPE_BUILT_UP));
  g_assert_false (gln_areas_has_scope (areas, 0, GLN_SCOPE_CONSTRUCTION));
  assert_m2 (gln_areas_zone (areas, &built_up), 190 * 50);
  assert_m2 (gln_areas_zone (areas, &construction), 15000);
  assert_m2 (gln_areas_zone (areas, &everywhere), 15000);
  assert_m2 (gln_areas_green_of (areas, &built_up, "G1").net, 120 * 50);
  assert_m2 (gln_areas_green_of (areas, &construction, "G1").net, 60 * 100);
  assert_m2 (gln_areas_green_of (areas, &everywhere, "EG4").net, 10000);
  assert_m2 (gln_areas_green_of (areas, &built_up, "EG4").net, 0);
  g_assert_true (gln_areas_feature (areas, 0, GLN_SCOPE_BUILT_UP, &uuid, &sum));
  assert_m2 (sum.net, 6000);
}

/* Phases: inherited land use and boundaries, features with a range. */
static void
test_phases (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  GlnUuid nil = { { 0 } }, planned = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  GlnUuid wider = city_layer (city, GLN_LAYER_BOUNDARY, "", "built_up");
  g_autoptr (GlnAreas) areas = NULL;
  static const double parks[] = { 1000, 1500, 500 }, zones[] = { 10000, 10000, 40000 };

  city_phase (city, "a", l.land, l.built, l.construction, GLN_ATTACHED_DRAWN);
  city_phase (city, "b", planned, nil, nil, GLN_ATTACHED_DRAWN);
  city_phase (city, "c", nil, wider, nil, GLN_ATTACHED_DRAWN);
  rect (city, 10, l.land, "R2", 0, 0, 100, 100);
  rect (city, 11, planned, "B1", 0, 0, 100, 100);
  rect (city, 20, l.green, "G1", 0, 0, 100, 10);
  city_from (city, NULL, "c");
  rect (city, 21, l.green, "G1", 0, 10, 100, 15);
  city_from (city, "b", NULL);
  rect (city, 40, l.built, "", 0, 0, 100, 100);
  rect (city, 41, wider, "", 0, 0, 200, 200);
  areas = city_areas (city);
  for (guint p = 0; p < 3; p++)
    {
      GlnZoneQuery query = { p, GLN_SCOPE_BUILT_UP, NULL };
      assert_m2 (gln_areas_green_of (areas, &query, "G1").net, parks[p]);
      assert_m2 (gln_areas_zone (areas, &query), zones[p]);
      assert_m2 (gln_areas_land_use (areas, &query, "R"), p == 0 ? 10000 : 0);
      assert_m2 (gln_areas_land_use (areas, &query, "B"), p == 0 ? 0 : 10000);
    }
}

/* Parks serve residential land by the tiers of their own net area. */
static void
test_served (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  g_autoptr (GlnAreas) areas = NULL;
  GlnZoneQuery later = { 1, GLN_SCOPE_ALL, NULL };
  GlnUuid nil = { { 0 } }, parcel = id_of (10);
  GlnParcelSum sum;
  double quarter_m2 = G_PI * 500 * 500 / 4, small_m2;

  city_phase (city, "a", l.land, l.built, l.construction, GLN_ATTACHED_DRAWN);
  city_phase (city, "b", nil, nil, nil, GLN_ATTACHED_DRAWN);
  rect (city, 10, l.land, "R2", 100, 50, 1000, 2000);
  rect (city, 11, l.land, "B1", 100, -2000, 1000, 50);
  rect (city, 12, l.land, "R2", -3000, 0, -2900, 100);
  rect (city, 20, l.green, "G1", 0, 0, 100, 50);      /* 5000: 500 m */
  rect (city, 21, l.green, "G1", -50, 0, 20, 50);     /* 3500: 300 m; later it takes 1000 from 20 ... */
  city_from (city, "b", NULL);
  rect (city, 19, l.green, "G1", 80, 0, 100, 50);     /* ... and this one 1000 */
  city_from (city, "b", NULL);
  rect (city, 22, l.green, "G1", -3050, 0, -3030, 40); /* 800: serves nobody */
  areas = city_areas (city);
  assert_m2 (gln_areas_residential (areas, &everywhere), 900 * 1950 + 10000);
  g_assert_cmpfloat_with_epsilon (gln_area_to_m2 (gln_areas_served (areas, &everywhere)), quarter_m2, 1e-4);
  g_assert_true (gln_areas_parcel (areas, 0, GLN_SCOPE_ALL, &parcel, &sum));
  g_assert_cmpfloat_with_epsilon (gln_area_to_m2 (sum.served), quarter_m2, 1e-4);
  /* In "b" park 20 keeps 4000 m² and with them 300 m; it reaches farthest. */
  small_m2 = G_PI * 300 * 300 / 4;
  g_assert_cmpfloat_with_epsilon (gln_area_to_m2 (gln_areas_served (areas, &later)), small_m2, 1e-4);
}

/* Regional green adjoins construction land across a gap of less than half a metre. */
static void
test_other_green (void)
{
  g_autoptr (City) city = city_new ();
  Layers l = usual_layers (city);
  g_autoptr (GlnAreas) areas = NULL;
  GlnArea adjoining = 0;

  city_phase (city, "a", l.land, l.built, l.construction, GLN_ATTACHED_DRAWN);
  rect (city, 40, l.built, "", 0, 0, 1000, 1000);
  rect (city, 41, l.construction, "", 0, 0, 500, 500);
  rect (city, 20, l.green, "EG", 500.4, 0, 600, 100);  /* adjoins */
  rect (city, 21, l.green, "EG", 500.6, 200, 600, 300); /* does not */
  rect (city, 22, l.green, "EG", 400, 400, 600, 500);  /* half of it in construction land */
  rect (city, 23, l.green, "EG", 900, 900, 1100, 950); /* half of it outside the built-up area */
  areas = city_areas (city);
  assert_m2 (gln_areas_other_green (areas, &built_up, &adjoining), 9960 + 9940 + 10000 + 5000);
  assert_m2 (adjoining, 9960 + 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mosaic/land", test_land);
  g_test_add_func ("/mosaic/classes", test_classes);
  g_test_add_func ("/mosaic/attached", test_attached);
  g_test_add_func ("/mosaic/attached-districts", test_attached_districts);
  g_test_add_func ("/mosaic/estimate", test_estimate);
  g_test_add_func ("/mosaic/interpreted", test_interpreted);
  g_test_add_func ("/mosaic/scope", test_scope);
  g_test_add_func ("/mosaic/phases", test_phases);
  g_test_add_func ("/mosaic/served", test_served);
  g_test_add_func ("/mosaic/other-green", test_other_green);
  return g_test_run ();
}
