/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-label.h"

#include "draw/gln-mark.h"

#include <math.h>
#include <stdlib.h>

/* Free space around each label, logical pixels. */
#define GAP_PX 3.0
/* Features smaller than this have no label. */
#define CODE_PX_PER_M 0.25 /* about 1 : 15 000 on a screen */
#define MIN_SIZE_PX 14.0
/* Lines are looked at for a place in this many rows. */
#define N_ROWS 7u
/* Candidates that are measured, by importance. */
#define MAX_CANDIDATES 1500u
#define DEFAULT_LABELS 300u
#define DEFAULT_SIZE_PX 12.0

typedef struct
{
  const GlnFeature *feature;
  const GlnLayer *layer;
  const GlnStyle *style;
  double weight; /* importance: what is placed first */
  GlnBox px;     /* seen part of its box */
} Candidate;

/* A place inside a feature: the middle of the widest seen span of some row. */
typedef struct
{
  double x, y;
  double room_x; /* length of the span */
  double room_y; /* height of the seen box */
  double angle;
} Place;

typedef struct
{
  const GlnRenderJob *job;
  const GlnView *view;
  const GlnLabelOptions *options;
  cairo_t *cr; /* for measuring */
  GPtrArray *labels;
  GArray *points;    /* GlnPoint scratch */
  GArray *crossings; /* double scratch */
} Placer;

static void
label_free (gpointer data)
{
  GlnLabel *label = data;

  g_free (label->text);
  g_free (label);
}

/* Candidates ---------------------------------------------------------------------------------- */

/* What a layer's names weigh against those of others; 0: no names. */
static double
layer_weight (const GlnLayer *layer)
{
  switch (layer->kind)
    {
    case GLN_LAYER_DISTRICT:
      return g_str_equal (layer->role, "community") ? 3 : 1e4;
    case GLN_LAYER_WATER:
      return 60;
    case GLN_LAYER_GREEN:
      return 100;
    case GLN_LAYER_LINE:
      return g_str_equal (layer->role, "road") || g_str_equal (layer->role, "river") ? 8 : 0;
    case GLN_LAYER_LAND_USE:
    case GLN_LAYER_ZONE:
    case GLN_LAYER_PROJECT:
      return 1;
    case GLN_LAYER_COVER:
    case GLN_LAYER_BOUNDARY:
    case GLN_LAYER_POINT:
    case GLN_LAYER_BUILDING:
    case GLN_LAYER_GREEN_LINE:
    case GLN_N_LAYER_KINDS:
    default:
      return 0;
    }
}

/* Codes are read parcel by parcel; on the map of a whole city they are noise. */
static gboolean
shows_code (const Placer *placer, const GlnFeature *feature, const GlnBox *px)
{
  double side_m = MAX (feature->shape->box.x1 - feature->shape->box.x0,
                       feature->shape->box.y1 - feature->shape->box.y0);
  double side_px = MAX (px->x1 - px->x0, px->y1 - px->y0);

  return placer->options->codes && *feature->class_code
         && side_px >= side_m * CODE_PX_PER_M * placer->view->scale;
}

static gboolean
candidate_of (const Placer *placer, const GlnFeature *feature, Candidate *candidate)
{
  const GlnFrame *frame = placer->job->plan->frame;
  const GlnLayer *layer = gln_frame_layer (frame, &feature->layer);
  const char *name = gln_feature_name (feature);
  GlnBox px;
  double w, h;

  if (layer_weight (layer) <= 0)
    return FALSE;
  px = gln_view_project_box (placer->view, &feature->shape->box);
  if (!(name && *name) && !shows_code (placer, feature, &px))
    return FALSE;
  px = (GlnBox){ MAX (px.x0, 0), MAX (px.y0, 0), MIN (px.x1, placer->view->width_px),
                 MIN (px.y1, placer->view->height_px) };
  w = px.x1 - px.x0;
  h = px.y1 - px.y0;
  if (w <= 0 || h <= 0 || MAX (w, h) < MIN_SIZE_PX * placer->view->scale)
    return FALSE;
  *candidate = (Candidate){ feature, layer,
                            gln_style_sheet_feature (placer->job->sheet, frame, layer, feature),
                            layer_weight (layer) * (name && *name ? 1 : 0.05) * sqrt (w * h), px };
  return TRUE;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *p = a, *q = b;

  if (p->weight != q->weight)
    return p->weight > q->weight ? -1 : 1;
  return gln_uuid_compare (&p->feature->uuid, &q->feature->uuid);
}

