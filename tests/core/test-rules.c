/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/gln-error.h"
#include "standards-fixture.h"

/* Conditions -------------------------------------------------------------------------------------- */

static GlnTri
eval (const char *text, const GlnRuleContext *context, const char **missing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlnWhen) when = gln_when_parse (text, &error);
  g_assert_no_error (error);
  return gln_when_eval (when, context, missing);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    double width_m;
    GlnTri expected;
  } cases[] = {
    { "width_m > 50", 50, GLN_TRI_FALSE },
    { "width_m > 50", 50.000001, GLN_TRI_TRUE },
    { "width_m >= 50", 50, GLN_TRI_TRUE },
    { "width_m < 50", 50, GLN_TRI_FALSE },
    { "width_m <= 50", 50, GLN_TRI_TRUE },
    { "width_m<=50", 50.000001, GLN_TRI_FALSE },
    { "width_m = 50", 50, GLN_TRI_TRUE },
    { "width_m = 40|50", 50, GLN_TRI_TRUE },
    { "width_m = 40|45", 50, GLN_TRI_FALSE },
    { "width_m != 50", 50, GLN_TRI_FALSE },
    { "width_m != 40|45", 50, GLN_TRI_TRUE },
    { "width_m > 50", NAN, GLN_TRI_UNKNOWN },
    { "width_m != 50", NAN, GLN_TRI_UNKNOWN },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GlnRuleContext context;
      gln_rule_context_init (&context);
      context.width_m = cases[i].width_m;
      g_test_message ("%s %g", cases[i].text, cases[i].width_m);
      g_assert_cmpint (eval (cases[i].text, &context, NULL), ==, cases[i].expected);
    }
}

static void
test_symbols (void)
{
  GlnRuleContext context;
  gln_rule_context_init (&context);
  g_assert_cmpint (eval ("", &context, NULL), ==, GLN_TRI_TRUE);
  g_assert_cmpint (eval (NULL, &context, NULL), ==, GLN_TRI_TRUE);
  g_assert_cmpint (eval ("region = S", &context, NULL), ==, GLN_TRI_UNKNOWN);
  context.region = "S";
  context.historic = GLN_TRI_FALSE;
  context.phase = "step2";
  context.phase_year = 2010;
  context.district_level = "our own level";
  g_assert_cmpint (eval ("region = S", &context, NULL), ==, GLN_TRI_TRUE);
  g_assert_cmpint (eval ("region = N", &context, NULL), ==, GLN_TRI_FALSE);
  g_assert_cmpint (eval ("region != N", &context, NULL), ==, GLN_TRI_TRUE);
  g_assert_cmpint (eval ("region = N|S", &context, NULL), ==, GLN_TRI_TRUE);
  g_assert_cmpint (eval ("historic = false", &context, NULL), ==, GLN_TRI_TRUE);
  g_assert_cmpint (eval ("historic = true", &context, NULL), ==, GLN_TRI_FALSE);
  g_assert_cmpint (eval ("phase = step2", &context, NULL), ==, GLN_TRI_TRUE);
  g_assert_cmpint (eval ("phase = step1|step3", &context, NULL), ==, GLN_TRI_FALSE);
  g_assert_cmpint (eval ("phase >= 2010", &context, NULL), ==, GLN_TRI_TRUE);
  g_assert_cmpint (eval ("phase > 2010", &context, NULL), ==, GLN_TRI_FALSE);
  g_assert_cmpint (eval ("district_level = our own level", &context, NULL), ==, GLN_TRI_TRUE);
}

/* False beats unknown; the first unknown key is told. */
static void
test_three_values (void)
{
  const char *missing = "";
  GlnRuleContext context;
  gln_rule_context_init (&context);
  context.region = "S";
  g_assert_cmpint (eval ("pop > 5; region = N", &context, &missing), ==, GLN_TRI_FALSE);
  g_assert_null (missing);
  g_assert_cmpint (eval ("region = S; pop > 5; land_pc < 80", &context, &missing), ==,
                   GLN_TRI_UNKNOWN);
  g_assert_cmpstr (missing, ==, "pop");
  g_assert_cmpint (eval ("region = S", &context, &missing), ==, GLN_TRI_TRUE);
  g_assert_null (missing);
}

static void
test_bad_conditions (void)
{
  static const char *const cases[][2] = {
    { "widht_m > 50", "widht_m" },      { "region > S", "numbers only" },
    { "region = X", "N;S" },            { "width_m > wide", "needs a number" },
    { "width_m", "operator" },          { "width_m >", "no value" },
    { "width_m > 40|50", "one number" }, { "age = new; pop >> 5", "needs a number" },
    { "historic = perhaps", "true;false" }, { "use > 3", "= and !=" },
    { "width_m > 1e999", "needs a number" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GlnWhen) when = gln_when_parse (cases[i][0], &error);
      g_assert_null (when);
      g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i][1]));
    }
}

