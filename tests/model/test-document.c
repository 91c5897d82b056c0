/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/fixture.h"

#include <math.h>

#include "model/gln-history.h"

static GlnArea
total (GlnDocument *document)
{
  return gln_areas_green_union (gln_document_get_areas (document), 0);
}

static void
put_square (GlnDocument *document, const FixtureIds *ids, const GlnUuid *uuid, double x)
{
  g_autoptr (GlnFeature) square = fixture_square (uuid, &ids->greens, "G1", x, 2000, 10);

  gln_document_put (document, square);
}

static void
add_square (GlnDocument *document, const FixtureIds *ids, const char *label, double x)
{
  GlnUuid uuid;

  gln_uuid_new (&uuid);
  gln_document_begin (document, label);
  put_square (document, ids, &uuid, x);
  g_assert_true (gln_document_commit (document));
}

static void
test_drag_is_one_step (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) start = gln_plan_ref (gln_document_get_plan (document));
  GlnArea sum = total (document);
  g_auto (Listener) heard = { 0 };

  listener_init (&heard, document);
  gln_document_begin (document, "drag");
  for (guint i = 1; i <= 50; i++)
    {
      g_autoptr (GlnFeature) green = fixture_square (&ids.green, &ids.greens, "G1", 0, 0, 10 + i);
      gln_document_put (document, green);
      g_assert_cmpuint (heard.n[GLN_CHANGE_PREVIEW], ==, i);
      g_assert_true (gln_document_get_committed (document) == start);
      g_assert_true (gln_areas_green_union (gln_document_get_committed_areas (document), 0) == sum);
      g_assert_true (total (document) == sum + (GlnArea) ((10 + i) * (10 + i) - 100) * GLN_AREA_ONE_M2);
    }
  g_assert_false (gln_document_can_undo (document));
  g_assert_true (gln_document_commit (document));
  g_assert_cmpuint (heard.n[GLN_CHANGE_COMMIT], ==, 1);
  g_assert_cmpuint (heard.n_all, ==, 51);
  g_assert_cmpuint (heard.n_history, ==, 1);
  g_assert_cmpuint (gln_document_n_steps (document), ==, 1);
  g_assert_cmpstr (gln_document_undo_label (document), ==, "drag");
  g_assert_true (gln_document_undo (document));
  g_assert_cmpuint (heard.n[GLN_CHANGE_UNDO], ==, 1);
  g_assert_true (gln_plan_equal (gln_document_get_plan (document), start));
  g_assert_true (total (document) == sum);
}

static void
test_cancel (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) start = gln_plan_ref (gln_document_get_plan (document));
  GlnArea sum = total (document);
  GlnUuid uuid;
  g_auto (Listener) heard = { 0 };

  listener_init (&heard, document);
  gln_uuid_new (&uuid);
  gln_document_begin (document, "x");
  put_square (document, &ids, &uuid, 0);
  gln_document_remove (document, &ids.green);
  g_assert_true (total (document) == sum);
  gln_document_remove (document, &ids.parcel);
  g_assert_cmpuint (heard.n[GLN_CHANGE_PREVIEW], ==, 3);
  gln_document_cancel (document);
  g_assert_cmpuint (heard.n[GLN_CHANGE_CANCEL], ==, 1);
  g_assert_cmpuint (heard.n_history, ==, 0);
  g_assert_true (gln_document_get_plan (document) == start);
  g_assert_true (total (document) == sum);
  g_assert_false (gln_document_is_open (document));
  g_assert_true (gln_document_is_saved (document));
}

/* Dragging out and back, or putting what is there, is no step and keeps redo. */
static void
test_nothing_changed (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  GlnUuid uuid;
  guint64 serial;
  g_auto (Listener) heard = { 0 };

  add_square (document, &ids, "a", 0);
  gln_document_undo (document);
  listener_init (&heard, document);
  serial = gln_document_get_serial (document);
  gln_document_begin (document, "nothing");
  g_assert_false (gln_document_commit (document));
  gln_uuid_new (&uuid);
  gln_document_begin (document, "out and back");
  put_square (document, &ids, &uuid, 5);
  put_square (document, &ids, &uuid, 5); /* equal: nobody needs to hear of it */
  gln_document_remove (document, &uuid);
  gln_document_remove (document, &uuid);
  g_assert_false (gln_document_commit (document));
  g_assert_cmpuint (heard.n[GLN_CHANGE_PREVIEW], ==, 2);
  g_assert_cmpuint (heard.n[GLN_CHANGE_CANCEL], ==, 2);
  g_assert_cmpuint (heard.n[GLN_CHANGE_COMMIT], ==, 0);
  g_assert_cmpuint (gln_document_get_serial (document), ==, serial);
  g_assert_true (gln_document_can_redo (document));
  g_assert_cmpstr (gln_document_redo_label (document), ==, "a");
}

