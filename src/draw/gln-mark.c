/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-mark.h"

#include <math.h>

/* Logical pixels; divides 256. */
#define STEP_PX 8.0
#define TREE_STEP_PX 16.0

void
gln_set_colour (cairo_t *cr, GlnColour colour)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, colour.a);
}

/* Lines x + slope * y = k * step over @area: slope 1 rises to the right, -1 falls, 0 is vertical. */
static void
hatch_lines (cairo_t *cr, const GlnBox *area, double step, int slope)
{
  double a = slope * area->y0, b = slope * area->y1;
  double low = area->x0 + MIN (a, b), high = area->x1 + MAX (a, b);

  for (double k = floor (low / step) * step; k <= high; k += step)
    {
      cairo_move_to (cr, k - a, area->y0);
      cairo_line_to (cr, k - b, area->y1);
    }
  cairo_stroke (cr);
}

static void
hatch_rows (cairo_t *cr, const GlnBox *area, double step)
{
  for (double y = floor (area->y0 / step) * step; y <= area->y1; y += step)
    {
      cairo_move_to (cr, area->x0, y);
      cairo_line_to (cr, area->x1, y);
    }
  cairo_stroke (cr);
}

/* Dots on a grid whose odd rows are shifted by half a step. */
static void
hatch_dots (cairo_t *cr, const GlnBox *area, double step, double radius)
{
  double row_step = step / 2;

  for (double r = floor (area->y0 / row_step); r * row_step <= area->y1 + radius; r++)
    {
      double shift = fmod (fabs (r), 2) != 0 ? step / 2 : 0;
      for (double x = floor (area->x0 / step) * step + shift; x <= area->x1 + radius; x += step)
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, x, r * row_step, radius, 0, 2 * G_PI);
        }
    }
  cairo_fill (cr);
}

void
gln_mark_hatch (cairo_t *cr, GlnHatch hatch, GlnColour colour, const GlnBox *area, double scale)
{
  double step = STEP_PX * scale;
  /* Lines between grid points have the same pixels however much of them is drawn. */
  GlnBox grid = { floor (area->x0 / step) * step, floor (area->y0 / step) * step,
                  ceil (area->x1 / step) * step, ceil (area->y1 / step) * step };

  gln_set_colour (cr, colour);
  cairo_set_line_width (cr, scale);
  cairo_set_dash (cr, NULL, 0, 0);
  switch (hatch)
    {
    case GLN_HATCH_DIAGONAL:
      hatch_lines (cr, &grid, step, 1);
      break;
    case GLN_HATCH_BACK_DIAGONAL:
      hatch_lines (cr, &grid, step, -1);
      break;
    case GLN_HATCH_CROSS:
      hatch_lines (cr, &grid, step, 1);
      hatch_lines (cr, &grid, step, -1);
      break;
    case GLN_HATCH_HORIZONTAL:
      hatch_rows (cr, &grid, step);
      break;
    case GLN_HATCH_VERTICAL:
      hatch_lines (cr, &grid, step, 0);
      break;
    case GLN_HATCH_DOTS:
      hatch_dots (cr, &grid, step, scale);
      break;
    case GLN_HATCH_TREES:
      hatch_dots (cr, &grid, TREE_STEP_PX * scale, 2.4 * scale);
      break;
    case GLN_HATCH_NONE:
    case GLN_N_HATCHES:
    default:
      break;
    }
}

static void
draw_tree (cairo_t *cr, const GlnStyle *style, double size)
{
  gln_set_colour (cr, style->stroke);
  cairo_rectangle (cr, -size * 0.08, 0, size * 0.16, size * 0.6);
  cairo_fill (cr);
  cairo_arc (cr, 0, -size * 0.1, size * 0.42, 0, 2 * G_PI);
  gln_set_colour (cr, style->fill);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, size * 0.1);
  cairo_stroke (cr);
}

/* An arrow pointing in, as on park plans. */
static void
draw_entrance (cairo_t *cr, const GlnStyle *style, double size)
{
  cairo_move_to (cr, 0, -size * 0.5);
  cairo_line_to (cr, size * 0.45, size * 0.4);
  cairo_line_to (cr, -size * 0.45, size * 0.4);
  cairo_close_path (cr);
  gln_set_colour (cr, style->fill);
  cairo_fill_preserve (cr);
  gln_set_colour (cr, style->stroke);
  cairo_set_line_width (cr, size * 0.1);
  cairo_stroke (cr);
}

static void
draw_dot (cairo_t *cr, const GlnStyle *style, double size)
{
  cairo_arc (cr, 0, 0, size * 0.42, 0, 2 * G_PI);
  gln_set_colour (cr, style->fill);
  cairo_fill_preserve (cr);
  gln_set_colour (cr, style->stroke);
  cairo_set_line_width (cr, size * 0.15);
  cairo_stroke (cr);
}

void
gln_mark_symbol (cairo_t *cr, const GlnStyle *style, double x, double y, double scale)
{
  double size = style->symbol_px * scale;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_new_path (cr);
  if (style->symbol == GLN_SYMBOL_TREE)
    draw_tree (cr, style, size);
  else if (style->symbol == GLN_SYMBOL_ENTRANCE)
    draw_entrance (cr, style, size);
  else if (style->symbol == GLN_SYMBOL_DOT)
    draw_dot (cr, style, size);
  cairo_restore (cr);
}
