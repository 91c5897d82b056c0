/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-render.h"

#include "draw/gln-mark.h"
#include "draw/gln-path.h"

#include <math.h>
#include <stdlib.h>

/* Below this size no outline is drawn. */
#define OUTLINE_PX 7.0
/* Below this scale (logical pixels a metre; zoom 14 on a web map) details have no outline. */
#define DETAIL_PX_PER_M 0.12
/* Features between two looks at whether the caller has given up. */
#define CANCEL_EVERY 512u

/* One feature to draw, and what puts it in order. */
typedef struct
{
  guint64 key; /* layer, rank, legend order, planned: from bottom to top */
  const GlnStyle *style;
  GlnFeature *feature;
} Item;

typedef struct
{
  const GlnLayer *layer;
  guint position;
} LayerSlot;

typedef struct
{
  const GlnRenderJob *job;
  GArray *slots; /* of LayerSlot: layers to draw, sorted by uuid */
  GArray *items; /* of Item */
} Collector;

typedef struct
{
  GlnPath path;
  const GlnRenderJob *job;
  const GlnView *view;
  GlnProgress *progress;
} Painter;

/** gln_render_job_init: everything visible of @plan in phase @phase. */
void
gln_render_job_init (GlnRenderJob *job, GlnPlan *plan, const GlnIndex *index,
                     const GlnStyleSheet *sheet, guint phase)
{
  *job = (GlnRenderJob){ .plan = plan, .index = index, .sheet = sheet, .phase = phase,
                         .kinds = GLN_ALL_KINDS };
}

/* Collecting ---------------------------------------------------------------------------------- */

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  return gln_uuid_compare (&((const LayerSlot *) a)->layer->uuid,
                           &((const LayerSlot *) b)->layer->uuid);
}

static GArray *
layer_slots (const GlnRenderJob *job)
{
  const GlnFrame *frame = job->plan->frame;
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (LayerSlot));

  for (guint i = 0; i < frame->n_layers; i++)
    {
      LayerSlot slot = { frame->layers[i], i };
      gboolean shown = job->hidden_too || !(slot.layer->flags & GLN_LAYER_HIDDEN);
      if (shown && (job->kinds & GLN_KIND_BIT (slot.layer->kind)) && slot.layer->opacity > 0
          && gln_frame_layer_in_phase (frame, slot.layer, job->phase))
        g_array_append_val (slots, slot);
    }
  g_array_sort (slots, compare_slots);
  return slots;
}

