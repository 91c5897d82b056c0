/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-render.h"
#include "fixture.h"
#include "model/gln-standards-loader.h"

#include <math.h>
#include <stdlib.h>

#define WIDTH 1000
#define HEIGHT 600
#define PAPER 0xf6f5f0u

static FixtureLayers layers;

static cairo_surface_t *
draw (const GlnRenderJob *job, const GlnView *view)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) view->width_px, (int) view->height_px);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0xf6 / 255.0, 0xf5 / 255.0, 0xf0 / 255.0);
  cairo_paint (cr);
  g_assert_true (gln_render_plan (cr, job, view, NULL));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface)
                      + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (const void *) row)[x] & 0xffffff;
}

/* Metres from the corner of the town, one pixel a metre. */
static void
assert_at (cairo_surface_t *surface, int x_m, int y_m, guint32 rgb)
{
  guint32 found = pixel (surface, x_m, HEIGHT - y_m);

  if (found != rgb)
    g_error ("at %d, %d m: %06x instead of %06x", x_m, y_m, found, rgb);
}

static void
whole_town (GlnView *view)
{
  gln_view_init_box (view, &(GlnBox){ FIXTURE_X, FIXTURE_Y, FIXTURE_X + 1000, FIXTURE_Y + 600 },
                     WIDTH, HEIGHT, 1);
}

static void
test_colours (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
  cairo_surface_t *surface;
  GlnRenderJob job;
  GlnView view;

  whole_town (&view);
  gln_render_job_init (&job, plan, index, sheet, 0);
  surface = draw (&job, &view);
  assert_at (surface, 50, 50, 0xffe680);
  assert_at (surface, 560, 50, 0xc8a878);
  assert_at (surface, 50, 350, 0xf4a3a0);
  assert_at (surface, 150, 150, 0x4caf50);
  assert_at (surface, 700, 150, 0xc8a878); /* the planned green is not there yet */
  assert_at (surface, 500, 290, 0xa8d4f0);
  assert_at (surface, 500, 150, PAPER);
  g_assert_cmphex (pixel (surface, 15, HEIGHT - 10), !=, PAPER); /* the boundary */
  cairo_surface_destroy (surface);

  gln_render_job_init (&job, plan, NULL, sheet, 1);
  surface = draw (&job, &view);
  g_assert_cmphex (pixel (surface, 700, HEIGHT - 150), !=, 0xc8a878);
  cairo_surface_destroy (surface);
}

static void
test_left_out (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
  GlnBox spot = { FIXTURE_X + 140, FIXTURE_Y + 140, FIXTURE_X + 160, FIXTURE_Y + 160 };
  g_autoptr (GPtrArray) there = NULL;
  cairo_surface_t *surface;
  GlnRenderJob job;
  GlnView view;

  whole_town (&view);
  gln_render_job_init (&job, plan, NULL, sheet, 0);
  there = gln_render_features (&job, &spot);
  g_assert_cmpuint (there->len, ==, 3); /* parcel, park, boundary's box */
  g_assert_cmpstr (((GlnFeature *) there->pdata[1])->class_code, ==, "G12");
  job.excluded = &((GlnFeature *) there->pdata[1])->uuid;
  job.n_excluded = 1;
  surface = draw (&job, &view);
  assert_at (surface, 150, 150, 0xffe680);
  cairo_surface_destroy (surface);

  job.n_excluded = 0;
  job.kinds = GLN_ALL_KINDS & ~GLN_KIND_BIT (GLN_LAYER_LAND_USE);
  surface = draw (&job, &view);
  assert_at (surface, 50, 50, PAPER);
  assert_at (surface, 150, 150, 0x4caf50);
  cairo_surface_destroy (surface);
}

static void
test_hidden_layer (void)
{
  g_autoptr (GlnPlan) whole = fixture_plan (&layers);
  g_autoptr (GlnLayer) hidden = gln_layer_with_flags (
      gln_frame_layer (whole->frame, &layers.green), GLN_LAYER_HIDDEN);
  g_autoptr (GlnLayer) thin
      = gln_layer_with_opacity (gln_frame_layer (whole->frame, &layers.land), 0.5);
  g_autoptr (GlnFrame) one = gln_frame_with_layer (whole->frame, hidden);
  g_autoptr (GlnFrame) frame = gln_frame_with_layer (one, thin);
  g_autoptr (GlnPlan) plan = gln_plan_new (frame, whole->features);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
  cairo_surface_t *surface;
  GlnRenderJob job;
  GlnView view;

  whole_town (&view);
  gln_render_job_init (&job, plan, NULL, sheet, 0);
  surface = draw (&job, &view);
  g_assert_cmpint (abs ((int) (pixel (surface, 150, HEIGHT - 150) & 0xff) - (0x80 + 0xf0) / 2), <=, 1);
  cairo_surface_destroy (surface);
  job.hidden_too = TRUE;
  surface = draw (&job, &view);
  assert_at (surface, 150, 150, 0x4caf50);
  cairo_surface_destroy (surface);
}

