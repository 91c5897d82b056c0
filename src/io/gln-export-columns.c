/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-export-private.h"

#include "core/gln-i18n.h"
#include "io/gln-encoding.h"

#include <math.h>
#include <string.h>

static gboolean
is_shapefile (const GlnExporter *self)
{
  return strcmp (self->driver, "ESRI Shapefile") == 0;
}

/* (transfer full) (nullable): the text of a cell; NULL when it is empty. */
char *
gln_export_cell_text (const GlnExporter *self, const GlnExportColumn *column, const GlnFeature *feature)
{
  char uuid[GLN_UUID_STRING_LEN + 1];
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  const GlnValue *value;
  const GlnLayer *layer;

  switch (column->own)
    {
    case 'c':
      return *feature->class_code ? g_strdup (feature->class_code) : NULL;
    case 'f':
      return g_strdup (feature->from);
    case 'u':
      return g_strdup (feature->until);
    case 'i':
      return g_strdup (gln_uuid_format (&feature->uuid, uuid));
    case 'l':
      layer = gln_plan_layer_of (self->plan, feature);
      return layer ? g_strdup (layer->name) : NULL;
    default:
      value = gln_values_find (feature->values, column->key);
      if (!value)
        return NULL;
      return g_strdup (value->type == GLN_VALUE_TEXT ? value->text
                                                     : g_ascii_dtostr (number, sizeof number, value->number));
    }
}

/* FALSE when the cell is empty. */
gboolean
gln_export_cell_number (const GlnExportColumn *column, const GlnFeature *feature, double *number)
{
  if (column->own == 'r')
    {
      *number = feature->shape ? feature->shape->radius_m : 0;
      return *number > 0;
    }
  return gln_values_number (feature->values, column->key, number) && isfinite (*number);
}

static void
add_column (GlnExporter *self, const char *key, int own, gboolean is_text)
{
  GlnExportColumn column = { .key = key, .own = own, .is_text = is_text };

  g_array_append_val (self->columns, column);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Every key that occurs, by name; a key that is text anywhere is a text column. */
static void
add_value_columns (GlnExporter *self)
{
  g_autoptr (GHashTable) texts = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < self->features->len; i++)
    {
      const GlnFeature *feature = g_ptr_array_index (self->features, i);
      for (guint v = 0; feature->values && v < feature->values->n_values; v++)
        {
          const GlnValue *value = &feature->values->values[v];
          gboolean known = g_hash_table_contains (texts, value->key);
          gboolean text = GPOINTER_TO_INT (g_hash_table_lookup (texts, value->key));
          if (!known)
            g_ptr_array_add (keys, (gpointer) value->key);
          g_hash_table_insert (texts, (gpointer) value->key,
                               GINT_TO_POINTER (text || value->type == GLN_VALUE_TEXT));
        }
    }
  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    add_column (self, g_ptr_array_index (keys, i), 0,
                GPOINTER_TO_INT (g_hash_table_lookup (texts, g_ptr_array_index (keys, i))));
}

static void
add_own_columns (GlnExporter *self)
{
  gboolean from = FALSE, until = FALSE, radius = FALSE;

  for (guint i = 0; i < self->features->len; i++)
    {
      const GlnFeature *feature = g_ptr_array_index (self->features, i);
      from |= feature->from != NULL;
      until |= feature->until != NULL;
      radius |= feature->shape && feature->shape->radius_m > 0
                && !gln_values_find (feature->values, "crown_radius_m");
    }
  if (!is_shapefile (self))
    add_column (self, NULL, 'i', TRUE);
  add_column (self, NULL, 'c', TRUE);
  if (self->many_layers)
    add_column (self, NULL, 'l', TRUE);
  if (from)
    add_column (self, NULL, 'f', TRUE);
  if (until)
    add_column (self, NULL, 'u', TRUE);
  if (radius)
    add_column (self, NULL, 'r', FALSE);
}

static const char *
long_name (const GlnExportColumn *column)
{
  switch (column->own)
    {
    case 'c':
      return "code";
    case 'f':
      return "phase_from";
    case 'u':
      return "phase_until";
    case 'l':
      return "layer";
    case 'i':
      return "uuid";
    case 'r':
      return "radius_m";
    default:
      return column->key;
    }
}

/* The name that other software of the trade gives the column: YDDM, MC, MJ … */
static const char *
usual_name (const GlnExporter *self, const char *name)
{
  const GlnAttribute *attribute
      = self->options->attributes ? gln_attributes_lookup (self->options->attributes, name) : NULL;

  return attribute && attribute->fields && attribute->fields[0] ? attribute->fields[0] : name;
}

/* The longest beginning of @name with at most @max bytes in the file's encoding. */
static char *
cut_name (const GlnExporter *self, const char *name, gsize max)
{
  g_autofree char *copy = g_strdup (name);

  for (;;)
    {
      g_autofree char *bytes = gln_encoding_encode (copy, self->encoding, NULL);
      char *last = g_utf8_find_prev_char (copy, copy + strlen (copy));
      if (strlen (bytes) <= max || !last)
        return g_steal_pointer (&copy);
      *last = '\0';
    }
}

/* @text with "?" for what the file's encoding lacks. */
char *
gln_export_writable_text (const GlnExporter *self, const char *text, gboolean *clean)
{
  g_autofree char *bytes = gln_encoding_encode (text, self->encoding, clean);

  return *clean ? g_strdup (text) : gln_encoding_decode (bytes, -1, self->encoding, NULL);
}

static char *
short_name (const GlnExporter *self, GHashTable *taken, const char *name)
{
  gboolean clean;
  g_autofree char *writable = gln_export_writable_text (self, *name ? name : "_", &clean);
  g_autofree char *wanted = cut_name (self, writable, GLN_SHAPEFILE_NAME_BYTES);
  char *unique = g_strdup (wanted);

  for (guint i = 1;; i++)
    {
      char *folded = g_utf8_casefold (unique, -1);
      g_autofree char *stem = NULL;
      if (g_hash_table_add (taken, folded))
        return unique;
      g_free (unique);
      stem = cut_name (self, wanted, GLN_SHAPEFILE_NAME_BYTES - (i < 10 ? 1 : i < 100 ? 2 : 4));
      unique = g_strdup_printf ("%s%u", stem, i);
    }
}

static void
name_columns (GlnExporter *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      GlnExportColumn *column = &g_array_index (self->columns, GlnExportColumn, i);
      GlnExportField *field = g_new0 (GlnExportField, 1);
      const char *name = long_name (column);

      column->name = is_shapefile (self) ? short_name (self, taken, usual_name (self, name)) : g_strdup (name);
      field->before = g_strdup (name);
      field->after = g_strdup (column->name);
      g_ptr_array_add (self->result->fields, field);
    }
}

static void
measure_texts (GlnExporter *self)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      GlnExportColumn *column = &g_array_index (self->columns, GlnExportColumn, c);
      column->width = 1;
      for (guint i = 0; i < self->features->len && column->is_text; i++)
        {
          g_autofree char *text = gln_export_cell_text (self, column, g_ptr_array_index (self->features, i));
          g_autofree char *bytes = text ? gln_encoding_encode (text, self->encoding, NULL) : NULL;
          if (bytes)
            column->width = MAX (column->width, (guint) MIN (strlen (bytes), GLN_SHAPEFILE_TEXT_BYTES));
        }
    }
}

/* gln_export_make_columns: our own members first, then every value by key, with names that fit. */
void
gln_export_make_columns (GlnExporter *self)
{
  add_own_columns (self);
  add_value_columns (self);
  name_columns (self);
  if (is_shapefile (self))
    measure_texts (self);
}
