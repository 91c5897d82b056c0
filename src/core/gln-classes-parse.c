/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-classes-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/gln-i18n.h"

static const char *const fact_names[] = {
  "construction", "residential", "public_facility", "industry", "road", "water", "split", NULL,
};

static const char *const hatch_names[GLN_N_HATCHES + 1] = {
  "none",     "diagonal", "back_diagonal", "cross", "horizontal",
  "vertical", "dots",     "trees",         NULL,
};

static const char *const class_keys[] = {
  "name", "name[zh]", "parent", "kind", "group", "facts", "use", "colour_territorial", "colour_cad",
  "colour_safe", "hatch_present", "hatch_planned", "vegetated", "vegetated_confidence",
  "min_area_m2", "min_green_ratio", NULL,
};

/* What is being read, for messages. */
typedef struct
{
  GlnCodeSystem *system;
  const GlnKeyGroup *group;
  GPtrArray *faults;
} Reader;

static void
bad_value (const Reader *reader, const GlnKeyEntry *entry)
{
  gln_data_faults_add (reader->faults, reader->system->file, entry->line,
                       _ ("“%s” is no value for “%s” in [%s]; it is left out"), entry->value,
                       entry->key, reader->group->name);
}

static void
class_free (gpointer data)
{
  GlnClass *cls = data;
  g_free ((gpointer) cls->uses);
  g_free (cls);
}

static int
find_in (const char *const *names, const char *text)
{
  for (int i = 0; names[i]; i++)
    if (strcmp (names[i], text) == 0)
      return i;
  return -1;
}

static void
read_kind_and_group (const Reader *reader, GlnClass *cls)
{
  const GlnKeyEntry *kind = gln_key_group_entry (reader->group, "kind");
  const GlnKeyEntry *group = gln_key_group_entry (reader->group, "group");
  if (kind && !gln_land_kind_from_string (kind->value, &cls->kind))
    bad_value (reader, kind);
  if (group && !gln_land_group_from_string (group->value, &cls->group))
    bad_value (reader, group);
}

static void
read_facts (const Reader *reader, GlnClass *cls)
{
  const GlnKeyEntry *entry = gln_key_group_entry (reader->group, "facts");
  if (entry == NULL)
    return;
  g_autofree const char **names = gln_key_parse_list (entry->value, ';');
  cls->facts = 0;
  for (const char **name = names; *name; name++)
    {
      int bit = find_in (fact_names, *name);
      if (bit < 0)
        bad_value (reader, entry);
      else
        cls->facts |= 1 << bit;
    }
}

/* Own use words and those of the parent: a rule for "industry" also binds 三类工业. */
static void
read_uses (const Reader *reader, GlnClass *cls)
{
  const char *text = gln_key_group_get (reader->group, "use");
  g_autofree const char **own = gln_key_parse_list (text, ';');
  GPtrArray *all = g_ptr_array_new ();
  for (const char **use = own; *use; use++)
    g_ptr_array_add (all, (gpointer) *use);
  for (const char *const *use = cls->parent ? cls->parent->uses : NULL; use && *use; use++)
    if (!g_ptr_array_find (all, *use, NULL))
      g_ptr_array_add (all, (gpointer) *use);
  g_ptr_array_add (all, NULL);
  cls->uses = (const char *const *) g_ptr_array_free (all, FALSE);
}

static void
read_colours (const Reader *reader, GlnClass *cls)
{
  const char *const keys[GLN_N_PALETTES] = { "colour_territorial", "colour_cad", "colour_safe" };
  for (guint i = 0; i < GLN_N_PALETTES; i++)
    {
      const GlnKeyEntry *entry = gln_key_group_entry (reader->group, keys[i]);
      if (entry == NULL)
        continue;
      char *end;
      gulong rgb = strtoul (entry->value + (*entry->value == '#'), &end, 16);
      if (strlen (entry->value) != 7 || *end != '\0' || *entry->value != '#')
        bad_value (reader, entry);
      else
        cls->colour[i] = (guint32) rgb;
    }
}

static void
read_hatch (const Reader *reader, const char *key, GlnHatch *hatch)
{
  const GlnKeyEntry *entry = gln_key_group_entry (reader->group, key);
  int index = entry ? find_in (hatch_names, entry->value) : -1;
  if (index >= 0)
    *hatch = index;
  else if (entry)
    bad_value (reader, entry);
}

static void
read_number (const Reader *reader, const char *key, double max, double *number)
{
  const GlnKeyEntry *entry = gln_key_group_entry (reader->group, key);
  double value;
  if (entry == NULL)
    return;
  if (!gln_key_parse_number (entry->value, &value) || value < 0 || value > max)
    bad_value (reader, entry);
  else
    *number = value;
}

static void
read_numbers (const Reader *reader, GlnClass *cls)
{
  read_number (reader, "vegetated", 1.0, &cls->vegetated_ratio);
  read_number (reader, "min_area_m2", G_MAXDOUBLE, &cls->min_area_m2);
  read_number (reader, "min_green_ratio", 1.0, &cls->min_green_ratio);
  const char *confidence = gln_key_group_get (reader->group, "vegetated_confidence");
  if (confidence)
    cls->vegetated_verified = *confidence == 'S';
}

