/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-pdf.h"

#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "report/gln-report-layout.h"

#include <cairo-pdf.h>
#include <math.h>

/* Points. */
#define CONTENTS_ROW 21.0
#define CONTENTS_TOP 56.0
#define CAPTION_SIZE 9.5
#define RUNNING_SIZE 8.5

static const GlnColour ink = { 0.08, 0.08, 0.09, 1 };
static const GlnColour grey = { 0.42, 0.42, 0.43, 1 };
static const GlnColour green = { 0.18, 0.49, 0.20, 1 };

typedef struct
{
  const GlnReportDoc *doc;
  cairo_surface_t *surface;
  cairo_t *cr;
  GlnLayout layout;
  GPtrArray *contents; /* GlnBlock: headings of the contents */
  guint n_contents_pages;
} Writer;

static void
draw_text (Writer *writer, double size, gboolean bold, GlnColour colour, const char *utf8, double x,
           double y, GlnAnchor anchor, double max_width)
{
  GlnText text = gln_report_text (writer->doc, size, bold);

  text.colour = colour;
  gln_text_draw_fit (writer->cr, &text, utf8, x, y, anchor, max_width);
}

static void
rule (Writer *writer, double x, double y, double length, double width, GlnColour colour)
{
  cairo_set_source_rgba (writer->cr, colour.r, colour.g, colour.b, colour.a);
  cairo_set_line_width (writer->cr, width);
  cairo_move_to (writer->cr, x, y);
  cairo_line_to (writer->cr, x + length, y);
  cairo_stroke (writer->cr);
}

/* Cover --------------------------------------------------------------------------------------- */

static double
cover_title (Writer *writer, double y)
{
  GlnText text = gln_report_text (writer->doc, 27, TRUE);
  double height, sub;

  text.width = GLN_BODY_WIDTH;
  text.align = PANGO_ALIGN_CENTER;
  text.leading = 0;
  gln_text_measure (writer->cr, &text, writer->doc->title, NULL, &height);
  gln_text_draw (writer->cr, &text, writer->doc->title, GLN_PAGE_LEFT, y, GLN_ANCHOR_TOP_LEFT);
  text.size = 16;
  text.bold = FALSE;
  gln_text_measure (writer->cr, &text, writer->doc->subtitle, NULL, &sub);
  gln_text_draw (writer->cr, &text, writer->doc->subtitle, GLN_PAGE_LEFT, y + height + 16,
                 GLN_ANCHOR_TOP_LEFT);
  return y + height + 16 + sub;
}

static void
cover_facts (Writer *writer, double y)
{
  double middle = GLN_PAGE_WIDTH / 2 - 40;

  for (guint i = 0; i + 1 < writer->doc->facts->len; i += 2)
    {
      double row = y + i / 2 * 24;
      draw_text (writer, 11, FALSE, grey, writer->doc->facts->pdata[i], middle - 14, row,
                 GLN_ANCHOR_RIGHT, 150);
      draw_text (writer, 11, FALSE, ink, writer->doc->facts->pdata[i + 1], middle, row,
                 GLN_ANCHOR_LEFT, 250);
    }
}

static void
draw_cover (Writer *writer)
{
  double middle = GLN_PAGE_WIDTH / 2, end;

  cairo_pdf_surface_set_page_label (writer->surface, writer->doc->lang == GLN_LANG_ZH ? "封面" : "Cover");
  rule (writer, GLN_PAGE_LEFT, 150, GLN_BODY_WIDTH, 3, green);
  rule (writer, GLN_PAGE_LEFT, 154.5, GLN_BODY_WIDTH, 0.7, green);
  end = cover_title (writer, 205);
  rule (writer, middle - 60, end + 30, 120, 0.7, grey);
  cover_facts (writer, MAX (end + 90, 420));
  draw_text (writer, 13, TRUE, ink, writer->doc->organisation, middle, 672, GLN_ANCHOR_MIDDLE,
             GLN_BODY_WIDTH);
  draw_text (writer, 12, FALSE, ink, writer->doc->date, middle, 698, GLN_ANCHOR_MIDDLE,
             GLN_BODY_WIDTH);
  rule (writer, GLN_PAGE_LEFT, 748, GLN_BODY_WIDTH, 0.7, green);
  draw_text (writer, 7.5, FALSE, grey, writer->doc->identity, middle, 762, GLN_ANCHOR_MIDDLE,
             GLN_BODY_WIDTH);
  cairo_show_page (writer->cr);
}

