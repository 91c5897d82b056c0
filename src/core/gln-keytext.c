/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-keytext.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"

struct _GlnKeyText
{
  char *file;
  GPtrArray *groups;     /* of GlnKeyGroup */
  GHashTable *by_name;   /* borrowed names → GlnKeyGroup */
  GStringChunk *strings; /* every name, key and value */
};

void
gln_data_fault_free (GlnDataFault *fault)
{
  if (fault == NULL)
    return;
  g_free (fault->file);
  g_free (fault->message);
  g_free (fault);
}

GPtrArray *
gln_data_faults_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gln_data_fault_free);
}

void
gln_data_faults_add (GPtrArray *faults, const char *file, guint line, const char *format, ...)
{
  if (faults == NULL)
    return;
  GlnDataFault *fault = g_new0 (GlnDataFault, 1);
  va_list args;
  va_start (args, format);
  fault->message = g_strdup_vprintf (format, args);
  va_end (args);
  fault->file = g_strdup (file);
  fault->line = line;
  g_ptr_array_add (faults, fault);
}

static void
key_group_free (gpointer data)
{
  GlnKeyGroup *group = data;
  g_array_unref (group->entries);
  g_free (group);
}

static GlnKeyText *
key_text_new (const char *file)
{
  GlnKeyText *self = g_new0 (GlnKeyText, 1);
  self->file = g_strdup (file);
  self->groups = g_ptr_array_new_with_free_func (key_group_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (4096);
  return self;
}

void
gln_key_text_free (GlnKeyText *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->groups);
  g_string_chunk_free (self->strings);
  g_free (self->file);
  g_free (self);
}

/* Escapes of the key-file format; an unknown one stays as it is written. */
static char *
unescape (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  for (const char *p = text; *p; p++)
    {
      const char *codes = "sntr\\";
      const char *found = *p == '\\' && p[1] ? strchr (codes, p[1]) : NULL;
      if (found)
        {
          g_string_append_c (out, " \n\t\r\\"[found - codes]);
          p++;
        }
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static GlnKeyGroup *
read_group_line (GlnKeyText *self, char *line, guint number, GPtrArray *faults)
{
  gsize len = strlen (line);
  if (line[len - 1] != ']' || len < 3)
    {
      gln_data_faults_add (faults, self->file, number,
                           _ ("the group header “%s” does not end with “]”; its rows are left out"),
                           line);
      return NULL;
    }
  line[len - 1] = '\0';
  char *name = g_strstrip (line + 1);
  if (g_hash_table_contains (self->by_name, name))
    {
      gln_data_faults_add (faults, self->file, number,
                           _ ("the group “%s” is there twice; the second one is left out"), name);
      return NULL;
    }
  GlnKeyGroup *group = g_new0 (GlnKeyGroup, 1);
  group->name = g_string_chunk_insert (self->strings, name);
  group->line = number;
  group->entries = g_array_new (FALSE, FALSE, sizeof (GlnKeyEntry));
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (self->by_name, (gpointer) group->name, group);
  return group;
}

static void
read_key_line (GlnKeyText *self, GlnKeyGroup *group, char *line, guint number, GPtrArray *faults)
{
  char *equals = strchr (line, '=');
  if (equals == NULL || equals == line)
    {
      gln_data_faults_add (faults, self->file, number,
                           _ ("“%s” is neither “key=value” nor a group nor a comment; "
                              "the line is left out"),
                           line);
      return;
    }
  *equals = '\0';
  const char *key = g_strstrip (line);
  if (gln_key_group_entry (group, key))
    {
      gln_data_faults_add (faults, self->file, number,
                           _ ("the key “%s” is there twice in [%s]; the second one is left out"),
                           key, group->name);
      return;
    }
  g_autofree char *value = unescape (g_strstrip (equals + 1));
  GlnKeyEntry entry = { g_string_chunk_insert (self->strings, key),
                        g_string_chunk_insert (self->strings, value), number };
  g_array_append_val (group->entries, entry);
}

static void
read_lines (GlnKeyText *self, char *text, GPtrArray *faults)
{
  GlnKeyGroup *group = NULL;
  gboolean in_bad_group = FALSE;
  guint number = 0;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **p = lines; *p; p++)
    {
      char *line = g_strstrip (*p);
      number++;
      if (*line == '\0' || *line == '#')
        continue;
      if (*line == '[')
        {
          group = read_group_line (self, line, number, faults);
          in_bad_group = group == NULL;
        }
      else if (group)
        read_key_line (self, group, line, number, faults);
      else if (!in_bad_group)
        gln_data_faults_add (faults, self->file, number,
                             _ ("“%s” stands before the first [group]; the line is left out"),
                             line);
    }
}

static guint
line_of (const char *text, const char *place)
{
  guint line = 1;
  for (const char *p = text; p < place; p++)
    line += *p == '\n';
  return line;
}

GlnKeyText *
gln_key_text_parse (const char *file, const char *text, gssize len, GPtrArray *faults)
{
  g_return_val_if_fail (file != NULL && (text != NULL || len == 0), NULL);

  GlnKeyText *self = key_text_new (file);
  gsize size = len < 0 ? strlen (text) : (gsize) len;
  const char *end;
  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  if (!g_utf8_validate_len (text, size, &end))
    {
      gln_data_faults_add (faults, file, line_of (text, end),
                           _ ("the text is not UTF-8 here; the file is left out. "
                              "Save it as UTF-8"));
      return self;
    }
  g_autofree char *copy = g_strndup (text, size);
  read_lines (self, copy, faults);
  return self;
}

const char *
gln_key_text_get_file (const GlnKeyText *self)
{
  return self->file;
}

guint
gln_key_text_get_n_groups (const GlnKeyText *self)
{
  return self->groups->len;
}

const GlnKeyGroup *
gln_key_text_get_group (const GlnKeyText *self, guint index)
{
  g_return_val_if_fail (index < self->groups->len, NULL);
  return g_ptr_array_index (self->groups, index);
}

const GlnKeyGroup *
gln_key_text_find (const GlnKeyText *self, const char *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

const char *
gln_key_group_argument (const GlnKeyGroup *group, const char *kind)
{
  gsize len = strlen (kind);
  if (strncmp (group->name, kind, len) != 0 || group->name[len] != ' ')
    return NULL;
  const char *argument = group->name + len;
  while (*argument == ' ')
    argument++;
  return *argument ? argument : NULL;
}

const GlnKeyEntry *
gln_key_group_entry (const GlnKeyGroup *group, const char *key)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const GlnKeyEntry *entry = &g_array_index (group->entries, GlnKeyEntry, i);
      if (strcmp (entry->key, key) == 0)
        return entry;
    }
  return NULL;
}

