/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-plan.h"
#include "gui-test.h"
#include "io/gln-crs.h"
#include "map/gln-map-view.h"
#include "map/gln-plan-painter.h"
#include "map/gln-world.h"
#include "model/gln-edits.h"
#include "model/gln-standards-loader.h"

#include <math.h>
#include <string.h>

/* A town of one square kilometre: a boundary, sixteen blocks, a park. */

#define EAST 510000.0
#define NORTH 3380000.0

typedef struct
{
  GtkWidget *window;
  GlnMapView *view;
  GlnDocument *document;
  GlnSession *session;
  GlnToolbox *toolbox;
  GlnUuid park;
} Fixture;

static GlnFeature *
rect_feature (const GlnLayer *layer, const char *code, double x0, double y0, double x1, double y1)
{
  g_autoptr (GlnShape) shape = gln_shape_new_rect (EAST + x0, NORTH + y0, EAST + x1, NORTH + y1);
  GlnUuid uuid;

  gln_uuid_new (&uuid);
  return gln_feature_new (&uuid, &layer->uuid, code, shape, NULL);
}

static GlnLayer *
new_layer (GlnLayerKind kind, const char *name, const char *codes, const char *role)
{
  GlnUuid uuid;

  gln_uuid_new (&uuid);
  return gln_layer_new (&uuid, kind, name, codes, role);
}

static GlnPlan *
make_plan (GlnUuid *park)
{
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("Town", "EPSG:4547");
  g_autoptr (GlnLayer) land = new_layer (GLN_LAYER_LAND_USE, "Land use", "gb50137", "");
  g_autoptr (GlnLayer) green = new_layer (GLN_LAYER_GREEN, "Greens", GLN_CODES_CANONICAL, "");
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  GlnLayer *layers[2] = { land, green };
  g_auto (GlnPhaseSpec) spec;
  g_autoptr (GlnPhase) phase = NULL;
  g_autoptr (GlnFrame) frame = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;
  GlnFeature *park_feature;

  gln_phase_spec_copy (&spec, empty->frame->phases[0]);
  spec.land_use = land->uuid;
  phase = gln_phase_new (&spec);
  frame = gln_frame_new (&empty->frame->uuid, "Town", "EPSG:4547", layers, 2, &phase, 1, NULL);
  for (int i = 0; i < 16; i++)
    g_ptr_array_add (features, rect_feature (land, i % 3 ? "R2" : "B1", i % 4 * 250 + 10, i / 4 * 250 + 10,
                                             i % 4 * 250 + 240, i / 4 * 250 + 240));
  park_feature = rect_feature (green, "G1", 400, 400, 600, 600);
  *park = park_feature->uuid;
  g_ptr_array_add (features, park_feature);
  map = gln_feature_map_new ((GlnFeature *const *) features->pdata, features->len);
  return gln_plan_new (frame, map);
}

static gboolean
is_settled (gpointer view)
{
  return gln_map_view_is_settled (view);
}

static void
settle (Fixture *f)
{
  gui_test_settle (f->window, 60);
  g_assert_true (gui_test_wait (is_settled, f->view, 20));
  gui_test_settle (f->window, 20);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (GlnPlan) plan = make_plan (&f->park);
  g_autoptr (GlnProjector) projector = NULL;
  GlnBox box = gln_plan_box (plan);

  f->document = gln_document_new (gln_standards_get_default ());
  gln_document_load (f->document, plan);
  f->session = gln_session_new (f->document);
  f->toolbox = gln_toolbox_new (f->session);
  projector = gln_crs_projector_new ("EPSG:4547", NULL, NULL);
  g_assert_nonnull (projector);
  f->window = gtk_window_new ();
  f->view = GLN_MAP_VIEW (gln_map_view_new ());
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 700);
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gln_map_view_set_toolbox (f->view, f->toolbox, projector);
  gln_map_view_zoom_to_box (f->view, &box);
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  gln_map_view_set_toolbox (f->view, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->toolbox);
  g_object_unref (f->session);
  g_object_unref (f->document);
}

static void
place_of (Fixture *f, double east, double north, double *x, double *y)
{
  g_assert_true (gln_map_view_from_plan (f->view, (GlnPoint){ EAST + east, NORTH + north }, x, y));
}

/* Conversions ------------------------------------------------------------------------------ */

