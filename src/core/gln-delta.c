/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-delta.h"

static GlnFeature *
feature_ref0 (GlnFeature *feature)
{
  return feature ? gln_feature_ref (feature) : NULL;
}

/**
 * gln_delta_new:
 * @changes: (array length=n_changes): features are referenced; each uuid once
 * @frame_before: (nullable): NULL when the frame does not change
 * @frame_after: (nullable): likewise
 *
 * Returns: (transfer full): the delta
 */
GlnDelta *
gln_delta_new (const GlnChange *changes, guint n_changes, GlnFrame *frame_before,
               GlnFrame *frame_after)
{
  GlnDelta *delta = g_new0 (GlnDelta, 1);

  g_return_val_if_fail ((frame_before == NULL) == (frame_after == NULL), NULL);
  g_atomic_ref_count_init (&delta->ref_count);
  delta->n_changes = n_changes;
  delta->changes = g_new (GlnChange, MAX (1, n_changes));
  for (guint i = 0; i < n_changes; i++)
    {
      delta->changes[i].uuid = changes[i].uuid;
      delta->changes[i].before = feature_ref0 (changes[i].before);
      delta->changes[i].after = feature_ref0 (changes[i].after);
    }
  if (frame_before)
    {
      delta->frame_before = gln_frame_ref (frame_before);
      delta->frame_after = gln_frame_ref (frame_after);
    }
  return delta;
}

static void
add_change (GArray *list, GlnFeature *before, GlnFeature *after)
{
  GlnChange change = { before ? before->uuid : after->uuid, before, after };

  g_array_append_val (list, change);
}

/**
 * gln_delta_between:
 *
 * Returns: (transfer full): what turns @before into @after; walks both plans
 */
GlnDelta *
gln_delta_between (const GlnPlan *before, const GlnPlan *after)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (GlnChange));
  gboolean same_frame = gln_frame_equal (before->frame, after->frame);
  GlnFeatureIter i, j;
  GlnFeature *x, *y;

  gln_feature_iter_init (&i, before->features);
  gln_feature_iter_init (&j, after->features);
  x = gln_feature_iter_next (&i);
  y = gln_feature_iter_next (&j);
  while (x || y)
    {
      int order = !x ? 1 : !y ? -1 : gln_uuid_compare (&x->uuid, &y->uuid);
      if (order < 0)
        add_change (list, x, NULL);
      else if (order > 0)
        add_change (list, NULL, y);
      else if (!gln_feature_equal (x, y))
        add_change (list, x, y);
      if (order <= 0)
        x = gln_feature_iter_next (&i);
      if (order >= 0)
        y = gln_feature_iter_next (&j);
    }
  return gln_delta_new ((GlnChange *) (void *) list->data, list->len,
                        same_frame ? NULL : before->frame, same_frame ? NULL : after->frame);
}

/** gln_delta_invert: (transfer full): the delta that takes @delta back. */
GlnDelta *
gln_delta_invert (const GlnDelta *delta)
{
  g_autofree GlnChange *changes = g_new (GlnChange, MAX (1, delta->n_changes));

  for (guint i = 0; i < delta->n_changes; i++)
    changes[i] = (GlnChange){ delta->changes[i].uuid, delta->changes[i].after,
                              delta->changes[i].before };
  return gln_delta_new (changes, delta->n_changes, delta->frame_after, delta->frame_before);
}

/**
 * gln_delta_chain:
 * @first: leads from plan A to B
 * @second: leads from plan B to C
 *
 * Returns: (transfer full): leads from A to C; changes that cancel are left out
 */
GlnDelta *
gln_delta_chain (const GlnDelta *first, const GlnDelta *second)
{
  g_autoptr (GHashTable) places = g_hash_table_new (gln_uuid_hash, gln_uuid_equal);
  g_autofree GlnChange *all = g_new (GlnChange, first->n_changes + second->n_changes + 1);
  guint n = 0, kept = 0;
  GlnFrame *before, *after;

  for (guint i = 0; i < first->n_changes; i++)
    {
      all[n++] = first->changes[i];
      g_hash_table_insert (places, &first->changes[i].uuid, GUINT_TO_POINTER (n));
    }
  for (guint i = 0; i < second->n_changes; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &second->changes[i].uuid));
      if (place)
        all[place - 1].after = second->changes[i].after;
      else
        all[n++] = second->changes[i];
    }
  for (guint i = 0; i < n; i++)
    if (!gln_feature_equal (all[i].before, all[i].after))
      all[kept++] = all[i];
  before = first->frame_before ? first->frame_before : second->frame_before;
  after = second->frame_after ? second->frame_after : first->frame_after;
  if (before && gln_frame_equal (before, after))
    before = after = NULL;
  return gln_delta_new (all, kept, before, after);
}

