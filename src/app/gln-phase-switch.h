/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/gln-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnPhaseSwitch: linked buttons, one a phase of the plan; the pressed one is the session's phase. */
#define GLN_TYPE_PHASE_SWITCH (gln_phase_switch_get_type ())
G_DECLARE_FINAL_TYPE (GlnPhaseSwitch, gln_phase_switch, GLN, PHASE_SWITCH, GtkWidget)

void gln_phase_switch_set_session (GlnPhaseSwitch *self, GlnSession *session); /* nullable */

/* Makes the buttons anew when the phases of the plan are others. */
void gln_phase_switch_update (GlnPhaseSwitch *self);

G_END_DECLS
