/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-piece.h"

#include <string.h>

/* Runs of 16 edges have a box; 16 runs have a box; and so on up.
 *
 *   level 1   [................]                                       256 edges
 *   level 0   [][][][][][][][][][][][][][][][]                          16 edges
 *   edges     ||||||||||||||||
 *
 * A run wholly above, below or right of a window cannot matter to it. A run
 * wholly left of it matters only through the ray that looks left from the
 * lower left corner, and as the run is a chain, whether that ray crosses it
 * an odd number of times, and which way, shows in its two ends alone. */

#define RUN_BITS 4
#define MAX_LEVELS 7
#define MIN_POINTS 48 /* shorter rings are looked through edge by edge */

typedef struct
{
  guint n_levels;
  guint n[MAX_LEVELS];
  GlnBox *boxes[MAX_LEVELS];
} Chain;

struct _GlnOutline
{
  guint n_rings;
  GlnBox *ring_box;
  Chain *chains;  /* per ring; no level for short rings */
  GlnBox *memory; /* of all boxes */
};

static inline guint
ring_length (const GlnShape *shape, guint ring)
{
  return shape->ring_start[ring + 1] - shape->ring_start[ring];
}

static inline const GlnPoint *
ring_point (const GlnShape *shape, guint ring, guint index)
{
  guint n = ring_length (shape, ring);

  return shape->points + shape->ring_start[ring] + (index < n ? index : index - n);
}

static guint
level_size (guint n_points, guint level)
{
  return (n_points + (1u << ((level + 1) * RUN_BITS)) - 1) >> ((level + 1) * RUN_BITS);
}

static guint
boxes_needed (guint n_points)
{
  guint sum = 0;

  if (n_points < MIN_POINTS)
    return 0;
  for (guint level = 0; level < MAX_LEVELS; level++)
    {
      sum += level_size (n_points, level);
      if (level_size (n_points, level) == 1)
        break;
    }
  return sum;
}

static GlnBox *
chain_init (Chain *chain, const GlnShape *shape, guint ring, GlnBox *memory)
{
  guint n = ring_length (shape, ring);

  while (chain->n_levels < MAX_LEVELS && (chain->n_levels == 0 || chain->n[chain->n_levels - 1] > 1))
    {
      guint level = chain->n_levels++, size = level_size (n, level);
      chain->n[level] = size;
      chain->boxes[level] = memory;
      for (guint i = 0; i < size; i++)
        {
          memory[i] = GLN_BOX_EMPTY;
          if (level == 0)
            for (guint p = i << RUN_BITS; p <= MIN ((i + 1) << RUN_BITS, n); p++)
              gln_box_add_point (memory + i, ring_point (shape, ring, p)->x, ring_point (shape, ring, p)->y);
          else
            for (guint b = i << RUN_BITS; b < MIN ((i + 1) << RUN_BITS, chain->n[level - 1]); b++)
              gln_box_add_box (memory + i, chain->boxes[level - 1] + b);
        }
      memory += size;
    }
  return memory;
}

/**
 * gln_outline_new:
 *
 * Returns: (transfer full) (nullable): the boxes of @shape; NULL when it is
 *   small enough to do without
 */
GlnOutline *
gln_outline_new (const GlnShape *shape)
{
  GlnOutline *outline;
  guint boxes = 0;
  GlnBox *memory;

  if (shape->kind != GLN_SHAPE_POLYGONS || shape->n_points < MIN_POINTS)
    return NULL;
  for (guint r = 0; r < shape->n_rings; r++)
    boxes += boxes_needed (ring_length (shape, r));
  outline = g_new0 (GlnOutline, 1);
  outline->n_rings = shape->n_rings;
  outline->chains = g_new0 (Chain, shape->n_rings);
  memory = outline->memory = g_new (GlnBox, boxes + shape->n_rings);
  outline->ring_box = memory;
  memory += shape->n_rings;
  for (guint r = 0; r < shape->n_rings; r++)
    {
      outline->ring_box[r] = GLN_BOX_EMPTY;
      if (ring_length (shape, r) >= MIN_POINTS)
        {
          memory = chain_init (outline->chains + r, shape, r, memory);
          outline->ring_box[r] = outline->chains[r].boxes[outline->chains[r].n_levels - 1][0];
        }
      else
        for (guint p = 0; p < ring_length (shape, r); p++)
          gln_box_add_point (outline->ring_box + r, ring_point (shape, r, p)->x, ring_point (shape, r, p)->y);
    }
  return outline;
}