/* Largest difference of a colour channel between @tile and its place in @whole. */
static int
worst_difference (cairo_surface_t *whole, cairo_surface_t *tile, int x0, int y0)
{
  int worst = 0;

  for (int y = 0; y < cairo_image_surface_get_height (tile) && y0 + y < HEIGHT; y++)
    for (int x = 0; x < cairo_image_surface_get_width (tile) && x0 + x < WIDTH; x++)
      {
        guint32 a = pixel (whole, x0 + x, y0 + y), b = pixel (tile, x, y);
        for (int shift = 0; shift < 24; shift += 8)
          worst = MAX (worst, abs ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));
      }
  return worst;
}

static void
test_tiles (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
  cairo_surface_t *whole;
  GlnRenderJob job;
  GlnView view;

  whole_town (&view);
  gln_render_job_init (&job, plan, index, sheet, 1);
  whole = draw (&job, &view);
  for (int y = 0; y < HEIGHT; y += 256)
    for (int x = 0; x < WIDTH; x += 256)
      {
        GlnView part;
        cairo_surface_t *tile;
        gln_view_init_at (&part, FIXTURE_X + x + 128, FIXTURE_Y + HEIGHT - y - 128, 1, 256, 256, 1);
        tile = draw (&job, &part);
        /* cairo clips edges to 1/256 pixel: a trace in the smoothing of slanted and dashed edges */
        g_assert_cmpint (worst_difference (whole, tile, x, y), <=, 8);
        cairo_surface_destroy (tile);
      }
  cairo_surface_destroy (whole);
}

/* The caller's own projection: turned by a right angle. */
static void
turned (gpointer data, const GlnPoint *plan, GlnPoint *px, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      GlnPoint p = plan[i];
      px[i] = (GlnPoint){ p.y - FIXTURE_Y, p.x - FIXTURE_X };
    }
}

static void
test_projection (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
  cairo_surface_t *surface;
  GlnRenderJob job;
  GlnView view;

  whole_town (&view);
  view.width_px = HEIGHT;
  view.height_px = WIDTH;
  view.project = turned;
  gln_render_job_init (&job, plan, NULL, sheet, 0);
  surface = draw (&job, &view);
  g_assert_cmphex (pixel (surface, 150, 250), ==, 0x4caf50);
  g_assert_cmphex (pixel (surface, 150, 600), ==, 0xc8a878);
  cairo_surface_destroy (surface);
}

/* Two squares, one in the hole of the other, and a duplicate: the structure rule, in one path. */
static void
test_winding (void)
{
  g_autoptr (GlnPlan) empty = fixture_plan (&layers);
  g_autoptr (GPtrArray) features
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
  g_autoptr (GlnFeatureMap) map = NULL;
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnShape) holed = NULL;
  cairo_surface_t *surface;
  GlnShapeBuilder builder;
  GlnFeature *feature;
  GlnRenderJob job;
  GlnView view;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  gln_shape_builder_begin_part (&builder);
  for (guint ring = 0; ring < 2; ring++)
    { /* both rings turn the same way, as careless software writes them */
      double inset = ring * 100;
      gln_shape_builder_begin_ring (&builder);
      gln_shape_builder_add (&builder, FIXTURE_X + 100 + inset, FIXTURE_Y + 100 + inset);
      gln_shape_builder_add (&builder, FIXTURE_X + 500 - inset, FIXTURE_Y + 100 + inset);
      gln_shape_builder_add (&builder, FIXTURE_X + 500 - inset, FIXTURE_Y + 500 - inset);
      gln_shape_builder_add (&builder, FIXTURE_X + 100 + inset, FIXTURE_Y + 500 - inset);
    }
  holed = gln_shape_builder_end (&builder);
  for (guint i = 0; i < 2; i++)
    {
      feature = fixture_rect (features, &layers.green, "G1", NULL, 0, 0, 1, 1);
      features->pdata[i] = gln_feature_with_shape (feature, holed);
      gln_feature_unref (feature);
    }
  fixture_rect (features, &layers.green, "G1", NULL, 280, 280, 320, 320);
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  plan = gln_plan_new (empty->frame, map);
  whole_town (&view);
  gln_render_job_init (&job, plan, NULL, sheet, 0);
  surface = draw (&job, &view);
  assert_at (surface, 150, 150, 0x4caf50);
  assert_at (surface, 250, 250, PAPER);
  assert_at (surface, 300, 300, 0x4caf50);
  cairo_surface_destroy (surface);
}