static void
test_round_trip (Fixture *f, gconstpointer unused)
{
  for (int i = 0; i < 25; i++)
    {
      GlnPoint p = { EAST + i % 5 * 230.123456, NORTH + i / 5 * 187.654321 }, back;
      double x, y;

      g_assert_true (gln_map_view_from_plan (f->view, p, &x, &y));
      g_assert_true (gln_map_view_to_plan (f->view, x, y, &back));
      g_assert_cmpfloat_with_epsilon (back.x, p.x, 1e-6);
      g_assert_cmpfloat_with_epsilon (back.y, p.y, 1e-6);
    }
}

/* The affine that tiles are painted with is the exact projection within 0.03 px on a tile of 5 km,
 * half of that with every zoom. */
static void
test_affine (Fixture *f, gconstpointer unused)
{
  g_autoptr (GlnProjector) projector = gln_crs_projector_new ("EPSG:4547", NULL, NULL);

  for (int z = 13; z <= 22; z++)
    {
      double side = exp2 (-z), worst = 0;
      GlnPoint p = { EAST, NORTH };
      cairo_matrix_t matrix;
      GlnBox tile;

      gln_world_from_plan (projector, &p, 1);
      tile = (GlnBox){ floor (p.x / side) * side, floor (p.y / side) * side, 0, 0 };
      tile.x1 = tile.x0 + side;
      tile.y1 = tile.y0 + side;
      g_assert_true (gln_world_affine (projector, &tile, 256, 256, &matrix));
      for (int i = 0; i < 25; i++)
        {
          double px = i % 5 * 64, py = i / 5 * 64, qx, qy;
          GlnPoint q = { tile.x0 + px / 256 * side, tile.y0 + py / 256 * side };

          g_assert_true (gln_world_to_plan (projector, &q, 1));
          qx = q.x;
          qy = q.y;
          cairo_matrix_transform_point (&matrix, &qx, &qy);
          worst = MAX (worst, hypot (qx - px, qy - py));
        }
      g_assert_cmpfloat (worst, <, 0.03 * exp2 (13 - z) + 1e-5);
    }
}

static void
test_zoom_to_box (Fixture *f, gconstpointer unused)
{
  GlnBox box = { EAST + 400, NORTH + 400, EAST + 600, NORTH + 600 };
  double x0, y0, x1, y1;

  gln_map_view_zoom_to_box (f->view, &box);
  place_of (f, 400, 600, &x0, &y0);
  place_of (f, 600, 400, &x1, &y1);
  g_assert_cmpfloat (x0, >=, 0);
  g_assert_cmpfloat (y0, >=, 0);
  g_assert_cmpfloat (x1, <=, gtk_widget_get_width (GTK_WIDGET (f->view)));
  g_assert_cmpfloat (y1, <=, gtk_widget_get_height (GTK_WIDGET (f->view)));
  g_assert_cmpfloat (y1 - y0, >, 0.8 * gtk_widget_get_height (GTK_WIDGET (f->view)));
}

/* Scrolling, panning ----------------------------------------------------------------------- */

static void
test_wheel_about_pointer (Fixture *f, gconstpointer unused)
{
  GlnPoint before, after;
  double scale = gln_map_view_get_metres_per_px (f->view);

  gui_test_move (GTK_WIDGET (f->view), 700, 200);
  g_assert_true (gln_map_view_to_plan (f->view, 700, 200, &before));
  gui_test_scroll (GTK_WIDGET (f->view), TRUE);
  gui_test_scroll (GTK_WIDGET (f->view), TRUE);
  settle (f);
  g_assert_true (gln_map_view_to_plan (f->view, 700, 200, &after));
  g_assert_cmpfloat (gln_map_view_get_metres_per_px (f->view), <, 0.9 * scale);
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 2 * scale);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 2 * scale);
}

static void
drag (Fixture *f, guint button, double x0, double y0, double x1, double y1)
{
  gui_test_move (GTK_WIDGET (f->view), x0, y0);
  gui_test_press (GTK_WIDGET (f->view), button);
  for (int i = 1; i <= 5; i++)
    gui_test_move (GTK_WIDGET (f->view), x0 + (x1 - x0) * i / 5, y0 + (y1 - y0) * i / 5);
  gui_test_release (GTK_WIDGET (f->view), button);
}

