/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/gln-edit-layer.h"
#include "map/gln-label-layer.h"
#include "map/gln-map-view.h"
#include "map/gln-scene.h"
#include "map/gln-tile-layer.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

struct _GlnMapView
{
  GtkWidget parent_instance;

  ShumateMap *map;
  ShumateViewport *viewport;
  GlnTileLayer *plan_layer;

  GlnLabelLayer *label_layer;
  GlnEditLayer *edit_layer;

  GlnScene *scene;
  GlnToolbox *toolbox;
  GlnProjector *projector;
  gboolean box_pending; /* the view had no size yet when it was asked to show @box */
  GlnBox box;

  /* The hand, see gln-map-view-input.c. */
  gboolean panning;        /* the hand moves the map, tools get nothing */
  gboolean inside;
  double x, y;             /* pointer */
  gboolean pressed;        /* button down, the press was left to the map */
  gboolean dragging;       /* button down, the press was claimed by the tool */
  double press_x, press_y;
  guint32 press_time;
  guint n_press;
  GlnPoint middle_centre;  /* world point in the middle when a pan by the middle button began */
};

void _gln_map_view_init_input      (GlnMapView *self);
void _gln_map_view_update_cursor   (GlnMapView *self);
void _gln_map_view_emit_pointer    (GlnMapView *self);
void _gln_map_view_set_centre      (GlnMapView *self, GlnPoint world);

G_END_DECLS
