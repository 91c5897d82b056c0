/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-plan.h"

#include <string.h>

/**
 * gln_frame_new:
 * @layers: (array length=n_layers): bottom to top; referenced
 * @phases: (array length=n_phases): in time order, 1 to GLN_MAX_PHASES; referenced
 * @settings: (nullable): referenced
 *
 * Returns: (transfer full): the frame
 */
GlnFrame *
gln_frame_new (const GlnUuid *uuid, const char *name, const char *crs, GlnLayer *const *layers,
               guint n_layers, GlnPhase *const *phases, guint n_phases, GlnValues *settings)
{
  GlnFrame *frame = g_new0 (GlnFrame, 1);

  g_return_val_if_fail (n_phases <= GLN_MAX_PHASES, NULL);
  g_atomic_ref_count_init (&frame->ref_count);
  frame->uuid = *uuid;
  frame->name = g_strdup (name ? name : "");
  frame->crs = g_strdup (crs);
  frame->n_layers = n_layers;
  frame->layers = g_new (GlnLayer *, MAX (1, n_layers));
  for (guint i = 0; i < n_layers; i++)
    frame->layers[i] = gln_layer_ref (layers[i]);
  frame->n_phases = n_phases;
  frame->phases = g_new (GlnPhase *, MAX (1, n_phases));
  for (guint i = 0; i < n_phases; i++)
    frame->phases[i] = gln_phase_ref (phases[i]);
  frame->settings = gln_values_ref (settings);
  return frame;
}

/** gln_frame_ref: (transfer full): another reference; any thread. */
GlnFrame *
gln_frame_ref (GlnFrame *frame)
{
  g_atomic_ref_count_inc (&frame->ref_count);
  return frame;
}

/** gln_frame_unref: drops a reference; any thread. */
void
gln_frame_unref (GlnFrame *frame)
{
  if (!g_atomic_ref_count_dec (&frame->ref_count))
    return;
  for (guint i = 0; i < frame->n_layers; i++)
    gln_layer_unref (frame->layers[i]);
  for (guint i = 0; i < frame->n_phases; i++)
    gln_phase_unref (frame->phases[i]);
  g_free (frame->name);
  g_free (frame->crs);
  g_free (frame->layers);
  g_free (frame->phases);
  gln_values_unref (frame->settings);
  g_free (frame);
}

/** gln_frame_equal: whether every field, layer and phase is equal. */
gboolean
gln_frame_equal (const GlnFrame *a, const GlnFrame *b)
{
  if (a == b)
    return TRUE;
  if (!gln_uuid_equal (&a->uuid, &b->uuid) || !g_str_equal (a->name, b->name)
      || !g_str_equal (a->crs, b->crs) || a->n_layers != b->n_layers || a->n_phases != b->n_phases
      || !gln_values_equal (a->settings, b->settings))
    return FALSE;
  for (guint i = 0; i < a->n_layers; i++)
    if (!gln_layer_equal (a->layers[i], b->layers[i]))
      return FALSE;
  for (guint i = 0; i < a->n_phases; i++)
    if (!gln_phase_equal (a->phases[i], b->phases[i]))
      return FALSE;
  return TRUE;
}

/* A frame like @frame with the given layers and phases. */
static GlnFrame *
frame_like (const GlnFrame *frame, GPtrArray *layers, GPtrArray *phases)
{
  return gln_frame_new (&frame->uuid, frame->name, frame->crs,
                        layers ? (GlnLayer **) layers->pdata : frame->layers,
                        layers ? layers->len : frame->n_layers,
                        phases ? (GlnPhase **) phases->pdata : frame->phases,
                        phases ? phases->len : frame->n_phases, frame->settings);
}

static GPtrArray *
pointer_list (gpointer *items, guint n)
{
  GPtrArray *list = g_ptr_array_sized_new (n + 1);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, items[i]);
  return list;
}

static int
layer_index (const GlnFrame *frame, const GlnUuid *uuid)
{
  for (guint i = 0; i < frame->n_layers; i++)
    if (gln_uuid_equal (&frame->layers[i]->uuid, uuid))
      return (int) i;
  return -1;
}

