/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-piece.h"

G_BEGIN_DECLS

GlnForm *gln_form_new_buffer (GlnShape *shape, double radius_m, guint chords_per_quarter);
void     gln_form_free       (GlnForm *form);
gboolean gln_part_is_simple  (const GlnShape *shape, guint part);

G_END_DECLS
