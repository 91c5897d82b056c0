/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-indicators.h"

G_BEGIN_DECLS

/**
 * Numbers as people read them. Window, report and command line format through
 * these functions alone, so that a figure has the same digits everywhere.
 * All strings are UTF-8 and owned by the caller. Thousands are set apart by a
 * no-break space (GB/T 15835), a missing value is an em dash.
 */

/** GlnLang: language of a text; independent of the locale, as a report may be written in the other one. */
typedef enum
{
  GLN_LANG_EN,
  GLN_LANG_ZH,
} GlnLang;

GlnLang     gln_lang_current      (void);
gboolean    gln_lang_parse        (const char *text, GlnLang *lang);
const char *gln_lang_pick         (GlnLang lang, const char *zh, const char *en);

char       *gln_format_number     (double value, guint decimals);
char       *gln_format_signed     (double value, guint decimals);
char       *gln_format_hectares   (double area_m2);
char       *gln_format_km2        (double area_m2);
char       *gln_format_area       (double area_m2, GlnLang lang);
char       *gln_format_length     (double length_m, GlnLang lang);
char       *gln_format_crs        (const char *crs, GlnLang lang);
char       *gln_format_population (double persons, GlnLang lang);

const char *gln_unit_id           (GlnUnit unit);
const char *gln_format_unit       (GlnUnit unit, GlnLang lang);
char       *gln_format_quantity   (double value, GlnUnit unit);
char       *gln_format_value      (double value, GlnUnit unit, GlnLang lang);
char       *gln_format_change     (double before, double after, GlnUnit unit);
char       *gln_format_bound      (const char *op, double value, double value2, GlnUnit unit,
                                   gboolean with_unit, GlnLang lang);

const char *gln_format_phase      (const GlnPhase *phase, GlnLang lang);
char       *gln_format_indicator  (const GlnIndicatorValue *value);
const char *gln_format_status     (GlnStatus status, GlnLang lang);
char       *gln_format_gap        (const GlnIndicatorValue *value, const GlnCheck *check, GlnLang lang);
gboolean    gln_check_gap_is_area (const GlnIndicatorValue *value, const GlnCheck *check);

G_END_DECLS
