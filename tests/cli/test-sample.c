/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"

#include <locale.h>
#include <math.h>

/* The sample city on the command line: its four phases, both verdicts, gaps.
 * The committed data of data/sample fixes every figure here: values are held to
 * 0.005 points (of percent, of m² a person), gaps to 0.01 ha. Change them only
 * together with the data. */

static char *dir, *plan, *indicators;

typedef struct
{
  const char *phase, *indicator;
  double value; /* percent, or m² a person */
} Value;

static const Value values[] = {
  { "present", "GCR", 37.453 }, { "present", "GLR", 32.819 }, { "present", "PGPC", 9.578 },
  { "2027", "GCR", 38.749 },    { "2027", "GLR", 34.305 },    { "2027", "PGPC", 10.270 },
  { "2028", "GCR", 39.227 },    { "2028", "GLR", 34.864 },    { "2028", "PGPC", 10.642 },
  { "2030", "GCR", 38.474 },    { "2030", "GLR", 35.145 },    { "2030", "PGPC", 10.948 },
};

typedef struct
{
  const char *phase, *rule, *status;
  double required; /* as in the rule */
  double gap_ha;   /* 0 when met; NAN: no verdict, no gap asked */
} Verdict;

/* 目标达成 (programme) and 标准符合 (the edition of 2030, NGC2016) side by side. */
static const Verdict verdicts[] = {
  { "2027", "programme-GCR", "met", 0.380, 0 },
  { "2027", "programme-GLR", "unmet", 0.348, 16.03 },
  { "2027", "programme-PGPC", "met", 10, 0 },
  { "2028", "programme-GCR", "met", 0.382, 0 },
  { "2028", "programme-GLR", "unmet", 0.350, 4.41 },
  { "2028", "programme-PGPC", "met", 10.5, 0 },
  { "2030", "programme-GCR", "met", 0.384, 0 },
  { "2030", "programme-GLR", "unmet", 0.354, 9.40 },
  { "2030", "programme-PGPC", "unmet", 11, 1.63 },
  { "2030", "NGC2016-GCR", "met", 0.36, 0 },
  { "2030", "NGC2016-GLR", "met", 0.31, 0 },
  { "2030", "NGC2016-PSRC", "met", 0.8, 0 },
  { "2030", "NGC2016-PGPC-b", "unknown", 9, NAN },    /* K?: 118 m² of land a person */
  { "2030", "NGC2016-GLRmin", "unknown", 0.25, NAN }, /* K? */
  { "2030", "NGC2016-PGPCmin", "unknown", 5, NAN },   /* K? */
};

/* The text of a phase in the JSON of indicators, of its own. */
static char *
phase_text (const char *phase)
{
  static const char *const phases[] = { "present", "2027", "2028", "2030" };
  g_autofree char *id = g_strdup_printf ("\"id\": \"%s\"", phase);
  const char *from = after (indicators, id), *end = from + strlen (from);

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_autofree char *other = g_strdup_printf ("\"id\": \"%s\"", phases[i]);
      const char *at = strstr (from, other);
      if (at && at < end)
        end = at;
    }
  return g_strndup (from, end - from);
}

static void
build_plan (void)
{
  g_autofree char *script
      = g_build_filename (g_getenv ("GREENLINE_SOURCE_ROOT"), "data", "sample", "make-plan.sh", NULL);

  dir = g_dir_make_tmp ("greenline-sample-XXXXXX", NULL);
  plan = g_build_filename (dir, "江城.gpkg", NULL);
  g_setenv ("XDG_STATE_HOME", dir, TRUE);
  g_setenv ("XDG_DATA_HOME", dir, TRUE);
  g_assert_cmpint (run_words ((char *[]){ (char *) "sh", script, cli_path, plan, NULL }, NULL, NULL), ==, 0);
  g_assert_cmpint (run (&indicators, NULL, "indicators", plan, "--phase", "all", "--json", NULL), ==, 0);
}

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const Value *v = &values[i];
      g_autofree char *text = phase_text (v->phase);
      g_autofree char *id = g_strdup_printf ("\"id\": \"%s\"", v->indicator);
      double shown = figure (text, id, "value") * (g_str_equal (v->indicator, "PGPC") ? 1 : 100);
      g_test_message ("%s %s %.4f", v->phase, v->indicator, shown);
      g_assert_cmpfloat_with_epsilon (shown, v->value, 0.005);
      g_assert_cmpfloat_with_epsilon (figure (text, id, "numerator") / figure (text, id, "denominator"),
                                      figure (text, id, "value"), 1e-12);
    }
}

/* A gap is land: what is required less what there is, times the built-up area or the people. */
static void
assert_gap (const char *check, const char *anchor, const Verdict *v)
{
  g_autofree char *text = phase_text (v->phase), *indicator = g_strdup (strrchr (v->rule, '-') + 1);
  g_autofree char *id = g_strdup_printf ("\"id\": \"%s\"", indicator);
  double gap_m2 = figure (check, anchor, "gap");

  g_assert_cmpfloat_with_epsilon (gap_m2 / 1e4, v->gap_ha, 0.01);
  if (v->gap_ha > 0)
    g_assert_cmpfloat_with_epsilon (
        gap_m2, v->required * figure (text, id, "denominator") - figure (text, id, "numerator"), 1e-3);
}

