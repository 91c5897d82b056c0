/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-attributes.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"
#include "core/gln-keytext.h"
#include "core/gln-layer.h"

struct _GlnAttributes
{
  gatomicrefcount ref_count;
  GPtrArray *list;    /* of GlnAttribute */
  GHashTable *by_key; /* interned key → GlnAttribute */
};

/* What is being read, for messages. */
typedef struct
{
  const GlnKeyGroup *group;
  const char *file;
  GPtrArray *faults;
} Reader;

static const char *const type_names[] = { "text", "integer", "number", "boolean", "enum", "date" };

static void
attribute_free (gpointer data)
{
  GlnAttribute *self = data;
  for (guint i = 0; i < self->n_choices; i++)
    g_strfreev ((char **) self->choices[i].aliases);
  g_free ((gpointer) self->choices);
  g_free ((gpointer) self->name_zh);
  g_free ((gpointer) self->name_en);
  g_strfreev ((char **) self->fields);
  g_free ((gpointer) self->layers);
  g_free (self);
}

static void
bad_value (const Reader *reader, const GlnKeyEntry *entry)
{
  gln_data_faults_add (reader->faults, reader->file, entry->line,
                       _ ("“%s” is no value for “%s” in [%s]; it is left out"), entry->value,
                       entry->key, reader->group->name);
}

static gboolean
read_type (const Reader *reader, GlnAttribute *self)
{
  const GlnKeyEntry *entry = gln_key_group_entry (reader->group, "type");
  for (guint i = 0; entry && i < G_N_ELEMENTS (type_names); i++)
    if (strcmp (type_names[i], entry->value) == 0)
      {
        self->type = i;
        return TRUE;
      }
  gln_data_faults_add (reader->faults, reader->file, entry ? entry->line : reader->group->line,
                       _ ("[%s] needs a type such as number or text; it is left out"),
                       reader->group->name);
  return FALSE;
}

/* "choice-both = Both sides;两侧;双侧;2": English name, Chinese name, then other spellings. */
static void
read_choices (const Reader *reader, GlnAttribute *self)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (GlnAttrChoice));
  for (guint i = 0; i < reader->group->entries->len; i++)
    {
      const GlnKeyEntry *entry = &g_array_index (reader->group->entries, GlnKeyEntry, i);
      if (!g_str_has_prefix (entry->key, "choice-"))
        continue;
      char **names = gln_key_split_list (entry->value, ';');
      GlnAttrChoice choice = { g_intern_string (entry->key + strlen ("choice-")), names[1],
                               names[0], (const char *const *) names };
      if (names[0] && names[1])
        g_array_append_val (choices, choice);
      else
        {
          bad_value (reader, entry);
          g_strfreev (names);
        }
    }
  self->n_choices = choices->len;
  self->choices = (const GlnAttrChoice *) (gpointer) g_array_free (choices, FALSE);
}

static void
read_limit (const Reader *reader, const char *key, double *limit)
{
  const GlnKeyEntry *entry = gln_key_group_entry (reader->group, key);
  *limit = NAN;
  if (entry && !gln_key_parse_number (entry->value, limit))
    bad_value (reader, entry);
}

static void
read_layers (const Reader *reader, GlnAttribute *self)
{
  const GlnKeyEntry *entry = gln_key_group_entry (reader->group, "layers");
  GlnLayerKind kind;
  self->layers = (const char *const *) gln_key_parse_list (entry ? entry->value : NULL, ';');
  for (const char *const *layer = self->layers; *layer; layer++)
    if (!gln_layer_kind_parse (*layer, &kind))
      bad_value (reader, entry);
}

static void
check_keys (const Reader *reader)
{
  static const char *const keys[]
      = { "type", "unit", "name", "name[zh]", "fields", "layers", "min", "max", NULL };
  for (guint i = 0; i < reader->group->entries->len; i++)
    {
      const GlnKeyEntry *entry = &g_array_index (reader->group->entries, GlnKeyEntry, i);
      if (!g_strv_contains (keys, entry->key) && !g_str_has_prefix (entry->key, "choice-"))
        gln_data_faults_add (reader->faults, reader->file, entry->line,
                             _ ("the key “%s” means nothing in [%s]; check its spelling"),
                             entry->key, reader->group->name);
    }
}

static const char *
get_text (const Reader *reader, const char *key, const char *fallback)
{
  const char *text = gln_key_group_get (reader->group, key);
  return text && *text ? text : fallback;
}

