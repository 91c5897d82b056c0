/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-style.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnSwatch: a small sample of how something is drawn on the map. */
#define GLN_TYPE_SWATCH (gln_swatch_get_type ())
G_DECLARE_FINAL_TYPE (GlnSwatch, gln_swatch, GLN, SWATCH, GtkWidget)

GtkWidget *gln_swatch_new (void);

/* @style belongs to @sheet, which is kept alive; NULL draws nothing. */
void gln_swatch_set_style (GlnSwatch *swatch, GlnStyleSheet *sheet, const GlnStyle *style);

G_END_DECLS
