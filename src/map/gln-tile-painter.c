/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-tile-painter.h"

G_DEFINE_INTERFACE (GlnTilePainter, gln_tile_painter, G_TYPE_OBJECT)

static void
gln_tile_painter_default_init (GlnTilePainterInterface *iface)
{
}

gboolean
gln_tile_painter_paint (GlnTilePainter *painter, const GlnTileSpec *spec, cairo_t *cr)
{
  g_return_val_if_fail (GLN_IS_TILE_PAINTER (painter), FALSE);

  return GLN_TILE_PAINTER_GET_IFACE (painter)->paint (painter, spec, cr);
}
