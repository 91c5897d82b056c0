/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of layers, phases and settings; see gln-edits.h. */
#include "core/gln-i18n.h"
#include "model/gln-edits.h"

static const GlnFrame *
frame_of (GlnDocument *document)
{
  return gln_document_get_plan (document)->frame;
}

/* A whole transaction that only replaces the frame. */
static gboolean
put_frame (GlnDocument *document, const char *label, GlnFrame *frame)
{
  if (gln_document_is_open (document))
    return FALSE;
  gln_document_begin (document, label);
  gln_document_set_frame (document, frame);
  return gln_document_commit (document);
}

/**
 * gln_edits_add_layer:
 * @layer: goes on top; referenced
 * @features: (array length=n) (nullable): its features
 *
 * Returns: FALSE while a transaction is open
 */
gboolean
gln_edits_add_layer (GlnDocument *document, GlnLayer *layer, GlnFeature *const *features, guint n)
{
  g_autoptr (GlnFrame) frame = gln_frame_with_layer (frame_of (document), layer);

  if (gln_document_is_open (document))
    return FALSE;
  gln_document_begin (document, _("Add layer"));
  gln_document_set_frame (document, frame);
  if (n > 0)
    gln_document_put_many (document, features, n);
  return gln_document_commit (document);
}

/** gln_edits_put_layer: puts @layer in the place of the one with its uuid. */
gboolean
gln_edits_put_layer (GlnDocument *document, GlnLayer *layer)
{
  g_autoptr (GlnFrame) frame = gln_frame_with_layer (frame_of (document), layer);

  return put_frame (document, _("Change layer"), frame);
}

/** gln_edits_rename_layer: gives a layer another name. */
gboolean
gln_edits_rename_layer (GlnDocument *document, const GlnUuid *layer, const char *name)
{
  const GlnLayer *old = gln_frame_layer (frame_of (document), layer);
  g_autoptr (GlnLayer) new = old ? gln_layer_with_name (old, name) : NULL;
  g_autoptr (GlnFrame) frame = new ? gln_frame_with_layer (frame_of (document), new) : NULL;

  return frame && put_frame (document, _("Rename layer"), frame);
}

static const char *
flags_label (GlnLayerFlags flags, gboolean on)
{
  if (flags == GLN_LAYER_HIDDEN)
    return on ? _("Hide layer") : _("Show layer");
  if (flags == GLN_LAYER_LOCKED)
    return on ? _("Lock layer") : _("Unlock layer");
  return _("Change layer");
}

/** gln_edits_set_layer_flags: switches these flags of a layer on or off. */
gboolean
gln_edits_set_layer_flags (GlnDocument *document, const GlnUuid *layer, GlnLayerFlags flags,
                           gboolean on)
{
  const GlnLayer *old = gln_frame_layer (frame_of (document), layer);
  g_autoptr (GlnLayer) new = NULL;
  g_autoptr (GlnFrame) frame = NULL;

  if (!old)
    return FALSE;
  new = gln_layer_with_flags (old, on ? old->flags | flags : old->flags & ~flags);
  frame = gln_frame_with_layer (frame_of (document), new);
  return put_frame (document, flags_label (flags, on), frame);
}

/** gln_edits_move_layer: @position 0 is the bottom; beyond the top means the top. */
gboolean
gln_edits_move_layer (GlnDocument *document, const GlnUuid *layer, guint position)
{
  GlnLayer *old = gln_frame_layer (frame_of (document), layer);
  g_autoptr (GlnFrame) frame = NULL;

  if (!old)
    return FALSE;
  frame = gln_frame_with_layer_at (frame_of (document), old, position);
  return put_frame (document, _("Reorder layers"), frame);
}

static gboolean
clear_uuid (GlnUuid *place, const GlnUuid *uuid)
{
  if (!gln_uuid_equal (place, uuid))
    return FALSE;
  *place = (GlnUuid){ { 0 } };
  return TRUE;
}

/* @phase without references to @layer; NULL when it has none. */
static GlnPhase *
phase_without_layer (const GlnPhase *phase, const GlnUuid *layer)
{
  g_auto (GlnPhaseSpec) spec = { 0 };
  gboolean cleared;

  gln_phase_spec_copy (&spec, phase);
  cleared = clear_uuid (&spec.land_use, layer);
  for (guint s = 0; s < GLN_N_SCOPES; s++)
    cleared |= clear_uuid (&spec.boundary[s], layer);
  return cleared ? gln_phase_new (&spec) : NULL;
}

static GlnFrame *
frame_without_layer (const GlnFrame *frame, const GlnUuid *layer)
{
  GlnFrame *result = gln_frame_without_layer (frame, layer);

  for (guint p = 0; p < frame->n_phases; p++)
    {
      g_autoptr (GlnPhase) phase = phase_without_layer (frame->phases[p], layer);
      g_autoptr (GlnFrame) old = phase ? result : NULL;

      if (phase)
        result = gln_frame_with_phase (old, phase);
    }
  return result;
}

static void
remove_features_of (GlnDocument *document, const GlnUuid *layer)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (GlnUuid));
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, gln_document_get_plan (document)->features);
  while ((feature = gln_feature_iter_next (&iter)))
    if (gln_uuid_equal (&feature->layer, layer))
      g_array_append_val (list, feature->uuid);
  if (list->len > 0)
    gln_document_remove_many (document, (GlnUuid *) (void *) list->data, list->len);
}

