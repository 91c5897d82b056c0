/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-format.h"
#include "core/gln-indicators.h"

G_BEGIN_DECLS

/**
 * gln_verdict_main_check: the check that stands for an indicator where there
 * is room for one: the phase's own target, else the hardest requirement of the
 * standards that is not met, else the first that decides.
 *
 * Returns: (transfer none) (nullable): NULL when nothing is asked of it
 */
const GlnCheck *gln_verdict_main_check (const GlnIndicatorValue *value);

/* The worst status of the checks of a kind; FALSE when there is none. */
gboolean gln_verdict_status (const GlnIndicatorValue *value, GlnVerdictKind kind, GlnStatus *status);

/* CSS class of a status: "met", "unmet", "unknown". */
const char *gln_verdict_css (GlnStatus status);

/* All checks of a value, one a line, for a tooltip. (transfer full) (nullable) */
char *gln_verdict_describe (const GlnIndicatorValue *value, GlnLang lang);

G_END_DECLS
