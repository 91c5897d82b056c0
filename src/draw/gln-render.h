/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-index.h"
#include "core/gln-progress.h"
#include "draw/gln-style.h"
#include "draw/gln-view.h"

G_BEGIN_DECLS

#define GLN_KIND_BIT(kind) (1u << (kind))
#define GLN_ALL_KINDS ((1u << GLN_N_LAYER_KINDS) - 1)

/**
 * GlnRenderJob: what to draw of a plan. Everything in it is immutable while
 * the job runs, so several threads may draw tiles of one job at once.
 */
typedef struct
{
  GlnPlan *plan;
  const GlnIndex *index;      /* nullable: of @plan; without it every feature is looked at */
  const GlnStyleSheet *sheet;
  guint phase;
  guint kinds;                /* GLN_KIND_BIT()s of the layer kinds to draw; GLN_ALL_KINDS */
  guint faded;                /* kinds drawn pale, as a background */
  gboolean greens_only;       /* of land use only green classes */
  gboolean hidden_too;        /* draw layers that are switched off */
  const GlnUuid *excluded;    /* features left out, such as the one in hand */
  guint n_excluded;
} GlnRenderJob;

void       gln_render_job_init (GlnRenderJob *job, GlnPlan *plan, const GlnIndex *index,
                                const GlnStyleSheet *sheet, guint phase);
gboolean   gln_render_plan     (cairo_t *cr, const GlnRenderJob *job, const GlnView *view,
                                GlnProgress *progress);
GPtrArray *gln_render_features (const GlnRenderJob *job, const GlnBox *box);
GPtrArray *gln_render_styles   (const GlnRenderJob *job, const GlnView *view);

void       gln_render_shape    (cairo_t *cr, const GlnView *view, const GlnShape *shape,
                                const GlnStyle *style);
void       gln_render_path     (cairo_t *cr, const GlnView *view, const GlnShape *shape);
void       gln_render_outline  (cairo_t *cr, const GlnView *view, const GlnShape *shape,
                                GlnColour colour, double width_px);
void       gln_render_swatch   (cairo_t *cr, const GlnStyle *style, double x, double y, double width,
                                double height, double scale);

G_END_DECLS
