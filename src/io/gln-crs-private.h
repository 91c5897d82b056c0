/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-crs.h"
#include "io/gln-gdal-private.h"

G_BEGIN_DECLS

/* Datums that matter here; everything else is OTHER and compared by PROJ. */
typedef enum
{
  GLN_DATUM_OTHER,
  GLN_DATUM_GLOBAL,      /* WGS 84, CGCS2000: alike within a metre */
  GLN_DATUM_XIAN80,
  GLN_DATUM_BEIJING54,
  GLN_DATUM_NEW_BEIJING,
} GlnDatum;

struct _GlnCrs
{
  gatomicrefcount ref_count;
  char *id;
  char *name;
  char *label;
  char *wkt;
  int epsg;
  gboolean local;
  gboolean geographic;
  gboolean projected;
  double unit_m;        /* of a projected CRS */
  char *unit_name;
  GlnDatum datum;
  gboolean transverse;  /* transverse Mercator with scale 1 on the equator */
  double lon0;          /* its central meridian, degrees */
  double false_east_m;
  double semi_major_m, inverse_flattening;
  gboolean has_area;    /* area of use, degrees */
  double west, south, east, north;
};


GlnCrs *gln_crs_from_ogr (OGRSpatialReferenceH srs);

G_END_DECLS