/* Places -------------------------------------------------------------------------------------- */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;

  return (p > q) - (p < q);
}

static void
project_all (Placer *placer, const GlnShape *shape)
{
  g_array_set_size (placer->points, shape->n_points);
  gln_view_project (placer->view, shape->points, (GlnPoint *) (void *) placer->points->data,
                    shape->n_points);
}

/* Where row @y crosses the projected rings, sorted. */
static void
cross_row (Placer *placer, const GlnShape *shape, double y)
{
  const GlnPoint *px = (const GlnPoint *) (void *) placer->points->data;

  g_array_set_size (placer->crossings, 0);
  for (guint ring = 0; ring < shape->n_rings; ring++)
    {
      guint from = shape->ring_start[ring], n = shape->ring_start[ring + 1] - from;
      for (guint i = 0; i < n; i++)
        {
          GlnPoint a = px[from + i], b = px[from + (i + 1) % n];
          if ((a.y <= y) != (b.y <= y))
            {
              double x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
              g_array_append_val (placer->crossings, x);
            }
        }
    }
  qsort (placer->crossings->data, placer->crossings->len, sizeof (double), compare_doubles);
}

/* The best span among N_ROWS rows of the seen box; rows near the middle are preferred. */
static gboolean
place_in_area (Placer *placer, const Candidate *candidate, Place *place)
{
  const GlnBox *box = &candidate->px;
  double best = 0;

  project_all (placer, candidate->feature->shape);
  for (guint row = 0; row < N_ROWS; row++)
    {
      double share = (row + 0.5) / N_ROWS, y = box->y0 + (box->y1 - box->y0) * share;
      double favour = 1 - fabs (share - 0.5);

      cross_row (placer, candidate->feature->shape, y);
      for (guint i = 0; i + 1 < placer->crossings->len; i += 2)
        {
          double x0 = MAX (g_array_index (placer->crossings, double, i), box->x0);
          double x1 = MIN (g_array_index (placer->crossings, double, i + 1), box->x1);
          if ((x1 - x0) * favour > best)
            {
              best = (x1 - x0) * favour;
              *place = (Place){ (x0 + x1) / 2, y, x1 - x0, box->y1 - box->y0, 0 };
            }
        }
    }
  return best > 0;
}

/* The middle of the longest seen segment, turned so that it reads from the left. */
static gboolean
place_on_line (Placer *placer, const Candidate *candidate, Place *place)
{
  const GlnShape *shape = candidate->feature->shape;
  const GlnPoint *px;
  double best = 0;

  project_all (placer, shape);
  px = (const GlnPoint *) (void *) placer->points->data;
  for (guint ring = 0; ring < shape->n_rings; ring++)
    for (guint i = shape->ring_start[ring]; i + 1 < shape->ring_start[ring + 1]; i++)
      {
        GlnPoint a = px[i], b = px[i + 1];
        GlnPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
        double length = hypot (b.x - a.x, b.y - a.y), angle = atan2 (b.y - a.y, b.x - a.x);

        if (length <= best || middle.x < 0 || middle.y < 0 || middle.x > placer->view->width_px
            || middle.y > placer->view->height_px)
          continue;
        if (angle > G_PI / 2)
          angle -= G_PI;
        else if (angle <= -G_PI / 2)
          angle += G_PI;
        best = length;
        *place = (Place){ middle.x, middle.y, length, length, angle };
      }
  return best > 0;
}

/* Labels -------------------------------------------------------------------------------------- */

static double
label_size (const Placer *placer, const Candidate *candidate)
{
  double base = placer->options->size_px > 0 ? placer->options->size_px : DEFAULT_SIZE_PX;

  if (candidate->layer->kind == GLN_LAYER_DISTRICT && layer_weight (candidate->layer) > 100)
    base *= 1.35;
  else if (candidate->layer->kind == GLN_LAYER_LAND_USE || candidate->layer->kind == GLN_LAYER_LINE)
    base *= 0.85;
  return base * placer->view->scale;
}

