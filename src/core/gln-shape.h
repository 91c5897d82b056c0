/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x; /* metres east in the plan's projected CRS */
  double y; /* metres north */
} GlnPoint;

/** GlnBox: closed box in metres; empty when x0 > x1. */
typedef struct
{
  double x0, y0, x1, y1;
} GlnBox;

#define GLN_BOX_EMPTY ((GlnBox){ G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE })

static inline gboolean
gln_box_is_empty (const GlnBox *box)
{
  return box->x0 > box->x1 || box->y0 > box->y1;
}

static inline gboolean
gln_box_intersects (const GlnBox *a, const GlnBox *b)
{
  return a->x0 <= b->x1 && b->x0 <= a->x1 && a->y0 <= b->y1 && b->y0 <= a->y1;
}

void gln_box_add_point (GlnBox *box, double x, double y);
void gln_box_add_box   (GlnBox *box, const GlnBox *other);

typedef enum
{
  GLN_SHAPE_POINTS,   /* points; with radius_m > 0 discs, such as tree crowns */
  GLN_SHAPE_LINES,    /* polylines: one ring slot a line, open */
  GLN_SHAPE_POLYGONS, /* parts of rings: a shell, then its holes; rings are open (last point != first) */
} GlnShapeKind;

/**
 * GlnShape: an immutable, atomically reference-counted geometry in flat
 * arrays. Coordinates are metres in the plan's own projected CRS.
 *
 * Inside a polygon follows the structure rule: a ring by non-zero winding, a
 * part is its shell less its holes, the shape is the union of its parts.
 * Rings may be invalid (bow-ties, duplicates); nothing repairs them silently.
 *
 *   parts      part p has rings part_start[p] .. part_start[p+1]
 *   rings      ring r has points ring_start[r] .. ring_start[r+1]
 *
 * Fields are for reading only.
 */
typedef struct _GlnShape GlnShape;
struct _GlnShape
{
  gatomicrefcount ref_count;
  GlnShapeKind kind;
  guint n_parts;
  guint n_rings;
  guint n_points;
  guint32 *part_start; /* n_parts + 1 */
  guint32 *ring_start; /* n_rings + 1 */
  GlnPoint *points;
  double radius_m;     /* discs: radius of every point, else 0 */
  GlnBox box;          /* includes the radius */
  double ring_sum_m2;  /* sum over parts of |shell| - sum |holes| by the shoelace formula; equals the area of a valid shape */
  double length_m;     /* of the lines, or of all rings */
};

/** GlnShapeBuilder: collects parts and rings; see gln_shape_builder_init(). */
typedef struct
{
  GlnShapeKind kind;
  GArray *points;     /* GlnPoint */
  GArray *ring_start; /* guint32 */
  GArray *part_start; /* guint32 */
  double radius_m;
} GlnShapeBuilder;

void      gln_shape_builder_init       (GlnShapeBuilder *builder, GlnShapeKind kind);
void      gln_shape_builder_begin_part (GlnShapeBuilder *builder);
void      gln_shape_builder_begin_ring (GlnShapeBuilder *builder);
void      gln_shape_builder_add        (GlnShapeBuilder *builder, double x, double y);
GlnShape *gln_shape_builder_end        (GlnShapeBuilder *builder);
void      gln_shape_builder_clear      (GlnShapeBuilder *builder);

GlnShape *gln_shape_new_polygon  (const GlnPoint *points, guint n_points);
GlnShape *gln_shape_new_line     (const GlnPoint *points, guint n_points);
GlnShape *gln_shape_new_disc     (double x, double y, double radius_m);
GlnShape *gln_shape_new_rect     (double x0, double y0, double x1, double y1);

GlnShape *gln_shape_ref          (GlnShape *shape);
void      gln_shape_unref        (GlnShape *shape);
gboolean  gln_shape_equal        (const GlnShape *a, const GlnShape *b);

GlnShape *gln_shape_with_point   (const GlnShape *shape, guint index, GlnPoint point);
GlnShape *gln_shape_with_insert  (const GlnShape *shape, guint ring, guint before, GlnPoint point);
GlnShape *gln_shape_without_point (const GlnShape *shape, guint index);
GlnShape *gln_shape_translated   (const GlnShape *shape, double dx_m, double dy_m);
guint     gln_shape_ring_of      (const GlnShape *shape, guint index);
guint     gln_shape_next         (const GlnShape *shape, guint index);
guint     gln_shape_previous     (const GlnShape *shape, guint index);

gboolean  gln_shape_contains     (const GlnShape *shape, double x, double y);
double    gln_shape_distance_m   (const GlnShape *shape, double x, double y);
double    gln_ring_signed_area_m2 (const GlnPoint *points, guint n_points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnShape, gln_shape_unref)

G_END_DECLS
