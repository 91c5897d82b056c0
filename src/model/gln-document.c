/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-document.h"

#include "core/gln-i18n.h"
#include "model/gln-change-set.h"
#include "model/gln-history.h"

#define HISTORY_BYTES ((gsize) 256 << 20)
#define HISTORY_MIN_STEPS 20
#define MAX_THREADS 8

struct _GlnDocument
{
  GObject parent_instance;

  GlnStandards *standards;
  GlnMosaic *mosaic;        /* of plan */
  GlnPlan *plan;            /* with the open transaction */
  GlnPlan *committed;
  GlnAreas *areas;          /* of plan; NULL: ask the mosaic when someone wants to know */
  GlnIndex *index;          /* of plan; NULL until someone asks */
  GlnAreas *committed_areas; /* while a transaction is open, else NULL */

  GlnChangeSet *open;       /* the transaction, NULL when none */
  char *label;

  GlnHistory *history;
  GArray *states;           /* guint64: content that serial i + 1 stands for */
  guint64 saved;            /* content last saved, 0 for none */
  GlnCommitSink *sink;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_HISTORY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnDocument, gln_document, G_TYPE_OBJECT)

static void
emit_changed (GlnDocument *document, GlnDelta *delta, GlnChangeKind kind)
{
  g_signal_emit (document, signals[SIGNAL_CHANGED], 0, delta, (int) kind);
}

static void
emit_history_changed (GlnDocument *document)
{
  g_signal_emit (document, signals[SIGNAL_HISTORY_CHANGED], 0);
}

/* A new serial that stands for the content @state; 0 = content never seen before. */
static guint64
next_serial (GlnDocument *document, guint64 state)
{
  guint64 serial = document->states->len + 1;
  guint64 content = state ? state : serial;

  g_array_append_val (document->states, content);
  return serial;
}

static void
take_plan (GlnPlan **place, GlnPlan *plan)
{
  GlnPlan *old = *place;

  *place = plan;
  g_clear_pointer (&old, gln_plan_unref);
}

/* Moves the current plan and its index along @delta; sums are out of date then. */
static void
advance_plan (GlnDocument *document, GlnDelta *delta)
{
  GlnIndex *old = document->index;

  take_plan (&document->plan, gln_plan_apply (document->plan, delta));
  if (old)
    document->index = gln_index_update (old, document->plan, delta);
  g_clear_pointer (&old, gln_index_unref);
  g_clear_pointer (&document->areas, gln_areas_unref);
}

/* Moves plan and mosaic along @delta, together. */
static void
advance (GlnDocument *document, GlnDelta *delta)
{
  if (gln_delta_is_empty (delta))
    return;
  advance_plan (document, delta);
  gln_mosaic_update (document->mosaic, delta);
}

static void
close_transaction (GlnDocument *document)
{
  g_clear_pointer (&document->open, gln_change_set_free);
  g_clear_pointer (&document->label, g_free);
  g_clear_pointer (&document->committed_areas, gln_areas_unref);
}

static void
send_to_sink (GlnDocument *document, guint64 serial, const char *label, GlnDelta *delta)
{
  if (document->sink)
    gln_commit_sink_commit (document->sink, serial, label, delta);
}

/* A new step, whose delta the current plan includes already. */
static void
record (GlnDocument *document, const char *label, GlnDelta *delta)
{
  guint64 serial = next_serial (document, 0);

  take_plan (&document->committed, gln_plan_ref (document->plan));
  gln_history_push (document->history, label, delta, serial);
  send_to_sink (document, serial, label, delta);
}

/**
 * gln_document_new_mosaic:
 *
 * Returns: (transfer full): an unbuilt mosaic with the rules of the plan it will be built of.
 *   Build it on a worker thread, then hand it to gln_document_load_built() or
 *   gln_document_commit_built().
 */
GlnMosaic *
gln_document_new_mosaic (GlnDocument *document)
{
  guint n_threads = CLAMP (g_get_num_processors (), 1, MAX_THREADS);

  g_return_val_if_fail (GLN_IS_DOCUMENT (document), NULL);

  return gln_mosaic_new (document->standards, NULL, n_threads);
}

