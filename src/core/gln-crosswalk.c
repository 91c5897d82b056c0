/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-classes-private.h"

#include <string.h>

#include "core/gln-i18n.h"

static void
row_free (gpointer data)
{
  GlnCrosswalkRow *row = data;
  g_free (row->targets);
  g_free (row);
}

/* "G11" is settled, "G139|EG11" asks; text after "#" says by what rule or what to ask. */
static GlnCrosswalkRow *
row_parse (GlnCodeSystem *self, const GlnKeyEntry *entry)
{
  GlnCrosswalkRow *row = g_new0 (GlnCrosswalkRow, 1);
  g_auto (GStrv) parts = g_strsplit (entry->value, "#", 2);
  row->targets = gln_key_parse_list (parts[0], '|');
  if (parts[0] && parts[1])
    row->note = g_string_chunk_insert (self->names, g_strstrip (parts[1]));
  row->line = entry->line;
  return row;
}

static GHashTable *
read_table (GlnCodeSystem *self, const GlnKeyGroup *group, GPtrArray *faults)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, row_free);
  for (guint i = 0; i < group->entries->len; i++)
    {
      const GlnKeyEntry *entry = &g_array_index (group->entries, GlnKeyEntry, i);
      if (!g_hash_table_contains (self->by_code, entry->key))
        gln_data_faults_add (faults, self->file, entry->line,
                             _ ("[%s] names the class “%s”, which the system “%s” lacks; "
                                "the row is left out"),
                             group->name, entry->key, self->id);
      else
        g_hash_table_insert (rows, (gpointer) g_intern_string (entry->key), row_parse (self, entry));
    }
  return rows;
}

void
gln_code_system_read_crosswalks (GlnCodeSystem *self, const GlnKeyText *keys, GPtrArray *faults)
{
  self->crosswalks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < gln_key_text_get_n_groups (keys); i++)
    {
      const GlnKeyGroup *group = gln_key_text_get_group (keys, i);
      const char *target = gln_key_group_argument (group, "crosswalk");
      if (target)
        g_hash_table_insert (self->crosswalks, (gpointer) g_intern_string (target),
                             read_table (self, group, faults));
    }
}

void
gln_code_system_check_crosswalk (const GlnCodeSystem *self, const GlnCodeSystem *other,
                                 GPtrArray *faults)
{
  GHashTable *rows = g_hash_table_lookup (self->crosswalks, other->id);
  GHashTableIter iter;
  gpointer code, value;
  if (rows == NULL)
    return;
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &code, &value))
    {
      const GlnCrosswalkRow *row = value;
      for (const char **target = row->targets; *target; target++)
        if (!g_hash_table_contains (other->by_code, *target))
          gln_data_faults_add (faults, self->file, row->line,
                               _ ("the crosswalk of “%s” leads to “%s”, which the system “%s” "
                                  "lacks"),
                               (const char *) code, *target, other->id);
    }
}

GlnCrosswalk
gln_code_system_crosswalk (const GlnCodeSystem *self, const GlnClass *cls, const char *target)
{
  static const char *const nothing[] = { NULL };
  GlnCrosswalk result = { 0, nothing, NULL, NULL };
  GHashTable *rows = g_hash_table_lookup (self->crosswalks, target);
  if (rows == NULL)
    return result;
  for (; cls; cls = cls->parent)
    {
      const GlnCrosswalkRow *row = g_hash_table_lookup (rows, cls->code);
      if (row == NULL)
        continue;
      result.targets = row->targets;
      result.n_targets = g_strv_length ((char **) row->targets);
      result.row = cls->code;
      result.note = row->note;
      break;
    }
  return result;
}

const char **
gln_code_system_crosswalk_sources (const GlnCodeSystem *self, const char *target, const char *code)
{
  GPtrArray *sources = g_ptr_array_new ();
  GHashTable *rows = g_hash_table_lookup (self->crosswalks, target);
  for (guint i = 0; rows && i < self->classes->len; i++)
    {
      const GlnClass *cls = g_ptr_array_index (self->classes, i);
      const GlnCrosswalkRow *row = g_hash_table_lookup (rows, cls->code);
      if (row && g_strv_contains (row->targets, code))
        g_ptr_array_add (sources, (gpointer) cls->code);
    }
  g_ptr_array_add (sources, NULL);
  return (const char **) g_ptr_array_free (sources, FALSE);
}
