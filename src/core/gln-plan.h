/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-feature-map.h"
#include "core/gln-layer.h"
#include "core/gln-phase.h"

G_BEGIN_DECLS

#define GLN_MAX_PHASES 16

/**
 * GlnFrame: everything of a plan but its features: identity, coordinate
 * system, layers, phases, settings. Immutable and reference-counted; small, so
 * an undo step keeps the frame before and after.
 */
typedef struct _GlnFrame GlnFrame;
struct _GlnFrame
{
  gatomicrefcount ref_count;
  GlnUuid uuid;        /* of the plan */
  char *name;
  char *crs;           /* "EPSG:4547", "local" or WKT; projected, metres */
  guint n_layers;
  GlnLayer **layers;   /* bottom to top, as drawn */
  guint n_phases;      /* 1 .. GLN_MAX_PHASES */
  GlnPhase **phases;   /* in time order */
  GlnValues *settings; /* programme, author, organisation, default standard ... */
};

GlnFrame *gln_frame_new            (const GlnUuid *uuid, const char *name, const char *crs,
                                    GlnLayer *const *layers, guint n_layers,
                                    GlnPhase *const *phases, guint n_phases, GlnValues *settings);
GlnFrame *gln_frame_ref            (GlnFrame *frame);
void      gln_frame_unref          (GlnFrame *frame);
gboolean  gln_frame_equal          (const GlnFrame *a, const GlnFrame *b);
GlnFrame *gln_frame_with_layer     (const GlnFrame *frame, GlnLayer *layer);
GlnFrame *gln_frame_with_layer_at  (const GlnFrame *frame, GlnLayer *layer, guint position);
GlnFrame *gln_frame_without_layer  (const GlnFrame *frame, const GlnUuid *uuid);
GlnFrame *gln_frame_with_phase     (const GlnFrame *frame, GlnPhase *phase);
GlnFrame *gln_frame_with_phase_at  (const GlnFrame *frame, GlnPhase *phase, guint position);
GlnFrame *gln_frame_without_phase  (const GlnFrame *frame, const char *id);
GlnFrame *gln_frame_with_settings  (const GlnFrame *frame, GlnValues *settings);
GlnFrame *gln_frame_with_name      (const GlnFrame *frame, const char *name);

GlnLayer *gln_frame_layer          (const GlnFrame *frame, const GlnUuid *uuid);
GlnLayer *gln_frame_layer_named    (const GlnFrame *frame, GlnLayerKind kind, const char *name);
int       gln_frame_phase_index    (const GlnFrame *frame, const char *id);
GlnPhase *gln_frame_phase          (const GlnFrame *frame, const char *id);
GlnLayer *gln_frame_land_use       (const GlnFrame *frame, guint phase);
GlnLayer *gln_frame_boundary       (const GlnFrame *frame, guint phase, GlnScope scope);
guint     gln_frame_phase_mask     (const GlnFrame *frame, const GlnFeature *feature);
gboolean  gln_frame_layer_in_phase (const GlnFrame *frame, const GlnLayer *layer, guint phase);

/** GlnPlan: a frame and its features; an immutable, reference-counted value. */
typedef struct _GlnPlan GlnPlan;
struct _GlnPlan
{
  gatomicrefcount ref_count;
  GlnFrame *frame;
  GlnFeatureMap *features;
};

GlnPlan    *gln_plan_new      (GlnFrame *frame, GlnFeatureMap *features);
GlnPlan    *gln_plan_new_empty (const char *name, const char *crs);
GlnPlan    *gln_plan_ref      (GlnPlan *plan);
void        gln_plan_unref    (GlnPlan *plan);
GlnFeature *gln_plan_feature  (const GlnPlan *plan, const GlnUuid *uuid);
GlnLayer   *gln_plan_layer_of (const GlnPlan *plan, const GlnFeature *feature);
GlnBox      gln_plan_box      (const GlnPlan *plan);
gboolean    gln_plan_equal    (const GlnPlan *a, const GlnPlan *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnFrame, gln_frame_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnPlan, gln_plan_unref)

G_END_DECLS
