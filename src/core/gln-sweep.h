/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-area.h"

G_BEGIN_DECLS

/**
 * GlnSweep: cuts one rectangular window into cells and says, for each set of
 * polygons that cover something together, how much area exactly they cover.
 * It knows nothing of plans: polygons are numbered slots.
 *
 * Use: begin, then for each slot its parts and rings and their directed edges
 * (in window coordinates, not clipped), then run, then read the cells. Rings
 * follow the structure rule: a ring by non-zero winding, a part is its shell
 * less its holes, a slot is the union of its parts.
 *
 * A cell area is an integer number of GlnArea quanta. The areas of all cells of
 * a window add up to the window; no set occurs twice. The result depends on
 * the edges alone, never on the order in which they were given.
 */
typedef struct _GlnSweep GlnSweep;

/** GlnSweepEdge: a piece of an edge inside the window, monotone in x and y. */
typedef struct
{
  double x0, y0;      /* lower end */
  double x1, y1;      /* upper end; y1 > y0 */
  double slope;       /* dx/dy of a straight edge */
  double cx, cy, r_m; /* circle of an arc; r_m is 0 for a straight edge */
  guint32 ring;
  gint16 sign;        /* what the winding grows by on passing it from left to right */
  gint16 side;        /* arc: +1 right of its centre, -1 left */
} GlnSweepEdge;

/** GlnSweepJump: the winding at the left side of the window changes at @y. */
typedef struct
{
  double y;
  guint32 ring;
  gint32 delta;
} GlnSweepJump;

typedef struct
{
  guint32 part;
  gint32 unit;    /* what a non-zero winding adds to the part's state: 1 shell, 2 hole */
  gint32 corner;  /* winding just above the lower left corner */
} GlnSweepRing;

/** GlnSweepOrder: an edge and the box it lies in, for sorting by where it begins. */
typedef struct
{
  double y0, y1, x_lo, x_hi;
  guint32 edge;
} GlnSweepOrder;

struct _GlnSweep
{
  double width_m, height_m;
  guint n_slots;
  guint n_words;        /* 64-bit words of a set */
  guint n_rings, n_parts, n_edges, n_jumps;
  GlnSweepRing *rings;
  guint32 *part_slot;
  GlnSweepEdge *edges;
  GlnSweepJump *jumps;
  gint32 *covered;      /* per slot: times it covers the whole window */

  guint n_cells;        /* results */
  guint64 *sets;        /* n_words words a cell: bit s is set where slot s covers */
  gint64 *areas;        /* quanta */

  /* Room in the arrays, and scratch of gln_sweep_run(). */
  guint room_rings, room_parts, room_edges, room_jumps, room_cells, room_slots;
  guint n_ordinates, room_ordinates, n_active, room_active, room_order, last_cell;
  double *ordinates;
  struct _GlnSweepActive *active;
  GlnSweepOrder *order;
  guint32 *table;
  guint table_size;
  gpointer state;
  gsize state_size;
};

GlnSweep *gln_sweep_new     (void);
void      gln_sweep_free    (GlnSweep *sweep);
void      gln_sweep_begin   (GlnSweep *sweep, double width_m, double height_m, guint n_slots);
void      gln_sweep_cover   (GlnSweep *sweep, guint slot);
guint     gln_sweep_part    (GlnSweep *sweep, guint slot);
guint     gln_sweep_ring    (GlnSweep *sweep, guint part, gboolean hole);
void      gln_sweep_wind    (GlnSweep *sweep, guint ring, int winding);
void      gln_sweep_segment (GlnSweep *sweep, guint ring, double ax, double ay, double bx, double by);
void      gln_sweep_inside  (GlnSweep *sweep, guint ring, double ax, double ay, double bx, double by);
void      gln_sweep_arc     (GlnSweep *sweep, guint ring, double cx, double cy, double r_m, double ax,
                             double ay, double bx, double by);
void      gln_sweep_circle  (GlnSweep *sweep, guint ring, double cx, double cy, double r_m);
void      gln_sweep_run     (GlnSweep *sweep);

static inline const guint64 *
gln_sweep_set (const GlnSweep *sweep, guint cell)
{
  return sweep->sets + (gsize) cell * sweep->n_words;
}

static inline gint64
gln_sweep_area (const GlnSweep *sweep, guint cell)
{
  return sweep->areas[cell];
}

/* Between the files of the sweep. */

/* Room for one more in a growing array. */
#define GLN_SWEEP_GROW(array, n, room) \
  G_STMT_START \
    { \
      if (G_UNLIKELY ((n) == (room))) \
        { \
          (room) = MAX (32, 2 * (room)); \
          (array) = g_realloc_n ((array), (room), sizeof *(array)); \
        } \
    } \
  G_STMT_END

double gln_sweep_arc_integral (const GlnSweepEdge *edge, double ya, double yb);
void   gln_sweep_crossings    (GlnSweep *sweep, const GlnSweepEdge *a, const GlnSweepEdge *b);

static inline void
gln_sweep_add_ordinate (GlnSweep *sweep, double y)
{
  GLN_SWEEP_GROW (sweep->ordinates, sweep->n_ordinates, sweep->room_ordinates);
  sweep->ordinates[sweep->n_ordinates++] = y;
}

/* x of a straight edge at the ordinate @y, held within its ends. */
static inline double
gln_sweep_line_x (const GlnSweepEdge *edge, double y)
{
  double x = edge->x0 + (y - edge->y0) * edge->slope;
  double lo = MIN (edge->x0, edge->x1), hi = MAX (edge->x0, edge->x1);

  return x < lo ? lo : x > hi ? hi : x;
}

/**
 * gln_sweep_edge_integral: the integral of x over y from @ya to @yb within the
 * edge, m²: the area between the left side of the window and the edge. Exact
 * for lines and arcs but for the rounding of doubles.
 */
static inline double
gln_sweep_edge_integral (const GlnSweepEdge *edge, double ya, double yb)
{
  double dy = yb - ya;

  return edge->r_m == 0 ? gln_sweep_line_x (edge, ya + dy / 2) * dy : gln_sweep_arc_integral (edge, ya, yb);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnSweep, gln_sweep_free)

G_END_DECLS
