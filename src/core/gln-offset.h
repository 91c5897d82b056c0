/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

G_BEGIN_DECLS

GlnShape *gln_offset_belt (const GlnPoint *axis, guint n_points, double left_m, double right_m);

G_END_DECLS
