/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

G_BEGIN_DECLS

/**
 * The line engine: lengths along lines, found without sampling. A line is cut
 * where it meets the edges of a polygon; between two cuts it is wholly inside
 * or wholly outside by the structure rule, and one point decides. A stretch
 * that runs along an edge of the polygon counts as inside.
 */

/**
 * GlnClipArea: a polygon made ready for many questions: its edges in
 * horizontal bands. Immutable after gln_clip_area_new(); any thread may ask.
 */
typedef struct _GlnClipArea GlnClipArea;

GlnClipArea *gln_clip_area_new      (const GlnShape *shape);
void         gln_clip_area_free     (GlnClipArea *area);
const GlnBox *gln_clip_area_box     (const GlnClipArea *area);
gboolean     gln_clip_area_contains (const GlnClipArea *area, double x, double y);

/** GlnEdgeFunc: called for each edge of an area that may touch a box. */
typedef void (*GlnEdgeFunc) (const GlnPoint *a, const GlnPoint *b, gpointer data);
void         gln_clip_area_edges    (const GlnClipArea *area, const GlnBox *box, GlnEdgeFunc func,
                                     gpointer data);

/** GlnStretch: part of a line, in metres from its start (里程). The lines of a shape are counted through. */
typedef struct
{
  double from_m;
  double to_m;
} GlnStretch;

GArray *gln_line_inside         (const GlnShape *line, const GlnClipArea *area);
double  gln_line_length_in_m    (const GlnShape *line, const GlnClipArea *area);
gboolean gln_line_point_at      (const GlnShape *line, double at_m, GlnPoint *point);

/* Sets of stretches: sorted, apart from each other. */
GArray *gln_stretches_new       (void);
GArray *gln_stretches_whole     (const GlnShape *line);
void    gln_stretches_add       (GArray *set, double from_m, double to_m);
GArray *gln_stretches_intersect (const GArray *a, const GArray *b);
GArray *gln_stretches_subtract  (const GArray *a, const GArray *b);
double  gln_stretches_length_m  (const GArray *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnClipArea, gln_clip_area_free)

G_END_DECLS
