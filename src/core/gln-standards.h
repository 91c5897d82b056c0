/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-classes.h"
#include "core/gln-counting.h"
#include "core/gln-rule.h"

G_BEGIN_DECLS

/* The library of standards: code systems, editions, city profiles, programmes. Built once from the
 * text of data files, then immutable; atomically ref-counted. */

typedef enum
{
  GLN_STANDARD_EDITION,     /* national or industry standard */
  GLN_STANDARD_FLOOR,       /* mandatory floor in addition to any edition */
  GLN_STANDARD_LAW,         /* national regulation */
  GLN_STANDARD_CITY,        /* city profile */
  GLN_STANDARD_PROGRAMME,   /* a programme's own targets */
  GLN_STANDARD_INFORMATION, /* shown, never a verdict */
  GLN_N_STANDARD_KINDS
} GlnStandardKind;

/* How the required ratio of a mixed-use parcel comes from its uses. */
typedef enum
{
  GLN_MIXED_UNSET,
  GLN_MIXED_FAR_WEIGHTED,  /* weighted by floor area (宁波) */
  GLN_MIXED_LAND_WEIGHTED, /* weighted by land share (济南) */
  GLN_MIXED_MAX,           /* the highest of them (青岛) */
  GLN_MIXED_DOMINANT_GFA   /* that of the use with most floor area (南阳, 平顶山) */
} GlnMixedUse;

typedef struct
{
  const char *id; /* "step1" */
  const char *name_zh;
  const char *name_en;
} GlnProgrammeStep;

typedef struct
{
  const char *id; /* "NGC2010", as in the tables of the standards */
  GlnStandardKind kind;
  const char *name_zh;
  const char *name_en;
  const char *number;  /* document number, for instance "建城[2010]125号"; "" when none */
  const char *status;  /* "in force" | "superseded" | "repealed" | "" */
  int year;            /* 0 when unknown */
  const char *region;  /* city of a profile, in Chinese; "" */
  const GlnCounting *counting;   /* class sets; never NULL in a finished library */
  const char *parameters_from;   /* (nullable): id whose RADIUS and cap rows this one uses too */
  GlnMixedUse mixed_use;
  double old_reduction_ratio;    /* old districts may fall short by this (0.05); 0 when not */
  GlnConfidence old_reduction_confidence;
  gboolean all_unsure; /* every rule is K?: say so when it is chosen; it can decide nothing */
  GPtrArray *rules;    /* of GlnRule, in file order */
  const GlnProgrammeStep *steps; /* of a programme */
  guint n_steps;
  const char *file; /* display name */
} GlnStandard;

typedef struct _GlnStandards GlnStandards;
typedef struct _GlnStandardsBuilder GlnStandardsBuilder;

/* Building ----------------------------------------------------------------------------------- */

GlnStandardsBuilder *gln_standards_builder_new (void);

/**
 * gln_standards_builder_add:
 * @file: display name for messages
 * @text: (array length=len): bytes of a .standard file of any kind
 *
 * A file whose id is already there replaces the earlier one (users' files come last). A file that
 * cannot be read at all replaces nothing. Everything wrong becomes a GlnDataFault.
 */
void gln_standards_builder_add (GlnStandardsBuilder *self, const char *file, const char *text,
                                gssize len);

/**
 * gln_standards_builder_finish: (transfer self)
 * @faults: (out) (optional) (transfer full): GPtrArray of GlnDataFault, perhaps empty
 *
 * Cross-checks names between files (counting sets, use words, crosswalk codes, source keys).
 */
GlnStandards *gln_standards_builder_finish (GlnStandardsBuilder *self, GPtrArray **faults);
void gln_standards_builder_free (GlnStandardsBuilder *self);

GlnStandards *gln_standards_ref (GlnStandards *self);
void gln_standards_unref (GlnStandards *self);

/* Look-ups ----------------------------------------------------------------------------------- */

guint gln_standards_get_n_code_systems (const GlnStandards *self);
const GlnCodeSystem *gln_standards_get_code_system_at (const GlnStandards *self, guint index);
const GlnCodeSystem *gln_standards_get_code_system (const GlnStandards *self, const char *id);

guint gln_standards_get_n (const GlnStandards *self);
const GlnStandard *gln_standards_get_at (const GlnStandards *self, guint index);

/* By id; NULL when unknown. The slash of a document number may be left out: GBT51346-2019. */
const GlnStandard *gln_standards_get (const GlnStandards *self, const char *id);

/* A rule by its full id ("NGC2010-PGPC-a"); NULL when unknown. */
const GlnRule *gln_standards_get_rule (const GlnStandards *self, const char *rule_id);

/* Where a source key leads (URL or place), or NULL. */
const char *gln_standards_get_source (const GlnStandards *self, const char *key);

