/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-layout.h"
#include "report/gln-report-pdf.h"
#include "report/gln-report-write.h"
#include "tools.h"

#include <math.h>
#include <string.h>

static void
draw_box (cairo_t *cr, gpointer data, double width, double height, double unit, gboolean vector)
{
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgb (cr, 0.3, 0.7, 0.3);
  cairo_fill (cr);
}

static void
add_table (GlnReportDoc *doc, guint n_columns, guint n_rows, const char *text)
{
  GlnReportTable *table = gln_report_doc_table (doc, "绿地指标分期对照");

  gln_report_table_column (table, "指标", GLN_ALIGN_LEFT, TRUE);
  for (guint i = 1; i < n_columns; i++)
    gln_report_table_column (table, "2030", GLN_ALIGN_RIGHT, FALSE);
  for (guint row = 0; row < n_rows; row++)
    {
      if (row % 17 == 5)
        gln_report_table_group (table, "分组");
      gln_report_table_text (table, text, GLN_TONE_PLAIN);
      for (guint i = 1; i < n_columns; i++)
        {
          g_autofree char *number = gln_format_number (row + i / 100.0, 2);
          gln_report_table_number (table, number, GLN_NUMBER_2, row + i / 100.0, GLN_TONE_MET);
        }
    }
  gln_report_table_note (table, "手工填报。");
}

static GlnReportDoc *
small_doc (void)
{
  GlnReportDoc *doc = gln_report_doc_new (GLN_LANG_ZH, "江城绿地系统规划", "绿地指标与规划图");

  g_free (doc->date);
  doc->date = g_strdup ("2026-11-21");
  gln_report_doc_fact (doc, "规划人口", "31.2 万人");
  gln_report_doc_heading (doc, 1, "指标与目标");
  gln_report_doc_heading (doc, 2, "指标分期对照");
  gln_report_doc_paragraph (doc, "绿地率为 %s %%，还差 6.47 公顷。", "35.20");
  gln_report_doc_item (doc, "%s", "各项指标由同一次计算得出");
  add_table (doc, 5, 8, "人均公园绿地面积 <&>");
  gln_report_doc_figure (doc, "指标与目标", 0.3, draw_box, NULL, NULL);
  gln_report_doc_heading (doc, 1, "数据与方法");
  gln_report_doc_paragraph (doc, "%s", "没有更多。");
  return doc;
}

/* Layout -------------------------------------------------------------------------------------- */

static GlnReportDoc *
random_doc (GRand *rand)
{
  GlnReportDoc *doc = gln_report_doc_new (g_rand_boolean (rand) ? GLN_LANG_ZH : GLN_LANG_EN, "Plan", "Report");
  GString *text = g_string_new (NULL);

  gln_report_doc_heading (doc, 1, "总述");
  for (guint i = 0; i < 40; i++)
    {
      g_string_truncate (text, 0);
      for (int k = g_rand_int_range (rand, 1, 90); k > 0; k--)
        g_string_append (text, g_rand_boolean (rand) ? "绿地系统规划，" : "green 35.20 % ");
      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          gln_report_doc_heading (doc, (guint) g_rand_int_range (rand, 1, 4), "指标与目标");
          break;
        case 1:
          add_table (doc, (guint) g_rand_int_range (rand, 1, 19), (guint) g_rand_int_range (rand, 0, 120),
                     g_rand_boolean (rand) ? "居住用地附属绿地" : "人均公园绿地服务半径覆盖率，按社区公园和综合公园分别计算");
          break;
        case 2:
          gln_report_doc_figure (doc, "图", g_rand_double_range (rand, 0.1, 1.01), draw_box, NULL, NULL);
          break;
        case 3:
          gln_report_doc_item (doc, "%s", text->str);
          break;
        case 4:
          gln_report_doc_break (doc);
          break;
        default:
          gln_report_doc_paragraph (doc, "%s", text->str);
          break;
        }
    }
  g_string_free (text, TRUE);
  return doc;
}

