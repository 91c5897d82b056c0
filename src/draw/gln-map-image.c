/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-map-image.h"

#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "draw/gln-label.h"
#include "draw/gln-legend.h"
#include "draw/gln-mark.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>

#define LOGICAL_PER_INCH 96.0
#define POINTS_PER_INCH 72.0
/* Share of the box left free around it. */
#define MARGIN 0.03
/* Sizes in logical pixels. */
#define TEXT_PX 10.5
#define LABEL_PX 8.5
#define GAP_PX 10.0
#define MAX_IMAGE_PX 32000

/** gln_map_sheet_box: what a drawing of @phase shows: its built-up area, else its planning area, else all. */
GlnBox
gln_map_sheet_box (const GlnPlan *plan, guint phase)
{
  static const GlnScope scopes[] = { GLN_SCOPE_BUILT_UP, GLN_SCOPE_PLANNING, GLN_SCOPE_CONSTRUCTION };
  GlnBox box = GLN_BOX_EMPTY;
  GlnFeatureIter iter;
  GlnFeature *feature;

  for (guint i = 0; i < G_N_ELEMENTS (scopes) && gln_box_is_empty (&box); i++)
    {
      const GlnLayer *layer = gln_frame_boundary (plan->frame, phase, scopes[i]);
      gln_feature_iter_init (&iter, plan->features);
      while (layer && (feature = gln_feature_iter_next (&iter)))
        if (feature->shape && gln_uuid_equal (&feature->layer, &layer->uuid))
          gln_box_add_box (&box, &feature->shape->box);
    }
  return gln_box_is_empty (&box) ? gln_plan_box (plan) : box;
}

/** gln_map_sheet_init: a complete drawing of @phase; change the fields as needed. */
void
gln_map_sheet_init (GlnMapSheet *sheet, GlnPlan *plan, const GlnIndex *index,
                    const GlnStyleSheet *styles, guint phase, GlnLang lang)
{
  *sheet = (GlnMapSheet){ .lang = lang, .title_block = TRUE, .legend = TRUE, .labels = TRUE,
                          .ticks = TRUE };
  gln_render_job_init (&sheet->job, plan, index, styles, phase);
  sheet->box = gln_map_sheet_box (plan, phase);
  sheet->block.title = plan->frame->phases[phase]->name;
  sheet->block.project = plan->frame->name;
  sheet->block.crs = plan->frame->crs;
}

/* The map in its rectangle at a round scale; @unit: user units a logical pixel. */
static void
sheet_view (const GlnMapSheet *sheet, GlnView *view, double width, double height, double unit)
{
  GlnBox box = sheet->box;
  double per_inch = LOGICAL_PER_INCH * unit, w = box.x1 - box.x0, h = box.y1 - box.y0;
  double margin = MAX (MAX (w, h) * MARGIN, 1), denominator;

  box = (GlnBox){ box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin };
  gln_view_init_box (view, &box, width, height, unit);
  denominator = gln_round_scale (gln_view_denominator (view, per_inch));
  gln_view_init_at (view, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2,
                    per_inch / 0.0254 / denominator, width, height, unit);
}

static GlnText
sheet_text (const GlnMapSheet *sheet, double unit)
{
  return (GlnText){ .family = sheet->family, .size = TEXT_PX * unit, .lang = sheet->lang,
                    .colour = GLN_COLOUR (0x141417, 1) };
}

static void
draw_labels (cairo_t *cr, const GlnMapSheet *sheet, const GlnView *view)
{
  GlnLabelOptions options = { .lang = sheet->lang, .family = sheet->family, .size_px = LABEL_PX,
                              .max_labels = 120 };
  g_autoptr (GPtrArray) labels = gln_labels_place (&sheet->job, view, &options);

  gln_labels_draw (cr, labels, &options, view->scale);
}

