/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-layout.h"

#include <math.h>

#define BODY_SIZE 10.5
#define CAPTION_SIZE 9.5
/* Share of the em between lines. */
#define LEADING 1.78

static const GlnColour ink = { 0.08, 0.08, 0.09, 1 };

/* The face of the report. */
GlnText
gln_report_text (const GlnReportDoc *doc, double size, gboolean bold)
{
  return (GlnText){ .family = GLN_FONT_SERIF, .size = size, .bold = bold, .lang = doc->lang,
                    .leading = LEADING, .colour = ink };
}

GlnText
gln_heading_text (const GlnReportDoc *doc, guint level)
{
  static const double sizes[] = { 18, 13.5, 11.5 };
  GlnText text = gln_report_text (doc, sizes[CLAMP (level, 1, 3) - 1], TRUE);

  text.width = GLN_BODY_WIDTH;
  text.leading = 0;
  return text;
}

/* "2.2 指标与目标对照" */
char *
gln_heading_line (const GlnReportDoc *doc, const GlnBlock *block)
{
  return g_strconcat (block->number, "\342\200\202", block->text, NULL);
}

static void
add_piece (GlnLayout *layout, GlnPiece piece)
{
  g_array_append_val (layout->pieces, piece);
}

static void
add_heading (GlnLayout *layout, const GlnBlock *block)
{
  static const double before[] = { 0, 20, 14 }, after[] = { 14, 8, 5 };
  GlnText text = gln_heading_text (layout->doc, block->level);
  g_autofree char *line = gln_heading_line (layout->doc, block);
  double height;

  gln_text_measure (layout->cr, &text, line, NULL, &height);
  add_piece (layout, (GlnPiece){ GLN_PIECE_HEADING, block, 0, height + after[block->level - 1],
                                 before[block->level - 1], TRUE, block->level == 1, FALSE, 0, 0 });
}

static PangoLayout *
paragraph_layout (GlnLayout *layout, const GlnBlock *block)
{
  GlnText text = gln_report_text (layout->doc, BODY_SIZE, FALSE);
  gboolean chinese = layout->doc->lang == GLN_LANG_ZH;
  PangoLayout *lines;

  text.width = GLN_BODY_WIDTH;
  text.justify = !chinese && block->kind == GLN_BLOCK_PARAGRAPH;
  if (block->kind == GLN_BLOCK_ITEM)
    {
      g_autofree char *item = g_strconcat ("•\302\240\302\240", block->text, NULL);
      text.indent = -1.3 * BODY_SIZE;
      text.width -= 1.5 * BODY_SIZE;
      lines = gln_text_layout (layout->cr, &text, item);
    }
  else
    {
      text.indent = chinese ? 2 * BODY_SIZE : 0;
      lines = gln_text_layout (layout->cr, &text, block->text);
    }
  g_hash_table_insert (layout->layouts, (gpointer) block, lines);
  return lines;
}

/* One piece a line; the first two and the last two lines stay together. */
static void
add_paragraph (GlnLayout *layout, const GlnBlock *block)
{
  PangoLayout *lines = paragraph_layout (layout, block);
  guint n = (guint) pango_layout_get_line_count (lines);

  for (guint i = 0; i < n; i++)
    add_piece (layout, (GlnPiece){ GLN_PIECE_LINES, block, i, BODY_SIZE * LEADING,
                                   i == 0 ? (block->kind == GLN_BLOCK_ITEM ? 1 : 5) : 0,
                                   n > 1 && (i == 0 || i + 2 == n), FALSE, FALSE, 0, 0 });
}

static double
caption_height (const GlnLayout *layout, const char *caption)
{
  GlnText text = gln_report_text (layout->doc, CAPTION_SIZE, TRUE);
  double height;

  text.width = GLN_BODY_WIDTH;
  text.leading = 0;
  gln_text_measure (layout->cr, &text, caption, NULL, &height);
  return height;
}

