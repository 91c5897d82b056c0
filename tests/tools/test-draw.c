/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-geos.h"
#include "model/gln-edits.h"
#include "tools/hand.h"

#include <math.h>

#define FIXTURE_M2 100.0

/* The main job: areas move while drawing, exactly, before the button is up. */
static void
test_polygon (void)
{
  g_auto (Hand) hand = { 0 };
  const GlnOverlay *overlay;

  hand_init (&hand, "polygon");
  gln_session_set_phase (hand.session, 1);
  g_assert_true (tap (&hand, 2000, 2000));
  g_assert_true (tap (&hand, 2100, 2000));
  g_assert_cmpuint (hand.heard.n_all, ==, 0);
  g_assert_true (gln_toolbox_is_busy (hand.toolbox));
  move (&hand, 2100, 2050); /* the third corner under the hand already counts */
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 2500);
  overlay = gln_toolbox_get_overlay (hand.toolbox);
  g_assert_true (overlay->has_readout);
  g_assert_cmpfloat (overlay->readout.area_m2, ==, 2500);
  g_assert_cmpfloat (overlay->readout.segment_m, ==, 50);
  g_assert_cmpstr (overlay->cursor, ==, "crosshair");
  press (&hand, 2100, 2100);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 5000);
  move (&hand, 2100, 2080); /* still held: it follows */
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 4000);
  release (&hand, 2100, 2080);
  tap_twice (&hand, 2000, 2080);
  g_assert_false (gln_toolbox_is_busy (hand.toolbox));
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 8000);
  g_assert_cmpuint (hand.n_finished, ==, 1);
  g_assert_cmpuint (made (&hand)->shape->n_points, ==, 4);
  g_assert_cmpstr (made (&hand)->class_code, ==, "G1");
  g_assert_cmpstr (made (&hand)->from, ==, "2030");
  g_assert_true (gln_session_is_selected (hand.session, &hand.made));
  g_assert_cmpuint (hand.heard.n[GLN_CHANGE_COMMIT], ==, 1);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  g_assert_true (gln_document_undo (hand.document));
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2);
}

/* One motion is one "changed", one drag or drawing one step. */
static void
test_polygon_emissions (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "polygon");
  tap (&hand, 2000, 2000);
  tap (&hand, 2100, 2000);
  for (guint i = 1; i <= 10; i++)
    {
      move (&hand, 2100, 2000 + i * 10);
      g_assert_cmpuint (hand.heard.n_all, ==, i);
    }
  g_assert_cmpuint (hand.heard.n[GLN_CHANGE_PREVIEW], ==, 10);
}

static void
test_polygon_keys (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "polygon");
  g_assert_false (key (&hand, GLN_KEY_BACKSPACE));
  g_assert_false (key (&hand, GLN_KEY_ESCAPE));
  tap (&hand, 2000, 2000);
  tap (&hand, 2100, 2000);
  tap (&hand, 2100, 2100);
  tap (&hand, 2300, 2300);
  g_assert_true (key (&hand, GLN_KEY_BACKSPACE));
  g_assert_true (key (&hand, GLN_KEY_RETURN));
  g_assert_cmpuint (made (&hand)->shape->n_points, ==, 3);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 5000);
  tap (&hand, 3000, 2000);
  tap (&hand, 3100, 2000);
  tap (&hand, 3100, 2100);
  for (guint i = 0; i < 3; i++)
    g_assert_true (key (&hand, GLN_KEY_BACKSPACE));
  g_assert_false (key (&hand, GLN_KEY_BACKSPACE));
  g_assert_false (gln_document_is_open (hand.document));
  tap (&hand, 3000, 2000);
  tap (&hand, 3100, 2000);
  tap (&hand, 3100, 2100);
  g_assert_true (key (&hand, GLN_KEY_ESCAPE));
  g_assert_false (gln_toolbox_is_busy (hand.toolbox));
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 5000);
}

/* What encloses nothing is refused in a sentence and stays in hand. */
static void
test_polygon_degenerate (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "polygon");
  tap_twice (&hand, 2000, 2000);
  tap_twice (&hand, 2000, 2000);
  g_assert_true (key (&hand, GLN_KEY_RETURN));
  g_assert_cmpuint (hand.n_refused, ==, 1);
  tap (&hand, 2100, 2000);
  tap (&hand, 2200, 2000);
  g_assert_true (key (&hand, GLN_KEY_RETURN));
  g_assert_cmpuint (hand.n_refused, ==, 2);
  g_assert_true (gln_toolbox_is_busy (hand.toolbox));
  g_assert_cmpuint (hand.n_finished, ==, 0);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 0);
  tap (&hand, 2100, 1900); /* a bow-tie is a shape all the same */
  tap (&hand, 2150, 2100);
  g_assert_true (key (&hand, GLN_KEY_RETURN));
  g_assert_cmpuint (hand.n_finished, ==, 1);
}

