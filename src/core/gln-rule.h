/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-keytext.h"
#include "core/gln-when.h"

G_BEGIN_DECLS

/* One requirement of a standard, and what it says of a value. */

typedef enum
{
  GLN_OP_GE,
  GLN_OP_GT,
  GLN_OP_LE,
  GLN_OP_LT,
  GLN_OP_EQ,
  GLN_OP_BETWEEN, /* both ends included */
  GLN_OP_BOOL
} GlnOp;

typedef enum
{
  GLN_ROLE_BASIC,
  GLN_ROLE_RAISED, /* upper level (提升项): judged, shown, but not needed for conformity */
  GLN_ROLE_VETO,
  GLN_ROLE_FLOOR,
  GLN_ROLE_LAW,
  GLN_ROLE_PLAN,
  GLN_ROLE_GUIDE, /* information only */
  GLN_ROLE_TARGET /* a programme's own number */
} GlnRole;

/* How sure the number is. */
typedef enum
{
  GLN_CONFIDENCE_S2, /* two or more independent sources */
  GLN_CONFIDENCE_S1, /* one source */
  GLN_CONFIDENCE_K,  /* no source at hand: decides, shown as 未核实 */
  GLN_CONFIDENCE_KQ  /* "K?": number not sure: shown and editable, never decides */
} GlnConfidence;

/* The verdicts that are never mixed. */
typedef enum
{
  GLN_VERDICT_STANDARD,    /* 标准符合: editions, floors, laws, plans */
  GLN_VERDICT_TARGET,      /* 目标达成: the programme's own numbers */
  GLN_VERDICT_INFORMATION, /* neither */
  GLN_N_VERDICT_KINDS
} GlnVerdictKind;

typedef struct
{
  const char *id;        /* "NGC2010-PGPC-a", interned */
  const char *edition;   /* id of the standard it belongs to, interned */
  const char *indicator; /* "PGPC", interned */
  GlnOp op;
  double value;     /* bound; lower end for BETWEEN; 1 or 0 for BOOL */
  double value_max; /* upper end for BETWEEN, else equal to value */
  const char *unit; /* "ratio", "m2/person", "m2", "m", "count", "per10k", "per100k", … */
  const char *scope; /* "built_up", "urban", "parcel", "road", "belt" … */
  GlnWhen *when;
  GlnRole role;
  GlnConfidence confidence;
  gboolean parameter;   /* enters a formula (radius, cap); gives no verdict of its own */
  const char *population; /* (nullable): kind of population it is meant for: "non_agricultural" */
  const char *baseline; /* (nullable): where a width is measured from */
  const char *clause;   /* "" when the clause is not known */
  const char *const *sources; /* source keys, NULL-terminated */
  const char *note_zh;  /* "" when none */
  const char *note_en;
  guint line; /* where it stands in its file */
} GlnRule;

/**
 * gln_rule_parse:
 * @edition: id of the standard
 * @name: name of the rule inside the standard; the id becomes "edition-name"
 * @faults: (nullable): says what is wrong, with the line
 *
 * Returns: (transfer full) (nullable): NULL when the row cannot be used
 */
GlnRule *gln_rule_parse (const GlnKeyGroup *group, const char *file, const char *edition,
                         const char *name, GPtrArray *faults);
void gln_rule_free (GlnRule *self);

/* A rule made at run time (a target entered by hand): @op_text as in data files.
 * Returns: (transfer full) (nullable): NULL with @error when op or value is unusable */
GlnRule *gln_rule_new_target (const char *id, const char *edition, const char *indicator,
                              const char *op_text, double value, const char *unit,
                              const char *scope, GError **error);

typedef enum
{
  GLN_STATUS_MET,
  GLN_STATUS_UNMET,
  GLN_STATUS_UNKNOWN
} GlnStatus;

/* Why a verdict is UNKNOWN. */
typedef enum
{
  GLN_WHY_NONE,
  GLN_WHY_NO_VALUE,    /* the indicator could not be computed */
  GLN_WHY_PROVISIONAL, /* value shown, but its scope is not given */
  GLN_WHY_UNVERIFIED,  /* the rule's number is not sure (K?) */
  GLN_WHY_CONDITION    /* whether the rule applies is not known: see missing */
} GlnWhy;

typedef struct
{
  GlnStatus status;
  GlnWhy why;
  GlnStatus would_be; /* what the numbers alone say; UNKNOWN without a value. For display only */
  double gap; /* in the indicator's unit, >= 0: by how much the value must move to reach the bound;
                 0 when met (and for a strict bound hit exactly); NAN without a value */
  gboolean unverified; /* K or K?: show 未核实 */
  const char *missing; /* key of the unknown condition, or NULL */
} GlnVerdict;

/**
 * gln_rule_judge:
 * @value: the indicator in the rule's unit; NAN when unknown
 * @provisional: the value stands on a makeshift scope: it is shown and never decides
 *
 * The caller turns the gap into land by the indicator's denominator.
 */
GlnVerdict gln_rule_judge (const GlnRule *self, double value, gboolean provisional);

/* The bare comparison, strict as the operator says; NAN is never within. */
gboolean gln_rule_holds (const GlnRule *self, double value);

GlnVerdictKind gln_rule_get_verdict_kind (const GlnRule *self);

/* TRUE for <=, <: too much is the fault. Such rules bind new projects only when they say so. */
gboolean gln_rule_is_upper_bound (const GlnRule *self);

/* Which of two rules on one indicator asks more: > 0 when @a is harder to meet, < 0 when @b is, 0 when
 * equal or not comparable. */
int gln_rule_compare_strictness (const GlnRule *a, const GlnRule *b);

const char *gln_op_to_string (GlnOp op);
gboolean gln_op_from_string (const char *text, GlnOp *op);
const char *gln_role_to_string (GlnRole role);
const char *gln_confidence_to_string (GlnConfidence confidence);
const char *gln_status_to_string (GlnStatus status);

/* Counts for one verdict. Each column is a separate number; nothing is in two columns. */
typedef struct
{
  guint met;
  guint unmet;
  guint unknown;    /* not decidable for want of data */
  guint unverified; /* 待核实: K? rules, which never decide */
  guint raised_met; /* 提升项 apart: they do not decide conformity */
  guint raised_unmet;
} GlnTally;

typedef struct
{
  GlnTally kind[GLN_N_VERDICT_KINDS];
} GlnVerdictTally;

void gln_verdict_tally_add (GlnVerdictTally *tally, const GlnRule *rule, const GlnVerdict *verdict);

/* UNMET when any is unmet, else UNKNOWN when any is unknown or unverified or nothing was judged, else
 * MET. */
GlnStatus gln_tally_get_status (const GlnTally *tally);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnRule, gln_rule_free)

G_END_DECLS
