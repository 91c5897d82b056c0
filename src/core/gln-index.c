/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-index.h"

#include <math.h>

/* Children of a node. 16 boxes are 512 bytes: a few cache lines in a row. */
#define FAN 16u
/* 16^8 features are beyond any plan. */
#define MAX_LEVELS 9u
/* Changed features before the tree is built anew: a rebuild costs as much as
 * some hundred queries through a list of this length. */
#define MAX_CHANGED 2048u

/* The packed tree. Level 0 holds the boxes of the features in tree order,
 * level k + 1 one box for every FAN boxes of level k. */
typedef struct
{
  gatomicrefcount ref_count;
  GlnFeatureMap *features; /* keeps the items alive */
  guint n_items;
  guint n_levels;
  guint level_size[MAX_LEVELS];
  GlnBox *level[MAX_LEVELS];
  GlnFeature **items;
} Tree;

/* A feature that is no longer as the tree has it; NULL: removed or without shape. */
typedef struct
{
  GlnUuid uuid;
  GlnFeature *feature;
} Changed;

struct _GlnIndex
{
  gatomicrefcount ref_count;
  Tree *tree;
  guint n_changed;
  Changed *changed; /* sorted by uuid */
};

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const GlnBox *p = &(*(GlnFeature *const *) a)->shape->box;
  const GlnBox *q = &(*(GlnFeature *const *) b)->shape->box;
  double d = (p->x0 + p->x1) - (q->x0 + q->x1);

  return (d > 0) - (d < 0);
}

static int
compare_y (gconstpointer a, gconstpointer b)
{
  const GlnBox *p = &(*(GlnFeature *const *) a)->shape->box;
  const GlnBox *q = &(*(GlnFeature *const *) b)->shape->box;
  double d = (p->y0 + p->y1) - (q->y0 + q->y1);

  return (d > 0) - (d < 0);
}

/* Sort-tile-recursive packing (Leutenegger 1997): vertical slices by x, within a slice by y. */
static void
tree_sort (Tree *tree)
{
  guint n_leaves = (tree->n_items + FAN - 1) / FAN;
  guint slice = (guint) ceil (sqrt (n_leaves)) * FAN;

  qsort (tree->items, tree->n_items, sizeof *tree->items, compare_x);
  for (guint from = 0; from < tree->n_items; from += slice)
    qsort (tree->items + from, MIN (slice, tree->n_items - from), sizeof *tree->items, compare_y);
}

static void
tree_pack (Tree *tree)
{
  guint n = tree->n_items;

  tree->level_size[0] = n;
  tree->level[0] = g_new (GlnBox, MAX (1, n));
  for (guint i = 0; i < n; i++)
    tree->level[0][i] = tree->items[i]->shape->box;
  for (tree->n_levels = 1; n > FAN; tree->n_levels++)
    {
      const GlnBox *below = tree->level[tree->n_levels - 1];
      guint m = (n + FAN - 1) / FAN;
      GlnBox *boxes = g_new (GlnBox, m);

      for (guint i = 0; i < m; i++)
        {
          boxes[i] = GLN_BOX_EMPTY;
          for (guint j = i * FAN; j < MIN (n, (i + 1) * FAN); j++)
            gln_box_add_box (&boxes[i], &below[j]);
        }
      tree->level[tree->n_levels] = boxes;
      tree->level_size[tree->n_levels] = n = m;
    }
}

static Tree *
tree_new (GlnPlan *plan)
{
  Tree *tree = g_new0 (Tree, 1);
  GlnFeatureIter iter;
  GlnFeature *feature;

  g_atomic_ref_count_init (&tree->ref_count);
  tree->features = gln_feature_map_ref (plan->features);
  tree->items = g_new (GlnFeature *, gln_feature_map_size (plan->features) + 1);
  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    if (feature->shape && !gln_box_is_empty (&feature->shape->box))
      tree->items[tree->n_items++] = feature;
  tree_sort (tree);
  tree_pack (tree);
  return tree;
}

static void
tree_unref (Tree *tree)
{
  if (!g_atomic_ref_count_dec (&tree->ref_count))
    return;
  for (guint i = 0; i < tree->n_levels; i++)
    g_free (tree->level[i]);
  g_free (tree->items);
  gln_feature_map_unref (tree->features);
  g_free (tree);
}

/* Takes over @tree and the references in @changed. */
static GlnIndex *
index_of (Tree *tree, Changed *changed, guint n_changed)
{
  GlnIndex *index = g_new0 (GlnIndex, 1);

  g_atomic_ref_count_init (&index->ref_count);
  index->tree = tree;
  index->changed = changed;
  index->n_changed = n_changed;
  return index;
}

/**
 * gln_index_new:
 *
 * Features without a shape or with an empty one are left out.
 *
 * Returns: (transfer full): an index of all features of @plan, of every phase and layer
 */
GlnIndex *
gln_index_new (GlnPlan *plan)
{
  return index_of (tree_new (plan), NULL, 0);
}

static Changed
changed_of (const GlnUuid *uuid, GlnFeature *feature)
{
  gboolean placed = feature && feature->shape && !gln_box_is_empty (&feature->shape->box);

  return (Changed){ *uuid, placed ? gln_feature_ref (feature) : NULL };
}

