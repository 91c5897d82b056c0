/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gln-selection-card.h"
#include "tools/gln-toolbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnLayerPanel: areas of green land by class, the layers of the plan, the selected object. */
#define GLN_TYPE_LAYER_PANEL (gln_layer_panel_get_type ())
G_DECLARE_FINAL_TYPE (GlnLayerPanel, gln_layer_panel, GLN, LAYER_PANEL, GtkWidget)

void gln_layer_panel_set_toolbox (GlnLayerPanel *panel, GlnToolbox *toolbox); /* nullable */

G_END_DECLS
