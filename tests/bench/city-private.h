/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "city.h"

G_BEGIN_DECLS

/* Streets, blocks and parcels live in (u, v): metres in a square of straight streets. city_warp()
 * bends it into the plan. The bend is gentle (no derivative above 0.3), so nothing folds over. */

/** CityRandom: a small sequence that is the same everywhere (SplitMix64). */
typedef struct
{
  guint64 state;
} CityRandom;

guint64 city_random_next (CityRandom *random);
double  city_random      (CityRandom *random, double low, double high);
guint   city_random_int  (CityRandom *random, guint n);
guint64 city_hash        (guint64 seed, guint64 a, guint64 b, guint64 c);
double  city_hash_unit   (guint64 hash);

/** CityStreets: the streets of one direction. */
typedef struct
{
  guint n;          /* streets; blocks lie between neighbours */
  double *at_m;     /* middle line */
  double *half_m;   /* half width */
} CityStreets;

typedef struct
{
  City *city;
  CityStreets across[2]; /* 0: streets of constant u, 1: of constant v */
  CityRandom random;
  guint32 next_id;
} CityMaker;

GlnPoint city_warp        (const City *city, double u, double v);
GlnPoint city_round       (double x, double y);
void     city_add         (CityMaker *maker, CityKind kind, const char *code, GArray *ring, GlnValues *values);
void     city_add_shape   (CityMaker *maker, CityKind kind, const char *code, GlnShape *shape, GlnValues *values);
void     city_make_streets (CityMaker *maker);
void     city_make_parcels (CityMaker *maker);
void     city_make_districts (CityMaker *maker);
void     city_make_greens  (CityMaker *maker);
void     city_make_cover   (CityMaker *maker);
void     city_make_boundary (CityMaker *maker);

static inline void
city_ring_add (GArray *ring, GlnPoint point)
{
  g_array_append_val (ring, point);
}

G_END_DECLS