static void
check_pages (const GlnLayout *layout)
{
  guint next_row = 0;

  for (guint i = 0; i < layout->pieces->len; i++)
    {
      const GlnPiece *piece = &g_array_index (layout->pieces, GlnPiece, i);
      const GlnPiece *next = i + 1 < layout->pieces->len ? piece + 1 : NULL;
      gboolean tall = piece->height > GLN_BODY_HEIGHT;

      g_assert_true (tall || piece->y + piece->height <= GLN_BODY_HEIGHT + 0.01);
      g_assert_true (!next || next->page > piece->page || next->y >= piece->y + piece->height - 0.01);
      if (piece->kind == GLN_PIECE_HEADING && next) /* never the last on its page, unless what follows fills one */
        g_assert_true (next->page == piece->page || next->height > GLN_BODY_HEIGHT * 0.6);
      if (piece->kind == GLN_PIECE_TABLE_ROW)
        {
          g_assert_cmpuint (piece->index, ==, next_row++); /* every row once, in order */
          if (piece->y == 0)
            g_assert_not_reached (); /* the head is repeated above it */
        }
      else if (piece->kind == GLN_PIECE_TABLE_END)
        next_row = 0;
    }
}

static void
test_layout (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 6; round++)
    {
      g_autoptr (GlnReportDoc) doc = random_doc (rand);
      GlnLayout layout;
      gln_layout_init (&layout, doc, cr);
      check_pages (&layout);
      gln_layout_clear (&layout);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Writers ------------------------------------------------------------------------------------- */

static GBytes *
pdf_of (const GlnReportDoc *doc)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = gln_report_pdf (doc, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_pdf_text (void)
{
  g_autoptr (GlnReportDoc) doc = small_doc ();
  g_autoptr (GBytes) pdf = pdf_of (doc);
  g_autofree char *text = tool_output (pdf, ".pdf", "pdftotext -layout %s -", NULL);
  g_autofree char *plain = NULL;

  if (!text)
    return;
  plain = plain_spaces (text);
  g_assert_nonnull (strstr (plain, "江城绿地系统规划"));
  g_assert_nonnull (strstr (plain, "目"));
  g_assert_nonnull (strstr (plain, "表 1-1"));
  g_assert_nonnull (strstr (plain, "绿地率为 35.20 %，还差 6.47 公顷。"));
  g_assert_nonnull (strstr (plain, "人均公园绿地面积 <&>"));
  g_assert_nonnull (strstr (plain, "7.04"));
  g_assert_nonnull (strstr (plain, "手工填报。"));
}

static void
test_pdf_sound (void)
{
  g_autoptr (GlnReportDoc) doc = small_doc ();
  g_autoptr (GBytes) pdf = pdf_of (doc), again = pdf_of (doc);
  int status = -1;
  g_autofree char *verdict = tool_output (pdf, ".pdf", "qpdf --check", &status);

  g_assert_true (g_bytes_equal (pdf, again));
  if (verdict)
    g_assert_cmpint (status, ==, 0);
}

static void
test_pdf_fonts (void)
{
  g_autoptr (GlnReportDoc) doc = small_doc ();
  g_autoptr (GBytes) pdf = pdf_of (doc);
  g_autofree char *fonts = tool_output (pdf, ".pdf", "pdffonts", NULL);
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!fonts)
    return;
  lines = g_strsplit (fonts, "\n", -1);
  for (guint i = 2; lines[i] && *lines[i]; i++, n++)
    { /* columns: … emb sub uni object */
      g_auto (GStrv) words = g_regex_split_simple (" +", lines[i], 0, 0);
      guint len = g_strv_length (words);
      g_assert_cmpstr (words[len - 5], ==, "yes");
      g_assert_cmpstr (words[len - 3], ==, "yes");
    }
  g_assert_cmpuint (n, >=, 2);
}

static void
test_pdf_metadata (void)
{
  g_autoptr (GlnReportDoc) doc = small_doc ();
  g_autoptr (GBytes) pdf = pdf_of (doc);
  g_autofree char *info = tool_output (pdf, ".pdf", "pdfinfo -isodates", NULL);
  g_autofree char *dests = info ? tool_output (pdf, ".pdf", "pdfinfo -dests", NULL) : NULL;
  g_autofree char *outline = info ? tool_output (pdf, ".pdf", "qpdf --json --json-key=outlines", NULL) : NULL;

  if (!info || !outline)
    return;
  g_assert_nonnull (strstr (info, "江城绿地系统规划"));
  g_assert_nonnull (strstr (info, "2026-11-21T00:00:00"));
  g_assert_nonnull (strstr (info, "Greenline"));
  g_assert_true (g_regex_match_simple ("Pages: +4\n", info, 0, 0)); /* cover, contents, two chapters */
  g_assert_nonnull (strstr (dests, "\"h1.1\""));
  g_assert_nonnull (strstr (outline, "\"title\": \"1 指标与目标\""));
  g_assert_nonnull (strstr (outline, "\"title\": \"1.1 指标分期对照\""));
  g_assert_nonnull (strstr (outline, "\"title\": \"2 数据与方法\""));
}

static void
test_xlsx (void)
{
  g_autoptr (GlnReportDoc) doc = small_doc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) book = gln_report_xlsx (doc, &error), again = gln_report_xlsx (doc, NULL);
  g_autofree char *sheet = NULL, *names = NULL, *strings = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (book, again));
  sheet = zip_part (book, "xl/worksheets/sheet2.xml");
  names = zip_part (book, "xl/workbook.xml");
  strings = zip_part (book, "xl/sharedStrings.xml");
  assert_well_formed (sheet);
  g_assert_nonnull (strstr (names, "1-1 绿地指标分期对照"));
  g_assert_nonnull (strstr (sheet, "<v>7.04</v>")); /* a number, not text */
  g_assert_nonnull (strstr (strings, "绿地率为 35.20 %，还差 6.47 公顷。"));
}

