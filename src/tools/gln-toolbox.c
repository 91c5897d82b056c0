/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/gln-toolbox.h"

#include "tools/gln-tool-private.h"

struct _GlnToolbox
{
  GObject parent_instance;

  GlnSession *session;
  GlnTool *tool;
  GlnSnapper *snapper;
  GlnSnapKinds snap;
  GlnOverlay overlay;
  gboolean overlay_valid;
  guint acting; /* > 0: what changes is the tool's own doing */
};

enum
{
  SIGNAL_OVERLAY_CHANGED,
  SIGNAL_TOOL_CHANGED,
  SIGNAL_FINISHED,
  SIGNAL_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnToolbox, gln_toolbox, G_TYPE_OBJECT)

static void
emit_overlay_changed (GlnToolbox *toolbox)
{
  toolbox->overlay_valid = FALSE;
  g_signal_emit (toolbox, signals[SIGNAL_OVERLAY_CHANGED], 0);
}

static void
call (GlnToolbox *toolbox, void (*func) (GlnTool *tool))
{
  if (!func)
    return;
  toolbox->acting++;
  func (toolbox->tool);
  toolbox->acting--;
}

static void
document_changed_cb (GlnToolbox *toolbox, GlnDelta *delta, GlnChangeKind kind)
{
  if (kind == GLN_CHANGE_LOAD)
    call (toolbox, toolbox->tool->kind->reset);
  else if (toolbox->acting == 0)
    call (toolbox, toolbox->tool->kind->changed);
  if (toolbox->acting == 0)
    emit_overlay_changed (toolbox);
}

static void
selection_changed_cb (GlnToolbox *toolbox)
{
  if (toolbox->acting > 0)
    return;
  call (toolbox, toolbox->tool->kind->changed);
  emit_overlay_changed (toolbox);
}

static GlnTool *
tool_new (GlnToolbox *toolbox, const GlnToolKind *kind)
{
  GlnTool *tool = g_malloc0 (kind->size);

  tool->kind = kind;
  tool->toolbox = toolbox;
  if (kind->init)
    kind->init (tool);
  return tool;
}

static void
tool_free (GlnTool *tool)
{
  if (tool->kind->clear)
    tool->kind->clear (tool);
  g_free (tool);
}

/** gln_toolbox_new: (transfer full): the tools of @session (referenced), "select" in hand. */
GlnToolbox *
gln_toolbox_new (GlnSession *session)
{
  GlnToolbox *toolbox = g_object_new (GLN_TYPE_TOOLBOX, NULL);

  toolbox->session = g_object_ref (session);
  toolbox->tool = tool_new (toolbox, &gln_tool_select);
  g_signal_connect_object (gln_session_get_document (session), "changed",
                           G_CALLBACK (document_changed_cb), toolbox, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), toolbox,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::phase", G_CALLBACK (selection_changed_cb), toolbox,
                           G_CONNECT_SWAPPED);
  return toolbox;
}

/** gln_toolbox_get_session: (transfer none): its session. */
GlnSession *
gln_toolbox_get_session (GlnToolbox *toolbox)
{
  g_return_val_if_fail (GLN_IS_TOOLBOX (toolbox), NULL);

  return toolbox->session;
}

/** gln_toolbox_get_tool: (transfer none): id of the tool in hand. */
const char *
gln_toolbox_get_tool (GlnToolbox *toolbox)
{
  g_return_val_if_fail (GLN_IS_TOOLBOX (toolbox), NULL);

  return toolbox->tool->kind->info.id;
}

/** gln_toolbox_set_tool: settles what is in hand and takes another tool. Returns: FALSE when there is no tool @id. */
gboolean
gln_toolbox_set_tool (GlnToolbox *toolbox, const char *id)
{
  const GlnToolKind *kind = gln_tool_kind (id);

  g_return_val_if_fail (GLN_IS_TOOLBOX (toolbox), FALSE);

  if (!kind)
    return FALSE;
  gln_toolbox_settle (toolbox);
  if (kind == toolbox->tool->kind)
    return TRUE;
  tool_free (toolbox->tool);
  toolbox->tool = tool_new (toolbox, kind);
  g_signal_emit (toolbox, signals[SIGNAL_TOOL_CHANGED], 0);
  emit_overlay_changed (toolbox);
  return TRUE;
}