static void
test_redo_is_cleared (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);

  add_square (document, &ids, "a", 0);
  add_square (document, &ids, "b", 20);
  g_assert_true (gln_document_undo (document));
  g_assert_true (gln_document_can_redo (document));
  add_square (document, &ids, "c", 40);
  g_assert_false (gln_document_can_redo (document));
  g_assert_false (gln_document_redo (document));
  g_assert_cmpuint (gln_document_n_steps (document), ==, 2);
  g_assert_cmpstr (gln_document_step_label (document, 1), ==, "c");
  g_assert_null (gln_document_step_label (document, 2));
}

static void
test_serials (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  guint64 first = gln_document_get_serial (document), at_a, at_b;

  g_assert_true (gln_document_is_saved (document));
  add_square (document, &ids, "a", 0);
  at_a = gln_document_get_serial (document);
  g_assert_cmpuint (at_a, ==, first + 1);
  g_assert_false (gln_document_is_saved (document));
  add_square (document, &ids, "b", 20);
  at_b = gln_document_get_serial (document);
  gln_document_mark_saved (document, at_a); /* a save that ended after b was drawn */
  g_assert_false (gln_document_is_saved (document));
  gln_document_undo (document);
  g_assert_cmpuint (gln_document_get_serial (document), ==, at_b + 1);
  g_assert_true (gln_document_is_saved (document)); /* back at what was saved */
  gln_document_mark_saved (document, gln_document_get_serial (document));
  gln_document_redo (document);
  g_assert_false (gln_document_is_saved (document));
  gln_document_undo (document);
  g_assert_true (gln_document_is_saved (document));
  add_square (document, &ids, "c", 40);
  gln_document_undo (document);
  g_assert_true (gln_document_is_saved (document));
  gln_document_mark_saved (document, 0);
  g_assert_false (gln_document_is_saved (document));
}

/* Dropped steps take nothing with them: the saved state is a number. */
static void
test_history_limit (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  guint64 saved;
  guint n;

  gln_document_set_history_limit (document, 1, 5);
  for (guint i = 0; i < 3; i++)
    add_square (document, &ids, "early", i * 20);
  saved = gln_document_get_serial (document);
  gln_document_mark_saved (document, saved);
  for (guint i = 3; i < 12; i++)
    add_square (document, &ids, "late", i * 20);
  g_assert_cmpuint (gln_document_n_steps (document), ==, 5);
  for (n = 0; gln_document_undo (document); n++)
    g_assert_false (gln_document_is_saved (document));
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (gln_feature_map_size (gln_document_get_plan (document)->features), ==, 2 + 7);
  while (gln_document_redo (document))
    ;
  g_assert_cmpuint (gln_feature_map_size (gln_document_get_plan (document)->features), ==, 2 + 12);
  gln_document_set_history_limit (document, 1, 2);
  g_assert_cmpuint (gln_document_n_steps (document), ==, 2);
  gln_document_set_history_limit (document, 1 << 20, 2);
  for (guint i = 12; i < 40; i++)
    add_square (document, &ids, "more", i * 20);
  g_assert_cmpuint (gln_document_n_steps (document), ==, 30);
}

static void
test_history_bytes (void)
{
  g_autoptr (GlnHistory) history = gln_history_new (100000, 1);
  g_autofree GlnPoint *ring = g_new0 (GlnPoint, 1000);
  GlnUuid uuid, layer;

  gln_uuid_new (&uuid);
  gln_uuid_new (&layer);
  for (guint i = 0; i < 1000; i++)
    ring[i] = (GlnPoint){ cos (i), sin (i) };
  for (guint i = 1; i <= 20; i++)
    {
      g_autoptr (GlnShape) shape = gln_shape_new_polygon (ring, 1000);
      g_autoptr (GlnFeature) feature = gln_feature_new (&uuid, &layer, "G1", shape, NULL);
      GlnChange change = { uuid, NULL, feature };
      g_autoptr (GlnDelta) delta = gln_delta_new (&change, 1, NULL, NULL);

      gln_history_push (history, "big", delta, i);
      g_assert_cmpuint (gln_history_state (history), ==, i);
    }
  g_assert_cmpuint (gln_history_bytes (history), <=, 100000);
  g_assert_cmpuint (gln_history_n_steps (history), ==, 6); /* of 16 kB each */
}

