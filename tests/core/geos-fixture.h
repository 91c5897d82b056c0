/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-geos.h"
#include "indicator-fixture.h"

#include <math.h>

/* GEOS as the referee of indicators: null-safe set operations on shapes, of
 * which NULL is the empty one. */

#define X0 500000.0
#define Y0 3400000.0

static inline GlnShape *
random_star (GRand *rand, double x, double y, double radius_m)
{
  guint n = (guint) g_rand_int_range (rand, 4, 24);
  GlnPoint points[24];

  for (guint i = 0; i < n; i++)
    {
      double r = radius_m * g_rand_double_range (rand, 0.3, 1);
      points[i] = (GlnPoint){ x + r * cos (2 * G_PI * i / n), y + r * sin (2 * G_PI * i / n) };
    }
  return gln_shape_new_polygon (points, n);
}

static inline GPtrArray *
shapes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gln_shape_unref);
}

static inline GlnShape *
union_of (const GPtrArray *a, const GPtrArray *b)
{
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GlnShape *shape;

  g_ptr_array_extend (both, (GPtrArray *) a, NULL, NULL);
  if (b)
    g_ptr_array_extend (both, (GPtrArray *) b, NULL, NULL);
  shape = gln_geos_union ((GlnShape *const *) both->pdata, both->len, &error);
  g_assert_no_error (error);
  return shape;
}

static inline GlnShape *
overlay (const GlnShape *a, const GlnShape *b, GlnGeosOverlay how)
{
  g_autoptr (GError) error = NULL;
  GlnShape *shape;

  if (!a || !b)
    {
      const GlnShape *left = a ? a : how == GLN_OVERLAY_UNION ? b : NULL;
      return left && how != GLN_OVERLAY_INTERSECTION ? gln_shape_ref ((GlnShape *) left) : NULL;
    }
  shape = gln_geos_overlay (a, b, how, &error);
  g_assert_no_error (error);
  return shape;
}

static inline double
area_in (const GlnShape *shape, const GlnShape *where)
{
  g_autoptr (GError) error = NULL;
  double area_m2 = NAN;

  if (!shape || !where)
    return 0;
  g_assert_true (gln_geos_overlay_m2 (shape, where, GLN_OVERLAY_INTERSECTION, &area_m2, &error));
  return area_m2;
}

static inline void
assert_close (double value, double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-9 * MAX (1, fabs (expected)));
}
