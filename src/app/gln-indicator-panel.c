/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-indicator-panel.h"

#include "app/gln-indicator-card.h"
#include "app/gln-indicator-row.h"
#include "app/gln-names.h"
#include "app/gln-phase-switch.h"
#include "app/gln-trend-chart.h"
#include "app/gln-verdict.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"

#include <math.h>

struct _GlnIndicatorPanel
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GlnPhaseSwitch *phases;
  GtkBox *cards;
  GtkLabel *gap_label;
  GtkListBox *others;          /* what something is asked of */
  GtkListBox *more;            /* the rest */
  GtkWidget *more_expander;
  GlnTrendChart *trend;

  GPtrArray *card_list; /* of GlnIndicatorCard */
  GPtrArray *row_list;  /* of GlnIndicatorRow, in others */
  GPtrArray *more_list; /* of GlnIndicatorRow, in more: one of the two is shown */
  const GlnIndicatorInfo *trend_of;

  GlnSession *session;
  GlnDocument *document;
  GlnIndicatorSet *current;  /* of the plan with what is in hand */
  GlnIndicatorSet *baseline; /* of the committed plan */
  GlnIndicatorSet *known;    /* nullable: where slow indicators are taken from until they are computed anew */
  gboolean working;          /* a worker computes them */
  double trend_values[GLN_MAX_PHASES]; /* of the phases that are not shown, from the last commit */
};

enum
{
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnIndicatorPanel, gln_indicator_panel, GTK_TYPE_WIDGET)

static GlnPhase *
shown_phase (GlnIndicatorPanel *self)
{
  GlnFrame *frame = gln_document_get_plan (self->document)->frame;

  return frame->phases[MIN (gln_session_get_phase (self->session), frame->n_phases - 1)];
}

/* Computing -------------------------------------------------------------------------------- */

/* Most indicators are sums that are there already; those that go through features one by one take too long
 * for a frame. In the frame they are taken over from an earlier set, marked stale; when the hand has let go
 * a worker computes them from the immutable areas. */

static GlnIndicatorSet *
refresh (GlnIndicatorPanel *self, GlnAreas *areas, guint phase)
{
  return gln_indicators_refresh (areas, gln_document_get_standards (self->document), phase, NULL, NULL,
                                 self->known);
}

typedef struct
{
  GlnAreas *areas;
  GlnStandards *standards;
  guint phase;
} Whole;

static void
whole_free (gpointer data)
{
  Whole *whole = data;

  gln_areas_unref (whole->areas);
  gln_standards_unref (whole->standards);
  g_free (whole);
}

static void
compute_whole (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Whole *whole = data;

  g_task_return_pointer (task, gln_indicators_compute (whole->areas, whole->standards, whole->phase, NULL, NULL),
                         (GDestroyNotify) gln_indicator_set_unref);
}

static void update (GlnIndicatorPanel *self);
static void start_whole (GlnIndicatorPanel *self);

static void
whole_computed (GObject *source, GAsyncResult *result, gpointer data)
{
  GlnIndicatorPanel *self = GLN_INDICATOR_PANEL (source);
  Whole *whole = g_task_get_task_data (G_TASK (result));
  g_autoptr (GlnIndicatorSet) set = g_task_propagate_pointer (G_TASK (result), NULL);

  self->working = FALSE;
  if (!self->document)
    return;
  if (whole->areas == gln_document_get_committed_areas (self->document)
      && whole->phase == gln_session_get_phase (self->session))
    {
      g_clear_pointer (&self->known, gln_indicator_set_unref);
      self->known = gln_indicator_set_ref (set);
      g_clear_pointer (&self->baseline, gln_indicator_set_unref);
      self->baseline = g_steal_pointer (&set);
      update (self);
    }
  else
    start_whole (self);
}

static void
start_whole (GlnIndicatorPanel *self)
{
  g_autoptr (GTask) task = NULL;
  Whole *whole;

  if (self->working)
    return;
  self->working = TRUE;
  whole = g_new0 (Whole, 1);
  whole->areas = gln_areas_ref (gln_document_get_committed_areas (self->document));
  whole->standards = gln_standards_ref (gln_document_get_standards (self->document));
  whole->phase = gln_session_get_phase (self->session);
  task = g_task_new (self, NULL, whole_computed, NULL);
  g_task_set_task_data (task, whole, whole_free);
  g_task_run_in_thread (task, compute_whole);
}

