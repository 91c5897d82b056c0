/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/** Tile size of the reference source: the viewport ends at zoom 20, which is 0.0093 m a pixel with it. */
#define GLN_REFERENCE_TILE_PX 4096
/** Our 256 px tiles of zoom z + 4 have the scale of the viewport at zoom z. */
#define GLN_REFERENCE_ZOOM_SHIFT 4
#define GLN_REFERENCE_MAX_ZOOM 18 /* 0.037 m a pixel: nothing that a survey can tell apart is lost */

/**
 * GlnReferenceSource: gives the viewport its measure. ShumateViewport converts
 * no coordinate without a map source; this one never has a tile to fill.
 */
#define GLN_TYPE_REFERENCE_SOURCE (gln_reference_source_get_type ())
G_DECLARE_FINAL_TYPE (GlnReferenceSource, gln_reference_source, GLN, REFERENCE_SOURCE, ShumateMapSource)

ShumateMapSource *gln_reference_source_new (void);

G_END_DECLS
