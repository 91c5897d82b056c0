/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnTargetBar: a value as a bar with a tick where the target is. Colours come from its CSS class. */
#define GLN_TYPE_TARGET_BAR (gln_target_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlnTargetBar, gln_target_bar, GLN, TARGET_BAR, GtkWidget)

/* @value, @before and @target in one unit; NaN: not known, or none. @before is drawn as a shade. */
void gln_target_bar_set (GlnTargetBar *bar, double value, double before, double target);

G_END_DECLS
