/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "standards-fixture.h"

#define HEAD "[standard]\nkind=edition\nid=OWN\n" /* lines 1 to 3 */
#define GOOD                                                                                       \
  "indicator=GLR\nop=>=\nvalue=0.31\nunit=ratio\nscope=built_up\nrole=basic\nconfidence=S1\n"

/* Build a library of these texts; file names are "0", "1" …. */
static GlnStandards *
build (GPtrArray **faults, const char *first, const char *second)
{
  GlnStandardsBuilder *builder = gln_standards_builder_new ();
  gln_standards_builder_add (builder, "0", first, -1);
  if (second)
    gln_standards_builder_add (builder, "1", second, -1);
  return gln_standards_builder_finish (builder, faults);
}

static void
assert_fault (GPtrArray *faults, guint index, const char *file, guint line, const char *part)
{
  g_assert_cmpuint (faults->len, >, index);
  const GlnDataFault *fault = faults->pdata[index];
  g_test_message ("%s:%u: %s", fault->file, fault->line, fault->message);
  g_assert_cmpstr (fault->file, ==, file);
  g_assert_cmpuint (fault->line, ==, line);
  g_assert_nonnull (strstr (fault->message, part));
}

/* Each bad row is named with its line and left out; the good ones around it load. */
static void
test_bad_rows (void)
{
  static const struct
  {
    const char *row; /* stands at line 4 and after */
    guint line;
    const char *part;
  } cases[] = {
    { "[rule b]\nop=>=\nvalue=1\n", 4, "indicator" },
    { "[rule b]\nindicator=GLR\nscope=x\nop==>\nvalue=1\n", 7, "=>" },
    { "[rule b]\nindicator=GLR\nscope=x\nop=>=\nvalue=31%\nunit=ratio\n", 8, "31%" },
    { "[rule b]\nindicator=GLR\nscope=x\nop=>=\nvalue=31\nunit=percent\n", 9, "percent" },
    { "[rule b]\nindicator=GLR\nscope=x\nop=between\nvalue=5..3\nunit=m\n", 8, "5..3" },
    { "[rule b]\nindicator=GLR\nscope=x\nop=bool\nvalue=1\nunit=bool\n", 8, "“1”" },
    { "[rule b]\nindicator=GLR\nscope=x\nop=>=\nvalue=nan\nunit=ratio\n", 8, "nan" },
    { "[rule b]\n" GOOD "when=pop > many\n", 12, "pop > many" },
    { "[rule b]\nindicator=GLR\nscope=x\nop=>=\nvalue=1\nunit=m\nrole=must\n", 10, "must" },
    { "[rule b]\nindicator=GLR\nscope=x\nop=>=\nvalue=1\nunit=m\nrole=law\n", 4, "confidence" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) faults = NULL;
      g_autofree char *text = g_strconcat (HEAD, cases[i].row, "[rule c]\n", GOOD, NULL);
      g_autoptr (GlnStandards) library = build (&faults, text, NULL);
      assert_fault (faults, 0, "0", cases[i].line, cases[i].part);
      g_assert_null (gln_standards_get_rule (library, "OWN-b"));
      g_assert_nonnull (gln_standards_get_rule (library, "OWN-c"));
    }
}

static void
test_bad_lines (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnStandards) library
      = build (&faults,
               "stray=1\n"                                    /* 1 */
               HEAD                                           /* 2-4 */
               "# a comment\n\n"                              /* 5-6 */
               "nonsense\n"                                   /* 7 */
               "[rule a]\n" GOOD                              /* 8-15 */
               "value=0.99\n"                                 /* 16 */
               "colour=red\n"                                 /* 17 */
               "[rule a]\n" GOOD                              /* 18-25 */
               "[broken\nindicator=X\n"                       /* 26-27 */
               "[rule b]\r\n" GOOD                            /* 28 */
               "[surprise]\n",                                /* 36 */
               NULL);
  assert_fault (faults, 0, "0", 1, "stray");
  assert_fault (faults, 1, "0", 7, "nonsense");
  assert_fault (faults, 2, "0", 16, "value");
  assert_fault (faults, 3, "0", 18, "rule a");
  assert_fault (faults, 4, "0", 26, "[broken");
  assert_fault (faults, 5, "0", 17, "colour");
  assert_fault (faults, 6, "0", 36, "surprise");
  g_assert_cmpuint (faults->len, ==, 7);
  g_assert_cmpfloat (gln_standards_get_rule (library, "OWN-a")->value, ==, 0.31);
  g_assert_cmpuint (gln_standards_get_rule (library, "OWN-b")->line, ==, 28);
}

