/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

#include <string.h>

/* What a feature is to the rules "What counts". */

static double
ratio_of (const GlnFeature *feature, const char *key)
{
  double number;

  return gln_values_number (feature->values, key, &number) ? CLAMP (number, 0, 1) : NAN;
}

/* The class default, the nearest one up the tree. */
static double
class_vegetated (const GlnClass *cls)
{
  for (; cls; cls = cls->parent)
    if (!isnan (cls->vegetated_ratio))
      return cls->vegetated_ratio;
  return 1;
}

static double
class_green_ratio (const GlnClass *cls)
{
  for (; cls; cls = cls->parent)
    if (!isnan (cls->min_green_ratio))
      return cls->min_green_ratio;
  return 0;
}

static guint8
order_of (const GlnMosaicRules *rules, const GlnClass *cls)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules->green_order) && rules->green_order[i]; i++)
    if (gln_class_is_in (cls, rules->green_order[i]))
      return (guint8) i;
  return G_N_ELEMENTS (rules->green_order);
}

/* Green land: drawn, or a G-coded parcel. A ratio on a G parcel is its
 * planted share (绿化占地比例), never attached green. */
static void
set_green (GlnTraits *traits, const GlnMosaicRules *rules, const GlnFeature *feature, const GlnClass *cls)
{
  double own = ratio_of (feature, "park_green_ratio"), number;

  if (isnan (own) && traits->role == GLN_ROLE_OF_PARCEL)
    own = ratio_of (feature, "green_ratio");
  traits->cls = g_intern_string (cls->code);
  traits->kind = (guint8) cls->kind;
  traits->order = order_of (rules, cls);
  traits->green = 1;
  if (cls->kind == GLN_LAND_SQUARE)
    {
      traits->as_park = own >= rules->square_as_park_share;
      traits->green = traits->as_park ? 1 : isnan (own) ? class_green_ratio (cls) : own;
    }
  traits->park_water = cls->kind == GLN_LAND_PARK
                       && gln_values_number (feature->values, "park_water_counts", &number) && number != 0;
  traits->vegetated = ratio_of (feature, "vegetated_ratio");
  if (isnan (traits->vegetated))
    traits->vegetated = class_vegetated (cls);
}

static void
set_parcel (GlnTraits *traits, const GlnStandards *standards, const GlnFeature *feature, const GlnClass *cls)
{
  const GlnCodeSystem *canonical = gln_standards_get_code_system (standards, GLN_CODES_CANONICAL);

  traits->code = feature->class_code;
  traits->residential = cls && (cls->facts & GLN_CLASS_RESIDENTIAL);
  if (traits->cls)
    return;
  traits->declared = ratio_of (feature, "green_ratio");
  traits->vegetated = ratio_of (feature, "vegetated_ratio");
  if (isnan (traits->vegetated))
    traits->vegetated = canonical ? class_vegetated (gln_code_system_lookup (canonical, "XG")) : 1;
}

static guint8
cover_bits (const GlnLayer *layer, const GlnFeature *feature)
{
  guint8 bits = GLN_COVER_ANY;

  if (g_str_equal (feature->class_code, "tree") || g_str_equal (feature->class_code, "shrub"))
    bits |= GLN_COVER_TREE;
  if (layer->flags & GLN_LAYER_COMPLETE_INTERPRETATION)
    bits |= GLN_COVER_INTERP;
  return bits;
}

static gboolean
role_of_layer (const GlnLayer *layer, guint8 *role)
{
  switch ((int) layer->kind)
    {
    case GLN_LAYER_LAND_USE:
      *role = GLN_ROLE_OF_PARCEL;
      return TRUE;
    case GLN_LAYER_GREEN:
      *role = GLN_ROLE_OF_GREEN;
      return TRUE;
    case GLN_LAYER_COVER:
      *role = GLN_ROLE_OF_COVER;
      return TRUE;
    case GLN_LAYER_WATER:
      *role = GLN_ROLE_OF_WATER;
      return TRUE;
    case GLN_LAYER_DISTRICT:
      *role = GLN_ROLE_OF_DISTRICT;
      return TRUE;
    case GLN_LAYER_BOUNDARY:
      *role = GLN_ROLE_OF_BOUNDARY;
      return gln_layer_scope (layer) != GLN_SCOPE_ALL;
    default:
      return FALSE;
    }
}