/**
 * gln_document_new:
 * @standards: the library of standards; referenced
 *
 * Returns: (transfer full): a document with an empty plan without a name
 */
GlnDocument *
gln_document_new (GlnStandards *standards)
{
  GlnDocument *document = g_object_new (GLN_TYPE_DOCUMENT, NULL);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("", "local");

  document->standards = gln_standards_ref (standards);
  gln_document_load (document, plan);
  return document;
}

/** gln_document_get_standards: (transfer none): the library given at birth. */
GlnStandards *
gln_document_get_standards (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), NULL);

  return document->standards;
}

/**
 * gln_document_load:
 * @plan: referenced
 *
 * Replaces everything: plan, areas, history. The plan counts as saved. The
 * commit sink is dropped, since it keeps the edits of another plan. Builds
 * the mosaic at once; for large plans see gln_document_load_built().
 */
void
gln_document_load (GlnDocument *document, GlnPlan *plan)
{
  GlnMosaic *mosaic;

  g_return_if_fail (GLN_IS_DOCUMENT (document));

  mosaic = gln_document_new_mosaic (document);
  gln_mosaic_build (mosaic, plan, NULL);
  gln_document_load_built (document, plan, mosaic);
}

/**
 * gln_document_load_built:
 * @plan: referenced
 * @mosaic: (transfer full): from gln_document_new_mosaic(), built of @plan and
 *   no longer used by another thread
 *
 * Like gln_document_load() without the calculation.
 */
void
gln_document_load_built (GlnDocument *document, GlnPlan *plan, GlnMosaic *mosaic)
{
  g_autoptr (GlnDelta) nothing = gln_delta_new (NULL, 0, NULL, NULL);

  g_return_if_fail (GLN_IS_DOCUMENT (document));

  close_transaction (document);
  g_clear_object (&document->sink);
  g_clear_pointer (&document->mosaic, gln_mosaic_free);
  g_clear_pointer (&document->areas, gln_areas_unref);
  g_clear_pointer (&document->index, gln_index_unref);
  document->mosaic = mosaic;
  take_plan (&document->plan, gln_plan_ref (plan));
  take_plan (&document->committed, gln_plan_ref (plan));
  document->saved = next_serial (document, 0);
  gln_history_reset (document->history, document->saved);
  emit_changed (document, nothing, GLN_CHANGE_LOAD);
  emit_history_changed (document);
}

/** gln_document_get_plan: (transfer none): the plan with the open transaction, if any. */
GlnPlan *
gln_document_get_plan (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), NULL);

  return document->plan;
}

/** gln_document_get_committed: (transfer none): the plan without the open transaction. */
GlnPlan *
gln_document_get_committed (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), NULL);

  return document->committed;
}

/** gln_document_get_areas: (transfer none): sums of the current plan. */
GlnAreas *
gln_document_get_areas (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), NULL);

  if (!document->areas)
    document->areas = gln_mosaic_snapshot (document->mosaic);
  return document->areas;
}

/** gln_document_get_committed_areas: (transfer none): sums without the open transaction. */
GlnAreas *
gln_document_get_committed_areas (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), NULL);

  return document->committed_areas ? document->committed_areas
                                   : gln_document_get_areas (document);
}

/** gln_document_get_index: (transfer none): where the features of the current plan lie; built when first asked for. */
GlnIndex *
gln_document_get_index (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), NULL);

  if (!document->index)
    document->index = gln_index_new (document->plan);
  return document->index;
}

/**
 * gln_document_offer_index:
 * @plan: what @index was built of, on a worker thread
 * @index: referenced
 *
 * Spares the document to build it; passed over when @plan is not the current plan.
 */
void
gln_document_offer_index (GlnDocument *document, GlnPlan *plan, GlnIndex *index)
{
  g_return_if_fail (GLN_IS_DOCUMENT (document));

  if (!document->index && document->plan == plan)
    document->index = gln_index_ref (index);
}

/**
 * gln_document_begin:
 * @label: what the user does, translated; the undo step is called so
 *
 * Opens a transaction. There is one at a time: who starts an action asks
 * gln_document_is_open() and settles the tool in hand first.
 */
