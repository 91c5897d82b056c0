/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a kind of population is called in the language of the program; own words stay as they are. */
const char *gln_population_kind_name (const char *kind);

G_END_DECLS
