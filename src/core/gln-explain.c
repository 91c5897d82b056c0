/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-explain.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"

typedef struct
{
  const GlnIndicatorContext *context;
  GlnExplanation *explanation;
  const GlnIndicatorRow *row;
} Explain;

static void
add_part (GArray *parts, const char *code, const char *label, GlnArea area)
{
  GlnPart part = { code, label, gln_area_to_m2 (area) };

  if (area != 0)
    g_array_append_val (parts, part);
}

static void
add_contribution (Explain *explain, const GlnFeature *feature, double numerator, double denominator,
                  const char *reason)
{
  GlnContribution one = { feature->uuid, feature->class_code, numerator, denominator, reason };
  GArray *list = numerator != 0 || denominator > 0 ? explain->explanation->contributions
                                                   : explain->explanation->excluded;

  g_array_append_val (list, one);
}

/* The formulas that go through features said themselves what each of them did. */
static void
take_terms (Explain *explain, const GArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const GlnTerm *term = &g_array_index (terms, GlnTerm, i);
      GlnFeature *feature = gln_plan_feature (explain->explanation->plan, &term->feature);
      if (feature)
        add_contribution (explain, feature, term->numerator, term->denominator, term->reason);
    }
}

/* The feature's share in the class set, from 0 to 1. */
static double
share_of (const Explain *explain, const GlnFeature *feature, const GlnClass *cls)
{
  const GlnStandard *standard = explain->context->standard;

  if (!standard || !standard->counting)
    return 0;
  return gln_counting_get_share (standard->counting, explain->row->set, cls,
                                 gln_feature_number (feature, "park_green_ratio"));
}

static const char *
why_nothing (const Explain *explain, const GlnFeature *feature, const GlnFeatureSum *inside, double share)
{
  GlnFeatureSum all;

  if (inside->net == 0 && gln_areas_feature (explain->context->areas, explain->context->phase_index,
                                             GLN_SCOPE_ALL, &feature->uuid, &all))
    return all.net == 0 ? N_("other green has all of its land") : N_("outside the area that is asked for");
  return share > 0 ? NULL : N_("its class is not counted");
}

static void
explain_green (Explain *explain, const GlnFeature *feature)
{
  const GlnClass *cls = gln_census_canonical (explain->context->census, feature);
  GlnFeatureSum sum;
  double share;

  if (!cls || !gln_areas_feature (explain->context->areas, explain->context->phase_index,
                                  explain->explanation->scope, &feature->uuid, &sum))
    return;
  share = cls->kind == GLN_LAND_ATTACHED ? 0 : share_of (explain, feature, cls);
  if (cls->kind == GLN_LAND_ATTACHED && explain->row->compute != gln_indicator_park_per_capita)
    return; /* comes with the parcels, or with its own line among the parts */
  add_contribution (explain, feature, gln_area_to_m2 (gln_area_share (sum.net, share)), NAN,
                    why_nothing (explain, feature, &sum, share));
}

static void
explain_greens (Explain *explain)
{
  static const GlnLayerKind kinds[] = { GLN_LAYER_GREEN, GLN_LAYER_LAND_USE };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *features = gln_census_features (explain->context->census, kinds[k]);
      for (guint i = 0; i < features->len; i++)
        explain_green (explain, features->pdata[i]);
    }
}

/* Attached green by parcel, or by drawn polygon where drawing decides. */
static void
explain_attached (Explain *explain)
{
  gboolean drawn = explain->context->phase->attached == GLN_ATTACHED_DRAWN;
  const GPtrArray *features
      = gln_census_features (explain->context->census, drawn ? GLN_LAYER_GREEN : GLN_LAYER_LAND_USE);

  for (guint i = 0; i < features->len; i++)
    {
      const GlnFeature *feature = features->pdata[i];
      const GlnClass *cls = drawn ? gln_census_canonical (explain->context->census, feature) : NULL;
      GlnParcelSum parcel;
      GlnFeatureSum sum;
      if (drawn && cls && cls->kind == GLN_LAND_ATTACHED
          && gln_areas_feature (explain->context->areas, explain->context->phase_index,
                                explain->explanation->scope, &feature->uuid, &sum))
        add_contribution (explain, feature, gln_area_to_m2 (sum.net), NAN,
                          why_nothing (explain, feature, &sum, 1));
      else if (!drawn && gln_areas_parcel (explain->context->areas, explain->context->phase_index,
                                           explain->explanation->scope, &feature->uuid, &parcel)
               && parcel.attached > 0)
        add_contribution (explain, feature, gln_area_to_m2 (parcel.attached), NAN, NULL);
    }
}

