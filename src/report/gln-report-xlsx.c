/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "report/gln-report-write.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* Excel's limit for the name of a sheet, in characters. */
#define MAX_SHEET_NAME 31
/* Of the sheet with the text, in characters. */
#define TEXT_WIDTH 100
#define ROW_HEIGHT 16.0

typedef struct
{
  const GlnReportDoc *doc;
  lxw_workbook *book;
  lxw_format *title, *head, *strong, *text, *centre, *wrap;
  lxw_format *number[GLN_NUMBER_0 + 1][2]; /* plain and strong */
} Book;

static lxw_format *
new_format (Book *book, gboolean bold, const char *number)
{
  lxw_format *format = workbook_add_format (book->book);

  format_set_font_name (format, book->doc->lang == GLN_LANG_ZH ? "宋体" : "Calibri");
  format_set_font_size (format, 10.5);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (bold)
    format_set_bold (format);
  if (number)
    format_set_num_format (format, number);
  return format;
}

static void
make_formats (Book *book)
{
  static const char *const formats[] = { [GLN_NUMBER_NONE] = NULL, [GLN_NUMBER_PERCENT] = "0.00%",
                                         [GLN_NUMBER_2] = "#,##0.00", [GLN_NUMBER_1] = "#,##0.0", [GLN_NUMBER_0] = "#,##0" };

  book->title = new_format (book, TRUE, NULL);
  format_set_font_size (book->title, 14);
  book->head = new_format (book, TRUE, NULL);
  format_set_top (book->head, LXW_BORDER_MEDIUM);
  format_set_bottom (book->head, LXW_BORDER_THIN);
  format_set_text_wrap (book->head);
  format_set_align (book->head, LXW_ALIGN_CENTER);
  book->strong = new_format (book, TRUE, NULL);
  book->text = new_format (book, FALSE, NULL);
  book->centre = new_format (book, FALSE, NULL);
  format_set_align (book->centre, LXW_ALIGN_CENTER);
  book->wrap = new_format (book, FALSE, NULL);
  format_set_text_wrap (book->wrap);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (guint bold = 0; bold < 2; bold++)
      {
        book->number[i][bold] = new_format (book, bold != 0, formats[i]);
        format_set_align (book->number[i][bold], LXW_ALIGN_RIGHT);
      }
}

/* "2-1 绿地指标分期对照", without the characters that Excel forbids. */
static char *
sheet_name (const GlnReportTable *table)
{
  g_autofree char *full = g_strconcat (table->number, " ", table->title, NULL);

  g_strdelimit (full, "[]:*?/\\'", ' ');
  return g_utf8_substring (full, 0, MIN (MAX_SHEET_NAME, g_utf8_strlen (full, -1)));
}

static void
write_cell (const Book *book, lxw_worksheet *sheet, guint row, guint column, const GlnReportTable *table,
            const GlnReportCell *cell)
{
  gboolean strong = cell->tone == GLN_TONE_STRONG;
  GlnAlign align = g_array_index (table->columns, GlnReportColumn, column).align;

  if (cell->kind != GLN_NUMBER_NONE)
    worksheet_write_number (sheet, row, (lxw_col_t) column, cell->number, book->number[cell->kind][strong]);
  else
    worksheet_write_string (sheet, row, (lxw_col_t) column, cell->text,
                            strong                     ? book->strong
                            : align == GLN_ALIGN_RIGHT ? book->number[GLN_NUMBER_NONE][0]
                            : align == GLN_ALIGN_CENTRE ? book->centre
                                                        : book->text);
}

/* Width of a text in characters; Han characters are two wide. */
static glong
text_width (const char *text)
{
  glong width = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

static double
column_width (const GlnReportTable *table, guint column)
{
  glong widest = 10;

  for (guint row = 0; row < gln_report_table_n_rows (table); row++)
    {
      if (!gln_report_table_is_group (table, row))
        widest = MAX (widest, text_width (gln_report_table_cell (table, row, column)->text));
    }
  return (double) MIN (widest, 60) + 2;
}

/* A4, as wide as the page. */
static void
set_page (lxw_worksheet *sheet, gboolean landscape)
{
  worksheet_set_paper (sheet, 9);
  if (landscape)
    worksheet_set_landscape (sheet);
  worksheet_fit_to_pages (sheet, 1, 0);
}

static void
write_table (const Book *book, const GlnReportTable *table)
{
  g_autofree char *name = sheet_name (table);
  g_autofree char *caption = gln_report_caption (book->doc->lang, FALSE, table->number, table->title);
  lxw_worksheet *sheet = workbook_add_worksheet (book->book, name);
  guint n_rows = gln_report_table_n_rows (table), columns = table->columns->len;

  worksheet_write_string (sheet, 0, 0, caption, book->title);
  worksheet_set_row (sheet, 1, 2 * ROW_HEIGHT, NULL); /* heads may take two lines */
  for (guint column = 0; column < columns; column++)
    {
      worksheet_set_column (sheet, (lxw_col_t) column, (lxw_col_t) column, column_width (table, column), NULL);
      worksheet_write_string (sheet, 1, (lxw_col_t) column,
                              g_array_index (table->columns, GlnReportColumn, column).title, book->head);
    }
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < columns; column++)
      write_cell (book, sheet, row + 2, column, table, gln_report_table_cell (table, row, column));
  for (guint i = 0; i < table->notes->len; i++)
    {
      g_autofree char *note = g_strconcat (gln_note_mark (i + 1), " ", (char *) table->notes->pdata[i], NULL);
      worksheet_write_string (sheet, n_rows + 3 + i, 0, note, book->text);
    }
  worksheet_freeze_panes (sheet, 2, 1);
  worksheet_repeat_rows (sheet, 0, 1);
  set_page (sheet, columns > 5);
}

