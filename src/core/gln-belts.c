/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-belts-private.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"

/* Without a rule of its own a phase is measured by what the cities' regulations have in common. */
#define COMMON_RULES "LAW-COMMON"

/* Carriageways and water in front of a belt may be this wide in all. */
#define PASSED_OVER_M 100.0

static const char *const belt_lines[]
    = { "rail", "motorway", "expressway", "main_road", "river", "lake", "sea", "ditch", "power", NULL };

static gboolean
is_exempt_land (GlnCensus *census, const GlnFeature *feature, gpointer data)
{
  return gln_feature_number (feature, "belt_exempt") > 0;
}

/* Where @line needs no belt. */
static GArray *
exempt_stretches (const GlnIndicatorContext *context, const GlnFeature *line)
{
  g_autoptr (GPtrArray) land
      = gln_census_near (context->census, &line->shape->box, is_exempt_land, NULL);
  double old_town = 0;
  g_autoptr (GArray) whole = NULL, outside = NULL, inside = NULL;
  GArray *rest;

  if (gln_feature_number (line, "belt_exempt") > 0)
    return gln_stretches_whole (line->shape);
  inside = gln_census_line_in_polygons (context->census, line, land);
  gln_values_number (context->phase->conditions, "exempt_old_town", &old_town);
  if (old_town == 0 || !gln_frame_boundary (context->frame, context->phase_index, GLN_SCOPE_OLD_TOWN))
    return g_steal_pointer (&inside);
  whole = gln_stretches_whole (line->shape);
  outside = gln_stretches_subtract (whole, inside);
  {
    g_autoptr (GArray) town = gln_census_line_in (context->census, line, GLN_SCOPE_OLD_TOWN, NULL);
    rest = gln_stretches_subtract (outside, town);
  }
  g_array_unref (outside);
  outside = rest;
  return gln_stretches_subtract (whole, outside);
}

/* Belts are asked for in the planning area; without it in the built-up area,
 * without both everywhere. */
static GArray *
asked_stretches (const GlnIndicatorContext *context, const GlnFeature *line)
{
  GlnScope scope = gln_frame_boundary (context->frame, context->phase_index, GLN_SCOPE_PLANNING)
                       ? GLN_SCOPE_PLANNING
                       : GLN_SCOPE_BUILT_UP;

  return gln_census_line_in (context->census, line, scope, context->district);
}

/* The strictest rule of @editions for @line that is sure: a width of a belt, or of a corridor. */
static const GlnRule *
rule_of (const GlnIndicatorContext *context, const char *const *editions, const GlnFeature *line,
         const char *kind)
{
  GlnRuleContext rules;
  g_autoptr (GArray) matches = NULL;
  const GlnRule *best = NULL;

  gln_indicator_rule_context (context, &rules);
  rules.line = kind;
  rules.road_class = gln_feature_text (line, "road_class");
  rules.kv = gln_feature_number (line, "kv");
  rules.age = gln_feature_text (line, "age");
  matches = gln_standards_select (context->standards, editions, &rules,
                                  strcmp (kind, "power") == 0 ? "HV_W" : "BELT_W", NULL);
  for (guint i = 0; i < matches->len; i++)
    {
      const GlnRuleMatch *match = &g_array_index (matches, GlnRuleMatch, i);
      if (match->applies == GLN_TRI_TRUE && match->rule->confidence != GLN_CONFIDENCE_KQ
          && (!best || match->rule->value > best->value))
        best = match->rule;
    }
  return best;
}

static const GlnRule *
rule_for (const GlnIndicatorContext *context, const GlnFeature *line, const char *kind)
{
  static const char *const common[] = { COMMON_RULES, NULL };
  const GlnRule *rule = rule_of (context, context->editions, line, kind);

  return rule ? rule : rule_of (context, common, line, kind);
}

/* Green asked for beyond the edge of the bed. A corridor's width is that of
 * both sides together. */
static double
required_m (const GlnRule *rule, const GlnBeltLine *belt, const char *kind)
{
  gboolean from_centre = g_strcmp0 (rule->baseline, "track_centre") == 0
                         || g_strcmp0 (rule->baseline, "centre_line") == 0;

  if (strcmp (kind, "power") == 0)
    return rule->value / 2;
  return MAX (0, from_centre ? rule->value - belt->edge_m : rule->value);
}

