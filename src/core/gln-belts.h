/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-areas.h"
#include "core/gln-belt-profile.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/**
 * Protective belts along railways, expressways, rivers and power lines.
 *
 * What is measured: from the edge of the bed outwards, perpendicular, the
 * green up to its first break. Track beds and carriageways (parcels of
 * transport use without green on them) are neither counted nor a break; a
 * water surface is none before the green begins. The line of a railway, road or
 * river is its centre line and half of red_line_width_m is its bed, unless its
 * own baseline says that it is an edge: then the wider side counts as its only
 * side. A rule measured from the centre line includes the bed, so that half
 * the bed is taken off the width it asks for.
 *
 * Exempt: lines marked belt_exempt (viaducts), stretches inside parcels or
 * zones marked so (stations), and the old town where the phase's condition
 * exempt_old_town is 1.
 */

typedef enum
{
  GLN_SIDE_LEFT,
  GLN_SIDE_RIGHT,
  GLN_SIDE_EDGE /* the wider side of a line that is itself an edge */
} GlnBeltSideKind;

/** GlnBeltSide: one side of one line against its rule. */
typedef struct
{
  GlnUuid line;
  const char *line_kind;  /* "rail", "motorway" …; lives with the plan */
  double kv;              /* of a power line; NaN else */
  GlnBeltSideKind side;
  const GlnRule *rule;
  double required_m;      /* of green beyond the edge of the bed */
  double edge_m;          /* half the bed */
  double exempt_m;        /* length that is exempt */
  GlnBeltSummary sum;     /* of the rest: length, met length, narrowest place, shortfall */
  GArray *below;          /* GlnStretch that is too narrow; owned */
  GlnStatus status;
  const char *missing;    /* nullable msgid: why the status is unknown */
} GlnBeltSide;

GArray *gln_belts_judge (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                         const char *const *editions);
const char *gln_belt_side_name (GlnBeltSideKind side);

G_END_DECLS
