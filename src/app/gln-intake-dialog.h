/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gln-intake.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlnIntakeDialog: for every layer of the chosen files: what was found, what it
 * becomes, in which phase, encoding, coordinate and code system. "Import" can
 * be pressed only when nothing is left open.
 *
 * Signal "accepted" (): the items hold the answers.
 */
#define GLN_TYPE_INTAKE_DIALOG (gln_intake_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GlnIntakeDialog, gln_intake_dialog, GLN, INTAKE_DIALOG, AdwWindow)

/**
 * gln_intake_dialog_new:
 * @items: (element-type GlnIntakeItem): changed by the dialog; referenced
 * @new_plan: whether a plan is made for them: then the dialog asks for its name and coordinate system
 */
GlnIntakeDialog *gln_intake_dialog_new (GtkWindow *parent, GPtrArray *items, const GlnFrame *frame,
                                        GlnStandards *standards, gboolean new_plan);

const char *gln_intake_dialog_get_plan_name (GlnIntakeDialog *dialog);
const char *gln_intake_dialog_get_plan_crs  (GlnIntakeDialog *dialog);

G_END_DECLS
