/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-findings.h"
#include "core/gln-i18n.h"

#include <math.h>

typedef struct
{
  const char *id;
  const char *name;
  GlnSeverity severity;
} KindInfo;

static const KindInfo kinds[GLN_N_FINDINGS] = {
  [GLN_FINDING_UNKNOWN_CODE] = { "unknown-code", N_("Code unknown in its code system"), GLN_SEVERITY_ERROR },
  [GLN_FINDING_NO_CODE] = { "no-code", N_("No class code"), GLN_SEVERITY_ERROR },
  [GLN_FINDING_NO_GEOMETRY] = { "no-geometry", N_("No geometry"), GLN_SEVERITY_WARNING },
  [GLN_FINDING_LOWERS_CLASS] = { "lowers-class", N_("Green lowers the class of the land"), GLN_SEVERITY_WARNING },
  [GLN_FINDING_COVERS_WATER] = { "covers-water", N_("Green covers water"), GLN_SEVERITY_WARNING },
  [GLN_FINDING_OUTSIDE_SCOPE] = { "outside-scope", N_("Green outside the built-up area"), GLN_SEVERITY_NOTE },
  [GLN_FINDING_PARCEL_OVERLAP] = { "parcel-overlap", N_("Parcels overlap"), GLN_SEVERITY_WARNING },
  [GLN_FINDING_NO_POPULATION] = { "no-population", N_("Population not given"), GLN_SEVERITY_WARNING },
  [GLN_FINDING_DISTRICT_POPULATION]
  = { "district-population", N_("District populations do not add up"), GLN_SEVERITY_WARNING },
  [GLN_FINDING_NO_BOUNDARY] = { "no-boundary", N_("Built-up area missing"), GLN_SEVERITY_WARNING },
};

typedef struct
{
  const GlnAreas *areas;
  const GlnStandards *standards;
  const GlnPlan *plan;
  double area_tolerance_m2;
  GArray *found;
} Check;

/** gln_finding_kind_id: (transfer none): name of @kind in files. */
const char *
gln_finding_kind_id (GlnFindingKind kind)
{
  return kinds[kind].id;
}

/** gln_finding_kind_name: (transfer none): translated name of @kind. */
const char *
gln_finding_kind_name (GlnFindingKind kind)
{
  return _(kinds[kind].name);
}

/** gln_severity_id: (transfer none): name of @severity in files. */
const char *
gln_severity_id (GlnSeverity severity)
{
  static const char *const ids[] = { "error", "warning", "note" };

  return ids[severity];
}

static GlnFinding *
add (Check *check, GlnFindingKind kind, guint phase, const GlnFeature *feature)
{
  GlnFinding finding = { .kind = kind, .severity = kinds[kind].severity, .phase = phase };

  if (feature)
    finding.feature = feature->uuid;
  g_array_append_val (check->found, finding);
  return &g_array_index (check->found, GlnFinding, check->found->len - 1);
}

static void
check_code (Check *check, const GlnFeature *feature, const GlnLayer *layer, guint phase)
{
  const GlnCodeSystem *system
      = gln_standards_get_code_system (check->standards, layer->code_system);

  if (layer->kind != GLN_LAYER_LAND_USE && layer->kind != GLN_LAYER_GREEN)
    return;
  if (feature->class_code[0] == '\0')
    add (check, GLN_FINDING_NO_CODE, phase, feature);
  else if (!system || !gln_code_system_lookup (system, feature->class_code))
    add (check, GLN_FINDING_UNKNOWN_CODE, phase, feature)->code = feature->class_code;
}

/* Regional green and nurseries lie outside of the city by nature. */
static gboolean
belongs_inside (const Check *check, const GlnFeature *feature, const GlnLayer *layer)
{
  const GlnCodeSystem *system
      = gln_standards_get_code_system (check->standards, layer->code_system);
  const GlnClass *cls = system ? gln_code_system_lookup (system, feature->class_code) : NULL;

  return cls && cls->kind != GLN_LAND_REGIONAL && cls->kind != GLN_LAND_NURSERY;
}

