/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-private.h"

#include <math.h>
#include <string.h>

/* Chapters "data and method" and "faults of the data". */

/* Findings that are listed one by one; the rest is counted. */
#define MAX_FINDINGS 60u

static const char *
kind_name (const GlnReportBuilder *builder, GlnLayerKind kind)
{
  static const char *const names[GLN_N_LAYER_KINDS][2] = {
    [GLN_LAYER_LAND_USE] = { "用地", "Land use" },     [GLN_LAYER_GREEN] = { "绿地", "Green land" },
    [GLN_LAYER_COVER] = { "绿化覆盖", "Green cover" }, [GLN_LAYER_WATER] = { "水域", "Water" },
    [GLN_LAYER_BOUNDARY] = { "界线", "Boundary" },     [GLN_LAYER_DISTRICT] = { "分区", "Districts" },
    [GLN_LAYER_LINE] = { "线", "Lines" },              [GLN_LAYER_POINT] = { "点", "Points" },
    [GLN_LAYER_BUILDING] = { "建筑", "Buildings" },    [GLN_LAYER_GREEN_LINE] = { "绿线", "Green lines" },
    [GLN_LAYER_ZONE] = { "功能分区", "Zones" },        [GLN_LAYER_PROJECT] = { "项目", "Projects" },
  };

  return names[kind][builder->zh ? 0 : 1];
}

