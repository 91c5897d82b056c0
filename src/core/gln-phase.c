/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-phase.h"

#include <math.h>
#include <string.h>

static const char *const attached_ids[] = { "drawn", "declared", "max" };
static const char *const coverage_ids[] = { "auto", "interpreted", "estimate" };

static gboolean
parse_id (const char *const *ids, guint n, const char *id, guint *index)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/** gln_attached_method_id: (transfer none): the name of @method in files. */
const char *
gln_attached_method_id (GlnAttachedMethod method)
{
  return attached_ids[method];
}

/** gln_attached_method_parse: the reverse of gln_attached_method_id(); FALSE for other words. */
gboolean
gln_attached_method_parse (const char *id, GlnAttachedMethod *method)
{
  guint index;

  if (!parse_id (attached_ids, G_N_ELEMENTS (attached_ids), id, &index))
    return FALSE;
  *method = (GlnAttachedMethod) index;
  return TRUE;
}

/** gln_coverage_method_id: (transfer none): the name of @method in files. */
const char *
gln_coverage_method_id (GlnCoverageMethod method)
{
  return coverage_ids[method];
}

/** gln_coverage_method_parse: the reverse of gln_coverage_method_id(); FALSE for other words. */
gboolean
gln_coverage_method_parse (const char *id, GlnCoverageMethod *method)
{
  guint index;

  if (!parse_id (coverage_ids, G_N_ELEMENTS (coverage_ids), id, &index))
    return FALSE;
  *method = (GlnCoverageMethod) index;
  return TRUE;
}

static void
entry_clear (gpointer data)
{
  GlnEntry *entry = data;

  g_free (entry->evidence);
  g_free (entry->department);
  g_free (entry->date);
}

/**
 * gln_phase_spec_init:
 * @spec: uninitialised memory
 * @id: id of the phase
 *
 * Starts a planned phase without population: declared attached green, judged.
 */
void
gln_phase_spec_init (GlnPhaseSpec *spec, const char *id)
{
  memset (spec, 0, sizeof *spec);
  spec->id = g_strdup (id);
  spec->name = g_strdup (id);
  spec->population = NAN;
  spec->population_kind = g_strdup ("");
  spec->population_source = g_strdup ("");
  spec->attached = GLN_ATTACHED_DECLARED;
  spec->judged = TRUE;
  spec->targets = g_array_new (FALSE, FALSE, sizeof (GlnTarget));
  spec->entries = g_array_new (FALSE, FALSE, sizeof (GlnEntry));
  g_array_set_clear_func (spec->entries, entry_clear);
  spec->editions = g_ptr_array_new_with_free_func (g_free);
}

/** gln_phase_spec_copy: starts @spec (uninitialised memory) as a copy of @phase. */
void
gln_phase_spec_copy (GlnPhaseSpec *spec, const GlnPhase *phase)
{
  gln_phase_spec_init (spec, phase->id);
  gln_phase_spec_set_text (&spec->name, phase->name);
  spec->year = phase->year;
  spec->land_use = phase->land_use;
  memcpy (spec->boundary, phase->boundary, sizeof spec->boundary);
  spec->population = phase->population;
  gln_phase_spec_set_text (&spec->population_kind, phase->population_kind);
  spec->population_year = phase->population_year;
  gln_phase_spec_set_text (&spec->population_source, phase->population_source);
  spec->attached = phase->attached;
  spec->coverage = phase->coverage;
  spec->judged = phase->judged;
  spec->conditions = gln_values_ref (phase->conditions);
  g_array_append_vals (spec->targets, phase->targets, phase->n_targets);
  for (guint i = 0; i < phase->n_entries; i++)
    {
      const GlnEntry *e = &phase->entries[i];
      gln_phase_spec_set_entry (spec, e->indicator, e->value, e->evidence, e->department, e->date);
    }
  for (char **e = phase->editions; *e; e++)
    g_ptr_array_add (spec->editions, g_strdup (*e));
}

/** gln_phase_spec_clear: frees what @spec holds. */
void
gln_phase_spec_clear (GlnPhaseSpec *spec)
{
  g_clear_pointer (&spec->id, g_free);
  g_clear_pointer (&spec->name, g_free);
  g_clear_pointer (&spec->population_kind, g_free);
  g_clear_pointer (&spec->population_source, g_free);
  g_clear_pointer (&spec->conditions, gln_values_unref);
  g_clear_pointer (&spec->targets, g_array_unref);
  g_clear_pointer (&spec->entries, g_array_unref);
  g_clear_pointer (&spec->editions, g_ptr_array_unref);
}

/** gln_phase_spec_set_text: puts a copy of @text into a text field of a spec. */
void
gln_phase_spec_set_text (char **field, const char *text)
{
  char *copy = g_strdup (text ? text : "");

  g_free (*field);
  *field = copy;
}

/** gln_phase_spec_set_target: sets or replaces the target of @indicator with the same @op. */
void
gln_phase_spec_set_target (GlnPhaseSpec *spec, const char *indicator, const char *op, double value,
                           double value2)
{
  GlnTarget target = { g_intern_string (indicator), g_intern_string (op), value, value2 };

  for (guint i = 0; i < spec->targets->len; i++)
    {
      GlnTarget *old = &g_array_index (spec->targets, GlnTarget, i);
      if (old->indicator == target.indicator && old->op == target.op)
        {
          *old = target;
          return;
        }
    }
  g_array_append_val (spec->targets, target);
}

