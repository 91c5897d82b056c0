/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-mosaic.h"

G_BEGIN_DECLS

/* What of the standards' data the cells of a mosaic depend on. */

gboolean gln_mosaic_rules_from_standard (GlnMosaicRules *rules, const GlnStandards *standards,
                                         const GlnStandard *standard);
void     gln_mosaic_rules_for_plan      (GlnMosaicRules *rules, const GlnStandards *standards,
                                         const GlnFrame *frame);
gboolean gln_mosaic_rules_serve_within  (const GlnMosaicRules *a, const GlnMosaicRules *b);
gboolean gln_mosaic_rules_unsure        (const GlnStandards *standards, const GlnStandard *standard);

gboolean gln_mosaic_rules_are_of        (const GlnMosaicRules *rules, const GlnStandards *standards,
                                         const char *standard_id);

G_END_DECLS
