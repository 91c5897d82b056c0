/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-plan.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

/** GlnColour: straight (not premultiplied) sRGB and opacity, 0..1. */
typedef struct
{
  double r, g, b, a;
} GlnColour;

#define GLN_COLOUR(rgb, alpha)                                                                     \
  ((GlnColour){ ((rgb) >> 16 & 0xff) / 255.0, ((rgb) >> 8 & 0xff) / 255.0, ((rgb) & 0xff) / 255.0, \
                (alpha) })

typedef enum
{
  GLN_SYMBOL_NONE,
  GLN_SYMBOL_TREE,
  GLN_SYMBOL_ENTRANCE,
  GLN_SYMBOL_DOT,
} GlnSymbol;

/**
 * GlnStyle: how a kind of feature is drawn, and its line in the legend. Widths
 * are logical pixels (1/96 inch in print). An opacity of 0 means: not drawn.
 */
typedef struct
{
  const char *name_zh;
  const char *name_en;
  const char *group_zh; /* of what has the same colour: 居住用地 for every R; equal to the name without groups */
  const char *group_en;
  const char *code;     /* of the class; NULL when the style is not that of a class */
  GlnLandKind kind;     /* green land of the class; NONE for everything else */
  GlnLandGroup group;   /* use of the class */
  gboolean planned;     /* to be built */
  guint legend_order;   /* 0: see gln_style_legend_order() */
  int rank;             /* within its layer: the higher is on top */
  GlnColour fill;
  GlnColour stroke;
  double stroke_px;
  gboolean line;        /* of lines: its swatch is a piece of one */
  gboolean detail;      /* the stroke is left out where features are tiny */
  double dash[6];       /* logical pixels */
  guint n_dash;
  GlnColour core;       /* lines: a second, narrower stroke on top */
  double core_share;    /* of the width */
  double core_dash[2];
  guint n_core_dash;
  const char *width_key; /* nullable: attribute with the line's width in metres, drawn to scale */
  GlnHatch hatch;
  GlnColour hatch_colour;
  GlnSymbol symbol;
  double symbol_px;
  double min_px_per_m;   /* logical pixels a metre below which it is not drawn at all; 0: always */
} GlnStyle;

/** GlnStyleSheet: the styles of a plan in one palette; immutable, reference-counted, any thread. */
typedef struct _GlnStyleSheet GlnStyleSheet;

GlnStyleSheet  *gln_style_sheet_new     (GlnStandards *standards, GlnPalette palette);
GlnStyleSheet  *gln_style_sheet_ref     (GlnStyleSheet *sheet);
void            gln_style_sheet_unref   (GlnStyleSheet *sheet);

const GlnStyle *gln_style_sheet_feature (const GlnStyleSheet *sheet, const GlnFrame *frame,
                                         const GlnLayer *layer, const GlnFeature *feature);
const GlnStyle *gln_style_sheet_class   (const GlnStyleSheet *sheet, const GlnLayer *layer,
                                         const char *class_code, gboolean planned);
guint           gln_style_legend_order (const GlnStyle *style);
GlnColour       gln_style_swatch        (const GlnStyle *style);
const char     *gln_style_group_name (GlnLandGroup group, gboolean chinese);
const char     *gln_style_kind_name (GlnLandKind kind, gboolean chinese);
const char     *gln_style_name          (const GlnStyle *style, gboolean chinese);
GlnColour       gln_colour_mix          (GlnColour a, GlnColour b, double share_of_b);

/** GlnChrome: colours of what is drawn over a map on screen. */
typedef struct
{
  GlnColour paper;      /* of the map: the same in light and dark */
  GlnColour surround;   /* outside of the map */
  GlnColour selection;
  GlnColour hover;
  GlnColour handle;     /* inside of vertex handles */
  GlnColour active;     /* handle under the pointer */
  GlnColour halo;       /* around labels on the map */
  GlnColour text;
  GlnColour bubble;     /* behind the figures at the pointer */
  GlnColour bubble_text;
  GlnColour met, unmet, unknown;
} GlnChrome;

const GlnChrome *gln_chrome (gboolean dark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnStyleSheet, gln_style_sheet_unref)

G_END_DECLS