static void
test_go_to (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) start = gln_plan_ref (gln_document_get_plan (document)), end = NULL;
  g_auto (Listener) heard = { 0 };

  for (guint i = 0; i < 10; i++)
    add_square (document, &ids, "step", i * 20);
  end = gln_plan_ref (gln_document_get_plan (document));
  listener_init (&heard, document);
  g_assert_false (gln_document_go_to (document, 10));
  g_assert_false (gln_document_go_to (document, 11));
  g_assert_true (gln_document_go_to (document, 0));
  g_assert_true (gln_plan_equal (gln_document_get_plan (document), start));
  g_assert_true (gln_document_go_to (document, 10));
  g_assert_true (gln_plan_equal (gln_document_get_plan (document), end));
  g_assert_true (gln_document_go_to (document, 4));
  g_assert_cmpuint (gln_document_position (document), ==, 4);
  g_assert_cmpuint (heard.n[GLN_CHANGE_UNDO], ==, 2);
  g_assert_cmpuint (heard.n[GLN_CHANGE_REDO], ==, 1);
  g_assert_cmpuint (heard.n_all, ==, 3);
}

static void
test_undo_while_open (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);

  add_square (document, &ids, "a", 0);
  gln_document_begin (document, "b");
  g_assert_false (gln_document_can_undo (document));
  g_assert_null (gln_document_undo_label (document));
  g_assert_false (gln_document_undo (document));
  g_assert_false (gln_document_go_to (document, 0));
  gln_document_cancel (document);
  g_assert_true (gln_document_undo (document));
}

static void
test_load (void)
{
  FixtureIds ids, other;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) plan = fixture_plan (&other);
  guint64 serial;
  g_auto (Listener) heard = { 0 };
  GlnMosaic *mosaic;

  listener_init (&heard, document);
  add_square (document, &ids, "a", 0);
  gln_document_begin (document, "open");
  gln_document_remove (document, &ids.green);
  serial = gln_document_get_serial (document);
  mosaic = gln_document_new_mosaic (document);
  g_assert_true (gln_mosaic_build (mosaic, plan, NULL));
  gln_document_load_built (document, plan, mosaic);
  g_assert_cmpuint (heard.n[GLN_CHANGE_LOAD], ==, 1);
  g_assert_cmpuint (heard.n[GLN_CHANGE_CANCEL], ==, 0);
  g_assert_true (gln_document_get_plan (document) == plan);
  g_assert_true (gln_document_get_committed (document) == plan);
  g_assert_false (gln_document_is_open (document));
  g_assert_false (gln_document_can_undo (document));
  g_assert_true (gln_document_is_saved (document));
  g_assert_cmpuint (gln_document_get_serial (document), >, serial);
}

static void
test_commit_built (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) base = gln_plan_ref (gln_document_get_plan (document));
  g_autoptr (GlnFeatureMap) map = gln_feature_map_remove (base->features, &ids.green);
  g_autoptr (GlnPlan) after = gln_plan_new (base->frame, map);
  g_autoptr (GlnDelta) delta = gln_delta_between (base, after);
  GlnMosaic *mosaic = gln_document_new_mosaic (document);

  g_assert_true (gln_document_get_index (document) != NULL);
  gln_mosaic_build (mosaic, after, NULL);
  g_assert_true (gln_document_commit_built (document, "import", base, delta, mosaic));
  g_assert_true (gln_plan_equal (gln_document_get_plan (document), after));
  g_assert_true (gln_plan_equal (gln_document_get_committed (document), after));
  mosaic = gln_document_new_mosaic (document);
  gln_mosaic_build (mosaic, after, NULL);
  g_assert_false (gln_document_commit_built (document, "late", base, delta, mosaic));
  g_assert_true (gln_document_undo (document));
  g_assert_true (gln_plan_equal (gln_document_get_plan (document), base));
}

/* Edges that run along the lattice of windows, where a window has the shape's edge as its side. */
static void
test_edge_on_lattice (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  static const GlnBox boxes[] = { { 0, 10, 811, 498 }, { 0, -874, 811, 894 }, { -96, -96, 0, 96 },
                                  { -811, 0, 0, 498 }, { 0, 0, 6144, 6144 } };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      const GlnBox *b = &boxes[i];
      g_autoptr (GlnShape) shape = gln_shape_new_rect (b->x0, b->y0, b->x1, b->y1);
      g_autoptr (GlnFeature) green = gln_feature_new (&ids.green, &ids.greens, "G1", shape, NULL);

      gln_document_begin (document, "stretch");
      gln_document_put (document, green);
      gln_document_commit (document);
      g_assert_true (total (document) == (GlnArea) shape->ring_sum_m2 * GLN_AREA_ONE_M2);
      fixture_assert_exact (document);
    }
  g_assert_true (gln_document_go_to (document, 0));
  fixture_assert_exact (document);
}

