/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"

#include <math.h>

/** gln_indicator_count: how many indicators there are. */
guint
gln_indicator_count (void)
{
  return gln_n_indicator_rows;
}

/** gln_indicator_info: (transfer none): the indicator at @index of the registry. */
const GlnIndicatorInfo *
gln_indicator_info (guint index)
{
  g_return_val_if_fail (index < gln_n_indicator_rows, NULL);
  return &gln_indicator_rows[index].info;
}

/** gln_indicator_find: (nullable) (transfer none): the indicator with @id. */
const GlnIndicatorInfo *
gln_indicator_find (const char *id)
{
  for (guint i = 0; i < gln_n_indicator_rows; i++)
    if (g_strcmp0 (gln_indicator_rows[i].info.id, id) == 0)
      return &gln_indicator_rows[i].info;
  return NULL;
}

/* The row that holds @info. */
const GlnIndicatorRow *
gln_indicator_row (const GlnIndicatorInfo *info)
{
  for (guint i = 0; i < gln_n_indicator_rows; i++)
    if (&gln_indicator_rows[i].info == info)
      return &gln_indicator_rows[i];
  return NULL;
}

/**
 * gln_indicators_standard:
 *
 * Returns: (transfer none) (nullable): the edition whose class sets and radii
 *   the values of @phase follow: the first edition it is judged by, else the
 *   plan's own setting "standard", else the one in force
 */
const GlnStandard *
gln_indicators_standard (const GlnStandards *standards, const GlnFrame *frame, guint phase)
{
  const char *chosen = gln_values_text (frame->settings, "standard");
  const GlnStandard *standard;

  for (char **id = frame->phases[phase]->editions; *id; id++)
    if ((standard = gln_standards_get (standards, *id)) && standard->kind == GLN_STANDARD_EDITION)
      return standard;
  if (chosen && (standard = gln_standards_get (standards, chosen)))
    return standard;
  return gln_standards_get (standards, "NGC2022");
}

static double
population_of (const GlnAreas *areas, const GlnPhase *phase, const GlnUuid *district)
{
  GlnFeature *feature;

  if (!district)
    return phase->population;
  feature = gln_plan_feature (gln_areas_plan (areas), district);
  return feature ? gln_feature_number (feature, "population") : NAN;
}

/* A value entered by hand stands in where no map can compute one. */
static void
take_entry (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const GlnEntry *entry = context->district ? NULL : gln_phase_entry (context->phase, value->info->id);

  if (!entry)
    return;
  value->value = entry->value;
  value->entered = TRUE;
  value->missing = NULL;
}

/* Computes one indicator without judging it. */
void
gln_indicator_compute (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const GlnIndicatorRow *row = gln_indicator_row (value->info);

  value->value = value->numerator = value->denominator = NAN;
  if (row->compute)
    row->compute (context, value);
  else
    value->missing = N_("not entered yet");
  if (isnan (value->value) && !value->missing && value->denominator > 0)
    value->value = value->numerator / value->denominator;
  if (isnan (value->value))
    take_entry (context, value);
}

/* A context of one phase and district; editions and terms are the caller's. */
void
gln_indicator_context_init (GlnIndicatorContext *context, const GlnAreas *areas,
                            const GlnStandards *standards, guint phase, const GlnUuid *district)
{
  GlnPlan *plan = gln_areas_plan (areas);

  *context = (GlnIndicatorContext){ .areas = areas, .standards = standards, .frame = plan->frame,
                                    .phase = plan->frame->phases[phase], .phase_index = phase,
                                    .district = district };
  context->standard = gln_indicators_standard (standards, plan->frame, phase);
  context->population = population_of (areas, context->phase, district);
  context->editions = (const char *const *) context->phase->editions;
  context->census = gln_census_new (plan, standards, phase);
}

/* What a phase is judged by: its own editions if it is judged at all or others
 * are asked for, then those. */
GPtrArray *
gln_indicator_editions (const GlnPhase *phase, const char *const *extra_editions)
{
  GPtrArray *editions = g_ptr_array_new ();

  if (phase->judged || extra_editions)
    for (char **id = phase->editions; *id; id++)
      g_ptr_array_add (editions, *id);
  for (guint i = 0; extra_editions && extra_editions[i]; i++)
    if (!g_ptr_array_find_with_equal_func (editions, extra_editions[i], g_str_equal, NULL))
      g_ptr_array_add (editions, (gpointer) extra_editions[i]);
  g_ptr_array_add (editions, NULL);
  return editions;
}

