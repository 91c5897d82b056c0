/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

static GlnLayer *
layer_of (GlnUuid *uuid, guint8 number, GlnLayerKind kind, const char *name, const char *codes,
          const char *role)
{
  *uuid = (GlnUuid){ { number } };
  return gln_layer_new (uuid, kind, name, codes, role);
}

static GlnFeature *
add_shape (GPtrArray *features, const GlnUuid *layer, const char *code, const char *name,
           GlnShape *shape)
{
  GlnUuid uuid = { { 0xf0, (guint8) (features->len >> 8), (guint8) features->len } };
  g_autoptr (GlnValues) values = name ? gln_values_with_text (NULL, "name", name) : NULL;
  GlnFeature *feature = gln_feature_new (&uuid, layer, code, shape, values);

  g_ptr_array_add (features, feature);
  gln_shape_unref (shape);
  return feature;
}

GlnFeature *
fixture_rect (GPtrArray *features, const GlnUuid *layer, const char *code, const char *name,
              double x0, double y0, double x1, double y1)
{
  return add_shape (features, layer, code, name,
                    gln_shape_new_rect (FIXTURE_X + x0, FIXTURE_Y + y0, FIXTURE_X + x1,
                                        FIXTURE_Y + y1));
}

static void
add_features (GPtrArray *features, const FixtureLayers *layers)
{
  GlnPoint road[] = { { FIXTURE_X, FIXTURE_Y + 300 }, { FIXTURE_X + 1000, FIXTURE_Y + 300 } };
  GlnFeature *plan;

  fixture_rect (features, &layers->land, "R2", "江南小区", 20, 20, 480, 280);
  fixture_rect (features, &layers->land, "M1", NULL, 520, 20, 980, 280);
  fixture_rect (features, &layers->land, "B1", NULL, 20, 320, 480, 580);
  fixture_rect (features, &layers->land, "U23", NULL, 520, 320, 980, 580); /* not in the code system */
  fixture_rect (features, &layers->green, "G12", "江心社区公园", 100, 100, 300, 200);
  plan = fixture_rect (features, &layers->green, "G2", NULL, 600, 100, 800, 200);
  features->pdata[features->len - 1] = gln_feature_with_phases (plan, "2030", NULL);
  gln_feature_unref (plan);
  fixture_rect (features, &layers->water, "", "清江", 0, 285, 1000, 295);
  fixture_rect (features, &layers->boundary, "", NULL, 10, 10, 990, 590);
  add_shape (features, &layers->roads, "main", "人民路", gln_shape_new_line (road, 2));
  add_shape (features, &layers->trees, "", NULL,
             gln_shape_new_disc (FIXTURE_X + 200, FIXTURE_Y + 450, 0));
}

static GlnFrame *
frame_of (FixtureLayers *l)
{
  g_auto (GlnPhaseSpec) now = { 0 }, later = { 0 };
  GlnLayer *layers[6];
  GlnPhase *phases[2];
  GlnUuid uuid = { { 9 } };
  GlnFrame *frame;

  layers[0] = layer_of (&l->land, 1, GLN_LAYER_LAND_USE, "现状用地", "gb50137", NULL);
  layers[1] = layer_of (&l->water, 2, GLN_LAYER_WATER, "水系", NULL, NULL);
  layers[2] = layer_of (&l->roads, 3, GLN_LAYER_LINE, "道路", NULL, "road");
  layers[3] = layer_of (&l->green, 4, GLN_LAYER_GREEN, "绿地", "cjjt85-2017", NULL);
  layers[4] = layer_of (&l->trees, 5, GLN_LAYER_POINT, "古树", NULL, "ancient_tree");
  layers[5] = layer_of (&l->boundary, 6, GLN_LAYER_BOUNDARY, "建成区", NULL, "built_up");
  gln_phase_spec_init (&now, "present");
  gln_phase_spec_set_text (&now.name, "现状");
  now.land_use = l->land;
  now.boundary[GLN_SCOPE_BUILT_UP] = l->boundary;
  gln_phase_spec_init (&later, "2030");
  gln_phase_spec_set_text (&later.name, "2030");
  later.year = 2030;
  phases[0] = gln_phase_new (&now);
  phases[1] = gln_phase_new (&later);
  frame = gln_frame_new (&uuid, "江城绿地系统规划", "EPSG:4547", layers, 6, phases, 2, NULL);
  for (guint i = 0; i < 6; i++)
    gln_layer_unref (layers[i]);
  for (guint i = 0; i < 2; i++)
    gln_phase_unref (phases[i]);
  return frame;
}

GlnPlan *
fixture_plan (FixtureLayers *layers)
{
  g_autoptr (GlnFrame) frame = frame_of (layers);
  g_autoptr (GPtrArray) features
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFeatureMap) map = NULL;

  add_features (features, layers);
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  return gln_plan_new (frame, map);
}
