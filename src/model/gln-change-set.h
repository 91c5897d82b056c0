/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-delta.h"

G_BEGIN_DECLS

/**
 * GlnChangeSet: the writable form of a GlnDelta: collects changes of a
 * transaction. A feature that is changed again keeps its first "before", so a
 * drag of a thousand previews stays one change.
 */
typedef struct _GlnChangeSet GlnChangeSet;

GlnChangeSet *gln_change_set_new       (void);
void          gln_change_set_free      (GlnChangeSet *set);
void          gln_change_set_add       (GlnChangeSet *set, const GlnUuid *uuid, GlnFeature *before,
                                        GlnFeature *after);
void          gln_change_set_add_frame (GlnChangeSet *set, GlnFrame *before, GlnFrame *after);
GlnDelta     *gln_change_set_to_delta  (GlnChangeSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnChangeSet, gln_change_set_free)

G_END_DECLS
