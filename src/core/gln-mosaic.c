/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

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
 * @rules: copied
 * @n_threads: for builds and large updates; 0 means all processors
 *
 * Returns: (transfer full): a mosaic of nothing, to be built
 */
GlnMosaic *
gln_mosaic_new (GlnStandards *standards, const GlnMosaicRules *rules, guint n_threads)
{
  GlnMosaic *mosaic = g_new0 (GlnMosaic, 1);

  mosaic->standards = gln_standards_ref (standards);
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
      gln_outline_free (item->outline);
      g_free (item->pieces);
    }
  g_clear_pointer (&mosaic->items, g_array_unref);
  g_clear_pointer (&mosaic->pieces, g_array_unref);
  g_clear_pointer (&mosaic->free_pieces, g_array_unref);
  g_clear_pointer (&mosaic->levels, g_ptr_array_unref);
  g_clear_pointer (&mosaic->ids, gln_ids_unref);
  g_clear_pointer (&mosaic->worker, gln_worker_free);
  g_clear_pointer (&mosaic->zones, gln_zones_unref);
  g_clear_pointer (&mosaic->roots, g_hash_table_unref);
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
  mosaic->roots = gln_roots_new ();
  memset (mosaic->n_interp, 0, sizeof mosaic->n_interp);
  memset (mosaic->n_scope, 0, sizeof mosaic->n_scope);
  mosaic->worker = gln_worker_new (mosaic);
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

static void
fold_item (GlnMosaic *mosaic, guint32 number, int sign)
{
  const GlnTraits *traits = gln_mosaic_item (mosaic, number)->traits;
  guint n;
  const GlnRecord *records = gln_records_of (mosaic->records, number, &n);

  if (n && traits)
    gln_fold_item (&mosaic->totals, &mosaic->fold, traits, records, n, traits_of_item, mosaic, sign);
}

static void
fold_everything (GlnMosaic *mosaic)
{
  for (guint32 i = 1; i < mosaic->items->len; i++)
    fold_item (mosaic, i, 1);
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
      gln_mosaic_put (mosaic, feature, traits);
      gln_mosaic_count_item (mosaic, traits, 1);
    }
}

/* Which pieces may touch which root, by their boxes. */
static GHashTable *
pieces_by_root (GlnMosaic *mosaic)
{
  GHashTable *lists = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < mosaic->pieces->len; i++)
    {
      const GlnPiece *piece = &g_array_index (mosaic->pieces, GlnPiece, i);
      GlnBox box = gln_piece_box (gln_mosaic_item (mosaic, piece->item)->feature->shape, piece->part);
      guint n;
      g_autofree GlnRoot **roots = NULL;

      if (gln_box_is_empty (&box))
        continue;
      roots = gln_mosaic_roots (mosaic, &box, TRUE, &n);
      for (guint r = 0; r < n; r++)
        {
          GArray *list = g_hash_table_lookup (lists, roots[r]);
          if (!list)
            {
              list = g_array_new (FALSE, FALSE, sizeof (guint32));
              g_hash_table_insert (lists, roots[r], list);
            }
          g_array_append_val (list, i);
        }
    }
  return lists;
}

static void
tally_node (GlnWorker *worker, const GlnNode *node, const GlnSquare *square, int sign)
{
  if (!node->children)
    gln_cells_of_leaf (worker, node, square, sign);
  for (guint i = 0; node->children && i < 4; i++)
    {
      GlnSquare child = gln_child_square (square, i);
      tally_node (worker, node->children + i, &child, sign);
    }
}

/* Moves the sums of @worker into the records; folds nothing. */
static void
flush_tally (GlnMosaic *mosaic, GlnWorker *worker)
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

/**
 * gln_mosaic_build:
 * @plan: referenced
 * @progress: (nullable): steps and wish to stop
 *
 * Calculates everything from scratch.
 *
 * Returns: FALSE when it was cancelled; the mosaic is then empty and must be
 *   built again
 */
gboolean
gln_mosaic_build (GlnMosaic *mosaic, GlnPlan *plan, GlnProgress *progress)
{
  g_autoptr (GHashTable) lists = NULL;
  GHashTableIter iter;
  gpointer key, value;

  mosaic_reset (mosaic, plan);
  set_fold_rules (&mosaic->fold, plan->frame);
  add_items (mosaic);
  set_base_phases (mosaic);
  lists = pieces_by_root (mosaic);
  if (progress)
    atomic_store (&progress->total, g_hash_table_size (lists));
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GlnRoot *root = key;
      GArray *list = value;
      GlnSquare square = gln_root_square (root);

      if (gln_progress_cancelled (progress))
        return FALSE;
      gln_node_fill (mosaic, &root->node, &square, (guint32 *) (void *) list->data, list->len);
      tally_node (mosaic->worker, &root->node, &square, 1);
      flush_tally (mosaic, mosaic->worker);
      gln_progress_step (progress, 1);
    }
  fold_everything (mosaic);
  return TRUE;
}

