/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-sweep.h"

#include <string.h>

/* The window is cut into slabs at every ordinate where an edge begins, ends or
 * crosses another, or where the winding at the left side changes.
 *
 *      y ─┬────/──────\────┬   within a slab no two edges cross, so they have
 *         │ 0 / 1      \ 2 │   an order from left to right, and each gap
 *      y ─┴──/──────────\──┴   between neighbours belongs to one set of slots
 *
 * Each edge of a slab is its integral of x dy, rounded once to the quantum; a
 * gap is the right integral less the left one, so gaps telescope: the gaps of
 * a slab add up to the slab and nothing is lost or counted twice.
 *
 * The order itself is the order of those integers. No tolerance is needed:
 * edges whose integrals are equal have a gap of nothing between them, so how a
 * tie is broken cannot show, and a crossing that rounding has missed swaps two
 * edges that differ by less than the rounding. A gap is never negative. */

typedef struct
{
  gint64 quanta;
  guint32 edge;
} Active;

/* What covers the place where the walk stands. */
typedef struct
{
  gint32 *winding; /* per ring */
  gint32 *inside;  /* per part: 1 where only its shell covers */
  gint32 *parts;   /* per slot: number of parts that cover */
  guint64 *set;
  gsize size;
} State;

/** gln_sweep_new: (transfer full): a sweep; reusable for any number of windows, by one thread at a time. */
GlnSweep *
gln_sweep_new (void)
{
  GlnSweep *sweep = g_new0 (GlnSweep, 1);

  sweep->rings = g_array_new (FALSE, FALSE, sizeof (GlnSweepRing));
  sweep->part_slot = g_array_new (FALSE, FALSE, sizeof (guint32));
  sweep->edges = g_array_new (FALSE, FALSE, sizeof (GlnSweepEdge));
  sweep->jumps = g_array_new (FALSE, FALSE, sizeof (GlnSweepJump));
  sweep->sets = g_array_new (FALSE, FALSE, sizeof (guint64));
  sweep->areas = g_array_new (FALSE, FALSE, sizeof (gint64));
  sweep->ordinates = g_array_new (FALSE, FALSE, sizeof (double));
  sweep->active = g_array_new (FALSE, FALSE, sizeof (Active));
  sweep->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  return sweep;
}

/** gln_sweep_free: frees a sweep. */
void
gln_sweep_free (GlnSweep *sweep)
{
  g_array_unref (sweep->rings);
  g_array_unref (sweep->part_slot);
  g_array_unref (sweep->edges);
  g_array_unref (sweep->jumps);
  g_array_unref (sweep->sets);
  g_array_unref (sweep->areas);
  g_array_unref (sweep->ordinates);
  g_array_unref (sweep->active);
  g_array_unref (sweep->order);
  g_free (sweep->covered);
  g_free (sweep->table);
  g_free (sweep->state);
  g_free (sweep);
}

/**
 * gln_sweep_begin:
 * @width_m: of the window, whose lower left corner is (0, 0)
 * @n_slots: how many polygons there are at most
 */
void
gln_sweep_begin (GlnSweep *sweep, double width_m, double height_m, guint n_slots)
{
  sweep->width_m = width_m;
  sweep->height_m = height_m;
  sweep->n_slots = n_slots;
  sweep->n_words = MAX (1, (n_slots + 63) / 64);
  sweep->n_cells = 0;
  g_array_set_size (sweep->rings, 0);
  g_array_set_size (sweep->part_slot, 0);
  g_array_set_size (sweep->edges, 0);
  g_array_set_size (sweep->jumps, 0);
  g_array_set_size (sweep->sets, 0);
  g_array_set_size (sweep->areas, 0);
  sweep->covered = g_renew (gint32, sweep->covered, MAX (1, n_slots));
  memset (sweep->covered, 0, n_slots * sizeof (gint32));
}

/** gln_sweep_cover: @slot has a part that covers the whole window. */
void
gln_sweep_cover (GlnSweep *sweep, guint slot)
{
  sweep->covered[slot]++;
}

/** gln_sweep_part: a new part of @slot, to be given rings. */
guint
gln_sweep_part (GlnSweep *sweep, guint slot)
{
  guint32 value = slot;

  g_array_append_val (sweep->part_slot, value);
  return sweep->part_slot->len - 1;
}

/** gln_sweep_ring: a new ring of @part, to be given edges. */
guint
gln_sweep_ring (GlnSweep *sweep, guint part, gboolean hole)
{
  GlnSweepRing ring = { part, hole ? 2 : 1, 0 };

  g_array_append_val (sweep->rings, ring);
  return sweep->rings->len - 1;
}

/** gln_sweep_wind: adds @winding to the ring's winding at the lower left corner. */
void
gln_sweep_wind (GlnSweep *sweep, guint ring, int winding)
{
  g_array_index (sweep->rings, GlnSweepRing, ring).corner += winding;
}

