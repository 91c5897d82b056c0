/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-edits.h"

#include "core/gln-i18n.h"

/**
 * gln_edits_default_green_layer:
 * @wanted: (nullable): the layer to use when it is a green one and not locked
 * @with: (out) (transfer full) (nullable): a frame that has the layer when
 *   @frame has none, else NULL
 *
 * Returns: (transfer none): the layer that new greens go to: @wanted, else the
 *   topmost green layer that is not locked, else a new one in @with
 */
GlnLayer *
gln_edits_default_green_layer (const GlnFrame *frame, const GlnUuid *wanted, GlnFrame **with)
{
  GlnLayer *layer = wanted ? gln_frame_layer (frame, wanted) : NULL;
  g_autoptr (GlnLayer) fresh = NULL;
  GlnUuid uuid;

  *with = NULL;
  for (guint i = frame->n_layers + 1; i-- > 0;)
    {
      if (layer && layer->kind == GLN_LAYER_GREEN && !(layer->flags & GLN_LAYER_LOCKED))
        return layer;
      layer = i > 0 ? frame->layers[i - 1] : NULL;
    }
  gln_uuid_new (&uuid);
  fresh = gln_layer_new (&uuid, GLN_LAYER_GREEN, _("Planned greens"), GLN_CODES_CANONICAL, NULL);
  *with = gln_frame_with_layer (frame, fresh);
  return gln_frame_layer (*with, &uuid);
}

/**
 * gln_edits_new_green:
 * @class_code: canonical, such as "G1"
 * @shape: polygons; referenced
 * @phase: index of the phase it is drawn in; it exists from there on (from the
 *   first phase: always)
 *
 * Returns: (transfer full): a new green that no plan has yet
 */
GlnFeature *
gln_edits_new_green (const GlnFrame *frame, const GlnLayer *layer, const char *class_code,
                     GlnShape *shape, guint phase)
{
  g_autoptr (GlnFeature) green = NULL;
  GlnUuid uuid;

  gln_uuid_new (&uuid);
  green = gln_feature_new (&uuid, &layer->uuid, class_code, shape, NULL);
  if (phase == 0 || phase >= frame->n_phases)
    return g_steal_pointer (&green);
  return gln_feature_with_phases (green, frame->phases[phase]->id, NULL);
}

/**
 * gln_edits_create_green:
 * @layer: (nullable): see gln_edits_default_green_layer()
 * @phase: index of the shown phase
 * @uuid: (out) (optional): of the new green
 *
 * Returns: FALSE while a transaction is open
 */
gboolean
gln_edits_create_green (GlnDocument *document, const GlnUuid *layer, const char *class_code,
                        GlnShape *shape, guint phase, GlnUuid *uuid)
{
  g_autoptr (GlnFeature) green = NULL;
  g_autoptr (GlnFrame) frame = NULL;
  GlnLayer *home;

  if (gln_document_is_open (document))
    return FALSE;
  gln_document_begin (document, _("Draw green space"));
  home = gln_edits_default_green_layer (gln_document_get_plan (document)->frame, layer, &frame);
  green = gln_edits_new_green (gln_document_get_plan (document)->frame, home, class_code, shape,
                               phase);
  if (frame)
    gln_document_set_frame (document, frame);
  gln_document_put (document, green);
  if (uuid)
    *uuid = green->uuid;
  return gln_document_commit (document);
}

/* One feature as an edit leaves it; (transfer full). */
typedef GlnFeature *(*EditFunc) (const GlnFeature *feature, gconstpointer data);

static gboolean
is_locked (const GlnPlan *plan, const GlnFeature *feature)
{
  const GlnLayer *layer = gln_plan_layer_of (plan, feature);

  return layer && (layer->flags & GLN_LAYER_LOCKED);
}

/* Applies @func to the features that exist, are not locked and really change. */
static guint
edit_features (GlnDocument *document, const char *label, const GlnUuid *uuids, guint n,
               EditFunc func, gconstpointer data)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  GlnPlan *plan = gln_document_get_plan (document);

  if (gln_document_is_open (document))
    return 0;
  for (guint i = 0; i < n; i++)
    {
      GlnFeature *feature = gln_plan_feature (plan, &uuids[i]);
      g_autoptr (GlnFeature) after = NULL;

      if (!feature || is_locked (plan, feature))
        continue;
      after = func (feature, data);
      if (!gln_feature_equal (feature, after))
        g_ptr_array_add (list, g_steal_pointer (&after));
    }
  if (list->len == 0)
    return 0;
  gln_document_begin (document, label);
  gln_document_put_many (document, (GlnFeature **) list->pdata, list->len);
  gln_document_commit (document);
  return list->len;
}

