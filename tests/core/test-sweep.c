/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-geos.h"
#include "core/gln-buffer.h"

#include <math.h>
#include <string.h>

/* The sweep kernel alone, against hand-made figures and GEOS. */

typedef struct
{
  double only_a, only_b, both, neither;
} Overlay;

static void
gather (GlnSweep *sweep, const GlnShape *shape, const GlnBox *box, guint slot)
{
  GlnForm form = { .shape = shape, .outline = gln_outline_new (shape) };

  for (guint i = 0; i < gln_form_n_pieces (&form); i++)
    gln_form_gather (&form, i, box, sweep, slot);
  gln_outline_free (form.outline);
}

/* Areas of two shapes within @box, cut into @n x @n windows. */
static Overlay
overlay_in (const GlnShape *a, const GlnShape *b, GlnBox box, guint n)
{
  g_autoptr (GlnSweep) sweep = gln_sweep_new ();
  GlnArea sums[4] = { 0 };
  double w = (box.x1 - box.x0) / n, h = (box.y1 - box.y0) / n;

  for (guint t = 0; t < n * n; t++)
    {
      GlnBox tile = { box.x0 + (t % n) * w, box.y0 + (t / n) * h, 0, 0 };
      tile.x1 = tile.x0 + w;
      tile.y1 = tile.y0 + h;
      gln_sweep_begin (sweep, w, h, 2);
      gather (sweep, a, &tile, 0);
      if (b)
        gather (sweep, b, &tile, 1);
      gln_sweep_run (sweep);
      for (guint c = 0; c < sweep->n_cells; c++)
        {
          g_assert_cmpint (gln_sweep_area (sweep, c), >, 0);
          sums[*gln_sweep_set (sweep, c) & 3] += gln_sweep_area (sweep, c);
        }
    }
  return (Overlay){ gln_area_to_m2 (sums[1]), gln_area_to_m2 (sums[2]), gln_area_to_m2 (sums[3]),
                    gln_area_to_m2 (sums[0]) };
}

static GlnBox
box_of (const GlnShape *a, const GlnShape *b)
{
  GlnBox box = a->box;

  if (b)
    gln_box_add_box (&box, &b->box);
  return (GlnBox){ floor (box.x0) - 1, floor (box.y0) - 1, ceil (box.x1) + 1, ceil (box.y1) + 1 };
}

static GlnShape *
shape_of_rings (const double *numbers, const guint *lengths, guint n_rings)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  gln_shape_builder_begin_part (&builder);
  for (guint r = 0; r < n_rings; r++)
    {
      gln_shape_builder_begin_ring (&builder);
      for (guint i = 0; i < lengths[r]; i++, numbers += 2)
        gln_shape_builder_add (&builder, numbers[0], numbers[1]);
    }
  return gln_shape_builder_end (&builder);
}

static void
test_by_hand (void)
{
  static const double bow_tie[] = { 0, 0, 10, 10, 10, 0, 0, 10 };
  static const double twice[] = { 0, 0, 10, 0, 10, 10, 0, 10, 0, 0, 10, 0, 10, 10, 0, 10 };
  static const double holed[] = { 0, 0, 10, 0, 10, 10, 0, 10, 2, 2, 4, 2, 4, 4, 2, 4, 20, 20, 30, 20, 30, 30 };
  static const double spike[] = { 0, 0, 10, 0, 10, 10, 5, 10, 5, 40, 5, 10, 0, 10 };
  guint four = 4, eight = 8, seven = 7, holes[] = { 4, 4, 3 };
  g_autoptr (GlnShape) a = shape_of_rings (bow_tie, &four, 1), b = shape_of_rings (twice, &eight, 1);
  g_autoptr (GlnShape) c = shape_of_rings (holed, holes, 3), d = shape_of_rings (spike, &seven, 1);
  g_autoptr (GlnShape) disc = gln_shape_new_disc (3.25, 4.5, 2), rect = gln_shape_new_rect (3.25, 0, 10, 10);
  Overlay o;

  g_assert_cmpfloat (overlay_in (a, NULL, box_of (a, NULL), 1).only_a, ==, 50);
  g_assert_cmpfloat (overlay_in (b, NULL, box_of (b, NULL), 1).only_a, ==, 100);
  g_assert_cmpfloat (overlay_in (c, NULL, box_of (c, NULL), 1).only_a, ==, 96);
  g_assert_cmpfloat (overlay_in (d, NULL, box_of (d, NULL), 1).only_a, ==, 100);
  o = overlay_in (disc, rect, box_of (disc, rect), 1);
  g_assert_cmpfloat_with_epsilon (o.only_a, 2 * G_PI, 1e-7);
  g_assert_cmpfloat_with_epsilon (o.both, 2 * G_PI, 1e-7);
  o = overlay_in (disc, rect, box_of (disc, rect), 7);
  g_assert_cmpfloat_with_epsilon (o.only_a, 2 * G_PI, 1e-6);
  g_assert_cmpfloat_with_epsilon (o.both, 2 * G_PI, 1e-6);
}