/* Passing an edge or a jump of @ring. */
static inline void
state_pass (const GlnSweep *sweep, State *state, guint32 ring_index, gint32 delta)
{
  const GlnSweepRing *ring = &g_array_index (sweep->rings, GlnSweepRing, ring_index);
  gint32 before = state->winding[ring_index], after = before + delta, part, slot;
  guint32 s;

  state->winding[ring_index] = after;
  if ((before == 0) == (after == 0))
    return;
  part = state->inside[ring->part];
  state->inside[ring->part] = part + (after ? ring->unit : -ring->unit);
  if ((part == 1) == (state->inside[ring->part] == 1))
    return;
  s = g_array_index (sweep->part_slot, guint32, ring->part);
  slot = state->parts[s];
  state->parts[s] = slot + (part == 1 ? -1 : 1);
  if ((slot == 0) != (state->parts[s] == 0))
    state->set[s / 64] ^= G_GUINT64_CONSTANT (1) << (s % 64);
}

static void
state_place (const GlnSweep *sweep, State *state, gpointer memory)
{
  state->set = memory;
  state->parts = (gint32 *) (void *) (state->set + sweep->n_words);
  state->inside = state->parts + sweep->n_slots;
  state->winding = state->inside + sweep->part_slot->len;
}

/* Two states in one block: at the left side of the slab, and where the walk is. */
static void
states_init (GlnSweep *sweep, State *left, State *walk)
{
  gsize size = sweep->n_words * sizeof (guint64)
               + (sweep->n_slots + sweep->part_slot->len + (gsize) sweep->rings->len) * sizeof (gint32);

  size = (size + 7) & ~(gsize) 7;
  if (sweep->state_size < 2 * size)
    {
      sweep->state_size = 4 * size;
      g_free (sweep->state);
      sweep->state = g_malloc (sweep->state_size);
    }
  memset (sweep->state, 0, size);
  state_place (sweep, left, sweep->state);
  state_place (sweep, walk, (guint8 *) sweep->state + size);
  left->size = walk->size = size;
  for (guint s = 0; s < sweep->n_slots; s++)
    if ((left->parts[s] = sweep->covered[s]))
      left->set[s / 64] |= G_GUINT64_CONSTANT (1) << (s % 64);
  for (guint r = 0; r < sweep->rings->len; r++)
    {
      gint32 corner = g_array_index (sweep->rings, GlnSweepRing, r).corner;
      if (corner)
        state_pass (sweep, left, r, corner);
    }
}

static guint32
set_hash (const guint64 *set, guint n_words)
{
  guint64 h = 0;

  for (guint w = 0; w < n_words; w++)
    h = (h ^ set[w]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint32) (h >> 32);
}

static void
table_put (GlnSweep *sweep, guint cell)
{
  guint32 at = set_hash (gln_sweep_set (sweep, cell), sweep->n_words) & (sweep->table_size - 1);

  while (sweep->table[at])
    at = (at + 1) & (sweep->table_size - 1);
  sweep->table[at] = cell + 1;
}

static void
table_reset (GlnSweep *sweep, guint size)
{
  if (sweep->table_size != size)
    {
      sweep->table = g_renew (guint32, sweep->table, size);
      sweep->table_size = size;
    }
  memset (sweep->table, 0, size * sizeof (guint32));
  for (guint i = 0; i < sweep->n_cells; i++)
    table_put (sweep, i);
}

/* Adds @quanta to the cell of @set. */
static void
add_area (GlnSweep *sweep, const guint64 *set, gint64 quanta)
{
  gsize bytes = sweep->n_words * sizeof (guint64);
  guint32 at = set_hash (set, sweep->n_words) & (sweep->table_size - 1);

  for (; sweep->table[at]; at = (at + 1) & (sweep->table_size - 1))
    if (memcmp (gln_sweep_set (sweep, sweep->table[at] - 1), set, bytes) == 0)
      {
        g_array_index (sweep->areas, gint64, sweep->table[at] - 1) += quanta;
        return;
      }
  g_array_append_vals (sweep->sets, set, sweep->n_words);
  g_array_append_val (sweep->areas, quanta);
  sweep->table[at] = ++sweep->n_cells;
  if (2 * sweep->n_cells > sweep->table_size)
    table_reset (sweep, 2 * sweep->table_size);
}

