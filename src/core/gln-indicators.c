/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"

#include <math.h>
#include <string.h>

/* The registry. A new indicator is a row here and, when its formula is of a
 * new kind, a file gln-indicator-<what>.c. */

#define BY_HAND(id_, zh, en, unit_)                                                               \
  { { .id = id_, .name_zh = zh, .name_en = en, .unit = unit_, .scope = GLN_SCOPE_BUILT_UP,        \
      .formula_zh = "手工填报", .formula_en = "entered by hand", .clause = "", .by_entry = TRUE },  \
    NULL, NULL }

const GlnIndicatorRow gln_indicator_rows[] = {
  { { .id = "GCR", .name_zh = "绿化覆盖率", .name_en = "Green coverage",
      .unit = GLN_UNIT_RATIO, .scope = GLN_SCOPE_BUILT_UP, .headline = TRUE,
      .formula_zh = "建成区内全部植被垂直投影面积 ÷ 建成区面积",
      .formula_en = "vertical projection of all vegetation in the built-up area ÷ built-up area",
      .clause = "GB/T 50563-2010" },
    gln_indicator_green_coverage, NULL },
  { { .id = "GLR", .name_zh = "绿地率", .name_en = "Green land ratio",
      .unit = GLN_UNIT_RATIO, .scope = GLN_SCOPE_BUILT_UP, .headline = TRUE,
      .formula_zh = "建成区内各类绿地面积 ÷ 建成区面积",
      .formula_en = "green land of all counted classes in the built-up area ÷ built-up area",
      .clause = "GB/T 50563-2010; CJJ/T 85-2017" },
    gln_indicator_green_land_ratio, "GLR" },
  { { .id = "PGPC", .name_zh = "人均公园绿地面积", .name_en = "Park area per capita",
      .unit = GLN_UNIT_M2_PERSON, .scope = GLN_SCOPE_BUILT_UP, .headline = TRUE,
      .formula_zh = "建成区公园绿地面积 ÷ 建成区城市人口",
      .formula_en = "park green area in the built-up area ÷ its urban population",
      .clause = "CJJ/T 85-2017" },
    gln_indicator_park_per_capita, "PGPC" },
  { { .id = "PG11PC", .name_zh = "人均综合公园面积", .name_en = "Comprehensive parks per capita",
      .unit = GLN_UNIT_M2_PERSON, .scope = GLN_SCOPE_BUILT_UP,
      .formula_zh = "综合公园 (G11) 面积 ÷ 城市人口",
      .formula_en = "area of comprehensive parks (G11) ÷ urban population",
      .clause = "GB 55014-2021 2.1.4" },
    gln_indicator_park_per_capita, "PG11PC" },
  { { .id = "PG12PC", .name_zh = "人均社区公园面积", .name_en = "Community parks per capita",
      .unit = GLN_UNIT_M2_PERSON, .scope = GLN_SCOPE_BUILT_UP,
      .formula_zh = "社区公园 (G12) 面积 ÷ 城市人口",
      .formula_en = "area of community parks (G12) ÷ urban population",
      .clause = "GB 55014-2021 2.1.4" },
    gln_indicator_park_per_capita, "PG12PC" },
  { { .id = "GLRmin", .name_zh = "各城区绿地率最低值", .name_en = "Lowest district green land ratio",
      .unit = GLN_UNIT_RATIO, .scope = GLN_SCOPE_BUILT_UP,
      .formula_zh = "各城区绿地率中的最小值", .formula_en = "smallest green land ratio of the urban districts",
      .clause = "GB/T 50563-2010" },
    gln_indicator_lowest_district, "GLR" },
  { { .id = "PGPCmin", .name_zh = "各城区人均公园绿地面积最低值",
      .name_en = "Lowest district park area per capita",
      .unit = GLN_UNIT_M2_PERSON, .scope = GLN_SCOPE_BUILT_UP,
      .formula_zh = "各城区人均公园绿地面积中的最小值",
      .formula_en = "smallest park area per capita of the urban districts",
      .clause = "GB/T 50563-2010" },
    gln_indicator_lowest_district, "PGPC" },
  { { .id = "PSRC", .name_zh = "公园绿地服务半径覆盖率", .name_en = "Park service-radius coverage",
      .unit = GLN_UNIT_RATIO, .scope = GLN_SCOPE_BUILT_UP,
      .formula_zh = "公园绿地服务半径覆盖的居住用地面积 ÷ 居住用地总面积",
      .formula_en = "residential land within the service radius of parks ÷ all residential land",
      .clause = "GB/T 50563-2010" },
    gln_indicator_service_radius, NULL },
  { { .id = "TSR", .name_zh = "乔灌木占比", .name_en = "Tree and shrub share of coverage",
      .unit = GLN_UNIT_RATIO, .scope = GLN_SCOPE_BUILT_UP,
      .formula_zh = "乔木、灌木投影面积 ÷ 绿化覆盖面积",
      .formula_en = "projection of trees and shrubs ÷ green coverage",
      .clause = "GB/T 50563-2010" },
    gln_indicator_tree_shrub_share, NULL },
  { { .id = "NUR", .name_zh = "生产绿地占建成区面积比率", .name_en = "Nursery land ratio",
      .unit = GLN_UNIT_RATIO, .scope = GLN_SCOPE_BUILT_UP,
      .formula_zh = "生产绿地面积 (可在建成区外) ÷ 建成区面积",
      .formula_en = "nursery area (also outside the built-up area) ÷ built-up area",
      .clause = "GB/T 50563-2010" },
    gln_indicator_nursery_ratio, NULL },
  BY_HAND ("CPI", "万人拥有综合公园指数", "Comprehensive parks per 10 000 people", GLN_UNIT_PER_10K),
  BY_HAND ("CPK", "10万人拥有综合公园个数", "Comprehensive parks per 100 000 people", GLN_UNIT_PER_100K),
  BY_HAND ("RGP", "城市道路绿化普及率", "Share of road length with street trees", GLN_UNIT_RATIO),
  BY_HAND ("RGS", "城市道路绿地达标率", "Share of roads meeting their green ratio", GLN_UNIT_RATIO),
  BY_HAND ("RES", "新建改建居住区绿地达标率", "Residential green compliance", GLN_UNIT_RATIO),
  BY_HAND ("PUB", "公共设施绿地达标率", "Public-facility green compliance", GLN_UNIT_RATIO),
  BY_HAND ("PRO", "防护绿地实施率", "Protective green implementation", GLN_UNIT_RATIO),
  BY_HAND ("SRD", "林荫路覆盖率", "Shaded-road rate", GLN_UNIT_RATIO),
  BY_HAND ("SPK", "林荫停车场推广率", "Shaded car-park rate", GLN_UNIT_RATIO),
  BY_HAND ("RIV", "河道绿化普及率", "Riverside greening rate", GLN_UNIT_RATIO),
  BY_HAND ("SHO", "水体岸线自然化率", "Natural shoreline rate", GLN_UNIT_RATIO),
  BY_HAND ("RES_L", "受损弃置地生态与景观恢复率", "Restored derelict land", GLN_UNIT_RATIO),
  BY_HAND ("GWY", "城市绿道服务半径覆盖率", "Greenway service-radius coverage", GLN_UNIT_RATIO),
  BY_HAND ("BOT", "大于40公顷的植物园数量", "Botanical gardens over 40 ha", GLN_UNIT_COUNT),
  BY_HAND ("OLD", "古树名木保护率", "Heritage-tree protection rate", GLN_UNIT_RATIO),
};