/* Two discs: the lens has a closed form. */
static void
test_discs (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 300; i++)
    {
      double r = g_rand_double_range (rand, 0.2, 30), s = g_rand_double_range (rand, 0.2, 30);
      double x = g_rand_double_range (rand, -40, 40), y = g_rand_double_range (rand, -40, 40), d = hypot (x, y);
      g_autoptr (GlnShape) a = gln_shape_new_disc (100, 100, r);
      g_autoptr (GlnShape) b = gln_shape_new_disc (100 + x, 100 + y, s);
      double lens = 0;
      Overlay o = overlay_in (a, b, box_of (a, b), 1 + i % 4);

      if (d <= fabs (r - s))
        lens = G_PI * MIN (r, s) * MIN (r, s);
      else if (d < r + s)
        lens = r * r * acos ((d * d + r * r - s * s) / (2 * d * r))
               + s * s * acos ((d * d + s * s - r * r) / (2 * d * s))
               - sqrt ((-d + r + s) * (d + r - s) * (d - r + s) * (d + r + s)) / 2;
      g_assert_cmpfloat_with_epsilon (o.both, lens, 2e-6);
      g_assert_cmpfloat_with_epsilon (o.only_a, G_PI * r * r - lens, 2e-6);
      g_assert_cmpfloat_with_epsilon (o.only_b, G_PI * s * s - lens, 2e-6);
    }
}

/* A shape that real files hold and textbooks do not. */
static GlnShape *
nasty_shape (GRand *rand, const GlnShape *model, double jitter_m)
{
  GlnShapeBuilder builder;
  guint n_parts = (guint) g_rand_int_range (rand, 1, 4);

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  for (guint p = 0; p < n_parts; p++)
    {
      guint n_rings = (guint) g_rand_int_range (rand, 1, 4);
      gln_shape_builder_begin_part (&builder);
      for (guint r = 0; r < n_rings; r++)
        {
          guint n = (guint) g_rand_int_range (rand, 3, 12), at = 0;
          double cx = g_rand_double_range (rand, 0, 100), cy = g_rand_double_range (rand, 0, 100);
          double size = r ? 20 : 60, x = 0, y = 0;
          gln_shape_builder_begin_ring (&builder);
          for (guint i = 0; i < n; i++)
            {
              int kind = g_rand_int_range (rand, 0, 10);
              if (model && kind < 5)
                {
                  at = i && kind < 4 ? gln_shape_next (model, at) : (guint) g_rand_int_range (rand, 0, (gint32) model->n_points);
                  x = model->points[at].x + g_rand_double_range (rand, -jitter_m, jitter_m);
                  y = model->points[at].y + g_rand_double_range (rand, -jitter_m, jitter_m);
                }
              else if (kind < 9 || i == 0)
                {
                  x = cx + g_rand_double_range (rand, -size, size);
                  y = cy + g_rand_double_range (rand, -size, size);
                  if (kind == 6)
                    x = floor (x);
                  if (kind == 7)
                    y = floor (y);
                }
              gln_shape_builder_add (&builder, x, y); /* kind 9: the same point again */
            }
        }
    }
  return gln_shape_builder_end (&builder);
}