/* Updates ------------------------------------------------------------------- */

/* A square whose cells change. */
typedef struct
{
  GlnNode *node;
  GlnSquare square;
  guint n_edges;     /* that it will hold */
  gboolean divided;  /* whether it will be divided */
} Dirty;

/* One feature on its way from @before to @after. */
typedef struct
{
  GlnMosaic *mosaic;
  guint32 number;
  GlnFeature *before, *after; /* nullable */
  const GlnTraits *traits_before, *traits_after;
  GlnOutline *outline_before, *outline_after;
  GlnBox box;       /* outside it nothing changes */
  GArray *dirty;    /* Dirty */
} Change;

static GlnTouch
touch_all (const GlnFeature *feature, const GlnOutline *outline, const GlnBox *box, guint *n_edges)
{
  GlnTouch result = GLN_TOUCH_OUTSIDE;
  guint n = feature ? gln_outline_n_pieces (feature->shape) : 0;

  *n_edges = 0;
  for (guint i = 0; i < n; i++)
    {
      guint edges;
      GlnTouch one = gln_piece_touch (feature->shape, outline, i, box, &edges);
      *n_edges += edges;
      if (one != GLN_TOUCH_OUTSIDE)
        result = GLN_TOUCH_CROSSES;
    }
  return result;
}

static void
mark (Change *change, GlnNode *node, const GlnSquare *square, guint n_edges, gboolean divided)
{
  Dirty dirty = { node, *square, n_edges, divided };

  tally_node (change->mosaic->worker, node, square, -1);
  g_array_append_val (change->dirty, dirty);
}

/* Takes away the cells of all windows that change and notes where. */
static void
mark_changed (Change *change, GlnNode *node, const GlnSquare *square)
{
  guint edges_before = 0, edges_after = 0, total;
  gboolean was, is, divided;

  if (!gln_box_intersects (&square->box, &change->box))
    return;
  was = change->traits_before
        && touch_all (change->before, change->outline_before, &square->box, &edges_before);
  is = change->traits_after && touch_all (change->after, change->outline_after, &square->box, &edges_after);
  if (!was && !is)
    return;
  total = node->n_edges - edges_before + edges_after;
  divided = total > GLN_LEAF_EDGES && square->level < GLN_ROOT_LEVEL;
  if (!divided || !node->children)
    {
      mark (change, node, square, total, divided);
      return;
    }
  node->n_edges = total;
  for (guint i = 0; i < 4; i++)
    {
      GlnSquare child = gln_child_square (square, i);
      mark_changed (change, node->children + i, &child);
    }
}

/* The list of a leaf without the pieces of the changed item, then its pieces
 * as they are now. What is known of the others still holds. */
static void
list_again (Change *change, GlnNode *node, const GlnSquare *square)
{
  GlnMosaic *mosaic = change->mosaic;
  const GlnItem *item = gln_mosaic_item (mosaic, change->number);
  guint kept = 0, fresh = change->traits_after ? item->n_pieces : 0;

  for (guint i = 0; i < node->n_list; i++)
    if (g_array_index (mosaic->pieces, GlnPiece, node->list[i] & ~GLN_COVERS_BIT).item != change->number)
      node->list[kept++] = node->list[i];
  node->list = g_renew (guint32, node->list, MAX (1, kept + fresh));
  for (guint i = 0; i < fresh; i++)
    {
      guint32 number = item->n_pieces > 1 ? item->pieces[i] : item->one;
      guint n_edges;
      GlnTouch how = gln_piece_touch (change->after->shape, change->outline_after, i, &square->box, &n_edges);
      if (how != GLN_TOUCH_OUTSIDE)
        node->list[kept++] = number | (how == GLN_TOUCH_COVERS ? GLN_COVERS_BIT : 0);
    }
  node->n_list = kept;
}

/* Gives a marked square the tree that a build would, and adds its cells. */
static void
refill (Change *change, const Dirty *dirty)
{
  GlnMosaic *mosaic = change->mosaic;
  GlnNode *node = dirty->node;

  if (node->children)
    gln_node_merge (node);
  list_again (change, node, &dirty->square);
  node->n_edges = dirty->n_edges;
  if (dirty->divided)
    gln_node_divide (mosaic, node, &dirty->square);
  tally_node (mosaic->worker, node, &dirty->square, 1);
}