static void
test_when_as_text (void)
{
  double min, max;
  g_autoptr (GlnWhen) when
      = gln_when_parse (" region=S;pop>=500000 ;pop<=1000000; use = a | gb50137:A33;", NULL);
  g_autofree char *text = gln_when_to_string (when);
  g_assert_cmpstr (text, ==, "region = S; pop >= 500000; pop <= 1000000; use = a|gb50137:A33");
  g_autofree const char **uses = gln_when_get_uses (when);
  g_assert_cmpstr (uses[1], ==, "gb50137:A33");
  g_assert_null (uses[2]);
  g_assert_true (gln_when_has_key (when, "pop"));
  g_assert_false (gln_when_has_key (when, "kv"));
  g_assert_false (gln_when_is_always (when));
  gln_when_get_range (when, "pop", &min, &max);
  g_assert_cmpfloat (min, ==, 500000);
  g_assert_cmpfloat (max, ==, 1000000);
  gln_when_get_range (when, "kv", &min, &max);
  g_assert_true (isinf (min) && min < 0 && isinf (max) && max > 0);
}

static void
test_when_in_words (void)
{
  static const char *const cases[][3] = {
    { "", "", "" },
    { "land_pc >= 80; land_pc <= 100", "人均建设用地 ≥ 80 m²/人；人均建设用地 ≤ 100 m²/人",
      "construction land per person ≥ 80 m²/person; construction land per person ≤ 100 m²/person" },
    { "pop > 1000000; region = S", "人口 > 1000000 人；地区为秦岭淮河以南",
      "population > 1000000 persons; region: south of the Qinling-Huaihe line" },
    { "use = industry|warehouse; age = new", "用地为工业用地或物流仓储用地；新旧为新建",
      "use: industry or warehouses; age: new" },
    { "use != road|gb50137:A33", "用地不为道路用地或gb50137:A33", "use: not road land or gb50137:A33" },
    { "kv = 66|110", "电压 = 66 或 110 kV", "voltage = 66 or 110 kV" },
    { "historic = true", "历史文化街区为是", "historic quarter: yes" },
    { "phase >= 2010", "规划期 ≥ 2010", "phase ≥ 2010" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlnWhen) when = gln_when_parse (cases[i][0], NULL);
      g_autofree char *zh = gln_when_describe (when, TRUE);
      g_autofree char *en = gln_when_describe (when, FALSE);
      g_assert_cmpstr (zh, ==, cases[i][1]);
      g_assert_cmpstr (en, ==, cases[i][2]);
    }
  g_assert_cmpstr (gln_when_key_name ("pop", TRUE), ==, "人口");
  g_assert_cmpstr (gln_when_key_name ("no such key", TRUE), ==, "no such key");
}

/* Verdicts ---------------------------------------------------------------------------------------- */

static GlnRule *
make_rule (const char *op, const char *value, const char *role, const char *confidence)
{
  g_autofree char *text = g_strdup_printf ("[rule x]\nindicator=GLR\nop=%s\nvalue=%s\nunit=ratio\n"
                                           "scope=built_up\nrole=%s\nconfidence=%s\n",
                                           op, value, role, confidence);
  g_autoptr (GlnKeyText) keys = gln_key_text_parse ("x", text, -1, NULL);
  GlnRule *rule = gln_rule_parse (gln_key_text_get_group (keys, 0), "x", "E", "x", NULL);
  g_assert_nonnull (rule);
  return rule;
}

static void
test_operators (void)
{
  static const struct
  {
    const char *op, *bound;
    double value;
    GlnStatus status;
    double gap;
  } cases[] = {
    { ">=", "0.5", 0.5, GLN_STATUS_MET, 0 },
    { ">=", "0.5", 0.25, GLN_STATUS_UNMET, 0.25 },
    { ">", "0.5", 0.5, GLN_STATUS_UNMET, 0 },
    { ">", "0.5", 0.75, GLN_STATUS_MET, 0 },
    { "<=", "0.5", 0.5, GLN_STATUS_MET, 0 },
    { "<=", "0.5", 0.75, GLN_STATUS_UNMET, 0.25 },
    { "<", "0.5", 0.5, GLN_STATUS_UNMET, 0 },
    { "<", "0.5", 0.25, GLN_STATUS_MET, 0 },
    { "=", "0.5", 0.5, GLN_STATUS_MET, 0 },
    { "=", "0.5", 0.75, GLN_STATUS_UNMET, 0.25 },
    { "between", "0.25..0.5", 0.25, GLN_STATUS_MET, 0 },
    { "between", "0.25..0.5", 0.5, GLN_STATUS_MET, 0 },
    { "between", "0.25..0.5", 0.125, GLN_STATUS_UNMET, 0.125 },
    { "between", "0.25..0.5", 0.75, GLN_STATUS_UNMET, 0.25 },
    { "bool", "true", 1, GLN_STATUS_MET, 0 },
    { "bool", "true", 0, GLN_STATUS_UNMET, 0 },
    { "bool", "false", 0, GLN_STATUS_MET, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlnRule) rule = make_rule (cases[i].op, cases[i].bound, "basic", "S1");
      GlnVerdict verdict = gln_rule_judge (rule, cases[i].value, FALSE);
      g_test_message ("%s %s %g", cases[i].op, cases[i].bound, cases[i].value);
      g_assert_cmpint (verdict.status, ==, cases[i].status);
      g_assert_cmpint (verdict.would_be, ==, cases[i].status);
      g_assert_cmpint (verdict.why, ==, GLN_WHY_NONE);
      g_assert_cmpfloat (verdict.gap, ==, cases[i].gap);
      g_assert_false (verdict.unverified);
    }
}

