/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-delta.h"

G_BEGIN_DECLS

/**
 * GlnHistory: the undo steps of a document. A step is a label and a delta;
 * there is no code to take back an operation but gln_delta_invert(). Between
 * steps lie states, named by the serial of the commit that made them; a state
 * is never named by a pointer, so dropping old steps cannot confuse anyone.
 */
typedef struct _GlnHistory GlnHistory;

GlnHistory *gln_history_new       (gsize max_bytes, guint min_steps);
void        gln_history_free      (GlnHistory *history);
void        gln_history_reset     (GlnHistory *history, guint64 state);
void        gln_history_set_limit (GlnHistory *history, gsize max_bytes, guint min_steps);
void        gln_history_push      (GlnHistory *history, const char *label, GlnDelta *delta,
                                   guint64 state);
guint       gln_history_n_steps   (const GlnHistory *history);
guint       gln_history_position  (const GlnHistory *history);
gsize       gln_history_bytes     (const GlnHistory *history);
const char *gln_history_label     (const GlnHistory *history, guint step);
guint64     gln_history_state     (const GlnHistory *history);
GlnDelta   *gln_history_move      (GlnHistory *history, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnHistory, gln_history_free)

G_END_DECLS
