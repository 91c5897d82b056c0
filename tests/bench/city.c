/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "city-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const city_classes[CITY_N_CLASSES] = { "G1", "G2", "G3", "XG", "EG" };

/** city_spec_init: the city of @n_parcels with as much of the rest as cities have. */
void
city_spec_init (CitySpec *spec, guint n_parcels)
{
  *spec = (CitySpec){
    .n_parcels = n_parcels,
    .n_greens = n_parcels <= 100000 ? n_parcels / 10 : MAX (10000, n_parcels / 20),
    .n_crowns = (guint) (n_parcels * 1.44),
    .n_roofs = (guint) (n_parcels * 0.08),
    .districts_across = (guint) CLAMP (lround (4 * pow (n_parcels / 10000.0, 0.28)), 4, 14),
    .seed = 20260,
  };
}

/** city_spec_parse: @size as "10k", "100k", "1M" or a plain number of parcels. */
gboolean
city_spec_parse (CitySpec *spec, const char *size)
{
  char *end;
  double n = g_ascii_strtod (size, &end);

  if (*end == 'k')
    n *= 1e3, end++;
  else if (*end == 'M')
    n *= 1e6, end++;
  if (*end || !(n >= 100 && n <= 1e7))
    return FALSE;
  city_spec_init (spec, (guint) n);
  return TRUE;
}

guint64
city_random_next (CityRandom *random)
{
  return city_hash (random->state += 0x9e3779b97f4a7c15u, 0, 0, 0);
}

/** city_random: uniform in [@low, @high). */
double
city_random (CityRandom *random, double low, double high)
{
  return low + (high - low) * city_hash_unit (city_random_next (random));
}

/** city_random_int: uniform in 0 .. @n - 1. */
guint
city_random_int (CityRandom *random, guint n)
{
  return (guint) (city_random_next (random) % n);
}

/** city_hash: a number that depends on its four arguments alone. */
guint64
city_hash (guint64 seed, guint64 a, guint64 b, guint64 c)
{
  guint64 z = seed + a * 0x9e3779b97f4a7c15u + b * 0xc2b2ae3d27d4eb4fu + c * 0x165667b19e3779f9u;

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/** city_hash_unit: @hash as a number in [0, 1). */
double
city_hash_unit (guint64 hash)
{
  return (double) (hash >> 11) * 0x1p-53;
}

/** city_round: to whole millimetres, as survey data is written. */
GlnPoint
city_round (double x, double y)
{
  return (GlnPoint){ round (x * 1000) / 1000, round (y * 1000) / 1000 };
}

/** city_warp: where the point (@u, @v) of the straight streets lies in the plan. */
GlnPoint
city_warp (const City *city, double u, double v)
{
  double x = u + 60 * sin (v / 370) + 15 * sin ((u + v) / 145 + 1);
  double y = v + 55 * sin (u / 410 + 2) + 14 * sin ((u - v) / 150);

  return city_round (city->origin_m.x + x, city->origin_m.y + y);
}

/** city_add_shape: one more feature; takes @shape. Ids are like the program's own: ascending in the order of
 * making, with a random end. */
void
city_add_shape (CityMaker *maker, CityKind kind, const char *code, GlnShape *shape, GlnValues *values)
{
  GlnUuid uuid = { { 0x01, (guint8) kind } };
  guint32 id = GUINT32_TO_BE (++maker->next_id);
  guint64 end = city_hash (maker->city->spec.seed, maker->next_id, kind, 10);

  memcpy (uuid.bytes + 2, &id, sizeof id);
  memcpy (uuid.bytes + 8, &end, sizeof end);
  g_ptr_array_add (maker->city->features[kind],
                   gln_feature_new (&uuid, &maker->city->layers[kind], code, shape, values));
  gln_shape_unref (shape);
}

/** city_add: one more feature of a single @ring of GlnPoint. */
void
city_add (CityMaker *maker, CityKind kind, const char *code, GArray *ring, GlnValues *values)
{
  city_add_shape (maker, kind, code, gln_shape_new_polygon ((GlnPoint *) ring->data, ring->len), values);
}

/** city_new: (transfer full): makes the city of @spec. */
City *
city_new (const CitySpec *spec)
{
  City *city = g_new0 (City, 1);
  CityMaker maker = { .city = city, .random = { spec->seed } };

  city->spec = *spec;
  city->side_m = 53.4 * sqrt (spec->n_parcels);
  /* East of 2^19 m, so that a plan shifted by whole metres has the same binary fractions. */
  city->origin_m = (GlnPoint){ 530000, 3370000 };
  city->green_kinds = g_array_new (FALSE, FALSE, 1);
  for (guint kind = 0; kind < CITY_N_KINDS; kind++)
    {
      city->features[kind] = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
      city->layers[kind] = (GlnUuid){ { 0x02, (guint8) kind, 1 } };
    }
  city_make_streets (&maker);
  city_make_parcels (&maker);
  city_make_greens (&maker);
  city_make_cover (&maker);
  city_make_districts (&maker);
  city_make_boundary (&maker);
  for (guint i = 0; i < 2; i++)
    {
      g_free (maker.across[i].at_m);
      g_free (maker.across[i].half_m);
    }
  return city;
}

void
city_free (City *city)
{
  for (guint kind = 0; kind < CITY_N_KINDS; kind++)
    g_ptr_array_unref (city->features[kind]);
  g_array_unref (city->green_kinds);
  g_free (city);
}

/** city_vertices: number of points of all features. */
gsize
city_vertices (const City *city)
{
  gsize n = 0;

  for (guint kind = 0; kind < CITY_N_KINDS; kind++)
    for (guint i = 0; i < city->features[kind]->len; i++)
      n += city_feature (city, kind, i)->shape->n_points;
  return n;
}

/** city_class_index: place of @green's class in city_classes. */
guint
city_class_index (const GlnFeature *green)
{
  guint i = 0;

  while (!g_str_equal (green->class_code, city_classes[i]))
    i++;
  return i;
}