/* The canonical (CJJ/T 85-2017) class of a class of any system: the crosswalk's answer, or the class
 * above all its answers (2002 G42 may be AG or BG: XG). NULL for land that is not green, and for
 * rows whose answers have nothing in common (三调 0810): the user has to say which. */
const GlnClass *gln_standards_canonical_class (const GlnStandards *self, const GlnClass *cls);

/**
 * gln_standards_crosswalk:
 * @cls: class of any system
 * @target: id of the other system
 *
 * Uses the table of @cls's own system, else that of @target read backwards (then several sources
 * make the row one that asks).
 *
 * Returns: (transfer container): NULL-terminated codes: none = no row, one = settled, more = ask.
 *   Free with g_free().
 */
const char **gln_standards_crosswalk (const GlnStandards *self, const GlnClass *cls,
                                      const char *target);

/* Selection ---------------------------------------------------------------------------------- */

typedef struct
{
  const GlnRule *rule;
  const GlnStandard *standard;
  GlnTri applies;      /* TRUE, or UNKNOWN: then the verdict is unknown because of @missing */
  const char *missing; /* key of the context that is missing, or NULL */
} GlnRuleMatch;

/**
 * gln_standards_select:
 * @editions: (array zero-terminated=1): ids; unknown ids are passed over
 * @indicator: (nullable): only rules of this indicator
 * @scope: (nullable): only rules of this scope
 *
 * Rules whose conditions are false are left out, parameters (radius, caps) too.
 *
 * Returns: (transfer full): GArray of GlnRuleMatch, in the order of @editions and files
 */
GArray *gln_standards_select (const GlnStandards *self, const char *const *editions,
                              const GlnRuleContext *context, const char *indicator,
                              const char *scope);

/* Judge a match: like gln_rule_judge(), but unknown when it is unknown whether the rule applies. */
GlnVerdict gln_rule_match_judge (const GlnRuleMatch *match, double value, gboolean provisional);

typedef struct
{
  double radius_m;
  GlnConfidence confidence;
  const GlnRule *rule;
} GlnParkRadius;

/**
 * gln_standard_get_park_radius:
 * @area_m2: net area of the park
 * @historic: inside a historic quarter
 *
 * Returns: TRUE when the park counts, with the largest radius that the table gives it; FALSE when the
 *   table leaves it out or there is no table (gln_standard_has_radii() tells which)
 */
gboolean gln_standard_get_park_radius (const GlnStandards *self, const GlnStandard *standard,
                                       double area_m2, gboolean historic, GlnParkRadius *radius);
gboolean gln_standard_has_radii (const GlnStandards *self, const GlnStandard *standard);

typedef struct
{
  double min_area_m2; /* the park has at least this */
  double max_area_m2; /* and less than this; G_MAXDOUBLE when open */
  double radius_m;
  GlnConfidence confidence;
} GlnRadiusTier;

/* The same table as tiers, for one kind of quarter. A park may fall into several tiers: the largest
 * radius holds. Returns: number of tiers, at most @max. */
guint gln_standard_get_radius_tiers (const GlnStandards *self, const GlnStandard *standard,
                                     gboolean historic, GlnRadiusTier *tiers, guint max);

/* Cap of other green that adjoins construction land, as a share of the green inside it; 0 when the
 * edition has no such allowance. @rule (out) (optional): its row. */
double gln_standard_get_other_green_cap (const GlnStandards *self, const GlnStandard *standard,
                                         const GlnRule **rule);

typedef struct
{
  double required_ratio; /* what the rule asks of this use alone */
  double land_m2;        /* its share of the site; NAN when not known */
  double floor_m2;       /* its floor area; NAN when not known */
} GlnMixedPart;

/**
 * gln_mixed_use_combine:
 * @way: how the city combines them; GLN_MIXED_UNSET is taken as the highest, the safe side
 *
 * Returns: the ratio that a parcel of mixed use has to reach; NAN when the way needs areas that are not
 *   known or sum up to nothing
 */
double gln_mixed_use_combine (GlnMixedUse way, const GlnMixedPart *parts, guint n_parts);

/* Settings ----------------------------------------------------------------------------------- */

/* Tolerances of geometric findings. */
double gln_standards_get_tolerance_width_m (const GlnStandards *self);
double gln_standards_get_tolerance_area_m2 (const GlnStandards *self);

/* Which drawn green wins a place that several share: canonical codes, highest first
 * (G1, G2, G3, XG, EG). NULL-terminated; never NULL. */
const char *const *gln_standards_get_green_order (const GlnStandards *self);

/* "big", "mid", "small" by non-agricultural population; NULL for NAN. Unverified (K). */
const char *gln_standards_city_class (const GlnStandards *self, double non_agricultural_pop);

const char *gln_standard_kind_to_string (GlnStandardKind kind);
const char *gln_standard_get_name (const GlnStandard *self, gboolean chinese);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnStandardsBuilder, gln_standards_builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnStandards, gln_standards_unref)

G_END_DECLS
