/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

#include <string.h>

/* Small numbers for uuids and zones. Both tables only grow, so a snapshot can
 * share them with a mosaic that goes on: what a snapshot knows never changes. */

struct _GlnIds
{
  gatomicrefcount ref_count;
  pthread_rwlock_t lock; /* the table moves when it grows */
  GArray *uuids;         /* GlnUuid, by number; 0 is nobody */
  guint32 *table;
  guint size;
};

/** gln_ids_new: (transfer full): an empty table. */
GlnIds *
gln_ids_new (void)
{
  GlnIds *ids = g_new0 (GlnIds, 1);
  GlnUuid nobody = { { 0 } };

  g_atomic_ref_count_init (&ids->ref_count);
  pthread_rwlock_init (&ids->lock, NULL);
  ids->uuids = g_array_new (FALSE, FALSE, sizeof (GlnUuid));
  g_array_append_val (ids->uuids, nobody);
  ids->size = 256;
  ids->table = g_new0 (guint32, ids->size);
  return ids;
}

/** gln_ids_ref: (transfer full): another reference; any thread. */
GlnIds *
gln_ids_ref (GlnIds *ids)
{
  g_atomic_ref_count_inc (&ids->ref_count);
  return ids;
}

/** gln_ids_unref: drops a reference; any thread. */
void
gln_ids_unref (GlnIds *ids)
{
  if (!g_atomic_ref_count_dec (&ids->ref_count))
    return;
  pthread_rwlock_destroy (&ids->lock);
  g_array_unref (ids->uuids);
  g_free (ids->table);
  g_free (ids);
}

/* All bits of the uuid count, also where ids differ in their last byte only. */
static guint
uuid_slot (const GlnIds *ids, const GlnUuid *uuid)
{
  guint64 a, b;
  guint at;

  memcpy (&a, uuid->bytes, 8);
  memcpy (&b, uuid->bytes + 8, 8);
  a = (a ^ (b * G_GUINT64_CONSTANT (0xff51afd7ed558ccd))) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  at = (guint) ((a ^ (a >> 29)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) >> 32) & (ids->size - 1);

  while (ids->table[at]
         && !gln_uuid_equal (&g_array_index (ids->uuids, GlnUuid, ids->table[at]), uuid))
    at = (at + 1) & (ids->size - 1);
  return at;
}

/** gln_ids_find: the number of @uuid, 0 when it has none; any thread. */
guint32
gln_ids_find (GlnIds *ids, const GlnUuid *uuid)
{
  guint32 number;

  pthread_rwlock_rdlock (&ids->lock);
  number = ids->table[uuid_slot (ids, uuid)];
  pthread_rwlock_unlock (&ids->lock);
  return number;
}

static void
ids_grow (GlnIds *ids)
{
  g_free (ids->table);
  ids->size *= 2;
  ids->table = g_new0 (guint32, ids->size);
  for (guint32 i = 1; i < ids->uuids->len; i++)
    if (!gln_uuid_is_nil (&g_array_index (ids->uuids, GlnUuid, i)))
      ids->table[uuid_slot (ids, &g_array_index (ids->uuids, GlnUuid, i))] = i;
}

/** gln_ids_intern: the number of @uuid, given now when it had none. */
guint32
gln_ids_intern (GlnIds *ids, const GlnUuid *uuid)
{
  guint at;
  guint32 number;

  pthread_rwlock_wrlock (&ids->lock);
  at = uuid_slot (ids, uuid);
  number = ids->table[at];
  if (!number)
    {
      number = ids->table[at] = ids->uuids->len;
      g_array_append_val (ids->uuids, *uuid);
      if (2 * ids->uuids->len > ids->size)
        ids_grow (ids);
    }
  pthread_rwlock_unlock (&ids->lock);
  return number;
}

/** gln_ids_add: a new number that no uuid leads to. */
guint32
gln_ids_add (GlnIds *ids)
{
  GlnUuid nobody = { { 0 } };
  guint32 number;

  pthread_rwlock_wrlock (&ids->lock);
  number = ids->uuids->len;
  g_array_append_val (ids->uuids, nobody);
  pthread_rwlock_unlock (&ids->lock);
  return number;
}

/** gln_ids_uuid: the uuid of a number. */
GlnUuid
gln_ids_uuid (GlnIds *ids, guint32 number)
{
  GlnUuid uuid;

  pthread_rwlock_rdlock (&ids->lock);
  uuid = g_array_index (ids->uuids, GlnUuid, number);
  pthread_rwlock_unlock (&ids->lock);
  return uuid;
}

/* Zones stand in blocks that never move, so reading one needs no lock. */
#define ZONE_BLOCK 1024
#define ZONE_BLOCKS 4096

