/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job in the real window: open a plan, draw a park with the pointer and see the indicators grow
 * by exactly its area before the button is released; undo, save, open again, write the report. */

#include "app/gln-application.h"
#include "app/gln-window.h"
#include "core/gln-format.h"
#include "core/gln-geos.h"
#include "core/gln-index.h"
#include "gui-test.h"
#include "io/gln-plan-file.h"
#include "sample.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

typedef struct
{
  GlnWindow *window;
  char *folder;
  char *path;
} Fixture;

static GlnApplication *application;

/* Waiting ---------------------------------------------------------------------------------- */

static gboolean
is_ready (gpointer data)
{
  GlnWindow *window = data;

  return gln_window_get_desk (window) && !gln_window_is_busy (window)
         && gln_map_view_is_settled (gln_window_get_map_view (window));
}

static void
wait_ready (Fixture *f)
{
  g_assert_true (gui_test_wait (is_ready, f->window, 60));
  gui_test_settle (GTK_WIDGET (f->window), 100);
}

static void
done (GlnWindow *window, const GError *error, gpointer data)
{
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Fixture ---------------------------------------------------------------------------------- */

static void
open_window (Fixture *f)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);

  f->window = gln_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (f->window));
  gln_window_open_files (f->window, &file, 1);
  wait_ready (f);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (GlnPlan) plan = sample_plan_new ();
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("greenline-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "江城.gpkg", NULL);
  g_assert_true (gln_plan_file_save (f->path, plan, NULL, NULL, &error));
  g_assert_no_error (error);
  open_window (f);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  if (f->window)
    {
      gln_desk_close (gln_window_get_desk (f->window), TRUE);
      gtk_window_destroy (GTK_WINDOW (f->window));
    }
  remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static GlnDocument *
document_of (Fixture *f)
{
  return gln_desk_get_document (gln_window_get_desk (f->window));
}

static GlnSession *
session_of (Fixture *f)
{
  return gln_desk_get_session (gln_window_get_desk (f->window));
}

/* Numbers ---------------------------------------------------------------------------------- */

static const GlnIndicatorValue *
shown (Fixture *f, const char *id)
{
  return gln_indicator_set_find (gln_window_get_indicators (f->window), id);
}

typedef struct
{
  double glr, pgpc, glr_m2, pgpc_m2;
} Numbers;

static Numbers
numbers_of (Fixture *f)
{
  return (Numbers){ shown (f, "GLR")->value, shown (f, "PGPC")->value, shown (f, "GLR")->numerator,
                    shown (f, "PGPC")->numerator };
}

static void
assert_same (Numbers a, Numbers b)
{
  g_assert_cmpfloat (a.glr, ==, b.glr);
  g_assert_cmpfloat (a.pgpc, ==, b.pgpc);
  g_assert_cmpfloat (a.glr_m2, ==, b.glr_m2);
  g_assert_cmpfloat (a.pgpc_m2, ==, b.pgpc_m2);
}

static gboolean
is_value_label (GtkWidget *widget, gpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "indicator-value")
         && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
}

/* The number stands on a card of the window, as people read it. */
static void
assert_on_a_card (Fixture *f, const char *id)
{
  g_autofree char *text = gln_format_indicator (shown (f, id));

  g_assert_nonnull (gui_test_find (GTK_WIDGET (f->window), is_value_label, text));
}

/* Places ----------------------------------------------------------------------------------- */

typedef struct
{
  Fixture *f;
  GlnBox box;
  gboolean hit;
} Search;