/**
 * gln_edits_remove_layer:
 *
 * Removes the layer with its features; phases that named it as their land use
 * or boundary inherit again.
 */
gboolean
gln_edits_remove_layer (GlnDocument *document, const GlnUuid *layer)
{
  g_autoptr (GlnFrame) frame = NULL;
  GlnUuid uuid = *layer;

  if (gln_document_is_open (document) || !gln_frame_layer (frame_of (document), &uuid))
    return FALSE;
  frame = frame_without_layer (frame_of (document), &uuid);
  gln_document_begin (document, _("Remove layer"));
  remove_features_of (document, &uuid);
  gln_document_set_frame (document, frame);
  return gln_document_commit (document);
}

/** gln_edits_add_phase: @position 0 is first. Returns: FALSE when the id is taken or the plan is full. */
gboolean
gln_edits_add_phase (GlnDocument *document, GlnPhase *phase, guint position)
{
  const GlnFrame *old = frame_of (document);
  g_autoptr (GlnFrame) frame = NULL;

  if (old->n_phases >= GLN_MAX_PHASES || gln_frame_phase (old, phase->id))
    return FALSE;
  frame = gln_frame_with_phase_at (old, phase, position);
  return put_frame (document, _("Add phase"), frame);
}

/** gln_edits_put_phase: puts @phase in the place of the one with its id; FALSE when there is none or it is equal. */
gboolean
gln_edits_put_phase (GlnDocument *document, GlnPhase *phase)
{
  g_autoptr (GlnFrame) frame = NULL;

  if (!gln_frame_phase (frame_of (document), phase->id))
    return FALSE;
  frame = gln_frame_with_phase (frame_of (document), phase);
  return put_frame (document, _("Change phase"), frame);
}

/* @heir takes over what it inherited from @gone, which is about to go. */
static GlnPhase *
inherit_phase (const GlnPhase *gone, const GlnPhase *heir)
{
  g_auto (GlnPhaseSpec) spec = { 0 };

  gln_phase_spec_copy (&spec, heir);
  if (gln_uuid_is_nil (&spec.land_use))
    spec.land_use = gone->land_use;
  for (guint s = 0; s < GLN_N_SCOPES; s++)
    if (gln_uuid_is_nil (&spec.boundary[s]))
      spec.boundary[s] = gone->boundary[s];
  return gln_phase_new (&spec);
}

/* A feature that begins or ends with @gone begins or ends with @next (nullable)
 * instead; one that existed in @gone alone goes with it. */
static void
shift_features (GlnDocument *document, const char *gone, const char *next)
{
  g_autoptr (GArray) remove = g_array_new (FALSE, FALSE, sizeof (GlnUuid));
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, gln_document_get_plan (document)->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      const char *until = feature->until == gone ? next : feature->until;

      if (feature->from == gone && (!next || until == next))
        g_array_append_val (remove, feature->uuid);
      else if (feature->from == gone || feature->until == gone)
        g_ptr_array_add (put, gln_feature_with_phases (
                                  feature, feature->from == gone ? next : feature->from, until));
    }
  if (remove->len > 0)
    gln_document_remove_many (document, (GlnUuid *) (void *) remove->data, remove->len);
  if (put->len > 0)
    gln_document_put_many (document, (GlnFeature **) put->pdata, put->len);
}

/**
 * gln_edits_remove_phase:
 *
 * Removes a phase without changing what the others show: the next one takes
 * over land use and boundaries it inherited, features that began with the
 * phase begin with the next, and features that existed in it alone go.
 *
 * Returns: FALSE when there is no such phase or it is the only one
 */
gboolean
gln_edits_remove_phase (GlnDocument *document, const char *id)
{
  const GlnFrame *old = frame_of (document);
  int at = gln_frame_phase_index (old, id);
  GlnPhase *next = at >= 0 && at + 1 < (int) old->n_phases ? old->phases[at + 1] : NULL;
  g_autoptr (GlnPhase) heir = NULL;
  g_autoptr (GlnFrame) with_heir = NULL, frame = NULL;
  const char *gone;

  if (gln_document_is_open (document) || at < 0 || old->n_phases < 2)
    return FALSE;
  gone = old->phases[at]->id;
  if (next)
    {
      heir = inherit_phase (old->phases[at], next);
      with_heir = gln_frame_with_phase (old, heir);
    }
  frame = gln_frame_without_phase (with_heir ? with_heir : old, gone);
  gln_document_begin (document, _("Remove phase"));
  shift_features (document, gone, heir ? heir->id : NULL);
  gln_document_set_frame (document, frame);
  return gln_document_commit (document);
}

/** gln_edits_rename_plan: gives the plan another name. */
gboolean
gln_edits_rename_plan (GlnDocument *document, const char *name)
{
  g_autoptr (GlnFrame) frame = gln_frame_with_name (frame_of (document), name);

  return put_frame (document, _("Rename plan"), frame);
}

/** gln_edits_put_settings: replaces the settings of the plan (nullable, referenced). */
gboolean
gln_edits_put_settings (GlnDocument *document, GlnValues *settings)
{
  g_autoptr (GlnFrame) frame = gln_frame_with_settings (frame_of (document), settings);

  return put_frame (document, _("Change settings"), frame);
}
