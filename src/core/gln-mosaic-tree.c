/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

/* The quadtree that keeps windows small where there is much to cut and large
 * where there is little.
 *
 *   +-------+---+---+     A square is divided when it holds more than
 *   |       |   |   |     GLN_LEAF_EDGES edges. That is a property of the
 *   |       +---+-+-+     geometry inside it, so the tree after a thousand
 *   |       |   +-+-+     edits is the tree of a build from scratch, window
 *   +-------+---+-+-+     for window: the base of bit equality.
 */

static guint
root_hash (gconstpointer key)
{
  const GlnRoot *root = key;

  return (guint) root->ix * 2654435761u ^ (guint) root->iy * 40503u;
}

static gboolean
root_equal (gconstpointer a, gconstpointer b)
{
  const GlnRoot *x = a, *y = b;

  return x->ix == y->ix && x->iy == y->iy;
}

/** gln_node_clear: frees what is under @node and leaves it empty. */
void
gln_node_clear (GlnNode *node)
{
  if (node->children)
    for (guint i = 0; i < 4; i++)
      gln_node_clear (node->children + i);
  g_free (node->children);
  g_free (node->list);
  *node = (GlnNode){ NULL };
}

static void
root_free (gpointer data)
{
  GlnRoot *root = data;

  gln_node_clear (&root->node);
  g_free (root);
}

/** gln_tree_holds: whether items of @traits stand in the tree. */
gboolean
gln_tree_holds (GlnTreeKind kind, const GlnTraits *traits)
{
  if (kind == GLN_TREE_LAND)
    return traits->role != GLN_ROLE_OF_SERVICE;
  return traits->role == GLN_ROLE_OF_PARCEL || traits->role == GLN_ROLE_OF_DISTRICT
         || traits->role == GLN_ROLE_OF_BOUNDARY || traits->role == GLN_ROLE_OF_SERVICE;
}

/** gln_tree_init: an empty tree. */
void
gln_tree_init (GlnTree *tree, GlnTreeKind kind)
{
  tree->kind = kind;
  tree->roots = g_hash_table_new_full (root_hash, root_equal, root_free, NULL);
}

/** gln_tree_clear: frees what @tree holds. */
void
gln_tree_clear (GlnTree *tree)
{
  g_clear_pointer (&tree->roots, g_hash_table_unref);
}

/** gln_root_square: the square of a root. Lattice coordinates are whole metres: exact. */
GlnSquare
gln_root_square (const GlnRoot *root)
{
  double x = (double) root->ix * GLN_MOSAIC_ROOT_M, y = (double) root->iy * GLN_MOSAIC_ROOT_M;

  return (GlnSquare){ { x, y, x + GLN_MOSAIC_ROOT_M, y + GLN_MOSAIC_ROOT_M }, 0 };
}

/** gln_child_square: the square of child 0 .. 3 (SW, SE, NW, NE). */
GlnSquare
gln_child_square (const GlnSquare *square, guint child)
{
  double half = (square->box.x1 - square->box.x0) / 2;
  double x = square->box.x0 + (child & 1 ? half : 0), y = square->box.y0 + (child & 2 ? half : 0);

  return (GlnSquare){ { x, y, x + half, y + half }, square->level + 1 };
}

/**
 * gln_tree_roots:
 *
 * Returns: (transfer container): the roots that meet @box; with @make all of
 *   them exist afterwards
 */
GlnRoot **
gln_tree_roots (GlnTree *tree, const GlnBox *box, gboolean make, guint *n_roots)
{
  gint64 x0 = (gint64) floor (box->x0 / GLN_MOSAIC_ROOT_M), x1 = (gint64) floor (box->x1 / GLN_MOSAIC_ROOT_M);
  gint64 y0 = (gint64) floor (box->y0 / GLN_MOSAIC_ROOT_M), y1 = (gint64) floor (box->y1 / GLN_MOSAIC_ROOT_M);
  GPtrArray *list = g_ptr_array_new ();

  for (gint64 y = y0; y <= y1; y++)
    for (gint64 x = x0; x <= x1; x++)
      {
        GlnRoot key = { .ix = x, .iy = y }, *root = g_hash_table_lookup (tree->roots, &key);
        if (!root && make)
          {
            root = g_memdup2 (&key, sizeof key);
            g_hash_table_add (tree->roots, root);
          }
        if (root)
          g_ptr_array_add (list, root);
      }
  *n_roots = list->len;
  return (GlnRoot **) g_ptr_array_free (list, FALSE);
}

static GlnTouch
touch (const GlnMosaic *mosaic, guint32 number, const GlnBox *box, GlnLook *seen)
{
  const GlnPiece *piece = &g_array_index (mosaic->pieces, GlnPiece, number & ~GLN_COVERS_BIT);
  GlnForm form;

  *seen = (GlnLook){ 0 };
  if (number & GLN_COVERS_BIT)
    return GLN_TOUCH_COVERS;
  form = gln_item_form (gln_mosaic_item (mosaic, piece->item));
  return gln_form_touch (&form, piece->part, box, seen);
}