/* How far up on the map a kind of layer belongs: areas below lines, lines below boundaries, points on top. */
static int
kind_height (GlnLayerKind kind)
{
  static const int heights[GLN_N_LAYER_KINDS] = {
    [GLN_LAYER_LAND_USE] = 0, [GLN_LAYER_COVER] = 1,       [GLN_LAYER_WATER] = 2,    [GLN_LAYER_GREEN] = 2,
    [GLN_LAYER_BUILDING] = 3, [GLN_LAYER_LINE] = 4,        [GLN_LAYER_ZONE] = 5,     [GLN_LAYER_PROJECT] = 5,
    [GLN_LAYER_DISTRICT] = 6, [GLN_LAYER_GREEN_LINE] = 7,  [GLN_LAYER_BOUNDARY] = 8, [GLN_LAYER_POINT] = 9,
  };

  return heights[kind];
}

/* Above the highest layer that belongs no higher than @kind. */
static guint
place_for_kind (const GlnFrame *frame, GlnLayerKind kind)
{
  for (guint i = frame->n_layers; i > 0; i--)
    if (kind_height (frame->layers[i - 1]->kind) <= kind_height (kind))
      return i;
  return 0;
}

/**
 * gln_frame_with_layer:
 *
 * Returns: (transfer full): a copy with @layer in the place of the one with
 *   its uuid; a new layer goes where its kind belongs (a boundary above land
 *   use), above its like. The user may move it: gln_frame_with_layer_at()
 */
GlnFrame *
gln_frame_with_layer (const GlnFrame *frame, GlnLayer *layer)
{
  int at = layer_index (frame, &layer->uuid);

  return gln_frame_with_layer_at (frame, layer, at >= 0 ? (guint) at : place_for_kind (frame, layer->kind));
}

/** gln_frame_with_layer_at: (transfer full): like gln_frame_with_layer() but at @position (0 = bottom). */
GlnFrame *
gln_frame_with_layer_at (const GlnFrame *frame, GlnLayer *layer, guint position)
{
  g_autoptr (GPtrArray) list = pointer_list ((gpointer *) frame->layers, frame->n_layers);
  int at = layer_index (frame, &layer->uuid);

  if (at >= 0)
    g_ptr_array_remove_index (list, (guint) at);
  g_ptr_array_insert (list, (int) MIN (position, list->len), layer);
  return frame_like (frame, list, NULL);
}

/** gln_frame_without_layer: (transfer full): a copy that lacks the layer (its features are not touched). */
GlnFrame *
gln_frame_without_layer (const GlnFrame *frame, const GlnUuid *uuid)
{
  g_autoptr (GPtrArray) list = pointer_list ((gpointer *) frame->layers, frame->n_layers);
  int at = layer_index (frame, uuid);

  if (at >= 0)
    g_ptr_array_remove_index (list, (guint) at);
  return frame_like (frame, list, NULL);
}

/** gln_frame_with_phase: (transfer full): a copy with @phase in the place of the one with its id, or last. */
GlnFrame *
gln_frame_with_phase (const GlnFrame *frame, GlnPhase *phase)
{
  int at = gln_frame_phase_index (frame, phase->id);

  return gln_frame_with_phase_at (frame, phase, at >= 0 ? (guint) at : frame->n_phases);
}

/** gln_frame_with_phase_at: (transfer full): like gln_frame_with_phase() but at @position (0 = first). */
GlnFrame *
gln_frame_with_phase_at (const GlnFrame *frame, GlnPhase *phase, guint position)
{
  g_autoptr (GPtrArray) list = pointer_list ((gpointer *) frame->phases, frame->n_phases);
  int at = gln_frame_phase_index (frame, phase->id);

  if (at >= 0)
    g_ptr_array_remove_index (list, (guint) at);
  g_ptr_array_insert (list, (int) MIN (position, list->len), phase);
  return frame_like (frame, NULL, list);
}

