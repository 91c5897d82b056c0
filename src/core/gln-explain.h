/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"

G_BEGIN_DECLS

/** GlnContribution: what one feature adds to an indicator, or why it adds nothing. */
typedef struct
{
  GlnUuid feature;
  const char *class_code; /* the feature's own; lives with the plan */
  double numerator;       /* m², m or number, as the indicator's numerator */
  double denominator;     /* NaN where the formula has none per feature */
  const char *reason;     /* nullable msgid: why it is left out, or takes part but counts as not met */
} GlnContribution;

/** GlnPart: a part of the numerator that is no single feature, such as a class or the attached green. */
typedef struct
{
  const char *code;  /* interned class code; "" when it is no class */
  const char *label; /* nullable msgid */
  double numerator;
} GlnPart;

/**
 * GlnExplanation: a number taken apart: for the click on it and for the
 * report. The parts add up to the numerator; so do the contributions where
 * @by_feature is TRUE.
 */
typedef struct
{
  GlnPlan *plan;                 /* referenced: keeps the texts alive */
  GlnIndicatorSet *set;          /* of this indicator alone; owned */
  const GlnIndicatorValue *value; /* of @set: numerator, denominator, formula, clause, verdicts */
  const GlnPhase *phase;         /* of @plan: population with its kind, year and source */
  const GlnStandard *standard;   /* nullable: whose class sets and radii it follows */
  GlnScope scope;
  gboolean by_feature;           /* FALSE: the features of this value cannot be listed, such as in one district */
  GArray *parts;                 /* GlnPart */
  GArray *contributions;         /* GlnContribution that count, largest first */
  GArray *excluded;              /* GlnContribution with a reason that adds nothing */
} GlnExplanation;

GlnExplanation *gln_indicator_explain  (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                                        const GlnUuid *district, const char *id,
                                        const char *const *extra_editions);
void            gln_explanation_free   (GlnExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnExplanation, gln_explanation_free)

G_END_DECLS
