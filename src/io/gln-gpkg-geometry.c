/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-codec-private.h"

#include <math.h>
#include <string.h>

enum
{
  WKB_POINT = 1,
  WKB_LINE = 2,
  WKB_POLYGON = 3,
  WKB_MULTIPOINT = 4,
  WKB_MULTILINE = 5,
  WKB_MULTIPOLYGON = 6,
};

#define MAX_DEPTH 4

/**
 * gln_shape_is_plain:
 *
 * Whether the structure of @shape follows from its WKB: always for polygons; for lines one part holds
 * all lines, for points one part and one ring hold all points.
 */
gboolean
gln_shape_is_plain (const GlnShape *shape)
{
  if (shape->kind == GLN_SHAPE_POLYGONS)
    return TRUE;
  return shape->n_parts == 1 && (shape->kind == GLN_SHAPE_LINES || shape->n_rings == 1);
}

static void
write_head (GByteArray *out, guint32 type)
{
  gln_write_u8 (out, 1); /* little-endian */
  gln_write_u32 (out, type);
}

static void
write_point (GByteArray *out, const GlnPoint *point)
{
  gln_write_double (out, point->x);
  gln_write_double (out, point->y);
}

static void
write_points (GByteArray *out, const GlnShape *shape, guint ring, gboolean close)
{
  guint32 first = shape->ring_start[ring], last = shape->ring_start[ring + 1];

  close = close && last > first;
  gln_write_u32 (out, last - first + (close ? 1 : 0));
  for (guint32 i = first; i < last; i++)
    write_point (out, &shape->points[i]);
  if (close)
    write_point (out, &shape->points[first]);
}

static void
write_polygon (GByteArray *out, const GlnShape *shape, guint part)
{
  write_head (out, WKB_POLYGON);
  gln_write_u32 (out, shape->part_start[part + 1] - shape->part_start[part]);
  for (guint32 r = shape->part_start[part]; r < shape->part_start[part + 1]; r++)
    write_points (out, shape, r, TRUE);
}

/* gln_wkb_write: appends little-endian ISO WKB of @shape; rings are closed in it. */
void
gln_wkb_write (GByteArray *out, const GlnShape *shape, gboolean multi)
{
  static const guint32 multis[] = { WKB_MULTIPOINT, WKB_MULTILINE, WKB_MULTIPOLYGON };
  guint n = shape->kind == GLN_SHAPE_POINTS  ? shape->n_points
            : shape->kind == GLN_SHAPE_LINES ? shape->n_rings
                                             : shape->n_parts;

  if (multi || n != 1)
    {
      write_head (out, multis[shape->kind]);
      gln_write_u32 (out, n);
    }
  for (guint i = 0; i < n; i++)
    if (shape->kind == GLN_SHAPE_POLYGONS)
      write_polygon (out, shape, i);
    else if (shape->kind == GLN_SHAPE_LINES)
      {
        write_head (out, WKB_LINE);
        write_points (out, shape, i, FALSE);
      }
    else
      {
        write_head (out, WKB_POINT);
        write_point (out, &shape->points[i]);
      }
}

/**
 * gln_gpkg_geometry_write:
 * @srs_id: of gpkg_spatial_ref_sys
 * @multi: whether the column wants multi geometries
 *
 * Returns: (transfer full): the blob; rings are closed in it, coordinates keep their bits
 */
GByteArray *
gln_gpkg_geometry_write (const GlnShape *shape, int srs_id, gboolean multi)
{
  GByteArray *out = g_byte_array_sized_new (64 + shape->n_points * (guint) sizeof (GlnPoint));
  gboolean box = shape->kind != GLN_SHAPE_POINTS;
  GlnBox bounds = shape->box;

  g_byte_array_append (out, (const guint8 *) "GP", 2);
  gln_write_u8 (out, 0);
  gln_write_u8 (out, box ? 0x03 : 0x01); /* little-endian, with or without an xy envelope */
  gln_write_u32 (out, (guint32) srs_id);
  if (box)
    {
      gln_write_double (out, bounds.x0);
      gln_write_double (out, bounds.x1);
      gln_write_double (out, bounds.y0);
      gln_write_double (out, bounds.y1);
    }
  gln_wkb_write (out, shape, multi);
  return out;
}

/* Reading: also what other programs wrote into the table. */
typedef struct
{
  GlnReader in;
  gboolean big_endian;
  gboolean odd; /* Z or M left out, or kinds mixed */
  int kind;     /* -1 until known */
  GArray *points, *rings, *parts;
} WkbReader;

static guint32
wkb_u32 (WkbReader *self)
{
  guint32 value = gln_read_u32 (&self->in);

  return self->big_endian ? GUINT32_SWAP_LE_BE (value) : value;
}

