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

typedef struct _GlnSweepActive
{
  gint64 quanta;
  guint32 edge;
  guint32 cell; /* that the gap left of it was last: mostly it is so again */
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
  return g_new0 (GlnSweep, 1);
}

/** gln_sweep_free: frees a sweep. */
void
gln_sweep_free (GlnSweep *sweep)
{
  g_free (sweep->rings);
  g_free (sweep->part_slot);
  g_free (sweep->edges);
  g_free (sweep->jumps);
  g_free (sweep->sets);
  g_free (sweep->areas);
  g_free (sweep->ordinates);
  g_free (sweep->active);
  g_free (sweep->order);
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
  sweep->n_cells = sweep->n_rings = sweep->n_parts = sweep->n_edges = sweep->n_jumps = 0;
  sweep->n_ordinates = 0;
  if (n_slots > sweep->room_slots)
    {
      sweep->room_slots = 2 * n_slots;
      sweep->covered = g_renew (gint32, sweep->covered, sweep->room_slots);
    }
  if (n_slots)
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
  GLN_SWEEP_GROW (sweep->part_slot, sweep->n_parts, sweep->room_parts);
  sweep->part_slot[sweep->n_parts] = slot;
  return sweep->n_parts++;
}

/** gln_sweep_ring: a new ring of @part, to be given edges. */
guint
gln_sweep_ring (GlnSweep *sweep, guint part, gboolean hole)
{
  GLN_SWEEP_GROW (sweep->rings, sweep->n_rings, sweep->room_rings);
  sweep->rings[sweep->n_rings] = (GlnSweepRing){ part, hole ? 2 : 1, 0 };
  return sweep->n_rings++;
}

/** gln_sweep_wind: adds @winding to the ring's winding at the lower left corner. */
void
gln_sweep_wind (GlnSweep *sweep, guint ring, int winding)
{
  sweep->rings[ring].corner += winding;
}

/* Passing an edge or a jump of @ring. */
static inline void
state_pass (const GlnSweep *sweep, State *state, guint32 ring_index, gint32 delta)
{
  const GlnSweepRing *ring = sweep->rings + ring_index;
  gint32 before = state->winding[ring_index], after = before + delta, part, slot;
  guint32 s;

  state->winding[ring_index] = after;
  if ((before == 0) == (after == 0))
    return;
  part = state->inside[ring->part];
  state->inside[ring->part] = part + (after ? ring->unit : -ring->unit);
  if ((part == 1) == (state->inside[ring->part] == 1))
    return;
  s = sweep->part_slot[ring->part];
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
  state->winding = state->inside + sweep->n_parts;
}

