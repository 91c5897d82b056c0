/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/gln-attributes.h"
#include "core/gln-error.h"
#include "core/gln-keytext.h"

static GlnAttributes *registry;

static GlnAttributes *
load_shipped (void)
{
  g_autoptr (GPtrArray) faults = gln_data_faults_new ();
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("GREENLINE_SOURCE_ROOT"), "data",
                                            "attributes", "attributes.conf", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  GlnAttributes *loaded = gln_attributes_parse ("attributes.conf", text, -1, faults);
  for (guint i = 0; i < faults->len; i++)
    {
      const GlnDataFault *fault = faults->pdata[i];
      g_test_message ("%u: %s", fault->line, fault->message);
    }
  g_assert_cmpuint (faults->len, ==, 0);
  return loaded;
}

/* What the design lists has to be there. */
static void
test_registry (void)
{
  static const struct
  {
    const char *key;
    GlnAttrType type;
    const char *unit;
  } wanted[] = {
    { "code", GLN_ATTR_TEXT, "" },
    { "name", GLN_ATTR_TEXT, "" },
    { "built_year", GLN_ATTR_INTEGER, "year" },
    { "age", GLN_ATTR_ENUM, "" },
    { "far", GLN_ATTR_NUMBER, "" },
    { "green_ratio", GLN_ATTR_NUMBER, "ratio" },
    { "green_ratio_source", GLN_ATTR_ENUM, "" },
    { "vegetated_ratio", GLN_ATTR_NUMBER, "ratio" },
    { "park_green_ratio", GLN_ATTR_NUMBER, "ratio" },
    { "park_water_counts", GLN_ATTR_BOOLEAN, "" },
    { "population", GLN_ATTR_NUMBER, "person" },
    { "households", GLN_ATTR_INTEGER, "household" },
    { "red_line_width_m", GLN_ATTR_NUMBER, "m" },
    { "road_class", GLN_ATTR_ENUM, "" },
    { "street_trees", GLN_ATTR_ENUM, "" },
    { "kv", GLN_ATTR_NUMBER, "kV" },
    { "department", GLN_ATTR_TEXT, "" },
    { "title", GLN_ATTR_ENUM, "" },
    { "cover_type", GLN_ATTR_ENUM, "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const GlnAttribute *attribute = gln_attributes_lookup (registry, wanted[i].key);
      g_test_message ("%s", wanted[i].key);
      g_assert_nonnull (attribute);
      g_assert_cmpint (attribute->type, ==, wanted[i].type);
      g_assert_cmpstr (attribute->unit, ==, wanted[i].unit);
      g_assert_cmpstr (gln_attribute_get_name (attribute, TRUE), !=,
                       gln_attribute_get_name (attribute, FALSE));
    }
  g_assert_null (gln_attributes_lookup (registry, "no such attribute"));
  for (guint i = 0; i < gln_attributes_get_n (registry); i++)
    g_assert_nonnull (gln_attributes_get (registry, i)->fields[0]);
}

static void
test_fields (void)
{
  static const char *const cases[][3] = {
    { "YDDM", NULL, "code" },
    { "yddm", "land_use", "code" },
    { "DLBM", "land_use", "code" },
    { "用地代码", NULL, "code" },
    { "Layer", "land_use", "code" },
    { "YDMC", "land_use", "class_name" },
    { "MC", "district", "name" },
    { "MJ", "land_use", "declared_area_m2" },
    { "SHAPE_Area", "land_use", "declared_area_m2" },
    { "绿地率", "land_use", "green_ratio" },
    { "LDL", "land_use", "green_ratio" },
    { "RJL", "land_use", "far" },
    { "容积率", "land_use", "far" },
    { "DKBH", "land_use", "parcel_id" },
    { "HXKD", "line", "red_line_width_m" },
    { "DLDJ", "line", "road_class" },
    { "XDS", "line", "street_trees" },
    { "RK", "district", "population" },
    { "green_ratio", "land_use", "green_ratio" },
    { "道路红线", "line", "red_line_width_m" },
    { "LX", "cover", "cover_type" },
    { "LX", "line", NULL },
    { "绿化占地", "green", NULL },        /* 8 bytes: not cut, and no name */
    { "绿化占地比", "green", "park_green_ratio" }, /* cut at 10 bytes of GBK */
    { "GREENRATI", "land_use", "green_ratio" },
    { "XYZ", NULL, NULL },
    { "", NULL, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GlnAttribute *attribute
          = gln_attributes_match_field (registry, cases[i][0], cases[i][1]);
      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (attribute ? attribute->key : NULL, ==, cases[i][2]);
    }
}

/* No field name may lead to two attributes of the same layer. */
static void
test_fields_are_unique (void)
{
  for (guint i = 0; i < gln_attributes_get_n (registry); i++)
    {
      const GlnAttribute *attribute = gln_attributes_get (registry, i);
      for (const char *const *layer = attribute->layers; *layer; layer++)
        for (const char *const *field = attribute->fields; *field; field++)
          {
            const GlnAttribute *found = gln_attributes_match_field (registry, *field, *layer);
            g_test_message ("%s.%s", *layer, *field);
            g_assert_cmpstr (found->key, ==, attribute->key);
          }
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *key, *text;
    double expected; /* NAN: refused */
  } cases[] = {
    { "green_ratio", "0.35", 0.35 },   { "green_ratio", " 35% ", 0.35 },
    { "green_ratio", "３５％", 0.35 }, { "green_ratio", "35 %", 0.35 },
    { "green_ratio", "0", 0 },         { "green_ratio", "1", 1 },
    { "green_ratio", "35", NAN },      { "green_ratio", "-0.1", NAN },
    { "green_ratio", "abc", NAN },     { "green_ratio", "%", NAN },
    { "green_ratio", "", NAN },        { "green_ratio", "nan", NAN },
    { "far", "2.5", 2.5 },             { "far", "2.5%", NAN },
    { "households", "4538", 4538 },    { "households", "4538.5", NAN },
    { "park_water_counts", "是", 1 },  { "park_water_counts", "False", 0 },
    { "park_water_counts", "2", NAN },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GlnAttrValue value;
      const GlnAttribute *attribute = gln_attributes_lookup (registry, cases[i].key);
      gboolean ok = gln_attribute_parse_value (attribute, cases[i].text, &value, &error);
      g_test_message ("%s “%s” %s", cases[i].key, cases[i].text, error ? error->message : "");
      g_assert_cmpint (ok, ==, !isnan (cases[i].expected));
      if (ok)
        g_assert_cmpfloat (value.number, ==, cases[i].expected);
      else
        g_assert_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT);
    }
}

static void
test_enums_and_dates (void)
{
  static const struct
  {
    const char *key, *text, *expected; /* NULL: refused; "": no text is returned */
  } cases[] = {
    { "street_trees", "两侧", "both" },   { "street_trees", "BOTH", "both" },
    { "street_trees", "双侧", "both" },   { "street_trees", "2", "both" },
    { "street_trees", "单侧", "one" },    { "street_trees", "无", "none" },
    { "street_trees", "three", NULL },    { "road_class", "主干路", "main" },
    { "road_class", "primary", "main" },  { "age", "旧区", "old" },
    { "title", "园林式小区", "garden_quarter" },
    { "start_date", "2026-05-31", "" },   { "start_date", "2026", "" },
    { "start_date", "2026-13", NULL },    { "start_date", "2026-02-30", NULL },
    { "start_date", "31.5.2026", NULL },  { "department", "市园林局", "" },
    { "department", "  ", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GlnAttrValue value;
      const GlnAttribute *attribute = gln_attributes_lookup (registry, cases[i].key);
      gboolean ok = gln_attribute_parse_value (attribute, cases[i].text, &value, &error);
      g_test_message ("%s “%s”", cases[i].key, cases[i].text);
      g_assert_cmpint (ok, ==, cases[i].expected != NULL);
      if (ok)
        g_assert_cmpstr (value.text ? value.text : "", ==, cases[i].expected);
    }
}

/* Every choice is found by each of its own spellings. */
static void
test_aliases (void)
{
  for (guint i = 0; i < gln_attributes_get_n (registry); i++)
    {
      const GlnAttribute *attribute = gln_attributes_get (registry, i);
      for (guint j = 0; j < attribute->n_choices; j++)
        for (const char *const *alias = attribute->choices[j].aliases; *alias; alias++)
          g_assert_cmpstr (gln_attribute_find_choice (attribute, *alias)->value, ==,
                           attribute->choices[j].value);
    }
}

static void
test_column_scale (void)
{
  const GlnAttribute *ratio = gln_attributes_lookup (registry, "green_ratio");
  g_assert_cmpfloat (gln_attribute_column_scale (ratio, 40), ==, 0.01);
  g_assert_cmpfloat (gln_attribute_column_scale (ratio, 1), ==, 1);
  g_assert_cmpfloat (gln_attribute_column_scale (ratio, NAN), ==, 1);
  const GlnAttribute *far = gln_attributes_lookup (registry, "far");
  g_assert_cmpfloat (gln_attribute_column_scale (far, 40), ==, 1);
}

static void
test_broken_file (void)
{
  static const guint lines[] = { 2, 6, 9, 12, 14 };
  g_autoptr (GPtrArray) faults = gln_data_faults_new ();
  g_autoptr (GlnAttributes) own
      = gln_attributes_parse ("own",
                              "[attribute a]\ntype=colour\n"               /* 1-2 */
                              "[attribute b]\ntype=number\nname=B\nmin=low\n" /* 3-6 */
                              "[attribute c]\ntype=text\nlayers=cloud\n"   /* 7-9 */
                              "[attribute d]\ntype=enum\nchoice-x=Only one name\nchoice-y=Y;乙\n"
                              "[thing]\n"                                   /* 14 */
                              "[attribute e]\ntype=text\n",
                              -1, faults);
  g_assert_cmpuint (faults->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < faults->len; i++)
    g_assert_cmpuint (((GlnDataFault *) faults->pdata[i])->line, ==, lines[i]);
  g_assert_null (gln_attributes_lookup (own, "a"));
  g_assert_nonnull (gln_attributes_lookup (own, "e"));
  g_assert_cmpuint (gln_attributes_lookup (own, "d")->n_choices, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  registry = load_shipped ();
  g_test_add_func ("/attributes/registry", test_registry);
  g_test_add_func ("/attributes/fields", test_fields);
  g_test_add_func ("/attributes/fields-are-unique", test_fields_are_unique);
  g_test_add_func ("/attributes/numbers", test_numbers);
  g_test_add_func ("/attributes/enums-and-dates", test_enums_and_dates);
  g_test_add_func ("/attributes/aliases", test_aliases);
  g_test_add_func ("/attributes/column-scale", test_column_scale);
  g_test_add_func ("/attributes/broken-file", test_broken_file);
  int status = g_test_run ();
  gln_attributes_unref (registry);
  return status;
}
