/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-offset.h"

#include <math.h>

static void
test_straight (void)
{
  static const GlnPoint axis[] = { { 0, 0 }, { 30, 40 } };
  g_autoptr (GlnShape) both = gln_offset_belt (axis, 2, 15, 15);
  g_autoptr (GlnShape) left = gln_offset_belt (axis, 2, 10, 0);

  g_assert_cmpfloat_with_epsilon (both->ring_sum_m2, 1500, 1e-9);
  g_assert_cmpfloat_with_epsilon (left->ring_sum_m2, 500, 1e-9);
  g_assert_true (gln_shape_contains (left, 15 - 4, 20 + 3));
  g_assert_false (gln_shape_contains (left, 15 + 4, 20 - 3));
}

static void
test_right_angle (void)
{
  static const GlnPoint axis[] = { { 0, 0 }, { 100, 0 }, { 100, 100 } };
  g_autoptr (GlnShape) both = gln_offset_belt (axis, 3, 10, 10);
  g_autoptr (GlnShape) outer = gln_offset_belt (axis, 3, 0, 10);

  g_assert_cmpuint (both->n_points, ==, 6);
  g_assert_cmpfloat_with_epsilon (both->ring_sum_m2, 200 * 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (outer->ring_sum_m2, 200 * 10 + 100, 1e-9);
}

static void
test_nothing (void)
{
  static const GlnPoint axis[] = { { 5, 5 }, { 5, 5 }, { 5, 5 } };
  static const GlnPoint doubled[] = { { 0, 0 }, { 0, 0 }, { 10, 0 }, { 10, 0 } };
  g_autoptr (GlnShape) belt = NULL;

  g_assert_null (gln_offset_belt (axis, 3, 10, 10));
  g_assert_null (gln_offset_belt (doubled, 4, 0, 0));
  belt = gln_offset_belt (doubled, 4, 1, 1);
  g_assert_cmpfloat_with_epsilon (belt->ring_sum_m2, 20, 1e-12);
}

/* Whether the point is beside a leg, nearer than @share of the width. */
static gboolean
beside_leg (const GlnPoint *axis, guint n, double left_m, double right_m, double share, GlnPoint p)
{
  for (guint i = 0; i + 1 < n; i++)
    {
      double dx = axis[i + 1].x - axis[i].x, dy = axis[i + 1].y - axis[i].y;
      double length = hypot (dx, dy);
      double along = ((p.x - axis[i].x) * dx + (p.y - axis[i].y) * dy) / length;
      double aside = ((p.y - axis[i].y) * dx - (p.x - axis[i].x) * dy) / length;

      if (along >= 0 && along <= length && aside <= left_m * share && aside >= -right_m * share)
        return TRUE;
    }
  return FALSE;
}

/* However wildly the axis bends, the belt holds all that is beside a leg and
 * nothing that is farther than a mitre may reach. */
static void
test_random (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n_inside = 0;

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 300; round++)
    {
      GlnPoint axis[12];
      guint n = (guint) g_rand_int_range (rand, 2, 12);
      double left_m = g_rand_double_range (rand, 0, 30), right_m = g_rand_double_range (rand, 0.1, 30);
      double reach_m = 2.001 * MAX (left_m, right_m);
      g_autoptr (GlnShape) belt = NULL, line = NULL;

      for (guint i = 0; i < n; i++)
        axis[i] = (GlnPoint){ g_rand_double_range (rand, 0, 200), g_rand_double_range (rand, 0, 200) };
      belt = gln_offset_belt (axis, n, left_m, right_m);
      line = gln_shape_new_line (axis, n);
      for (guint k = 0; k < 200; k++)
        {
          GlnPoint p = { g_rand_double_range (rand, -60, 260), g_rand_double_range (rand, -60, 260) };
          gboolean inside = gln_shape_contains (belt, p.x, p.y);

          n_inside += inside;
          if (beside_leg (axis, n, left_m, right_m, 0.999, p))
            g_assert_true (inside);
          if (gln_shape_distance_m (line, p.x, p.y) > reach_m)
            g_assert_false (inside);
        }
    }
  g_assert_cmpuint (n_inside, >, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/offset/straight", test_straight);
  g_test_add_func ("/offset/right-angle", test_right_angle);
  g_test_add_func ("/offset/nothing", test_nothing);
  g_test_add_func ("/offset/random", test_random);
  return g_test_run ();
}
