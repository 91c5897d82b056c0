/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-feature.h"

G_BEGIN_DECLS

/**
 * GlnFeatureMap: an immutable map from uuid to feature, sorted by uuid. A
 * changed copy shares all but the touched chunks with the original, so a plan
 * of a million features can be copied for every frame of a drag.
 */
typedef struct _GlnFeatureMap GlnFeatureMap;

GlnFeatureMap *gln_feature_map_new    (GlnFeature *const *features, guint n_features);
GlnFeatureMap *gln_feature_map_ref    (GlnFeatureMap *map);
void           gln_feature_map_unref  (GlnFeatureMap *map);
guint          gln_feature_map_size   (const GlnFeatureMap *map);
GlnFeature    *gln_feature_map_lookup (const GlnFeatureMap *map, const GlnUuid *uuid);
GlnFeatureMap *gln_feature_map_put    (GlnFeatureMap *map, GlnFeature *feature);
GlnFeatureMap *gln_feature_map_remove (GlnFeatureMap *map, const GlnUuid *uuid);

/** GlnFeatureIter: walks a map in order of uuid; plain memory, the map must outlive it. */
typedef struct
{
  const GlnFeatureMap *map;
  guint chunk;
  guint slot;
} GlnFeatureIter;

void        gln_feature_iter_init (GlnFeatureIter *iter, const GlnFeatureMap *map);
GlnFeature *gln_feature_iter_next (GlnFeatureIter *iter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnFeatureMap, gln_feature_map_unref)

G_END_DECLS
