/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/fixture.h"
#include "model/gln-edits.h"
#include "model/gln-session.h"

static void
count_cb (GlnSession *session, guint *n)
{
  (*n)++;
}

static void
count_notify_cb (GlnSession *session, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_selection (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnSession) session = gln_session_new (document);
  GlnUuid list[4] = { ids.green, ids.parcel, ids.green, { { 9 } } };
  guint n = 0;

  g_signal_connect (session, "selection-changed", G_CALLBACK (count_cb), &n);
  gln_session_select (session, list, 4);
  g_assert_cmpuint (gln_session_get_selection (session)->len, ==, 2);
  g_assert_null (gln_session_get_single (session));
  gln_session_select (session, list, 2); /* the same in another order */
  g_assert_cmpuint (n, ==, 1);
  gln_session_select_add (session, &ids.parcel, FALSE);
  gln_session_select_add (session, &ids.parcel, FALSE);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (gln_uuid_equal (&gln_session_get_single (session)->uuid, &ids.green));
  g_assert_true (gln_session_is_selected (session, &ids.green));
  g_assert_false (gln_session_is_selected (session, &ids.parcel));
  gln_edits_set_class (document, &ids.green, 1, "G2");
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (gln_session_get_single (session)->class_code, ==, "G2");
  gln_session_set_hovered (session, &ids.green);
  gln_edits_delete (document, &ids.green, 1);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (gln_session_get_selection (session)->len, ==, 0);
  g_assert_null (gln_session_get_hovered (session));
}

static void
test_phase (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnSession) session = gln_session_new (document);
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;
  guint n = 0;

  g_signal_connect (session, "notify::phase", G_CALLBACK (count_notify_cb), &n);
  gln_session_set_phase (session, 7);
  g_assert_cmpuint (gln_session_get_phase (session), ==, 1);
  gln_session_set_phase (session, 1);
  g_assert_cmpuint (n, ==, 1);
  gln_phase_spec_init (&spec, "2028");
  phase = gln_phase_new (&spec);
  gln_edits_add_phase (document, phase, 1);
  g_assert_cmpuint (gln_session_get_phase (session), ==, 2); /* still 2030 */
  g_assert_cmpuint (n, ==, 2);
  gln_edits_remove_phase (document, "2030");
  g_assert_cmpuint (gln_session_get_phase (session), ==, 1);
  gln_document_undo (document);
  g_assert_cmpuint (gln_session_get_phase (session), ==, 1);
}

static void
test_drawing (void)
{
  FixtureIds ids;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnSession) session = gln_session_new (document);
  g_autoptr (GlnLayer) second = NULL;
  GlnUuid uuid;
  guint n = 0;

  g_assert_cmpstr (gln_session_get_draw_class (session), ==, "G1");
  g_signal_connect (session, "notify::draw-class", G_CALLBACK (count_notify_cb), &n);
  gln_session_set_draw_class (session, "G2");
  g_object_set (session, "draw-class", "G2", NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (gln_uuid_equal (&gln_session_get_draw_layer (session)->uuid, &ids.greens));
  gln_uuid_new (&uuid);
  second = gln_layer_new (&uuid, GLN_LAYER_GREEN, "second", NULL, NULL);
  gln_edits_add_layer (document, second, NULL, 0);
  g_assert_true (gln_uuid_equal (&gln_session_get_draw_layer (session)->uuid, &uuid));
  gln_session_set_draw_layer (session, &ids.greens);
  g_assert_true (gln_uuid_equal (&gln_session_get_draw_layer (session)->uuid, &ids.greens));
  gln_edits_remove_layer (document, &ids.greens);
  g_assert_true (gln_uuid_equal (&gln_session_get_draw_layer (session)->uuid, &uuid));
  gln_edits_remove_layer (document, &uuid);
  g_assert_null (gln_session_get_draw_layer (session));
}

static void
test_load (void)
{
  FixtureIds ids, other;
  g_autoptr (GlnDocument) document = fixture_document (&ids);
  g_autoptr (GlnSession) session = gln_session_new (document);
  g_autoptr (GlnPlan) plan = fixture_plan (&other), empty = gln_plan_new_empty ("", "local");

  gln_session_set_phase (session, 1);
  gln_session_select (session, &ids.green, 1);
  gln_document_load (document, plan);
  g_assert_cmpuint (gln_session_get_selection (session)->len, ==, 0);
  g_assert_cmpuint (gln_session_get_phase (session), ==, 1);
  gln_document_load (document, empty);
  g_assert_cmpuint (gln_session_get_phase (session), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/selection", test_selection);
  g_test_add_func ("/session/phase", test_phase);
  g_test_add_func ("/session/drawing", test_drawing);
  g_test_add_func ("/session/load", test_load);
  return g_test_run ();
}