/** gln_phase_spec_set_entry: sets or replaces the hand-entered value of @indicator. */
void
gln_phase_spec_set_entry (GlnPhaseSpec *spec, const char *indicator, double value,
                          const char *evidence, const char *department, const char *date)
{
  GlnEntry entry = { g_intern_string (indicator), value, g_strdup (evidence),
                     g_strdup (department), g_strdup (date) };

  for (guint i = 0; i < spec->entries->len; i++)
    if (g_array_index (spec->entries, GlnEntry, i).indicator == entry.indicator)
      {
        g_array_remove_index (spec->entries, i);
        break;
      }
  g_array_append_val (spec->entries, entry);
}

/** gln_phase_new: (transfer full): an immutable phase with the fields of @spec (copied). */
GlnPhase *
gln_phase_new (const GlnPhaseSpec *spec)
{
  GlnPhase *phase = g_new0 (GlnPhase, 1);

  g_atomic_ref_count_init (&phase->ref_count);
  phase->id = g_intern_string (spec->id);
  phase->name = g_strdup (spec->name);
  phase->year = spec->year;
  phase->land_use = spec->land_use;
  memcpy (phase->boundary, spec->boundary, sizeof phase->boundary);
  phase->population = spec->population;
  phase->population_kind = g_strdup (spec->population_kind);
  phase->population_year = spec->population_year;
  phase->population_source = g_strdup (spec->population_source);
  phase->attached = spec->attached;
  phase->coverage = spec->coverage;
  phase->judged = spec->judged;
  phase->conditions = gln_values_ref (spec->conditions);
  phase->n_targets = spec->targets->len;
  phase->targets = g_memdup2 (spec->targets->data, spec->targets->len * sizeof (GlnTarget));
  phase->n_entries = spec->entries->len;
  phase->entries = g_new0 (GlnEntry, MAX (1, spec->entries->len));
  for (guint i = 0; i < spec->entries->len; i++)
    {
      const GlnEntry *e = &g_array_index (spec->entries, GlnEntry, i);
      phase->entries[i] = (GlnEntry){ e->indicator, e->value, g_strdup (e->evidence),
                                      g_strdup (e->department), g_strdup (e->date) };
    }
  phase->editions = g_new0 (char *, spec->editions->len + 1);
  for (guint i = 0; i < spec->editions->len; i++)
    phase->editions[i] = g_strdup (g_ptr_array_index (spec->editions, i));
  return phase;
}

/** gln_phase_ref: (transfer full): another reference; any thread. */
GlnPhase *
gln_phase_ref (GlnPhase *phase)
{
  g_atomic_ref_count_inc (&phase->ref_count);
  return phase;
}

/** gln_phase_unref: drops a reference; any thread. */
void
gln_phase_unref (GlnPhase *phase)
{
  if (!g_atomic_ref_count_dec (&phase->ref_count))
    return;
  for (guint i = 0; i < phase->n_entries; i++)
    entry_clear (&phase->entries[i]);
  g_free (phase->name);
  g_free (phase->population_kind);
  g_free (phase->population_source);
  gln_values_unref (phase->conditions);
  g_free (phase->targets);
  g_free (phase->entries);
  g_strfreev (phase->editions);
  g_free (phase);
}

static gboolean
entries_equal (const GlnPhase *a, const GlnPhase *b)
{
  if (a->n_entries != b->n_entries)
    return FALSE;
  for (guint i = 0; i < a->n_entries; i++)
    {
      const GlnEntry *x = &a->entries[i], *y = &b->entries[i];
      if (x->indicator != y->indicator || x->value != y->value
          || g_strcmp0 (x->evidence, y->evidence) != 0
          || g_strcmp0 (x->department, y->department) != 0 || g_strcmp0 (x->date, y->date) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
targets_equal (const GlnPhase *a, const GlnPhase *b)
{
  if (a->n_targets != b->n_targets)
    return FALSE;
  for (guint i = 0; i < a->n_targets; i++)
    {
      const GlnTarget *x = &a->targets[i], *y = &b->targets[i];
      if (x->indicator != y->indicator || x->op != y->op || x->value != y->value
          || x->value2 != y->value2)
        return FALSE;
    }
  return TRUE;
}

/** gln_phase_equal: whether every field is equal. */
gboolean
gln_phase_equal (const GlnPhase *a, const GlnPhase *b)
{
  if (a == b)
    return TRUE;
  return a->id == b->id && g_str_equal (a->name, b->name) && a->year == b->year
         && gln_uuid_equal (&a->land_use, &b->land_use)
         && memcmp (a->boundary, b->boundary, sizeof a->boundary) == 0
         && (a->population == b->population || (isnan (a->population) && isnan (b->population)))
         && g_str_equal (a->population_kind, b->population_kind)
         && a->population_year == b->population_year
         && g_str_equal (a->population_source, b->population_source)
         && a->attached == b->attached && a->coverage == b->coverage && a->judged == b->judged
         && gln_values_equal (a->conditions, b->conditions) && targets_equal (a, b)
         && entries_equal (a, b)
         && g_strv_equal ((const char *const *) a->editions, (const char *const *) b->editions);
}

/** gln_phase_target: (nullable) (transfer none): the first target of @indicator. */
const GlnTarget *
gln_phase_target (const GlnPhase *phase, const char *indicator)
{
  for (guint i = 0; i < phase->n_targets; i++)
    if (g_str_equal (phase->targets[i].indicator, indicator))
      return &phase->targets[i];
  return NULL;
}

/** gln_phase_entry: (nullable) (transfer none): the hand-entered value of @indicator. */
const GlnEntry *
gln_phase_entry (const GlnPhase *phase, const char *indicator)
{
  for (guint i = 0; i < phase->n_entries; i++)
    if (g_str_equal (phase->entries[i].indicator, indicator))
      return &phase->entries[i];
  return NULL;
}