static double
wkb_double (WkbReader *self)
{
  guint64 bits = gln_read_u64 (&self->in);
  double value;

  if (self->big_endian)
    bits = GUINT64_SWAP_LE_BE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

static void
begin (GArray *starts, guint at)
{
  guint32 start = at;

  g_array_append_val (starts, start);
}

static void
read_points (WkbReader *self, guint32 n, guint extra, gboolean closed)
{
  guint first = self->points->len;

  if (n > (self->in.length - self->in.at) / 16)
    self->in.bad = TRUE;
  for (guint32 i = 0; i < n && !self->in.bad; i++)
    {
      GlnPoint point;
      point.x = wkb_double (self);
      point.y = wkb_double (self);
      for (guint e = 0; e < extra; e++)
        wkb_double (self);
      g_array_append_val (self->points, point);
    }
  if (closed && self->points->len > first + 1
      && memcmp (&g_array_index (self->points, GlnPoint, first),
                 &g_array_index (self->points, GlnPoint, self->points->len - 1), sizeof (GlnPoint)) == 0)
    g_array_set_size (self->points, self->points->len - 1);
}

/* A part a polygon; one part for all lines; one part and one ring for all points. */
static void
read_simple (WkbReader *self, guint32 type, guint extra)
{
  guint32 n;

  if (type == WKB_POINT)
    {
      if (self->parts->len == 0)
        {
          begin (self->parts, 0);
          begin (self->rings, 0);
        }
      read_points (self, 1, extra, FALSE);
      return;
    }
  if (type == WKB_POLYGON || self->parts->len == 0)
    begin (self->parts, self->rings->len);
  n = type == WKB_POLYGON ? wkb_u32 (self) : 1;
  for (guint32 i = 0; i < n && !self->in.bad; i++)
    {
      begin (self->rings, self->points->len);
      read_points (self, wkb_u32 (self), extra, type == WKB_POLYGON);
    }
}

static void
read_geometry (WkbReader *self, guint depth)
{
  guint32 type, flags, extra;
  int kind;

  self->big_endian = gln_read_u8 (&self->in) == 0;
  type = wkb_u32 (self);
  flags = (type & 0x80000000u ? 1 : 0) + (type & 0x40000000u ? 1 : 0);
  type &= 0x0fffffffu;
  extra = flags ? flags : type / 1000 == 3 ? 2 : type / 1000 ? 1 : 0;
  type %= 1000;
  if (depth > MAX_DEPTH || type < WKB_POINT || type > 7)
    self->in.bad = TRUE;
  if (self->in.bad)
    return;
  self->odd |= extra > 0;
  if (type > WKB_POLYGON)
    {
      for (guint32 n = wkb_u32 (self); n > 0 && !self->in.bad; n--)
        read_geometry (self, depth + 1);
      return;
    }
  kind = (int) type - 1;
  if (self->kind >= 0 && self->kind != kind)
    self->in.bad = TRUE;
  self->kind = kind;
  read_simple (self, type, extra);
}

static gboolean
skip_header (GlnReader *in)
{
  static const gsize envelopes[8] = { 0, 32, 48, 48, 64, 0, 0, 0 };
  guint8 a = gln_read_u8 (in), b = gln_read_u8 (in), flags;

  gln_read_u8 (in);
  flags = gln_read_u8 (in);
  gln_read_u32 (in);
  if (in->bad || a != 'G' || b != 'P' || flags & 0x20 || ((flags >> 1) & 7) > 4)
    return FALSE;
  if (in->length - in->at < envelopes[(flags >> 1) & 7])
    return FALSE;
  in->at += envelopes[(flags >> 1) & 7];
  return TRUE;
}

/**
 * gln_gpkg_geometry_read:
 * @radius_m: of discs, 0 for none
 * @odd: (out): whether heights were left out
 *
 * Returns: (transfer full) (nullable): NULL when it is empty, damaged, a curve or of mixed kinds
 */
GlnShape *
gln_gpkg_geometry_read (const guint8 *data, gsize length, double radius_m, gboolean *odd)
{
  WkbReader self = { .in = { data, length, 0, FALSE }, .kind = -1 };
  GlnShape *shape = NULL;

  *odd = FALSE;
  if (!skip_header (&self.in))
    return NULL;
  self.points = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  self.rings = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.parts = g_array_new (FALSE, FALSE, sizeof (guint32));
  read_geometry (&self, 0);
  if (!self.in.bad && self.kind >= 0)
    shape = gln_shape_from_arrays ((GlnShapeKind) self.kind, (GlnPoint *) (void *) self.points->data,
                                   self.points->len, (guint32 *) (void *) self.rings->data,
                                   self.rings->len, (guint32 *) (void *) self.parts->data,
                                   self.parts->len, self.kind == GLN_SHAPE_POINTS ? radius_m : 0);
  *odd = self.odd;
  g_array_unref (self.points);
  g_array_unref (self.rings);
  g_array_unref (self.parts);
  return shape;
}