static gboolean
overlaps (const GlnShape *shape, const GlnBox *box)
{
  g_autoptr (GlnShape) square = gln_shape_new_rect (box->x0, box->y0, box->x1, box->y1);
  double common_m2 = 0;

  if (gln_shape_contains (shape, (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2))
    return TRUE;
  g_assert_true (gln_geos_overlay_m2 (square, shape, GLN_OVERLAY_INTERSECTION, &common_m2, NULL));
  return common_m2 > 0;
}

static gboolean
hit_green (GlnFeature *feature, gpointer data)
{
  Search *search = data;
  GlnPlan *plan = gln_document_get_plan (document_of (search->f));
  GlnLayer *layer = gln_plan_layer_of (plan, feature);
  gboolean present = gln_frame_layer_in_phase (plan->frame, layer, 0) && (gln_frame_phase_mask (plan->frame, feature) & 1);
  gboolean counts = layer->kind == GLN_LAYER_GREEN || layer->kind == GLN_LAYER_WATER
                    || (layer->kind == GLN_LAYER_LAND_USE && feature->class_code[0] == 'G');

  search->hit = present && counts && feature->shape && overlaps (feature->shape, &search->box);
  return !search->hit;
}

static gboolean
is_bare (Fixture *f, const GlnBox *box)
{
  Search search = { f, *box, FALSE };

  gln_index_foreach (gln_document_get_index (document_of (f)), box, hit_green, &search);
  return !search.hit;
}

static GlnShape *
built_up (Fixture *f)
{
  GlnPlan *plan = gln_document_get_plan (document_of (f));
  GlnLayer *layer = gln_frame_boundary (plan->frame, 0, GLN_SCOPE_BUILT_UP);
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    if (gln_uuid_equal (&feature->layer, &layer->uuid))
      return feature->shape;
  g_assert_not_reached ();
}

static gboolean
is_inside (const GlnShape *shape, const GlnBox *box)
{
  for (int i = 0; i <= 4; i++)
    for (int k = 0; k <= 4; k++)
      if (!gln_shape_contains (shape, box->x0 + (box->x1 - box->x0) * i / 4, box->y0 + (box->y1 - box->y0) * k / 4))
        return FALSE;
  return TRUE;
}

/* A square of bare land inside the boundary, the first on a fixed lattice. */
static GlnBox
bare_square (Fixture *f, double side_m)
{
  GlnShape *shape = built_up (f);

  for (double y = shape->box.y0; y < shape->box.y1; y += 37)
    for (double x = shape->box.x0; x < shape->box.x1; x += 37)
      {
        GlnBox box = { x, y, x + side_m, y + side_m };

        if (is_inside (shape, &box) && is_bare (f, &box))
          return box;
      }
  g_assert_not_reached ();
}

/* Drawing ---------------------------------------------------------------------------------- */

static void
show (Fixture *f, const GlnBox *box)
{
  double w = box->x1 - box->x0;
  GlnBox around = { box->x0 - w, box->y0 - w, box->x1 + w, box->y1 + w };

  gln_map_view_zoom_to_box (gln_window_get_map_view (f->window), &around);
  wait_ready (f);
}

/* Pulls a rectangle open over @box and leaves the button down. */
static void
pull_open (Fixture *f, const GlnBox *box)
{
  GtkWidget *map = GTK_WIDGET (gln_window_get_map_view (f->window));
  double x0, y0, x1, y1;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.snap", NULL);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.tool", "s", "rectangle");
  g_assert_true (gln_map_view_from_plan (GLN_MAP_VIEW (map), (GlnPoint){ box->x0, box->y1 }, &x0, &y0));
  g_assert_true (gln_map_view_from_plan (GLN_MAP_VIEW (map), (GlnPoint){ box->x1, box->y0 }, &x1, &y1));
  gui_test_move (map, x0 + 2, y0 + 2);
  gui_test_press (map, 1);
  for (int i = 1; i <= 6; i++)
    gui_test_move (map, x0 + 2 + (x1 - x0 - 4) * i / 6, y0 + 2 + (y1 - y0 - 4) * i / 6);
}

static void
let_go (Fixture *f)
{
  gui_test_release (GTK_WIDGET (gln_window_get_map_view (f->window)), 1);
}

/* The feature that the open transaction, or the last step, has added. (transfer full) */
static GlnFeature *
drawn_feature (Fixture *f, GlnPlan *before)
{
  g_autoptr (GlnDelta) delta = gln_delta_between (before, gln_document_get_plan (document_of (f)));

  g_assert_cmpuint (delta->n_changes, ==, 1);
  g_assert_null (delta->changes[0].before);
  return gln_feature_ref (delta->changes[0].after);
}

static void
assert_grown (Fixture *f, Numbers before, double glr_m2, double pgpc_m2)
{
  Numbers now = numbers_of (f);
  double built_up_m2 = shown (f, "GLR")->denominator, persons = shown (f, "PGPC")->denominator;

  g_assert_cmpfloat_with_epsilon (now.glr_m2 - before.glr_m2, glr_m2, 1e-5);
  g_assert_cmpfloat_with_epsilon (now.pgpc_m2 - before.pgpc_m2, pgpc_m2, 1e-5);
  g_assert_cmpfloat_with_epsilon (now.glr - before.glr, glr_m2 / built_up_m2, 1e-12);
  g_assert_cmpfloat_with_epsilon (now.pgpc - before.pgpc, pgpc_m2 / persons, 1e-10);
  assert_on_a_card (f, "GLR");
  assert_on_a_card (f, "PGPC");
}

/* Tests ------------------------------------------------------------------------------------ */

static void
test_bare_land (Fixture *f, gconstpointer unused)
{
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnFeature) park = NULL;
  g_autoptr (GdkTexture) shot = NULL;
  Numbers before, drawn;
  GlnBox square;

  gln_session_set_phase (session_of (f), 0);
  square = bare_square (f, 45);
  show (f, &square);
  before = numbers_of (f);
  plan = gln_plan_ref (gln_document_get_plan (document_of (f)));

  pull_open (f, &square);
  g_assert_true (gln_document_is_open (document_of (f)));
  park = drawn_feature (f, plan);
  g_assert_cmpfloat (park->shape->ring_sum_m2, >, 1000);
  assert_grown (f, before, park->shape->ring_sum_m2, park->shape->ring_sum_m2);
  shot = gui_test_shot (GTK_WIDGET (f->window), "draw-a-park");
  drawn = numbers_of (f);

  let_go (f);
  g_assert_false (gln_document_is_open (document_of (f)));
  assert_same (drawn, numbers_of (f));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  assert_same (before, numbers_of (f));
  assert_on_a_card (f, "GLR");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.redo", NULL);
  assert_same (drawn, numbers_of (f));
}