static void
test_polygon_close_on_first (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "polygon");
  tap (&hand, 2000, 2000);
  tap (&hand, 2100, 2000);
  tap (&hand, 2000.5, 2000); /* two corners: nothing to close yet */
  g_assert_true (gln_toolbox_is_busy (hand.toolbox));
  key (&hand, GLN_KEY_ESCAPE);
  tap (&hand, 2000, 2000);
  tap (&hand, 2100, 2000);
  tap (&hand, 2100, 2100);
  tap (&hand, 2000.5, 2000);
  g_assert_cmpuint (hand.n_finished, ==, 1);
  g_assert_cmpuint (made (&hand)->shape->n_points, ==, 3);
}

static void
test_polygon_shift (void)
{
  g_auto (Hand) hand = { 0 };
  const GlnPoint *points;

  hand_init (&hand, "polygon");
  tap (&hand, 2000, 2000);
  tap (&hand, 2080, 2060); /* 3-4-5 */
  hand.modifiers = GLN_MOD_SHIFT;
  tap (&hand, 2045, 2100);
  key (&hand, GLN_KEY_RETURN);
  points = made (&hand)->shape->points;
  g_assert_cmpfloat_with_epsilon ((points[2].x - points[1].x) * 4 + (points[2].y - points[1].y) * 3,
                                  0, 1e-6);
}

/* Taking another tool, or any other action, keeps what makes sense. */
static void
test_settle (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "polygon");
  tap (&hand, 2000, 2000);
  tap (&hand, 2100, 2000);
  gln_toolbox_settle (hand.toolbox);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 0);
  tap (&hand, 2000, 2000);
  tap (&hand, 2100, 2000);
  tap (&hand, 2100, 2100);
  move (&hand, 5000, 5000);
  g_assert_true (gln_toolbox_set_tool (hand.toolbox, "select"));
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 5000); /* without the corner under the hand */
  g_assert_false (gln_toolbox_set_tool (hand.toolbox, "no such tool"));
  g_assert_cmpstr (gln_toolbox_get_tool (hand.toolbox), ==, "select");
}

static void
test_leave (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "polygon");
  tap (&hand, 2000, 2000);
  tap (&hand, 2100, 2000);
  move (&hand, 2100, 2100);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 5000);
  hand_event (&hand, GLN_TOOL_LEAVE, 0, 0, 0, GLN_KEY_NONE);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2);
  move (&hand, 2100, 2100);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 5000);
}

/* Another plan in the middle of a drawing: nothing of it gets into the new one. */
static void
test_load_while_drawing (void)
{
  g_auto (Hand) hand = { 0 };
  FixtureIds other;
  g_autoptr (GlnPlan) plan = fixture_plan (&other);

  hand_init (&hand, "polygon");
  tap (&hand, 2000, 2000);
  tap (&hand, 2100, 2000);
  move (&hand, 2100, 2100);
  gln_document_load (hand.document, plan);
  g_assert_false (gln_toolbox_is_busy (hand.toolbox));
  move (&hand, 2100, 2200);
  release (&hand, 2100, 2200);
  g_assert_true (gln_document_get_plan (hand.document) == plan);
}

/* A plan without a green layer gets one, in the same step. */
static void
test_new_layer (void)
{
  g_auto (Hand) hand = { 0 };
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("", "local");
  const GlnLayer *layer;

  hand_init (&hand, "polygon");
  gln_document_load (hand.document, empty);
  tap (&hand, 0, 0);
  tap (&hand, 100, 0);
  tap (&hand, 100, 100);
  key (&hand, GLN_KEY_RETURN);
  layer = gln_plan_layer_of (gln_document_get_plan (hand.document), made (&hand));
  g_assert_nonnull (layer);
  g_assert_cmpint (layer->kind, ==, GLN_LAYER_GREEN);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  g_assert_true (gln_document_undo (hand.document));
  g_assert_true (gln_plan_equal (gln_document_get_plan (hand.document), empty));
}

