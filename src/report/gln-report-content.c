/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-content.h"

#include "gln-config.h"
#include "report/gln-report-private.h"

#include <math.h>
#include <string.h>

/* Requirements that decide first: the programme's own number, then what is missed, then the rest. */
static int
check_order (const GlnCheck *check)
{
  int order = 0;

  if (check->kind == GLN_VERDICT_TARGET)
    order -= 8;
  if (check->role == GLN_ROLE_RAISED || check->role == GLN_ROLE_GUIDE
      || check->kind == GLN_VERDICT_INFORMATION)
    order += 16;
  if (check->status == GLN_STATUS_UNMET)
    order -= 4;
  else if (check->status == GLN_STATUS_UNKNOWN)
    order += 2;
  return order;
}

/* The requirement that stands in the column of targets; NULL when there is none. */
const GlnCheck *
gln_report_main_check (const GlnIndicatorValue *value)
{
  const GlnCheck *best = NULL;

  for (guint i = 0; i < value->n_checks; i++)
    {
      const GlnCheck *check = &value->checks[i];
      int order = best ? check_order (check) - check_order (best) : -1;
      if (order < 0 || (order == 0 && check->gap > best->gap))
        best = check;
    }
  return best;
}

const char *
gln_report_indicator_name (const GlnReportBuilder *builder, const GlnIndicatorInfo *info)
{
  return T (builder, info->name_zh, info->name_en);
}

GlnTone
gln_report_tone (GlnStatus status)
{
  return status == GLN_STATUS_MET     ? GLN_TONE_MET
         : status == GLN_STATUS_UNMET ? GLN_TONE_UNMET
                                      : GLN_TONE_OPEN;
}

GlnNumberKind
gln_report_number_kind (GlnUnit unit)
{
  return unit == GLN_UNIT_RATIO   ? GLN_NUMBER_PERCENT
         : unit == GLN_UNIT_COUNT ? GLN_NUMBER_0
         : unit == GLN_UNIT_M     ? GLN_NUMBER_1
                                  : GLN_NUMBER_2;
}

/* The number that a spreadsheet holds for a value: areas are in hectares there, as printed. */
double
gln_report_stored (double value, GlnUnit unit)
{
  return unit == GLN_UNIT_M2 ? value / 1e4 : value;
}

/* A setting of the plan; "" when it is not given. */
const char *
gln_report_setting (const GlnReportBuilder *builder, const char *key)
{
  const char *text = gln_values_text (builder->frame->settings, key);

  return text ? text : "";
}

/* Name of a class of the canonical system; the code itself when it has none. */
const char *
gln_report_class_name (const GlnReportBuilder *builder, const char *canonical)
{
  const GlnCodeSystem *codes
      = gln_standards_get_code_system (builder->request->standards, GLN_CODES_CANONICAL);
  const GlnClass *cls = codes ? gln_code_system_lookup (codes, canonical) : NULL;

  return cls ? gln_class_get_name (cls, builder->zh) : canonical;
}

/* A cell of hectares. */
void
gln_report_area_cell (GlnReportTable *table, double area_m2, GlnTone tone)
{
  g_autofree char *text = gln_format_hectares (area_m2);

  gln_report_table_number (table, text, GLN_NUMBER_2, area_m2 / 1e4, tone);
}

/* The value of an indicator without its unit, with a mark for a footnote ("" for none). */
void
gln_report_value_cell (GlnReportTable *table, const GlnIndicatorValue *value, const char *mark)
{
  g_autofree char *number = gln_format_indicator (value);
  g_autofree char *text = g_strconcat (number, mark, NULL);

  gln_report_table_number (table, text, gln_report_number_kind (value->info->unit),
                           gln_report_stored (value->value, value->info->unit), GLN_TONE_PLAIN);
}

/* Area of the built-up area or of a district in it, m². */
double
gln_report_zone_m2 (const GlnReportBuilder *builder, guint phase, const GlnUuid *district)
{
  GlnZoneQuery zone = { phase, GLN_SCOPE_BUILT_UP, district };

  return gln_area_to_m2 (gln_areas_zone (builder->request->areas, &zone));
}

/* A column of numbers for each phase. */
void
gln_report_phase_columns (const GlnReportBuilder *builder, GlnReportTable *table)
{
  for (guint i = 0; i < builder->n_phases; i++)
    gln_report_table_column (table, builder->names[i], GLN_ALIGN_RIGHT, FALSE);
}

static char *
phase_name (const GlnReportBuilder *builder, const GlnPhase *phase)
{
  if (*phase->name && !g_str_equal (phase->name, phase->id))
    return g_strdup (phase->name);
  if (g_str_equal (phase->id, "present"))
    return g_strdup (T (builder, "现状", "Present"));
  return g_strdup (phase->id);
}

