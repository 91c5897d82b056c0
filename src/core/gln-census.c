/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-census.h"

#include <math.h>
#include <string.h>

#include "core/gln-index.h"

struct _GlnCensus
{
  GlnPlan *plan;
  const GlnStandards *standards;
  guint phase;
  GPtrArray *kinds[GLN_N_LAYER_KINDS]; /* of GlnFeature; NULL until asked */
  GlnIndex *index;                     /* of green, land use and water; NULL until asked */
  GHashTable *areas;                   /* GlnFeature → GlnClipArea */
};

/** gln_census_new: (transfer full): an empty census of @plan in @phase; @standards must outlive it. */
GlnCensus *
gln_census_new (GlnPlan *plan, const GlnStandards *standards, guint phase)
{
  GlnCensus *census = g_new0 (GlnCensus, 1);

  census->plan = gln_plan_ref (plan);
  census->standards = standards;
  census->phase = phase;
  census->areas = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gln_clip_area_free);
  return census;
}

void
gln_census_free (GlnCensus *census)
{
  if (!census)
    return;
  for (guint k = 0; k < GLN_N_LAYER_KINDS; k++)
    g_clear_pointer (&census->kinds[k], g_ptr_array_unref);
  g_clear_pointer (&census->index, gln_index_unref);
  g_hash_table_unref (census->areas);
  gln_plan_unref (census->plan);
  g_free (census);
}

static void
count_features (GlnCensus *census)
{
  const GlnFrame *frame = census->plan->frame;
  GlnFeatureIter iter;
  GlnFeature *feature;

  for (guint k = 0; k < GLN_N_LAYER_KINDS; k++)
    census->kinds[k] = g_ptr_array_new ();
  gln_feature_iter_init (&iter, census->plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      const GlnLayer *layer = gln_frame_layer (frame, &feature->layer);
      if (layer && (gln_frame_phase_mask (frame, feature) & (1u << census->phase))
          && gln_frame_layer_in_phase (frame, layer, census->phase))
        g_ptr_array_add (census->kinds[layer->kind], feature);
    }
}

/** gln_census_features: (transfer none): the features of @kind that exist in the phase, by uuid. */
const GPtrArray *
gln_census_features (GlnCensus *census, GlnLayerKind kind)
{
  if (!census->kinds[0])
    count_features (census);
  return census->kinds[kind];
}

/** gln_census_layer: (transfer none) (nullable): the layer of @feature. */
const GlnLayer *
gln_census_layer (GlnCensus *census, const GlnFeature *feature)
{
  return gln_frame_layer (census->plan->frame, &feature->layer);
}

/** gln_census_class: (nullable): the class of @feature in the code system of its layer. */
const GlnClass *
gln_census_class (GlnCensus *census, const GlnFeature *feature)
{
  const GlnLayer *layer = gln_census_layer (census, feature);
  const GlnCodeSystem *system
      = layer ? gln_standards_get_code_system (census->standards, layer->code_system) : NULL;

  return system ? gln_code_system_lookup (system, feature->class_code) : NULL;
}

/** gln_census_canonical: (nullable): the green class (CJJ/T 85-2017) of @feature. */
const GlnClass *
gln_census_canonical (GlnCensus *census, const GlnFeature *feature)
{
  const GlnClass *cls = gln_census_class (census, feature);

  return cls ? gln_standards_canonical_class (census->standards, cls) : NULL;
}

/* Greens, parcels and waters of the phase as a plan of their own, so that the
 * index holds nothing else. */
static GlnIndex *
index_of (GlnCensus *census)
{
  static const GlnLayerKind wanted[]
      = { GLN_LAYER_GREEN, GLN_LAYER_LAND_USE, GLN_LAYER_WATER, GLN_LAYER_ZONE };
  g_autoptr (GPtrArray) polygons = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;
  g_autoptr (GlnPlan) plan = NULL;

  if (census->index)
    return census->index;
  polygons = g_ptr_array_new ();
  for (guint w = 0; w < G_N_ELEMENTS (wanted); w++)
    {
      const GPtrArray *features = gln_census_features (census, wanted[w]);
      for (guint i = 0; i < features->len; i++)
        if (((GlnFeature *) features->pdata[i])->shape)
          g_ptr_array_add (polygons, features->pdata[i]);
    }
  map = gln_feature_map_new ((GlnFeature *const *) polygons->pdata, polygons->len);
  plan = gln_plan_new (census->plan->frame, map);
  census->index = gln_index_new (plan);
  return census->index;
}

/** gln_census_area: (transfer none): the polygon of @feature made ready for clipping. */
GlnClipArea *
gln_census_area (GlnCensus *census, const GlnFeature *feature)
{
  GlnClipArea *area = g_hash_table_lookup (census->areas, feature);

  if (!area)
    {
      area = gln_clip_area_new (feature->shape);
      g_hash_table_insert (census->areas, (gpointer) feature, area);
    }
  return area;
}

typedef struct
{
  GlnCensus *census;
  GlnCensusWanted wanted;
  gpointer data;
  GPtrArray *features;
} Near;

static gboolean
take_near (GlnFeature *feature, gpointer data)
{
  Near *near = data;

  if (near->wanted (near->census, feature, near->data))
    g_ptr_array_add (near->features, feature);
  return TRUE;
}

