/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-delta.h"

G_BEGIN_DECLS

/* Canonical bytes of plan values: little-endian, lengths before contents. The hash of a plan and the
 * records of the journal are made of them. A change of layout needs a new GLN_CODEC_VERSION. */
#define GLN_CODEC_VERSION 1

/** GlnReader: reads bytes in order; after the first short or wrong value @bad stays TRUE. */
typedef struct
{
  const guint8 *data;
  gsize length;
  gsize at;
  gboolean bad;
} GlnReader;

void        gln_write_u8      (GByteArray *out, guint8 value);
void        gln_write_u32     (GByteArray *out, guint32 value);
void        gln_write_u64     (GByteArray *out, guint64 value);
void        gln_write_double  (GByteArray *out, double value);
void        gln_write_text    (GByteArray *out, const char *text);
void        gln_write_feature (GByteArray *out, const GlnFeature *feature);
void        gln_write_frame   (GByteArray *out, const GlnFrame *frame);
void        gln_write_delta   (GByteArray *out, const GlnDelta *delta);

guint8      gln_read_u8       (GlnReader *in);
guint32     gln_read_u32      (GlnReader *in);
guint64     gln_read_u64      (GlnReader *in);
double      gln_read_double   (GlnReader *in);
char       *gln_read_text     (GlnReader *in);
GlnFeature *gln_read_feature  (GlnReader *in);
GlnFrame   *gln_read_frame    (GlnReader *in);
GlnDelta   *gln_read_delta    (GlnReader *in);

GlnShape   *gln_shape_from_arrays (GlnShapeKind kind, const GlnPoint *points, guint n_points,
                                   const guint32 *ring_start, guint n_rings,
                                   const guint32 *part_start, guint n_parts, double radius_m);

/* A GeoPackage geometry (header and little-endian ISO WKB) of @shape, and back. */
void        gln_wkb_write           (GByteArray *out, const GlnShape *shape, gboolean multi);
GByteArray *gln_gpkg_geometry_write (const GlnShape *shape, int srs_id, gboolean multi);
GlnShape   *gln_gpkg_geometry_read  (const guint8 *data, gsize length, double radius_m, gboolean *odd);
gboolean    gln_shape_is_plain      (const GlnShape *shape);

G_END_DECLS