static GlnColour
label_colour (const Candidate *candidate)
{
  switch (candidate->layer->kind)
    {
    case GLN_LAYER_WATER:
      return GLN_COLOUR (0x1c5f93, 1);
    case GLN_LAYER_DISTRICT:
      return GLN_COLOUR (0x4a3a6b, 1);
    case GLN_LAYER_GREEN:
      return GLN_COLOUR (0x0b4a16, 1);
    case GLN_LAYER_LINE:
      return GLN_COLOUR (0x6b5a3a, 1);
    case GLN_LAYER_LAND_USE:
    case GLN_LAYER_COVER:
    case GLN_LAYER_BOUNDARY:
    case GLN_LAYER_POINT:
    case GLN_LAYER_BUILDING:
    case GLN_LAYER_GREEN_LINE:
    case GLN_LAYER_ZONE:
    case GLN_LAYER_PROJECT:
    case GLN_N_LAYER_KINDS:
    default:
      return GLN_COLOUR (0x3a342a, 1);
    }
}

static GlnText
label_text (const GlnLabelOptions *options, double size, gboolean bold, GlnColour colour)
{
  return (GlnText){ .family = options->family, .size = size, .bold = bold, .lang = options->lang,
                    .align = PANGO_ALIGN_CENTER, .colour = colour };
}

/* Name, and the area below it where there is room for two lines. */
static GlnLabel *
label_new (const Placer *placer, const Candidate *candidate, const Place *place)
{
  const char *name = gln_feature_name (candidate->feature);
  gboolean named = name && *name;
  GlnLabel *label = g_new0 (GlnLabel, 1);
  GlnText text;

  label->size_px = label_size (placer, candidate);
  label->bold = candidate->layer->kind == GLN_LAYER_GREEN || candidate->layer->kind == GLN_LAYER_DISTRICT;
  label->colour = label_colour (candidate);
  label->feature = candidate->feature->uuid;
  label->x = place->x;
  label->y = place->y;
  label->angle = place->angle;
  if (named && placer->options->areas && candidate->layer->kind == GLN_LAYER_GREEN
      && place->room_y > label->size_px * 4)
    {
      g_autofree char *area
          = gln_format_area (candidate->feature->shape->ring_sum_m2, placer->options->lang);
      label->text = g_strconcat (name, "\n", area, NULL);
    }
  else
    label->text = g_strdup (named ? name : candidate->feature->class_code);
  text = label_text (placer->options, label->size_px, label->bold, label->colour);
  gln_text_measure (placer->cr, &text, label->text, &label->width, &label->height);
  return label;
}

/* The upright box around the turned label. */
static GlnBox
label_box (const GlnLabel *label, double gap)
{
  double c = fabs (cos (label->angle)), s = fabs (sin (label->angle));
  double w = (label->width * c + label->height * s) / 2 + gap;
  double h = (label->width * s + label->height * c) / 2 + gap;

  return (GlnBox){ label->x - w, label->y - h, label->x + w, label->y + h };
}

static gboolean
is_free (const Placer *placer, const GlnLabel *label)
{
  GlnBox box = label_box (label, GAP_PX * placer->view->scale);

  if (box.x0 < 0 || box.y0 < 0 || box.x1 > placer->view->width_px
      || box.y1 > placer->view->height_px)
    return FALSE;
  for (guint i = 0; i < placer->labels->len; i++)
    {
      GlnBox other = label_box (placer->labels->pdata[i], 0);
      if (gln_box_intersects (&box, &other))
        return FALSE;
    }
  return TRUE;
}

/* Whether the label may stand there: parcels and roads keep it inside, parks may be overrun a little. */
static gboolean
fits (const Candidate *candidate, const Place *place, const GlnLabel *label)
{
  double share = candidate->layer->kind == GLN_LAYER_GREEN || candidate->layer->kind == GLN_LAYER_DISTRICT
                     ? 0.45 : 0.95;

  return place->room_x >= label->width * share
         && (candidate->layer->kind == GLN_LAYER_LINE || place->room_y >= label->height * share);
}