static void
check_phase (const char *phase, int exit_status)
{
  g_autofree char *check = NULL;

  g_assert_cmpint (run (&check, NULL, "check", plan, "--phase", phase, "--json", NULL), ==, exit_status);
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      const Verdict *v = &verdicts[i];
      g_autofree char *anchor = g_strdup_printf ("\"rule\": \"%s\"", v->rule);
      if (!g_str_equal (v->phase, phase))
        continue;
      if (!says (check, anchor, "status", v->status))
        g_error ("%s %s is not %s", phase, v->rule, v->status);
      g_assert_cmpfloat_with_epsilon (figure (check, anchor, "required"), v->required, 1e-12);
      if (!isnan (v->gap_ha))
        assert_gap (check, anchor, v);
    }
}

static void
test_verdicts (void)
{
  check_phase ("present", 3); /* nothing is asked of the present; a parcel has an unknown code */
  check_phase ("2027", 1);
  check_phase ("2028", 1);
  check_phase ("2030", 1);
}

/* The sum of what @key names in the city's districts; @n: how many there are. */
static double
of_districts (const char *text, const char *anchor, const char *key, guint *n)
{
  double sum = 0;

  *n = 0;
  for (const char *at = text; (at = strstr (at, "\"level\": \"urban_district\"")); (*n)++)
    {
      const char *end;
      at += strlen ("\"level\"");
      end = strstr (at, "\"level\"");
      g_autofree char *one = end ? g_strndup (at, end - at) : g_strdup (at);
      g_autofree char *quoted = g_strdup_printf ("\"%s\": ", key);
      const char *from = strstr (one, anchor);
      if (from && strstr (from, quoted))
        sum += figure (one, anchor, key);
    }
  return sum;
}

/* The four districts take the city apart: class by class, and what GLR and the parks count. */
static void
check_parts (const char *phase)
{
  static const char *const classes[] = { "G11", "G12", "G132", "G134", "G139", "G14", "G2", "G3", "RG", "UG" };
  g_autofree char *text = phase_text (phase);
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      double parts_m2 = of_districts (text, "\"by_class\"", classes[i], &n);
      g_assert_cmpuint (n, ==, 4);
      g_assert_cmpfloat_with_epsilon (parts_m2, figure (text, "\"by_class\"", classes[i]), 1e-3);
    }
  /* The outlines of districts and city were drawn apart: they differ by 0.33 m². */
  g_assert_cmpfloat_with_epsilon (of_districts (text, "\"id\": \"GLR\"", "denominator", &n),
                                  figure (text, "\"id\": \"GLR\"", "denominator"), 0.5);
  g_assert_cmpfloat_with_epsilon (of_districts (text, "\"id\": \"GLR\"", "numerator", &n),
                                  figure (text, "\"id\": \"GLR\"", "numerator"), 0.5);
  g_assert_cmpfloat_with_epsilon (of_districts (text, "\"id\": \"PGPC\"", "numerator", &n),
                                  figure (text, "\"id\": \"PGPC\"", "numerator"), 1e-3);
}

static void
test_districts (void)
{
  check_parts ("present");
  check_parts ("2027");
  check_parts ("2028");
  check_parts ("2030");
}

/* What the classes of parks make together is what the parks per capita count. */
static void
test_classes (void)
{
  static const char *const parks[] = { "G11", "G12", "G132", "G134", "G139", "G14" };
  g_autofree char *text = phase_text ("present");
  double sum_m2 = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parks); i++)
    sum_m2 += figure (text, "\"by_class\"", parks[i]);
  g_assert_cmpfloat_with_epsilon (sum_m2, figure (text, "\"id\": \"PGPC\"", "numerator"), 1e-3);
  g_assert_cmpfloat_with_epsilon (figure (text, "\"by_class\"", "G11"),
                                  figure (text, "\"id\": \"PG11PC\"", "numerator"), 1e-6);
  g_assert_cmpfloat_with_epsilon (figure (text, "\"areas\"", "green_sum_m2") - figure (text, "\"areas\"", "overlap_m2"),
                                  figure (text, "\"areas\"", "green_union_m2"), 1e-3);
}

static void
remove_plan (void)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", dir);

  g_assert_cmpint (system (command), ==, 0);
  g_free (dir);
  g_free (plan);
  g_free (indicators);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  cli_path = g_strdup (g_getenv ("GREENLINE_CLI"));
  g_assert_nonnull (cli_path);
  build_plan ();
  g_test_add_func ("/sample/values", test_values);
  g_test_add_func ("/sample/verdicts", test_verdicts);
  g_test_add_func ("/sample/districts", test_districts);
  g_test_add_func ("/sample/classes", test_classes);
  status = g_test_run ();
  remove_plan ();
  return status;
}