/**
 * gln_census_features_near:
 * @box: metres
 * @wanted: which of the greens, parcels, waters and zones
 *
 * Returns: (transfer container): GPtrArray of #GlnFeature whose boxes touch
 *   @box; they live as long as the census
 */
GPtrArray *
gln_census_features_near (GlnCensus *census, const GlnBox *box, GlnCensusWanted wanted, gpointer data)
{
  Near near = { census, wanted, data, g_ptr_array_new () };

  gln_index_foreach (index_of (census), box, take_near, &near);
  return near.features;
}

/** gln_census_near: (transfer container): the same as GPtrArray of #GlnClipArea. */
GPtrArray *
gln_census_near (GlnCensus *census, const GlnBox *box, GlnCensusWanted wanted, gpointer data)
{
  GPtrArray *near = gln_census_features_near (census, box, wanted, data);

  for (guint i = 0; i < near->len; i++)
    near->pdata[i] = gln_census_area (census, near->pdata[i]);
  return near;
}

/** gln_feature_number: a number of @feature; NaN when not given. */
double
gln_feature_number (const GlnFeature *feature, const char *key)
{
  double number = NAN;

  return gln_values_number (feature->values, key, &number) ? number : NAN;
}

/** gln_feature_text: (nullable) (transfer none): a text of @feature; NULL when not given or empty. */
const char *
gln_feature_text (const GlnFeature *feature, const char *key)
{
  const char *text = gln_values_text (feature->values, key);

  return text && text[0] ? text : NULL;
}

static const char *
road_kind (const char *road_class)
{
  if (g_strcmp0 (road_class, "motorway") == 0 || g_strcmp0 (road_class, "expressway") == 0)
    return road_class;
  return g_strcmp0 (road_class, "main") == 0 ? "main_road" : "road";
}

/**
 * gln_census_line_kind: (transfer none): what @line is, in the words of rules
 *   ("rail", "motorway", "river" …), "road" for lesser roads: from its own
 *   attribute, else from the role of its layer and the class of the road
 */
const char *
gln_census_line_kind (GlnCensus *census, const GlnFeature *line)
{
  const char *own = gln_feature_text (line, "line_kind"), *road = gln_feature_text (line, "road_class");
  const GlnLayer *layer = gln_census_layer (census, line);

  if (own)
    return own;
  if (road || (layer && g_strcmp0 (layer->role, "road") == 0))
    return road_kind (road);
  return layer && layer->role ? layer->role : "";
}

/** gln_line_kind_is_road: whether lines of @kind carry traffic of a city's streets. */
gboolean
gln_line_kind_is_road (const char *kind)
{
  static const char *const roads[] = { "road", "main_road", "expressway", "motorway", NULL };

  return g_strv_contains (roads, kind);
}

/** gln_census_line_in_polygons: (transfer full): the stretches of @line inside any of @areas (GlnClipArea). */
GArray *
gln_census_line_in_polygons (GlnCensus *census, const GlnFeature *line, const GPtrArray *areas)
{
  g_autoptr (GArray) outside = gln_stretches_whole (line->shape);
  g_autoptr (GArray) whole = gln_stretches_whole (line->shape);

  for (guint i = 0; i < areas->len; i++)
    {
      g_autoptr (GArray) inside = NULL, rest = NULL;
      if (!gln_box_intersects (gln_clip_area_box (areas->pdata[i]), &line->shape->box))
        continue;
      inside = gln_line_inside (line->shape, areas->pdata[i]);
      rest = gln_stretches_subtract (outside, inside);
      g_array_unref (g_steal_pointer (&outside));
      outside = g_steal_pointer (&rest);
    }
  return gln_stretches_subtract (whole, outside);
}

static GPtrArray *
boundary_areas (GlnCensus *census, const GlnLayer *boundary)
{
  const GPtrArray *all = gln_census_features (census, GLN_LAYER_BOUNDARY);
  GPtrArray *areas = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const GlnFeature *feature = all->pdata[i];
      if (gln_uuid_equal (&feature->layer, &boundary->uuid) && feature->shape)
        g_ptr_array_add (areas, gln_census_area (census, feature));
    }
  return areas;
}

/**
 * gln_census_line_in:
 * @scope: GLN_SCOPE_ALL or a boundary; a boundary that the phase does not have clips nothing
 * @district: (nullable): a district to clip by as well
 *
 * Returns: (transfer full): the stretches of @line inside
 */
GArray *
gln_census_line_in (GlnCensus *census, const GlnFeature *line, GlnScope scope, const GlnUuid *district)
{
  const GlnLayer *boundary = scope == GLN_SCOPE_ALL
                                 ? NULL
                                 : gln_frame_boundary (census->plan->frame, census->phase, scope);
  GlnFeature *place = district ? gln_plan_feature (census->plan, district) : NULL;
  GArray *inside;

  if (boundary)
    {
      g_autoptr (GPtrArray) areas = boundary_areas (census, boundary);
      inside = gln_census_line_in_polygons (census, line, areas);
    }
  else
    inside = gln_stretches_whole (line->shape);
  if (place && place->shape)
    {
      g_autoptr (GArray) wider = inside;
      g_autoptr (GArray) here = gln_line_inside (line->shape, gln_census_area (census, place));
      inside = gln_stretches_intersect (wider, here);
    }
  return inside;
}