/* Whether something drawn above hides the feature at the label: a park in a parcel. */
static gboolean
is_covered (const Placer *placer, const Candidate *candidate, const GlnLabel *label)
{
  g_autoptr (GPtrArray) there = NULL;
  cairo_matrix_t back = placer->view->matrix;
  GlnPoint p = { label->x, label->y };

  if (candidate->layer->kind != GLN_LAYER_LAND_USE || placer->view->project
      || cairo_matrix_invert (&back) != CAIRO_STATUS_SUCCESS)
    return FALSE;
  cairo_matrix_transform_point (&back, &p.x, &p.y);
  there = gln_render_features (placer->job, &(GlnBox){ p.x, p.y, p.x, p.y });
  for (guint i = there->len; i-- > 0;)
    {
      const GlnFeature *feature = there->pdata[i];
      const GlnLayer *layer = gln_plan_layer_of (placer->job->plan, feature);
      if (layer->kind != GLN_LAYER_GREEN && layer->kind != GLN_LAYER_WATER)
        continue;
      if (gln_shape_contains (feature->shape, p.x, p.y))
        return TRUE;
    }
  return FALSE;
}

/* A name that was placed for another piece of the same thing (a river in parts, a road in links). */
static gboolean
is_repeated (const Placer *placer, const GlnLabel *label)
{
  for (guint i = 0; i < placer->labels->len; i++)
    {
      const GlnLabel *other = placer->labels->pdata[i];
      if (g_str_equal (other->text, label->text)
          && hypot (other->x - label->x, other->y - label->y) < 400 * placer->view->scale)
        return TRUE;
    }
  return FALSE;
}

static void
try_candidate (Placer *placer, const Candidate *candidate)
{
  gboolean line = candidate->feature->shape->kind == GLN_SHAPE_LINES;
  GlnLabel *label;
  Place place = { 0 };

  if (line ? !place_on_line (placer, candidate, &place) : !place_in_area (placer, candidate, &place))
    return;
  label = label_new (placer, candidate, &place);
  if (fits (candidate, &place, label) && is_free (placer, label)
      && !is_covered (placer, candidate, label)
      && (*label->text == '\0' || candidate->layer->kind == GLN_LAYER_LAND_USE
          || !is_repeated (placer, label)))
    g_ptr_array_add (placer->labels, label);
  else
    label_free (label);
}

static GArray *
list_candidates (const Placer *placer)
{
  g_autoptr (GPtrArray) features = gln_render_features (placer->job, &placer->view->box);
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Candidate candidate;

  for (guint i = 0; i < features->len; i++)
    if (candidate_of (placer, features->pdata[i], &candidate))
      g_array_append_val (candidates, candidate);
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

/**
 * gln_labels_place:
 * @view: the whole viewport, not a tile: labels are placed once for all of it
 *
 * Places names so that none overlaps another or the edge, the important ones
 * first; the same input gives the same labels. Any thread.
 *
 * Returns: (transfer full) (element-type GlnLabel): frees its elements
 */
GPtrArray *
gln_labels_place (const GlnRenderJob *job, const GlnView *view, const GlnLabelOptions *options)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  guint max = options->max_labels ? options->max_labels : DEFAULT_LABELS;
  Placer placer = { job, view, options, cairo_create (surface),
                    g_ptr_array_new_with_free_func (label_free),
                    g_array_new (FALSE, FALSE, sizeof (GlnPoint)),
                    g_array_new (FALSE, FALSE, sizeof (double)) };
  g_autoptr (GArray) candidates = list_candidates (&placer);

  for (guint i = 0; i < MIN (candidates->len, MAX_CANDIDATES) && placer.labels->len < max; i++)
    try_candidate (&placer, &g_array_index (candidates, Candidate, i));
  g_array_unref (placer.points);
  g_array_unref (placer.crossings);
  cairo_destroy (placer.cr);
  cairo_surface_destroy (surface);
  return placer.labels;
}

/** gln_labels_draw: draws what gln_labels_place() placed, with the same options; @scale as in its view. */
void
gln_labels_draw (cairo_t *cr, const GPtrArray *labels, const GlnLabelOptions *options, double scale)
{
  GlnColour halo = gln_chrome (FALSE)->halo;

  for (guint i = 0; i < labels->len; i++)
    {
      const GlnLabel *label = labels->pdata[i];
      GlnText text = label_text (options, label->size_px, label->bold, label->colour);

      cairo_save (cr);
      cairo_translate (cr, label->x, label->y);
      cairo_rotate (cr, label->angle);
      gln_text_draw_halo (cr, &text, label->text, 0, 0, GLN_ANCHOR_MIDDLE, halo, 1.6 * scale);
      cairo_restore (cr);
    }
}
