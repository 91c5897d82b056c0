/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gln-swatch.h"

G_BEGIN_DECLS

/** GlnLegendRow: swatch, name, number, and where there is a layer behind it a button that hides it. */
#define GLN_TYPE_LEGEND_ROW (gln_legend_row_get_type ())
G_DECLARE_FINAL_TYPE (GlnLegendRow, gln_legend_row, GLN, LEGEND_ROW, GtkListBoxRow)

GtkWidget *gln_legend_row_new (const char *name, GlnStyleSheet *sheet, const GlnStyle *style);

void gln_legend_row_set_number (GlnLegendRow *row, const char *text);
void gln_legend_row_set_note   (GlnLegendRow *row, const char *note);

/* Adds the button: signal "visibility-toggled" (gboolean visible). */
void gln_legend_row_set_layer_visible (GlnLegendRow *row, gboolean visible);

G_END_DECLS
