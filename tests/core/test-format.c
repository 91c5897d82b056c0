/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-format.h"

#include <math.h>

/* Compares and frees; ordinary spaces stand for no-break ones. */
static void
check (char *actual, const char *expected)
{
  g_autofree char *owned = actual;
  g_auto (GStrv) parts = g_strsplit (actual, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_numbers (void)
{
  check (gln_format_number (0, 2), "0.00");
  check (gln_format_number (-0.001, 2), "0.00");
  check (gln_format_number (999, 0), "999");
  check (gln_format_number (1000, 0), "1 000");
  check (gln_format_number (1234567.891, 2), "1 234 567.89");
  check (gln_format_number (-12345.5, 1), "−12 345.5");
  check (gln_format_number (NAN, 2), "—");
  check (gln_format_number (INFINITY, 2), "—");
  check (gln_format_signed (0.09, 2), "+0.09");
  check (gln_format_signed (-0.09, 2), "−0.09");
  check (gln_format_signed (0.0001, 2), "0.00");
}

static void
test_quantities (void)
{
  check (gln_format_quantity (0.352, GLN_UNIT_RATIO), "35.20");
  check (gln_format_value (0.352, GLN_UNIT_RATIO, GLN_LANG_ZH), "35.20 %");
  check (gln_format_value (10.96, GLN_UNIT_M2_PERSON, GLN_LANG_ZH), "10.96 m²/人");
  check (gln_format_value (NAN, GLN_UNIT_RATIO, GLN_LANG_ZH), "—");
  check (gln_format_area (28700, GLN_LANG_ZH), "2.87 公顷");
  check (gln_format_area (28700, GLN_LANG_EN), "2.87 ha");
  check (gln_format_area (999, GLN_LANG_EN), "999 m²");
  check (gln_format_population (312000, GLN_LANG_ZH), "31.2 万人");
  check (gln_format_population (312500, GLN_LANG_ZH), "31.25 万人");
  check (gln_format_population (300000, GLN_LANG_ZH), "30.0 万人");
  check (gln_format_population (9600, GLN_LANG_ZH), "9 600 人");
  check (gln_format_population (312000, GLN_LANG_EN), "312 000 people");
  check (gln_format_population (NAN, GLN_LANG_ZH), "—");
  check (gln_format_length (712.4, GLN_LANG_ZH), "712 m");
  check (gln_format_change (0.3511, 0.3520, GLN_UNIT_RATIO), "+0.09");
  check (gln_format_bound (">=", 0.354, 0, GLN_UNIT_RATIO, TRUE, GLN_LANG_ZH), "≥ 35.40 %");
  check (gln_format_bound ("<", 0.2, 0, GLN_UNIT_RATIO, FALSE, GLN_LANG_ZH), "< 20.00");
  check (gln_format_bound ("between", 8, 12, GLN_UNIT_M2_PERSON, TRUE, GLN_LANG_EN),
         "8.00–12.00 m²/person");
  check (gln_format_bound ("bool", 1, 1, GLN_UNIT_COUNT, TRUE, GLN_LANG_ZH), "应有");
}

static const GlnIndicatorInfo ratio_info = { .id = "GLR", .unit = GLN_UNIT_RATIO, .gap_in_land = TRUE };
static const GlnIndicatorInfo road_info = { .id = "RGP", .unit = GLN_UNIT_RATIO };
static const GlnIndicatorInfo entry_info = { .id = "OLD", .unit = GLN_UNIT_RATIO, .by_entry = TRUE };

static void
test_gap (void)
{
  GlnCheck bound = { .op = ">=", .value = 0.354, .status = GLN_STATUS_UNMET, .gap = 64660.1 };
  GlnIndicatorValue value = { .info = &ratio_info, .value = 0.352, .denominator = 32290000,
                              .n_checks = 1, .checks = &bound };

  g_assert_true (gln_check_gap_is_area (&value, &bound));
  check (gln_format_gap (&value, &bound, GLN_LANG_ZH), "还差 6.47 公顷");
  check (gln_format_gap (&value, &bound, GLN_LANG_EN), "6.47 ha short");
  bound.gap = 0.4;
  check (gln_format_gap (&value, &bound, GLN_LANG_ZH), "还差 1 m²");
  bound.gap = 0.354 - 0.352; /* a share of road length */
  value.info = &road_info;
  g_assert_false (gln_check_gap_is_area (&value, &bound));
  check (gln_format_gap (&value, &bound, GLN_LANG_ZH), "还差 0.20 个百分点");
  bound.op = "<=";
  check (gln_format_gap (&value, &bound, GLN_LANG_EN), "0.20 percentage points too much");
  bound.status = GLN_STATUS_MET;
  check (gln_format_gap (&value, &bound, GLN_LANG_ZH), "达标");
  bound.status = GLN_STATUS_UNKNOWN;
  value.provisional = TRUE;
  check (gln_format_gap (&value, &bound, GLN_LANG_ZH), "缺边界，未判定");
  value.info = &entry_info;
  value.value = NAN;
  check (gln_format_gap (&value, &bound, GLN_LANG_ZH), "待填");
}

/* A missed target is never printed as if it were reached. */
static void
test_near_miss (void)
{
  GlnCheck bound = { .op = ">=", .value = 0.354, .status = GLN_STATUS_UNMET };
  GlnIndicatorValue value = { .info = &ratio_info, .value = 0.35398, .n_checks = 1,
                              .checks = &bound };

  bound.actual = value.value;
  check (gln_format_indicator (&value), "35.398");
  bound.actual = value.value = 0.3539999;
  check (gln_format_indicator (&value), "35.39999");
  bound.actual = value.value = 0.352;
  check (gln_format_indicator (&value), "35.20");
  bound.op = ">";
  bound.actual = value.value = 0.354;
  check (gln_format_indicator (&value), "35.40");
}

static void
test_crs (void)
{
  check (gln_format_crs ("EPSG:4547", GLN_LANG_ZH), "CGCS2000 / 3°带 中央经线 114°E（EPSG:4547）");
  check (gln_format_crs ("EPSG:4526", GLN_LANG_EN), "CGCS2000 / 3° zone 38 (EPSG:4526)");
  check (gln_format_crs ("EPSG:2343", GLN_LANG_EN), "Xian 1980 / 6° zone, central meridian 105°E (EPSG:2343)");
  check (gln_format_crs ("EPSG:32650", GLN_LANG_ZH), "EPSG:32650");
  check (gln_format_crs ("local", GLN_LANG_ZH), "城市独立坐标系");
  check (gln_format_crs ("PROJCS[\"Wuxi 2008\",GEOGCS[\"x\"]]", GLN_LANG_EN), "Wuxi 2008");
}

static void
test_lang (void)
{
  GlnLang lang;

  g_assert_true (gln_lang_parse ("zh_CN", &lang));
  g_assert_cmpint (lang, ==, GLN_LANG_ZH);
  g_assert_true (gln_lang_parse ("en", &lang));
  g_assert_cmpint (lang, ==, GLN_LANG_EN);
  g_assert_false (gln_lang_parse ("fr", &lang));
  g_assert_false (gln_lang_parse (NULL, &lang));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/numbers", test_numbers);
  g_test_add_func ("/format/quantities", test_quantities);
  g_test_add_func ("/format/gap", test_gap);
  g_test_add_func ("/format/near-miss", test_near_miss);
  g_test_add_func ("/format/crs", test_crs);
  g_test_add_func ("/format/lang", test_lang);
  return g_test_run ();
}
