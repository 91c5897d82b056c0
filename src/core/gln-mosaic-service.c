/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

/* Areas derived from features: what lies within the service radius of a park,
 * and within reach of construction land. They are items like any other, made
 * of the buffer of the feature's shape. */

static void
services_free (gpointer data)
{
  GArray *services = data;

  for (guint i = 0; i < services->len; i++)
    g_clear_pointer (&g_array_index (services, GlnService, i).shape, gln_shape_unref);
  g_array_unref (services);
}

/** gln_derived_new: (transfer full): a table of item number → services. */
GHashTable *
gln_derived_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, services_free);
}

/* A park's own net area in a phase. */
static double
net_area_m2 (const GlnMosaic *mosaic, guint32 number, guint phase)
{
  guint n;
  const GlnRecord *records = gln_records_of (mosaic->records, number, &n);
  GlnArea net = 0;

  for (guint i = 0; i < n; i++)
    if ((records[i].key.flags & GLN_REC_GREEN) && !(records[i].key.flags & GLN_REC_LOST)
        && (records[i].key.mask & (1u << phase)))
      net += records[i].area;
  return gln_area_to_m2 (net);
}

static gboolean
has_tier (const GlnMosaic *mosaic, const char *cls)
{
  for (guint i = 0; cls && i < mosaic->rules.n_tiers; i++)
    if (g_str_has_prefix (cls, mosaic->rules.tiers[i].class_prefix))
      return TRUE;
  return FALSE;
}

/* The largest radius that the table gives a park; 0 when it serves nobody. */
static double
radius_of (const GlnMosaic *mosaic, const char *cls, double area_m2)
{
  double radius_m = 0;

  for (guint i = 0; i < mosaic->rules.n_tiers; i++)
    {
      const GlnServiceTier *tier = &mosaic->rules.tiers[i];
      if (g_str_has_prefix (cls, tier->class_prefix) && area_m2 >= tier->min_area_m2 && area_m2 < tier->max_area_m2)
        radius_m = MAX (radius_m, tier->radius_m);
    }
  return radius_m;
}

static void
want (GArray *wanted, double radius_m, guint16 mask)
{
  GlnService service = { .radius_m = radius_m, .mask = mask };

  for (guint i = 0; i < wanted->len; i++)
    if (g_array_index (wanted, GlnService, i).radius_m == radius_m)
      {
        g_array_index (wanted, GlnService, i).mask |= mask;
        return;
      }
  g_array_append_val (wanted, service);
}

/* What should be derived from an item: radius and phases. */
static GArray *
wanted_of (const GlnMosaic *mosaic, guint32 number)
{
  const GlnTraits *traits = gln_mosaic_item (mosaic, number)->traits;
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (GlnService));

  if (traits && traits->role == GLN_ROLE_OF_BOUNDARY && traits->sub == GLN_SCOPE_CONSTRUCTION)
    want (wanted, GLN_ADJOIN_M, traits->mask);
  if (!traits || !has_tier (mosaic, traits->cls))
    return wanted;
  for (guint p = 0; p < mosaic->fold.n_phases; p++)
    if (traits->mask & (1u << p))
      {
        double radius_m = radius_of (mosaic, traits->cls, net_area_m2 (mosaic, number, p));
        if (radius_m > 0)
          want (wanted, radius_m, (guint16) (1u << p));
      }
  return wanted;
}

static GlnItemRole
derived_role (const GlnMosaic *mosaic, guint32 number)
{
  return gln_mosaic_item (mosaic, number)->traits->role == GLN_ROLE_OF_BOUNDARY ? GLN_ROLE_OF_COLLAR
                                                                                : GLN_ROLE_OF_SERVICE;
}

static GlnChangeSide
make_side (GlnMosaic *mosaic, guint32 number, const GlnService *service, GlnShape *shape)
{
  GlnItemRole role = derived_role (mosaic, number);
  guint chords = role == GLN_ROLE_OF_SERVICE ? mosaic->rules.chords_per_quarter : 0;
  GlnForm *form = gln_form_new_buffer (shape, service->radius_m, chords);

  return (GlnChangeSide){ NULL, form, form ? gln_mosaic_derived_traits (mosaic, role, service->mask) : NULL };
}

/* During a build: the items are put where the tree will find them. */
static void
add_derived (GlnMosaic *mosaic, guint32 number)
{
  GArray *wanted = wanted_of (mosaic, number);
  guint kept = 0;

  for (guint i = 0; i < wanted->len; i++)
    {
      GlnService service = g_array_index (wanted, GlnService, i);
      GlnShape *shape = gln_mosaic_item (mosaic, number)->feature->shape;
      GlnChangeSide side = make_side (mosaic, number, &service, shape);
      if (!side.traits)
        continue;
      service.item = gln_ids_add (mosaic->ids);
      service.shape = gln_shape_ref (shape);
      gln_mosaic_put (mosaic, service.item, NULL, side.form, side.traits);
      g_array_index (wanted, GlnService, kept++) = service;
    }
  g_array_set_size (wanted, kept);
  if (wanted->len)
    g_hash_table_insert (mosaic->derived, GUINT_TO_POINTER (number), wanted);
  else
    g_array_unref (wanted);
}

static void
add_all (GlnMosaic *mosaic, gboolean collars)
{
  guint32 n = mosaic->items->len;

  for (guint32 i = 1; i < n; i++)
    {
      const GlnTraits *traits = gln_mosaic_item (mosaic, i)->traits;
      if (traits && gln_mosaic_item (mosaic, i)->feature && (traits->role == GLN_ROLE_OF_BOUNDARY) == collars)
        add_derived (mosaic, i);
    }
}

