/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-layout.h"

#include <math.h>

/* Points. */
#define CELL_PAD 3.6
#define ROW_PAD 4.6
#define NOTE_SIZE 8.0
#define MIN_COLUMN_EM 2.8
static const double sizes[] = { 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.0, 5.0 };

static const GlnColour ink = { 0.08, 0.08, 0.09, 1 };
static const GlnColour hair = { 0.80, 0.80, 0.79, 1 };
static const GlnColour note_ink = { 0.38, 0.38, 0.39, 1 };

static GlnText
cell_text (const GlnReportDoc *doc, double size, gboolean bold, GlnAlign align)
{
  GlnText text = gln_report_text (doc, size, bold);

  text.align = align == GLN_ALIGN_RIGHT    ? PANGO_ALIGN_RIGHT
               : align == GLN_ALIGN_CENTRE ? PANGO_ALIGN_CENTER
                                           : PANGO_ALIGN_LEFT;
  text.leading = 0;
  return text;
}

static const GlnReportColumn *
column_at (const GlnReportTable *table, guint column)
{
  return &g_array_index (table->columns, GlnReportColumn, column);
}

/* Widest line of a column when nothing is broken; heads may break at spaces and are not counted in
 * full. */
static double
natural_width (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table, guint column,
               double size)
{
  GlnText text = cell_text (doc, size, FALSE, GLN_ALIGN_LEFT);
  double widest = MIN_COLUMN_EM * size - 2 * CELL_PAD, width;

  text.bold = TRUE;
  gln_text_measure (cr, &text, column_at (table, column)->title, &width, NULL);
  widest = MAX (widest, MIN (width, 7 * size));
  text.bold = FALSE;
  for (guint row = 0; row < gln_report_table_n_rows (table); row++)
    {
      if (gln_report_table_is_group (table, row))
        continue;
      gln_text_measure (cr, &text, gln_report_table_cell (table, row, column)->text, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest + 2 * CELL_PAD + 0.5;
}

/* Columns that may wrap share what the others leave; FALSE when that is too little. */
static gboolean
narrow (const GlnReportTable *table, double *width, double size, double excess)
{
  double wrapping = 0, least;
  guint n = 0;

  for (guint i = 0; i < table->columns->len; i++)
    if (column_at (table, i)->wraps)
      {
        wrapping += width[i];
        n++;
      }
  least = n * 7 * size;
  if (n == 0 || wrapping - excess < least)
    return FALSE;
  /* The widest give first: all are cut to one level. */
  for (guint round = 0; round < 64 && excess > 0.01; round++)
    {
      double top = 0, next = 0;
      guint n_top = 0;
      for (guint i = 0; i < table->columns->len; i++)
        if (column_at (table, i)->wraps)
          top = MAX (top, width[i]);
      for (guint i = 0; i < table->columns->len; i++)
        if (column_at (table, i)->wraps)
          {
            if (width[i] > top - 0.01)
              n_top++;
            else
              next = MAX (next, width[i]);
          }
      double cut = MIN (excess / n_top, MAX (top - next, 0.1));
      for (guint i = 0; i < table->columns->len; i++)
        if (column_at (table, i)->wraps && width[i] > top - 0.01)
          width[i] -= cut;
      excess -= cut * n_top;
    }
  return TRUE;
}

/* What is left over goes to all columns alike, so that figures do not drift too far apart. */
static void
widen (const GlnReportTable *table, double *width, double rest)
{
  double each = rest / table->columns->len;

  for (guint i = 0; i < table->columns->len; i++)
    width[i] += each;
}

static gboolean
set_widths (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table, double size,
            gboolean force, double *width)
{
  double total = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      width[i] = natural_width (cr, doc, table, i, size);
      total += width[i];
    }
  if (total <= GLN_BODY_WIDTH)
    {
      widen (table, width, GLN_BODY_WIDTH - total);
      return TRUE;
    }
  if (narrow (table, width, size, total - GLN_BODY_WIDTH))
    return TRUE;
  for (guint i = 0; force && i < table->columns->len; i++)
    width[i] *= GLN_BODY_WIDTH / total;
  return force;
}

static double
cell_height (cairo_t *cr, GlnText *text, double width, const char *utf8)
{
  double height;

  text->width = width - 2 * CELL_PAD;
  gln_text_measure (cr, text, utf8, NULL, &height);
  return height;
}

static double
row_height (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table,
            const GlnTableSet *set, guint row)
{
  GlnText text = cell_text (doc, set->size, FALSE, GLN_ALIGN_LEFT);
  double height = 0;

  if (gln_report_table_is_group (table, row))
    return cell_height (cr, &text, GLN_BODY_WIDTH, gln_report_table_cell (table, row, 0)->text)
           + ROW_PAD;
  for (guint i = 0; i < table->columns->len; i++)
    height = MAX (height, cell_height (cr, &text, set->width[i],
                                       gln_report_table_cell (table, row, i)->text));
  return height + ROW_PAD;
}

/* Sets the table in the type size of @set; FALSE when a column or a row becomes too large. */
static gboolean
set_in_size (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table, GlnTableSet *set,
             gboolean force)
{
  GlnText text = cell_text (doc, set->size, TRUE, GLN_ALIGN_LEFT);
  double tallest = 0;

  if (!set_widths (cr, doc, table, set->size, force, set->width))
    return FALSE;
  set->head_height = 0;
  for (guint i = 0; i < table->columns->len; i++)
    set->head_height = MAX (set->head_height, cell_height (cr, &text, set->width[i],
                                                           column_at (table, i)->title));
  set->head_height += ROW_PAD + 2;
  for (guint row = 0; row < gln_report_table_n_rows (table); row++)
    {
      set->row_height[row] = row_height (cr, doc, table, set, row);
      tallest = MAX (tallest, set->row_height[row]);
    }
  return force || set->head_height + 2 * tallest < GLN_BODY_HEIGHT * 0.8;
}

/* Columns, type size and row heights of @table in the width of the page. */
GlnTableSet *
gln_table_set_new (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table)
{
  GlnTableSet *set = g_new0 (GlnTableSet, 1);

  set->width = g_new0 (double, table->columns->len + 1);
  set->row_height = g_new0 (double, gln_report_table_n_rows (table) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      set->size = sizes[i];
      if (set_in_size (cr, doc, table, set, i + 1 == G_N_ELEMENTS (sizes)))
        break;
    }
  return set;
}

void
gln_table_set_free (GlnTableSet *set)
{
  g_free (set->width);
  g_free (set->row_height);
  g_free (set);
}

static GlnText
note_text (const GlnReportDoc *doc)
{
  GlnText text = gln_report_text (doc, NOTE_SIZE, FALSE);

  text.width = GLN_BODY_WIDTH;
  text.indent = -9;
  text.leading = 0;
  text.colour = note_ink;
  return text;
}

static char *
note_line (const GlnReportTable *table, guint note)
{
  return g_strconcat (gln_note_mark (note + 1), "\302\240", (char *) table->notes->pdata[note], NULL);
}

/* The closing rule and the footnotes. */
double
gln_table_end_height (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table)
{
  GlnText text = note_text (doc);
  double total = 3, height;

  for (guint i = 0; i < table->notes->len; i++)
    {
      g_autofree char *line = note_line (table, i);
      gln_text_measure (cr, &text, line, NULL, &height);
      total += height + 1;
    }
  return total;
}

static void
draw_rule (cairo_t *cr, double x, double y, double width, GlnColour colour)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, colour.a);
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + GLN_BODY_WIDTH, y);
  cairo_stroke (cr);
}

