/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-chart.h"
#include "report/gln-report-private.h"

#include <math.h>

/* Chapters "summary" and "indicators and targets". */

static const GlnIndicatorValue *
value_of (const GlnReportBuilder *builder, guint phase, guint indicator)
{
  return &builder->sets[phase]->values[indicator];
}

/* Summary ------------------------------------------------------------------------------------- */

/* "绿地率 35.20 %，目标 ≥ 35.40 %，还差 6.47 公顷。" */
static void
say_indicator (GlnReportBuilder *builder, const GlnIndicatorValue *value)
{
  const GlnCheck *check = gln_report_main_check (value);
  const char *name = gln_report_indicator_name (builder, value->info);
  const char *unit = gln_format_unit (value->info->unit, builder->lang);
  g_autofree char *number = gln_format_indicator (value);
  g_autofree char *bound = NULL, *gap = NULL;

  if (!isfinite (value->value))
    {
      gln_report_doc_item (builder->doc, T (builder, "%s：%s。", "%s: %s."), name,
                           gln_report_missing (builder, value->missing));
      return;
    }
  if (!check)
    {
      gln_report_doc_item (builder->doc, T (builder, "%s为 %s %s。", "%s is %s %s."), name, number, unit);
      return;
    }
  bound = gln_format_bound (check->op, check->value, check->value2, value->info->unit, TRUE, builder->lang);
  gap = gln_format_gap (value, check, builder->lang);
  gln_report_doc_item (builder->doc, T (builder, "%s为 %s %s，目标 %s，%s。", "%s is %s %s; target %s; %s."),
                       name, number, unit, bound, gap);
}

static void
say_scope (GlnReportBuilder *builder)
{
  const GlnPhase *phase = builder->frame->phases[builder->last];
  GlnZoneQuery zone = { builder->last, GLN_SCOPE_BUILT_UP, NULL };
  g_autofree char *area = gln_format_km2 (gln_report_zone_m2 (builder, builder->last, NULL));
  g_autofree char *people = gln_format_population (phase->population, builder->lang);
  g_autofree char *park
      = gln_format_area (gln_area_to_m2 (gln_areas_green_of (builder->request->areas, &zone, "G1").net),
                         builder->lang);
  const char *name = builder->said[builder->last];

  if (!gln_areas_has_scope (builder->request->areas, builder->last, GLN_SCOPE_BUILT_UP))
    gln_report_doc_paragraph (
        builder->doc, T (builder, "%s没有建成区界线，暂以全部地块的并集（%s km²）代替，各项指标只供参考，不作判定。",
                         "%s has no boundary of the built-up area; the union of all parcels (%s km²) stands in for it, "
                         "and no indicator is judged."), name, area);
  else if (isfinite (phase->population))
    gln_report_doc_paragraph (
        builder->doc, T (builder, "%s建成区面积 %s km²，%s人口 %s，建成区内公园绿地 %s。",
                         "%s: built-up area %s km²; %s population: %s; parks in it %s."), name, area,
        gln_report_population_kind (builder, phase), people, park);
  else
    gln_report_doc_paragraph (
        builder->doc, T (builder, "%s建成区面积 %s km²，建成区内公园绿地 %s；人口未填，人均指标不能计算。",
                         "%s: built-up area %s km²; parks in it %s. Population is not given, so nothing per person can be "
                         "computed."), name, area, park);
}

/* What the indicators of the last phase add up to, for one kind of verdict. */
static void
say_tally (GlnReportBuilder *builder, GlnVerdictKind kind, const char *what)
{
  guint met = 0, unmet = 0, open = 0;
  const GlnIndicatorSet *set = builder->sets[builder->last];

  for (guint i = 0; i < set->n_values; i++)
    for (guint j = 0; j < set->values[i].n_checks; j++)
      {
        const GlnCheck *check = &set->values[i].checks[j];
        if (check->kind != kind)
          continue;
        met += check->status == GLN_STATUS_MET;
        unmet += check->status == GLN_STATUS_UNMET;
        open += check->status == GLN_STATUS_UNKNOWN;
      }
  if (met + unmet + open > 0)
    gln_report_doc_item (builder->doc,
                         T (builder, "%s：共 %u 项要求，达标 %u 项，未达标 %u 项，待定 %u 项。",
                            "%s: %u requirements, %u met, %u unmet, %u open."),
                         what, met + unmet + open, met, unmet, open);
}

