/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-indicators-private.h"
#include "core/gln-mosaic-rules.h"

#include <math.h>
#include <string.h>

/* Land per person: entered, else from the construction land boundary. */
static double
land_per_person_m2 (const GlnIndicatorContext *context)
{
  GlnZoneQuery zone = { context->phase_index, GLN_SCOPE_CONSTRUCTION, NULL };
  double land_m2;

  if (gln_values_number (context->phase->conditions, "land_pc", &land_m2))
    return land_m2;
  if (!(context->phase->population > 0)
      || !gln_areas_has_scope (context->areas, context->phase_index, GLN_SCOPE_CONSTRUCTION))
    return NAN;
  return gln_area_to_m2 (gln_areas_zone (context->areas, &zone)) / context->phase->population;
}

static const char *
city_class_of (const GlnIndicatorContext *context)
{
  const char *given = gln_values_text (context->phase->conditions, "city_class");

  if (given || g_strcmp0 (context->phase->population_kind, "非农") != 0)
    return given;
  return gln_standards_city_class (context->standards, context->phase->population);
}

/* A district brings its own level, age and population. */
static void
add_district (const GlnIndicatorContext *context, GlnRuleContext *rules)
{
  GlnFeature *district = gln_plan_feature (gln_areas_plan (context->areas), context->district);
  const GlnLayer *layer = district ? gln_frame_layer (context->frame, &district->layer) : NULL;

  rules->district_level = layer && layer->role[0] ? layer->role : NULL;
  rules->age = district ? gln_feature_text (district, "age") : NULL;
}

/* What the phase and the place tell about the conditions of rules. */
void
gln_indicator_rule_context (const GlnIndicatorContext *context, GlnRuleContext *rules)
{
  const GlnValues *given = context->phase->conditions;

  gln_rule_context_init (rules);
  rules->region = gln_values_text (given, "region");
  rules->city_class = city_class_of (context);
  rules->baseline = gln_values_text (given, "baseline");
  rules->pop = context->phase->population;
  rules->land_pc_m2 = land_per_person_m2 (context);
  rules->phase = context->phase->id;
  rules->phase_year = context->phase->year > 0 ? context->phase->year : NAN;
  rules->district_level = "city";
  if (context->district)
    add_district (context, rules);
}

/* Rules on parts of a city are no rules on the city: those of parcels, roads
 * and belts are judged one by one, those of districts in the district. */
static gboolean
is_of_this_place (const GlnRule *rule, gboolean district)
{
  static const char *const parts[] = { "parcel", "road", "belt", "corridor", "block", "living_circle",
                                       "community", "district", NULL };

  if (district)
    return strcmp (rule->scope, "district") == 0 || strcmp (rule->scope, "community") == 0
           || strcmp (rule->scope, "living_circle") == 0 || gln_when_has_key (rule->when, "district_level");
  return !g_strv_contains (parts, rule->scope) || strcmp (rule->indicator, "MODEL_LANES") == 0;
}

static double
gap_in_land (const GlnIndicatorValue *value, double gap)
{
  if (value->info->gap_in_land && !value->entered && value->denominator > 0)
    return gap * value->denominator;
  return gap;
}

static gboolean
counts_alike (const GlnIndicatorContext *context, const GlnStandard *standard)
{
  if (!context->standard || !standard->counting || !context->standard->counting)
    return TRUE;
  return strcmp (gln_counting_get_id (standard->counting),
                 gln_counting_get_id (context->standard->counting)) == 0
         && gln_standard_get_other_green_cap (context->standards, standard, NULL)
                == gln_standard_get_other_green_cap (context->standards, context->standard, NULL);
}

/* Served land was found with one table of radii. Under another edition's the
 * value is exact, a lower bound, or says nothing. */
typedef enum
{
  SERVED_EXACT,
  SERVED_AT_LEAST,
  SERVED_OTHERWISE
} Served;

static gboolean
has_squares (const GlnIndicatorContext *context)
{
  GlnZoneQuery all = { context->phase_index, GLN_SCOPE_ALL, NULL };

  return gln_areas_green_of (context->areas, &all, "G3").net > 0;
}

/* Historic quarters have smaller parks serve them by @standard: where there is
 * one, more may be served than was found. */
static gboolean
serves_historic_quarters (const GlnIndicatorContext *context, const GlnStandard *standard)
{
  GlnRadiusTier tiers[8];

  return gln_frame_boundary (context->frame, context->phase_index, GLN_SCOPE_HISTORIC)
         && gln_standard_get_radius_tiers (context->standards, standard, TRUE, tiers, G_N_ELEMENTS (tiers))
                > gln_standard_get_radius_tiers (context->standards, standard, FALSE, tiers, G_N_ELEMENTS (tiers));
}

static Served
served_by (const GlnIndicatorContext *context, const GlnStandard *standard)
{
  GlnMosaicRules used = *gln_areas_rules (context->areas), asked;

  if (!gln_mosaic_rules_from_standard (&asked, context->standards, standard))
    return SERVED_EXACT; /* a rule without radii of its own takes those in use */
  if (!has_squares (context)) /* when they are parks does not matter then */
    used.square_as_park_share = asked.square_as_park_share;
  if (!gln_mosaic_rules_serve_within (&used, &asked))
    return SERVED_OTHERWISE;
  return gln_mosaic_rules_serve_within (&asked, &used)
                 && !gln_mosaic_rules_unsure (context->standards, standard)
                 && !serves_historic_quarters (context, standard)
             ? SERVED_EXACT
             : SERVED_AT_LEAST;
}

