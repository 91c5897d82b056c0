/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-private.h"

/* Reasons that the indicators give in English, in the language of the report: it may differ from the
 * language of the program, so the message catalogue cannot help. */
static const char *const reasons[][2] = {
  { "no built-up area and no parcels", "缺建成区界线和用地" },
  { "no construction land and no parcels", "缺城市建设用地界线和用地" },
  { "population not given", "缺人口" },
  { "parks are not divided into comprehensive parks, community parks and others", "公园未细分类别" },
  { "no interpretation of the vegetation", "缺植被解译" },
  { "no residential land", "没有居住用地" },
  { "no road land in the land use", "用地中没有道路" },
  { "no lines with a rule for their belt", "没有适用林带规定的线路" },
  { "the beds of the lines are not known", "线路用地宽度不明" },
  { "neither width nor water surface of the river given", "缺河宽和水面" },
  { "no rivers", "没有河道" },
  { "neither width nor water surface is given for any river", "河道都缺宽度和水面" },
  { "found for the whole city only", "只按全市计算" },
  { "no heritage trees", "没有古树名木" },
  { "protection is not stated for any tree", "古树都未注明保护情况" },
  { "compares districts; has no value in one of them", "分区之间比较，单个分区无此值" },
  { "no urban districts", "缺城区界线" },
  { "a district has no value; its population or area is not given", "有城区缺人口或面积" },
  { "no residential parcels known to be new or rebuilt", "没有注明新建、改建的居住地块" },
  { "no parcels with a rule for their green ratio", "没有适用绿地率规定的地块" },
  { "the green ratio is not known for any of the parcels", "地块都缺绿地率" },
  { "no such land is marked in the land use", "用地中没有此类地块" },
  { "not stated for any of the parcels", "地块都未注明" },
  { "no planned phase", "没有规划期" },
  { "no protective green is planned", "没有规划防护绿地" },
  { "no roads of 12 m or more", "没有12米以上的道路" },
  { "street trees are not given for any road", "道路都未注明行道树" },
  { "no roads with a rule for their green ratio", "没有适用绿地率规定的道路" },
  { "the green ratio is not known for any road", "道路都缺绿地率" },
  { "no secondary or branch roads", "没有次干路和支路" },
  { "the shaded share is not given for any road", "道路都缺林荫比例" },
  { "no banks", "没有岸线" },
  { "the kind of bank is not given for any bank", "岸线都未注明类型" },
  { "no road has the width of its dividing strip", "道路都缺分车绿带宽度" },
  { "no parks", "没有公园" },
  { "nothing that could hold the title", "没有可以授予称号的对象" },
  { "the planted share is not given for any park", "公园都缺绿化占地比例" },
  { "not entered yet", "待填" },
};

/* Why a value is missing, from the msgid that the indicator gives. */
const char *
gln_report_missing (const GlnReportBuilder *builder, const char *missing)
{
  if (!missing)
    return T (builder, "缺数据", "no data");
  for (guint i = 0; builder->zh && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i][0], missing))
      return reasons[i][1];
  return missing;
}

/* What is counted as population: known words in the language of the report, own words as they are. */
const char *
gln_report_population_kind (const GlnReportBuilder *builder, const GlnPhase *phase)
{
  static const char *const kinds[][2] = { { "常住", "permanent" },
                                          { "城区+暂住", "urban and temporary" },
                                          { "非农", "non-agricultural" } };

  for (guint i = 0; !builder->zh && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (phase->population_kind, kinds[i][0]))
      return kinds[i][1];
  return phase->population_kind;
}