/* 31.2 万人 (常住 2030) */
static char *
population_text (const GlnPhase *phase)
{
  g_autofree char *number = NULL;
  g_autofree char *year = NULL;
  const char *gap;

  if (isnan (phase->population))
    return g_strdup (_("population not given"));
  number = gln_format_population (phase->population, gln_lang_current ());
  year = phase->population_year ? g_strdup_printf ("%d", phase->population_year) : g_strdup ("");
  gap = phase->population_kind[0] && year[0] ? " " : "";
  if (!phase->population_kind[0] && !year[0])
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s (%s%s%s)", number, gln_population_kind_name (phase->population_kind), gap, year);
}

/* The sentence that says how much is missing ------------------------------------------------ */

static gboolean
gap_m2 (GlnIndicatorSet *set, const char *id, double *gap)
{
  const GlnIndicatorValue *value = gln_indicator_set_find (set, id);
  const GlnCheck *check = value ? gln_verdict_main_check (value) : NULL;

  *gap = 0;
  if (!check || check->status == GLN_STATUS_UNKNOWN || !gln_check_gap_is_area (value, check))
    return FALSE;
  *gap = check->gap;
  return TRUE;
}

/* Rounded up to 0.1 ha: what is said must be enough. */
static char *
hectares_up (double area_m2)
{
  return gln_format_number (ceil (area_m2 / 1000.0 - 1e-6) / 10.0, 1);
}

static char *
gap_sentence (GlnIndicatorPanel *self, gboolean *met)
{
  const char *phase = gln_format_phase (shown_phase (self), gln_lang_current ());
  double green, park, cover;
  gboolean any = FALSE;
  g_autofree char *a = NULL, *b = NULL;

  any |= gap_m2 (self->current, "GLR", &green);
  any |= gap_m2 (self->current, "PGPC", &park);
  any |= gap_m2 (self->current, "GCR", &cover);
  *met = green <= 0 && park <= 0 && cover <= 0;
  if (!any)
    return NULL;
  if (*met)
    return g_strdup_printf (_("All headline targets of %s are met."), phase);
  if (green <= 0 && park <= 0)
    {
      a = hectares_up (cover);
      return g_strdup_printf (_("To the %s targets: <b>%s ha</b> more green cover."), phase, a);
    }
  a = hectares_up (MAX (green, park));
  b = hectares_up (park);
  if (green <= 0 || park >= green)
    return g_strdup_printf (_("To the %s targets: <b>%s ha</b> more parks."), phase, b);
  if (park <= 0)
    return g_strdup_printf (_("To the %s targets: <b>%s ha</b> more green land."), phase, a);
  return g_strdup_printf (_("To the %s targets: <b>%s ha</b> more green land, of it <b>%s ha</b> of parks."),
                          phase, a, b);
}

static void
show_gap (GlnIndicatorPanel *self)
{
  gboolean met;
  g_autofree char *text = gap_sentence (self, &met);

  gtk_widget_set_visible (GTK_WIDGET (self->gap_label), text != NULL);
  if (!text || g_strcmp0 (gtk_label_get_label (self->gap_label), text) == 0)
    return;
  gtk_label_set_markup (self->gap_label, text);
  if (met)
    gtk_widget_add_css_class (GTK_WIDGET (self->gap_label), "met");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->gap_label), "met");
}

/* Trend ------------------------------------------------------------------------------------ */

static double
value_of (GlnIndicatorSet *set, const GlnIndicatorInfo *info)
{
  const GlnIndicatorValue *value = gln_indicator_set_find (set, info->id);

  return value ? value->value : NAN;
}

static void
compute_trend (GlnIndicatorPanel *self)
{
  GlnAreas *areas = gln_document_get_areas (self->document);
  GlnFrame *frame = gln_document_get_plan (self->document)->frame;

  for (guint i = 0; i < frame->n_phases; i++)
    {
      g_autoptr (GlnIndicatorSet) set = refresh (self, areas, i);

      self->trend_values[i] = value_of (set, self->trend_of);
    }
}

