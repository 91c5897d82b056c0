/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnScaleBar: how long a round number of metres is on the map. */
#define GLN_TYPE_SCALE_BAR (gln_scale_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlnScaleBar, gln_scale_bar, GLN, SCALE_BAR, GtkWidget)

/* NaN hides it. */
void gln_scale_bar_set_metres_per_px (GlnScaleBar *bar, double metres);

G_END_DECLS