static void
test_docx (void)
{
  g_autoptr (GlnReportDoc) doc = small_doc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = gln_report_docx (doc, &error), again = gln_report_docx (doc, NULL);
  static const char *const parts[] = { "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml",
                                       "word/styles.xml", "word/numbering.xml", "word/header1.xml",
                                       "word/footer1.xml", "word/_rels/document.xml.rels" };
  g_autofree char *body = NULL, *picture = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (file, again));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = zip_part (file, parts[i]);
      g_assert_nonnull (part);
      assert_well_formed (part);
    }
  body = zip_part (file, "word/document.xml");
  picture = zip_part (file, "word/media/image1.png");
  g_assert_nonnull (picture);
  g_assert_nonnull (strstr (body, "人均公园绿地面积 &lt;&amp;&gt;"));
  g_assert_nonnull (strstr (body, ">7.04<"));
  g_assert_nonnull (strstr (body, "w:val=\"Heading1\""));
  g_assert_nonnull (strstr (body, "<w:tblHeader/>"));
}

/* Names that fit no line, sixteen columns, nothing at all. */
static void
test_odd_docs (void)
{
  static const char *const name = "这是一个六十个字的特别特别长的公园绿地名称它没有任何标点符号也没有空格用来试验表格标题和页眉在很长的名称面前是否仍然整齐可读";
  g_autoptr (GlnReportDoc) empty = gln_report_doc_new (GLN_LANG_EN, "", "");
  g_autoptr (GlnReportDoc) wide = gln_report_doc_new (GLN_LANG_ZH, name, name);
  g_autoptr (GBytes) nothing = pdf_of (empty);
  g_autoptr (GBytes) something = NULL, book = NULL;

  gln_report_doc_fact (wide, name, name);
  gln_report_doc_heading (wide, 1, name);
  gln_report_doc_heading (wide, 3, name);
  add_table (wide, 18, 60, name);
  add_table (wide, 1, 0, name);
  something = pdf_of (wide);
  book = gln_report_xlsx (wide, NULL);
  g_assert_nonnull (book);
  g_assert_cmpuint (g_bytes_get_size (nothing), >, 500);
  g_assert_cmpuint (g_bytes_get_size (something), >, 5000);
}

static void
test_formats (void)
{
  GlnReportFormat format;

  g_assert_true (gln_report_format_from_name ("/tmp/报告.PDF", &format));
  g_assert_cmpint (format, ==, GLN_REPORT_PDF);
  g_assert_true (gln_report_format_from_name ("a.docx", &format));
  g_assert_cmpint (format, ==, GLN_REPORT_DOCX);
  g_assert_false (gln_report_format_from_name ("a.doc", &format));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doc/layout", test_layout);
  g_test_add_func ("/doc/pdf/text", test_pdf_text);
  g_test_add_func ("/doc/pdf/sound", test_pdf_sound);
  g_test_add_func ("/doc/pdf/fonts", test_pdf_fonts);
  g_test_add_func ("/doc/pdf/metadata", test_pdf_metadata);
  g_test_add_func ("/doc/xlsx", test_xlsx);
  g_test_add_func ("/doc/docx", test_docx);
  g_test_add_func ("/doc/odd", test_odd_docs);
  g_test_add_func ("/doc/formats", test_formats);
  return g_test_run ();
}
