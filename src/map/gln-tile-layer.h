/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/gln-tile-painter.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * GlnTileLayer: a map layer of 256 px tiles that workers paint, newest wish
 * first. A tile keeps its old picture until the new one arrives, so neither an
 * edit nor a zoom ever shows a hole; edges lie on whole pixels of the screen.
 *
 * Signal "settled" (): every tile in sight shows the present painter.
 */
#define GLN_TYPE_TILE_LAYER (gln_tile_layer_get_type ())
G_DECLARE_FINAL_TYPE (GlnTileLayer, gln_tile_layer, GLN, TILE_LAYER, ShumateLayer)

GlnTileLayer *gln_tile_layer_new (ShumateViewport *viewport);

/**
 * gln_tile_layer_set_painter:
 * @painter: (nullable): NULL empties the layer
 * @changed: (nullable): world box in which it differs from the painter before; NULL: everywhere.
 *   An empty box: nowhere.
 */
void gln_tile_layer_set_painter (GlnTileLayer *layer, GlnTilePainter *painter, const GlnBox *changed);

/* Whether all tiles that were in sight at the last frame show the present painter. */
gboolean gln_tile_layer_is_settled (GlnTileLayer *layer);

/* Bytes of pictures that are kept for tiles out of sight; what is in sight is always kept. */
void gln_tile_layer_set_cache_limit (GlnTileLayer *layer, gsize bytes);
gsize gln_tile_layer_get_cache_bytes (GlnTileLayer *layer);

G_END_DECLS