const guint gln_n_indicator_rows = G_N_ELEMENTS (gln_indicator_rows);

/** gln_indicator_count: how many indicators there are. */
guint
gln_indicator_count (void)
{
  return gln_n_indicator_rows;
}

/** gln_indicator_info: (transfer none): the indicator at @index of the registry. */
const GlnIndicatorInfo *
gln_indicator_info (guint index)
{
  g_return_val_if_fail (index < gln_n_indicator_rows, NULL);
  return &gln_indicator_rows[index].info;
}

/** gln_indicator_find: (nullable) (transfer none): the indicator with @id. */
const GlnIndicatorInfo *
gln_indicator_find (const char *id)
{
  for (guint i = 0; i < gln_n_indicator_rows; i++)
    if (g_strcmp0 (gln_indicator_rows[i].info.id, id) == 0)
      return &gln_indicator_rows[i].info;
  return NULL;
}

/* The row that holds @info. */
const GlnIndicatorRow *
gln_indicator_row (const GlnIndicatorInfo *info)
{
  for (guint i = 0; i < gln_n_indicator_rows; i++)
    if (&gln_indicator_rows[i].info == info)
      return &gln_indicator_rows[i];
  return NULL;
}

/* The edition whose class sets and radii the values of a phase follow: the
 * first edition it is judged by, else the plan's own setting, else the one in
 * force. */