/* Against GEOS: random rings that cross themselves, share edges with one
 * another exactly or nearly, double back, and are cut into windows. */
static void
test_against_geos (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  static const double jitters[] = { 0, 1e-3, 1e-5, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11 };
  guint n = g_test_slow () ? 20000 : 1500, refused = 0;

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < n; i++)
    {
      double jitter = jitters[i % G_N_ELEMENTS (jitters)];
      g_autoptr (GlnShape) a = nasty_shape (rand, NULL, 0), b = nasty_shape (rand, i % 2 ? a : NULL, jitter);
      double area_a, area_b, both, tolerance;
      Overlay o = overlay_in (a, b, box_of (a, b), 1 + i % 3);

      if (!gln_geos_area_m2 (a, &area_a, NULL) || !gln_geos_area_m2 (b, &area_b, NULL)
          || !gln_geos_overlay_m2 (a, b, GLN_OVERLAY_INTERSECTION, &both, NULL))
        {
          refused++;
          continue;
        }
      /* GEOS moves edges by its own rounding where they nearly coincide. */
      tolerance = 1e-6 + 400 * (jitter < 1e-6 ? jitter : 0);
      if (fabs (o.only_a + o.both - area_a) > tolerance || fabs (o.only_b + o.both - area_b) > tolerance
          || fabs (o.both - both) > tolerance)
        g_error ("case %u of seed %u, jitter %g: %.9f %.9f %.9f, GEOS %.9f %.9f %.9f", i, seed, jitter,
                 o.only_a + o.both, o.only_b + o.both, o.both, area_a, area_b, both);
    }
  g_test_message ("%u of %u cases refused by GEOS", refused, n);
  g_assert_cmpuint (refused, <, n / 100);
}

static GlnShape *
random_discs (GRand *rand)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, GLN_SHAPE_POINTS);
  builder.radius_m = g_rand_double_range (rand, 1, 20);
  for (guint i = 0; i < 6; i++)
    gln_shape_builder_add (&builder, g_rand_double_range (rand, 0, 30), floor (g_rand_double_range (rand, 0, 30)));
  return gln_shape_builder_end (&builder);
}

/* The result is a matter of the edges, not of their order or of who comes first. */
static void
test_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GlnSweep) sweep = gln_sweep_new ();

  for (guint i = 0; i < 1500; i++)
    {
      gboolean discs = i % 2;
      g_autoptr (GlnShape) a = discs ? random_discs (rand) : nasty_shape (rand, NULL, 0);
      g_autoptr (GlnShape) b = discs ? random_discs (rand) : nasty_shape (rand, a, 1e-9);
      GlnBox box = box_of (a, b);
      gint64 sums[2][4] = { { 0 } };

      for (guint k = 0; k < 2; k++)
        {
          gln_sweep_begin (sweep, box.x1 - box.x0, box.y1 - box.y0, 2);
          gather (sweep, k ? b : a, &box, k ? 1 : 0);
          gather (sweep, k ? a : b, &box, k ? 0 : 1);
          gln_sweep_run (sweep);
          for (guint c = 0; c < sweep->n_cells; c++)
            sums[k][*gln_sweep_set (sweep, c) & 3] += gln_sweep_area (sweep, c);
        }
      g_assert_cmpmem (sums[0], sizeof sums[0], sums[1], sizeof sums[1]);
    }
}

