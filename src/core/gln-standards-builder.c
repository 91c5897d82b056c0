/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-standards-private.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"

struct _GlnStandardsBuilder
{
  GlnStandards *library;
  GPtrArray *faults;
};

static GlnCounting *
make_empty_counting (void)
{
  const char *text = "[standard]\nkind=counting\nid=none\n";
  g_autoptr (GlnKeyText) keys = gln_key_text_parse ("none", text, -1, NULL);
  return gln_counting_parse (keys, NULL);
}

static GlnStandards *
library_new (void)
{
  GlnStandards *self = g_new0 (GlnStandards, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->code_systems = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_code_system_unref);
  self->countings = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_counting_unref);
  self->standards = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_standard_free);
  self->standard_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->rule_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->sources = g_hash_table_new (g_str_hash, g_str_equal);
  self->tolerance_width_m = 0.5;
  self->tolerance_area_m2 = 1.0;
  self->green_order = gln_key_parse_list ("G1;G2;G3;XG;EG", ';');
  self->city_big_pop = self->city_mid_pop = NAN;
  self->no_counting = make_empty_counting ();
  return self;
}

GlnStandardsBuilder *
gln_standards_builder_new (void)
{
  GlnStandardsBuilder *self = g_new0 (GlnStandardsBuilder, 1);
  self->library = library_new ();
  self->faults = gln_data_faults_new ();
  return self;
}

void
gln_standards_builder_free (GlnStandardsBuilder *self)
{
  if (self == NULL)
    return;
  gln_standards_unref (self->library);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/* Put @item where the one of equal id stands, else at the end. */
static void
put (GPtrArray *list, gpointer item, const char *id, const char *(*get_id) (gconstpointer))
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (get_id (list->pdata[i]), id) == 0)
      {
        gpointer old = list->pdata[i];
        list->pdata[i] = item;
        g_ptr_array_add (list, old);
        g_ptr_array_remove_index (list, list->len - 1);
        return;
      }
  g_ptr_array_add (list, item);
}

static const char *
code_system_id (gconstpointer item)
{
  return gln_code_system_get_id (item);
}

static const char *
counting_id (gconstpointer item)
{
  return gln_counting_get_id (item);
}

static const char *
standard_id (gconstpointer item)
{
  return ((const GlnStandard *) item)->id;
}

static const GlnStandard *
find_standard (const GlnStandardsBuilder *self, const char *id)
{
  for (guint i = 0; i < self->library->standards->len; i++)
    if (strcmp (standard_id (self->library->standards->pdata[i]), id) == 0)
      return self->library->standards->pdata[i];
  return NULL;
}

static void
add_standard (GlnStandardsBuilder *self, const GlnKeyText *keys)
{
  GlnStandard *standard = gln_standard_parse (keys, self->faults);
  if (standard == NULL)
    return;
  const GlnStandard *earlier = find_standard (self, standard->id);
  if (earlier && earlier->rules->len > 0 && standard->rules->len == 0)
    {
      gln_data_faults_add (self->faults, standard->file, 0,
                           _ ("no rule of “%s” can be used; the one from “%s” stays in force"),
                           standard->id, earlier->file);
      gln_standard_free (standard);
      return;
    }
  put (self->library->standards, standard, standard->id, standard_id);
}

static void
read_setting (GlnStandardsBuilder *self, const GlnKeyText *keys, const char *group_name,
              const char *key, double *setting)
{
  const GlnKeyGroup *group = gln_key_text_find (keys, group_name);
  const GlnKeyEntry *entry = group ? gln_key_group_entry (group, key) : NULL;
  double number;
  if (entry == NULL)
    return;
  if (gln_key_parse_number (entry->value, &number) && number >= 0)
    *setting = number;
  else
    gln_data_faults_add (self->faults, gln_key_text_get_file (keys), entry->line,
                         _ ("“%s” is no value for “%s” in [%s]; it is left out"), entry->value, key,
                         group_name);
}

static void
read_green_order (GlnStandardsBuilder *self, const GlnKeyText *keys)
{
  const GlnKeyGroup *group = gln_key_text_find (keys, "green");
  const char *order = group ? gln_key_group_get (group, "order") : NULL;
  if (order == NULL)
    return;
  g_free (self->library->green_order);
  self->library->green_order = gln_key_parse_list (order, ';');
}