static gboolean
dispatch (GlnTool *tool, const GlnToolEvent *event)
{
  const GlnToolKind *kind = tool->kind;

  switch (event->kind)
    {
    case GLN_TOOL_PRESS:
      return kind->press && kind->press (tool, event);
    case GLN_TOOL_KEY:
      return kind->key && kind->key (tool, event);
    case GLN_TOOL_MOTION:
      if (kind->motion)
        kind->motion (tool, event);
      return TRUE;
    case GLN_TOOL_RELEASE:
      if (kind->release)
        kind->release (tool, event);
      return TRUE;
    case GLN_TOOL_ABORT:
      if (kind->abort)
        kind->abort (tool);
      return TRUE;
    case GLN_TOOL_LEAVE:
      if (kind->leave)
        kind->leave (tool);
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * gln_toolbox_event:
 *
 * Gives what the hand did to the tool in hand.
 *
 * Returns: for PRESS, whether the tool claims the sequence; for KEY, whether
 *   the key is used up
 */
gboolean
gln_toolbox_event (GlnToolbox *toolbox, const GlnToolEvent *event)
{
  gboolean used;

  g_return_val_if_fail (GLN_IS_TOOLBOX (toolbox), FALSE);

  g_object_ref (toolbox);
  toolbox->acting++;
  used = dispatch (toolbox->tool, event);
  toolbox->acting--;
  emit_overlay_changed (toolbox);
  g_object_unref (toolbox);
  return used;
}

/** gln_toolbox_is_busy: whether the tool has something in hand, such as a half-drawn polygon. */
gboolean
gln_toolbox_is_busy (GlnToolbox *toolbox)
{
  g_return_val_if_fail (GLN_IS_TOOLBOX (toolbox), FALSE);

  return toolbox->tool->kind->busy && toolbox->tool->kind->busy (toolbox->tool);
}

/**
 * gln_toolbox_settle:
 *
 * Ends what is in hand: a polygon with three corners is kept, less is dropped.
 * The window calls it before any other action (save, undo, edit in a panel):
 * the document has no open transaction afterwards.
 */
void
gln_toolbox_settle (GlnToolbox *toolbox)
{
  g_return_if_fail (GLN_IS_TOOLBOX (toolbox));

  if (!gln_toolbox_is_busy (toolbox))
    return;
  call (toolbox, toolbox->tool->kind->settle);
  emit_overlay_changed (toolbox);
}

/** gln_toolbox_cancel: drops what is in hand. */
void
gln_toolbox_cancel (GlnToolbox *toolbox)
{
  g_return_if_fail (GLN_IS_TOOLBOX (toolbox));

  call (toolbox, toolbox->tool->kind->cancel);
  emit_overlay_changed (toolbox);
}

/** gln_toolbox_get_overlay: (transfer none): what to draw; valid until the next "overlay-changed". */
const GlnOverlay *
gln_toolbox_get_overlay (GlnToolbox *toolbox)
{
  g_return_val_if_fail (GLN_IS_TOOLBOX (toolbox), NULL);

  if (!toolbox->overlay_valid)
    {
      gln_overlay_reset (&toolbox->overlay);
      toolbox->tool->kind->draw (toolbox->tool, &toolbox->overlay);
      toolbox->overlay_valid = TRUE;
    }
  return &toolbox->overlay;
}

/** gln_toolbox_get_snap: what tools snap to. */
GlnSnapKinds
gln_toolbox_get_snap (GlnToolbox *toolbox)
{
  g_return_val_if_fail (GLN_IS_TOOLBOX (toolbox), GLN_SNAP_NONE);

  return toolbox->snap;
}

/** gln_toolbox_set_snap: sets what tools snap to; NONE switches snapping off. */
void
gln_toolbox_set_snap (GlnToolbox *toolbox, GlnSnapKinds kinds)
{
  g_return_if_fail (GLN_IS_TOOLBOX (toolbox));

  toolbox->snap = kinds;
}

/**
 * gln_tool_snap:
 * @point_m: where the hand is; Control held means: exactly there
 * @except: (nullable): the feature in hand
 * @hit: (out): where it snaps to
 *
 * Returns: whether it snapped
 */
gboolean
gln_tool_snap (GlnTool *tool, const GlnToolEvent *event, GlnPoint point_m, const GlnUuid *except,
               GlnSnapHit *hit)
{
  GlnToolbox *toolbox = tool->toolbox;
  GlnDocument *document = gln_tool_document (tool);
  GlnSnapQuery query = { gln_document_get_plan (document),
                         gln_document_get_index (document),
                         gln_session_get_phase (toolbox->session),
                         point_m,
                         event->tolerance_m,
                         event->modifiers & GLN_MOD_CONTROL ? GLN_SNAP_NONE : toolbox->snap,
                         except };

  return gln_snapper_find (toolbox->snapper, &query, hit);
}

/** gln_tool_refuse: tells the user in one translated sentence why nothing happened. */
void
gln_tool_refuse (GlnTool *tool, const char *sentence)
{
  g_signal_emit (tool->toolbox, signals[SIGNAL_REFUSED], 0, sentence);
}

/** gln_tool_finished: tells that the tool made @uuid. */
void
gln_tool_finished (GlnTool *tool, const GlnUuid *uuid)
{
  g_signal_emit (tool->toolbox, signals[SIGNAL_FINISHED], 0, uuid);
}

static void
gln_toolbox_dispose (GObject *object)
{
  GlnToolbox *toolbox = GLN_TOOLBOX (object);

  if (toolbox->tool && toolbox->session)
    gln_toolbox_settle (toolbox);
  g_clear_pointer (&toolbox->tool, tool_free);
  g_clear_object (&toolbox->session);
  G_OBJECT_CLASS (gln_toolbox_parent_class)->dispose (object);
}

static void
gln_toolbox_finalize (GObject *object)
{
  GlnToolbox *toolbox = GLN_TOOLBOX (object);

  gln_overlay_clear (&toolbox->overlay);
  gln_snapper_free (toolbox->snapper);
  G_OBJECT_CLASS (gln_toolbox_parent_class)->finalize (object);
}

static void
gln_toolbox_class_init (GlnToolboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = gln_toolbox_dispose;
  object_class->finalize = gln_toolbox_finalize;
  signals[SIGNAL_OVERLAY_CHANGED] = g_signal_new ("overlay-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOOL_CHANGED] = g_signal_new ("tool-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gln_toolbox_init (GlnToolbox *toolbox)
{
  gln_overlay_init (&toolbox->overlay);
  toolbox->snapper = gln_snapper_new ();
  toolbox->snap = GLN_SNAP_ALL;
}
