/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"
#include "core/gln-mosaic-rules.h"

#include <string.h>

static guint
traits_hash (gconstpointer key)
{
  const guint8 *bytes = key;
  guint h = 5381;

  for (gsize i = 0; i < sizeof (GlnTraits); i++)
    h = h * 33 + bytes[i];
  return h;
}

static gboolean
traits_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (GlnTraits)) == 0;
}

/**
 * gln_mosaic_rules_init:
 * @rules: (out): CJJ/T 85-2017 order and square share; service radii of the
 *   2016 and 2022 national standards (parks of 5 000 m² and more serve 500 m,
 *   those of 1 000 to 5 000 m² serve 300 m); true arcs
 */
void
gln_mosaic_rules_init (GlnMosaicRules *rules)
{
  static const GlnMosaicRules defaults = {
    .green_order = { "G1", "G2", "G3", "XG", "EG" },
    .square_as_park_share = 0.65,
    .n_tiers = 2,
    .tiers = { { 5000, G_MAXDOUBLE, 500, "G1" }, { 1000, 5000, 300, "G1" } },
  };

  *rules = defaults;
}

/**
 * gln_mosaic_new:
 * @standards: code systems; referenced
 * @rules: (nullable): copied; NULL: those of the edition that the plan follows
 *   (gln_mosaic_rules_for_plan()), taken anew when the plan changes it
 * @n_threads: for builds and large updates; 0 means all processors
 *
 * Returns: (transfer full): a mosaic of nothing, to be built
 */
GlnMosaic *
gln_mosaic_new (GlnStandards *standards, const GlnMosaicRules *rules, guint n_threads)
{
  GlnMosaic *mosaic = g_new0 (GlnMosaic, 1);

  mosaic->standards = gln_standards_ref (standards);
  mosaic->follows_plan = rules == NULL;
  if (rules)
    mosaic->rules = *rules;
  mosaic->n_threads = n_threads ? n_threads : g_get_num_processors ();
  mosaic->traits = g_hash_table_new_full (traits_hash, traits_equal, g_free, NULL);
  return mosaic;
}

static void
mosaic_clear (GlnMosaic *mosaic)
{
  for (guint32 i = 0; mosaic->items && i < mosaic->items->len; i++)
    {
      GlnItem *item = gln_mosaic_item (mosaic, i);
      g_clear_pointer (&item->feature, gln_feature_unref);
      gln_form_free (item->form);
      if (item->n_pieces > 1)
        g_free (item->pieces);
    }
  g_clear_pointer (&mosaic->items, g_array_unref);
  g_clear_pointer (&mosaic->pieces, g_array_unref);
  g_clear_pointer (&mosaic->free_pieces, g_array_unref);
  g_clear_pointer (&mosaic->levels, g_ptr_array_unref);
  g_clear_pointer (&mosaic->ids, gln_ids_unref);
  g_clear_pointer (&mosaic->worker, gln_worker_free);
  g_clear_pointer (&mosaic->zones, gln_zones_unref);
  g_clear_pointer (&mosaic->derived, g_hash_table_unref);
  for (guint i = 0; i < GLN_N_TREES; i++)
    gln_tree_clear (&mosaic->trees[i]);
  g_clear_pointer (&mosaic->records, gln_page_unref);
  g_clear_pointer (&mosaic->totals, gln_page_unref);
  g_clear_pointer (&mosaic->plan, gln_plan_unref);
}

/** gln_mosaic_free: frees @mosaic; snapshots live on. */
void
gln_mosaic_free (GlnMosaic *mosaic)
{
  mosaic_clear (mosaic);
  g_hash_table_unref (mosaic->traits);
  gln_standards_unref (mosaic->standards);
  g_free (mosaic);
}

/* The phases' own settings that folding needs. */
static void
set_fold_rules (GlnFoldRules *fold, const GlnFrame *frame)
{
  memset (fold, 0, sizeof *fold);
  fold->n_phases = frame->n_phases;
  for (guint p = 0; p < frame->n_phases; p++)
    fold->attached[p] = frame->phases[p]->attached;
}

