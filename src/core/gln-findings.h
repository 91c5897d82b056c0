/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-areas.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/** GlnFindingKind: what can be wrong with a plan. */
typedef enum
{
  GLN_FINDING_UNKNOWN_CODE,       /* the code is not in the layer's code system */
  GLN_FINDING_NO_CODE,            /* a parcel or green without a code */
  GLN_FINDING_NO_GEOMETRY,        /* a row without geometry: kept, counts nothing */
  GLN_FINDING_LOWERS_CLASS,       /* a drawn green over a parcel of a higher class */
  GLN_FINDING_COVERS_WATER,       /* a drawn green over a water surface */
  GLN_FINDING_OUTSIDE_SCOPE,      /* a green wholly outside the built-up area */
  GLN_FINDING_PARCEL_OVERLAP,     /* parcels of the land use overlap */
  GLN_FINDING_NO_POPULATION,
  GLN_FINDING_DISTRICT_POPULATION, /* populations of the districts do not add up to the city's */
  GLN_FINDING_NO_BOUNDARY,        /* built-up area missing: values are provisional */
  GLN_N_FINDINGS
} GlnFindingKind;

typedef enum
{
  GLN_SEVERITY_ERROR,
  GLN_SEVERITY_WARNING,
  GLN_SEVERITY_NOTE,
} GlnSeverity;

/** GlnFinding: one fault of a plan in one phase. Plain values. */
typedef struct
{
  GlnFindingKind kind;
  GlnSeverity severity;
  guint phase;      /* the first phase it is seen in */
  GlnUuid feature;  /* nil when it is about the plan */
  double area_m2;   /* size; 0 when it has none */
  double number;    /* what the kind counts: persons of the districts' sum; 0 else */
  const char *code; /* interned: the unknown code; NULL else */
} GlnFinding;

GArray     *gln_findings_check     (const GlnAreas *areas, const GlnStandards *standards);
const char *gln_finding_kind_id    (GlnFindingKind kind);
const char *gln_finding_kind_name  (GlnFindingKind kind);
const char *gln_severity_id        (GlnSeverity severity);

G_END_DECLS
