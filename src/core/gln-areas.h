/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-area.h"
#include "core/gln-plan.h"

G_BEGIN_DECLS

/**
 * GlnAreas: the sums of a mosaic at one moment, for every phase; immutable and
 * reference-counted, readable from any thread. Every figure of the program
 * (window, report, command line) comes from here.
 *
 * A figure is asked for a phase (index), a scope and a district (NULL for the
 * whole). Without the scope's boundary in that phase gln_areas_has_scope() is
 * FALSE and the scope stands for the union of the land-use parcels, which the
 * caller marks provisional.
 */
typedef struct _GlnAreas GlnAreas;

/** GlnZoneQuery: which part of the plane. */
typedef struct
{
  guint phase;
  GlnScope scope;
  const GlnUuid *district; /* nullable */
} GlnZoneQuery;

/**
 * GlnGreenSum: green land of one canonical class (CJJ/T 85-2017: G1, G11, G12,
 * ..., G2, G3, RG ... XG, EG ...; nursery EG4) in a zone. Each cell is counted
 * for the one feature that decides it.
 */
typedef struct
{
  const char *class_code;  /* interned canonical class */
  GlnArea net;             /* cells decided by this class */
  GlnArea green;           /* sum over features of net x green share (squares); equals net for other classes and
                              for squares that count as parks */
  GlnArea as_park;         /* the net of squares whose green share reaches square_as_park_share */
  GlnArea vegetated;       /* sum over features of net x vegetated share (own, else the class default) */
  GlnArea park_water;      /* water cells in parks flagged 计入公园水面; included in net */
} GlnGreenSum;

/** GlnAttachedSum: attached green of the parcels of a zone (architecture §3, what counts 3). */
typedef struct
{
  GlnArea drawn;     /* XG cells, wherever drawn */
  GlnArea declared;  /* declared ratio x parcel cells not under public green */
  GlnArea result;    /* by the phase's method: what GLR counts */
  GlnArea vegetated; /* of the result: its part of estimated coverage */
} GlnAttachedSum;

/** GlnCoverSum: green coverage of a zone (what counts 4). */
typedef struct
{
  gboolean estimate;       /* TRUE: value is the estimate */
  GlnArea value;           /* by the phase's method */
  GlnArea interpreted;     /* union of the complete interpretation, replaced under new greens */
  GlnArea cover_outside;   /* cover cells outside green land, part of the estimate */
  GlnArea tree_shrub;      /* cells under crowns or shrubs, for TSR */
} GlnCoverSum;

/** GlnParcelSum: one parcel in one phase and scope. */
typedef struct
{
  GlnArea area;         /* its own full area inside the scope, overlaps not removed */
  GlnArea counted;      /* cells that it has (lower id wins) inside the scope */
  GlnArea public_green; /* cells under drawn or coded G1, G2, G3, EG */
  GlnArea drawn;        /* XG cells */
  GlnArea declared;
  GlnArea attached;     /* by the phase's method */
  GlnArea served;       /* cells within a park's service radius */
} GlnParcelSum;

/** GlnFeatureSum: one green feature (or G-coded parcel) in one phase and scope. */
typedef struct
{
  GlnArea net;         /* cells that it decides */
  GlnArea over_higher; /* of net: cells where it lowers a higher-class parcel */
  GlnArea over_water;  /* of net: cells of a water surface */
} GlnFeatureSum;

GlnAreas *gln_areas_ref         (GlnAreas *areas);
void      gln_areas_unref       (GlnAreas *areas);
GlnPlan  *gln_areas_plan        (const GlnAreas *areas);

gboolean  gln_areas_has_scope   (const GlnAreas *areas, guint phase, GlnScope scope);
GlnArea   gln_areas_zone        (const GlnAreas *areas, const GlnZoneQuery *zone);
GArray   *gln_areas_green       (const GlnAreas *areas, const GlnZoneQuery *zone);
GlnGreenSum gln_areas_green_of  (const GlnAreas *areas, const GlnZoneQuery *zone, const char *class_prefix);
GlnAttachedSum gln_areas_attached (const GlnAreas *areas, const GlnZoneQuery *zone);
GlnCoverSum gln_areas_cover     (const GlnAreas *areas, const GlnZoneQuery *zone);
GlnArea   gln_areas_land_use    (const GlnAreas *areas, const GlnZoneQuery *zone, const char *code_prefix);
GArray   *gln_areas_land_uses   (const GlnAreas *areas, const GlnZoneQuery *zone);
GlnArea   gln_areas_served      (const GlnAreas *areas, const GlnZoneQuery *zone);
GlnArea   gln_areas_residential (const GlnAreas *areas, const GlnZoneQuery *zone);
GlnArea   gln_areas_other_green (const GlnAreas *areas, const GlnZoneQuery *zone, GlnArea *adjoining);

GlnArea   gln_areas_green_union (const GlnAreas *areas, guint phase);
GlnArea   gln_areas_green_total (const GlnAreas *areas, guint phase);
GlnArea   gln_areas_parcel_overlap (const GlnAreas *areas, guint phase);

gboolean  gln_areas_parcel      (const GlnAreas *areas, guint phase, GlnScope scope, const GlnUuid *parcel,
                                 GlnParcelSum *sum);
gboolean  gln_areas_parcel_in   (const GlnAreas *areas, const GlnZoneQuery *query, const GlnUuid *parcel,
                                 GlnParcelSum *sum);
gboolean  gln_areas_feature     (const GlnAreas *areas, guint phase, GlnScope scope, const GlnUuid *feature,
                                 GlnFeatureSum *sum);
/* Districts of @level ("urban_district", "community" ...) in order of uuid: (transfer full) GArray of GlnUuid. */
GArray   *gln_areas_districts   (const GlnAreas *areas, const char *level);
GlnArea   gln_areas_district_in_scope (const GlnAreas *areas, guint phase, GlnScope scope, const GlnUuid *district);

/** GlnCodeArea: one land-use code and its counted area, from gln_areas_land_uses(). */
typedef struct
{
  const char *code; /* interned, as in the layer's code system */
  GlnArea area;
} GlnCodeArea;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnAreas, gln_areas_unref)

G_END_DECLS