static void
check_green (Check *check, const GlnFeature *feature, const GlnLayer *layer, guint phase)
{
  GlnFeatureSum all, inside;

  if (!gln_areas_feature (check->areas, phase, GLN_SCOPE_ALL, &feature->uuid, &all))
    return;
  if (gln_area_to_m2 (all.over_higher) > check->area_tolerance_m2)
    add (check, GLN_FINDING_LOWERS_CLASS, phase, feature)->area_m2 = gln_area_to_m2 (all.over_higher);
  if (gln_area_to_m2 (all.over_water) > check->area_tolerance_m2)
    add (check, GLN_FINDING_COVERS_WATER, phase, feature)->area_m2 = gln_area_to_m2 (all.over_water);
  if (gln_areas_has_scope (check->areas, phase, GLN_SCOPE_BUILT_UP) && all.net > 0
      && belongs_inside (check, feature, layer)
      && gln_areas_feature (check->areas, phase, GLN_SCOPE_BUILT_UP, &feature->uuid, &inside)
      && inside.net == 0)
    add (check, GLN_FINDING_OUTSIDE_SCOPE, phase, feature)->area_m2 = gln_area_to_m2 (all.net);
}

static void
check_feature (Check *check, const GlnFeature *feature)
{
  const GlnFrame *frame = check->plan->frame;
  const GlnLayer *layer = gln_frame_layer (frame, &feature->layer);
  guint mask = gln_frame_phase_mask (frame, feature), phase = 0;

  for (guint p = 0; layer && p < frame->n_phases; p++)
    if (!gln_frame_layer_in_phase (frame, layer, p))
      mask &= ~(1u << p);
  if (!layer || !mask)
    return;
  while (!(mask & (1u << phase)))
    phase++;
  if (!feature->shape)
    add (check, GLN_FINDING_NO_GEOMETRY, phase, feature);
  check_code (check, feature, layer, phase);
  if (layer->kind == GLN_LAYER_GREEN && feature->shape)
    check_green (check, feature, layer, phase);
}

/* Architecture §3, what counts 6: populations of the districts against the city's. */
static void
check_population (Check *check, guint phase)
{
  double city = check->plan->frame->phases[phase]->population, sum = 0;
  g_autoptr (GArray) districts = gln_areas_districts (check->areas, "urban_district");

  if (!(city > 0))
    {
      add (check, GLN_FINDING_NO_POPULATION, phase, NULL);
      return;
    }
  for (guint i = 0; i < districts->len; i++)
    {
      GlnFeature *district
          = gln_plan_feature (check->plan, &g_array_index (districts, GlnUuid, i));
      double number = 0;
      if (district && gln_values_number (district->values, "population", &number))
        sum += number;
    }
  /* District figures are those of one year; only the phase they were counted for can be compared. */
  if (phase == 0 && sum > 0 && fabs (sum - city) > 0.5)
    add (check, GLN_FINDING_DISTRICT_POPULATION, phase, NULL)->number = sum;
}

static void
check_phase (Check *check, guint phase)
{
  double overlap_m2 = gln_area_to_m2 (gln_areas_parcel_overlap (check->areas, phase));
  gboolean own = phase == 0
                 || gln_frame_land_use (check->plan->frame, phase)
                        != gln_frame_land_use (check->plan->frame, phase - 1);

  check_population (check, phase);
  if (own && overlap_m2 > check->area_tolerance_m2)
    add (check, GLN_FINDING_PARCEL_OVERLAP, phase, NULL)->area_m2 = overlap_m2;
  if (!gln_areas_has_scope (check->areas, phase, GLN_SCOPE_BUILT_UP))
    add (check, GLN_FINDING_NO_BOUNDARY, phase, NULL);
}

/**
 * gln_findings_check:
 * @areas: the sums of a plan
 * @standards: code systems and tolerances
 *
 * Returns: (transfer full): GArray of #GlnFinding: those of the plan by phase,
 *   then those of features in order of uuid; equal plans give equal lists
 */
GArray *
gln_findings_check (const GlnAreas *areas, const GlnStandards *standards)
{
  Check check = { .areas = areas, .standards = standards, .plan = gln_areas_plan (areas),
                  .area_tolerance_m2 = gln_standards_get_tolerance_area_m2 (standards),
                  .found = g_array_new (FALSE, TRUE, sizeof (GlnFinding)) };
  GlnFeatureIter iter;
  GlnFeature *feature;

  for (guint p = 0; p < check.plan->frame->n_phases; p++)
    check_phase (&check, p);
  gln_feature_iter_init (&iter, check.plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    check_feature (&check, feature);
  return check.found;
}
