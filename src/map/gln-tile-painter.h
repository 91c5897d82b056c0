/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/** GlnTileSpec: one map tile to be drawn. */
typedef struct
{
  int z, x, y;   /* zoom and place of a 256 px tile */
  int size_px;   /* of the surface: 256 × scale */
  int scale;     /* pixels of the screen per logical pixel */
  GlnBox world;  /* its box in world units, see gln-world.h */
} GlnTileSpec;

/**
 * GlnTilePainter: what a tile layer shows at one moment. Immutable: workers
 * paint with it while the main thread already makes the next one.
 */
#define GLN_TYPE_TILE_PAINTER (gln_tile_painter_get_type ())
G_DECLARE_INTERFACE (GlnTilePainter, gln_tile_painter, GLN, TILE_PAINTER, GObject)

struct _GlnTilePainterInterface
{
  GTypeInterface parent_iface;

  /* Draws on a transparent surface in its pixels; on any thread. FALSE: nothing was drawn. */
  gboolean (*paint) (GlnTilePainter *painter, const GlnTileSpec *spec, cairo_t *cr);
};

gboolean gln_tile_painter_paint (GlnTilePainter *painter, const GlnTileSpec *spec, cairo_t *cr);

G_END_DECLS