/* Random edits; then everything undone is the start and everything redone the
 * end, bit for bit, and so are the areas. */
static void
random_put (GlnDocument *document, const FixtureIds *ids, GPtrArray *uuids, GRand *rand)
{
  GlnUuid fresh;
  g_autoptr (GlnFeature) square = NULL;
  const GlnUuid *uuid = &fresh;

  if (uuids->len > 0 && g_rand_boolean (rand))
    uuid = g_ptr_array_index (uuids, g_rand_int_range (rand, 0, (int) uuids->len));
  else
    {
      gln_uuid_new (&fresh);
      g_ptr_array_add (uuids, g_memdup2 (&fresh, sizeof fresh));
    }
  square = fixture_square (uuid, &ids->greens, g_rand_boolean (rand) ? "G1" : "G2",
                           g_rand_double_range (rand, 0, 900), g_rand_double_range (rand, 0, 900),
                           g_rand_double_range (rand, 1, 90));
  gln_document_put (document, square);
}

static void
random_change (GlnDocument *document, const FixtureIds *ids, GPtrArray *uuids, GRand *rand)
{
  g_autoptr (GlnFrame) frame = NULL;

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      frame = gln_frame_with_name (gln_document_get_plan (document)->frame,
                                   g_rand_boolean (rand) ? "one" : "two");
      gln_document_set_frame (document, frame);
      break;
    case 1:
    case 2:
      if (uuids->len > 0)
        gln_document_remove (document, g_ptr_array_index (
                                           uuids, g_rand_int_range (rand, 0, (int) uuids->len)));
      break;
    default:
      random_put (document, ids, uuids, rand);
    }
}

static void
random_transaction (GlnDocument *document, const FixtureIds *ids, GPtrArray *uuids, GRand *rand)
{
  gln_document_begin (document, "random");
  for (int i = g_rand_int_range (rand, 0, 6); i > 0; i--)
    random_change (document, ids, uuids, rand);
  if (g_rand_int_range (rand, 0, 5) == 0)
    gln_document_cancel (document);
  else
    gln_document_commit (document);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = fixture_rand ();
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) start = gln_plan_ref (gln_document_get_plan (document)), end = NULL;
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  GlnArea first = total (document), last;
  g_auto (Listener) heard = { 0 };

  listener_init (&heard, document);
  for (guint i = 0; i < 300; i++)
    {
      random_transaction (document, &ids, uuids, rand);
      if (g_rand_int_range (rand, 0, 6) == 0)
        gln_document_go_to (document, (guint) g_rand_int_range (
                                          rand, 0, (int) gln_document_n_steps (document) + 1));
    }
  end = gln_plan_ref (gln_document_get_plan (document));
  last = total (document);
  fixture_assert_exact (document);
  for (guint round = 0; round < 2; round++)
    {
      guint there = gln_document_position (document);

      while (gln_document_undo (document))
        ;
      g_assert_true (gln_plan_equal (gln_document_get_plan (document), start));
      g_assert_true (total (document) == first);
      while (gln_document_position (document) < there)
        g_assert_true (gln_document_redo (document));
      g_assert_true (gln_plan_equal (gln_document_get_plan (document), end));
      g_assert_true (gln_plan_equal (gln_document_get_committed (document), end));
      g_assert_true (total (document) == last);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/drag-is-one-step", test_drag_is_one_step);
  g_test_add_func ("/document/cancel", test_cancel);
  g_test_add_func ("/document/nothing-changed", test_nothing_changed);
  g_test_add_func ("/document/redo-is-cleared", test_redo_is_cleared);
  g_test_add_func ("/document/serials", test_serials);
  g_test_add_func ("/document/history-limit", test_history_limit);
  g_test_add_func ("/document/history-bytes", test_history_bytes);
  g_test_add_func ("/document/go-to", test_go_to);
  g_test_add_func ("/document/undo-while-open", test_undo_while_open);
  g_test_add_func ("/document/load", test_load);
  g_test_add_func ("/document/commit-built", test_commit_built);
  g_test_add_func ("/document/edge-on-lattice", test_edge_on_lattice);
  g_test_add_func ("/document/random", test_random);
  return g_test_run ();
}
