/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-text.h"
#include "draw/gln-view.h"

G_BEGIN_DECLS

/** GlnTitleBlock: 标题栏. Strings may be NULL: the field is left blank. */
typedef struct
{
  const char *title;        /* of the drawing */
  const char *project;
  const char *organisation; /* 编制单位 */
  const char *approved;     /* 审定 */
  const char *checked;      /* 校核 */
  const char *drawn;        /* 制图 */
  const char *crs;
  const char *date;
  const char *number;       /* 图号 */
  double scale_denominator; /* 0: none is printed */
} GlnTitleBlock;

double gln_scale_bar_length_m  (double px_per_m, double max_px);
double gln_round_scale         (double denominator);
double gln_view_denominator    (const GlnView *view, double units_per_inch);
char  *gln_format_scale        (double denominator);

void   gln_draw_scale_bar      (cairo_t *cr, const GlnText *text, double x, double y, double max_width,
                                double px_per_m);
void   gln_draw_north          (cairo_t *cr, const GlnText *text, double x, double y, double size);
void   gln_draw_frame          (cairo_t *cr, double x, double y, double width, double height, double unit);
void   gln_draw_ticks          (cairo_t *cr, const GlnText *text, const GlnView *view, double x, double y);
double gln_title_block_height  (const GlnText *text);
void   gln_draw_title_block    (cairo_t *cr, const GlnText *text, const GlnTitleBlock *block, double x,
                                double y, double width);

G_END_DECLS
