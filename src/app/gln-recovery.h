/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-journal.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  GLN_RECOVERY_CANCEL,   /* leave everything as it is; the journal stays */
  GLN_RECOVERY_RECOVER,  /* bring the edits back */
  GLN_RECOVERY_AS_SAVED, /* open the plan as it was saved; the journal stays */
} GlnRecoveryAnswer;

/**
 * gln_recovery_ask: shows what an earlier run left in its journal.
 * @pending: (element-type GlnJournalInfo): not empty; must outlive the question
 */
void gln_recovery_ask (GtkWindow *parent, GPtrArray *pending, GAsyncReadyCallback callback, gpointer user_data);

/* @info: (out) (transfer none) (nullable): what to recover, one of @pending */
GlnRecoveryAnswer gln_recovery_ask_finish (GAsyncResult *result, GlnJournalInfo **info);

G_END_DECLS