static void
show_trend (GlnIndicatorPanel *self)
{
  GlnFrame *frame = gln_document_get_plan (self->document)->frame;
  guint active = gln_session_get_phase (self->session);
  GlnTrendPoint points[GLN_MAX_PHASES];

  if (!self->trend_of)
    return;
  self->trend_values[active] = value_of (self->current, self->trend_of);
  for (guint i = 0; i < frame->n_phases; i++)
    {
      const GlnTarget *target = gln_phase_target (frame->phases[i], self->trend_of->id);

      points[i].label = gln_format_phase (frame->phases[i], gln_lang_current ());
      points[i].value = self->trend_values[i];
      points[i].target = target ? target->value : NAN;
    }
  gln_trend_chart_set (self->trend, self->trend_of, points, frame->n_phases, active);
}

static void
card_clicked (GlnIndicatorPanel *self, GlnIndicatorCard *card)
{
  self->trend_of = gln_indicator_card_get_info (card);
  if (!self->document)
    return;
  compute_trend (self);
  show_trend (self);
}

/* Updating --------------------------------------------------------------------------------- */

/* Rows of @rows that @wants; whether there is any. */
static gboolean
show_rows (GlnIndicatorPanel *self, GPtrArray *rows, gboolean (*wants) (const GlnIndicatorValue *value))
{
  gboolean any = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      GlnIndicatorRow *row = rows->pdata[i];
      const GlnIndicatorValue *value
          = gln_indicator_set_find (self->current, gln_indicator_row_get_info (row)->id);
      gboolean visible = value && wants (value);

      gtk_widget_set_visible (GTK_WIDGET (row), visible);
      any |= visible;
      if (visible)
        gln_indicator_row_set (row, value);
    }
  return any;
}

static gboolean
is_required (const GlnIndicatorValue *value)
{
  return gln_verdict_main_check (value) != NULL;
}

/* An indicator that nothing is asked of and that has no value only takes room. */
static gboolean
is_free (const GlnIndicatorValue *value)
{
  return !is_required (value) && (!isnan (value->value) || value->stale);
}

static void
show_values (GlnIndicatorPanel *self)
{
  g_autofree char *population = population_text (shown_phase (self));

  for (guint i = 0; i < self->card_list->len; i++)
    {
      GlnIndicatorCard *card = self->card_list->pdata[i];
      const char *id = gln_indicator_card_get_info (card)->id;

      gln_indicator_card_set (card, gln_indicator_set_find (self->current, id),
                              gln_indicator_set_find (self->baseline, id), population);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), show_rows (self, self->row_list, is_required));
  gtk_widget_set_visible (self->more_expander, show_rows (self, self->more_list, is_free));
}

static void
update (GlnIndicatorPanel *self)
{
  guint phase = gln_session_get_phase (self->session);

  if (!self->baseline)
    self->baseline = refresh (self, gln_document_get_committed_areas (self->document), phase);
  g_clear_pointer (&self->current, gln_indicator_set_unref);
  if (gln_document_is_open (self->document))
    self->current = refresh (self, gln_document_get_areas (self->document), phase);
  else
    self->current = gln_indicator_set_ref (self->baseline);
  show_values (self);
  show_gap (self);
  show_trend (self);
  g_signal_emit (self, signals[UPDATED], 0);
}

static void
committed_changed (GlnIndicatorPanel *self)
{
  g_clear_pointer (&self->baseline, gln_indicator_set_unref);
  update (self);
  start_whole (self);
}

/* Slow values of another phase say nothing about this one. */
static void
phase_changed (GlnIndicatorPanel *self)
{
  g_clear_pointer (&self->known, gln_indicator_set_unref);
  committed_changed (self);
}

