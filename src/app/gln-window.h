/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gln-desk.h"
#include "core/gln-indicators.h"
#include "map/gln-map-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** GlnWindow: the main window: the start page, or one plan. */
#define GLN_TYPE_WINDOW (gln_window_get_type ())
G_DECLARE_FINAL_TYPE (GlnWindow, gln_window, GLN, WINDOW, AdwApplicationWindow)

GlnWindow  *gln_window_new             (GtkApplication *application);

gboolean    gln_window_is_empty        (GlnWindow *window); /* no plan, and none on its way */
gboolean    gln_window_is_busy         (GlnWindow *window); /* opening, importing, saving or exporting */
GlnDesk    *gln_window_get_desk        (GlnWindow *window); /* transfer none, nullable */
GlnMapView *gln_window_get_map_view    (GlnWindow *window); /* transfer none */

/* Of the shown phase, with what is in hand. (transfer none) (nullable) */
GlnIndicatorSet *gln_window_get_indicators (GlnWindow *window);

/* A plan is opened, anything else starts the intake. */
void        gln_window_open_files      (GlnWindow *window, GFile **files, guint n_files);

/* Asks whether edits of an earlier run that were never saved are to be brought back. */
void        gln_window_offer_lost_work (GlnWindow *window);

/* Shows @document (its plan loaded) instead of what is there. */
gboolean    gln_window_show_document   (GlnWindow *window, GlnDocument *document, const GlnPlanFile *file,
                                        GError **error);

/* Writes without asking where to; @done (nullable) comes on the main thread when it is over. */
typedef void (*GlnWindowDone) (GlnWindow *window, const GError *error, gpointer data);
void        gln_window_save_to          (GlnWindow *window, const char *path, GlnWindowDone done, gpointer data);
void        gln_window_export_report_to (GlnWindow *window, const char *path, GlnWindowDone done, gpointer data);

G_END_DECLS
