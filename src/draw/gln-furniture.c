/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-furniture.h"

#include "draw/gln-mark.h"

#include <math.h>

#define M_PER_INCH 0.0254

static const GlnColour ink = { 0.08, 0.08, 0.09, 1 };
static const GlnColour white = { 1, 1, 1, 1 };

/* The largest of 1, 2, 5 x 10^n that is not above @limit. */
static double
round_below (double limit)
{
  double power = pow (10, floor (log10 (limit) + 1e-9)), lead = limit / power;

  return (lead >= 5 - 1e-9 ? 5 : lead >= 2 - 1e-9 ? 2 : 1) * power;
}

/** gln_scale_bar_length_m: the longest round length (1, 2, 5 x 10^n metres) that fits into @max_px. */
double
gln_scale_bar_length_m (double px_per_m, double max_px)
{
  return round_below (max_px / px_per_m);
}

/** gln_round_scale: the next scale denominator, not below @denominator, that planners draw in. */
double
gln_round_scale (double denominator)
{
  static const double leads[] = { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 };
  double power = pow (10, floor (log10 (denominator)));

  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    if (leads[i] * power >= denominator * (1 - 1e-9))
      return leads[i] * power;
  return 10 * power;
}

/** gln_view_denominator: N of the map scale 1 : N when @units_per_inch units of the view make an inch. */
double
gln_view_denominator (const GlnView *view, double units_per_inch)
{
  return units_per_inch / M_PER_INCH / view->px_per_m;
}

/** gln_format_scale: (transfer full): "1 : 20 000". */
char *
gln_format_scale (double denominator)
{
  g_autofree char *number = gln_format_number (denominator, 0);

  return g_strconcat ("1\302\240:\302\240", number, NULL);
}

static char *
bar_label (double length_m, gboolean kilometres, gboolean with_unit)
{
  g_autofree char *number
      = kilometres ? gln_format_number (length_m / 1000, fmod (length_m, 1000) != 0 ? 1 : 0)
                   : gln_format_number (length_m, 0);

  return with_unit ? g_strconcat (number, "\302\240", kilometres ? "km" : "m", NULL)
                   : g_steal_pointer (&number);
}

/**
 * gln_draw_scale_bar:
 * @x: left end
 * @y: top of the bar; the figures stand below it
 * @text: of the figures; the bar is a third of their size high
 *
 * A bar of round length in two halves, black and white.
 */
void
gln_draw_scale_bar (cairo_t *cr, const GlnText *text, double x, double y, double max_width,
                    double px_per_m)
{
  double length_m = gln_scale_bar_length_m (px_per_m, max_width), width = length_m * px_per_m;
  double height = text->size * 0.36, hair = text->size * 0.07;
  gboolean kilometres = length_m >= 5000;

  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, width, height);
  gln_set_colour (cr, white);
  cairo_fill_preserve (cr);
  gln_set_colour (cr, ink);
  cairo_set_line_width (cr, hair);
  cairo_stroke (cr);
  cairo_rectangle (cr, x, y, width / 2, height);
  cairo_fill (cr);
  for (guint i = 0; i <= 2; i++)
    {
      g_autofree char *label = bar_label (length_m * i / 2, kilometres, i == 2);
      gln_text_draw (cr, text, label, x + width * i / 2, y + height + text->size * 0.2,
                     i == 0 ? GLN_ANCHOR_TOP_LEFT : GLN_ANCHOR_TOP);
    }
  cairo_restore (cr);
}