/* Contents ------------------------------------------------------------------------------------ */

static void
collect_contents (Writer *writer)
{
  guint per_page = (guint) ((GLN_BODY_HEIGHT - CONTENTS_TOP) / CONTENTS_ROW);

  writer->contents = g_ptr_array_new ();
  for (guint i = 0; i < writer->doc->blocks->len; i++)
    {
      GlnBlock *block = writer->doc->blocks->pdata[i];
      if (block->kind == GLN_BLOCK_HEADING && block->level <= 2)
        g_ptr_array_add (writer->contents, block);
    }
  writer->n_contents_pages = (writer->contents->len + per_page - 1) / per_page;
}

static char *
dest_name (const GlnBlock *block)
{
  return g_strconcat ("h", block->number, NULL);
}

static void
draw_leaders (Writer *writer, double from, double to, double y)
{
  double dots[] = { 0.7, 3 };

  if (to - from < 12)
    return;
  cairo_save (writer->cr);
  cairo_set_dash (writer->cr, dots, 2, 0);
  rule (writer, from, y, to - from, 0.7, grey);
  cairo_restore (writer->cr);
}

static void
draw_contents_row (Writer *writer, const GlnBlock *block, double y)
{
  gboolean chapter = block->level == 1;
  double x = GLN_PAGE_LEFT + (chapter ? 0 : 18), size = chapter ? 11 : 10.5, width;
  double right = GLN_PAGE_LEFT + GLN_BODY_WIDTH;
  int page = gln_layout_page_of (&writer->layout, block);
  g_autofree char *line = gln_heading_line (writer->doc, block), *dest = dest_name (block);
  g_autofree char *link = g_strdup_printf ("dest='%s'", dest);
  g_autofree char *number = g_strdup_printf ("%d", page + 1);
  GlnText text = gln_report_text (writer->doc, size, chapter);

  gln_text_measure (writer->cr, &text, line, &width, NULL);
  width = MIN (width, GLN_BODY_WIDTH - 60);
  /* Links need a structure around them: cairo 1.16 writes dangling references without one. */
  cairo_tag_begin (writer->cr, "TOCI", NULL);
  cairo_tag_begin (writer->cr, CAIRO_TAG_LINK, link);
  draw_text (writer, size, chapter, ink, line, x, y, GLN_ANCHOR_LEFT, GLN_BODY_WIDTH - 60);
  draw_text (writer, size, chapter, ink, number, right, y, GLN_ANCHOR_RIGHT, 40);
  cairo_tag_end (writer->cr, CAIRO_TAG_LINK);
  cairo_tag_end (writer->cr, "TOCI");
  draw_leaders (writer, x + width + 8, right - 26, y + 3);
}

static void
draw_contents (Writer *writer)
{
  guint per_page = (guint) ((GLN_BODY_HEIGHT - CONTENTS_TOP) / CONTENTS_ROW);

  for (guint i = 0; i < writer->contents->len; i++)
    {
      if (i % per_page == 0)
        {
          g_autofree char *label = g_strdup_printf ("%.*s", (int) MIN (i / per_page + 1, 9), "iiiiiiiii");
          cairo_pdf_surface_set_page_label (writer->surface, label);
          draw_text (writer, 18, TRUE, ink, gln_lang_pick (writer->doc->lang, "目　录", "Contents"),
                     GLN_PAGE_WIDTH / 2, GLN_PAGE_TOP + 14, GLN_ANCHOR_MIDDLE, GLN_BODY_WIDTH);
        }
      draw_contents_row (writer, writer->contents->pdata[i],
                         GLN_PAGE_TOP + CONTENTS_TOP + (i % per_page + 0.5) * CONTENTS_ROW);
      if (i % per_page == per_page - 1 || i + 1 == writer->contents->len)
        cairo_show_page (writer->cr);
    }
}

