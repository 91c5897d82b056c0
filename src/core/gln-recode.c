/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-recode.h"

#include <math.h>
#include <string.h>

#include "core/gln-census.h"

/**
 * gln_recode_loses_park:
 *
 * Returns: whether @cls is a park in its own system and not, or not surely, in
 *   the canonical one: G122 小区游园 of CJJ/T 85-2002 is attached green since 2017
 */
gboolean
gln_recode_loses_park (const GlnStandards *standards, const GlnClass *cls)
{
  const GlnClass *canonical;

  if (cls->kind != GLN_LAND_PARK)
    return FALSE;
  canonical = gln_standards_canonical_class (standards, cls);
  return !canonical || canonical->kind != GLN_LAND_PARK;
}

/** gln_recode_speaks: whether a green layer of the plan is coded in the system that @standard (nullable) speaks,
 * which is not the canonical one. */
gboolean
gln_recode_speaks (const GlnFrame *frame, const GlnStandard *standard)
{
  const char *codes = standard && standard->counting ? gln_counting_get_codes (standard->counting) : NULL;

  if (!codes || strcmp (codes, GLN_CODES_CANONICAL) == 0)
    return FALSE;
  for (guint i = 0; i < frame->n_layers; i++)
    if (frame->layers[i]->kind == GLN_LAYER_GREEN && strcmp (frame->layers[i]->code_system, codes) == 0)
      return TRUE;
  return FALSE;
}

static GlnRecodeRow *
row_of (GlnRecode *recode, const GlnStandards *standards, const GlnClass *cls, const char *target)
{
  GlnRecodeRow row = { .code = g_intern_string (cls->code) };
  const char **targets;

  for (guint i = 0; i < recode->rows->len; i++)
    if (g_array_index (recode->rows, GlnRecodeRow, i).code == row.code)
      return &g_array_index (recode->rows, GlnRecodeRow, i);
  targets = gln_standards_crosswalk (standards, cls, target);
  g_ptr_array_add (recode->targets, targets);
  row.targets = targets;
  row.asks = g_strv_length ((char **) targets) != 1;
  row.loses_park = gln_recode_loses_park (standards, cls);
  g_array_append_val (recode->rows, row);
  return &g_array_index (recode->rows, GlnRecodeRow, recode->rows->len - 1);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (((const GlnRecodeRow *) a)->code, ((const GlnRecodeRow *) b)->code);
}

/**
 * gln_recode_preview:
 * @layer: a green layer
 * @target_system: id of the other code system
 *
 * What the crosswalk makes of each code of the layer, and by how much park per
 * capita falls in @phase: to be shown before the layer is re-coded.
 *
 * Returns: (transfer full)
 */
GlnRecode *
gln_recode_preview (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                    const GlnUuid *layer, const char *target_system)
{
  g_autoptr (GlnCensus) census = gln_census_new (gln_areas_plan (areas), standards, phase);
  const GPtrArray *greens = gln_census_features (census, GLN_LAYER_GREEN);
  double population = gln_areas_plan (areas)->frame->phases[phase]->population;
  GlnRecode *recode = g_new0 (GlnRecode, 1);

  recode->rows = g_array_new (FALSE, TRUE, sizeof (GlnRecodeRow));
  recode->targets = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < greens->len; i++)
    {
      const GlnFeature *feature = greens->pdata[i];
      const GlnClass *cls = gln_census_class (census, feature);
      GlnFeatureSum sum = { 0 };
      GlnRecodeRow *row;
      if (!cls || !gln_uuid_equal (&feature->layer, layer))
        continue;
      row = row_of (recode, standards, cls, target_system);
      row->n_features++;
      /* A code that asks is no green land to the mosaic yet: its whole shape is told. */
      if (gln_areas_feature (areas, phase, GLN_SCOPE_BUILT_UP, &feature->uuid, &sum))
        row->area_m2 += gln_area_to_m2 (sum.net);
      else if (feature->shape)
        row->area_m2 += feature->shape->ring_sum_m2;
      if (row->loses_park)
        recode->lost_m2 += gln_area_to_m2 (sum.net);
    }
  g_array_sort (recode->rows, compare_rows);
  recode->lost_per_person_m2 = population > 0 ? recode->lost_m2 / population : NAN;
  return recode;
}

void
gln_recode_free (GlnRecode *recode)
{
  if (!recode)
    return;
  g_array_unref (recode->rows);
  g_ptr_array_unref (recode->targets);
  g_free (recode);
}
