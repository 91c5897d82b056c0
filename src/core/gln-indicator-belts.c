/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-belts-private.h"
#include "core/gln-i18n.h"

#include <math.h>
#include <string.h>

/* GB/T 50563-2010: a green bank has 12 m of green on its side. */
#define GREEN_BANK_M 12.0
#define PASSED_OVER_M 100.0

/* BELT: length of belts that are wide enough over the length with a rule. */
void
gln_indicator_belts (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  g_autoptr (GArray) sides = gln_indicator_judge_belts (context);

  gln_indicator_begin (value);
  for (guint i = 0; i < sides->len; i++)
    {
      const GlnBeltSide *side = &g_array_index (sides, GlnBeltSide, i);
      const GlnFeature *line = gln_plan_feature (gln_areas_plan (context->areas), &side->line);
      if (!(side->sum.length_m > 0))
        gln_indicator_leave_out (context, line, N_("exempt"));
      else if (side->status == GLN_STATUS_UNKNOWN)
        gln_indicator_unknown (context, value, line, side->sum.length_m, side->missing);
      else
        gln_indicator_count_in (context, value, line, side->sum.met_m, side->sum.length_m,
                                side->status == GLN_STATUS_MET ? NULL : N_("belt narrower than the rule"));
    }
  gln_indicator_end (value, N_("no lines with a rule for their belt"), N_("the beds of the lines are not known"));
}

static void
take_side (const GlnIndicatorContext *context, GlnIndicatorValue *value, const GlnBeltLine *belt,
           GlnBeltSideKind side, const GArray *asked)
{
  double gap_m = gln_standards_get_tolerance_width_m (context->standards);
  g_autoptr (GArray) profile = gln_belt_line_profile (belt, side, gap_m, GREEN_BANK_M + PASSED_OVER_M);
  GlnBeltSummary sum = gln_belt_summarise (profile, asked, GREEN_BANK_M, NULL);

  gln_indicator_count_in (context, value, belt->line, sum.met_m, sum.length_m,
                          sum.met_m < sum.length_m ? N_("green narrower than 12 m") : NULL);
}

static void
take_river (const GlnIndicatorContext *context, GlnIndicatorValue *value, const GlnFeature *line)
{
  double declared_m = gln_feature_number (line, "bank_green_width_m"), width_m;
  g_autoptr (GArray) asked
      = gln_census_line_in (context->census, line, value->info->scope, context->district);
  double length_m = gln_stretches_length_m (asked);
  GlnBeltLine belt;
  guint n_sides;

  if (!(length_m > 0))
    return;
  width_m = gln_feature_number (line, "red_line_width_m");
  gln_belt_line_init (&belt, context, line, "RIV",
                      GREEN_BANK_M + PASSED_OVER_M + (isnan (width_m) ? 0 : width_m));
  n_sides = belt.is_edge ? 1 : 2;
  if (!isnan (declared_m))
    gln_indicator_count_in (context, value, line, declared_m >= GREEN_BANK_M ? n_sides * length_m : 0,
                            n_sides * length_m, declared_m >= GREEN_BANK_M ? NULL : N_("green narrower than 12 m"));
  else if (!belt.bed_known)
    gln_indicator_unknown (context, value, line, n_sides * length_m,
                           N_("neither width nor water surface of the river given"));
  else
    for (guint s = 0; s < n_sides; s++)
      take_side (context, value, &belt, belt.is_edge ? GLN_SIDE_EDGE : (GlnBeltSideKind) s, asked);
  gln_belt_line_clear (&belt);
}

/* RIV (GB/T 50563-2010): length of banks with green of 12 m and more on their
 * side over the length of banks; a centre line has two banks. */
void
gln_indicator_green_banks (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const GPtrArray *lines = gln_census_features (context->census, GLN_LAYER_LINE);

  gln_indicator_begin (value);
  gln_indicator_zone (context, value->info->scope, value);
  for (guint i = 0; i < lines->len; i++)
    {
      const GlnFeature *line = lines->pdata[i];
      if (line->shape && line->shape->kind == GLN_SHAPE_LINES
          && strcmp (gln_census_line_kind (context->census, line), "river") == 0)
        take_river (context, value, line);
    }
  gln_indicator_end (value, N_("no rivers"), N_("neither width nor water surface is given for any river"));
}
