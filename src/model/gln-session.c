/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-session.h"

struct _GlnSession
{
  GObject parent_instance;

  GlnDocument *document;
  guint phase;
  const char *phase_id; /* interned: the same phase is shown when others are added before it */
  const char *draw_class;
  GlnUuid draw_layer;   /* nil: the topmost green layer */
  GArray *selection;    /* GlnUuid, sorted */
  GlnUuid hovered;      /* nil: none */
};

enum
{
  PROP_PHASE = 1,
  PROP_DRAW_CLASS,
  PROP_DRAW_LAYER,
  PROP_HOVERED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint selection_changed;

G_DEFINE_FINAL_TYPE (GlnSession, gln_session, G_TYPE_OBJECT)

static GlnPlan *
session_plan (GlnSession *session)
{
  return gln_document_get_plan (session->document);
}

static int
compare_uuids (gconstpointer a, gconstpointer b)
{
  return gln_uuid_compare (a, b);
}

/* The place of @uuid in the selection, or where it would go. */
static guint
selection_place (GlnSession *session, const GlnUuid *uuid, gboolean *found)
{
  guint lo = 0, hi = session->selection->len;

  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;
      if (gln_uuid_compare (&g_array_index (session->selection, GlnUuid, mid), uuid) < 0)
        lo = mid + 1;
      else
        hi = mid;
    }
  *found = lo < session->selection->len
           && gln_uuid_equal (&g_array_index (session->selection, GlnUuid, lo), uuid);
  return lo;
}

static void
emit_selection_changed (GlnSession *session)
{
  g_signal_emit (session, selection_changed, 0);
}

/* Features that are gone are no longer selected nor under the pointer. */
static void
forget_removed (GlnSession *session)
{
  GlnPlan *plan = session_plan (session);
  guint kept = 0, n = session->selection->len;

  for (guint i = 0; i < n; i++)
    {
      GlnUuid uuid = g_array_index (session->selection, GlnUuid, i);
      if (gln_plan_feature (plan, &uuid))
        g_array_index (session->selection, GlnUuid, kept++) = uuid;
    }
  g_array_set_size (session->selection, kept);
  if (kept < n)
    emit_selection_changed (session);
  if (!gln_uuid_is_nil (&session->hovered) && !gln_plan_feature (plan, &session->hovered))
    gln_session_set_hovered (session, NULL);
}

static void
follow_frame (GlnSession *session)
{
  const GlnFrame *frame = session_plan (session)->frame;
  int at = gln_frame_phase_index (frame, session->phase_id);
  guint last = MAX (1, frame->n_phases) - 1;

  gln_session_set_phase (session, at >= 0 ? (guint) at : MIN (session->phase, last));
  g_object_notify_by_pspec (G_OBJECT (session), props[PROP_DRAW_LAYER]);
}

static gboolean
removes_features (const GlnDelta *delta)
{
  for (guint i = 0; i < delta->n_changes; i++)
    if (!delta->changes[i].after)
      return TRUE;
  return FALSE;
}

static void
changed_cb (GlnSession *session, GlnDelta *delta, GlnChangeKind kind)
{
  if (kind == GLN_CHANGE_LOAD)
    session->draw_layer = (GlnUuid){ { 0 } };
  if (kind == GLN_CHANGE_LOAD || delta->frame_after)
    follow_frame (session);
  if (kind == GLN_CHANGE_LOAD || removes_features (delta))
    forget_removed (session);
}

/** gln_session_new: (transfer full): a session on @document (referenced): first phase, class G1. */
GlnSession *
gln_session_new (GlnDocument *document)
{
  GlnSession *session = g_object_new (GLN_TYPE_SESSION, NULL);

  session->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), session,
                           G_CONNECT_SWAPPED);
  follow_frame (session);
  return session;
}

/** gln_session_get_document: (transfer none): its document. */
GlnDocument *
gln_session_get_document (GlnSession *session)
{
  g_return_val_if_fail (GLN_IS_SESSION (session), NULL);

  return session->document;
}

/** gln_session_get_phase: index of the shown phase, always valid for the current plan. */
guint
gln_session_get_phase (GlnSession *session)
{
  g_return_val_if_fail (GLN_IS_SESSION (session), 0);

  return session->phase;
}

