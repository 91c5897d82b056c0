/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-map-image.h"
#include "report/gln-report-private.h"

/* Chapter "drawings": map sheets as figures. */

typedef struct
{
  GlnMapSheet sheet;
  GlnPlan *plan;
  GlnIndex *index;
  GlnStyleSheet *styles;
  char *title, *crs, *number, *date, *organisation, *approved, *checked, *drawn, *project;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  gln_plan_unref (drawing->plan);
  gln_index_unref (drawing->index);
  gln_style_sheet_unref (drawing->styles);
  g_free (drawing->title);
  g_free (drawing->crs);
  g_free (drawing->number);
  g_free (drawing->date);
  g_free (drawing->organisation);
  g_free (drawing->approved);
  g_free (drawing->checked);
  g_free (drawing->drawn);
  g_free (drawing->project);
  g_free (drawing);
}

static void
draw_sheet (cairo_t *cr, gpointer data, double width, double height, double unit, gboolean vector)
{
  const Drawing *drawing = data;

  gln_map_sheet_draw (cr, &drawing->sheet, 0, 0, width, height, unit, vector);
}

static Drawing *
drawing_new (const GlnReportBuilder *builder, guint phase, const char *title, guint number)
{
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->plan = gln_plan_ref (builder->plan);
  drawing->index = gln_index_ref (builder->index);
  drawing->styles = gln_style_sheet_ref (builder->styles);
  drawing->title = g_strdup (title);
  drawing->crs = gln_format_crs (builder->frame->crs, builder->lang);
  drawing->number = g_strdup_printf ("%02u", number);
  drawing->date = g_strdup (builder->doc->date);
  drawing->project = g_strdup (builder->doc->title);
  drawing->organisation = g_strdup (gln_report_setting (builder, "organisation"));
  drawing->approved = g_strdup (gln_report_setting (builder, "approved_by"));
  drawing->checked = g_strdup (gln_report_setting (builder, "checked_by"));
  drawing->drawn = g_strdup (gln_report_setting (builder, "drawn_by"));
  gln_map_sheet_init (&drawing->sheet, drawing->plan, drawing->index, drawing->styles, phase, builder->lang);
  drawing->sheet.family = GLN_FONT_SERIF;
  drawing->sheet.block = (GlnTitleBlock){
    .title = drawing->title, .project = drawing->project, .organisation = drawing->organisation,
    .approved = drawing->approved, .checked = drawing->checked, .drawn = drawing->drawn, .crs = drawing->crs,
    .date = drawing->date, .number = drawing->number,
  };
  return drawing;
}

/* A drawing on a page of its own; @share of the page is left by the headings. */
static void
add_drawing (GlnReportBuilder *builder, guint phase, const char *title, guint number, double share, guint faded)
{
  Drawing *drawing = drawing_new (builder, phase, title, number);

  drawing->sheet.job.faded = faded;
  /* Crowns and buildings are too small for these scales; they belong to the detailed drawings. */
  drawing->sheet.job.kinds &= ~(GLN_KIND_BIT (GLN_LAYER_COVER) | GLN_KIND_BIT (GLN_LAYER_BUILDING)
                                | GLN_KIND_BIT (GLN_LAYER_PROJECT) | GLN_KIND_BIT (GLN_LAYER_ZONE));
  drawing->sheet.job.hidden_too = TRUE;
  gln_report_doc_heading (builder->doc, 2, title);
  gln_report_doc_figure (builder->doc, title, share, draw_sheet, drawing, drawing_free);
}

/* Chapter 3: the present and the plan, each with the whole land use, and the greens alone. */
void
gln_report_drawings (GlnReportBuilder *builder)
{
  guint number = 1;

  gln_report_doc_heading (builder->doc, 1, T (builder, "规划图", "Drawings"));
  add_drawing (builder, 0, builder->n_phases > 1 ? T (builder, "绿地现状图", "Present green space")
                                                 : T (builder, "绿地系统图", "Green space"),
               number++, 0.81, 0);
  if (builder->n_phases < 2)
    return;
  gln_report_doc_break (builder->doc);
  add_drawing (builder, builder->last, T (builder, "绿地系统规划总图", "Green-space plan"), number++, 0.89, 0);
  gln_report_doc_break (builder->doc);
  add_drawing (builder, builder->last, T (builder, "绿地分类规划图", "Green space by class"), number++, 0.89,
               GLN_KIND_BIT (GLN_LAYER_LAND_USE) | GLN_KIND_BIT (GLN_LAYER_LINE));
}
