/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-text.h"
#include "report/gln-report-doc.h"

/* Pagination; private to the PDF writer. Units are points. */

#define GLN_PAGE_WIDTH 595.28
#define GLN_PAGE_HEIGHT 841.89
#define GLN_PAGE_LEFT 66.0
#define GLN_PAGE_TOP 78.0
#define GLN_PAGE_BOTTOM 74.0
#define GLN_BODY_WIDTH (GLN_PAGE_WIDTH - 2 * GLN_PAGE_LEFT)
#define GLN_BODY_HEIGHT (GLN_PAGE_HEIGHT - GLN_PAGE_TOP - GLN_PAGE_BOTTOM)
/* A logical pixel of the drawings, 1/96 inch. */
#define GLN_PAGE_UNIT 0.75

/* How a table is set: the same for every piece of it. */
typedef struct
{
  double size; /* of the type */
  double *width; /* of the columns */
  double *row_height;
  double head_height;
} GlnTableSet;

typedef enum
{
  GLN_PIECE_HEADING,
  GLN_PIECE_LINES, /* of a paragraph: line `index` */
  GLN_PIECE_CAPTION,
  GLN_PIECE_TABLE_HEAD,
  GLN_PIECE_TABLE_ROW, /* row `index` */
  GLN_PIECE_TABLE_END, /* closing rule and footnotes */
  GLN_PIECE_FIGURE,
} GlnPieceKind;

/* The smallest thing that is never cut by a page's end. */
typedef struct
{
  GlnPieceKind kind;
  const GlnBlock *block;
  guint index;
  double height;
  double before;     /* space above, dropped at the top of a page */
  gboolean keep;     /* with the piece after it */
  gboolean new_page; /* always begins one */
  gboolean repeated; /* a caption or head that continues a table */
  guint page;        /* from 0; set by pagination */
  double y;          /* from the top of the body */
} GlnPiece;

typedef struct
{
  const GlnReportDoc *doc;
  cairo_t *cr; /* for measuring and drawing: the fonts are the same */
  GArray *pieces; /* GlnPiece, in order of pages */
  GHashTable *layouts; /* GlnBlock → PangoLayout, of paragraphs and items */
  GHashTable *tables;  /* GlnBlock → GlnTableSet */
  guint n_pages;
} GlnLayout;

void  gln_layout_init    (GlnLayout *layout, const GlnReportDoc *doc, cairo_t *cr);
void  gln_layout_clear   (GlnLayout *layout);
int   gln_layout_page_of (const GlnLayout *layout, const GlnBlock *block);

GlnText gln_report_text  (const GlnReportDoc *doc, double size, gboolean bold);
GlnText gln_heading_text (const GlnReportDoc *doc, guint level);
char   *gln_heading_line (const GlnReportDoc *doc, const GlnBlock *block);

/* Tables: gln-report-table.c */
GlnTableSet *gln_table_set_new  (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table);
void         gln_table_set_free (GlnTableSet *set);
double       gln_table_end_height (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table);
void         gln_table_draw_head (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table,
                                  const GlnTableSet *set, double x, double y);
void         gln_table_draw_row  (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table,
                                  const GlnTableSet *set, guint row, double x, double y);
void         gln_table_draw_end  (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table,
                                  double x, double y);
