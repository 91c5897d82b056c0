/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-style-table.h"

#define RGB(rgb) { ((rgb) >> 16 & 0xff) / 255.0, ((rgb) >> 8 & 0xff) / 255.0, ((rgb) & 0xff) / 255.0, 1 }
#define RGBA(rgb, alpha) { ((rgb) >> 16 & 0xff) / 255.0, ((rgb) >> 8 & 0xff) / 255.0, ((rgb) & 0xff) / 255.0, (alpha) }

/* Greens are strong and parcels are muted: a planner looks for the green. */
const guint32 gln_style_kind_rgb[GLN_N_LAND_KINDS] = {
  [GLN_LAND_NONE] = 0xe9e6de,     [GLN_LAND_PARK] = 0x4caf50,
  [GLN_LAND_PROTECTIVE] = 0x2e7d32, [GLN_LAND_SQUARE] = 0x9ccc65,
  [GLN_LAND_ATTACHED] = 0xc5e1a5, [GLN_LAND_REGIONAL] = 0xa5d6a7,
  [GLN_LAND_NURSERY] = 0xb5c77a,
};

const guint32 gln_style_group_rgb[GLN_N_GROUPS] = {
  [GLN_GROUP_OTHER] = 0xe4dfd6,      [GLN_GROUP_RESIDENTIAL] = 0xffe680,
  [GLN_GROUP_PUBLIC] = 0xf4c0de,     [GLN_GROUP_COMMERCIAL] = 0xf4a3a0,
  [GLN_GROUP_INDUSTRY] = 0xc8a878,   [GLN_GROUP_WAREHOUSE] = 0xcbb8e6,
  [GLN_GROUP_TRANSPORT] = 0xdcdcda,  [GLN_GROUP_UTILITY] = 0xb8c4d8,
  [GLN_GROUP_GREEN] = 0x9ccc65,      [GLN_GROUP_WATER] = 0xa8d4f0,
  [GLN_GROUP_FARMLAND] = 0xeef0d2,   [GLN_GROUP_VILLAGE] = 0xf0d9b0,
  [GLN_GROUP_SPECIAL] = 0xb9bd98,    [GLN_GROUP_RESERVED] = 0xffffff,
};

const char *const gln_style_kind_names[GLN_N_LAND_KINDS][2] = {
  [GLN_LAND_NONE] = { "非绿地", "Not green land" },
  [GLN_LAND_PARK] = { "公园绿地", "Parks" },
  [GLN_LAND_PROTECTIVE] = { "防护绿地", "Protective green" },
  [GLN_LAND_SQUARE] = { "广场用地", "Squares" },
  [GLN_LAND_ATTACHED] = { "附属绿地", "Attached green" },
  [GLN_LAND_REGIONAL] = { "区域绿地", "Regional green" },
  [GLN_LAND_NURSERY] = { "生产绿地", "Nurseries" },
};

const char *const gln_style_group_names[GLN_N_GROUPS][2] = {
  [GLN_GROUP_OTHER] = { "其他用地", "Other land" },
  [GLN_GROUP_RESIDENTIAL] = { "居住用地", "Residential" },
  [GLN_GROUP_PUBLIC] = { "公共管理与公共服务用地", "Public services" },
  [GLN_GROUP_COMMERCIAL] = { "商业服务业用地", "Commercial" },
  [GLN_GROUP_INDUSTRY] = { "工业用地", "Industry" },
  [GLN_GROUP_WAREHOUSE] = { "物流仓储用地", "Warehouses" },
  [GLN_GROUP_TRANSPORT] = { "道路与交通设施用地", "Roads and transport" },
  [GLN_GROUP_UTILITY] = { "公用设施用地", "Utilities" },
  [GLN_GROUP_GREEN] = { "绿地与广场用地", "Green land and squares" },
  [GLN_GROUP_WATER] = { "水域", "Water" },
  [GLN_GROUP_FARMLAND] = { "农林用地", "Farmland and forest" },
  [GLN_GROUP_VILLAGE] = { "村庄建设用地", "Villages" },
  [GLN_GROUP_SPECIAL] = { "特殊用地", "Special use" },
  [GLN_GROUP_RESERVED] = { "留白用地", "Reserved" },
};