/** gln_session_set_phase: shows another phase; an index beyond the last means the last. */
void
gln_session_set_phase (GlnSession *session, guint phase)
{
  const GlnFrame *frame;

  g_return_if_fail (GLN_IS_SESSION (session));

  frame = session_plan (session)->frame;
  phase = MIN (phase, MAX (1, frame->n_phases) - 1);
  session->phase_id = frame->n_phases > 0 ? frame->phases[phase]->id : NULL;
  if (phase == session->phase)
    return;
  session->phase = phase;
  g_object_notify_by_pspec (G_OBJECT (session), props[PROP_PHASE]);
}

/** gln_session_get_draw_class: (transfer none): canonical class of the next green. */
const char *
gln_session_get_draw_class (GlnSession *session)
{
  g_return_val_if_fail (GLN_IS_SESSION (session), NULL);

  return session->draw_class;
}

/** gln_session_set_draw_class: sets the class of the next green. */
void
gln_session_set_draw_class (GlnSession *session, const char *class_code)
{
  const char *code = g_intern_string (class_code);

  g_return_if_fail (GLN_IS_SESSION (session));
  g_return_if_fail (class_code != NULL);

  if (code == session->draw_class)
    return;
  session->draw_class = code;
  g_object_notify_by_pspec (G_OBJECT (session), props[PROP_DRAW_CLASS]);
}

static gboolean
can_draw_in (const GlnLayer *layer)
{
  return layer && layer->kind == GLN_LAYER_GREEN && !(layer->flags & GLN_LAYER_LOCKED);
}

/**
 * gln_session_get_draw_layer:
 *
 * Returns: (transfer none) (nullable): the green layer that new greens go to:
 *   the one that was set, else the topmost that is not locked; NULL when the
 *   plan has none
 */
GlnLayer *
gln_session_get_draw_layer (GlnSession *session)
{
  const GlnFrame *frame;
  GlnLayer *layer;

  g_return_val_if_fail (GLN_IS_SESSION (session), NULL);

  frame = session_plan (session)->frame;
  layer = gln_frame_layer (frame, &session->draw_layer);
  if (can_draw_in (layer))
    return layer;
  for (guint i = frame->n_layers; i-- > 0;)
    if (can_draw_in (frame->layers[i]))
      return frame->layers[i];
  return NULL;
}

/** gln_session_set_draw_layer: sets the layer of the next green; NULL: the topmost green layer. */
void
gln_session_set_draw_layer (GlnSession *session, const GlnUuid *layer)
{
  g_return_if_fail (GLN_IS_SESSION (session));

  session->draw_layer = layer ? *layer : (GlnUuid){ { 0 } };
  g_object_notify_by_pspec (G_OBJECT (session), props[PROP_DRAW_LAYER]);
}

/** gln_session_is_selected: whether the feature is selected. */
gboolean
gln_session_is_selected (GlnSession *session, const GlnUuid *uuid)
{
  gboolean found;

  g_return_val_if_fail (GLN_IS_SESSION (session), FALSE);

  selection_place (session, uuid, &found);
  return found;
}

/** gln_session_select: selects these features and no others; unknown ones are passed over. */
void
gln_session_select (GlnSession *session, const GlnUuid *uuids, guint n)
{
  g_autoptr (GArray) old = NULL;
  GArray *now;

  g_return_if_fail (GLN_IS_SESSION (session));

  old = session->selection;
  now = session->selection = g_array_sized_new (FALSE, FALSE, sizeof (GlnUuid), n);
  for (guint i = 0; i < n; i++)
    if (gln_plan_feature (session_plan (session), &uuids[i]))
      g_array_append_val (now, uuids[i]);
  g_array_sort (now, compare_uuids);
  for (guint i = now->len; i-- > 1;)
    if (gln_uuid_equal (&g_array_index (now, GlnUuid, i), &g_array_index (now, GlnUuid, i - 1)))
      g_array_remove_index (now, i);
  if (now->len != old->len
      || (now->len > 0 && memcmp (now->data, old->data, now->len * sizeof (GlnUuid)) != 0))
    emit_selection_changed (session);
}

