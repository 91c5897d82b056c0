/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

#include <stdlib.h>
#include <string.h>

/* The rules "What counts", cell by cell. A window is swept once for all
 * phases; each of its cells is then looked at once for each group of phases
 * that look alike in this window. */

typedef struct
{
  const GlnTraits *traits;
  guint32 item;    /* 0 for merged slots */
  guint32 arrival; /* place before sorting */
  GlnUuid uuid;
} Slot;

/* Phases that see the same slots. */
typedef struct
{
  guint16 mask;
  gint8 base; /* group that the interpretation shows; -1: none */
} Group;

/* What a group sees in one cell. */
typedef struct
{
  guint32 parcel, green; /* that have the cell; 0: none */
  guint32 decider;       /* green land: @green, or the parcel when it is G-coded; 0: not green land */
  const GlnTraits *parcel_traits, *traits; /* of parcel and decider */
  guint cover;
  gboolean water, served, near_land;
  guint32 scopes;
  guint n_districts;
} Sight;

#define MAX_DISTRICTS 64 /* levels a cell can have */

/* Merged slots differ only in what the rules see of them. */
static gboolean
merged (const GlnTraits *traits)
{
  return traits->role >= GLN_ROLE_OF_COVER;
}

static int
slot_compare (gconstpointer a, gconstpointer b)
{
  const Slot *x = a, *y = b;

  if (x->traits->role != y->traits->role)
    return x->traits->role < y->traits->role ? -1 : 1;
  if (x->traits->role == GLN_ROLE_OF_GREEN && x->traits->order != y->traits->order)
    return x->traits->order < y->traits->order ? -1 : 1;
  if (x->traits->role >= GLN_ROLE_OF_DISTRICT && x->traits->sub != y->traits->sub)
    return x->traits->sub < y->traits->sub ? -1 : 1;
  if (merged (x->traits))
    return (x->traits->mask > y->traits->mask) - (x->traits->mask < y->traits->mask);
  return gln_uuid_compare (&x->uuid, &y->uuid);
}

/* Few and short: by insertion; a dense window by the library. */
static void
sort_slots (Slot *slots, guint n)
{
  if (n > 48)
    {
      qsort (slots, n, sizeof (Slot), slot_compare);
      return;
    }
  for (guint i = 1; i < n; i++)
    {
      Slot item = slots[i];
      guint k = i;
      for (; k > 0 && slot_compare (slots + k - 1, &item) > 0; k--)
        slots[k] = slots[k - 1];
      slots[k] = item;
    }
}

static guint
slot_of_item (GArray *slots, guint32 number, const GlnItem *item)
{
  gboolean is_merged = merged (item->traits);
  Slot slot = { item->traits, is_merged ? 0 : number, slots->len, { { 0 } } };

  if (is_merged || item->n_pieces > 1)
    for (guint i = 0; i < slots->len; i++)
      {
        const Slot *known = &g_array_index (slots, Slot, i);
        if (is_merged ? known->traits->role == item->traits->role && known->traits->sub == item->traits->sub
                            && known->traits->mask == item->traits->mask
                      : known->item == number)
          return i;
      }
  if (!is_merged)
    slot.uuid = item->feature->uuid;
  g_array_append_val (slots, slot);
  return slots->len - 1;
}

/* Numbers the items of the leaf in the order in which they decide, so that
 * of several that cover a cell the first bit has it. */
static void
number_slots (GlnWorker *worker, const GlnNode *leaf)
{
  guint32 *places;

  g_array_set_size (worker->slots, 0);
  g_array_set_size (worker->entry_slot, leaf->n_list);
  places = (guint32 *) (void *) worker->entry_slot->data;
  for (guint i = 0; i < leaf->n_list; i++)
    {
      const GlnPiece *piece
          = &g_array_index (worker->mosaic->pieces, GlnPiece, leaf->list[i] & ~GLN_COVERS_BIT);
      places[i] = slot_of_item (worker->slots, piece->item, gln_mosaic_item (worker->mosaic, piece->item));
    }
  sort_slots ((Slot *) (void *) worker->slots->data, worker->slots->len);
  /* place before sorting → place now, kept behind the entries */
  g_array_set_size (worker->entry_slot, leaf->n_list + worker->slots->len);
  places = (guint32 *) (void *) worker->entry_slot->data;
  for (guint i = 0; i < worker->slots->len; i++)
    places[leaf->n_list + g_array_index (worker->slots, Slot, i).arrival] = i;
  for (guint i = 0; i < leaf->n_list; i++)
    places[i] = places[leaf->n_list + places[i]];
}

