/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-trend-chart.h"

#include "core/gln-format.h"
#include "core/gln-i18n.h"

#include <math.h>

#define HEIGHT_PX 132
#define MARGIN_PX 14
#define MAX_POINTS 16

struct _GlnTrendChart
{
  GtkWidget parent_instance;

  const GlnIndicatorInfo *info;
  guint n_points;
  guint active;
  char *labels[MAX_POINTS];
  double values[MAX_POINTS];
  double targets[MAX_POINTS];
};

G_DEFINE_FINAL_TYPE (GlnTrendChart, gln_trend_chart, GTK_TYPE_WIDGET)

typedef struct
{
  double x0, x1, y0, y1; /* of the lines, in pixels */
  double low, high;      /* values at y1 and y0 */
  GdkRGBA line, target, text;
} Plot;

static void
gln_trend_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : 120;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : 240;
}

static void
add_to_range (Plot *plot, double value)
{
  if (!isfinite (value))
    return;
  plot->low = MIN (plot->low, value);
  plot->high = MAX (plot->high, value);
}

static gboolean
plot_init (Plot *plot, GlnTrendChart *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  double room;

  plot->low = G_MAXDOUBLE;
  plot->high = -G_MAXDOUBLE;
  for (guint i = 0; i < self->n_points; i++)
    {
      add_to_range (plot, self->values[i]);
      add_to_range (plot, self->targets[i]);
    }
  if (plot->low > plot->high)
    return FALSE;
  room = MAX ((plot->high - plot->low) * 0.12, fabs (plot->high) * 0.01);
  plot->low -= room;
  plot->high += room > 0 ? room : 1;
  plot->x0 = MARGIN_PX + 22;
  plot->x1 = gtk_widget_get_width (GTK_WIDGET (self)) - MARGIN_PX - 22;
  plot->y0 = 36;
  plot->y1 = gtk_widget_get_height (GTK_WIDGET (self)) - 30;
  gtk_style_context_get_color (style, &plot->text);
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &plot->line))
    plot->line = plot->text;
  plot->target = plot->text;
  plot->target.alpha *= 0.55f;
  return TRUE;
}

static GlnPoint
place (const Plot *plot, const GlnTrendChart *self, guint i, double value)
{
  double t = self->n_points > 1 ? (double) i / (self->n_points - 1) : 0.5;

  return (GlnPoint){ plot->x0 + t * (plot->x1 - plot->x0),
                     plot->y1 - (value - plot->low) / (plot->high - plot->low) * (plot->y1 - plot->y0) };
}

static void
draw_line (const GlnTrendChart *self, const Plot *plot, const double *values, cairo_t *cr)
{
  gboolean open = FALSE;

  for (guint i = 0; i < self->n_points; i++)
    {
      GlnPoint p;

      if (!isfinite (values[i]))
        {
          open = FALSE;
          continue;
        }
      p = place (plot, self, i, values[i]);
      if (open)
        cairo_line_to (cr, p.x, p.y);
      else
        cairo_move_to (cr, p.x, p.y);
      open = TRUE;
    }
  cairo_stroke (cr);
}

static void
draw_dots (const GlnTrendChart *self, const Plot *plot, cairo_t *cr)
{
  for (guint i = 0; i < self->n_points; i++)
    {
      GlnPoint p;

      if (!isfinite (self->values[i]))
        continue;
      p = place (plot, self, i, self->values[i]);
      cairo_arc (cr, p.x, p.y, i == self->active ? 5 : 3.5, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

/* Text centred at @x, kept inside the widget. */
static void
draw_text (GlnTrendChart *self, cairo_t *cr, const char *text, double x, double y, gboolean strong)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height, room = gtk_widget_get_width (GTK_WIDGET (self));

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  if (strong)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, CLAMP (x - width / 2.0, 2, MAX (2, room - width - 2)), y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_labels (GlnTrendChart *self, const Plot *plot, cairo_t *cr)
{
  for (guint i = 0; i < self->n_points; i++)
    {
      GlnPoint p = place (plot, self, i, isfinite (self->values[i]) ? self->values[i] : plot->low);
      g_autofree char *number = NULL;

      gdk_cairo_set_source_rgba (cr, &plot->text);
      draw_text (self, cr, self->labels[i], p.x, plot->y1 + 6, i == self->active);
      if (!isfinite (self->values[i]))
        continue;
      number = gln_format_quantity (self->values[i], self->info->unit);
      draw_text (self, cr, number, p.x, p.y - 19, i == self->active);
    }
}

static void
draw_title (GlnTrendChart *self, cairo_t *cr)
{
  GlnLang lang = gln_lang_current ();
  g_autofree char *title = NULL;

  title = g_strdup_printf (_("%s (%s): — plan ┄ target"),
                           gln_lang_pick (lang, self->info->name_zh, self->info->name_en),
                           gln_format_unit (self->info->unit, lang));
  draw_text (self, cr, title, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, 6, FALSE);
}

static void
gln_trend_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlnTrendChart *self = GLN_TREND_CHART (widget);
  static const double dashes[] = { 5, 4 };
  Plot plot;
  cairo_t *cr;

  if (!self->info || !plot_init (&plot, self))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                                 gtk_widget_get_height (widget)));
  cairo_set_line_width (cr, 1.5);
  gdk_cairo_set_source_rgba (cr, &plot.target);
  draw_title (self, cr);
  cairo_set_dash (cr, dashes, 2, 0);
  draw_line (self, &plot, self->targets, cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 2.5);
  gdk_cairo_set_source_rgba (cr, &plot.line);
  draw_line (self, &plot, self->values, cr);
  draw_dots (self, &plot, cr);
  draw_labels (self, &plot, cr);
  cairo_destroy (cr);
}

static void
clear_labels (GlnTrendChart *self)
{
  for (guint i = 0; i < self->n_points; i++)
    g_clear_pointer (&self->labels[i], g_free);
  self->n_points = 0;
}

static void
update_accessible (GlnTrendChart *self)
{
  GlnLang lang = gln_lang_current ();
  g_autoptr (GString) text = g_string_new (gln_lang_pick (lang, self->info->name_zh, self->info->name_en));

  for (guint i = 0; i < self->n_points; i++)
    {
      g_autofree char *number = gln_format_value (self->values[i], self->info->unit, lang);

      g_string_append_printf (text, "; %s: %s", self->labels[i], number);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
}

void
gln_trend_chart_set (GlnTrendChart *self, const GlnIndicatorInfo *info, const GlnTrendPoint *points,
                     guint n_points, guint active)
{
  g_return_if_fail (GLN_IS_TREND_CHART (self));

  clear_labels (self);
  self->info = info;
  self->n_points = MIN (n_points, MAX_POINTS);
  self->active = active;
  for (guint i = 0; i < self->n_points; i++)
    {
      self->labels[i] = g_strdup (points[i].label);
      self->values[i] = points[i].value;
      self->targets[i] = points[i].target;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), info != NULL && n_points > 1);
  if (info)
    update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gln_trend_chart_finalize (GObject *object)
{
  clear_labels (GLN_TREND_CHART (object));
  G_OBJECT_CLASS (gln_trend_chart_parent_class)->finalize (object);
}

static void
gln_trend_chart_class_init (GlnTrendChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gln_trend_chart_finalize;
  widget_class->measure = gln_trend_chart_measure;
  widget_class->snapshot = gln_trend_chart_snapshot;
  gtk_widget_class_set_css_name (widget_class, "trendchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gln_trend_chart_init (GlnTrendChart *self)
{
}
