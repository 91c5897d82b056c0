/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streets, blocks, parcels and districts: lattices whose neighbours share exact vertices. */
#include "city-private.h"

#include <math.h>

static void
make_streets (CityMaker *maker, CityStreets *streets)
{
  g_autoptr (GArray) at = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) half = g_array_new (FALSE, FALSE, sizeof (double));
  static const double halves[] = { 6, 7, 8, 10, 12 };

  for (double u = 0; at->len < 2 || u < maker->city->side_m; u += city_random (&maker->random, 110, 270))
    {
      double h = at->len % 5 == 0 ? 20 : halves[city_random_int (&maker->random, G_N_ELEMENTS (halves))];
      g_array_append_val (at, u);
      g_array_append_val (half, h);
    }
  streets->n = at->len;
  streets->at_m = (double *) (void *) g_array_free (g_steal_pointer (&at), FALSE);
  streets->half_m = (double *) (void *) g_array_free (g_steal_pointer (&half), FALSE);
}

/** city_make_streets: an irregular grid, every fifth street a wide one. */
void
city_make_streets (CityMaker *maker)
{
  make_streets (maker, &maker->across[0]);
  make_streets (maker, &maker->across[1]);
}

/* A lattice of nx × ny cells in a rectangle of (u, v). */
typedef struct
{
  const City *city;
  guint64 seed;
  double u0, v0, u1, v1;
  guint nx, ny;
  double jitter;   /* of inner nodes, in cells */
  double wiggle;   /* of the vertices on an edge, sideways, in lengths of the edge */
  guint max_extra; /* vertices on an edge: 0 .. 5 by chance, or this number when larger */
} Lattice;

typedef struct
{
  guint a, b;
} Node;

static void
lattice_node (const Lattice *l, Node node, double *u, double *v)
{
  guint64 hash = city_hash (l->seed, node.a, node.b, 1);
  double du = node.a > 0 && node.a < l->nx ? city_hash_unit (hash) * 2 - 1 : 0;
  double dv = node.b > 0 && node.b < l->ny ? city_hash_unit (city_hash (hash, 2, 3, 4)) * 2 - 1 : 0;

  *u = l->u0 + (l->u1 - l->u0) * (node.a + l->jitter * du) / l->nx;
  *v = l->v0 + (l->v1 - l->v0) * (node.b + l->jitter * dv) / l->ny;
}

static guint
edge_extra (const Lattice *l, guint64 hash)
{
  static const guint8 extra[16] = { 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5 };

  return MAX (l->max_extra, extra[hash >> 60]);
}

/* Appends @from and the vertices on the edge to @to, but not @to. Both cells beside an edge get the
 * same vertices: they are made in the edge's own direction, whichever way it is walked. */
static void
lattice_edge (const Lattice *l, GArray *ring, Node from, Node to)
{
  gboolean forward = from.a < to.a || from.b < to.b;
  Node low = forward ? from : to, high = forward ? to : from;
  guint64 hash = city_hash (l->seed, low.a * 2 + (low.b == high.b), low.b, 5);
  guint n = edge_extra (l, hash);
  double u0, v0, u1, v1, u, v;

  lattice_node (l, from, &u, &v);
  city_ring_add (ring, city_warp (l->city, u, v));
  lattice_node (l, low, &u0, &v0);
  lattice_node (l, high, &u1, &v1);
  for (guint k = 1; k <= n; k++)
    {
      guint i = forward ? k : n + 1 - k;
      double t = (double) i / (n + 1);
      double side = l->wiggle * (city_hash_unit (city_hash (hash, i, 6, 7)) * 2 - 1);
      city_ring_add (ring, city_warp (l->city, u0 + t * (u1 - u0) - side * (v1 - v0),
                                      v0 + t * (v1 - v0) + side * (u1 - u0)));
    }
}

/* The outline of cells a0 .. a1-1 of row b, counter-clockwise. */
static void
lattice_cells (const Lattice *l, GArray *ring, guint a0, guint a1, guint b)
{
  g_array_set_size (ring, 0);
  for (guint a = a0; a < a1; a++)
    lattice_edge (l, ring, (Node){ a, b }, (Node){ a + 1, b });
  lattice_edge (l, ring, (Node){ a1, b }, (Node){ a1, b + 1 });
  for (guint a = a1; a > a0; a--)
    lattice_edge (l, ring, (Node){ a, b + 1 }, (Node){ a - 1, b + 1 });
  lattice_edge (l, ring, (Node){ a0, b + 1 }, (Node){ a0, b });
}

static Lattice
block_lattice (CityMaker *maker, guint i, guint j)
{
  const CityStreets *s = maker->across;
  Lattice l = { .city = maker->city, .seed = city_hash (maker->city->spec.seed, i, j, 8) };
  double cell = city_random (&maker->random, 33, 55);

  l.u0 = s[0].at_m[i] + s[0].half_m[i];
  l.u1 = s[0].at_m[i + 1] - s[0].half_m[i + 1];
  l.v0 = s[1].at_m[j] + s[1].half_m[j];
  l.v1 = s[1].at_m[j + 1] - s[1].half_m[j + 1];
  l.nx = (guint) MAX (1, lround ((l.u1 - l.u0) / cell));
  l.ny = (guint) MAX (1, lround ((l.v1 - l.v0) / cell));
  l.jitter = 0.15;
  l.wiggle = 0.03;
  return l;
}

static void
make_block (CityMaker *maker, const Lattice *l, GArray *ring, GlnValues *const *values)
{
  static const char *const codes[] = { "R2", "R2", "R2", "R2", "A3", "B1", "M1", "W1", "U1", "R1" };

  for (guint b = 0; b < l->ny; b++)
    for (guint a = 0; a < l->nx;)
      {
        guint wide = a + 1 < l->nx && city_random (&maker->random, 0, 1) < 0.12 ? 2 : 1;
        const char *code = codes[city_random_int (&maker->random, G_N_ELEMENTS (codes))];
        lattice_cells (l, ring, a, a + wide, b);
        city_add (maker, CITY_PARCEL, code, ring, values[code[0] == 'R']);
        a += wide;
      }
}

/** city_make_parcels: every block a lattice of parcels, some merged with their neighbour. */
void
city_make_parcels (CityMaker *maker)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  g_autoptr (GlnValues) built = gln_values_with_number (NULL, "green_ratio", 0.2);
  g_autoptr (GlnValues) homes = gln_values_with_number (NULL, "green_ratio", 0.35);
  GlnValues *const values[] = { built, homes };

  for (guint i = 0; i + 1 < maker->across[0].n; i++)
    for (guint j = 0; j + 1 < maker->across[1].n; j++)
      {
        Lattice l = block_lattice (maker, i, j);
        make_block (maker, &l, ring, values);
      }
}

/** city_make_districts: n × n districts over the whole city, with winding borders. */
void
city_make_districts (CityMaker *maker)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (GlnPoint));
  guint n = maker->city->spec.districts_across;
  double end = maker->city->side_m + 400;
  Lattice l = { maker->city, city_hash (maker->city->spec.seed, 9, 9, 9), -400, -400, end, end,
                n, n, 0.2, 0.004, 40 };

  for (guint b = 0; b < n; b++)
    for (guint a = 0; a < n; a++)
      {
        lattice_cells (&l, ring, a, a + 1, b);
        city_add (maker, CITY_DISTRICT, "", ring, NULL);
      }
}
