/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-census.h"
#include "core/gln-indicators.h"

G_BEGIN_DECLS

/** GlnIndicatorContext: what a formula may look at; borrowed, for one phase and district. */
typedef struct
{
  const GlnAreas *areas;
  const GlnStandards *standards;
  const GlnStandard *standard; /* whose class sets and radii the values follow; nullable */
  const GlnFrame *frame;
  const GlnPhase *phase;
  guint phase_index;
  const GlnUuid *district; /* nullable */
  double population;       /* of the phase or the district; NaN unknown */
  GlnCensus *census;       /* filled as formulas ask */
  const char *const *editions; /* NULL-terminated: what the phase is judged by */
  GArray **parcels;        /* cache of gln_indicator_judge_parcels(); points to NULL until asked */
  GArray *terms;           /* nullable: receives a #GlnTerm for each feature a formula looks at */
} GlnIndicatorContext;

/** GlnTerm: what one feature adds to an indicator, or why it adds nothing. */
typedef struct
{
  GlnUuid feature;
  double numerator;
  double denominator;  /* NaN for formulas without one per feature */
  const char *reason;  /* nullable msgid: why it is left out or counts as not met */
} GlnTerm;

/** GlnIndicatorCompute: fills numerator, denominator, provisional, estimate, missing of @value. */
typedef void (*GlnIndicatorCompute) (const GlnIndicatorContext *context, GlnIndicatorValue *value);

/** GlnIndicatorRow: one indicator: what it is and how it is computed. */
typedef struct
{
  GlnIndicatorInfo info;
  GlnIndicatorCompute compute; /* NULL: by entry */
  const char *set;             /* class set of the counting data, or what the formula is about */
} GlnIndicatorRow;

extern const GlnIndicatorRow gln_indicator_rows[];
extern const guint gln_n_indicator_rows;

const GlnIndicatorRow *gln_indicator_row (const GlnIndicatorInfo *info);

/* One formula each; see gln-indicator-*.c. */
void gln_indicator_green_coverage   (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_green_land_ratio (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_park_per_capita  (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_service_radius   (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_tree_shrub_share (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_nursery_ratio    (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_total_green      (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_protective_built (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_road_area        (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_public_space    (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_green_square_share (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_lowest_district  (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_district_gap     (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_street_trees     (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_road_green       (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_shaded_roads     (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_strip_width      (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_natural_banks    (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_green_banks      (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_belts            (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_parcels          (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_flagged_land     (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_park_count       (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_park_planted     (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_heritage_trees   (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_titles           (const GlnIndicatorContext *context, GlnIndicatorValue *value);

/* Shared by formulas. */
GlnZoneQuery gln_indicator_zone    (const GlnIndicatorContext *context, GlnScope scope,
                                    GlnIndicatorValue *value);
void         gln_indicator_compute (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void         gln_indicator_judge   (const GlnIndicatorContext *context, GlnIndicatorValue *value);
GlnArea      gln_indicator_counted (const GlnIndicatorContext *context, const GlnZoneQuery *zone,
                                    const char *set);
GlnArea      gln_indicator_counted_of (const GlnIndicatorContext *context, const GlnGreenSum *sum,
                                       const char *set);
GlnArea      gln_indicator_green_land (const GlnIndicatorContext *context, const GlnZoneQuery *zone);
gboolean     gln_indicator_parks_divided (const GlnIndicatorContext *context);
void         gln_indicator_rule_context (const GlnIndicatorContext *context, GlnRuleContext *rules);
GPtrArray   *gln_indicator_editions (const GlnPhase *phase, const char *const *extra_editions);
void         gln_indicator_context_init (GlnIndicatorContext *context, const GlnAreas *areas,
                                         const GlnStandards *standards, guint phase,
                                         const GlnUuid *district);

GArray      *gln_indicator_judge_parcels (const GlnIndicatorContext *context, GlnScope scope);

/* Sums over features; each says so in the terms of the context. */
void         gln_indicator_begin    (GlnIndicatorValue *value);
void         gln_indicator_count_in (const GlnIndicatorContext *context, GlnIndicatorValue *value,
                                     const GlnFeature *feature, double numerator, double denominator,
                                     const char *reason);
void         gln_indicator_unknown  (const GlnIndicatorContext *context, GlnIndicatorValue *value,
                                     const GlnFeature *feature, double denominator, const char *reason);
void         gln_indicator_leave_out (const GlnIndicatorContext *context, const GlnFeature *feature,
                                      const char *reason);
void         gln_indicator_end      (GlnIndicatorValue *value, const char *nothing, const char *no_data);

G_END_DECLS
