/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/gln-scene.h"
#include "tools/gln-toolbox.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * GlnEditLayer: what moves with the hand, drawn afresh in every frame: the
 * features in hand, selection and hovered feature, handles, rubber lines, snap
 * marks, and the figures beside the pointer.
 */
#define GLN_TYPE_EDIT_LAYER (gln_edit_layer_get_type ())
G_DECLARE_FINAL_TYPE (GlnEditLayer, gln_edit_layer, GLN, EDIT_LAYER, ShumateLayer)

GlnEditLayer *gln_edit_layer_new (ShumateViewport *viewport);
void gln_edit_layer_set_scene (GlnEditLayer *layer, GlnScene *scene, GlnToolbox *toolbox); /* both nullable */

/* Pango markup shown beside the hand while the tool has a readout; NULL: none. */
void gln_edit_layer_set_readout (GlnEditLayer *layer, const char *markup);

G_END_DECLS
