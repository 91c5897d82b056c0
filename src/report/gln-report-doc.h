/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-format.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * GlnReportDoc: a report as a list of blocks, built once and written in any
 * format. Text is already in the language of the report.
 */

/** GlnTone: what a cell says of its value; printed in words too, so that grey paper loses nothing. */
typedef enum
{
  GLN_TONE_PLAIN,
  GLN_TONE_MET,
  GLN_TONE_UNMET,
  GLN_TONE_OPEN,
  GLN_TONE_STRONG,
} GlnTone;

typedef enum
{
  GLN_ALIGN_LEFT,
  GLN_ALIGN_CENTRE,
  GLN_ALIGN_RIGHT,
} GlnAlign;

/** GlnNumberKind: how a spreadsheet shows the number of a cell. */
typedef enum
{
  GLN_NUMBER_NONE,    /* text only */
  GLN_NUMBER_PERCENT, /* a ratio, shown as percent */
  GLN_NUMBER_2,       /* two decimals */
  GLN_NUMBER_1,
  GLN_NUMBER_0,
} GlnNumberKind;

typedef struct
{
  char *text;
  GlnTone tone;
  GlnNumberKind kind;
  double number; /* as stored: ratios 0..1; hectares where the column says hectares */
} GlnReportCell;

typedef struct
{
  char *title;
  GlnAlign align;
  gboolean wraps; /* long text that may be broken and takes the free width */
} GlnReportColumn;

/** GlnReportTable: cells row by row; a row whose cells but the first are empty may be a group head. */
typedef struct
{
  char *title;
  char *number;     /* "2-1" */
  GArray *columns;  /* GlnReportColumn */
  GArray *cells;    /* GlnReportCell, n_rows x columns */
  GArray *groups;   /* guint: rows that head a group */
  GPtrArray *notes; /* char*: footnotes below the table */
} GlnReportTable;

/** GlnFigureFunc: draws into @width x @height user units from (0, 0); @unit: user units a logical pixel. */
typedef void (*GlnFigureFunc) (cairo_t *cr, gpointer data, double width, double height, double unit,
                               gboolean vector);

typedef struct
{
  char *title;
  char *number;
  double height_share; /* of the text height of a page; 1: a plate of its own */
  GlnFigureFunc draw;
  gpointer data;
  GDestroyNotify free_data;
} GlnReportFigure;

typedef enum
{
  GLN_BLOCK_HEADING,
  GLN_BLOCK_PARAGRAPH,
  GLN_BLOCK_ITEM, /* of a list */
  GLN_BLOCK_TABLE,
  GLN_BLOCK_FIGURE,
  GLN_BLOCK_PAGE_BREAK,
} GlnBlockKind;

typedef struct
{
  GlnBlockKind kind;
  guint level;    /* headings: 1 chapter, 2, 3 */
  char *number;   /* headings: "2.1" */
  char *text;     /* headings, paragraphs, items */
  GlnReportTable *table;
  GlnReportFigure *figure;
} GlnBlock;

typedef struct _GlnReportDoc GlnReportDoc;
struct _GlnReportDoc
{
  GlnLang lang;
  char *title;        /* of the plan */
  char *subtitle;     /* kind of report */
  char *organisation; /* "" when not given */
  char *date;         /* ISO 8601 date */
  char *identity;     /* uuid of the plan and version of the program, small on the cover */
  GPtrArray *facts;   /* char* pairs: key lines on the cover */
  GPtrArray *blocks;  /* GlnBlock */
  guint number[3];    /* of the current headings */
  guint n_tables;     /* in the current chapter */
  guint n_figures;
};

GlnReportDoc    *gln_report_doc_new        (GlnLang lang, const char *title, const char *subtitle);
void             gln_report_doc_free       (GlnReportDoc *doc);
void             gln_report_doc_heading    (GlnReportDoc *doc, guint level, const char *text);
void             gln_report_doc_paragraph  (GlnReportDoc *doc, const char *format, ...) G_GNUC_PRINTF (2, 3);
void             gln_report_doc_item       (GlnReportDoc *doc, const char *format, ...) G_GNUC_PRINTF (2, 3);
void             gln_report_doc_break      (GlnReportDoc *doc);
void             gln_report_doc_fact       (GlnReportDoc *doc, const char *name, const char *value);
GlnReportTable  *gln_report_doc_table      (GlnReportDoc *doc, const char *title);
GlnReportFigure *gln_report_doc_figure     (GlnReportDoc *doc, const char *title, double height_share,
                                            GlnFigureFunc draw, gpointer data, GDestroyNotify free_data);

void             gln_report_table_column   (GlnReportTable *table, const char *title, GlnAlign align,
                                            gboolean wraps);
void             gln_report_table_text     (GlnReportTable *table, const char *text, GlnTone tone);
void             gln_report_table_number   (GlnReportTable *table, const char *text, GlnNumberKind kind,
                                            double number, GlnTone tone);
void             gln_report_table_group    (GlnReportTable *table, const char *text);
guint            gln_report_table_note     (GlnReportTable *table, const char *text);
guint            gln_report_table_n_rows   (const GlnReportTable *table);
const GlnReportCell *gln_report_table_cell (const GlnReportTable *table, guint row, guint column);
gboolean         gln_report_table_is_group (const GlnReportTable *table, guint row);

char            *gln_report_caption        (GlnLang lang, gboolean figure, const char *number, const char *title);
const char      *gln_note_mark             (guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnReportDoc, gln_report_doc_free)

G_END_DECLS
