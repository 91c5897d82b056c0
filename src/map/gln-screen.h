/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-view.h"
#include "map/gln-view-state.h"
#include "model/gln-projector.h"

G_BEGIN_DECLS

/** GlnScreen: from plan metres to logical pixels of a map layer, exact for every vertex. Plain memory. */
typedef struct
{
  GlnViewState state;
  GlnProjector *projector; /* borrowed */
} GlnScreen;

void     gln_screen_init       (GlnScreen *screen, ShumateViewport *viewport, GtkWidget *widget,
                                GlnProjector *projector);

/* The view that draw/ takes; valid as long as @screen. FALSE: the view lies outside the projection. */
gboolean gln_screen_view       (GlnScreen *screen, GlnView *view);
void     gln_screen_project    (const GlnScreen *screen, const GlnPoint *plan, GlnPoint *px, guint n);
GlnPoint gln_screen_place      (const GlnScreen *screen, GlnPoint plan);
GlnBox   gln_screen_box        (const GlnScreen *screen, const GlnBox *plan);

/* Metres on a logical pixel in the middle; NaN outside of the projection. */
double   gln_screen_metres_per_px (const GlnScreen *screen);

G_END_DECLS
