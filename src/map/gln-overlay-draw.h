/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-style.h"
#include "map/gln-screen.h"
#include "tools/gln-overlay.h"

G_BEGIN_DECLS

/* Adds to @bounds where gln_overlay_draw() draws, in pixels of @screen. */
void gln_overlay_bounds (const GlnOverlay *overlay, const GlnScreen *screen, GlnBox *bounds);

/* Handles, lines, marks and labels of a tool. @widget gives font and language. */
void gln_overlay_draw (const GlnOverlay *overlay, const GlnScreen *screen, const GlnChrome *chrome,
                       cairo_t *cr, GtkWidget *widget);

G_END_DECLS
