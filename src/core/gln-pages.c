/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-pages.h"

#include <string.h>

#define FAN_BITS 6
#define FAN (1u << FAN_BITS)

static GlnPage *
page_alloc (guint32 level, guint32 capacity)
{
  GlnPage *page = g_malloc0 (GLN_PAGE_HEAD + capacity);

  g_atomic_ref_count_init (&page->ref_count);
  page->level = level;
  page->capacity = capacity;
  return page;
}

static GlnPage *
node_new (guint32 level)
{
  return page_alloc (level, FAN * sizeof (GlnPage *));
}

/** gln_page_ref: (transfer full) (nullable): another reference; NULL gives NULL. */
GlnPage *
gln_page_ref (GlnPage *page)
{
  if (page)
    g_atomic_ref_count_inc (&page->ref_count);
  return page;
}

/** gln_page_unref: drops a reference (nullable); any thread. */
void
gln_page_unref (GlnPage *page)
{
  if (!page || !g_atomic_ref_count_dec (&page->ref_count))
    return;
  if (page->level > 0)
    for (guint i = 0; i < FAN; i++)
      gln_page_unref (page->children[i]);
  g_free (page);
}

/* The same content, held by nobody else. Takes over the reference. */
static GlnPage *
page_own (GlnPage *page, guint32 capacity)
{
  GlnPage *copy;

  if (g_atomic_ref_count_compare (&page->ref_count, 1))
    {
      if (page->capacity >= capacity)
        return page;
      page = g_realloc (page, GLN_PAGE_HEAD + capacity);
      memset ((guint8 *) page->data + page->capacity, 0, capacity - page->capacity);
      page->capacity = capacity;
      return page;
    }
  copy = page_alloc (page->level, MAX (capacity, page->capacity));
  copy->n_bytes = page->n_bytes;
  memcpy (copy->data, page->data, page->level ? page->capacity : page->n_bytes);
  if (page->level > 0)
    for (guint i = 0; i < FAN; i++)
      gln_page_ref (copy->children[i]);
  gln_page_unref (page);
  return copy;
}

static gboolean
level_reaches (guint32 level, guint32 index)
{
  return level * FAN_BITS >= 32 || (index >> (level * FAN_BITS)) == 0;
}

/** gln_pages_get: (nullable) (transfer none): the block at @index, NULL when it was never written. */
const GlnPage *
gln_pages_get (const GlnPage *root, guint32 index)
{
  const GlnPage *page = root;

  if (page && !level_reaches (page->level, index))
    return NULL;
  while (page && page->level > 0)
    page = page->children[(index >> ((page->level - 1) * FAN_BITS)) & (FAN - 1)];
  return page;
}

/**
 * gln_pages_edit:
 * @root: (inout): where the root is kept
 * @capacity: bytes the block must have room for
 *
 * Returns: (transfer none): the block at @index, made when missing, that no
 *   snapshot shares; valid until the next call
 */
GlnPage *
gln_pages_edit (GlnPage **root, guint32 index, guint32 capacity)
{
  GlnPage **place = root;

  if (!*root)
    *root = node_new (1);
  while (!level_reaches ((*root)->level, index))
    {
      GlnPage *above = node_new ((*root)->level + 1);
      above->children[0] = *root;
      *root = above;
    }
  for (guint32 level = (*root)->level; level > 0; level--)
    {
      *place = *place ? page_own (*place, 0) : node_new (level);
      place = &(*place)->children[(index >> ((level - 1) * FAN_BITS)) & (FAN - 1)];
    }
  *place = *place ? page_own (*place, capacity) : page_alloc (0, capacity);
  return *place;
}

static void
walk (guint32 index, const GlnPage *page, GlnPageFunc func, gpointer data)
{
  if (!page)
    return;
  if (page->level == 0)
    func (index, page, data);
  else
    for (guint i = 0; i < FAN; i++)
      walk (index << FAN_BITS | i, page->children[i], func, data);
}

/** gln_pages_foreach: calls @func for every block, by ascending index. */
void
gln_pages_foreach (const GlnPage *root, GlnPageFunc func, gpointer data)
{
  walk (0, root, func, data);
}
