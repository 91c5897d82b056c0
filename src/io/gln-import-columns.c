/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-import-private.h"

#include "core/gln-i18n.h"

#include <math.h>
#include <string.h>

static int
find_field (const GlnImportJob *job, const char *name)
{
  const GPtrArray *fields = job->survey->layer->fields;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < fields->len; i++)
      {
        const GlnSourceField *field = g_ptr_array_index (fields, i);
        if (pass == 0 ? strcmp (field->name, name) == 0 : g_ascii_strcasecmp (field->name, name) == 0)
          return (int) i;
      }
  return -1;
}

static char *
list_fields (const GlnImportJob *job)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < MIN (40, job->survey->layer->fields->len); i++)
    {
      const GlnSourceField *field = g_ptr_array_index (job->survey->layer->fields, i);
      g_string_append_printf (out, "%s%s", i ? ", " : "", field->name);
    }
  return g_string_free (out, FALSE);
}

static GlnColumnMap *
column_at (GlnImportJob *job, guint index)
{
  return &g_array_index (job->columns, GlnColumnMap, index);
}

static const GlnAttribute *
cover_type (const GlnImportJob *job)
{
  return gln_attributes_lookup (job->options->attributes, "cover_type");
}

static void
use_as_code (GlnImportJob *job, guint index)
{
  GlnColumnMap *map = column_at (job, index);
  const GlnSourceField *field = g_ptr_array_index (job->survey->layer->fields, index);

  map->use = GLN_COLUMN_CODE;
  map->attribute = job->options->kind == GLN_LAYER_COVER ? cover_type (job) : NULL;
  g_free (job->result->code_field);
  job->result->code_field = g_strdup (field->name);
}

static void
use_as_attribute (GlnImportJob *job, guint index, const GlnAttribute *attribute)
{
  GlnColumnMap *map = column_at (job, index);
  const GlnSourceField *field = g_ptr_array_index (job->survey->layer->fields, index);

  map->use = GLN_COLUMN_ATTRIBUTE;
  map->attribute = attribute;
  map->scale = gln_attribute_column_scale (attribute, g_array_index (job->survey->max, double, index));
  if (map->scale != 1)
    g_ptr_array_add (job->result->notes, g_strdup_printf (_ ("Field %s holds percent; its values were divided by 100"),
                                                          field->name));
}

static gboolean
is_used (GlnImportJob *job, const GlnAttribute *attribute)
{
  for (guint i = 0; i < job->columns->len; i++)
    if (column_at (job, i)->attribute == attribute)
      return TRUE;
  return FALSE;
}

static gboolean
has_code (GlnImportJob *job)
{
  for (guint i = 0; i < job->columns->len; i++)
    if (column_at (job, i)->use == GLN_COLUMN_CODE)
      return TRUE;
  return FALSE;
}

/* One "key=FIELD" of the user. */
static gboolean
apply_pair (GlnImportJob *job, const char *pair, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (pair, "=", 2);
  const GlnAttribute *attribute;
  g_autofree char *all = NULL;
  int index;

  if (g_strv_length (parts) != 2 || !*parts[0] || !*parts[1])
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _ ("\"%s\" does not say which field holds what; write for instance --field code=YDDM"), pair);
      return FALSE;
    }
  index = find_field (job, parts[1]);
  if (index < 0)
    {
      all = list_fields (job);
      g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND, _ ("There is no field %s; there are: %s"), parts[1], all);
      return FALSE;
    }
  attribute = gln_attributes_lookup (job->options->attributes, parts[0]);
  if (strcmp (parts[0], "code") == 0 || (attribute && attribute == cover_type (job)
                                         && job->options->kind == GLN_LAYER_COVER))
    use_as_code (job, (guint) index);
  else if (attribute)
    use_as_attribute (job, (guint) index, attribute);
  else
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _ ("There is no attribute \"%s\"; attributes are code, name, population, green_ratio and so on"),
                   parts[0]);
      return FALSE;
    }
  return TRUE;
}

/* The best column for the chosen system, or the one that is called like a code. */
static void
guess_code (GlnImportJob *job)
{
  const GlnSourceLayer *layer = job->survey->layer;
  const char *system = job->system ? gln_code_system_get_id (job->system) : NULL;

  for (guint i = 0; system && i < layer->codes->len; i++)
    {
      const GlnSourceCodes *codes = g_ptr_array_index (layer->codes, i);
      if (strcmp (codes->system, system) == 0 && column_at (job, codes->field)->use == GLN_COLUMN_OWN)
        {
          use_as_code (job, codes->field);
          return;
        }
    }
  for (guint i = 0; i < layer->fields->len; i++)
    {
      const GlnSourceField *field = g_ptr_array_index (layer->fields, i);
      const char *wanted = job->options->kind == GLN_LAYER_COVER ? "cover_type" : "code";
      if (field->attribute && strcmp (field->attribute->key, wanted) == 0
          && column_at (job, i)->use == GLN_COLUMN_OWN)
        {
          use_as_code (job, i);
          return;
        }
    }
}

static void
guess_attributes (GlnImportJob *job)
{
  for (guint i = 0; i < job->columns->len; i++)
    {
      const GlnSourceField *field = g_ptr_array_index (job->survey->layer->fields, i);
      if (column_at (job, i)->use == GLN_COLUMN_OWN && field->attribute
          && strcmp (field->attribute->key, "code") != 0 && !is_used (job, field->attribute))
        use_as_attribute (job, i, field->attribute);
    }
}

static void
list_mapping (GlnImportJob *job)
{
  for (guint i = 0; i < job->columns->len; i++)
    {
      const GlnColumnMap *map = column_at (job, i);
      const char *key = map->use == GLN_COLUMN_CODE        ? "code"
                        : map->use == GLN_COLUMN_ATTRIBUTE ? map->attribute->key
                                                           : NULL;
      if (key)
        g_ptr_array_add (job->result->mapped, g_strdup_printf ("%s=%s", key, map->own_key));
    }
}

static gboolean
takes_code (GlnLayerKind kind)
{
  return kind == GLN_LAYER_LAND_USE || kind == GLN_LAYER_GREEN || kind == GLN_LAYER_COVER;
}

/* gln_import_map_columns: decides what becomes of each column: the user's words first, then names. */
gboolean
gln_import_map_columns (GlnImportJob *job, GError **error)
{
  const GPtrArray *fields = job->survey->layer->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const GlnSourceField *field = g_ptr_array_index (fields, i);
      GlnColumnMap map = { .use = GLN_COLUMN_OWN, .own_key = g_intern_string (field->name), .scale = 1 };
      g_array_append_val (job->columns, map);
    }
  for (const char *const *pair = job->options->fields; pair && *pair; pair++)
    if (!apply_pair (job, *pair, error))
      return FALSE;
  if (takes_code (job->options->kind) && !has_code (job))
    guess_code (job);
  guess_attributes (job);
  list_mapping (job);
  return TRUE;
}