/** gln_draw_north: an N over an arrow, @size high, centred at x with its top at y. */
void
gln_draw_north (cairo_t *cr, const GlnText *text, double x, double y, double size)
{
  GlnText letter = *text;
  double top = y + size * 0.42;

  letter.size = size * 0.42;
  letter.colour = ink;
  gln_text_draw (cr, &letter, "N", x, y + size * 0.2, GLN_ANCHOR_MIDDLE);
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_move_to (cr, x, top);
  cairo_line_to (cr, x + size * 0.22, y + size);
  cairo_line_to (cr, x, y + size * 0.86);
  cairo_close_path (cr);
  gln_set_colour (cr, ink);
  cairo_fill (cr);
  cairo_move_to (cr, x, top);
  cairo_line_to (cr, x - size * 0.22, y + size);
  cairo_line_to (cr, x, y + size * 0.86);
  cairo_close_path (cr);
  gln_set_colour (cr, white);
  cairo_fill_preserve (cr);
  gln_set_colour (cr, ink);
  cairo_set_line_width (cr, size * 0.03);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/** gln_draw_frame: a thick line around a map and a thin one outside of it; @unit: about a point. */
void
gln_draw_frame (cairo_t *cr, double x, double y, double width, double height, double unit)
{
  double gap = 2.5 * unit;

  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  gln_set_colour (cr, ink);
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_set_line_width (cr, 1.3 * unit);
  cairo_stroke (cr);
  cairo_rectangle (cr, x - gap, y - gap, width + 2 * gap, height + 2 * gap);
  cairo_set_line_width (cr, 0.5 * unit);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* One tick on the frame with its coordinate inside it, along x or along y. */
static void
draw_tick (cairo_t *cr, const GlnText *text, const GlnView *view, gboolean east, double coordinate)
{
  double tick = text->size * 0.7;
  GlnPoint p = east ? (GlnPoint){ coordinate, view->box.y0 } : (GlnPoint){ view->box.x0, coordinate };
  g_autofree char *label = gln_format_number (coordinate, 0);

  gln_view_project (view, &p, &p, 1);
  cairo_move_to (cr, east ? p.x : 0, east ? 0 : p.y);
  cairo_rel_line_to (cr, east ? 0 : tick, east ? tick : 0);
  cairo_move_to (cr, east ? p.x : view->width_px, east ? view->height_px : p.y);
  cairo_rel_line_to (cr, east ? 0 : -tick, east ? -tick : 0);
  gln_set_colour (cr, ink);
  cairo_stroke (cr);
  cairo_save (cr);
  cairo_translate (cr, east ? p.x : tick * 0.4, east ? tick * 0.4 : p.y);
  if (!east)
    cairo_rotate (cr, -G_PI / 2);
  gln_text_draw_halo (cr, text, label, text->size * 0.3, 0, GLN_ANCHOR_TOP_LEFT,
                      (GlnColour){ 1, 1, 1, 0.8 }, text->size * 0.14);
  cairo_restore (cr);
}

/**
 * gln_draw_ticks:
 * @x: left edge of the map; its view begins there
 *
 * Ticks at round coordinates on the four edges, with figures at the top and
 * on the left, inside the map. For views without the caller's projection.
 */
void
gln_draw_ticks (cairo_t *cr, const GlnText *text, const GlnView *view, double x, double y)
{
  double step = round_below ((view->box.x1 - view->box.x0) / 3);
  double from_x = view->width_px * 0.04 / view->px_per_m, to_x = text->size * 8 / view->px_per_m;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, text->size * 0.08);
  for (double c = ceil ((view->box.x0 + from_x) / step) * step; c < view->box.x1 - to_x; c += step)
    draw_tick (cr, text, view, TRUE, c);
  for (double c = ceil ((view->box.y0 + from_x) / step) * step; c < view->box.y1 - to_x; c += step)
    draw_tick (cr, text, view, FALSE, c);
  cairo_restore (cr);
}

#define BLOCK_ROW_EM 2.0
#define BLOCK_ROWS 3

/** gln_title_block_height: of gln_draw_title_block(), user units. */
double
gln_title_block_height (const GlnText *text)
{
  return BLOCK_ROWS * BLOCK_ROW_EM * text->size;
}

/* A cell of the title block: a caption and what it says. */
static void
draw_cell (cairo_t *cr, const GlnText *text, double x, double y, double width, const char *caption,
           const char *value, gboolean bold)
{
  double height = BLOCK_ROW_EM * text->size, pad = 0.7 * text->size;
  g_autofree char *line = caption ? g_strconcat (caption, "\302\240\302\240", value ? value : "", NULL)
                                  : g_strdup (value ? value : "");
  GlnText face = *text;

  face.bold = bold;
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, width, height);
  gln_set_colour (cr, ink);
  cairo_set_line_width (cr, text->size * 0.06);
  cairo_stroke (cr);
  gln_text_draw_fit (cr, &face, line, x + pad, y + height / 2, GLN_ANCHOR_LEFT, width - 2 * pad);
}

/** gln_draw_title_block: three rows in @width: what is drawn, in which coordinates and when, by whom. */
void
gln_draw_title_block (cairo_t *cr, const GlnText *text, const GlnTitleBlock *block, double x,
                      double y, double width)
{
  GlnLang lang = text->lang;
  double row = BLOCK_ROW_EM * text->size, a = width * 0.46, b = width * 0.30, c = width * 0.24;
  g_autofree char *scale
      = block->scale_denominator > 0 ? gln_format_scale (block->scale_denominator) : NULL;

  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  draw_cell (cr, text, x, y, a, NULL, block->title, TRUE);
  draw_cell (cr, text, x + a, y, b, gln_lang_pick (lang, "比例", "Scale"), scale, FALSE);
  draw_cell (cr, text, x + a + b, y, c, gln_lang_pick (lang, "图号", "Drawing"), block->number, FALSE);
  draw_cell (cr, text, x, y + row, a, NULL, block->project, FALSE);
  draw_cell (cr, text, x + a, y + row, b, NULL, block->crs, FALSE);
  draw_cell (cr, text, x + a + b, y + row, c, gln_lang_pick (lang, "日期", "Date"), block->date, FALSE);
  draw_cell (cr, text, x, y + 2 * row, a, gln_lang_pick (lang, "编制单位", "Prepared by"),
             block->organisation, FALSE);
  draw_cell (cr, text, x + a, y + 2 * row, b / 2, gln_lang_pick (lang, "审定", "Approved"),
             block->approved, FALSE);
  draw_cell (cr, text, x + a + b / 2, y + 2 * row, b / 2, gln_lang_pick (lang, "校核", "Checked"),
             block->checked, FALSE);
  draw_cell (cr, text, x + a + b, y + 2 * row, c, gln_lang_pick (lang, "制图", "Drawn"), block->drawn,
             FALSE);
  cairo_rectangle (cr, x, y, width, 3 * row);
  gln_set_colour (cr, ink);
  cairo_set_line_width (cr, text->size * 0.12);
  cairo_stroke (cr);
  cairo_restore (cr);
}
