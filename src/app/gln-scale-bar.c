/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-scale-bar.h"

#include "core/gln-format.h"
#include "draw/gln-furniture.h"

#include <math.h>

#define LONGEST_PX 140.0
#define BAR_PX 6

struct _GlnScaleBar
{
  GtkWidget parent_instance;

  double metres_per_px;
  double length_m;
};

G_DEFINE_FINAL_TYPE (GlnScaleBar, gln_scale_bar, GTK_TYPE_WIDGET)

static char *
label_of (double length_m)
{
  g_autofree char *number = gln_format_number (length_m >= 1000 ? length_m / 1000 : length_m, length_m < 1 ? 2 : 0);

  return g_strdup_printf ("%s %s", number, length_m >= 1000 ? "km" : "m");
}

static void
gln_scale_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? (int) LONGEST_PX + 20 : 34;
}

static void
gln_scale_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA ink = { 0.13f, 0.13f, 0.16f, 1 }, halo = { 1, 1, 1, 0.85f };
  GlnScaleBar *self = GLN_SCALE_BAR (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), text_width;
  double length = self->length_m / self->metres_per_px, x = floor (width - length - 6), y = height - BAR_PX - 3;
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  if (!isfinite (length) || length <= 0)
    return;
  text = label_of (self->length_m);
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  gtk_snapshot_append_color (snapshot, &halo, &GRAPHENE_RECT_INIT (x - 3, 0, length + 6, height));
  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (x, y + BAR_PX - 2, length, 2));
  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (x, y, 2, BAR_PX));
  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (floor (x + length) - 2, y, 2, BAR_PX));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (floor (x + (length - text_width) / 2), 3));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
gln_scale_bar_class_init (GlnScaleBarClass *klass)
{
  GTK_WIDGET_CLASS (klass)->measure = gln_scale_bar_measure;
  GTK_WIDGET_CLASS (klass)->snapshot = gln_scale_bar_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "scalebar");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gln_scale_bar_init (GlnScaleBar *self)
{
  self->metres_per_px = NAN;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

void
gln_scale_bar_set_metres_per_px (GlnScaleBar *self, double metres)
{
  g_return_if_fail (GLN_IS_SCALE_BAR (self));

  if (metres == self->metres_per_px)
    return;
  self->metres_per_px = metres;
  self->length_m = isfinite (metres) && metres > 0 ? gln_scale_bar_length_m (1 / metres, LONGEST_PX) : NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