/* The item as it is before (FALSE) or after (TRUE) the change, without its
 * shape's faults being asked: the outline goes with the shape. */
static void
set_item (Change *change, gboolean after)
{
  GlnItem *item = gln_mosaic_item (change->mosaic, change->number);

  item->feature = after ? change->after : change->before;
  item->traits = after ? change->traits_after : change->traits_before;
  item->outline = after ? change->outline_after : change->outline_before;
}

static GArray *
touched_items (const GlnCellTally *tally)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tally->size; i++)
    {
      guint32 number = tally->slots[i].key.item;
      if (tally->slots[i].key.mask && number && g_hash_table_add (seen, GUINT_TO_POINTER (number)))
        g_array_append_val (items, number);
    }
  return items;
}

/* Records and totals follow the tally: what the touched items were worth goes,
 * their records change, what they are worth now comes. */
static void
apply_tally (Change *change)
{
  GlnMosaic *mosaic = change->mosaic;
  g_autoptr (GArray) items = touched_items (&mosaic->worker->tally);

  set_item (change, FALSE);
  for (guint i = 0; i < items->len; i++)
    fold_item (mosaic, g_array_index (items, guint32, i), -1);
  flush_tally (mosaic, mosaic->worker);
  set_item (change, TRUE);
  for (guint i = 0; i < items->len; i++)
    fold_item (mosaic, g_array_index (items, guint32, i), 1);
}

static GlnRoot **
roots_of_change (Change *change, guint *n)
{
  g_autofree GlnRoot **made = NULL;

  if (change->traits_after)
    made = gln_mosaic_roots (change->mosaic, &change->after->shape->box, TRUE, n);
  return gln_mosaic_roots (change->mosaic, &change->box, FALSE, n);
}

static void
run_change (Change *change)
{
  guint n_roots;
  g_autofree GlnRoot **roots = roots_of_change (change, &n_roots);
  GlnItem *item = gln_mosaic_item (change->mosaic, change->number);
  guint n_after = change->traits_after ? gln_outline_n_pieces (change->after->shape) : 0;

  change->dirty = g_array_new (FALSE, FALSE, sizeof (Dirty));
  for (guint i = 0; i < n_roots; i++)
    {
      GlnSquare square = gln_root_square (roots[i]);
      mark_changed (change, &roots[i]->node, &square);
    }
  set_item (change, TRUE);
  gln_mosaic_item_pieces (change->mosaic, item, change->number, n_after);
  for (guint i = 0; i < change->dirty->len; i++)
    refill (change, &g_array_index (change->dirty, Dirty, i));
  apply_tally (change);
  g_array_unref (change->dirty);
}

/* The ring that holds both ends of what differs, and the points around it. */
static void
add_chain_box (GlnBox *box, const GlnShape *shape, guint ring, guint from, guint to)
{
  guint begin = shape->ring_start[ring], end = shape->ring_start[ring + 1];
  guint first = from > begin ? from - 1 : end - 1, last = to < end ? to : begin;

  gln_box_add_point (box, shape->points[first].x, shape->points[first].y);
  gln_box_add_point (box, shape->points[last].x, shape->points[last].y);
  for (guint i = from; i < to; i++)
    gln_box_add_point (box, shape->points[i].x, shape->points[i].y);
}

/* A box around all that differs between two shapes of the same feature. A
 * moved vertex changes the plane only between its two neighbours. */
static GlnBox
changed_box (const GlnShape *a, const GlnShape *b)
{
  GlnBox box = a->box;
  guint head = 0, tail = 0, n = MIN (a->n_points, b->n_points), ring;

  gln_box_add_box (&box, &b->box);
  if (a->kind != GLN_SHAPE_POLYGONS || b->kind != a->kind || a->n_parts != b->n_parts
      || a->n_rings != b->n_rings || memcmp (a->part_start, b->part_start, a->n_parts * sizeof (guint32)) != 0)
    return box;
  while (head < n && a->points[head].x == b->points[head].x && a->points[head].y == b->points[head].y)
    head++;
  while (tail < n - head && a->points[a->n_points - 1 - tail].x == b->points[b->n_points - 1 - tail].x
         && a->points[a->n_points - 1 - tail].y == b->points[b->n_points - 1 - tail].y)
    tail++;
  for (ring = 0; ring + 1 < a->n_rings && a->ring_start[ring + 1] <= head; ring++)
    ;
  /* All rings before and behind must be the same, and the difference within this one. */
  if (memcmp (a->ring_start, b->ring_start, (ring + 1) * sizeof (guint32)) != 0
      || a->n_points - tail > a->ring_start[ring + 1] || b->n_points - tail > b->ring_start[ring + 1])
    return box;
  for (guint r = ring + 1; r <= a->n_rings; r++)
    if (a->n_points - a->ring_start[r] != b->n_points - b->ring_start[r])
      return box;
  if (a->ring_start[ring] == a->ring_start[ring + 1] || b->ring_start[ring] == b->ring_start[ring + 1])
    return box;
  box = GLN_BOX_EMPTY;
  add_chain_box (&box, a, ring, head, a->n_points - tail);
  add_chain_box (&box, b, ring, head, b->n_points - tail);
  return box;
}

