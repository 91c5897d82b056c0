/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which uses the parcels of a quarter get, and what a parcel of a use is like. */
#include "city.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *code;
  double weight, min_m2, max_m2;
} Share;

typedef struct
{
  double block_m2, parcel_m2, street_m, renewal;
  Share shares[14];
} Recipe;

#define ANY 1e9

static const Recipe recipes[N_ZONES] = {
  [Z_OLD] = { 11000,
              700,
              7.5,
              0.45,
              { { "R31", 38, 0, 5000 },
                { "R21", 26, 700, ANY },
                { "B11", 20, 0, 3000 },
                { "B14", 2.5, 600, 4000 },
                { "A22", 1.2, 700, 4000 },
                { "A1", 1.5, 700, 4000 },
                { "A51", 1, 700, 3000 },
                { "G1", 1.6, 500, 2600 },
                { "S42", 1, 400, 2000 },
                { "U22", 0.7, 0, 800 },
                { "A7", 0.5, 600, 3000 },
                { "B13", 2, 0, 1200 } } },
  [Z_OLDNEW] = { 14000,
                 2800,
                 9,
                 0,
                 { { "R21", 46, 1800, ANY },
                   { "B11", 18, 0, 5000 },
                   { "G1", 1.2, 800, 6000 },
                   { "B14", 3, 1500, 6000 },
                   { "A22", 3, 1000, 6000 },
                   { "G3", 2, 800, 5000 },
                   { "R22", 2, 1500, 4500 },
                   { "S42", 2, 600, 3000 },
                   { "A6", 2, 1000, 4000 } } },
  [Z_RES] = { 34000,
              6800,
              12,
              0.10,
              { { "R21", 66, 2200, ANY },
                { "B11", 14, 0, 4500 },
                { "R22", 3, 2200, 5500 },
                { "G1", 3.8, 900, 6000 },
                { "B14", 1.2, 1500, 6000 },
                { "A1", 1.5, 1500, 8000 },
                { "S42", 1.5, 800, 4000 },
                { "A51", 0.8, 1200, 5000 },
                { "A6", 0.8, 1500, 6000 },
                { "U22", 0.6, 0, 1500 },
                { "B41", 0.6, 900, 3500 },
                { "A22", 0.9, 1500, 7000 },
                { "U12", 0.4, 800, 4000 } } },
  [Z_NEWRES] = { 36000,
                 11500,
                 13,
                 0,
                 { { "R21", 62, 4000, ANY },
                   { "B11", 12, 0, 7000 },
                   { "R22", 4, 3000, 8000 },
                   { "G1", 0.8, 1500, 12000 },
                   { "B21", 2, 3000, 9000 },
                   { "A22", 1.5, 2500, 9000 },
                   { "S42", 2, 1500, 6000 },
                   { "S41", 0.8, 2500, 7000 },
                   { "A51", 0.8, 2000, 7000 },
                   { "A6", 1.2, 2500, 8000 },
                   { "U12", 0.6, 1500, 5000 },
                   { "G3", 0.8, 2000, 8000 } } },
  [Z_COM] = { 21000,
              4000,
              12,
              0.10,
              { { "B11", 30, 0, 12000 },
                { "R21", 27, 2500, ANY },
                { "B21", 11, 2500, ANY },
                { "B14", 6, 1800, 9000 },
                { "A1", 5, 2000, 12000 },
                { "A21", 1.5, 2500, 9000 },
                { "B31", 3, 1500, 7000 },
                { "G3", 1.6, 1500, 7000 },
                { "G1", 3, 1000, 6000 },
                { "S42", 2, 900, 4500 },
                { "A35", 1.5, 2500, 9000 },
                { "U31", 0.4, 1500, 5000 } } },
  [Z_CBD] = { 22000,
              5200,
              15,
              0,
              { { "B21", 38, 2500, ANY },
                { "B11", 20, 0, 12000 },
                { "B14", 9, 2500, 9000 },
                { "R21", 13, 4000, ANY },
                { "G1", 1.6, 1000, 9000 },
                { "G3", 4, 1200, 7000 },
                { "B31", 4, 2000, 9000 },
                { "S42", 3, 1000, 5000 },
                { "A22", 2, 2000, 9000 } } },
  [Z_UNI] = { 50000,
              11000,
              13,
              0,
              { { "A31", 50, 12000, ANY },
                { "R21", 30, 4000, 20000 },
                { "A35", 12, 4000, 20000 },
                { "B11", 8, 0, 5000 },
                { "G1", 2, 1500, 8000 } } },
  [Z_IND] = { 64000,
              13000,
              16,
              0.10,
              { { "M1", 34, 4000, ANY },
                { "M2", 42, 6000, ANY },
                { "W1", 9, 4000, ANY },
                { "M3", 3, 8000, 30000 },
                { "B11", 2, 0, 6000 },
                { "R21", 4, 4000, 12000 },
                { "U12", 2, 0, 5000 },
                { "S42", 2, 0, 6000 },
                { "B41", 1.5, 0, 5000 } } },
  [Z_PARKIND] = { 56000,
                  12000,
                  16,
                  0,
                  { { "M1", 62, 5000, ANY },
                    { "A35", 9, 5000, 25000 },
                    { "B21", 6, 4000, 15000 },
                    { "W1", 8, 6000, ANY },
                    { "G1", 3, 1500, 12000 },
                    { "S42", 3, 0, 7000 },
                    { "U12", 2, 0, 6000 },
                    { "B11", 4, 0, 6000 } } },
  [Z_LOG] = { 66000,
              15000,
              16,
              0,
              { { "W1", 55, 5000, ANY },
                { "W2", 8, 6000, 30000 },
                { "M1", 12, 6000, ANY },
                { "S3", 5, 6000, 30000 },
                { "B12", 10, 4000, 25000 },
                { "U12", 2, 0, 6000 },
                { "S42", 4, 0, 9000 } } },
  [Z_PORT] = { 50000,
               15000,
               0,
               0,
               { { "H23", 50, 5000, ANY }, { "W1", 30, 0, ANY }, { "M2", 20, 0, ANY } } },
  [Z_VILLAGE] = { 90000,
                  8800,
                  0,
                  0,
                  { { "H14", 36, 1500, 26000 },
                    { "E2", 46, 2500, ANY },
                    { "E13", 6, 1500, 12000 },
                    { "M2", 2.5, 4000, 15000 },
                    { "E9", 5, 1500, ANY },
                    { "B11", 1, 0, 4000 },
                    { "A33", 0.8, 5000, 14000 } } },
  [Z_FARM] = { 300000,
               115000,
               0,
               0,
               { { "E2", 82, 0, ANY },
                 { "H14", 9, 8000, 60000 },
                 { "E13", 6, 3000, 50000 },
                 { "E9", 2, 0, 30000 } } },
  [Z_FOREST] = { 600000,
                 170000,
                 0,
                 0,
                 { { "E2", 95, 0, ANY }, { "E9", 2, 0, 60000 }, { "H14", 3, 3000, 60000 } } },
  [Z_BELT] = { 26000, 26000, 0, 0, { { "G1", 1, 0, ANY } } },
};

