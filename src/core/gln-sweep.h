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

struct _GlnSweep
{
  double width_m, height_m;
  guint n_slots;
  guint n_words;      /* 64-bit words of a set */
  GArray *rings;      /* GlnSweepRing */
  GArray *part_slot;  /* guint32 */
  GArray *edges;      /* GlnSweepEdge */
  GArray *jumps;      /* GlnSweepJump */
  gint32 *covered;    /* per slot: times it covers the whole window */

  guint n_cells;      /* results */
  GArray *sets;       /* n_words words a cell: bit s is set where slot s covers */
  GArray *areas;      /* gint64 quanta */

  /* scratch of gln_sweep_run() */
  GArray *ordinates;  /* double */
  GArray *active;
  GArray *order;
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
void      gln_sweep_arc     (GlnSweep *sweep, guint ring, double cx, double cy, double r_m, double ax,
                             double ay, double bx, double by);
void      gln_sweep_circle  (GlnSweep *sweep, guint ring, double cx, double cy, double r_m);
void      gln_sweep_run     (GlnSweep *sweep);

static inline const guint64 *
gln_sweep_set (const GlnSweep *sweep, guint cell)
{
  return (const guint64 *) (const void *) sweep->sets->data + (gsize) cell * sweep->n_words;
}

static inline gint64
gln_sweep_area (const GlnSweep *sweep, guint cell)
{
  return g_array_index (sweep->areas, gint64, cell);
}

/* Between gln-sweep.c and gln-sweep-curve.c. */
double gln_sweep_edge_x        (const GlnSweepEdge *edge, double y);
double gln_sweep_edge_integral (const GlnSweepEdge *edge, double ya, double yb);
void   gln_sweep_crossings     (const GlnSweepEdge *a, const GlnSweepEdge *b, GArray *ordinates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnSweep, gln_sweep_free)

G_END_DECLS