static void
add_outline (Writer *writer)
{
  int parent = CAIRO_PDF_OUTLINE_ROOT;

  for (guint i = 0; i < writer->contents->len; i++)
    {
      const GlnBlock *block = writer->contents->pdata[i];
      g_autofree char *line = g_strconcat (block->number, " ", block->text, NULL);
      g_autofree char *dest = dest_name (block);
      g_autofree char *link = g_strdup_printf ("dest='%s'", dest);
      int id = cairo_pdf_surface_add_outline (
          writer->surface, block->level == 1 ? CAIRO_PDF_OUTLINE_ROOT : parent, line, link,
          block->level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
      if (block->level == 1)
        parent = id;
    }
}

/* Body ---------------------------------------------------------------------------------------- */

static void
draw_heading (Writer *writer, const GlnPiece *piece, double y)
{
  static const char *const tags[] = { "H1", "H2", "H3" };
  GlnText text = gln_heading_text (writer->doc, piece->block->level);
  g_autofree char *line = gln_heading_line (writer->doc, piece->block);
  g_autofree char *dest = dest_name (piece->block);
  g_autofree char *name = g_strdup_printf ("name='%s'", dest);

  cairo_tag_begin (writer->cr, tags[piece->block->level - 1], NULL);
  cairo_tag_begin (writer->cr, CAIRO_TAG_DEST, name);
  gln_text_draw (writer->cr, &text, line, GLN_PAGE_LEFT, y, GLN_ANCHOR_TOP_LEFT);
  cairo_tag_end (writer->cr, CAIRO_TAG_DEST);
  cairo_tag_end (writer->cr, tags[piece->block->level - 1]);
}

static void
draw_line (Writer *writer, const GlnPiece *piece, double y)
{
  PangoLayout *layout = g_hash_table_lookup (writer->layout.layouts, piece->block);
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, (int) piece->index);
  double x = GLN_PAGE_LEFT + (piece->block->kind == GLN_BLOCK_ITEM ? 14 : 0);
  double indent = (double) pango_layout_get_indent (layout) / PANGO_SCALE;

  if (indent > 0 && piece->index == 0)
    x += indent;
  else if (indent < 0 && piece->index > 0)
    x -= indent;
  cairo_set_source_rgba (writer->cr, ink.r, ink.g, ink.b, ink.a);
  cairo_move_to (writer->cr, x, y + piece->height * 0.70);
  pango_cairo_show_layout_line (writer->cr, line);
  cairo_new_path (writer->cr);
}

static void
draw_caption (Writer *writer, gboolean figure, const GlnBlock *block, gboolean repeated, double y)
{
  GlnText text = gln_report_text (writer->doc, CAPTION_SIZE, TRUE);
  g_autofree char *caption = gln_report_caption (
      writer->doc->lang, figure, figure ? block->figure->number : block->table->number,
      figure ? block->figure->title : block->table->title);
  g_autofree char *line
      = repeated ? g_strconcat (caption, gln_lang_pick (writer->doc->lang, "（续）", " (continued)"), NULL)
                 : g_strdup (caption);

  text.width = GLN_BODY_WIDTH;
  text.align = PANGO_ALIGN_CENTER;
  text.leading = 0;
  gln_text_draw (writer->cr, &text, line, GLN_PAGE_LEFT, y, GLN_ANCHOR_TOP_LEFT);
}

static void
draw_figure (Writer *writer, const GlnPiece *piece, double y)
{
  const GlnReportFigure *figure = piece->block->figure;
  double caption = CAPTION_SIZE * 1.5 + 8, height = piece->height - caption - 6;

  cairo_save (writer->cr);
  cairo_translate (writer->cr, GLN_PAGE_LEFT, y);
  figure->draw (writer->cr, figure->data, GLN_BODY_WIDTH, height, GLN_PAGE_UNIT, TRUE);
  cairo_restore (writer->cr);
  draw_caption (writer, TRUE, piece->block, FALSE, y + height + 8);
}

static void
draw_piece (Writer *writer, const GlnPiece *piece)
{
  const GlnTableSet *set = g_hash_table_lookup (writer->layout.tables, piece->block);
  double y = GLN_PAGE_TOP + piece->y;

  switch (piece->kind)
    {
    case GLN_PIECE_HEADING:
      draw_heading (writer, piece, y);
      break;
    case GLN_PIECE_LINES:
      draw_line (writer, piece, y);
      break;
    case GLN_PIECE_CAPTION:
      draw_caption (writer, FALSE, piece->block, piece->repeated, y);
      break;
    case GLN_PIECE_TABLE_HEAD:
      gln_table_draw_head (writer->cr, writer->doc, piece->block->table, set, GLN_PAGE_LEFT, y);
      break;
    case GLN_PIECE_TABLE_ROW:
      gln_table_draw_row (writer->cr, writer->doc, piece->block->table, set, piece->index,
                          GLN_PAGE_LEFT, y);
      break;
    case GLN_PIECE_TABLE_END:
      gln_table_draw_end (writer->cr, writer->doc, piece->block->table, GLN_PAGE_LEFT, y);
      break;
    case GLN_PIECE_FIGURE:
    default:
      draw_figure (writer, piece, y);
      break;
    }
}