/* @value as @standard counts it. */
static GlnIndicatorValue
value_by (const GlnIndicatorContext *context, const GlnIndicatorValue *value, const GlnStandard *standard)
{
  GlnIndicatorContext inner = *context;
  GlnIndicatorValue other = { .info = value->info };
  const GlnIndicatorRow *row = gln_indicator_row (value->info);

  if (value->entered || value->info->slow)
    return *value;
  if (row->compute == gln_indicator_service_radius)
    {
      other = *value;
      if (served_by (context, standard) == SERVED_OTHERWISE)
        other.value = NAN;
      return other;
    }
  if (!row->set || counts_alike (context, standard))
    return *value;
  inner.standard = standard;
  inner.terms = NULL;
  gln_indicator_compute (&inner, &other);
  return other;
}

/* More radii may turn unmet into met, never the other way round. */
static gboolean
hangs_on_radii (const GlnIndicatorContext *context, const GlnIndicatorValue *value,
                const GlnStandard *standard)
{
  return gln_indicator_row (value->info)->compute == gln_indicator_service_radius && !value->entered
         && served_by (context, standard) != SERVED_EXACT;
}

/* Whether the data that are not given could turn the verdict. */
static gboolean
hangs_on_unknown (const GlnIndicatorValue *value, const GlnRule *rule)
{
  double best;

  if (!(value->unknown > 0) || !(value->denominator > 0))
    return FALSE;
  best = (value->numerator + value->unknown) / value->denominator;
  return gln_rule_holds (rule, best) != gln_rule_holds (rule, value->value);
}

static void
add_rule_check (const GlnIndicatorContext *context, GArray *checks, const GlnIndicatorValue *value,
                const GlnRuleMatch *match)
{
  GlnIndicatorValue own = value_by (context, value, match->standard);
  GlnVerdict verdict = gln_rule_match_judge (match, own.value, own.provisional);
  GlnCheck check = {
    .rule = match->rule->id, .source = match->rule, .op = gln_op_to_string (match->rule->op),
    .value = match->rule->value, .value2 = match->rule->value_max, .role = match->rule->role,
    .confidence = match->rule->confidence, .kind = gln_rule_get_verdict_kind (match->rule),
    .status = verdict.status, .gap = gap_in_land (&own, verdict.gap), .actual = own.value,
    .missing = verdict.missing, .basis = match->standard->id,
  };

  if (hangs_on_unknown (&own, match->rule)
      || (check.status == GLN_STATUS_UNMET && hangs_on_radii (context, &own, match->standard)))
    check.status = GLN_STATUS_UNKNOWN;
  g_array_append_val (checks, check);
}

/* A number that the phase itself sets. */
static void
add_target_check (const GlnIndicatorContext *context, GArray *checks, const GlnIndicatorValue *value,
                  const GlnTarget *target)
{
  GlnRule rule = { .id = "", .indicator = target->indicator, .value = target->value,
                   .value_max = target->op == g_intern_string ("between") ? target->value2
                                                                          : target->value,
                   .role = GLN_ROLE_TARGET, .confidence = GLN_CONFIDENCE_S2 };
  g_autofree char *id = g_strconcat ("programme-", target->indicator, NULL);
  GlnVerdict verdict;
  GlnCheck check;

  if (!gln_op_from_string (target->op, &rule.op))
    return;
  verdict = gln_rule_judge (&rule, value->value, value->provisional);
  check = (GlnCheck){ .rule = g_intern_string (id), .op = gln_op_to_string (rule.op),
                      .value = target->value, .value2 = target->value2, .role = GLN_ROLE_TARGET,
                      .confidence = GLN_CONFIDENCE_S2, .kind = GLN_VERDICT_TARGET,
                      .status = hangs_on_unknown (value, &rule) ? GLN_STATUS_UNKNOWN : verdict.status,
                      .gap = gap_in_land (value, verdict.gap), .actual = value->value,
                      .basis = context->standard ? context->standard->id : NULL };
  g_array_append_val (checks, check);
}

static void
add_rule_checks (const GlnIndicatorContext *context, GArray *checks, const GlnIndicatorValue *value)
{
  g_autoptr (GArray) matches = NULL;
  GlnRuleContext rules;

  gln_indicator_rule_context (context, &rules);
  matches = gln_standards_select (context->standards, context->editions, &rules, value->info->id, NULL);
  for (guint i = 0; i < matches->len; i++)
    {
      const GlnRuleMatch *match = &g_array_index (matches, GlnRuleMatch, i);
      if (is_of_this_place (match->rule, context->district != NULL))
        add_rule_check (context, checks, value, match);
    }
}

/* Judges @value by the targets of the phase and by the editions of @context. */
void
gln_indicator_judge (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  g_autoptr (GArray) checks = g_array_new (FALSE, FALSE, sizeof (GlnCheck));

  for (guint i = 0; i < context->phase->n_targets && !context->district; i++)
    if (g_str_equal (context->phase->targets[i].indicator, value->info->id))
      add_target_check (context, checks, value, &context->phase->targets[i]);
  if (context->editions && context->editions[0])
    add_rule_checks (context, checks, value);
  value->n_checks = checks->len;
  value->checks = checks->len ? g_memdup2 (checks->data, checks->len * sizeof (GlnCheck)) : NULL;
}
