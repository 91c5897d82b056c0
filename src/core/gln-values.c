/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-values.h"

#include <string.h>

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (((const GlnValue *) a)->key, ((const GlnValue *) b)->key);
}

/**
 * gln_values_new:
 * @values: (array length=n_values): any order, copied; of equal keys the last wins
 *
 * Returns: (transfer full) (nullable): the set, NULL when empty
 */
GlnValues *
gln_values_new (const GlnValue *values, guint n_values)
{
  GlnValues *set;
  gsize text_size = 0;
  char *text;
  guint n = 0;

  for (guint i = 0; i < n_values; i++)
    if (values[i].type == GLN_VALUE_TEXT)
      text_size += strlen (values[i].text) + 1;
  if (n_values == 0)
    return NULL;
  set = g_malloc0 (sizeof *set + n_values * sizeof (GlnValue) + text_size);
  g_atomic_ref_count_init (&set->ref_count);
  text = (char *) (set->values + n_values);
  for (guint i = 0; i < n_values; i++)
    {
      GlnValue *value;
      guint at;
      for (at = 0; at < n && strcmp (set->values[at].key, values[i].key) != 0; at++)
        ;
      value = &set->values[at];
      n = MAX (n, at + 1);
      *value = values[i];
      value->key = g_intern_string (values[i].key);
      value->text = NULL;
      if (values[i].type == GLN_VALUE_TEXT)
        {
          gsize size = strlen (values[i].text) + 1;
          value->text = memcpy (text, values[i].text, size);
          value->number = 0;
          text += size;
        }
    }
  set->n_values = n;
  qsort (set->values, n, sizeof (GlnValue), compare_keys);
  return set;
}

/** gln_values_ref: (transfer full) (nullable): another reference; NULL stays NULL. */
GlnValues *
gln_values_ref (GlnValues *set)
{
  if (set)
    g_atomic_ref_count_inc (&set->ref_count);
  return set;
}

/** gln_values_unref: drops a reference; NULL is allowed. */
void
gln_values_unref (GlnValues *set)
{
  if (set && g_atomic_ref_count_dec (&set->ref_count))
    g_free (set);
}

/** gln_values_equal: same keys, types and values; NULL equals NULL. */
gboolean
gln_values_equal (const GlnValues *a, const GlnValues *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || a->n_values != b->n_values)
    return FALSE;
  for (guint i = 0; i < a->n_values; i++)
    {
      const GlnValue *x = &a->values[i], *y = &b->values[i];
      if (x->key != y->key || x->type != y->type)
        return FALSE;
      if (x->type == GLN_VALUE_TEXT ? strcmp (x->text, y->text) != 0 : x->number != y->number)
        return FALSE;
    }
  return TRUE;
}

/** gln_values_find: (nullable) (transfer none): the value of @key. */
const GlnValue *
gln_values_find (const GlnValues *set, const char *key)
{
  guint lo = 0, hi = set ? set->n_values : 0;

  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;
      int order = strcmp (set->values[mid].key, key);
      if (order == 0)
        return &set->values[mid];
      if (order < 0)
        lo = mid + 1;
      else
        hi = mid;
    }
  return NULL;
}

/**
 * gln_values_number:
 * @number: (out) (optional): untouched when absent
 *
 * Returns: whether @key has a number
 */
gboolean
gln_values_number (const GlnValues *set, const char *key, double *number)
{
  const GlnValue *value = gln_values_find (set, key);

  if (!value || value->type != GLN_VALUE_NUMBER)
    return FALSE;
  if (number)
    *number = value->number;
  return TRUE;
}

/** gln_values_text: (nullable) (transfer none): the text of @key, NULL when absent or a number. */
const char *
gln_values_text (const GlnValues *set, const char *key)
{
  const GlnValue *value = gln_values_find (set, key);

  return value && value->type == GLN_VALUE_TEXT ? value->text : NULL;
}

static GlnValues *
values_with (const GlnValues *set, const GlnValue *value)
{
  guint n = set ? set->n_values : 0;
  g_autofree GlnValue *list = g_new (GlnValue, n + 1);

  if (n)
    memcpy (list, set->values, n * sizeof *list);
  list[n] = *value;
  return gln_values_new (list, n + 1);
}

/** gln_values_with_number: (transfer full): a copy of @set where @key is @number. */
GlnValues *
gln_values_with_number (const GlnValues *set, const char *key, double number)
{
  return values_with (set, &(GlnValue){ .key = key, .type = GLN_VALUE_NUMBER, .number = number });
}

/** gln_values_with_text: (transfer full): a copy of @set where @key is @text. */
GlnValues *
gln_values_with_text (const GlnValues *set, const char *key, const char *text)
{
  return values_with (set, &(GlnValue){ .key = key, .type = GLN_VALUE_TEXT, .text = text });
}

/** gln_values_without: (transfer full) (nullable): a copy of @set that lacks @key. */
GlnValues *
gln_values_without (const GlnValues *set, const char *key)
{
  g_autofree GlnValue *list = g_new (GlnValue, set ? set->n_values : 1);
  guint n = 0;

  for (guint i = 0; set && i < set->n_values; i++)
    if (strcmp (set->values[i].key, key) != 0)
      list[n++] = set->values[i];
  return gln_values_new (list, n);
}