/* The basis of each phase. */
static void
phase_table (GlnReportBuilder *builder)
{
  GlnReportTable *table = gln_report_doc_table (builder->doc, T (builder, "各期基础数据", "Basis of the phases"));

  gln_report_table_column (table, T (builder, "期", "Phase"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "年份", "Year"), GLN_ALIGN_CENTRE, FALSE);
  gln_report_table_column (table, T (builder, "人口", "Population"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "人口口径", "Kind"), GLN_ALIGN_CENTRE, FALSE);
  gln_report_table_column (table, T (builder, "建成区（公顷）", "Built-up area (ha)"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "附属绿地口径", "Attached green"), GLN_ALIGN_LEFT, TRUE);
  for (guint i = 0; i < builder->n_phases; i++)
    {
      static const char *const methods[][2] = { [GLN_ATTACHED_DRAWN] = { "图斑口径", "as drawn" },
                                                [GLN_ATTACHED_DECLARED] = { "指标口径", "as declared" },
                                                [GLN_ATTACHED_MAX] = { "两者取大", "the larger" } };
      const GlnPhase *phase = builder->frame->phases[i];
      g_autofree char *year = phase->year ? g_strdup_printf ("%d", phase->year) : g_strdup ("—");
      g_autofree char *people = gln_format_number (phase->population, 0);

      gln_report_table_text (table, builder->names[i], GLN_TONE_PLAIN);
      gln_report_table_text (table, year, GLN_TONE_PLAIN);
      gln_report_table_number (table, people, GLN_NUMBER_0, phase->population, GLN_TONE_PLAIN);
      gln_report_table_text (table, *phase->population_kind ? gln_report_population_kind (builder, phase) : "—", GLN_TONE_PLAIN);
      gln_report_area_cell (table, gln_report_zone_m2 (builder, i, NULL), GLN_TONE_PLAIN);
      gln_report_table_text (table, methods[phase->attached][builder->zh ? 0 : 1], GLN_TONE_PLAIN);
    }
}

/* Chapter 1: what the reader must know on one page. */
void
gln_report_summary (GlnReportBuilder *builder)
{
  gln_report_doc_heading (builder->doc, 1, T (builder, "总述", "Summary"));
  gln_report_doc_heading (builder->doc, 2, T (builder, "主要结论", "Main results"));
  say_scope (builder);
  for (guint i = 0; i < builder->sets[builder->last]->n_values; i++)
    if (value_of (builder, builder->last, i)->info->headline)
      say_indicator (builder, value_of (builder, builder->last, i));
  say_tally (builder, GLN_VERDICT_TARGET, T (builder, "目标达成", "Targets of the programme"));
  say_tally (builder, GLN_VERDICT_STANDARD, T (builder, "标准符合", "Conformity with standards"));
  if (builder->findings->len)
    gln_report_doc_item (builder->doc, T (builder, "数据检查发现 %u 个问题，见最后一章。",
                                          "The data have %u findings; see the last chapter."),
                         builder->findings->len);
  gln_report_doc_heading (builder->doc, 2, T (builder, "各期基础数据", "Basis of the phases"));
  gln_report_doc_paragraph (
      builder->doc, "%s",
      T (builder, "各期指标由同一次计算得出：重叠的绿地只计一次，按绿地类别的优先次序归类；各部分之和等于总数。",
         "All phases come from one calculation: overlapping greens count once, for the class that goes first; the parts "
         "add up to the whole."));
  phase_table (builder);
}

/* Indicators by phase ------------------------------------------------------------------------- */

