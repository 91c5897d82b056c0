/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"
#include "model/gln-projector.h"

G_BEGIN_DECLS

/** GlnCrs: a coordinate system; immutable, atomically ref-counted, readable from any thread. */
typedef struct _GlnCrs GlnCrs;

/** GlnCrsFit: whether coordinates can be in a coordinate system at all. */
typedef enum
{
  GLN_CRS_FIT_UNKNOWN,        /* no CRS, or no coordinates */
  GLN_CRS_FIT_OK,
  GLN_CRS_FIT_DEGREES_ARE_METRES, /* the CRS is in degrees, the coordinates are not */
  GLN_CRS_FIT_METRES_ARE_DEGREES, /* the CRS is projected, the coordinates look like degrees */
  GLN_CRS_FIT_ZONE_PREFIX,    /* eastings carry a zone number that the CRS lacks, or lack its own */
  GLN_CRS_FIT_WRONG_ZONE,     /* more than 3 degrees from the zone, or zone prefix of another zone */
  GLN_CRS_FIT_SWAPPED,        /* north and east look exchanged */
  GLN_CRS_FIT_NOT_METRIC,     /* projected, but in feet or another unit */
} GlnCrsFit;

/** GlnCrsCandidate: a CRS that the coordinates may be in. */
typedef struct
{
  char *id;        /* "EPSG:4547" */
  char *name;      /* "CGCS2000 / 3-degree Gauss-Kruger CM 114E" */
  char *where;     /* where the middle would lie: "114.32°E 23.01°N" */
  double lon, lat; /* degrees of the middle in that CRS */
} GlnCrsCandidate;

GlnCrs     *gln_crs_parse         (const char *text, GError **error);
GlnCrs     *gln_crs_parse_plan    (const char *text, GError **error);
GlnCrs     *gln_crs_ref           (GlnCrs *crs);
void        gln_crs_unref         (GlnCrs *crs);
gboolean    gln_crs_check_plan    (const GlnCrs *crs, GError **error);
gboolean    gln_crs_equal         (const GlnCrs *a, const GlnCrs *b);

const char *gln_crs_id            (const GlnCrs *crs); /* "EPSG:4547", "local" or WKT: what a frame keeps */
const char *gln_crs_name          (const GlnCrs *crs);
const char *gln_crs_label         (const GlnCrs *crs); /* "EPSG:4547 (CGCS2000 / …)", for messages */
const char *gln_crs_wkt           (const GlnCrs *crs); /* WKT 1 in GDAL's form; "" for local */
int         gln_crs_epsg          (const GlnCrs *crs); /* 0 when it has no code */
gboolean    gln_crs_is_local      (const GlnCrs *crs);
gboolean    gln_crs_is_geographic (const GlnCrs *crs);
gboolean    gln_crs_is_old_datum  (const GlnCrs *crs); /* Beijing 1954, Xian 1980, New Beijing */

GlnCrsFit   gln_crs_fit           (const GlnCrs *crs, const GlnBox *box, char **why);
GPtrArray  *gln_crs_candidates    (const GlnBox *box, const GlnCrs *hint);
void        gln_crs_candidate_free (GlnCrsCandidate *candidate);

/* Change of coordinates -------------------------------------------------------------------- */

/** GlnDatumChange: what happens to the datum between two coordinate systems. */
typedef enum
{
  GLN_DATUM_SAME,       /* same datum, or realisations within a metre (WGS 84, CGCS2000) */
  GLN_DATUM_KNOWN,      /* PROJ knows published parameters for this place */
  GLN_DATUM_PARAMETERS, /* by the user's 4 or 7 parameters */
  GLN_DATUM_BALLPARK,   /* no parameters: positions may be off by about 100 m; areas are unharmed */
} GlnDatumChange;

/**
 * GlnDatumParams: seven parameters (position vector rotation: dx, dy, dz in m,
 * rx, ry, rz in arc seconds, scale in ppm) from the source's datum to the
 * target's, or four in the plane:
 *
 *   E' = dx + (1 + s) (E cos a - N sin a)
 *   N' = dy + (1 + s) (E sin a + N cos a)
 *
 * with dx east and dy north in m, a counter-clockwise in arc seconds, s in
 * ppm. E, N are the source's coordinates as they stand, E', N' the target's.
 */
typedef struct
{
  guint n; /* 0 (none), 4 or 7 */
  double values[7];
} GlnDatumParams;

gboolean gln_datum_params_parse (const char *text, GlnDatumParams *params, GError **error);

/** GlnCrsTransform: from one CRS to another; any thread may use it. */
typedef struct _GlnCrsTransform GlnCrsTransform;

GlnCrsTransform *gln_crs_transform_new     (const GlnCrs *from, const GlnCrs *to,
                                            const GlnDatumParams *params, const GlnBox *box,
                                            GError **error);
void             gln_crs_transform_free    (GlnCrsTransform *transform);
GlnDatumChange   gln_crs_transform_datum   (const GlnCrsTransform *transform);
const char      *gln_crs_transform_text    (const GlnCrsTransform *transform);
gboolean         gln_crs_transform_is_identity (const GlnCrsTransform *transform);
guint            gln_crs_transform_points  (GlnCrsTransform *transform, GlnPoint *points, guint n);

/* Projectors ------------------------------------------------------------------------------- */

#define GLN_TYPE_CRS_PROJECTOR (gln_crs_projector_get_type ())
G_DECLARE_FINAL_TYPE (GlnCrsProjector, gln_crs_projector, GLN, CRS_PROJECTOR, GObject)

GlnProjector *gln_crs_projector_new       (const char *crs, const GlnPoint *origin, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnCrs, gln_crs_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnCrsTransform, gln_crs_transform_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnCrsCandidate, gln_crs_candidate_free)

G_END_DECLS