/* The other vertices of a ring of many, so that its boxes are used. */
static void
test_long_ring (void)
{
  enum { N = 5000 };
  GlnPoint *points = g_new (GlnPoint, N);
  g_autoptr (GlnShape) shape = NULL;
  double area_m2;

  for (guint i = 0; i < N; i++)
    {
      double angle = 2 * G_PI * i / N, r = 800 + 150 * sin (angle * 37) + 3 * sin (angle * 1000);
      points[i] = (GlnPoint){ 38500000 + r * cos (angle), 3400000 + r * sin (angle) };
    }
  shape = gln_shape_new_polygon (points, N);
  area_m2 = overlay_in (shape, NULL, box_of (shape, NULL), 40).only_a;
  g_assert_cmpfloat_with_epsilon (area_m2, shape->ring_sum_m2, 1e-4);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GlnShape) window = gln_shape_new_rect (38500000 - 1000 + i, 3399500 + i / 2, 38500040 - 1000 + i,
                                                        3399540 + i / 2);
      GlnForm form = { .shape = shape, .outline = gln_outline_new (shape) }, plain = { .shape = shape };
      GlnLook with = { 0, 1 }, without = { 0, 1 };
      GlnTouch one = gln_form_touch (&form, 0, &window->box, &with);
      GlnTouch two = gln_form_touch (&plain, 0, &window->box, &without);
      g_assert_cmpint (one, ==, two);
      g_assert_cmpuint (with.n_edges, ==, without.n_edges);
      g_assert_true (with.fingerprint == without.fingerprint);
      gln_outline_free (form.outline);
    }
  g_free (points);
}

/* "MULTIPOLYGON (((1 2, ...), (...)), ((...)))" and "POLYGON (...)", as the cases write them. */
static GlnShape *
parse_wkt (const char *text)
{
  GlnShapeBuilder builder;
  gboolean multi = g_str_has_prefix (text, "MULTI");
  guint depth = 0;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  for (const char *at = strchr (text, '('); at && *at && *at != '"';)
    {
      char *end;
      double x, y;
      if (*at == '(')
        {
          depth++;
          if (depth == (multi ? 2 : 1))
            gln_shape_builder_begin_part (&builder);
          if (depth == (multi ? 3 : 2))
            gln_shape_builder_begin_ring (&builder);
          at++;
        }
      else if (*at == ')')
        {
          depth--;
          at++;
        }
      else if (strchr (", ", *at))
        at++;
      else
        {
          x = g_ascii_strtod (at, &end);
          y = g_ascii_strtod (end, &end);
          gln_shape_builder_add (&builder, x, y);
          at = end;
        }
    }
  return gln_shape_builder_end (&builder);
}

static char *
json_text (const char *line, const char *key)
{
  g_autofree char *start = g_strdup_printf ("\"%s\": \"", key);
  const char *at = strstr (line, start), *end;

  g_assert_nonnull (at);
  at += strlen (start);
  end = strchr (at, '"');
  return g_strndup (at, (gsize) (end - at));
}

/* Coordinates of the cases are degrees or units: brought to hundreds of metres. */
static GlnShape *
scaled (const GlnShape *shape, GlnPoint from, double scale)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  for (guint p = 0; p < shape->n_parts; p++)
    {
      gln_shape_builder_begin_part (&builder);
      for (guint r = shape->part_start[p]; r < shape->part_start[p + 1]; r++)
        {
          gln_shape_builder_begin_ring (&builder);
          for (guint i = shape->ring_start[r]; i < shape->ring_start[r + 1]; i++)
            gln_shape_builder_add (&builder, (shape->points[i].x - from.x) * scale,
                                   (shape->points[i].y - from.y) * scale);
        }
    }
  return gln_shape_builder_end (&builder);
}

