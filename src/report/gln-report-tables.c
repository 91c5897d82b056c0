/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Chapters "areas" and "districts". */

/* Areas by class ------------------------------------------------------------------------------ */

typedef struct
{
  const char *code;
  GlnArea net[GLN_MAX_PHASES];
} ClassRow;

static ClassRow *
class_row (GArray *rows, const char *code)
{
  ClassRow fresh = { .code = code };

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (g_array_index (rows, ClassRow, i).code, code))
      return &g_array_index (rows, ClassRow, i);
  g_array_append_val (rows, fresh);
  return &g_array_index (rows, ClassRow, rows->len - 1);
}

/* Place of a canonical class in its system; unknown ones come last. */
static guint
class_order (const GlnReportBuilder *builder, const char *code)
{
  const GlnCodeSystem *codes
      = gln_standards_get_code_system (builder->request->standards, GLN_CODES_CANONICAL);
  const GlnClass *cls = codes ? gln_code_system_lookup (codes, code) : NULL;

  return cls ? cls->order : G_MAXUINT;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const ClassRow *p = a, *q = b;
  guint i = class_order (data, p->code), j = class_order (data, q->code);

  return i != j ? (i < j ? -1 : 1) : strcmp (p->code, q->code);
}

static GArray *
collect_classes (const GlnReportBuilder *builder)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (ClassRow));

  for (guint phase = 0; phase < builder->n_phases; phase++)
    {
      GlnZoneQuery zone = { phase, GLN_SCOPE_BUILT_UP, NULL };
      g_autoptr (GArray) sums = gln_areas_green (builder->request->areas, &zone);
      for (guint i = 0; i < sums->len; i++)
        {
          const GlnGreenSum *sum = &g_array_index (sums, GlnGreenSum, i);
          class_row (rows, sum->class_code)->net[phase] += sum->net;
        }
    }
  g_array_sort_with_data (rows, compare_rows, (gpointer) builder);
  return rows;
}

static void
class_table (GlnReportBuilder *builder)
{
  g_autoptr (GArray) rows = collect_classes (builder);
  GlnArea total[GLN_MAX_PHASES] = { 0 };
  GlnReportTable *table;

  if (rows->len == 0)
    {
      gln_report_doc_paragraph (builder->doc, "%s", T (builder, "各期建成区内没有绿地。",
                                                       "There is no green land in the built-up area of any phase."));
      return;
    }
  table = gln_report_doc_table (builder->doc, T (builder, "建成区各类绿地面积（公顷）", "Green land by class in the built-up area (ha)"));
  gln_report_table_column (table, T (builder, "代码", "Code"), GLN_ALIGN_LEFT, FALSE);
  gln_report_table_column (table, T (builder, "类别", "Class"), GLN_ALIGN_LEFT, TRUE);
  gln_report_phase_columns (builder, table);
  for (guint i = 0; i < rows->len; i++)
    {
      const ClassRow *row = &g_array_index (rows, ClassRow, i);
      gln_report_table_text (table, row->code, GLN_TONE_PLAIN);
      gln_report_table_text (table, gln_report_class_name (builder, row->code), GLN_TONE_PLAIN);
      for (guint phase = 0; phase < builder->n_phases; phase++)
        {
          gln_report_area_cell (table, gln_area_to_m2 (row->net[phase]), GLN_TONE_PLAIN);
          total[phase] += row->net[phase];
        }
    }
  gln_report_table_text (table, T (builder, "合计", "Total"), GLN_TONE_STRONG);
  gln_report_table_text (table, "", GLN_TONE_PLAIN);
  for (guint phase = 0; phase < builder->n_phases; phase++)
    gln_report_area_cell (table, gln_area_to_m2 (total[phase]), GLN_TONE_STRONG);
  gln_report_table_note (table, T (builder, "净面积：重叠部分只计一次；裁剪到建成区。附属绿地只含绘出的图斑。",
                                   "Net areas: what overlaps counts once; clipped to the built-up area. Attached green as "
                                   "drawn."));
}

/* Attached green and overlaps ----------------------------------------------------------------- */

static void
attached_table (GlnReportBuilder *builder)
{
  static const char *const names[][2] = {
    { "图斑口径", "As drawn" },
    { "指标口径", "As declared" },
    { "计入绿地率", "Counted in the green land ratio" },
  };
  GlnReportTable *table
      = gln_report_doc_table (builder->doc, T (builder, "附属绿地的两种口径（公顷）", "Attached green, both ways (ha)"));

  gln_report_table_column (table, T (builder, "口径", "Way"), GLN_ALIGN_LEFT, TRUE);
  gln_report_phase_columns (builder, table);
  for (guint row = 0; row < G_N_ELEMENTS (names); row++)
    {
      gln_report_table_text (table, names[row][builder->zh ? 0 : 1], GLN_TONE_PLAIN);
      for (guint phase = 0; phase < builder->n_phases; phase++)
        {
          GlnZoneQuery zone = { phase, GLN_SCOPE_BUILT_UP, NULL };
          GlnAttachedSum sum = gln_areas_attached (builder->request->areas, &zone);
          GlnArea area = row == 0 ? sum.drawn : row == 1 ? sum.declared : sum.result;
          gln_report_area_cell (table, gln_area_to_m2 (area), GLN_TONE_PLAIN);
        }
    }
}

