/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnIndicatorRow: one of the further indicators: mark of the verdict, name, value against the bound. */
#define GLN_TYPE_INDICATOR_ROW (gln_indicator_row_get_type ())
G_DECLARE_FINAL_TYPE (GlnIndicatorRow, gln_indicator_row, GLN, INDICATOR_ROW, GtkListBoxRow)

GtkWidget *gln_indicator_row_new (const GlnIndicatorInfo *info);
const GlnIndicatorInfo *gln_indicator_row_get_info (GlnIndicatorRow *row);
void gln_indicator_row_set (GlnIndicatorRow *row, const GlnIndicatorValue *value);

G_END_DECLS
