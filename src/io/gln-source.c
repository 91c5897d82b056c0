/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-source-private.h"

#include "core/gln-i18n.h"

#include <string.h>

#define MIN_SHARE_KNOWN 0.5

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GlnSourceCodes *
match_codes (GHashTable *distinct, const GlnCodeSystem *system, guint field)
{
  GlnSourceCodes *codes = g_new0 (GlnSourceCodes, 1);
  GHashTableIter iter;
  gpointer text, n;

  codes->system = gln_code_system_get_id (system);
  codes->field = field;
  codes->unknown = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, distinct);
  while (g_hash_table_iter_next (&iter, &text, &n))
    {
      const GlnClass *cls[4];
      codes->n_values += GPOINTER_TO_UINT (n);
      if (gln_code_system_lookup (system, text) || gln_code_system_lookup_mixed (system, text, cls, 4) > 0)
        codes->n_known += GPOINTER_TO_UINT (n);
      else if (codes->unknown->len < 50)
        g_ptr_array_add (codes->unknown, g_strdup (text));
    }
  g_ptr_array_sort (codes->unknown, compare_text);
  return codes;
}

static gboolean
is_code_field (const GlnSourceLayer *layer, guint field)
{
  const GlnSourceField *info = g_ptr_array_index (layer->fields, field);

  return info->attribute && strcmp (info->attribute->key, "code") == 0;
}

typedef struct
{
  const GlnSourceLayer *layer;
} SortBy;

/* By share of known codes, then a column that is called like one, then the column's place. */
static int
compare_codes (gconstpointer a, gconstpointer b, gpointer data)
{
  const GlnSourceCodes *x = *(GlnSourceCodes *const *) a, *y = *(GlnSourceCodes *const *) b;
  const GlnSourceLayer *layer = ((SortBy *) data)->layer;
  double share_x = (double) x->n_known / x->n_values, share_y = (double) y->n_known / y->n_values;
  gboolean named_x = is_code_field (layer, x->field), named_y = is_code_field (layer, y->field);

  if (named_x != named_y)
    return named_x ? -1 : 1;
  if (share_x != share_y)
    return share_x > share_y ? -1 : 1;
  return x->field < y->field ? -1 : x->field > y->field;
}

/* Numbers that happen to be codes are no code column unless it is called like one. */
static gboolean
may_hold_codes (const GlnSourceLayer *layer, guint field)
{
  const GlnSourceField *info = g_ptr_array_index (layer->fields, field);

  return strcmp (info->type, "text") == 0 || is_code_field (layer, field);
}

/**
 * gln_source_guess_codes:
 * @distinct: of GHashTable, one a field: text → rows
 *
 * Fills @layer->codes with every pair of column and system where half of the rows or more are known.
 *
 * Returns: (transfer none): @layer->codes
 */
GPtrArray *
gln_source_guess_codes (GlnSourceLayer *layer, GPtrArray *distinct, GlnStandards *standards)
{
  SortBy by = { layer };

  for (guint f = 0; f < distinct->len; f++)
    for (guint s = 0; s < gln_standards_get_n_code_systems (standards); s++)
      {
        GHashTable *table = g_ptr_array_index (distinct, f);
        const GlnCodeSystem *system = gln_standards_get_code_system_at (standards, s);
        GlnSourceCodes *codes;

        if (g_hash_table_size (table) == 0 || !may_hold_codes (layer, f))
          continue;
        codes = match_codes (table, system, f);
        if (codes->n_known >= MIN_SHARE_KNOWN * codes->n_values && codes->n_known > 0
            && (is_code_field (layer, f) || codes->n_values >= layer->n_read / 2))
          g_ptr_array_add (layer->codes, codes);
        else
          {
            g_ptr_array_unref (codes->unknown);
            g_free (codes);
          }
      }
  g_ptr_array_sort_with_data (layer->codes, compare_codes, &by);
  if (layer->codes->len > 0)
    {
      const GlnSourceCodes *best = g_ptr_array_index (layer->codes, 0);
      GlnSourceField *field = g_ptr_array_index (layer->fields, best->field);
      field->is_code = TRUE;
    }
  return layer->codes;
}

/** gln_source_info_free: frees @info; NULL is allowed. */
void
gln_source_info_free (GlnSourceInfo *info)
{
  if (!info)
    return;
  g_free (info->path);
  g_ptr_array_unref (info->layers);
  g_ptr_array_unref (info->notes);
  g_free (info);
}

static gboolean
inspect_layer (GlnSource *source, GlnSourceInfo *info, OGRLayerH layer, const GlnSourceOptions *options,
               GlnProgress *progress, GError **error)
{
  g_autoptr (GlnSurvey) survey = gln_source_survey (source, layer, options, NULL, TRUE, progress, error);

  if (!survey)
    return FALSE;
  g_ptr_array_add (info->layers, g_steal_pointer (&survey->layer));
  return TRUE;
}

static gboolean
inspect_layers (GlnSource *source, GlnSourceInfo *info, const GlnSourceOptions *options,
                GlnProgress *progress, GError **error)
{
  if (options->layer)
    {
      OGRLayerH layer = gln_source_layer (source, options->layer, error);
      return layer && inspect_layer (source, info, layer, options, progress, error);
    }
  for (guint i = 0; i < gln_source_n_layers (source); i++)
    if (!inspect_layer (source, info, GDALDatasetGetLayer (source->dataset, (int) i), options, progress, error))
      return FALSE;
  return TRUE;
}

/**
 * gln_source_inspect:
 * @path: a file that somebody brought
 * @options: (nullable): what is known better than the file
 * @progress: (nullable): rows read; may be cancelled from another thread
 *
 * Reads everything once and says what is in it.
 *
 * Returns: (transfer full) (nullable): NULL with @error
 */
GlnSourceInfo *
gln_source_inspect (const char *path, const GlnSourceOptions *options, GlnProgress *progress, GError **error)
{
  static const GlnSourceOptions none = { NULL };
  g_autoptr (GlnSource) source = gln_source_open (path, options ? options->encoding : NULL, error);
  g_autoptr (GlnSourceInfo) info = NULL;

  if (!source)
    return NULL;
  info = g_new0 (GlnSourceInfo, 1);
  info->path = g_strdup (path);
  info->format = source->format;
  info->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_source_layer_free);
  info->notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < source->notes->len; i++)
    g_ptr_array_add (info->notes, g_strdup (g_ptr_array_index (source->notes, i)));
  if (!inspect_layers (source, info, options ? options : &none, progress, error))
    return NULL;
  return g_steal_pointer (&info);
}