static void
test_pan (Fixture *f, gconstpointer button)
{
  double metres = gln_map_view_get_metres_per_px (f->view);
  GlnPoint before, after;

  gln_map_view_get_centre (f->view, &before);
  drag (f, GPOINTER_TO_UINT (button), 60, 60, 160, 130);
  gui_test_settle (f->window, 300);
  gln_map_view_get_centre (f->view, &after);
  g_assert_cmpfloat_with_epsilon (after.x, before.x - 100 * metres, 4 * metres);
  g_assert_cmpfloat_with_epsilon (after.y, before.y + 70 * metres, 4 * metres);
  g_assert_false (gln_document_can_undo (f->document));
}

/* Tools ------------------------------------------------------------------------------------ */

static GlnFeature *
park (Fixture *f)
{
  return gln_plan_feature (gln_document_get_plan (f->document), &f->park);
}

static void
test_drag_vertex (Fixture *f, gconstpointer unused)
{
  GlnPoint before, after, corner = { EAST + 600, NORTH + 600 };
  double x, y, metres = gln_map_view_get_metres_per_px (f->view);
  GlnShape *shape;
  gboolean moved = FALSE;

  gln_session_select (f->session, &f->park, 1);
  gln_map_view_get_centre (f->view, &before);
  place_of (f, 600, 600, &x, &y);
  gln_toolbox_set_snap (f->toolbox, GLN_SNAP_NONE);
  drag (f, 1, x, y, x + 50, y - 30);
  gln_map_view_get_centre (f->view, &after);
  g_assert_cmpfloat (after.x, ==, before.x);
  g_assert_cmpfloat (after.y, ==, before.y);
  g_assert_true (gln_document_can_undo (f->document));
  shape = park (f)->shape;
  for (guint i = 0; i < shape->n_points; i++)
    moved |= fabs (shape->points[i].x - corner.x - 50 * metres) < 2 * metres
             && fabs (shape->points[i].y - corner.y - 30 * metres) < 2 * metres;
  g_assert_true (moved);
}

static void
test_polygon_double_click (Fixture *f, gconstpointer unused)
{
  double metres = gln_map_view_get_metres_per_px (f->view);
  guint before = gln_feature_map_size (gln_document_get_plan (f->document)->features);
  GlnPoint centre, after;

  gln_map_view_get_centre (f->view, &centre);
  g_assert_true (gln_toolbox_set_tool (f->toolbox, "polygon"));
  gln_toolbox_set_snap (f->toolbox, GLN_SNAP_NONE);
  gui_test_click (GTK_WIDGET (f->view), 100, 100);
  gui_test_click (GTK_WIDGET (f->view), 300, 100);
  gui_test_move (GTK_WIDGET (f->view), 250, 220);
  g_assert_true (gln_document_is_open (f->document));
  gui_test_click (GTK_WIDGET (f->view), 250, 260);
  gui_test_press (GTK_WIDGET (f->view), 1);
  gui_test_release (GTK_WIDGET (f->view), 1);
  settle (f);
  g_assert_false (gln_document_is_open (f->document));
  g_assert_cmpuint (gln_feature_map_size (gln_document_get_plan (f->document)->features), ==, before + 1);
  /* A double press that nobody claims would zoom the map. */
  g_assert_cmpfloat (gln_map_view_get_metres_per_px (f->view), ==, metres);
  gln_map_view_get_centre (f->view, &after);
  g_assert_cmpfloat (after.x, ==, centre.x);
}

static void
test_keys (Fixture *f, gconstpointer unused)
{
  guint before = gln_feature_map_size (gln_document_get_plan (f->document)->features);
  GlnPoint centre, after;

  gtk_widget_grab_focus (GTK_WIDGET (f->view));
  gln_map_view_get_centre (f->view, &centre);
  gui_test_key (GTK_WIDGET (f->view), GDK_KEY_Left);
  gln_map_view_get_centre (f->view, &after);
  g_assert_cmpfloat (after.x, <, centre.x);
  g_assert_true (gln_toolbox_set_tool (f->toolbox, "polygon"));
  gui_test_click (GTK_WIDGET (f->view), 100, 100);
  gui_test_click (GTK_WIDGET (f->view), 300, 100);
  gui_test_click (GTK_WIDGET (f->view), 300, 250);
  gui_test_key (GTK_WIDGET (f->view), GDK_KEY_Escape);
  g_assert_cmpuint (gln_feature_map_size (gln_document_get_plan (f->document)->features), ==, before);
  gui_test_click (GTK_WIDGET (f->view), 100, 100);
  gui_test_click (GTK_WIDGET (f->view), 300, 100);
  gui_test_click (GTK_WIDGET (f->view), 300, 250);
  gui_test_key (GTK_WIDGET (f->view), GDK_KEY_Return);
  g_assert_cmpuint (gln_feature_map_size (gln_document_get_plan (f->document)->features), ==, before + 1);
}

