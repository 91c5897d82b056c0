/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"
#include "model/gln-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlnIndicatorPanel: phase switch, headline cards, the gap in hectares, the
 * other indicators and the trend. Everything is set in the handler of the
 * document's "changed", so a number moves in the same frame as the vertex.
 *
 * Signal "updated" (): the sets below are those of the current plan.
 */
#define GLN_TYPE_INDICATOR_PANEL (gln_indicator_panel_get_type ())
G_DECLARE_FINAL_TYPE (GlnIndicatorPanel, gln_indicator_panel, GLN, INDICATOR_PANEL, GtkWidget)

void gln_indicator_panel_set_session (GlnIndicatorPanel *panel, GlnSession *session); /* nullable */

/* Of the shown phase, now and in the committed state. (transfer none) (nullable) */
GlnIndicatorSet *gln_indicator_panel_get_current  (GlnIndicatorPanel *panel);
GlnIndicatorSet *gln_indicator_panel_get_baseline (GlnIndicatorPanel *panel);

G_END_DECLS
