/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-edits.h"
#include "tools/gln-pick.h"
#include "tools/hand.h"

#define FIXTURE_M2 100.0

static GlnShape *
green_shape (Hand *hand)
{
  return gln_plan_feature (gln_document_get_plan (hand->document), &hand->ids.green)->shape;
}

static void
select_green (Hand *hand)
{
  hand_init (hand, "select");
  gln_session_select (hand->session, &hand->ids.green, 1);
}

static void
test_click (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "select");
  move (&hand, 5, 5);
  g_assert_true (gln_uuid_equal (gln_session_get_hovered (hand.session), &hand.ids.green));
  g_assert_cmpstr (gln_toolbox_get_overlay (hand.toolbox)->cursor, ==, "pointer");
  g_assert_false (press (&hand, 5, 5)); /* the map may pan */
  g_assert_cmpuint (gln_session_get_selection (hand.session)->len, ==, 0);
  release (&hand, 5, 5);
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.green));
  hand.modifiers = GLN_MOD_SHIFT;
  tap (&hand, 500, 500);
  g_assert_cmpuint (gln_session_get_selection (hand.session)->len, ==, 2);
  tap (&hand, 500, 500);
  g_assert_cmpuint (gln_session_get_selection (hand.session)->len, ==, 1);
  hand.modifiers = 0;
  tap (&hand, 500, 500);
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.parcel));
  hand.modifiers = GLN_MOD_ALT; /* below the green lies the parcel */
  tap (&hand, 8, 3);
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.green));
  tap (&hand, 8, 3);
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.parcel));
  hand.modifiers = 0;
  tap (&hand, 5000, 5000);
  g_assert_cmpuint (gln_session_get_selection (hand.session)->len, ==, 0);
  g_assert_cmpuint (hand.heard.n_all, ==, 0);
}

/* The map pans after a press that was not claimed: the release is no click. */
static void
test_release_after_pan (void)
{
  g_auto (Hand) hand = { 0 };

  select_green (&hand);
  g_assert_false (press (&hand, 500, 500));
  release (&hand, 700, 500);
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.green));
  g_assert_false (press (&hand, 500, 500));
  move (&hand, 700, 500);
  move (&hand, 500, 500);
  release (&hand, 500, 500);
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.green));
  g_assert_false (press (&hand, 500, 500)); /* no release at all: the map kept it */
  tap (&hand, 500, 500);
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.parcel));
}

static void
test_move_vertex (void)
{
  g_auto (Hand) hand = { 0 };
  const GlnOverlay *overlay;

  select_green (&hand);
  gln_toolbox_set_snap (hand.toolbox, GLN_SNAP_NONE);
  move (&hand, 10.2, 10.1);
  overlay = gln_toolbox_get_overlay (hand.toolbox);
  g_assert_cmpint (overlay->hot_vertex, ==, 2);
  g_assert_true (overlay->editing == green_shape (&hand));
  g_assert_cmpstr (overlay->cursor, ==, "move");
  g_assert_true (press (&hand, 10.2, 10.1));
  move (&hand, 10.3, 10.1); /* a tremble is no drag */
  g_assert_cmpuint (hand.heard.n_all, ==, 0);
  for (guint i = 1; i <= 5; i++)
    {
      move (&hand, 10.2 + 2 * i, 10.1);
      g_assert_cmpuint (hand.heard.n[GLN_CHANGE_PREVIEW], ==, i);
      g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2 + 10 * i);
    }
  overlay = gln_toolbox_get_overlay (hand.toolbox);
  g_assert_cmpfloat (overlay->readout.area_m2, ==, 150);
  g_assert_cmpfloat (overlay->readout.at_m.x, ==, 20);
  g_assert_true (gln_toolbox_is_busy (hand.toolbox));
  release (&hand, 20.2, 10.1);
  g_assert_cmpuint (hand.heard.n_all, ==, 6);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  g_assert_cmpstr (gln_document_undo_label (hand.document), ==, "Move vertex");
  g_assert_cmpint (gln_toolbox_get_overlay (hand.toolbox)->active_vertex, ==, 2);
  g_assert_true (gln_document_undo (hand.document));
  g_assert_cmpint (gln_toolbox_get_overlay (hand.toolbox)->active_vertex, ==, -1);
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2);
}

static void
test_escape_in_drag (void)
{
  g_auto (Hand) hand = { 0 };
  g_autoptr (GlnPlan) start = NULL;

  select_green (&hand);
  start = gln_plan_ref (gln_document_get_plan (hand.document));
  press (&hand, 10, 10);
  move (&hand, 40, 40);
  g_assert_true (key (&hand, GLN_KEY_ESCAPE));
  g_assert_cmpuint (hand.heard.n[GLN_CHANGE_CANCEL], ==, 1);
  move (&hand, 60, 60); /* the button is still down */
  release (&hand, 60, 60);
  g_assert_cmpuint (hand.heard.n_all, ==, 2);
  g_assert_true (gln_document_get_plan (hand.document) == start);
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.green));
  g_assert_true (key (&hand, GLN_KEY_ESCAPE)); /* now the selection */
  g_assert_false (key (&hand, GLN_KEY_ESCAPE));
}