static GlnBox
box_of_change (const Change *change)
{
  GlnBox box = GLN_BOX_EMPTY;

  if (change->traits_before && change->traits_before == change->traits_after)
    return changed_box (change->before->shape, change->after->shape);
  if (change->traits_before)
    gln_box_add_box (&box, &change->before->shape->box);
  if (change->traits_after)
    gln_box_add_box (&box, &change->after->shape->box);
  return box;
}

/* Returns FALSE when the change reaches beyond its own cells, so that only a
 * build will do. */
static gboolean
change_feature (GlnMosaic *mosaic, GlnFeature *after, const GlnUuid *uuid)
{
  Change change = { .mosaic = mosaic, .after = after, .number = gln_ids_intern (mosaic->ids, uuid) };
  gboolean rebuild = FALSE;
  GlnItem *item;

  if (change.number >= mosaic->items->len)
    g_array_set_size (mosaic->items, change.number + 1);
  item = gln_mosaic_item (mosaic, change.number);
  item->uuid = *uuid;
  change.before = item->feature;
  change.traits_before = item->traits;
  change.outline_before = item->outline;
  change.traits_after = gln_mosaic_traits (mosaic, mosaic->plan->frame, after);
  if (!change.traits_before && !change.traits_after)
    return TRUE;
  if (change.traits_before)
    rebuild |= gln_mosaic_count_item (mosaic, change.traits_before, -1);
  if (change.traits_after)
    {
      rebuild |= gln_mosaic_count_item (mosaic, change.traits_after, 1);
      change.outline_after = gln_outline_new (after->shape);
      gln_feature_ref (after);
    }
  else
    change.after = NULL;
  change.box = box_of_change (&change);
  run_change (&change);
  gln_outline_free (change.outline_before);
  if (change.before)
    gln_feature_unref (change.before);
  return !rebuild;
}

/* Whether the cells mean the same in both frames. */
static gboolean
frames_agree (const GlnFrame *a, const GlnFrame *b)
{
  if (a->n_phases != b->n_phases || a->n_layers != b->n_layers)
    return FALSE;
  for (guint p = 0; p < a->n_phases; p++)
    {
      if (a->phases[p]->id != b->phases[p]->id || a->phases[p]->attached != b->phases[p]->attached
          || !gln_uuid_equal (&a->phases[p]->land_use, &b->phases[p]->land_use))
        return FALSE;
      for (guint s = 0; s < GLN_N_SCOPES; s++)
        if (!gln_uuid_equal (&a->phases[p]->boundary[s], &b->phases[p]->boundary[s]))
          return FALSE;
    }
  for (guint i = 0; i < a->n_layers; i++)
    {
      const GlnLayer *x = a->layers[i], *y = b->layers[i];
      if (!gln_uuid_equal (&x->uuid, &y->uuid) || x->kind != y->kind || x->code_system != y->code_system
          || x->role != y->role
          || ((x->flags ^ y->flags) & GLN_LAYER_COMPLETE_INTERPRETATION))
        return FALSE;
    }
  return TRUE;
}

/**
 * gln_mosaic_update:
 * @delta: leads from the plan of the mosaic to another one
 *
 * Makes the sums those of the plan that @delta leads to: the same, to the bit,
 * as a build of that plan. Costs the windows that the changed features touch;
 * a change of phases, layers or boundaries is a build.
 */
void
gln_mosaic_update (GlnMosaic *mosaic, const GlnDelta *delta)
{
  GlnPlan *plan = gln_plan_apply (mosaic->plan, delta);
  gboolean fits = !delta->frame_after || frames_agree (mosaic->plan->frame, delta->frame_after);

  gln_plan_unref (mosaic->plan);
  mosaic->plan = plan;
  for (guint i = 0; fits && i < delta->n_changes; i++)
    fits = change_feature (mosaic, delta->changes[i].after, &delta->changes[i].uuid);
  if (!fits)
    gln_mosaic_build (mosaic, plan, NULL);
}