/* Indicators without any value and without any requirement say nothing. */
static gboolean
is_worth_a_row (const GlnReportBuilder *builder, guint indicator)
{
  for (guint i = 0; i < builder->n_phases; i++)
    {
      const GlnIndicatorValue *value = value_of (builder, i, indicator);
      if (isfinite (value->value) || value->n_checks)
        return TRUE;
    }
  return FALSE;
}

/* Marks of what a value rests on, with their footnotes. */
static char *
value_marks (const GlnReportBuilder *builder, GlnReportTable *table, const GlnIndicatorValue *value)
{
  GString *marks = g_string_new (NULL);
  const char *notes[3] = { NULL };
  guint n = 0;

  if (value->entered)
    notes[n++] = T (builder, "手工填报。", "Entered by hand.");
  if (value->estimate)
    notes[n++] = T (builder, "估算：没有完整的植被解译，按绿地面积乘以植被覆盖比例估计。",
                    "Estimate: without a complete interpretation of the vegetation, from green land times its plant cover.");
  if (value->provisional && isfinite (value->value))
    notes[n++] = T (builder, "缺建成区界线，以全部地块的并集代替，不作判定。",
                    "Boundary missing: the union of the parcels stands in, and nothing is judged.");
  for (guint i = 0; i < n; i++)
    g_string_append (marks, gln_note_mark (gln_report_table_note (table, notes[i])));
  return g_string_free (marks, FALSE);
}

static void
target_cells (GlnReportBuilder *builder, GlnReportTable *table, const GlnIndicatorValue *value)
{
  const GlnCheck *check = gln_report_main_check (value);
  g_autofree char *bound = NULL, *gap = NULL, *marked = NULL;
  const char *mark = "";

  if (!check)
    {
      gln_report_table_text (table, "—", GLN_TONE_PLAIN);
      gln_report_table_text (table, "—", GLN_TONE_PLAIN);
      return;
    }
  if (check->confidence == GLN_CONFIDENCE_K || check->confidence == GLN_CONFIDENCE_KQ)
    mark = gln_note_mark (gln_report_table_note (
        table, T (builder, "要求的数值未核实。", "The figure of the requirement is not verified.")));
  bound = gln_format_bound (check->op, check->value, check->value2, value->info->unit, FALSE, builder->lang);
  marked = g_strconcat (bound, mark, NULL);
  gap = gln_format_gap (value, check, builder->lang);
  gln_report_table_text (table, marked, GLN_TONE_PLAIN);
  gln_report_table_text (table, gap, gln_report_tone (check->status));
}

static void
indicator_table (GlnReportBuilder *builder)
{
  GlnReportTable *table
      = gln_report_doc_table (builder->doc, T (builder, "绿地指标分期对照", "Indicators by phase against targets"));
  g_autofree char *target = g_strdup_printf (T (builder, "%s 目标", "Target %s"), builder->names[builder->last]);
  g_autofree char *verdict = g_strdup_printf (T (builder, "%s 判定", "Verdict %s"), builder->names[builder->last]);

  gln_report_table_column (table, T (builder, "指标", "Indicator"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "单位", "Unit"), GLN_ALIGN_LEFT, FALSE);
  gln_report_phase_columns (builder, table);
  gln_report_table_column (table, target, GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, verdict, GLN_ALIGN_CENTRE, FALSE);
  for (guint i = 0; i < builder->sets[0]->n_values; i++)
    {
      const GlnIndicatorInfo *info = value_of (builder, 0, i)->info;
      if (!is_worth_a_row (builder, i))
        continue;
      gln_report_table_text (table, gln_report_indicator_name (builder, info), GLN_TONE_PLAIN);
      gln_report_table_text (table, gln_format_unit (info->unit, builder->lang), GLN_TONE_PLAIN);
      for (guint phase = 0; phase < builder->n_phases; phase++)
        {
          g_autofree char *marks = value_marks (builder, table, value_of (builder, phase, i));
          gln_report_value_cell (table, value_of (builder, phase, i), marks);
        }
      target_cells (builder, table, value_of (builder, builder->last, i));
    }
}

