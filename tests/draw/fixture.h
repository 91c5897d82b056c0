/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-plan.h"
#include "core/gln-standards.h"

/* A small town for drawing tests, in a box of 1000 m x 600 m from (500000, 3380000):
 * four parcels, a park in one of them and a planned one, a river, a boundary, a road, a tree. */

#define FIXTURE_X 500000.0
#define FIXTURE_Y 3380000.0

typedef struct
{
  GlnUuid land, green, water, boundary, roads, trees;
} FixtureLayers;

GlnPlan *fixture_plan (FixtureLayers *layers);

/* Adds a rectangle from (x0, y0) to (x1, y1), metres from the corner of the town.
 * Returns: (transfer none): the feature */
GlnFeature *fixture_rect (GPtrArray *features, const GlnUuid *layer, const char *code, const char *name,
                          double x0, double y0, double x1, double y1);
