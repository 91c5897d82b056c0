/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-style.h"
#include "map/gln-tile-painter.h"
#include "model/gln-projector.h"
#include "model/gln-session.h"

G_BEGIN_DECLS

/**
 * GlnScene: what the map shows of a session, split in two: nearly everything
 * stands in tiles; the features in hand (those of the open transaction) are
 * left out of them and drawn afresh in every frame. After the commit they stay
 * in hand until the tiles have taken them up, so nothing blinks.
 *
 * Signals:
 *   tiles-changed (GlnTilePainter *painter, const GlnBox *changed_world)
 *     a new painter; @changed_world NULL: everywhere
 *   overlay-changed ()   features in hand, selection or hovered feature
 */
#define GLN_TYPE_SCENE (gln_scene_get_type ())
G_DECLARE_FINAL_TYPE (GlnScene, gln_scene, GLN, SCENE, GObject)

GlnScene       *gln_scene_new           (GlnSession *session, GlnProjector *projector);
GlnTilePainter *gln_scene_get_painter   (GlnScene *scene); /* transfer none */
GlnStyleSheet  *gln_scene_get_sheet     (GlnScene *scene); /* transfer none */
GlnSession     *gln_scene_get_session   (GlnScene *scene); /* transfer none */
GlnProjector   *gln_scene_get_projector (GlnScene *scene); /* transfer none */

/* Features to be drawn over the tiles, in no order. (element-type GlnFeature) (transfer none) */
GPtrArray      *gln_scene_get_in_hand   (GlnScene *scene);

/* Tells that every tile in sight shows the last painter. */
void            gln_scene_tiles_settled (GlnScene *scene);

G_END_DECLS