void
gln_document_begin (GlnDocument *document, const char *label)
{
  g_return_if_fail (GLN_IS_DOCUMENT (document));
  g_return_if_fail (document->open == NULL);

  document->committed_areas = gln_areas_ref (gln_document_get_areas (document));
  document->open = gln_change_set_new ();
  document->label = g_strdup (label);
}

/** gln_document_is_open: whether a transaction is open. */
gboolean
gln_document_is_open (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), FALSE);

  return document->open != NULL;
}

/* Takes the changes of @step into the open transaction and shows them. */
static void
preview (GlnDocument *document, GlnChangeSet *step)
{
  g_autoptr (GlnDelta) delta = gln_change_set_to_delta (step);

  if (gln_delta_is_empty (delta))
    return;
  for (guint i = 0; i < delta->n_changes; i++)
    gln_change_set_add (document->open, &delta->changes[i].uuid, delta->changes[i].before,
                        delta->changes[i].after);
  if (delta->frame_before)
    gln_change_set_add_frame (document->open, delta->frame_before, delta->frame_after);
  advance (document, delta);
  emit_changed (document, delta, GLN_CHANGE_PREVIEW);
}

/** gln_document_put: adds @feature (referenced), or puts it in the place of the one with its uuid. */
void
gln_document_put (GlnDocument *document, GlnFeature *feature)
{
  gln_document_put_many (document, &feature, 1);
}

/**
 * gln_document_put_many:
 * @features: (array length=n): referenced; of equal uuids the last wins
 *
 * Like gln_document_put() for each, in one change.
 */
void
gln_document_put_many (GlnDocument *document, GlnFeature *const *features, guint n)
{
  g_autoptr (GlnChangeSet) step = gln_change_set_new ();

  g_return_if_fail (GLN_IS_DOCUMENT (document));
  g_return_if_fail (document->open != NULL);

  for (guint i = 0; i < n; i++)
    gln_change_set_add (step, &features[i]->uuid,
                        gln_plan_feature (document->plan, &features[i]->uuid), features[i]);
  preview (document, step);
}

/** gln_document_remove: removes the feature; nothing happens when there is none. */
void
gln_document_remove (GlnDocument *document, const GlnUuid *uuid)
{
  gln_document_remove_many (document, uuid, 1);
}

/** gln_document_remove_many: like gln_document_remove() for @n features, in one change. */
void
gln_document_remove_many (GlnDocument *document, const GlnUuid *uuids, guint n)
{
  g_autoptr (GlnChangeSet) step = gln_change_set_new ();

  g_return_if_fail (GLN_IS_DOCUMENT (document));
  g_return_if_fail (document->open != NULL);

  for (guint i = 0; i < n; i++)
    gln_change_set_add (step, &uuids[i], gln_plan_feature (document->plan, &uuids[i]), NULL);
  preview (document, step);
}

/** gln_document_set_frame: replaces layers, phases and settings; @frame is referenced. */
void
gln_document_set_frame (GlnDocument *document, GlnFrame *frame)
{
  g_autoptr (GlnChangeSet) step = gln_change_set_new ();

  g_return_if_fail (GLN_IS_DOCUMENT (document));
  g_return_if_fail (document->open != NULL);

  gln_change_set_add_frame (step, document->plan->frame, frame);
  preview (document, step);
}

/* Takes the previews back and ends the transaction. */
static void
take_back (GlnDocument *document)
{
  g_autoptr (GlnDelta) done = gln_change_set_to_delta (document->open);
  g_autoptr (GlnDelta) back = gln_delta_invert (done);

  advance (document, back);
  take_plan (&document->plan, gln_plan_ref (document->committed));
  g_clear_pointer (&document->areas, gln_areas_unref);
  document->areas = g_steal_pointer (&document->committed_areas);
  close_transaction (document);
  emit_changed (document, back, GLN_CHANGE_CANCEL);
}

/**
 * gln_document_commit:
 *
 * Ends the transaction: what it changed becomes one undo step and goes to the
 * sink; steps that could be redone are dropped.
 *
 * Returns: FALSE when nothing had changed: then there is no step, and redo stays
 */
