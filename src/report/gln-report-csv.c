/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-indicators.h"
#include "report/gln-report-write.h"

#include <math.h>
#include <string.h>

/* Spreadsheets in Chinese take a file without this for GBK. */
#define BYTE_ORDER_MARK "\357\273\277"
#define EOL "\r\n" /* RFC 4180 */

static void
add_text (GString *out, const char *text)
{
  if (!strpbrk (text, ",\"\r\n"))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
add_cell (GString *out, const char *text)
{
  g_string_append_c (out, ',');
  add_text (out, text);
}

/* All digits, so that the file can be computed with; empty when there is no value. */
static void
add_number (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (out, ',');
  if (isfinite (number))
    g_string_append (out, g_ascii_dtostr (text, sizeof text, number));
}

static void
add_value (GString *out, const GlnPhase *phase, const char *district, const GlnIndicatorValue *value,
           GlnLang lang)
{
  add_text (out, phase->id);
  add_cell (out, district);
  add_cell (out, value->info->id);
  add_cell (out, gln_lang_pick (lang, value->info->name_zh, value->info->name_en));
  add_number (out, value->value);
  add_cell (out, gln_unit_id (value->info->unit));
  add_number (out, value->numerator);
  add_number (out, value->denominator);
  add_cell (out, value->provisional ? "provisional" : value->estimate ? "estimate" : value->entered ? "entered" : "");
}

/* One line for each requirement, or one without. */
static void
add_lines (GString *out, const GlnPhase *phase, const char *district, const GlnIndicatorSet *set,
           GlnLang lang)
{
  for (guint i = 0; i < set->n_values; i++)
    {
      const GlnIndicatorValue *value = &set->values[i];
      for (guint j = 0; j < MAX (1, value->n_checks); j++)
        {
          const GlnCheck *check = value->n_checks ? &value->checks[j] : NULL;
          add_value (out, phase, district, value, lang);
          add_cell (out, check ? check->rule : "");
          add_cell (out, check ? check->op : "");
          add_number (out, check ? check->value : NAN);
          add_cell (out, check ? gln_status_to_string (check->status) : "");
          add_number (out, check ? check->gap : NAN);
          g_string_append (out, EOL);
        }
    }
}

static void
add_districts (GString *out, const GlnReportRequest *request, guint phase)
{
  GlnPlan *plan = gln_areas_plan (request->areas);
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      const GlnLayer *layer = gln_plan_layer_of (plan, feature);
      const char *name = gln_feature_name (feature);
      g_autoptr (GlnIndicatorSet) set = NULL;

      if (!layer || layer->kind != GLN_LAYER_DISTRICT
          || !(gln_frame_phase_mask (plan->frame, feature) & (1u << phase)))
        continue;
      set = gln_indicators_compute (request->areas, request->standards, phase, &feature->uuid, NULL);
      add_lines (out, plan->frame->phases[phase], name ? name : "", set, request->lang);
    }
}

/**
 * gln_report_csv:
 *
 * Every indicator of every phase, of the whole and of each district, one line
 * for each requirement; values as stored (ratios 0..1, m²) with all digits;
 * UTF-8 with byte order mark, RFC 4180.
 *
 * Returns: (transfer full): the content of the file
 */
GBytes *
gln_report_csv (const GlnReportRequest *request)
{
  GlnPlan *plan = gln_areas_plan (request->areas);
  GString *out = g_string_new (BYTE_ORDER_MARK);

  g_string_append (out, gln_lang_pick (request->lang,
                                       "期,分区,编号,指标,数值,单位,分子,分母,说明,要求,比较,要求值,判定,差距",
                                       "phase,district,id,indicator,value,unit,numerator,denominator,note,"
                                       "rule,op,bound,status,gap"));
  g_string_append (out, EOL);
  for (guint phase = 0; phase < plan->frame->n_phases; phase++)
    {
      g_autoptr (GlnIndicatorSet) set
          = gln_indicators_compute (request->areas, request->standards, phase, NULL, NULL);
      add_lines (out, plan->frame->phases[phase], "", set, request->lang);
      add_districts (out, request, phase);
    }
  return g_string_free_to_bytes (out);
}