static void
test_rectangle_drag (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "rectangle");
  press (&hand, 2000, 2000);
  move (&hand, 2050, 2040);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 2000);
  move (&hand, 2100, 2040);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 4000);
  release (&hand, 2100, 2040);
  g_assert_cmpuint (hand.n_finished, ==, 1);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  press (&hand, 3000, 2000);
  move (&hand, 3100, 2100);
  g_assert_true (key (&hand, GLN_KEY_ESCAPE));
  move (&hand, 3200, 2100);
  release (&hand, 3200, 2100);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  drag (&hand, 3000, 2000, 3050, 2000); /* no width */
  g_assert_cmpuint (hand.n_finished, ==, 1);
  g_assert_false (gln_toolbox_is_busy (hand.toolbox));
}

static void
test_rectangle_clicks (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "rectangle");
  tap_twice (&hand, 2000, 2000); /* the second press is too near to be a corner */
  tap (&hand, 2080, 2060);
  move (&hand, 2080 - 30, 2060 + 40); /* 50 m aside */
  g_assert_cmpfloat_with_epsilon (total_m2 (&hand), FIXTURE_M2 + 5000, 1e-6);
  g_assert_true (key (&hand, GLN_KEY_BACKSPACE));
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2);
  tap (&hand, 2080, 2060);
  tap (&hand, 2050, 2100);
  g_assert_cmpuint (hand.n_finished, ==, 1);
  g_assert_cmpfloat_with_epsilon (made (&hand)->shape->ring_sum_m2, 5000, 1e-9);
}

/* A road of two bends 3 km from everything. */
static void
add_road (Hand *hand, GlnUuid *uuid)
{
  static const GlnPoint axis[] = { { 3000, 3000 }, { 3400, 3000 }, { 3400, 3300 } };
  g_autoptr (GlnShape) shape = gln_shape_new_line (axis, 3);
  g_autoptr (GlnLayer) layer = NULL;
  g_autoptr (GlnFeature) road = NULL;
  GlnUuid roads;

  gln_uuid_new (&roads);
  gln_uuid_new (uuid);
  layer = gln_layer_new (&roads, GLN_LAYER_LINE, "roads", NULL, "road");
  road = gln_feature_new (uuid, &roads, "", shape, NULL);
  g_assert_true (gln_edits_add_layer (hand->document, layer, &road, 1));
}

static void
test_belt_along_line (void)
{
  g_auto (Hand) hand = { 0 };
  GlnUuid road;

  hand_init (&hand, "belt");
  add_road (&hand, &road);
  move (&hand, 3100, 3000.5);
  g_assert_true (gln_uuid_equal (gln_session_get_hovered (hand.session), &road));
  press (&hand, 3100, 3000.5);
  move (&hand, 3100, 3014.8); /* 29.6 m in all */
  g_assert_cmpfloat (gln_toolbox_get_overlay (hand.toolbox)->readout.segment_m, ==, 30);
  g_assert_cmpfloat_with_epsilon (total_m2 (&hand), FIXTURE_M2 + 700 * 30, 1e-6);
  release (&hand, 3100, 3014.8);
  g_assert_cmpuint (hand.n_finished, ==, 1);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 2);
  tap (&hand, 3200, 3000); /* the other way: click, move, click; one side; the outer one */
  hand.modifiers = GLN_MOD_SHIFT;
  move (&hand, 3200, 2980);
  g_assert_cmpfloat_with_epsilon (made (&hand)->shape->ring_sum_m2, 700 * 30, 1e-6);
  tap (&hand, 3200, 2980);
  g_assert_cmpuint (hand.n_finished, ==, 2);
  g_assert_cmpfloat_with_epsilon (made (&hand)->shape->ring_sum_m2, 700 * 20 + 400, 1e-6);
}

static void
test_belt_along_clicks (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "belt");
  tap (&hand, 5000, 5000);
  g_assert_true (key (&hand, GLN_KEY_RETURN));
  g_assert_cmpuint (hand.n_refused, ==, 1);
  tap (&hand, 5050, 5050);
  g_assert_true (key (&hand, GLN_KEY_BACKSPACE));
  tap_twice (&hand, 5100, 5000);
  move (&hand, 5050, 5012);
  g_assert_cmpfloat_with_epsilon (total_m2 (&hand), FIXTURE_M2 + 2400, 1e-6);
  g_assert_true (key (&hand, GLN_KEY_ESCAPE));
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2);
  tap (&hand, 5000, 5000);
  tap_twice (&hand, 5100, 5000);
  hand.modifiers = GLN_MOD_CONTROL;
  tap (&hand, 5050, 5010.25);
  g_assert_cmpuint (hand.n_finished, ==, 1);
  g_assert_cmpfloat_with_epsilon (made (&hand)->shape->ring_sum_m2, 2050, 1e-6);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
}