/* A press that the system takes away, before or in a drag, leaves nothing behind. */
static void
test_abort (void)
{
  g_auto (Hand) hand = { 0 };

  select_green (&hand);
  press (&hand, 10, 10);
  hand_event (&hand, GLN_TOOL_ABORT, 0, 0, 0, GLN_KEY_NONE);
  move (&hand, 40, 40);
  g_assert_cmpuint (hand.heard.n_all, ==, 0);
  press (&hand, 10, 10);
  gln_toolbox_cancel (hand.toolbox);
  move (&hand, 40, 40);
  g_assert_cmpuint (hand.heard.n_all, ==, 0);
  press (&hand, 10, 10);
  move (&hand, 40, 40);
  hand_event (&hand, GLN_TOOL_ABORT, 0, 0, 0, GLN_KEY_NONE);
  g_assert_cmpuint (hand.heard.n[GLN_CHANGE_CANCEL], ==, 1);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 0);
}

/* There and back again is no step. */
static void
test_drag_back (void)
{
  g_auto (Hand) hand = { 0 };

  select_green (&hand);
  press (&hand, 10, 10);
  move (&hand, 400, 400);
  move (&hand, 10, 10);
  release (&hand, 10, 10);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 0);
  g_assert_cmpuint (hand.heard.n[GLN_CHANGE_CANCEL], ==, 1);
  g_assert_true (gln_document_is_saved (hand.document));
}

static void
test_insert_vertex (void)
{
  g_auto (Hand) hand = { 0 };

  select_green (&hand);
  move (&hand, 10, 5);
  g_assert_cmpint (gln_toolbox_get_overlay (hand.toolbox)->hot_edge, ==, 1);
  drag (&hand, 10, 5, 30, 5);
  g_assert_cmpuint (green_shape (&hand)->n_points, ==, 5);
  g_assert_cmpfloat (green_shape (&hand)->points[2].x, ==, 30);
  g_assert_cmpfloat (green_shape (&hand)->ring_sum_m2, ==, 200);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  drag (&hand, 0, 5, -20, 5); /* the edge that closes the ring */
  g_assert_cmpuint (green_shape (&hand)->n_points, ==, 6);
  g_assert_cmpfloat (green_shape (&hand)->ring_sum_m2, ==, 300);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 2);
}

static void
test_delete_vertex (void)
{
  g_auto (Hand) hand = { 0 };

  select_green (&hand);
  tap (&hand, 10, 10);
  g_assert_cmpint (gln_toolbox_get_overlay (hand.toolbox)->active_vertex, ==, 2);
  g_assert_true (key (&hand, GLN_KEY_DELETE));
  g_assert_cmpuint (green_shape (&hand)->n_points, ==, 3);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  tap (&hand, 10, 0);
  g_assert_true (key (&hand, GLN_KEY_DELETE)); /* a triangle keeps its corners */
  g_assert_cmpuint (hand.n_refused, ==, 1);
  g_assert_cmpuint (green_shape (&hand)->n_points, ==, 3);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  gln_document_undo (hand.document);
  tap_twice (&hand, 0, 10);
  g_assert_cmpuint (green_shape (&hand)->n_points, ==, 3);
  g_assert_cmpstr (gln_document_undo_label (hand.document), ==, "Delete vertex");
  g_assert_true (key (&hand, GLN_KEY_DELETE)); /* no vertex is active: the feature */
  g_assert_null (gln_plan_feature (gln_document_get_plan (hand.document), &hand.ids.green));
  g_assert_false (key (&hand, GLN_KEY_DELETE));
}

static void
test_move_feature (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "select");
  hand.modifiers = GLN_MOD_CONTROL;
  drag (&hand, 5, 5, 105, 25); /* selects what it grabs */
  g_assert_true (gln_session_is_selected (hand.session, &hand.ids.green));
  g_assert_cmpfloat (green_shape (&hand)->box.x0, ==, 100);
  g_assert_cmpfloat (green_shape (&hand)->box.y0, ==, 20);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1);
  tap (&hand, 500, 500); /* Control without a drag adds */
  g_assert_cmpuint (gln_session_get_selection (hand.session)->len, ==, 2);
  drag (&hand, 500, 500, 400, 500);
  g_assert_cmpfloat (green_shape (&hand)->box.x0, ==, 0);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 2);
  g_assert_cmpstr (gln_document_undo_label (hand.document), ==, "Move features");
  g_assert_cmpfloat (total_m2 (&hand), ==, FIXTURE_M2);
}

static void
test_locked (void)
{
  g_auto (Hand) hand = { 0 };

  hand_init (&hand, "select");
  gln_edits_set_layer_flags (hand.document, &hand.ids.greens, GLN_LAYER_LOCKED, TRUE);
  gln_session_select (hand.session, &hand.ids.green, 1);
  move (&hand, 10, 10);
  g_assert_null (gln_toolbox_get_overlay (hand.toolbox)->editing);
  g_assert_false (press (&hand, 10, 10));
  release (&hand, 10, 10);
  gln_session_select (hand.session, &hand.ids.green, 1);
  g_assert_true (key (&hand, GLN_KEY_DELETE));
  g_assert_cmpuint (hand.n_refused, ==, 1);
  g_assert_nonnull (gln_plan_feature (gln_document_get_plan (hand.document), &hand.ids.green));
  hand.modifiers = GLN_MOD_CONTROL;
  drag (&hand, 5, 5, 50, 50);
  g_assert_cmpuint (gln_document_n_steps (hand.document), ==, 1); /* the lock alone */
}