static void
document_changed (GlnIndicatorPanel *self, GlnDelta *delta, GlnChangeKind kind)
{
  switch (kind)
    {
    case GLN_CHANGE_PREVIEW:
    case GLN_CHANGE_CANCEL:
      update (self);
      break;
    case GLN_CHANGE_LOAD:
    case GLN_CHANGE_COMMIT:
    case GLN_CHANGE_UNDO:
    case GLN_CHANGE_REDO:
    default:
      gln_phase_switch_update (self->phases);
      compute_trend (self);
      committed_changed (self);
    }
}

/* Object ----------------------------------------------------------------------------------- */

static void
add_row (GtkListBox *list, GPtrArray *rows, const GlnIndicatorInfo *info)
{
  GtkWidget *row = gln_indicator_row_new (info);

  g_ptr_array_add (rows, row);
  gtk_list_box_append (list, row);
}

static void
make_children (GlnIndicatorPanel *self)
{
  for (guint i = 0; i < gln_indicator_count (); i++)
    {
      const GlnIndicatorInfo *info = gln_indicator_info (i);

      if (info->headline)
        {
          GtkWidget *card = gln_indicator_card_new (info);

          g_ptr_array_add (self->card_list, card);
          gtk_box_append (self->cards, card);
          g_signal_connect_swapped (card, "clicked", G_CALLBACK (card_clicked), self);
          if (!self->trend_of)
            self->trend_of = info;
        }
      else
        {
          add_row (self->others, self->row_list, info);
          add_row (self->more, self->more_list, info);
        }
    }
}

void
gln_indicator_panel_set_session (GlnIndicatorPanel *self, GlnSession *session)
{
  g_return_if_fail (GLN_IS_INDICATOR_PANEL (self));

  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (self->document, self);
    }
  g_clear_pointer (&self->current, gln_indicator_set_unref);
  g_clear_pointer (&self->baseline, gln_indicator_set_unref);
  g_clear_pointer (&self->known, gln_indicator_set_unref);
  g_set_object (&self->session, session);
  self->document = session ? gln_session_get_document (session) : NULL;
  if (self->phases)
    gln_phase_switch_set_session (self->phases, session);
  if (!session)
    return;
  g_signal_connect_swapped (session, "notify::phase", G_CALLBACK (phase_changed), self);
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (document_changed), self);
  compute_trend (self);
  committed_changed (self);
}

GlnIndicatorSet *
gln_indicator_panel_get_current (GlnIndicatorPanel *self)
{
  g_return_val_if_fail (GLN_IS_INDICATOR_PANEL (self), NULL);

  return self->current;
}

GlnIndicatorSet *
gln_indicator_panel_get_baseline (GlnIndicatorPanel *self)
{
  g_return_val_if_fail (GLN_IS_INDICATOR_PANEL (self), NULL);

  return self->baseline;
}

static void
gln_indicator_panel_dispose (GObject *object)
{
  GlnIndicatorPanel *self = GLN_INDICATOR_PANEL (object);

  gln_indicator_panel_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLN_TYPE_INDICATOR_PANEL);
  G_OBJECT_CLASS (gln_indicator_panel_parent_class)->dispose (object);
}

static void
gln_indicator_panel_finalize (GObject *object)
{
  GlnIndicatorPanel *self = GLN_INDICATOR_PANEL (object);

  g_ptr_array_unref (self->card_list);
  g_ptr_array_unref (self->row_list);
  g_ptr_array_unref (self->more_list);
  G_OBJECT_CLASS (gln_indicator_panel_parent_class)->finalize (object);
}

static void
gln_indicator_panel_class_init (GlnIndicatorPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gln_indicator_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = gln_indicator_panel_finalize;
  g_type_ensure (GLN_TYPE_PHASE_SWITCH);
  g_type_ensure (GLN_TYPE_TREND_CHART);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/greenline_planner/Greenline/ui/gln-indicator-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorPanel, phases);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorPanel, cards);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorPanel, gap_label);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorPanel, others);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorPanel, more);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorPanel, more_expander);
  gtk_widget_class_bind_template_child (widget_class, GlnIndicatorPanel, trend);
  signals[UPDATED] = g_signal_new ("updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
gln_indicator_panel_init (GlnIndicatorPanel *self)
{
  self->card_list = g_ptr_array_new ();
  self->row_list = g_ptr_array_new ();
  self->more_list = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  make_children (self);
}
