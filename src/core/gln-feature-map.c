/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-feature-map.h"

/* Two levels: a sorted array of chunks of sorted features. A change copies one
 * chunk and the array of chunk pointers (32 KiB for a million features). */

#define CHUNK_FULL 512u
#define CHUNK_BULK 384u

typedef struct
{
  gatomicrefcount ref_count;
  guint n;
  GlnFeature *features[CHUNK_FULL];
} Chunk;

struct _GlnFeatureMap
{
  gatomicrefcount ref_count;
  guint size;
  guint n_chunks;
  Chunk *chunks[]; /* none is empty */
};

static Chunk *
chunk_new (GlnFeature *const *features, guint n)
{
  Chunk *chunk = g_malloc (G_STRUCT_OFFSET (Chunk, features) + CHUNK_FULL * sizeof (GlnFeature *));

  g_atomic_ref_count_init (&chunk->ref_count);
  chunk->n = n;
  for (guint i = 0; i < n; i++)
    chunk->features[i] = gln_feature_ref (features[i]);
  return chunk;
}

static void
chunk_unref (Chunk *chunk)
{
  if (!g_atomic_ref_count_dec (&chunk->ref_count))
    return;
  for (guint i = 0; i < chunk->n; i++)
    gln_feature_unref (chunk->features[i]);
  g_free (chunk);
}

static GlnFeatureMap *
map_alloc (guint n_chunks)
{
  GlnFeatureMap *map = g_malloc0 (sizeof *map + n_chunks * sizeof (Chunk *));

  g_atomic_ref_count_init (&map->ref_count);
  map->n_chunks = n_chunks;
  return map;
}

static int
compare_features (gconstpointer a, gconstpointer b)
{
  return gln_uuid_compare (&(*(GlnFeature *const *) a)->uuid, &(*(GlnFeature *const *) b)->uuid);
}

/* A stable sort keeps the order of equal ids, so that the last one wins. */
static int
compare_features_stable (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_features (a, b);
}

/**
 * gln_feature_map_new:
 * @features: (array length=n_features): any order; references are added; of
 *   equal uuids the last wins
 *
 * Returns: (transfer full): the map
 */
GlnFeatureMap *
gln_feature_map_new (GlnFeature *const *features, guint n_features)
{
  g_autofree GlnFeature **sorted = g_memdup2 (features, n_features * sizeof *features);
  GlnFeatureMap *map;
  guint n = 0;

  g_qsort_with_data (sorted, (int) n_features, sizeof *sorted, compare_features_stable, NULL);
  for (guint i = 0; i < n_features; i++)
    {
      if (i + 1 < n_features && compare_features (&sorted[i], &sorted[i + 1]) == 0)
        continue;
      sorted[n++] = sorted[i];
    }
  map = map_alloc ((n + CHUNK_BULK - 1) / CHUNK_BULK);
  map->size = n;
  for (guint c = 0; c < map->n_chunks; c++)
    map->chunks[c] = chunk_new (sorted + c * CHUNK_BULK, MIN (CHUNK_BULK, n - c * CHUNK_BULK));
  return map;
}

/** gln_feature_map_ref: (transfer full): another reference; any thread. */
GlnFeatureMap *
gln_feature_map_ref (GlnFeatureMap *map)
{
  g_atomic_ref_count_inc (&map->ref_count);
  return map;
}

/** gln_feature_map_unref: drops a reference; any thread. */
void
gln_feature_map_unref (GlnFeatureMap *map)
{
  if (!g_atomic_ref_count_dec (&map->ref_count))
    return;
  for (guint c = 0; c < map->n_chunks; c++)
    chunk_unref (map->chunks[c]);
  g_free (map);
}

/** gln_feature_map_size: number of features. */
guint
gln_feature_map_size (const GlnFeatureMap *map)
{
  return map->size;
}

/* The last chunk whose first id is not above @uuid; 0 when all are above. */
static guint
find_chunk (const GlnFeatureMap *map, const GlnUuid *uuid)
{
  guint lo = 0, hi = map->n_chunks;

  while (hi - lo > 1)
    {
      guint mid = lo + (hi - lo) / 2;
      if (gln_uuid_compare (&map->chunks[mid]->features[0]->uuid, uuid) <= 0)
        lo = mid;
      else
        hi = mid;
    }
  return lo;
}

/* The first slot whose id is not below @uuid. */
static guint
find_slot (const Chunk *chunk, const GlnUuid *uuid, gboolean *found)
{
  guint lo = 0, hi = chunk->n;

  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;
      if (gln_uuid_compare (&chunk->features[mid]->uuid, uuid) < 0)
        lo = mid + 1;
      else
        hi = mid;
    }
  *found = lo < chunk->n && gln_uuid_equal (&chunk->features[lo]->uuid, uuid);
  return lo;
}

