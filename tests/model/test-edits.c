/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/fixture.h"
#include "model/gln-edits.h"

static GlnFeature *
feature_of (GlnDocument *document, const GlnUuid *uuid)
{
  return gln_plan_feature (gln_document_get_plan (document), uuid);
}

static const GlnFrame *
frame_of (GlnDocument *document)
{
  return gln_document_get_plan (document)->frame;
}

/* Every edit is one step that undo takes back bit for bit. */
static void
assert_one_step (GlnDocument *document, GlnPlan *before, guint n_steps)
{
  g_autoptr (GlnPlan) after = gln_plan_ref (gln_document_get_plan (document));

  g_assert_false (gln_document_is_open (document));
  g_assert_cmpuint (gln_document_n_steps (document), ==, n_steps);
  g_assert_false (gln_plan_equal (before, after));
  g_assert_true (gln_document_undo (document));
  g_assert_true (gln_plan_equal (before, gln_document_get_plan (document)));
  g_assert_true (gln_document_redo (document));
  g_assert_true (gln_plan_equal (after, gln_document_get_plan (document)));
}

static void
test_create_green (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) before = gln_plan_ref (gln_document_get_plan (document));
  g_autoptr (GlnShape) shape = gln_shape_new_rect (100, 100, 200, 200);
  GlnUuid present, planned;

  g_assert_true (gln_edits_create_green (document, NULL, "G1", shape, 1, &planned));
  assert_one_step (document, before, 1);
  g_assert_true (gln_uuid_equal (&feature_of (document, &planned)->layer, &ids.greens));
  g_assert_cmpstr (feature_of (document, &planned)->from, ==, "2030");
  g_assert_true (gln_edits_create_green (document, &ids.land_use, "G2", shape, 0, &present));
  g_assert_true (gln_uuid_equal (&feature_of (document, &present)->layer, &ids.greens));
  g_assert_null (feature_of (document, &present)->from);
  g_assert_cmpstr (feature_of (document, &present)->class_code, ==, "G2");
}

/* A locked green layer is not drawn into: the green and its new layer are one step. */
static void
test_create_green_layer (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnShape) shape = gln_shape_new_rect (100, 100, 200, 200);
  g_autoptr (GlnPlan) before = NULL;
  const GlnLayer *layer;
  GlnUuid uuid;

  g_assert_true (gln_edits_set_layer_flags (document, &ids.greens, GLN_LAYER_LOCKED, TRUE));
  before = gln_plan_ref (gln_document_get_plan (document));
  g_assert_true (gln_edits_create_green (document, &ids.greens, "G1", shape, 0, &uuid));
  assert_one_step (document, before, 2);
  layer = gln_plan_layer_of (gln_document_get_plan (document), feature_of (document, &uuid));
  g_assert_cmpuint (frame_of (document)->n_layers, ==, 3);
  g_assert_true (layer == frame_of (document)->layers[2]);
  g_assert_cmpstr (layer->code_system, ==, "cjjt85-2017");
  g_assert_cmpstr (layer->name, ==, "Planned greens");
}