/* Charts -------------------------------------------------------------------------------------- */

typedef struct
{
  GlnLang lang;
  guint n_bars;
  GlnTargetBar bars[24];
  char *figures[24];
} Bars;

static void
bars_free (gpointer data)
{
  Bars *bars = data;

  for (guint i = 0; i < bars->n_bars; i++)
    g_free (bars->figures[i]);
  g_free (bars);
}

static GlnText
chart_text (GlnLang lang, double unit)
{
  return (GlnText){ .family = GLN_FONT_SERIF, .size = 12.5 * unit, .lang = lang,
                    .colour = GLN_COLOUR (0x141417, 1) };
}

static void
draw_bars (cairo_t *cr, gpointer data, double width, double height, double unit, gboolean vector)
{
  const Bars *bars = data;
  GlnText text = chart_text (bars->lang, unit);
  double needed = gln_target_bars_height (&text, bars->n_bars);

  if (needed > height)
    text.size *= height / needed;
  gln_draw_target_bars (cr, &text, bars->bars, bars->n_bars, 0, 0, width);
}

static void
add_bar (GlnReportBuilder *builder, Bars *bars, const GlnIndicatorValue *value)
{
  const GlnCheck *check = gln_report_main_check (value);
  g_autofree char *number = NULL, *bound = NULL;

  if (!check || !isfinite (value->value) || bars->n_bars == G_N_ELEMENTS (bars->bars)
      || g_str_equal (check->op, "bool"))
    return;
  number = gln_format_indicator (value);
  bound = gln_format_bound (check->op, check->value, check->value2, value->info->unit, FALSE, builder->lang);
  bars->figures[bars->n_bars] = g_strdup_printf ("%s  (%s)", number, bound);
  bars->bars[bars->n_bars] = (GlnTargetBar){ gln_report_indicator_name (builder, value->info), value->value,
                                             check->value, check->status, bars->figures[bars->n_bars] };
  bars->n_bars++;
}

static void
bars_figure (GlnReportBuilder *builder)
{
  Bars *bars = g_new0 (Bars, 1);
  g_autofree char *title
      = g_strdup_printf (T (builder, "%s指标与目标", "Indicators and targets, %s"), builder->said[builder->last]);

  bars->lang = builder->lang;
  for (guint i = 0; i < builder->sets[builder->last]->n_values; i++)
    add_bar (builder, bars, value_of (builder, builder->last, i));
  if (bars->n_bars == 0)
    bars_free (bars);
  else
    gln_report_doc_figure (builder->doc, title, MIN (0.7, 0.03 + 0.0295 * bars->n_bars), draw_bars, bars, bars_free);
}

typedef struct
{
  GlnLang lang;
  guint n;
  double values[GLN_MAX_PHASES], bounds[GLN_MAX_PHASES];
  char *labels[GLN_MAX_PHASES], *figures[GLN_MAX_PHASES];
} Trend;

static void
trend_free (gpointer data)
{
  Trend *trend = data;

  for (guint i = 0; i < trend->n; i++)
    {
      g_free (trend->labels[i]);
      g_free (trend->figures[i]);
    }
  g_free (trend);
}

static void
draw_trend (cairo_t *cr, gpointer data, double width, double height, double unit, gboolean vector)
{
  const Trend *trend = data;
  GlnText text = chart_text (trend->lang, unit);
  GlnTrend line = { trend->n, (const char *const *) trend->labels, trend->values, trend->bounds,
                    (const char *const *) trend->figures };

  text.size *= 0.88;
  gln_draw_trend (cr, &text, &line, width * 0.06, 0, width * 0.88, height);
}

