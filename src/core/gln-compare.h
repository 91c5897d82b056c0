/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"

G_BEGIN_DECLS

/** GlnClassChange: net green of one class in two states, inside the built-up area. */
typedef struct
{
  const char *class_code; /* interned canonical class */
  double before_m2;
  double after_m2;
} GlnClassChange;

/** GlnIndicatorChange: one indicator in two states; values are of the sets of the comparison. */
typedef struct
{
  const GlnIndicatorInfo *info;
  const GlnIndicatorValue *before;
  const GlnIndicatorValue *after;
} GlnIndicatorChange;

/** GlnComparison: what changed between two phases, or since a saved state. */
typedef struct
{
  GlnIndicatorSet *before, *after; /* referenced */
  gboolean provisional;            /* the built-up area of one of them is missing */
  GArray *classes;                 /* GlnClassChange, every class of either; equal ones too */
  GArray *indicators;              /* GlnIndicatorChange: those with a value in both that changed */
} GlnComparison;

GlnComparison *gln_compare      (const GlnAreas *before, guint phase_before, const GlnAreas *after,
                                 guint phase_after, const GlnStandards *standards);
void           gln_comparison_free (GlnComparison *comparison);

/** GlnPhasePoint: an indicator in one phase beside its target. */
typedef struct
{
  guint phase;
  int year;        /* 0 not given */
  double value;    /* NaN unknown */
  double target;   /* NaN none */
  const char *op;  /* of the target; NULL none */
  GlnStatus status; /* against the target; UNKNOWN without one */
} GlnPhasePoint;

GArray *gln_trend (const GlnAreas *areas, const GlnStandards *standards, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnComparison, gln_comparison_free)

G_END_DECLS
