/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-parcels.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"
#include "core/gln-requirements.h"

/* The national rules on units, for phases whose editions say nothing on parcels. */
#define NATIONAL_RULES "784-1993"
/* GB/T 50563-2010: residential areas are new from 2002 on. */
#define NEW_SINCE 2002
#define MAX_USES 4

typedef struct
{
  const GlnIndicatorContext *base;
  GlnScope scope;
  gboolean drawn_known; /* attached green is drawn in this phase at all */
} Judge;

/**
 * gln_parcel_age:
 *
 * Returns: (transfer none) (nullable): "new", "rebuilt" or "old": as given, else
 *   by its year of building, else new when it comes with a later phase
 */
const char *
gln_parcel_age (const GlnFrame *frame, const GlnFeature *parcel, guint phase)
{
  const char *given = gln_feature_text (parcel, "age");
  double year = gln_feature_number (parcel, "built_year");

  if (given)
    return given;
  if (!isnan (year))
    return year >= NEW_SINCE ? "new" : "old";
  return parcel->from && gln_frame_phase_index (frame, parcel->from) > 0 ? "new" : NULL;
}

static gboolean
phase_has_attached (const Judge *judge)
{
  GlnZoneQuery all = { judge->base->phase_index, GLN_SCOPE_ALL, NULL };

  return gln_areas_attached (judge->base->areas, &all).drawn > 0;
}

/* Attached green over the cells that are not public green; NaN with a reason. */
static double
ratio_of (const Judge *judge, const GlnFeature *parcel, const char **missing)
{
  GlnAttachedMethod method = judge->base->phase->attached;
  gboolean declared = !isnan (gln_feature_number (parcel, "green_ratio"));
  GlnParcelSum sum;
  GlnArea land;

  if (!gln_areas_parcel (judge->base->areas, judge->base->phase_index, GLN_SCOPE_ALL, &parcel->uuid, &sum)
      || (land = sum.counted - sum.public_green) <= 0)
    *missing = N_("no land of its own");
  else if (method == GLN_ATTACHED_DRAWN && !judge->drawn_known)
    *missing = N_("attached green is not drawn in this phase");
  else if (method != GLN_ATTACHED_DRAWN && !declared && sum.drawn == 0)
    *missing = N_("green ratio neither declared nor drawn");
  else
    return gln_area_to_m2 (sum.attached) / gln_area_to_m2 (land);
  return NAN;
}

/* Share @index of a list such as "0.6/0.4"; NaN when the list is shorter. */
static double
share_at (const GlnFeature *parcel, const char *key, guint index)
{
  const char *text = gln_feature_text (parcel, key);
  g_auto (GStrv) parts = text ? g_strsplit_set (text, "/;", -1) : NULL;

  return parts && g_strv_length (parts) > index ? g_ascii_strtod (parts[index], NULL) : NAN;
}

static GArray *
matches_for (const Judge *judge, const char *const *editions, const GlnFeature *parcel, const GlnClass *use)
{
  GlnRuleContext rules;

  gln_indicator_rule_context (judge->base, &rules);
  rules.use = use;
  rules.age = gln_parcel_age (judge->base->frame, parcel, judge->base->phase_index);
  return gln_standards_select (judge->base->standards, editions, &rules, "PARCEL_GLR", NULL);
}

static gboolean
is_old (const Judge *judge, const GlnFeature *parcel)
{
  return g_strcmp0 (gln_parcel_age (judge->base->frame, parcel, judge->base->phase_index), "old") == 0;
}

/* What @edition asks of one use: its highest lower bound that surely applies. */
static const GlnRule *
lower_bound (const Judge *judge, const char *edition, const GlnFeature *parcel, const GlnClass *use,
             double *required)
{
  const char *const one[] = { edition, NULL };
  g_autoptr (GArray) matches = matches_for (judge, one, parcel, use);
  g_autoptr (GArray) requirements = g_array_new (FALSE, FALSE, sizeof (GlnRequirement));
  const GlnRule *best = NULL;

  gln_requirements_add_matches (requirements, matches, is_old (judge, parcel));
  for (guint i = 0; i < requirements->len; i++)
    {
      const GlnRequirement *r = &g_array_index (requirements, GlnRequirement, i);
      if (!r->sure || gln_rule_is_upper_bound (r->rule) || (best && r->value <= *required))
        continue;
      best = r->rule;
      *required = r->value;
    }
  return best;
}

/* Mixed uses: each edition combines what it asks of the uses in its own way.
 * A use without a rule asks nothing; upper bounds are for single uses. */
static void
add_mixed (const Judge *judge, const char *edition, const GlnFeature *parcel, const GlnClass *const *uses,
           guint n_uses, GArray *requirements)
{
  const GlnStandard *standard = gln_standards_get (judge->base->standards, edition);
  GlnMixedPart parts[MAX_USES];
  GlnRequirement mixed = { NULL, 0, TRUE };

  for (guint i = 0; i < n_uses; i++)
    {
      double required = 0;
      const GlnRule *rule = lower_bound (judge, edition, parcel, uses[i], &required);
      if (rule && (!mixed.rule || required > mixed.value))
        {
          mixed.rule = rule;
          mixed.value = required;
        }
      parts[i] = (GlnMixedPart){ required, share_at (parcel, "land_shares", i),
                                 share_at (parcel, "floor_shares", i) };
    }
  if (!mixed.rule || !standard)
    return;
  mixed.value = gln_mixed_use_combine (standard->mixed_use, parts, n_uses);
  mixed.sure = !isnan (mixed.value);
  g_array_append_val (requirements, mixed);
}

