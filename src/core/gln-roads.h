/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators-private.h"

G_BEGIN_DECLS

/**
 * GlnRoadGreen: the green ratio of one road and the verdict on it. The ratio
 * (绿地率) is green over the land of the road inside its red lines. It comes
 *
 * 1. from the road's own declared ratio, else by the phase's method from
 * 2. `declared`: the declared ratios of the road parcels under the line, by length;
 * 3. `drawn`: the drawn green inside the red lines, measured perpendicular to each
 *    segment over half the red-line width on both sides.
 *
 * `max` takes the larger of 2 and 3.
 */
typedef struct
{
  double ratio;         /* NaN unknown */
  const GlnRule *rule;  /* the strictest that decides; nullable: no rule applies */
  GlnStatus status;
  const char *missing;  /* nullable msgid: why the status is unknown */
} GlnRoadGreen;

GlnRoadGreen gln_road_green_judge (const GlnIndicatorContext *context, const GlnFeature *road);

G_END_DECLS