static void
add_settings (GlnStandardsBuilder *self, const GlnKeyText *keys)
{
  read_green_order (self, keys);
  read_setting (self, keys, "tolerance", "width_m", &self->library->tolerance_width_m);
  read_setting (self, keys, "tolerance", "area_m2", &self->library->tolerance_area_m2);
  read_setting (self, keys, "city_class", "big", &self->library->city_big_pop);
  read_setting (self, keys, "city_class", "mid", &self->library->city_mid_pop);
}

static void
add_sources (GlnStandardsBuilder *self, const GlnKeyText *keys)
{
  const GlnKeyGroup *group = gln_key_text_find (keys, "sources");
  for (guint i = 0; group && i < group->entries->len; i++)
    {
      const GlnKeyEntry *entry = &g_array_index (group->entries, GlnKeyEntry, i);
      g_hash_table_insert (self->library->sources, (gpointer) g_intern_string (entry->key),
                           (gpointer) g_intern_string (entry->value));
    }
}

void
gln_standards_builder_add (GlnStandardsBuilder *self, const char *file, const char *text,
                           gssize len)
{
  g_autoptr (GlnKeyText) keys = gln_key_text_parse (file, text, len, self->faults);
  const GlnKeyGroup *head = gln_key_text_find (keys, "standard");
  const char *kind = head ? gln_key_group_get (head, "kind") : NULL;

  if (g_strcmp0 (kind, "codes") == 0)
    {
      GlnCodeSystem *system = gln_code_system_parse_keys (keys, self->faults);
      if (system)
        put (self->library->code_systems, system, gln_code_system_get_id (system), code_system_id);
    }
  else if (g_strcmp0 (kind, "counting") == 0)
    {
      GlnCounting *counting = gln_counting_parse (keys, self->faults);
      if (counting)
        put (self->library->countings, counting, gln_counting_get_id (counting), counting_id);
    }
  else if (g_strcmp0 (kind, "settings") == 0)
    add_settings (self, keys);
  else if (g_strcmp0 (kind, "sources") == 0)
    add_sources (self, keys);
  else
    add_standard (self, keys);
}

static const GlnCounting *
find_counting (const GlnStandards *library, const char *id)
{
  for (guint i = 0; i < library->countings->len; i++)
    if (strcmp (counting_id (library->countings->pdata[i]), id) == 0)
      return library->countings->pdata[i];
  return NULL;
}

/* The family a standard counts by, unless it says otherwise: the current classification. */
#define DEFAULT_COUNTING "counting-2017"

static void
resolve_counting (GlnStandardsBuilder *self, GlnStandard *standard)
{
  const char *id = gln_standard_get_counting_id (standard);
  const GlnCounting *counting = find_counting (self->library, *id ? id : DEFAULT_COUNTING);
  if (counting == NULL && *id)
    {
      gln_data_faults_add (self->faults, standard->file, 0,
                           _ ("“%s” counts by “%s”, which no file defines; “%s” is used instead"),
                           standard->id, id, DEFAULT_COUNTING);
      counting = find_counting (self->library, DEFAULT_COUNTING);
    }
  gln_standard_set_counting (standard, counting ? counting : self->library->no_counting);
}

static void
index_standard (GlnStandards *library, GlnStandard *standard)
{
  g_hash_table_insert (library->standard_by_id, (gpointer) standard->id, standard);
  for (guint i = 0; i < standard->rules->len; i++)
    {
      GlnRule *rule = standard->rules->pdata[i];
      g_hash_table_insert (library->rule_by_id, (gpointer) rule->id, rule);
    }
}

GlnStandards *
gln_standards_builder_finish (GlnStandardsBuilder *self, GPtrArray **faults)
{
  GlnStandards *library = self->library;
  for (guint i = 0; i < library->standards->len; i++)
    {
      resolve_counting (self, library->standards->pdata[i]);
      index_standard (library, library->standards->pdata[i]);
    }
  gln_standards_check (library, self->faults);
  if (faults)
    *faults = g_ptr_array_ref (self->faults);
  g_ptr_array_unref (self->faults);
  g_free (self);
  return library;
}