static const LayerSlot *
find_slot (const GArray *slots, const GlnUuid *layer)
{
  guint low = 0, high = slots->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const LayerSlot *slot = &g_array_index (slots, LayerSlot, middle);
      int order = gln_uuid_compare (&slot->layer->uuid, layer);
      if (order == 0)
        return slot;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static gboolean
is_left_out (const GlnRenderJob *job, const GlnFeature *feature)
{
  for (guint i = 0; i < job->n_excluded; i++)
    if (gln_uuid_equal (&job->excluded[i], &feature->uuid))
      return TRUE;
  return (feature->from || feature->until)
         && !(gln_frame_phase_mask (job->plan->frame, feature) & (1u << job->phase));
}

static gboolean
collect (GlnFeature *feature, gpointer data)
{
  Collector *collector = data;
  const GlnRenderJob *job = collector->job;
  const LayerSlot *slot = find_slot (collector->slots, &feature->layer);
  Item item;

  if (!slot || is_left_out (job, feature))
    return TRUE;
  item.feature = feature;
  item.style = gln_style_sheet_feature (job->sheet, job->plan->frame, slot->layer, feature);
  if (job->greens_only && slot->layer->kind == GLN_LAYER_LAND_USE
      && item.style->kind == GLN_LAND_NONE)
    return TRUE;
  item.key = (guint64) slot->position << 44 | (guint64) (item.style->rank + 16) << 36
             | (guint64) gln_style_legend_order (item.style) << 1 | (item.style->planned ? 1 : 0);
  g_array_append_val (collector->items, item);
  return TRUE;
}

/* From bottom to top; of equal rank the lower id, which has the cell, is on top. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *p = a, *q = b;

  if (p->key != q->key)
    return p->key < q->key ? -1 : 1;
  return gln_uuid_compare (&q->feature->uuid, &p->feature->uuid);
}

/* The items of @job whose boxes touch @box, in drawing order. */
static GArray *
collect_items (const GlnRenderJob *job, const GlnBox *box)
{
  g_autoptr (GArray) slots = layer_slots (job);
  Collector collector = { job, slots, g_array_new (FALSE, FALSE, sizeof (Item)) };

  if (job->index)
    gln_index_foreach (job->index, box, collect, &collector);
  else
    {
      GlnFeatureIter iter;
      GlnFeature *feature;

      gln_feature_iter_init (&iter, job->plan->features);
      while ((feature = gln_feature_iter_next (&iter)))
        if (feature->shape && gln_box_intersects (&feature->shape->box, box))
          collect (feature, &collector);
    }
  /* Not g_array_sort(), which copies whole items about; ids make the order total. */
  qsort (collector.items->data, collector.items->len, sizeof (Item), compare_items);
  return collector.items;
}

/**
 * gln_render_features:
 *
 * Returns: (transfer container): the features that the job draws in @box, from
 *   bottom to top: what lies under the pointer is looked for from the end. They
 *   live as long as the plan of @job
 */
GPtrArray *
gln_render_features (const GlnRenderJob *job, const GlnBox *box)
{
  g_autoptr (GArray) items = collect_items (job, box);
  GPtrArray *features = g_ptr_array_sized_new (items->len);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (features, g_array_index (items, Item, i).feature);
  return features;
}

static int
compare_styles (gconstpointer a, gconstpointer b)
{
  const GlnStyle *p = *(const GlnStyle *const *) a, *q = *(const GlnStyle *const *) b;
  guint i = gln_style_legend_order (p), j = gln_style_legend_order (q);

  return i != j ? (i < j ? -1 : 1) : p->planned - q->planned;
}

/* Some symbols would only clutter a map of the whole city. */
static gboolean
is_too_small (const GlnStyle *style, const GlnView *view)
{
  return view->px_per_m / view->scale < style->min_px_per_m;
}

/**
 * gln_render_styles:
 *
 * Returns: (transfer container): the styles (const GlnStyle) of what the job
 *   shows in @view, exactly, in the order of a legend; they live as long as the sheet
 */
GPtrArray *
gln_render_styles (const GlnRenderJob *job, const GlnView *view)
{
  g_autoptr (GArray) items = collect_items (job, &view->box);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *styles = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      if (g_hash_table_contains (seen, item->style) || is_too_small (item->style, view)
          || !gln_path_touches (item->feature->shape, &view->box))
        continue;
      g_hash_table_add (seen, (gpointer) item->style);
      g_ptr_array_add (styles, (gpointer) item->style);
    }
  g_ptr_array_sort (styles, compare_styles);
  return styles;
}

/* Painting ------------------------------------------------------------------------------------ */

static GlnColour
toned (const Painter *painter, GlnLayerKind kind, GlnColour colour)
{
  GlnColour paper = gln_chrome (FALSE)->paper;

  if (!(painter->job->faded & GLN_KIND_BIT (kind)))
    return colour;
  paper.a = colour.a;
  return gln_colour_mix (colour, paper, 0.72);
}

static void
fill_run (Painter *painter, GlnLayerKind kind, const Item *items, guint n)
{
  if (items->style->fill.a <= 0 || items->style->symbol != GLN_SYMBOL_NONE)
    return;
  for (guint i = 0; i < n; i++)
    gln_path_area (&painter->path, items[i].feature->shape);
  gln_set_colour (painter->path.cr, toned (painter, kind, items->style->fill));
  cairo_fill (painter->path.cr);
}

static void
hatch_run (Painter *painter, GlnLayerKind kind, const Item *items, guint n)
{
  cairo_t *cr = painter->path.cr;
  GlnBox area = GLN_BOX_EMPTY;

  if (items->style->hatch == GLN_HATCH_NONE
      || painter->view->px_per_m / painter->view->scale < DETAIL_PX_PER_M / 4)
    return;
  cairo_save (cr);
  for (guint i = 0; i < n; i++)
    {
      const GlnShape *shape = items[i].feature->shape;
      GlnBox px = gln_view_project_box (painter->view, &shape->box);
      if (gln_path_size_px (&painter->path, shape) < OUTLINE_PX)
        continue;
      gln_path_area (&painter->path, shape);
      gln_box_add_box (&area, &px);
    }
  cairo_clip (cr);
  area = (GlnBox){ MAX (area.x0, painter->path.seen.x0), MAX (area.y0, painter->path.seen.y0),
                   MIN (area.x1, painter->path.seen.x1), MIN (area.y1, painter->path.seen.y1) };
  if (!gln_box_is_empty (&area))
    gln_mark_hatch (cr, items->style->hatch, toned (painter, kind, items->style->hatch_colour),
                    &area, painter->view->scale);
  cairo_restore (cr);
}