/* A table that goes on over the page is closed by a thin rule. */
static void
close_cut_table (Writer *writer, const GlnPiece *last)
{
  if (last && last->kind == GLN_PIECE_TABLE_ROW)
    rule (writer, GLN_PAGE_LEFT, GLN_PAGE_TOP + last->y + last->height, GLN_BODY_WIDTH, 0.7, ink);
}

static void
draw_running (Writer *writer, const GlnBlock *chapter, guint page)
{
  double right = GLN_PAGE_LEFT + GLN_BODY_WIDTH, y = 52;
  g_autofree char *number = g_strdup_printf ("— %u —", page + 1);
  g_autofree char *label = g_strdup_printf ("%u", page + 1);
  g_autofree char *line = chapter ? gln_heading_line (writer->doc, chapter) : g_strdup ("");

  cairo_pdf_surface_set_page_label (writer->surface, label);
  draw_text (writer, RUNNING_SIZE, FALSE, grey, writer->doc->title, GLN_PAGE_LEFT, y,
             GLN_ANCHOR_LEFT, GLN_BODY_WIDTH * 0.55);
  draw_text (writer, RUNNING_SIZE, FALSE, grey, line, right, y, GLN_ANCHOR_RIGHT,
             GLN_BODY_WIDTH * 0.42);
  rule (writer, GLN_PAGE_LEFT, y + 10, GLN_BODY_WIDTH, 0.5, grey);
  draw_text (writer, RUNNING_SIZE, FALSE, grey, number, GLN_PAGE_WIDTH / 2, GLN_PAGE_HEIGHT - 46,
             GLN_ANCHOR_MIDDLE, 100);
}

static void
draw_body (Writer *writer)
{
  const GArray *pieces = writer->layout.pieces;
  const GlnBlock *chapter = NULL;
  guint i = 0;

  for (guint page = 0; page < writer->layout.n_pages; page++)
    {
      const GlnPiece *piece = NULL;
      for (; i < pieces->len; i++)
        {
          const GlnPiece *next = &g_array_index (pieces, GlnPiece, i);
          if (next->page != page)
            break;
          piece = next;
          if (piece->kind == GLN_PIECE_HEADING && piece->block->level == 1)
            chapter = piece->block;
          draw_piece (writer, piece);
        }
      close_cut_table (writer, piece);
      draw_running (writer, chapter, page);
      cairo_show_page (writer->cr);
    }
}

static void
set_metadata (Writer *writer)
{
  const GlnReportDoc *doc = writer->doc;
  g_autofree char *stamp = g_strconcat (doc->date, "T00:00:00Z", NULL);

  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_TITLE, doc->title);
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_SUBJECT, doc->subtitle);
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_AUTHOR, doc->organisation);
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_CREATOR, "Greenline " GLN_VERSION);
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_KEYWORDS,
                                  gln_lang_pick (doc->lang, "绿地系统规划, 园林城市, 绿地率",
                                                 "green space, garden city, green land ratio"));
  /* Without a date cairo would put the time of the run, and no two files were alike. */
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                  *doc->date ? stamp : "1970-01-01T00:00:00Z");
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_all (Writer *writer)
{
  set_metadata (writer);
  gln_layout_init (&writer->layout, writer->doc, writer->cr);
  collect_contents (writer);
  draw_cover (writer);
  draw_contents (writer);
  draw_body (writer);
  add_outline (writer);
  g_ptr_array_unref (writer->contents);
  gln_layout_clear (&writer->layout);
}

/**
 * gln_report_pdf:
 *
 * A4 with cover, linked contents, outline, running heads and page numbers.
 * The same report gives the same bytes.
 *
 * Returns: (transfer full): the content of the PDF file; NULL with @error
 */
GBytes *
gln_report_pdf (const GlnReportDoc *doc, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Writer writer = { .doc = doc };
  cairo_status_t status;

  writer.surface = cairo_pdf_surface_create_for_stream (append_bytes, out, GLN_PAGE_WIDTH,
                                                        GLN_PAGE_HEIGHT);
  writer.cr = cairo_create (writer.surface);
  draw_all (&writer);
  status = cairo_status (writer.cr);
  cairo_destroy (writer.cr);
  cairo_surface_finish (writer.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (writer.surface);
  cairo_surface_destroy (writer.surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _("The PDF report could not be written: %s."),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
