/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-layer.h"

G_BEGIN_DECLS

/** How the attached green of a phase is found (architecture §3, what counts 3). */
typedef enum
{
  GLN_ATTACHED_DRAWN,    /* 图斑口径: drawn XG in the parcel; default of the present */
  GLN_ATTACHED_DECLARED, /* 指标口径: declared ratio x parcel; default of planned phases */
  GLN_ATTACHED_MAX,      /* the larger of both, per parcel */
} GlnAttachedMethod;

/** How green coverage is found (architecture §3, what counts 4). */
typedef enum
{
  GLN_COVERAGE_AUTO,        /* interpreted when the phase has a complete interpretation, else estimate */
  GLN_COVERAGE_INTERPRETED,
  GLN_COVERAGE_ESTIMATE,
} GlnCoverageMethod;

/** GlnTarget: a number that the programme itself sets for a phase (目标达成). */
typedef struct
{
  const char *indicator; /* interned id, such as "GLR" */
  const char *op;        /* interned: ">=" ">" "<=" "<" "=" "between" */
  double value;          /* in the indicator's unit; ratios 0..1 */
  double value2;         /* upper end of between */
} GlnTarget;

/** GlnEntry: an indicator that no map can compute, entered by hand. */
typedef struct
{
  const char *indicator; /* interned */
  double value;
  char *evidence;        /* nullable: text, or the name of a file kept in the plan */
  char *department;      /* nullable */
  char *date;            /* nullable: ISO 8601 */
} GlnEntry;

/**
 * GlnPhase: an immutable, reference-counted time step of a plan. Phases are
 * ordered by their place in the plan. Land use and boundaries that a phase
 * does not have itself are inherited from the phase before it; ask
 * gln_frame_land_use() and gln_frame_boundary(), not these fields.
 */
typedef struct _GlnPhase GlnPhase;
struct _GlnPhase
{
  gatomicrefcount ref_count;
  const char *id;              /* interned, stable: "present", "2030" */
  char *name;                  /* as the user sees it */
  int year;                    /* 0 when not given */
  GlnUuid land_use;            /* nil: inherited */
  GlnUuid boundary[GLN_N_SCOPES]; /* by scope; nil: inherited */
  double population;           /* persons; NaN when not given */
  char *population_kind;       /* 常住 | 城区+暂住 | 非农 | own words; "" */
  int population_year;         /* 0 when not given */
  char *population_source;     /* "" when not given */
  GlnAttachedMethod attached;
  GlnCoverageMethod coverage;
  gboolean judged;             /* the present is not judged unless asked */
  GlnValues *conditions;       /* region, city_class, land_pc, baseline ... of standards.md 0.2 */
  guint n_targets;
  GlnTarget *targets;
  guint n_entries;
  GlnEntry *entries;
  char **editions;             /* ids of the standards it is judged by; NULL-terminated, never NULL */
};

/**
 * GlnPhaseSpec: the same fields, writable, to make a phase from. Get one by
 * gln_phase_spec_init() or gln_phase_spec_copy(), change it, and pass it to
 * gln_phase_new(). Strings and arrays are owned by the spec.
 */
typedef struct
{
  char *id, *name;
  int year;
  GlnUuid land_use;
  GlnUuid boundary[GLN_N_SCOPES];
  double population;
  char *population_kind;
  int population_year;
  char *population_source;
  GlnAttachedMethod attached;
  GlnCoverageMethod coverage;
  gboolean judged;
  GlnValues *conditions;
  GArray *targets;     /* GlnTarget */
  GArray *entries;     /* GlnEntry */
  GPtrArray *editions; /* char* */
} GlnPhaseSpec;

void      gln_phase_spec_init       (GlnPhaseSpec *spec, const char *id);
void      gln_phase_spec_copy       (GlnPhaseSpec *spec, const GlnPhase *phase);
void      gln_phase_spec_clear      (GlnPhaseSpec *spec);
void      gln_phase_spec_set_text   (char **field, const char *text);
void      gln_phase_spec_set_target (GlnPhaseSpec *spec, const char *indicator, const char *op,
                                     double value, double value2);
void      gln_phase_spec_set_entry  (GlnPhaseSpec *spec, const char *indicator, double value,
                                     const char *evidence, const char *department, const char *date);

GlnPhase *gln_phase_new             (const GlnPhaseSpec *spec);
GlnPhase *gln_phase_ref             (GlnPhase *phase);
void      gln_phase_unref           (GlnPhase *phase);
gboolean  gln_phase_equal           (const GlnPhase *a, const GlnPhase *b);

const GlnTarget *gln_phase_target   (const GlnPhase *phase, const char *indicator);
const GlnEntry  *gln_phase_entry    (const GlnPhase *phase, const char *indicator);

const char *gln_attached_method_id    (GlnAttachedMethod method);
gboolean    gln_attached_method_parse (const char *id, GlnAttachedMethod *method);
const char *gln_coverage_method_id    (GlnCoverageMethod method);
gboolean    gln_coverage_method_parse (const char *id, GlnCoverageMethod *method);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnPhase, gln_phase_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlnPhaseSpec, gln_phase_spec_clear)

G_END_DECLS
