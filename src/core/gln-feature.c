/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-feature.h"

/**
 * gln_feature_new:
 * @uuid: its identity
 * @layer: the layer it belongs to
 * @class_code: (nullable): code in the layer's code system
 * @shape: (nullable): a reference is added
 * @values: (nullable): a reference is added
 *
 * Returns: (transfer full): a feature that exists in every phase
 */
GlnFeature *
gln_feature_new (const GlnUuid *uuid, const GlnUuid *layer, const char *class_code, GlnShape *shape,
                 GlnValues *values)
{
  GlnFeature *feature = g_new0 (GlnFeature, 1);

  g_atomic_ref_count_init (&feature->ref_count);
  feature->uuid = *uuid;
  feature->layer = *layer;
  feature->class_code = g_intern_string (class_code ? class_code : "");
  feature->shape = shape ? gln_shape_ref (shape) : NULL;
  feature->values = gln_values_ref (values);
  return feature;
}

/** gln_feature_ref: (transfer full): another reference; any thread. */
GlnFeature *
gln_feature_ref (GlnFeature *feature)
{
  g_atomic_ref_count_inc (&feature->ref_count);
  return feature;
}

/** gln_feature_unref: drops a reference; any thread. */
void
gln_feature_unref (GlnFeature *feature)
{
  if (!g_atomic_ref_count_dec (&feature->ref_count))
    return;
  g_clear_pointer (&feature->shape, gln_shape_unref);
  gln_values_unref (feature->values);
  g_free (feature);
}

/** gln_feature_equal: whether every field is equal, the geometry bit for bit; NULL equals NULL. */
gboolean
gln_feature_equal (const GlnFeature *a, const GlnFeature *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b)
    return FALSE;
  return gln_uuid_equal (&a->uuid, &b->uuid) && gln_uuid_equal (&a->layer, &b->layer)
         && a->class_code == b->class_code && a->from == b->from && a->until == b->until
         && gln_values_equal (a->values, b->values) && gln_shape_equal (a->shape, b->shape);
}

static GlnFeature *
feature_copy (const GlnFeature *feature)
{
  GlnFeature *copy = gln_feature_new (&feature->uuid, &feature->layer, feature->class_code,
                                      feature->shape, feature->values);
  copy->from = feature->from;
  copy->until = feature->until;
  return copy;
}

/** gln_feature_with_shape: (transfer full): a copy with another geometry (nullable, referenced). */
GlnFeature *
gln_feature_with_shape (const GlnFeature *feature, GlnShape *shape)
{
  GlnFeature *copy = feature_copy (feature);

  if (shape)
    gln_shape_ref (shape);
  g_clear_pointer (&copy->shape, gln_shape_unref);
  copy->shape = shape;
  return copy;
}

/** gln_feature_with_class: (transfer full): a copy with another class code. */
GlnFeature *
gln_feature_with_class (const GlnFeature *feature, const char *class_code)
{
  GlnFeature *copy = feature_copy (feature);

  copy->class_code = g_intern_string (class_code ? class_code : "");
  return copy;
}

/** gln_feature_with_values: (transfer full): a copy with another set of values (nullable, referenced). */
GlnFeature *
gln_feature_with_values (const GlnFeature *feature, GlnValues *values)
{
  GlnFeature *copy = feature_copy (feature);

  gln_values_ref (values);
  gln_values_unref (copy->values);
  copy->values = values;
  return copy;
}

/** gln_feature_with_phases: (transfer full): a copy with another phase range; NULL is open. */
GlnFeature *
gln_feature_with_phases (const GlnFeature *feature, const char *from, const char *until)
{
  GlnFeature *copy = feature_copy (feature);

  copy->from = g_intern_string (from);
  copy->until = g_intern_string (until);
  return copy;
}

/** gln_feature_with_layer: (transfer full): a copy that belongs to another layer. */
GlnFeature *
gln_feature_with_layer (const GlnFeature *feature, const GlnUuid *layer)
{
  GlnFeature *copy = feature_copy (feature);

  copy->layer = *layer;
  return copy;
}

/** gln_feature_name: (transfer none): the value "name", "" when it has none. */
const char *
gln_feature_name (const GlnFeature *feature)
{
  const char *name = gln_values_text (feature->values, "name");

  return name ? name : "";
}
