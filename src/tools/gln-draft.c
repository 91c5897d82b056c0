/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/gln-draft.h"

#include "core/gln-i18n.h"
#include "model/gln-edits.h"

/* Opens the transaction: the layer for greens, made if need be, and the feature. */
static void
begin (GlnDraft *draft, GlnTool *tool, GlnShape *shape)
{
  GlnDocument *document = gln_tool_document (tool);
  GlnSession *session = gln_tool_session (tool);
  const GlnLayer *wanted = gln_session_get_draw_layer (session);
  const GlnFrame *frame = gln_document_get_plan (document)->frame;
  g_autoptr (GlnFrame) with = NULL;
  const GlnLayer *layer
      = gln_edits_default_green_layer (frame, wanted ? &wanted->uuid : NULL, &with);

  draft->feature = gln_edits_new_green (frame, layer, gln_session_get_draw_class (session), shape,
                                        gln_session_get_phase (session));
  gln_document_begin (document, _("Draw green space"));
  if (with)
    gln_document_set_frame (document, with);
}

/**
 * gln_draft_show:
 * @shape: (nullable): polygons; NULL: there is nothing to show at the moment
 *
 * Makes the green have this shape, with all that follows for the indicators.
 */
void
gln_draft_show (GlnDraft *draft, GlnTool *tool, GlnShape *shape)
{
  g_autoptr (GlnFeature) old = NULL;

  if (!shape)
    {
      gln_draft_cancel (draft, tool);
      return;
    }
  if (!draft->feature)
    {
      if (gln_document_is_open (gln_tool_document (tool)))
        return;
      begin (draft, tool, shape);
    }
  old = draft->feature;
  draft->feature = gln_feature_with_shape (old, shape);
  gln_document_put (gln_tool_document (tool), draft->feature);
}

/** gln_draft_finish: keeps the green, selected. Returns: FALSE when there was none. */
gboolean
gln_draft_finish (GlnDraft *draft, GlnTool *tool)
{
  g_autoptr (GlnFeature) feature = g_steal_pointer (&draft->feature);

  if (!feature)
    return FALSE;
  gln_document_commit (gln_tool_document (tool));
  gln_session_select (gln_tool_session (tool), &feature->uuid, 1);
  gln_tool_finished (tool, &feature->uuid);
  return TRUE;
}

/** gln_draft_cancel: takes the green back; nothing happens when there is none. */
void
gln_draft_cancel (GlnDraft *draft, GlnTool *tool)
{
  g_autoptr (GlnFeature) feature = g_steal_pointer (&draft->feature);

  if (feature)
    gln_document_cancel (gln_tool_document (tool));
}

/** gln_draft_forget: the plan was replaced, and the transaction with it. */
void
gln_draft_forget (GlnDraft *draft)
{
  g_clear_pointer (&draft->feature, gln_feature_unref);
}

/** gln_draft_shape: (transfer none) (nullable): what is shown. */
const GlnShape *
gln_draft_shape (const GlnDraft *draft)
{
  return draft->feature ? draft->feature->shape : NULL;
}