double
zone_block_m2 (Zone zone)
{
  return recipes[zone].block_m2;
}

double
zone_parcel_m2 (Zone zone)
{
  return recipes[zone].parcel_m2;
}

double
zone_renewal (Zone zone)
{
  return recipes[zone].renewal;
}

double
zone_street_m (Zone zone)
{
  return recipes[zone].street_m;
}

static const char *const names[][2] = {
  { "R21", "二类住宅用地" }, { "R22", "二类服务设施" }, { "R31", "三类住宅用地" },
  { "A1", "行政办公用地" },  { "A21", "图书展览用地" }, { "A22", "文化活动用地" },
  { "A31", "高等院校用地" }, { "A32", "中等专业学校" }, { "A33", "中小学用地" },
  { "A35", "科研用地" },     { "A41", "体育场馆用地" }, { "A51", "医院用地" },
  { "A6", "社会福利用地" },  { "A7", "文物古迹用地" },  { "A9", "宗教用地" },
  { "B11", "零售商业用地" }, { "B12", "批发市场用地" }, { "B13", "餐饮用地" },
  { "B14", "旅馆用地" },     { "B21", "金融保险用地" }, { "B29", "其他商务用地" },
  { "B31", "娱乐用地" },     { "B41", "加油加气站" },   { "M1", "一类工业用地" },
  { "M2", "二类工业用地" },  { "M3", "三类工业用地" },  { "W1", "一类物流仓储" },
  { "W2", "二类物流仓储" },  { "S1", "城市道路用地" },  { "S3", "交通枢纽用地" },
  { "S41", "公共交通场站" }, { "S42", "社会停车场" },   { "U11", "供水用地" },
  { "U12", "供电用地" },     { "U21", "排水用地" },     { "U22", "环卫用地" },
  { "U31", "消防用地" },     { "G1", "公园绿地" },      { "G2", "防护绿地" },
  { "G3", "广场用地" },      { "H14", "村庄建设用地" }, { "H21", "铁路用地" },
  { "H22", "公路用地" },     { "H23", "港口用地" },     { "E11", "自然水域" },
  { "E13", "坑塘沟渠" },     { "E2", "农林用地" },      { "E9", "其他非建设" },
};