static gboolean
has_style (const GPtrArray *styles, const char *name_zh)
{
  for (guint i = 0; i < styles->len; i++)
    if (g_str_equal (gln_style_name (styles->pdata[i], TRUE), name_zh))
      return TRUE;
  return FALSE;
}

static void
test_styles (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
  GlnView west, inside, far;
  g_autoptr (GPtrArray) some = NULL, one = NULL, few = NULL;
  GlnRenderJob job;

  gln_view_init_at (&west, FIXTURE_X + 245, FIXTURE_Y + 125, 1, 490, 250, 1);
  gln_view_init_at (&inside, FIXTURE_X + 45, FIXTURE_Y + 45, 1, 30, 30, 1);
  gln_view_init_at (&far, FIXTURE_X + 500, FIXTURE_Y + 300, 0.01, 100, 100, 1);
  gln_render_job_init (&job, plan, NULL, sheet, 0);
  some = gln_render_styles (&job, &west);
  g_assert_cmpuint (some->len, ==, 3);
  g_assert_true (has_style (some, "二类居住用地"));
  g_assert_true (has_style (some, "社区公园"));
  g_assert_true (has_style (some, "建成区界线"));
  job.kinds = GLN_ALL_KINDS & ~GLN_KIND_BIT (GLN_LAYER_BOUNDARY);
  one = gln_render_styles (&job, &inside);
  g_assert_cmpuint (one->len, ==, 1);
  few = gln_render_styles (&job, &far);
  g_assert_true (has_style (few, "二类居住用地"));
  g_assert_false (has_style (few, "古树名木")); /* not drawn at that scale */
}

/* Far away every feature is tiny; far in, boxes reach millions of pixels. */
static void
test_extreme_scales (void)
{
  static const double scales[] = { 1e-5, 1e-3, 0.05, 20, 500, 5000 };
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      GlnRenderJob job;
      GlnView view;
      cairo_surface_t *surface;
      gln_view_init_at (&view, FIXTURE_X + 150, FIXTURE_Y + 150, scales[i], 256, 256, 2);
      gln_render_job_init (&job, plan, NULL, sheet, 0);
      surface = draw (&job, &view);
      if (scales[i] > 1)
        g_assert_cmphex (pixel (surface, 128, 128), ==, 0x4caf50);
      cairo_surface_destroy (surface);
    }
}

static void
test_cancel (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnStyleSheet) sheet
      = gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 8, 8);
  cairo_t *cr = cairo_create (surface);
  GlnProgress progress = { .cancelled = 1 };
  GlnRenderJob job;
  GlnView view;

  whole_town (&view);
  gln_render_job_init (&job, plan, NULL, sheet, 0);
  g_assert_false (gln_render_plan (cr, &job, &view, &progress));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Every palette, every swatch: nothing is drawn outside the rectangle of the swatch. */
static void
test_palettes (void)
{
  for (int palette = 0; palette < GLN_N_PALETTES; palette++)
    {
      g_autoptr (GlnPlan) plan = fixture_plan (&layers);
      g_autoptr (GlnStyleSheet) sheet
          = gln_style_sheet_new (gln_standards_get_default (), (GlnPalette) palette);
      g_autoptr (GPtrArray) styles = NULL;
      GlnRenderJob job;
      GlnView all;

      whole_town (&all);
      gln_render_job_init (&job, plan, NULL, sheet, 1);
      styles = gln_render_styles (&job, &all);
      g_assert_cmpuint (styles->len, ==, 10);
      for (guint i = 0; i < styles->len; i++)
        {
          cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 60, 40);
          cairo_t *cr = cairo_create (surface);
          gln_render_swatch (cr, styles->pdata[i], 10, 10, 40, 20, 1);
          cairo_destroy (cr);
          cairo_surface_flush (surface);
          g_assert_cmphex (pixel (surface, 4, 4), ==, 0);
          g_assert_cmphex (pixel (surface, 56, 36), ==, 0);
          cairo_surface_destroy (surface);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/colours", test_colours);
  g_test_add_func ("/render/left-out", test_left_out);
  g_test_add_func ("/render/hidden-layer", test_hidden_layer);
  g_test_add_func ("/render/tiles", test_tiles);
  g_test_add_func ("/render/projection", test_projection);
  g_test_add_func ("/render/winding", test_winding);
  g_test_add_func ("/render/styles", test_styles);
  g_test_add_func ("/render/extreme-scales", test_extreme_scales);
  g_test_add_func ("/render/cancel", test_cancel);
  g_test_add_func ("/render/palettes", test_palettes);
  return g_test_run ();
}
