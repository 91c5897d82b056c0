/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"
#include "core/gln-mosaic-rules.h"
#include "core/gln-recode.h"

#include <math.h>
#include <string.h>

/* The zone of an indicator; says so in @value when the scope's boundary is
 * missing and the parcels' union stands in (architecture §3, what counts 5). */
GlnZoneQuery
gln_indicator_zone (const GlnIndicatorContext *context, GlnScope scope, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = { context->phase_index, scope, context->district };

  if (!gln_areas_has_scope (context->areas, context->phase_index, scope))
    value->provisional = TRUE;
  return zone;
}

/* Any green ratio that makes no park: tells squares that count in part from those that count as parks only. */
#define SOME_GREEN 0.01

/* The share of @sum that @set counts. Squares were weighed feature by feature
 * already, so that a share is applied once. */
GlnArea
gln_indicator_counted_of (const GlnIndicatorContext *context, const GlnGreenSum *sum, const char *set)
{
  const GlnCodeSystem *system
      = gln_standards_get_code_system (context->standards, GLN_CODES_CANONICAL);
  const GlnClass *cls = gln_code_system_lookup (system, sum->class_code);
  const GlnCounting *counting = context->standard ? context->standard->counting : NULL;
  double share;

  if (!cls || !counting || cls->kind == GLN_LAND_ATTACHED)
    return 0;
  if (gln_counting_uses_green_ratio (counting, set, cls))
    return gln_counting_get_share (counting, set, cls, SOME_GREEN) > 0 ? sum->green : sum->as_park;
  share = gln_counting_get_share (counting, set, cls, NAN);
  return share >= 1 ? sum->net : gln_area_share (sum->net, share);
}

/* Green of the classes that @set counts in @zone, attached green left out. */
GlnArea
gln_indicator_counted (const GlnIndicatorContext *context, const GlnZoneQuery *zone, const char *set)
{
  g_autoptr (GArray) sums = gln_areas_green (context->areas, zone);
  GlnArea total = 0;

  for (guint i = 0; i < sums->len; i++)
    total += gln_indicator_counted_of (context, &g_array_index (sums, GlnGreenSum, i), set);
  return total;
}

/* Other green inside the built-up area that adjoins construction land, up to
 * a share of the green inside it (建城[2016]235号: 20 %). */
static GlnArea
other_green_allowance (const GlnIndicatorContext *context, const GlnZoneQuery *zone, GlnArea inside)
{
  double cap = context->standard
                   ? gln_standard_get_other_green_cap (context->standards, context->standard, NULL)
                   : 0;
  GlnArea adjoining = 0;

  if (!(cap > 0))
    return 0;
  gln_areas_other_green (context->areas, zone, &adjoining);
  return MIN (adjoining, gln_area_share (inside, cap));
}

/* Green land of the counted classes, attached green by the phase's method, and
 * the other-green allowance. */
GlnArea
gln_indicator_green_land (const GlnIndicatorContext *context, const GlnZoneQuery *zone)
{
  GlnArea green = gln_indicator_counted (context, zone, "GLR");

  green += gln_areas_attached (context->areas, zone).result;
  return green + other_green_allowance (context, zone, green);
}

/* GLR (GB/T 50563-2010): green land over the zone. */
void
gln_indicator_green_land_ratio (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);

  value->numerator = gln_area_to_m2 (gln_indicator_green_land (context, &zone));
  value->denominator = gln_area_to_m2 (gln_areas_zone (context->areas, &zone));
  if (!(value->denominator > 0))
    value->missing = N_("no built-up area and no parcels");
}

/* Total green area: the numerator of the green land ratio. */
void
gln_indicator_total_green (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);

  value->value = value->numerator = gln_area_to_m2 (gln_indicator_green_land (context, &zone));
}

