/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-commit-sink.h"

G_DEFINE_INTERFACE (GlnCommitSink, gln_commit_sink, G_TYPE_OBJECT)

enum
{
  SIGNAL_ACKNOWLEDGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
gln_commit_sink_default_init (GlnCommitSinkInterface *iface)
{
  GType type = G_TYPE_FROM_INTERFACE (iface);

  signals[SIGNAL_ACKNOWLEDGED] = g_signal_new ("acknowledged", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

/**
 * gln_commit_sink_commit:
 * @serial: of the state that @delta leads to; ascending
 * @label: what the user did, translated
 * @delta: the change; the sink takes its own reference
 *
 * Hands a change over; returns at once.
 */
void
gln_commit_sink_commit (GlnCommitSink *sink, guint64 serial, const char *label, GlnDelta *delta)
{
  g_return_if_fail (GLN_IS_COMMIT_SINK (sink));

  GLN_COMMIT_SINK_GET_IFACE (sink)->commit (sink, serial, label, delta);
}

/** gln_commit_sink_emit_acknowledged: for implementations, main thread: all up to @serial is safe. */
void
gln_commit_sink_emit_acknowledged (GlnCommitSink *sink, guint64 serial)
{
  g_return_if_fail (GLN_IS_COMMIT_SINK (sink));

  g_signal_emit (sink, signals[SIGNAL_ACKNOWLEDGED], 0, serial);
}

/** gln_commit_sink_emit_failed: for implementations, main thread: edits are not being kept. */
void
gln_commit_sink_emit_failed (GlnCommitSink *sink, const GError *error)
{
  g_return_if_fail (GLN_IS_COMMIT_SINK (sink));

  g_signal_emit (sink, signals[SIGNAL_FAILED], 0, error);
}