static GlnZoneQuery
zone_of (const Explain *explain)
{
  return (GlnZoneQuery){ explain->context->phase_index, explain->explanation->scope,
                         explain->context->district };
}

/* Classes of a set, attached green and the other-green allowance. */
static void
part_classes (Explain *explain, gboolean whole_green)
{
  GlnZoneQuery zone = zone_of (explain);
  g_autoptr (GArray) sums = gln_areas_green (explain->context->areas, &zone);
  GlnArea classes = 0;

  for (guint i = 0; i < sums->len; i++)
    {
      const GlnGreenSum *sum = &g_array_index (sums, GlnGreenSum, i);
      GlnArea counted = gln_indicator_counted_of (explain->context, sum, explain->row->set);
      add_part (explain->explanation->parts, sum->class_code, NULL, counted);
      classes += counted;
    }
  if (!whole_green)
    return;
  GlnArea attached = gln_areas_attached (explain->context->areas, &zone).result;
  add_part (explain->explanation->parts, "XG", N_("attached green"), attached);
  add_part (explain->explanation->parts, "EG", N_("other green that adjoins construction land, up to its cap"),
            gln_indicator_green_land (explain->context, &zone) - classes - attached);
}

static void
part_coverage (Explain *explain)
{
  GlnZoneQuery zone = zone_of (explain);
  GlnCoverSum cover = gln_areas_cover (explain->context->areas, &zone);
  GArray *parts = explain->explanation->parts;
  g_autoptr (GArray) sums = NULL;
  GlnArea rest = cover.value;

  if (!cover.estimate)
    {
      add_part (parts, "", N_("interpreted vegetation"), cover.value);
      return;
    }
  sums = gln_areas_green (explain->context->areas, &zone);
  for (guint i = 0; i < sums->len; i++)
    {
      const GlnGreenSum *sum = &g_array_index (sums, GlnGreenSum, i);
      if (g_str_has_prefix (sum->class_code, "G") || g_str_has_prefix (sum->class_code, "EG"))
        {
          add_part (parts, sum->class_code, NULL, sum->vegetated);
          rest -= sum->vegetated;
        }
    }
  add_part (parts, "", N_("vegetation outside green land"), cover.cover_outside);
  add_part (parts, "XG", N_("attached green"), rest - cover.cover_outside);
}

static void
explain_residential (Explain *explain)
{
  const GPtrArray *parcels = gln_census_features (explain->context->census, GLN_LAYER_LAND_USE);

  for (guint i = 0; i < parcels->len; i++)
    {
      const GlnFeature *parcel = parcels->pdata[i];
      const GlnClass *cls = gln_census_class (explain->context->census, parcel);
      GlnParcelSum sum;
      if (!cls || !(cls->facts & GLN_CLASS_RESIDENTIAL)
          || !gln_areas_parcel (explain->context->areas, explain->context->phase_index,
                                explain->explanation->scope, &parcel->uuid, &sum))
        continue;
      add_contribution (explain, parcel, gln_area_to_m2 (sum.served), gln_area_to_m2 (sum.counted),
                        sum.counted == 0  ? N_("outside the area that is asked for")
                        : sum.served == 0 ? N_("beyond the service radius of every park")
                                          : NULL);
    }
}

static gboolean
is_set_formula (const GlnIndicatorRow *row)
{
  return row->compute == gln_indicator_park_per_capita || row->compute == gln_indicator_green_land_ratio
         || row->compute == gln_indicator_total_green || row->compute == gln_indicator_green_square_share;
}