static GlnColour
tone_colour (GlnTone tone)
{
  switch (tone)
    {
    case GLN_TONE_MET:
      return GLN_COLOUR (0x18745a, 1);
    case GLN_TONE_UNMET:
      return GLN_COLOUR (0xb5480f, 1);
    case GLN_TONE_OPEN:
      return GLN_COLOUR (0x6b6b68, 1);
    case GLN_TONE_PLAIN:
    case GLN_TONE_STRONG:
    default:
      return ink;
    }
}

static void
draw_cell (cairo_t *cr, GlnText *text, const char *utf8, double x, double y, double width,
           double height)
{
  double text_height;

  if (*utf8 == '\0')
    return;
  text->width = width - 2 * CELL_PAD;
  gln_text_measure (cr, text, utf8, NULL, &text_height);
  {
    g_autoptr (PangoLayout) layout = gln_text_layout (cr, text, utf8);
    cairo_set_source_rgba (cr, text->colour.r, text->colour.g, text->colour.b, text->colour.a);
    cairo_move_to (cr, x + CELL_PAD, y + (height - text_height) / 2);
    pango_cairo_show_layout (cr, layout);
    cairo_new_path (cr);
  }
}

/* Heads stand over their columns: figures are right-aligned under right-aligned heads. */
void
gln_table_draw_head (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table,
                     const GlnTableSet *set, double x, double y)
{
  double left = x;

  draw_rule (cr, x, y, 1.3, ink);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const GlnReportColumn *column = column_at (table, i);
      GlnText text = cell_text (doc, set->size, TRUE, column->align);
      draw_cell (cr, &text, column->title, left, y, set->width[i], set->head_height);
      left += set->width[i];
    }
  draw_rule (cr, x, y + set->head_height, 0.7, ink);
}

void
gln_table_draw_row (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table,
                    const GlnTableSet *set, guint row, double x, double y)
{
  gboolean group = gln_report_table_is_group (table, row);
  double left = x;

  if (row > 0)
    draw_rule (cr, x, y, 0.35, hair);
  for (guint i = 0; i < (group ? 1 : table->columns->len); i++)
    {
      const GlnReportCell *cell = gln_report_table_cell (table, row, i);
      GlnText text = cell_text (doc, set->size, cell->tone == GLN_TONE_STRONG,
                                group ? GLN_ALIGN_LEFT : column_at (table, i)->align);
      text.colour = tone_colour (cell->tone);
      draw_cell (cr, &text, cell->text, left, y, group ? GLN_BODY_WIDTH : set->width[i],
                 set->row_height[row]);
      left += set->width[i];
    }
}

void
gln_table_draw_end (cairo_t *cr, const GlnReportDoc *doc, const GlnReportTable *table, double x,
                    double y)
{
  GlnText text = note_text (doc);
  double top = y + 3, height;

  draw_rule (cr, x, y, 1.3, ink);
  for (guint i = 0; i < table->notes->len; i++)
    {
      g_autofree char *line = note_line (table, i);
      gln_text_draw (cr, &text, line, x, top, GLN_ANCHOR_TOP_LEFT);
      gln_text_measure (cr, &text, line, NULL, &height);
      top += height + 1;
    }
}
