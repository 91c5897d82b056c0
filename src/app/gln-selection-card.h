/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tools/gln-toolbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlnSelectionCard: what is selected: name, class with a picker, area,
 * perimeter, phase. Without a selection it shows the class that the next green
 * is drawn with, while a drawing tool is in hand.
 */
#define GLN_TYPE_SELECTION_CARD (gln_selection_card_get_type ())
G_DECLARE_FINAL_TYPE (GlnSelectionCard, gln_selection_card, GLN, SELECTION_CARD, GtkBox)

void gln_selection_card_set_toolbox (GlnSelectionCard *card, GlnToolbox *toolbox); /* nullable */

G_END_DECLS