/* A slow value as it was: it is computed again when the hand rests. */
static void
take_before (GlnIndicatorValue *value, const GlnIndicatorSet *before)
{
  const GlnIndicatorValue *old = before ? gln_indicator_set_find (before, value->info->id) : NULL;

  if (old)
    {
      *value = *old;
      value->checks = g_memdup2 (old->checks, old->n_checks * sizeof (GlnCheck));
    }
  else
    {
      value->value = value->numerator = value->denominator = NAN;
      value->missing = N_("being computed");
    }
  value->stale = TRUE;
}

static GlnIndicatorSet *
compute_set (GlnIndicatorContext *context, gboolean quick, const GlnIndicatorSet *before)
{
  GlnIndicatorSet *set = g_new0 (GlnIndicatorSet, 1);
  GArray *parcels = NULL;

  context->parcels = &parcels;
  g_atomic_ref_count_init (&set->ref_count);
  set->phase = context->phase_index;
  if (context->district)
    set->district = *context->district;
  set->n_values = gln_n_indicator_rows;
  set->values = g_new0 (GlnIndicatorValue, set->n_values);
  for (guint i = 0; i < set->n_values; i++)
    {
      set->values[i].info = &gln_indicator_rows[i].info;
      if (quick && set->values[i].info->slow)
        {
          take_before (&set->values[i], before);
          continue;
        }
      gln_indicator_compute (context, &set->values[i]);
      gln_indicator_judge (context, &set->values[i]);
    }
  g_clear_pointer (&parcels, g_array_unref);
  return set;
}

static GlnIndicatorSet *
compute (const GlnAreas *areas, const GlnStandards *standards, guint phase, const GlnUuid *district,
         const char *const *extra_editions, gboolean quick, const GlnIndicatorSet *before)
{
  g_autoptr (GPtrArray) editions = NULL;
  GlnIndicatorContext context;
  GlnIndicatorSet *set;

  gln_indicator_context_init (&context, areas, standards, phase, district);
  editions = gln_indicator_editions (context.phase, extra_editions);
  context.editions = (const char *const *) editions->pdata;
  set = compute_set (&context, quick, before);
  gln_census_free (context.census);
  return set;
}

/**
 * gln_indicators_compute:
 * @areas: the sums of a plan
 * @phase: index of the phase
 * @district: (nullable): feature of a district layer; NULL for the whole
 * @extra_editions: (nullable): ids of standards to judge by besides those of
 *   the phase; given, they also judge a phase that is not judged by itself
 *
 * Any thread. Goes through the features of the plan; see
 * gln_indicators_refresh() for the frames of a drag.
 *
 * Returns: (transfer full): every indicator of the registry, in its order,
 *   with its verdicts
 */
GlnIndicatorSet *
gln_indicators_compute (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                        const GlnUuid *district, const char *const *extra_editions)
{
  return compute (areas, standards, phase, district, extra_editions, FALSE, NULL);
}

/**
 * gln_indicators_refresh:
 * @before: (nullable): an earlier set of the same phase and district
 *
 * Like gln_indicators_compute() without the slow indicators, at a cost that
 * does not grow with the plan: those are taken from @before, or have no value
 * yet, and are marked stale.
 *
 * Returns: (transfer full): every indicator of the registry, in its order
 */
GlnIndicatorSet *
gln_indicators_refresh (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                        const GlnUuid *district, const char *const *extra_editions,
                        const GlnIndicatorSet *before)
{
  return compute (areas, standards, phase, district, extra_editions, TRUE, before);
}

/** gln_indicator_set_ref: (transfer full): another reference; any thread. */
GlnIndicatorSet *
gln_indicator_set_ref (GlnIndicatorSet *set)
{
  g_atomic_ref_count_inc (&set->ref_count);
  return set;
}

/** gln_indicator_set_unref: drops a reference; any thread. */
void
gln_indicator_set_unref (GlnIndicatorSet *set)
{
  if (!g_atomic_ref_count_dec (&set->ref_count))
    return;
  for (guint i = 0; i < set->n_values; i++)
    g_free (set->values[i].checks);
  g_free (set->values);
  g_free (set);
}

/** gln_indicator_set_find: (nullable) (transfer none): the value of indicator @id. */
const GlnIndicatorValue *
gln_indicator_set_find (const GlnIndicatorSet *set, const char *id)
{
  for (guint i = 0; i < set->n_values; i++)
    if (g_strcmp0 (set->values[i].info->id, id) == 0)
      return &set->values[i];
  return NULL;
}