static void
test_not_utf8 (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnStandards) library
      = build (&faults, HEAD "name=\xb3\xc7\xca\xd0\n[rule a]\n" GOOD, NULL);
  assert_fault (faults, 0, "0", 4, "UTF-8");
  g_assert_null (gln_standards_get (library, "OWN"));
}

static void
test_byte_order_mark (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnStandards) library = build (&faults, "\xef\xbb\xbf" HEAD "[rule a]\n" GOOD, NULL);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_nonnull (gln_standards_get_rule (library, "OWN-a"));
}

static void
test_not_a_standard (void)
{
  static const char *const texts[] = {
    "", "[standard]\n", "[standard]\nkind=edition\n", "[standard]\nkind=recipe\nid=X\n", "[x]\na=b\n",
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GlnStandards) library = build (&faults, texts[i], HEAD "[rule a]\n" GOOD);
      assert_fault (faults, 0, "0", i >= 1 && i <= 3 ? 1 : 0, "no standard");
      g_assert_cmpuint (gln_standards_get_n (library), ==, 1);
    }
}

/* The later file of an id wins; one without a usable rule does not. */
static void
test_override (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnStandards) library
      = build (&faults, HEAD "[rule a]\n" GOOD "[rule b]\n" GOOD,
               HEAD "[rule a]\nindicator=GLR\nop=>=\nvalue=0.5\nunit=ratio\nscope=built_up\n"
                    "role=basic\nconfidence=S2\n");
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (gln_standards_get_n (library), ==, 1);
  g_assert_cmpfloat (gln_standards_get_rule (library, "OWN-a")->value, ==, 0.5);
  g_assert_null (gln_standards_get_rule (library, "OWN-b"));
  g_assert_cmpstr (gln_standards_get (library, "OWN")->file, ==, "1");

  g_autoptr (GPtrArray) broken_faults = NULL;
  g_autoptr (GlnStandards) kept
      = build (&broken_faults, HEAD "[rule a]\n" GOOD, HEAD "[rule a]\nindicator=GLR\n");
  g_assert_cmpfloat (gln_standards_get_rule (kept, "OWN-a")->value, ==, 0.31);
  assert_fault (broken_faults, 1, "1", 0, "stays in force");
}

static void
test_cross_checks (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnStandards) library
      = build (&faults,
               "[standard]\nkind=edition\nid=OWN\ncounting=nowhere\nparameters_from=NOBODY\n"
               "[rule a]\n" GOOD "source=unheard\n",
               "[standard]\nkind=codes\nid=own\nname=Own\nname[zh]=自\n"
               "[class X]\nname=X land\nname[zh]=甲\nuse=farm\n"
               "[crosswalk own]\nX=Y\n");
  assert_fault (faults, 0, "0", 0, "nowhere");
  assert_fault (faults, 1, "1", 11, "Y");
  assert_fault (faults, 2, "0", 0, "NOBODY");
  assert_fault (faults, 3, "0", 6, "unheard");
  g_assert_cmpuint (faults->len, ==, 4);
  const GlnStandard *standard = gln_standards_get (library, "OWN");
  g_assert_nonnull (standard->counting);
  g_assert_false (gln_counting_has_set (standard->counting, "GLR"));
}

static void
test_unknown_use (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnStandards) library
      = build (&faults, HEAD "[rule a]\n" GOOD "when=use = farm|fram|own:X|own:Z\n",
               "[standard]\nkind=codes\nid=own\nname=Own\nname[zh]=自\n"
               "[class X]\nname=X land\nname[zh]=甲\nuse=farm\n");
  assert_fault (faults, 0, "0", 4, "fram");
  assert_fault (faults, 1, "0", 4, "own:Z");
  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_nonnull (gln_standards_get_rule (library, "OWN-a"));
}

static void
test_all_unsure (void)
{
  static const char unsure[] = "[rule a]\nindicator=GLR\nop=>=\nvalue=0.31\nunit=ratio\n"
                               "scope=built_up\nrole=basic\nconfidence=K?\n";
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *text = g_strconcat (HEAD, unsure, NULL);
  g_autofree char *mixed
      = g_strconcat ("[standard]\nkind=edition\nid=TWO\n", unsure, "[rule b]\n", GOOD, NULL);
  g_autoptr (GlnStandards) library = build (&faults, text, mixed);
  g_assert_true (gln_standards_get (library, "OWN")->all_unsure);
  g_assert_false (gln_standards_get (library, "TWO")->all_unsure);
}