/* GCR (GB/T 50563-2010): vegetation over the zone, each cell once. */
void
gln_indicator_green_coverage (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);
  GlnCoverSum cover = gln_areas_cover (context->areas, &zone);

  value->estimate = cover.estimate;
  value->numerator = gln_area_to_m2 (cover.value);
  value->denominator = gln_area_to_m2 (gln_areas_zone (context->areas, &zone));
  if (!(value->denominator > 0))
    value->missing = N_("no built-up area and no parcels");
}

/* Whether some park says which kind of park it is: a land-use map in G1 alone
 * tells nothing about comprehensive or community parks. */
gboolean
gln_indicator_parks_divided (const GlnIndicatorContext *context)
{
  GlnZoneQuery zone = { context->phase_index, GLN_SCOPE_ALL, NULL };
  g_autoptr (GArray) sums = gln_areas_green (context->areas, &zone);

  for (guint i = 0; i < sums->len; i++)
    {
      const GlnGreenSum *sum = &g_array_index (sums, GlnGreenSum, i);
      if (g_str_has_prefix (sum->class_code, "G1") && sum->class_code[2] && sum->net > 0)
        return TRUE;
    }
  return FALSE;
}

/* Land that the edition's own code system calls a park and the canonical one
 * does not (G122 of 2002 is attached green since 2017): an edition that speaks
 * that system counts it, in layers that do. Known for the whole only. */
static GlnArea
parks_of_own_codes (const GlnIndicatorContext *context, const GlnZoneQuery *zone, const char *set)
{
  const GPtrArray *greens;
  GlnArea total = 0;

  if (context->district || !gln_recode_speaks (context->frame, context->standard))
    return 0;
  greens = gln_census_features (context->census, GLN_LAYER_GREEN);
  for (guint i = 0; i < greens->len; i++)
    {
      const GlnFeature *feature = greens->pdata[i];
      const GlnClass *own = gln_census_class (context->census, feature);
      GlnFeatureSum sum;
      if (own && strcmp (own->system, gln_counting_get_codes (context->standard->counting)) == 0
          && gln_recode_loses_park (context->standards, own)
          && gln_areas_feature (context->areas, zone->phase, zone->scope, &feature->uuid, &sum))
        total += gln_area_share (sum.net, gln_counting_get_share (context->standard->counting, set, own, NAN));
    }
  return total;
}

/* PGPC and its parts (CJJ/T 85-2017): park green of the row's set over the
 * population of the phase or district. */
void
gln_indicator_park_per_capita (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);
  const char *set = gln_indicator_row (value->info)->set;
  gboolean one_kind = g_str_has_prefix (set, "PG1");

  if (one_kind && !gln_indicator_parks_divided (context))
    {
      value->missing = N_("parks are not divided into comprehensive parks, community parks and others");
      return;
    }
  value->numerator = gln_area_to_m2 (gln_indicator_counted (context, &zone, set)
                                     + parks_of_own_codes (context, &zone, set));
  value->denominator = context->population;
  if (!(context->population > 0))
    value->missing = N_("population not given");
}

/* TSR: trees and shrubs among all vegetation that the coverage counts. */
void
gln_indicator_tree_shrub_share (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);
  GlnCoverSum cover = gln_areas_cover (context->areas, &zone);

  if (cover.estimate || !(cover.interpreted > 0))
    {
      value->missing = N_("no interpretation of the vegetation");
      return;
    }
  value->numerator = gln_area_to_m2 (cover.tree_shrub);
  value->denominator = gln_area_to_m2 (cover.value);
}

static gboolean
has_nursery (const GlnIndicatorContext *context)
{
  for (guint p = 0; p < context->frame->n_phases; p++)
    {
      GlnZoneQuery all = { p, GLN_SCOPE_ALL, NULL };
      if (gln_areas_green_of (context->areas, &all, "EG4").net > 0)
        return TRUE;
    }
  return FALSE;
}

