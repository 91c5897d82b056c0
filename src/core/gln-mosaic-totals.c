/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

#include <string.h>

/* A block of totals: the fixed part, then classes, then codes, each sorted by
 * the address of the interned name. */

/** gln_totals_get: (nullable) (transfer none): the totals of a zone in a phase; NULL for nothing. */
const GlnZoneTotals *
gln_totals_get (const GlnPage *root, guint32 zone, guint phase)
{
  const GlnPage *page = gln_pages_get (root, GLN_TOTALS_INDEX (zone, phase));

  return page && page->n_bytes ? (const GlnZoneTotals *) (const void *) page->data : NULL;
}

/** gln_totals_edit: (transfer none): the same for writing; valid until the next edit. */
GlnZoneTotals *
gln_totals_edit (GlnPage **root, guint32 zone, guint phase)
{
  GlnPage *page = gln_pages_edit (root, GLN_TOTALS_INDEX (zone, phase), sizeof (GlnZoneTotals));

  if (page->n_bytes == 0)
    page->n_bytes = sizeof (GlnZoneTotals);
  return (GlnZoneTotals *) (void *) page->data;
}

/* Opens a gap of @size bytes at @offset of the block. */
static GlnZoneTotals *
insert_bytes (GlnPage **root, guint32 zone, guint phase, gsize offset, gsize size)
{
  guint32 index = GLN_TOTALS_INDEX (zone, phase);
  guint32 used = gln_pages_get (*root, index)->n_bytes;
  GlnPage *page = gln_pages_edit (root, index, (guint32) (used + size));
  guint8 *bytes = (guint8 *) page->data;

  memmove (bytes + offset + size, bytes + offset, used - offset);
  memset (bytes + offset, 0, size);
  page->n_bytes = (guint32) (used + size);
  return (GlnZoneTotals *) (void *) page->data;
}

/** gln_totals_class: (transfer none): the place of a canonical class; valid until the next edit. */
GlnClassTotal *
gln_totals_class (GlnPage **root, guint32 zone, guint phase, const char *cls)
{
  GlnZoneTotals *totals = gln_totals_edit (root, zone, phase);
  GlnClassTotal *classes = gln_totals_classes (totals);
  guint at = 0;

  while (at < totals->n_classes && (guintptr) classes[at].cls < (guintptr) cls)
    at++;
  if (at < totals->n_classes && classes[at].cls == cls)
    return classes + at;
  totals = insert_bytes (root, zone, phase,
                         sizeof (GlnZoneTotals) + at * sizeof (GlnClassTotal), sizeof (GlnClassTotal));
  totals->n_classes++;
  gln_totals_classes (totals)[at].cls = cls;
  return gln_totals_classes (totals) + at;
}

/** gln_totals_code: (transfer none): the place of a land-use code; valid until the next edit. */
GlnCodeTotal *
gln_totals_code (GlnPage **root, guint32 zone, guint phase, const char *code)
{
  GlnZoneTotals *totals = gln_totals_edit (root, zone, phase);
  GlnCodeTotal *codes = gln_totals_codes (totals);
  guint at = 0;

  while (at < totals->n_codes && (guintptr) codes[at].code < (guintptr) code)
    at++;
  if (at < totals->n_codes && codes[at].code == code)
    return codes + at;
  totals = insert_bytes (root, zone, phase,
                         sizeof (GlnZoneTotals) + totals->n_classes * sizeof (GlnClassTotal)
                             + at * sizeof (GlnCodeTotal), sizeof (GlnCodeTotal));
  totals->n_codes++;
  gln_totals_codes (totals)[at].code = code;
  return gln_totals_codes (totals) + at;
}
