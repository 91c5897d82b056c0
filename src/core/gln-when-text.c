/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/gln-when-private.h"

/* A report may be in the other language than the window, so these names do not go through the
 * locale: both stand here, as they do in the data files. */
typedef struct
{
  const char *word;
  const char *zh;
  const char *en;
  const char *unit_zh; /* of numeric keys */
  const char *unit_en;
} Name;

static const Name key_names[] = {
  { "region", "地区", "region", "", "" },
  { "pop", "人口", "population", " 人", " persons" },
  { "city_class", "城市规模", "city size", "", "" },
  { "land_pc", "人均建设用地", "construction land per person", " m²/人", " m²/person" },
  { "age", "新旧", "age", "", "" },
  { "use", "用地", "use", "", "" },
  { "road_class", "道路等级", "road class", "", "" },
  { "width_m", "红线宽度", "red-line width", " m", " m" },
  { "kv", "电压", "voltage", " kV", " kV" },
  { "line", "线路", "line", "", "" },
  { "baseline", "起算线", "baseline", "", "" },
  { "park_area_m2", "公园面积", "park area", " m²", " m²" },
  { "historic", "历史文化街区", "historic quarter", "", "" },
  { "district_level", "区划层级", "district level", "", "" },
  { "phase", "规划期", "phase", "", "" },
};

static const Name value_names[] = {
  { "N", "秦岭淮河以北", "north of the Qinling-Huaihe line", NULL, NULL },
  { "S", "秦岭淮河以南", "south of the Qinling-Huaihe line", NULL, NULL },
  { "big", "大城市", "big", NULL, NULL },
  { "mid", "中等城市", "middle", NULL, NULL },
  { "small", "小城市", "small", NULL, NULL },
  { "new", "新建", "new", NULL, NULL },
  { "rebuilt", "改建", "rebuilt", NULL, NULL },
  { "old", "旧区", "old", NULL, NULL },
  { "true", "是", "yes", NULL, NULL },
  { "false", "否", "no", NULL, NULL },
  { "motorway", "高速公路", "motorway", NULL, NULL },
  { "expressway", "快速路", "urban expressway", NULL, NULL },
  { "main", "主干路", "main road", NULL, NULL },
  { "main_road", "主干路", "main road", NULL, NULL },
  { "secondary", "次干路", "secondary road", NULL, NULL },
  { "branch", "支路", "branch road", NULL, NULL },
  { "scenic", "园林景观路", "scenic road", NULL, NULL },
  { "rail", "铁路", "railway", NULL, NULL },
  { "river", "河流", "river", NULL, NULL },
  { "lake", "湖泊", "lake", NULL, NULL },
  { "sea", "海岸", "sea", NULL, NULL },
  { "ditch", "沟渠", "ditch", NULL, NULL },
  { "power", "电力线", "power line", NULL, NULL },
  { "city", "全市", "city", NULL, NULL },
  { "urban_district", "城区", "urban district", NULL, NULL },
  { "street", "街道", "subdistrict", NULL, NULL },
  { "community", "社区", "community", NULL, NULL },
  { "circle15", "十五分钟生活圈", "15-minute living circle", NULL, NULL },
  { "circle10", "十分钟生活圈", "10-minute living circle", NULL, NULL },
  { "circle5", "五分钟生活圈", "5-minute living circle", NULL, NULL },
  { "residential", "居住用地", "residential land", NULL, NULL },
  { "residential_1", "一类居住用地", "residential land, class 1", NULL, NULL },
  { "unit", "单位用地", "unit land", NULL, NULL },
  { "public", "公共服务用地", "public services", NULL, NULL },
  { "office", "行政办公用地", "administration", NULL, NULL },
  { "culture", "文化设施用地", "culture", NULL, NULL },
  { "school", "学校用地", "schools", NULL, NULL },
  { "sports", "体育用地", "sports", NULL, NULL },
  { "hospital", "医院用地", "hospitals", NULL, NULL },
  { "infectious_hospital", "传染病医院", "infectious-disease hospitals", NULL, NULL },
  { "barracks", "部队用地", "barracks", NULL, NULL },
  { "commercial", "商业服务业用地", "commercial land", NULL, NULL },
  { "retail", "商业用地", "shops", NULL, NULL },
  { "business", "商务用地", "business offices", NULL, NULL },
  { "industry", "工业用地", "industry", NULL, NULL },
  { "polluting_industry", "污染工业", "polluting industry", NULL, NULL },
  { "warehouse", "物流仓储用地", "warehouses", NULL, NULL },
  { "hazardous_store", "危险品仓库", "hazardous stores", NULL, NULL },
  { "transport", "交通用地", "transport land", NULL, NULL },
  { "transport_hub", "交通枢纽", "transport hubs", NULL, NULL },
  { "road", "道路用地", "road land", NULL, NULL },
  { "utility", "公用设施用地", "utilities", NULL, NULL },
  { "polluting_utility", "污染性公用设施", "polluting utilities", NULL, NULL },
  { "square", "广场用地", "squares", NULL, NULL },
  { "park", "公园", "parks", NULL, NULL },
  { "comprehensive_park", "综合公园", "comprehensive parks", NULL, NULL },
  { "community_park", "社区公园", "community parks", NULL, NULL },
  { "track_centre", "轨道中心线", "track centre line", NULL, NULL },
  { "track_edge", "轨道边缘", "track edge", NULL, NULL },
  { "centre_line", "中心线", "centre line", NULL, NULL },
  { "red_line", "道路红线", "red line", NULL, NULL },
  { "road_edge", "路缘", "road edge", NULL, NULL },
  { "bank", "岸线", "bank", NULL, NULL },
  { "levee_foot", "堤脚", "levee foot", NULL, NULL },
  { "boundary", "边界", "boundary", NULL, NULL },
};

