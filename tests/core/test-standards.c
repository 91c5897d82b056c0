/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "standards-fixture.h"

static GlnStandards *library;

static const GlnClass *
find_class (const char *system, const char *code)
{
  return gln_code_system_lookup (gln_standards_get_code_system (library, system), code);
}

/* "value role confidence" of every rule that is selected, joined by ", ". An unknown condition adds
 * "?key". */
static char *
select_text (const char *edition, const GlnRuleContext *context, const char *indicator)
{
  const char *editions[] = { edition, NULL };
  g_autoptr (GArray) matches
      = gln_standards_select (library, editions, context, indicator, NULL);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < matches->len; i++)
    {
      const GlnRuleMatch *match = &g_array_index (matches, GlnRuleMatch, i);
      g_string_append_printf (out, "%s%s%g %s %s", i ? ", " : "",
                              gln_op_to_string (match->rule->op), match->rule->value,
                              gln_role_to_string (match->rule->role),
                              gln_confidence_to_string (match->rule->confidence));
      if (match->applies == GLN_TRI_UNKNOWN)
        g_string_append_printf (out, " ?%s", match->missing);
    }
  return g_string_free (out, FALSE);
}

static void
assert_selected (const char *edition, const GlnRuleContext *context, const char *indicator,
                 const char *expected)
{
  g_autofree char *actual = select_text (edition, context, indicator);
  g_assert_cmpstr (actual, ==, expected);
}

/* Values by hand from the tables of the editions ------------------------------------------------- */

static void
test_edition_2000 (void)
{
  static const struct
  {
    const char *region, *city, *pgpc, *glr, *gcr;
  } rows[] = {
    { "S", "big", "6.5", "0.3", "0.35" }, { "S", "mid", "7", "0.32", "0.37" },
    { "S", "small", "8", "0.34", "0.39" }, { "N", "big", "6", "0.28", "0.33" },
    { "N", "mid", "6.5", "0.3", "0.35" }, { "N", "small", "7.5", "0.32", "0.37" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GlnRuleContext context;
      gln_rule_context_init (&context);
      context.region = rows[i].region;
      context.city_class = rows[i].city;
      const char *const values[][2]
          = { { "PGPC", rows[i].pgpc }, { "GLR", rows[i].glr }, { "GCR", rows[i].gcr } };
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          g_autofree char *expected = g_strdup_printf (">=%s basic S1", values[j][1]);
          assert_selected ("NGC2000", &context, values[j][0], expected);
        }
    }
}

/* Exactly 500 000 and 1 000 000 people belong to the middle class. */
static void
test_edition_2005_boundaries (void)
{
  static const struct
  {
    const char *region;
    double pop;
    const char *pgpc, *gcr;
  } rows[] = {
    { "S", 499999, ">=9 basic S1", ">=0.4 basic S1" },
    { "S", 500000, ">=8 basic S1", ">=0.38 basic S1" },
    { "S", 1000000, ">=8 basic S1", ">=0.38 basic S1" },
    { "S", 1000001, ">=7.5 basic S1", ">=0.36 basic S1" },
    { "N", 499999, ">=8.5 basic S1", ">=0.38 basic K" },
    { "N", 500000, ">=7.5 basic S1", ">=0.36 basic K" },
    { "N", 1000001, ">=7 basic S1", ">=0.34 basic K" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GlnRuleContext context;
      gln_rule_context_init (&context);
      context.region = rows[i].region;
      context.pop = rows[i].pop;
      assert_selected ("NGC2005", &context, "PGPC", rows[i].pgpc);
      assert_selected ("NGC2005", &context, "GCR", rows[i].gcr);
    }
}

static void
test_land_per_capita_boundaries (void)
{
  static const struct
  {
    double land_pc;
    const char *pgpc2010, *pgpc2016;
  } rows[] = {
    { 79.999, ">=7.5 basic S1, >=9.5 raised S1", ">=8 veto K?" },
    { 80, ">=8 basic S1, >=10 raised S1", ">=8 veto K?" },
    { 100, ">=8 basic S1, >=10 raised S1", ">=8 veto K?" },
    { 100.001, ">=9 basic K, >=11 raised K", ">=8 veto K?" },
    { 105, ">=9 basic K, >=11 raised K", ">=9 veto K?" },
  };
  GlnRuleContext context;
  gln_rule_context_init (&context);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      context.land_pc_m2 = rows[i].land_pc;
      assert_selected ("NGC2010", &context, "PGPC", rows[i].pgpc2010);
      assert_selected ("NGC2016", &context, "PGPC", rows[i].pgpc2016);
    }
  context.land_pc_m2 = NAN;
  assert_selected ("NGC2016", &context, "PGPC", ">=8 veto K? ?land_pc, >=9 veto K? ?land_pc");
}

