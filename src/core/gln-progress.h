/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdatomic.h>

G_BEGIN_DECLS

/**
 * GlnProgress: how far long work is, and the wish to stop it. Written by the
 * worker and read by anyone, or the other way round for @cancelled; plain
 * atomics, so that core needs no main loop.
 */
typedef struct
{
  atomic_int cancelled;
  atomic_uint done;  /* steps done */
  atomic_uint total; /* steps in all; 0 while unknown */
} GlnProgress;

/** gln_progress_cancelled: whether the caller of @progress (nullable) asked to stop. */
static inline gboolean
gln_progress_cancelled (GlnProgress *progress)
{
  return progress && atomic_load_explicit (&progress->cancelled, memory_order_relaxed);
}

/** gln_progress_step: adds @n done steps to @progress (nullable). */
static inline void
gln_progress_step (GlnProgress *progress, guint n)
{
  if (progress)
    atomic_fetch_add_explicit (&progress->done, n, memory_order_relaxed);
}

/** gln_progress_fraction: 0..1, or -1 while the total is unknown. */
static inline double
gln_progress_fraction (GlnProgress *progress)
{
  guint total = atomic_load_explicit (&progress->total, memory_order_relaxed);

  return total ? MIN (1.0, (double) atomic_load (&progress->done) / total) : -1;
}

G_END_DECLS
