/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up city has to be what the measurements say it is. */
#include "city.h"

#include <geos_c.h>
#include <math.h>
#include <string.h>

static City *
small_city (guint n_parcels, guint64 seed)
{
  CitySpec spec;

  city_spec_init (&spec, n_parcels);
  spec.seed = seed;
  return city_new (&spec);
}

static void
test_same_again (void)
{
  g_autoptr (City) a = small_city (1000, 5), b = small_city (1000, 5), c = small_city (1000, 6);
  g_autoptr (GlnPlan) plan_a = city_plan (a, 4, 0.05), plan_b = city_plan (b, 4, 0.05);
  g_autoptr (GlnPlan) plan_c = city_plan (c, 4, 0.05);

  g_assert_true (gln_plan_equal (plan_a, plan_b));
  g_assert_false (gln_plan_equal (plan_a, plan_c));
}

static void
test_sizes (void)
{
  g_autoptr (City) city = small_city (10000, 20260);

  g_assert_cmpfloat_with_epsilon (city->features[CITY_PARCEL]->len, 10000, 800);
  g_assert_cmpuint (city->features[CITY_GREEN]->len, ==, 1000);
  g_assert_cmpuint (city->features[CITY_COVER]->len, ==, 15200);
  g_assert_cmpuint (city->features[CITY_DISTRICT]->len, ==, 16);
  g_assert_cmpuint (city->green_kinds->len, ==, 1000);
}

static GEOSGeometry *
ring_to_geos (GEOSContextHandle_t geos, const GlnShape *shape, guint ring)
{
  guint first = shape->ring_start[ring], n = shape->ring_start[ring + 1] - first;
  g_autofree GlnPoint *points = g_new (GlnPoint, n + 1);

  memcpy (points, shape->points + first, n * sizeof *points);
  points[n] = points[0];
  return GEOSGeom_createLinearRing_r (
      geos, GEOSCoordSeq_copyFromBuffer_r (geos, (const double *) points, n + 1, FALSE, FALSE));
}

static GEOSGeometry *
to_geos (GEOSContextHandle_t geos, const GlnShape *shape)
{
  GEOSGeometry *hole = shape->n_rings > 1 ? ring_to_geos (geos, shape, 1) : NULL;

  g_assert_cmpuint (shape->n_parts, ==, 1);
  g_assert_cmpuint (shape->n_rings, <=, 2);
  return GEOSGeom_createPolygon_r (geos, ring_to_geos (geos, shape, 0), hole ? &hole : NULL, hole ? 1 : 0);
}

/* Valid polygons with whole millimetres. */
static void
test_valid (void)
{
  g_autoptr (City) city = small_city (2000, 7);
  GEOSContextHandle_t geos = GEOS_init_r ();

  for (guint kind = 0; kind < CITY_N_KINDS; kind++)
    for (guint i = 0; i < city->features[kind]->len; i++)
      {
        const GlnShape *shape = city_feature (city, kind, i)->shape;
        GEOSGeometry *polygon = to_geos (geos, shape);
        g_assert_cmpint (GEOSisValid_r (geos, polygon), ==, 1);
        GEOSGeom_destroy_r (geos, polygon);
        for (guint p = 0; p < shape->n_points; p++)
          g_assert_cmpfloat_with_epsilon (shape->points[p].x * 1000, round (shape->points[p].x * 1000), 1e-5);
      }
  GEOS_finish_r (geos);
}

/* Neither parcels nor districts overlap: the area of the union is the sum of the areas. */
static void
test_coverage (void)
{
  g_autoptr (City) city = small_city (2000, 8);
  GEOSContextHandle_t geos = GEOS_init_r ();
  static const CityKind kinds[] = { CITY_PARCEL, CITY_DISTRICT };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      guint n = city->features[kinds[k]]->len;
      g_autofree GEOSGeometry **all = g_new (GEOSGeometry *, n);
      GEOSGeometry *collection, *whole;
      double sum = 0, area;
      for (guint i = 0; i < n; i++)
        {
          all[i] = to_geos (geos, city_feature (city, kinds[k], i)->shape);
          sum += city_feature (city, kinds[k], i)->shape->ring_sum_m2;
        }
      collection = GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, all, n);
      whole = GEOSUnaryUnion_r (geos, collection);
      g_assert_cmpint (GEOSArea_r (geos, whole, &area), ==, 1);
      g_assert_cmpfloat_with_epsilon (area, sum, 1e-9 * sum);
      GEOSGeom_destroy_r (geos, whole);
      GEOSGeom_destroy_r (geos, collection);
    }
  GEOS_finish_r (geos);
}

/* As many exact copies of parcels as the figures of the page assume, and phases that differ a little. */
static void
test_make_up (void)
{
  g_autoptr (City) city = small_city (10000, 9);
  g_autoptr (GlnPlan) plan = city_plan (city, 4, 0.05);
  guint n_copies = 0, n_ranges = 0;
  GlnFeatureIter iter;
  GlnFeature *feature;

  for (guint i = 0; i < city->green_kinds->len; i++)
    n_copies += g_array_index (city->green_kinds, guint8, i) == CITY_COPY;
  g_assert_cmpfloat_with_epsilon (n_copies, 150, 40);
  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    n_ranges += feature->from || feature->until;
  g_assert_cmpuint (n_ranges, >, 20);
  g_assert_cmpuint (n_ranges, <, 250);
}

static void
test_arguments (void)
{
  CitySpec spec;

  g_assert_true (city_spec_parse (&spec, "100k"));
  g_assert_cmpuint (spec.n_parcels, ==, 100000);
  g_assert_true (city_spec_parse (&spec, "1M"));
  g_assert_cmpuint (spec.n_greens, ==, 50000);
  g_assert_false (city_spec_parse (&spec, "many"));
  g_assert_false (city_spec_parse (&spec, "5"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench-city/arguments", test_arguments);
  g_test_add_func ("/bench-city/same-again", test_same_again);
  g_test_add_func ("/bench-city/sizes", test_sizes);
  g_test_add_func ("/bench-city/valid", test_valid);
  g_test_add_func ("/bench-city/coverage", test_coverage);
  g_test_add_func ("/bench-city/make-up", test_make_up);
  return g_test_run ();
}
