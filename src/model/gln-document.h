/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-index.h"
#include "core/gln-mosaic.h"
#include "model/gln-commit-sink.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlnDocument: the one mutable thing: the current plan, its sums, its history.
 * Main thread only. Everything that changes a plan goes through
 *
 *   begin (label) → put / remove / set_frame … (previews) → commit | cancel
 *
 * While a transaction is open the current plan includes it, and the areas are
 * those of the preview, exactly: nothing is approximated while dragging.
 */
#define GLN_TYPE_DOCUMENT (gln_document_get_type ())
G_DECLARE_FINAL_TYPE (GlnDocument, gln_document, GLN, DOCUMENT, GObject)

/** GlnChangeKind: why the plan changed; second argument of the signal "changed". */
typedef enum
{
  GLN_CHANGE_PREVIEW, /* the open transaction */
  GLN_CHANGE_COMMIT,
  GLN_CHANGE_CANCEL,  /* the preview was taken back */
  GLN_CHANGE_UNDO,
  GLN_CHANGE_REDO,
  GLN_CHANGE_LOAD,    /* another plan; the delta is empty, ask for everything again */
} GlnChangeKind;

/* Signals:
 *   changed (GlnDelta *delta, GlnChangeKind kind)
 *     Exactly one a call of put() etc. that changes something, and exactly one
 *     a commit, cancel, undo, redo, go_to or load. Areas are current when it is
 *     emitted. The delta leads from the plan of the emission before to the
 *     current one, but for COMMIT, where it is the whole step (the previews
 *     have shown it already). A commit that changes nothing emits CANCEL.
 *   history-changed (): undo, redo, their labels or the saved state changed.
 */

GlnDocument *gln_document_new          (GlnStandards *standards);
GlnStandards *gln_document_get_standards (GlnDocument *document);
void         gln_document_load         (GlnDocument *document, GlnPlan *plan);
void         gln_document_load_built   (GlnDocument *document, GlnPlan *plan, GlnMosaic *mosaic);
gboolean     gln_document_commit_built (GlnDocument *document, const char *label, GlnPlan *base,
                                        GlnDelta *delta, GlnMosaic *mosaic);
GlnMosaic   *gln_document_new_mosaic   (GlnDocument *document);

GlnPlan     *gln_document_get_plan     (GlnDocument *document); /* transfer none; with the preview */
GlnPlan     *gln_document_get_committed (GlnDocument *document); /* transfer none */
GlnAreas    *gln_document_get_areas    (GlnDocument *document); /* transfer none; of the current plan */
GlnAreas    *gln_document_get_committed_areas (GlnDocument *document); /* transfer none: the baseline of live deltas */

GlnIndex    *gln_document_get_index    (GlnDocument *document); /* transfer none; of the current plan */
void         gln_document_offer_index  (GlnDocument *document, GlnPlan *plan, GlnIndex *index);

void         gln_document_begin        (GlnDocument *document, const char *label);
gboolean     gln_document_is_open      (GlnDocument *document);
void         gln_document_put          (GlnDocument *document, GlnFeature *feature);
void         gln_document_put_many     (GlnDocument *document, GlnFeature *const *features, guint n);
void         gln_document_remove       (GlnDocument *document, const GlnUuid *uuid);
void         gln_document_remove_many  (GlnDocument *document, const GlnUuid *uuids, guint n);
void         gln_document_set_frame    (GlnDocument *document, GlnFrame *frame);
gboolean     gln_document_commit       (GlnDocument *document);
void         gln_document_cancel       (GlnDocument *document);

gboolean     gln_document_can_undo     (GlnDocument *document);
gboolean     gln_document_can_redo     (GlnDocument *document);
const char  *gln_document_undo_label   (GlnDocument *document);
const char  *gln_document_redo_label   (GlnDocument *document);
gboolean     gln_document_undo         (GlnDocument *document);
gboolean     gln_document_redo         (GlnDocument *document);

/* History for a list: steps oldest first; position = number of steps applied. */
guint        gln_document_n_steps      (GlnDocument *document);
const char  *gln_document_step_label   (GlnDocument *document, guint step);
guint        gln_document_position     (GlnDocument *document);
gboolean     gln_document_go_to        (GlnDocument *document, guint position);

void         gln_document_set_history_limit (GlnDocument *document, gsize bytes, guint min_steps);

/* Every load, commit, undo and redo has a new serial. The document is saved
 * when its content is that of the serial last marked: undoing back to it
 * counts. Serial 0 stands for no state, such as after recovery. */
guint64      gln_document_get_serial   (GlnDocument *document);
void         gln_document_mark_saved   (GlnDocument *document, guint64 serial);
gboolean     gln_document_is_saved     (GlnDocument *document);

void         gln_document_set_sink     (GlnDocument *document, GlnCommitSink *sink);

G_END_DECLS