/* Scale bar and north arrow on plates in the corners of the map. */
static void
draw_corner_furniture (cairo_t *cr, const GlnMapSheet *sheet, const GlnView *view, double unit)
{
  GlnText text = sheet_text (sheet, unit);
  double bar = gln_scale_bar_length_m (view->px_per_m, MIN (view->width_px * 0.3, 220 * unit));
  double pad = 8 * unit, plate_w = bar * view->px_per_m + 6.5 * text.size, plate_h = 2.6 * text.size;
  double north = 34 * unit;

  text.size *= 0.92;
  gln_set_colour (cr, GLN_COLOUR (0xffffff, 0.82));
  cairo_rectangle (cr, pad, view->height_px - pad - plate_h, plate_w, plate_h);
  cairo_rectangle (cr, view->width_px - pad - north, pad, north, north * 1.2);
  cairo_fill (cr);
  gln_draw_scale_bar (cr, &text, 2 * pad, view->height_px - plate_h - pad * 0.3, bar * view->px_per_m,
                      view->px_per_m);
  gln_draw_north (cr, &text, view->width_px - pad - north / 2, pad + north * 0.1, north);
}

static void
draw_map (cairo_t *cr, const GlnMapSheet *sheet, const GlnView *view, double x, double y,
          double unit)
{
  GlnText text = sheet_text (sheet, unit);

  cairo_save (cr);
  cairo_rectangle (cr, x, y, view->width_px, view->height_px);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  gln_set_colour (cr, gln_chrome (FALSE)->paper);
  cairo_paint (cr);
  gln_render_plan (cr, &sheet->job, view, NULL);
  if (sheet->labels)
    draw_labels (cr, sheet, view);
  text.size *= 0.72;
  if (sheet->ticks)
    gln_draw_ticks (cr, &text, view, 0, 0);
  draw_corner_furniture (cr, sheet, view, unit);
  cairo_restore (cr);
  gln_draw_frame (cr, x, y, view->width_px, view->height_px, unit * 0.9);
}

/* Height of the legend's box when the map has what is left of @height, and that map's view. What is
 * on the map decides the legend and the legend's height what is on the map: settle it in a few steps. */
static GPtrArray *
fit_legend (cairo_t *cr, const GlnMapSheet *sheet, GlnView *view, double width, double height,
            double unit, double *legend_height)
{
  GlnText text = sheet_text (sheet, unit);
  GPtrArray *legend = NULL;

  *legend_height = 0;
  for (guint round = 0; round < 4; round++)
    {
      double needed;
      sheet_view (sheet, view, width, MAX (40 * unit, height - *legend_height), unit);
      g_clear_pointer (&legend, g_ptr_array_unref);
      legend = gln_legend_new (&sheet->job, view, sheet->lang);
      needed = gln_legend_height (cr, legend, &text, width - 2 * GAP_PX * unit);
      needed = needed > 0 ? needed + GAP_PX * 1.8 * unit : 0;
      if (needed <= *legend_height)
        break;
      *legend_height = needed;
    }
  return legend;
}

static void
draw_legend_box (cairo_t *cr, const GlnMapSheet *sheet, const GPtrArray *legend, double x, double y,
                 double width, double height, double unit)
{
  GlnText text = sheet_text (sheet, unit);
  double gap = GAP_PX * unit;

  cairo_rectangle (cr, x, y, width, height - gap);
  gln_set_colour (cr, GLN_COLOUR (0x141417, 1));
  cairo_set_line_width (cr, unit * 0.8);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
  gln_legend_draw (cr, legend, &text, x + gap, y + gap * 0.4, width - 2 * gap);
}

static void
draw_nothing (cairo_t *cr, const GlnMapSheet *sheet, double x, double y, double width,
              double height, double unit)
{
  GlnText text = sheet_text (sheet, unit);

  gln_draw_frame (cr, x, y, width, height, unit * 0.9);
  gln_text_draw_fit (cr, &text, gln_lang_pick (sheet->lang, "没有可以绘出的图形", "There is nothing to draw"),
                     x + width / 2, y + height / 2, GLN_ANCHOR_MIDDLE, width);
}

