/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"
#include "core/gln-parcels.h"

#include <math.h>
#include <string.h>

/* Indicators that go through parcels. */

static const GArray *
verdicts_of (const GlnIndicatorContext *context, GlnScope scope)
{
  if (!*context->parcels)
    *context->parcels = gln_indicator_judge_parcels (context, scope);
  return *context->parcels;
}

static gboolean
is_new (const GlnParcelVerdict *verdict)
{
  return g_strcmp0 (verdict->age, "new") == 0 || g_strcmp0 (verdict->age, "rebuilt") == 0;
}

/* Whether the parcel is one of those that the indicator is about. */
static gboolean
is_wanted (const GlnIndicatorContext *context, const GlnParcelVerdict *verdict, const char *about,
           const GlnFeature *parcel)
{
  if (g_str_has_prefix (about, "PUB"))
    return (verdict->cls->facts & GLN_CLASS_PUBLIC_FACILITY) != 0;
  if (!g_str_has_prefix (about, "RES"))
    return TRUE;
  if (!(verdict->cls->facts & GLN_CLASS_RESIDENTIAL))
    return FALSE;
  if (!verdict->age)
    gln_indicator_leave_out (context, parcel, N_("new or old not given"));
  return is_new (verdict);
}

static void
take_verdict (const GlnIndicatorContext *context, GlnIndicatorValue *value,
              const GlnParcelVerdict *verdict, const GlnFeature *parcel, double weight)
{
  if (verdict->status == GLN_STATUS_UNKNOWN)
    gln_indicator_unknown (context, value, parcel, weight, verdict->missing);
  else if (verdict->status == GLN_STATUS_MET)
    gln_indicator_count_in (context, value, parcel, weight, weight, NULL);
  else
    gln_indicator_count_in (context, value, parcel, 0, weight,
                            gln_rule_is_upper_bound (verdict->rule) ? N_("green ratio above the upper bound")
                                                                    : N_("green ratio below the rule"));
}

/* A parcel is counted in one district: the one that has more than half of it. */
static gboolean
is_of_district (const GlnIndicatorContext *context, GlnScope scope, const GlnParcelVerdict *verdict)
{
  GlnParcelSum sum;

  return !context->district
         || (gln_areas_parcel (context->areas, context->phase_index, scope, &verdict->parcel, &sum)
             && verdict->area_m2 > gln_area_to_m2 (sum.counted) / 2);
}

/* RES, PUB, PARCELS and their counts (GB/T 50563-2010): parcels that meet
 * their green ratio over the parcels that have a rule, by area or by number;
 * in a district by their area there. */
void
gln_indicator_parcels (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const char *about = gln_indicator_row (value->info)->set;
  gboolean by_number = g_str_has_suffix (about, "_N");
  const GArray *verdicts;

  gln_indicator_begin (value);
  gln_indicator_zone (context, value->info->scope, value);
  verdicts = verdicts_of (context, value->info->scope);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const GlnParcelVerdict *verdict = &g_array_index (verdicts, GlnParcelVerdict, i);
      const GlnFeature *parcel = gln_plan_feature (gln_areas_plan (context->areas), &verdict->parcel);
      if (by_number && !is_of_district (context, value->info->scope, verdict))
        continue;
      if (is_wanted (context, verdict, about, parcel))
        take_verdict (context, value, verdict, parcel, by_number ? 1 : verdict->area_m2);
    }
  gln_indicator_end (value,
                     g_str_has_prefix (about, "RES") ? N_("no residential parcels known to be new or rebuilt")
                                                     : N_("no parcels with a rule for their green ratio"),
                     N_("the green ratio is not known for any of the parcels"));
}

/* Land that an indicator is about by its use or by a mark. */
static gboolean
is_of_flag (const GlnIndicatorContext *context, const GlnFeature *feature, const char *flag)
{
  const GlnClass *cls = gln_census_class (context->census, feature);
  double derelict = gln_feature_number (feature, "derelict");

  if (strcmp (flag, "restored") == 0)
    return derelict > 0;
  return cls && gln_class_has_use (cls, "car_park");
}

static double
area_in_zone_m2 (const GlnIndicatorContext *context, GlnScope scope, const GlnFeature *feature)
{
  GlnZoneQuery zone = { context->phase_index, scope, context->district };
  GlnParcelSum sum;

  if (gln_areas_parcel_in (context->areas, &zone, &feature->uuid, &sum))
    return gln_area_to_m2 (sum.counted);
  return 0;
}

/* SPK, RES_L (GB/T 50563-2010): marked land over all land of its kind. */
void
gln_indicator_flagged_land (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const char *flag = gln_indicator_row (value->info)->set;
  const GPtrArray *parcels = gln_census_features (context->census, GLN_LAYER_LAND_USE);

  gln_indicator_begin (value);
  gln_indicator_zone (context, value->info->scope, value);
  for (guint i = 0; i < parcels->len; i++)
    {
      const GlnFeature *parcel = parcels->pdata[i];
      double marked = gln_feature_number (parcel, flag), area_m2;
      if (!is_of_flag (context, parcel, flag))
        continue;
      area_m2 = area_in_zone_m2 (context, value->info->scope, parcel);
      if (context->district && !(area_m2 > 0))
        continue;
      if (isnan (marked))
        gln_indicator_unknown (context, value, parcel, area_m2, N_("not stated for this parcel"));
      else
        gln_indicator_count_in (context, value, parcel, marked != 0 ? area_m2 : 0, area_m2, NULL);
    }
  gln_indicator_end (value, N_("no such land is marked in the land use"), N_("not stated for any of the parcels"));
}