/** gln_mosaic_add_collars: during a build, before anything is placed. */
void
gln_mosaic_add_collars (GlnMosaic *mosaic)
{
  add_all (mosaic, TRUE);
}

/** gln_mosaic_add_services: during a build, when the records of the land are there. */
void
gln_mosaic_add_services (GlnMosaic *mosaic)
{
  add_all (mosaic, FALSE);
}

static double
ring_area_m2 (const GlnShape *shape, guint ring)
{
  return gln_ring_signed_area_m2 (shape->points + shape->ring_start[ring],
                                  shape->ring_start[ring + 1] - shape->ring_start[ring]);
}

/* Whether the buffers of two shapes are made in the same way, so that they
 * differ only near where the shapes do. */
static gboolean
made_alike (const GlnForm *a, const GlnShape *before, const GlnForm *b, const GlnShape *after, double radius_m)
{
  double disc_m2 = G_PI * radius_m * radius_m;

  if (!a || !b || a->more || b->more || before->kind != after->kind || before->n_rings != after->n_rings)
    return FALSE;
  for (guint r = 0; after->kind == GLN_SHAPE_POLYGONS && r < after->n_rings; r++)
    {
      double x = ring_area_m2 (before, r), y = ring_area_m2 (after, r);
      if ((x < 0) != (y < 0) || (fabs (x) > disc_m2) != (fabs (y) > disc_m2))
        return FALSE;
    }
  return TRUE;
}

static void
change_service (GlnMosaic *mosaic, GlnService *service, const GlnChangeSide *side, GlnShape *shape)
{
  const GlnItem *item = service->item < mosaic->items->len ? gln_mosaic_item (mosaic, service->item) : NULL;
  g_autoptr (GArray) touched = NULL;
  GlnBox box;
  gboolean near = FALSE;

  if (item && shape && service->shape && item->traits && item->traits == side->traits
      && made_alike (item->form, service->shape, side->form, shape, service->radius_m))
    {
      box = gln_shape_changed_box (service->shape, shape);
      box = (GlnBox){ box.x0 - service->radius_m - 1, box.y0 - service->radius_m - 1,
                      box.x1 + service->radius_m + 1, box.y1 + service->radius_m + 1 };
      near = TRUE;
    }
  touched = gln_mosaic_change_item (mosaic, service->item, side, near ? &box : NULL);
}

static GlnService *
find_service (GArray *services, double radius_m)
{
  for (guint i = 0; services && i < services->len; i++)
    if (g_array_index (services, GlnService, i).radius_m == radius_m)
      return &g_array_index (services, GlnService, i);
  return NULL;
}

/* A service that is no longer wanted becomes one that is missing: a park that
 * passes a limit keeps most of what it serves. */
static void
convert_unwanted (GArray *services, GArray *wanted)
{
  for (guint i = 0; i < services->len; i++)
    {
      GlnService *service = &g_array_index (services, GlnService, i);
      for (guint k = 0; k < wanted->len && !find_service (wanted, service->radius_m); k++)
        {
          double radius_m = g_array_index (wanted, GlnService, k).radius_m;
          if (find_service (services, radius_m))
            continue;
          service->radius_m = radius_m;
          g_clear_pointer (&service->shape, gln_shape_unref);
        }
    }
}

/* What is there and no longer wanted goes. */
static void
drop_unwanted (GlnMosaic *mosaic, GArray *services, GArray *wanted)
{
  for (guint i = services->len; i-- > 0;)
    {
      GlnService *service = &g_array_index (services, GlnService, i);
      GlnChangeSide nothing = { NULL };
      if (find_service (wanted, service->radius_m))
        continue;
      change_service (mosaic, service, &nothing, NULL);
      g_clear_pointer (&service->shape, gln_shape_unref);
      g_array_remove_index (services, i);
    }
}

static void
set_wanted (GlnMosaic *mosaic, guint32 number, GArray *services, const GlnService *wish)
{
  GlnService *service = find_service (services, wish->radius_m), fresh = *wish;
  GlnShape *shape = gln_mosaic_item (mosaic, number)->feature->shape;
  GlnChangeSide side;

  if (service && service->mask == wish->mask && service->shape == shape)
    return;
  side = make_side (mosaic, number, wish, shape);
  if (!service)
    {
      fresh.item = gln_ids_add (mosaic->ids);
      fresh.shape = gln_shape_ref (shape);
      g_array_append_val (services, fresh);
      service = find_service (services, wish->radius_m);
    }
  change_service (mosaic, service, &side, shape);
  gln_shape_ref (shape);
  g_clear_pointer (&service->shape, gln_shape_unref);
  service->shape = shape;
  service->mask = wish->mask;
}

/**
 * gln_mosaic_derive_again:
 * @number: an item whose shape, class or area may have changed
 *
 * Brings what is derived from it up to date. A park that grows past the limit
 * of its tier changes its radius here.
 */
void
gln_mosaic_derive_again (GlnMosaic *mosaic, guint32 number)
{
  GArray *services = g_hash_table_lookup (mosaic->derived, GUINT_TO_POINTER (number));
  g_autoptr (GArray) wanted = wanted_of (mosaic, number);

  if (!services && wanted->len == 0)
    return;
  if (!services)
    {
      services = g_array_new (FALSE, FALSE, sizeof (GlnService));
      g_hash_table_insert (mosaic->derived, GUINT_TO_POINTER (number), services);
    }
  convert_unwanted (services, wanted);
  drop_unwanted (mosaic, services, wanted);
  for (guint i = 0; i < wanted->len; i++)
    set_wanted (mosaic, number, services, &g_array_index (wanted, GlnService, i));
  if (services->len == 0)
    g_hash_table_remove (mosaic->derived, GUINT_TO_POINTER (number));
}
