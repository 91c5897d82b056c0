/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-attributes.h"
#include "core/gln-progress.h"
#include "core/gln-standards.h"
#include "io/gln-crs.h"
#include "io/gln-encoding.h"

G_BEGIN_DECLS

/* Looking into a file that somebody brought. Sources are opened read-only; nothing is ever written
 * beside them, their bytes and times stay. The tree below is what `inspect` prints and what the
 * intake dialog shows. */

/** GlnSourceField: a column of a source. */
typedef struct
{
  char *name;          /* decoded */
  const char *type;    /* "text", "integer", "number", "date", "other" */
  guint n_filled;      /* rows with a value */
  double min, max;     /* of the numbers; NaN when there is none */
  GPtrArray *samples;  /* of char*: up to five different values */
  const GlnAttribute *attribute; /* nullable: what it usually holds */
  gboolean is_code;    /* the column that holds the class codes, as far as can be told */
} GlnSourceField;

/** GlnSourceCodes: how well a column fits a code system. */
typedef struct
{
  const char *system;  /* interned id */
  guint field;         /* index in fields */
  guint n_values;      /* rows with a code */
  guint n_known;       /* of them, known in the system */
  GPtrArray *unknown;  /* of char*: different codes that the system lacks, up to 50 */
} GlnSourceCodes;

/** GlnSourceLayer: what is in one layer of a source. */
typedef struct
{
  char *name;
  char *geometry;      /* "Polygon", "Multi Polygon", "Point" … as the file declares it */
  guint64 n_declared;  /* rows that the file claims */
  guint64 n_read;      /* rows that could be read */
  guint64 n_unreadable; /* rows with damage: bad geometry records, cut off files */
  guint64 n_null;      /* rows without geometry */
  guint64 n_invalid;   /* geometries against the simple-feature rules, kept as they are */
  guint64 n_duplicate; /* geometries that occurred before */
  guint64 n_polygons, n_lines, n_points, n_other;
  guint64 n_with_z, n_curved;
  GlnBox box;          /* in source coordinates; empty when there are none */

  char *crs_found;     /* nullable: id or WKT that the file names */
  char *crs_name;      /* nullable */
  GlnCrsFit crs_fit;
  char *crs_message;   /* one sentence: found, fits or not, what to do */
  GPtrArray *candidates; /* of GlnCrsCandidate */

  const char *encoding; /* interned, what texts were decoded with */
  GlnEncodingWhy encoding_why;
  char *encoding_message;
  guint n_undecodable; /* texts that are not valid in that encoding */

  GPtrArray *fields;   /* of GlnSourceField */
  GPtrArray *codes;    /* of GlnSourceCodes, best first; empty when nothing fits */
  GPtrArray *notes;    /* of char*: further sentences: repaired, skipped, missing siblings, first faults */
} GlnSourceLayer;

/** GlnSourceInfo: what is in a source. */
typedef struct
{
  char *path;
  const char *format;  /* "ESRI Shapefile", "GPKG", "GeoJSON", "CSV" */
  GPtrArray *layers;   /* of GlnSourceLayer */
  GPtrArray *notes;    /* of char* */
} GlnSourceInfo;

/** GlnSourceOptions: all members may be NULL. */
typedef struct
{
  const char *encoding;   /* overrides what is found */
  const char *source_crs; /* overrides what the file says */
  const char *layer;      /* only this layer */
  GlnStandards *standards;   /* for code systems; none are guessed without */
  GlnAttributes *attributes; /* for fields; none are guessed without */
} GlnSourceOptions;

GlnSourceInfo *gln_source_inspect   (const char *path, const GlnSourceOptions *options,
                                     GlnProgress *progress, GError **error);
void           gln_source_info_free (GlnSourceInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnSourceInfo, gln_source_info_free)

G_END_DECLS
