/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-format.h"
#include "draw/gln-style.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define GLN_FONT_SANS "Noto Sans CJK SC"
#define GLN_FONT_SERIF "Noto Serif CJK SC"

/** GlnText: how a piece of text is set. Sizes are in the user units of the cairo context. */
typedef struct
{
  const char *family;  /* NULL: GLN_FONT_SANS */
  double size;         /* of the em */
  gboolean bold;
  double width;        /* of the line for wrapping; 0: one line */
  PangoAlignment align;
  gboolean justify;
  double indent;       /* of the first line */
  double leading;      /* line distance as a share of the em; 0: the font's own */
  GlnLang lang;
  GlnColour colour;
} GlnText;

typedef enum
{
  GLN_ANCHOR_TOP_LEFT,
  GLN_ANCHOR_TOP,
  GLN_ANCHOR_TOP_RIGHT,
  GLN_ANCHOR_LEFT,
  GLN_ANCHOR_MIDDLE,
  GLN_ANCHOR_RIGHT,
  GLN_ANCHOR_BOTTOM_LEFT,
  GLN_ANCHOR_BOTTOM,
  GLN_ANCHOR_BOTTOM_RIGHT,
} GlnAnchor;

PangoLayout *gln_text_layout  (cairo_t *cr, const GlnText *text, const char *utf8);
void         gln_text_measure (cairo_t *cr, const GlnText *text, const char *utf8, double *width, double *height);
void         gln_text_draw    (cairo_t *cr, const GlnText *text, const char *utf8, double x, double y, GlnAnchor anchor);
void         gln_text_draw_halo (cairo_t *cr, const GlnText *text, const char *utf8, double x, double y,
                                 GlnAnchor anchor, GlnColour halo, double halo_width);
void         gln_text_draw_fit (cairo_t *cr, const GlnText *text, const char *utf8, double x, double y,
                                GlnAnchor anchor, double max_width);

G_END_DECLS
