/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-chart.h"
#include "draw/gln-label.h"
#include "draw/gln-legend.h"
#include "draw/gln-map-image.h"
#include "core/gln-error.h"
#include "fixture.h"
#include "model/gln-standards-loader.h"

#include <math.h>
#include <string.h>

static FixtureLayers layers;

static GlnStyleSheet *
standard_sheet (void)
{
  return gln_style_sheet_new (gln_standards_get_default (), GLN_PALETTE_TERRITORIAL);
}

/* A plan with @n named parks in rows, so that names compete for room. */
static GlnPlan *
crowded_plan (guint n, const char *name)
{
  g_autoptr (GlnPlan) base = fixture_plan (&layers);
  g_autoptr (GPtrArray) features
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFeatureMap) map = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *own = g_strdup_printf ("%s%u", name, i);
      double x = (i % 20) * 50, y = i / 20 * 40;
      fixture_rect (features, &layers.green, "G12", own, x, y, x + 48, y + 36);
    }
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  return gln_plan_new (base->frame, map);
}

static void
test_labels (void)
{
  g_autoptr (GlnPlan) plan = crowded_plan (300, "江心社区公园");
  g_autoptr (GlnStyleSheet) sheet = standard_sheet ();
  GlnLabelOptions options = { .lang = GLN_LANG_ZH, .areas = TRUE };
  g_autoptr (GPtrArray) labels = NULL, again = NULL;
  GlnRenderJob job;
  GlnView view;

  gln_view_init_at (&view, FIXTURE_X + 500, FIXTURE_Y + 300, 1, 1000, 600, 1);
  gln_render_job_init (&job, plan, NULL, sheet, 0);
  labels = gln_labels_place (&job, &view, &options);
  again = gln_labels_place (&job, &view, &options);
  g_assert_cmpuint (labels->len, >, 20);
  g_assert_cmpuint (labels->len, <, 300);
  g_assert_cmpuint (labels->len, ==, again->len);
  for (guint i = 0; i < labels->len; i++)
    {
      const GlnLabel *a = labels->pdata[i];
      g_assert_cmpstr (a->text, ==, ((GlnLabel *) again->pdata[i])->text);
      g_assert_cmpfloat (a->x - a->width / 2, >=, 0);
      g_assert_cmpfloat (a->x + a->width / 2, <=, 1000);
      for (guint j = 0; j < i; j++)
        {
          const GlnLabel *b = labels->pdata[j];
          g_assert_true (fabs (a->x - b->x) >= (a->width + b->width) / 2
                         || fabs (a->y - b->y) >= (a->height + b->height) / 2);
        }
    }
}

/* A label stands in its own feature, also where the middle of the box does not belong to it. */
static void
test_label_inside (void)
{
  static const GlnPoint hook[] = { { 0, 0 }, { 600, 0 }, { 600, 60 }, { 60, 60 }, { 60, 500 }, { 0, 500 } };
  g_autoptr (GlnPlan) base = fixture_plan (&layers);
  g_autoptr (GPtrArray) features
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnStyleSheet) sheet = standard_sheet ();
  g_autoptr (GlnShape) shape = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  GlnLabelOptions options = { .lang = GLN_LANG_ZH };
  GlnPoint moved[G_N_ELEMENTS (hook)];
  GlnFeature *feature;
  GlnRenderJob job;
  GlnView view;

  for (guint i = 0; i < G_N_ELEMENTS (hook); i++)
    moved[i] = (GlnPoint){ FIXTURE_X + hook[i].x, FIXTURE_Y + hook[i].y };
  shape = gln_shape_new_polygon (moved, G_N_ELEMENTS (hook));
  feature = fixture_rect (features, &layers.green, "G12", "滨江带", 0, 0, 1, 1);
  features->pdata[0] = gln_feature_with_shape (feature, shape);
  gln_feature_unref (feature);
  map = gln_feature_map_new ((GlnFeature **) features->pdata, 1);
  plan = gln_plan_new (base->frame, map);
  gln_view_init_at (&view, FIXTURE_X + 300, FIXTURE_Y + 250, 1, 800, 600, 1);
  gln_render_job_init (&job, plan, NULL, sheet, 0);
  labels = gln_labels_place (&job, &view, &options);
  g_assert_cmpuint (labels->len, ==, 1);
  {
    const GlnLabel *label = labels->pdata[0];
    g_assert_true (gln_shape_contains (shape, view.box.x0 + label->x, view.box.y1 - label->y));
  }
}

static void
test_legend (void)
{
  static const char *const expected[] = { "公园绿地", "规划防护绿地", "居住用地", "商业服务业用地",
                                          "工业用地", "水域", "建成区界线", "主干路",
                                          "古树名木", "类别不明" };
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnStyleSheet) sheet = standard_sheet ();
  g_autoptr (GPtrArray) now = NULL, later = NULL;
  GlnRenderJob job;
  GlnView all;

  gln_view_init_at (&all, FIXTURE_X + 500, FIXTURE_Y + 300, 1, 1000, 600, 1);
  gln_render_job_init (&job, plan, NULL, sheet, 1);
  later = gln_legend_new (&job, &all, GLN_LANG_ZH);
  g_assert_cmpuint (later->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < later->len; i++)
    g_assert_cmpstr (((GlnLegendEntry *) later->pdata[i])->name, ==, expected[i]);
  job.phase = 0;
  now = gln_legend_new (&job, &all, GLN_LANG_EN);
  g_assert_cmpuint (now->len, ==, G_N_ELEMENTS (expected) - 1);
  g_assert_cmpstr (((GlnLegendEntry *) now->pdata[0])->name, ==, "Parks");
}

