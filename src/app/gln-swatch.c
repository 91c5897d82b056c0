/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-swatch.h"

#include "draw/gln-render.h"

#define SIDE_PX 15

struct _GlnSwatch
{
  GtkWidget parent_instance;

  GlnStyleSheet *sheet;
  const GlnStyle *style;
};

G_DEFINE_FINAL_TYPE (GlnSwatch, gln_swatch, GTK_TYPE_WIDGET)

static void
gln_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SIDE_PX;
}

static void
gln_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlnSwatch *self = GLN_SWATCH (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect shape;
  cairo_t *cr;

  if (!self->style)
    return;
  gsk_rounded_rect_init_from_rect (&shape, &rect, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  cr = gtk_snapshot_append_cairo (snapshot, &rect);
  gln_render_swatch (cr, self->style, 0, 0, width, height, 1.0);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
gln_swatch_finalize (GObject *object)
{
  g_clear_pointer (&GLN_SWATCH (object)->sheet, gln_style_sheet_unref);
  G_OBJECT_CLASS (gln_swatch_parent_class)->finalize (object);
}

static void
gln_swatch_class_init (GlnSwatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gln_swatch_finalize;
  GTK_WIDGET_CLASS (klass)->measure = gln_swatch_measure;
  GTK_WIDGET_CLASS (klass)->snapshot = gln_swatch_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gln_swatch_init (GlnSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
gln_swatch_new (void)
{
  return g_object_new (GLN_TYPE_SWATCH, NULL);
}

void
gln_swatch_set_style (GlnSwatch *self, GlnStyleSheet *sheet, const GlnStyle *style)
{
  g_return_if_fail (GLN_IS_SWATCH (self));

  if (self->style == style)
    return;
  if (sheet)
    gln_style_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, gln_style_sheet_unref);
  self->sheet = sheet;
  self->style = style;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