static void
test_road_width_boundaries (void)
{
  static const struct
  {
    double width_m;
    const char *cjj75, *zaozhuang;
  } rows[] = {
    { 14.99, ">=0.2 plan S2", "" },
    { 15, ">=0.2 plan S2", ">=0.1 law S1" },
    { 29.99, ">=0.2 plan S2", ">=0.1 law S1" },
    { 30, ">=0.2 plan S2", ">=0.15 law S1" },
    { 39.99, ">=0.2 plan S2", ">=0.15 law S1" },
    { 40, ">=0.25 plan S2", ">=0.15 law S1" },
    { 45, ">=0.25 plan S2", ">=0.15 law S1" },
    { 45.01, ">=0.25 plan S2", ">=0.2 law S1" },
    { 50, ">=0.25 plan S2", ">=0.2 law S1" },
    { 50.01, ">=0.3 plan S2", ">=0.2 law S1" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GlnRuleContext context;
      gln_rule_context_init (&context);
      context.width_m = rows[i].width_m;
      context.road_class = "main";
      assert_selected ("CJJ75-97", &context, "ROAD_GLR", rows[i].cjj75);
      assert_selected ("CITY-Zaozhuang", &context, "ROAD_GCR", rows[i].zaozhuang);
    }
}

static void
test_other_editions (void)
{
  static const struct
  {
    const char *edition, *indicator, *expected;
  } rows[] = {
    { "NGC2010", "GCR", ">=0.36 basic S1, >=0.4 raised S1" },
    { "NGC2010", "PSRC", ">=0.7 basic K, >=0.9 raised K" },
    { "NGC2016", "GLR", ">=0.31 veto K" },
    { "NECO2016", "GLR", ">=0.35 veto K" },
    { "NGC2022", "GCR", ">=0.41 basic K?" },
    { "NECO2022", "GCR", ">=0.43 basic S1" },
    { "NECO2022", "PGPC", ">=14.8 basic S1" },
    { "NECO2022", "CPK", ">=1.5 basic K?" },
    { "GB55014-2021", "PGPC", ">8 floor S1" },
    { "GB55014-2021", "PSRC", ">0.8 floor S1" },
    { "GB55014-2021", "PG11PC", ">3 floor S1" },
    { "GB50137-2011", "PGPC", ">=8 plan K" },
    { "CITY-Ningbo", "GLR", ">=0.38 law S2" },
    { "LAW-COMMON", "NUR", ">=0.02 law S2" },
    { "GBT51346-2019", "CPI", ">=0.06 plan K?" },
    { "no such edition", "GLR", "" },
    { "NGC2010", "no such indicator", "" },
    { "NGC2010", "RADIUS", "" }, /* a parameter, not a requirement */
  };
  GlnRuleContext context;
  gln_rule_context_init (&context);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_selected (rows[i].edition, &context, rows[i].indicator, rows[i].expected);
  context.kv = 110;
  assert_selected ("GB/T50293-2014", &context, "HV_W", "between15 plan K");
  context.kv = 66;
  assert_selected ("GB/T50293-2014", &context, "HV_W", "between15 plan K");
  context.kv = 220;
  assert_selected ("GB/T50293-2014", &context, "HV_W", "between30 plan K");
  context.line = "motorway";
  assert_selected ("LAW-COMMON", &context, "BELT_W",
                   ">=50 law S2, >=50 law S2 ?use, >=50 law S2 ?use");
}

static void
test_parcels (void)
{
  static const struct
  {
    const char *edition, *code, *age, *expected;
  } rows[] = {
    { "784-1993", "R2", "new", ">=0.3 law S2" },
    { "784-1993", "R2", "old", ">=0.25 law K" },
    { "784-1993", "M1", "new", ">=0.2 law S2" },
    { "784-1993", "M3", "new", ">=0.2 law S2, >=0.3 law S2" },
    { "784-1993", "A33", "new", ">=0.35 law S2" },
    { "784-1993", "A1", "new", ">=0.35 law S2" },
    { "784-1993", "A4", "new", ">=0.3 law S2" },
    { "784-1993", "S1", "new", "" },
    { "784-1993", "G1", "new", "" },
    { "CITY-Ningbo", "M1", "new", "<=0.2 law S1" },
    { "CITY-Ningbo", "W2", "new", "<=0.2 law S1" },
    { "CITY-Ningbo", "M1", "old", "" },     /* an existing factory is never flagged */
    { "CITY-Ningbo", "M1", "rebuilt", "" },
    { "CITY-Ningbo", "M1", NULL, "<=0.2 law S1 ?age" },
    { "CITY-Ningbo", "U22", "new", ">=0.35 law S1" },
    { "CITY-Ningbo", "U12", "new", ">=0.3 law S1" },
    { "CITY-Zaozhuang", "M2", "new", "<=0.15 law S1" },
    { "CITY-Zaozhuang", "M2", "old", "" },
    { "CITY-Zaozhuang", "R1", "new", ">=0.4 law S1" },
    { "CITY-Zaozhuang", "R2", "new", ">=0.35 law S1" },
    { "CITY-Zaozhuang", "R2", "old", ">=0.25 law S1" },
    { "CITY-Zaozhuang", "A41", "new", ">=0.4 law S1" },
    { "CITY-Zhengzhou", "R2", "new", ">=0.3 law S1" },
    { "CITY-Zhengzhou", "A51", "new", ">=0.35 law S1" },
    { "CITY-Zhengzhou", "B1", "new", ">=0.25 law S1" },
    { "CITY-Zhengzhou", "M1", "new", ">=0.3 law S1" },
    { "CITY-Chongqing", "B1", "new", ">=0.1 law S1" },
    { "CITY-Chongqing", "B2", "new", ">=0.25 law S1" },
    { "LAW-COMMON", "R2", "old", ">=0.25 law S2" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GlnRuleContext context;
      gln_rule_context_init (&context);
      context.use = find_class ("gb50137", rows[i].code);
      context.age = rows[i].age;
      g_assert_nonnull (context.use);
      assert_selected (rows[i].edition, &context, "PARCEL_GLR", rows[i].expected);
    }
}

/* A use word comes from any code system, and from the feature itself. */
static void
test_parcels_other_systems (void)
{
  static const char *const marks[] = { "polluting_industry", NULL };
  GlnRuleContext context;
  gln_rule_context_init (&context);
  context.age = "new";
  context.use = find_class ("ydyh2023", "070102");
  assert_selected ("784-1993", &context, "PARCEL_GLR", ">=0.3 law S2");
  context.use = find_class ("ydyh2023", "080403");
  assert_selected ("784-1993", &context, "PARCEL_GLR", ">=0.35 law S2");
  context.use = find_class ("sandiao", "0601");
  assert_selected ("784-1993", &context, "PARCEL_GLR", ">=0.2 law S2");
  context.uses = marks;
  assert_selected ("784-1993", &context, "PARCEL_GLR", ">=0.2 law S2, >=0.3 law S2");
}

/* Every upper bound on a parcel that is shipped asks for a new project. */
static void
test_upper_bounds_only_for_new (void)
{
  guint n = 0;
  for (guint i = 0; i < gln_standards_get_n (library); i++)
    {
      const GlnStandard *standard = gln_standards_get_at (library, i);
      for (guint j = 0; j < standard->rules->len; j++)
        {
          const GlnRule *rule = standard->rules->pdata[j];
          if (!gln_rule_is_upper_bound (rule) || strcmp (rule->indicator, "PARCEL_GLR") != 0)
            continue;
          g_assert_true (gln_when_has_key (rule->when, "age"));
          n++;
        }
    }
  g_assert_cmpuint (n, ==, 2);
}

static void
test_unsure_editions (void)
{
  static const char *const unsure[] = { "NGC2022", NULL };
  for (guint i = 0; i < gln_standards_get_n (library); i++)
    {
      const GlnStandard *standard = gln_standards_get_at (library, i);
      g_test_message ("%s", standard->id);
      g_assert_cmpint (standard->all_unsure, ==, g_strv_contains (unsure, standard->id));
    }
}

static void
test_programmes (void)
{
  static const struct
  {
    const char *step;
    const char *gcr, *glr, *pgpc;
  } rows[] = {
    { "present", "", "", "" },
    { "step1", ">=0.38 target S1", ">=0.348 target S1", ">=10 target S1" },
    { "step2", ">=0.382 target S1", ">=0.35 target S1", ">=10.5 target S1" },
    { "step3", ">=0.384 target S1", ">=0.354 target S1", ">=11 target S1" },
  };
  const GlnStandard *programme = gln_standards_get (library, "PROGRAMME-A");
  g_assert_cmpuint (programme->n_steps, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GlnRuleContext context;
      gln_rule_context_init (&context);
      context.phase = rows[i].step;
      g_assert_cmpstr (programme->steps[i].id, ==, rows[i].step);
      assert_selected ("PROGRAMME-A", &context, "GCR", rows[i].gcr);
      assert_selected ("PROGRAMME-A", &context, "GLR", rows[i].glr);
      assert_selected ("PROGRAMME-A", &context, "PGPC", rows[i].pgpc);
    }
}

/* The whole table ------------------------------------------------------------------------------- */

/* Conditions of the table as they read in the data files. */
static const char *const when_table[][2] = {
  { "", "" },
  { "between districts", "" },
  { "city centre", "" },
  { "each district", "" },
  { "adjoins construction land", "" },
  { "park_or_square", "" },
  { "arterial", "road_class = main|secondary" },
  { "target 2010", "phase >= 2010" },
  { "overall", "district_level = city" },
  { "new_district", "district_level = urban_district; age = new" },
  { "old_district", "district_level = urban_district; age = old" },
  { "scenic", "road_class = scenic" },
  { "rail", "line = rail" },
  { "expressway", "line = motorway" },
  { "river_lake", "line = river|lake" },
  { "urban_expressway", "line = expressway" },
  { "polluting_industry", "use = polluting_industry|hazardous_store" },
  { "infectious_hospital", "use = infectious_hospital" },
  { "15min", "district_level = circle15" },
  { "10min", "district_level = circle10" },
  { "5min", "district_level = circle5" },
  { "new", "age = new" },
  { "old", "age = old|rebuilt" },
  { "W>50", "width_m > 50" },
  { "40<=W<=50", "width_m >= 40; width_m <= 50" },
  { "W<40", "width_m < 40" },
  { "W>45", "width_m > 45" },
  { "30<=W<=45", "width_m >= 30; width_m <= 45" },
  { "15<=W<30", "width_m >= 15; width_m < 30" },
  { "park>=5000", "park_area_m2 >= 5000" },
  { "historic;park>=1000", "historic = true; park_area_m2 >= 1000" },
  { "2000<=park<5000", "park_area_m2 >= 2000; park_area_m2 < 5000" },
  { "public_green>=1000", "park_area_m2 >= 1000" },
  { "use=R;new", "use = residential; age = new" },
  { "use=R;old", "use = residential; age = old|rebuilt" },
  { "unit general", "use = unit; use != industry|transport_hub|warehouse|commercial|school|hospital"
                    "|office|culture|barracks" },
  { "use=industry|transport_hub|warehouse|commercial",
    "use = industry|transport_hub|warehouse|commercial" },
  { "use=polluting_industry", "use = polluting_industry" },
  { "use=school|hospital|office|culture|barracks", "use = school|hospital|office|culture|barracks" },
  { "class=main", "road_class = main" },
  { "class=secondary", "road_class = secondary" },
  { "use=M|W", "use = industry|warehouse; age = new" },
  { "use=M", "use = industry; age = new" },
  { "kV=35", "kv = 35" },
  { "kV=110", "kv = 66|110" },
  { "kV=220", "kv = 220" },
  { "kV=330", "kv = 330" },
  { "kV=500", "kv = 500" },
  { "city_class=big;region=S", "region = S; city_class = big" },
  { "city_class=mid;region=S", "region = S; city_class = mid" },
  { "city_class=small;region=S", "region = S; city_class = small" },
  { "city_class=big;region=N", "region = N; city_class = big" },
  { "city_class=mid;region=N", "region = N; city_class = mid" },
  { "city_class=small;region=N", "region = N; city_class = small" },
  { "pop>1000000;region=S", "region = S; pop > 1000000" },
  { "500000<=pop<=1000000;region=S", "region = S; pop >= 500000; pop <= 1000000" },
  { "pop<500000;region=S", "region = S; pop < 500000" },
  { "pop>1000000;region=N", "region = N; pop > 1000000" },
  { "500000<=pop<=1000000;region=N", "region = N; pop >= 500000; pop <= 1000000" },
  { "pop<500000;region=N", "region = N; pop < 500000" },
  { "land_pc<80", "land_pc < 80" },
  { "80<=land_pc<=100", "land_pc >= 80; land_pc <= 100" },
  { "land_pc>100", "land_pc > 100" },
  { "land_pc<105", "land_pc < 105" },
  { "land_pc>=105", "land_pc >= 105" },
  { "land_pc<75", "land_pc < 75" },
  { "75<=land_pc<=105", "land_pc >= 75; land_pc <= 105" },
  { "land_pc>105", "land_pc > 105" },
};

static const char *
translate_when (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (when_table); i++)
    if (strcmp (when_table[i][0], text) == 0)
      return when_table[i][1];
  g_error ("no reading of the condition “%s”", text);
}

/* Percent and percentage points to shares, hectares to m². */
static void
translate_unit (const char *unit, const char **si_unit, double *divisor)
{
  *divisor = 1;
  *si_unit = unit;
  if (*unit == '%' || strcmp (unit, "points") == 0)
    {
      *si_unit = "ratio";
      *divisor = 100;
    }
  else if (strcmp (unit, "ha") == 0)
    {
      *si_unit = "m2";
      *divisor = 1e-4;
    }
  else if (g_str_has_prefix (unit, "m2/person"))
    *si_unit = "m2/person";
}

/* edition,indicator,op,value,unit,when,scope,role,geom,conf,src */
static gboolean
row_is_rule (char **row, const GlnRule *rule)
{
  const char *unit;
  double divisor;
  translate_unit (row[4], &unit, &divisor);
  g_auto (GStrv) ends = g_strsplit (row[3], "..", 2);
  double low = g_ascii_strtod (ends[0], NULL) / divisor;
  double high = ends[1] ? g_ascii_strtod (ends[1], NULL) / divisor : low;
  g_autofree char *when = gln_when_to_string (rule->when);
  g_autofree char *sources = g_strjoinv (";", (char **) rule->sources);
  const char *role = strcmp (row[7], "raise") == 0 ? "raised" : row[7];
  return strcmp (rule->indicator, row[1]) == 0 && strcmp (gln_op_to_string (rule->op), row[2]) == 0
         && fabs (rule->value - low) <= 1e-12 * fabs (low)
         && fabs (rule->value_max - high) <= 1e-12 * fabs (high) && strcmp (rule->unit, unit) == 0
         && strcmp (when, translate_when (row[5])) == 0 && strcmp (rule->scope, row[6]) == 0
         && strcmp (gln_role_to_string (rule->role), role) == 0
         && strcmp (gln_confidence_to_string (rule->confidence), row[9]) == 0
         && strcmp (sources, row[10]) == 0;
}

static const GlnRule *
find_row (char **row, GHashTable *used)
{
  const GlnStandard *standard = gln_standards_get (library, row[0]);
  g_assert_nonnull (standard);
  for (guint i = 0; i < standard->rules->len; i++)
    {
      const GlnRule *rule = standard->rules->pdata[i];
      if (!g_hash_table_contains (used, rule) && row_is_rule (row, rule))
        return rule;
    }
  return NULL;
}

static void
test_every_row_of_the_table (void)
{
  const char *data = g_getenv ("GREENLINE_TEST_DATA");
  g_autofree char *path
      = data ? g_build_filename (data, "..", "standards", "standards.csv", NULL) : NULL;
  g_autofree char *text = NULL;
  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("GREENLINE_TEST_DATA with standards/standards.csv beside it is not given");
      return;
    }
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;
  for (char **line = lines + 1; *line; line++)
    {
      if (*g_strstrip (*line) == '\0')
        continue;
      g_auto (GStrv) row = g_strsplit (*line, ",", -1);
      g_assert_cmpuint (g_strv_length (row), ==, 11);
      const GlnRule *rule = find_row (row, used);
      if (rule == NULL)
        g_test_message ("not transcribed: %s", *line);
      g_assert_nonnull (rule);
      g_hash_table_add (used, (gpointer) rule);
      n++;
    }
  g_assert_cmpuint (n, ==, 200);
}