/** gln_feature_map_lookup: (nullable) (transfer none): the feature with @uuid. */
GlnFeature *
gln_feature_map_lookup (const GlnFeatureMap *map, const GlnUuid *uuid)
{
  const Chunk *chunk;
  gboolean found;
  guint slot;

  if (map->n_chunks == 0)
    return NULL;
  chunk = map->chunks[find_chunk (map, uuid)];
  slot = find_slot (chunk, uuid, &found);
  return found ? chunk->features[slot] : NULL;
}

/* A copy in which chunk @at is replaced by @with (0 to 2 chunks, given away). */
static GlnFeatureMap *
map_replace (GlnFeatureMap *map, guint at, Chunk **with, guint n_with, guint size)
{
  guint removed = map->n_chunks > 0 ? 1 : 0;
  GlnFeatureMap *copy = map_alloc (map->n_chunks - removed + n_with);

  copy->size = size;
  for (guint c = 0; c < at; c++)
    copy->chunks[c] = map->chunks[c];
  for (guint c = 0; c < n_with; c++)
    copy->chunks[at + c] = with[c];
  for (guint c = at + removed; c < map->n_chunks; c++)
    copy->chunks[c - removed + n_with] = map->chunks[c];
  for (guint c = 0; c < copy->n_chunks; c++)
    if (c < at || c >= at + n_with)
      g_atomic_ref_count_inc (&copy->chunks[c]->ref_count);
  return copy;
}

/**
 * gln_feature_map_put:
 * @feature: added, or put in the place of the one with its uuid; a reference is added
 *
 * Returns: (transfer full): a changed copy; @map is as it was
 */
GlnFeatureMap *
gln_feature_map_put (GlnFeatureMap *map, GlnFeature *feature)
{
  GlnFeature *list[CHUNK_FULL + 1];
  Chunk *with[2] = { NULL, NULL };
  Chunk *old = NULL;
  guint at = 0, slot = 0, n = 0, half;
  gboolean found = FALSE;

  if (map->n_chunks > 0)
    {
      at = find_chunk (map, &feature->uuid);
      old = map->chunks[at];
      slot = find_slot (old, &feature->uuid, &found);
      for (guint i = 0; i < slot; i++)
        list[n++] = old->features[i];
    }
  list[n++] = feature;
  for (guint i = slot + (found ? 1 : 0); old && i < old->n; i++)
    list[n++] = old->features[i];
  half = n > CHUNK_FULL ? n / 2 : n;
  with[0] = chunk_new (list, half);
  if (half < n)
    with[1] = chunk_new (list + half, n - half);
  return map_replace (map, at, with, half < n ? 2 : 1, map->size + (found ? 0 : 1));
}

/**
 * gln_feature_map_remove:
 *
 * Returns: (transfer full): a copy without @uuid (another reference to @map
 *   when it has no such feature)
 */
GlnFeatureMap *
gln_feature_map_remove (GlnFeatureMap *map, const GlnUuid *uuid)
{
  GlnFeature *list[CHUNK_FULL];
  const Chunk *old;
  Chunk *with;
  guint at, slot, n = 0;
  gboolean found;

  if (map->n_chunks == 0)
    return gln_feature_map_ref (map);
  at = find_chunk (map, uuid);
  old = map->chunks[at];
  slot = find_slot (old, uuid, &found);
  if (!found)
    return gln_feature_map_ref (map);
  for (guint i = 0; i < old->n; i++)
    if (i != slot)
      list[n++] = old->features[i];
  with = n ? chunk_new (list, n) : NULL;
  return map_replace (map, at, &with, n ? 1 : 0, map->size - 1);
}

/** gln_feature_iter_init: starts at the lowest uuid. */
void
gln_feature_iter_init (GlnFeatureIter *iter, const GlnFeatureMap *map)
{
  iter->map = map;
  iter->chunk = 0;
  iter->slot = 0;
}

/** gln_feature_iter_next: (nullable) (transfer none): the next feature, NULL after the last. */
GlnFeature *
gln_feature_iter_next (GlnFeatureIter *iter)
{
  while (iter->chunk < iter->map->n_chunks)
    {
      const Chunk *chunk = iter->map->chunks[iter->chunk];
      if (iter->slot < chunk->n)
        return chunk->features[iter->slot++];
      iter->chunk++;
      iter->slot = 0;
    }
  return NULL;
}
