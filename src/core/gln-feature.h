/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"
#include "core/gln-uuid.h"
#include "core/gln-values.h"

G_BEGIN_DECLS

/**
 * GlnFeature: an immutable, atomically reference-counted object of a plan: a
 * parcel, a green, a crown, a district ... Which of these it is says its
 * layer. Fields are for reading only.
 */
typedef struct _GlnFeature GlnFeature;
struct _GlnFeature
{
  gatomicrefcount ref_count;
  GlnUuid uuid;
  GlnUuid layer;
  const char *class_code; /* interned; "" when none; meaning is given by the layer's code system */
  const char *from;       /* interned phase id it exists from; NULL: from the first phase */
  const char *until;      /* interned phase id it no longer exists in (exclusive); NULL: for good */
  GlnValues *values;      /* nullable */
  GlnShape *shape;        /* nullable: a row without geometry is kept and reported */
};

GlnFeature *gln_feature_new         (const GlnUuid *uuid, const GlnUuid *layer, const char *class_code,
                                     GlnShape *shape, GlnValues *values);
GlnFeature *gln_feature_ref         (GlnFeature *feature);
void        gln_feature_unref       (GlnFeature *feature);
gboolean    gln_feature_equal       (const GlnFeature *a, const GlnFeature *b);

GlnFeature *gln_feature_with_shape  (const GlnFeature *feature, GlnShape *shape);
GlnFeature *gln_feature_with_class  (const GlnFeature *feature, const char *class_code);
GlnFeature *gln_feature_with_values (const GlnFeature *feature, GlnValues *values);
GlnFeature *gln_feature_with_phases (const GlnFeature *feature, const char *from, const char *until);
GlnFeature *gln_feature_with_layer  (const GlnFeature *feature, const GlnUuid *layer);

const char *gln_feature_name        (const GlnFeature *feature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnFeature, gln_feature_unref)

G_END_DECLS
