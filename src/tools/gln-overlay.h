/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

G_BEGIN_DECLS

typedef enum
{
  GLN_LINE_RUBBER, /* follows the pointer */
  GLN_LINE_FIXED,  /* set down already */
  GLN_LINE_GUIDE,  /* shows what the pointer has snapped to */
} GlnOverlayLineKind;

typedef struct
{
  GlnPoint from_m, to_m;
  GlnOverlayLineKind kind;
} GlnOverlayLine;

typedef enum
{
  GLN_MARK_VERTEX,   /* a vertex that was set down */
  GLN_MARK_CLOSE,    /* clicking here closes the ring */
  GLN_MARK_SNAP_VERTEX,
  GLN_MARK_SNAP_EDGE,
  GLN_MARK_SNAP_MIDPOINT,
} GlnOverlayMarkKind;

typedef struct
{
  GlnPoint at_m;
  GlnOverlayMarkKind kind;
} GlnOverlayMark;

typedef struct
{
  GlnPoint at_m;
  char *text; /* translated; owned */
} GlnOverlayLabel;

/** GlnReadout: measures at the cursor; NaN where there is nothing to say. */
typedef struct
{
  GlnPoint at_m;    /* where the hand is */
  double area_m2;   /* of the shape in hand */
  double length_m;  /* its perimeter, or the length of a line */
  double segment_m; /* of the edge that follows the hand */
} GlnReadout;

/**
 * GlnOverlay: what a tool wants to be drawn over the map, in plan metres. The
 * features in hand are not here: they are those that PREVIEW emissions of the
 * document changed since the last COMMIT or CANCEL.
 */
typedef struct
{
  GlnShape *editing;  /* nullable: draw a handle on each vertex in sight and a small one amid each edge */
  int hot_vertex;     /* of editing: under the pointer; -1 none */
  int hot_edge;       /* of editing: index of the vertex the edge starts at, its middle is under the pointer; -1 none */
  int active_vertex;  /* of editing: the one that keys act on; -1 none */
  GArray *lines;      /* GlnOverlayLine */
  GArray *marks;      /* GlnOverlayMark */
  GArray *labels;     /* GlnOverlayLabel */
  const char *cursor; /* CSS cursor name, such as "crosshair"; never NULL */
  GlnReadout readout;
  gboolean has_readout;
} GlnOverlay;

void gln_overlay_init      (GlnOverlay *overlay);
void gln_overlay_reset     (GlnOverlay *overlay);
void gln_overlay_clear     (GlnOverlay *overlay);
void gln_overlay_add_line  (GlnOverlay *overlay, GlnPoint from_m, GlnPoint to_m, GlnOverlayLineKind kind);
void gln_overlay_add_mark  (GlnOverlay *overlay, GlnPoint at_m, GlnOverlayMarkKind kind);
void gln_overlay_add_label (GlnOverlay *overlay, GlnPoint at_m, const char *text);

G_END_DECLS
