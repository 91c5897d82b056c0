/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up city of any size for measurements: the same arguments give the same polygons. */
#pragma once

#include "core/gln-plan.h"

G_BEGIN_DECLS

/* Features by layer, in the order of the layers of the plan. */
typedef enum
{
  CITY_PARCEL,
  CITY_GREEN,
  CITY_COVER, /* crowns of street trees, then roof greens */
  CITY_DISTRICT,
  CITY_BOUNDARY, /* one feature: the built-up area, with a hole */
  CITY_N_KINDS
} CityKind;

/* What a green feature looks like. */
typedef enum
{
  CITY_COPY,        /* exact copy of a parcel: coincident edges */
  CITY_ATTACHED,    /* a parcel shrunk towards its middle */
  CITY_ROAD_BELT,   /* 0.2 .. 4 km along a street */
  CITY_BLOB,        /* parks, pocket parks, squares */
  CITY_REGIONAL,    /* large blobs */
  CITY_RIVER_BELT,  /* 35 .. 50 m wide along the whole city */
  CITY_RING,        /* one forest ring with a hole */
  CITY_N_GREEN_KINDS
} CityGreenKind;

/** CitySpec: sizes; see city_spec_init() for the usual ones. */
typedef struct
{
  guint n_parcels; /* about; the streets decide */
  guint n_greens;  /* exactly, of all kinds */
  guint n_crowns;
  guint n_roofs;
  guint districts_across; /* n x n districts */
  guint64 seed;
  gboolean discs; /* crowns are true discs, else 12-gons inscribed in them */
} CitySpec;

typedef struct
{
  CitySpec spec;
  double side_m;
  GlnPoint origin_m;                 /* lower left corner of the unwarped streets, EPSG:4547 */
  GPtrArray *features[CITY_N_KINDS]; /* (owned) GlnFeature */
  GArray *green_kinds;               /* guint8 (CityGreenKind) of each green */
  GlnUuid layers[CITY_N_KINDS];
} City;

#define CITY_N_CLASSES 5

/* Classes of the greens in the order in which they decide: G1 G2 G3 XG EG. */
extern const char *const city_classes[CITY_N_CLASSES];

void     city_spec_init    (CitySpec *spec, guint n_parcels);
gboolean city_spec_parse   (CitySpec *spec, const char *size);
City    *city_new          (const CitySpec *spec);
void     city_free         (City *city);
GlnPlan *city_plan         (const City *city, guint n_phases, double changing_ratio);
gsize    city_vertices     (const City *city);
guint    city_class_index  (const GlnFeature *green);

static inline GlnFeature *
city_feature (const City *city, CityKind kind, guint index)
{
  return city->features[kind]->pdata[index];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (City, city_free)

G_END_DECLS
