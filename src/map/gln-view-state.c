/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-view-state.h"

#include "map/gln-reference-source.h"
#include "map/gln-world.h"

#include <math.h>

void
gln_view_state_init (GlnViewState *view, ShumateViewport *viewport, GtkWidget *widget)
{
  GlnPoint centre = { shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                      shumate_location_get_latitude (SHUMATE_LOCATION (viewport)) };
  double zoom = shumate_viewport_get_zoom_level (viewport);

  gln_world_from_lonlat (&centre, 1);
  view->cx = centre.x;
  view->cy = centre.y;
  view->zoom = zoom + GLN_REFERENCE_ZOOM_SHIFT;
  view->scale = GLN_REFERENCE_TILE_PX * exp2 (zoom);
  view->width = gtk_widget_get_width (widget);
  view->height = gtk_widget_get_height (widget);
}
