/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-standards.h"

G_BEGIN_DECLS

/** GlnRequirement: one rule as it binds one object, a parcel or a road. */
typedef struct
{
  const GlnRule *rule;
  double value;      /* the bound here: the rule's own, or eased for old districts, or combined for mixed uses */
  gboolean sure;     /* FALSE: a datum of its condition is not given, so it may apply or not */
} GlnRequirement;

void      gln_requirements_add_matches (GArray *requirements, const GArray *matches, gboolean old);
GlnStatus gln_requirements_judge       (const GArray *requirements, double actual,
                                        const GlnRequirement **named);
gboolean  gln_requirement_holds        (const GlnRequirement *requirement, double actual);

G_END_DECLS