static void
trend_figure (GlnReportBuilder *builder, guint indicator)
{
  const GlnIndicatorInfo *info = value_of (builder, 0, indicator)->info;
  Trend *trend = g_new0 (Trend, 1);
  g_autofree char *title
      = g_strdup_printf (T (builder, "%s逐期变化（%s；虚线为目标）", "%s by phase (%s; dashed: target)"),
                         gln_report_indicator_name (builder, info), gln_format_unit (info->unit, builder->lang));
  guint known = 0;

  trend->lang = builder->lang;
  trend->n = builder->n_phases;
  for (guint i = 0; i < builder->n_phases; i++)
    {
      const GlnIndicatorValue *value = value_of (builder, i, indicator);
      const GlnCheck *check = gln_report_main_check (value);
      trend->values[i] = value->value;
      trend->bounds[i] = check ? check->value : NAN;
      trend->labels[i] = g_strdup (builder->names[i]);
      trend->figures[i] = gln_format_indicator (value);
      known += isfinite (value->value) ? 1 : 0;
    }
  if (known < 2)
    trend_free (trend);
  else
    gln_report_doc_figure (builder->doc, title, 0.19, draw_trend, trend, trend_free);
}

/* Verdicts ------------------------------------------------------------------------------------ */

static const GlnStandard *
standard_of (const GlnReportBuilder *builder, const GlnCheck *check)
{
  return check->source ? gln_standards_get (builder->request->standards, check->source->edition) : NULL;
}

/* What is judged: the value as the rule's own edition counts it, where that is another one. */
static void
judged_cell (GlnReportBuilder *builder, GlnReportTable *table, const GlnIndicatorValue *value,
             const GlnCheck *check)
{
  g_autofree char *number = NULL;

  if (!isfinite (check->actual) || check->actual == value->value)
    {
      gln_report_value_cell (table, value, "");
      return;
    }
  number = gln_format_quantity (check->actual, value->info->unit);
  gln_report_table_number (table, number, gln_report_number_kind (value->info->unit),
                           gln_report_stored (check->actual, value->info->unit), GLN_TONE_PLAIN);
}

static void
verdict_row (GlnReportBuilder *builder, GlnReportTable *table, const GlnIndicatorValue *value, const GlnCheck *check,
             gboolean clauses)
{
  g_autofree char *bound = gln_format_bound (check->op, check->value, check->value2, value->info->unit, TRUE,
                                             builder->lang);
  g_autofree char *gap = gln_format_gap (value, check, builder->lang);
  const char *clause = check->source && check->source->clause ? check->source->clause : "";
  g_autofree char *name = NULL;
  const char *mark = "";

  if (check->role == GLN_ROLE_RAISED)
    mark = T (builder, "（提升项）", " (raised)");
  else if (check->role == GLN_ROLE_VETO)
    mark = T (builder, "（否决项）", " (veto)");
  name = g_strconcat (gln_report_indicator_name (builder, value->info), mark, NULL);
  gln_report_table_text (table, name, GLN_TONE_PLAIN);
  gln_report_table_text (table, bound, GLN_TONE_PLAIN);
  if (clauses)
    gln_report_table_text (table, *clause ? clause : "—", GLN_TONE_PLAIN);
  judged_cell (builder, table, value, check);
  gln_report_table_text (table, gap, gln_report_tone (check->status));
  gln_report_table_text (table,
                         check->confidence == GLN_CONFIDENCE_K || check->confidence == GLN_CONFIDENCE_KQ
                             ? T (builder, "未核实", "unverified") : "",
                         GLN_TONE_OPEN);
}

/* Whether the clauses of a standard are known at all. */
static gboolean
has_clauses (const GlnStandard *standard)
{
  for (guint i = 0; i < standard->rules->len; i++)
    {
      const char *clause = ((const GlnRule *) standard->rules->pdata[i])->clause;
      if (clause && *clause)
        return TRUE;
    }
  return FALSE;
}