/* Width of a line in pixels: to scale where its width is known, thinner where the city is small. */
static double
line_width (const Painter *painter, const Item *item)
{
  double zoom = painter->view->px_per_m / painter->view->scale / DETAIL_PX_PER_M;
  double width = item->style->stroke_px * painter->view->scale, own_m;

  if (item->feature->shape->kind != GLN_SHAPE_LINES)
    return width;
  width *= CLAMP (sqrt (zoom), 0.4, 1.4);
  if (item->style->width_key
      && gln_values_number (item->feature->values, item->style->width_key, &own_m))
    width = MAX (width, MIN (own_m, 200) * painter->view->px_per_m);
  return width;
}

static gboolean
has_outline (const Painter *painter, const Item *item)
{
  if (item->style->stroke_px <= 0 || item->style->stroke.a <= 0)
    return FALSE;
  return !item->style->detail
         || (painter->view->px_per_m / painter->view->scale >= DETAIL_PX_PER_M
             && gln_path_size_px (&painter->path, item->feature->shape) >= OUTLINE_PX);
}

static void
stroke_run (Painter *painter, GlnLayerKind kind, const Item *items, guint n)
{
  const GlnStyle *style = items->style;
  double dash[G_N_ELEMENTS (style->dash)];

  for (guint i = 0; i < style->n_dash; i++)
    dash[i] = style->dash[i] * painter->view->scale;
  gln_set_colour (painter->path.cr, toned (painter, kind, style->stroke));
  for (guint i = 0; i < n; i++)
    if (has_outline (painter, &items[i]))
      gln_path_stroke (&painter->path, items[i].feature->shape, line_width (painter, &items[i]),
                       dash, style->n_dash);
}

/* The second, narrower stroke of roads and rails. */
static void
core_run (Painter *painter, GlnLayerKind kind, const Item *items, guint n)
{
  const GlnStyle *style = items->style;
  double dash[2] = { style->core_dash[0] * painter->view->scale,
                     style->core_dash[1] * painter->view->scale };

  if (style->core_share <= 0)
    return;
  gln_set_colour (painter->path.cr, toned (painter, kind, style->core));
  for (guint i = 0; i < n; i++)
    if (has_outline (painter, &items[i]))
      gln_path_stroke (&painter->path, items[i].feature->shape,
                       line_width (painter, &items[i]) * style->core_share, dash,
                       style->n_core_dash);
}

static void
symbol_run (Painter *painter, const Item *items, guint n)
{
  double zoom = painter->view->px_per_m / painter->view->scale / DETAIL_PX_PER_M;
  double scale = painter->view->scale * CLAMP (sqrt (zoom), 0.45, 1.2);

  if (items->style->symbol == GLN_SYMBOL_NONE || is_too_small (items->style, painter->view))
    return;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < items[i].feature->shape->n_points; k++)
      {
        GlnPoint p = items[i].feature->shape->points[k];
        gln_view_project (painter->view, &p, &p, 1);
        gln_mark_symbol (painter->path.cr, items->style, p.x, p.y, scale);
      }
}

static guint
run_length (const Item *items, guint n)
{
  guint i = 1;

  while (i < n && items[i].style == items->style && i < CANCEL_EVERY * 64)
    i++;
  return i;
}

static const GlnLayer *
layer_at (const Painter *painter, const Item *item)
{
  return painter->job->plan->frame->layers[item->key >> 44];
}

/* Draws the items of one layer; FALSE when cancelled. */
static gboolean
paint_layer (Painter *painter, const Item *items, guint n)
{
  const GlnLayer *layer = layer_at (painter, items);
  gboolean group = layer->opacity < 1;
  gboolean done = TRUE;

  if (group)
    cairo_push_group (painter->path.cr);
  for (guint i = 0, run; i < n && done; i += run)
    {
      run = run_length (items + i, n - i);
      fill_run (painter, layer->kind, items + i, run);
      hatch_run (painter, layer->kind, items + i, run);
      if (items[i].style->symbol == GLN_SYMBOL_NONE)
        stroke_run (painter, layer->kind, items + i, run);
      symbol_run (painter, items + i, run);
      done = !gln_progress_cancelled (painter->progress);
    }
  /* Cores come after all outlines, so that roads open into each other. */
  for (guint i = 0, run; i < n && done; i += run)
    {
      run = run_length (items + i, n - i);
      core_run (painter, layer->kind, items + i, run);
    }
  if (group)
    {
      cairo_pop_group_to_source (painter->path.cr);
      cairo_paint_with_alpha (painter->path.cr, layer->opacity);
    }
  return done;
}

/* What every drawing starts from. */
static void
prepare (cairo_t *cr)
{
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_new_path (cr);
}

/**
 * gln_render_plan:
 * @cr: whose pixel (0, 0) is that of @view; the caller clips it and paints the paper
 * @progress: (nullable): only looked at for cancelling
 *
 * Draws the layers from bottom to top. Any thread.
 *
 * Returns: FALSE when cancelled: the picture is not complete
 */
