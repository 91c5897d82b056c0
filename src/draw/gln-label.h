/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-render.h"
#include "draw/gln-text.h"

G_BEGIN_DECLS

/** GlnLabel: a placed text; pixels of the view it was placed for. */
typedef struct
{
  char *text;       /* one or two lines */
  double x, y;      /* middle */
  double width, height; /* of its upright box */
  double angle;     /* radians, clockwise; roads */
  double size_px;
  gboolean bold;
  GlnColour colour;
  GlnUuid feature;
} GlnLabel;

/** GlnLabelOptions: what is said and how large. */
typedef struct
{
  GlnLang lang;
  const char *family; /* nullable */
  double size_px;     /* logical pixels of ordinary names; 0: 12 */
  gboolean areas;     /* areas under the names of greens */
  gboolean codes;     /* class codes of nameless parcels, where they are large */
  guint max_labels;   /* 0: 300 */
} GlnLabelOptions;

GPtrArray *gln_labels_place (const GlnRenderJob *job, const GlnView *view, const GlnLabelOptions *options);
void       gln_labels_draw  (cairo_t *cr, const GPtrArray *labels, const GlnLabelOptions *options,
                             double scale);

G_END_DECLS
