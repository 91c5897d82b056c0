/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-scene.h"

#include "map/gln-plan-painter.h"
#include "map/gln-world.h"

struct _GlnScene
{
  GObject parent_instance;

  GlnSession *session;
  GlnDocument *document;
  GlnProjector *projector;
  GlnStyleSheet *sheet;
  GlnTilePainter *painter;
  GHashTable *held;     /* set of GlnUuid: features of the open transaction, left out of the tiles */
  GPtrArray *in_hand;   /* of GlnFeature: how they look now */
  GlnBox touched;       /* plan box of all their shapes since the transaction began */
  gboolean waiting;     /* committed; the tiles have not taken them up yet */
};

enum
{
  TILES_CHANGED,
  OVERLAY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnScene, gln_scene, G_TYPE_OBJECT)

static GlnPlan *
current_plan (GlnScene *self)
{
  return gln_document_get_plan (self->document);
}

static GlnUuid *
held_uuids (GlnScene *self, guint *n)
{
  GHashTableIter iter;
  gpointer key;
  GlnUuid *uuids = g_new (GlnUuid, g_hash_table_size (self->held) + 1);

  *n = 0;
  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    uuids[(*n)++] = *(GlnUuid *) key;
  return uuids;
}

/* @changed: plan box that differs from the painter before; NULL: everywhere. */
static void
renew_painter (GlnScene *self, const GlnBox *changed)
{
  guint n;
  g_autofree GlnUuid *excluded = held_uuids (self, &n);
  GlnBox world = GLN_BOX_EMPTY;

  g_clear_object (&self->painter);
  self->painter = gln_plan_painter_new (current_plan (self), gln_document_get_index (self->document),
                                        self->sheet, self->projector,
                                        gln_session_get_phase (self->session), excluded, n);
  if (changed)
    world = gln_world_box_from_plan (self->projector, changed);
  g_signal_emit (self, signals[TILES_CHANGED], 0, self->painter, changed ? &world : NULL);
}

static void
add_shape (GlnBox *box, const GlnFeature *feature)
{
  if (feature && feature->shape)
    gln_box_add_box (box, &feature->shape->box);
}

/* The look of the features in hand, from the current plan. */
static void
collect_in_hand (GlnScene *self)
{
  GHashTableIter iter;
  gpointer key;

  g_ptr_array_set_size (self->in_hand, 0);
  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      GlnFeature *feature = gln_plan_feature (current_plan (self), key);

      if (feature)
        g_ptr_array_add (self->in_hand, gln_feature_ref (feature));
    }
}

/* Features that the preview touches for the first time leave their tiles. */
static void
preview (GlnScene *self, const GlnDelta *delta)
{
  GlnBox left = GLN_BOX_EMPTY;

  if (self->waiting)
    {
      g_hash_table_remove_all (self->held);
      self->touched = GLN_BOX_EMPTY;
      self->waiting = FALSE;
    }
  for (guint i = 0; i < delta->n_changes; i++)
    {
      const GlnChange *change = &delta->changes[i];

      add_shape (&self->touched, change->before);
      add_shape (&self->touched, change->after);
      if (g_hash_table_contains (self->held, &change->uuid))
        continue;
      g_hash_table_add (self->held, g_memdup2 (&change->uuid, sizeof change->uuid));
      add_shape (&left, change->before);
    }
  collect_in_hand (self);
  if (delta->frame_after)
    renew_painter (self, NULL);
  else if (!gln_box_is_empty (&left))
    renew_painter (self, &left);
  g_signal_emit (self, signals[OVERLAY_CHANGED], 0);
}

/* Everything goes into the tiles; what was in hand is shown on top until they have arrived. */
static void
settle (GlnScene *self, const GlnDelta *delta)
{
  GlnBox changed = self->touched;

  for (guint i = 0; i < delta->n_changes; i++)
    {
      add_shape (&changed, delta->changes[i].before);
      add_shape (&changed, delta->changes[i].after);
    }
  collect_in_hand (self);
  g_hash_table_remove_all (self->held);
  self->touched = GLN_BOX_EMPTY;
  self->waiting = TRUE;
  renew_painter (self, delta->frame_after ? NULL : &changed);
  g_signal_emit (self, signals[OVERLAY_CHANGED], 0);
}