/* Radii, counting, options ------------------------------------------------------------------------ */

static void
test_radii (void)
{
  static const struct
  {
    const char *edition;
    double area_m2;
    gboolean historic;
    double radius_m; /* 0: the park is left out */
  } rows[] = {
    { "NGC2010", 5000, FALSE, 500 },  { "NGC2010", 4999.9, FALSE, 0 },
    { "NGC2010", 1000, TRUE, 300 },   { "NGC2010", 999.9, TRUE, 0 },
    { "NGC2010", 6000, TRUE, 500 },   { "NGC2016", 5000, FALSE, 500 },
    { "NGC2016", 4999.9, FALSE, 300 }, { "NGC2016", 2000, FALSE, 300 },
    { "NGC2016", 1999.9, FALSE, 0 },  { "NECO2016", 2000, FALSE, 300 },
    { "NECO2022", 5000, FALSE, 500 }, { "NGC2005", 1000, FALSE, 500 },
    { "GB/T51346-2019", 10, FALSE, 500 }, { "GB55014-2021", 2000, FALSE, 300 },
    { "CITY-Zaozhuang", 2000, FALSE, 300 }, { "3-30-300", 10000, FALSE, 300 },
    { "3-30-300", 9999, FALSE, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const GlnStandard *standard = gln_standards_get (library, rows[i].edition);
      GlnParkRadius radius = { 0, GLN_CONFIDENCE_S2, NULL };
      gboolean found = gln_standard_get_park_radius (library, standard, rows[i].area_m2,
                                                     rows[i].historic, &radius);
      g_assert_cmpint (found, ==, rows[i].radius_m > 0);
      g_assert_cmpfloat (radius.radius_m, ==, rows[i].radius_m);
      g_assert_true (gln_standard_has_radii (library, standard));
    }
  g_assert_false (gln_standard_has_radii (library, gln_standards_get (library, "NGC2000")));

  GlnParkRadius small;
  const GlnStandard *current = gln_standards_get (library, "NGC2022");
  g_assert_true (gln_standard_get_park_radius (library, current, 3000, FALSE, &small));
  g_assert_cmpint (small.confidence, ==, GLN_CONFIDENCE_KQ);
}

static void
test_radius_tiers (void)
{
  GlnRadiusTier tiers[8];
  const GlnStandard *standard = gln_standards_get (library, "NGC2016");
  g_assert_cmpuint (gln_standard_get_radius_tiers (library, standard, FALSE, tiers, 8), ==, 2);
  g_assert_cmpfloat (tiers[0].min_area_m2, ==, 5000);
  g_assert_cmpfloat (tiers[0].max_area_m2, ==, G_MAXDOUBLE);
  g_assert_cmpfloat (tiers[0].radius_m, ==, 500);
  g_assert_cmpfloat (tiers[1].min_area_m2, ==, 2000);
  g_assert_cmpfloat (tiers[1].max_area_m2, ==, 5000);
  g_assert_cmpfloat (tiers[1].radius_m, ==, 300);
  standard = gln_standards_get (library, "NGC2010");
  g_assert_cmpuint (gln_standard_get_radius_tiers (library, standard, FALSE, tiers, 8), ==, 1);
  g_assert_cmpuint (gln_standard_get_radius_tiers (library, standard, TRUE, tiers, 8), ==, 2);
  g_assert_cmpuint (gln_standard_get_radius_tiers (library, standard, TRUE, tiers, 1), ==, 1);
}

static void
test_counting (void)
{
  static const struct
  {
    const char *edition, *set, *code;
    double green_ratio, share;
  } rows[] = {
    { "NGC2022", "GLR", "G1", NAN, 1 },      { "NGC2022", "GLR", "G131", NAN, 1 },
    { "NGC2022", "GLR", "G2", NAN, 1 },      { "NGC2022", "GLR", "RG", NAN, 1 },
    { "NGC2022", "GLR", "G3", 0.4, 0.4 },    { "NGC2022", "GLR", "G3", 0.6499, 0.6499 },
    { "NGC2022", "GLR", "G3", 0.65, 1 },     { "NGC2022", "GLR", "G3", NAN, 0.35 },
    { "NGC2022", "GLR", "EG", NAN, 0 },      { "NGC2022", "GLR", "EG4", NAN, 0 },
    { "NGC2022", "PGPC", "G1", NAN, 1 },     { "NGC2022", "PGPC", "G3", 0.6499, 0 },
    { "NGC2022", "PGPC", "G3", 0.65, 1 },    { "NGC2022", "PGPC", "G3", NAN, 0 },
    { "NGC2022", "PGPC", "G2", NAN, 0 },     { "NGC2022", "PGPC", "RG", NAN, 0 },
    { "NGC2022", "GCR", "EG12", NAN, 1 },    { "NGC2022", "no such set", "G1", NAN, 0 },
    { "NGC2010", "GLR", "EG4", NAN, 1 },     { "NGC2010", "GLR", "EG12", NAN, 0 },
    { "NGC2010", "GLR", "G3", 0.7, 0.7 },    { "NGC2010", "PGPC", "G3", 0.7, 0 },
    { "784-1993", "GLR", "EG12", NAN, 1 },   { "784-1993", "GLR", "EG2", NAN, 0 },
    { "GB55014-2021", "PG11PC", "G11", NAN, 1 }, { "GB55014-2021", "PG11PC", "G12", NAN, 0 },
    { "GB55014-2021", "PG12PC", "G12", NAN, 1 },
    { "GB/T51346-2019", "PSRC500", "G3", 0.1, 1 },
    { "GB50137-2011", "GREENSQ_PC", "G3", 0.1, 1 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const GlnCounting *counting = gln_standards_get (library, rows[i].edition)->counting;
      double share
          = gln_counting_get_share (counting, rows[i].set, find_class (GLN_CODES_CANONICAL, rows[i].code),
                                    rows[i].green_ratio);
      g_test_message ("%s %s %s", rows[i].edition, rows[i].set, rows[i].code);
      g_assert_cmpfloat (share, ==, rows[i].share);
    }
  const GlnCounting *counting = gln_standards_get (library, "NGC2022")->counting;
  const GlnClass *square = find_class (GLN_CODES_CANONICAL, "G3");
  g_assert_true (gln_counting_uses_green_ratio (counting, "GLR", square));
  g_assert_false (gln_counting_uses_green_ratio (counting, "GCR", square));
  g_assert_cmpfloat (gln_counting_get_square_park_ratio (counting), ==, 0.65);
  g_assert_true (isnan (gln_counting_get_square_park_ratio (
      gln_standards_get (library, "NGC2010")->counting)));
}

static void
test_options (void)
{
  const GlnRule *rule;
  const GlnStandard *eco = gln_standards_get (library, "NECO2016");
  g_assert_cmpfloat (gln_standard_get_other_green_cap (library, eco, &rule), ==, 0.2);
  g_assert_cmpstr (rule->edition, ==, "NGC2016");
  eco = gln_standards_get (library, "NGC2022");
  g_assert_cmpfloat (gln_standard_get_other_green_cap (library, eco, &rule), ==, 0);
  g_assert_null (rule);

  static const struct
  {
    const char *id;
    GlnMixedUse mixed;
  } mixed[] = {
    { "CITY-Ningbo", GLN_MIXED_FAR_WEIGHTED },   { "CITY-Jinan", GLN_MIXED_LAND_WEIGHTED },
    { "CITY-Qingdao", GLN_MIXED_MAX },           { "CITY-Nanyang", GLN_MIXED_DOMINANT_GFA },
    { "CITY-Zhengzhou", GLN_MIXED_UNSET },
  };
  for (guint i = 0; i < G_N_ELEMENTS (mixed); i++)
    g_assert_cmpint (gln_standards_get (library, mixed[i].id)->mixed_use, ==, mixed[i].mixed);
  const GlnStandard *law = gln_standards_get (library, "784-1993");
  g_assert_cmpfloat (law->old_reduction_ratio, ==, 0.05);
  g_assert_cmpstr (((GlnRule *) law->rules->pdata[0])->population, ==, "non_agricultural");

  g_assert_cmpfloat (gln_standards_get_tolerance_width_m (library), ==, 0.5);
  g_assert_cmpfloat (gln_standards_get_tolerance_area_m2 (library), ==, 1.0);
  g_assert_cmpstr (gln_standards_city_class (library, 500000), ==, "big");
  g_assert_cmpstr (gln_standards_city_class (library, 499999), ==, "mid");
  g_assert_cmpstr (gln_standards_city_class (library, 200000), ==, "mid");
  g_assert_cmpstr (gln_standards_city_class (library, 199999), ==, "small");
  g_assert_null (gln_standards_city_class (library, NAN));
  g_autofree char *order = g_strjoinv (" ", (char **) gln_standards_get_green_order (library));
  g_assert_cmpstr (order, ==, "G1 G2 G3 XG EG");
  g_assert_nonnull (gln_standards_get_source (library, "ngc10"));
  g_assert_null (gln_standards_get_source (library, "no such source"));
}

/* Shops 0.1 on 3000 m² with 30 000 m² of floor, flats 0.3 on 7000 m² with 20 000 m². */
static void
test_mixed_use (void)
{
  GlnMixedPart parts[] = { { 0.1, 3000, 30000 }, { 0.3, 7000, 20000 } };
  static const struct
  {
    GlnMixedUse way;
    double expected;
  } cases[] = {
    { GLN_MIXED_FAR_WEIGHTED, 0.18 }, { GLN_MIXED_LAND_WEIGHTED, 0.24 }, { GLN_MIXED_MAX, 0.3 },
    { GLN_MIXED_DOMINANT_GFA, 0.1 },  { GLN_MIXED_UNSET, 0.3 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (gln_mixed_use_combine (cases[i].way, parts, 2),
                                    cases[i].expected, 1e-12);
  parts[1].floor_m2 = NAN;
  g_assert_true (isnan (gln_mixed_use_combine (GLN_MIXED_FAR_WEIGHTED, parts, 2)));
  g_assert_true (isnan (gln_mixed_use_combine (GLN_MIXED_DOMINANT_GFA, parts, 2)));
  g_assert_false (isnan (gln_mixed_use_combine (GLN_MIXED_LAND_WEIGHTED, parts, 2)));
  parts[0].land_m2 = parts[1].land_m2 = 0;
  g_assert_true (isnan (gln_mixed_use_combine (GLN_MIXED_LAND_WEIGHTED, parts, 2)));
  g_assert_true (isnan (gln_mixed_use_combine (GLN_MIXED_MAX, parts, 0)));
}

static void
test_names_and_rules (void)
{
  g_assert_true (gln_standards_get (library, "GB/T51346-2019")
                 == gln_standards_get (library, "GBT51346-2019"));
  const GlnRule *rule = gln_standards_get_rule (library, "NGC2010-PGPC-a");
  g_assert_cmpfloat (rule->value, ==, 7.5);
  g_assert_null (gln_standards_get_rule (library, "NGC2010-PGPC"));
  for (guint i = 0; i < gln_standards_get_n (library); i++)
    {
      const GlnStandard *standard = gln_standards_get_at (library, i);
      g_assert_cmpstr (gln_standard_get_name (standard, TRUE), !=, standard->id);
      g_assert_cmpstr (gln_standard_get_name (standard, FALSE), !=,
                       gln_standard_get_name (standard, TRUE));
      for (guint j = 0; j < standard->rules->len; j++)
        {
          rule = standard->rules->pdata[j];
          g_assert_true (gln_standards_get_rule (library, rule->id) == rule);
          gboolean unsourced = rule->sources[0] == NULL;
          g_assert_cmpint (unsourced, ==, rule->confidence >= GLN_CONFIDENCE_K
                                              && strcmp (standard->id, "PROGRAMME-A") != 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  library = fixture_load_shipped ();
  g_test_add_func ("/standards/edition-2000", test_edition_2000);
  g_test_add_func ("/standards/edition-2005-boundaries", test_edition_2005_boundaries);
  g_test_add_func ("/standards/land-per-capita", test_land_per_capita_boundaries);
  g_test_add_func ("/standards/road-width", test_road_width_boundaries);
  g_test_add_func ("/standards/other-editions", test_other_editions);
  g_test_add_func ("/standards/parcels", test_parcels);
  g_test_add_func ("/standards/parcels-other-systems", test_parcels_other_systems);
  g_test_add_func ("/standards/upper-bounds-only-for-new", test_upper_bounds_only_for_new);
  g_test_add_func ("/standards/unsure-editions", test_unsure_editions);
  g_test_add_func ("/standards/programmes", test_programmes);
  g_test_add_func ("/standards/every-row", test_every_row_of_the_table);
  g_test_add_func ("/standards/radii", test_radii);
  g_test_add_func ("/standards/radius-tiers", test_radius_tiers);
  g_test_add_func ("/standards/counting", test_counting);
  g_test_add_func ("/standards/options", test_options);
  g_test_add_func ("/standards/mixed-use", test_mixed_use);
  g_test_add_func ("/standards/names-and-rules", test_names_and_rules);
  int status = g_test_run ();
  gln_standards_unref (library);
  return status;
}