gboolean
gln_document_commit (GlnDocument *document)
{
  g_autoptr (GlnDelta) delta = NULL;

  g_return_val_if_fail (GLN_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (document->open != NULL, FALSE);

  delta = gln_change_set_to_delta (document->open);
  if (gln_delta_is_empty (delta))
    {
      take_back (document);
      return FALSE;
    }
  record (document, document->label, delta);
  close_transaction (document);
  emit_changed (document, delta, GLN_CHANGE_COMMIT);
  emit_history_changed (document);
  return TRUE;
}

/** gln_document_cancel: ends the transaction and takes its previews back. */
void
gln_document_cancel (GlnDocument *document)
{
  g_return_if_fail (GLN_IS_DOCUMENT (document));
  g_return_if_fail (document->open != NULL);

  take_back (document);
}

/**
 * gln_document_commit_built:
 * @label: what the user did, translated
 * @base: the committed plan that @delta starts from
 * @delta: a large change, such as an import
 * @mosaic: (transfer full): built of the plan after @delta, on a worker thread
 *
 * A whole transaction whose areas were calculated elsewhere, so that the
 * window never stops for it.
 *
 * Returns: FALSE when a transaction is open, the plan is no longer @base, or
 *   @delta is empty: nothing happened then
 */
gboolean
gln_document_commit_built (GlnDocument *document, const char *label, GlnPlan *base,
                           GlnDelta *delta, GlnMosaic *mosaic)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), FALSE);

  if (document->open || document->committed != base || gln_delta_is_empty (delta))
    {
      gln_mosaic_free (mosaic);
      return FALSE;
    }
  advance_plan (document, delta);
  g_clear_pointer (&document->mosaic, gln_mosaic_free);
  document->mosaic = mosaic;
  record (document, label, delta);
  emit_changed (document, delta, GLN_CHANGE_COMMIT);
  emit_history_changed (document);
  return TRUE;
}

/** gln_document_can_undo: whether undo() would do something; never while a transaction is open. */
gboolean
gln_document_can_undo (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), FALSE);

  return !document->open && gln_history_position (document->history) > 0;
}

/** gln_document_can_redo: likewise for redo(). */
gboolean
gln_document_can_redo (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), FALSE);

  return !document->open
         && gln_history_position (document->history) < gln_history_n_steps (document->history);
}

/** gln_document_undo_label: (transfer none) (nullable): the step that undo() takes back. */
const char *
gln_document_undo_label (GlnDocument *document)
{
  if (!gln_document_can_undo (document))
    return NULL;
  return gln_history_label (document->history, gln_history_position (document->history) - 1);
}

/** gln_document_redo_label: (transfer none) (nullable): the step that redo() does again. */
const char *
gln_document_redo_label (GlnDocument *document)
{
  if (!gln_document_can_redo (document))
    return NULL;
  return gln_history_label (document->history, gln_history_position (document->history));
}

/* What the journal calls a move in the history. */
static char *
move_label (GlnDocument *document, guint position)
{
  guint here = gln_history_position (document->history);
  gboolean back = position < here;
  const char *label = gln_history_label (document->history, back ? position : position - 1);

  return g_strdup_printf (back ? _("Undo: %s") : _("Redo: %s"), label);
}

/** gln_document_undo: takes the last step back. Returns: FALSE when there is none or a transaction is open. */
gboolean
gln_document_undo (GlnDocument *document)
{
  if (!gln_document_can_undo (document))
    return FALSE;
  return gln_document_go_to (document, gln_history_position (document->history) - 1);
}

/** gln_document_redo: does the next step again. Returns: like undo(). */
gboolean
gln_document_redo (GlnDocument *document)
{
  if (!gln_document_can_redo (document))
    return FALSE;
  return gln_document_go_to (document, gln_history_position (document->history) + 1);
}

/**
 * gln_document_go_to:
 * @position: number of steps that shall be applied, 0 .. n_steps
 *
 * Undoes or redoes as many steps as needed, in one change.
 *
 * Returns: FALSE when a transaction is open, there is no such position, or it
 *   is the current one
 */