/** gln_session_select_add: adds the feature to the selection, or takes it out. */
void
gln_session_select_add (GlnSession *session, const GlnUuid *uuid, gboolean selected)
{
  gboolean found;
  guint place;

  g_return_if_fail (GLN_IS_SESSION (session));

  place = selection_place (session, uuid, &found);
  if (found == !!selected || (selected && !gln_plan_feature (session_plan (session), uuid)))
    return;
  if (selected)
    g_array_insert_val (session->selection, place, *uuid);
  else
    g_array_remove_index (session->selection, place);
  emit_selection_changed (session);
}

/** gln_session_get_selection: (transfer none): GlnUuid, sorted; valid until the selection changes. */
GArray *
gln_session_get_selection (GlnSession *session)
{
  g_return_val_if_fail (GLN_IS_SESSION (session), NULL);

  return session->selection;
}

/** gln_session_get_single: (transfer none) (nullable): the selected feature when it is the only one. */
GlnFeature *
gln_session_get_single (GlnSession *session)
{
  g_return_val_if_fail (GLN_IS_SESSION (session), NULL);

  if (session->selection->len != 1)
    return NULL;
  return gln_plan_feature (session_plan (session), &g_array_index (session->selection, GlnUuid, 0));
}

/** gln_session_set_hovered: the feature under the pointer; NULL for none. */
void
gln_session_set_hovered (GlnSession *session, const GlnUuid *uuid)
{
  GlnUuid now = uuid ? *uuid : (GlnUuid){ { 0 } };

  g_return_if_fail (GLN_IS_SESSION (session));

  if (gln_uuid_equal (&now, &session->hovered))
    return;
  session->hovered = now;
  g_object_notify_by_pspec (G_OBJECT (session), props[PROP_HOVERED]);
}

/** gln_session_get_hovered: (transfer none) (nullable): the feature under the pointer. */
const GlnUuid *
gln_session_get_hovered (GlnSession *session)
{
  g_return_val_if_fail (GLN_IS_SESSION (session), NULL);

  return gln_uuid_is_nil (&session->hovered) ? NULL : &session->hovered;
}

static void
gln_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlnSession *session = GLN_SESSION (object);

  switch (id)
    {
    case PROP_PHASE:
      g_value_set_uint (value, session->phase);
      break;
    case PROP_DRAW_CLASS:
      g_value_set_string (value, session->draw_class);
      break;
    case PROP_DRAW_LAYER:
      g_value_set_pointer (value, gln_session_get_draw_layer (session));
      break;
    case PROP_HOVERED:
      g_value_set_pointer (value, (gpointer) gln_session_get_hovered (session));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gln_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GlnSession *session = GLN_SESSION (object);

  switch (id)
    {
    case PROP_PHASE:
      gln_session_set_phase (session, g_value_get_uint (value));
      break;
    case PROP_DRAW_CLASS:
      gln_session_set_draw_class (session, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gln_session_finalize (GObject *object)
{
  GlnSession *session = GLN_SESSION (object);

  g_array_unref (session->selection);
  g_clear_object (&session->document);
  G_OBJECT_CLASS (gln_session_parent_class)->finalize (object);
}

static void
gln_session_class_init (GlnSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags quiet = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gln_session_get_property;
  object_class->set_property = gln_session_set_property;
  object_class->finalize = gln_session_finalize;
  props[PROP_PHASE] = g_param_spec_uint ("phase", NULL, NULL, 0, GLN_MAX_PHASES - 1, 0,
                                         G_PARAM_READWRITE | quiet);
  props[PROP_DRAW_CLASS] = g_param_spec_string ("draw-class", NULL, NULL, "G1",
                                                G_PARAM_READWRITE | quiet);
  props[PROP_DRAW_LAYER] = g_param_spec_pointer ("draw-layer", NULL, NULL, G_PARAM_READABLE | quiet);
  props[PROP_HOVERED] = g_param_spec_pointer ("hovered", NULL, NULL, G_PARAM_READABLE | quiet);
  g_object_class_install_properties (object_class, N_PROPS, props);
  selection_changed = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass),
                                    G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gln_session_init (GlnSession *session)
{
  session->draw_class = g_intern_static_string ("G1");
  session->selection = g_array_new (FALSE, FALSE, sizeof (GlnUuid));
}
