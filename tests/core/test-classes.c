/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "standards-fixture.h"

static GlnStandards *library;

static const GlnClass *
find (const char *system, const char *code)
{
  const GlnCodeSystem *codes = gln_standards_get_code_system (library, system);
  g_assert_nonnull (codes);
  return gln_code_system_lookup (codes, code);
}

static void
test_systems (void)
{
  static const struct
  {
    const char *id;
    guint n;
  } systems[] = {
    { "cjjt85-2002", 29 }, { "cjjt85-2017", 31 }, { "gb50137", 110 }, { "ydyh2023", 152 },
    { "sandiao", 72 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      const GlnCodeSystem *system = gln_standards_get_code_system (library, systems[i].id);
      g_assert_nonnull (system);
      g_assert_cmpuint (gln_code_system_get_n_classes (system), ==, systems[i].n);
      g_assert_true (g_utf8_validate (gln_code_system_get_name_zh (system), -1, NULL));
    }
  g_assert_null (gln_standards_get_code_system (library, "no-such"));
}

/* Every class has two names, a colour in each palette and its parent's code as a beginning (but for
 * the attached greens and the survey's wetlands, whose codes do not nest). */
static void
test_every_class (void)
{
  for (guint s = 0; s < gln_standards_get_n_code_systems (library); s++)
    {
      const GlnCodeSystem *system = gln_standards_get_code_system_at (library, s);
      for (guint i = 0; i < gln_code_system_get_n_classes (system); i++)
        {
          const GlnClass *cls = gln_code_system_get_class (system, i);
          g_assert_cmpstr (cls->name_en, !=, cls->code);
          g_assert_cmpstr (cls->name_zh, !=, cls->code);
          g_assert_cmpuint (cls->order, ==, i);
          g_assert_true (cls->code == g_intern_string (cls->code));
          g_assert_true (gln_code_system_lookup (system, cls->code) == cls);
          for (guint p = 0; p < GLN_N_PALETTES; p++)
            g_assert_cmpuint (cls->colour[p], <=, 0xffffff);
          if (cls->parent)
            g_assert_cmpuint (cls->depth, ==, cls->parent->depth + 1);
        }
    }
}

/* The same code, three meanings. */
static void
test_meaning_by_system (void)
{
  static const struct
  {
    const char *system, *code;
    GlnLandKind kind;
    const char *canonical;
  } cases[] = {
    { "cjjt85-2002", "G2", GLN_LAND_NURSERY, "EG4" },
    { "cjjt85-2017", "G2", GLN_LAND_PROTECTIVE, "G2" },
    { "gb50137", "G2", GLN_LAND_PROTECTIVE, "G2" },
    { "ydyh2023", "1402", GLN_LAND_PROTECTIVE, "G2" },
    { "cjjt85-2002", "G3", GLN_LAND_PROTECTIVE, "G2" },
    { "cjjt85-2017", "G3", GLN_LAND_SQUARE, "G3" },
    { "gb50137", "G3", GLN_LAND_SQUARE, "G3" },
    { "ydyh2023", "1403", GLN_LAND_SQUARE, "G3" },
    { "sandiao", "0810A", GLN_LAND_SQUARE, "G3" },
    { "cjjt85-2002", "G1", GLN_LAND_PARK, "G1" },
    { "gb50137", "G1", GLN_LAND_PARK, "G1" },
    { "ydyh2023", "1401", GLN_LAND_PARK, "G1" },
    { "cjjt85-2002", "G122", GLN_LAND_PARK, "RG" },
    { "cjjt85-2002", "G42", GLN_LAND_ATTACHED, "XG" },
    { "cjjt85-2002", "G5", GLN_LAND_REGIONAL, "EG" },
    { "cjjt85-2017", "EG4", GLN_LAND_NURSERY, "EG4" },
    { "cjjt85-2017", "EG12", GLN_LAND_REGIONAL, "EG12" },
    { "gb50137", "R2", GLN_LAND_NONE, NULL },
    { "gb50137", "E1", GLN_LAND_NONE, NULL },
    { "sandiao", "0810", GLN_LAND_NONE, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GlnClass *cls = find (cases[i].system, cases[i].code);
      g_assert_nonnull (cls);
      g_assert_cmpint (cls->kind, ==, cases[i].kind);
      const GlnClass *canonical = gln_standards_canonical_class (library, cls);
      g_assert_cmpstr (canonical ? canonical->code : NULL, ==, cases[i].canonical);
    }
}

/* standards.md §4.3; the third column is what the user is asked. */
static void
test_migration (void)
{
  static const char *const cases[][3] = {
    { "G111", "G11", NULL },  { "G112", "G11", NULL },  { "G121", "G12", NULL },
    { "G122", "RG", NULL },   { "G131", "G139", NULL }, { "G132", "G131", NULL },
    { "G133", "G132", NULL }, { "G134", "G133", NULL }, { "G135", "G139", "EG11" },
    { "G136", "G135", NULL }, { "G137", "G139", NULL }, { "G14", "G14", NULL },
    { "G15", "G14", NULL },   { "G2", "EG4", NULL },    { "G3", "G2", NULL },
    { "G41", "RG", NULL },    { "G43", "MG", NULL },    { "G44", "WG", NULL },
    { "G46", "SG", NULL },    { "G47", "UG", NULL },    { "G5", "EG", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GlnClass *cls = find ("cjjt85-2002", cases[i][0]);
      g_autofree const char **codes = gln_standards_crosswalk (library, cls, "cjjt85-2017");
      g_assert_cmpstr (codes[0], ==, cases[i][1]);
      g_assert_cmpstr (codes[1], ==, cases[i][2]);
    }
  const GlnCodeSystem *old = gln_standards_get_code_system (library, "cjjt85-2002");
  GlnCrosswalk walk = gln_code_system_crosswalk (old, find ("cjjt85-2002", "G122"), "cjjt85-2017");
  g_assert_nonnull (strstr (walk.note, "人均公园绿地面积"));
}

static void
test_crosswalks (void)
{
  static const char *const cases[][4] = {
    { "gb50137", "R1", "ydyh2023", "070101" },
    { "gb50137", "R11", "ydyh2023", "070101" }, /* by its parent's row */
    { "gb50137", "R12", "ydyh2023", "0702" },
    { "gb50137", "A35", "ydyh2023", "0802" },
    { "gb50137", "G1", "ydyh2023", "1401" },
    { "gb50137", "E11", "ydyh2023", "1701|1702" },
    { "gb50137", "E2", "ydyh2023", "01|02|03|04|05|06" },
    { "ydyh2023", "1402", "gb50137", "G2" },
    { "ydyh2023", "0702", "gb50137", "R12|R22|R32" }, /* the way back asks */
    { "ydyh2023", "1207", "gb50137", "S1" },
    { "cjjt85-2017", "G14", "cjjt85-2002", "G14|G15" },
    { "cjjt85-2017", "EG4", "cjjt85-2002", "G2" },
    { "sandiao", "0810", "cjjt85-2017", "G1|G2|XG" },
    { "sandiao", "1101", "ydyh2023", "1701" },
    { "gb50137", "H9", "ydyh2023", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree const char **codes = gln_standards_crosswalk (
          library, find (cases[i][0], cases[i][1]), cases[i][2]);
      g_autofree char *joined = g_strjoinv ("|", (char **) codes);
      g_assert_cmpstr (joined, ==, cases[i][3]);
    }
}

static void
test_lookup (void)
{
  const GlnCodeSystem *system = gln_standards_get_code_system (library, "gb50137");
  const GlnClass *r21 = gln_code_system_lookup (system, "R21");
  g_assert_cmpstr (r21->parent->code, ==, "R2");
  g_assert_cmpstr (r21->parent->parent->code, ==, "R");
  g_assert_null (r21->parent->parent->parent);
  g_assert_true (gln_class_is_in (r21, "R"));
  g_assert_false (gln_class_is_in (r21, "R1"));
  g_assert_true (gln_code_system_lookup (system, " r21 ") == r21);
  g_assert_true (gln_code_system_lookup (system, "Ｒ２１") == r21);
  g_assert_cmpstr (find ("cjjt85-2002", "G121")->parent->parent->code, ==, "G1");

  g_assert_null (gln_code_system_lookup (system, "U23"));
  g_assert_cmpstr (gln_code_system_suggest (system, "U23")->code, ==, "U2");
  g_assert_null (gln_code_system_lookup (system, ""));
  g_assert_null (gln_code_system_lookup (system, NULL));
  g_assert_null (gln_code_system_lookup (system, "0701"));
  g_assert_null (gln_code_system_suggest (system, "0701"));
  g_assert_null (gln_code_system_lookup (system, "\xff\xfe"));
}

static void
test_mixed (void)
{
  static const struct
  {
    const char *code, *expected;
  } cases[] = {
    { "R2/B1", "R2+B1" }, { "B1B2", "B1+B2" }, { "R2＋B1、A33", "R2+B1+A33" }, { "R2", "R2" },
    { "U23/B1", "" },     { "R2a", "" },       { "住宅", "" },                 { "", "" },
    { "B1/B2/R2/A1/A2", "" }, /* more than there is room for */
  };
  const GlnCodeSystem *system = gln_standards_get_code_system (library, "gb50137");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GlnClass *classes[4];
      guint n = gln_code_system_lookup_mixed (system, cases[i].code, classes, 4);
      g_autoptr (GString) joined = g_string_new (NULL);
      for (guint j = 0; j < n; j++)
        g_string_append_printf (joined, "%s%s", j ? "+" : "", classes[j]->code);
      g_assert_cmpstr (joined->str, ==, cases[i].expected);
    }
}

static void
test_facts (void)
{
  static const struct
  {
    const char *system, *code;
    guint facts;
    GlnLandGroup group;
  } cases[] = {
    { "gb50137", "R22", GLN_CLASS_CONSTRUCTION | GLN_CLASS_RESIDENTIAL, GLN_GROUP_RESIDENTIAL },
    { "gb50137", "A33", GLN_CLASS_CONSTRUCTION | GLN_CLASS_PUBLIC_FACILITY, GLN_GROUP_PUBLIC },
    { "gb50137", "M3", GLN_CLASS_CONSTRUCTION | GLN_CLASS_INDUSTRY, GLN_GROUP_INDUSTRY },
    { "gb50137", "S1", GLN_CLASS_CONSTRUCTION | GLN_CLASS_ROAD, GLN_GROUP_TRANSPORT },
    { "gb50137", "S41", GLN_CLASS_CONSTRUCTION, GLN_GROUP_TRANSPORT },
    { "gb50137", "G1", GLN_CLASS_CONSTRUCTION, GLN_GROUP_GREEN },
    { "gb50137", "E11", GLN_CLASS_WATER, GLN_GROUP_WATER },
    { "gb50137", "E2", 0, GLN_GROUP_FARMLAND },
    { "gb50137", "H14", 0, GLN_GROUP_VILLAGE },
    { "ydyh2023", "070102", GLN_CLASS_CONSTRUCTION | GLN_CLASS_RESIDENTIAL,
      GLN_GROUP_RESIDENTIAL },
    { "ydyh2023", "0703", 0, GLN_GROUP_VILLAGE },
    { "ydyh2023", "1207", GLN_CLASS_CONSTRUCTION | GLN_CLASS_ROAD, GLN_GROUP_TRANSPORT },
    { "ydyh2023", "1701", GLN_CLASS_WATER, GLN_GROUP_WATER },
    { "cjjt85-2017", "G11", GLN_CLASS_CONSTRUCTION, GLN_GROUP_GREEN },
    { "cjjt85-2017", "EG12", 0, GLN_GROUP_GREEN },
    { "sandiao", "0810", GLN_CLASS_CONSTRUCTION | GLN_CLASS_SPLIT, GLN_GROUP_GREEN },
    { "sandiao", "0810A", GLN_CLASS_CONSTRUCTION, GLN_GROUP_GREEN },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GlnClass *cls = find (cases[i].system, cases[i].code);
      g_assert_cmpuint (cls->facts, ==, cases[i].facts);
      g_assert_cmpint (cls->group, ==, cases[i].group);
    }
  g_assert_true (gln_class_has_use (find ("gb50137", "M3"), "industry"));
  g_assert_true (gln_class_has_use (find ("gb50137", "M3"), "polluting_industry"));
  g_assert_false (gln_class_has_use (find ("gb50137", "M1"), "polluting_industry"));
  g_assert_true (gln_class_has_use (find ("gb50137", "A33"), "school"));
}

static void
test_colours (void)
{
  const GlnClass *park = find ("gb50137", "G1");
  g_assert_cmphex (park->colour[GLN_PALETTE_TERRITORIAL], ==, 0x00ff00);
  g_assert_cmphex (park->colour[GLN_PALETTE_CAD], ==, 0x3fff00);
  g_assert_cmphex (find ("ydyh2023", "1402")->colour[GLN_PALETTE_TERRITORIAL], ==, 0x148d4a);
  g_assert_cmphex (find ("ydyh2023", "0701")->colour[GLN_PALETTE_TERRITORIAL], ==, 0xffff2d);
  g_assert_cmphex (find ("gb50137", "A35")->colour[GLN_PALETTE_TERRITORIAL], ==, 0xf0005c);
  g_assert_cmphex (find ("gb50137", "G2")->colour[GLN_PALETTE_SAFE], !=,
                   park->colour[GLN_PALETTE_SAFE]);
  g_assert_cmpint (park->hatch_present, ==, GLN_HATCH_NONE);
  g_assert_cmpint (park->hatch_planned, ==, GLN_HATCH_DIAGONAL);
  g_assert_cmpint (find ("cjjt85-2017", "G131")->hatch_planned, ==, GLN_HATCH_DIAGONAL);
}

/* Relative luminance as seen with ordinary and with red-green impaired vision (Viénot 1999 for
 * deuteranopia, on linear light, coarse): green kinds must stay apart in the safe palette. */
static void
to_impaired (guint32 rgb, double out[3])
{
  double linear[3];
  for (int i = 0; i < 3; i++)
    linear[i] = pow (((rgb >> (16 - 8 * i)) & 0xff) / 255.0, 2.2);
  double mixed = 0.29275 * linear[0] + 0.70725 * linear[1];
  out[0] = mixed;
  out[1] = mixed;
  out[2] = -0.02234 * linear[0] + 0.02234 * linear[1] + linear[2];
}

static void
test_safe_palette (void)
{
  static const char *const codes[] = { "R", "A", "B", "M", "W", "S", "U", "G1", "G2", "G3", "E1" };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    for (guint j = 0; j < i; j++)
      {
        double a[3], b[3], distance = 0;
        to_impaired (find ("gb50137", codes[i])->colour[GLN_PALETTE_SAFE], a);
        to_impaired (find ("gb50137", codes[j])->colour[GLN_PALETTE_SAFE], b);
        for (int k = 0; k < 3; k++)
          distance += fabs (pow (MAX (a[k], 0), 1 / 2.2) - pow (MAX (b[k], 0), 1 / 2.2));
        g_test_message ("%s %s %.3f", codes[i], codes[j], distance);
        g_assert_cmpfloat (distance, >, 0.2);
      }
}

static void
test_sizes (void)
{
  g_assert_cmpfloat (find ("cjjt85-2017", "G11")->min_area_m2, ==, 100000);
  g_assert_cmpfloat (find ("cjjt85-2017", "G12")->min_area_m2, ==, 10000);
  g_assert_true (isnan (find ("cjjt85-2017", "G14")->min_area_m2));
  g_assert_cmpfloat (find ("cjjt85-2017", "G14")->min_green_ratio, ==, 0.65);
  g_assert_cmpfloat (find ("cjjt85-2017", "G3")->min_green_ratio, ==, 0.35);
  const GlnClass *park = find ("cjjt85-2017", "G139");
  g_assert_cmpfloat (park->vegetated_ratio, >, 0.0);
  g_assert_cmpfloat (park->vegetated_ratio, <=, 1.0);
  g_assert_false (park->vegetated_verified);
}

static GlnCodeSystem *
parse (const char *text, GPtrArray **faults)
{
  *faults = gln_data_faults_new ();
  return gln_code_system_parse ("own.standard", text, -1, *faults);
}

static void
assert_fault (GPtrArray *faults, guint index, guint line, const char *part)
{
  g_assert_cmpuint (faults->len, >, index);
  const GlnDataFault *fault = faults->pdata[index];
  g_assert_cmpstr (fault->file, ==, "own.standard");
  g_assert_cmpuint (fault->line, ==, line);
  g_assert_nonnull (strstr (fault->message, part));
}

static void
test_broken_file (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnCodeSystem) system
      = parse ("[standard]\nkind=codes\nid=own\nname=Own\nname[zh]=自\n"   /* 1-5 */
               "[class X]\nname=X land\nname[zh]=甲\nkind=parkk\n"          /* 6-9 */
               "colour_cad=#12345\n"                                         /* 10 */
               "[class Y1]\nname=Y\nname[zh]=乙\nparent=Y\n"                /* 11-14 */
               "[class Z]\nname=Z land\nname[zh]=丙\ncolor_cad=#112233\n"   /* 15-18 */
               "[crosswalk cjjt85-2017]\nX=G1\nQ=G2\n",                     /* 19-21 */
               &faults);
  g_assert_nonnull (system);
  assert_fault (faults, 0, 9, "parkk");
  assert_fault (faults, 1, 10, "#12345");
  assert_fault (faults, 2, 14, "Y1");
  assert_fault (faults, 3, 18, "color_cad");
  assert_fault (faults, 4, 21, "Q");
  g_assert_cmpuint (faults->len, ==, 5);
  g_assert_cmpuint (gln_code_system_get_n_classes (system), ==, 2);
  g_assert_nonnull (gln_code_system_lookup (system, "Z"));
}

static void
test_not_a_system (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnCodeSystem) system = parse ("[standard]\nkind=edition\nid=own\n", &faults);
  g_assert_null (system);
  assert_fault (faults, 0, 1, "kind=codes");
}

static void
test_names (void)
{
  for (GlnLandKind kind = 0; kind < GLN_N_LAND_KINDS; kind++)
    {
      GlnLandKind back = GLN_N_LAND_KINDS;
      g_assert_true (gln_land_kind_from_string (gln_land_kind_to_string (kind), &back));
      g_assert_cmpint (back, ==, kind);
      const char *code = gln_land_kind_get_code (kind);
      if (kind == GLN_LAND_NONE)
        g_assert_null (code);
      else
        g_assert_cmpint (find (GLN_CODES_CANONICAL, code)->kind, ==, kind);
    }
  for (GlnLandGroup group = 0; group < GLN_N_GROUPS; group++)
    {
      GlnLandGroup back = GLN_N_GROUPS;
      g_assert_true (gln_land_group_from_string (gln_land_group_to_string (group), &back));
      g_assert_cmpint (back, ==, group);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  library = fixture_load_shipped ();
  g_test_add_func ("/classes/systems", test_systems);
  g_test_add_func ("/classes/every-class", test_every_class);
  g_test_add_func ("/classes/meaning-by-system", test_meaning_by_system);
  g_test_add_func ("/classes/migration-2002-2017", test_migration);
  g_test_add_func ("/classes/crosswalks", test_crosswalks);
  g_test_add_func ("/classes/lookup", test_lookup);
  g_test_add_func ("/classes/mixed", test_mixed);
  g_test_add_func ("/classes/facts", test_facts);
  g_test_add_func ("/classes/colours", test_colours);
  g_test_add_func ("/classes/safe-palette", test_safe_palette);
  g_test_add_func ("/classes/sizes", test_sizes);
  g_test_add_func ("/classes/broken-file", test_broken_file);
  g_test_add_func ("/classes/not-a-system", test_not_a_system);
  g_test_add_func ("/classes/names", test_names);
  int status = g_test_run ();
  gln_standards_unref (library);
  return status;
}
