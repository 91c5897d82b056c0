/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-requirements.h"

/* The bound of @match for an old object: city profiles let those fall short by
 * some points, unless the rule speaks of age itself. */
static double
bound_of (const GlnRuleMatch *match, gboolean old)
{
  const GlnStandard *standard = match->standard;

  if (!old || !(standard->old_reduction_ratio > 0) || gln_rule_is_upper_bound (match->rule)
      || standard->old_reduction_confidence == GLN_CONFIDENCE_KQ || gln_when_has_key (match->rule->when, "age"))
    return match->rule->value;
  return match->rule->value - standard->old_reduction_ratio;
}

/**
 * gln_requirements_add_matches:
 * @requirements: GArray of #GlnRequirement
 * @matches: GArray of #GlnRuleMatch; rows that are not sure (K?) are passed over
 * @old: the object is old, so that reductions for old districts apply
 */
void
gln_requirements_add_matches (GArray *requirements, const GArray *matches, gboolean old)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const GlnRuleMatch *match = &g_array_index (matches, GlnRuleMatch, i);
      GlnRequirement requirement = { match->rule, bound_of (match, old), match->applies == GLN_TRI_TRUE };
      if (match->rule->confidence != GLN_CONFIDENCE_KQ && match->applies != GLN_TRI_FALSE)
        g_array_append_val (requirements, requirement);
    }
}

/** gln_requirement_holds: whether @actual satisfies the bound; NaN never does. */
gboolean
gln_requirement_holds (const GlnRequirement *requirement, double actual)
{
  GlnRule rule = *requirement->rule;

  rule.value = requirement->value;
  return gln_rule_holds (&rule, actual);
}

/* Which of two to name: one that fails, then one that surely applies, then the
 * stricter one. */
static gboolean
names_better (const GlnRequirement *a, const GlnRequirement *b, double actual)
{
  gboolean a_fails = !gln_requirement_holds (a, actual), b_fails = !gln_requirement_holds (b, actual);
  GlnRule x = *a->rule, y = *b->rule;

  if (a->sure != b->sure)
    return a->sure;
  if (a_fails != b_fails)
    return a_fails;
  x.value = a->value;
  y.value = b->value;
  return gln_rule_compare_strictness (&x, &y) > 0;
}

/**
 * gln_requirements_judge:
 * @requirements: GArray of #GlnRequirement
 * @actual: NaN when not known
 * @named: (out) (optional): the one to show; NULL when there is none
 *
 * Returns: UNMET as soon as one that surely applies fails, UNKNOWN when only
 *   one that may apply fails or @actual is not known, else MET
 */
GlnStatus
gln_requirements_judge (const GArray *requirements, double actual, const GlnRequirement **named)
{
  const GlnRequirement *best = NULL;
  gboolean unmet = FALSE, open = actual != actual;

  for (guint i = 0; i < requirements->len; i++)
    {
      const GlnRequirement *one = &g_array_index (requirements, GlnRequirement, i);
      gboolean fails = !gln_requirement_holds (one, actual);
      if (!best || names_better (one, best, actual))
        best = one;
      unmet |= fails && one->sure && actual == actual;
      open |= fails && !one->sure;
    }
  if (named)
    *named = best;
  return unmet ? GLN_STATUS_UNMET : open ? GLN_STATUS_UNKNOWN : GLN_STATUS_MET;
}
