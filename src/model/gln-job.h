/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlnJob: one piece of background work (import, open, report ...) with
 * progress, cancellation and one result, so that the window never freezes.
 * Made, started and finished on the main thread; its function runs on a worker
 * thread and touches immutable values only, never the document.
 *
 * Properties: "fraction" (double, 0..1, -1 unknown) notifies on the main
 * thread about ten times a second while it runs; "running" (boolean).
 */
#define GLN_TYPE_JOB (gln_job_get_type ())
G_DECLARE_FINAL_TYPE (GlnJob, gln_job, GLN, JOB, GObject)

/**
 * GlnJobFunc:
 * @progress: to report steps to and to ask for cancellation
 * @data: as given to gln_job_new()
 *
 * Runs on a worker thread.
 *
 * Returns: (transfer full): the result; NULL with @error set when it failed.
 *   NULL without an error is a result, too.
 */
typedef gpointer (*GlnJobFunc) (GlnProgress *progress, gpointer data, GError **error);

GlnJob      *gln_job_new          (const char *title, GlnJobFunc func, gpointer data,
                                   GDestroyNotify free_data);
void         gln_job_start        (GlnJob *job, GDestroyNotify free_result,
                                   GAsyncReadyCallback callback, gpointer user_data);
gpointer     gln_job_finish       (GlnJob *job, GAsyncResult *result, GError **error);
void         gln_job_cancel       (GlnJob *job);
gboolean     gln_job_is_cancelled (GlnJob *job);
const char  *gln_job_get_title    (GlnJob *job);
double       gln_job_get_fraction (GlnJob *job);
gboolean     gln_job_is_running   (GlnJob *job);
GlnProgress *gln_job_get_progress (GlnJob *job);

G_END_DECLS
