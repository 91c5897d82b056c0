/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-rules.h"

#include <math.h>
#include <string.h>

#include "core/gln-indicators.h"

#define MAX_TIERS G_N_ELEMENTS (((GlnMosaicRules *) NULL)->tiers)
/* No green share reaches it: squares are never parks. */
#define NEVER_A_PARK 2.0

static void
take_green_order (GlnMosaicRules *rules, const GlnStandards *standards)
{
  const char *const *order = gln_standards_get_green_order (standards);
  guint n = 0;

  memset (rules->green_order, 0, sizeof rules->green_order);
  for (; order[n] && n + 1 < G_N_ELEMENTS (rules->green_order); n++)
    rules->green_order[n] = g_intern_string (order[n]);
}

/* Parks and squares of any size where the edition asks for that cover, else parks. */
static const char *
park_set_of (const GlnStandard *standard)
{
  for (guint i = 0; i < standard->rules->len; i++)
    if (strcmp (((GlnRule *) standard->rules->pdata[i])->indicator, "PSRC500") == 0)
      return "PSRC500";
  return "PSRC";
}

/* One tier for each class that the edition takes as a park whole: parks, and
 * squares where it says so. Squares that are parks by their green share are
 * the mosaic's own matter. */
static void
add_tiers (GlnMosaicRules *rules, const GlnStandards *standards, const GlnStandard *standard,
           const GlnRadiusTier *tier)
{
  static const char *const classes[] = { "G1", "G3" };
  const char *set = park_set_of (standard);
  const GlnCodeSystem *system = gln_standards_get_code_system (standards, GLN_CODES_CANONICAL);

  for (guint i = 0; system && standard->counting && i < G_N_ELEMENTS (classes); i++)
    {
      const GlnClass *cls = gln_code_system_lookup (system, classes[i]);
      if (!cls || gln_counting_uses_green_ratio (standard->counting, set, cls)
          || gln_counting_get_share (standard->counting, set, cls, NAN) < 1 || rules->n_tiers >= MAX_TIERS)
        continue;
      rules->tiers[rules->n_tiers++]
          = (GlnServiceTier){ tier->min_area_m2, tier->max_area_m2, tier->radius_m,
                              g_intern_string (classes[i]) };
    }
}

/**
 * gln_mosaic_rules_from_standard:
 * @rules: (out): green order, square share and service tiers of @standard; the
 *   rest as gln_mosaic_rules_init() has it
 * @standard: an edition, floor or city profile
 *
 * Radii that are not sure (K?) are left out, as they may never decide; see
 * gln_mosaic_rules_unsure(). The narrower radii of historic quarters need a
 * boundary of their own and are not among the tiers.
 *
 * Returns: FALSE when @standard has no table of radii: then @rules has no tier
 */
gboolean
gln_mosaic_rules_from_standard (GlnMosaicRules *rules, const GlnStandards *standards,
                                const GlnStandard *standard)
{
  GlnRadiusTier tiers[MAX_TIERS];
  guint n = gln_standard_get_radius_tiers (standards, standard, FALSE, tiers, MAX_TIERS);
  double share = standard->counting ? gln_counting_get_square_park_ratio (standard->counting) : NAN;

  gln_mosaic_rules_init (rules);
  take_green_order (rules, standards);
  rules->square_as_park_share = isnan (share) ? NEVER_A_PARK : share;
  rules->n_tiers = 0;
  for (guint i = 0; i < n; i++)
    if (tiers[i].confidence != GLN_CONFIDENCE_KQ)
      add_tiers (rules, standards, standard, &tiers[i]);
  return rules->n_tiers > 0;
}

/**
 * gln_mosaic_rules_for_plan:
 *
 * The rules that a plan's mosaic is built with: those of the edition that its
 * last phase follows; where that has no radii, or radii that are not sure, the
 * radii common to the cities' regulations.
 */
void
gln_mosaic_rules_for_plan (GlnMosaicRules *rules, const GlnStandards *standards, const GlnFrame *frame)
{
  const GlnStandard *standard = gln_indicators_standard (standards, frame, frame->n_phases - 1);
  const GlnStandard *common = gln_standards_get (standards, "LAW-COMMON");
  GlnMosaicRules radii;

  if (!standard)
    gln_mosaic_rules_init (rules);
  else if ((!gln_mosaic_rules_from_standard (rules, standards, standard)
            || gln_mosaic_rules_unsure (standards, standard))
           && common && gln_mosaic_rules_from_standard (&radii, standards, common))
    {
      rules->n_tiers = radii.n_tiers;
      memcpy (rules->tiers, radii.tiers, sizeof rules->tiers);
    }
}

static gboolean
has_tier (const GlnMosaicRules *rules, const GlnServiceTier *tier)
{
  for (guint i = 0; i < rules->n_tiers; i++)
    if (rules->tiers[i].min_area_m2 == tier->min_area_m2 && rules->tiers[i].max_area_m2 == tier->max_area_m2
        && rules->tiers[i].radius_m == tier->radius_m && rules->tiers[i].class_prefix == tier->class_prefix)
      return TRUE;
  return FALSE;
}

/** gln_mosaic_rules_serve_within: whether whatever @a finds served, @b finds served too. */
gboolean
gln_mosaic_rules_serve_within (const GlnMosaicRules *a, const GlnMosaicRules *b)
{
  if (a->square_as_park_share < b->square_as_park_share)
    return FALSE;
  for (guint i = 0; i < a->n_tiers; i++)
    if (!has_tier (b, &a->tiers[i]))
      return FALSE;
  return TRUE;
}

/** gln_mosaic_rules_unsure: whether @standard has radii that are not sure (K?) and therefore serve nothing. */
gboolean
gln_mosaic_rules_unsure (const GlnStandards *standards, const GlnStandard *standard)
{
  GlnRadiusTier tiers[MAX_TIERS];
  guint n = gln_standard_get_radius_tiers (standards, standard, FALSE, tiers, MAX_TIERS);

  for (guint i = 0; i < n; i++)
    if (tiers[i].confidence == GLN_CONFIDENCE_KQ)
      return TRUE;
  return FALSE;
}

/** gln_mosaic_rules_are_of: whether the radii of @rules are those of @standard_id. */
gboolean
gln_mosaic_rules_are_of (const GlnMosaicRules *rules, const GlnStandards *standards, const char *standard_id)
{
  const GlnStandard *standard = gln_standards_get (standards, standard_id);
  GlnMosaicRules asked;

  return standard && gln_mosaic_rules_from_standard (&asked, standards, standard)
         && gln_mosaic_rules_serve_within (rules, &asked) && gln_mosaic_rules_serve_within (&asked, rules);
}