/* Two states in one block: at the left side of the slab, and where the walk is. */
static void
states_init (GlnSweep *sweep, State *left, State *walk)
{
  gsize size = sweep->n_words * sizeof (guint64)
               + (sweep->n_slots + sweep->n_parts + (gsize) sweep->n_rings) * sizeof (gint32);

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
  for (guint r = 0; r < sweep->n_rings; r++)
    {
      gint32 corner = sweep->rings[r].corner;
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

static inline gboolean
set_equal (const guint64 *a, const guint64 *b, guint n_words)
{
  for (guint w = 0; w < n_words; w++)
    if (a[w] != b[w])
      return FALSE;
  return TRUE;
}

/* Adds @quanta to the cell of @set, which may be cell @guess; returns which it is. */
static guint32
add_area (GlnSweep *sweep, const guint64 *set, gint64 quanta, guint32 guess)
{
  guint32 at;

  if (guess < sweep->n_cells && set_equal (gln_sweep_set (sweep, guess), set, sweep->n_words))
    {
      sweep->areas[guess] += quanta;
      return guess;
    }
  at = set_hash (set, sweep->n_words) & (sweep->table_size - 1);
  for (; sweep->table[at]; at = (at + 1) & (sweep->table_size - 1))
    if (set_equal (gln_sweep_set (sweep, sweep->table[at] - 1), set, sweep->n_words))
      {
        sweep->areas[sweep->table[at] - 1] += quanta;
        return sweep->table[at] - 1;
      }
  if ((sweep->n_cells + 1) * sweep->n_words > sweep->room_cells)
    {
      sweep->room_cells = MAX (64, 2 * (sweep->n_cells + 1)) * sweep->n_words;
      sweep->sets = g_renew (guint64, sweep->sets, sweep->room_cells);
      sweep->areas = g_renew (gint64, sweep->areas, sweep->room_cells);
    }
  memcpy (sweep->sets + (gsize) sweep->n_cells * sweep->n_words, set, sweep->n_words * sizeof (guint64));
  sweep->areas[sweep->n_cells] = quanta;
  sweep->table[at] = ++sweep->n_cells;
  if (2 * sweep->n_cells > sweep->table_size)
    table_reset (sweep, 2 * sweep->table_size);
  return sweep->n_cells - 1;
}

/* Sorting: short lists by insertion, long ones in halves by a pivot first. The
 * comparison is that of doubles: total, as there are no NaNs here. */
static void
sort_ordinates (double *list, gint64 n)
{
  while (n > 24)
    {
      double pivot = list[n / 2];
      gint64 i = 0, j = n - 1;
      while (i <= j)
        {
          while (list[i] < pivot)
            i++;
          while (list[j] > pivot)
            j--;
          if (i <= j)
            {
              double swap = list[i];
              list[i++] = list[j];
              list[j--] = swap;
            }
        }
      sort_ordinates (list, j + 1);
      list += i;
      n -= i;
    }
  for (gint64 i = 1; i < n; i++)
    {
      double item = list[i];
      gint64 k = i;
      for (; k > 0 && list[k - 1] > item; k--)
        list[k] = list[k - 1];
      list[k] = item;
    }
}

static void
sort_order (GlnSweepOrder *list, gint64 n)
{
  while (n > 24)
    {
      double pivot = list[n / 2].y0;
      gint64 i = 0, j = n - 1;
      while (i <= j)
        {
          while (list[i].y0 < pivot)
            i++;
          while (list[j].y0 > pivot)
            j--;
          if (i <= j)
            {
              GlnSweepOrder swap = list[i];
              list[i++] = list[j];
              list[j--] = swap;
            }
        }
      sort_order (list, j + 1);
      list += i;
      n -= i;
    }
  for (gint64 i = 1; i < n; i++)
    {
      GlnSweepOrder item = list[i];
      gint64 k = i;
      for (; k > 0 && list[k - 1].y0 > item.y0; k--)
        list[k] = list[k - 1];
      list[k] = item;
    }
}

/* By insertion: only what reaches in from the left makes jumps. */
static void
sort_jumps (GlnSweepJump *list, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      GlnSweepJump item = list[i];
      guint k = i;
      for (; k > 0 && list[k - 1].y > item.y; k--)
        list[k] = list[k - 1];
      list[k] = item;
    }
}

static void
order_edges (GlnSweep *sweep)
{
  if (sweep->n_edges > sweep->room_order)
    {
      sweep->room_order = 2 * sweep->n_edges;
      sweep->order = g_renew (GlnSweepOrder, sweep->order, sweep->room_order);
    }
  for (guint i = 0; i < sweep->n_edges; i++)
    {
      const GlnSweepEdge *edge = sweep->edges + i;
      sweep->order[i] = (GlnSweepOrder){ edge->y0, edge->y1, MIN (edge->x0, edge->x1), MAX (edge->x0, edge->x1), i };
    }
  sort_order (sweep->order, sweep->n_edges);
}

static void
find_crossings (GlnSweep *sweep)
{
  const GlnSweepOrder *end = sweep->order + sweep->n_edges;

  for (const GlnSweepOrder *a = sweep->order; a < end; a++)
    for (const GlnSweepOrder *b = a + 1; b < end && b->y0 < a->y1; b++)
      if (b->x_hi >= a->x_lo && b->x_lo <= a->x_hi)
        gln_sweep_crossings (sweep, sweep->edges + a->edge, sweep->edges + b->edge);
}

/* All ordinates, ascending, each once. */
static void
find_ordinates (GlnSweep *sweep)
{
  double *list;
  guint n = 0;

  gln_sweep_add_ordinate (sweep, 0);
  gln_sweep_add_ordinate (sweep, sweep->height_m);
  find_crossings (sweep);
  sort_ordinates (sweep->ordinates, sweep->n_ordinates);
  list = sweep->ordinates;
  for (guint i = 0; i < sweep->n_ordinates; i++)
    if (n == 0 || list[i] > list[n - 1])
      list[n++] = list[i];
  sweep->n_ordinates = n;
}

/* Drops edges that end at or below @y, and adds those that begin there. */
static void
update_active (GlnSweep *sweep, guint *next, double y)
{
  guint kept = 0;

  for (guint i = 0; i < sweep->n_active; i++)
    if (sweep->edges[sweep->active[i].edge].y1 > y)
      sweep->active[kept++] = sweep->active[i];
  sweep->n_active = kept;
  for (; *next < sweep->n_edges && sweep->order[*next].y0 <= y; (*next)++)
    {
      GLN_SWEEP_GROW (sweep->active, sweep->n_active, sweep->room_active);
      sweep->active[sweep->n_active++] = (Active){ 0, sweep->order[*next].edge, 0 };
    }
}

/* Puts the edges of a slab in order; nearly in order already. */
static void
sort_active (GlnSweep *sweep, double ya, double yb)
{
  Active *active = sweep->active;

  for (guint i = 0; i < sweep->n_active; i++)
    {
      Active item = active[i];
      guint j = i;
      item.quanta = llrint (gln_sweep_edge_integral (sweep->edges + item.edge, ya, yb)
                            * (double) (1 << GLN_AREA_BITS));
      for (; j > 0 && active[j - 1].quanta > item.quanta; j--)
        active[j] = active[j - 1];
      active[j] = item;
    }
}

static void
walk_slab (GlnSweep *sweep, State *state, gint64 right)
{
  const GlnSweepEdge *edges = sweep->edges;
  Active *active = sweep->active;
  gint64 at = 0;

  for (guint i = 0; i < sweep->n_active; i++)
    {
      gint64 quanta = CLAMP (active[i].quanta, 0, right);
      if (quanta > at)
        active[i].cell = add_area (sweep, state->set, quanta - at, active[i].cell);
      at = MAX (at, quanta);
      state_pass (sweep, state, edges[active[i].edge].ring, edges[active[i].edge].sign);
    }
  if (right > at)
    sweep->last_cell = add_area (sweep, state->set, right - at, sweep->last_cell);
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
  order_edges (sweep);
  sort_jumps (sweep->jumps, sweep->n_jumps);
  find_ordinates (sweep);
  sweep->n_active = sweep->last_cell = 0;
  y = sweep->ordinates;
  for (guint i = 0; i + 1 < sweep->n_ordinates; i++)
    {
      gint64 right = llrint (sweep->width_m * (y[i + 1] - y[i]) * (double) (1 << GLN_AREA_BITS));
      for (; jump < sweep->n_jumps && sweep->jumps[jump].y <= y[i]; jump++)
        state_pass (sweep, &left, sweep->jumps[jump].ring, sweep->jumps[jump].delta);
      update_active (sweep, &next, y[i]);
      sort_active (sweep, y[i], y[i + 1]);
      memcpy (walk.set, left.set, left.size);
      walk_slab (sweep, &walk, right);
    }
}
