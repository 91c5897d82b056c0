/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

static const char *
decide (const char *const *texts, const char *encoding, const char *cpg, guint8 ldid, GlnEncodingWhy *why)
{
  g_autoptr (GlnEncodingTest) test = gln_encoding_test_new ();
  g_autofree char *explanation = NULL;
  const char *result;

  for (guint i = 0; texts[i]; i++)
    {
      g_autofree char *bytes = gln_encoding_encode (texts[i], encoding, NULL);
      gln_encoding_test_add (test, bytes, -1);
    }
  result = gln_encoding_test_decide (test, cpg, ldid, why, &explanation);
  g_assert_nonnull (explanation);
  return result;
}

static const char *const chinese[] = { "居住用地", "公园绿地", "道路", "东湖公园", NULL };
static const char *const western[] = { "Frédéric", "Ñandú", "Besançon", "Zürich", "naïve", NULL };
static const char *const plain[] = { "R2", "G1", NULL };

static void
test_decide (void)
{
  static const struct
  {
    const char *const *texts;
    const char *encoding, *cpg;
    guint8 ldid;
    const char *found;
    GlnEncodingWhy why;
  } cases[] = {
    { chinese, "GB18030", NULL, 0, "GB18030", GLN_ENCODING_BY_CONTENT },
    { chinese, "GB18030", NULL, 0x4d, "GB18030", GLN_ENCODING_BY_LDID },
    { chinese, "GB18030", NULL, 0x57, "GB18030", GLN_ENCODING_BY_CONTENT },
    { chinese, "GB18030", "GBK", 0, "GB18030", GLN_ENCODING_BY_CPG },
    { chinese, "GB18030", "936", 0, "GB18030", GLN_ENCODING_BY_CPG },
    { chinese, "GB18030", "UTF-8", 0, "GB18030", GLN_ENCODING_BY_CONTENT }, /* a left-over .cpg */
    { chinese, "UTF-8", NULL, 0, "UTF-8", GLN_ENCODING_BY_CONTENT },
    { chinese, "UTF-8", "UTF-8", 0x57, "UTF-8", GLN_ENCODING_BY_CPG },
    { western, "ISO-8859-1", NULL, 0x57, "ISO-8859-1", GLN_ENCODING_BY_CONTENT },
    { western, "ISO-8859-1", "ISO-8859-1", 0, "ISO-8859-1", GLN_ENCODING_BY_CPG },
    { western, "UTF-8", NULL, 0, "UTF-8", GLN_ENCODING_BY_CONTENT },
    { plain, "UTF-8", NULL, 0, "UTF-8", GLN_ENCODING_PLAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GlnEncodingWhy why;
      g_test_message ("case %u", i);
      g_assert_cmpstr (decide (cases[i].texts, cases[i].encoding, cases[i].cpg, cases[i].ldid, &why), ==,
                       cases[i].found);
      g_assert_cmpint (why, ==, cases[i].why);
    }
}

/* Fields of a fixed width cut the last character in two. */
static void
test_cut (void)
{
  g_autoptr (GlnEncodingTest) gbk = gln_encoding_test_new (), utf8 = gln_encoding_test_new ();
  g_autofree char *bytes = gln_encoding_encode ("公园绿地公园绿地", "GB18030", NULL), *text = NULL, *why_text = NULL;
  GlnEncodingWhy why;
  gboolean clean;

  for (guint i = 0; i < 5; i++)
    gln_encoding_test_add (gbk, bytes, 7);
  g_assert_cmpstr (gln_encoding_test_decide (gbk, NULL, 0, &why, &why_text), ==, "GB18030");
  g_clear_pointer (&why_text, g_free);
  gln_encoding_test_add (utf8, "公园绿地", 10);
  g_assert_cmpstr (gln_encoding_test_decide (utf8, NULL, 0, &why, &why_text), ==, "UTF-8");
  text = gln_encoding_decode (bytes, 7, "GB18030", &clean);
  g_assert_false (clean);
  g_assert_cmpstr (text, ==, "公园绿\xef\xbf\xbd");
}

static void
test_decode (void)
{
  gboolean clean;
  g_autofree char *good = gln_encoding_decode ("\xb9\xab\xd4\xb0", -1, "GB18030", &clean);
  g_autofree char *bad = NULL, *utf8 = NULL, *rare = NULL, *lost = NULL;

  g_assert_true (clean);
  g_assert_cmpstr (good, ==, "公园");
  bad = gln_encoding_decode ("a\xff\xb9\xab", -1, "GB18030", &clean);
  g_assert_false (clean);
  g_assert_true (g_utf8_validate (bad, -1, NULL));
  g_assert_nonnull (strstr (bad, "\xef\xbf\xbd"));
  utf8 = gln_encoding_decode ("a\xff", -1, "UTF-8", &clean);
  g_assert_false (clean);
  g_assert_true (g_utf8_validate (utf8, -1, NULL));
  /* GB 18030 holds all of Unicode, Latin-1 does not; nothing is lost without a word */
  rare = gln_encoding_encode ("𠮷", "GB18030", &clean);
  g_assert_true (clean);
  g_assert_cmpuint (strlen (rare), ==, 4);
  lost = gln_encoding_encode ("公园", "ISO-8859-1", &clean);
  g_assert_false (clean);
  g_assert_cmpstr (lost, ==, "??");
}

static void
test_names (void)
{
  g_assert_cmpstr (gln_encoding_parse ("gbk"), ==, "GB18030");
  g_assert_cmpstr (gln_encoding_parse ("ANSI 936"), ==, "GB18030");
  g_assert_cmpstr (gln_encoding_parse ("utf8"), ==, "UTF-8");
  g_assert_cmpstr (gln_encoding_parse ("65001"), ==, "UTF-8");
  g_assert_null (gln_encoding_parse ("no such thing"));
  g_assert_null (gln_encoding_parse (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/encoding/decide", test_decide);
  g_test_add_func ("/io/encoding/cut", test_cut);
  g_test_add_func ("/io/encoding/decode", test_decode);
  g_test_add_func ("/io/encoding/names", test_names);
  return g_test_run ();
}
