/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-mosaic.h"
#include "standards-fixture.h"

/* A plan under construction: layers by name, features with small readable uuids. */
typedef struct
{
  GlnStandards *standards;
  GPtrArray *layers;   /* GlnLayer */
  GPtrArray *phases;   /* GlnPhase */
  GPtrArray *features; /* GlnFeature */
} City;

static inline GlnUuid
id_of (guint number)
{
  GlnUuid uuid = { { 0 } };

  uuid.bytes[14] = (guint8) (number >> 8);
  uuid.bytes[15] = (guint8) number;
  uuid.bytes[13] = (guint8) (number >> 16);
  return uuid;
}

static inline City *
city_new (void)
{
  City *city = g_new0 (City, 1);

  city->standards = fixture_load_shipped ();
  city->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_layer_unref);
  city->phases = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_phase_unref);
  city->features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  return city;
}

static inline void
city_free (City *city)
{
  gln_standards_unref (city->standards);
  g_ptr_array_unref (city->layers);
  g_ptr_array_unref (city->phases);
  g_ptr_array_unref (city->features);
  g_free (city);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (City, city_free)

/* Layers have the uuids 60001, 60002 ... in the order in which they are added. */
static inline GlnUuid
city_layer (City *city, GlnLayerKind kind, const char *system, const char *role)
{
  GlnUuid uuid = id_of (60001 + city->layers->len);

  g_ptr_array_add (city->layers, gln_layer_new (&uuid, kind, "layer", system, role));
  return uuid;
}

/* Makes the layer that was added last a complete interpretation. */
static inline void
city_interpretation (City *city)
{
  GlnLayer *layer = g_ptr_array_steal_index (city->layers, city->layers->len - 1);

  g_ptr_array_add (city->layers, gln_layer_with_flags (layer, GLN_LAYER_COMPLETE_INTERPRETATION));
  gln_layer_unref (layer);
}

/* Adds a phase; nil uuids inherit. */
static inline void
city_phase (City *city, const char *id, GlnUuid land_use, GlnUuid built_up, GlnUuid construction,
            GlnAttachedMethod attached)
{
  g_auto (GlnPhaseSpec) spec = { 0 };

  gln_phase_spec_init (&spec, id);
  spec.land_use = land_use;
  spec.boundary[GLN_SCOPE_BUILT_UP] = built_up;
  spec.boundary[GLN_SCOPE_CONSTRUCTION] = construction;
  spec.attached = attached;
  g_ptr_array_add (city->phases, gln_phase_new (&spec));
}

static inline GlnFeature *
city_add (City *city, guint number, GlnUuid layer, const char *code, GlnShape *shape)
{
  GlnUuid uuid = id_of (number);
  GlnFeature *feature = gln_feature_new (&uuid, &layer, code, shape, NULL);

  gln_shape_unref (shape);
  g_ptr_array_add (city->features, feature);
  return feature;
}

static inline GlnFeature *
city_rect (City *city, guint number, GlnUuid layer, const char *code, double x0, double y0, double x1, double y1)
{
  return city_add (city, number, layer, code, gln_shape_new_rect (x0, y0, x1, y1));
}

static inline void
city_replace_last (City *city, GlnFeature *feature)
{
  g_ptr_array_remove_index (city->features, city->features->len - 1);
  g_ptr_array_add (city->features, feature);
}

/* Gives the feature that was added last a number. */
static inline void
city_value (City *city, const char *key, double number)
{
  GlnFeature *last = g_ptr_array_index (city->features, city->features->len - 1);
  g_autoptr (GlnValues) values = gln_values_with_number (last->values, key, number);

  city_replace_last (city, gln_feature_with_values (last, values));
}

static inline void
city_from (City *city, const char *from, const char *until)
{
  GlnFeature *last = g_ptr_array_index (city->features, city->features->len - 1);

  city_replace_last (city, gln_feature_with_phases (last, from, until));
}

static inline GlnPlan *
city_plan (City *city)
{
  GlnUuid uuid = id_of (1);
  g_autoptr (GlnFrame) frame
      = gln_frame_new (&uuid, "city", "EPSG:4547", (GlnLayer **) city->layers->pdata, city->layers->len,
                       (GlnPhase **) city->phases->pdata, city->phases->len, NULL);
  g_autoptr (GlnFeatureMap) map
      = gln_feature_map_new ((GlnFeature **) city->features->pdata, city->features->len);

  return gln_plan_new (frame, map);
}

static inline GlnMosaic *
mosaic_of (GlnStandards *standards, GlnPlan *plan, guint n_threads)
{
  GlnMosaicRules rules;
  GlnMosaic *mosaic;

  gln_mosaic_rules_init (&rules);
  mosaic = gln_mosaic_new (standards, &rules, n_threads);
  g_assert_true (gln_mosaic_build (mosaic, plan, NULL));
  return mosaic;
}

static inline GlnAreas *
city_areas (City *city)
{
  g_autoptr (GlnPlan) plan = city_plan (city);
  g_autoptr (GlnMosaic) mosaic = mosaic_of (city->standards, plan, 1);

  return gln_mosaic_snapshot (mosaic);
}

#define assert_m2(area, m2) g_assert_cmpfloat_with_epsilon (gln_area_to_m2 (area), (m2), 1e-6)