/* Pictures --------------------------------------------------------------------------------- */

static gboolean
same_pixels (GdkTexture *a, GdkTexture *b)
{
  gsize stride = (gsize) gdk_texture_get_width (a) * 4, size = stride * gdk_texture_get_height (a);
  g_autofree guchar *pa = g_malloc (size), *pb = g_malloc (size);

  g_assert_cmpint (gdk_texture_get_width (a), ==, gdk_texture_get_width (b));
  g_assert_cmpint (gdk_texture_get_height (a), ==, gdk_texture_get_height (b));
  gdk_texture_download (a, pa, stride);
  gdk_texture_download (b, pb, stride);
  return memcmp (pa, pb, size) == 0;
}

/* After an edit and its undoing the map shows exactly what it showed before, and in between it does not:
 * no stale pixel stays, whether the tile was in sight or had been left. */
static void
test_no_stale_pixels (Fixture *f, gconstpointer unused)
{
  g_autoptr (GlnShape) shape = gln_shape_new_rect (EAST + 300, NORTH + 300, EAST + 700, NORTH + 500);
  g_autoptr (GdkTexture) before = NULL, edited = NULL, away = NULL, after = NULL;

  gui_test_move (GTK_WIDGET (f->view), 2, 2);
  settle (f);
  before = gui_test_shot (f->window, "map-before");
  g_assert_true (gln_edits_set_shape (f->document, &f->park, shape));
  settle (f);
  edited = gui_test_shot (f->window, "map-edited");
  g_assert_false (same_pixels (before, edited));

  gln_map_view_pan_by (f->view, 3, 0);
  settle (f);
  g_assert_true (gln_document_undo (f->document));
  settle (f);
  gln_map_view_pan_by (f->view, -3, 0);
  settle (f);
  after = gui_test_shot (f->window, "map-after");
  g_assert_true (same_pixels (before, after));

  g_assert_true (gln_document_redo (f->document));
  settle (f);
  away = gui_test_shot (f->window, "map-redone");
  g_assert_true (same_pixels (edited, away));
}

/* The shape in hand is drawn in the frame of the motion, before any tile is painted anew. */
static void
test_preview_at_once (Fixture *f, gconstpointer unused)
{
  g_autoptr (GlnShape) shape = gln_shape_new_rect (EAST + 50, NORTH + 50, EAST + 350, NORTH + 350);
  g_autoptr (GlnFeature) feature = gln_feature_with_shape (park (f), shape);
  g_autoptr (GdkTexture) before = NULL, preview = NULL;

  gui_test_move (GTK_WIDGET (f->view), 2, 2);
  settle (f);
  before = gui_test_shot (f->window, "preview-before");
  gln_document_begin (f->document, "Move");
  gln_document_put (f->document, feature);
  preview = gui_test_shot (f->window, "preview");
  g_assert_false (same_pixels (before, preview));
  gln_document_cancel (f->document);
}

int
main (int argc, char **argv)
{
  gui_test_init (&argc, &argv);
  gtk_init ();
#define ADD(path, data, func) g_test_add ("/map/" path, Fixture, data, set_up, func, tear_down)
  ADD ("round-trip", NULL, test_round_trip);
  ADD ("affine", NULL, test_affine);
  ADD ("zoom-to-box", NULL, test_zoom_to_box);
  ADD ("wheel-about-pointer", NULL, test_wheel_about_pointer);
  ADD ("pan/left", GUINT_TO_POINTER (1), test_pan);
  ADD ("pan/middle", GUINT_TO_POINTER (2), test_pan);
  ADD ("drag-vertex", NULL, test_drag_vertex);
  ADD ("polygon-double-click", NULL, test_polygon_double_click);
  ADD ("keys", NULL, test_keys);
  ADD ("no-stale-pixels", NULL, test_no_stale_pixels);
  ADD ("preview-at-once", NULL, test_preview_at_once);
  return g_test_run ();
}
