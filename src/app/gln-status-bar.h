/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/gln-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnStatusBar: coordinates, map scale, snapping, built-up area and population. */
#define GLN_TYPE_STATUS_BAR (gln_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlnStatusBar, gln_status_bar, GLN, STATUS_BAR, GtkWidget)

void gln_status_bar_set_place (GlnStatusBar *bar, gboolean inside, double east_m, double north_m);
void gln_status_bar_set_scale (GlnStatusBar *bar, double scale_number); /* 8000 for 1:8000; NaN: none */
/* Where there is little room the figures of the city are left out, not cut off. */
void gln_status_bar_set_narrow (GlnStatusBar *bar, gboolean narrow);
void gln_status_bar_set_session (GlnStatusBar *bar, GlnSession *session); /* nullable */

G_END_DECLS