static void
explain_areas (Explain *explain)
{
  gboolean whole_green = explain->row->compute == gln_indicator_green_land_ratio
                         || explain->row->compute == gln_indicator_total_green;

  explain->explanation->by_feature = explain->context->district == NULL;
  if (is_set_formula (explain->row))
    {
      part_classes (explain, whole_green);
      if (explain->explanation->by_feature)
        explain_greens (explain);
      if (explain->explanation->by_feature && whole_green)
        explain_attached (explain);
    }
  else if (explain->row->compute == gln_indicator_service_radius && explain->explanation->by_feature)
    explain_residential (explain);
  else
    explain->explanation->by_feature = FALSE;
  if (explain->row->compute == gln_indicator_green_coverage)
    part_coverage (explain);
}

static int
compare_contributions (gconstpointer a, gconstpointer b)
{
  double x = ((const GlnContribution *) a)->numerator, y = ((const GlnContribution *) b)->numerator;

  return x != y ? (x < y) - (x > y)
                : gln_uuid_compare (&((const GlnContribution *) a)->feature,
                                    &((const GlnContribution *) b)->feature);
}

/* A set of the one indicator that is explained. */
static GlnIndicatorSet *
compute_one (GlnIndicatorContext *context, const GlnIndicatorInfo *info)
{
  GlnIndicatorSet *set = g_new0 (GlnIndicatorSet, 1);

  g_atomic_ref_count_init (&set->ref_count);
  set->phase = context->phase_index;
  if (context->district)
    set->district = *context->district;
  set->n_values = 1;
  set->values = g_new0 (GlnIndicatorValue, 1);
  set->values[0].info = info;
  gln_indicator_compute (context, &set->values[0]);
  gln_indicator_judge (context, &set->values[0]);
  return set;
}

static void
fill (Explain *explain, const GArray *terms)
{
  explain->explanation->by_feature = terms->len > 0;
  if (terms->len > 0)
    take_terms (explain, terms);
  else
    explain_areas (explain);
  g_array_sort (explain->explanation->contributions, compare_contributions);
  g_array_sort (explain->explanation->excluded, compare_contributions);
}

static GlnExplanation *
explanation_new (GlnIndicatorContext *context, const GlnIndicatorInfo *info)
{
  GlnExplanation *explanation = g_new0 (GlnExplanation, 1);

  explanation->plan = gln_plan_ref (gln_areas_plan (context->areas));
  explanation->set = compute_one (context, info);
  explanation->value = &explanation->set->values[0];
  explanation->phase = context->phase;
  explanation->standard = context->standard;
  explanation->scope = info->scope;
  explanation->parts = g_array_new (FALSE, FALSE, sizeof (GlnPart));
  explanation->contributions = g_array_new (FALSE, FALSE, sizeof (GlnContribution));
  explanation->excluded = g_array_new (FALSE, FALSE, sizeof (GlnContribution));
  return explanation;
}

/**
 * gln_indicator_explain:
 * @district: (nullable)
 * @id: of the indicator
 * @extra_editions: (nullable): as for gln_indicators_compute()
 *
 * Returns: (transfer full) (nullable): NULL when there is no indicator @id
 */
GlnExplanation *
gln_indicator_explain (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                       const GlnUuid *district, const char *id, const char *const *extra_editions)
{
  const GlnIndicatorInfo *info = gln_indicator_find (id);
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (GlnTerm));
  g_autoptr (GPtrArray) editions = NULL;
  GlnIndicatorContext context;
  GArray *parcels = NULL;
  Explain explain = { .context = &context };

  if (!info)
    return NULL;
  gln_indicator_context_init (&context, areas, standards, phase, district);
  editions = gln_indicator_editions (context.phase, extra_editions);
  context.editions = (const char *const *) editions->pdata;
  context.parcels = &parcels;
  context.terms = terms;
  explain.explanation = explanation_new (&context, info);
  explain.row = gln_indicator_row (info);
  if (!explain.explanation->value->entered)
    fill (&explain, terms);
  gln_census_free (context.census);
  g_clear_pointer (&parcels, g_array_unref);
  return explain.explanation;
}

void
gln_explanation_free (GlnExplanation *explanation)
{
  if (!explanation)
    return;
  g_array_unref (explanation->parts);
  g_array_unref (explanation->contributions);
  g_array_unref (explanation->excluded);
  gln_indicator_set_unref (explanation->set);
  gln_plan_unref (explanation->plan);
  g_free (explanation);
}
