/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/gln-style.h"

/* The fixed styles, by layer kind and role; private to gln-style.c. */

/* Fill of a land kind and of a use group on the working map (palette TERRITORIAL). */
extern const guint32 gln_style_kind_rgb[GLN_N_LAND_KINDS];
extern const guint32 gln_style_group_rgb[GLN_N_GROUPS];

/* Names of land kinds and use groups, as legends and tables say them. */
extern const char *const gln_style_kind_names[GLN_N_LAND_KINDS][2]; /* Chinese, English */
extern const char *const gln_style_group_names[GLN_N_GROUPS][2];

/* The style for @word (cover type, road class), else for @role, else of the kind; never NULL. */
const GlnStyle *gln_style_table_find (GlnLayerKind kind, const char *word, const char *role);

/* Place of a fixed style in the table; after the last for the unknown one. */
guint gln_style_table_order (const GlnStyle *style);

/* For a code that its system does not have. */
const GlnStyle *gln_style_table_unknown (void);
