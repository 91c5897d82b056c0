/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-delta.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlnCommitSink: who keeps acknowledged edits safe (the journal of src/io).
 * The document hands every commit, undo and redo over on the main thread; the
 * sink writes it on its own thread and answers on the main thread.
 */
#define GLN_TYPE_COMMIT_SINK (gln_commit_sink_get_type ())
G_DECLARE_INTERFACE (GlnCommitSink, gln_commit_sink, GLN, COMMIT_SINK, GObject)

struct _GlnCommitSinkInterface
{
  GTypeInterface parent_iface;

  /* Starts to write; must not block. Answers later, on the main thread, by
   * the signal "acknowledged" (guint64 serial: this one and all before it are
   * safe) or "failed" (GError*). Listeners connect to the sink itself. */
  void (*commit) (GlnCommitSink *sink, guint64 serial, const char *label, GlnDelta *delta);
};

void gln_commit_sink_commit             (GlnCommitSink *sink, guint64 serial, const char *label,
                                         GlnDelta *delta);
void gln_commit_sink_emit_acknowledged  (GlnCommitSink *sink, guint64 serial);
void gln_commit_sink_emit_failed        (GlnCommitSink *sink, const GError *error);

G_END_DECLS