/** gln_edits_delete: deletes features. Returns: how many. */
guint
gln_edits_delete (GlnDocument *document, const GlnUuid *uuids, guint n)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (GlnUuid));
  GlnPlan *plan = gln_document_get_plan (document);

  if (gln_document_is_open (document))
    return 0;
  for (guint i = 0; i < n; i++)
    {
      GlnFeature *feature = gln_plan_feature (plan, &uuids[i]);
      if (feature && !is_locked (plan, feature))
        g_array_append_val (list, uuids[i]);
    }
  if (list->len == 0)
    return 0;
  gln_document_begin (document, list->len == 1 ? _("Delete feature") : _("Delete features"));
  gln_document_remove_many (document, (GlnUuid *) (void *) list->data, list->len);
  gln_document_commit (document);
  return list->len;
}

static GlnFeature *
with_class (const GlnFeature *feature, gconstpointer data)
{
  return gln_feature_with_class (feature, data);
}

/** gln_edits_set_class: gives features a class of their layer's code system. Returns: how many changed. */
guint
gln_edits_set_class (GlnDocument *document, const GlnUuid *uuids, guint n, const char *class_code)
{
  return edit_features (document, _("Change class"), uuids, n, with_class, class_code);
}

static GlnFeature *
with_value (const GlnFeature *feature, gconstpointer data)
{
  const GlnValue *value = data;
  g_autoptr (GlnValues) values
      = value->type == GLN_VALUE_NUMBER
            ? gln_values_with_number (feature->values, value->key, value->number)
        : value->text ? gln_values_with_text (feature->values, value->key, value->text)
                      : gln_values_without (feature->values, value->key);

  return gln_feature_with_values (feature, values);
}

/** gln_edits_set_number: gives features an attribute. The caller has checked its range. Returns: how many changed. */
guint
gln_edits_set_number (GlnDocument *document, const GlnUuid *uuids, guint n, const char *key,
                      double number)
{
  GlnValue value = { key, GLN_VALUE_NUMBER, number, NULL };

  return edit_features (document, _("Change attribute"), uuids, n, with_value, &value);
}

/** gln_edits_set_text: like gln_edits_set_number(). */
guint
gln_edits_set_text (GlnDocument *document, const GlnUuid *uuids, guint n, const char *key,
                    const char *text)
{
  GlnValue value = { key, GLN_VALUE_TEXT, 0, text ? text : "" };

  return edit_features (document, _("Change attribute"), uuids, n, with_value, &value);
}

/** gln_edits_unset: takes an attribute away. Returns: how many changed. */
guint
gln_edits_unset (GlnDocument *document, const GlnUuid *uuids, guint n, const char *key)
{
  GlnValue value = { key, GLN_VALUE_TEXT, 0, NULL };

  return edit_features (document, _("Clear attribute"), uuids, n, with_value, &value);
}

typedef struct
{
  const char *from;
  const char *until;
} PhaseRange;

static GlnFeature *
with_phases (const GlnFeature *feature, gconstpointer data)
{
  const PhaseRange *range = data;

  return gln_feature_with_phases (feature, range->from, range->until);
}

/**
 * gln_edits_set_phases:
 * @from: (nullable): id of the first phase they exist in
 * @until: (nullable): id of the first phase they no longer exist in
 *
 * Returns: how many changed
 */
guint
gln_edits_set_phases (GlnDocument *document, const GlnUuid *uuids, guint n, const char *from,
                      const char *until)
{
  PhaseRange range = { from, until };

  return edit_features (document, _("Change phases"), uuids, n, with_phases, &range);
}

static GlnFeature *
with_layer (const GlnFeature *feature, gconstpointer data)
{
  return gln_feature_with_layer (feature, data);
}

/** gln_edits_set_layer: moves features to another layer. Returns: how many; 0 when it is locked or unknown. */
guint
gln_edits_set_layer (GlnDocument *document, const GlnUuid *uuids, guint n, const GlnUuid *layer)
{
  const GlnLayer *home = gln_frame_layer (gln_document_get_plan (document)->frame, layer);

  if (!home || (home->flags & GLN_LAYER_LOCKED))
    return 0;
  return edit_features (document, _("Move to layer"), uuids, n, with_layer, layer);
}

static GlnFeature *
with_shape (const GlnFeature *feature, gconstpointer data)
{
  return gln_feature_with_shape (feature, (GlnShape *) data);
}

/** gln_edits_set_shape: gives a feature another geometry (referenced). */
gboolean
gln_edits_set_shape (GlnDocument *document, const GlnUuid *uuid, GlnShape *shape)
{
  return edit_features (document, _("Change shape"), uuid, 1, with_shape, shape) > 0;
}
