/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/gln-attributes.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "core/gln-keytext.h"

static gboolean
refuse (const GlnAttribute *self, const char *text, const char *expected, GError **error)
{
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _ ("“%s” is no value for %s: %s"), text,
               self->key, expected);
  return FALSE;
}

static gboolean
parse_boolean (const GlnAttribute *self, const char *text, GlnAttrValue *value, GError **error)
{
  static const char *const yes[] = { "true", "yes", "y", "1", "是", "有", NULL };
  static const char *const no[] = { "false", "no", "n", "0", "否", "无", NULL };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  value->number = g_strv_contains (yes, lower);
  return value->number != 0 || g_strv_contains (no, lower)
         || refuse (self, text, _ ("use true or false"), error);
}

static gboolean
is_percent (char *text)
{
  gsize len = strlen (text);
  if (len == 0 || text[len - 1] != '%')
    return FALSE;
  text[len - 1] = '\0';
  g_strchomp (text);
  return TRUE;
}

static gboolean
parse_number (const GlnAttribute *self, const char *text, GlnAttrValue *value, GError **error)
{
  g_autofree char *copy = g_strdup (text);
  gboolean ratio = strcmp (self->unit, "ratio") == 0;
  gboolean percent = ratio && is_percent (copy);
  double number;
  if (!gln_key_parse_number (copy, &number))
    return refuse (self, text,
                   ratio ? _ ("use a share such as 0.35 or 35%") : _ ("use a number such as 12.5"),
                   error);
  if (percent)
    number /= 100.0;
  if (self->type == GLN_ATTR_INTEGER && number != floor (number))
    return refuse (self, text, _ ("use a whole number"), error);
  if (number < self->min || number > self->max) /* an open end is NAN: never true */
    return refuse (self, text,
                   ratio ? _ ("a share lies between 0 and 1; for percent write 35%")
                         : _ ("it is outside the sensible range"),
                   error);
  value->number = number;
  return TRUE;
}

static gboolean
is_date (const char *text)
{
  static const char pattern[] = "0000-00-00";
  gsize len = strlen (text);
  if (len != 4 && len != 7 && len != 10)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    if (pattern[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != '-')
      return FALSE;
  guint year = (guint) g_ascii_strtoull (text, NULL, 10);
  guint month = len > 4 ? (guint) g_ascii_strtoull (text + 5, NULL, 10) : 1;
  guint day = len > 7 ? (guint) g_ascii_strtoull (text + 8, NULL, 10) : 1;
  return g_date_valid_dmy (day, month, year);
}

static gboolean
parse_text (const GlnAttribute *self, const char *text, GlnAttrValue *value, GError **error)
{
  const GlnAttrChoice *choice = NULL;
  if (self->type == GLN_ATTR_DATE)
    return is_date (text) || refuse (self, text, _ ("use a date such as 2026-05-31 or 2026"), error);
  if (self->type == GLN_ATTR_ENUM)
    {
      choice = gln_attribute_find_choice (self, text);
      if (choice == NULL)
        return refuse (self, text, _ ("it is none of the choices"), error);
      value->text = choice->value;
    }
  return TRUE;
}

gboolean
gln_attribute_parse_value (const GlnAttribute *self, const char *text, GlnAttrValue *value,
                           GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL && value != NULL, FALSE);
  g_autofree char *plain
      = self->type == GLN_ATTR_TEXT ? g_strdup (text) : g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  *value = (GlnAttrValue){ NAN, NULL };
  if (plain == NULL)
    return refuse (self, "?", _ ("the text is not UTF-8"), error);
  g_strstrip (plain);
  if (*plain == '\0')
    return refuse (self, plain, _ ("it is empty"), error);
  switch (self->type)
    {
    case GLN_ATTR_BOOLEAN:
      return parse_boolean (self, plain, value, error);
    case GLN_ATTR_INTEGER:
    case GLN_ATTR_NUMBER:
      return parse_number (self, plain, value, error);
    case GLN_ATTR_TEXT:
    case GLN_ATTR_ENUM:
    case GLN_ATTR_DATE:
    default:
      return parse_text (self, plain, value, error);
    }
}

double
gln_attribute_column_scale (const GlnAttribute *self, double column_max)
{
  return strcmp (self->unit, "ratio") == 0 && column_max > 1.0 ? 0.01 : 1.0;
}

const GlnAttrChoice *
gln_attribute_find_choice (const GlnAttribute *self, const char *text)
{
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  for (guint i = 0; i < self->n_choices; i++)
    {
      if (g_ascii_strcasecmp (self->choices[i].value, text) == 0)
        return &self->choices[i];
      for (const char *const *alias = self->choices[i].aliases; *alias; alias++)
        {
          g_autofree char *folded = g_utf8_casefold (*alias, -1);
          if (strcmp (folded, wanted) == 0)
            return &self->choices[i];
        }
    }
  return NULL;
}
