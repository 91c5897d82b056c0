/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-chart.h"

#include "draw/gln-mark.h"

#include <math.h>

#define ROW_EM 2.1
#define BAR_EM 0.95
#define LABEL_SHARE 0.42 /* of the width, at most, for the names */
#define FIGURE_SHARE 0.20

static const GlnColour bar_met = { 0.27, 0.67, 0.60, 1 };
static const GlnColour bar_unmet = { 0.80, 0.46, 0.33, 1 };
static const GlnColour bar_open = { 0.66, 0.66, 0.64, 1 };
static const GlnColour ink = { 0.08, 0.08, 0.09, 1 };
static const GlnColour grey = { 0.55, 0.55, 0.54, 1 };

static GlnColour
status_colour (GlnStatus status)
{
  return status == GLN_STATUS_MET ? bar_met : status == GLN_STATUS_UNMET ? bar_unmet : bar_open;
}

/* Where the bar ends if all of @length is a little more than the larger of value and bound. */
static double
bar_end (double value, const GlnTargetBar *bar, double length)
{
  double largest = MAX (isfinite (bar->value) ? bar->value : 0, isfinite (bar->bound) ? bar->bound : 0);

  return largest > 0 && isfinite (value) ? MAX (0, value) / (largest * 1.08) * length : 0;
}

static void
draw_bar (cairo_t *cr, const GlnTargetBar *bar, double x, double y, double length, double height,
          GlnColour colour, GlnColour mark)
{
  double overhang = height * 0.28;

  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, bar_end (bar->value, bar, length), height);
  gln_set_colour (cr, colour);
  cairo_fill (cr);
  if (!isfinite (bar->bound))
    return;
  cairo_rectangle (cr, x + bar_end (bar->bound, bar, length) - height * 0.06, y - overhang,
                   height * 0.12, height + 2 * overhang);
  gln_set_colour (cr, mark);
  cairo_fill (cr);
}

/* Room for the longest name. */
static double
label_width (cairo_t *cr, const GlnText *text, const GlnTargetBar *bars, guint n_bars, double width)
{
  double widest = 0, own;

  for (guint i = 0; i < n_bars; i++)
    {
      gln_text_measure (cr, text, bars[i].label, &own, NULL);
      widest = MAX (widest, own);
    }
  return MIN (widest + 0.8 * text->size, width * LABEL_SHARE);
}

/** gln_target_bars_height: of gln_draw_target_bars(), user units. */
double
gln_target_bars_height (const GlnText *text, guint n_bars)
{
  return n_bars * ROW_EM * text->size;
}

/**
 * gln_draw_target_bars:
 *
 * A row for each bar: name, bar with the bound as an upright mark, figure. Each
 * row has its own scale: what matters is the distance between bar and mark.
 */
void
gln_draw_target_bars (cairo_t *cr, const GlnText *text, const GlnTargetBar *bars, guint n_bars,
                      double x, double y, double width)
{
  double em = text->size, names = label_width (cr, text, bars, n_bars, width), left = x + names;
  double length = width * (1 - FIGURE_SHARE) - names;

  for (guint i = 0; i < n_bars; i++)
    {
      double top = y + i * ROW_EM * em, middle = top + ROW_EM * em / 2;

      gln_text_draw_fit (cr, text, bars[i].label, left - 0.6 * em, middle, GLN_ANCHOR_RIGHT,
                         names - 0.6 * em);
      draw_bar (cr, &bars[i], left, middle - BAR_EM * em / 2, length, BAR_EM * em,
                status_colour (bars[i].status), ink);
      if (bars[i].figure)
        gln_text_draw_fit (cr, text, bars[i].figure, left + length + 0.5 * em, middle,
                           GLN_ANCHOR_LEFT, width * FIGURE_SHARE - 0.5 * em);
    }
}

