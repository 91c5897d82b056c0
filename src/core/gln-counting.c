/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-counting.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"

typedef enum
{
  SHARE_FIXED,
  SHARE_GREEN, /* by the feature's green ratio; whole once it is a park */
  SHARE_PARK   /* whole when its green ratio makes it a park, else nothing */
} ShareKind;

typedef struct
{
  ShareKind kind;
  double share;
} Share;

struct _GlnCounting
{
  gatomicrefcount ref_count;
  const char *id;
  const char *codes;
  double square_park_ratio;
  GHashTable *sets; /* interned name → GHashTable (interned code → Share) */
};

static gboolean
parse_share (const char *text, Share *share)
{
  *share = (Share){ SHARE_FIXED, 0 };
  if (strcmp (text, "green_share") == 0)
    share->kind = SHARE_GREEN;
  else if (strcmp (text, "park_share") == 0)
    share->kind = SHARE_PARK;
  else
    return gln_key_parse_number (text, &share->share) && share->share >= 0 && share->share <= 1;
  return TRUE;
}

static void
read_set (GlnCounting *self, const GlnKeyGroup *group, const char *file, GPtrArray *faults)
{
  GHashTable *shares = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < group->entries->len; i++)
    {
      const GlnKeyEntry *entry = &g_array_index (group->entries, GlnKeyEntry, i);
      Share share;
      if (!parse_share (entry->value, &share))
        gln_data_faults_add (faults, file, entry->line,
                             _ ("“%s” is no share in [%s]; use 0 to 1, green_share or park_share"),
                             entry->value, group->name);
      else
        g_hash_table_insert (shares, (gpointer) g_intern_string (entry->key),
                             g_memdup2 (&share, sizeof share));
    }
  g_hash_table_insert (self->sets,
                       (gpointer) g_intern_string (gln_key_group_argument (group, "set")), shares);
}

static void
read_head (GlnCounting *self, const GlnKeyGroup *head, const char *file, GPtrArray *faults)
{
  static const char *const keys[]
      = { "kind", "id", "codes", "square_park_ratio", "name", "name[zh]", NULL };
  const GlnKeyEntry *ratio = gln_key_group_entry (head, "square_park_ratio");
  const char *codes = gln_key_group_get (head, "codes");

  gln_key_group_check_known (head, file, keys, faults);
  self->id = g_intern_string (gln_key_group_get (head, "id"));
  self->codes = g_intern_string (codes ? codes : GLN_CODES_CANONICAL);
  self->square_park_ratio = NAN;
  if (ratio && !gln_key_parse_number (ratio->value, &self->square_park_ratio))
    gln_data_faults_add (faults, file, ratio->line, _ ("“%s” is no number for “%s”"),
                         ratio->value, ratio->key);
}

GlnCounting *
gln_counting_parse (const GlnKeyText *text, GPtrArray *faults)
{
  const char *file = gln_key_text_get_file (text);
  const GlnKeyGroup *head = gln_key_text_find (text, "standard");
  if (head == NULL || g_strcmp0 (gln_key_group_get (head, "kind"), "counting") != 0
      || gln_key_group_get (head, "id") == NULL)
    {
      gln_data_faults_add (faults, file, head ? head->line : 0,
                           _ ("this is no counting file: it needs a group [standard] with "
                              "kind=counting and an id"));
      return NULL;
    }
  GlnCounting *self = g_new0 (GlnCounting, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                      (GDestroyNotify) g_hash_table_unref);
  read_head (self, head, file, faults);
  for (guint i = 0; i < gln_key_text_get_n_groups (text); i++)
    {
      const GlnKeyGroup *group = gln_key_text_get_group (text, i);
      if (gln_key_group_argument (group, "set"))
        read_set (self, group, file, faults);
      else if (group != head)
        gln_data_faults_add (faults, file, group->line,
                             _ ("the group [%s] means nothing in a counting file"), group->name);
    }
  return self;
}

GlnCounting *
gln_counting_ref (GlnCounting *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gln_counting_unref (GlnCounting *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->sets);
  g_free (self);
}

const char *
gln_counting_get_id (const GlnCounting *self)
{
  return self->id;
}

const char *
gln_counting_get_codes (const GlnCounting *self)
{
  return self->codes;
}

static const Share *
find_share (const GlnCounting *self, const char *set, const GlnClass *cls)
{
  GHashTable *shares = g_hash_table_lookup (self->sets, set);
  for (; shares && cls; cls = cls->parent)
    {
      const Share *share = g_hash_table_lookup (shares, cls->code);
      if (share)
        return share;
    }
  return NULL;
}

double
gln_counting_get_share (const GlnCounting *self, const char *set, const GlnClass *canonical,
                        double green_ratio)
{
  const Share *share = find_share (self, set, canonical);
  if (share == NULL)
    return 0;
  if (share->kind == SHARE_FIXED)
    return share->share;
  double ratio = isnan (green_ratio) ? canonical->min_green_ratio : green_ratio;
  if (isnan (ratio))
    return 0;
  if (ratio >= self->square_park_ratio)
    return 1;
  return share->kind == SHARE_GREEN ? CLAMP (ratio, 0.0, 1.0) : 0;
}

gboolean
gln_counting_uses_green_ratio (const GlnCounting *self, const char *set, const GlnClass *canonical)
{
  const Share *share = find_share (self, set, canonical);
  return share && share->kind != SHARE_FIXED;
}

double
gln_counting_get_square_park_ratio (const GlnCounting *self)
{
  return self->square_park_ratio;
}

gboolean
gln_counting_has_set (const GlnCounting *self, const char *set)
{
  return g_hash_table_contains (self->sets, set);
}
