/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-classes.h"

G_BEGIN_DECLS

/* Conditions of rules ("when").
 *
 * A condition list is text such as "region = S; pop >= 500000; pop <= 1000000": conditions joined
 * by ';', each `key op value`, all of which must hold. Values of symbolic keys may be
 * alternatives joined by '|'. Comparison is strict: 50 m is not > 50. */

typedef enum
{
  GLN_TRI_UNKNOWN = -1,
  GLN_TRI_FALSE = 0,
  GLN_TRI_TRUE = 1
} GlnTri;

/* What is known about the phase and the place a rule is asked for. Unknown text is NULL, unknown
 * numbers are NAN. A member that has no meaning for the place (the road width of a parcel) is left
 * unknown; rules are told apart by scope and indicator first. Strings are borrowed. */
typedef struct
{
  const char *region;         /* "N" | "S" of the Qinling-Huaihe line */
  double pop;                 /* persons */
  const char *city_class;     /* "big" | "mid" | "small" */
  double land_pc_m2;          /* construction land per person */
  const char *age;            /* "new" | "rebuilt" | "old" */
  const GlnClass *use;        /* class of the parcel */
  const char *const *uses;    /* (nullable): further use words of this very feature */
  const char *road_class;     /* "expressway" | "main" | "secondary" | "branch" | "scenic" */
  double width_m;             /* red-line width of the road */
  double kv;                  /* voltage of the power line */
  const char *line;           /* "rail" | "motorway" | "expressway" | "river" | "lake" … */
  const char *baseline;       /* where a belt is measured from: "track_centre" | "red_line" … */
  double park_area_m2;
  GlnTri historic;            /* inside a historic quarter */
  const char *district_level; /* "city" | "urban_district" | "street" | "community" | "circle15" … */
  const char *phase;          /* phase id or step name */
  double phase_year;
} GlnRuleContext;

/* Everything unknown. */
void gln_rule_context_init (GlnRuleContext *context);

typedef struct _GlnWhen GlnWhen;

/**
 * gln_when_parse:
 * @text: condition list; NULL or empty means "always"
 * @error: G_KEY_FILE_ERROR_INVALID_VALUE with one sentence that names the condition
 *
 * Unknown keys, operators that a key cannot take and symbols that are not in a key's list are
 * errors: a mistyped condition must not widen a rule.
 *
 * Returns: (transfer full) (nullable): NULL with @error
 */
GlnWhen *gln_when_parse (const char *text, GError **error);
void gln_when_free (GlnWhen *self);

/**
 * gln_when_eval:
 * @missing: (out) (optional): when the result is UNKNOWN, the key of the first condition whose datum
 *   is unknown (static string, for instance "pop"); else NULL
 *
 * FALSE as soon as one condition is false, whatever else is unknown.
 */
GlnTri gln_when_eval (const GlnWhen *self, const GlnRuleContext *context, const char **missing);

/* TRUE when there is no condition. */
gboolean gln_when_is_always (const GlnWhen *self);

/* TRUE when some condition names this key. */
gboolean gln_when_has_key (const GlnWhen *self, const char *key);

/* The range that the conditions leave to a numeric key: from @min to @max, where an open side is
 * -INFINITY or INFINITY. Whether an end belongs to it is not told. */
void gln_when_get_range (const GlnWhen *self, const char *key, double *min, double *max);

/* The conditions in words, for people: "人均建设用地 ≥ 80 m²/人；新旧为新建". "" when there is none.
 * (transfer full) */
char *gln_when_describe (const GlnWhen *self, gboolean chinese);

/* What a key is called ("pop" → 人口), for "人口 is missing". The key itself when it is unknown. */
const char *gln_when_key_name (const char *key, gboolean chinese);

/* One spelling for equal conditions: "key op value; …" in the given order. (transfer full) */
char *gln_when_to_string (const GlnWhen *self);

/* Words of the "use" conditions (for the check that some code system knows them).
 * Returns: (transfer container): NULL-terminated, interned; free with g_free() */
const char **gln_when_get_uses (const GlnWhen *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnWhen, gln_when_free)

G_END_DECLS
