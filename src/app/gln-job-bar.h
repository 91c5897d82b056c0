/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/gln-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnJobBar: what the window is working on, how far it is, and a button to stop it. */
#define GLN_TYPE_JOB_BAR (gln_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlnJobBar, gln_job_bar, GLN, JOB_BAR, GtkWidget)

/* Shows @job after half a second, until it is no longer running. A second job is shown when the first is done. */
void gln_job_bar_watch (GlnJobBar *bar, GlnJob *job);

G_END_DECLS
