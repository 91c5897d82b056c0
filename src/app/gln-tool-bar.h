/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnToolBar: the tools, floating over the map. Its buttons are those of the action "win.tool". */
#define GLN_TYPE_TOOL_BAR (gln_tool_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlnToolBar, gln_tool_bar, GLN, TOOL_BAR, GtkBox)

/* The entry of "win.tool" that is no tool of the toolbox: the hand moves the map. */
#define GLN_TOOL_PAN "pan"

G_END_DECLS
