/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-delta.h"

G_BEGIN_DECLS

/**
 * GlnIndex: which features of a plan may touch a box. An immutable,
 * atomically reference-counted value like the plan itself: a packed R-tree
 * over the boxes of one plan, shared by all versions, and a short sorted list
 * of what changed since. An edit therefore costs the length of that list and
 * no rebuild. Any thread may query it; it keeps its features alive.
 */
typedef struct _GlnIndex GlnIndex;

/** GlnIndexFunc: called for each hit; return FALSE to stop. */
typedef gboolean (*GlnIndexFunc) (GlnFeature *feature, gpointer data);

GlnIndex  *gln_index_new     (GlnPlan *plan);
GlnIndex  *gln_index_update  (GlnIndex *index, GlnPlan *after, const GlnDelta *delta);
GlnIndex  *gln_index_ref     (GlnIndex *index);
void       gln_index_unref   (GlnIndex *index);

gboolean   gln_index_foreach (const GlnIndex *index, const GlnBox *box, GlnIndexFunc func, gpointer data);
GPtrArray *gln_index_query   (const GlnIndex *index, const GlnBox *box);
guint      gln_index_n_changed (const GlnIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnIndex, gln_index_unref)

G_END_DECLS
