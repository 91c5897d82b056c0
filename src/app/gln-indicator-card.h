/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlnIndicatorCard: one headline indicator: value, verdict, change against the
 * last committed state, bar with the target, numerator and denominator.
 * A button: pressing it asks for the indicator's trend.
 */
#define GLN_TYPE_INDICATOR_CARD (gln_indicator_card_get_type ())
G_DECLARE_FINAL_TYPE (GlnIndicatorCard, gln_indicator_card, GLN, INDICATOR_CARD, GtkButton)

GtkWidget *gln_indicator_card_new (const GlnIndicatorInfo *info);
const GlnIndicatorInfo *gln_indicator_card_get_info (GlnIndicatorCard *card);

/* @before: the same indicator in the committed state; population text such as "31.2 万人 (常住 2030)"
 * replaces the denominator where it counts persons. */
void gln_indicator_card_set (GlnIndicatorCard *card, const GlnIndicatorValue *value,
                             const GlnIndicatorValue *before, const char *population);

G_END_DECLS