/* Land use ------------------------------------------------------------------------------------ */

static const GlnClass *
land_class (const GlnReportBuilder *builder, guint phase, const char *code)
{
  const GlnLayer *layer = gln_frame_land_use (builder->frame, phase);
  const GlnCodeSystem *codes
      = layer ? gln_standards_get_code_system (builder->request->standards, layer->code_system) : NULL;

  return codes ? gln_code_system_lookup (codes, code) : NULL;
}

/* Sums by group; the last place takes codes without a class. */
static void
group_sums (const GlnReportBuilder *builder, guint phase, GlnArea sums[GLN_N_GROUPS + 1])
{
  GlnZoneQuery zone = { phase, GLN_SCOPE_BUILT_UP, NULL };
  g_autoptr (GArray) uses = gln_areas_land_uses (builder->request->areas, &zone);

  for (guint i = 0; i < uses->len; i++)
    {
      const GlnCodeArea *use = &g_array_index (uses, GlnCodeArea, i);
      const GlnClass *cls = land_class (builder, phase, use->code);
      sums[cls ? cls->group : GLN_N_GROUPS] += use->area;
    }
}

static void
land_row (GlnReportBuilder *builder, GlnReportTable *table, const char *name, const GlnArea *sums,
          const GlnArea *totals, GlnTone tone)
{
  gln_report_table_text (table, name, tone);
  for (guint phase = 0; phase < builder->n_phases; phase++)
    gln_report_area_cell (table, gln_area_to_m2 (sums[phase]), tone);
  {
    double share = totals[builder->last] > 0 ? (double) sums[builder->last] / (double) totals[builder->last] : NAN;
    g_autofree char *percent = gln_format_quantity (share, GLN_UNIT_RATIO);
    gln_report_table_number (table, percent, GLN_NUMBER_PERCENT, share, tone);
  }
}

static void
land_use_table (GlnReportBuilder *builder)
{
  GlnArea by_group[GLN_N_GROUPS + 1][GLN_MAX_PHASES] = { 0 }, totals[GLN_MAX_PHASES] = { 0 };
  g_autofree char *share = g_strdup_printf (T (builder, "%s占比（%%）", "Share, %s (%%)"), builder->names[builder->last]);
  GlnReportTable *table;

  for (guint phase = 0; phase < builder->n_phases; phase++)
    {
      GlnArea sums[GLN_N_GROUPS + 1] = { 0 };
      group_sums (builder, phase, sums);
      for (guint group = 0; group <= GLN_N_GROUPS; group++)
        {
          by_group[group][phase] = sums[group];
          totals[phase] += sums[group];
        }
    }
  table = gln_report_doc_table (builder->doc, T (builder, "建成区用地构成（公顷）", "Land use in the built-up area (ha)"));
  gln_report_table_column (table, T (builder, "用地", "Use"), GLN_ALIGN_LEFT, TRUE);
  gln_report_phase_columns (builder, table);
  gln_report_table_column (table, share, GLN_ALIGN_RIGHT, FALSE);
  for (guint group = 0; group <= GLN_N_GROUPS; group++)
    {
      gboolean any = FALSE;
      for (guint phase = 0; phase < builder->n_phases; phase++)
        any |= by_group[group][phase] != 0;
      if (any)
        land_row (builder, table,
                  group < GLN_N_GROUPS ? gln_style_group_name ((GlnLandGroup) group, builder->zh)
                                       : T (builder, "类别不明", "Unknown class"),
                  by_group[group], totals, GLN_TONE_PLAIN);
    }
  land_row (builder, table, T (builder, "合计", "Total"), totals, totals, GLN_TONE_STRONG);
}

/* Chapter 4. */
void
gln_report_areas (GlnReportBuilder *builder)
{
  gln_report_doc_heading (builder->doc, 1, T (builder, "面积统计", "Areas"));
  gln_report_doc_heading (builder->doc, 2, T (builder, "各类绿地面积", "Green land by class"));
  class_table (builder);
  gln_report_doc_heading (builder->doc, 2, T (builder, "附属绿地", "Attached green"));
  gln_report_doc_paragraph (builder->doc, "%s",
                            T (builder, "图斑口径为地块内绘出的附属绿地；指标口径为地块的绿地率乘以地块面积（扣除公共绿地）。两种口径并列，各期按所选口径计入绿地率。",
                               "As drawn: attached green on the map. As declared: the green ratio of each parcel times its "
                               "area outside public green. Both are shown; each phase counts by its own choice."));
  attached_table (builder);
  gln_report_doc_heading (builder->doc, 2, T (builder, "用地构成", "Land use"));
  land_use_table (builder);
}