static void
test_snap_in_drag (void)
{
  g_auto (Hand) hand = { 0 };
  const GlnOverlay *overlay;

  select_green (&hand);
  press (&hand, 10, 10);
  move (&hand, 999.5, 999.6);
  overlay = gln_toolbox_get_overlay (hand.toolbox);
  g_assert_cmpuint (overlay->marks->len, ==, 1);
  g_assert_cmpint (g_array_index (overlay->marks, GlnOverlayMark, 0).kind, ==, GLN_MARK_SNAP_VERTEX);
  g_assert_cmpfloat (green_shape (&hand)->points[2].x, ==, 1000);
  g_assert_cmpfloat (green_shape (&hand)->points[2].y, ==, 1000);
  hand.modifiers = GLN_MOD_CONTROL;
  move (&hand, 999.5, 999.5);
  g_assert_cmpfloat (green_shape (&hand)->points[2].x, ==, 999.5);
  release (&hand, 999.5, 999.5);
}

static void
test_load_in_drag (void)
{
  g_auto (Hand) hand = { 0 };
  FixtureIds other;
  g_autoptr (GlnPlan) plan = fixture_plan (&other);

  select_green (&hand);
  press (&hand, 10, 10);
  move (&hand, 40, 40);
  gln_document_load (hand.document, plan);
  move (&hand, 60, 60);
  release (&hand, 60, 60);
  g_assert_true (gln_document_get_plan (hand.document) == plan);
}

/* Picking: layer order, visibility, phase, outlines, small over large. */
static void
test_pick (void)
{
  g_auto (Hand) hand = { 0 };
  GlnPoint p = { 5, 5 }, rim = { 500, 1000.5 };
  GlnUuid border, uuid;
  g_autoptr (GlnLayer) boundary = NULL;
  g_autoptr (GlnFeature) city = NULL;

#define PICK(phase, point) gln_pick_feature (gln_document_get_plan (hand.document), \
                                             gln_document_get_index (hand.document), phase, point, 1)
#define IS(feature, id) g_assert_true ((feature) && gln_uuid_equal (&(feature)->uuid, &(id)))
  hand_init (&hand, "select");
  IS (PICK (0, p), hand.ids.green);
  gln_edits_set_phases (hand.document, &hand.ids.green, 1, "2030", NULL);
  IS (PICK (0, p), hand.ids.parcel);
  IS (PICK (1, p), hand.ids.green);
  gln_edits_set_layer_flags (hand.document, &hand.ids.greens, GLN_LAYER_HIDDEN, TRUE);
  IS (PICK (1, p), hand.ids.parcel);
  gln_edits_set_layer_flags (hand.document, &hand.ids.greens, GLN_LAYER_HIDDEN, FALSE);
  gln_edits_move_layer (hand.document, &hand.ids.greens, 0);
  IS (PICK (1, p), hand.ids.parcel);
  gln_edits_move_layer (hand.document, &hand.ids.greens, 1);
  gln_uuid_new (&border);
  gln_uuid_new (&uuid);
  boundary = gln_layer_new (&border, GLN_LAYER_DISTRICT, "districts", NULL, "street");
  city = fixture_square (&uuid, &border, "", 0, 0, 1000);
  gln_edits_add_layer (hand.document, boundary, &city, 1);
  IS (PICK (1, p), hand.ids.green); /* a district does not cover what it encloses */
  IS (PICK (1, rim), uuid);
  gln_edits_set_layer (hand.document, &hand.ids.green, 1, &hand.ids.land_use);
  IS (PICK (1, p), hand.ids.green); /* the smaller of one layer */
  g_assert_null (PICK (1, ((GlnPoint){ -50, 0 })));
#undef PICK
#undef IS
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/select/click", test_click);
  g_test_add_func ("/select/release-after-pan", test_release_after_pan);
  g_test_add_func ("/select/move-vertex", test_move_vertex);
  g_test_add_func ("/select/escape-in-drag", test_escape_in_drag);
  g_test_add_func ("/select/abort", test_abort);
  g_test_add_func ("/select/drag-back", test_drag_back);
  g_test_add_func ("/select/insert-vertex", test_insert_vertex);
  g_test_add_func ("/select/delete-vertex", test_delete_vertex);
  g_test_add_func ("/select/move-feature", test_move_feature);
  g_test_add_func ("/select/locked", test_locked);
  g_test_add_func ("/select/snap-in-drag", test_snap_in_drag);
  g_test_add_func ("/select/load-in-drag", test_load_in_drag);
  g_test_add_func ("/select/pick", test_pick);
  return g_test_run ();
}
