/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/gln-document.h"

G_BEGIN_DECLS

/**
 * GlnSession: what the views share and the plan does not hold: shown phase,
 * selection, hovered feature, class to draw with, language of names.
 * Main thread only. Properties notify: "phase", "draw-class", "draw-layer", "hovered";
 * signal "selection-changed" ().
 */
#define GLN_TYPE_SESSION (gln_session_get_type ())
G_DECLARE_FINAL_TYPE (GlnSession, gln_session, GLN, SESSION, GObject)

GlnSession  *gln_session_new           (GlnDocument *document);
GlnDocument *gln_session_get_document  (GlnSession *session);
guint        gln_session_get_phase     (GlnSession *session); /* index, always valid for the plan */
void         gln_session_set_phase     (GlnSession *session, guint phase);
const char  *gln_session_get_draw_class (GlnSession *session); /* canonical, default "G1" */
void         gln_session_set_draw_class (GlnSession *session, const char *class_code);
GlnLayer    *gln_session_get_draw_layer (GlnSession *session); /* transfer none, nullable: green layer that new greens go to */
void         gln_session_set_draw_layer (GlnSession *session, const GlnUuid *layer);

gboolean     gln_session_is_selected   (GlnSession *session, const GlnUuid *uuid);
void         gln_session_select        (GlnSession *session, const GlnUuid *uuids, guint n); /* replaces */
void         gln_session_select_add    (GlnSession *session, const GlnUuid *uuid, gboolean selected);
GArray      *gln_session_get_selection (GlnSession *session); /* transfer none: GlnUuid, sorted */
GlnFeature  *gln_session_get_single    (GlnSession *session); /* transfer none, nullable: the only selected feature */
void         gln_session_set_hovered   (GlnSession *session, const GlnUuid *uuid); /* nullable */
const GlnUuid *gln_session_get_hovered (GlnSession *session); /* nullable */

G_END_DECLS
