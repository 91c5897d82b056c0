/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-doc.h"

#include <math.h>

static void
clear_cell (gpointer data)
{
  g_free (((GlnReportCell *) data)->text);
}

static void
clear_column (gpointer data)
{
  g_free (((GlnReportColumn *) data)->title);
}

static void
table_free (GlnReportTable *table)
{
  g_free (table->title);
  g_free (table->number);
  g_array_unref (table->columns);
  g_array_unref (table->cells);
  g_array_unref (table->groups);
  g_ptr_array_unref (table->notes);
  g_free (table);
}

static void
figure_free (GlnReportFigure *figure)
{
  if (figure->free_data)
    figure->free_data (figure->data);
  g_free (figure->title);
  g_free (figure->number);
  g_free (figure);
}

static void
block_free (gpointer data)
{
  GlnBlock *block = data;

  g_clear_pointer (&block->table, table_free);
  g_clear_pointer (&block->figure, figure_free);
  g_free (block->number);
  g_free (block->text);
  g_free (block);
}

/** gln_report_doc_new: (transfer full): an empty report. */
GlnReportDoc *
gln_report_doc_new (GlnLang lang, const char *title, const char *subtitle)
{
  GlnReportDoc *doc = g_new0 (GlnReportDoc, 1);

  doc->lang = lang;
  doc->title = g_strdup (title);
  doc->subtitle = g_strdup (subtitle);
  doc->organisation = g_strdup ("");
  doc->date = g_strdup ("");
  doc->identity = g_strdup ("");
  doc->facts = g_ptr_array_new_with_free_func (g_free);
  doc->blocks = g_ptr_array_new_with_free_func (block_free);
  return doc;
}

/** gln_report_doc_free: frees the report with all blocks. */
void
gln_report_doc_free (GlnReportDoc *doc)
{
  g_free (doc->title);
  g_free (doc->subtitle);
  g_free (doc->organisation);
  g_free (doc->date);
  g_free (doc->identity);
  g_ptr_array_unref (doc->facts);
  g_ptr_array_unref (doc->blocks);
  g_free (doc);
}

static GlnBlock *
add_block (GlnReportDoc *doc, GlnBlockKind kind)
{
  GlnBlock *block = g_new0 (GlnBlock, 1);

  block->kind = kind;
  g_ptr_array_add (doc->blocks, block);
  return block;
}

/** gln_report_doc_heading: a heading of @level 1 to 3, numbered; a chapter begins on a new page. */
void
gln_report_doc_heading (GlnReportDoc *doc, guint level, const char *text)
{
  GlnBlock *block = add_block (doc, GLN_BLOCK_HEADING);
  GString *number = g_string_new (NULL);

  g_return_if_fail (level >= 1 && level <= 3);
  doc->number[level - 1]++;
  for (guint i = level; i < 3; i++)
    doc->number[i] = 0;
  if (level == 1)
    doc->n_tables = doc->n_figures = 0;
  for (guint i = 0; i < level; i++)
    g_string_append_printf (number, i ? ".%u" : "%u", doc->number[i]);
  block->level = level;
  block->number = g_string_free (number, FALSE);
  block->text = g_strdup (text);
}

/** gln_report_doc_paragraph: running text. */
void
gln_report_doc_paragraph (GlnReportDoc *doc, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_block (doc, GLN_BLOCK_PARAGRAPH)->text = g_strdup_vprintf (format, args);
  va_end (args);
}

/** gln_report_doc_item: an item of a list. */
void
gln_report_doc_item (GlnReportDoc *doc, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_block (doc, GLN_BLOCK_ITEM)->text = g_strdup_vprintf (format, args);
  va_end (args);
}

/** gln_report_doc_break: what follows begins on a new page. */
void
gln_report_doc_break (GlnReportDoc *doc)
{
  add_block (doc, GLN_BLOCK_PAGE_BREAK);
}

/** gln_report_doc_fact: a line of the cover, such as the planning period. */
void
gln_report_doc_fact (GlnReportDoc *doc, const char *name, const char *value)
{
  g_ptr_array_add (doc->facts, g_strdup (name));
  g_ptr_array_add (doc->facts, g_strdup (value));
}

static char *
chapter_number (const GlnReportDoc *doc, guint number)
{
  return g_strdup_printf ("%u-%u", MAX (1, doc->number[0]), number);
}