static void
add_requirements (const Judge *judge, const char *const *editions, const GlnFeature *parcel,
                  const GlnClass *const *uses, guint n_uses, GArray *requirements)
{
  if (n_uses == 1)
    {
      g_autoptr (GArray) matches = matches_for (judge, editions, parcel, uses[0]);
      gln_requirements_add_matches (requirements, matches, is_old (judge, parcel));
      return;
    }
  for (; *editions; editions++)
    add_mixed (judge, *editions, parcel, uses, n_uses, requirements);
}

static const char *
reason_unknown (const GlnParcelVerdict *verdict, guint n_uses)
{
  if (n_uses > 1)
    return N_("shares of the mixed uses not given");
  return verdict->age ? N_("a condition of the rule is not given") : N_("new or old not given");
}

static void
fill_verdict (const Judge *judge, const GlnFeature *parcel, const GArray *requirements, guint n_uses,
              GlnParcelVerdict *verdict)
{
  const GlnRequirement *named;

  verdict->ratio = ratio_of (judge, parcel, &verdict->missing);
  verdict->status = gln_requirements_judge (requirements, verdict->ratio, &named);
  verdict->rule = named->rule;
  verdict->required = named->value;
  if (verdict->status == GLN_STATUS_UNKNOWN && !verdict->missing)
    verdict->missing = reason_unknown (verdict, n_uses);
  if (verdict->status == GLN_STATUS_UNMET)
    {
      GlnParcelSum sum = { 0 };
      gln_areas_parcel (judge->base->areas, judge->base->phase_index, GLN_SCOPE_ALL, &parcel->uuid, &sum);
      verdict->gap_m2 = fabs (verdict->required - verdict->ratio)
                        * gln_area_to_m2 (sum.counted - sum.public_green);
    }
  else if (verdict->status == GLN_STATUS_UNKNOWN)
    verdict->gap_m2 = NAN;
}

static void
judge_parcel (const Judge *judge, const GlnFeature *parcel, GArray *verdicts)
{
  static const char *const national[] = { NATIONAL_RULES, NULL };
  const GlnLayer *layer = gln_census_layer (judge->base->census, parcel);
  const GlnCodeSystem *system = gln_standards_get_code_system (judge->base->standards, layer->code_system);
  const GlnClass *uses[MAX_USES];
  g_autoptr (GArray) requirements = g_array_new (FALSE, FALSE, sizeof (GlnRequirement));
  GlnZoneQuery zone = { judge->base->phase_index, judge->scope, judge->base->district };
  GlnParcelVerdict verdict = { .parcel = parcel->uuid, .required = NAN };
  GlnParcelSum sum;
  guint n_uses;

  if (!system || !gln_areas_parcel_in (judge->base->areas, &zone, &parcel->uuid, &sum))
    return;
  uses[0] = gln_code_system_lookup (system, parcel->class_code);
  n_uses = uses[0] ? 1 : gln_code_system_lookup_mixed (system, parcel->class_code, uses, MAX_USES);
  if (n_uses == 0 || sum.counted == 0 || uses[0]->kind != GLN_LAND_NONE)
    return;
  add_requirements (judge, judge->base->editions, parcel, uses, n_uses, requirements);
  if (requirements->len == 0)
    add_requirements (judge, national, parcel, uses, n_uses, requirements);
  if (requirements->len == 0)
    return;
  verdict.cls = uses[0];
  verdict.age = gln_parcel_age (judge->base->frame, parcel, judge->base->phase_index);
  verdict.area_m2 = gln_area_to_m2 (sum.counted);
  fill_verdict (judge, parcel, requirements, n_uses, &verdict);
  g_array_append_val (verdicts, verdict);
}

/* The verdicts on all parcels that have a rule, by the editions of @context;
 * in its district those that reach into it, each judged as a whole. */
GArray *
gln_indicator_judge_parcels (const GlnIndicatorContext *context, GlnScope scope)
{
  GArray *verdicts = g_array_new (FALSE, FALSE, sizeof (GlnParcelVerdict));
  Judge judge = { .base = context, .scope = scope };
  const GPtrArray *parcels = gln_census_features (context->census, GLN_LAYER_LAND_USE);

  judge.drawn_known = phase_has_attached (&judge);
  for (guint i = 0; i < parcels->len; i++)
    judge_parcel (&judge, parcels->pdata[i], verdicts);
  return verdicts;
}

/**
 * gln_parcels_judge:
 * @scope: what the parcels' areas are clipped to; their ratios are of the whole parcels
 * @editions: (array zero-terminated=1): ids; where they have no rule for a
 *   parcel, the national ones (建城[1993]784号) stand in
 *
 * Returns: (transfer full): GArray of #GlnParcelVerdict: the parcels that have
 *   a rule, in order of uuid
 */
GArray *
gln_parcels_judge (const GlnAreas *areas, const GlnStandards *standards, guint phase, GlnScope scope,
                   const char *const *editions)
{
  GlnIndicatorContext context;
  GArray *verdicts;

  gln_indicator_context_init (&context, areas, standards, phase, NULL);
  context.editions = editions;
  verdicts = gln_indicator_judge_parcels (&context, scope);
  gln_census_free (context.census);
  return verdicts;
}