static void
load (GlnScene *self)
{
  g_hash_table_remove_all (self->held);
  g_ptr_array_set_size (self->in_hand, 0);
  self->touched = GLN_BOX_EMPTY;
  self->waiting = FALSE;
  renew_painter (self, NULL);
}

static void
document_changed (GlnScene *self, GlnDelta *delta, GlnChangeKind kind)
{
  if (kind == GLN_CHANGE_LOAD)
    load (self);
  else if (kind == GLN_CHANGE_PREVIEW)
    preview (self, delta);
  else
    settle (self, delta);
}

static void
phase_changed (GlnScene *self)
{
  renew_painter (self, NULL);
  g_signal_emit (self, signals[OVERLAY_CHANGED], 0);
}

static void
overlay_changed (GlnScene *self)
{
  g_signal_emit (self, signals[OVERLAY_CHANGED], 0);
}

static void
gln_scene_dispose (GObject *object)
{
  GlnScene *self = GLN_SCENE (object);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  g_clear_object (&self->painter);
  g_clear_object (&self->projector);
  G_OBJECT_CLASS (gln_scene_parent_class)->dispose (object);
}

static void
gln_scene_finalize (GObject *object)
{
  GlnScene *self = GLN_SCENE (object);

  g_clear_pointer (&self->sheet, gln_style_sheet_unref);
  g_hash_table_unref (self->held);
  g_ptr_array_unref (self->in_hand);
  G_OBJECT_CLASS (gln_scene_parent_class)->finalize (object);
}

static void
gln_scene_class_init (GlnSceneClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_scene_dispose;
  G_OBJECT_CLASS (klass)->finalize = gln_scene_finalize;
  signals[TILES_CHANGED] = g_signal_new ("tiles-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, GLN_TYPE_TILE_PAINTER, G_TYPE_POINTER);
  signals[OVERLAY_CHANGED] = g_signal_new ("overlay-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 0);
}

static void
gln_scene_init (GlnScene *self)
{
  self->held = g_hash_table_new_full (gln_uuid_hash, gln_uuid_equal, g_free, NULL);
  self->in_hand = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  self->touched = GLN_BOX_EMPTY;
}

GlnScene *
gln_scene_new (GlnSession *session, GlnProjector *projector)
{
  GlnScene *self = g_object_new (GLN_TYPE_SCENE, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (gln_session_get_document (session));
  self->projector = g_object_ref (projector);
  self->sheet = gln_style_sheet_new (gln_document_get_standards (self->document), GLN_PALETTE_TERRITORIAL);
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (document_changed), self);
  g_signal_connect_swapped (session, "notify::phase", G_CALLBACK (phase_changed), self);
  g_signal_connect_swapped (session, "notify::hovered", G_CALLBACK (overlay_changed), self);
  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (overlay_changed), self);
  load (self);
  return self;
}

GlnTilePainter *
gln_scene_get_painter (GlnScene *scene)
{
  return scene->painter;
}

GlnStyleSheet *
gln_scene_get_sheet (GlnScene *scene)
{
  return scene->sheet;
}

GlnSession *
gln_scene_get_session (GlnScene *scene)
{
  return scene->session;
}

GlnProjector *
gln_scene_get_projector (GlnScene *scene)
{
  return scene->projector;
}

GPtrArray *
gln_scene_get_in_hand (GlnScene *scene)
{
  return scene->in_hand;
}

void
gln_scene_tiles_settled (GlnScene *scene)
{
  g_return_if_fail (GLN_IS_SCENE (scene));

  if (!scene->waiting)
    return;
  scene->waiting = FALSE;
  g_ptr_array_set_size (scene->in_hand, 0);
  g_signal_emit (scene, signals[OVERLAY_CHANGED], 0);
}
