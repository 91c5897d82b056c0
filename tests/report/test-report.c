/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../draw/fixture.h"
#include "core/gln-mosaic.h"
#include "model/gln-standards-loader.h"
#include "report/gln-report-pdf.h"
#include "report/gln-report-write.h"
#include "tools.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* The report of a small town, from its sums to the printed digits. */

static FixtureLayers layers;

static GlnAreas *
areas_of (GlnPlan *plan)
{
  GlnMosaicRules rules;
  g_autoptr (GlnMosaic) mosaic = NULL;

  gln_mosaic_rules_init (&rules);
  mosaic = gln_mosaic_new (gln_standards_get_default (), &rules, 1);
  g_assert_true (gln_mosaic_build (mosaic, plan, NULL));
  return gln_mosaic_snapshot (mosaic);
}

/* The town with people, targets that are met and missed, an edition, an entry and settings. */
static GlnPlan *
town (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnValues) settings = gln_values_with_text (NULL, "organisation", "江城规划设计院");
  g_autoptr (GlnFrame) named = gln_frame_with_settings (plan->frame, settings);
  g_autoptr (GlnFrame) frame = NULL;
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;

  gln_phase_spec_copy (&spec, plan->frame->phases[1]);
  spec.population = 1234;
  gln_phase_spec_set_text (&spec.population_kind, "常住");
  spec.judged = TRUE;
  gln_phase_spec_set_target (&spec, "GLR", ">=", 0.05, 0);
  gln_phase_spec_set_target (&spec, "PGPC", ">=", 99, 0);
  gln_phase_spec_set_entry (&spec, "OLD", 0.97, "普查", "园林局", NULL);
  g_ptr_array_add (spec.editions, g_strdup ("NGC2016"));
  phase = gln_phase_new (&spec);
  frame = gln_frame_with_phase (named, phase);
  return gln_plan_new (frame, plan->features);
}

static GlnReportRequest
request_of (GlnAreas *areas, GlnLang lang)
{
  return (GlnReportRequest){ .areas = areas, .standards = gln_standards_get_default (), .lang = lang,
                             .date = "2026-11-21" };
}

