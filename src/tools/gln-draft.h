/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tools/gln-tool-private.h"

G_BEGIN_DECLS

/**
 * GlnDraft: the green that a drawing tool is making. While there is a shape to
 * show it is part of the plan in an open transaction, so every indicator moves
 * with the hand; finishing it is one undo step.
 */
typedef struct
{
  GlnFeature *feature; /* NULL: no transaction is open */
} GlnDraft;

void            gln_draft_show   (GlnDraft *draft, GlnTool *tool, GlnShape *shape);
gboolean        gln_draft_finish (GlnDraft *draft, GlnTool *tool);
void            gln_draft_cancel (GlnDraft *draft, GlnTool *tool);
void            gln_draft_forget (GlnDraft *draft);
const GlnShape *gln_draft_shape  (const GlnDraft *draft);

G_END_DECLS