/* The requirements of one standard on the last phase. */
static void
standard_table (GlnReportBuilder *builder, const GlnStandard *standard)
{
  const GlnIndicatorSet *set = builder->sets[builder->last];
  const char *name = gln_standard_get_name (standard, builder->zh);
  GlnReportTable *table = gln_report_doc_table (builder->doc, name);
  gboolean clauses = has_clauses (standard);

  gln_report_table_column (table, T (builder, "指标", "Indicator"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "要求", "Requirement"), GLN_ALIGN_RIGHT, FALSE);
  if (clauses)
    gln_report_table_column (table, T (builder, "条款", "Clause"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "数值", "Value"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "判定", "Verdict"), GLN_ALIGN_CENTRE, FALSE);
  gln_report_table_column (table, T (builder, "备注", "Note"), GLN_ALIGN_CENTRE, FALSE);
  for (guint i = 0; i < set->n_values; i++)
    for (guint j = 0; j < set->values[i].n_checks; j++)
      if (standard_of (builder, &set->values[i].checks[j]) == standard)
        verdict_row (builder, table, &set->values[i], &set->values[i].checks[j], clauses);
}

/* The standards that judge the last phase, each once, in the order of their checks. */
static GPtrArray *
standards_used (const GlnReportBuilder *builder)
{
  const GlnIndicatorSet *set = builder->sets[builder->last];
  GPtrArray *used = g_ptr_array_new ();

  for (guint i = 0; i < set->n_values; i++)
    for (guint j = 0; j < set->values[i].n_checks; j++)
      {
        const GlnStandard *standard = standard_of (builder, &set->values[i].checks[j]);
        if (standard && !g_ptr_array_find (used, standard, NULL))
          g_ptr_array_add (used, (gpointer) standard);
      }
  return used;
}

static void
say_gaps (GlnReportBuilder *builder)
{
  const GlnIndicatorSet *set = builder->sets[builder->last];
  guint n = 0;

  for (guint i = 0; i < set->n_values; i++)
    {
      const GlnCheck *check = gln_report_main_check (&set->values[i]);
      if (check && check->status == GLN_STATUS_UNMET)
        {
          say_indicator (builder, &set->values[i]);
          n++;
        }
    }
  if (n == 0)
    gln_report_doc_paragraph (builder->doc, "%s",
                              T (builder, "凡已判定的指标都已达标，没有缺口。",
                                 "Every indicator that was judged meets its target; there is no gap."));
}

static void
gaps_section (GlnReportBuilder *builder)
{
  gln_report_doc_heading (builder->doc, 2, T (builder, "差距分析", "What is missing"));
  gln_report_doc_paragraph (
      builder->doc,
      T (builder, "以下为%s未达标的指标。缺口按分母折合为绿地面积，并向上取整：补足所列面积即可达标。",
         "The indicators that are unmet in %s. Gaps are given as land and rounded up: that much more is enough."),
      builder->said[builder->last]);
  say_gaps (builder);
  bars_figure (builder);
  for (guint i = 0; i < builder->sets[0]->n_values; i++)
    if (value_of (builder, 0, i)->info->headline)
      trend_figure (builder, i);
}

/* Chapter 2. */
void
gln_report_indicators (GlnReportBuilder *builder)
{
  g_autoptr (GPtrArray) used = standards_used (builder);

  gln_report_doc_heading (builder->doc, 1, T (builder, "指标与目标", "Indicators and targets"));
  gln_report_doc_heading (builder->doc, 2, T (builder, "指标分期对照", "Indicators by phase"));
  indicator_table (builder);
  gaps_section (builder);
  if (used->len == 0)
    return;
  gln_report_doc_heading (builder->doc, 2, T (builder, "标准符合情况", "Conformity with standards"));
  gln_report_doc_paragraph (
      builder->doc,
      T (builder, "标准符合与目标达成分开判定，互不替代。下表按%s的数值逐条对照；“未核实”的要求照常列出，数值尚无可靠来源的不作判定。",
         "Conformity with standards is judged apart from the programme's own targets. The tables compare the values of %s; "
         "requirements whose figures have no reliable source are listed and not judged."),
      builder->said[builder->last]);
  for (guint i = 0; i < used->len; i++)
    standard_table (builder, used->pdata[i]);
}
