/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-json.h"

#include <inttypes.h>
#include <math.h>

struct _GlnJson
{
  GString *text;
  guint depth;
  gboolean first; /* nothing was written yet in the innermost object or array */
};

/** gln_json_new: (transfer full): an empty document; free with gln_json_free_to_text(). */
GlnJson *
gln_json_new (void)
{
  GlnJson *json = g_new0 (GlnJson, 1);

  json->text = g_string_new (NULL);
  json->first = TRUE;
  return json;
}

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p++)
    {
      guchar c = (guchar) *p;
      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c < 0x20 || c == 0x7f)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, (char) c);
    }
  g_string_append_c (out, '"');
}

static void
begin_value (GlnJson *json, const char *key)
{
  if (!json->first)
    g_string_append_c (json->text, ',');
  if (json->depth > 0)
    {
      g_string_append_c (json->text, '\n');
      for (guint i = 0; i < json->depth; i++)
        g_string_append (json->text, "  ");
    }
  if (key)
    {
      append_quoted (json->text, key);
      g_string_append (json->text, ": ");
    }
  json->first = FALSE;
}

static void
open_with (GlnJson *json, const char *key, char bracket)
{
  begin_value (json, key);
  g_string_append_c (json->text, bracket);
  json->depth++;
  json->first = TRUE;
}

static void
close_with (GlnJson *json, char bracket)
{
  json->depth--;
  if (!json->first)
    {
      g_string_append_c (json->text, '\n');
      for (guint i = 0; i < json->depth; i++)
        g_string_append (json->text, "  ");
    }
  g_string_append_c (json->text, bracket);
  json->first = FALSE;
}

/** gln_json_begin_object: opens an object; @key NULL inside arrays and at the top. */
void
gln_json_begin_object (GlnJson *json, const char *key)
{
  open_with (json, key, '{');
}

/** gln_json_end_object: closes the innermost object. */
void
gln_json_end_object (GlnJson *json)
{
  close_with (json, '}');
}

/** gln_json_begin_array: opens an array. */
void
gln_json_begin_array (GlnJson *json, const char *key)
{
  open_with (json, key, '[');
}

/** gln_json_end_array: closes the innermost array. */
void
gln_json_end_array (GlnJson *json)
{
  close_with (json, ']');
}

/** gln_json_text: a string (UTF-8), or null for NULL. */
void
gln_json_text (GlnJson *json, const char *key, const char *value)
{
  begin_value (json, key);
  if (value)
    append_quoted (json->text, value);
  else
    g_string_append (json->text, "null");
}

/** gln_json_number: 17 significant digits; null when not finite. */
void
gln_json_number (GlnJson *json, const char *key, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  begin_value (json, key);
  g_string_append (json->text, isfinite (value) ? g_ascii_dtostr (buffer, sizeof buffer, value)
                                                : "null");
}

/** gln_json_integer: a whole number. */
void
gln_json_integer (GlnJson *json, const char *key, gint64 value)
{
  begin_value (json, key);
  g_string_append_printf (json->text, "%" PRId64, value);
}

/** gln_json_bool: true or false. */
void
gln_json_bool (GlnJson *json, const char *key, gboolean value)
{
  begin_value (json, key);
  g_string_append (json->text, value ? "true" : "false");
}

/** gln_json_free_to_text: (transfer full): the document with a final newline; @json is freed. */
char *
gln_json_free_to_text (GlnJson *json)
{
  GString *text = json->text;

  g_string_append_c (text, '\n');
  g_free (json);
  return g_string_free (text, FALSE);
}
