/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"

#include <math.h>

/* Indicators that compare the urban districts (城区). */

typedef struct
{
  guint n_districts;
  guint n_unknown; /* districts without a value, such as for want of population */
  GlnIndicatorValue lowest, highest;
} Spread;

static GlnIndicatorValue
value_in_district (const GlnIndicatorContext *context, const char *id, const GlnUuid *district)
{
  GlnIndicatorContext inner = *context;
  GlnIndicatorValue value = { .info = gln_indicator_find (id) };
  GlnFeature *feature = gln_plan_feature (gln_areas_plan (context->areas), district);

  inner.district = district;
  inner.terms = NULL;
  inner.population = feature ? gln_feature_number (feature, "population") : NAN;
  gln_indicator_compute (&inner, &value);
  if (feature && context->terms)
    {
      GlnTerm term = { *district, value.numerator, value.denominator, value.missing };
      g_array_append_val (context->terms, term);
    }
  return value;
}

/* A district outside the built-up area is not one of its districts. */
static gboolean
is_outside (const GlnIndicatorContext *context, GlnScope scope, const GlnUuid *district)
{
  return gln_areas_has_scope (context->areas, context->phase_index, scope)
         && gln_areas_district_in_scope (context->areas, context->phase_index, scope, district) == 0;
}

static Spread
spread_of (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const char *of = gln_indicator_row (value->info)->set;
  g_autoptr (GArray) districts = gln_areas_districts (context->areas, "urban_district");
  Spread spread = { .lowest = { .value = NAN, .numerator = NAN, .denominator = NAN },
                    .highest = { .value = NAN, .numerator = NAN, .denominator = NAN } };

  for (guint i = 0; i < districts->len; i++)
    {
      const GlnUuid *district = &g_array_index (districts, GlnUuid, i);
      GlnIndicatorValue one;
      if (is_outside (context, value->info->scope, district))
        continue;
      one = value_in_district (context, of, district);
      spread.n_districts++;
      value->provisional |= one.provisional;
      value->estimate |= one.estimate;
      if (isnan (one.value))
        spread.n_unknown++;
      else
        {
          if (!(spread.lowest.value <= one.value))
            spread.lowest = one;
          if (!(spread.highest.value >= one.value))
            spread.highest = one;
        }
    }
  return spread;
}

/* A smallest value is not known as long as one district's is not. */
static gboolean
is_complete (const GlnIndicatorContext *context, const Spread *spread, GlnIndicatorValue *value)
{
  if (context->district)
    value->missing = N_("compares districts; has no value in one of them");
  else if (spread->n_districts == 0)
    value->missing = N_("no urban districts");
  else if (spread->n_unknown > 0)
    value->missing = N_("a district has no value; its population or area is not given");
  return value->missing == NULL;
}

/* GLRmin, PGPCmin (GB/T 50563-2010): the smallest value of the urban districts. */
void
gln_indicator_lowest_district (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  Spread spread = { 0 };

  if (!context->district)
    spread = spread_of (context, value);
  if (!is_complete (context, &spread, value))
    return;
  value->value = spread.lowest.value;
  value->numerator = spread.lowest.numerator;
  value->denominator = spread.lowest.denominator;
}

/* GLRgap, GCRgap, PGPCgap (建城[2000]106号): largest less smallest value. */
void
gln_indicator_district_gap (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  Spread spread = { 0 };

  if (!context->district)
    spread = spread_of (context, value);
  if (is_complete (context, &spread, value))
    value->value = spread.highest.value - spread.lowest.value;
}
