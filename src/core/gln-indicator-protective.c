/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"

#include <math.h>
#include <string.h>

/* The planning area is what protective green is planned for; without its
 * boundary the built-up area stands in. */
static GlnScope
scope_of (const GlnIndicatorContext *context)
{
  return gln_areas_has_scope (context->areas, context->phase_index, GLN_SCOPE_PLANNING)
             ? GLN_SCOPE_PLANNING
             : GLN_SCOPE_BUILT_UP;
}

/* Protective green that is drawn but said not to be there yet. */
static double
not_built_m2 (const GlnIndicatorContext *context, GlnScope scope, const char *code)
{
  static const GlnLayerKind kinds[] = { GLN_LAYER_GREEN, GLN_LAYER_LAND_USE };
  double sum_m2 = 0;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *features = gln_census_features (context->census, kinds[k]);
      for (guint i = 0; i < features->len; i++)
        {
          const GlnFeature *feature = features->pdata[i];
          const GlnClass *cls;
          GlnFeatureSum sum;
          if (gln_feature_number (feature, "implemented") != 0
              || !(cls = gln_census_canonical (context->census, feature)) || !gln_class_is_in (cls, code)
              || !gln_areas_feature (context->areas, context->phase_index, scope, &feature->uuid, &sum))
            continue;
          gln_indicator_leave_out (context, feature, N_("not built yet"));
          sum_m2 += gln_area_to_m2 (sum.net);
        }
    }
  return sum_m2;
}

/* PRO (GB/T 50563-2010): protective green of the phase over that of the last
 * phase, which is the plan. */
void
gln_indicator_protective_built (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const char *code = gln_indicator_row (value->info)->set;
  GlnScope scope = scope_of (context);
  GlnZoneQuery now = gln_indicator_zone (context, scope, value);
  GlnZoneQuery planned = { context->frame->n_phases - 1, scope, context->district };

  if (context->district || context->frame->n_phases < 2)
    {
      value->missing = context->district ? N_("found for the whole city only") : N_("no planned phase");
      return;
    }
  value->numerator = gln_area_to_m2 (gln_areas_green_of (context->areas, &now, code).net)
                     - not_built_m2 (context, scope, code);
  value->denominator = gln_area_to_m2 (gln_areas_green_of (context->areas, &planned, code).net);
  if (!gln_areas_has_scope (context->areas, planned.phase, scope))
    value->provisional = TRUE;
  if (!(value->denominator > 0))
    value->missing = N_("no protective green is planned");
}
