/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-line-engine.h"
#include "core/gln-plan.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/**
 * GlnCensus: the features of one phase by kind of layer, and the polygons near
 * a place, for formulas that go through features one by one. Every part is
 * made when it is first asked for. Belongs to one thread.
 */
typedef struct _GlnCensus GlnCensus;

GlnCensus *gln_census_new  (GlnPlan *plan, const GlnStandards *standards, guint phase);
void       gln_census_free (GlnCensus *census);

const GPtrArray *gln_census_features  (GlnCensus *census, GlnLayerKind kind); /* of GlnFeature, by uuid */
const GlnLayer  *gln_census_layer     (GlnCensus *census, const GlnFeature *feature);
const GlnClass  *gln_census_class     (GlnCensus *census, const GlnFeature *feature); /* nullable */
const GlnClass  *gln_census_canonical (GlnCensus *census, const GlnFeature *feature); /* nullable */

/** GlnCensusWanted: which polygons are asked for. */
typedef gboolean (*GlnCensusWanted) (GlnCensus *census, const GlnFeature *feature, gpointer data);

GPtrArray   *gln_census_features_near (GlnCensus *census, const GlnBox *box, GlnCensusWanted wanted,
                                       gpointer data);
GPtrArray   *gln_census_near (GlnCensus *census, const GlnBox *box, GlnCensusWanted wanted, gpointer data);
GlnClipArea *gln_census_area (GlnCensus *census, const GlnFeature *feature);

/* Lines. */
const char *gln_census_line_kind (GlnCensus *census, const GlnFeature *line);
gboolean    gln_line_kind_is_road (const char *kind);
GArray     *gln_census_line_in   (GlnCensus *census, const GlnFeature *line, GlnScope scope,
                                  const GlnUuid *district);
GArray     *gln_census_line_in_polygons (GlnCensus *census, const GlnFeature *line, const GPtrArray *areas);

/* Values of a feature: NaN, NULL where not given. */
double      gln_feature_number (const GlnFeature *feature, const char *key);
const char *gln_feature_text   (const GlnFeature *feature, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnCensus, gln_census_free)

G_END_DECLS
