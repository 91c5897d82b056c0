/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-indicators-private.h"

#include <math.h>

/* Sums over features, and the record of what each of them did. */

static void
note_term (const GlnIndicatorContext *context, const GlnFeature *feature, double numerator,
           double denominator, const char *reason)
{
  GlnTerm term = { feature->uuid, numerator, denominator, reason };

  if (context->terms)
    g_array_append_val (context->terms, term);
}

/* Starts a sum over features. */
void
gln_indicator_begin (GlnIndicatorValue *value)
{
  value->numerator = value->denominator = 0;
}

/* @feature takes part; @reason (nullable) says why it counts as not met. */
void
gln_indicator_count_in (const GlnIndicatorContext *context, GlnIndicatorValue *value,
                        const GlnFeature *feature, double numerator, double denominator,
                        const char *reason)
{
  value->numerator += numerator;
  value->denominator += denominator;
  note_term (context, feature, numerator, denominator, reason);
}

/* @feature takes part but its datum is not given: it counts as not met, and
 * a verdict that hangs on it is unknown. */
void
gln_indicator_unknown (const GlnIndicatorContext *context, GlnIndicatorValue *value,
                       const GlnFeature *feature, double denominator, const char *reason)
{
  value->unknown += denominator;
  gln_indicator_count_in (context, value, feature, 0, denominator, reason);
}

/* @feature is outside the indicator's set. */
void
gln_indicator_leave_out (const GlnIndicatorContext *context, const GlnFeature *feature,
                         const char *reason)
{
  note_term (context, feature, 0, 0, reason);
}

/* Ends a sum: @nothing when no feature took part, @no_data when not one of
 * them has the datum. */
void
gln_indicator_end (GlnIndicatorValue *value, const char *nothing, const char *no_data)
{
  if (!(value->denominator > 0))
    value->missing = nothing;
  else if (value->unknown >= value->denominator)
    value->missing = no_data;
}
