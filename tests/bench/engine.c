/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine.h"

/** engine_build: (transfer full): a mosaic of @plan. */
GlnMosaic *
engine_build (const Engine *engine, GlnPlan *plan, guint n_threads)
{
  GlnMosaic *mosaic = gln_mosaic_new (engine->standards, &engine->rules, n_threads);
  gboolean built = gln_mosaic_build (mosaic, plan, NULL);

  g_assert (built);
  return mosaic;
}

/** engine_time_build: a build from scratch up to the snapshot; freeing it is not part of the time. */
MeasureSpan
engine_time_build (const Engine *engine, GlnPlan *plan, guint n_threads)
{
  MeasureSpan start = measure_now (), span;
  g_autoptr (GlnMosaic) mosaic = engine_build (engine, plan, n_threads);
  g_autoptr (GlnAreas) areas = gln_mosaic_snapshot (mosaic);

  span = measure_since (&start);
  return span;
}

/** engine_plan: (transfer full): the plan that @mosaic stands at. */
GlnPlan *
engine_plan (GlnMosaic *mosaic)
{
  g_autoptr (GlnAreas) areas = gln_mosaic_snapshot (mosaic);

  return gln_plan_ref (gln_areas_plan (areas));
}

static double
class_m2 (const GlnAreas *areas, const GlnZoneQuery *zone, guint k)
{
  return gln_area_to_m2 (gln_areas_green_of (areas, zone, city_classes[k]).net);
}

/** engine_values: (transfer full): the figures that every tool is asked for. */
CityValues *
engine_values (const Engine *engine, const GlnAreas *areas)
{
  const City *city = engine->city;
  CityValues *values = city_values_new (city);
  GlnZoneQuery zone = { 0, GLN_SCOPE_BUILT_UP, NULL };
  GlnParcelSum sum;

  values->cover_m2 = gln_area_to_m2 (gln_areas_cover (areas, &zone).cover_outside);
  for (guint k = 0; k < CITY_N_CLASSES; k++)
    values->cover_m2 += values->class_m2[k] = class_m2 (areas, &zone, k);
  for (guint d = 0; d < city->features[CITY_DISTRICT]->len; d++)
    for (guint k = 0; k < CITY_N_CLASSES; k++)
      {
        zone.district = &city_feature (city, CITY_DISTRICT, d)->uuid;
        values->district_m2[d][k] = class_m2 (areas, &zone, k);
      }
  for (guint p = 0; p < city->features[CITY_PARCEL]->len; p++)
    {
      gboolean found
          = gln_areas_parcel (areas, 0, GLN_SCOPE_ALL, &city_feature (city, CITY_PARCEL, p)->uuid, &sum);
      g_assert (found);
      values->parcel_m2[p] = gln_area_to_m2 (sum.public_green + sum.drawn);
    }
  return values;
}

/* Walks every figure of two snapshots side by side. */
typedef struct
{
  guint differences;
  GlnArea worst;
} Compared;

static void
compare (Compared *compared, const void *a, const void *b, gsize n)
{
  const GlnArea *x = a, *y = b;

  for (gsize i = 0; i < n; i++)
    {
      GlnArea gap = x[i] > y[i] ? x[i] - y[i] : y[i] - x[i];
      compared->differences += gap != 0;
      compared->worst = MAX (compared->worst, gap);
    }
}

static void
compare_zone (Compared *compared, const GlnAreas *a, const GlnAreas *b, const GlnZoneQuery *zone)
{
  GlnAttachedSum attached[] = { gln_areas_attached (a, zone), gln_areas_attached (b, zone) };
  GlnCoverSum cover[] = { gln_areas_cover (a, zone), gln_areas_cover (b, zone) };
  GlnArea sums[2][4];
  GlnArea extra[2];

  for (guint i = 0; i < 2; i++)
    {
      const GlnAreas *areas = i ? b : a;
      sums[i][0] = gln_areas_zone (areas, zone);
      sums[i][1] = gln_areas_served (areas, zone);
      sums[i][2] = gln_areas_residential (areas, zone);
      sums[i][3] = gln_areas_other_green (areas, zone, &extra[i]);
    }
  compare (compared, &attached[0], &attached[1], sizeof attached[0] / sizeof (GlnArea));
  compare (compared, &cover[0].value, &cover[1].value, 4);
  compare (compared, sums[0], sums[1], 4);
  compare (compared, &extra[0], &extra[1], 1);
  for (guint k = 0; k < CITY_N_CLASSES; k++)
    {
      GlnGreenSum green[]
          = { gln_areas_green_of (a, zone, city_classes[k]), gln_areas_green_of (b, zone, city_classes[k]) };
      compare (compared, &green[0].net, &green[1].net, 5);
    }
}

