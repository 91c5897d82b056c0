/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-gdal-private.h"
#include "io/gln-source.h"

G_BEGIN_DECLS

#define GLN_MAX_SOURCE_FIELDS 1000

/** GlnSource: an opened source; used by one thread. */
typedef struct
{
  char *path;          /* as asked for */
  const char *format;  /* GDAL's name of the driver */
  GDALDatasetH dataset;
  char *scratch;       /* nullable: a folder of our own that holds links or copies */
  GPtrArray *notes;    /* of char* */
  gboolean raw_text;   /* texts come as bytes and need the encoding that the survey finds */
  char *cpg;           /* nullable: what the .cpg says */
  guint8 ldid;
  const char *known_encoding; /* nullable: interned, when it was settled while opening */
  GlnEncodingWhy known_why;
} GlnSource;

GlnSource *gln_source_open   (const char *path, const char *encoding, GError **error);
void       gln_source_close  (GlnSource *source);
guint      gln_source_n_layers (const GlnSource *source);
OGRLayerH  gln_source_layer  (const GlnSource *source, const char *name, GError **error);
char      *gln_source_layer_name (const GlnSource *source, OGRLayerH layer);

char      *gln_source_scratch   (GlnSource *source, GError **error);
char      *gln_source_prepare_shapefile (GlnSource *source, GError **error);

/** GlnSurvey: what reading a layer once tells: the public description, and what import needs of it. */
typedef struct
{
  GlnSourceLayer *layer;
  GlnCrs *crs;          /* nullable: of the source, or what the user said */
  const char *decode;   /* encoding that texts of the opened dataset still are in */
  GArray *max;          /* of double: largest number of each column, NaN when none */
} GlnSurvey;

GlnSurvey *gln_source_survey  (GlnSource *source, OGRLayerH layer, const GlnSourceOptions *options,
                               const char *layer_kind, gboolean geometry, GlnProgress *progress,
                               GError **error);
void       gln_survey_free    (GlnSurvey *survey);
void       gln_source_layer_free (GlnSourceLayer *layer);
GPtrArray *gln_source_guess_codes (GlnSourceLayer *layer, GPtrArray *distinct, GlnStandards *standards);

/** GlnShapeFacts: what was met while a geometry became a shape. */
typedef struct
{
  gboolean has_z, curved, mixed, not_finite, unsupported, empty;
} GlnShapeFacts;

GlnShape  *gln_shape_from_ogr (OGRGeometryH geometry, GlnCrsTransform *transform, GlnShapeFacts *facts);
guint64    gln_shape_digest   (const GlnShape *shape);
gboolean   gln_ogr_is_valid   (OGRGeometryH geometry, char **reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnSource, gln_source_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnSurvey, gln_survey_free)

G_END_DECLS
