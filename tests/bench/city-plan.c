/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city as a plan, in one phase or in several that differ in few places. */
#include "city-private.h"

#include <math.h>

static const char *const phase_ids[] = { "present", "2027", "2030", "2035" };

static GlnLayer *
new_layer (const City *city, CityKind kind)
{
  static const struct
  {
    GlnLayerKind kind;
    const char *name, *codes, *role;
  } layers[CITY_N_KINDS] = {
    { GLN_LAYER_LAND_USE, "parcels", "gb50137", "" }, { GLN_LAYER_GREEN, "greens", "cjjt85-2017", "" },
    { GLN_LAYER_COVER, "cover", "", "" },             { GLN_LAYER_DISTRICT, "districts", "", "urban_district" },
    { GLN_LAYER_BOUNDARY, "boundary", "", "built_up" },
  };

  return gln_layer_new (&city->layers[kind], layers[kind].kind, layers[kind].name, layers[kind].codes,
                        layers[kind].role);
}

static GlnPhase *
new_phase (const City *city, guint number)
{
  g_auto (GlnPhaseSpec) spec = { 0 };

  gln_phase_spec_init (&spec, phase_ids[number]);
  spec.attached = GLN_ATTACHED_DRAWN;
  spec.coverage = GLN_COVERAGE_ESTIMATE;
  if (number == 0)
    {
      spec.land_use = city->layers[CITY_PARCEL];
      spec.boundary[GLN_SCOPE_BUILT_UP] = city->layers[CITY_BOUNDARY];
    }
  return gln_phase_new (&spec);
}

static GlnFrame *
new_frame (const City *city, guint n_phases)
{
  GlnUuid uuid = { { 3 } };
  GlnLayer *layers[CITY_N_KINDS];
  GlnPhase *phases[G_N_ELEMENTS (phase_ids)];
  GlnFrame *frame;

  g_assert (n_phases <= G_N_ELEMENTS (phase_ids));
  for (guint i = 0; i < CITY_N_KINDS; i++)
    layers[i] = new_layer (city, i);
  for (guint i = 0; i < n_phases; i++)
    phases[i] = new_phase (city, i);
  frame = gln_frame_new (&uuid, "city", "EPSG:4547", layers, CITY_N_KINDS, phases, n_phases, NULL);
  for (guint i = 0; i < CITY_N_KINDS; i++)
    gln_layer_unref (layers[i]);
  for (guint i = 0; i < n_phases; i++)
    gln_phase_unref (phases[i]);
  return frame;
}

#define CHANGE_TILE_M 64.0

/* Counts the tiles of the plane that the box of @shape meets and that are not in @tiles yet. */
static void
touch_tiles (GHashTable *tiles, const GlnShape *shape)
{
  for (gint64 x = (gint64) floor (shape->box.x0 / CHANGE_TILE_M); x * CHANGE_TILE_M <= shape->box.x1; x++)
    for (gint64 y = (gint64) floor (shape->box.y0 / CHANGE_TILE_M); y * CHANGE_TILE_M <= shape->box.y1; y++)
      g_hash_table_add (tiles, GSIZE_TO_POINTER ((gsize) (x * 1000003 + y)));
}

/* Gives phase ranges to greens here and there until tiles on @ratio of the city differ. */
static void
spread_phases (const City *city, GPtrArray *greens, double ratio)
{
  g_autoptr (GHashTable) tiles = g_hash_table_new (NULL, NULL);
  static const guint8 ranges[][2] = { { 1, 0 }, { 2, 0 }, { 0, 1 }, { 1, 3 }, { 0, 2 } };
  CityRandom random = { city->spec.seed + 1 };
  double wanted = ratio * pow (city->side_m / CHANGE_TILE_M, 2);

  while (g_hash_table_size (tiles) < wanted)
    {
      guint i = city_random_int (&random, greens->len);
      const guint8 *range = ranges[city_random_int (&random, G_N_ELEMENTS (ranges))];
      GlnFeature *green = greens->pdata[i];
      guint kind = g_array_index (city->green_kinds, guint8, i);
      if (kind == CITY_RING || kind == CITY_RIVER_BELT || kind == CITY_ROAD_BELT || green->from || green->until)
        continue;
      touch_tiles (tiles, green->shape);
      greens->pdata[i] = gln_feature_with_phases (green, range[0] ? phase_ids[range[0]] : NULL,
                                                  range[1] ? phase_ids[range[1]] : NULL);
      gln_feature_unref (green);
    }
}

/**
 * city_plan:
 * @n_phases: 1 .. 4
 * @changing_ratio: share of the city's 64 m tiles in which the phases differ; 0 when they are alike
 *
 * Returns: (transfer full): the city as a plan
 */
GlnPlan *
city_plan (const City *city, guint n_phases, double changing_ratio)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFrame) frame = new_frame (city, n_phases);
  g_autoptr (GlnFeatureMap) map = NULL;

  for (guint i = 0; i < city->features[CITY_GREEN]->len; i++)
    g_ptr_array_add (all, gln_feature_ref (city_feature (city, CITY_GREEN, i)));
  if (n_phases > 1)
    spread_phases (city, all, changing_ratio);
  for (guint kind = 0; kind < CITY_N_KINDS; kind++)
    for (guint i = 0; kind != CITY_GREEN && i < city->features[kind]->len; i++)
      g_ptr_array_add (all, gln_feature_ref (city_feature (city, kind, i)));
  map = gln_feature_map_new ((GlnFeature **) all->pdata, all->len);
  return gln_plan_new (frame, map);
}
