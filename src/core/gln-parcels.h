/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-areas.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/**
 * GlnParcelVerdict: the green ratio (绿地率) of one parcel against the rules
 * for its use and age. The ratio is its attached green, found by the phase's
 * method, over its cells that are not under public green.
 *
 * Only new projects are held to upper bounds, as their rules say; a parcel
 * whose age is not given is never found guilty by a rule that depends on it.
 */
typedef struct
{
  GlnUuid parcel;
  const GlnClass *cls;   /* its class; of mixed uses the first */
  const char *age;       /* "new", "rebuilt", "old"; NULL not given */
  double area_m2;        /* inside the scope */
  double ratio;          /* NaN not known */
  const GlnRule *rule;   /* the rule to show; NULL: none applies */
  double required;       /* its bound here; NaN without rule */
  GlnStatus status;
  double gap_m2;         /* green to add, or to take away under an upper bound; 0 when met; NaN unknown */
  const char *missing;   /* nullable msgid: why the status is unknown */
} GlnParcelVerdict;

GArray     *gln_parcels_judge (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                               GlnScope scope, const char *const *editions);
const char *gln_parcel_age    (const GlnFrame *frame, const GlnFeature *parcel, guint phase);

G_END_DECLS
