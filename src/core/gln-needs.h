/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"

G_BEGIN_DECLS

typedef enum
{
  GLN_NEED_BOUNDARY,  /* values are provisional */
  GLN_NEED_DATUM,     /* an indicator has no value: @what says why (msgid) */
  GLN_NEED_ENTRY,     /* an indicator has to be entered by hand */
  GLN_NEED_CONDITION, /* whether a rule applies hangs on @what: "region", "land_pc", "city_class" … */
  GLN_NEED_PARTS,     /* data of some features are not given and could turn the verdict */
  GLN_NEED_VERIFY,    /* 待核实: the rule's number is not sure (K?) */
} GlnNeedKind;

/** GlnNeed: one thing that stands between a phase and its full verdict. */
typedef struct
{
  GlnNeedKind kind;
  const char *what;       /* see the kinds; NULL where the kind says it all */
  GPtrArray *indicators;  /* of const GlnIndicatorInfo: whose verdicts wait for it; owned */
} GlnNeed;

GPtrArray *gln_needs_of   (const GlnIndicatorSet *set);

G_END_DECLS
