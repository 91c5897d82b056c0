/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-classes.h"
#include "core/gln-keytext.h"

G_BEGIN_DECLS

/* Which green classes an indicator counts, and by what share, in one family of editions. */

typedef struct _GlnCounting GlnCounting;

/* Parse a key file with kind=counting. Returns: (transfer full) (nullable) */
GlnCounting *gln_counting_parse (const GlnKeyText *text, GPtrArray *faults);
GlnCounting *gln_counting_ref (GlnCounting *self);
void gln_counting_unref (GlnCounting *self);
const char *gln_counting_get_id (const GlnCounting *self);

/* Id of the green code system that this family of editions speaks. */
const char *gln_counting_get_codes (const GlnCounting *self);

/**
 * gln_counting_get_share:
 * @set: indicator or set name: "GLR", "PGPC", "GCR", "PG11PC", "PG12PC", "PSRC" …
 * @canonical: a class of the canonical system (CJJ/T 85-2017)
 * @green_ratio: the feature's 绿化占地比例 0..1, NAN when unknown; used by squares only
 *
 * Squares count by their green share where the data say so; an unknown share falls back to the
 * class's own default (min_green_ratio), and to 0 without one.
 *
 * Returns: 0..1: share of the feature's net area that counts. 0 for a set the data do not name.
 */
double gln_counting_get_share (const GlnCounting *self, const char *set, const GlnClass *canonical,
                               double green_ratio);

/* TRUE when the share of this class in @set depends on the feature's green ratio. */
gboolean gln_counting_uses_green_ratio (const GlnCounting *self, const char *set,
                                        const GlnClass *canonical);

/* Green share from which a square is a park (0.65 in 2017); NAN when squares never are. */
double gln_counting_get_square_park_ratio (const GlnCounting *self);

/* TRUE when the data name the set. */
gboolean gln_counting_has_set (const GlnCounting *self, const char *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnCounting, gln_counting_unref)

G_END_DECLS
