/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/gln-scene.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * GlnLabelLayer: names on the map, placed for the whole view at once (labels
 * in tiles would be cut at their edges). A worker places and draws them into
 * one picture a little larger than the view; while the map moves the picture
 * moves along, and when it rests the next one is made.
 */
#define GLN_TYPE_LABEL_LAYER (gln_label_layer_get_type ())
G_DECLARE_FINAL_TYPE (GlnLabelLayer, gln_label_layer, GLN, LABEL_LAYER, ShumateLayer)

GlnLabelLayer *gln_label_layer_new (ShumateViewport *viewport);
void gln_label_layer_set_scene (GlnLabelLayer *layer, GlnScene *scene); /* nullable */

/* The plan has changed: place the labels anew. */
void gln_label_layer_invalidate (GlnLabelLayer *layer);

/* Whether the labels are those of the present view and plan. */
gboolean gln_label_layer_is_settled (GlnLabelLayer *layer);

G_END_DECLS