/** gln_frame_without_phase: (transfer full): a copy that lacks the phase. */
GlnFrame *
gln_frame_without_phase (const GlnFrame *frame, const char *id)
{
  g_autoptr (GPtrArray) list = pointer_list ((gpointer *) frame->phases, frame->n_phases);
  int at = gln_frame_phase_index (frame, id);

  if (at >= 0)
    g_ptr_array_remove_index (list, (guint) at);
  return frame_like (frame, NULL, list);
}

/** gln_frame_with_settings: (transfer full): a copy with other settings (nullable, referenced). */
GlnFrame *
gln_frame_with_settings (const GlnFrame *frame, GlnValues *settings)
{
  GlnFrame *copy = frame_like (frame, NULL, NULL);

  gln_values_ref (settings);
  gln_values_unref (copy->settings);
  copy->settings = settings;
  return copy;
}

/** gln_frame_with_name: (transfer full): a copy with another name. */
GlnFrame *
gln_frame_with_name (const GlnFrame *frame, const char *name)
{
  GlnFrame *copy = frame_like (frame, NULL, NULL);

  g_free (copy->name);
  copy->name = g_strdup (name);
  return copy;
}

/** gln_frame_layer: (nullable) (transfer none): the layer with @uuid. */
GlnLayer *
gln_frame_layer (const GlnFrame *frame, const GlnUuid *uuid)
{
  int at = layer_index (frame, uuid);

  return at >= 0 ? frame->layers[at] : NULL;
}

/** gln_frame_layer_named: (nullable) (transfer none): the first layer of @kind called @name. */
GlnLayer *
gln_frame_layer_named (const GlnFrame *frame, GlnLayerKind kind, const char *name)
{
  for (guint i = 0; i < frame->n_layers; i++)
    if (frame->layers[i]->kind == kind && g_strcmp0 (frame->layers[i]->name, name) == 0)
      return frame->layers[i];
  return NULL;
}

/** gln_frame_phase_index: the place of the phase, -1 when there is none with @id. */
int
gln_frame_phase_index (const GlnFrame *frame, const char *id)
{
  for (guint i = 0; i < frame->n_phases; i++)
    if (g_strcmp0 (frame->phases[i]->id, id) == 0)
      return (int) i;
  return -1;
}

/** gln_frame_phase: (nullable) (transfer none): the phase with @id. */
GlnPhase *
gln_frame_phase (const GlnFrame *frame, const char *id)
{
  int at = gln_frame_phase_index (frame, id);

  return at >= 0 ? frame->phases[at] : NULL;
}

/** gln_frame_land_use: (nullable) (transfer none): the land-use layer of @phase, its own or the nearest earlier one. */
GlnLayer *
gln_frame_land_use (const GlnFrame *frame, guint phase)
{
  for (guint p = phase + 1; p-- > 0;)
    if (!gln_uuid_is_nil (&frame->phases[p]->land_use))
      return gln_frame_layer (frame, &frame->phases[p]->land_use);
  return NULL;
}

/** gln_frame_boundary: (nullable) (transfer none): the boundary layer of @scope in @phase, inherited likewise. */
GlnLayer *
gln_frame_boundary (const GlnFrame *frame, guint phase, GlnScope scope)
{
  for (guint p = phase + 1; p-- > 0;)
    if (!gln_uuid_is_nil (&frame->phases[p]->boundary[scope]))
      return gln_frame_layer (frame, &frame->phases[p]->boundary[scope]);
  return NULL;
}

/**
 * gln_frame_phase_mask:
 *
 * Returns: bit p is set when the phase range of @feature includes phase p. A
 *   range that names a phase the plan no longer has is open at that end.
 */
guint
gln_frame_phase_mask (const GlnFrame *frame, const GlnFeature *feature)
{
  int from = feature->from ? gln_frame_phase_index (frame, feature->from) : 0;
  int until = feature->until ? gln_frame_phase_index (frame, feature->until) : (int) frame->n_phases;
  guint mask = 0;

  if (until < 0)
    until = (int) frame->n_phases;
  for (int p = MAX (from, 0); p < until; p++)
    mask |= 1u << p;
  return mask;
}

