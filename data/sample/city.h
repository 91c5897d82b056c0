/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The generator of the sample city 江城 (fictional): shared types.
 *
 * Everything is computed in local metres around (CITY_E0, CITY_N0); writers add the origin.
 * The run is deterministic: one integer-seeded generator, no clock, no rand().
 * GEOS geometries are kept by city_keep() until the program ends, so nothing here owns one. */
#pragma once

#include <geos_c.h>
#include <glib.h>
#include <stdint.h>

#define CITY_E0 512000.0
#define CITY_N0 3381000.0

typedef struct
{
  double x, y;
} Pt;

/* ---- random numbers: SplitMix64 ---- */

typedef struct
{
  uint64_t state;
} Rng;

Rng rng_for (int a, int b, int c);
double rng_unit (Rng *rng);
double rng_between (Rng *rng, double lo, double hi);
int rng_int (Rng *rng, int n);

/* ---- geometry: thin GEOS wrappers; results are kept, NULL never comes back ---- */

GEOSGeometry *city_keep (GEOSGeometry *geom);
void geom_init (void);
void geom_finish (void);
GEOSGeometry *geom_line (const Pt *points, int n);
GEOSGeometry *geom_polygon (const Pt *points, int n);
GEOSGeometry *geom_minus (const GEOSGeometry *a, const GEOSGeometry *b);
GEOSGeometry *geom_and (const GEOSGeometry *a, const GEOSGeometry *b);
GEOSGeometry *geom_union_all (GPtrArray *geoms);
GEOSGeometry *geom_band (const GEOSGeometry *line, double half_width_m);
GEOSGeometry *geom_grow (const GEOSGeometry *area, double by_m);
GEOSGeometry *geom_soften (const GEOSGeometry *area, double radius_m);
GEOSGeometry *geom_trim (GEOSGeometry *polygon, double by_m);
GEOSGeometry *geom_simplify (const GEOSGeometry *geom, double tolerance_m);
void geom_add_polygons (const GEOSGeometry *geom, double min_m2, GPtrArray *out);
void geom_split (const GEOSGeometry *polygon, const GEOSGeometry *line, GPtrArray *out);
void geom_faces (GPtrArray *lines, GPtrArray *out);
double geom_area (const GEOSGeometry *geom);
double geom_length (const GEOSGeometry *geom);
Pt geom_inner_point (const GEOSGeometry *geom);
gboolean geom_has (const GEOSGeometry *area, Pt p);
gboolean geom_has_prepared (const GEOSPreparedGeometry *area, Pt p);
double geom_distance (const GEOSGeometry *geom, Pt p);
GArray *geom_points (const GEOSGeometry *geom);
GArray *curve_through (const Pt *control, int n, gboolean closed, double step_m);

/* ---- the direction field: streets follow the nearest main roads, banks and rails ---- */

void field_add (const GArray *points);
double field_angle (Pt p);

/* ---- the city ---- */

typedef enum
{
  NOW,
  PLAN,
  N_TIMES
} Time;

typedef enum
{
  Z_OLD,
  Z_OLDNEW,
  Z_RES,
  Z_NEWRES,
  Z_COM,
  Z_CBD,
  Z_UNI,
  Z_IND,
  Z_PARKIND,
  Z_LOG,
  Z_PORT,
  Z_VILLAGE,
  Z_FARM,
  Z_FOREST,
  Z_BELT,
  N_ZONES
} Zone;

typedef enum
{
  ROAD_EXPRESS,
  ROAD_MAIN,
  ROAD_SECOND,
  ROAD_LOCAL
} RoadClass;

typedef struct
{
  char *name;
  RoadClass cls;
  double width_m[N_TIMES]; /* red-line width; 0: not there yet */
  const char *trees;
  GEOSGeometry *line;
  GEOSGeometry *band[N_TIMES]; /* NULL until asked for */
} Road;