/* A fixed style and the words (class code or role) that ask for it; NULL: the rest of its kind. */
typedef struct
{
  GlnLayerKind kind;
  const char *word;
  GlnStyle style;
} Row;

static const Row rows[] = {
  { GLN_LAYER_WATER, NULL,
    { .name_zh = "水域", .name_en = "Water", .fill = RGB (0xa8d4f0), .stroke = RGB (0x7fb6dc), .stroke_px = 0.8,
      .detail = TRUE } },

  { GLN_LAYER_COVER, "tree",
    { .name_zh = "乔木覆盖", .name_en = "Tree cover", .rank = 5, .fill = RGBA (0x7cb9a8, 0.9),
      .stroke = RGB (0x5e9a8a), .stroke_px = 0.5, .detail = TRUE } },
  { GLN_LAYER_COVER, "shrub",
    { .name_zh = "灌木覆盖", .name_en = "Shrub cover", .rank = 4, .fill = RGBA (0x9cc7a6, 0.9) } },
  { GLN_LAYER_COVER, "herb",
    { .name_zh = "草本覆盖", .name_en = "Grass and herb cover", .rank = 3, .fill = RGBA (0xbfdcae, 0.9) } },
  { GLN_LAYER_COVER, "roof",
    { .name_zh = "屋顶绿化", .name_en = "Green roofs", .rank = 7, .fill = RGB (0xb2dfdb), .stroke = RGB (0x80b8b2),
      .stroke_px = 0.6, .detail = TRUE } },
  { GLN_LAYER_COVER, "vertical",
    { .name_zh = "立体绿化", .name_en = "Vertical greening", .rank = 8, .fill = RGB (0xb2dfdb), .stroke = RGB (0x4f9a92),
      .stroke_px = 0.8, .detail = TRUE } },
  { GLN_LAYER_COVER, "aquatic",
    { .name_zh = "水生植物", .name_en = "Aquatic plants", .rank = 2, .fill = RGBA (0x8ecfc0, 0.8) } },
  { GLN_LAYER_COVER, NULL,
    { .name_zh = "绿化覆盖", .name_en = "Green cover", .rank = 1, .fill = RGBA (0x8fc3a5, 0.85) } },

  { GLN_LAYER_BOUNDARY, "built_up",
    { .name_zh = "建成区界线", .name_en = "Built-up area", .rank = 9, .stroke = RGB (0xc01c28), .stroke_px = 2.4,
      .dash = { 11, 4, 2.5, 4 }, .n_dash = 4 } },
  { GLN_LAYER_BOUNDARY, "construction",
    { .name_zh = "城市建设用地界线", .name_en = "Construction land", .rank = 8, .stroke = RGB (0xb35a00), .stroke_px = 1.8,
      .dash = { 8, 4 }, .n_dash = 2 } },
  { GLN_LAYER_BOUNDARY, "planning",
    { .name_zh = "规划范围", .name_en = "Planning area", .rank = 7, .stroke = RGB (0x2b2b33), .stroke_px = 2.0,
      .dash = { 14, 5, 3, 5, 3, 5 }, .n_dash = 6 } },
  { GLN_LAYER_BOUNDARY, "development",
    { .name_zh = "城镇开发边界", .name_en = "Urban development boundary", .rank = 6, .stroke = RGB (0xa626a4),
      .stroke_px = 2.0, .dash = { 12, 4 }, .n_dash = 2 } },
  { GLN_LAYER_BOUNDARY, "municipal",
    { .name_zh = "市域界线", .name_en = "Municipal boundary", .rank = 5, .stroke = RGB (0x6b6b70), .stroke_px = 2.0,
      .dash = { 10, 4, 2, 4, 2, 4 }, .n_dash = 6 } },
  { GLN_LAYER_BOUNDARY, "historic",
    { .name_zh = "历史文化街区", .name_en = "Historic quarter", .rank = 4, .fill = RGBA (0x8d5a2b, 0.06),
      .stroke = RGB (0x8d5a2b), .stroke_px = 1.6, .dash = { 5, 3 }, .n_dash = 2 } },
  { GLN_LAYER_BOUNDARY, "old_town",
    { .name_zh = "老城区", .name_en = "Old town", .rank = 3, .stroke = RGB (0x8d5a2b), .stroke_px = 1.6,
      .dash = { 2, 3 }, .n_dash = 2 } },
  { GLN_LAYER_BOUNDARY, NULL,
    { .name_zh = "界线", .name_en = "Boundary", .rank = 1, .stroke = RGB (0x55555c), .stroke_px = 1.6, .dash = { 8, 4 },
      .n_dash = 2 } },

  { GLN_LAYER_DISTRICT, "community",
    { .name_zh = "社区界", .name_en = "Community", .rank = 1, .stroke = RGBA (0x6d5b8c, 0.75), .stroke_px = 0.9,
      .dash = { 2, 3 }, .n_dash = 2 } },
  { GLN_LAYER_DISTRICT, "street",
    { .name_zh = "街道界", .name_en = "Subdistrict", .rank = 2, .stroke = RGBA (0x6d5b8c, 0.9), .stroke_px = 1.2,
      .dash = { 6, 3 }, .n_dash = 2 } },
  { GLN_LAYER_DISTRICT, NULL,
    { .name_zh = "分区界", .name_en = "District", .rank = 3, .stroke = RGBA (0x5b4a7d, 0.9), .stroke_px = 1.5,
      .dash = { 10, 3, 2, 3 }, .n_dash = 4 } },

  { GLN_LAYER_LINE, "rail",
    { .line = TRUE, .name_zh = "铁路", .name_en = "Railway", .rank = 8, .stroke = RGB (0x55555c), .stroke_px = 3, .core = RGB (0xffffff),
      .core_share = 0.5, .core_dash = { 7, 7 }, .n_core_dash = 2 } },
  { GLN_LAYER_LINE, "expressway",
    { .line = TRUE, .name_zh = "快速路", .name_en = "Expressway", .rank = 7, .stroke = RGB (0xf5ae4a), .stroke_px = 4.4,
      .core = RGB (0xfff3dc), .core_share = 0.3, .width_key = "red_line_width_m" } },
  { GLN_LAYER_LINE, "main",
    { .line = TRUE, .name_zh = "主干路", .name_en = "Main road", .rank = 6, .stroke = RGB (0xcdb183), .stroke_px = 2.4,
      .core = RGB (0xfffaf0), .core_share = 0.62, .width_key = "red_line_width_m" } },
  { GLN_LAYER_LINE, "secondary",
    { .line = TRUE, .name_zh = "次干路", .name_en = "Secondary road", .rank = 5, .stroke = RGB (0xbfb8a8), .stroke_px = 1.8,
      .core = RGB (0xffffff), .core_share = 0.68, .width_key = "red_line_width_m" } },
  { GLN_LAYER_LINE, "branch",
    { .line = TRUE, .name_zh = "支路", .name_en = "Branch road", .rank = 4, .stroke = RGB (0xcac5b9), .stroke_px = 1.2,
      .core = RGB (0xffffff), .core_share = 0.72, .width_key = "red_line_width_m", .detail = TRUE } },
  { GLN_LAYER_LINE, "road",
    { .line = TRUE, .name_zh = "道路", .name_en = "Road", .rank = 4, .stroke = RGB (0xbfb8a8), .stroke_px = 1.6, .core = RGB (0xffffff),
      .core_share = 0.68, .width_key = "red_line_width_m" } },
  { GLN_LAYER_LINE, "river",
    { .line = TRUE, .name_zh = "河道", .name_en = "River", .rank = 1, .stroke = RGB (0x8fc6ea), .stroke_px = 2 } },
  { GLN_LAYER_LINE, "power",
    { .line = TRUE, .name_zh = "高压线", .name_en = "Power line", .rank = 9, .stroke = RGB (0x7a4f9a), .stroke_px = 1.2,
      .dash = { 12, 3, 1.5, 3 }, .n_dash = 4 } },
  { GLN_LAYER_LINE, "greenway",
    { .line = TRUE, .name_zh = "绿道", .name_en = "Greenway", .rank = 10, .stroke = RGB (0x00897b), .stroke_px = 2, .dash = { 2, 3 },
      .n_dash = 2 } },
  { GLN_LAYER_LINE, NULL,
    { .line = TRUE, .name_zh = "线", .name_en = "Line", .rank = 2, .stroke = RGB (0x77777c), .stroke_px = 1.4 } },

  { GLN_LAYER_POINT, "ancient_tree",
    { .name_zh = "古树名木", .name_en = "Ancient and famous trees", .rank = 2, .fill = RGB (0x00695c),
      .stroke = RGB (0x5d4037), .symbol = GLN_SYMBOL_TREE, .symbol_px = 9, .min_px_per_m = 0.08 } },
  { GLN_LAYER_POINT, "entrance",
    { .name_zh = "公园出入口", .name_en = "Park entrances", .rank = 1, .fill = RGB (0x1a5fb4), .stroke = RGB (0xffffff),
      .symbol = GLN_SYMBOL_ENTRANCE, .symbol_px = 8, .min_px_per_m = 0.25 } },
  { GLN_LAYER_POINT, NULL,
    { .name_zh = "点", .name_en = "Point", .fill = RGB (0x5b4a7d), .stroke = RGB (0xffffff),
      .symbol = GLN_SYMBOL_DOT, .symbol_px = 7 } },

  { GLN_LAYER_BUILDING, NULL,
    { .name_zh = "建筑", .name_en = "Buildings", .fill = RGBA (0xb9b4ac, 0.8), .stroke = RGB (0x8f8a82), .stroke_px = 0.6,
      .detail = TRUE } },
  { GLN_LAYER_GREEN_LINE, "planned",
    { .name_zh = "规划绿线", .name_en = "Planned green line", .rank = 1, .stroke = RGB (0x00a651), .stroke_px = 2,
      .dash = { 7, 4 }, .n_dash = 2 } },
  { GLN_LAYER_GREEN_LINE, NULL,
    { .name_zh = "城市绿线", .name_en = "Green line", .rank = 2, .stroke = RGB (0x00853e), .stroke_px = 2.2 } },
  { GLN_LAYER_ZONE, NULL,
    { .name_zh = "功能分区", .name_en = "Zones", .fill = RGBA (0x9575cd, 0.10), .stroke = RGB (0x7e57c2), .stroke_px = 1.2,
      .dash = { 5, 3 }, .n_dash = 2 } },
  { GLN_LAYER_PROJECT, NULL,
    { .name_zh = "建设项目", .name_en = "Projects", .fill = RGBA (0xef6c00, 0.12), .stroke = RGB (0xe65100),
      .stroke_px = 1.6, .dash = { 6, 3 }, .n_dash = 2 } },
};

/* Parcels whose code means nothing: seen at once, mistaken for no class. */
static const GlnStyle unknown_style = {
  .name_zh = "类别不明", .name_en = "Unknown class", .rank = -1, .fill = RGB (0xf3efe9), .stroke = RGB (0xb08aa0),
  .stroke_px = 0.6, .detail = TRUE, .hatch = GLN_HATCH_BACK_DIAGONAL, .hatch_colour = RGBA (0xb08aa0, 0.8),
};

const GlnStyle *
gln_style_table_unknown (void)
{
  return &unknown_style;
}

static const Row *
find_row (GlnLayerKind kind, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].kind == kind && g_strcmp0 (rows[i].word, word) == 0)
      return &rows[i];
  return NULL;
}

const GlnStyle *
gln_style_table_find (GlnLayerKind kind, const char *word, const char *role)
{
  const Row *row = find_row (kind, word);

  if (!row)
    row = find_row (kind, role);
  if (!row)
    row = find_row (kind, NULL);
  return row ? &row->style : &unknown_style;
}

guint
gln_style_table_order (const GlnStyle *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (&rows[i].style == style)
      return i;
  return G_N_ELEMENTS (rows);
}
