/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-roads.h"

#include <math.h>
#include <string.h>

#include "core/gln-belt-profile.h"
#include "core/gln-i18n.h"
#include "core/gln-requirements.h"

/* Without a rule of its own the phase follows the national code. */
#define ROAD_CODE "CJJ75-97"

static gboolean
is_road_parcel_with_ratio (GlnCensus *census, const GlnFeature *feature, gpointer data)
{
  const GlnLayer *layer = gln_census_layer (census, feature);
  const GlnClass *cls = gln_census_class (census, feature);

  return layer && layer->kind == GLN_LAYER_LAND_USE && cls && (cls->facts & GLN_CLASS_ROAD)
         && !isnan (gln_feature_number (feature, "green_ratio"));
}

static gboolean
is_drawn_green (GlnCensus *census, const GlnFeature *feature, gpointer data)
{
  const GlnLayer *layer = gln_census_layer (census, feature);

  return layer && layer->kind == GLN_LAYER_GREEN && gln_census_canonical (census, feature) != NULL;
}

/* Mean of the declared ratios of the road parcels under @road, by its length in them. */
static double
declared_ratio (const GlnIndicatorContext *context, const GlnFeature *road)
{
  g_autoptr (GPtrArray) parcels = gln_census_features_near (context->census, &road->shape->box,
                                                            is_road_parcel_with_ratio, NULL);
  double length_m = 0, weighed = 0;

  for (guint i = 0; i < parcels->len; i++)
    {
      double inside_m = gln_line_length_in_m (road->shape, gln_census_area (context->census, parcels->pdata[i]));
      length_m += inside_m;
      weighed += inside_m * gln_feature_number (parcels->pdata[i], "green_ratio");
    }
  return length_m > 0 ? weighed / length_m : NAN;
}

/* Green inside the red lines over the land inside them. */
static double
drawn_ratio (const GlnIndicatorContext *context, const GlnFeature *road)
{
  double width_m = gln_feature_number (road, "red_line_width_m"), green_m = 0;
  GlnBox box = road->shape->box;
  g_autoptr (GPtrArray) greens = NULL;

  if (!(width_m > 0))
    return NAN;
  box = (GlnBox){ box.x0 - width_m, box.y0 - width_m, box.x1 + width_m, box.y1 + width_m };
  greens = gln_census_near (context->census, &box, is_drawn_green, NULL);
  for (guint side = 0; side < 2; side++)
    {
      GlnBeltQuery query = { .line = road->shape, .left = side == 0, .reach_m = width_m / 2,
                             .through = TRUE, .greens = greens };
      g_autoptr (GArray) profile = gln_belt_profile (&query);
      green_m += gln_belt_summarise (profile, NULL, 0, NULL).mean_m;
    }
  return green_m / width_m;
}

static double
road_ratio (const GlnIndicatorContext *context, const GlnFeature *road)
{
  double own = gln_feature_number (road, "green_ratio");

  if (!isnan (own))
    return own;
  switch (context->phase->attached)
    {
    case GLN_ATTACHED_DRAWN:
      return drawn_ratio (context, road);
    case GLN_ATTACHED_DECLARED:
      return declared_ratio (context, road);
    case GLN_ATTACHED_MAX:
    default:
      return fmax (drawn_ratio (context, road), declared_ratio (context, road));
    }
}

static void
road_context (const GlnIndicatorContext *context, const GlnFeature *road, GlnRuleContext *rules)
{
  gln_indicator_rule_context (context, rules);
  rules->road_class = gln_feature_text (road, "road_class");
  rules->width_m = gln_feature_number (road, "red_line_width_m");
  rules->age = gln_feature_text (road, "age");
}

/* Rules of @editions for @road; those on new main roads have no condition in
 * the data but a name of their own. */
static GArray *
rules_for (const GlnIndicatorContext *context, const char *const *editions, const GlnFeature *road)
{
  GlnRuleContext rules;
  GArray *matches;

  road_context (context, road, &rules);
  matches = gln_standards_select (context->standards, editions, &rules, "ROAD_GLR", NULL);
  if (g_strcmp0 (rules.road_class, "main") == 0 && g_strcmp0 (rules.age, "new") == 0)
    {
      g_autoptr (GArray) main_roads
          = gln_standards_select (context->standards, editions, &rules, "ROAD_GLR_MAIN", NULL);
      g_array_append_vals (matches, main_roads->data, main_roads->len);
    }
  return matches;
}

/** gln_road_green_judge: @road by the editions of @context, else by CJJ 75-97. */
GlnRoadGreen
gln_road_green_judge (const GlnIndicatorContext *context, const GlnFeature *road)
{
  static const char *const code[] = { ROAD_CODE, NULL };
  GlnRoadGreen result = { road_ratio (context, road), NULL, GLN_STATUS_UNKNOWN, NULL };
  g_autoptr (GArray) matches = rules_for (context, context->editions, road);
  g_autoptr (GArray) requirements = g_array_new (FALSE, FALSE, sizeof (GlnRequirement));
  gboolean old = g_strcmp0 (gln_feature_text (road, "age"), "old") == 0;
  const GlnRequirement *named;

  gln_requirements_add_matches (requirements, matches, old);
  if (requirements->len == 0)
    {
      g_autoptr (GArray) national = rules_for (context, code, road);
      gln_requirements_add_matches (requirements, national, old);
    }
  result.status = gln_requirements_judge (requirements, result.ratio, &named);
  result.rule = named ? named->rule : NULL;
  if (isnan (result.ratio))
    result.missing = N_("green ratio of the road not known");
  else if (result.status == GLN_STATUS_UNKNOWN)
    result.missing = N_("red-line width or class of the road not given");
  return result;
}