static const Name *
find_name (const Name *names, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (names[i].word, word) == 0)
      return &names[i];
  return NULL;
}

const char *
gln_when_key_name (const char *key, gboolean chinese)
{
  const Name *name = find_name (key_names, G_N_ELEMENTS (key_names), key);
  if (name == NULL)
    return key;
  return chinese ? name->zh : name->en;
}

/* Words that no table knows (codes, phase ids, own levels) stay as they are. */
static char *
join_values (const Condition *condition, gboolean chinese)
{
  GString *out = g_string_new (NULL);
  const char *joint = !chinese ? " or " : condition->is_number ? " 或 " : "或";
  for (const char **value = condition->values; *value; value++)
    {
      const Name *name = find_name (value_names, G_N_ELEMENTS (value_names), *value);
      const char *text = name == NULL ? *value : chinese ? name->zh : name->en;
      g_string_append_printf (out, "%s%s", value == condition->values ? "" : joint, text);
    }
  return g_string_free (out, FALSE);
}

static void
append_condition (GString *out, const Condition *condition, gboolean chinese)
{
  static const char *const signs[N_CMP] = { "≥", "≤", "≠", ">", "<", "=" };
  const char *key = gln_when_key_name (condition->key->name, chinese);
  const Name *name = find_name (key_names, G_N_ELEMENTS (key_names), condition->key->name);
  g_autofree char *values = join_values (condition, chinese);

  if (condition->is_number)
    g_string_append_printf (out, "%s %s %s%s", key, signs[condition->op], values,
                            name == NULL ? "" : chinese ? name->unit_zh : name->unit_en);
  else if (chinese)
    g_string_append_printf (out, "%s%s%s", key, condition->op == CMP_NE ? "不为" : "为", values);
  else
    g_string_append_printf (out, "%s: %s%s", key, condition->op == CMP_NE ? "not " : "", values);
}

char *
gln_when_describe (const GlnWhen *self, gboolean chinese)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      if (i > 0)
        g_string_append (out, chinese ? "；" : "; ");
      append_condition (out, &g_array_index (self->conditions, Condition, i), chinese);
    }
  return g_string_free (out, FALSE);
}