/* NUR: nursery land, also outside the built-up area, over the built-up area. */
void
gln_indicator_nursery_ratio (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);
  GlnZoneQuery everywhere = { context->phase_index, GLN_SCOPE_ALL, context->district };

  value->numerator = gln_area_to_m2 (gln_areas_green_of (context->areas, &everywhere, "EG4").net);
  value->denominator = gln_area_to_m2 (gln_areas_zone (context->areas, &zone));
  if (!(value->denominator > 0))
    value->missing = N_("no built-up area and no parcels");
  else if (!has_nursery (context))
    value->missing = N_("no nursery land is mapped");
}

/* PSRC: residential land within the park service radii. */
void
gln_indicator_service_radius (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);
  const char *only = gln_indicator_row (value->info)->set;

  if (only && !gln_mosaic_rules_are_of (gln_areas_rules (context->areas), context->standards, only))
    {
      value->missing = N_("found when the plan follows the standard that this radius is of");
      return;
    }
  value->numerator = gln_area_to_m2 (gln_areas_served (context->areas, &zone));
  value->denominator = gln_area_to_m2 (gln_areas_residential (context->areas, &zone));
  if (!(value->denominator > 0))
    value->missing = N_("no residential land");
}

/* GREENSQ_SHARE (GB 50137-2011): green land and squares in construction land. */
void
gln_indicator_green_square_share (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, GLN_SCOPE_CONSTRUCTION, value);

  value->numerator
      = gln_area_to_m2 (gln_indicator_counted (context, &zone, gln_indicator_row (value->info)->set));
  value->denominator = gln_area_to_m2 (gln_areas_zone (context->areas, &zone));
  if (!(value->denominator > 0))
    value->missing = N_("no construction land and no parcels");
}

static gboolean
is_road (const GlnIndicatorContext *context, const GlnCodeSystem *system, const char *code)
{
  const GlnClass *cls = system ? gln_code_system_lookup (system, code) : NULL;

  return cls && (cls->facts & GLN_CLASS_ROAD);
}

/* ROAD_AREA_PC: land of road classes over the population. */
void
gln_indicator_road_area (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);
  const GlnLayer *layer = gln_frame_land_use (context->frame, context->phase_index);
  const GlnCodeSystem *system
      = layer ? gln_standards_get_code_system (context->standards, layer->code_system) : NULL;
  g_autoptr (GArray) uses = gln_areas_land_uses (context->areas, &zone);
  GlnArea roads = 0;

  for (guint i = 0; i < uses->len; i++)
    if (is_road (context, system, g_array_index (uses, GlnCodeArea, i).code))
      roads += g_array_index (uses, GlnCodeArea, i).area;
  value->numerator = gln_area_to_m2 (roads);
  value->denominator = context->population;
  if (roads == 0)
    value->missing = N_("no road land in the land use");
  else if (!(context->population > 0))
    value->missing = N_("population not given");
}

/* PUBLIC_SPACE (SDG 11.7.1): parks, squares and land of streets over the
 * built-up area. Where a street has a park or a square on it, that has the
 * land, so that nothing is counted twice. */
void
gln_indicator_public_space (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  GlnZoneQuery zone = gln_indicator_zone (context, value->info->scope, value);
  const GPtrArray *parcels = gln_census_features (context->census, GLN_LAYER_LAND_USE);
  GlnArea open = gln_areas_green_of (context->areas, &zone, "G1").net
                 + gln_areas_green_of (context->areas, &zone, "G3").net;
  GlnArea streets = 0;

  for (guint i = 0; i < parcels->len; i++)
    {
      const GlnFeature *parcel = parcels->pdata[i];
      const GlnClass *cls = gln_census_class (context->census, parcel);
      GlnParcelSum sum;
      if (cls && (cls->facts & GLN_CLASS_ROAD)
          && gln_areas_parcel_in (context->areas, &zone, &parcel->uuid, &sum))
        streets += sum.counted - sum.public_green;
    }
  value->numerator = gln_area_to_m2 (open + streets);
  value->denominator = gln_area_to_m2 (gln_areas_zone (context->areas, &zone));
  if (streets == 0)
    value->missing = N_("no road land in the land use");
}
