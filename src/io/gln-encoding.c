/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-encoding.h"

#include "core/gln-i18n.h"

#include <string.h>

#define MAX_SAMPLE_BYTES (4 * 1024 * 1024)

struct _GlnEncodingTest
{
  GPtrArray *texts; /* of char*: those with a byte above 127, at most MAX_SAMPLE_BYTES together */
  gsize n_bytes;
};

/** gln_encoding_test_new: (transfer full): a test without texts. */
GlnEncodingTest *
gln_encoding_test_new (void)
{
  GlnEncodingTest *test = g_new0 (GlnEncodingTest, 1);

  test->texts = g_ptr_array_new_with_free_func (g_free);
  return test;
}

/** gln_encoding_test_free: frees it. */
void
gln_encoding_test_free (GlnEncodingTest *test)
{
  if (!test)
    return;
  g_ptr_array_unref (test->texts);
  g_free (test);
}

static gboolean
is_ascii (const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) bytes[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/**
 * gln_encoding_test_add:
 * @bytes: one field name or value as it stands in the file
 * @length: or -1
 */
void
gln_encoding_test_add (GlnEncodingTest *test, const char *bytes, gssize length)
{
  gsize n = length < 0 ? strlen (bytes) : (gsize) length;

  if (is_ascii (bytes, n) || test->n_bytes > MAX_SAMPLE_BYTES)
    return;
  g_ptr_array_add (test->texts, g_strndup (bytes, n));
  test->n_bytes += n;
}

/* Names that .cpg files and users write, and what iconv calls them. GB 18030 reads all GBK and GB 2312. */
static const struct
{
  const char *name;
  const char *encoding;
} names[] = {
  { "UTF-8", "UTF-8" },       { "UTF8", "UTF-8" },        { "65001", "UTF-8" },
  { "GB18030", "GB18030" },   { "54936", "GB18030" },     { "GBK", "GB18030" },
  { "CP936", "GB18030" },     { "936", "GB18030" },       { "ANSI936", "GB18030" },
  { "GB2312", "GB18030" },    { "GB_2312", "GB18030" },   { "20936", "GB18030" },
  { "EUCCN", "GB18030" },     { "BIG5", "BIG5-HKSCS" },   { "CP950", "BIG5-HKSCS" },
  { "950", "BIG5-HKSCS" },    { "BIG5HKSCS", "BIG5-HKSCS" },
  { "ISO88591", "ISO-8859-1" },   { "88591", "ISO-8859-1" }, { "LATIN1", "ISO-8859-1" },
  { "1252", "WINDOWS-1252" }, { "CP1252", "WINDOWS-1252" }, { "WINDOWS1252", "WINDOWS-1252" },
  { "ANSI1252", "WINDOWS-1252" }, { "437", "CP437" },     { "CP437", "CP437" },
  { "850", "CP850" },         { "CP850", "CP850" },       { "1251", "WINDOWS-1251" },
  { "CP1251", "WINDOWS-1251" }, { "932", "CP932" },       { "CP932", "CP932" },
  { "SHIFTJIS", "CP932" },    { "949", "CP949" },         { "CP949", "CP949" },
  { "1250", "WINDOWS-1250" }, { "CP1250", "WINDOWS-1250" },
};

/**
 * gln_encoding_parse:
 * @name: "GBK", "gb18030", "UTF-8", "936", "ANSI 1252" … in any case
 *
 * Returns: (nullable) (transfer none): the name that iconv knows; NULL when it is none
 */
const char *
gln_encoding_parse (const char *name)
{
  GString *key = g_string_new (NULL);
  const char *found = NULL;
  GIConv conv;

  for (const char *p = name; *p; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (key, g_ascii_toupper (*p));
  for (guint i = 0; i < G_N_ELEMENTS (names) && !found; i++)
    if (strcmp (names[i].name, key->str) == 0 || g_ascii_strcasecmp (names[i].name, name) == 0)
      found = names[i].encoding;
  g_string_free (key, TRUE);
  if (found || !*name)
    return found;
  conv = g_iconv_open ("UTF-8", name);
  if (conv == (GIConv) -1)
    return NULL;
  g_iconv_close (conv);
  return g_intern_string (name);
}

/* A character that the width of a field cut in two at the very end says nothing against an encoding. */
static gboolean
is_valid_in (const char *bytes, gsize length, const char *encoding)
{
  g_autofree char *text = NULL;
  const char *end;
  gsize used;

  if (strcmp (encoding, "UTF-8") == 0)
    return g_utf8_validate (bytes, (gssize) length, &end)
           || (end > bytes && g_utf8_get_char_validated (end, bytes + length - end) == (gunichar) -2);
  text = g_convert (bytes, (gssize) length, "UTF-8", encoding, &used, NULL, NULL);
  return text && used > 0;
}

/** gln_encoding_test_count_bad: how many of the texts are not valid in @encoding. */
guint
gln_encoding_test_count_bad (const GlnEncodingTest *test, const char *encoding)
{
  guint n = 0;

  for (guint i = 0; i < test->texts->len; i++)
    {
      const char *text = g_ptr_array_index (test->texts, i);
      n += !is_valid_in (text, strlen (text), encoding);
    }
  return n;
}

/* Nearly any pair of bytes is a character of GB 18030. Real Chinese text keeps to the common ones
 * (GB 2312: lead byte B0..F7 for characters, A1..A3 for signs, trail byte A1..FE); Latin text read as
 * GBK makes rare ones, because an accented letter is followed by an ASCII letter. */
static void
count_pairs (const char *text, guint *common, guint *rare)
{
  const guchar *p = (const guchar *) text;

  for (; *p; p++)
    {
      if (*p < 0x80)
        continue;
      if (!p[1])
        break; /* half a character at the end of a field says nothing */
      if (((p[0] >= 0xb0 && p[0] <= 0xf7) || (p[0] >= 0xa1 && p[0] <= 0xa3)) && p[1] >= 0xa1)
        ++*common;
      else
        ++*rare;
      p++;
    }
}

static gboolean
is_plausible_chinese (const GlnEncodingTest *test)
{
  guint common = 0, rare = 0;

  for (guint i = 0; i < test->texts->len; i++)
    count_pairs (g_ptr_array_index (test->texts, i), &common, &rare);
  return common > 3 * rare;
}

/* The language byte of a dBASE header, as far as it names one of the encodings above. */
static const char *
ldid_encoding (guint8 ldid)
{
  switch (ldid)
    {
    case 0x4d:
      return "GB18030";
    case 0x4f:
      return "BIG5-HKSCS";
    case 0x13:
      return "CP932";
    case 0x4e:
      return "CP949";
    case 0x01:
    case 0x1b:
      return "CP437";
    case 0x02:
      return "CP850";
    case 0xc9:
      return "WINDOWS-1251";
    case 0xc8:
      return "WINDOWS-1250";
    default:
      /* 0x57 and 0x03 mean "ANSI", which writers put there whatever the bytes are. */
      return NULL;
    }
}

static const char *
by_content (const GlnEncodingTest *test, GlnEncodingWhy *why, char **explanation)
{
  const char *encoding = "ISO-8859-1";

  *why = GLN_ENCODING_BY_CONTENT;
  if (gln_encoding_test_count_bad (test, "UTF-8") == 0)
    encoding = "UTF-8";
  else if (is_plausible_chinese (test)
           && gln_encoding_test_count_bad (test, "GB18030") <= test->texts->len / 20)
    encoding = "GB18030";
  *explanation = g_strdup_printf (_ ("The file names no encoding that fits; its bytes are %s"), encoding);
  return encoding;
}

/**
 * gln_encoding_test_decide:
 * @cpg: (nullable): content of the .cpg file
 * @ldid: byte 29 of the table's header; 0 when there is none
 * @why: (out): what decided
 * @explanation: (out) (transfer full): one sentence
 *
 * What the file says counts as far as its bytes agree: a .cpg is often a left-over. UTF-8 is self
 * checking, so bytes that are valid UTF-8 with several non-ASCII texts win over a language byte.
 *
 * Returns: (transfer none): an encoding for gln_encoding_decode(); never NULL
 */
const char *
gln_encoding_test_decide (const GlnEncodingTest *test, const char *cpg, guint8 ldid,
                          GlnEncodingWhy *why, char **explanation)
{
  const char *named = cpg ? gln_encoding_parse (cpg) : NULL;
  const char *marked = ldid_encoding (ldid);

  if (named && gln_encoding_test_count_bad (test, named) == 0)
    {
      *why = GLN_ENCODING_BY_CPG;
      *explanation = g_strdup_printf (_ ("%s, as the .cpg file says"), named);
      return named;
    }
  if (test->texts->len == 0)
    {
      *why = GLN_ENCODING_PLAIN;
      *explanation = g_strdup (_ ("Only ASCII characters: every encoding reads them alike"));
      return marked ? marked : "UTF-8";
    }
  if (marked && gln_encoding_test_count_bad (test, marked) == 0
      && (strcmp (marked, "GB18030") != 0 || is_plausible_chinese (test)
          || gln_encoding_test_count_bad (test, "UTF-8") > 0))
    {
      *why = GLN_ENCODING_BY_LDID;
      *explanation = g_strdup_printf (_ ("%s, as the language byte 0x%02X of the table says"), marked, ldid);
      return marked;
    }
  return by_content (test, why, explanation);
}

/* Good stretches are kept, each byte that is no character becomes U+FFFD. */
static char *
decode_lossy (const char *bytes, gsize length, const char *encoding)
{
  GString *out = g_string_new (NULL);

  while (length > 0)
    {
      gsize used = 0, n = 0;
      g_autofree char *head = g_convert (bytes, (gssize) length, "UTF-8", encoding, &used, &n, NULL);
      if (head)
        {
          g_string_append_len (out, head, (gssize) n);
          if (used < length) /* half a character at the end */
            g_string_append (out, "\xef\xbf\xbd");
          break;
        }
      if (used > 0 && used <= length)
        {
          g_autofree char *good = g_convert (bytes, (gssize) used, "UTF-8", encoding, NULL, &n, NULL);
          if (good)
            g_string_append_len (out, good, (gssize) n);
        }
      used = MIN (used, length - 1);
      g_string_append (out, "\xef\xbf\xbd");
      bytes += used + 1;
      length -= used + 1;
    }
  return g_string_free (out, FALSE);
}

/**
 * gln_encoding_decode:
 * @bytes: text as in the file
 * @length: or -1
 * @clean: (out) (optional): FALSE when something could not be decoded and became U+FFFD
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
gln_encoding_decode (const char *bytes, gssize length, const char *encoding, gboolean *clean)
{
  gsize n = length < 0 ? strlen (bytes) : (gsize) length;
  char *text = NULL;

  if (clean)
    *clean = TRUE;
  if (is_ascii (bytes, n))
    return g_strndup (bytes, n);
  if (strcmp (encoding, "UTF-8") == 0)
    {
      if (g_utf8_validate (bytes, (gssize) n, NULL))
        return g_strndup (bytes, n);
      if (clean)
        *clean = FALSE;
      return g_utf8_make_valid (bytes, (gssize) n);
    }
  text = g_convert (bytes, (gssize) n, "UTF-8", encoding, NULL, NULL, NULL);
  if (text)
    return text;
  if (clean)
    *clean = FALSE;
  return decode_lossy (bytes, n, encoding);
}

/**
 * gln_encoding_encode:
 * @text: UTF-8
 * @clean: (out) (optional): FALSE when a character is not in @encoding and became "?"
 *
 * Returns: (transfer full): the bytes, zero-terminated
 */
char *
gln_encoding_encode (const char *text, const char *encoding, gboolean *clean)
{
  char *bytes;

  if (clean)
    *clean = TRUE;
  if (strcmp (encoding, "UTF-8") == 0)
    return g_strdup (text);
  bytes = g_convert (text, -1, encoding, "UTF-8", NULL, NULL, NULL);
  if (bytes)
    return bytes;
  if (clean)
    *clean = FALSE;
  bytes = g_convert_with_fallback (text, -1, encoding, "UTF-8", "?", NULL, NULL, NULL);
  return bytes ? bytes : g_strdup ("");
}