/** gln_draw_target_bar: one bar on a track, as on the cards of the window. */
void
gln_draw_target_bar (cairo_t *cr, const GlnTargetBar *bar, double x, double y, double width,
                     double height, gboolean dark)
{
  const GlnChrome *chrome = gln_chrome (dark);
  GlnColour track = chrome->text;

  track.a = 0.1;
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, width, height);
  gln_set_colour (cr, track);
  cairo_fill (cr);
  draw_bar (cr, bar, x, y, width, height,
            bar->status == GLN_STATUS_MET     ? chrome->met
            : bar->status == GLN_STATUS_UNMET ? chrome->unmet
                                              : chrome->unknown,
            chrome->text);
}

typedef struct
{
  double low, high; /* values at bottom and top */
  double x, y, width, height;
  guint n;
} Plot;

static void
widen (Plot *plot, const double *values)
{
  for (guint i = 0; i < plot->n; i++)
    if (isfinite (values[i]))
      {
        plot->low = MIN (plot->low, values[i]);
        plot->high = MAX (plot->high, values[i]);
      }
}

static double
plot_x (const Plot *plot, guint i)
{
  return plot->n > 1 ? plot->x + plot->width * i / (plot->n - 1) : plot->x + plot->width / 2;
}

static double
plot_y (const Plot *plot, double value)
{
  return plot->y + plot->height * (plot->high - value) / (plot->high - plot->low);
}

static void
draw_line (cairo_t *cr, const Plot *plot, const double *values)
{
  gboolean open = FALSE;

  cairo_new_path (cr);
  for (guint i = 0; i < plot->n; i++)
    {
      if (!isfinite (values[i]))
        {
          open = FALSE;
          continue;
        }
      if (open)
        cairo_line_to (cr, plot_x (plot, i), plot_y (plot, values[i]));
      else
        cairo_move_to (cr, plot_x (plot, i), plot_y (plot, values[i]));
      open = TRUE;
    }
  cairo_stroke (cr);
}

static void
draw_points (cairo_t *cr, const GlnText *text, const Plot *plot, const GlnTrend *trend)
{
  for (guint i = 0; i < plot->n; i++)
    {
      double x = plot_x (plot, i);

      gln_text_draw (cr, text, trend->labels[i], x, plot->y + plot->height + text->size * 0.5,
                     GLN_ANCHOR_TOP);
      if (!isfinite (trend->values[i]))
        continue;
      cairo_new_path (cr);
      cairo_arc (cr, x, plot_y (plot, trend->values[i]), text->size * 0.28, 0, 2 * G_PI);
      gln_set_colour (cr, bar_met);
      cairo_fill (cr);
      if (trend->figures && trend->figures[i])
        gln_text_draw (cr, text, trend->figures[i], x,
                       plot_y (plot, trend->values[i]) - text->size * 0.4, GLN_ANCHOR_BOTTOM);
    }
}

/** gln_draw_trend: values by phase as a line with points, bounds as a dashed line. */
void
gln_draw_trend (cairo_t *cr, const GlnText *text, const GlnTrend *trend, double x, double y,
                double width, double height)
{
  double em = text->size;
  Plot plot = { G_MAXDOUBLE, -G_MAXDOUBLE, x + 2.5 * em, y + 2 * em, width - 5 * em,
                height - 4.2 * em, trend->n };
  double dash[2] = { em * 0.45, em * 0.3 }, margin;

  widen (&plot, trend->values);
  widen (&plot, trend->bounds);
  if (plot.low > plot.high)
    return;
  margin = MAX ((plot.high - plot.low) * 0.12, fabs (plot.high) * 1e-3 + 1e-9);
  plot.low -= margin;
  plot.high += margin;
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, em * 0.07);
  gln_set_colour (cr, grey);
  cairo_move_to (cr, x, plot.y + plot.height);
  cairo_line_to (cr, x + width, plot.y + plot.height);
  cairo_stroke (cr);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_line_width (cr, em * 0.12);
  draw_line (cr, &plot, trend->bounds);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, em * 0.16);
  gln_set_colour (cr, bar_met);
  draw_line (cr, &plot, trend->values);
  draw_points (cr, text, &plot, trend);
  cairo_restore (cr);
}
