/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-compare.h"

#include <math.h>
#include <string.h>

static GlnClassChange *
change_of (GArray *classes, const char *code)
{
  GlnClassChange change = { code, 0, 0 };

  for (guint i = 0; i < classes->len; i++)
    if (strcmp (g_array_index (classes, GlnClassChange, i).class_code, code) == 0)
      return &g_array_index (classes, GlnClassChange, i);
  g_array_append_val (classes, change);
  return &g_array_index (classes, GlnClassChange, classes->len - 1);
}

static void
take_classes (GArray *classes, const GlnAreas *areas, guint phase, gboolean after)
{
  GlnZoneQuery zone = { phase, GLN_SCOPE_BUILT_UP, NULL };
  g_autoptr (GArray) sums = gln_areas_green (areas, &zone);

  for (guint i = 0; i < sums->len; i++)
    {
      const GlnGreenSum *sum = &g_array_index (sums, GlnGreenSum, i);
      GlnClassChange *change;
      if (g_str_has_prefix (sum->class_code, "XG"))
        continue;
      change = change_of (classes, sum->class_code);
      *(after ? &change->after_m2 : &change->before_m2) += gln_area_to_m2 (sum->net);
    }
  *(after ? &change_of (classes, "XG")->after_m2 : &change_of (classes, "XG")->before_m2)
      += gln_area_to_m2 (gln_areas_attached (areas, &zone).result);
}

static int
compare_classes (gconstpointer a, gconstpointer b)
{
  return strcmp (((const GlnClassChange *) a)->class_code, ((const GlnClassChange *) b)->class_code);
}

static void
take_indicators (GlnComparison *comparison)
{
  for (guint i = 0; i < comparison->before->n_values; i++)
    {
      GlnIndicatorChange change = { comparison->before->values[i].info, &comparison->before->values[i],
                                    &comparison->after->values[i] };
      if (!isnan (change.before->value) && !isnan (change.after->value)
          && change.before->value != change.after->value)
        g_array_append_val (comparison->indicators, change);
    }
}

/**
 * gln_compare:
 * @before: sums of the baseline: of the same plan for two phases, of the saved
 *   plan for what changed since; the caller names it
 * @after: sums of what is compared with it
 *
 * Returns: (transfer full): the change by class (attached green as XG by each
 *   phase's method) and by indicator
 */
GlnComparison *
gln_compare (const GlnAreas *before, guint phase_before, const GlnAreas *after, guint phase_after,
             const GlnStandards *standards)
{
  GlnComparison *comparison = g_new0 (GlnComparison, 1);

  comparison->before = gln_indicators_compute (before, standards, phase_before, NULL, NULL);
  comparison->after = gln_indicators_compute (after, standards, phase_after, NULL, NULL);
  comparison->provisional = !gln_areas_has_scope (before, phase_before, GLN_SCOPE_BUILT_UP)
                            || !gln_areas_has_scope (after, phase_after, GLN_SCOPE_BUILT_UP);
  comparison->classes = g_array_new (FALSE, TRUE, sizeof (GlnClassChange));
  comparison->indicators = g_array_new (FALSE, TRUE, sizeof (GlnIndicatorChange));
  take_classes (comparison->classes, before, phase_before, FALSE);
  take_classes (comparison->classes, after, phase_after, TRUE);
  g_array_sort (comparison->classes, compare_classes);
  take_indicators (comparison);
  return comparison;
}

void
gln_comparison_free (GlnComparison *comparison)
{
  if (!comparison)
    return;
  g_array_unref (comparison->classes);
  g_array_unref (comparison->indicators);
  gln_indicator_set_unref (comparison->before);
  gln_indicator_set_unref (comparison->after);
  g_free (comparison);
}

static GlnPhasePoint
trend_point (const GlnAreas *areas, const GlnStandards *standards, guint phase, const char *id)
{
  const GlnPhase *own = gln_areas_plan (areas)->frame->phases[phase];
  g_autoptr (GlnIndicatorSet) set = gln_indicators_compute (areas, standards, phase, NULL, NULL);
  const GlnIndicatorValue *value = gln_indicator_set_find (set, id);
  GlnPhasePoint point = { phase, own->year, value ? value->value : NAN, NAN, NULL, GLN_STATUS_UNKNOWN };

  for (guint i = 0; value && i < value->n_checks; i++)
    if (value->checks[i].kind == GLN_VERDICT_TARGET && !point.op)
      {
        point.target = value->checks[i].value;
        point.op = value->checks[i].op;
        point.status = value->checks[i].status;
      }
  return point;
}

/** gln_trend: (transfer full): GArray of #GlnPhasePoint of indicator @id, one for each phase. */
GArray *
gln_trend (const GlnAreas *areas, const GlnStandards *standards, const char *id)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (GlnPhasePoint));

  for (guint p = 0; p < gln_areas_plan (areas)->frame->n_phases; p++)
    {
      GlnPhasePoint point = trend_point (areas, standards, p, id);
      g_array_append_val (points, point);
    }
  return points;
}