/* The name of a code of GB 50137-2011, "" for a code that the standard lacks. */
const char *
use_name (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i][0], code) == 0)
      return names[i][1];
  return "";
}

/* ---- what a parcel is like ---- */

typedef struct
{
  const char *prefix;
  double green_now, green_plan, far;
} Trait;

/* Longer prefixes first. The ratios are what drawings of such parcels show on average. */
static const Trait traits[] = {
  { "R21", 0.315, 0.302, 1.9 }, { "R22", 0.30, 0.34, 0.8 }, { "R31", 0.06, 0.20, 1.1 },
  { "A31", 0.40, 0.42, 0.8 },   { "A32", 0.37, 0.40, 0.8 }, { "A33", 0.32, 0.36, 0.7 },
  { "A35", 0.34, 0.37, 1.2 },   { "A4", 0.30, 0.34, 0.6 },  { "A5", 0.32, 0.36, 1.6 },
  { "A7", 0.30, 0.32, 0.4 },    { "A9", 0.28, 0.30, 0.4 },  { "A", 0.32, 0.34, 1.5 },
  { "B4", 0.12, 0.20, 0.3 },    { "B12", 0.13, 0.20, 0.9 }, { "B2", 0.24, 0.25, 3.2 },
  { "B", 0.17, 0.19, 2.0 },     { "M1", 0.18, 0.17, 1.1 },  { "M", 0.16, 0.16, 0.9 },
  { "W", 0.15, 0.19, 0.8 },     { "S3", 0.16, 0.22, 0.5 },  { "S4", 0.15, 0.22, 0.1 },
  { "U", 0.28, 0.31, 0.4 },     { "H23", 0.08, 0.12, 0.3 },
};

static const Trait *
trait_of (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (traits); i++)
    if (g_str_has_prefix (code, traits[i].prefix))
      return &traits[i];
  return NULL;
}

static void
set_traits (Parcel *parcel, Time time, Rng *rng)
{
  const Trait *trait = trait_of (parcel->code);
  double mean, u = rng_between (rng, -1, 1);

  parcel->year = 1978 + rng_int (rng, 46);
  if (!trait)
    {
      parcel->year = 0;
      return;
    }
  mean = time == NOW ? trait->green_now : trait->green_plan;
  parcel->ratio = CLAMP (mean * (1 + 0.22 * u), 0, 0.55);
  parcel->ratio = floor (parcel->ratio * 100 + 0.5) / 100;
  parcel->far = trait->far * rng_between (rng, 0.7, 1.4);
  if (parcel->area_m2 < 1500)
    parcel->ratio = floor (parcel->ratio * 60 + 0.5) / 100;
}

static const char *
estate_name (Rng *rng)
{
  static const char *const a[] = { "桂", "梅", "金", "翠", "江", "锦", "云", "春", "东", "丽" };
  static const char *const b[] = { "香", "岸", "湖", "园", "景", "华", "林", "和", "苑", "晖" };
  static const char *const c[] = { "小区", "花园", "家园", "新村", "苑", "里" };
  g_autofree char *name
      = g_strconcat (a[rng_int (rng, G_N_ELEMENTS (a))], b[rng_int (rng, G_N_ELEMENTS (b))],
                     c[rng_int (rng, G_N_ELEMENTS (c))], NULL);

  return g_intern_string (name);
}

/* What the fields say: kept, rebuilt or new, the built year, the declared ratio, the estate. */
static void
set_statements (const City *city, Parcel *parcel, Time time, Rng *rng)
{
  const Cell *cell = parcel->cell < 0 ? NULL : city->cells->pdata[parcel->cell];

  if (time == PLAN && cell && cell->zone[NOW] != cell->zone[PLAN])
    {
      parcel->state = "新建";
      parcel->year = parcel->year ? 2026 + rng_int (rng, 5) : 0;
    }
  else
    parcel->state = time == NOW && parcel->year > 2018 ? "新建" : "保留";
  if (parcel->ratio > 0 && (time == PLAN || parcel->year >= 2008) && parcel->urban)
    parcel->stated_ratio = parcel->ratio;
  if (strcmp (parcel->code, "G3") == 0)
    parcel->stated_ratio = floor (rng_between (rng, 35, 58)) / 100;
  if (strcmp (parcel->code, "R21") == 0 && parcel->area_m2 > 4500)
    parcel->name = estate_name (rng);
}