static char *
pdf_text (GlnAreas *areas, GlnLang lang)
{
  GlnReportRequest request = request_of (areas, lang);
  g_autoptr (GlnReportDoc) doc = gln_report_build (&request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = gln_report_pdf (doc, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = tool_output (pdf, ".pdf", "pdftotext -layout %s -", NULL);
  return text ? plain_spaces (text) : NULL;
}

static void
assert_says (const char *report, char *figure)
{
  g_autofree char *owned = figure, *plain = plain_spaces (figure);

  if (!strstr (report, plain))
    g_error ("“%s” is not in the report", plain);
}

/* Every value of the indicators stands in the PDF with the digits of the formatter. */
static void
test_digits (void)
{
  g_autoptr (GlnPlan) plan = town ();
  g_autoptr (GlnAreas) areas = areas_of (plan);
  g_autofree char *text = pdf_text (areas, GLN_LANG_ZH);
  guint n = 0;

  if (!text)
    return;
  for (guint phase = 0; phase < 2; phase++)
    {
      g_autoptr (GlnIndicatorSet) set
          = gln_indicators_compute (areas, gln_standards_get_default (), phase, NULL, NULL);
      for (guint i = 0; i < set->n_values; i++)
        {
          const GlnIndicatorValue *value = &set->values[i];
          if (!isfinite (value->value))
            continue;
          assert_says (text, gln_format_indicator (value));
          assert_says (text, g_strdup (gln_format_unit (value->info->unit, GLN_LANG_ZH)));
          for (guint c = 0; c < value->n_checks; c++)
            assert_says (text, gln_format_gap (value, &value->checks[c], GLN_LANG_ZH));
          n++;
        }
    }
  g_assert_cmpuint (n, >, 6);
}

/* The number behind a cell is the one that is printed in it. */
static void
assert_cell (const GlnReportCell *cell)
{
  static const guint decimals[] = { [GLN_NUMBER_PERCENT] = 2, [GLN_NUMBER_2] = 2, [GLN_NUMBER_1] = 1, [GLN_NUMBER_0] = 0 };
  double scale = cell->kind == GLN_NUMBER_PERCENT ? 100 : 1;
  g_autofree char *number = NULL;

  if (cell->kind == GLN_NUMBER_NONE)
    return;
  number = gln_format_number (cell->number * scale, decimals[cell->kind]);
  if (!g_str_has_prefix (cell->text, number))
    g_error ("a cell prints %s and holds %s", cell->text, number);
}

static void
test_cells (void)
{
  g_autoptr (GlnPlan) plan = town ();
  g_autoptr (GlnAreas) areas = areas_of (plan);
  GlnReportRequest request = request_of (areas, GLN_LANG_ZH);
  g_autoptr (GlnReportDoc) doc = gln_report_build (&request);
  guint n = 0;

  for (guint i = 0; i < doc->blocks->len; i++)
    {
      const GlnBlock *block = doc->blocks->pdata[i];
      for (guint k = 0; block->table && k < block->table->cells->len; k++, n++)
        assert_cell (&g_array_index (block->table->cells, GlnReportCell, k));
    }
  g_assert_cmpuint (n, >, 100);
}

static void
test_chinese (void)
{
  static const char *const words[] = { "江城绿地系统规划", "总述", "主要结论", "差距分析", "绿地现状图", "绿地系统规划总图",
                                       "社区公园", "数据与方法", "CGCS2000 / 3°带 中央经线 114°E", "江城规划设计院",
                                       "代码不在分类标准中", "比例", "图号", "人均公园绿地面积", "古树名木保护率",
                                       "国家园林城市" };
  g_autoptr (GlnPlan) plan = town ();
  g_autoptr (GlnAreas) areas = areas_of (plan);
  g_autofree char *text = pdf_text (areas, GLN_LANG_ZH);

  for (guint i = 0; text && i < G_N_ELEMENTS (words); i++)
    assert_says (text, g_strdup (words[i]));
}

static gboolean
is_han (gunichar c)
{
  return c >= 0x4e00 && c <= 0x9fff;
}

/* In an English report only what the user typed is Chinese. */
static void
test_english (void)
{
  static const char *const own[] = { "江城绿地系统规划", "江城规划设计院", "现状用地", "现状", "绿地", "水系", "道路",
                                     "古树", "建成区", "常住", "江南小区", "江心社区公园", "清江", "人民路" };
  g_autoptr (GlnPlan) plan = town ();
  g_autoptr (GlnAreas) areas = areas_of (plan);
  GlnReportRequest request = request_of (areas, GLN_LANG_EN);
  g_autoptr (GlnReportDoc) doc = gln_report_build (&request);

  for (guint i = 0; i < doc->blocks->len; i++)
    {
      const GlnBlock *block = doc->blocks->pdata[i];
      g_autofree char *text = NULL;
      if (block->text)
        text = g_strdup (block->text);
      else if (block->table)
        {
          GString *all = g_string_new (block->table->title);
          for (guint k = 0; k < block->table->columns->len; k++)
            g_string_append (all, g_array_index (block->table->columns, GlnReportColumn, k).title);
          for (guint k = 0; k < block->table->cells->len; k++)
            g_string_append_printf (all, "|%s", g_array_index (block->table->cells, GlnReportCell, k).text);
          text = g_string_free (all, FALSE);
        }
      else
        text = g_strdup (block->figure ? block->figure->title : "");
      for (guint k = 0; k < G_N_ELEMENTS (own); k++)
        {
          g_auto (GStrv) parts = g_strsplit (text, own[k], -1);
          g_free (text);
          text = g_strjoinv ("", parts);
        }
      for (const char *p = text; *p; p = g_utf8_next_char (p))
        if (is_han (g_utf8_get_char (p)) && !strstr (text, "建城") && !strstr (text, "国务院"))
          g_error ("Chinese in the English report: %s", text);
    }
}

/* One calculation, the same bytes; the numbers of the workbook are those of the indicators. */
static void
test_same_bytes (void)
{
  static const char *const names[] = { "a.pdf", "a.docx", "a.xlsx", "a.csv" };
  g_autoptr (GlnPlan) plan = town ();
  g_autofree char *dir = g_dir_make_tmp ("greenline-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL), *first = NULL, *second = NULL;
      gsize size[2];
      for (guint round = 0; round < 2; round++)
        {
          g_autoptr (GlnAreas) areas = areas_of (plan);
          GlnReportRequest request = request_of (areas, GLN_LANG_ZH);
          g_autoptr (GError) error = NULL;
          g_assert_true (gln_report_write (&request, path, &error));
          g_assert_no_error (error);
          g_file_get_contents (path, round ? &second : &first, &size[round], NULL);
        }
      g_assert_cmpmem (first, size[0], second, size[1]);
      g_unlink (path);
    }
  g_rmdir (dir);
}

/* All digits, one line for each requirement, and nothing that a reader of CSV stumbles over. */
static void
test_csv (void)
{
  g_autoptr (GlnPlan) plan = town ();
  g_autoptr (GlnAreas) areas = areas_of (plan);
  GlnReportRequest request = request_of (areas, GLN_LANG_ZH);
  g_autoptr (GBytes) csv = gln_report_csv (&request);
  g_autoptr (GlnIndicatorSet) set = gln_indicators_compute (areas, request.standards, 1, NULL, NULL);
  const GlnIndicatorValue *glr = gln_indicator_set_find (set, "GLR");
  g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *start = NULL;
  gboolean found = FALSE;

  g_assert_true (g_str_has_prefix (text, "\357\273\277期,"));
  start = g_strdup_printf ("2030,,GLR,绿地率,%s,ratio,", g_ascii_dtostr (number, sizeof number, glr->value));
  for (guint i = 0; lines[i]; i++)
    found |= g_str_has_prefix (lines[i], start) && strstr (lines[i], ",programme-GLR,>=,0.05");
  g_assert_true (found);
}

static void
assert_report (GlnPlan *plan)
{
  g_autoptr (GlnAreas) areas = areas_of (plan);

  for (int lang = 0; lang < 2; lang++)
    {
      GlnReportRequest request = request_of (areas, (GlnLang) lang);
      g_autoptr (GlnReportDoc) doc = gln_report_build (&request);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = gln_report_pdf (doc, &error), book = NULL;
      g_assert_no_error (error);
      book = gln_report_xlsx (doc, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (pdf), >, 3000);
    }
}

/* A plan of the fixture's frame, or one phase of it, with the given features. */
static GlnPlan *
plan_with (GPtrArray *features, gboolean one_phase)
{
  g_autoptr (GlnPlan) base = fixture_plan (&layers);
  g_autoptr (GlnFeatureMap) map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  g_autoptr (GlnFrame) frame
      = one_phase ? gln_frame_without_phase (base->frame, "2030") : gln_frame_ref (base->frame);

  return gln_plan_new (frame, map);
}

static void
test_odd_plans (void)
{
  static const char *const long_name = "这是一个六十个字的特别特别长的公园绿地名称它没有任何标点符号也没有空格用来试验表格标题和页眉在很长的名称面前是否仍然整齐可读";
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnPlan) base = fixture_plan (&layers); /* no population, no districts */
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("", "local");
  g_autoptr (GlnPlan) nothing = plan_with (features, TRUE);
  g_autoptr (GlnPlan) parcel = NULL, named = NULL;
  g_autoptr (GlnFrame) renamed = NULL;

  assert_report (base);
  assert_report (empty);
  assert_report (nothing);
  fixture_rect (features, &layers.land, "R2", long_name, 0, 0, 100, 100);
  parcel = plan_with (features, TRUE); /* one parcel, no greens, no boundary */
  assert_report (parcel);
  fixture_rect (features, &layers.green, "G12", long_name, 10, 10, 50, 50);
  named = plan_with (features, FALSE);
  renamed = gln_frame_with_name (named->frame, long_name);
  g_clear_pointer (&parcel, gln_plan_unref);
  parcel = gln_plan_new (renamed, named->features);
  assert_report (parcel);
}

/* Two hundred districts, each with people. */
static void
test_districts (void)
{
  g_autoptr (GlnPlan) base = fixture_plan (&layers);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  GlnUuid level = { { 77 } };
  g_autoptr (GlnLayer) layer = gln_layer_new (&level, GLN_LAYER_DISTRICT, "社区", NULL, "community");
  g_autoptr (GlnFrame) frame = gln_frame_with_layer (base->frame, layer);
  g_autoptr (GlnFeatureMap) map = NULL;
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnAreas) areas = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%u社区", i + 1);
      GlnFeature *feature = fixture_rect (features, &level, "", name, i * 5.0, 0, i * 5.0 + 5, 600);
      g_autoptr (GlnValues) values = gln_values_with_number (feature->values, "population", 1000 + i);
      features->pdata[i] = gln_feature_with_values (feature, values);
      gln_feature_unref (feature);
    }
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  plan = gln_plan_new (frame, map);
  areas = areas_of (plan);
  text = pdf_text (areas, GLN_LANG_ZH);
  if (!text)
    return;
  for (guint i = 0; i < 200; i++)
    assert_says (text, g_strdup_printf ("第%u社区", i + 1));
  assert_says (text, g_strdup ("（续）"));
}

static void
test_refused (void)
{
  g_autoptr (GlnPlan) plan = fixture_plan (&layers);
  g_autoptr (GlnAreas) areas = areas_of (plan);
  GlnReportRequest request = request_of (areas, GLN_LANG_ZH);
  g_autoptr (GError) error = NULL;

  g_assert_false (gln_report_write (&request, "report.odt", &error));
  g_assert_nonnull (strstr (error->message, "report.odt"));
  g_clear_error (&error);
  g_assert_false (gln_report_write (&request, "/nowhere/at/all/report.csv", &error));
  g_assert_nonnull (strstr (error->message, "/nowhere/at/all/report.csv"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/digits", test_digits);
  g_test_add_func ("/report/cells", test_cells);
  g_test_add_func ("/report/chinese", test_chinese);
  g_test_add_func ("/report/english", test_english);
  g_test_add_func ("/report/same-bytes", test_same_bytes);
  g_test_add_func ("/report/csv", test_csv);
  g_test_add_func ("/report/odd-plans", test_odd_plans);
  g_test_add_func ("/report/districts", test_districts);
  g_test_add_func ("/report/refused", test_refused);
  return g_test_run ();
}