static void
sweep_leaf (GlnWorker *worker, const GlnNode *leaf, const GlnBox *box)
{
  const guint32 *places = (const guint32 *) (const void *) worker->entry_slot->data;

  gln_sweep_begin (worker->sweep, box->x1 - box->x0, box->y1 - box->y0, worker->slots->len);
  /* Where one piece of a slot covers the window, its others cannot show. */
  for (guint i = 0; i < leaf->n_list; i++)
    if (leaf->list[i] & GLN_COVERS_BIT)
      gln_sweep_cover (worker->sweep, places[i]);
  for (guint i = 0; i < leaf->n_list; i++)
    {
      const GlnPiece *piece
          = &g_array_index (worker->mosaic->pieces, GlnPiece, leaf->list[i] & ~GLN_COVERS_BIT);
      GlnForm form = gln_item_form (gln_mosaic_item (worker->mosaic, piece->item));
      if (!(leaf->list[i] & GLN_COVERS_BIT) && worker->sweep->covered[places[i]] == 0)
        gln_form_gather (&form, piece->part, box, worker->sweep, places[i]);
    }
  gln_sweep_run (worker->sweep);
}

static void
split_groups (GArray *groups, guint16 mask)
{
  guint n = groups->len;

  for (guint i = 0; i < n; i++)
    {
      guint16 whole = g_array_index (groups, Group, i).mask;
      Group rest = { (guint16) (whole & ~mask), -1 };
      if (!(whole & mask) || !rest.mask)
        continue;
      g_array_index (groups, Group, i).mask = whole & mask;
      g_array_append_val (groups, rest);
    }
}

/* The phases fall into groups that see the same slots and compare with the
 * same phase of the interpretation. */
static void
find_groups (GlnWorker *worker)
{
  const GlnMosaic *mosaic = worker->mosaic;
  Group all = { (guint16) ((1u << mosaic->fold.n_phases) - 1), -1 };

  g_array_set_size (worker->groups, 0);
  g_array_append_val (worker->groups, all);
  for (guint i = 0; i < worker->slots->len; i++)
    split_groups (worker->groups, g_array_index (worker->slots, Slot, i).traits->mask);
  if (worker->groups->len == 1)
    return; /* alike in every phase: nothing is new or changed anywhere */
  for (guint p = 0; p < mosaic->fold.n_phases; p++)
    {
      guint16 same = 0;
      for (guint q = 0; q < mosaic->fold.n_phases; q++)
        if (mosaic->base[q] == mosaic->base[p])
          same |= (guint16) (1u << q);
      split_groups (worker->groups, same);
    }
  for (guint i = 0; i < worker->groups->len; i++)
    for (guint j = 0; j < worker->groups->len; j++)
      {
        gint base = mosaic->base[g_bit_nth_lsf (g_array_index (worker->groups, Group, i).mask, -1)];
        if (base >= 0 && (g_array_index (worker->groups, Group, j).mask & (1u << base)))
          g_array_index (worker->groups, Group, i).base = (gint8) j;
      }
}

/* Where several items of a kind cover the cell, all but the first lose it. */
static void
tally_lost (GlnWorker *worker, guint32 item, guint32 zone, guint16 mask, guint flags, GlnArea area)
{
  GlnKey key = { item, zone, 0, mask, (guint16) (flags | GLN_REC_LOST) };

  gln_cell_tally_add (&worker->tally, &key, area);
}