static const GlnStandard *
standard_of (const GlnStandards *standards, const GlnFrame *frame, const GlnPhase *phase)
{
  const char *chosen = gln_values_text (frame->settings, "standard");
  const GlnStandard *standard;

  for (char **id = phase->editions; *id; id++)
    if ((standard = gln_standards_get (standards, *id)) && standard->kind == GLN_STANDARD_EDITION)
      return standard;
  if (chosen && (standard = gln_standards_get (standards, chosen)))
    return standard;
  return gln_standards_get (standards, "NGC2022");
}

static double
population_of (const GlnAreas *areas, const GlnPhase *phase, const GlnUuid *district)
{
  double population = NAN;

  if (!district)
    return phase->population;
  GlnFeature *feature = gln_plan_feature (gln_areas_plan (areas), district);
  if (feature)
    gln_values_number (feature->values, "population", &population);
  return population;
}

/* A value entered by hand stands in where no map can compute one. */
static void
take_entry (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const GlnEntry *entry = context->district ? NULL : gln_phase_entry (context->phase, value->info->id);

  if (!entry)
    return;
  value->value = entry->value;
  value->entered = TRUE;
  value->missing = NULL;
}

/* Computes one indicator without judging it. */
void
gln_indicator_compute (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const GlnIndicatorRow *row = gln_indicator_row (value->info);

  value->value = value->numerator = value->denominator = NAN;
  if (row->compute)
    row->compute (context, value);
  else
    value->missing = N_("not entered yet");
  if (isnan (value->value) && value->denominator > 0)
    value->value = value->numerator / value->denominator;
  if (isnan (value->value))
    take_entry (context, value);
}

/**
 * gln_indicators_compute:
 * @areas: the sums of a plan
 * @phase: index of the phase
 * @district: (nullable): feature of a district layer; NULL for the whole
 * @extra_editions: (nullable): ids of standards to judge by besides those of
 *   the phase; given, they also judge a phase that is not judged by itself
 *
 * Returns: (transfer full): every indicator of the registry, in its order,
 *   with its verdicts
 */
GlnIndicatorSet *
gln_indicators_compute (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                        const GlnUuid *district, const char *const *extra_editions)
{
  const GlnFrame *frame = gln_areas_plan (areas)->frame;
  GlnIndicatorSet *set = g_new0 (GlnIndicatorSet, 1);
  g_autoptr (GPtrArray) editions = g_ptr_array_new ();
  GlnIndicatorContext context = { .areas = areas, .standards = standards, .frame = frame,
                                  .phase = frame->phases[phase], .phase_index = phase,
                                  .district = district };

  context.standard = standard_of (standards, frame, context.phase);
  context.population = population_of (areas, context.phase, district);
  if (context.phase->judged || extra_editions)
    for (char **id = context.phase->editions; *id; id++)
      g_ptr_array_add (editions, *id);
  for (guint i = 0; extra_editions && extra_editions[i]; i++)
    if (!g_ptr_array_find_with_equal_func (editions, extra_editions[i], g_str_equal, NULL))
      g_ptr_array_add (editions, (gpointer) extra_editions[i]);
  g_ptr_array_add (editions, NULL);
  g_atomic_ref_count_init (&set->ref_count);
  set->phase = phase;
  if (district)
    set->district = *district;
  set->n_values = gln_n_indicator_rows;
  set->values = g_new0 (GlnIndicatorValue, set->n_values);
  for (guint i = 0; i < set->n_values; i++)
    {
      set->values[i].info = &gln_indicator_rows[i].info;
      gln_indicator_compute (&context, &set->values[i]);
      if (!district)
        gln_indicator_judge (&context, (const char *const *) editions->pdata, &set->values[i]);
    }
  return set;
}

/** gln_indicator_set_ref: (transfer full): another reference; any thread. */
GlnIndicatorSet *
gln_indicator_set_ref (GlnIndicatorSet *set)
{
  g_atomic_ref_count_inc (&set->ref_count);
  return set;
}

/** gln_indicator_set_unref: drops a reference; any thread. */
void
gln_indicator_set_unref (GlnIndicatorSet *set)
{
  if (!g_atomic_ref_count_dec (&set->ref_count))
    return;
  for (guint i = 0; i < set->n_values; i++)
    g_free (set->values[i].checks);
  g_free (set->values);
  g_free (set);
}

/** gln_indicator_set_find: (nullable) (transfer none): the value of indicator @id. */
const GlnIndicatorValue *
gln_indicator_set_find (const GlnIndicatorSet *set, const char *id)
{
  for (guint i = 0; i < set->n_values; i++)
    if (g_strcmp0 (set->values[i].info->id, id) == 0)
      return &set->values[i];
  return NULL;
}
