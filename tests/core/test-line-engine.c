/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-line-engine.h"

#include <geos_c.h>
#include <math.h>

static GlnShape *
line_new (const double *xy, guint n)
{
  return gln_shape_new_line ((const GlnPoint *) xy, n);
}

#define LINE(...)                                                                                 \
  line_new ((const double[]){ __VA_ARGS__ }, sizeof ((const double[]){ __VA_ARGS__ }) / 16)

/* A 100 m square with a 20 m hole in its middle. */
static GlnClipArea *
square_with_hole (void)
{
  static const GlnPoint rings[2][4] = { { { 0, 0 }, { 100, 0 }, { 100, 100 }, { 0, 100 } },
                                        { { 40, 40 }, { 40, 60 }, { 60, 60 }, { 60, 40 } } };
  GlnShapeBuilder builder;
  g_autoptr (GlnShape) shape = NULL;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  gln_shape_builder_begin_part (&builder);
  for (guint r = 0; r < 2; r++)
    {
      gln_shape_builder_begin_ring (&builder);
      for (guint i = 0; i < 4; i++)
        gln_shape_builder_add (&builder, rings[r][i].x, rings[r][i].y);
    }
  shape = gln_shape_builder_end (&builder);
  return gln_clip_area_new (shape);
}

static void
test_clip (void)
{
  g_autoptr (GlnClipArea) area = square_with_hole ();
  g_autoptr (GlnShape) across = LINE (-10, 50, 110, 50), beside = LINE (0, 200, 100, 200);
  g_autoptr (GlnShape) edge = LINE (-10, 0, 150, 0), hole_edge = LINE (30, 40, 70, 40);
  g_autoptr (GlnShape) bent = LINE (50, -50, 50, 20, 150, 20), corner = LINE (-50, 50, 50, -50);
  g_autoptr (GArray) inside = gln_line_inside (across, area);

  g_assert_cmpuint (inside->len, ==, 2);
  g_assert_cmpfloat (g_array_index (inside, GlnStretch, 0).from_m, ==, 10);
  g_assert_cmpfloat (g_array_index (inside, GlnStretch, 0).to_m, ==, 50);
  g_assert_cmpfloat (g_array_index (inside, GlnStretch, 1).from_m, ==, 70);
  g_assert_cmpfloat (gln_stretches_length_m (inside), ==, 80);
  g_assert_cmpfloat (gln_line_length_in_m (beside, area), ==, 0);
  g_assert_cmpfloat (gln_line_length_in_m (edge, area), ==, 100);
  g_assert_cmpfloat (gln_line_length_in_m (hole_edge, area), ==, 40);
  g_assert_cmpfloat (gln_line_length_in_m (bent, area), ==, 70);
  g_assert_cmpfloat (gln_line_length_in_m (corner, area), ==, 0);
}