/**
 * gln_frame_layer_in_phase:
 *
 * Returns: whether @layer takes part in @phase at all: land use and boundary
 *   layers only in the phases that have or inherit them, other kinds always
 */
gboolean
gln_frame_layer_in_phase (const GlnFrame *frame, const GlnLayer *layer, guint phase)
{
  if (layer->kind == GLN_LAYER_LAND_USE)
    return gln_frame_land_use (frame, phase) == layer;
  if (layer->kind == GLN_LAYER_BOUNDARY)
    return gln_frame_boundary (frame, phase, gln_layer_scope (layer)) == layer;
  return TRUE;
}

/** gln_plan_new: (transfer full): a plan of @frame and @features (both referenced). */
GlnPlan *
gln_plan_new (GlnFrame *frame, GlnFeatureMap *features)
{
  GlnPlan *plan = g_new0 (GlnPlan, 1);

  g_atomic_ref_count_init (&plan->ref_count);
  plan->frame = gln_frame_ref (frame);
  plan->features = gln_feature_map_ref (features);
  return plan;
}

/**
 * gln_plan_new_empty:
 * @name: of the plan
 * @crs: "EPSG:…", "local" or WKT; projected, metres; the caller has checked it
 *
 * Returns: (transfer full): a plan with a new uuid and one phase "present",
 *   drawn attached green and not judged, and no layer
 */
GlnPlan *
gln_plan_new_empty (const char *name, const char *crs)
{
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;
  g_autoptr (GlnFrame) frame = NULL;
  g_autoptr (GlnFeatureMap) features = gln_feature_map_new (NULL, 0);
  GlnUuid uuid;

  gln_phase_spec_init (&spec, "present");
  spec.attached = GLN_ATTACHED_DRAWN;
  spec.judged = FALSE;
  phase = gln_phase_new (&spec);
  gln_uuid_new (&uuid);
  frame = gln_frame_new (&uuid, name, crs, NULL, 0, &phase, 1, NULL);
  return gln_plan_new (frame, features);
}

/** gln_plan_ref: (transfer full): another reference; any thread. */
GlnPlan *
gln_plan_ref (GlnPlan *plan)
{
  g_atomic_ref_count_inc (&plan->ref_count);
  return plan;
}

/** gln_plan_unref: drops a reference; any thread. */
void
gln_plan_unref (GlnPlan *plan)
{
  if (!g_atomic_ref_count_dec (&plan->ref_count))
    return;
  gln_frame_unref (plan->frame);
  gln_feature_map_unref (plan->features);
  g_free (plan);
}

/** gln_plan_feature: (nullable) (transfer none): the feature with @uuid. */
GlnFeature *
gln_plan_feature (const GlnPlan *plan, const GlnUuid *uuid)
{
  return gln_feature_map_lookup (plan->features, uuid);
}

/** gln_plan_layer_of: (nullable) (transfer none): the layer of @feature. */
GlnLayer *
gln_plan_layer_of (const GlnPlan *plan, const GlnFeature *feature)
{
  return gln_frame_layer (plan->frame, &feature->layer);
}

/** gln_plan_box: the box of all geometry, metres; GLN_BOX_EMPTY for none. */
GlnBox
gln_plan_box (const GlnPlan *plan)
{
  GlnBox box = GLN_BOX_EMPTY;
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    if (feature->shape)
      gln_box_add_box (&box, &feature->shape->box);
  return box;
}

/** gln_plan_equal: whether frames and all features are equal, bit for bit. */
gboolean
gln_plan_equal (const GlnPlan *a, const GlnPlan *b)
{
  GlnFeatureIter i, j;
  GlnFeature *x, *y;

  if (a == b)
    return TRUE;
  if (!gln_frame_equal (a->frame, b->frame)
      || gln_feature_map_size (a->features) != gln_feature_map_size (b->features))
    return FALSE;
  gln_feature_iter_init (&i, a->features);
  gln_feature_iter_init (&j, b->features);
  while ((x = gln_feature_iter_next (&i)) && (y = gln_feature_iter_next (&j)))
    if (!gln_feature_equal (x, y))
      return FALSE;
  return TRUE;
}
