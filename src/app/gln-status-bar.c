/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-status-bar.h"

#include "app/gln-names.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"
#include "draw/gln-furniture.h"

#include <math.h>

struct _GlnStatusBar
{
  GtkWidget parent_instance;

  GtkLabel *place_label, *scale_label, *offline_label, *city_label;
  GtkWidget *snap_button;

  GlnSession *session;
  GlnDocument *document;
};

G_DEFINE_FINAL_TYPE (GlnStatusBar, gln_status_bar, GTK_TYPE_WIDGET)

void
gln_status_bar_set_place (GlnStatusBar *self, gboolean inside, double east_m, double north_m)
{
  g_autofree char *east = NULL, *north = NULL, *text = NULL;

  g_return_if_fail (GLN_IS_STATUS_BAR (self));
  if (inside)
    {
      east = gln_format_number (east_m, 3);
      north = gln_format_number (north_m, 3);
      text = g_strdup_printf (_("E %s  N %s"), east, north);
    }
  gtk_label_set_label (self->place_label, text ? text : "");
}

/* Two significant digits: the rest is noise of the wheel. */
static double
round_scale (double number)
{
  double power = pow (10, floor (log10 (number)) - 1);

  return round (number / power) * power;
}

void
gln_status_bar_set_scale (GlnStatusBar *self, double scale_number)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GLN_IS_STATUS_BAR (self));
  if (isfinite (scale_number) && scale_number > 0)
    text = gln_format_scale (round_scale (scale_number));
  if (g_strcmp0 (gtk_label_get_label (self->scale_label), text ? text : "") != 0)
    gtk_label_set_label (self->scale_label, text ? text : "");
}

void
gln_status_bar_set_narrow (GlnStatusBar *self, gboolean narrow)
{
  g_return_if_fail (GLN_IS_STATUS_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->city_label), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->offline_label), !narrow);
}

static char *
population_of (const GlnPhase *phase)
{
  g_autofree char *number = NULL;

  if (isnan (phase->population))
    return g_strdup (_("population not given"));
  number = gln_format_population (phase->population, gln_lang_current ());
  return g_strdup_printf ("%s%s%s", gln_population_kind_name (phase->population_kind),
                          phase->population_kind[0] ? " " : "", number);
}

static void
update (GlnStatusBar *self)
{
  guint phase = gln_session_get_phase (self->session);
  GlnAreas *areas = gln_document_get_areas (self->document);
  GlnFrame *frame = gln_document_get_plan (self->document)->frame;
  GlnZoneQuery zone = { .phase = phase, .scope = GLN_SCOPE_BUILT_UP };
  g_autofree char *population = population_of (frame->phases[phase]);
  g_autofree char *area = NULL, *text = NULL;

  if (gln_areas_has_scope (areas, phase, GLN_SCOPE_BUILT_UP))
    {
      area = gln_format_km2 (gln_area_to_m2 (gln_areas_zone (areas, &zone)));
      text = g_strdup_printf (_("Built-up area %s km² · %s"), area, population);
    }
  else
    text = g_strdup_printf (_("No built-up area boundary · %s"), population);
  if (g_strcmp0 (gtk_label_get_label (self->city_label), text) != 0)
    gtk_label_set_label (self->city_label, text);
}

static void
document_changed (GlnStatusBar *self, GlnDelta *delta, GlnChangeKind kind)
{
  if (kind != GLN_CHANGE_PREVIEW)
    update (self);
}

void
gln_status_bar_set_session (GlnStatusBar *self, GlnSession *session)
{
  g_return_if_fail (GLN_IS_STATUS_BAR (self));

  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (self->document, self);
    }
  g_set_object (&self->session, session);
  self->document = session ? gln_session_get_document (session) : NULL;
  if (!session)
    return;
  g_signal_connect_swapped (session, "notify::phase", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (document_changed), self);
  update (self);
}

static void
gln_status_bar_dispose (GObject *object)
{
  gln_status_bar_set_session (GLN_STATUS_BAR (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GLN_TYPE_STATUS_BAR);
  G_OBJECT_CLASS (gln_status_bar_parent_class)->dispose (object);
}

static void
gln_status_bar_class_init (GlnStatusBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_status_bar_dispose;
  gtk_widget_class_set_css_name (widget_class, "planstatus");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/greenline_planner/Greenline/ui/gln-status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlnStatusBar, place_label);
  gtk_widget_class_bind_template_child (widget_class, GlnStatusBar, scale_label);
  gtk_widget_class_bind_template_child (widget_class, GlnStatusBar, snap_button);
  gtk_widget_class_bind_template_child (widget_class, GlnStatusBar, offline_label);
  gtk_widget_class_bind_template_child (widget_class, GlnStatusBar, city_label);
}

static void
gln_status_bar_init (GlnStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