const char *
gln_key_group_get (const GlnKeyGroup *group, const char *key)
{
  const GlnKeyEntry *entry = gln_key_group_entry (group, key);
  return entry ? entry->value : NULL;
}

void
gln_key_group_check_known (const GlnKeyGroup *group, const char *file, const char *const *known,
                           GPtrArray *faults)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const GlnKeyEntry *entry = &g_array_index (group->entries, GlnKeyEntry, i);
      if (!g_strv_contains (known, entry->key))
        gln_data_faults_add (faults, file, entry->line,
                             _ ("the key “%s” means nothing in [%s]; check its spelling"),
                             entry->key, group->name);
    }
}

gboolean
gln_key_parse_number (const char *text, double *number)
{
  if (text == NULL || !(g_ascii_isdigit (*text) || strchr ("+-.", *text)) || *text == '\0')
    return FALSE;
  char *end;
  double value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (value))
    return FALSE;
  *number = value;
  return TRUE;
}

gboolean
gln_key_parse_boolean (const char *text, gboolean *value)
{
  if (g_strcmp0 (text, "true") != 0 && g_strcmp0 (text, "false") != 0)
    return FALSE;
  *value = *text == 't';
  return TRUE;
}

char **
gln_key_split_list (const char *text, char separator)
{
  const char delimiter[] = { separator, '\0' };
  char **parts = g_strsplit (text ? text : "", delimiter, -1);
  guint n = 0;
  for (char **p = parts; *p; p++)
    if (*g_strstrip (*p))
      parts[n++] = *p;
    else
      g_free (*p);
  parts[n] = NULL;
  return parts;
}

const char **
gln_key_parse_list (const char *text, char separator)
{
  g_auto (GStrv) parts = gln_key_split_list (text, separator);
  guint n = g_strv_length (parts);
  const char **list = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    list[i] = g_intern_string (parts[i]);
  return list;
}
