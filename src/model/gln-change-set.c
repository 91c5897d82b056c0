/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-change-set.h"

struct _GlnChangeSet
{
  GPtrArray *changes; /* GlnChange*, in the order of the first touch */
  GHashTable *places; /* &change->uuid → GlnChange* */
  GlnFrame *frame_before;
  GlnFrame *frame_after;
};

static GlnFeature *
feature_ref0 (GlnFeature *feature)
{
  return feature ? gln_feature_ref (feature) : NULL;
}

static void
change_free (gpointer data)
{
  GlnChange *change = data;

  g_clear_pointer (&change->before, gln_feature_unref);
  g_clear_pointer (&change->after, gln_feature_unref);
  g_free (change);
}

/** gln_change_set_new: (transfer full): an empty set. */
GlnChangeSet *
gln_change_set_new (void)
{
  GlnChangeSet *set = g_new0 (GlnChangeSet, 1);

  set->changes = g_ptr_array_new_with_free_func (change_free);
  set->places = g_hash_table_new (gln_uuid_hash, gln_uuid_equal);
  return set;
}

/** gln_change_set_free: frees @set and its references. */
void
gln_change_set_free (GlnChangeSet *set)
{
  g_hash_table_unref (set->places);
  g_ptr_array_unref (set->changes);
  g_clear_pointer (&set->frame_before, gln_frame_unref);
  g_clear_pointer (&set->frame_after, gln_frame_unref);
  g_free (set);
}

/**
 * gln_change_set_add:
 * @before: (nullable): the feature as it was; only the first one given for @uuid is kept
 * @after: (nullable): the feature as it is now
 */
void
gln_change_set_add (GlnChangeSet *set, const GlnUuid *uuid, GlnFeature *before, GlnFeature *after)
{
  GlnChange *change = g_hash_table_lookup (set->places, uuid);
  GlnFeature *old;

  if (!change)
    {
      change = g_new0 (GlnChange, 1);
      change->uuid = *uuid;
      change->before = feature_ref0 (before);
      g_ptr_array_add (set->changes, change);
      g_hash_table_insert (set->places, &change->uuid, change);
    }
  old = change->after;
  change->after = feature_ref0 (after);
  g_clear_pointer (&old, gln_feature_unref);
}

/** gln_change_set_add_frame: notes another frame; the first @before is kept. */
void
gln_change_set_add_frame (GlnChangeSet *set, GlnFrame *before, GlnFrame *after)
{
  GlnFrame *old = set->frame_after;

  if (!set->frame_before)
    set->frame_before = gln_frame_ref (before);
  set->frame_after = gln_frame_ref (after);
  g_clear_pointer (&old, gln_frame_unref);
}

/** gln_change_set_to_delta: (transfer full): what changed in all; what came back to its start is left out. */
GlnDelta *
gln_change_set_to_delta (GlnChangeSet *set)
{
  g_autofree GlnChange *list = g_new (GlnChange, MAX (1, set->changes->len));
  gboolean framed = set->frame_before && !gln_frame_equal (set->frame_before, set->frame_after);
  guint n = 0;

  for (guint i = 0; i < set->changes->len; i++)
    {
      const GlnChange *change = g_ptr_array_index (set->changes, i);
      if (!gln_feature_equal (change->before, change->after))
        list[n++] = *change;
    }
  return gln_delta_new (list, n, framed ? set->frame_before : NULL,
                        framed ? set->frame_after : NULL);
}