struct _GlnZones
{
  gatomicrefcount ref_count;
  pthread_mutex_t lock;
  guint n_zones;
  GlnZone *blocks[ZONE_BLOCKS];
  guint32 *table;
  guint size;
};

/** gln_zones_new: (transfer full): an empty table. */
GlnZones *
gln_zones_new (void)
{
  GlnZones *zones = g_new0 (GlnZones, 1);

  g_atomic_ref_count_init (&zones->ref_count);
  pthread_mutex_init (&zones->lock, NULL);
  zones->size = 256;
  zones->table = g_new0 (guint32, zones->size);
  return zones;
}

/** gln_zones_ref: (transfer full): another reference; any thread. */
GlnZones *
gln_zones_ref (GlnZones *zones)
{
  g_atomic_ref_count_inc (&zones->ref_count);
  return zones;
}

/** gln_zones_unref: drops a reference; any thread. */
void
gln_zones_unref (GlnZones *zones)
{
  if (!g_atomic_ref_count_dec (&zones->ref_count))
    return;
  for (guint i = 0; i < zones->n_zones; i++)
    g_free (zones->blocks[i / ZONE_BLOCK][i % ZONE_BLOCK].districts);
  for (guint i = 0; i < ZONE_BLOCKS && zones->blocks[i]; i++)
    g_free (zones->blocks[i]);
  pthread_mutex_destroy (&zones->lock);
  g_free (zones->table);
  g_free (zones);
}

/** gln_zones_get: (transfer none): a zone by its number. */
const GlnZone *
gln_zones_get (const GlnZones *zones, guint32 zone)
{
  return &zones->blocks[zone / ZONE_BLOCK][zone % ZONE_BLOCK];
}

/** gln_zones_size: how many zones there are. */
guint
gln_zones_size (GlnZones *zones)
{
  guint size;

  pthread_mutex_lock (&zones->lock);
  size = zones->n_zones;
  pthread_mutex_unlock (&zones->lock);
  return size;
}

static guint
zone_hash (guint32 scopes, const guint32 *districts, guint n_districts)
{
  guint64 h = scopes + 1;

  for (guint i = 0; i < n_districts; i++)
    h = (h ^ districts[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) ((h * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static guint
zone_slot (const GlnZones *zones, guint32 scopes, const guint32 *districts, guint n_districts)
{
  guint at = zone_hash (scopes, districts, n_districts) & (zones->size - 1);

  for (; zones->table[at]; at = (at + 1) & (zones->size - 1))
    {
      const GlnZone *zone = gln_zones_get (zones, zones->table[at] - 1);
      if (zone->scopes == scopes && zone->n_districts == n_districts
          && (n_districts == 0 || memcmp (zone->districts, districts, n_districts * sizeof (guint32)) == 0))
        break;
    }
  return at;
}

static void
zones_grow (GlnZones *zones)
{
  g_free (zones->table);
  zones->size *= 2;
  zones->table = g_new0 (guint32, zones->size);
  for (guint32 i = 0; i < zones->n_zones; i++)
    {
      const GlnZone *zone = gln_zones_get (zones, i);
      zones->table[zone_slot (zones, zone->scopes, zone->districts, zone->n_districts)] = i + 1;
    }
}

static guint32
zone_add (GlnZones *zones, guint32 scopes, const guint32 *districts, guint n_districts)
{
  guint32 number = zones->n_zones++;
  GlnZone *zone;

  if (number >= ZONE_BLOCK * ZONE_BLOCKS)
    g_error ("more than %d kinds of place by boundary and district", ZONE_BLOCK * ZONE_BLOCKS);
  if (!zones->blocks[number / ZONE_BLOCK])
    zones->blocks[number / ZONE_BLOCK] = g_new0 (GlnZone, ZONE_BLOCK);
  zone = &zones->blocks[number / ZONE_BLOCK][number % ZONE_BLOCK];
  zone->scopes = scopes;
  zone->n_districts = n_districts;
  zone->districts = g_memdup2 (districts, n_districts * sizeof (guint32));
  return number;
}

/**
 * gln_zones_intern:
 * @districts: item numbers, ascending
 *
 * Returns: the number of that zone, given now when it had none; any thread
 */
guint32
gln_zones_intern (GlnZones *zones, guint32 scopes, const guint32 *districts, guint n_districts)
{
  guint at;
  guint32 number;

  pthread_mutex_lock (&zones->lock);
  at = zone_slot (zones, scopes, districts, n_districts);
  if (!zones->table[at])
    {
      zones->table[at] = zone_add (zones, scopes, districts, n_districts) + 1;
      number = zones->table[at];
      if (2 * zones->n_zones > zones->size)
        zones_grow (zones);
    }
  else
    number = zones->table[at];
  pthread_mutex_unlock (&zones->lock);
  return number - 1;
}
