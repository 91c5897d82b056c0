/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-areas.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/** GlnRecodeRow: one code of a layer and what becomes of it. */
typedef struct
{
  const char *code;           /* interned: in the layer's own system */
  const char *const *targets; /* NULL-terminated codes in the other system; owned by the table */
  guint n_features;
  double area_m2;             /* net, in the built-up area */
  gboolean asks;              /* no target or several: the user decides */
  gboolean loses_park;        /* a park before and none after, or not before the question is answered */
} GlnRecodeRow;

/** GlnRecode: what re-coding a layer to another system does to park per capita. */
typedef struct
{
  GArray *rows;         /* GlnRecodeRow by code */
  GPtrArray *targets;   /* keeps the lists of the rows */
  double lost_m2;       /* park land that is none any more */
  double lost_per_person_m2; /* by how much park per capita falls; NaN without population */
} GlnRecode;

GlnRecode *gln_recode_preview    (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                                  const GlnUuid *layer, const char *target_system);
void       gln_recode_free       (GlnRecode *recode);

gboolean   gln_recode_loses_park (const GlnStandards *standards, const GlnClass *cls);
gboolean   gln_recode_speaks     (const GlnFrame *frame, const GlnStandard *standard);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnRecode, gln_recode_free)

G_END_DECLS