static void
add_table (GlnLayout *layout, const GlnBlock *block)
{
  GlnTableSet *set = gln_table_set_new (layout->cr, layout->doc, block->table);
  g_autofree char *caption
      = gln_report_caption (layout->doc->lang, FALSE, block->table->number, block->table->title);
  guint n = gln_report_table_n_rows (block->table);

  g_hash_table_insert (layout->tables, (gpointer) block, set);
  add_piece (layout, (GlnPiece){ GLN_PIECE_CAPTION, block, 0, caption_height (layout, caption) + 4,
                                 12, TRUE, FALSE, FALSE, 0, 0 });
  add_piece (layout, (GlnPiece){ GLN_PIECE_TABLE_HEAD, block, 0, set->head_height, 0, TRUE, FALSE,
                                 FALSE, 0, 0 });
  for (guint i = 0; i < n; i++)
    add_piece (layout, (GlnPiece){ GLN_PIECE_TABLE_ROW, block, i, set->row_height[i], 0,
                                   (i == 0 && n > 1) || i + 1 == n
                                       || gln_report_table_is_group (block->table, i),
                                   FALSE, FALSE, 0, 0 });
  add_piece (layout, (GlnPiece){ GLN_PIECE_TABLE_END, block, 0,
                                 gln_table_end_height (layout->cr, layout->doc, block->table) + 10,
                                 0, FALSE, FALSE, FALSE, 0, 0 });
}

static void
add_figure (GlnLayout *layout, const GlnBlock *block)
{
  g_autofree char *caption
      = gln_report_caption (layout->doc->lang, TRUE, block->figure->number, block->figure->title);
  double caption_space = caption_height (layout, caption) + 8;
  gboolean plate = block->figure->height_share >= 1;
  double height = plate ? GLN_BODY_HEIGHT
                        : GLN_BODY_HEIGHT * block->figure->height_share + caption_space + 8;

  add_piece (layout, (GlnPiece){ GLN_PIECE_FIGURE, block, 0, MIN (height, GLN_BODY_HEIGHT),
                                 plate ? 0 : 8, FALSE, FALSE, FALSE, 0, 0 });
}

static void
add_block (GlnLayout *layout, const GlnBlock *block)
{
  switch (block->kind)
    {
    case GLN_BLOCK_HEADING:
      add_heading (layout, block);
      break;
    case GLN_BLOCK_PARAGRAPH:
    case GLN_BLOCK_ITEM:
      add_paragraph (layout, block);
      break;
    case GLN_BLOCK_TABLE:
      add_table (layout, block);
      break;
    case GLN_BLOCK_FIGURE:
      add_figure (layout, block);
      break;
    case GLN_BLOCK_PAGE_BREAK:
    default:
      break;
    }
}

static void
add_blocks (GlnLayout *layout)
{
  gboolean page_break = FALSE;

  for (guint i = 0; i < layout->doc->blocks->len; i++)
    {
      const GlnBlock *block = layout->doc->blocks->pdata[i];
      guint from = layout->pieces->len;

      add_block (layout, block);
      if (page_break && layout->pieces->len > from)
        g_array_index (layout->pieces, GlnPiece, from).new_page = TRUE;
      page_break = block->kind == GLN_BLOCK_PAGE_BREAK;
    }
}

/* Pagination ---------------------------------------------------------------------------------- */

typedef struct
{
  GlnLayout *layout;
  GArray *placed;
  guint page;
  double y;
} Cursor;

static void
place (Cursor *cursor, GlnPiece piece)
{
  if (cursor->y > 0)
    cursor->y += piece.before;
  piece.page = cursor->page;
  piece.y = cursor->y;
  cursor->y += piece.height;
  g_array_append_val (cursor->placed, piece);
}

static void
new_page (Cursor *cursor)
{
  if (cursor->y > 0)
    cursor->page++;
  cursor->y = 0;
}