Parcel *
city_add_parcel (City *city, Time time, GEOSGeometry *shape, const char *code, int cell)
{
  Parcel *parcel = g_new0 (Parcel, 1);
  Rng rng;

  parcel->shape = shape;
  parcel->at = geom_inner_point (shape);
  parcel->area_m2 = parcel->stated_m2 = geom_area (shape);
  parcel->cell = cell;
  parcel->urban = cell < 0 || ((Cell *)city->cells->pdata[cell])->built[time];
  g_strlcpy (parcel->code, code, sizeof parcel->code);
  /* by place, so that a kept parcel has the same traits at both times */
  rng = rng_for (23, (int)(parcel->at.x * 4), (int)(parcel->at.y * 4));
  set_traits (parcel, time, &rng);
  set_statements (city, parcel, time, &rng);
  g_ptr_array_add (city->parcels[time], parcel);
  return parcel;
}

static const char *
draw_code (const Recipe *recipe, double area_m2, Rng *rng)
{
  double sum = 0, u;

  for (int i = 0; i < 14 && recipe->shares[i].code; i++)
    if (area_m2 >= recipe->shares[i].min_m2 && area_m2 <= recipe->shares[i].max_m2)
      sum += recipe->shares[i].weight;
  u = rng_unit (rng) * sum;
  for (int i = 0; i < 14 && recipe->shares[i].code; i++)
    if (area_m2 >= recipe->shares[i].min_m2 && area_m2 <= recipe->shares[i].max_m2)
      {
        u -= recipe->shares[i].weight;
        if (u <= 0)
          return recipe->shares[i].code;
      }
  return recipe->shares[0].code;
}

/* A riverside section: parks in the core, levee woods outside, wharves and works between them;
 * the plan leaves parks and woods. */
static const char *
belt_code (const City *city, const Block *block, Time time)
{
  const Cell *cell = city->cells->pdata[block->cell];
  Rng rng = rng_for (29, block->cell, 0);
  double u = rng_unit (&rng), reach = fabs (block->at.x) / 3300;

  if (!cell->built[time])
    return u < 0.75 ? "E2" : "E9";
  if (reach < 0.7 && (time == PLAN || u > 0.04 + 0.12 * reach))
    return "G1";
  if (reach >= 0.7 && (time == PLAN || u > 0.5))
    return "G2";
  return reach < 0.4 ? "B11" : u < 0.15 ? "M2" : u < 0.35 ? "H23" : u < 0.42 ? "E9" : "W1";
}

/* New estates are held to 30 %, rebuilt and old ones to 25 %; most keep to it. */
static void
declare_estate (Parcel *parcel, Rng *rng)
{
  double floor_ratio = strcmp (parcel->state, "新建") == 0 ? 0.30 : 0.25, u = rng_unit (rng);

  if (strcmp (parcel->code, "R21") != 0 || !parcel->urban)
    return;
  parcel->ratio = u < 0.07 ? floor_ratio - 0.01 - 0.4 * u : floor_ratio + 0.05 * (u - 0.07);
  parcel->ratio = parcel->stated_ratio = floor (parcel->ratio * 100 + 0.5) / 100;
}

void
city_assign_uses (City *city, Time time, const Block *block, GPtrArray *shapes)
{
  const Recipe *recipe = &recipes[block->zone];

  for (guint i = 0; i < shapes->len; i++)
    {
      Rng rng = rng_for (31, block->cell * 20000 + block->index, (int)(i * 16 + block->zone));
      const char *code = block->zone == Z_BELT
                             ? belt_code (city, block, time)
                             : draw_code (recipe, geom_area (shapes->pdata[i]), &rng);
      Parcel *parcel = city_add_parcel (city, time, shapes->pdata[i], code, block->cell);

      parcel->zone = block->zone;
      parcel->block = block->index;
      if (block->renewed)
        {
          parcel->state = "改建";
          parcel->year = parcel->year ? 2026 + rng_int (&rng, 5) : 0;
        }
      if (time == PLAN)
        declare_estate (parcel, &rng);
    }
}

/* ---- names of streets ---- */

char *
street_name (Rng *rng, RoadClass cls)
{
  static const char *const first[] = { "文", "新", "东", "西", "春", "秋", "长", "永", "和", "兴",
                                       "福", "云", "青", "梅", "桂", "柳", "竹", "明", "瑞", "安" };
  static const char *const second[]
      = { "昌", "华", "宁", "平", "林", "溪", "泰", "康", "园", "景",
          "庆", "水", "峰", "鹤", "阳", "乐", "塘", "湖", "堤", "桥" };
  const char *a = first[rng_int (rng, G_N_ELEMENTS (first))];
  const char *b = second[rng_int (rng, G_N_ELEMENTS (second))];

  if (cls == ROAD_LOCAL)
    return rng_unit (rng) < 0.5 ? g_strdup_printf ("%s%s街", a, b)
                                : g_strdup_printf ("%s%s巷", a, b);
  return g_strdup_printf ("%s%s路", a, b);
}