static void
test_features (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) before = gln_plan_ref (gln_document_get_plan (document));
  g_autoptr (GlnShape) shape = gln_shape_new_rect (0, 0, 5, 5);
  GlnUuid both[3] = { ids.parcel, ids.green, { { 1 } } };
  const GlnFeature *green;

  g_assert_cmpuint (gln_edits_set_class (document, both, 3, "G1"), ==, 1); /* one is G1 already */
  assert_one_step (document, before, 1);
  g_assert_cmpuint (gln_edits_set_class (document, both, 3, "G1"), ==, 0);
  g_assert_cmpuint (gln_edits_set_number (document, both, 2, "far", 2.5), ==, 2);
  g_assert_cmpuint (gln_edits_set_text (document, both + 1, 1, "name", "滨江公园"), ==, 1);
  g_assert_cmpuint (gln_edits_set_phases (document, both + 1, 1, "2030", NULL), ==, 1);
  green = feature_of (document, &ids.green);
  g_assert_cmpstr (gln_feature_name (green), ==, "滨江公园");
  g_assert_cmpstr (green->from, ==, "2030");
  g_assert_true (gln_edits_set_shape (document, &ids.green, shape));
  g_assert_false (gln_edits_set_shape (document, &ids.green, shape));
  g_assert_cmpuint (gln_edits_unset (document, both, 2, "far"), ==, 2);
  g_assert_false (gln_values_number (feature_of (document, &ids.green)->values, "far", NULL));
  g_assert_cmpuint (gln_edits_set_layer (document, both, 1, &ids.greens), ==, 1);
  g_assert_cmpuint (gln_edits_delete (document, both, 3), ==, 2);
  g_assert_cmpuint (gln_feature_map_size (gln_document_get_plan (document)->features), ==, 0);
  g_assert_cmpuint (gln_document_n_steps (document), ==, 8);
  g_assert_true (gln_document_go_to (document, 0));
  g_assert_true (gln_plan_equal (gln_document_get_plan (document), before));
}

static void
test_locked (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  GlnUuid both[2] = { ids.parcel, ids.green };

  gln_edits_set_layer_flags (document, &ids.land_use, GLN_LAYER_LOCKED, TRUE);
  g_assert_cmpuint (gln_edits_set_layer (document, both + 1, 1, &ids.land_use), ==, 0);
  g_assert_cmpuint (gln_edits_set_number (document, both, 2, "far", 1), ==, 1);
  g_assert_cmpuint (gln_edits_delete (document, both, 2), ==, 1);
  g_assert_nonnull (feature_of (document, &ids.parcel));
  gln_edits_set_layer_flags (document, &ids.land_use, GLN_LAYER_LOCKED, FALSE);
  g_assert_cmpuint (gln_edits_delete (document, both, 2), ==, 1);
}

static void
test_while_open (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnShape) shape = gln_shape_new_rect (0, 0, 5, 5);

  gln_document_begin (document, "drag");
  g_assert_false (gln_edits_create_green (document, NULL, "G1", shape, 0, NULL));
  g_assert_cmpuint (gln_edits_delete (document, &ids.green, 1), ==, 0);
  g_assert_cmpuint (gln_edits_set_class (document, &ids.green, 1, "G2"), ==, 0);
  g_assert_false (gln_edits_rename_layer (document, &ids.greens, "x"));
  g_assert_false (gln_edits_remove_layer (document, &ids.greens));
  g_assert_false (gln_edits_remove_phase (document, "2030"));
  g_assert_true (gln_document_is_open (document));
  gln_document_cancel (document);
}

static void
test_layers (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) before = gln_plan_ref (gln_document_get_plan (document));
  g_autoptr (GlnLayer) water = NULL;
  g_autoptr (GlnFeature) lake = NULL;
  GlnUuid layer, uuid;

  gln_uuid_new (&layer);
  gln_uuid_new (&uuid);
  water = gln_layer_new (&layer, GLN_LAYER_WATER, "water", NULL, NULL);
  lake = fixture_square (&uuid, &layer, "", 0, 0, 5);
  g_assert_true (gln_edits_add_layer (document, water, &lake, 1));
  assert_one_step (document, before, 1);
  g_assert_true (gln_edits_rename_layer (document, &layer, "湖"));
  g_assert_false (gln_edits_rename_layer (document, &layer, "湖"));
  g_assert_true (gln_edits_move_layer (document, &layer, 0));
  g_assert_cmpstr (frame_of (document)->layers[0]->name, ==, "湖");
  g_assert_true (gln_edits_set_layer_flags (document, &layer, GLN_LAYER_HIDDEN, TRUE));
  g_assert_cmpstr (gln_document_undo_label (document), ==, "Hide layer");
  g_assert_true (gln_edits_remove_layer (document, &layer));
  g_assert_null (feature_of (document, &uuid));
  g_assert_true (gln_edits_remove_layer (document, &ids.land_use));
  g_assert_true (gln_uuid_is_nil (&frame_of (document)->phases[0]->land_use));
  g_assert_null (gln_frame_land_use (frame_of (document), 1));
  g_assert_true (gln_document_go_to (document, 0));
  g_assert_true (gln_plan_equal (gln_document_get_plan (document), before));
}