/* A phase that is named by its year is called so in a Chinese sentence. */
static char *
said_name (const GlnReportBuilder *builder, const char *name)
{
  return builder->zh && strspn (name, "0123456789") == strlen (name)
             ? g_strconcat (name, "\302\240年", NULL)
             : g_strdup (name);
}

/**
 * gln_report_date:
 *
 * Returns: (transfer full): the date that a report of @plan bears:
 *   SOURCE_DATE_EPOCH where builds must be repeatable, else the setting "date"
 *   of the plan, else today
 */
char *
gln_report_date (const GlnPlan *plan)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  const char *own = gln_values_text (plan->frame->settings, "date");
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds;

  if (epoch && g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT32, &seconds, NULL))
    date = g_date_time_new_from_unix_utc (seconds);
  else if (own && *own)
    return g_strdup (own);
  else
    date = g_date_time_new_now_local ();
  return g_date_time_format (date, "%Y-%m-%d");
}

static void
fill_cover (GlnReportBuilder *builder)
{
  GlnReportDoc *doc = builder->doc;
  const GlnPhase *last = builder->frame->phases[builder->last];
  g_autofree char *crs = gln_format_crs (builder->frame->crs, builder->lang);
  g_autofree char *population = gln_format_population (last->population, builder->lang);
  char uuid[GLN_UUID_STRING_LEN + 1];

  g_free (doc->organisation);
  doc->organisation = g_strdup (gln_report_setting (builder, "organisation"));
  g_free (doc->date);
  doc->date = builder->request->date ? g_strdup (builder->request->date) : gln_report_date (builder->plan);
  g_free (doc->identity);
  doc->identity = g_strdup_printf ("%s %s · Greenline %s", T (builder, "规划编号", "Plan"),
                                   gln_uuid_format (&builder->frame->uuid, uuid), GLN_VERSION);
  if (builder->n_phases > 1)
    {
      g_autofree char *period = g_strdup_printf ("%s – %s", builder->said[0], builder->said[builder->last]);
      gln_report_doc_fact (doc, T (builder, "规划期", "Period"), period);
    }
  if (isfinite (last->population))
    gln_report_doc_fact (doc, T (builder, "规划人口", "Population"), population);
  gln_report_doc_fact (doc, T (builder, "坐标系", "Coordinates"), crs);
  if (*gln_report_setting (builder, "programme"))
    gln_report_doc_fact (doc, T (builder, "创建方案", "Programme"), gln_report_setting (builder, "programme"));
}

static void
builder_init (GlnReportBuilder *builder, const GlnReportRequest *request)
{
  *builder = (GlnReportBuilder){ .request = request, .lang = request->lang };
  builder->plan = gln_areas_plan (request->areas);
  builder->frame = builder->plan->frame;
  builder->zh = request->lang == GLN_LANG_ZH;
  builder->n_phases = builder->frame->n_phases;
  builder->last = builder->n_phases - 1;
  builder->index = gln_index_new (builder->plan);
  builder->styles = gln_style_sheet_new (request->standards, request->palette);
  builder->findings = gln_findings_check (request->areas, request->standards);
  for (guint i = 0; i < builder->n_phases; i++)
    {
      builder->sets[i] = gln_indicators_compute (request->areas, request->standards, i, NULL, NULL);
      builder->names[i] = phase_name (builder, builder->frame->phases[i]);
      builder->said[i] = said_name (builder, builder->names[i]);
    }
  builder->doc = gln_report_doc_new (
      request->lang, *builder->frame->name ? builder->frame->name : T (builder, "未命名规划", "Untitled plan"),
      T (builder, "绿地指标与规划图", "Green-space indicators and drawings"));
}

static void
builder_clear (GlnReportBuilder *builder)
{
  for (guint i = 0; i < builder->n_phases; i++)
    {
      gln_indicator_set_unref (builder->sets[i]);
      g_free (builder->names[i]);
      g_free (builder->said[i]);
    }
  g_array_unref (builder->findings);
  gln_index_unref (builder->index);
  gln_style_sheet_unref (builder->styles);
}

/**
 * gln_report_build:
 *
 * Returns: (transfer full): the report of the plan of @request, in its
 *   language, ready for any writer; it keeps what its figures need
 */
GlnReportDoc *
gln_report_build (const GlnReportRequest *request)
{
  GlnReportBuilder builder;

  builder_init (&builder, request);
  fill_cover (&builder);
  gln_report_summary (&builder);
  gln_report_indicators (&builder);
  gln_report_drawings (&builder);
  gln_report_areas (&builder);
  gln_report_districts (&builder);
  gln_report_method (&builder);
  gln_report_faults (&builder);
  builder_clear (&builder);
  return builder.doc;
}
