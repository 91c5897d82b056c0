/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-style.h"
#include "draw/gln-view.h"

/* Hatches and point symbols; private to draw. */

/* Covers @area (pixels) with the hatch, in the current clip. Lines lie on a grid from pixel 0, whose
 * step divides 256: tiles fit together. */
void gln_mark_hatch  (cairo_t *cr, GlnHatch hatch, GlnColour colour, const GlnBox *area, double scale);

void gln_mark_symbol (cairo_t *cr, const GlnStyle *style, double x, double y, double scale);

void gln_set_colour  (cairo_t *cr, GlnColour colour);
