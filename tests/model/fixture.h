/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans, documents and listeners that the tests of model and tools share. */
#pragma once

#include "model/gln-document.h"
#include "model/gln-standards-loader.h"

/* Chance that can be had again: --seed of the test program leads to the same
 * numbers and the same uuids. */
static inline GRand *
fixture_rand (void)
{
  guint32 seed = (guint32) g_test_rand_int ();

  g_test_message ("seed %u", seed);
  gln_uuid_seed (seed);
  return g_rand_new_with_seed (seed);
}

/* The shipped standards, without the user's. */
static inline GlnStandards *
fixture_standards (void)
{
  static GlnStandards *shipped;

  if (!shipped)
    shipped = gln_standards_load ("/nonexistent", NULL);
  return gln_standards_ref (shipped);
}

/* Phases present and 2030, a land-use layer with a parcel of 1000 m, a green
 * layer with a green of 10 m at the origin. */
typedef struct
{
  GlnUuid land_use, greens, parcel, green;
} FixtureIds;

static inline GlnFrame *
fixture_frame (const FixtureIds *ids)
{
  g_autoptr (GlnLayer) land = gln_layer_new (&ids->land_use, GLN_LAYER_LAND_USE, "land", "gb50137", NULL);
  g_autoptr (GlnLayer) green = gln_layer_new (&ids->greens, GLN_LAYER_GREEN, "greens",
                                              "cjjt85-2017", NULL);
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("plan", "EPSG:4547");
  g_autoptr (GlnFrame) one = gln_frame_with_layer (empty->frame, land);
  g_autoptr (GlnFrame) two = gln_frame_with_layer (one, green);
  g_autoptr (GlnPhase) present = NULL, planned = NULL;
  g_autoptr (GlnFrame) three = NULL;
  g_auto (GlnPhaseSpec) spec = { 0 }, later = { 0 };

  gln_phase_spec_copy (&spec, two->phases[0]);
  spec.land_use = ids->land_use;
  present = gln_phase_new (&spec);
  three = gln_frame_with_phase (two, present);
  gln_phase_spec_init (&later, "2030");
  planned = gln_phase_new (&later);
  return gln_frame_with_phase (three, planned);
}

static inline GlnFeature *
fixture_square (const GlnUuid *uuid, const GlnUuid *layer, const char *code, double x, double y,
                double side_m)
{
  g_autoptr (GlnShape) shape = gln_shape_new_rect (x, y, x + side_m, y + side_m);

  return gln_feature_new (uuid, layer, code, shape, NULL);
}

static inline GlnPlan *
fixture_plan (FixtureIds *ids)
{
  g_autoptr (GlnFrame) frame = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;
  g_autoptr (GlnFeature) parcel = NULL, green = NULL;
  GlnFeature *both[2];

  gln_uuid_new (&ids->land_use);
  gln_uuid_new (&ids->greens);
  gln_uuid_new (&ids->parcel);
  gln_uuid_new (&ids->green);
  frame = fixture_frame (ids);
  both[0] = parcel = fixture_square (&ids->parcel, &ids->land_use, "R2", 0, 0, 1000);
  both[1] = green = fixture_square (&ids->green, &ids->greens, "G1", 0, 0, 10);
  map = gln_feature_map_new (both, 2);
  return gln_plan_new (frame, map);
}

static inline GlnDocument *
fixture_document (FixtureIds *ids)
{
  g_autoptr (GlnStandards) standards = fixture_standards ();
  g_autoptr (GlnPlan) plan = fixture_plan (ids);
  GlnDocument *document = gln_document_new (standards);

  gln_document_load (document, plan);
  return document;
}

/* The sums that grew by edits are those of a calculation from scratch, bit for bit. */
static inline void
fixture_assert_exact (GlnDocument *document)
{
  g_autoptr (GlnMosaic) mosaic = gln_document_new_mosaic (document);
  g_autoptr (GlnAreas) fresh = NULL;
  GlnAreas *areas = gln_document_get_areas (document);

  g_assert_true (gln_mosaic_build (mosaic, gln_document_get_plan (document), NULL));
  fresh = gln_mosaic_snapshot (mosaic);
  for (guint p = 0; p < gln_document_get_plan (document)->frame->n_phases; p++)
    {
      GlnZoneQuery all = { p, GLN_SCOPE_ALL, NULL };

      g_assert_true (gln_areas_green_union (areas, p) == gln_areas_green_union (fresh, p));
      g_assert_true (gln_areas_green_total (areas, p) == gln_areas_green_total (fresh, p));
      g_assert_true (gln_areas_zone (areas, &all) == gln_areas_zone (fresh, &all));
      g_assert_true (gln_areas_cover (areas, &all).value == gln_areas_cover (fresh, &all).value);
      g_assert_true (gln_areas_attached (areas, &all).result
                     == gln_areas_attached (fresh, &all).result);
      g_assert_true (gln_areas_green_of (areas, &all, "G1").net
                     == gln_areas_green_of (fresh, &all, "G1").net);
    }
}

/* What a listener heard. It follows the plan by the deltas alone. */
typedef struct
{
  GlnDocument *document;
  guint n[GLN_CHANGE_LOAD + 1];
  guint n_all;
  guint n_history;
  GlnPlan *followed;
} Listener;

static inline void
listener_changed (GlnDocument *document, GlnDelta *delta, GlnChangeKind kind, Listener *listener)
{
  GlnPlan *now = gln_document_get_plan (document);
  GlnPlan *next = kind == GLN_CHANGE_LOAD     ? gln_plan_ref (now)
                  : kind == GLN_CHANGE_COMMIT ? gln_plan_ref (listener->followed)
                                              : gln_plan_apply (listener->followed, delta);

  listener->n[kind]++;
  listener->n_all++;
  g_clear_pointer (&listener->followed, gln_plan_unref);
  listener->followed = next;
  g_assert_true (gln_plan_equal (next, now));
  g_assert_true (gln_plan_equal (gln_areas_plan (gln_document_get_areas (document)), now));
}

static inline void
listener_history (GlnDocument *document, Listener *listener)
{
  listener->n_history++;
}

static inline void
listener_init (Listener *listener, GlnDocument *document)
{
  memset (listener, 0, sizeof *listener);
  listener->document = document;
  listener->followed = gln_plan_ref (gln_document_get_plan (document));
  g_signal_connect (document, "changed", G_CALLBACK (listener_changed), listener);
  g_signal_connect (document, "history-changed", G_CALLBACK (listener_history), listener);
}

static inline void
listener_clear (Listener *listener)
{
  g_signal_handlers_disconnect_by_data (listener->document, listener);
  g_clear_pointer (&listener->followed, gln_plan_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listener, listener_clear)