static void
mosaic_reset (GlnMosaic *mosaic, GlnPlan *plan)
{
  gln_plan_ref (plan);
  mosaic_clear (mosaic);
  mosaic->plan = plan;
  mosaic->items = g_array_new (FALSE, TRUE, sizeof (GlnItem));
  g_array_set_size (mosaic->items, 1);
  mosaic->pieces = g_array_new (FALSE, FALSE, sizeof (GlnPiece));
  mosaic->free_pieces = g_array_new (FALSE, FALSE, sizeof (guint32));
  mosaic->levels = g_ptr_array_new ();
  mosaic->ids = gln_ids_new ();
  mosaic->zones = gln_zones_new ();
  mosaic->derived = gln_derived_new ();
  for (guint i = 0; i < GLN_N_TREES; i++)
    gln_tree_init (&mosaic->trees[i], (GlnTreeKind) i);
  memset (mosaic->n_interp, 0, sizeof mosaic->n_interp);
  memset (mosaic->n_scope, 0, sizeof mosaic->n_scope);
  mosaic->worker = gln_worker_new (mosaic);
  set_fold_rules (&mosaic->fold, plan->frame);
}

/* The interpretation of a phase shows the latest phase that any of its
 * features came in. */
static void
set_base_phases (GlnMosaic *mosaic)
{
  for (guint p = 0; p < GLN_MAX_PHASES; p++)
    {
      mosaic->base[p] = -1;
      for (guint first = 0; first <= p; first++)
        if (mosaic->n_interp[p][first])
          mosaic->base[p] = (gint) first;
    }
}

static const GlnTraits *
traits_of_item (gconstpointer data, guint32 item)
{
  return gln_mosaic_item (data, item)->traits;
}

/** gln_mosaic_fold_item: adds (@sign 1) or takes away (-1) what the records of an item are worth now. */
void
gln_mosaic_fold_item (GlnMosaic *mosaic, guint32 number, int sign)
{
  const GlnTraits *traits = gln_mosaic_item (mosaic, number)->traits;
  guint n;
  const GlnRecord *records = gln_records_of (mosaic->records, number, &n);

  if (n && traits)
    gln_fold_item (&mosaic->totals, &mosaic->fold, traits, records, n, traits_of_item, mosaic, sign);
}

/** gln_mosaic_flush: moves the sums of @worker into the records; folds no item. */
void
gln_mosaic_flush (GlnMosaic *mosaic, GlnWorker *worker)
{
  for (guint i = 0; i < worker->tally.size; i++)
    {
      const GlnRecord *record = worker->tally.slots + i;
      if (record->key.mask && record->key.item)
        gln_records_add (&mosaic->records, &record->key, record->area);
      else if (record->key.mask)
        gln_fold_zone_record (&mosaic->totals, record);
    }
  gln_cell_tally_reset (&worker->tally);
}

static void
add_items (GlnMosaic *mosaic)
{
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, mosaic->plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      const GlnTraits *traits = gln_mosaic_traits (mosaic, mosaic->plan->frame, feature);
      if (!traits)
        continue;
      gln_mosaic_put (mosaic, gln_ids_intern (mosaic->ids, &feature->uuid), feature,
                      gln_form_of_feature (feature), traits);
      gln_mosaic_count_item (mosaic, traits, 1);
    }
}

/**
 * gln_mosaic_build:
 * @plan: referenced
 * @progress: (nullable): steps and wish to stop
 *
 * Calculates everything from scratch, on all threads of the mosaic.
 *
 * Returns: FALSE when it was cancelled; the mosaic must then be built again
 *   before anything is asked of it
 */
gboolean
gln_mosaic_build (GlnMosaic *mosaic, GlnPlan *plan, GlnProgress *progress)
{
  if (mosaic->follows_plan)
    gln_mosaic_rules_for_plan (&mosaic->rules, mosaic->standards, plan->frame);
  mosaic_reset (mosaic, plan);
  add_items (mosaic);
  gln_mosaic_add_collars (mosaic);
  set_base_phases (mosaic);
  if (!gln_mosaic_build_tree (mosaic, GLN_TREE_LAND, progress))
    return FALSE;
  gln_mosaic_add_services (mosaic); /* how far a park serves depends on its area */
  if (!gln_mosaic_build_tree (mosaic, GLN_TREE_SERVICE, progress))
    return FALSE;
  for (guint32 i = 1; i < mosaic->items->len; i++)
    gln_mosaic_fold_item (mosaic, i, 1);
  return TRUE;
}
