/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-history.h"

typedef struct
{
  char *label;
  GlnDelta *delta;
  gsize bytes;
  guint64 state; /* after the step */
} Step;

struct _GlnHistory
{
  GPtrArray *steps; /* Step*, oldest first */
  guint position;   /* steps that are applied */
  guint64 base;     /* state before the first step */
  gsize bytes;
  gsize max_bytes;
  guint min_steps;
};

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->label);
  gln_delta_unref (step->delta);
  g_free (step);
}

static gsize
shape_bytes (const GlnShape *shape)
{
  return sizeof *shape + shape->n_points * sizeof (GlnPoint)
         + ((gsize) shape->n_parts + shape->n_rings + 2) * sizeof (guint32);
}

static gsize
feature_bytes (const GlnFeature *feature)
{
  gsize bytes = feature ? sizeof *feature : 0;

  if (feature && feature->values)
    for (guint i = 0; i < feature->values->n_values; i++)
      {
        const GlnValue *value = &feature->values->values[i];
        bytes += sizeof *value + (value->text ? strlen (value->text) + 1 : 0);
      }
  return bytes;
}

/* What a step keeps alive at most. Two versions that share a geometry count it once. */
static gsize
delta_bytes (const GlnDelta *delta)
{
  gsize bytes = sizeof *delta + delta->n_changes * sizeof (GlnChange);

  for (guint i = 0; i < delta->n_changes; i++)
    {
      const GlnFeature *before = delta->changes[i].before, *after = delta->changes[i].after;
      GlnShape *old = before ? before->shape : NULL, *new = after ? after->shape : NULL;

      bytes += feature_bytes (before) + feature_bytes (after);
      bytes += old ? shape_bytes (old) : 0;
      bytes += new && new != old ? shape_bytes (new) : 0;
    }
  return bytes;
}

/**
 * gln_history_new:
 * @max_bytes: what the steps together may hold
 * @min_steps: steps that are kept even when they hold more
 *
 * Returns: (transfer full): an empty history at state 0
 */
GlnHistory *
gln_history_new (gsize max_bytes, guint min_steps)
{
  GlnHistory *history = g_new0 (GlnHistory, 1);

  history->steps = g_ptr_array_new_with_free_func (step_free);
  history->max_bytes = max_bytes;
  history->min_steps = MAX (1, min_steps);
  return history;
}

/** gln_history_free: frees @history and its steps. */
void
gln_history_free (GlnHistory *history)
{
  g_ptr_array_unref (history->steps);
  g_free (history);
}

/** gln_history_reset: forgets every step; @state is the one that the plan is in now. */
void
gln_history_reset (GlnHistory *history, guint64 state)
{
  g_ptr_array_set_size (history->steps, 0);
  history->position = 0;
  history->bytes = 0;
  history->base = state;
}

static void
remove_steps (GlnHistory *history, guint from, guint n)
{
  for (guint i = from; i < from + n; i++)
    history->bytes -= ((Step *) g_ptr_array_index (history->steps, i))->bytes;
  if (n > 0)
    g_ptr_array_remove_range (history->steps, from, n);
}

/* Drops the oldest applied steps until the limit is met. */
static void
trim (GlnHistory *history)
{
  while (history->bytes > history->max_bytes && history->steps->len > history->min_steps
         && history->position > 0)
    {
      history->base = ((Step *) g_ptr_array_index (history->steps, 0))->state;
      remove_steps (history, 0, 1);
      history->position--;
    }
}

/** gln_history_set_limit: like gln_history_new(); applies at once. */
void
gln_history_set_limit (GlnHistory *history, gsize max_bytes, guint min_steps)
{
  history->max_bytes = max_bytes;
  history->min_steps = MAX (1, min_steps);
  trim (history);
}

/**
 * gln_history_push:
 * @delta: from the current state to @state; referenced
 *
 * Adds a step that is applied already; the steps that could be redone go.
 */
void
gln_history_push (GlnHistory *history, const char *label, GlnDelta *delta, guint64 state)
{
  Step *step = g_new0 (Step, 1);

  remove_steps (history, history->position, history->steps->len - history->position);
  step->label = g_strdup (label);
  step->delta = gln_delta_ref (delta);
  step->bytes = delta_bytes (delta);
  step->state = state;
  g_ptr_array_add (history->steps, step);
  history->bytes += step->bytes;
  history->position++;
  trim (history);
}

/** gln_history_n_steps: applied and redoable steps together. */
guint
gln_history_n_steps (const GlnHistory *history)
{
  return history->steps->len;
}

/** gln_history_position: how many steps are applied. */
guint
gln_history_position (const GlnHistory *history)
{
  return history->position;
}

/** gln_history_bytes: what the steps hold, estimated upwards. */
gsize
gln_history_bytes (const GlnHistory *history)
{
  return history->bytes;
}

/** gln_history_label: (transfer none) (nullable): label of @step (0 = oldest), NULL beyond the end. */
const char *
gln_history_label (const GlnHistory *history, guint step)
{
  if (step >= history->steps->len)
    return NULL;
  return ((Step *) g_ptr_array_index (history->steps, step))->label;
}

/** gln_history_state: the state at the current position. */
guint64
gln_history_state (const GlnHistory *history)
{
  if (history->position == 0)
    return history->base;
  return ((Step *) g_ptr_array_index (history->steps, history->position - 1))->state;
}

/**
 * gln_history_move:
 * @position: 0 .. n_steps
 *
 * Returns: (transfer full) (nullable): the delta from the current position to
 *   @position, which is the current one now; NULL when there is nothing to do
 */
GlnDelta *
gln_history_move (GlnHistory *history, guint position)
{
  GlnDelta *sum = NULL;

  g_return_val_if_fail (position <= history->steps->len, NULL);
  while (history->position != position)
    {
      gboolean back = history->position > position;
      guint at = back ? history->position - 1 : history->position;
      GlnDelta *delta = ((Step *) g_ptr_array_index (history->steps, at))->delta;
      g_autoptr (GlnDelta) part = back ? gln_delta_invert (delta) : gln_delta_ref (delta);
      g_autoptr (GlnDelta) before = g_steal_pointer (&sum);

      sum = before ? gln_delta_chain (before, part) : g_steal_pointer (&part);
      history->position = back ? at : at + 1;
    }
  return sum;
}