static void
compare_features (Compared *compared, const City *city, const GlnAreas *a, const GlnAreas *b, guint phase,
                  GlnScope scope)
{
  for (guint p = 0; p < city->features[CITY_PARCEL]->len; p++)
    {
      const GlnUuid *uuid = &city_feature (city, CITY_PARCEL, p)->uuid;
      GlnParcelSum sum[2];
      if (gln_areas_parcel (a, phase, scope, uuid, &sum[0])
          != gln_areas_parcel (b, phase, scope, uuid, &sum[1]))
        compared->differences++;
      compare (compared, &sum[0], &sum[1], sizeof sum[0] / sizeof (GlnArea));
    }
  for (guint g = 0; g < city->features[CITY_GREEN]->len; g++)
    {
      const GlnUuid *uuid = &city_feature (city, CITY_GREEN, g)->uuid;
      GlnFeatureSum sum[2];
      if (gln_areas_feature (a, phase, scope, uuid, &sum[0])
          != gln_areas_feature (b, phase, scope, uuid, &sum[1]))
        compared->differences++;
      compare (compared, &sum[0], &sum[1], sizeof sum[0] / sizeof (GlnArea));
    }
}

static Compared
compare_areas (const Engine *engine, const GlnAreas *a, const GlnAreas *b)
{
  const City *city = engine->city;
  static const GlnScope scopes[] = { GLN_SCOPE_ALL, GLN_SCOPE_BUILT_UP };
  Compared compared = { 0 };
  guint n_phases = gln_areas_plan (a)->frame->n_phases;

  for (guint phase = 0; phase < n_phases; phase++)
    for (guint s = 0; s < G_N_ELEMENTS (scopes); s++)
      {
        GlnZoneQuery zone = { phase, scopes[s], NULL };
        compare_zone (&compared, a, b, &zone);
        for (guint d = 0; d < city->features[CITY_DISTRICT]->len; d++)
          {
            zone.district = &city_feature (city, CITY_DISTRICT, d)->uuid;
            compare_zone (&compared, a, b, &zone);
          }
        compare_features (&compared, city, a, b, phase, scopes[s]);
      }
  return compared;
}

/** engine_differences: how many figures of @a and @b are not equal to the bit, of every phase, district,
 * parcel and green, in the whole and inside the boundary. */
guint
engine_differences (const Engine *engine, const GlnAreas *a, const GlnAreas *b)
{
  return compare_areas (engine, a, b).differences;
}

/** engine_worst: the largest difference of those figures, in quanta. */
GlnArea
engine_worst (const Engine *engine, const GlnAreas *a, const GlnAreas *b)
{
  return compare_areas (engine, a, b).worst;
}

/**
 * engine_change:
 * @before: (nullable): NULL adds @after
 * @after: (nullable): NULL removes @before
 *
 * Returns: the time from the new feature to the new numbers
 */
MeasureSpan
engine_change (GlnMosaic *mosaic, GlnFeature *before, GlnFeature *after)
{
  MeasureSpan start = measure_now (), span;
  GlnChange change = { .uuid = before ? before->uuid : after->uuid, .before = before, .after = after };
  g_autoptr (GlnDelta) delta = gln_delta_new (&change, 1, NULL, NULL);
  g_autoptr (GlnAreas) areas = NULL;

  gln_mosaic_update (mosaic, delta);
  areas = gln_mosaic_snapshot (mosaic);
  span = measure_since (&start);
  return span;
}

/** engine_differences_from_scratch: figures of @mosaic, after whatever edits, that differ from a build of
 * the plan it stands at. */
guint
engine_differences_from_scratch (const Engine *engine, GlnMosaic *mosaic)
{
  g_autoptr (GlnAreas) now = gln_mosaic_snapshot (mosaic);
  g_autoptr (GlnMosaic) fresh = engine_build (engine, gln_areas_plan (now), engine->n_threads);
  g_autoptr (GlnAreas) scratch = gln_mosaic_snapshot (fresh);

  return engine_differences (engine, now, scratch);
}