/* An existing park that lies wholly inside the boundary, and a square that half covers it. */
static GlnBox
half_over_a_park (Fixture *f)
{
  GlnPlan *plan = gln_document_get_plan (document_of (f));
  GlnShape *inside = built_up (f);
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      GlnBox box;

      if (gln_plan_layer_of (plan, feature)->kind != GLN_LAYER_GREEN || !g_str_has_prefix (feature->class_code, "G1")
          || !(gln_frame_phase_mask (plan->frame, feature) & 1) || feature->shape->ring_sum_m2 > 40000)
        continue;
      box = feature->shape->box;
      box.x0 = (box.x0 + box.x1) / 2;
      box.x1 = box.x0 + 70;
      box.y1 = box.y0 + 70;
      if (is_inside (inside, &box))
        return box;
    }
  g_assert_not_reached ();
}

static gboolean
collect_present (GlnFeature *feature, gpointer data)
{
  g_ptr_array_add (data, feature);
  return TRUE;
}

/* What of @shape is green land already, by the referee: the union of the present greens, and of the G
 * parcels, cut out of it. */
static double
net_gain_m2 (Fixture *f, const GlnShape *shape, GlnPlan *plan, gboolean parks_only)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autoptr (GlnShape) united = NULL;
  g_autoptr (GError) error = NULL;
  double gain_m2 = 0;

  gln_index_foreach (index, &shape->box, collect_present, hits);
  for (guint i = 0; i < hits->len; i++)
    {
      GlnFeature *feature = hits->pdata[i];
      GlnLayer *layer = gln_plan_layer_of (plan, feature);
      gboolean green = layer->kind == GLN_LAYER_GREEN
                       || (layer->kind == GLN_LAYER_LAND_USE && feature->class_code[0] == 'G');
      gboolean park = green && g_str_has_prefix (feature->class_code, "G1");

      if ((parks_only ? park : green) && gln_frame_layer_in_phase (plan->frame, layer, 0)
          && (gln_frame_phase_mask (plan->frame, feature) & 1))
        g_ptr_array_add (shapes, feature->shape);
    }
  united = gln_geos_union ((GlnShape *const *) shapes->pdata, shapes->len, &error);
  g_assert_no_error (error);
  g_assert_true (gln_geos_overlay_m2 (shape, united, GLN_OVERLAY_DIFFERENCE, &gain_m2, &error));
  g_assert_no_error (error);
  return gain_m2;
}

static void
test_over_green (Fixture *f, gconstpointer unused)
{
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnFeature) park = NULL;
  double glr_m2, pgpc_m2;
  Numbers before;
  GlnBox square;

  gln_session_set_phase (session_of (f), 0);
  square = half_over_a_park (f);
  show (f, &square);
  before = numbers_of (f);
  plan = gln_plan_ref (gln_document_get_plan (document_of (f)));
  pull_open (f, &square);
  park = drawn_feature (f, plan);
  glr_m2 = net_gain_m2 (f, park->shape, plan, FALSE);
  pgpc_m2 = net_gain_m2 (f, park->shape, plan, TRUE);
  g_assert_cmpfloat (glr_m2, <, park->shape->ring_sum_m2 - 100);
  assert_grown (f, before, glr_m2, pgpc_m2);
  let_go (f);
}

static void
test_save_and_report (Fixture *f, gconstpointer unused)
{
  g_autofree char *pdf = g_build_filename (f->folder, "报告.pdf", NULL);
  g_autofree char *content = NULL;
  gboolean saved = FALSE, written = FALSE;
  Numbers drawn;
  GlnBox square;
  gsize length;

  gln_session_set_phase (session_of (f), 0);
  square = bare_square (f, 45);
  show (f, &square);
  pull_open (f, &square);
  let_go (f);
  drawn = numbers_of (f);
  g_assert_false (gln_document_is_saved (document_of (f)));

  gln_window_save_to (f->window, f->path, done, &saved);
  g_assert_true (gui_test_wait (is_true, &saved, 60));
  g_assert_true (gln_document_is_saved (document_of (f)));
  gln_window_export_report_to (f->window, pdf, done, &written);
  g_assert_true (gui_test_wait (is_true, &written, 120));
  g_assert_true (g_file_get_contents (pdf, &content, &length, NULL));
  g_assert_cmpuint (length, >, 20000);
  g_assert_true (g_str_has_prefix (content, "%PDF-"));

  gtk_window_close (GTK_WINDOW (f->window));
  open_window (f);
  gln_session_set_phase (session_of (f), 0);
  assert_same (drawn, numbers_of (f));
  g_assert_true (gln_document_is_saved (document_of (f)));
}

int
main (int argc, char **argv)
{
  int status;

  gui_test_init (&argc, &argv);
  application = gln_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add ("/app/draw-a-park/bare-land", Fixture, NULL, set_up, test_bare_land, tear_down);
  g_test_add ("/app/draw-a-park/over-green", Fixture, NULL, set_up, test_over_green, tear_down);
  g_test_add ("/app/draw-a-park/save-and-report", Fixture, NULL, set_up, test_save_and_report, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