gboolean
gln_document_go_to (GlnDocument *document, guint position)
{
  g_autoptr (GlnDelta) delta = NULL;
  g_autofree char *label = NULL;
  guint here;

  g_return_val_if_fail (GLN_IS_DOCUMENT (document), FALSE);

  here = gln_history_position (document->history);
  if (document->open || position == here || position > gln_history_n_steps (document->history))
    return FALSE;
  label = move_label (document, position);
  delta = gln_history_move (document->history, position);
  advance (document, delta);
  take_plan (&document->committed, gln_plan_ref (document->plan));
  send_to_sink (document, next_serial (document, gln_history_state (document->history)), label,
                delta);
  emit_changed (document, delta, position < here ? GLN_CHANGE_UNDO : GLN_CHANGE_REDO);
  emit_history_changed (document);
  return TRUE;
}

/** gln_document_n_steps: applied and redoable steps together. */
guint
gln_document_n_steps (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), 0);

  return gln_history_n_steps (document->history);
}

/** gln_document_step_label: (transfer none) (nullable): label of @step, 0 = oldest that is kept. */
const char *
gln_document_step_label (GlnDocument *document, guint step)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), NULL);

  return gln_history_label (document->history, step);
}

/** gln_document_position: number of steps that are applied. */
guint
gln_document_position (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), 0);

  return gln_history_position (document->history);
}

/**
 * gln_document_set_history_limit:
 * @bytes: what all undo steps together may hold
 * @min_steps: steps that are kept even when they hold more; at least 1
 */
void
gln_document_set_history_limit (GlnDocument *document, gsize bytes, guint min_steps)
{
  g_return_if_fail (GLN_IS_DOCUMENT (document));

  gln_history_set_limit (document->history, bytes, min_steps);
  emit_history_changed (document);
}

/** gln_document_get_serial: of the committed plan. */
guint64
gln_document_get_serial (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), 0);

  return document->states->len;
}

/**
 * gln_document_mark_saved:
 * @serial: what gln_document_get_serial() said when the plan that is saved now
 *   was taken; 0: no state is saved, such as after a recovery
 */
void
gln_document_mark_saved (GlnDocument *document, guint64 serial)
{
  g_return_if_fail (GLN_IS_DOCUMENT (document));
  g_return_if_fail (serial <= document->states->len);

  document->saved = serial ? g_array_index (document->states, guint64, serial - 1) : 0;
  emit_history_changed (document);
}

/** gln_document_is_saved: whether the committed plan is the one last marked as saved. */
gboolean
gln_document_is_saved (GlnDocument *document)
{
  g_return_val_if_fail (GLN_IS_DOCUMENT (document), FALSE);

  return document->saved == gln_history_state (document->history);
}

/** gln_document_set_sink: @sink (nullable, referenced) gets every commit, undo and redo from now on. */
void
gln_document_set_sink (GlnDocument *document, GlnCommitSink *sink)
{
  g_return_if_fail (GLN_IS_DOCUMENT (document));

  g_set_object (&document->sink, sink);
}

static void
gln_document_finalize (GObject *object)
{
  GlnDocument *document = GLN_DOCUMENT (object);

  close_transaction (document);
  g_clear_object (&document->sink);
  g_clear_pointer (&document->areas, gln_areas_unref);
  g_clear_pointer (&document->index, gln_index_unref);
  g_clear_pointer (&document->mosaic, gln_mosaic_free);
  g_clear_pointer (&document->plan, gln_plan_unref);
  g_clear_pointer (&document->committed, gln_plan_unref);
  g_clear_pointer (&document->history, gln_history_free);
  g_clear_pointer (&document->states, g_array_unref);
  g_clear_pointer (&document->standards, gln_standards_unref);
  G_OBJECT_CLASS (gln_document_parent_class)->finalize (object);
}

static void
gln_document_class_init (GlnDocumentClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gln_document_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_INT);
  signals[SIGNAL_HISTORY_CHANGED] = g_signal_new ("history-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gln_document_init (GlnDocument *document)
{
  document->history = gln_history_new (HISTORY_BYTES, HISTORY_MIN_STEPS);
  document->states = g_array_new (FALSE, FALSE, sizeof (guint64));
}
