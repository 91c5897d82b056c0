/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-style.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlnClassPicker: a popover with the classes of a code system, to be searched
 * by code or name. Signal "picked" (const char *code).
 */
#define GLN_TYPE_CLASS_PICKER (gln_class_picker_get_type ())
G_DECLARE_FINAL_TYPE (GlnClassPicker, gln_class_picker, GLN, CLASS_PICKER, GtkPopover)

/* @greens_only: leave out classes that are no green land. @current: marked; may be "". */
GtkWidget *gln_class_picker_new (const GlnCodeSystem *system, GlnStyleSheet *sheet, const GlnLayer *layer,
                                 gboolean greens_only, const char *current);

G_END_DECLS