/* An axis sharper than the belt is wide: the same area, and an outline that GEOS finds valid. */
static void
test_belt_zigzag (void)
{
  g_auto (Hand) hand = { 0 };
  g_autofree char *fault = NULL;
  GlnPoint where;
  double pulled_m2;

  hand_init (&hand, "belt");
  for (guint i = 0; i < 7; i++)
    tap (&hand, 5000 + i * 6, i % 2 ? 5050 : 5000);
  key (&hand, GLN_KEY_RETURN);
  hand.modifiers = GLN_MOD_SHIFT;
  move (&hand, 4980, 5025);
  pulled_m2 = total_m2 (&hand);
  g_assert_cmpfloat (pulled_m2, >, FIXTURE_M2 + 1000);
  tap (&hand, 4980, 5025);
  g_assert_cmpuint (hand.n_finished, ==, 1);
  g_assert_cmpfloat_with_epsilon (total_m2 (&hand), pulled_m2, 1e-6);
  fault = gln_geos_fault (made (&hand)->shape, &where);
  g_assert_null (fault);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
}

static void
test_measure (void)
{
  g_auto (Hand) hand = { 0 };
  const GlnOverlay *overlay;

  hand_init (&hand, "measure");
  tap (&hand, 2000, 2000);
  move (&hand, 2030, 2040);
  overlay = gln_toolbox_get_overlay (hand.toolbox);
  g_assert_cmpfloat (overlay->readout.length_m, ==, 50);
  g_assert_true (isnan (overlay->readout.area_m2));
  tap (&hand, 2030, 2040);
  tap_twice (&hand, 2030, 2000);
  overlay = gln_toolbox_get_overlay (hand.toolbox);
  g_assert_cmpfloat (overlay->readout.length_m, ==, 90);
  g_assert_cmpfloat (overlay->readout.area_m2, ==, 600);
  g_assert_cmpuint (overlay->labels->len, ==, 2);
  move (&hand, 5000, 5000); /* it is done: the hand is free */
  g_assert_cmpfloat (gln_toolbox_get_overlay (hand.toolbox)->readout.length_m, ==, 90);
  g_assert_false (gln_toolbox_is_busy (hand.toolbox));
  tap (&hand, 2500, 2500);
  g_assert_false (gln_toolbox_get_overlay (hand.toolbox)->has_readout);
  g_assert_true (key (&hand, GLN_KEY_ESCAPE));
  g_assert_false (key (&hand, GLN_KEY_ESCAPE));
  g_assert_cmpuint (hand.heard.n_all, ==, 0);
}

static void
test_list (void)
{
  for (guint i = 0; i < gln_tools_count (); i++)
    {
      const GlnToolInfo *info = gln_tools_get (i);
      g_auto (Hand) hand = { 0 };

      g_assert_true (info->name && info->hint && info->icon && info->shortcut);
      hand_init (&hand, info->id);
      g_assert_cmpstr (gln_toolbox_get_tool (hand.toolbox), ==, info->id);
      release (&hand, 0, 0); /* a release without a press does nothing */
      hand_event (&hand, GLN_TOOL_LEAVE, 0, 0, 0, GLN_KEY_NONE);
      g_assert_false (gln_toolbox_is_busy (hand.toolbox));
      g_assert_cmpuint (hand.heard.n_all, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/polygon", test_polygon);
  g_test_add_func ("/draw/polygon-emissions", test_polygon_emissions);
  g_test_add_func ("/draw/polygon-keys", test_polygon_keys);
  g_test_add_func ("/draw/polygon-degenerate", test_polygon_degenerate);
  g_test_add_func ("/draw/polygon-close-on-first", test_polygon_close_on_first);
  g_test_add_func ("/draw/polygon-shift", test_polygon_shift);
  g_test_add_func ("/draw/settle", test_settle);
  g_test_add_func ("/draw/leave", test_leave);
  g_test_add_func ("/draw/load-while-drawing", test_load_while_drawing);
  g_test_add_func ("/draw/new-layer", test_new_layer);
  g_test_add_func ("/draw/rectangle-drag", test_rectangle_drag);
  g_test_add_func ("/draw/rectangle-clicks", test_rectangle_clicks);
  g_test_add_func ("/draw/belt-along-line", test_belt_along_line);
  g_test_add_func ("/draw/belt-along-clicks", test_belt_along_clicks);
  g_test_add_func ("/draw/belt-zigzag", test_belt_zigzag);
  g_test_add_func ("/draw/measure", test_measure);
  g_test_add_func ("/draw/list", test_list);
  return g_test_run ();
}
