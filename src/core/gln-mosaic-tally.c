/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

#include <string.h>

/** gln_cell_tally_init: an empty tally. */
void
gln_cell_tally_init (GlnCellTally *tally)
{
  tally->size = 256;
  tally->used = 0;
  tally->slots = g_new0 (GlnRecord, tally->size);
}

/** gln_cell_tally_clear: frees what @tally holds. */
void
gln_cell_tally_clear (GlnCellTally *tally)
{
  g_clear_pointer (&tally->slots, g_free);
}

/** gln_cell_tally_reset: empties @tally. */
void
gln_cell_tally_reset (GlnCellTally *tally)
{
  memset (tally->slots, 0, tally->size * sizeof (GlnRecord));
  tally->used = 0;
}

static inline guint
key_hash (const GlnKey *key)
{
  guint64 a, b;

  memcpy (&a, &key->item, 8);
  memcpy (&b, &key->other, 8);
  a = (a ^ (b * G_GUINT64_CONSTANT (0xff51afd7ed558ccd))) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (a >> 32);
}

static inline gboolean
key_equal (const GlnKey *a, const GlnKey *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

/* A slot is taken when its mask is not 0: every record is of some phase. */
static GlnRecord *
tally_slot (const GlnCellTally *tally, const GlnKey *key)
{
  guint at = key_hash (key) & (tally->size - 1);

  while (tally->slots[at].key.mask && !key_equal (&tally->slots[at].key, key))
    at = (at + 1) & (tally->size - 1);
  return tally->slots + at;
}

static void
tally_grow (GlnCellTally *tally)
{
  GlnCellTally bigger = { g_new0 (GlnRecord, 2 * tally->size), 2 * tally->size, tally->used };

  for (guint i = 0; i < tally->size; i++)
    if (tally->slots[i].key.mask)
      *tally_slot (&bigger, &tally->slots[i].key) = tally->slots[i];
  g_free (tally->slots);
  *tally = bigger;
}

/** gln_cell_tally_add: adds @area under @key, whose mask is not 0. */
void
gln_cell_tally_add (GlnCellTally *tally, const GlnKey *key, GlnArea area)
{
  GlnRecord *slot = tally_slot (tally, key);

  if (!slot->key.mask)
    {
      if (2 * tally->used >= tally->size)
        {
          tally_grow (tally);
          slot = tally_slot (tally, key);
        }
      slot->key = *key;
      tally->used++;
    }
  slot->area += area;
}

static int
key_compare (const GlnKey *a, const GlnKey *b)
{
  if (a->item != b->item)
    return a->item < b->item ? -1 : 1;
  if (a->zone != b->zone)
    return a->zone < b->zone ? -1 : 1;
  if (a->other != b->other)
    return a->other < b->other ? -1 : 1;
  if (a->mask != b->mask)
    return a->mask < b->mask ? -1 : 1;
  return (a->flags > b->flags) - (a->flags < b->flags);
}

static guint
lower_bound (const GlnRecord *records, guint n, const GlnKey *key)
{
  guint lo = 0, hi = n;

  while (lo < hi)
    {
      guint mid = (lo + hi) / 2;
      if (key_compare (&records[mid].key, key) < 0)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}

/**
 * gln_records_add:
 * @root: (inout): of the records
 *
 * Adds @area to the record of @key; a record of nothing is not kept, so what
 * is stored depends on the sums alone and not on how they came about.
 */
void
gln_records_add (GlnPage **root, const GlnKey *key, GlnArea area)
{
  GlnPage *page = gln_pages_edit (root, key->item / GLN_ITEMS_PER_PAGE, 0);
  GlnRecord *records = (GlnRecord *) (void *) page->data;
  guint n = page->n_bytes / sizeof (GlnRecord), at = lower_bound (records, n, key);

  if (at < n && key_equal (&records[at].key, key))
    {
      records[at].area += area;
      if (records[at].area == 0)
        {
          memmove (records + at, records + at + 1, (n - at - 1) * sizeof (GlnRecord));
          page->n_bytes -= sizeof (GlnRecord);
        }
      return;
    }
  if (area == 0)
    return;
  if (page->n_bytes + sizeof (GlnRecord) > page->capacity)
    {
      guint grow = MAX (n / 4, 4);
      page = gln_pages_edit (root, key->item / GLN_ITEMS_PER_PAGE, (guint32) ((n + grow) * sizeof (GlnRecord)));
      records = (GlnRecord *) (void *) page->data;
    }
  memmove (records + at + 1, records + at, (n - at) * sizeof (GlnRecord));
  records[at] = (GlnRecord){ *key, area };
  page->n_bytes += sizeof (GlnRecord);
}

/** gln_records_of: (transfer none): the records of @item, sorted by key. */
const GlnRecord *
gln_records_of (const GlnPage *root, guint32 item, guint *n_records)
{
  const GlnPage *page = gln_pages_get (root, item / GLN_ITEMS_PER_PAGE);
  const GlnRecord *records;
  GlnKey first = { .item = item }, last = { .item = item + 1 };
  guint n, from;

  *n_records = 0;
  if (!page)
    return NULL;
  records = (const GlnRecord *) (const void *) page->data;
  n = page->n_bytes / sizeof (GlnRecord);
  from = lower_bound (records, n, &first);
  *n_records = lower_bound (records, n, &last) - from;
  return records + from;
}
