/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
} GlnIndicatorContext;

/** GlnIndicatorCompute: fills numerator, denominator, provisional, estimate, missing of @value. */
typedef void (*GlnIndicatorCompute) (const GlnIndicatorContext *context, GlnIndicatorValue *value);

/** GlnIndicatorRow: one indicator: what it is and how it is computed. */
typedef struct
{
  GlnIndicatorInfo info;
  GlnIndicatorCompute compute; /* NULL: by entry */
  const char *set;             /* class set of the counting data, where one is used */
} GlnIndicatorRow;

extern const GlnIndicatorRow gln_indicator_rows[];
extern const guint gln_n_indicator_rows;

const GlnIndicatorRow *gln_indicator_row (const GlnIndicatorInfo *info);

/* One formula each; see gln-indicator-*.c. */
void gln_indicator_green_coverage   (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_green_land_ratio (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_park_per_capita  (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_lowest_district  (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_service_radius   (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_tree_shrub_share (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void gln_indicator_nursery_ratio    (const GlnIndicatorContext *context, GlnIndicatorValue *value);

/* Shared by formulas. */
GlnZoneQuery gln_indicator_zone    (const GlnIndicatorContext *context, GlnScope scope,
                                    GlnIndicatorValue *value);
void         gln_indicator_compute (const GlnIndicatorContext *context, GlnIndicatorValue *value);
void         gln_indicator_judge   (const GlnIndicatorContext *context,
                                    const char *const *editions, GlnIndicatorValue *value);
GlnArea      gln_indicator_counted (const GlnIndicatorContext *context, const GlnZoneQuery *zone,
                                    const char *set);

G_END_DECLS
