/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/gln-document.h"

G_BEGIN_DECLS

/*
 * Edits that tools, window and command line share. Each is one transaction
 * with a translated label and does nothing while another transaction is open.
 * Features of locked layers are left alone; functions over features return how
 * many they changed (0: no undo step), so that a caller can tell the user when
 * that is fewer than was asked for.
 */

/* Greens. */

GlnLayer   *gln_edits_default_green_layer (const GlnFrame *frame, const GlnUuid *wanted, GlnFrame **with);
GlnFeature *gln_edits_new_green        (const GlnFrame *frame, const GlnLayer *layer, const char *class_code,
                                        GlnShape *shape, guint phase);
gboolean    gln_edits_create_green     (GlnDocument *document, const GlnUuid *layer, const char *class_code,
                                        GlnShape *shape, guint phase, GlnUuid *uuid);

/* Features. */

guint       gln_edits_delete           (GlnDocument *document, const GlnUuid *uuids, guint n);
guint       gln_edits_set_class        (GlnDocument *document, const GlnUuid *uuids, guint n,
                                        const char *class_code);
guint       gln_edits_set_number       (GlnDocument *document, const GlnUuid *uuids, guint n,
                                        const char *key, double number);
guint       gln_edits_set_text         (GlnDocument *document, const GlnUuid *uuids, guint n,
                                        const char *key, const char *text);
guint       gln_edits_unset            (GlnDocument *document, const GlnUuid *uuids, guint n,
                                        const char *key);
guint       gln_edits_set_phases       (GlnDocument *document, const GlnUuid *uuids, guint n,
                                        const char *from, const char *until);
guint       gln_edits_set_layer        (GlnDocument *document, const GlnUuid *uuids, guint n,
                                        const GlnUuid *layer);
gboolean    gln_edits_set_shape        (GlnDocument *document, const GlnUuid *uuid, GlnShape *shape);

/* Layers. */

gboolean    gln_edits_add_layer        (GlnDocument *document, GlnLayer *layer, GlnFeature *const *features,
                                        guint n);
gboolean    gln_edits_put_layer        (GlnDocument *document, GlnLayer *layer);
gboolean    gln_edits_rename_layer     (GlnDocument *document, const GlnUuid *layer, const char *name);
gboolean    gln_edits_set_layer_flags  (GlnDocument *document, const GlnUuid *layer, GlnLayerFlags flags,
                                        gboolean on);
gboolean    gln_edits_move_layer       (GlnDocument *document, const GlnUuid *layer, guint position);
gboolean    gln_edits_remove_layer     (GlnDocument *document, const GlnUuid *layer);

/* Phases, name and settings of the plan. */

gboolean    gln_edits_add_phase        (GlnDocument *document, GlnPhase *phase, guint position);
gboolean    gln_edits_put_phase        (GlnDocument *document, GlnPhase *phase);
gboolean    gln_edits_remove_phase     (GlnDocument *document, const char *id);
gboolean    gln_edits_rename_plan      (GlnDocument *document, const char *name);
gboolean    gln_edits_put_settings     (GlnDocument *document, GlnValues *settings);

G_END_DECLS