gboolean
gln_render_plan (cairo_t *cr, const GlnRenderJob *job, const GlnView *view, GlnProgress *progress)
{
  double margin_m = 24 * view->scale / view->px_per_m; /* wide strokes and symbols reach in */
  GlnBox box = { view->box.x0 - margin_m, view->box.y0 - margin_m, view->box.x1 + margin_m,
                 view->box.y1 + margin_m };
  g_autoptr (GArray) items = collect_items (job, &box);
  Painter painter = { .job = job, .view = view, .progress = progress };
  gboolean done = !gln_progress_cancelled (progress);

  cairo_save (cr);
  prepare (cr);
  gln_path_init (&painter.path, cr, view);
  for (guint i = 0, n; i < items->len && done; i += n)
    {
      const Item *first = &g_array_index (items, Item, i);
      for (n = 1; i + n < items->len && first[n].key >> 44 == first->key >> 44; n++)
        ;
      done = paint_layer (&painter, first, n);
    }
  gln_path_clear (&painter.path);
  cairo_restore (cr);
  return done;
}

/* Single shapes ------------------------------------------------------------------------------- */

/** gln_render_shape: one shape in one style, such as the feature in hand. */
void
gln_render_shape (cairo_t *cr, const GlnView *view, const GlnShape *shape, const GlnStyle *style)
{
  GlnRenderJob job = { .kinds = GLN_ALL_KINDS };
  Painter painter = { .job = &job, .view = view };
  GlnFeature feature = { .shape = (GlnShape *) shape };
  Item item = { 0, style, &feature };

  cairo_save (cr);
  prepare (cr);
  gln_path_init (&painter.path, cr, view);
  fill_run (&painter, GLN_LAYER_GREEN, &item, 1);
  hatch_run (&painter, GLN_LAYER_GREEN, &item, 1);
  if (style->symbol == GLN_SYMBOL_NONE)
    stroke_run (&painter, GLN_LAYER_GREEN, &item, 1);
  core_run (&painter, GLN_LAYER_GREEN, &item, 1);
  symbol_run (&painter, &item, 1);
  gln_path_clear (&painter.path);
  cairo_restore (cr);
}

/** gln_render_path: appends the area of @shape to the path of @cr, for the winding rule. */
void
gln_render_path (cairo_t *cr, const GlnView *view, const GlnShape *shape)
{
  GlnPath path;

  gln_path_init (&path, cr, view);
  gln_path_area (&path, shape);
  gln_path_clear (&path);
}

/** gln_render_outline: strokes lines or rings of @shape, @width_px logical pixels wide; for selection and hover. */
void
gln_render_outline (cairo_t *cr, const GlnView *view, const GlnShape *shape, GlnColour colour,
                    double width_px)
{
  GlnPath path;

  cairo_save (cr);
  prepare (cr);
  gln_set_colour (cr, colour);
  gln_path_init (&path, cr, view);
  gln_path_stroke (&path, shape, width_px * view->scale, NULL, 0);
  gln_path_clear (&path);
  cairo_restore (cr);
}

/**
 * gln_render_swatch:
 *
 * The style as a small picture for legends and lists: a filled box, a piece of
 * line or a symbol, within the given rectangle.
 */
void
gln_render_swatch (cairo_t *cr, const GlnStyle *style, double x, double y, double width,
                   double height, double scale)
{
  GlnPoint ends[2] = { { x, -(y + height / 2) }, { x + width, -(y + height / 2) } };
  g_autoptr (GlnShape) shape = NULL;
  GlnStyle plain = *style;
  GlnView view;

  /* One metre a pixel, so that a style can be drawn where the picture is. */
  gln_view_init_at (&view, 0, 0, 1, 2, 2, scale);
  cairo_matrix_init (&view.matrix, 1, 0, 0, -1, 0, 0);
  view.box = (GlnBox){ x - 1, -(y + height) - 1, x + width + 1, -y + 1 };
  view.width_px = x + width + 1;
  view.height_px = y + height + 1;
  view.px_per_m = 1;
  plain.width_key = NULL;
  if (style->core_share > 0)
    plain.stroke_px = MAX (style->stroke_px, height / scale * 0.42);
  if (style->symbol != GLN_SYMBOL_NONE)
    {
      gln_mark_symbol (cr, style, x + width / 2, y + height / 2, scale);
      return;
    }
  if (style->line)
    shape = gln_shape_new_line (ends, 2);
  else
    shape = gln_shape_new_rect (x + 0.5 * scale, -(y + height - 0.5 * scale),
                                x + width - 0.5 * scale, -(y + 0.5 * scale));
  gln_render_shape (cr, &view, shape, &plain);
}