/* Puts a piece on the list of @node, which has room, if it touches the square. */
static void
list_piece (const GlnMosaic *mosaic, GlnNode *node, const GlnBox *box, guint32 number)
{
  GlnLook seen = { 0 };
  GlnTouch how = touch (mosaic, number, box, &seen);

  node->n_edges += seen.n_edges;
  if (how != GLN_TOUCH_OUTSIDE)
    node->list[node->n_list++] = number | (how == GLN_TOUCH_COVERS ? GLN_COVERS_BIT : 0);
}

static void
trim_list (GlnNode *node)
{
  if (node->n_list == 0)
    g_clear_pointer (&node->list, g_free);
  else
    node->list = g_renew (guint32, node->list, node->n_list);
}

/* Which of the four children the box of a piece reaches, as bits; all when that is not to be told cheaply. */
static guint
children_of (const GlnMosaic *mosaic, guint32 number, double middle_x, double middle_y)
{
  const GlnItem *item;
  const GlnBox *box;
  guint x, y;

  if (number & GLN_COVERS_BIT)
    return 15;
  item = gln_mosaic_item (mosaic, g_array_index (mosaic->pieces, GlnPiece, number).item);
  if (item->n_pieces != 1)
    return 15;
  box = item->form ? &item->form->shape->box : &item->feature->shape->box;
  x = (box->x0 < middle_x ? 5 : 0) | (box->x1 > middle_x ? 10 : 0);
  y = (box->y0 < middle_y ? 3 : 0) | (box->y1 > middle_y ? 12 : 0);
  return x & y;
}

/** gln_node_divide: divides a leaf whose list is right. */
void
gln_node_divide (GlnMosaic *mosaic, GlnNode *node, const GlnSquare *square)
{
  GlnSquare child[4];

  node->children = g_new0 (GlnNode, 4);
  for (guint i = 0; i < 4; i++)
    {
      child[i] = gln_child_square (square, i);
      node->children[i].list = g_new (guint32, MAX (1, node->n_list));
    }
  for (guint k = 0; k < node->n_list; k++)
    {
      guint which = children_of (mosaic, node->list[k], child[3].box.x0, child[3].box.y0);
      for (guint i = 0; i < 4; i++)
        if (which & (1u << i))
          list_piece (mosaic, node->children + i, &child[i].box, node->list[k]);
    }
  g_clear_pointer (&node->list, g_free);
  node->n_list = 0;
  for (guint i = 0; i < 4; i++)
    {
      GlnNode *one = node->children + i;
      trim_list (one);
      if (one->n_edges > GLN_LEAF_EDGES && child[i].level < GLN_ROOT_LEVEL)
        gln_node_divide (mosaic, one, &child[i]);
    }
}

/**
 * gln_node_list:
 * @node: empty
 * @pieces: (array length=n_pieces): all that may touch the square; with
 *   GLN_COVERS_BIT where that is known
 *
 * Gives @node the list of those that do.
 *
 * Returns: whether the square is to be divided
 */
gboolean
gln_node_list (GlnMosaic *mosaic, GlnNode *node, const GlnSquare *square, const guint32 *pieces, guint n_pieces)
{
  node->list = g_new (guint32, MAX (1, n_pieces));
  for (guint i = 0; i < n_pieces; i++)
    list_piece (mosaic, node, &square->box, pieces[i]);
  trim_list (node);
  return node->n_edges > GLN_LEAF_EDGES && square->level < GLN_ROOT_LEVEL;
}

/* Joins the lists under @node. A piece covers the square when it covers all
 * windows in it. */
static void
collect (const GlnNode *node, GHashTable *seen, guint *n_leaves)
{
  for (guint i = 0; node->children && i < 4; i++)
    collect (node->children + i, seen, n_leaves);
  if (node->children)
    return;
  (*n_leaves)++;
  for (guint i = 0; i < node->n_list; i++)
    {
      gpointer number = GUINT_TO_POINTER ((node->list[i] & ~GLN_COVERS_BIT) + 1);
      guint covers = GPOINTER_TO_UINT (g_hash_table_lookup (seen, number));
      g_hash_table_insert (seen, number, GUINT_TO_POINTER (covers + (node->list[i] & GLN_COVERS_BIT ? 1 : 0)));
    }
}

/** gln_node_merge: makes a divided @node a leaf again; its edge count stays. */
void
gln_node_merge (GlnNode *node)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_leaves = 0, n_edges = node->n_edges;
  GHashTableIter iter;
  gpointer key, covers;

  collect (node, seen, &n_leaves);
  gln_node_clear (node);
  node->n_edges = n_edges;
  node->list = g_new (guint32, MAX (1, g_hash_table_size (seen)));
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &key, &covers))
    node->list[node->n_list++] = (GPOINTER_TO_UINT (key) - 1)
                                 | (GPOINTER_TO_UINT (covers) == n_leaves ? GLN_COVERS_BIT : 0);
}
