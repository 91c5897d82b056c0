/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-indicators-private.h"

#include <math.h>

/* What the phase tells about the conditions of rules. Land per person comes
 * from the construction land boundary unless it was entered. */
static void
rule_context_of (const GlnIndicatorContext *context, GlnRuleContext *rules)
{
  const GlnValues *given = context->phase->conditions;
  double land_m2;

  gln_rule_context_init (rules);
  rules->region = gln_values_text (given, "region");
  rules->city_class = gln_values_text (given, "city_class");
  rules->baseline = gln_values_text (given, "baseline");
  rules->pop = context->phase->population;
  rules->phase = context->phase->id;
  rules->phase_year = context->phase->year > 0 ? context->phase->year : NAN;
  rules->district_level = "city";
  if (gln_values_number (given, "land_pc", &rules->land_pc_m2))
    return;
  if (gln_areas_has_scope (context->areas, context->phase_index, GLN_SCOPE_CONSTRUCTION))
    {
      GlnZoneQuery zone = { context->phase_index, GLN_SCOPE_CONSTRUCTION, NULL };
      land_m2 = gln_area_to_m2 (gln_areas_zone (context->areas, &zone));
      rules->land_pc_m2 = land_m2 / context->phase->population;
    }
}

/* A gap of an area over an area or a person is an area of green: that is what
 * a planner has to find. */
static double
gap_in_land (const GlnIndicatorValue *value, double gap)
{
  GlnUnit unit = value->info->unit;

  if ((unit == GLN_UNIT_RATIO || unit == GLN_UNIT_M2_PERSON) && value->denominator > 0)
    return gap * value->denominator;
  return gap;
}

static void
add_rule_check (GArray *checks, const GlnIndicatorValue *value, const GlnRuleMatch *match)
{
  GlnVerdict verdict = gln_rule_match_judge (match, value->value, value->provisional);
  GlnCheck check = {
    .rule = match->rule->id, .source = match->rule, .op = gln_op_to_string (match->rule->op),
    .value = match->rule->value, .value2 = match->rule->value_max, .role = match->rule->role,
    .confidence = match->rule->confidence, .kind = gln_rule_get_verdict_kind (match->rule),
    .status = verdict.status, .gap = gap_in_land (value, verdict.gap),
  };

  g_array_append_val (checks, check);
}

/* A number that the phase itself sets. */
static void
add_target_check (GArray *checks, const GlnIndicatorValue *value, const GlnTarget *target)
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
                      .status = verdict.status, .gap = gap_in_land (value, verdict.gap) };
  g_array_append_val (checks, check);
}

/* Judges @value by the targets of the phase and by @editions (NULL-terminated). */
void
gln_indicator_judge (const GlnIndicatorContext *context, const char *const *editions,
                     GlnIndicatorValue *value)
{
  g_autoptr (GArray) checks = g_array_new (FALSE, FALSE, sizeof (GlnCheck));
  GlnRuleContext rules;

  for (guint i = 0; i < context->phase->n_targets; i++)
    if (g_str_equal (context->phase->targets[i].indicator, value->info->id))
      add_target_check (checks, value, &context->phase->targets[i]);
  if (editions && editions[0])
    {
      g_autoptr (GArray) matches = NULL;
      rule_context_of (context, &rules);
      matches = gln_standards_select (context->standards, editions, &rules, value->info->id, NULL);
      for (guint i = 0; i < matches->len; i++)
        add_rule_check (checks, value, &g_array_index (matches, GlnRuleMatch, i));
    }
  value->n_checks = checks->len;
  value->checks = checks->len ? g_memdup2 (checks->data, checks->len * sizeof (GlnCheck)) : NULL;
}
