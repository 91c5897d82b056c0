/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-plan.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/** GlnTitleRow: how many objects hold a title (园林式小区, 绿色社区 …), by level and year of the award. */
typedef struct
{
  const char *title; /* "garden_quarter" …: as in the attribute registry; lives with the plan */
  const char *level; /* "national" …; NULL not given */
  int year;          /* 0 not given */
  guint count;       /* awarded in that year at that level */
  guint so_far;      /* awarded up to that year at that level */
} GlnTitleRow;

GArray *gln_titles_by_year (GlnPlan *plan, const GlnStandards *standards, guint phase);

G_END_DECLS
