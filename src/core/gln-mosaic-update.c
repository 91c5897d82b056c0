/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"
#include "core/gln-mosaic-rules.h"

#include <string.h>

/* An edit takes away the cells of the windows that it changes, as they were,
 * and adds them as they are. As sums are integers, what is left is what a
 * build from scratch would give, to the bit. */

/* A square whose cells change. */
typedef struct
{
  GlnTreeKind kind;
  GlnNode *node;
  GlnSquare square;
  guint n_edges;     /* that it will hold */
  gboolean divided;  /* whether it will be divided */
  gboolean quiet;    /* only its list changes, not its cells */
} Dirty;

/* One item on its way from @before to @after. */
typedef struct
{
  GlnMosaic *mosaic;
  guint32 number;
  GlnChangeSide before, after;
  GlnBox box;    /* outside it nothing changes */
  GArray *dirty; /* Dirty */
} Change;

static gboolean
side_is_in (const GlnChangeSide *side, GlnTreeKind kind)
{
  return side->traits && gln_tree_holds (kind, side->traits);
}

static GlnForm
form_of (const GlnChangeSide *side)
{
  return side->form ? *side->form : (GlnForm){ .shape = side->feature->shape };
}

/* What looks the same must also be of the same piece: lists name pieces. */
static guint64
numbered (guint64 fingerprint, guint piece)
{
  guint64 h = (fingerprint ^ (fingerprint >> 31)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + piece;

  h = (h ^ (h >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return h ^ (h >> 27);
}

/* How all pieces of one side together stand to a square. */
static GlnTouch
touch_side (const GlnChangeSide *side, const GlnBox *box, GlnLook *seen)
{
  GlnTouch result = GLN_TOUCH_OUTSIDE;
  GlnForm form;
  guint n;

  *seen = (GlnLook){ 0 };
  if (!side->traits)
    return GLN_TOUCH_OUTSIDE;
  form = form_of (side);
  n = gln_form_n_pieces (&form);
  for (guint i = 0; i < n; i++)
    {
      GlnLook look = { 0, 1 };
      GlnTouch one = gln_form_touch (&form, i, box, &look);
      seen->n_edges += look.n_edges;
      if (one != GLN_TOUCH_OUTSIDE)
        seen->fingerprint += numbered (look.fingerprint + (guint64) one, i);
      if (one == GLN_TOUCH_COVERS || result == GLN_TOUCH_OUTSIDE)
        result = one; /* what one piece covers is covered */
    }
  return result;
}

/* Notes the windows that change. */
static void
mark_changed (Change *change, GlnTreeKind kind, GlnNode *node, const GlnSquare *square)
{
  GlnTouch was, is;
  GlnLook seen_before, seen_after;
  guint total;
  gboolean divided, alike;

  if (!gln_box_intersects (&square->box, &change->box))
    return;
  was = touch_side (&change->before, &square->box, &seen_before);
  is = touch_side (&change->after, &square->box, &seen_after);
  alike = was == is && change->before.traits == change->after.traits;
  if ((was == is && was == GLN_TOUCH_OUTSIDE) || (alike && seen_before.fingerprint == seen_after.fingerprint))
    return; /* it looks the same from here */
  total = node->n_edges - seen_before.n_edges + seen_after.n_edges;
  divided = total > GLN_LEAF_EDGES && square->level < GLN_ROOT_LEVEL;
  if (!divided || !node->children)
    {
      gboolean quiet = alike && was == GLN_TOUCH_COVERS && !divided && !node->children;
      Dirty dirty = { kind, node, *square, total, divided, quiet };
      g_array_append_val (change->dirty, dirty);
      return;
    }
  node->n_edges = total;
  for (guint i = 0; i < 4; i++)
    {
      GlnSquare child = gln_child_square (square, i);
      mark_changed (change, kind, node->children + i, &child);
    }
}

/* The list of a leaf without the pieces of the changed item, then its pieces
 * as they are now. What is known of the others still holds. */
static void
list_again (Change *change, GlnNode *node, const GlnSquare *square)
{
  GlnMosaic *mosaic = change->mosaic;
  const GlnItem *item = gln_mosaic_item (mosaic, change->number);
  guint kept = 0, fresh = change->after.traits ? item->n_pieces : 0;

  for (guint i = 0; i < node->n_list; i++)
    if (g_array_index (mosaic->pieces, GlnPiece, node->list[i] & ~GLN_COVERS_BIT).item != change->number)
      node->list[kept++] = node->list[i];
  node->list = g_renew (guint32, node->list, MAX (1, kept + fresh));
  for (guint i = 0; i < fresh; i++)
    {
      GlnForm form = form_of (&change->after);
      GlnLook seen = { 0 };
      GlnTouch how = gln_form_touch (&form, i, &square->box, &seen);
      if (how != GLN_TOUCH_OUTSIDE)
        node->list[kept++] = gln_item_pieces (item)[i] | (how == GLN_TOUCH_COVERS ? GLN_COVERS_BIT : 0);
    }
  node->n_list = kept;
}

/* Takes away the cells of a marked square as they were. */
static void
take_away (Change *change, GlnWorker *worker, const Dirty *dirty)
{
  if (!dirty->quiet)
    gln_cells_of_node (worker, dirty->kind, dirty->node, &dirty->square, -1);
}

/* Gives a marked square the tree that a build would, and adds its cells. */
static void
refill (Change *change, GlnWorker *worker, const Dirty *dirty)
{
  Change seen = *change;

  if (!side_is_in (&change->after, dirty->kind))
    seen.after = (GlnChangeSide){ NULL };
  if (dirty->node->children)
    gln_node_merge (dirty->node);
  list_again (&seen, dirty->node, &dirty->square);
  dirty->node->n_edges = dirty->n_edges;
  if (dirty->divided)
    gln_node_divide (change->mosaic, dirty->node, &dirty->square);
  if (!dirty->quiet)
    gln_cells_of_node (worker, dirty->kind, dirty->node, &dirty->square, 1);
}

typedef void (*DirtyFunc) (Change *change, GlnWorker *worker, const Dirty *dirty);

/* Marked squares do not overlap, so threads may share them out. */
typedef struct
{
  Change *change;
  DirtyFunc func;
  atomic_uint *next;
  GlnWorker *worker;
} Share;

#define SHARE_SQUARES 16 /* taken at a time */

static void *
run_share (void *data)
{
  Share *share = data;
  guint n = share->change->dirty->len;

  for (guint at = atomic_fetch_add (share->next, SHARE_SQUARES); at < n;
       at = atomic_fetch_add (share->next, SHARE_SQUARES))
    for (guint i = at; i < MIN (n, at + SHARE_SQUARES); i++)
      share->func (share->change, share->worker, &g_array_index (share->change->dirty, Dirty, i));
  return NULL;
}

static void
merge_tally (GlnCellTally *into, const GlnCellTally *from)
{
  for (guint i = 0; i < from->size; i++)
    if (from->slots[i].key.mask)
      gln_cell_tally_add (into, &from->slots[i].key, from->slots[i].area);
}

/* Does @func to every marked square: a few here, many on all threads. */
static void
for_all_dirty (Change *change, DirtyFunc func)
{
  GlnMosaic *mosaic = change->mosaic;
  guint n = change->dirty->len < 8 * SHARE_SQUARES ? 1 : mosaic->n_threads, started = 0;
  g_autofree pthread_t *threads = g_new (pthread_t, n);
  g_autofree Share *shares = g_new (Share, n);
  atomic_uint next = 0;

  for (guint i = 0; i < n; i++)
    shares[i] = (Share){ change, func, &next, i ? gln_worker_new (mosaic) : mosaic->worker };
  while (started + 1 < n && pthread_create (&threads[started], NULL, run_share, &shares[started + 1]) == 0)
    started++;
  run_share (&shares[0]);
  for (guint i = 0; i < started; i++)
    pthread_join (threads[i], NULL);
  for (guint i = 1; i < n; i++)
    {
      merge_tally (&mosaic->worker->tally, &shares[i].worker->tally);
      gln_worker_free (shares[i].worker);
    }
}

static void
set_item (Change *change, const GlnChangeSide *side)
{
  GlnItem *item = gln_mosaic_item (change->mosaic, change->number);

  item->feature = side->feature;
  item->form = side->form;
  item->traits = side->traits;
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
 * their records change, what they are worth now comes. Items whose records
 * come out the same count too: a share of theirs may have changed. */
static GArray *
apply_tally (Change *change)
{
  GlnMosaic *mosaic = change->mosaic;
  GArray *items = touched_items (&mosaic->worker->tally);

  set_item (change, &change->before);
  for (guint i = 0; i < items->len; i++)
    gln_mosaic_fold_item (mosaic, g_array_index (items, guint32, i), -1);
  gln_mosaic_flush (mosaic, mosaic->worker);
  set_item (change, &change->after);
  for (guint i = 0; i < items->len; i++)
    gln_mosaic_fold_item (mosaic, g_array_index (items, guint32, i), 1);
  return items;
}

static void
mark_tree (Change *change, GlnTree *tree)
{
  guint n;
  g_autofree GlnRoot **roots = NULL;

  if (change->after.traits && gln_tree_holds (tree->kind, change->after.traits))
    {
      GlnForm form = form_of (&change->after);
      GlnBox box = form.shape->box;
      if (form.more)
        gln_box_add_box (&box, &form.more->box);
      roots = gln_tree_roots (tree, &box, TRUE, &n);
      g_clear_pointer (&roots, g_free);
    }
  roots = gln_tree_roots (tree, &change->box, FALSE, &n);
  for (guint i = 0; i < n; i++)
    {
      GlnSquare square = gln_root_square (roots[i]);
      mark_changed (change, tree->kind, &roots[i]->node, &square);
    }
}

/* A feature may change its role and thereby its trees; then each tree sees only
 * the side that it holds. */
static void
mark_trees (Change *change)
{
  GlnChangeSide before = change->before, after = change->after;

  for (guint i = 0; i < GLN_N_TREES; i++)
    {
      GlnTree *tree = &change->mosaic->trees[i];
      change->before = side_is_in (&before, tree->kind) ? before : (GlnChangeSide){ NULL };
      change->after = side_is_in (&after, tree->kind) ? after : (GlnChangeSide){ NULL };
      mark_tree (change, tree);
    }
  change->before = before;
  change->after = after;
}

/**
 * gln_mosaic_change_item:
 * @number: of the item
 * @after: what it becomes; its feature and form are taken over
 * @box: (nullable): where the change shows; NULL: wherever it was or is
 *
 * Brings windows, records and totals up to date with one item.
 *
 * Returns: (transfer full): the items (guint32) whose records may have changed
 */
GArray *
gln_mosaic_change_item (GlnMosaic *mosaic, guint32 number, const GlnChangeSide *after, const GlnBox *box)
{
  Change change = { .mosaic = mosaic, .number = number, .after = *after };
  GlnItem *item;
  GArray *touched;
  GlnForm form;
  guint n_after = 0;

  if (number >= mosaic->items->len)
    g_array_set_size (mosaic->items, number + 1);
  item = gln_mosaic_item (mosaic, number);
  change.before = (GlnChangeSide){ item->feature, item->form, item->traits };
  change.box = box ? *box : GLN_BOX_EMPTY;
  change.dirty = g_array_new (FALSE, FALSE, sizeof (Dirty));
  for (guint i = 0; i < 2; i++)
    if ((i ? after : &change.before)->traits)
      {
        form = form_of (i ? after : &change.before);
        n_after = i ? gln_form_n_pieces (&form) : 0;
        if (!box)
          gln_box_add_box (&change.box, &form.shape->box);
        if (!box && form.more)
          gln_box_add_box (&change.box, &form.more->box);
      }
  mark_trees (&change);
  for_all_dirty (&change, take_away);
  set_item (&change, after);
  gln_mosaic_set_pieces (mosaic, number, n_after);
  for_all_dirty (&change, refill);
  touched = apply_tally (&change);
  gln_form_free (change.before.form);
  if (change.before.feature)
    gln_feature_unref (change.before.feature);
  g_array_unref (change.dirty);
  return touched;
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

/**
 * gln_shape_changed_box: a box around all that differs between two shapes. A
 * moved vertex changes the plane only between its two neighbours.
 */
GlnBox
gln_shape_changed_box (const GlnShape *a, const GlnShape *b)
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

/* Returns FALSE when the change reaches beyond its own cells, so that only a
 * build will do. */
static gboolean
change_feature (GlnMosaic *mosaic, GlnFeature *feature, const GlnUuid *uuid)
{
  guint32 number = gln_ids_intern (mosaic->ids, uuid);
  GlnItem *item = number < mosaic->items->len ? gln_mosaic_item (mosaic, number) : NULL;
  const GlnTraits *before = item ? item->traits : NULL;
  GlnChangeSide after = { .traits = gln_mosaic_traits (mosaic, mosaic->plan->frame, feature) };
  g_autoptr (GArray) touched = NULL;
  gboolean rebuild = FALSE;
  GlnBox box;

  if (!before && !after.traits)
    return TRUE;
  if (before)
    rebuild |= gln_mosaic_count_item (mosaic, before, -1);
  if (after.traits)
    {
      rebuild |= gln_mosaic_count_item (mosaic, after.traits, 1);
      after.feature = gln_feature_ref (feature);
      after.form = gln_form_of_feature (feature);
    }
  if (before == after.traits)
    box = gln_shape_changed_box (item->feature->shape, feature->shape);
  touched = gln_mosaic_change_item (mosaic, number, &after, before == after.traits ? &box : NULL);
  gln_mosaic_derive_again (mosaic, number);
  for (guint i = 0; i < touched->len; i++)
    if (g_array_index (touched, guint32, i) != number)
      gln_mosaic_derive_again (mosaic, g_array_index (touched, guint32, i));
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

/* Whether the edition that the plan follows keeps its radii. */
static gboolean
rules_stay (const GlnMosaic *mosaic, const GlnFrame *frame)
{
  GlnMosaicRules rules;

  if (!mosaic->follows_plan)
    return TRUE;
  gln_mosaic_rules_for_plan (&rules, mosaic->standards, frame);
  return gln_mosaic_rules_serve_within (&rules, &mosaic->rules)
         && gln_mosaic_rules_serve_within (&mosaic->rules, &rules);
}

/* A build takes about a tenth of the time an update takes for each feature. */
static gboolean
is_many (const GlnDelta *delta, const GlnPlan *after)
{
  return delta->n_changes > 256 && delta->n_changes > gln_feature_map_size (after->features) / 10;
}

/**
 * gln_mosaic_update:
 * @delta: leads from the plan of the mosaic to another one
 *
 * Makes the sums those of the plan that @delta leads to: the same, to the bit,
 * as a build of that plan. Costs the windows that the changed features touch;
 * a change of phases, layers or boundaries is a build, and so is an import.
 */
void
gln_mosaic_update (GlnMosaic *mosaic, const GlnDelta *delta)
{
  GlnPlan *plan = gln_plan_apply (mosaic->plan, delta);
  gboolean fits = !is_many (delta, plan)
                  && (!delta->frame_after || (frames_agree (mosaic->plan->frame, delta->frame_after)
                                              && rules_stay (mosaic, delta->frame_after)));

  gln_plan_unref (mosaic->plan);
  mosaic->plan = plan;
  for (guint i = 0; fits && i < delta->n_changes; i++)
    fits = change_feature (mosaic, delta->changes[i].after, &delta->changes[i].uuid);
  if (!fits)
    gln_mosaic_build (mosaic, plan, NULL);
}
