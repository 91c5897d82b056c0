/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-belt-profile.h"

#include <geos_c.h>
#include <math.h>

static const GlnPoint straight[] = { { 0, 0 }, { 100, 0 } };

static void
add_rect (GPtrArray *areas, double x0, double y0, double x1, double y1)
{
  g_autoptr (GlnShape) shape = gln_shape_new_rect (x0, y0, x1, y1);

  g_ptr_array_add (areas, gln_clip_area_new (shape));
}

static GPtrArray *
areas_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gln_clip_area_free);
}

static GlnBeltSummary
summarise (const GlnBeltQuery *query, double required_m, GArray *below)
{
  g_autoptr (GArray) profile = gln_belt_profile (query);

  return gln_belt_summarise (profile, NULL, required_m, below);
}

/* 30 m of green over 60 m, then narrowing to 10 m over the last 40 m. */
static void
test_narrowing (void)
{
  static const GlnPoint wedge[] = { { 60, 5 }, { 100, 5 }, { 100, 15 }, { 60, 35 } };
  g_autoptr (GlnShape) line = gln_shape_new_line (straight, 2);
  g_autoptr (GlnShape) shape = gln_shape_new_polygon (wedge, 4);
  g_autoptr (GPtrArray) greens = areas_new ();
  g_autoptr (GArray) below = gln_stretches_new ();
  GlnBeltQuery query = { .line = line, .left = TRUE, .edge_m = 5, .reach_m = 100, .greens = greens };
  GlnBeltSummary summary;

  add_rect (greens, 0, 5, 60, 35);
  g_ptr_array_add (greens, gln_clip_area_new (shape));
  summary = summarise (&query, 30, below);
  g_assert_cmpfloat_with_epsilon (summary.length_m, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (summary.met_m, 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (summary.min_width_m, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (summary.min_at_m, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (summary.shortfall_m2, 400, 1e-9);
  g_assert_cmpuint (below->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (below, GlnStretch, 0).from_m, 60, 1e-9);
  /* 20 m are reached over 60 m and half of the wedge. */
  g_assert_cmpfloat_with_epsilon (summarise (&query, 20, NULL).met_m, 80, 1e-9);
  query.left = FALSE;
  summary = summarise (&query, 30, NULL);
  g_assert_cmpfloat (summary.met_m, ==, 0);
  g_assert_cmpfloat_with_epsilon (summary.shortfall_m2, 3000, 1e-9);
}

/* A break ends the belt; a carriageway does not, and does not count; water only in front. */
static void
test_breaks (void)
{
  g_autoptr (GlnShape) line = gln_shape_new_line (straight, 2);
  g_autoptr (GPtrArray) greens = areas_new (), beds = areas_new (), waters = areas_new ();
  GlnBeltQuery query = { .line = line, .left = TRUE, .edge_m = 5, .reach_m = 100, .gap_m = 0.5,
                         .greens = greens };

  add_rect (greens, -10, 5, 110, 15);
  add_rect (greens, -10, 17, 110, 40);
  g_assert_cmpfloat_with_epsilon (summarise (&query, 30, NULL).mean_m, 10, 1e-9);
  query.gap_m = 2;
  g_assert_cmpfloat_with_epsilon (summarise (&query, 30, NULL).mean_m, 33, 1e-9);
  query.gap_m = 0.5;
  add_rect (beds, 50, 15, 110, 17);
  query.beds = beds;
  g_assert_cmpfloat_with_epsilon (summarise (&query, 30, NULL).met_m, 50, 1e-9);
  query.beds = NULL;
  add_rect (waters, -10, 15, 110, 17);
  query.waters = waters;
  g_assert_cmpfloat_with_epsilon (summarise (&query, 30, NULL).mean_m, 10, 1e-9);
  query.edge_m = 16;
  g_assert_cmpfloat_with_epsilon (summarise (&query, 23, NULL).met_m, 100, 1e-9);
  /* The bed itself is never green. */
  query.edge_m = 8;
  g_assert_cmpfloat_with_epsilon (summarise (&query, 30, NULL).mean_m, 7, 1e-9);
}

/* A gap that widens from 0 to 1 m passes the tolerance of 0.5 m in the middle. */
static void
test_tolerance_is_exact (void)
{
  static const GlnPoint beyond[] = { { 0, 10 }, { 100, 11 }, { 100, 40 }, { 0, 40 } };
  g_autoptr (GlnShape) line = gln_shape_new_line (straight, 2);
  g_autoptr (GlnShape) shape = gln_shape_new_polygon (beyond, 4);
  g_autoptr (GPtrArray) greens = areas_new ();
  GlnBeltQuery query = { .line = line, .left = TRUE, .reach_m = 100, .gap_m = 0.5, .greens = greens };

  add_rect (greens, 0, 0, 100, 10);
  g_ptr_array_add (greens, gln_clip_area_new (shape));
  g_assert_cmpfloat_with_epsilon (summarise (&query, 11, NULL).met_m, 50, 1e-9);
}

static void
test_within_and_widest (void)
{
  g_autoptr (GlnShape) line = gln_shape_new_line (straight, 2);
  g_autoptr (GPtrArray) greens = areas_new ();
  g_autoptr (GArray) within = gln_stretches_new (), left = NULL, right = NULL, widest = NULL;
  GlnBeltQuery query = { .line = line, .left = TRUE, .reach_m = 50, .greens = greens };

  add_rect (greens, 0, 0, 40, 20);
  add_rect (greens, 30, -15, 100, 0);
  left = gln_belt_profile (&query);
  query.left = FALSE;
  right = gln_belt_profile (&query);
  widest = gln_belt_widest (left, right);
  g_assert_cmpfloat_with_epsilon (gln_belt_summarise (widest, NULL, 12, NULL).met_m, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (gln_belt_summarise (widest, NULL, 18, NULL).met_m, 40, 1e-9);
  gln_stretches_add (within, 35, 60);
  g_assert_cmpfloat_with_epsilon (gln_belt_summarise (widest, within, 18, NULL).length_m, 25, 1e-9);
  g_assert_cmpfloat_with_epsilon (gln_belt_summarise (widest, within, 18, NULL).met_m, 5, 1e-9);
}

static void
test_nothing (void)
{
  g_autoptr (GlnShape) line = gln_shape_new_line (straight, 2);
  g_autoptr (GPtrArray) greens = areas_new ();
  GlnBeltQuery query = { .line = line, .reach_m = 50, .greens = greens };
  GlnBeltSummary summary = summarise (&query, 10, NULL);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (GlnBeltPiece));

  g_assert_cmpfloat (summary.length_m, ==, 100);
  g_assert_cmpfloat (summary.min_width_m, ==, 0);
  summary = gln_belt_summarise (none, NULL, 10, NULL);
  g_assert_true (isnan (summary.min_width_m));
  g_assert_true (isnan (summary.mean_m));
}

static GEOSGeometry *
ring_to_geos (GEOSContextHandle_t geos, const GlnPoint *points, guint n)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, n + 1, 2);

  for (guint i = 0; i <= n; i++)
    GEOSCoordSeq_setXY_r (geos, sequence, i, points[i % n].x, points[i % n].y);
  return GEOSGeom_createPolygon_r (geos, GEOSGeom_createLinearRing_r (geos, sequence), NULL, 0);
}

/* The integral of the width over a segment is the area of green in its strip. */
static void
test_against_geos (void)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 200; round++)
    {
      double angle = g_rand_double_range (rand, 0, 2 * G_PI), ux = cos (angle), uy = sin (angle);
      GlnPoint p = { 500000, 3400000 }, q = { p.x + 200 * ux, p.y + 200 * uy };
      GlnPoint strip[4] = { { p.x - 4 * uy, p.y + 4 * ux }, { q.x - 4 * uy, q.y + 4 * ux },
                            { q.x - 60 * uy, q.y + 60 * ux }, { p.x - 60 * uy, p.y + 60 * ux } };
      g_autoptr (GlnShape) line = gln_shape_new_line ((GlnPoint[]){ p, q }, 2);
      g_autoptr (GPtrArray) greens = areas_new ();
      GlnBeltQuery query = { .line = line, .left = TRUE, .edge_m = 4, .reach_m = 60, .through = TRUE,
                             .greens = greens };
      GEOSGeometry *all = GEOSGeom_createEmptyPolygon_r (geos), *window, *both;
      double area = 0;

      for (guint k = 0; k < 6; k++)
        {
          GlnPoint ring[24];
          double x = p.x + g_rand_double_range (rand, -100, 300), y = p.y + g_rand_double_range (rand, -200, 200);
          for (guint i = 0; i < 24; i++)
            {
              double r = g_rand_double_range (rand, 20, 90);
              ring[i] = (GlnPoint){ x + r * cos (2 * G_PI * i / 24), y + r * sin (2 * G_PI * i / 24) };
            }
          g_autoptr (GlnShape) shape = gln_shape_new_polygon (ring, 24);
          g_ptr_array_add (greens, gln_clip_area_new (shape));
          GEOSGeometry *one = ring_to_geos (geos, ring, 24), *sum = GEOSUnion_r (geos, all, one);
          GEOSGeom_destroy_r (geos, one);
          GEOSGeom_destroy_r (geos, all);
          all = sum;
        }
      window = ring_to_geos (geos, strip, 4);
      both = GEOSIntersection_r (geos, all, window);
      g_assert_true (GEOSArea_r (geos, both, &area));
      g_assert_cmpfloat_with_epsilon (summarise (&query, 1, NULL).mean_m * line->length_m, area, 1e-9 * 200 * 56);
      GEOSGeom_destroy_r (geos, all);
      GEOSGeom_destroy_r (geos, window);
      GEOSGeom_destroy_r (geos, both);
    }
  GEOS_finish_r (geos);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/belt-profile/narrowing", test_narrowing);
  g_test_add_func ("/belt-profile/breaks", test_breaks);
  g_test_add_func ("/belt-profile/tolerance-is-exact", test_tolerance_is_exact);
  g_test_add_func ("/belt-profile/within-and-widest", test_within_and_widest);
  g_test_add_func ("/belt-profile/nothing", test_nothing);
  g_test_add_func ("/belt-profile/against-geos", test_against_geos);
  return g_test_run ();
}