static GlnAttribute *
read_attribute (const Reader *reader, const char *key)
{
  GlnAttribute *self = g_new0 (GlnAttribute, 1);
  self->key = g_intern_string (key);
  if (!read_type (reader, self))
    {
      g_free (self);
      return NULL;
    }
  check_keys (reader);
  self->unit = g_intern_string (get_text (reader, "unit", ""));
  self->name_en = g_strdup (get_text (reader, "name", key));
  self->name_zh = g_strdup (get_text (reader, "name[zh]", key));
  self->fields = (const char *const *) gln_key_split_list (
      gln_key_group_get (reader->group, "fields"), ';');
  read_layers (reader, self);
  read_choices (reader, self);
  read_limit (reader, "min", &self->min);
  read_limit (reader, "max", &self->max);
  if (self->type == GLN_ATTR_ENUM && self->n_choices == 0)
    gln_data_faults_add (reader->faults, reader->file, reader->group->line,
                         _ ("[%s] is an enum without a choice"), reader->group->name);
  return self;
}

GlnAttributes *
gln_attributes_parse (const char *file, const char *text, gssize len, GPtrArray *faults)
{
  g_autoptr (GlnKeyText) keys = gln_key_text_parse (file, text, len, faults);
  GlnAttributes *self = g_new0 (GlnAttributes, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->list = g_ptr_array_new_with_free_func (attribute_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < gln_key_text_get_n_groups (keys); i++)
    {
      const Reader reader = { gln_key_text_get_group (keys, i), file, faults };
      const char *key = gln_key_group_argument (reader.group, "attribute");
      GlnAttribute *attribute = key ? read_attribute (&reader, key) : NULL;
      if (key == NULL)
        gln_data_faults_add (faults, file, reader.group->line,
                             _ ("the group [%s] means nothing in a list of attributes"),
                             reader.group->name);
      if (attribute == NULL)
        continue;
      g_ptr_array_add (self->list, attribute);
      g_hash_table_insert (self->by_key, (gpointer) attribute->key, attribute);
    }
  return self;
}

GlnAttributes *
gln_attributes_ref (GlnAttributes *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gln_attributes_unref (GlnAttributes *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->list);
  g_free (self);
}

guint
gln_attributes_get_n (const GlnAttributes *self)
{
  return self->list->len;
}

const GlnAttribute *
gln_attributes_get (const GlnAttributes *self, guint index)
{
  g_return_val_if_fail (index < self->list->len, NULL);
  return self->list->pdata[index];
}

const GlnAttribute *
gln_attributes_lookup (const GlnAttributes *self, const char *key)
{
  return key ? g_hash_table_lookup (self->by_key, key) : NULL;
}

const char *
gln_attribute_get_name (const GlnAttribute *self, gboolean chinese)
{
  return chinese ? self->name_zh : self->name_en;
}

/* Matching of field names ------------------------------------------------------------------------ */

/* "yddm " → "YDDM"; the same for both sides of a comparison. */
static char *
fold (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *compat = g_utf8_normalize (stripped, -1, G_NORMALIZE_ALL);
  return g_utf8_strup (compat ? compat : stripped, -1);
}

/* A DBF file keeps 10 bytes of a name: 5 Chinese letters in GBK, 3 in UTF-8. */
static gboolean
may_be_cut (const char *field)
{
  gsize gbk = 0;
  for (const char *p = field; *p; p = g_utf8_next_char (p))
    gbk += (guchar) *p < 0x80 ? 1 : 2;
  gsize utf8 = strlen (field);
  return gbk == 9 || gbk == 10 || (utf8 >= 8 && utf8 <= 10);
}

static gboolean
belongs_to (const GlnAttribute *self, const char *layer)
{
  return layer == NULL || self->layers[0] == NULL || g_strv_contains (self->layers, layer);
}

static gboolean
names_field (const GlnAttribute *self, const char *field, gboolean prefix)
{
  g_autofree char *own = fold (self->key);
  if (strcmp (own, field) == 0)
    return TRUE;
  for (const char *const *name = self->fields; *name; name++)
    {
      g_autofree char *folded = fold (*name);
      if (prefix ? g_str_has_prefix (folded, field) : strcmp (folded, field) == 0)
        return TRUE;
    }
  return FALSE;
}

const GlnAttribute *
gln_attributes_match_field (const GlnAttributes *self, const char *field, const char *layer)
{
  g_autofree char *folded = fold (field);
  const GlnAttribute *cut_match = NULL;
  guint n_cut = 0;

  for (guint i = 0; i < self->list->len && *folded; i++)
    {
      const GlnAttribute *attribute = self->list->pdata[i];
      if (!belongs_to (attribute, layer))
        continue;
      if (names_field (attribute, folded, FALSE))
        return attribute;
      if (may_be_cut (folded) && names_field (attribute, folded, TRUE))
        {
          cut_match = attribute;
          n_cut++;
        }
    }
  return n_cut == 1 ? cut_match : NULL;
}