static void
see_merged (Sight *sight, const GlnTraits *traits)
{
  switch ((int) traits->role)
    {
    case GLN_ROLE_OF_COVER:
      sight->cover |= traits->sub;
      break;
    case GLN_ROLE_OF_WATER:
      sight->water = TRUE;
      break;
    case GLN_ROLE_OF_BOUNDARY:
      sight->scopes |= 1u << traits->sub;
      break;
    case GLN_ROLE_OF_SERVICE:
      sight->served = TRUE;
      break;
    case GLN_ROLE_OF_COLLAR:
      sight->near_land = TRUE;
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What the phases of @group see in the cell of @set. */
static Sight
see (const GlnWorker *worker, const guint64 *set, const Group *group, guint32 *districts)
{
  Sight sight = { 0 };
  gint level = -1;

  for (guint w = 0; w < worker->sweep->n_words; w++)
    for (guint64 bits = set[w]; bits; bits &= bits - 1)
      {
        const Slot *slot = &g_array_index (worker->slots, Slot, w * 64 + (guint) __builtin_ctzll (bits));
        if (!(slot->traits->mask & group->mask))
          continue;
        if (slot->traits->role == GLN_ROLE_OF_PARCEL && !sight.parcel)
          {
            sight.parcel = slot->item;
            sight.parcel_traits = slot->traits;
          }
        else if (slot->traits->role == GLN_ROLE_OF_GREEN && !sight.green)
          {
            sight.green = slot->item;
            sight.traits = slot->traits;
          }
        else if (slot->traits->role == GLN_ROLE_OF_DISTRICT && slot->traits->sub != level
                 && sight.n_districts < MAX_DISTRICTS)
          {
            level = slot->traits->sub;
            districts[sight.n_districts++] = slot->item;
          }
        else if (merged (slot->traits))
          see_merged (&sight, slot->traits);
      }
  sight.decider = sight.green;
  if (!sight.green && sight.parcel && sight.parcel_traits->cls)
    {
      sight.decider = sight.parcel;
      sight.traits = sight.parcel_traits;
    }
  if (sight.parcel)
    sight.scopes |= 1u << GLN_SCOPE_ALL;
  return sight;
}

static guint32
zone_of (GlnWorker *worker, const Sight *sight, guint32 *districts)
{
  guint32 hash = sight->scopes * 2654435761u, *cached, number;
  const GlnZone *zone;

  for (guint i = 1; i < sight->n_districts; i++)
    for (guint j = i; j > 0 && districts[j - 1] > districts[j]; j--)
      {
        guint32 swap = districts[j];
        districts[j] = districts[j - 1];
        districts[j - 1] = swap;
      }
  for (guint i = 0; i < sight->n_districts; i++)
    hash = (hash ^ districts[i]) * 2654435761u;
  cached = &worker->zone_cache[hash >> 24];
  if (*cached)
    {
      zone = gln_zones_get (worker->mosaic->zones, *cached - 1);
      if (zone->scopes == sight->scopes && zone->n_districts == sight->n_districts
          && (sight->n_districts == 0
              || memcmp (zone->districts, districts, sight->n_districts * sizeof (guint32)) == 0))
        return *cached - 1;
    }
  number = gln_zones_intern (worker->mosaic->zones, sight->scopes, districts, sight->n_districts);
  *cached = number + 1;
  return number;
}

/* New or changed since the interpretation: a drawn green that was not there,
 * or a G-coded parcel where the land was not of its class. */
static gboolean
is_replaced (const Sight *now, const Sight *then, guint16 then_mask)
{
  if (!now->decider || now == then)
    return FALSE;
  if (now->green)
    return !(now->traits->mask & then_mask);
  return !then->decider || then->traits->cls != now->traits->cls;
}

static void
tally_parcel (GlnWorker *worker, const Sight *sight, guint32 zone, guint16 mask, gboolean attached, GlnArea area)
{
  GlnKey key = { sight->parcel, zone, attached ? sight->decider : 0, mask, GLN_REC_PARCEL };

  if (sight->decider && !attached)
    key.flags |= GLN_REC_PUBLIC;
  if (!sight->decider && sight->cover)
    key.flags |= GLN_REC_COVER_OUT;
  gln_cell_tally_add (&worker->tally, &key, area);
}

static void
tally_green (GlnWorker *worker, const Sight *sight, guint32 zone, guint16 mask, gboolean replaced, GlnArea area)
{
  GlnKey key = { sight->decider, zone, 0, mask, GLN_REC_GREEN };

  if (sight->green && sight->parcel && sight->parcel_traits->cls
      && sight->parcel_traits->order < sight->traits->order)
    key.flags |= GLN_REC_HIGHER;
  if (sight->water)
    key.flags |= GLN_REC_WATER;
  if (replaced)
    key.flags |= GLN_REC_REPLACED;
  if (sight->traits->kind == GLN_LAND_ATTACHED && !sight->parcel)
    key.flags |= GLN_REC_NO_PARCEL;
  if (sight->near_land && (sight->traits->kind == GLN_LAND_REGIONAL || sight->traits->kind == GLN_LAND_NURSERY))
    key.flags |= GLN_REC_ADJOIN;
  gln_cell_tally_add (&worker->tally, &key, area);
}

static void
tally_zone (GlnWorker *worker, const Sight *sight, guint32 zone, guint16 mask, gboolean replaced, GlnArea area)
{
  GlnKey key = { 0, zone, 0, mask, 0 };

  if (!sight->scopes && !sight->n_districts && !sight->cover && !sight->decider)
    return; /* nothing at all: how much of that a window holds is of no interest */
  if (!sight->decider && sight->cover)
    key.flags |= GLN_REC_COVER_OUT;
  if ((sight->cover & GLN_COVER_INTERP) && !replaced)
    key.flags |= GLN_REC_INTERP;
  if (sight->cover & GLN_COVER_TREE)
    key.flags |= GLN_REC_TREE;
  gln_cell_tally_add (&worker->tally, &key, area);
}

static void
tally_losers (GlnWorker *worker, const guint64 *set, const Group *group, const Sight *sight, guint32 zone,
              GlnArea area)
{
  for (guint w = 0; w < worker->sweep->n_words; w++)
    for (guint64 bits = set[w]; bits; bits &= bits - 1)
      {
        const Slot *slot = &g_array_index (worker->slots, Slot, w * 64 + (guint) __builtin_ctzll (bits));
        if (slot->traits->role > GLN_ROLE_OF_GREEN)
          return;
        if (!(slot->traits->mask & group->mask))
          continue;
        if (slot->traits->role == GLN_ROLE_OF_PARCEL && slot->item != sight->parcel)
          tally_lost (worker, slot->item, zone, group->mask, GLN_REC_PARCEL, area);
        if (slot->traits->role == GLN_ROLE_OF_PARCEL && slot->traits->cls && slot->item != sight->decider)
          tally_lost (worker, slot->item, zone, group->mask, GLN_REC_GREEN, area);
        if (slot->traits->role == GLN_ROLE_OF_GREEN && slot->item != sight->green)
          tally_lost (worker, slot->item, zone, group->mask, GLN_REC_GREEN, area);
      }
}

static void
tally_cell (GlnWorker *worker, const guint64 *set, GlnArea area)
{
  Sight sights[GLN_MAX_PHASES];
  guint32 districts[GLN_MAX_PHASES][MAX_DISTRICTS];
  const Group *groups = (const Group *) (const void *) worker->groups->data;

  for (guint g = 0; g < worker->groups->len; g++)
    sights[g] = see (worker, set, groups + g, districts[g]);
  for (guint g = 0; g < worker->groups->len; g++)
    {
      const Sight *sight = sights + g;
      guint32 zone = zone_of (worker, sight, districts[g]);
      gboolean replaced = groups[g].base >= 0
                          && is_replaced (sight, sights + groups[g].base, groups[groups[g].base].mask);
      tally_zone (worker, sight, zone, groups[g].mask, replaced, area);
      if (sight->parcel)
        tally_parcel (worker, sight, zone, groups[g].mask,
                      sight->decider && sight->traits->kind == GLN_LAND_ATTACHED, area);
      if (sight->decider)
        tally_green (worker, sight, zone, groups[g].mask, replaced, area);
      tally_losers (worker, set, groups + g, sight, zone, area);
    }
}

/* In the tree of service areas only one thing is asked: how much of each
 * residential parcel is served. */
static void
tally_served (GlnWorker *worker, const guint64 *set, GlnArea area)
{
  guint32 districts[MAX_DISTRICTS];

  for (guint g = 0; g < worker->groups->len; g++)
    {
      const Group *group = &g_array_index (worker->groups, Group, g);
      Sight sight = see (worker, set, group, districts);
      GlnKey key = { sight.parcel, 0, 0, group->mask, GLN_REC_SERVED };
      if (!sight.served || !sight.parcel || !sight.parcel_traits->residential)
        continue;
      key.zone = zone_of (worker, &sight, districts);
      gln_cell_tally_add (&worker->tally, &key, area);
    }
}

/* Whether anything here can be served. */
static gboolean
may_serve (const GlnWorker *worker)
{
  gboolean service = FALSE, residential = FALSE;

  for (guint i = 0; i < worker->slots->len; i++)
    {
      const GlnTraits *traits = g_array_index (worker->slots, Slot, i).traits;
      service |= traits->role == GLN_ROLE_OF_SERVICE;
      residential |= traits->residential;
    }
  return service && residential;
}

static void
cells_of_leaf (GlnWorker *worker, GlnTreeKind kind, const GlnNode *leaf, const GlnSquare *square, int sign)
{
  if (leaf->n_list == 0)
    return;
  number_slots (worker, leaf);
  if (kind == GLN_TREE_SERVICE && !may_serve (worker))
    return;
  find_groups (worker);
  sweep_leaf (worker, leaf, &square->box);
  for (guint i = 0; i < worker->sweep->n_cells; i++)
    {
      GlnArea area = sign * (GlnArea) gln_sweep_area (worker->sweep, i);
      if (kind == GLN_TREE_SERVICE)
        tally_served (worker, gln_sweep_set (worker->sweep, i), area);
      else
        tally_cell (worker, gln_sweep_set (worker->sweep, i), area);
    }
}

/**
 * gln_cells_of_node:
 * @kind: which tree @node is of
 * @sign: 1 adds the cells of its leaves to the tally of @worker, -1 takes them away
 *
 * Depends on nothing but what the lists of the leaves name, so that taking
 * away what was added leaves nothing, to the bit.
 */
void
gln_cells_of_node (GlnWorker *worker, GlnTreeKind kind, const GlnNode *node, const GlnSquare *square, int sign)
{
  if (!node->children)
    cells_of_leaf (worker, kind, node, square, sign);
  for (guint i = 0; node->children && i < 4; i++)
    {
      GlnSquare child = gln_child_square (square, i);
      gln_cells_of_node (worker, kind, node->children + i, &child, sign);
    }
}

/** gln_worker_new: (transfer full): scratch for one thread. */
GlnWorker *
gln_worker_new (GlnMosaic *mosaic)
{
  GlnWorker *worker = g_new0 (GlnWorker, 1);

  worker->mosaic = mosaic;
  worker->sweep = gln_sweep_new ();
  gln_cell_tally_init (&worker->tally);
  worker->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  worker->entry_slot = g_array_new (FALSE, FALSE, sizeof (guint32));
  worker->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  return worker;
}

/** gln_worker_free: frees @worker. */
void
gln_worker_free (GlnWorker *worker)
{
  gln_sweep_free (worker->sweep);
  gln_cell_tally_clear (&worker->tally);
  g_array_unref (worker->slots);
  g_array_unref (worker->entry_slot);
  g_array_unref (worker->groups);
  g_free (worker);
}
