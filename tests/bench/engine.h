/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the measurements of our engine share. */
#pragma once

#include "core/gln-mosaic.h"
#include "measure.h"
#include "values.h"

G_BEGIN_DECLS

/** Engine: the arguments of one run. */
typedef struct
{
  const char *size; /* as given, for the keys of the output */
  City *city;
  GlnStandards *standards;
  GlnMosaicRules rules;
  guint n_threads;
} Engine;

GlnMosaic  *engine_build       (const Engine *engine, GlnPlan *plan, guint n_threads);
MeasureSpan engine_time_build  (const Engine *engine, GlnPlan *plan, guint n_threads);
CityValues *engine_values      (const Engine *engine, const GlnAreas *areas);
guint       engine_differences (const Engine *engine, const GlnAreas *a, const GlnAreas *b);
GlnArea     engine_worst       (const Engine *engine, const GlnAreas *a, const GlnAreas *b);
MeasureSpan engine_change      (GlnMosaic *mosaic, GlnFeature *before, GlnFeature *after);
guint       engine_differences_from_scratch (const Engine *engine, GlnMosaic *mosaic);
GlnPlan    *engine_plan        (GlnMosaic *mosaic);

void        engine_drags       (const Engine *engine, guint frames);
void        engine_operations  (const Engine *engine);

G_END_DECLS
