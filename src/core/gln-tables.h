/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-areas.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

typedef enum
{
  GLN_TABLE_CLASS,    /* a class of the land use, or of green */
  GLN_TABLE_SUBTOTAL, /* urban construction land; green inside construction land */
  GLN_TABLE_TOTAL,
} GlnTableRowKind;

/** GlnTableRow: one row of a table of areas. Names live with the standards. */
typedef struct
{
  GlnTableRowKind kind;
  const char *code;    /* "" for sums */
  const char *name_zh;
  const char *name_en;
  guint depth;         /* 0 for top classes and sums */
  double area_m2;      /* horizontal plane */
  double share;        /* of construction land in the balance table (NaN outside it), of the whole in green statistics */
  double per_person_m2; /* NaN without population */
} GlnTableRow;

/** GlnTable: a table of one phase. */
typedef struct
{
  guint phase;
  gboolean provisional; /* the boundary is missing: all parcels */
  double whole_m2;      /* what shares are of */
  double population;    /* NaN unknown */
  GArray *rows;         /* GlnTableRow */
} GlnTable;

GlnTable *gln_table_land_balance     (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                                      GlnScope scope);
GlnTable *gln_table_green_statistics (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                                      GlnScope scope);
void      gln_table_free             (GlnTable *table);

/** GlnCommunityRow: the sheet of one community (绿色社区). */
typedef struct
{
  GlnUuid district;
  double area_m2;
  double households;      /* NaN not given */
  double population;      /* NaN not given */
  double green_m2;        /* green land of all counted classes */
  double green_ratio;
  double coverage_m2;
  double coverage_ratio;
  gboolean estimate;      /* coverage is an estimate */
  double greenable_m2;    /* 可绿化面积; NaN not given */
  double greenable_share; /* 占可绿化面积: green over greenable; NaN not given */
  const char *title;      /* nullable; lives with the plan */
} GlnCommunityRow;

GArray   *gln_table_communities      (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                                      const char *level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnTable, gln_table_free)

G_END_DECLS
