/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-layer.h"

static const char *const kind_ids[GLN_N_LAYER_KINDS] = {
  [GLN_LAYER_LAND_USE] = "land_use",   [GLN_LAYER_GREEN] = "green",
  [GLN_LAYER_COVER] = "cover",         [GLN_LAYER_WATER] = "water",
  [GLN_LAYER_BOUNDARY] = "boundary",   [GLN_LAYER_DISTRICT] = "district",
  [GLN_LAYER_LINE] = "line",           [GLN_LAYER_POINT] = "point",
  [GLN_LAYER_BUILDING] = "building",   [GLN_LAYER_GREEN_LINE] = "green_line",
  [GLN_LAYER_ZONE] = "zone",           [GLN_LAYER_PROJECT] = "project",
};

static const char *const scope_ids[GLN_N_SCOPES] = {
  [GLN_SCOPE_ALL] = "all",
  [GLN_SCOPE_BUILT_UP] = "built_up",
  [GLN_SCOPE_CONSTRUCTION] = "construction",
  [GLN_SCOPE_PLANNING] = "planning",
  [GLN_SCOPE_DEVELOPMENT] = "development",
  [GLN_SCOPE_MUNICIPAL] = "municipal",
  [GLN_SCOPE_HISTORIC] = "historic",
  [GLN_SCOPE_OLD_TOWN] = "old_town",
};

/**
 * gln_layer_new:
 * @name: as the user sees it
 * @code_system: (nullable): id of a code system
 * @role: (nullable): what kind of boundary, district, line, point or green line
 *
 * Returns: (transfer full): a visible, opaque layer
 */
GlnLayer *
gln_layer_new (const GlnUuid *uuid, GlnLayerKind kind, const char *name, const char *code_system,
               const char *role)
{
  GlnLayer *layer = g_new0 (GlnLayer, 1);

  g_atomic_ref_count_init (&layer->ref_count);
  layer->uuid = *uuid;
  layer->kind = kind;
  layer->name = g_strdup (name ? name : "");
  layer->code_system = g_intern_string (code_system ? code_system : "");
  layer->role = g_intern_string (role ? role : "");
  layer->opacity = 1;
  return layer;
}

/** gln_layer_ref: (transfer full): another reference; any thread. */
GlnLayer *
gln_layer_ref (GlnLayer *layer)
{
  g_atomic_ref_count_inc (&layer->ref_count);
  return layer;
}

/** gln_layer_unref: drops a reference; any thread. */
void
gln_layer_unref (GlnLayer *layer)
{
  if (!g_atomic_ref_count_dec (&layer->ref_count))
    return;
  g_free (layer->name);
  g_free (layer->source);
  g_free (layer);
}

/** gln_layer_equal: whether every field is equal. */
gboolean
gln_layer_equal (const GlnLayer *a, const GlnLayer *b)
{
  return a == b
         || (gln_uuid_equal (&a->uuid, &b->uuid) && a->kind == b->kind
             && g_str_equal (a->name, b->name) && a->code_system == b->code_system
             && a->role == b->role && a->flags == b->flags && a->opacity == b->opacity
             && g_strcmp0 (a->source, b->source) == 0);
}

static GlnLayer *
layer_copy (const GlnLayer *layer)
{
  GlnLayer *copy = gln_layer_new (&layer->uuid, layer->kind, layer->name, layer->code_system,
                                  layer->role);
  copy->flags = layer->flags;
  copy->opacity = layer->opacity;
  copy->source = g_strdup (layer->source);
  return copy;
}

/** gln_layer_with_name: (transfer full): a renamed copy. */
GlnLayer *
gln_layer_with_name (const GlnLayer *layer, const char *name)
{
  GlnLayer *copy = layer_copy (layer);

  g_free (copy->name);
  copy->name = g_strdup (name);
  return copy;
}

/** gln_layer_with_flags: (transfer full): a copy with other flags. */
GlnLayer *
gln_layer_with_flags (const GlnLayer *layer, GlnLayerFlags flags)
{
  GlnLayer *copy = layer_copy (layer);

  copy->flags = flags;
  return copy;
}

/** gln_layer_with_opacity: (transfer full): a copy with another opacity, 0..1. */
GlnLayer *
gln_layer_with_opacity (const GlnLayer *layer, double opacity)
{
  GlnLayer *copy = layer_copy (layer);

  copy->opacity = CLAMP (opacity, 0, 1);
  return copy;
}

/** gln_layer_with_source: (transfer full): a copy that names what it was imported from (nullable). */
GlnLayer *
gln_layer_with_source (const GlnLayer *layer, const char *source)
{
  GlnLayer *copy = layer_copy (layer);

  g_free (copy->source);
  copy->source = g_strdup (source);
  return copy;
}

/** gln_layer_kind_id: (transfer none): the name of @kind in files. */
const char *
gln_layer_kind_id (GlnLayerKind kind)
{
  g_return_val_if_fail (kind < GLN_N_LAYER_KINDS, "");
  return kind_ids[kind];
}

/** gln_layer_kind_parse: the reverse of gln_layer_kind_id(); FALSE for other words. */
gboolean
gln_layer_kind_parse (const char *id, GlnLayerKind *kind)
{
  for (guint i = 0; i < GLN_N_LAYER_KINDS; i++)
    if (g_strcmp0 (id, kind_ids[i]) == 0)
      {
        *kind = (GlnLayerKind) i;
        return TRUE;
      }
  return FALSE;
}

/** gln_scope_id: (transfer none): the name of @scope in files and rules. */
const char *
gln_scope_id (GlnScope scope)
{
  g_return_val_if_fail (scope < GLN_N_SCOPES, "");
  return scope_ids[scope];
}

/** gln_scope_parse: the reverse of gln_scope_id(); FALSE for other words. */
gboolean
gln_scope_parse (const char *id, GlnScope *scope)
{
  for (guint i = 0; i < GLN_N_SCOPES; i++)
    if (g_strcmp0 (id, scope_ids[i]) == 0)
      {
        *scope = (GlnScope) i;
        return TRUE;
      }
  return FALSE;
}

/** gln_layer_scope: the scope that a boundary layer draws; GLN_SCOPE_ALL for every other layer. */
GlnScope
gln_layer_scope (const GlnLayer *layer)
{
  GlnScope scope = GLN_SCOPE_ALL;

  if (layer->kind == GLN_LAYER_BOUNDARY)
    gln_scope_parse (layer->role, &scope);
  return scope;
}