/* Structure rule: a bow-tie's lobes and a doubled ring are inside. */
static void
test_structure_rule (void)
{
  static const GlnPoint bow[] = { { 0, 0 }, { 100, 100 }, { 100, 0 }, { 0, 100 } };
  static const GlnPoint twice[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 },
                                    { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  g_autoptr (GlnShape) bow_tie = gln_shape_new_polygon (bow, 4);
  g_autoptr (GlnShape) doubled = gln_shape_new_polygon (twice, 8);
  g_autoptr (GlnClipArea) bow_area = gln_clip_area_new (bow_tie);
  g_autoptr (GlnClipArea) doubled_area = gln_clip_area_new (doubled);
  g_autoptr (GlnShape) low = LINE (-10, 20, 110, 20);
  g_autoptr (GlnShape) mid = LINE (-5, 5, 15, 5);

  g_assert_cmpfloat_with_epsilon (gln_line_length_in_m (low, bow_area), 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (gln_line_length_in_m (mid, doubled_area), 10, 1e-9);
}

static void
test_stretches (void)
{
  g_autoptr (GArray) a = gln_stretches_new (), b = gln_stretches_new ();
  g_autoptr (GArray) both = NULL, rest = NULL;

  gln_stretches_add (a, 0, 10);
  gln_stretches_add (a, 10, 20);
  gln_stretches_add (a, 30, 40);
  g_assert_cmpuint (a->len, ==, 2);
  gln_stretches_add (b, 5, 7);
  gln_stretches_add (b, 15, 35);
  both = gln_stretches_intersect (a, b);
  rest = gln_stretches_subtract (a, b);
  g_assert_cmpuint (both->len, ==, 3);
  g_assert_cmpfloat (gln_stretches_length_m (both), ==, 12);
  g_assert_cmpuint (rest->len, ==, 3);
  g_assert_cmpfloat (gln_stretches_length_m (rest), ==, 18);
  g_assert_cmpfloat (g_array_index (rest, GlnStretch, 1).from_m, ==, 7);
}

static void
test_point_at (void)
{
  g_autoptr (GlnShape) line = LINE (0, 0, 100, 0, 100, 50);
  GlnPoint point;

  g_assert_true (gln_line_point_at (line, 120, &point));
  g_assert_cmpfloat (point.x, ==, 100);
  g_assert_cmpfloat (point.y, ==, 20);
  g_assert_false (gln_line_point_at (line, 151, &point));
}

/* A star: valid, with many re-entrant corners. */
static GlnShape *
random_star (GRand *rand, double x, double y, double radius_m)
{
  guint n = (guint) g_rand_int_range (rand, 5, 60);
  g_autofree GlnPoint *points = g_new (GlnPoint, n);

  for (guint i = 0; i < n; i++)
    {
      double r = radius_m * g_rand_double_range (rand, 0.3, 1);
      points[i] = (GlnPoint){ x + r * cos (2 * G_PI * i / n), y + r * sin (2 * G_PI * i / n) };
    }
  return gln_shape_new_polygon (points, n);
}

static GEOSGeometry *
to_geos (GEOSContextHandle_t geos, const GlnShape *shape)
{
  gboolean ring = shape->kind == GLN_SHAPE_POLYGONS;
  guint n = shape->n_points + (ring ? 1 : 0);
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, n, 2);

  for (guint i = 0; i < n; i++)
    {
      const GlnPoint *point = shape->points + i % shape->n_points;
      GEOSCoordSeq_setXY_r (geos, sequence, i, point->x, point->y);
    }
  if (!ring)
    return GEOSGeom_createLineString_r (geos, sequence);
  return GEOSGeom_createPolygon_r (geos, GEOSGeom_createLinearRing_r (geos, sequence), NULL, 0);
}

/* GEOS as the referee, at coordinates of a Gauss-Krüger zone. */
static void
test_against_geos (void)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GlnShape) star = random_star (rand, 500000, 3400000, 400);
      g_autoptr (GlnClipArea) area = gln_clip_area_new (star);
      double xy[20], length = 0;
      for (guint i = 0; i < 20; i += 2)
        {
          xy[i] = 500000 + g_rand_double_range (rand, -500, 500);
          xy[i + 1] = 3400000 + g_rand_double_range (rand, -500, 500);
        }
      g_autoptr (GlnShape) line = line_new (xy, 10);
      GEOSGeometry *a = to_geos (geos, line), *b = to_geos (geos, star);
      GEOSGeometry *both = GEOSIntersection_r (geos, a, b);
      g_assert_true (GEOSLength_r (geos, both, &length));
      g_assert_cmpfloat_with_epsilon (gln_line_length_in_m (line, area), length,
                                      1e-9 * MAX (line->length_m, 1));
      GEOSGeom_destroy_r (geos, a);
      GEOSGeom_destroy_r (geos, b);
      GEOSGeom_destroy_r (geos, both);
    }
  GEOS_finish_r (geos);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line-engine/clip", test_clip);
  g_test_add_func ("/line-engine/structure-rule", test_structure_rule);
  g_test_add_func ("/line-engine/stretches", test_stretches);
  g_test_add_func ("/line-engine/point-at", test_point_at);
  g_test_add_func ("/line-engine/against-geos", test_against_geos);
  return g_test_run ();
}
