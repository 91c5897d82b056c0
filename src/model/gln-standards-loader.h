/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-attributes.h"
#include "core/gln-standards.h"

G_BEGIN_DECLS

#define GLN_STANDARDS_RESOURCE_PATH "/io/github/greenline_planner/Greenline/standards"
#define GLN_ATTRIBUTES_RESOURCE_PATH "/io/github/greenline_planner/Greenline/attributes"

/**
 * gln_standards_load:
 * @user_dir: (nullable): folder whose *.standard files override shipped ones; NULL means
 *   $XDG_DATA_HOME/greenline/standards
 * @faults: (out) (optional) (transfer full): GPtrArray of GlnDataFault; also files that could not be opened
 *
 * Shipped files first, then the user's, each set in the order of names.
 *
 * Returns: (transfer full): never NULL
 */
GlnStandards *gln_standards_load (const char *user_dir, GPtrArray **faults);

/* The library with the user's files, loaded once and kept. Faults go to g_message(). (transfer none) */
GlnStandards *gln_standards_get_default (void);

/* The shipped attribute registry, loaded once and kept. (transfer none) */
GlnAttributes *gln_attributes_get_default (void);

G_END_DECLS