static void
check_case (const char *line)
{
  g_autofree char *id = json_text (line, "id"), *op = json_text (line, "op"), *wkt_a = json_text (line, "a");
  g_autofree char *wkt_b = json_text (line, "b");
  g_autoptr (GlnShape) raw_a = parse_wkt (wkt_a), raw_b = parse_wkt (wkt_b), a = NULL, b = NULL;
  gboolean valid = strstr (line, "\"valid_inputs\": true") != NULL, agree = strstr (line, "\"agree\": true") != NULL;
  double expected = g_ascii_strtod (strstr (line, "\"expected_area\": ") + 17, NULL), area, referee, scale;
  GlnBox box;
  Overlay o;

  if (!raw_a || !raw_b)
    return;
  box = raw_a->box;
  gln_box_add_box (&box, &raw_b->box);
  scale = exp2 (floor (log2 (400 / MAX (box.x1 - box.x0, box.y1 - box.y0))));
  a = scaled (raw_a, (GlnPoint){ box.x0, box.y0 }, scale);
  b = scaled (raw_b, (GlnPoint){ box.x0, box.y0 }, scale);
  o = overlay_in (a, b, box_of (a, b), 3);
  area = g_str_equal (op, "union")          ? o.only_a + o.only_b + o.both
         : g_str_equal (op, "intersection") ? o.both
         : g_str_equal (op, "difference")   ? o.only_a
                                            : o.only_a + o.only_b;
  /* Invalid inputs mean what the structure rule says; the case's own figure may follow another rule. */
  if (valid && agree)
    g_assert_cmpfloat_with_epsilon (area, expected * scale * scale, 1e-6 + 1e-9 * area);
  if (!g_str_equal (op, "symdifference")
      && gln_geos_overlay_m2 (a, b, g_str_equal (op, "union") ? GLN_OVERLAY_UNION
                                    : g_str_equal (op, "intersection") ? GLN_OVERLAY_INTERSECTION
                                                                       : GLN_OVERLAY_DIFFERENCE, &referee, NULL))
    g_assert_cmpfloat_with_epsilon (area, referee, 1e-6);
  g_test_message ("%s", id);
}

static void
test_overlay_cases (void)
{
  const char *root = g_getenv ("GREENLINE_TEST_DATA");
  g_autofree char *path = root ? g_build_filename (root, "overlay", "overlay_area_cases.jsonl", NULL) : NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!path || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("GREENLINE_TEST_DATA is not set, or has no overlay/overlay_area_cases.jsonl");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i])
      {
        check_case (lines[i]);
        n++;
      }
  g_assert_cmpuint (n, >=, 126);
}

static double
form_area_m2 (const GlnForm *form, guint n)
{
  g_autoptr (GlnSweep) sweep = gln_sweep_new ();
  GlnBox box = form->shape->box;
  GlnArea sum = 0;
  double w = (box.x1 - box.x0) / n, h = (box.y1 - box.y0) / n;

  for (guint t = 0; t < n * n; t++)
    {
      GlnBox tile = { box.x0 + (t % n) * w, box.y0 + (t / n) * h, 0, 0 };
      tile.x1 = tile.x0 + w;
      tile.y1 = tile.y0 + h;
      gln_sweep_begin (sweep, w, h, 1);
      for (guint i = 0; i < gln_form_n_pieces (form); i++)
        gln_form_gather (form, i, &tile, sweep, 0);
      gln_sweep_run (sweep);
      for (guint c = 0; c < sweep->n_cells; c++)
        if (*gln_sweep_set (sweep, c))
          sum += gln_sweep_area (sweep, c);
    }
  return gln_area_to_m2 (sum);
}

