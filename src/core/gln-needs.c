/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-needs.h"

#include <math.h>

static void
need_free (gpointer data)
{
  GlnNeed *need = data;

  g_ptr_array_unref (need->indicators);
  g_free (need);
}

static void
add_need (GPtrArray *needs, GlnNeedKind kind, const char *what, const GlnIndicatorInfo *info)
{
  GlnNeed *need = NULL;

  for (guint i = 0; i < needs->len && !need; i++)
    {
      GlnNeed *one = needs->pdata[i];
      if (one->kind == kind && g_strcmp0 (one->what, what) == 0)
        need = one;
    }
  if (!need)
    {
      need = g_new0 (GlnNeed, 1);
      need->kind = kind;
      need->what = what;
      need->indicators = g_ptr_array_new ();
      g_ptr_array_add (needs, need);
    }
  if (!g_ptr_array_find (need->indicators, info, NULL))
    g_ptr_array_add (need->indicators, (gpointer) info);
}

static void
take_check (GPtrArray *needs, const GlnIndicatorValue *value, const GlnCheck *check)
{
  if (check->status != GLN_STATUS_UNKNOWN)
    return;
  if (check->confidence == GLN_CONFIDENCE_KQ)
    add_need (needs, GLN_NEED_VERIFY, NULL, value->info);
  else if (isnan (value->value))
    add_need (needs, value->info->by_entry ? GLN_NEED_ENTRY : GLN_NEED_DATUM,
              value->info->by_entry ? NULL : value->missing, value->info);
  else if (value->provisional)
    add_need (needs, GLN_NEED_BOUNDARY, NULL, value->info);
  else if (check->missing)
    add_need (needs, GLN_NEED_CONDITION, check->missing, value->info);
  else
    add_need (needs, GLN_NEED_PARTS, NULL, value->info);
}

static int
compare_needs (gconstpointer a, gconstpointer b)
{
  const GlnNeed *x = *(GlnNeed *const *) a, *y = *(GlnNeed *const *) b;

  return x->kind != y->kind ? (int) x->kind - (int) y->kind : g_strcmp0 (x->what, y->what);
}

/**
 * gln_needs_of:
 *
 * Returns: (transfer full): GPtrArray of #GlnNeed, by kind: what is missing
 *   for a full verdict on the phase of @set; empty when every check is decided
 */
GPtrArray *
gln_needs_of (const GlnIndicatorSet *set)
{
  GPtrArray *needs = g_ptr_array_new_with_free_func (need_free);

  for (guint i = 0; i < set->n_values; i++)
    for (guint c = 0; c < set->values[i].n_checks; c++)
      take_check (needs, &set->values[i], &set->values[i].checks[c]);
  g_ptr_array_sort (needs, compare_needs);
  return needs;
}