/* What the other phases show is the same after a phase is gone. */
static void
test_remove_phase (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnShape) shape = gln_shape_new_rect (0, 0, 5, 5);
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;
  GlnUuid from, until, only;
  g_autoptr (GlnPlan) before = NULL;

  gln_phase_spec_init (&spec, "2028");
  phase = gln_phase_new (&spec);
  g_assert_true (gln_edits_add_phase (document, phase, 1));
  g_assert_false (gln_edits_add_phase (document, phase, 1));
  gln_edits_create_green (document, NULL, "G1", shape, 1, &from);
  gln_edits_create_green (document, NULL, "G1", shape, 0, &until);
  gln_edits_set_phases (document, &until, 1, NULL, "2028");
  gln_edits_create_green (document, NULL, "G1", shape, 1, &only);
  gln_edits_set_phases (document, &only, 1, "2028", "2030");
  before = gln_plan_ref (gln_document_get_plan (document));
  g_assert_true (gln_edits_remove_phase (document, "2028"));
  g_assert_cmpuint (gln_frame_phase_mask (frame_of (document), feature_of (document, &from)), ==, 2);
  g_assert_cmpuint (gln_frame_phase_mask (frame_of (document), feature_of (document, &until)), ==, 1);
  g_assert_null (feature_of (document, &only));
  g_assert_true (gln_edits_remove_phase (document, "present"));
  g_assert_nonnull (gln_frame_land_use (frame_of (document), 0)); /* taken over */
  g_assert_false (gln_edits_remove_phase (document, "2030"));
  g_assert_true (gln_document_undo (document));
  g_assert_true (gln_document_undo (document));
  g_assert_true (gln_plan_equal (gln_document_get_plan (document), before));
}

static void
test_phase_and_plan (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnPlan) before = gln_plan_ref (gln_document_get_plan (document));
  g_autoptr (GlnPhase) phase = NULL, unknown = NULL;
  g_autoptr (GlnValues) settings = gln_values_with_text (NULL, "author", "园林局");
  g_auto (GlnPhaseSpec) spec = { 0 }, other = { 0 };

  gln_phase_spec_copy (&spec, before->frame->phases[1]);
  spec.population = 312000;
  phase = gln_phase_new (&spec);
  gln_phase_spec_init (&other, "2050");
  unknown = gln_phase_new (&other);
  g_assert_true (gln_edits_put_phase (document, phase));
  assert_one_step (document, before, 1);
  g_assert_false (gln_edits_put_phase (document, phase));
  g_assert_false (gln_edits_put_phase (document, unknown));
  g_assert_true (gln_edits_rename_plan (document, "江城"));
  g_assert_true (gln_edits_put_settings (document, settings));
  g_assert_cmpstr (gln_values_text (frame_of (document)->settings, "author"), ==, "园林局");
  g_assert_cmpfloat (frame_of (document)->phases[1]->population, ==, 312000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edits/create-green", test_create_green);
  g_test_add_func ("/edits/create-green-layer", test_create_green_layer);
  g_test_add_func ("/edits/features", test_features);
  g_test_add_func ("/edits/locked", test_locked);
  g_test_add_func ("/edits/while-open", test_while_open);
  g_test_add_func ("/edits/layers", test_layers);
  g_test_add_func ("/edits/remove-phase", test_remove_phase);
  g_test_add_func ("/edits/phase-and-plan", test_phase_and_plan);
  return g_test_run ();
}