static void
test_settings_and_counting (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnStandards) library
      = build (&faults,
               "[standard]\nkind=settings\n[tolerance]\nwidth_m=wide\narea_m2=4\n"
               "[green]\norder=EG;G1\n",
               "[standard]\nkind=counting\nid=c\n[set GLR]\nG1=1\nG2=1.5\nG3=green_share\n");
  assert_fault (faults, 0, "0", 4, "wide");
  assert_fault (faults, 1, "1", 6, "1.5");
  g_assert_cmpfloat (gln_standards_get_tolerance_width_m (library), ==, 0.5);
  g_assert_cmpfloat (gln_standards_get_tolerance_area_m2 (library), ==, 4);
  g_assert_cmpstr (gln_standards_get_green_order (library)[0], ==, "EG");
}

/* The same bytes are good key files for other readers. */
static void
test_shipped_files_are_key_files (void)
{
  g_autofree char *folder
      = g_build_filename (g_getenv ("GREENLINE_SOURCE_ROOT"), "data", "standards", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;
  while ((name = g_dir_read_name (dir)))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GKeyFile) keys = g_key_file_new ();
      if (!g_str_has_suffix (name, ".standard"))
        continue;
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, &error);
      g_assert_no_error (error);
      g_assert_true (g_key_file_has_key (keys, "standard", "kind", NULL));
      n++;
    }
  g_assert_cmpuint (n, >=, 38);
}

/* Shipped text with bytes changed, dropped and doubled: whatever is left loads, and every fault has a
 * sentence and stays inside the file. */
static char *
spoil (GRand *rand, const char *text, gsize size, gsize *spoilt_size)
{
  GString *out = g_string_new_len (text, (gssize) size);
  for (guint n = (guint) g_rand_int_range (rand, 1, 12); n > 0 && out->len > 0; n--)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) out->len);
      gsize len = (gsize) g_rand_int_range (rand, 1, 60);
      len = MIN (out->len - at, len);
      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          out->str[at] = (char) g_rand_int_range (rand, 0, 256);
          break;
        case 1:
          out->str[at] = "\n[]=;|.<>#"[g_rand_int_range (rand, 0, 10)];
          break;
        case 2:
          g_string_erase (out, (gssize) at, (gssize) len);
          break;
        default:
          {
            g_autofree char *piece = g_strndup (out->str + at, len);
            g_string_insert (out, g_rand_int_range (rand, 0, (gint32) out->len), piece);
          }
        }
    }
  *spoilt_size = out->len;
  return g_string_free (out, FALSE);
}

static void
test_spoilt_files (void)
{
  static const char *const names[] = {
    "codes-cjjt85-2002.standard", "ngc2010.standard", "counting-2017.standard",
    "programme-a.standard",       "city-ningbo.standard",
  };
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 400; i++)
    {
      const char *name = names[i % G_N_ELEMENTS (names)];
      g_autofree char *path = g_build_filename (g_getenv ("GREENLINE_SOURCE_ROOT"), "data",
                                                "standards", name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GPtrArray) faults = NULL;
      gsize size, spoilt_size;
      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      g_autofree char *spoilt = spoil (rand, text, size, &spoilt_size);
      GlnStandardsBuilder *builder = gln_standards_builder_new ();
      gln_standards_builder_add (builder, name, spoilt, (gssize) spoilt_size);
      g_autoptr (GlnStandards) library = gln_standards_builder_finish (builder, &faults);
      for (guint j = 0; j < faults->len; j++)
        {
          const GlnDataFault *fault = faults->pdata[j];
          g_assert_cmpstr (fault->file, ==, name);
          g_assert_cmpuint (fault->line, <=, spoilt_size + 1);
          g_assert_cmpuint (strlen (fault->message), >, 10);
          g_assert_true (g_utf8_validate (fault->message, -1, NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standards-files/bad-rows", test_bad_rows);
  g_test_add_func ("/standards-files/bad-lines", test_bad_lines);
  g_test_add_func ("/standards-files/not-utf8", test_not_utf8);
  g_test_add_func ("/standards-files/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/standards-files/not-a-standard", test_not_a_standard);
  g_test_add_func ("/standards-files/override", test_override);
  g_test_add_func ("/standards-files/cross-checks", test_cross_checks);
  g_test_add_func ("/standards-files/unknown-use", test_unknown_use);
  g_test_add_func ("/standards-files/all-unsure", test_all_unsure);
  g_test_add_func ("/standards-files/settings-and-counting", test_settings_and_counting);
  g_test_add_func ("/standards-files/spoilt-files", test_spoilt_files);
  g_test_add_func ("/standards-files/key-files", test_shipped_files_are_key_files);
  return g_test_run ();
}
