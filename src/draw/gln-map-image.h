/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-furniture.h"
#include "draw/gln-render.h"

G_BEGIN_DECLS

/**
 * GlnMapSheet: a whole drawing: the map in a frame at a round scale, with
 * names, scale bar, north arrow, coordinate ticks, legend and title block.
 */
typedef struct
{
  GlnRenderJob job;
  GlnBox box;          /* what must be on the map, plan metres; gln_map_sheet_box() */
  GlnTitleBlock block; /* the scale is filled in */
  GlnLang lang;
  const char *family;  /* nullable: font */
  gboolean title_block;
  gboolean legend;
  gboolean labels;
  gboolean ticks;
} GlnMapSheet;

typedef enum
{
  GLN_IMAGE_PNG,
  GLN_IMAGE_SVG,
  GLN_IMAGE_PDF,
} GlnImageFormat;

GlnBox  gln_map_sheet_box     (const GlnPlan *plan, guint phase);
void    gln_map_sheet_init    (GlnMapSheet *sheet, GlnPlan *plan, const GlnIndex *index,
                               const GlnStyleSheet *styles, guint phase, GlnLang lang);
double  gln_map_sheet_draw    (cairo_t *cr, const GlnMapSheet *sheet, double x, double y, double width,
                               double height, double unit, gboolean vector);

gboolean gln_image_format_from_name (const char *file_name, GlnImageFormat *format);
GBytes *gln_map_sheet_export  (const GlnMapSheet *sheet, GlnImageFormat format, int width_px,
                               int height_px, GError **error);

G_END_DECLS
