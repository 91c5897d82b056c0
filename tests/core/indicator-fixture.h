/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"
#include "core/gln-mosaic-rules.h"
#include "mosaic-fixture.h"

#define HA 1e4

/* Gives the feature that was added last a text. */
static inline void
city_text (City *city, const char *key, const char *text)
{
  GlnFeature *last = g_ptr_array_index (city->features, city->features->len - 1);
  g_autoptr (GlnValues) values = gln_values_with_text (last->values, key, text);

  city_replace_last (city, gln_feature_with_values (last, values));
}

/* Changes phase @index: edit the spec between begin and end. */
static inline void
city_phase_begin (City *city, guint index, GlnPhaseSpec *spec)
{
  gln_phase_spec_copy (spec, city->phases->pdata[index]);
}

static inline void
city_phase_end (City *city, guint index, GlnPhaseSpec *spec)
{
  gln_phase_unref (city->phases->pdata[index]);
  city->phases->pdata[index] = gln_phase_new (spec);
  gln_phase_spec_clear (spec);
}

static inline void
city_population (City *city, guint index, double persons)
{
  GlnPhaseSpec spec;

  city_phase_begin (city, index, &spec);
  spec.population = persons;
  city_phase_end (city, index, &spec);
}

static inline void
city_editions (City *city, guint index, const char *first, const char *second)
{
  GlnPhaseSpec spec;

  city_phase_begin (city, index, &spec);
  spec.judged = TRUE;
  g_ptr_array_set_size (spec.editions, 0);
  g_ptr_array_add (spec.editions, g_strdup (first));
  if (second)
    g_ptr_array_add (spec.editions, g_strdup (second));
  city_phase_end (city, index, &spec);
}

/* The sums of the city with the radii of its own edition. */
static inline GlnAreas *
city_sums (City *city)
{
  g_autoptr (GlnPlan) plan = city_plan (city);
  g_autoptr (GlnMosaic) mosaic = gln_mosaic_new (city->standards, NULL, 1);

  g_assert_true (gln_mosaic_build (mosaic, plan, NULL));
  return gln_mosaic_snapshot (mosaic);
}

static inline GlnIndicatorSet *
city_indicators (City *city, guint phase)
{
  g_autoptr (GlnAreas) areas = city_sums (city);

  return gln_indicators_compute (areas, city->standards, phase, NULL, NULL);
}

static inline const GlnCheck *
check_of (const GlnIndicatorSet *set, const char *id, const char *rule)
{
  const GlnIndicatorValue *value = gln_indicator_set_find (set, id);

  for (guint i = 0; i < value->n_checks; i++)
    if (g_str_equal (value->checks[i].rule, rule))
      return &value->checks[i];
  return NULL;
}

#define assert_value(set, id, expected)                                                           \
  g_assert_cmpfloat_with_epsilon (gln_indicator_set_find ((set), (id))->value, (expected),         \
                                  1e-9 * MAX (1, fabs ((double) (expected))))
#define assert_missing(set, id)                                                                   \
  G_STMT_START                                                                                    \
  {                                                                                               \
    const GlnIndicatorValue *value_ = gln_indicator_set_find ((set), (id));                       \
    g_assert_true (isnan (value_->value));                                                        \
    g_assert_nonnull (value_->missing);                                                           \
  }                                                                                               \
  G_STMT_END

static inline GlnFeature *
add_line (City *city, guint number, GlnUuid layer, double x0, double y0, double x1, double y1)
{
  const GlnPoint points[] = { { x0, y0 }, { x1, y1 } };

  return city_add (city, number, layer, "", gln_shape_new_line (points, 2));
}

typedef struct
{
  GlnUuid land, green, built_up, districts, lines, points, communities;
} TownLayers;

/* A town that can be reckoned by hand: a square kilometre of built-up area and
 * parcels, two phases ("present" drawn, "2030" declared), two districts.
 *
 *   11 R2 16 ha 35 % new      12 R2  8 ha 20 % old     13 A1 16 ha 30 %
 *   14 M1 12 ha 25 % old      15 G1  9 ha              18 M1  9 ha 25 % new
 *   16 S1  5 ha 20 %          19 U1 20 ha (no ratio)   17 G2  5 ha
 *   31 G11 4 ha, 32 G3 1 ha (half green), 33 G12 4 ha from 2030: all over 19
 *   34 RG 1 ha in 11, 35 EG1 10 ha outside, beside the built-up area
 */
static inline City *
town_new (TownLayers *at)
{
  City *city = city_new ();
  const GlnUuid nil = { { 0 } };

  at->land = city_layer (city, GLN_LAYER_LAND_USE, "gb50137", "");
  at->green = city_layer (city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  at->built_up = city_layer (city, GLN_LAYER_BOUNDARY, "", "built_up");
  at->districts = city_layer (city, GLN_LAYER_DISTRICT, "", "urban_district");
  at->lines = city_layer (city, GLN_LAYER_LINE, "", "road");
  at->points = city_layer (city, GLN_LAYER_POINT, "", "ancient_tree");
  at->communities = city_layer (city, GLN_LAYER_DISTRICT, "", "community");
  city_phase (city, "present", at->land, at->built_up, nil, GLN_ATTACHED_DRAWN);
  city_phase (city, "2030", nil, nil, nil, GLN_ATTACHED_DECLARED);
  city_population (city, 0, 10000);
  city_population (city, 1, 16000);

  city_rect (city, 11, at->land, "R2", 0, 0, 400, 400);
  city_value (city, "green_ratio", 0.35);
  city_text (city, "age", "new");
  city_rect (city, 12, at->land, "R2", 400, 0, 600, 400);
  city_value (city, "green_ratio", 0.2);
  city_text (city, "age", "old");
  city_rect (city, 13, at->land, "A1", 600, 0, 1000, 400);
  city_value (city, "green_ratio", 0.3);
  city_rect (city, 14, at->land, "M1", 0, 400, 400, 700);
  city_value (city, "green_ratio", 0.25);
  city_text (city, "age", "old");
  city_rect (city, 15, at->land, "G1", 400, 400, 700, 700);
  city_rect (city, 16, at->land, "S1", 0, 700, 1000, 750);
  city_value (city, "green_ratio", 0.2);
  city_rect (city, 17, at->land, "G2", 0, 950, 1000, 1000);
  city_rect (city, 18, at->land, "M1", 700, 400, 1000, 700);
  city_value (city, "green_ratio", 0.25);
  city_text (city, "age", "new");
  city_rect (city, 19, at->land, "U1", 0, 750, 1000, 950);

  city_rect (city, 21, at->built_up, "", 0, 0, 1000, 1000);
  city_rect (city, 22, at->districts, "", 0, 0, 500, 1000);
  city_value (city, "population", 5000);
  city_rect (city, 23, at->districts, "", 500, 0, 1000, 1000);
  city_value (city, "population", 5000);

  city_rect (city, 31, at->green, "G11", 0, 750, 200, 950);
  city_rect (city, 32, at->green, "G3", 200, 750, 300, 850);
  city_value (city, "park_green_ratio", 0.5);
  city_rect (city, 33, at->green, "G12", 800, 750, 1000, 950);
  city_from (city, "2030", NULL);
  city_rect (city, 34, at->green, "RG", 0, 0, 100, 100);
  city_rect (city, 35, at->green, "EG1", 1000, 0, 1200, 500);
  return city;
}