static guint
count_features (const GlnReportBuilder *builder, const GlnLayer *layer)
{
  GlnFeatureIter iter;
  GlnFeature *feature;
  guint n = 0;

  gln_feature_iter_init (&iter, builder->plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    n += gln_uuid_equal (&feature->layer, &layer->uuid);
  return n;
}

/* The name of the file without the folders of the machine that it came from. */
static const char *
source_name (const GlnLayer *layer)
{
  const char *slash = layer->source ? strrchr (layer->source, '/') : NULL;

  return !layer->source || !*layer->source ? "—" : slash ? slash + 1 : layer->source;
}

static void
sources_table (GlnReportBuilder *builder)
{
  GlnReportTable *table = gln_report_doc_table (builder->doc, T (builder, "图层与数据来源", "Layers and their sources"));

  gln_report_table_column (table, T (builder, "图层", "Layer"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "内容", "Content"), GLN_ALIGN_LEFT, FALSE);
  gln_report_table_column (table, T (builder, "分类代码", "Codes"), GLN_ALIGN_LEFT, FALSE);
  gln_report_table_column (table, T (builder, "要素数", "Features"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "来源", "Source"), GLN_ALIGN_LEFT, TRUE);
  for (guint i = 0; i < builder->frame->n_layers; i++)
    {
      const GlnLayer *layer = builder->frame->layers[i];
      guint n = count_features (builder, layer);
      g_autofree char *count = gln_format_number (n, 0);

      gln_report_table_text (table, layer->name, GLN_TONE_PLAIN);
      gln_report_table_text (table, kind_name (builder, layer->kind), GLN_TONE_PLAIN);
      gln_report_table_text (table, *layer->code_system ? layer->code_system : "—", GLN_TONE_PLAIN);
      gln_report_table_number (table, count, GLN_NUMBER_0, n, GLN_TONE_PLAIN);
      gln_report_table_text (table, source_name (layer), GLN_TONE_PLAIN);
    }
}

static void
formula_table (GlnReportBuilder *builder)
{
  GlnReportTable *table = gln_report_doc_table (builder->doc, T (builder, "指标的算法", "How the indicators are computed"));

  gln_report_table_column (table, T (builder, "指标", "Indicator"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "算法", "Formula"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "依据", "Source"), GLN_ALIGN_LEFT, TRUE);
  for (guint i = 0; i < gln_indicator_count (); i++)
    {
      const GlnIndicatorInfo *info = gln_indicator_info (i);
      if (info->by_entry)
        continue;
      gln_report_table_text (table, gln_report_indicator_name (builder, info), GLN_TONE_PLAIN);
      gln_report_table_text (table, T (builder, info->formula_zh, info->formula_en), GLN_TONE_PLAIN);
      gln_report_table_text (table, *info->clause ? info->clause : "—", GLN_TONE_PLAIN);
    }
}

static void
say_rules (GlnReportBuilder *builder)
{
  gln_report_doc_item (builder->doc, "%s",
                       T (builder, "归类：绘出的绿地优先于用地图斑；绿地互相重叠时依次按公园绿地、防护绿地、广场用地、附属绿地、区域绿地归类；同类按编号先后。",
                          "Classes: drawn greens go before parcels; where greens overlap, parks go first, then protective "
                          "green, squares, attached and regional green; of one class the earlier feature."));
  gln_report_doc_item (builder->doc, "%s",
                       T (builder, "面积：在平面坐标上以整数（单位为 1/268 435 456 m²）累加，与次序和线程无关；各类、各分区之和与总数严格相等。",
                          "Areas: summed in the plane as integers of 1/268 435 456 m², in any order alike; classes and districts add "
                          "up to the whole exactly."));
  gln_report_doc_item (builder->doc, "%s",
                       T (builder, "绿化覆盖：有完整植被解译的按解译计算；没有的按绿地面积和植被覆盖比例估算，并注明“估算”。",
                          "Coverage: by the complete interpretation of the vegetation where there is one, else estimated from "
                          "green land and its plant cover, and marked so."));
  gln_report_doc_item (builder->doc, "%s",
                       T (builder, "范围：除生产绿地和区域绿地外，一律裁剪到指标规定的范围；缺界线的数值只供参考，不作判定。",
                          "Scope: everything but nursery and regional green is clipped to the indicator's scope; without its "
                          "boundary a value is shown and not judged."));
  gln_report_doc_item (builder->doc, "%s",
                       T (builder, "未核实：标准数值按来源分为多源、单源、未核实和存疑四级；未核实的照常判定并注明，存疑的只列出，不作判定。",
                          "Verification: figures of standards have two sources, one, none (judged and marked unverified), or are "
                          "doubtful (shown and never judged)."));
}

/* Chapter 6. */
void
gln_report_method (GlnReportBuilder *builder)
{
  g_autofree char *crs = gln_format_crs (builder->frame->crs, builder->lang);

  gln_report_doc_heading (builder->doc, 1, T (builder, "数据与方法", "Data and method"));
  gln_report_doc_heading (builder->doc, 2, T (builder, "坐标与数据来源", "Coordinates and sources"));
  gln_report_doc_paragraph (builder->doc,
                            T (builder, "规划坐标系为 %s，长度和面积都在该投影平面上量算，单位为米。",
                               "The plan is in %s; lengths and areas are measured in that plane, in metres."),
                            crs);
  sources_table (builder);
  gln_report_doc_heading (builder->doc, 2, T (builder, "计算规则", "Rules of calculation"));
  say_rules (builder);
  gln_report_doc_heading (builder->doc, 2, T (builder, "指标的算法", "Formulas"));
  formula_table (builder);
}

/* Faults -------------------------------------------------------------------------------------- */

static const char *
finding_name (const GlnReportBuilder *builder, GlnFindingKind kind)
{
  static const char *const names[GLN_N_FINDINGS][2] = {
    [GLN_FINDING_UNKNOWN_CODE] = { "代码不在分类标准中", "Code unknown in its code system" },
    [GLN_FINDING_NO_CODE] = { "缺类别代码", "No class code" },
    [GLN_FINDING_NO_GEOMETRY] = { "缺图形", "No geometry" },
    [GLN_FINDING_LOWERS_CLASS] = { "绿地压低了用地的绿地类别", "Green lowers the class of the land" },
    [GLN_FINDING_COVERS_WATER] = { "绿地压盖水面", "Green covers water" },
    [GLN_FINDING_OUTSIDE_SCOPE] = { "绿地在建成区之外", "Green outside the built-up area" },
    [GLN_FINDING_PARCEL_OVERLAP] = { "地块互相重叠", "Parcels overlap" },
    [GLN_FINDING_NO_POPULATION] = { "缺人口", "Population not given" },
    [GLN_FINDING_DISTRICT_POPULATION] = { "分区人口与全市不符", "District populations do not add up" },
    [GLN_FINDING_NO_BOUNDARY] = { "缺建成区界线", "Built-up area missing" },
  };
  const char *name = kind < GLN_N_FINDINGS ? names[kind][builder->zh ? 0 : 1] : NULL;

  return name ? name : gln_finding_kind_id (kind);
}

static void
findings_summary (GlnReportBuilder *builder)
{
  GlnReportTable *table = gln_report_doc_table (builder->doc, T (builder, "问题汇总", "Findings by kind"));

  gln_report_table_column (table, T (builder, "问题", "Finding"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "处数", "Count"), GLN_ALIGN_RIGHT, FALSE);
  gln_report_table_column (table, T (builder, "面积（公顷）", "Area (ha)"), GLN_ALIGN_RIGHT, FALSE);
  for (guint kind = 0; kind < GLN_N_FINDINGS; kind++)
    {
      double area = 0;
      guint n = 0;
      for (guint i = 0; i < builder->findings->len; i++)
        {
          const GlnFinding *finding = &g_array_index (builder->findings, GlnFinding, i);
          if (finding->kind != kind)
            continue;
          n++;
          area += finding->area_m2;
        }
      if (n == 0)
        continue;
      g_autofree char *count = gln_format_number (n, 0);
      gln_report_table_text (table, finding_name (builder, (GlnFindingKind) kind), GLN_TONE_PLAIN);
      gln_report_table_number (table, count, GLN_NUMBER_0, n, GLN_TONE_PLAIN);
      gln_report_area_cell (table, area > 0 ? area : NAN, GLN_TONE_PLAIN);
    }
}

/* What the finding is about: name, else class code and the beginning of the id. */
static char *
finding_subject (const GlnReportBuilder *builder, const GlnFinding *finding)
{
  const GlnFeature *feature
      = gln_uuid_is_nil (&finding->feature) ? NULL : gln_plan_feature (builder->plan, &finding->feature);
  const char *name = feature ? gln_feature_name (feature) : NULL;
  const char *code = finding->code ? finding->code : feature ? feature->class_code : "";
  char uuid[GLN_UUID_STRING_LEN + 1];

  if (!feature)
    return g_strdup (T (builder, "全图", "the plan"));
  gln_uuid_format (&finding->feature, uuid);
  if (name && *name)
    return g_strconcat (name, *code ? "\302\240" : "", code, NULL);
  return g_strconcat (code, *code ? "\302\240" : "", uuid + 24, NULL);
}

static void
findings_list (GlnReportBuilder *builder)
{
  GlnReportTable *table = gln_report_doc_table (builder->doc, T (builder, "问题清单", "List of findings"));
  guint n = MIN (builder->findings->len, MAX_FINDINGS);

  gln_report_table_column (table, T (builder, "对象", "Subject"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "问题", "Finding"), GLN_ALIGN_LEFT, TRUE);
  gln_report_table_column (table, T (builder, "期", "Phase"), GLN_ALIGN_CENTRE, FALSE);
  gln_report_table_column (table, T (builder, "面积（m²）", "Area (m²)"), GLN_ALIGN_RIGHT, FALSE);
  for (guint i = 0; i < n; i++)
    {
      const GlnFinding *finding = &g_array_index (builder->findings, GlnFinding, i);
      g_autofree char *subject = finding_subject (builder, finding);
      double area = finding->area_m2 > 0 ? finding->area_m2 : NAN;
      g_autofree char *size = gln_format_number (area, 0);

      gln_report_table_text (table, subject, GLN_TONE_PLAIN);
      gln_report_table_text (table, finding_name (builder, finding->kind), GLN_TONE_PLAIN);
      gln_report_table_text (table, finding->phase < builder->n_phases ? builder->names[finding->phase] : "",
                             GLN_TONE_PLAIN);
      gln_report_table_number (table, size, GLN_NUMBER_0, area, GLN_TONE_PLAIN);
    }
  if (builder->findings->len > n)
    {
      g_autofree char *note
          = g_strdup_printf (T (builder, "另有 %u 处未逐一列出。", "%u more are not listed one by one."),
                             builder->findings->len - n);
      gln_report_table_note (table, note);
    }
}

/* Chapter 7. */
void
gln_report_faults (GlnReportBuilder *builder)
{
  gln_report_doc_heading (builder->doc, 1, T (builder, "数据问题", "Faults of the data"));
  if (builder->findings->len == 0)
    {
      gln_report_doc_paragraph (builder->doc, "%s",
                                T (builder, "检查没有发现问题。", "The checks found no fault."));
      return;
    }
  gln_report_doc_paragraph (builder->doc, "%s",
                            T (builder, "以下问题由软件检查得出，数据没有被自动修改。",
                               "These were found by checks; nothing was changed in the data."));
  findings_summary (builder);
  findings_list (builder);
}