static void
test_round_numbers (void)
{
  static const double scales[] = { 0.0003, 0.012, 0.26, 1, 3.7, 88 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double length = gln_scale_bar_length_m (scales[i], 200), lead = length;
      g_assert_cmpfloat (length * scales[i], <=, 200);
      g_assert_cmpfloat (length * scales[i], >, 200 / 2.51);
      while (lead >= 9.999)
        lead /= 10;
      while (lead < 0.9999)
        lead *= 10;
      g_assert_true (fabs (lead - 1) < 1e-6 || fabs (lead - 2) < 1e-6 || fabs (lead - 5) < 1e-6);
    }
  g_assert_cmpfloat (gln_round_scale (19000), ==, 20000);
  g_assert_cmpfloat (gln_round_scale (20000), ==, 20000);
  g_assert_cmpfloat (gln_round_scale (20001), ==, 25000);
  g_assert_cmpfloat (gln_round_scale (99000), ==, 100000);
}

static GBytes *
export (GlnPlan *plan, GlnImageFormat format)
{
  g_autoptr (GlnStyleSheet) sheet = standard_sheet ();
  g_autoptr (GError) error = NULL;
  GlnMapSheet map;
  GBytes *bytes;

  gln_map_sheet_init (&map, plan, NULL, sheet, 0, GLN_LANG_ZH);
  bytes = gln_map_sheet_export (&map, format, 900, 700, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
test_export (void)
{
  static const char *const magic[] = { [GLN_IMAGE_PNG] = "\211PNG", [GLN_IMAGE_SVG] = "<?xml", [GLN_IMAGE_PDF] = "%PDF" };
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);

  for (guint i = 0; i < G_N_ELEMENTS (magic); i++)
    {
      g_autoptr (GBytes) bytes = export (plan, (GlnImageFormat) i);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 5000);
      g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), magic[i], strlen (magic[i])), ==, 0);
    }
}

/* Nothing in the plan; one parcel with a very long name; a point-sized plan. */
static void
test_export_odd_plans (void)
{
  g_autoptr (GlnPlan) whole = fixture_plan (&layers);
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("", "local");
  g_autoptr (GlnPlan) one = crowded_plan (1, "这是一个名称特别特别长的公园绿地这是一个名称特别特别长的公园绿地这是一个名称特别特别长的公园绿地六十字");
  g_autoptr (GBytes) nothing = export (empty, GLN_IMAGE_PDF);
  g_autoptr (GBytes) something = export (one, GLN_IMAGE_PDF);

  g_assert_nonnull (nothing);
  g_assert_nonnull (something);
}

static void
test_export_size (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnStyleSheet) sheet = standard_sheet ();
  g_autoptr (GError) error = NULL;
  GlnImageFormat format;
  GlnMapSheet map;

  gln_map_sheet_init (&map, plan, NULL, sheet, 0, GLN_LANG_ZH);
  g_assert_null (gln_map_sheet_export (&map, GLN_IMAGE_PNG, 40, 1000000, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT);
  g_assert_true (gln_image_format_from_name ("/tmp/图.PNG", &format));
  g_assert_cmpint (format, ==, GLN_IMAGE_PNG);
  g_assert_false (gln_image_format_from_name ("map.jpg", &format));
}

static guint
count_pixels (cairo_surface_t *surface, guint32 rgb)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += (((const guint32 *) (const void *) (data + (gsize) y * (gsize) stride))[x] & 0xffffff) == rgb;
  return n;
}

/* Bars grow with their values and take the colour of their verdict. */
static void
test_charts (void)
{
  GlnText text = { .size = 12, .lang = GLN_LANG_ZH };
  GlnTargetBar bars[] = { { "绿地率", 35.2, 35.4, GLN_STATUS_UNMET, "35.20 / 35.40" },
                          { "绿化覆盖率", 19.2, 38.4, GLN_STATUS_MET, NULL },
                          { "古树名木保护率", NAN, 95, GLN_STATUS_UNKNOWN, "待填" } };
  const char *const phases[] = { "现状", "2027", "2030" };
  double values[] = { 32.8, NAN, 35.2 }, bounds[] = { NAN, 34.8, 35.4 };
  GlnTrend trend = { 3, phases, values, bounds, NULL };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 300);
  cairo_t *cr = cairo_create (surface);
  guint unmet, met;

  gln_draw_target_bars (cr, &text, bars, 3, 0, 0, 400);
  gln_draw_trend (cr, &text, &trend, 0, 120, 400, 150);
  cairo_surface_flush (surface);
  unmet = count_pixels (surface, 0xcc7554);
  met = count_pixels (surface, 0x45ab99);
  g_assert_cmpuint (met, >, 900);
  g_assert_cmpuint (unmet, >, met * 17 / 10); /* the other bar reaches half as far */
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/labels", test_labels);
  g_test_add_func ("/sheet/label-inside", test_label_inside);
  g_test_add_func ("/sheet/legend", test_legend);
  g_test_add_func ("/sheet/round-numbers", test_round_numbers);
  g_test_add_func ("/sheet/export", test_export);
  g_test_add_func ("/sheet/export-odd-plans", test_export_odd_plans);
  g_test_add_func ("/sheet/export-size", test_export_size);
  g_test_add_func ("/sheet/charts", test_charts);
  return g_test_run ();
}