/* Districts ----------------------------------------------------------------------------------- */

static const char *
level_name (const GlnReportBuilder *builder, const char *level)
{
  static const char *const names[][3] = { { "urban_district", "城区", "Urban districts" },
                                          { "street", "街道", "Subdistricts" },
                                          { "community", "社区", "Communities" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i][0], level))
      return names[i][builder->zh ? 1 : 2];
  return *level ? level : T (builder, "分区", "Districts");
}

static void
district_row (GlnReportBuilder *builder, GlnReportTable *table, guint phase, const GlnUuid *district)
{
  static const char *const ids[] = { "GCR", "GLR", "PGPC" };
  const GlnFeature *feature = gln_plan_feature (builder->plan, district);
  g_autoptr (GlnIndicatorSet) set
      = gln_indicators_refresh (builder->request->areas, builder->request->standards, phase, district, NULL,
                                builder->sets[phase]); /* the slow ones are not printed here */
  const char *name = feature ? gln_feature_name (feature) : NULL;
  double people = NAN;
  g_autofree char *population = NULL;

  if (feature)
    gln_values_number (feature->values, "population", &people);
  population = gln_format_number (people, 0);
  gln_report_table_text (table, name && *name ? name : T (builder, "（未命名）", "(unnamed)"), GLN_TONE_PLAIN);
  gln_report_table_number (table, population, GLN_NUMBER_0, people, GLN_TONE_PLAIN);
  gln_report_area_cell (table, gln_report_zone_m2 (builder, phase, district), GLN_TONE_PLAIN);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const GlnIndicatorValue *value = gln_indicator_set_find (set, ids[i]);
      gln_report_value_cell (table, value, "");
    }
}

/* The whole, as the last row, so that parts and whole stand together. */
static void
district_total (GlnReportBuilder *builder, GlnReportTable *table, guint phase)
{
  static const char *const ids[] = { "GCR", "GLR", "PGPC" };
  double people = builder->frame->phases[phase]->population;
  g_autofree char *population = gln_format_number (people, 0);

  gln_report_table_text (table, T (builder, "全区", "Whole"), GLN_TONE_STRONG);
  gln_report_table_number (table, population, GLN_NUMBER_0, people, GLN_TONE_STRONG);
  gln_report_area_cell (table, gln_report_zone_m2 (builder, phase, NULL), GLN_TONE_STRONG);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    gln_report_value_cell (table, gln_indicator_set_find (builder->sets[phase], ids[i]), "");
}

static void
level_table (GlnReportBuilder *builder, guint phase, const char *level)
{
  g_autoptr (GArray) districts = gln_areas_districts (builder->request->areas, level);
  g_autofree char *title
      = g_strdup_printf (T (builder, "%s绿地指标（%s）", "%s: indicators (%s)"), level_name (builder, level),
                         builder->said[phase]);
  GlnReportTable *table;

  if (districts->len == 0)
    return;
  table = gln_report_doc_table (builder->doc, title);
  gln_report_table_column (table, T (builder, "名称", "Name"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "人口", "Population"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "面积（公顷）", "Area (ha)"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "绿化覆盖率（%）", "Green coverage (%)"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "绿地率（%）", "Green land (%)"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "人均公园绿地（m²/人）", "Parks (m²/person)"), GLN_ALIGN_RIGHT, FALSE);
  for (guint i = 0; i < districts->len; i++)
    district_row (builder, table, phase, &g_array_index (districts, GlnUuid, i));
  district_total (builder, table, phase);
  gln_report_table_note (table, T (builder, "面积为分区与建成区的重叠部分；人均指标用分区自己的人口。",
                                   "Areas: the part of the district inside the built-up area; per person by its own "
                                   "population."));
}

/* Chapter 5; a plan without districts has none. */
void
gln_report_districts (GlnReportBuilder *builder)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  for (guint i = 0; i < builder->frame->n_layers; i++)
    {
      const GlnLayer *layer = builder->frame->layers[i];
      if (layer->kind == GLN_LAYER_DISTRICT && !g_ptr_array_find (levels, layer->role, NULL))
        g_ptr_array_add (levels, (gpointer) layer->role);
    }
  if (levels->len == 0)
    return;
  gln_report_doc_heading (builder->doc, 1, T (builder, "分区指标", "Districts"));
  for (guint i = 0; i < levels->len; i++)
    {
      gln_report_doc_heading (builder->doc, 2, level_name (builder, levels->pdata[i]));
      level_table (builder, builder->last, levels->pdata[i]);
      if (builder->n_phases > 1 && i == 0)
        level_table (builder, 0, levels->pdata[i]);
    }
}
