/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/gln-session.h"
#include "tools/gln-overlay.h"
#include "tools/gln-snap.h"
#include "tools/gln-tool-event.h"

G_BEGIN_DECLS

/** GlnToolInfo: a tool as the window shows it; one row a tool in gln-tool.c. */
typedef struct
{
  const char *id;       /* "select" "polygon" "rectangle" "belt" "measure" */
  const char *name;     /* English msgid; show _(name) */
  const char *hint;     /* one line on how to use it, msgid */
  const char *icon;     /* icon name */
  const char *shortcut; /* GTK accelerator, such as "v" */
} GlnToolInfo;

guint              gln_tools_count  (void);
const GlnToolInfo *gln_tools_get    (guint index);

/**
 * GlnToolbox: the tools of one session and the one in hand. Map and window talk
 * to it; it edits through the document. Main thread only.
 *
 * Signals:
 *   overlay-changed ()                draw gln_toolbox_get_overlay() anew
 *   tool-changed ()                   another tool is in hand
 *   finished (GlnUuid *uuid)          a tool made this feature and is ready for the next
 *   refused (const char *sentence)    why the last action did nothing, translated
 */
#define GLN_TYPE_TOOLBOX (gln_toolbox_get_type ())
G_DECLARE_FINAL_TYPE (GlnToolbox, gln_toolbox, GLN, TOOLBOX, GObject)

GlnToolbox  *gln_toolbox_new           (GlnSession *session);
GlnSession  *gln_toolbox_get_session   (GlnToolbox *toolbox);
const char  *gln_toolbox_get_tool      (GlnToolbox *toolbox);
gboolean     gln_toolbox_set_tool      (GlnToolbox *toolbox, const char *id);
gboolean     gln_toolbox_event         (GlnToolbox *toolbox, const GlnToolEvent *event);
gboolean     gln_toolbox_is_busy       (GlnToolbox *toolbox);
void         gln_toolbox_settle        (GlnToolbox *toolbox);
void         gln_toolbox_cancel        (GlnToolbox *toolbox);
const GlnOverlay *gln_toolbox_get_overlay (GlnToolbox *toolbox);

GlnSnapKinds gln_toolbox_get_snap      (GlnToolbox *toolbox);
void         gln_toolbox_set_snap      (GlnToolbox *toolbox, GlnSnapKinds kinds);

G_END_DECLS