/* 31 % of a whole computed as a quotient meets "≥ 31 %": both are the same nearest double. */
static void
test_exact_quotients (void)
{
  g_autoptr (GlnRule) rule = make_rule (">=", "0.31", "basic", "S1");
  for (double whole = 100; whole < 1e9; whole *= 10)
    {
      g_assert_true (gln_rule_holds (rule, whole / 100 * 31 / whole));
      g_assert_false (gln_rule_holds (rule, (whole / 100 * 31 - 1e-3) / whole));
    }
}

static void
test_confidence (void)
{
  static const struct
  {
    const char *confidence;
    double value;
    gboolean provisional;
    GlnStatus status;
    GlnWhy why;
    GlnStatus would_be;
    gboolean unverified;
  } cases[] = {
    { "S2", 0.3, FALSE, GLN_STATUS_UNMET, GLN_WHY_NONE, GLN_STATUS_UNMET, FALSE },
    { "K", 0.3, FALSE, GLN_STATUS_UNMET, GLN_WHY_NONE, GLN_STATUS_UNMET, TRUE },
    { "K", 0.4, FALSE, GLN_STATUS_MET, GLN_WHY_NONE, GLN_STATUS_MET, TRUE },
    { "K?", 0.3, FALSE, GLN_STATUS_UNKNOWN, GLN_WHY_UNVERIFIED, GLN_STATUS_UNMET, TRUE },
    { "K?", 0.4, FALSE, GLN_STATUS_UNKNOWN, GLN_WHY_UNVERIFIED, GLN_STATUS_MET, TRUE },
    { "K?", NAN, FALSE, GLN_STATUS_UNKNOWN, GLN_WHY_UNVERIFIED, GLN_STATUS_UNKNOWN, TRUE },
    { "S1", NAN, FALSE, GLN_STATUS_UNKNOWN, GLN_WHY_NO_VALUE, GLN_STATUS_UNKNOWN, FALSE },
    { "S1", 0.4, TRUE, GLN_STATUS_UNKNOWN, GLN_WHY_PROVISIONAL, GLN_STATUS_MET, FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlnRule) rule = make_rule (">=", "0.35", "basic", cases[i].confidence);
      GlnVerdict verdict = gln_rule_judge (rule, cases[i].value, cases[i].provisional);
      g_assert_cmpint (verdict.status, ==, cases[i].status);
      g_assert_cmpint (verdict.why, ==, cases[i].why);
      g_assert_cmpint (verdict.would_be, ==, cases[i].would_be);
      g_assert_cmpint (verdict.unverified, ==, cases[i].unverified);
      g_assert_cmpint (isnan (verdict.gap), ==, isnan (cases[i].value));
    }
}

static void
test_unknown_condition (void)
{
  g_autoptr (GlnRule) rule = make_rule (">=", "0.35", "basic", "S1");
  GlnRuleMatch match = { rule, NULL, GLN_TRI_UNKNOWN, "pop" };
  GlnVerdict verdict = gln_rule_match_judge (&match, 0.4, FALSE);
  g_assert_cmpint (verdict.status, ==, GLN_STATUS_UNKNOWN);
  g_assert_cmpint (verdict.why, ==, GLN_WHY_CONDITION);
  g_assert_cmpstr (verdict.missing, ==, "pop");
  match.applies = GLN_TRI_TRUE;
  g_assert_cmpint (gln_rule_match_judge (&match, 0.4, FALSE).status, ==, GLN_STATUS_MET);
}

static void
add (GlnVerdictTally *tally, const char *role, const char *confidence, double value)
{
  g_autoptr (GlnRule) rule = make_rule (">=", "0.35", role, confidence);
  GlnVerdict verdict = gln_rule_judge (rule, value, FALSE);
  gln_verdict_tally_add (tally, rule, &verdict);
}