/* Buffers of known area: convex by Steiner's formula, with a hole that stays. */
static void
test_buffer_area (void)
{
  static const double ring[] = { 0, 0, 1000, 0, 1000, 1000, 0, 1000, 100, 100, 100, 900, 900, 900, 900, 100 };
  guint lengths[] = { 4, 4 };
  g_autoptr (GlnShape) rect = gln_shape_new_rect (10, 20, 110, 70), disc = gln_shape_new_disc (5, 6, 20);
  g_autoptr (GlnShape) frame = shape_of_rings (ring, lengths, 2);
  GlnForm *a = gln_form_new_buffer (rect, 300, 0), *b = gln_form_new_buffer (disc, 300, 0);
  GlnForm *c = gln_form_new_buffer (frame, 300, 0), *d = gln_form_new_buffer (frame, 500, 0);
  GlnForm *e = gln_form_new_buffer (rect, 300, 8);
  double chords = 32 * 300 * 300 * sin (2 * G_PI / 32) / 2;

  g_assert_cmpfloat_with_epsilon (form_area_m2 (a, 9), 5000 + 300 * 300 + G_PI * 90000, 1e-5);
  g_assert_cmpfloat_with_epsilon (form_area_m2 (b, 9), G_PI * 320 * 320, 1e-5);
  g_assert_cmpfloat_with_epsilon (form_area_m2 (c, 9), 1e6 + 4000 * 300 + G_PI * 90000 - 200 * 200, 1e-5);
  g_assert_cmpfloat_with_epsilon (form_area_m2 (d, 9), 1e6 + 4000 * 500 + G_PI * 250000, 1e-5);
  g_assert_cmpfloat_with_epsilon (form_area_m2 (e, 9), 5000 + 300 * 300 + chords, 1e-5);
  gln_form_free (a);
  gln_form_free (b);
  gln_form_free (c);
  gln_form_free (d);
  gln_form_free (e);
}

/* A point is in the buffer if and only if the shape is near, also for shapes that no textbook buffers. */
static void
test_buffer_points (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint simple = 0;

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 400; i++)
    {
      enum { N = 12 };
      GlnPoint star[N];
      g_autoptr (GlnShape) shape = NULL;
      double r_m = g_rand_double_range (rand, 1, 60);
      GlnForm *form;

      for (guint k = 0; k < N; k++)
        {
          double angle = (i % 2 ? 1 : -1) * 2 * G_PI * k / N, r = g_rand_double_range (rand, 5, 50);
          star[k] = (GlnPoint){ r * cos (angle), r * sin (angle) };
          if (i % 4 == 3 && g_rand_int_range (rand, 0, 4) == 0)
            star[k] = (GlnPoint){ g_rand_double_range (rand, -50, 50), g_rand_double_range (rand, -50, 50) };
        }
      shape = gln_shape_new_polygon (star, N);
      form = gln_form_new_buffer (shape, r_m, 0);
      simple += form->more == NULL;
      for (guint k = 0; k < 60; k++)
        {
          double x = g_rand_double_range (rand, -110, 110), y = g_rand_double_range (rand, -110, 110), near;
          GlnBox box = { x, y, x + 1e-7, y + 1e-7 };
          gboolean inside = FALSE, expected;
          GlnLook seen = { 0 };
          near = gln_shape_distance_m (shape, x, y);
          expected = gln_shape_contains (shape, x, y) || near <= r_m;
          if (fabs (near - r_m) < 1e-5 || near < 1e-5)
            continue;
          for (guint p = 0; p < gln_form_n_pieces (form); p++)
            {
              GlnTouch touch = gln_form_touch (form, p, &box, &seen);
              if (touch == GLN_TOUCH_CROSSES) /* an edge inside the buffer: look beside it */
                {
                  box = (GlnBox){ x + 1e-6, y + 1e-6, x + 1.1e-6, y + 1.1e-6 };
                  touch = gln_form_touch (form, p, &box, &seen);
                }
              inside |= touch == GLN_TOUCH_COVERS;
            }
          if (inside != expected)
            g_error ("case %u of seed %u: (%.9f, %.9f) is %f from the shape, radius %f", i, seed, x, y, near, r_m);
        }
      gln_form_free (form);
    }
  g_assert_cmpuint (simple, >, 200);
  g_assert_cmpuint (simple, <, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/by-hand", test_by_hand);
  g_test_add_func ("/sweep/discs", test_discs);
  g_test_add_func ("/sweep/order", test_order);
  g_test_add_func ("/sweep/long-ring", test_long_ring);
  g_test_add_func ("/sweep/buffer-area", test_buffer_area);
  g_test_add_func ("/sweep/buffer-points", test_buffer_points);
  g_test_add_func ("/sweep/overlay-cases", test_overlay_cases);
  g_test_add_func ("/sweep/against-geos", test_against_geos);
  return g_test_run ();
}