typedef struct
{
  int id;
  GEOSGeometry *shape; /* to the centre lines of the roads around it */
  Pt at;
  Zone zone[N_TIMES];
  gboolean built[N_TIMES];
  GEOSGeometry *rest[N_TIMES]; /* without roads, water, rail and belts */
  GPtrArray *blocks[N_TIMES];
} Cell;

typedef struct
{
  GEOSGeometry *shape;
  Pt at;
  int cell, index;
  Zone zone;
  gboolean renewed;
  const char *code; /* the whole block is one facility */
  const char *name;
} Block;

typedef struct
{
  GEOSGeometry *shape;
  Pt at;
  double area_m2;
  char code[6];
  const char *name;    /* may be NULL */
  const char *state;   /* 新建 改建 保留 */
  double ratio;        /* attached green ratio, 0: none */
  double stated_ratio; /* what the LDL field says; 0: empty */
  double far;
  double stated_m2;
  int year;
  int cell, block;
  Zone zone;
  gboolean urban;
} Parcel;

typedef struct
{
  GEOSGeometry *shape;
  const char *code;
  char *name;
  int year;
  double green_share; /* 绿化占地比例, 0..1, 0: not stated */
  double vegetated;   /* share under vegetation, 0..1, 0: not stated */
  const char *department;
  double investment_wan;
  const Parcel *of; /* the parcel that an attached green lies in */
} Green;

typedef struct
{
  Pt at;
  double radius_m;
  char *name, *grade, *code;
  int number;
} Mark;

typedef struct
{
  GEOSGeometry *shape;
  char *name;
  char *district;
  double homes_m2;
  int people, households;
} Area;

typedef struct
{
  GEOSGeometry *limit; /* planning area */
  GEOSGeometry *river, *island, *river_line, *creeks, *creek_lines, *lakes, *water;
  GEOSGeometry *belts; /* between the banks and the riverside roads */
  GEOSGeometry *rail, *rail_line;
  GEOSGeometry *built_hint[N_TIMES], *built[N_TIMES], *construction[N_TIMES];
  GPtrArray *roads, *cells;
  GPtrArray *corners[N_TIMES]; /* cut-off corners, to be joined to the roads */
  GPtrArray *dropped;          /* blocks that were joined into others */
  GPtrArray *campuses;         /* shapes that local streets do not cross */
  GPtrArray *parcels[N_TIMES];
  GPtrArray *greens[N_TIMES];
  GPtrArray *canopies[N_TIMES], *roofs;
  GPtrArray *crowns, *old_trees, *gates;
  GPtrArray *districts, *communities;
} City;

void city_design (City *city);
Zone city_zone_at (Pt p, Time time);
typedef struct
{
  const char *name, *code;
  double x, y, area_ha;
  Time from;
  gboolean until_plan; /* gone in the plan */
} Facility;
const Facility *city_facilities (int *n);
void city_make_cells (City *city);
void city_make_blocks (City *city, Time time);
void city_make_parcels (City *city, Time time);
void city_assign_uses (City *city, Time time, const Block *block, GPtrArray *shapes);
Parcel *city_add_parcel (City *city, Time time, GEOSGeometry *shape, const char *code, int cell);
double zone_block_m2 (Zone zone);
double zone_parcel_m2 (Zone zone);
double zone_renewal (Zone zone);
double zone_street_m (Zone zone);
void subdivide (GEOSGeometry *shape, double target_m2, double spread, gboolean curved,
                double jitter, Rng *rng, GPtrArray *out, GPtrArray *cuts);
void city_make_greens (City *city);
void city_make_trees (City *city);
void city_make_boundaries (City *city);
void city_make_people (City *city);
void city_add_faults (City *city);
void city_write (const City *city, const char *folder);
void city_report (const City *city);
const char *use_name (const char *code);
char *street_name (Rng *rng, RoadClass cls);
double road_half_m (const Road *road, Time time);
GEOSGeometry *road_band (Road *road, Time time);