static void
settle (GlnBeltSide *side, gboolean bed_known)
{
  if (side->sum.length_m > 0 && side->sum.met_m >= side->sum.length_m - 1e-6)
    side->status = GLN_STATUS_MET;
  else if (!bed_known)
    {
      side->status = GLN_STATUS_UNKNOWN;
      side->missing = N_("width of the bed not given");
    }
  else
    side->status = side->sum.length_m > 0 ? GLN_STATUS_UNMET : GLN_STATUS_MET;
}

static void
judge_side (const GlnIndicatorContext *context, const GlnBeltLine *belt, const GlnBeltSide *model,
            GArray *asked, GArray *sides)
{
  GlnBeltSide side = *model;
  double gap_m = gln_standards_get_tolerance_width_m (context->standards);
  g_autoptr (GArray) profile
      = gln_belt_line_profile (belt, side.side, gap_m, side.required_m + PASSED_OVER_M);

  side.below = gln_stretches_new ();
  side.sum = gln_belt_summarise (profile, asked, side.required_m, side.below);
  settle (&side, belt->bed_known);
  g_array_append_val (sides, side);
}

static void
judge_line (const GlnIndicatorContext *context, const GlnFeature *line, const char *kind,
            const GlnRule *rule, GArray *sides)
{
  g_autoptr (GArray) all = asked_stretches (context, line), exempt = exempt_stretches (context, line);
  g_autoptr (GArray) asked = gln_stretches_subtract (all, exempt);
  double width_m = gln_feature_number (line, "red_line_width_m");
  double reach_m = rule->value + PASSED_OVER_M + (isnan (width_m) ? 0 : width_m);
  GlnBeltSide model = { .line = line->uuid, .line_kind = kind, .kv = gln_feature_number (line, "kv"),
                        .rule = rule };
  GlnBeltLine belt;

  if (all->len == 0)
    return;
  gln_belt_line_init (&belt, context, line, "BELT_W", reach_m);
  model.edge_m = belt.edge_m;
  model.required_m = required_m (rule, &belt, kind);
  model.exempt_m = gln_stretches_length_m (all) - gln_stretches_length_m (asked);
  for (guint s = 0; s < (belt.is_edge ? 1 : 2); s++)
    {
      model.side = belt.is_edge ? GLN_SIDE_EDGE : (GlnBeltSideKind) s;
      judge_side (context, &belt, &model, asked, sides);
    }
  gln_belt_line_clear (&belt);
}

static void
clear_side (gpointer side)
{
  g_clear_pointer (&((GlnBeltSide *) side)->below, g_array_unref);
}

/* Every side of every line that has a rule in the editions of @context. */
GArray *
gln_indicator_judge_belts (const GlnIndicatorContext *context)
{
  const GPtrArray *lines = gln_census_features (context->census, GLN_LAYER_LINE);
  GArray *sides = g_array_new (FALSE, TRUE, sizeof (GlnBeltSide));

  g_array_set_clear_func (sides, clear_side);
  for (guint i = 0; i < lines->len; i++)
    {
      const GlnFeature *line = lines->pdata[i];
      const char *kind = gln_census_line_kind (context->census, line);
      const GlnRule *rule;
      if (!line->shape || line->shape->kind != GLN_SHAPE_LINES || !g_strv_contains (belt_lines, kind))
        continue;
      rule = rule_for (context, line, kind);
      if (rule)
        judge_line (context, line, kind, rule, sides);
    }
  return sides;
}

/**
 * gln_belts_judge:
 * @editions: (array zero-terminated=1): ids whose rows BELT_W and HV_W bind; where they
 *   have none for a line, those common to the cities' regulations stand in
 *
 * Returns: (transfer full): GArray of #GlnBeltSide by line and side; freeing
 *   it frees their stretches
 */
GArray *
gln_belts_judge (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                 const char *const *editions)
{
  GlnIndicatorContext context;
  GArray *sides;

  gln_indicator_context_init (&context, areas, standards, phase, NULL);
  context.editions = editions;
  sides = gln_indicator_judge_belts (&context);
  gln_census_free (context.census);
  return sides;
}

/** gln_belt_side_name: (transfer none): translated name of @side. */
const char *
gln_belt_side_name (GlnBeltSideKind side)
{
  static const char *const names[]
      = { [GLN_SIDE_LEFT] = N_("left"), [GLN_SIDE_RIGHT] = N_("right"), [GLN_SIDE_EDGE] = N_("outer") };

  return _(names[side]);
}
