/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-text.h"

#include "draw/gln-mark.h"

#include <math.h>

/* Pango units of a length in user units. */
static int
units (double length)
{
  return (int) lrint (length * PANGO_SCALE);
}

/* Vector output must not depend on a screen's hinting. */
static void
set_font_options (PangoLayout *layout)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  pango_layout_context_changed (layout);
  cairo_font_options_destroy (options);
}

/**
 * gln_text_layout:
 * @utf8: plain text; line breaks are kept
 *
 * Returns: (transfer full): a layout for @cr, for those who need more than the functions below
 */
PangoLayout *
gln_text_layout (cairo_t *cr, const GlnText *text, const char *utf8)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();

  set_font_options (layout);
  pango_font_description_set_family (font, text->family ? text->family : GLN_FONT_SANS);
  pango_font_description_set_absolute_size (font, text->size * PANGO_SCALE);
  if (text->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  /* The language decides the shape of Han characters and where lines may break. */
  pango_context_set_language (pango_layout_get_context (layout),
                              pango_language_from_string (text->lang == GLN_LANG_ZH ? "zh-cn" : "en"));
  if (text->width > 0)
    pango_layout_set_width (layout, units (text->width));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, text->align);
  pango_layout_set_justify (layout, text->justify);
  pango_layout_set_indent (layout, units (text->indent));
  if (text->leading > 0)
    pango_layout_set_spacing (layout, units (text->size * (text->leading - 1.45)));
  pango_layout_set_text (layout, utf8, -1);
  return layout;
}

/** gln_text_measure: (out) (optional): size of the text in user units. */
void
gln_text_measure (cairo_t *cr, const GlnText *text, const char *utf8, double *width, double *height)
{
  g_autoptr (PangoLayout) layout = gln_text_layout (cr, text, utf8);
  PangoRectangle box;

  pango_layout_get_extents (layout, NULL, &box);
  if (width)
    *width = (double) box.width / PANGO_SCALE;
  if (height)
    *height = (double) box.height / PANGO_SCALE;
}

/* Moves the current point so that the anchor of the layout lies at x, y. A layout with a width is as
 * wide as that, however its lines are aligned in it. */
static void
move_to_anchor (cairo_t *cr, PangoLayout *layout, double x, double y, GlnAnchor anchor)
{
  gboolean wide = pango_layout_get_width (layout) > 0
                  && pango_layout_get_ellipsize (layout) == PANGO_ELLIPSIZE_NONE;
  PangoRectangle box;
  double w, h;

  pango_layout_get_extents (layout, NULL, &box);
  w = (double) (wide ? pango_layout_get_width (layout) : box.width) / PANGO_SCALE;
  h = (double) box.height / PANGO_SCALE;
  cairo_move_to (cr, x - w * (anchor % 3) / 2 - (wide ? 0 : (double) box.x / PANGO_SCALE),
                 y - h * (anchor / 3) / 2);
}

/** gln_text_draw: @utf8 with its @anchor at x, y. */
void
gln_text_draw (cairo_t *cr, const GlnText *text, const char *utf8, double x, double y,
               GlnAnchor anchor)
{
  g_autoptr (PangoLayout) layout = gln_text_layout (cr, text, utf8);

  gln_set_colour (cr, text->colour);
  move_to_anchor (cr, layout, x, y, anchor);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/** gln_text_draw_halo: like gln_text_draw() on an outline that sets it off the map. */
void
gln_text_draw_halo (cairo_t *cr, const GlnText *text, const char *utf8, double x, double y,
                    GlnAnchor anchor, GlnColour halo, double halo_width)
{
  g_autoptr (PangoLayout) layout = gln_text_layout (cr, text, utf8);

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  move_to_anchor (cr, layout, x, y, anchor);
  pango_cairo_layout_path (cr, layout);
  gln_set_colour (cr, halo);
  cairo_set_line_width (cr, halo_width * 2);
  cairo_stroke (cr);
  cairo_restore (cr);
  gln_set_colour (cr, text->colour);
  move_to_anchor (cr, layout, x, y, anchor);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/** gln_text_draw_fit: one line, set smaller (to 60 %) and then cut with an ellipsis where @max_width is exceeded. */
void
gln_text_draw_fit (cairo_t *cr, const GlnText *text, const char *utf8, double x, double y,
                   GlnAnchor anchor, double max_width)
{
  GlnText fit = *text;
  g_autoptr (PangoLayout) layout = NULL;
  double width;

  fit.width = 0;
  gln_text_measure (cr, &fit, utf8, &width, NULL);
  if (width > max_width && width > 0)
    fit.size *= MAX (0.6, max_width / width * 0.99);
  layout = gln_text_layout (cr, &fit, utf8);
  if (width * fit.size / text->size > max_width)
    {
      pango_layout_set_width (layout, units (max_width));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  gln_set_colour (cr, text->colour);
  move_to_anchor (cr, layout, x, y, anchor);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}