/* A table that goes on has its caption and head again. */
static void
repeat_head (Cursor *cursor, const GlnPiece *piece)
{
  const GlnTableSet *set;
  g_autofree char *caption = NULL;

  if (piece->kind != GLN_PIECE_TABLE_ROW || cursor->y > 0)
    return;
  set = g_hash_table_lookup (cursor->layout->tables, piece->block);
  caption = gln_report_caption (cursor->layout->doc->lang, FALSE, piece->block->table->number,
                                piece->block->table->title);
  place (cursor, (GlnPiece){ GLN_PIECE_CAPTION, piece->block, 0,
                             caption_height (cursor->layout, caption) + 4, 0, TRUE, FALSE, TRUE, 0, 0 });
  place (cursor, (GlnPiece){ GLN_PIECE_TABLE_HEAD, piece->block, 0, set->head_height, 0, TRUE,
                             FALSE, TRUE, 0, 0 });
}

/* Pieces from @from on that stay together. */
static guint
chain_length (const GArray *pieces, guint from, double *height)
{
  guint n = 0;

  *height = 0;
  do
    {
      const GlnPiece *piece = &g_array_index (pieces, GlnPiece, from + n);
      *height += piece->height + (n > 0 || piece->before > 0 ? piece->before : 0);
      n++;
      if (!piece->keep)
        break;
    }
  while (from + n < pieces->len);
  return n;
}

static void
place_chain (Cursor *cursor, guint from, guint n, double height)
{
  const GArray *pieces = cursor->layout->pieces;
  const GlnPiece *first = &g_array_index (pieces, GlnPiece, from);

  if (first->new_page || cursor->y + height > GLN_BODY_HEIGHT)
    {
      new_page (cursor);
      repeat_head (cursor, first);
    }
  for (guint i = 0; i < n; i++)
    {
      const GlnPiece *piece = &g_array_index (pieces, GlnPiece, from + i);
      if (cursor->y > 0 && cursor->y + piece->before + piece->height > GLN_BODY_HEIGHT) /* a chain longer than a page */
        {
          new_page (cursor);
          repeat_head (cursor, piece);
        }
      place (cursor, *piece);
    }
}

static void
paginate (GlnLayout *layout)
{
  Cursor cursor = { layout, g_array_new (FALSE, FALSE, sizeof (GlnPiece)), 0, 0 };
  guint n;

  for (guint i = 0; i < layout->pieces->len; i += n)
    {
      double height;
      n = chain_length (layout->pieces, i, &height);
      place_chain (&cursor, i, n, height);
    }
  layout->n_pages = cursor.placed->len ? cursor.page + 1 : 0;
  g_array_unref (layout->pieces);
  layout->pieces = cursor.placed;
}

static void
free_table_set (gpointer set)
{
  gln_table_set_free (set);
}

/* Lays out and paginates the whole of @doc. */
void
gln_layout_init (GlnLayout *layout, const GlnReportDoc *doc, cairo_t *cr)
{
  *layout = (GlnLayout){ .doc = doc, .cr = cr };
  layout->pieces = g_array_new (FALSE, FALSE, sizeof (GlnPiece));
  layout->layouts = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  layout->tables = g_hash_table_new_full (NULL, NULL, NULL, free_table_set);
  add_blocks (layout);
  paginate (layout);
}

void
gln_layout_clear (GlnLayout *layout)
{
  g_array_unref (layout->pieces);
  g_hash_table_unref (layout->layouts);
  g_hash_table_unref (layout->tables);
}

/* The page (from 0) that @block begins on; -1 when it has none. */
int
gln_layout_page_of (const GlnLayout *layout, const GlnBlock *block)
{
  for (guint i = 0; i < layout->pieces->len; i++)
    {
      const GlnPiece *piece = &g_array_index (layout->pieces, GlnPiece, i);
      if (piece->block == block)
        return (int) piece->page;
    }
  return -1;
}
