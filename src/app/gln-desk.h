/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-crs.h"
#include "io/gln-journal.h"
#include "io/gln-plan-file.h"
#include "model/gln-job.h"
#include "tools/gln-toolbox.h"

G_BEGIN_DECLS

/**
 * GlnDesk: one open plan and all that goes with it: document, session, tools,
 * projector, the file it came from, the lock on that file, the journal.
 *
 * Signal "state-changed" (): saved, kept safe, file or name are others.
 */
#define GLN_TYPE_DESK (gln_desk_get_type ())
G_DECLARE_FINAL_TYPE (GlnDesk, gln_desk, GLN, DESK, GObject)

typedef enum
{
  GLN_SAFETY_SAVED,   /* the file holds everything, or there is nothing to hold yet */
  GLN_SAFETY_KEPT,    /* edits are in the journal: a crash loses nothing */
  GLN_SAFETY_KEEPING, /* on the way to the journal */
  GLN_SAFETY_NONE,    /* the journal cannot be written: only saving keeps the work */
} GlnSafety;

/**
 * gln_desk_new:
 * @document: with its plan loaded
 * @file: (nullable): what was read; NULL for a plan that was never saved
 *
 * Returns: (transfer full) (nullable): NULL with @error when the plan's coordinate system cannot be used
 */
GlnDesk      *gln_desk_new            (GlnDocument *document, const GlnPlanFile *file, GError **error);

GlnDocument  *gln_desk_get_document   (GlnDesk *desk);  /* transfer none, all of these */
GlnSession   *gln_desk_get_session    (GlnDesk *desk);
GlnToolbox   *gln_desk_get_toolbox    (GlnDesk *desk);
GlnProjector *gln_desk_get_projector  (GlnDesk *desk);
const char   *gln_desk_get_path       (GlnDesk *desk);  /* nullable: never saved */
char         *gln_desk_get_crs_label  (GlnDesk *desk);  /* transfer full: for people */
gboolean      gln_desk_is_read_only   (GlnDesk *desk);
GlnSafety     gln_desk_get_safety     (GlnDesk *desk);

/**
 * gln_desk_set_recovered:
 * @info: (transfer full): the journal that edits of this plan were brought back from
 *
 * It is dismissed when the plan has been saved, not before.
 */
void          gln_desk_set_recovered  (GlnDesk *desk, GlnJournalInfo *info);

/**
 * gln_desk_save_async: writes the present plan to @path without blocking.
 *
 * Returns: (transfer full): the job, for a progress bar
 */
GlnJob       *gln_desk_save_async     (GlnDesk *desk, const char *path, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean      gln_desk_save_finish    (GlnDesk *desk, GAsyncResult *result, GError **error);

/* Ends the journal: @discard when the user gives the unsaved edits up. */
void          gln_desk_close          (GlnDesk *desk, gboolean discard);

G_END_DECLS