/* 标准符合 and 目标达成 stay apart; K? and raised rows have columns of their own. */
static void
test_two_verdicts (void)
{
  GlnVerdictTally tally = { 0 };
  GlnTally *standard = &tally.kind[GLN_VERDICT_STANDARD];
  GlnTally *target = &tally.kind[GLN_VERDICT_TARGET];
  g_assert_cmpint (gln_tally_get_status (standard), ==, GLN_STATUS_UNKNOWN);

  add (&tally, "basic", "S1", 0.36);
  add (&tally, "raised", "S1", 0.3);
  add (&tally, "raised", "S1", 0.4);
  add (&tally, "target", "S1", 0.34);
  add (&tally, "guide", "S1", 0.1);
  g_assert_cmpint (gln_tally_get_status (standard), ==, GLN_STATUS_MET);
  g_assert_cmpint (gln_tally_get_status (target), ==, GLN_STATUS_UNMET);
  g_assert_cmpuint (standard->met, ==, 1);
  g_assert_cmpuint (standard->raised_met, ==, 1);
  g_assert_cmpuint (standard->raised_unmet, ==, 1);
  g_assert_cmpuint (tally.kind[GLN_VERDICT_INFORMATION].unmet, ==, 1);

  add (&tally, "veto", "K?", 0.1);
  g_assert_cmpuint (standard->unverified, ==, 1);
  g_assert_cmpuint (standard->unknown + standard->unmet, ==, 0);
  g_assert_cmpint (gln_tally_get_status (standard), ==, GLN_STATUS_UNKNOWN);
  add (&tally, "law", "K", 0.1);
  add (&tally, "floor", "S1", NAN);
  g_assert_cmpuint (standard->unmet, ==, 1);
  g_assert_cmpuint (standard->unknown, ==, 1);
  g_assert_cmpint (gln_tally_get_status (standard), ==, GLN_STATUS_UNMET);
}

static void
test_strictness (void)
{
  g_autoptr (GlnRule) low = make_rule (">=", "0.3", "basic", "S1");
  g_autoptr (GlnRule) high = make_rule (">=", "0.35", "basic", "S1");
  g_autoptr (GlnRule) strict = make_rule (">", "0.3", "floor", "S1");
  g_autoptr (GlnRule) cap = make_rule ("<=", "0.2", "law", "S1");
  g_autoptr (GlnRule) low_cap = make_rule ("<=", "0.15", "law", "S1");
  g_autoptr (GlnRule) range = make_rule ("between", "0.1..0.2", "law", "S1");
  g_assert_cmpint (gln_rule_compare_strictness (high, low), >, 0);
  g_assert_cmpint (gln_rule_compare_strictness (low, high), <, 0);
  g_assert_cmpint (gln_rule_compare_strictness (strict, low), >, 0);
  g_assert_cmpint (gln_rule_compare_strictness (strict, high), <, 0);
  g_assert_cmpint (gln_rule_compare_strictness (low_cap, cap), >, 0);
  g_assert_cmpint (gln_rule_compare_strictness (cap, low), ==, 0);
  g_assert_cmpint (gln_rule_compare_strictness (range, low), ==, 0);
  g_assert_true (gln_rule_is_upper_bound (cap));
  g_assert_false (gln_rule_is_upper_bound (low));
}

static void
test_targets_by_hand (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlnRule) rule = gln_rule_new_target ("programme-GLR", "programme", "GLR", ">=", 0.354,
                                                  "ratio", "built_up", &error);
  g_assert_no_error (error);
  g_assert_cmpint (gln_rule_get_verdict_kind (rule), ==, GLN_VERDICT_TARGET);
  g_assert_cmpint (gln_rule_judge (rule, 0.354, FALSE).status, ==, GLN_STATUS_MET);
  g_assert_null (gln_rule_new_target ("a", "b", "GLR", "=>", 1, "ratio", "", &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (gln_rule_new_target ("a", "b", "GLR", ">=", NAN, "ratio", "", &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/when/numbers", test_numbers);
  g_test_add_func ("/when/symbols", test_symbols);
  g_test_add_func ("/when/three-values", test_three_values);
  g_test_add_func ("/when/bad-conditions", test_bad_conditions);
  g_test_add_func ("/when/in-words", test_when_in_words);
  g_test_add_func ("/when/as-text", test_when_as_text);
  g_test_add_func ("/verdict/operators", test_operators);
  g_test_add_func ("/verdict/exact-quotients", test_exact_quotients);
  g_test_add_func ("/verdict/confidence", test_confidence);
  g_test_add_func ("/verdict/unknown-condition", test_unknown_condition);
  g_test_add_func ("/verdict/two-verdicts", test_two_verdicts);
  g_test_add_func ("/verdict/strictness", test_strictness);
  g_test_add_func ("/verdict/targets-by-hand", test_targets_by_hand);
  return g_test_run ();
}
