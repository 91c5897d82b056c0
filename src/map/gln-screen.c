/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-screen.h"

#include "map/gln-world.h"

#include <math.h>
#include <string.h>

void
gln_screen_init (GlnScreen *screen, ShumateViewport *viewport, GtkWidget *widget, GlnProjector *projector)
{
  gln_view_state_init (&screen->state, viewport, widget);
  screen->projector = projector;
}

void
gln_screen_project (const GlnScreen *screen, const GlnPoint *plan, GlnPoint *px, guint n)
{
  if (px != plan)
    memcpy (px, plan, n * sizeof *px);
  gln_world_from_plan (screen->projector, px, n);
  for (guint i = 0; i < n; i++)
    px[i] = gln_view_to_widget (&screen->state, px[i]);
}

static void
project (gpointer data, const GlnPoint *plan, GlnPoint *px, guint n)
{
  gln_screen_project (data, plan, px, n);
}

double
gln_screen_metres_per_px (const GlnScreen *screen)
{
  GlnPoint ends[2] = { gln_view_to_world (&screen->state, screen->state.width / 2 - 50, screen->state.height / 2),
                       gln_view_to_world (&screen->state, screen->state.width / 2 + 50, screen->state.height / 2) };

  if (!gln_world_to_plan (screen->projector, ends, 2))
    return NAN;
  return hypot (ends[1].x - ends[0].x, ends[1].y - ends[0].y) / 100.0;
}

gboolean
gln_screen_view (GlnScreen *screen, GlnView *view)
{
  GlnBox world = gln_view_world_box (&screen->state);
  double metres = gln_screen_metres_per_px (screen);

  if (!isfinite (metres) || metres <= 0)
    return FALSE;
  *view = (GlnView){ .box = gln_world_box_to_plan (screen->projector, &world),
                     .width_px = screen->state.width,
                     .height_px = screen->state.height,
                     .px_per_m = 1.0 / metres,
                     .scale = 1.0,
                     .project = project,
                     .project_data = screen };
  return TRUE;
}

GlnPoint
gln_screen_place (const GlnScreen *screen, GlnPoint plan)
{
  gln_world_from_plan (screen->projector, &plan, 1);
  return gln_view_to_widget (&screen->state, plan);
}

GlnBox
gln_screen_box (const GlnScreen *screen, const GlnBox *plan)
{
  GlnBox world = gln_world_box_from_plan (screen->projector, plan);
  GlnPoint a, b;

  if (gln_box_is_empty (&world))
    return GLN_BOX_EMPTY;
  a = gln_view_to_widget (&screen->state, (GlnPoint){ world.x0, world.y0 });
  b = gln_view_to_widget (&screen->state, (GlnPoint){ world.x1, world.y1 });
  return (GlnBox){ a.x, a.y, b.x, b.y };
}