/** gln_delta_ref: (transfer full): another reference; any thread. */
GlnDelta *
gln_delta_ref (GlnDelta *delta)
{
  g_atomic_ref_count_inc (&delta->ref_count);
  return delta;
}

/** gln_delta_unref: drops a reference; any thread. */
void
gln_delta_unref (GlnDelta *delta)
{
  if (!g_atomic_ref_count_dec (&delta->ref_count))
    return;
  for (guint i = 0; i < delta->n_changes; i++)
    {
      g_clear_pointer (&delta->changes[i].before, gln_feature_unref);
      g_clear_pointer (&delta->changes[i].after, gln_feature_unref);
    }
  g_clear_pointer (&delta->frame_before, gln_frame_unref);
  g_clear_pointer (&delta->frame_after, gln_frame_unref);
  g_free (delta->changes);
  g_free (delta);
}

/** gln_delta_is_empty: whether it changes nothing. */
gboolean
gln_delta_is_empty (const GlnDelta *delta)
{
  return delta->n_changes == 0 && !delta->frame_before;
}

/** gln_delta_box: the box of all geometry before and after, metres. */
GlnBox
gln_delta_box (const GlnDelta *delta)
{
  GlnBox box = GLN_BOX_EMPTY;

  for (guint i = 0; i < delta->n_changes; i++)
    {
      GlnFeature *before = delta->changes[i].before, *after = delta->changes[i].after;
      if (before && before->shape)
        gln_box_add_box (&box, &before->shape->box);
      if (after && after->shape)
        gln_box_add_box (&box, &after->shape->box);
    }
  return box;
}

/* Many changes at once are merged in one walk instead of one chunk copy each. */
static GlnFeatureMap *
apply_many (GlnFeatureMap *map, const GlnDelta *delta)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (gln_uuid_hash, gln_uuid_equal);
  g_autoptr (GPtrArray) list = g_ptr_array_sized_new (gln_feature_map_size (map) + delta->n_changes);
  GlnFeatureIter iter;
  GlnFeature *feature;

  for (guint i = 0; i < delta->n_changes; i++)
    g_hash_table_add (gone, &delta->changes[i].uuid);
  gln_feature_iter_init (&iter, map);
  while ((feature = gln_feature_iter_next (&iter)))
    if (!g_hash_table_contains (gone, &feature->uuid))
      g_ptr_array_add (list, feature);
  for (guint i = 0; i < delta->n_changes; i++)
    if (delta->changes[i].after)
      g_ptr_array_add (list, delta->changes[i].after);
  return gln_feature_map_new ((GlnFeature **) list->pdata, list->len);
}

static GlnFeatureMap *
apply_few (GlnFeatureMap *map, const GlnDelta *delta)
{
  GlnFeatureMap *result = gln_feature_map_ref (map);

  for (guint i = 0; i < delta->n_changes; i++)
    {
      const GlnChange *change = &delta->changes[i];
      GlnFeatureMap *next = change->after ? gln_feature_map_put (result, change->after)
                                          : gln_feature_map_remove (result, &change->uuid);
      gln_feature_map_unref (result);
      result = next;
    }
  return result;
}

/**
 * gln_plan_apply:
 * @plan: the plan that @delta starts from
 *
 * Returns: (transfer full): the plan that @delta leads to; @plan is as it was
 */
GlnPlan *
gln_plan_apply (const GlnPlan *plan, const GlnDelta *delta)
{
  gboolean many = delta->n_changes > 64
                  && delta->n_changes > gln_feature_map_size (plan->features) / 256;
  g_autoptr (GlnFeatureMap) features = many ? apply_many (plan->features, delta)
                                            : apply_few (plan->features, delta);

  return gln_plan_new (delta->frame_after ? delta->frame_after : plan->frame, features);
}
