/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"
#include "tools/gln-overlay.h"

G_BEGIN_DECLS

/**
 * gln_readout_markup:
 * @current: (nullable): indicators of the shown phase with what is in hand
 * @baseline: (nullable): the same without it
 *
 * Returns: (transfer full) (nullable): Pango markup for the label at the
 *   pointer: area, edge, what it does to the headline indicators, what is
 *   still missing
 */
char *gln_readout_markup (const GlnReadout *readout, GlnIndicatorSet *current, GlnIndicatorSet *baseline);

G_END_DECLS