/* The first sheet: title, facts and all running text. */
static void
write_text (const Book *book)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book->book, gln_lang_pick (book->doc->lang, "说明", "Report"));
  guint row = 0;

  worksheet_set_column (sheet, 0, 0, TEXT_WIDTH, NULL);
  worksheet_write_string (sheet, row++, 0, book->doc->title, book->title);
  worksheet_write_string (sheet, row++, 0, book->doc->subtitle, book->strong);
  worksheet_write_string (sheet, row++, 0, book->doc->date, book->text);
  for (guint i = 0; i + 1 < book->doc->facts->len; i += 2)
    {
      g_autofree char *line = g_strconcat (book->doc->facts->pdata[i], gln_lang_pick (book->doc->lang, "：", ": "),
                                           book->doc->facts->pdata[i + 1], NULL);
      worksheet_write_string (sheet, row++, 0, line, book->text);
    }
  for (guint i = 0; i < book->doc->blocks->len; i++)
    {
      const GlnBlock *block = book->doc->blocks->pdata[i];
      if (block->kind == GLN_BLOCK_HEADING)
        {
          g_autofree char *line = g_strconcat (block->number, " ", block->text, NULL);
          worksheet_write_string (sheet, ++row, 0, line, book->strong);
          row++;
        }
      else if (block->text)
        {
          glong lines = 1 + text_width (block->text) / (TEXT_WIDTH - 2);
          worksheet_set_row (sheet, row, (double) lines * ROW_HEIGHT, NULL);
          worksheet_write_string (sheet, row++, 0, block->text, book->wrap);
        }
    }
  set_page (sheet, FALSE);
}

static void
set_properties (const Book *book)
{
  g_autofree char *stamp = g_strconcat (book->doc->date, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (stamp, NULL);
  lxw_doc_properties properties = {
    .title = book->doc->title,
    .subject = book->doc->subtitle,
    .author = book->doc->organisation,
    .comments = book->doc->identity,
    .created = date ? (time_t) g_date_time_to_unix (date) : 1, /* 0 would mean now */
  };

  workbook_set_properties (book->book, &properties);
}

static lxw_error
write_book (const GlnReportDoc *doc, const char *path)
{
  Book book = { .doc = doc };

  book.book = workbook_new (path);
  if (!book.book)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  make_formats (&book);
  set_properties (&book);
  write_text (&book);
  for (guint i = 0; i < doc->blocks->len; i++)
    {
      const GlnBlock *block = doc->blocks->pdata[i];
      if (block->kind == GLN_BLOCK_TABLE)
        write_table (&book, block->table);
    }
  return workbook_close (book.book);
}

/**
 * gln_report_xlsx:
 *
 * A workbook with the text on its first sheet and one sheet for each table;
 * figures are real numbers with formats that show the digits of the report.
 *
 * Returns: (transfer full): the content of the file; NULL with @error
 */
GBytes *
gln_report_xlsx (const GlnReportDoc *doc, GError **error)
{
  g_autofree char *path = NULL;
  char *content = NULL;
  gsize size = 0;
  lxw_error status;
  int fd = g_file_open_tmp ("greenline-XXXXXX.xlsx", &path, error);

  if (fd < 0)
    return NULL;
  close (fd);
  status = write_book (doc, path);
  if (status != LXW_NO_ERROR)
    g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _("The workbook could not be written: %s."),
                 lxw_strerror (status));
  else
    g_file_get_contents (path, &content, &size, error);
  g_unlink (path);
  return content ? g_bytes_new_take (content, size) : NULL;
}
