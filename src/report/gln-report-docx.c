/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-docx-parts.h"
#include "report/gln-report-layout.h"
#include "report/gln-report-write.h"
#include "report/gln-report-zip.h"

#include <string.h>

/* Office Open XML (ECMA-376): paragraphs with real styles, tables, pictures. */

#define PICTURE_DPI 170.0
#define EMU_PER_POINT 12700
/* Twentieths of a point. */
#define BODY_TWIPS ((int) (GLN_BODY_WIDTH * 20))

typedef struct
{
  const GlnReportDoc *doc;
  GString *body;
  GPtrArray *pictures; /* GBytes: PNG */
  guint n_bookmarks;
} Docx;

static void
add_escaped (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

static void
add_run (Docx *docx, const char *text, const char *properties)
{
  g_string_append_printf (docx->body, "<w:r>%s%s%s<w:t xml:space=\"preserve\">", properties ? "<w:rPr>" : "",
                          properties ? properties : "", properties ? "</w:rPr>" : "");
  add_escaped (docx->body, text);
  g_string_append (docx->body, "</w:t></w:r>");
}

static void
begin_paragraph (Docx *docx, const char *style, const char *more)
{
  g_string_append_printf (docx->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", style, more ? more : "");
}

static void
end_paragraph (Docx *docx)
{
  g_string_append (docx->body, "</w:p>");
}

static void
add_paragraph (Docx *docx, const char *style, const char *text)
{
  begin_paragraph (docx, style, NULL);
  add_run (docx, text, NULL);
  end_paragraph (docx);
}

static void
page_break (Docx *docx)
{
  g_string_append (docx->body, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
}

static void
add_cover (Docx *docx)
{
  const GlnReportDoc *doc = docx->doc;

  add_paragraph (docx, "Title", doc->title);
  add_paragraph (docx, "Subtitle", doc->subtitle);
  for (guint i = 0; i + 1 < doc->facts->len; i += 2)
    {
      g_autofree char *line = g_strconcat (doc->facts->pdata[i], gln_lang_pick (doc->lang, "　", ": "),
                                           doc->facts->pdata[i + 1], NULL);
      add_paragraph (docx, "CoverLine", line);
    }
  add_paragraph (docx, "CoverLine", doc->organisation);
  add_paragraph (docx, "CoverLine", doc->date);
  add_paragraph (docx, "Note", doc->identity);
  page_break (docx);
}

/* The field is filled with links now; a word processor adds page numbers when it updates fields. */
static void
add_contents (Docx *docx)
{
  gboolean open = FALSE;
  guint bookmark = 0;

  add_paragraph (docx, "ContentsHeading", gln_lang_pick (docx->doc->lang, "目　录", "Contents"));
  for (guint i = 0; i < docx->doc->blocks->len; i++)
    {
      const GlnBlock *block = docx->doc->blocks->pdata[i];
      g_autofree char *line = NULL;
      if (block->kind != GLN_BLOCK_HEADING)
        continue;
      bookmark++;
      if (block->level > 2)
        continue;
      begin_paragraph (docx, block->level == 1 ? "TOC1" : "TOC2", NULL);
      if (!open)
        g_string_append (docx->body,
                         "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText "
                         "xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z </w:instrText></w:r><w:r><w:fldChar "
                         "w:fldCharType=\"separate\"/></w:r>");
      open = TRUE;
      line = gln_heading_line (docx->doc, block);
      g_string_append_printf (docx->body, "<w:hyperlink w:anchor=\"_h%u\" w:history=\"1\">", bookmark);
      add_run (docx, line, NULL);
      g_string_append (docx->body, "</w:hyperlink>");
      end_paragraph (docx);
    }
  if (open)
    g_string_append (docx->body, "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
}

static void
add_heading (Docx *docx, const GlnBlock *block)
{
  g_autofree char *style = g_strdup_printf ("Heading%u", block->level);
  g_autofree char *line = gln_heading_line (docx->doc, block);
  guint id = ++docx->n_bookmarks;

  begin_paragraph (docx, style, block->level == 1 ? "<w:pageBreakBefore/>" : NULL);
  g_string_append_printf (docx->body, "<w:bookmarkStart w:id=\"%u\" w:name=\"_h%u\"/>", id, id);
  add_run (docx, line, NULL);
  g_string_append_printf (docx->body, "<w:bookmarkEnd w:id=\"%u\"/>", id);
  end_paragraph (docx);
}

static const char *
tone_run (GlnTone tone)
{
  switch (tone)
    {
    case GLN_TONE_MET:
      return "<w:color w:val=\"18745A\"/>";
    case GLN_TONE_UNMET:
      return "<w:color w:val=\"B5480F\"/>";
    case GLN_TONE_OPEN:
      return "<w:color w:val=\"6B6B68\"/>";
    case GLN_TONE_STRONG:
      return "<w:b/>";
    case GLN_TONE_PLAIN:
    default:
      return NULL;
    }
}

static void
add_cell (Docx *docx, const char *text, GlnAlign align, const char *run, double width, guint span)
{
  static const char *const justify[] = { [GLN_ALIGN_LEFT] = "left", [GLN_ALIGN_CENTRE] = "center",
                                         [GLN_ALIGN_RIGHT] = "right" };
  g_autofree char *more = g_strdup_printf ("<w:jc w:val=\"%s\"/>", justify[align]);

  g_string_append_printf (docx->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", (int) (width * 20));
  if (span > 1)
    g_string_append_printf (docx->body, "<w:gridSpan w:val=\"%u\"/>", span);
  g_string_append (docx->body, "<w:vAlign w:val=\"center\"/></w:tcPr>");
  begin_paragraph (docx, "TableText", more);
  add_run (docx, text, run);
  end_paragraph (docx);
  g_string_append (docx->body, "</w:tc>");
}

static void
add_head_row (Docx *docx, const GlnReportTable *table, const GlnTableSet *set)
{
  g_string_append (docx->body, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
  for (guint i = 0; i < table->columns->len; i++)
    {
      const GlnReportColumn *column = &g_array_index (table->columns, GlnReportColumn, i);
      add_cell (docx, column->title, column->align, "<w:b/>", set->width[i], 1);
    }
  g_string_append (docx->body, "</w:tr>");
}

static void
add_row (Docx *docx, const GlnReportTable *table, const GlnTableSet *set, guint row)
{
  gboolean group = gln_report_table_is_group (table, row);

  g_string_append (docx->body, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
  for (guint i = 0; i < (group ? 1 : table->columns->len); i++)
    {
      const GlnReportCell *cell = gln_report_table_cell (table, row, i);
      add_cell (docx, cell->text, g_array_index (table->columns, GlnReportColumn, i).align, tone_run (cell->tone),
                group ? GLN_BODY_WIDTH : set->width[i], group ? table->columns->len : 1);
    }
  g_string_append (docx->body, "</w:tr>");
}

static void
add_table (Docx *docx, const GlnReportTable *table, cairo_t *cr)
{
  g_autofree char *caption = gln_report_caption (docx->doc->lang, FALSE, table->number, table->title);
  GlnTableSet *set = gln_table_set_new (cr, docx->doc, table);

  begin_paragraph (docx, "Caption", "<w:keepNext/>");
  add_run (docx, caption, NULL);
  end_paragraph (docx);
  g_string_append_printf (docx->body,
                          "<w:tbl><w:tblPr><w:tblStyle w:val=\"Report\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
                          "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>", BODY_TWIPS);
  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (docx->body, "<w:gridCol w:w=\"%d\"/>", (int) (set->width[i] * 20));
  g_string_append (docx->body, "</w:tblGrid>");
  add_head_row (docx, table, set);
  for (guint row = 0; row < gln_report_table_n_rows (table); row++)
    add_row (docx, table, set, row);
  g_string_append (docx->body, "</w:tbl>");
  for (guint i = 0; i < table->notes->len; i++)
    {
      g_autofree char *note = g_strconcat (gln_note_mark (i + 1), " ", (char *) table->notes->pdata[i], NULL);
      add_paragraph (docx, "Note", note);
    }
  if (table->notes->len == 0)
    add_paragraph (docx, "Note", "");
  gln_table_set_free (set);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
draw_picture (const GlnReportFigure *figure, double width, double height)
{
  double scale = PICTURE_DPI / 72;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale), (int) (height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  figure->draw (cr, figure->data, width, height, GLN_PAGE_UNIT, TRUE);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_bytes, out);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static void
add_figure (Docx *docx, const GlnReportFigure *figure)
{
  g_autofree char *caption = gln_report_caption (docx->doc->lang, TRUE, figure->number, figure->title);
  double width = GLN_BODY_WIDTH, height = MIN (figure->height_share, 0.84) * GLN_BODY_HEIGHT;
  long cx = (long) (width * EMU_PER_POINT), cy = (long) (height * EMU_PER_POINT);
  guint id;

  g_ptr_array_add (docx->pictures, draw_picture (figure, width, height));
  id = docx->pictures->len;
  begin_paragraph (docx, "Figure", "<w:keepNext/>");
  g_string_append_printf (docx->body, GLN_DOCX_PICTURE, cx, cy, id, id, id, id, id, cx, cy);
  end_paragraph (docx);
  add_paragraph (docx, "Caption", caption);
}

static void
add_blocks (Docx *docx, cairo_t *cr)
{
  for (guint i = 0; i < docx->doc->blocks->len; i++)
    {
      const GlnBlock *block = docx->doc->blocks->pdata[i];
      switch (block->kind)
        {
        case GLN_BLOCK_HEADING:
          add_heading (docx, block);
          break;
        case GLN_BLOCK_PARAGRAPH:
          add_paragraph (docx, "BodyText", block->text);
          break;
        case GLN_BLOCK_ITEM:
          add_paragraph (docx, "ListBullet", block->text);
          break;
        case GLN_BLOCK_TABLE:
          add_table (docx, block->table, cr);
          break;
        case GLN_BLOCK_FIGURE:
          add_figure (docx, block->figure);
          break;
        case GLN_BLOCK_PAGE_BREAK:
        default:
          break; /* pictures and chapters break pages themselves */
        }
    }
}

/* Package ------------------------------------------------------------------------------------- */

static gboolean
add_text_part (GlnZip *zip, const char *name, const char *text, GError **error)
{
  return gln_zip_add (zip, name, text, strlen (text), TRUE, error);
}

static char *
document_part (const Docx *docx)
{
  g_autofree char *section = g_strdup_printf (GLN_DOCX_SECTION, (int) (GLN_PAGE_WIDTH * 20), (int) (GLN_PAGE_HEIGHT * 20),
                                              (int) (GLN_PAGE_TOP * 20), (int) (GLN_PAGE_LEFT * 20),
                                              (int) (GLN_PAGE_BOTTOM * 20), (int) (GLN_PAGE_LEFT * 20));

  return g_strconcat (GLN_DOCX_DOCUMENT_HEAD, docx->body->str, section, "</w:body></w:document>", NULL);
}

static char *
relations_part (const Docx *docx)
{
  GString *out = g_string_new (GLN_DOCX_RELATIONS_HEAD);

  for (guint i = 1; i <= docx->pictures->len; i++)
    g_string_append_printf (out,
                            "<Relationship Id=\"pic%u\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                            "relationships/image\" Target=\"media/image%u.png\"/>", i, i);
  g_string_append (out, "</Relationships>");
  return g_string_free (out, FALSE);
}

static char *
core_part (const GlnReportDoc *doc)
{
  g_autofree char *title = g_markup_escape_text (doc->title, -1), *subject = g_markup_escape_text (doc->subtitle, -1);
  g_autofree char *author = g_markup_escape_text (doc->organisation, -1);

  return g_strdup_printf (GLN_DOCX_CORE, title, subject, author, *doc->date ? doc->date : "1970-01-01",
                          *doc->date ? doc->date : "1970-01-01");
}

static char *
header_part (const GlnReportDoc *doc)
{
  g_autofree char *title = g_markup_escape_text (doc->title, -1);

  return g_strdup_printf (GLN_DOCX_HEADER, title);
}

static gboolean
add_parts (GlnZip *zip, const Docx *docx, GError **error)
{
  g_autofree char *document = document_part (docx), *relations = relations_part (docx);
  g_autofree char *core = core_part (docx->doc), *header = header_part (docx->doc);
  gboolean ok = add_text_part (zip, "[Content_Types].xml", GLN_DOCX_CONTENT_TYPES, error)
                && add_text_part (zip, "_rels/.rels", GLN_DOCX_RELS, error)
                && add_text_part (zip, "docProps/core.xml", core, error)
                && add_text_part (zip, "word/document.xml", document, error)
                && add_text_part (zip, "word/styles.xml", GLN_DOCX_STYLES, error)
                && add_text_part (zip, "word/numbering.xml", GLN_DOCX_NUMBERING, error)
                && add_text_part (zip, "word/header1.xml", header, error)
                && add_text_part (zip, "word/footer1.xml", GLN_DOCX_FOOTER, error)
                && add_text_part (zip, "word/_rels/document.xml.rels", relations, error);

  for (guint i = 0; ok && i < docx->pictures->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("word/media/image%u.png", i + 1);
      gsize size;
      const void *data = g_bytes_get_data (docx->pictures->pdata[i], &size);
      ok = gln_zip_add (zip, name, data, size, FALSE, error);
    }
  return ok;
}

/**
 * gln_report_docx:
 *
 * A word-processor document with real styles, headings, tables with repeated
 * heads, captions and pictures; what is in it can be edited like typed text.
 *
 * Returns: (transfer full): the content of the file; NULL with @error
 */
GBytes *
gln_report_docx (const GlnReportDoc *doc, GError **error)
{
  Docx docx = { doc, g_string_new (NULL), g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref), 0 };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  GBytes *file = NULL;
  GlnZip zip;

  add_cover (&docx);
  add_contents (&docx);
  add_blocks (&docx, cr);
  gln_zip_init (&zip);
  if (add_parts (&zip, &docx, error))
    file = gln_zip_finish (&zip);
  gln_zip_clear (&zip);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_string_free (docx.body, TRUE);
  g_ptr_array_unref (docx.pictures);
  return file;
}
