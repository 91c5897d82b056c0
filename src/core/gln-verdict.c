/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-rule.h"

#include <math.h>

gboolean
gln_rule_holds (const GlnRule *self, double value)
{
  if (isnan (value))
    return FALSE;
  switch (self->op)
    {
    case GLN_OP_GE:
      return value >= self->value;
    case GLN_OP_GT:
      return value > self->value;
    case GLN_OP_LE:
      return value <= self->value;
    case GLN_OP_LT:
      return value < self->value;
    case GLN_OP_BETWEEN:
      return value >= self->value && value <= self->value_max;
    case GLN_OP_BOOL:
      return (value != 0) == (self->value != 0);
    case GLN_OP_EQ:
    default:
      return value == self->value;
    }
}

/* Distance from the value to the nearest end that satisfies the rule. */
static double
get_gap (const GlnRule *self, double value)
{
  if (isnan (value))
    return NAN;
  if (gln_rule_holds (self, value) || self->op == GLN_OP_BOOL)
    return 0;
  double end = self->op == GLN_OP_BETWEEN && value > self->value_max ? self->value_max : self->value;
  return fabs (end - value);
}

GlnVerdict
gln_rule_judge (const GlnRule *self, double value, gboolean provisional)
{
  GlnVerdict verdict = { GLN_STATUS_UNKNOWN, GLN_WHY_NONE, GLN_STATUS_UNKNOWN, 0, FALSE, NULL };
  verdict.unverified = self->confidence >= GLN_CONFIDENCE_K;
  verdict.gap = get_gap (self, value);
  if (!isnan (value))
    verdict.would_be = gln_rule_holds (self, value) ? GLN_STATUS_MET : GLN_STATUS_UNMET;

  if (self->confidence == GLN_CONFIDENCE_KQ)
    verdict.why = GLN_WHY_UNVERIFIED;
  else if (isnan (value))
    verdict.why = GLN_WHY_NO_VALUE;
  else if (provisional)
    verdict.why = GLN_WHY_PROVISIONAL;
  else
    verdict.status = verdict.would_be;
  return verdict;
}

GlnVerdictKind
gln_rule_get_verdict_kind (const GlnRule *self)
{
  switch (self->role)
    {
    case GLN_ROLE_TARGET:
      return GLN_VERDICT_TARGET;
    case GLN_ROLE_GUIDE:
      return GLN_VERDICT_INFORMATION;
    case GLN_ROLE_BASIC:
    case GLN_ROLE_RAISED:
    case GLN_ROLE_VETO:
    case GLN_ROLE_FLOOR:
    case GLN_ROLE_LAW:
    case GLN_ROLE_PLAN:
    default:
      return GLN_VERDICT_STANDARD;
    }
}

gboolean
gln_rule_is_upper_bound (const GlnRule *self)
{
  return self->op == GLN_OP_LE || self->op == GLN_OP_LT;
}

int
gln_rule_compare_strictness (const GlnRule *a, const GlnRule *b)
{
  gboolean upper = gln_rule_is_upper_bound (a);
  gboolean ordered_a = a->op <= GLN_OP_LT, ordered_b = b->op <= GLN_OP_LT;
  if (!ordered_a || !ordered_b || upper != gln_rule_is_upper_bound (b) || a->unit != b->unit)
    return 0;
  if (a->value != b->value)
    return (a->value > b->value) != upper ? 1 : -1;
  gboolean strict_a = a->op == GLN_OP_GT || a->op == GLN_OP_LT;
  gboolean strict_b = b->op == GLN_OP_GT || b->op == GLN_OP_LT;
  return strict_a - strict_b;
}

void
gln_verdict_tally_add (GlnVerdictTally *tally, const GlnRule *rule, const GlnVerdict *verdict)
{
  GlnTally *row = &tally->kind[gln_rule_get_verdict_kind (rule)];
  gboolean raised = rule->role == GLN_ROLE_RAISED;

  if (verdict->why == GLN_WHY_UNVERIFIED)
    row->unverified++;
  else if (verdict->status == GLN_STATUS_MET)
    raised ? row->raised_met++ : row->met++;
  else if (verdict->status == GLN_STATUS_UNMET)
    raised ? row->raised_unmet++ : row->unmet++;
  else if (!raised)
    row->unknown++;
}

GlnStatus
gln_tally_get_status (const GlnTally *tally)
{
  if (tally->unmet > 0)
    return GLN_STATUS_UNMET;
  if (tally->unknown > 0 || tally->unverified > 0 || tally->met == 0)
    return GLN_STATUS_UNKNOWN;
  return GLN_STATUS_MET;
}