static int
compare_double (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static int
compare_edge (gconstpointer a, gconstpointer b)
{
  const GlnSweepEdge *x = a, *y = b;

  return (x->y0 > y->y0) - (x->y0 < y->y0);
}

static int
compare_jump (gconstpointer a, gconstpointer b)
{
  const GlnSweepJump *x = a, *y = b;

  return (x->y > y->y) - (x->y < y->y);
}

static void
find_crossings (GlnSweep *sweep)
{
  const GlnSweepEdge *edges = (const GlnSweepEdge *) (const void *) sweep->edges->data;

  for (guint i = 0; i < sweep->edges->len; i++)
    {
      double lo = MIN (edges[i].x0, edges[i].x1), hi = MAX (edges[i].x0, edges[i].x1);
      for (guint j = i + 1; j < sweep->edges->len && edges[j].y0 < edges[i].y1; j++)
        if (MAX (edges[j].x0, edges[j].x1) >= lo && MIN (edges[j].x0, edges[j].x1) <= hi)
          gln_sweep_crossings (edges + i, edges + j, sweep->ordinates);
    }
}

/* All ordinates, ascending, each once. */
static void
find_ordinates (GlnSweep *sweep)
{
  double zero = 0, *list;
  guint n = 0;

  g_array_set_size (sweep->ordinates, 0);
  g_array_append_val (sweep->ordinates, zero);
  g_array_append_val (sweep->ordinates, sweep->height_m);
  for (guint i = 0; i < sweep->edges->len; i++)
    {
      GlnSweepEdge *edge = &g_array_index (sweep->edges, GlnSweepEdge, i);
      g_array_append_val (sweep->ordinates, edge->y0);
      g_array_append_val (sweep->ordinates, edge->y1);
    }
  for (guint i = 0; i < sweep->jumps->len; i++)
    g_array_append_val (sweep->ordinates, g_array_index (sweep->jumps, GlnSweepJump, i).y);
  find_crossings (sweep);
  g_array_sort (sweep->ordinates, compare_double);
  list = (double *) (void *) sweep->ordinates->data;
  for (guint i = 0; i < sweep->ordinates->len; i++)
    if (n == 0 || list[i] > list[n - 1])
      list[n++] = list[i];
  g_array_set_size (sweep->ordinates, n);
}

/* Drops edges that end at or below @y, and adds those that begin there. */
static void
update_active (GlnSweep *sweep, guint *next, double y)
{
  const GlnSweepEdge *edges = (const GlnSweepEdge *) (const void *) sweep->edges->data;
  Active *active = (Active *) (void *) sweep->active->data;
  guint kept = 0;

  for (guint i = 0; i < sweep->active->len; i++)
    if (edges[active[i].edge].y1 > y)
      active[kept++] = active[i];
  g_array_set_size (sweep->active, kept);
  for (; *next < sweep->edges->len && edges[*next].y0 <= y; (*next)++)
    {
      Active fresh = { 0, *next };
      g_array_append_val (sweep->active, fresh);
    }
}

/* Puts the edges of a slab in order; nearly in order already. */
static void
sort_active (GlnSweep *sweep, double ya, double yb)
{
  const GlnSweepEdge *edges = (const GlnSweepEdge *) (const void *) sweep->edges->data;
  Active *active = (Active *) (void *) sweep->active->data;

  for (guint i = 0; i < sweep->active->len; i++)
    {
      Active item = active[i];
      guint j = i;
      item.quanta = llrint (gln_sweep_edge_integral (edges + item.edge, ya, yb) * (double) (1 << GLN_AREA_BITS));
      for (; j > 0 && active[j - 1].quanta > item.quanta; j--)
        active[j] = active[j - 1];
      active[j] = item;
    }
}

static void
walk_slab (GlnSweep *sweep, State *state, gint64 right)
{
  const GlnSweepEdge *edges = (const GlnSweepEdge *) (const void *) sweep->edges->data;
  const Active *active = (const Active *) (const void *) sweep->active->data;
  gint64 at = 0;

  for (guint i = 0; i < sweep->active->len; i++)
    {
      gint64 quanta = CLAMP (active[i].quanta, 0, right);
      if (quanta > at)
        add_area (sweep, state->set, quanta - at);
      at = MAX (at, quanta);
      state_pass (sweep, state, edges[active[i].edge].ring, edges[active[i].edge].sign);
    }
  if (right > at)
    add_area (sweep, state->set, right - at);
}

/** gln_sweep_run: finds the cells; see gln_sweep_set() and gln_sweep_area(). */
void
gln_sweep_run (GlnSweep *sweep)
{
  State left, walk;
  const double *y;
  guint next = 0, jump = 0;

  states_init (sweep, &left, &walk);
  table_reset (sweep, 64);
  g_array_sort (sweep->edges, compare_edge);
  g_array_sort (sweep->jumps, compare_jump);
  find_ordinates (sweep);
  g_array_set_size (sweep->active, 0);
  y = (const double *) (const void *) sweep->ordinates->data;
  for (guint i = 0; i + 1 < sweep->ordinates->len; i++)
    {
      gint64 right = llrint (sweep->width_m * (y[i + 1] - y[i]) * (double) (1 << GLN_AREA_BITS));
      for (; jump < sweep->jumps->len && g_array_index (sweep->jumps, GlnSweepJump, jump).y <= y[i]; jump++)
        {
          const GlnSweepJump *j = &g_array_index (sweep->jumps, GlnSweepJump, jump);
          state_pass (sweep, &left, j->ring, j->delta);
        }
      update_active (sweep, &next, y[i]);
      sort_active (sweep, y[i], y[i + 1]);
      memcpy (walk.set, left.set, left.size);
      walk_slab (sweep, &walk, right);
    }
}