/** gln_outline_free: frees @outline (nullable). */
void
gln_outline_free (GlnOutline *outline)
{
  if (!outline)
    return;
  g_free (outline->chains);
  g_free (outline->memory);
  g_free (outline);
}

static guint
shape_pieces (const GlnShape *shape)
{
  if (shape->kind == GLN_SHAPE_POINTS)
    return shape->radius_m > 0 ? shape->n_points : 0;
  return shape->kind == GLN_SHAPE_POLYGONS ? shape->n_parts : 0;
}

static guint
curve_pieces (const GlnForm *form)
{
  return form->apart ? form->shape->n_rings : 1;
}

/** gln_form_n_pieces: how many pieces @form has; lines and mere points have none. */
guint
gln_form_n_pieces (const GlnForm *form)
{
  if (form->arcs)
    return curve_pieces (form) + (form->more ? shape_pieces (form->more) : 0);
  return shape_pieces (form->shape);
}

/* A piece of a form as it is in its shape; of a curve the piece is its first loop. */
static GlnForm
plain_form (const GlnForm *form, guint *piece)
{
  if (!form->arcs)
    return *form;
  if (*piece < curve_pieces (form))
    return (GlnForm){ .shape = form->shape, .outline = form->outline, .arcs = form->arcs, .apart = form->apart };
  *piece -= curve_pieces (form);
  return (GlnForm){ .shape = form->more, .outline = form->more_outline };
}

/** gln_form_box: the box of a piece, metres. A hole outside its shell covers nothing, so shells suffice. */
GlnBox
gln_form_box (const GlnForm *form, guint piece)
{
  GlnForm plain = plain_form (form, &piece);
  const GlnShape *shape = plain.shape;
  GlnBox box = GLN_BOX_EMPTY;
  guint ring;

  if (shape->kind == GLN_SHAPE_POINTS)
    {
      const GlnPoint *p = shape->points + piece;
      return (GlnBox){ p->x - shape->radius_m, p->y - shape->radius_m, p->x + shape->radius_m,
                       p->y + shape->radius_m };
    }
  if ((plain.arcs && !plain.apart) || (shape->n_parts == 1 && shape->n_rings == 1))
    return shape->box; /* an arc within a quarter stays in the box of its ends */
  ring = plain.apart ? piece : shape->part_start[piece];
  for (guint i = 0; i < ring_length (shape, ring); i++)
    {
      const GlnPoint *p = ring_point (shape, ring, i);
      gln_box_add_point (&box, p->x, p->y);
    }
  return box;
}

/* One look at the edges of a ring from a window. */
typedef struct
{
  const GlnShape *shape;
  const GlnArc *arcs;
  guint ring;
  const Chain *chain;
  GlnBox box;
  GlnSweep *sweep;  /* NULL: only count */
  guint sweep_ring;
  gboolean wants_fingerprint;
  GlnLook seen;     /* when counting */
  gint winding;     /* at the lower left corner */
} Look;

