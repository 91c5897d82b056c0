/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands for the area engine: the sum over all features of one phase, kept by
 * deltas alone, so that a lost or doubled update shows. */
#include "core/gln-mosaic.h"

struct _GlnMosaic
{
  GlnPlan *plan;
  GlnArea sum;
};

struct _GlnAreas
{
  gatomicrefcount ref_count;
  GlnPlan *plan;
  GlnArea sum;
};

static GlnArea
area_of (const GlnFeature *feature)
{
  return feature && feature->shape ? (GlnArea) ldexp (feature->shape->ring_sum_m2, GLN_AREA_BITS)
                                   : 0;
}

void
gln_mosaic_rules_init (GlnMosaicRules *rules)
{
  memset (rules, 0, sizeof *rules);
}

GlnMosaic *
gln_mosaic_new (GlnStandards *standards, const GlnMosaicRules *rules, guint n_threads)
{
  return g_new0 (GlnMosaic, 1);
}

void
gln_mosaic_free (GlnMosaic *mosaic)
{
  g_clear_pointer (&mosaic->plan, gln_plan_unref);
  g_free (mosaic);
}

gboolean
gln_mosaic_build (GlnMosaic *mosaic, GlnPlan *plan, GlnProgress *progress)
{
  GlnFeatureIter iter;
  GlnFeature *feature;

  mosaic->plan = gln_plan_ref (plan);
  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    mosaic->sum += area_of (feature);
  return TRUE;
}

void
gln_mosaic_update (GlnMosaic *mosaic, const GlnDelta *delta)
{
  g_autoptr (GlnPlan) old = mosaic->plan;

  for (guint i = 0; i < delta->n_changes; i++)
    {
      g_assert_true (gln_feature_equal (gln_plan_feature (old, &delta->changes[i].uuid),
                                        delta->changes[i].before));
      mosaic->sum += area_of (delta->changes[i].after) - area_of (delta->changes[i].before);
    }
  mosaic->plan = gln_plan_apply (old, delta);
}

GlnAreas *
gln_mosaic_snapshot (GlnMosaic *mosaic)
{
  GlnAreas *areas = g_new0 (GlnAreas, 1);

  g_atomic_ref_count_init (&areas->ref_count);
  areas->plan = gln_plan_ref (mosaic->plan);
  areas->sum = mosaic->sum;
  return areas;
}

GlnAreas *
gln_areas_ref (GlnAreas *areas)
{
  g_atomic_ref_count_inc (&areas->ref_count);
  return areas;
}

void
gln_areas_unref (GlnAreas *areas)
{
  if (!g_atomic_ref_count_dec (&areas->ref_count))
    return;
  gln_plan_unref (areas->plan);
  g_free (areas);
}

GlnPlan *
gln_areas_plan (const GlnAreas *areas)
{
  return areas->plan;
}

GlnArea
gln_areas_green_union (const GlnAreas *areas, guint phase)
{
  return areas->sum;
}
