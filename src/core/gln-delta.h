/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-plan.h"

G_BEGIN_DECLS

/** GlnChange: one feature before and after; NULL before = added, NULL after = removed. */
typedef struct
{
  GlnUuid uuid;
  GlnFeature *before;
  GlnFeature *after;
} GlnChange;

/**
 * GlnDelta: how one plan becomes another; immutable and reference-counted. An
 * undo step, a preview frame and the message to the mosaic are all deltas.
 * Each uuid occurs once.
 */
typedef struct _GlnDelta GlnDelta;
struct _GlnDelta
{
  gatomicrefcount ref_count;
  guint n_changes;
  GlnChange *changes;
  GlnFrame *frame_before; /* both NULL when the frame did not change */
  GlnFrame *frame_after;
};

GlnDelta *gln_delta_new     (const GlnChange *changes, guint n_changes, GlnFrame *frame_before,
                             GlnFrame *frame_after);
GlnDelta *gln_delta_between (const GlnPlan *before, const GlnPlan *after);
GlnDelta *gln_delta_invert  (const GlnDelta *delta);
GlnDelta *gln_delta_chain   (const GlnDelta *first, const GlnDelta *second);
GlnDelta *gln_delta_ref     (GlnDelta *delta);
void      gln_delta_unref   (GlnDelta *delta);
gboolean  gln_delta_is_empty (const GlnDelta *delta);
GlnBox    gln_delta_box     (const GlnDelta *delta);
GlnPlan  *gln_plan_apply    (const GlnPlan *plan, const GlnDelta *delta);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnDelta, gln_delta_unref)

G_END_DECLS