static inline guint64
mixed (guint64 h)
{
  h = (h ^ (h >> 32)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return (h ^ (h >> 29)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
}

/* Fingerprints add up, so that it does not matter where a ring begins. */
static void
add_fingerprint (Look *look, const GlnPoint *a, const GlnPoint *b, const GlnArc *arc)
{
  guint64 bits[7] = { 0 }, h = look->ring;

  memcpy (bits, a, sizeof *a);
  memcpy (bits + 2, b, sizeof *b);
  if (arc)
    memcpy (bits + 4, arc, sizeof *arc);
  for (guint i = 0; i < (arc ? 7 : 4); i++)
    h = mixed (h ^ bits[i]) + i;
  look->seen.fingerprint += mixed (h);
}

static inline int
ray_crossing (const Look *look, const GlnPoint *a, const GlnPoint *b)
{
  gboolean below_a = a->y <= look->box.y0, below_b = b->y <= look->box.y0;

  return below_a == below_b ? 0 : below_a ? -1 : 1;
}

/* On which side of the directed line a → b the corner (x, y) lies. */
static inline double
side_of (const GlnPoint *a, const GlnPoint *b, double x, double y)
{
  return (b->x - a->x) * (y - a->y) - (b->y - a->y) * (x - a->x);
}

/* Whether the line through a and b has corners of the box on both sides. */
static gboolean
line_meets_box (const GlnPoint *a, const GlnPoint *b, const GlnBox *box)
{
  double s = side_of (a, b, box->x0, box->y0), t = side_of (a, b, box->x1, box->y0);
  double u = side_of (a, b, box->x0, box->y1), v = side_of (a, b, box->x1, box->y1);

  return !((s > 0 && t > 0 && u > 0 && v > 0) || (s < 0 && t < 0 && u < 0 && v < 0));
}

static inline gboolean
edge_meets_box (const Look *look, const GlnPoint *a, const GlnPoint *b)
{
  return MIN (a->y, b->y) < look->box.y1 && MAX (a->y, b->y) > look->box.y0
         && MIN (a->x, b->x) < look->box.x1 && MAX (a->x, b->x) >= look->box.x0
         && line_meets_box (a, b, &look->box);
}

/* Within the box of a quarter arc there is nothing of the circle but the arc,
 * so it meets what the window shares with that box if and only if some of that
 * is nearer to the centre than the radius, and some farther. */
static gboolean
arc_meets_box (const GlnArc *arc, const GlnPoint *a, const GlnPoint *b, const GlnBox *box)
{
  double x0 = MAX (MIN (a->x, b->x), box->x0) - arc->cx, x1 = MIN (MAX (a->x, b->x), box->x1) - arc->cx;
  double y0 = MAX (MIN (a->y, b->y), box->y0) - arc->cy, y1 = MIN (MAX (a->y, b->y), box->y1) - arc->cy;
  double near_x = CLAMP (0, x0, x1), near_y = CLAMP (0, y0, y1);
  double far_x = MAX (fabs (x0), fabs (x1)), far_y = MAX (fabs (y0), fabs (y1));
  double square = arc->r_m * arc->r_m;

  if (x0 > x1 || y0 > y1)
    return FALSE;
  return near_x * near_x + near_y * near_y <= square && far_x * far_x + far_y * far_y >= square;
}

/* Whether an edge that does not meet the window passes left of its corner. */
static gboolean
edge_is_left (const Look *look, const GlnPoint *a, const GlnPoint *b, const GlnArc *arc, int crossing)
{
  double dy, side;

  if (!arc)
    {
      side = side_of (a, b, look->box.x0, look->box.y0);
      return crossing < 0 ? side < 0 : side > 0;
    }
  dy = look->box.y0 - arc->cy;
  side = a->x + b->x >= 2 * arc->cx ? 1 : -1;
  return arc->cx + side * sqrt (fmax (0, arc->r_m * arc->r_m - dy * dy)) < look->box.x0;
}

static void
gather_edge (const Look *look, const GlnPoint *a, const GlnPoint *b, const GlnArc *arc)
{
  double x0 = look->box.x0, y0 = look->box.y0;

  if (arc)
    gln_sweep_arc (look->sweep, look->sweep_ring, arc->cx - x0, arc->cy - y0, arc->r_m, a->x - x0, a->y - y0,
                   b->x - x0, b->y - y0);
  else
    gln_sweep_segment (look->sweep, look->sweep_ring, a->x - x0, a->y - y0, b->x - x0, b->y - y0);
}

/* Which sides of the window a point lies beyond. */
enum
{
  BELOW = 1,
  ABOVE = 2,
  RIGHT = 4,
  LEFT = 8,
};

static inline guint
side_code (const Look *look, const GlnPoint *p)
{
  return (p->y <= look->box.y0 ? BELOW : 0) | (p->y >= look->box.y1 ? ABOVE : 0)
         | (p->x >= look->box.x1 ? RIGHT : 0) | (p->x < look->box.x0 ? LEFT : 0);
}

/* An edge is either in the window, or all that it can do is to wind the corner.
 * One test decides for counting and for gathering, so that what was counted is
 * what is swept. */
static void
look_at_edge (Look *look, const GlnPoint *a, const GlnPoint *b, const GlnArc *arc, gboolean meets)
{
  int crossing;

  if (meets || (arc ? arc_meets_box (arc, a, b, &look->box) : edge_meets_box (look, a, b)))
    {
      if (look->sweep)
        gather_edge (look, a, b, arc);
      else if (look->wants_fingerprint)
        add_fingerprint (look, a, b, arc);
      look->seen.n_edges++;
      return;
    }
  crossing = ray_crossing (look, a, b);
  if (crossing && edge_is_left (look, a, b, arc, crossing))
    look->winding += crossing;
}

static void
look_at_edges (Look *look, guint from, guint to)
{
  const GlnPoint *a = ring_point (look->shape, look->ring, from);
  const GlnArc *arcs = look->arcs ? look->arcs + look->shape->ring_start[look->ring] : NULL;
  guint n = ring_length (look->shape, look->ring), code_a = from < to ? side_code (look, a) : 0;

  for (guint i = from; i < to; i++)
    {
      const GlnPoint *b = i + 1 < n ? a + 1 : look->shape->points + look->shape->ring_start[look->ring];
      guint code_b = side_code (look, b), both = code_a & code_b;
      if (both & LEFT)
        look->winding += ray_crossing (look, a, b);
      else if (!both)
        look_at_edge (look, a, b, arcs && arcs[i].r_m > 0 ? arcs + i : NULL, !code_a || !code_b);
      a = b;
      code_a = code_b;
    }
}

static void
look_at_run (Look *look, guint level, guint index)
{
  const GlnBox *run = look->chain->boxes[level] + index;
  guint n = ring_length (look->shape, look->ring), shift = (level + 1) * RUN_BITS;
  guint from = index << shift, to = MIN ((index + 1) << shift, n);

  if (run->y1 <= look->box.y0 || run->y0 >= look->box.y1 || run->x0 >= look->box.x1)
    return;
  if (run->x1 < look->box.x0)
    look->winding += ray_crossing (look, ring_point (look->shape, look->ring, from),
                                   ring_point (look->shape, look->ring, to));
  else if (level == 0)
    look_at_edges (look, from, to);
  else
    for (guint i = index << RUN_BITS; i < MIN ((index + 1) << RUN_BITS, look->chain->n[level - 1]); i++)
      look_at_run (look, level - 1, i);
}

static void
look_at_ring (Look *look, const GlnOutline *outline, guint ring)
{
  look->ring = ring;
  look->winding = 0;
  look->chain = outline ? outline->chains + ring : NULL;
  if (outline)
    {
      const GlnBox *box = outline->ring_box + ring;
      if (box->y1 <= look->box.y0 || box->y0 >= look->box.y1 || box->x0 >= look->box.x1
          || box->x1 < look->box.x0)
        return; /* a closed chain wholly to the left winds nothing */
    }
  if (look->chain && look->chain->n_levels)
    look_at_run (look, look->chain->n_levels - 1, 0);
  else
    look_at_edges (look, 0, ring_length (look->shape, ring));
}

static GlnTouch
disc_touch (const GlnShape *shape, guint piece, const GlnBox *box, GlnLook *seen)
{
  const GlnPoint *p = shape->points + piece;
  double near_x = CLAMP (p->x, box->x0, box->x1) - p->x, near_y = CLAMP (p->y, box->y0, box->y1) - p->y;
  double far_x = MAX (p->x - box->x0, box->x1 - p->x), far_y = MAX (p->y - box->y0, box->y1 - p->y);
  double square = shape->radius_m * shape->radius_m;

  if (near_x * near_x + near_y * near_y >= square)
    return GLN_TOUCH_OUTSIDE;
  if (far_x * far_x + far_y * far_y < square)
    return GLN_TOUCH_COVERS;
  seen->n_edges = 4;
  seen->fingerprint = mixed ((guint64) (gsize) shape);
  return GLN_TOUCH_CROSSES;
}

/* What the box of a piece alone says of it and a window; most pieces lie wholly
 * in one window or wholly out of it. */
static gboolean
box_settles (const GlnShape *shape, const GlnBox *box, GlnTouch *touch, GlnLook *seen)
{
  const GlnBox *piece = &shape->box;

  *touch = GLN_TOUCH_OUTSIDE;
  if (piece->x1 <= box->x0 || piece->x0 >= box->x1 || piece->y1 <= box->y0 || piece->y0 >= box->y1)
    return TRUE;
  if (piece->x0 < box->x0 || piece->x1 > box->x1 || piece->y0 < box->y0 || piece->y1 > box->y1)
    return FALSE;
  seen->n_edges = shape->kind == GLN_SHAPE_POINTS ? 4 : shape->n_points;
  seen->fingerprint = mixed ((guint64) (gsize) shape); /* another shape looks different: it all is in the box */
  *touch = GLN_TOUCH_CROSSES;
  return TRUE;
}

static GlnTouch
curve_touch (const GlnForm *form, guint piece, const GlnBox *box, GlnLook *seen)
{
  Look look = { .shape = form->shape, .arcs = form->arcs, .box = *box, .wants_fingerprint = seen->fingerprint };
  guint first = form->apart ? piece : 0, end = form->apart ? piece + 1 : form->shape->n_rings;
  gint winding = 0;

  for (guint r = first; r < end; r++)
    {
      look_at_ring (&look, form->outline, r);
      winding += look.winding;
    }
  *seen = look.seen;
  seen->fingerprint += mixed ((guint64) winding);
  return look.seen.n_edges ? GLN_TOUCH_CROSSES : winding ? GLN_TOUCH_COVERS : GLN_TOUCH_OUTSIDE;
}

static GlnTouch
polygon_touch (const GlnForm *form, guint piece, const GlnBox *box, GlnLook *seen)
{
  Look look = { .shape = form->shape, .box = *box, .wants_fingerprint = seen->fingerprint };
  guint shell = form->shape->part_start[piece];
  guint64 windings = 0;
  gboolean inside = FALSE;

  for (guint r = shell; r < form->shape->part_start[piece + 1]; r++)
    {
      look_at_ring (&look, form->outline, r);
      windings = mixed (windings ^ (guint64) look.winding) + r;
      inside = r == shell ? look.winding != 0 : inside && look.winding == 0;
      if (r == shell && !inside && look.seen.n_edges == 0)
        return GLN_TOUCH_OUTSIDE;
    }
  *seen = look.seen;
  seen->fingerprint += windings;
  return look.seen.n_edges ? GLN_TOUCH_CROSSES : inside ? GLN_TOUCH_COVERS : GLN_TOUCH_OUTSIDE;
}

/**
 * gln_form_touch:
 * @box: metres
 * @seen: (inout): what of the piece is in the box; with a fingerprint if it
 *   comes with one that is not 0
 *
 * Depends on the geometry of the piece and the box alone.
 */
GlnTouch
gln_form_touch (const GlnForm *form, guint piece, const GlnBox *box, GlnLook *seen)
{
  GlnForm plain = plain_form (form, &piece);
  GlnTouch touch;

  seen->n_edges = 0;
  if (gln_form_n_pieces (&plain) == 1 && box_settles (plain.shape, box, &touch, seen))
    return touch;
  if (plain.arcs)
    return curve_touch (&plain, piece, box, seen);
  if (plain.shape->kind == GLN_SHAPE_POINTS)
    return disc_touch (plain.shape, piece, box, seen);
  return polygon_touch (&plain, piece, box, seen);
}

static gboolean
lies_in (const GlnBox *inner, const GlnBox *box)
{
  return inner->x0 >= box->x0 && inner->x1 <= box->x1 && inner->y0 >= box->y0 && inner->y1 <= box->y1;
}

/* A ring that lies wholly in the window needs no look at where its edges are. */
static void
gather_whole_ring (const GlnShape *shape, guint ring, const GlnBox *box, GlnSweep *sweep, guint sweep_ring)
{
  const GlnPoint *p = shape->points + shape->ring_start[ring];
  guint n = ring_length (shape, ring);

  for (guint i = 0; i < n; i++)
    {
      const GlnPoint *q = i + 1 < n ? p + i + 1 : p;
      gln_sweep_inside (sweep, sweep_ring, p[i].x - box->x0, p[i].y - box->y0, q->x - box->x0, q->y - box->y0);
    }
}

static void
gather_curve (const GlnForm *form, guint piece, const GlnBox *box, GlnSweep *sweep, guint part)
{
  Look look = { .shape = form->shape, .arcs = form->arcs, .box = *box, .sweep = sweep };
  guint first = form->apart ? piece : 0, end = form->apart ? piece + 1 : form->shape->n_rings;

  look.sweep_ring = gln_sweep_ring (sweep, part, FALSE);
  for (guint r = first; r < end; r++)
    {
      look_at_ring (&look, form->outline, r);
      gln_sweep_wind (sweep, look.sweep_ring, look.winding);
    }
}

/**
 * gln_form_gather:
 * @box: the window of @sweep, metres
 *
 * Adds the piece to @slot of @sweep. The window's corner is subtracted from
 * every coordinate first: that subtraction is exact for what lies near the
 * window, and 48 m keep three or four digits more than 38 500 000 m.
 */
void
gln_form_gather (const GlnForm *form, guint piece, const GlnBox *box, GlnSweep *sweep, guint slot)
{
  GlnForm plain = plain_form (form, &piece);
  const GlnShape *shape = plain.shape;
  Look look = { .shape = shape, .box = *box, .sweep = sweep };
  guint part = gln_sweep_part (sweep, slot);
  gboolean whole = lies_in (&shape->box, box);

  if (plain.arcs)
    {
      gather_curve (&plain, piece, box, sweep, part);
      return;
    }
  if (shape->kind == GLN_SHAPE_POINTS)
    {
      const GlnPoint *p = shape->points + piece;
      gln_sweep_circle (sweep, gln_sweep_ring (sweep, part, FALSE), p->x - box->x0, p->y - box->y0,
                        shape->radius_m);
      return;
    }
  for (guint r = shape->part_start[piece]; r < shape->part_start[piece + 1]; r++)
    {
      look.sweep_ring = gln_sweep_ring (sweep, part, r > shape->part_start[piece]);
      if (whole)
        {
          gather_whole_ring (shape, r, box, sweep, look.sweep_ring);
          continue;
        }
      look_at_ring (&look, plain.outline, r);
      gln_sweep_wind (sweep, look.sweep_ring, look.winding);
    }
}