static void
class_init_from_parent (GlnClass *cls, const GlnClass *parent)
{
  if (parent)
    {
      *cls = *parent;
      cls->depth = parent->depth + 1;
      cls->uses = NULL;
    }
  else
    {
      cls->vegetated_ratio = cls->min_area_m2 = cls->min_green_ratio = NAN;
      for (guint i = 0; i < GLN_N_PALETTES; i++)
        cls->colour[i] = 0xd9d9d9;
    }
  cls->parent = parent;
}

static const char *
read_name (const Reader *reader, const char *key, const char *fallback)
{
  const char *name = gln_key_group_get (reader->group, key);
  if (name == NULL || *name == '\0')
    gln_data_faults_add (reader->faults, reader->system->file, reader->group->line,
                         _ ("[%s] has no “%s”; its code is shown instead"), reader->group->name,
                         key);
  return g_string_chunk_insert (reader->system->names, name && *name ? name : fallback);
}

static void
read_class (const Reader *reader, const char *code)
{
  GlnCodeSystem *self = reader->system;
  const GlnKeyEntry *parent = gln_key_group_entry (reader->group, "parent");
  const GlnClass *above = parent ? g_hash_table_lookup (self->by_code, parent->value) : NULL;
  if (parent && above == NULL)
    {
      gln_data_faults_add (reader->faults, self->file, parent->line,
                           _ ("the parent “%s” of [%s] does not stand above it; "
                              "the class is left out"),
                           parent->value, reader->group->name);
      return;
    }
  GlnClass *cls = g_new0 (GlnClass, 1);
  class_init_from_parent (cls, above);
  cls->system = self->id;
  cls->code = g_intern_string (code);
  cls->order = self->classes->len;
  cls->name_en = read_name (reader, "name", code);
  cls->name_zh = read_name (reader, "name[zh]", code);
  read_kind_and_group (reader, cls);
  read_facts (reader, cls);
  read_uses (reader, cls);
  read_colours (reader, cls);
  read_hatch (reader, "hatch_present", &cls->hatch_present);
  read_hatch (reader, "hatch_planned", &cls->hatch_planned);
  read_numbers (reader, cls);
  gln_key_group_check_known (reader->group, self->file, class_keys, reader->faults);
  g_ptr_array_add (self->classes, cls);
  g_hash_table_insert (self->by_code, (gpointer) cls->code, cls);
}

static void
read_classes (GlnCodeSystem *self, const GlnKeyText *keys, GPtrArray *faults)
{
  for (guint i = 0; i < gln_key_text_get_n_groups (keys); i++)
    {
      const GlnKeyGroup *group = gln_key_text_get_group (keys, i);
      const Reader reader = { self, group, faults };
      const char *code = gln_key_group_argument (group, "class");
      if (code)
        read_class (&reader, code);
      else if (strcmp (group->name, "standard") != 0 && !gln_key_group_argument (group, "crosswalk"))
        gln_data_faults_add (faults, self->file, group->line,
                             _ ("the group [%s] means nothing in a code system"), group->name);
    }
}

GlnCodeSystem *
gln_code_system_parse_keys (const GlnKeyText *keys, GPtrArray *faults)
{
  const char *file = gln_key_text_get_file (keys);
  const GlnKeyGroup *head = gln_key_text_find (keys, "standard");
  const char *kind = head ? gln_key_group_get (head, "kind") : NULL;
  const char *id = head ? gln_key_group_get (head, "id") : NULL;
  if (g_strcmp0 (kind, "codes") != 0 || id == NULL || *id == '\0')
    {
      gln_data_faults_add (faults, file, head ? head->line : 0,
                           _ ("this is no code system: it needs a group [standard] with "
                              "kind=codes and an id"));
      return NULL;
    }
  GlnCodeSystem *self = g_new0 (GlnCodeSystem, 1);
  const Reader reader = { self, head, faults };
  g_atomic_ref_count_init (&self->ref_count);
  self->file = g_strdup (file);
  self->names = g_string_chunk_new (4096);
  self->id = g_intern_string (id);
  self->name_en = read_name (&reader, "name", id);
  self->name_zh = read_name (&reader, "name[zh]", id);
  const char *source = gln_key_group_get (head, "source");
  self->source = g_string_chunk_insert (self->names, source ? source : "");
  self->classes = g_ptr_array_new_with_free_func (class_free);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  read_classes (self, keys, faults);
  gln_code_system_read_crosswalks (self, keys, faults);
  return self;
}

GlnCodeSystem *
gln_code_system_parse (const char *file, const char *text, gssize len, GPtrArray *faults)
{
  g_autoptr (GlnKeyText) keys = gln_key_text_parse (file, text, len, faults);
  return gln_code_system_parse_keys (keys, faults);
}