/** gln_report_doc_table: (transfer none): a new table at the end, numbered by chapter. */
GlnReportTable *
gln_report_doc_table (GlnReportDoc *doc, const char *title)
{
  GlnReportTable *table = g_new0 (GlnReportTable, 1);

  table->title = g_strdup (title);
  table->number = chapter_number (doc, ++doc->n_tables);
  table->columns = g_array_new (FALSE, TRUE, sizeof (GlnReportColumn));
  table->cells = g_array_new (FALSE, TRUE, sizeof (GlnReportCell));
  table->groups = g_array_new (FALSE, TRUE, sizeof (guint));
  table->notes = g_ptr_array_new_with_free_func (g_free);
  g_array_set_clear_func (table->columns, clear_column);
  g_array_set_clear_func (table->cells, clear_cell);
  add_block (doc, GLN_BLOCK_TABLE)->table = table;
  return table;
}

/**
 * gln_report_doc_figure:
 * @height_share: of the text height of a page; 1 makes a plate
 * @data: (transfer full): freed with @free_data (nullable)
 *
 * Returns: (transfer none): a new figure at the end, numbered by chapter
 */
GlnReportFigure *
gln_report_doc_figure (GlnReportDoc *doc, const char *title, double height_share,
                       GlnFigureFunc draw, gpointer data, GDestroyNotify free_data)
{
  GlnReportFigure *figure = g_new0 (GlnReportFigure, 1);

  figure->title = g_strdup (title);
  figure->number = chapter_number (doc, ++doc->n_figures);
  figure->height_share = height_share;
  figure->draw = draw;
  figure->data = data;
  figure->free_data = free_data;
  add_block (doc, GLN_BLOCK_FIGURE)->figure = figure;
  return figure;
}

/** gln_report_table_column: another column; before the first cell. */
void
gln_report_table_column (GlnReportTable *table, const char *title, GlnAlign align, gboolean wraps)
{
  GlnReportColumn column = { g_strdup (title), align, wraps };

  g_return_if_fail (table->cells->len == 0);
  g_array_append_val (table->columns, column);
}

/** gln_report_table_text: the next cell. */
void
gln_report_table_text (GlnReportTable *table, const char *text, GlnTone tone)
{
  gln_report_table_number (table, text, GLN_NUMBER_NONE, NAN, tone);
}

/** gln_report_table_number: the next cell, whose @text is the print of @number. */
void
gln_report_table_number (GlnReportTable *table, const char *text, GlnNumberKind kind, double number,
                         GlnTone tone)
{
  GlnReportCell cell = { g_strdup (text), tone, isfinite (number) ? kind : GLN_NUMBER_NONE, number };

  g_array_append_val (table->cells, cell);
}

/** gln_report_table_group: a row that heads the rows after it. */
void
gln_report_table_group (GlnReportTable *table, const char *text)
{
  guint row = gln_report_table_n_rows (table);

  g_array_append_val (table->groups, row);
  gln_report_table_text (table, text, GLN_TONE_STRONG);
  for (guint i = 1; i < table->columns->len; i++)
    gln_report_table_text (table, "", GLN_TONE_PLAIN);
}

/** gln_report_table_note: adds a footnote unless it is there; returns its number from 1. */
guint
gln_report_table_note (GlnReportTable *table, const char *text)
{
  for (guint i = 0; i < table->notes->len; i++)
    if (g_str_equal (table->notes->pdata[i], text))
      return i + 1;
  g_ptr_array_add (table->notes, g_strdup (text));
  return table->notes->len;
}

/** gln_report_table_n_rows: rows that are complete. */
guint
gln_report_table_n_rows (const GlnReportTable *table)
{
  return table->columns->len ? table->cells->len / table->columns->len : 0;
}

/** gln_report_table_cell: (transfer none): the cell at @row and @column. */
const GlnReportCell *
gln_report_table_cell (const GlnReportTable *table, guint row, guint column)
{
  return &g_array_index (table->cells, GlnReportCell, row * table->columns->len + column);
}

/** gln_report_table_is_group: whether @row heads a group. */
gboolean
gln_report_table_is_group (const GlnReportTable *table, guint row)
{
  for (guint i = 0; i < table->groups->len; i++)
    if (g_array_index (table->groups, guint, i) == row)
      return TRUE;
  return FALSE;
}

/** gln_report_caption: (transfer full): "表 2-1 绿地指标分期对照". */
char *
gln_report_caption (GlnLang lang, gboolean figure, const char *number, const char *title)
{
  const char *word = figure ? gln_lang_pick (lang, "图", "Figure") : gln_lang_pick (lang, "表", "Table");

  return g_strdup_printf ("%s\302\240%s\342\200\202%s", word, number, title);
}

/** gln_note_mark: the superscript figure of a footnote. */
const char *
gln_note_mark (guint number)
{
  static const char *const marks[] = { "", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

  return number < G_N_ELEMENTS (marks) ? marks[number] : "*";
}
