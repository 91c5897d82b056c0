/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-belt-profile.h"
#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"
#include "core/gln-roads.h"

#include <math.h>
#include <string.h>

/* Indicators of roads and banks by length, from attributes of their lines. */

/* GB/T 50563-2010: roads whose red line is 12 m or more. */
#define LEAST_ROAD_M 12.0
/* 建城[2022]2号: a shaded road has green over 90 % of its footway and cycleway. */
#define SHADED_RATIO 0.9

/* Calls @take for every line with its length inside the indicator's scope. */
typedef void (*TakeLine) (const GlnIndicatorContext *context, GlnIndicatorValue *value,
                          const GlnFeature *line, double length_m);

static void
for_lines (const GlnIndicatorContext *context, GlnIndicatorValue *value, TakeLine take)
{
  const GPtrArray *lines = gln_census_features (context->census, GLN_LAYER_LINE);

  gln_indicator_begin (value);
  gln_indicator_zone (context, value->info->scope, value);
  for (guint i = 0; i < lines->len; i++)
    {
      const GlnFeature *line = lines->pdata[i];
      g_autoptr (GArray) inside = NULL;
      double length_m;

      if (!line->shape || line->shape->kind != GLN_SHAPE_LINES)
        continue;
      inside = gln_census_line_in (context->census, line, value->info->scope, context->district);
      length_m = gln_stretches_length_m (inside);
      if (length_m > 0)
        take (context, value, line, length_m);
    }
}

static gboolean
is_street (const GlnIndicatorContext *context, const GlnFeature *line)
{
  const char *kind = gln_census_line_kind (context->census, line);

  return gln_line_kind_is_road (kind) && strcmp (kind, "motorway") != 0;
}

static void
take_street_trees (const GlnIndicatorContext *context, GlnIndicatorValue *value, const GlnFeature *line,
                   double length_m)
{
  double width_m = gln_feature_number (line, "red_line_width_m");
  const char *trees = gln_feature_text (line, "street_trees");

  if (!is_street (context, line))
    return;
  if (width_m < LEAST_ROAD_M)
    gln_indicator_leave_out (context, line, N_("red line narrower than 12 m"));
  else if (!trees)
    gln_indicator_unknown (context, value, line, length_m, N_("street trees not given"));
  else if (strcmp (trees, "both") == 0)
    gln_indicator_count_in (context, value, line, length_m, length_m, NULL);
  else
    gln_indicator_count_in (context, value, line, 0, length_m, N_("no street trees on both sides"));
}

/* RGP (GB/T 50563-2010): length with street trees on both sides over the
 * length of roads of 12 m and more; a road without a stated width is one. */
void
gln_indicator_street_trees (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  for_lines (context, value, take_street_trees);
  gln_indicator_end (value, N_("no roads of 12 m or more"), N_("street trees are not given for any road"));
}

static void
take_road_green (const GlnIndicatorContext *context, GlnIndicatorValue *value, const GlnFeature *line,
                 double length_m)
{
  GlnRoadGreen road;

  if (!is_street (context, line))
    return;
  road = gln_road_green_judge (context, line);
  if (!road.rule)
    gln_indicator_leave_out (context, line, N_("no rule for its width and class"));
  else if (road.status == GLN_STATUS_UNKNOWN)
    gln_indicator_unknown (context, value, line, length_m, road.missing);
  else if (road.status == GLN_STATUS_MET)
    gln_indicator_count_in (context, value, line, length_m, length_m, NULL);
  else
    gln_indicator_count_in (context, value, line, 0, length_m, N_("green ratio below the rule"));
}

/* RGS (GB/T 50563-2010, CJJ 75-97): length of roads that meet their green ratio. */
void
gln_indicator_road_green (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  for_lines (context, value, take_road_green);
  gln_indicator_end (value, N_("no roads with a rule for their green ratio"),
                     N_("the green ratio is not known for any road"));
}

/* Which roads the shade is asked of: since 2022 the secondary and branch roads. */
static gboolean
asked_for_shade (const GlnIndicatorContext *context, const GlnFeature *line)
{
  const char *cls = gln_feature_text (line, "road_class");

  if (!is_street (context, line))
    return FALSE;
  if (!context->standard || context->standard->year < 2022)
    return TRUE;
  return !cls || strcmp (cls, "secondary") == 0 || strcmp (cls, "branch") == 0;
}

static void
take_shade (const GlnIndicatorContext *context, GlnIndicatorValue *value, const GlnFeature *line,
            double length_m)
{
  double ratio = gln_feature_number (line, "shaded_ratio");

  if (!asked_for_shade (context, line))
    return;
  if (isnan (ratio))
    gln_indicator_unknown (context, value, line, length_m, N_("shaded share not given"));
  else if (ratio >= SHADED_RATIO)
    gln_indicator_count_in (context, value, line, length_m, length_m, NULL);
  else
    gln_indicator_count_in (context, value, line, 0, length_m, N_("shaded share below 90 %"));
}

/* SRD (建城[2022]2号): length of shaded roads over the length of roads. */
void
gln_indicator_shaded_roads (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  for_lines (context, value, take_shade);
  gln_indicator_end (value, N_("no secondary or branch roads"), N_("the shaded share is not given for any road"));
}

static void
take_bank (const GlnIndicatorContext *context, GlnIndicatorValue *value, const GlnFeature *line,
           double length_m)
{
  static const char *const waters[] = { "river", "lake", "sea", "ditch", NULL };
  double natural = gln_feature_number (line, "natural_bank");

  if (!g_strv_contains (waters, gln_census_line_kind (context->census, line)))
    return;
  if (isnan (natural))
    gln_indicator_unknown (context, value, line, length_m, N_("kind of bank not given"));
  else
    gln_indicator_count_in (context, value, line, natural != 0 ? length_m : 0, length_m,
                            natural != 0 ? NULL : N_("built bank"));
}

/* SHO (GB/T 50563-2010): length of natural banks over the length of banks. */
void
gln_indicator_natural_banks (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  for_lines (context, value, take_bank);
  gln_indicator_end (value, N_("no banks"), N_("the kind of bank is not given for any bank"));
}

/* STRIP_W (GB 55014-2021 8.0.2): the narrowest dividing strip planted with trees. */
void
gln_indicator_strip_width (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const GPtrArray *lines = gln_census_features (context->census, GLN_LAYER_LINE);

  for (guint i = 0; i < lines->len; i++)
    {
      double width_m = gln_feature_number (lines->pdata[i], "strip_width_m");
      if (width_m > 0 && !(value->value <= width_m))
        value->value = width_m;
    }
  if (isnan (value->value))
    value->missing = N_("no road has the width of its dividing strip");
}