static const GlnClass *
class_of (const GlnStandards *standards, const GlnLayer *layer, const GlnFeature *feature)
{
  const char *id = *layer->code_system ? layer->code_system : GLN_CODES_CANONICAL;
  const GlnCodeSystem *system = gln_standards_get_code_system (standards, id);

  return system ? gln_code_system_lookup (system, feature->class_code) : NULL;
}

static guint16
mask_of (const GlnFrame *frame, const GlnLayer *layer, const GlnFeature *feature)
{
  guint mask = gln_frame_phase_mask (frame, feature);

  for (guint p = 0; p < frame->n_phases; p++)
    if (!gln_frame_layer_in_phase (frame, layer, p))
      mask &= ~(1u << p);
  return (guint16) mask;
}

/**
 * gln_traits_find:
 * @traits: (out): what @feature is; every byte is set, so that traits can be compared as memory
 *
 * Returns: FALSE when the feature takes no part in areas: another kind of
 *   layer, no phase, no area, or a green of a class that no system knows
 *   (which is a finding)
 */
gboolean
gln_traits_find (GlnTraits *traits, const GlnStandards *standards, const GlnMosaicRules *rules,
                 const GlnFrame *frame, const GlnFeature *feature)
{
  const GlnLayer *layer = gln_frame_layer (frame, &feature->layer);
  const GlnClass *cls, *canonical;

  memset (traits, 0, sizeof *traits);
  traits->order = GLN_ORDER_NONE;
  traits->declared = NAN;
  if (!layer || !feature->shape || !role_of_layer (layer, &traits->role))
    return FALSE;
  if (gln_form_n_pieces (&(GlnForm){ .shape = feature->shape }) == 0)
    return FALSE;
  traits->mask = mask_of (frame, layer, feature);
  if (traits->role == GLN_ROLE_OF_COVER)
    traits->sub = cover_bits (layer, feature);
  if (traits->role == GLN_ROLE_OF_BOUNDARY)
    traits->sub = (guint8) gln_layer_scope (layer);
  if (traits->role == GLN_ROLE_OF_DISTRICT)
    traits->code = layer->role;
  if (traits->role == GLN_ROLE_OF_PARCEL || traits->role == GLN_ROLE_OF_GREEN)
    {
      cls = class_of (standards, layer, feature);
      canonical = cls ? gln_standards_canonical_class (standards, cls) : NULL;
      if (canonical && canonical->kind != GLN_LAND_NONE)
        set_green (traits, rules, feature, canonical);
      if (traits->role == GLN_ROLE_OF_PARCEL)
        set_parcel (traits, standards, feature, cls);
      else if (!traits->cls)
        return FALSE;
    }
  return traits->mask != 0;
}

static guint8
level_number (GlnMosaic *mosaic, const char *level)
{
  for (guint i = 0; i < mosaic->levels->len; i++)
    if (g_ptr_array_index (mosaic->levels, i) == level)
      return (guint8) i;
  g_ptr_array_add (mosaic->levels, (gpointer) level);
  return (guint8) (mosaic->levels->len - 1);
}

static const GlnTraits *
intern_traits (GlnMosaic *mosaic, const GlnTraits *traits)
{
  GlnTraits *known = g_hash_table_lookup (mosaic->traits, traits);

  if (!known)
    {
      known = g_memdup2 (traits, sizeof *traits);
      g_hash_table_add (mosaic->traits, known);
    }
  return known;
}

/**
 * gln_mosaic_traits: (nullable) (transfer none): the interned traits of
 * @feature (nullable) under @frame; NULL when it takes no part.
 */
const GlnTraits *
gln_mosaic_traits (GlnMosaic *mosaic, const GlnFrame *frame, const GlnFeature *feature)
{
  GlnTraits traits;

  if (!feature || !gln_traits_find (&traits, mosaic->standards, &mosaic->rules, frame, feature))
    return NULL;
  if (traits.role == GLN_ROLE_OF_DISTRICT)
    traits.sub = level_number (mosaic, traits.code);
  return intern_traits (mosaic, &traits);
}