/**
 * gln_map_sheet_draw:
 * @unit: user units that make a logical pixel (1/96 inch on paper); 0.75 on a PDF page
 * @vector: whether the surface keeps lines as lines
 *
 * Draws the sheet into the rectangle.
 *
 * Returns: the scale denominator it is drawn at; 0 when there was nothing to draw
 */
double
gln_map_sheet_draw (cairo_t *cr, const GlnMapSheet *sheet, double x, double y, double width,
                    double height, double unit, gboolean vector)
{
  GlnText text = sheet_text (sheet, unit);
  double gap = GAP_PX * unit, rim = 3.5 * unit, legend_height = 0;
  double block_height = sheet->title_block ? gln_title_block_height (&text) + gap : 0;
  double map_width = width - 2 * rim, map_height = height - 2 * rim - block_height;
  g_autoptr (GPtrArray) legend = NULL;
  GlnTitleBlock block = sheet->block;
  GlnView view;

  if (gln_box_is_empty (&sheet->box))
    {
      draw_nothing (cr, sheet, x + rim, y + rim, map_width, map_height, unit);
      block.scale_denominator = 0;
    }
  else
    {
      if (sheet->legend)
        legend = fit_legend (cr, sheet, &view, map_width, map_height, unit, &legend_height);
      else
        sheet_view (sheet, &view, map_width, map_height, unit);
      view.vector = vector;
      block.scale_denominator = gln_view_denominator (&view, LOGICAL_PER_INCH * unit);
      draw_map (cr, sheet, &view, x + rim, y + rim, unit);
      if (legend && legend->len)
        draw_legend_box (cr, sheet, legend, x, y + 2 * rim + view.height_px + gap, width,
                         legend_height, unit);
    }
  if (sheet->title_block)
    gln_draw_title_block (cr, &text, &block, x, y + height - gln_title_block_height (&text), width);
  return block.scale_denominator;
}

/** gln_image_format_from_name: by the ending of the file name; FALSE for others. */
gboolean
gln_image_format_from_name (const char *file_name, GlnImageFormat *format)
{
  static const char *const endings[] = { [GLN_IMAGE_PNG] = ".png", [GLN_IMAGE_SVG] = ".svg",
                                         [GLN_IMAGE_PDF] = ".pdf" };
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        *format = (GlnImageFormat) i;
        return TRUE;
      }
  return FALSE;
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
new_surface (GlnImageFormat format, GByteArray *out, int width_px, int height_px)
{
  double points = POINTS_PER_INCH / LOGICAL_PER_INCH;

  switch (format)
    {
    case GLN_IMAGE_SVG:
      return cairo_svg_surface_create_for_stream (append_bytes, out, width_px * points,
                                                  height_px * points);
    case GLN_IMAGE_PDF:
      return cairo_pdf_surface_create_for_stream (append_bytes, out, width_px * points,
                                                  height_px * points);
    case GLN_IMAGE_PNG:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, width_px, height_px);
    }
}

/**
 * gln_map_sheet_export:
 * @width_px: logical pixels; in PDF and SVG 1/96 inch each
 *
 * Returns: (transfer full): the file's content; NULL with @error
 */
GBytes *
gln_map_sheet_export (const GlnMapSheet *sheet, GlnImageFormat format, int width_px, int height_px,
                      GError **error)
{
  gboolean vector = format != GLN_IMAGE_PNG;
  double unit = vector ? POINTS_PER_INCH / LOGICAL_PER_INCH : 1, edge = 16 * unit;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (width_px < 200 || height_px < 200 || width_px > MAX_IMAGE_PX || height_px > MAX_IMAGE_PX)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _("A map picture of %d x %d pixels cannot be made; give 200 to %d each way."),
                   width_px, height_px, MAX_IMAGE_PX);
      return NULL;
    }
  surface = new_surface (format, out, width_px, height_px);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gln_map_sheet_draw (cr, sheet, edge, edge, width_px * unit - 2 * edge, height_px * unit - 2 * edge,
                      unit, vector);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == GLN_IMAGE_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, out);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _("The map picture could not be drawn: %s."),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