static int
compare_changed (gconstpointer a, gconstpointer b)
{
  return gln_uuid_compare (&((const Changed *) a)->uuid, &((const Changed *) b)->uuid);
}

/* The list of @index merged with @delta, which wins; both sorted. */
static Changed *
merge_changed (const GlnIndex *index, const GlnDelta *delta, guint *n_merged)
{
  g_autofree Changed *fresh = g_new (Changed, MAX (1, delta->n_changes));
  Changed *merged = g_new (Changed, index->n_changed + delta->n_changes + 1);
  guint i = 0, j = 0, n = 0;

  for (guint k = 0; k < delta->n_changes; k++)
    fresh[k] = changed_of (&delta->changes[k].uuid, delta->changes[k].after);
  qsort (fresh, delta->n_changes, sizeof *fresh, compare_changed);
  while (i < index->n_changed || j < delta->n_changes)
    {
      int order = i == index->n_changed  ? 1
                  : j == delta->n_changes ? -1
                                          : compare_changed (&index->changed[i], &fresh[j]);
      if (order < 0)
        merged[n++] = changed_of (&index->changed[i].uuid, index->changed[i].feature);
      else
        merged[n++] = fresh[j++];
      i += order <= 0;
    }
  *n_merged = n;
  return merged;
}

/**
 * gln_index_update:
 * @after: the plan that @delta leads to
 * @delta: from the plan of @index to @after
 *
 * Returns: (transfer full): an index of @after that shares the tree of @index
 *   as long as few features differ from it
 */
GlnIndex *
gln_index_update (GlnIndex *index, GlnPlan *after, const GlnDelta *delta)
{
  Changed *merged;
  guint n;

  if (delta->n_changes == 0)
    return gln_index_ref (index);
  if (index->n_changed + delta->n_changes > MAX_CHANGED)
    return gln_index_new (after);
  merged = merge_changed (index, delta, &n);
  g_atomic_ref_count_inc (&index->tree->ref_count);
  return index_of (index->tree, merged, n);
}

/** gln_index_ref: (transfer full): another reference; any thread. */
GlnIndex *
gln_index_ref (GlnIndex *index)
{
  g_atomic_ref_count_inc (&index->ref_count);
  return index;
}

/** gln_index_unref: drops a reference; any thread. */
void
gln_index_unref (GlnIndex *index)
{
  if (!g_atomic_ref_count_dec (&index->ref_count))
    return;
  for (guint i = 0; i < index->n_changed; i++)
    if (index->changed[i].feature)
      gln_feature_unref (index->changed[i].feature);
  g_free (index->changed);
  tree_unref (index->tree);
  g_free (index);
}

static gboolean
is_changed (const GlnIndex *index, const GlnUuid *uuid)
{
  Changed key = { *uuid, NULL };

  return index->n_changed
         && bsearch (&key, index->changed, index->n_changed, sizeof key, compare_changed);
}

typedef struct
{
  const GlnIndex *index;
  const GlnBox *box;
  GlnIndexFunc func;
  gpointer data;
} Query;

/* Visits the children of node @node of @level; FALSE when the caller has enough. */
static gboolean
visit (const Query *query, guint level, guint node)
{
  const Tree *tree = query->index->tree;
  guint end = MIN (tree->level_size[level], (node + 1) * FAN);

  for (guint i = node * FAN; i < end; i++)
    {
      if (!gln_box_intersects (&tree->level[level][i], query->box))
        continue;
      if (level > 0)
        {
          if (!visit (query, level - 1, i))
            return FALSE;
        }
      else if (!is_changed (query->index, &tree->items[i]->uuid)
               && !query->func (tree->items[i], query->data))
        return FALSE;
    }
  return TRUE;
}

/**
 * gln_index_foreach:
 * @box: plan metres
 * @func: called for every feature whose box touches @box, in no particular order
 *
 * Returns: FALSE when @func stopped it
 */
gboolean
gln_index_foreach (const GlnIndex *index, const GlnBox *box, GlnIndexFunc func, gpointer data)
{
  Query query = { index, box, func, data };

  if (!visit (&query, index->tree->n_levels - 1, 0))
    return FALSE;
  for (guint i = 0; i < index->n_changed; i++)
    {
      GlnFeature *feature = index->changed[i].feature;
      if (feature && gln_box_intersects (&feature->shape->box, box) && !func (feature, data))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect (GlnFeature *feature, gpointer data)
{
  g_ptr_array_add (data, feature);
  return TRUE;
}

/**
 * gln_index_query:
 *
 * Returns: (transfer container): the features whose boxes touch @box, in no
 *   particular order; they live as long as @index
 */
GPtrArray *
gln_index_query (const GlnIndex *index, const GlnBox *box)
{
  GPtrArray *hits = g_ptr_array_new ();

  gln_index_foreach (index, box, collect, hits);
  return hits;
}

/** gln_index_n_changed: how many features differ from the tree, for tests and diagnostics. */
guint
gln_index_n_changed (const GlnIndex *index)
{
  return index->n_changed;
}
