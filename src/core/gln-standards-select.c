/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-standards.h"

#include <math.h>
#include <string.h>

static gboolean
is_wanted (const GlnRule *rule, const char *indicator, const char *scope)
{
  return !rule->parameter && (indicator == NULL || strcmp (rule->indicator, indicator) == 0)
         && (scope == NULL || strcmp (rule->scope, scope) == 0);
}

static void
select_from (GArray *matches, const GlnStandard *standard, const GlnRuleContext *context,
             const char *indicator, const char *scope)
{
  for (guint i = 0; i < standard->rules->len; i++)
    {
      GlnRuleMatch match = { standard->rules->pdata[i], standard, GLN_TRI_FALSE, NULL };
      if (!is_wanted (match.rule, indicator, scope))
        continue;
      match.applies = gln_when_eval (match.rule->when, context, &match.missing);
      if (match.applies != GLN_TRI_FALSE)
        g_array_append_val (matches, match);
    }
}

GArray *
gln_standards_select (const GlnStandards *self, const char *const *editions,
                      const GlnRuleContext *context, const char *indicator, const char *scope)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (GlnRuleMatch));
  for (; editions && *editions; editions++)
    {
      const GlnStandard *standard = gln_standards_get (self, *editions);
      if (standard)
        select_from (matches, standard, context, indicator, scope);
    }
  return matches;
}

GlnVerdict
gln_rule_match_judge (const GlnRuleMatch *match, double value, gboolean provisional)
{
  GlnVerdict verdict = gln_rule_judge (match->rule, value, provisional);
  if (match->applies == GLN_TRI_TRUE)
    return verdict;
  verdict.status = GLN_STATUS_UNKNOWN;
  verdict.missing = match->missing;
  if (verdict.why != GLN_WHY_UNVERIFIED)
    verdict.why = GLN_WHY_CONDITION;
  return verdict;
}

/* The standard whose rows of @indicator are in force for @standard: its own, else those it takes
 * from another. One step only, so a circle in the data cannot hang. */
static const GlnStandard *
find_parameters (const GlnStandards *self, const GlnStandard *standard, const char *indicator)
{
  const GlnStandard *from
      = standard->parameters_from ? gln_standards_get (self, standard->parameters_from) : NULL;
  const GlnStandard *const places[] = { standard, from };
  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    for (guint i = 0; places[p] && i < places[p]->rules->len; i++)
      if (strcmp (((GlnRule *) places[p]->rules->pdata[i])->indicator, indicator) == 0)
        return places[p];
  return NULL;
}

gboolean
gln_standard_has_radii (const GlnStandards *self, const GlnStandard *standard)
{
  return find_parameters (self, standard, "RADIUS") != NULL;
}

gboolean
gln_standard_get_park_radius (const GlnStandards *self, const GlnStandard *standard,
                              double area_m2, gboolean historic, GlnParkRadius *radius)
{
  const GlnStandard *table = find_parameters (self, standard, "RADIUS");
  GlnRuleContext context;
  gboolean found = FALSE;

  gln_rule_context_init (&context);
  context.park_area_m2 = area_m2;
  context.historic = historic ? GLN_TRI_TRUE : GLN_TRI_FALSE;
  for (guint i = 0; table && i < table->rules->len; i++)
    {
      const GlnRule *rule = table->rules->pdata[i];
      if (strcmp (rule->indicator, "RADIUS") != 0
          || gln_when_eval (rule->when, &context, NULL) != GLN_TRI_TRUE
          || (found && rule->value <= radius->radius_m))
        continue;
      *radius = (GlnParkRadius){ rule->value, rule->confidence, rule };
      found = TRUE;
    }
  return found;
}

guint
gln_standard_get_radius_tiers (const GlnStandards *self, const GlnStandard *standard,
                               gboolean historic, GlnRadiusTier *tiers, guint max)
{
  const GlnStandard *table = find_parameters (self, standard, "RADIUS");
  guint n = 0;
  for (guint i = 0; table && i < table->rules->len && n < max; i++)
    {
      const GlnRule *rule = table->rules->pdata[i];
      double from, below;
      if (strcmp (rule->indicator, "RADIUS") != 0
          || (gln_when_has_key (rule->when, "historic") && !historic))
        continue;
      gln_when_get_range (rule->when, "park_area_m2", &from, &below);
      tiers[n++] = (GlnRadiusTier){ MAX (from, 0), MIN (below, G_MAXDOUBLE), rule->value,
                                    rule->confidence };
    }
  return n;
}

static double
combine_weighted (const GlnMixedPart *parts, guint n_parts, gboolean by_floor)
{
  double sum = 0, total = 0;
  for (guint i = 0; i < n_parts; i++)
    {
      double weight = by_floor ? parts[i].floor_m2 : parts[i].land_m2;
      sum += weight * parts[i].required_ratio;
      total += weight;
    }
  return total > 0 ? sum / total : NAN;
}

static double
combine_dominant (const GlnMixedPart *parts, guint n_parts)
{
  guint best = 0;
  for (guint i = 0; i < n_parts; i++)
    {
      if (isnan (parts[i].floor_m2))
        return NAN;
      if (parts[i].floor_m2 > parts[best].floor_m2)
        best = i;
    }
  return parts[best].floor_m2 > 0 ? parts[best].required_ratio : NAN;
}

double
gln_mixed_use_combine (GlnMixedUse way, const GlnMixedPart *parts, guint n_parts)
{
  double highest = NAN;
  if (n_parts == 0)
    return NAN;
  switch (way)
    {
    case GLN_MIXED_FAR_WEIGHTED:
      return combine_weighted (parts, n_parts, TRUE);
    case GLN_MIXED_LAND_WEIGHTED:
      return combine_weighted (parts, n_parts, FALSE);
    case GLN_MIXED_DOMINANT_GFA:
      return combine_dominant (parts, n_parts);
    case GLN_MIXED_MAX:
    case GLN_MIXED_UNSET:
    default:
      for (guint i = 0; i < n_parts; i++)
        highest = fmax (highest, parts[i].required_ratio);
      return highest;
    }
}

double
gln_standard_get_other_green_cap (const GlnStandards *self, const GlnStandard *standard,
                                  const GlnRule **rule)
{
  const GlnStandard *table = find_parameters (self, standard, "OTHERGREEN_CAP");
  for (guint i = 0; table && i < table->rules->len; i++)
    {
      const GlnRule *row = table->rules->pdata[i];
      if (strcmp (row->indicator, "OTHERGREEN_CAP") != 0)
        continue;
      if (rule)
        *rule = row;
      return row->value;
    }
  if (rule)
    *rule = NULL;
  return 0;
}