/** gln_mosaic_derived_traits: (transfer none): of a service area or collar in the phases of @mask. */
const GlnTraits *
gln_mosaic_derived_traits (GlnMosaic *mosaic, GlnItemRole role, guint16 mask)
{
  GlnTraits traits;

  memset (&traits, 0, sizeof traits);
  traits.role = (guint8) role;
  traits.order = GLN_ORDER_NONE;
  traits.mask = mask;
  return intern_traits (mosaic, &traits);
}

/** gln_form_of_feature: (transfer full) (nullable): its outline; NULL when the shape will do. */
GlnForm *
gln_form_of_feature (const GlnFeature *feature)
{
  GlnOutline *outline = gln_outline_new (feature->shape);
  GlnForm *form = NULL;

  if (outline)
    {
      form = g_new0 (GlnForm, 1);
      form->shape = gln_shape_ref (feature->shape);
      form->outline = outline;
    }
  return form;
}

static guint32
new_piece (GlnMosaic *mosaic, guint32 item, guint part)
{
  GlnPiece piece = { item, part };
  guint32 number;

  if (mosaic->free_pieces->len == 0)
    {
      g_array_append_val (mosaic->pieces, piece);
      return mosaic->pieces->len - 1;
    }
  number = g_array_index (mosaic->free_pieces, guint32, mosaic->free_pieces->len - 1);
  g_array_set_size (mosaic->free_pieces, mosaic->free_pieces->len - 1);
  g_array_index (mosaic->pieces, GlnPiece, number) = piece;
  return number;
}

/** gln_mosaic_set_pieces: gives an item @n_pieces piece numbers; those that it has stay its own. */
void
gln_mosaic_set_pieces (GlnMosaic *mosaic, guint32 number, guint n_pieces)
{
  GlnItem *item = gln_mosaic_item (mosaic, number);
  const guint32 *old = gln_item_pieces (item);
  g_autofree guint32 *fresh = g_new (guint32, MAX (1, n_pieces));

  if (item->n_pieces == n_pieces)
    return;
  for (guint i = 0; i < n_pieces; i++)
    fresh[i] = i < item->n_pieces ? old[i] : new_piece (mosaic, number, i);
  for (guint i = n_pieces; i < item->n_pieces; i++)
    g_array_append_val (mosaic->free_pieces, old[i]);
  if (item->n_pieces > 1)
    g_free (item->pieces);
  item->n_pieces = n_pieces;
  if (n_pieces > 1)
    item->pieces = g_steal_pointer (&fresh);
  else
    item->one = n_pieces ? fresh[0] : 0;
}

/**
 * gln_mosaic_put:
 * @number: of the item, which has nothing yet
 * @feature: (nullable): referenced
 * @form: (transfer full) (nullable): when the shape of the feature will not do
 */
void
gln_mosaic_put (GlnMosaic *mosaic, guint32 number, GlnFeature *feature, GlnForm *form, const GlnTraits *traits)
{
  GlnItem *item;
  GlnForm whole;

  if (number >= mosaic->items->len)
    g_array_set_size (mosaic->items, number + 1);
  item = gln_mosaic_item (mosaic, number);
  item->feature = feature ? gln_feature_ref (feature) : NULL;
  item->form = form;
  item->traits = traits;
  whole = gln_item_form (item);
  gln_mosaic_set_pieces (mosaic, number, gln_form_n_pieces (&whole));
}

/**
 * gln_mosaic_count_item:
 * @by: 1 added, -1 removed
 *
 * Returns: whether the phases that the interpretation shows may have changed
 */
gboolean
gln_mosaic_count_item (GlnMosaic *mosaic, const GlnTraits *traits, int by)
{
  guint first = 0;
  gboolean changed = FALSE;

  if (traits->role == GLN_ROLE_OF_BOUNDARY)
    for (guint p = 0; p < GLN_MAX_PHASES; p++)
      if (traits->mask & (1u << p))
        mosaic->n_scope[p][traits->sub] += (guint) by;
  if (traits->role != GLN_ROLE_OF_COVER || !(traits->sub & GLN_COVER_INTERP))
    return FALSE;
  while (!(traits->mask & (1u << first)))
    first++;
  for (guint p = first; p < GLN_MAX_PHASES; p++)
    if (traits->mask & (1u << p))
      {
        guint *count = &mosaic->n_interp[p][first];
        *count += (guint) by;
        changed |= *count == (by > 0 ? 1 : 0);
      }
  return changed;
}
