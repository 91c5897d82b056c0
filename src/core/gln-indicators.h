/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-areas.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/**
 * Indicators: one calculation that window, report and command line share. Each
 * indicator is one row of a table (gln-indicators.c) and, where its formula is
 * of a new kind, one file gln-indicator-<id>.c.
 */

typedef enum
{
  GLN_UNIT_RATIO,     /* 0..1, shown as percent */
  GLN_UNIT_M2_PERSON,
  GLN_UNIT_M2,        /* shown in hectares */
  GLN_UNIT_M,
  GLN_UNIT_PER_10K,
  GLN_UNIT_PER_100K,
  GLN_UNIT_COUNT,
  GLN_UNIT_INDEX,     /* a bare number: index, grade, degrees */
} GlnUnit;

/** GlnIndicatorInfo: what an indicator is; static. */
typedef struct
{
  const char *id;         /* "GLR", as in standards.md §0.3 */
  const char *name_zh;    /* 绿地率 */
  const char *name_en;    /* green land ratio */
  GlnUnit unit;
  GlnScope scope;         /* what it is clipped to by default */
  const char *formula_zh; /* in words */
  const char *formula_en;
  const char *clause;     /* source of the formula */
  gboolean headline;      /* one of the three cards */
  gboolean by_entry;      /* no map can compute it: entered by hand */
  gboolean gap_in_land;   /* a gap is an area that can be planted or served: bound less value, by denominator */
  gboolean slow;          /* goes through features one by one: not for every frame of a drag */
} GlnIndicatorInfo;

/** GlnCheck: one requirement on a value and the verdict. */
typedef struct
{
  const char *rule;      /* interned: id of the rule, "programme-GLR" for a target of the phase */
  const GlnRule *source; /* nullable: the standard's rule; NULL for a target of the phase */
  const char *op;        /* ">=" … */
  double value, value2;
  GlnRole role;
  GlnConfidence confidence;
  GlnVerdictKind kind;   /* 标准符合 or 目标达成 */
  GlnStatus status;
  double gap;            /* 0 when met; in m² for indicators with gap_in_land (so 绿地率 and
                            人均公园绿地 gaps are m² of green), else in the indicator's unit; NaN unknown */
  double actual;         /* what is judged: the indicator as the rule's own edition counts it; NaN unknown */
  const char *missing;   /* nullable: key of the condition that is not given ("region" …): the rule may apply or not */
  const char *basis;     /* nullable, interned: id of the standard whose definitions @actual follows */
} GlnCheck;

/** GlnIndicatorValue: an indicator in one phase and district. */
typedef struct
{
  const GlnIndicatorInfo *info;
  double value;        /* in the unit; NaN when it cannot be computed */
  double numerator;    /* m², m, count; NaN when none */
  double denominator;  /* m², persons, m, count */
  gboolean provisional; /* the scope's boundary is missing: the parcels' union stands in; verdict unknown */
  gboolean estimate;    /* 估算 */
  gboolean entered;     /* by hand */
  gboolean stale;       /* from the set before: see gln_indicators_refresh() */
  const char *missing;  /* nullable, translated by the caller (msgid): why there is no value */
  double unknown;       /* part of the denominator whose datum is not given; it counts as not met */
  guint n_checks;
  GlnCheck *checks;
} GlnIndicatorValue;

/** GlnIndicatorSet: all indicators of one phase (and district), reference-counted, immutable. */
typedef struct _GlnIndicatorSet GlnIndicatorSet;
struct _GlnIndicatorSet
{
  gatomicrefcount ref_count;
  guint phase;
  GlnUuid district; /* nil: the whole */
  guint n_values;
  GlnIndicatorValue *values; /* in the order of the registry */
};

guint                   gln_indicator_count (void);
const GlnIndicatorInfo *gln_indicator_info  (guint index);
const GlnIndicatorInfo *gln_indicator_find  (const char *id); /* nullable */

GlnIndicatorSet *gln_indicators_compute (const GlnAreas *areas, const GlnStandards *standards,
                                         guint phase, const GlnUuid *district,
                                         const char *const *extra_editions); /* nullable: judged by these too */
GlnIndicatorSet *gln_indicators_refresh (const GlnAreas *areas, const GlnStandards *standards,
                                         guint phase, const GlnUuid *district,
                                         const char *const *extra_editions,
                                         const GlnIndicatorSet *before);
const GlnStandard *gln_indicators_standard (const GlnStandards *standards, const GlnFrame *frame,
                                            guint phase); /* nullable */
GlnIndicatorSet *gln_indicator_set_ref   (GlnIndicatorSet *set);
void             gln_indicator_set_unref (GlnIndicatorSet *set);
const GlnIndicatorValue *gln_indicator_set_find (const GlnIndicatorSet *set, const char *id); /* nullable */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnIndicatorSet, gln_indicator_set_unref)

G_END_DECLS
