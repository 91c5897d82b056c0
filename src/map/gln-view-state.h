/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/** GlnViewState: where the world square lies in a widget of @width × @height logical pixels. */
typedef struct
{
  double cx, cy; /* world units in the middle of the widget */
  double scale;  /* logical pixels per world unit */
  double zoom;   /* of 256 px tiles, fractional */
  double width, height;
} GlnViewState;

void gln_view_state_init (GlnViewState *view, ShumateViewport *viewport, GtkWidget *widget);

static inline GlnPoint
gln_view_to_widget (const GlnViewState *view, GlnPoint world)
{
  return (GlnPoint){ (world.x - view->cx) * view->scale + view->width / 2,
                     (world.y - view->cy) * view->scale + view->height / 2 };
}

static inline GlnPoint
gln_view_to_world (const GlnViewState *view, double x, double y)
{
  return (GlnPoint){ view->cx + (x - view->width / 2) / view->scale,
                     view->cy + (y - view->height / 2) / view->scale };
}

static inline GlnBox
gln_view_world_box (const GlnViewState *view)
{
  double w = view->width / 2 / view->scale, h = view->height / 2 / view->scale;

  return (GlnBox){ view->cx - w, view->cy - h, view->cx + w, view->cy + h };
}

G_END_DECLS
