/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-plan-painter.h"

#include "map/gln-world.h"

#include <math.h>

/* Line widths and symbols reach into the tile from features beside it. */
#define MARGIN_PX 24.0

struct _GlnPlanPainter
{
  GObject parent_instance;

  GlnPlan *plan;
  GlnIndex *index;
  GlnStyleSheet *sheet;
  GlnProjector *projector;
  guint phase;
  GlnUuid *excluded;
  guint n_excluded;
};

static void painter_iface_init (GlnTilePainterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GlnPlanPainter, gln_plan_painter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GLN_TYPE_TILE_PAINTER, painter_iface_init))

static gboolean
view_for_tile (GlnPlanPainter *self, const GlnTileSpec *spec, GlnView *view)
{
  double margin = (spec->world.x1 - spec->world.x0) * MARGIN_PX * spec->scale / spec->size_px;
  GlnBox seen = { spec->world.x0 - margin, spec->world.y0 - margin, spec->world.x1 + margin,
                  spec->world.y1 + margin };

  *view = (GlnView){ .width_px = spec->size_px, .height_px = spec->size_px, .scale = spec->scale };
  if (!gln_world_affine (self->projector, &spec->world, spec->size_px, spec->size_px, &view->matrix))
    return FALSE;
  view->px_per_m = sqrt (fabs (view->matrix.xx * view->matrix.yy - view->matrix.xy * view->matrix.yx));
  view->box = gln_world_box_to_plan (self->projector, &seen);
  return isfinite (view->px_per_m) && view->px_per_m > 0 && !gln_box_is_empty (&view->box);
}

static gboolean
gln_plan_painter_paint (GlnTilePainter *painter, const GlnTileSpec *spec, cairo_t *cr)
{
  GlnPlanPainter *self = GLN_PLAN_PAINTER (painter);
  GlnRenderJob job;
  GlnView view;

  if (!view_for_tile (self, spec, &view))
    return FALSE;
  gln_render_job_init (&job, self->plan, self->index, self->sheet, self->phase);
  job.excluded = self->excluded;
  job.n_excluded = self->n_excluded;
  gln_render_plan (cr, &job, &view, NULL);
  return TRUE;
}

static void
gln_plan_painter_finalize (GObject *object)
{
  GlnPlanPainter *self = GLN_PLAN_PAINTER (object);

  gln_plan_unref (self->plan);
  gln_index_unref (self->index);
  gln_style_sheet_unref (self->sheet);
  g_object_unref (self->projector);
  g_free (self->excluded);
  G_OBJECT_CLASS (gln_plan_painter_parent_class)->finalize (object);
}

static void
painter_iface_init (GlnTilePainterInterface *iface)
{
  iface->paint = gln_plan_painter_paint;
}

static void
gln_plan_painter_class_init (GlnPlanPainterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gln_plan_painter_finalize;
}

static void
gln_plan_painter_init (GlnPlanPainter *self)
{
}

GlnTilePainter *
gln_plan_painter_new (GlnPlan *plan, GlnIndex *index, GlnStyleSheet *sheet, GlnProjector *projector,
                      guint phase, const GlnUuid *excluded, guint n_excluded)
{
  GlnPlanPainter *self = g_object_new (GLN_TYPE_PLAN_PAINTER, NULL);

  self->plan = gln_plan_ref (plan);
  self->index = gln_index_ref (index);
  self->sheet = gln_style_sheet_ref (sheet);
  self->projector = g_object_ref (projector);
  self->phase = phase;
  self->excluded = g_memdup2 (excluded, n_excluded * sizeof *excluded);
  self->n_excluded = n_excluded;
  return GLN_TILE_PAINTER (self);
}
