/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-readout.h"

#include "app/gln-verdict.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"

#include <math.h>

#define UP_COLOUR "#8ff0a4"
#define DOWN_COLOUR "#ffbe6f"

static void
add_line (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_line (GString *text, const char *format, ...)
{
  va_list args;
  g_autofree char *line = NULL, *escaped = NULL;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  escaped = g_markup_escape_text (line, -1);
  g_string_append_printf (text, "%s%s", text->len ? "\n" : "", escaped);
}

static void
add_measures (GString *text, const GlnReadout *readout, GlnLang lang)
{
  g_autofree char *area = NULL, *length = NULL, *segment = NULL;

  if (!isnan (readout->area_m2))
    {
      area = gln_format_area (readout->area_m2, lang);
      add_line (text, _("Area %s"), area);
    }
  else if (!isnan (readout->length_m) && readout->length_m > 0)
    {
      length = gln_format_length (readout->length_m, lang);
      add_line (text, _("Length %s"), length);
    }
  if (!isnan (readout->segment_m) && readout->segment_m > 0)
    {
      segment = gln_format_length (readout->segment_m, lang);
      add_line (text, _("Edge %s"), segment);
    }
}

/* 绿地率 35.11 → 35.20 %, 还差 6.5 公顷 */
static void
add_indicator (GString *text, const GlnIndicatorValue *now, const GlnIndicatorValue *before, GlnLang lang)
{
  const GlnCheck *check = gln_verdict_main_check (now);
  g_autofree char *from = NULL, *to = NULL, *gap = NULL, *line = NULL;

  if (isnan (now->value) || isnan (before->value) || now->value == before->value)
    return;
  from = gln_format_indicator (before);
  to = gln_format_indicator (now);
  if (check)
    gap = gln_format_gap (now, check, lang);
  line = g_markup_printf_escaped ("%s %s → <span color=\"%s\" weight=\"bold\">%s %s</span>%s%s",
                                  gln_lang_pick (lang, now->info->name_zh, now->info->name_en), from,
                                  now->value > before->value ? UP_COLOUR : DOWN_COLOUR, to,
                                  gln_format_unit (now->info->unit, lang), gap ? gln_lang_pick (lang, "，", ", ") : "",
                                  gap ? gap : "");
  g_string_append_printf (text, "%s%s", text->len ? "\n" : "", line);
}

char *
gln_readout_markup (const GlnReadout *readout, GlnIndicatorSet *current, GlnIndicatorSet *baseline)
{
  GString *text = g_string_new (NULL);
  GlnLang lang = gln_lang_current ();

  add_measures (text, readout, lang);
  for (guint i = 0; current && baseline && i < current->n_values; i++)
    {
      const GlnIndicatorValue *now = &current->values[i];
      const GlnIndicatorValue *before = gln_indicator_set_find (baseline, now->info->id);

      if (now->info->headline && before && g_strcmp0 (now->info->id, "GCR") != 0)
        add_indicator (text, now, before, lang);
    }
  return g_string_free (text, text->len == 0);
}
