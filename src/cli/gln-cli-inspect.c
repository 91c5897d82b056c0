/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "cli/gln-json.h"
#include "core/gln-i18n.h"
#include "io/gln-source.h"
#include "model/gln-standards-loader.h"

#include <inttypes.h>
#include <math.h>

/* inspect: what is in a file, before anything is imported. */

static void
write_texts (GlnJson *json, const char *key, GPtrArray *texts)
{
  gln_json_begin_array (json, key);
  for (guint i = 0; texts && i < texts->len; i++)
    gln_json_text (json, NULL, texts->pdata[i]);
  gln_json_end_array (json);
}

static void
write_field (GlnJson *json, const GlnSourceField *field)
{
  gln_json_begin_object (json, NULL);
  gln_json_text (json, "name", field->name);
  gln_json_text (json, "type", field->type);
  gln_json_integer (json, "filled", field->n_filled);
  gln_json_number (json, "min", field->min);
  gln_json_number (json, "max", field->max);
  write_texts (json, "samples", field->samples);
  gln_json_text (json, "attribute", field->attribute ? field->attribute->key : NULL);
  gln_json_bool (json, "code", field->is_code);
  gln_json_end_object (json);
}

static void
write_crs (GlnJson *json, const GlnSourceLayer *layer)
{
  gln_json_begin_object (json, "crs");
  gln_json_text (json, "found", layer->crs_found);
  gln_json_text (json, "name", layer->crs_name);
  gln_json_bool (json, "fits", layer->crs_fit == GLN_CRS_FIT_OK);
  gln_json_text (json, "message", layer->crs_message);
  gln_json_begin_array (json, "candidates");
  for (guint i = 0; i < layer->candidates->len; i++)
    {
      const GlnCrsCandidate *c = layer->candidates->pdata[i];
      gln_json_begin_object (json, NULL);
      gln_json_text (json, "id", c->id);
      gln_json_text (json, "name", c->name);
      gln_json_text (json, "where", c->where);
      gln_json_end_object (json);
    }
  gln_json_end_array (json);
  gln_json_end_object (json);
}

static void
write_codes (GlnJson *json, const GlnSourceLayer *layer)
{
  gln_json_begin_array (json, "codes");
  for (guint i = 0; i < layer->codes->len; i++)
    {
      const GlnSourceCodes *codes = layer->codes->pdata[i];
      const GlnSourceField *field = layer->fields->pdata[codes->field];
      gln_json_begin_object (json, NULL);
      gln_json_text (json, "system", codes->system);
      gln_json_text (json, "field", field->name);
      gln_json_integer (json, "values", codes->n_values);
      gln_json_integer (json, "known", codes->n_known);
      write_texts (json, "unknown", codes->unknown);
      gln_json_end_object (json);
    }
  gln_json_end_array (json);
}

static void
write_layer (GlnJson *json, const GlnSourceLayer *layer)
{
  gln_json_begin_object (json, NULL);
  gln_json_text (json, "name", layer->name);
  gln_json_text (json, "geometry", layer->geometry);
  gln_json_integer (json, "declared", (gint64) layer->n_declared);
  gln_json_integer (json, "read", (gint64) layer->n_read);
  gln_json_integer (json, "unreadable", (gint64) layer->n_unreadable);
  gln_json_integer (json, "null_geometry", (gint64) layer->n_null);
  gln_json_integer (json, "invalid_geometry", (gint64) layer->n_invalid);
  gln_json_integer (json, "duplicate_geometry", (gint64) layer->n_duplicate);
  gln_json_begin_array (json, "box");
  if (!gln_box_is_empty (&layer->box))
    {
      gln_json_number (json, NULL, layer->box.x0);
      gln_json_number (json, NULL, layer->box.y0);
      gln_json_number (json, NULL, layer->box.x1);
      gln_json_number (json, NULL, layer->box.y1);
    }
  gln_json_end_array (json);
  write_crs (json, layer);
  gln_json_text (json, "encoding", layer->encoding);
  gln_json_text (json, "encoding_message", layer->encoding_message);
  gln_json_integer (json, "undecodable", layer->n_undecodable);
  gln_json_begin_array (json, "fields");
  for (guint i = 0; i < layer->fields->len; i++)
    write_field (json, layer->fields->pdata[i]);
  gln_json_end_array (json);
  write_codes (json, layer);
  write_texts (json, "notes", layer->notes);
  gln_json_end_object (json);
}

static void
print_json (const GlnSourceInfo *info)
{
  GlnJson *json = gln_json_new ();
  g_autofree char *text = NULL;

  gln_json_begin_object (json, NULL);
  gln_json_text (json, "source", info->path);
  gln_json_text (json, "format", info->format);
  gln_json_begin_array (json, "layers");
  for (guint i = 0; i < info->layers->len; i++)
    write_layer (json, info->layers->pdata[i]);
  gln_json_end_array (json);
  write_texts (json, "notes", info->notes);
  gln_json_end_object (json);
  text = gln_json_free_to_text (json);
  g_print ("%s", text);
}

static void
print_field (const GlnSourceField *field)
{
  g_autoptr (GString) samples = g_string_new (NULL);

  for (guint i = 0; i < field->samples->len; i++)
    g_string_append_printf (samples, "%s%s", i ? ", " : "", (char *) field->samples->pdata[i]);
  g_print ("    %-12s %-8s %-22s %s\n", field->name, field->type,
           field->is_code ? _("class code") : field->attribute ? field->attribute->key : "-",
           samples->str);
}

static void
print_layer (const GlnSourceLayer *layer)
{
  g_print (_("  %s: %s, %" PRIu64 " rows read, %" PRIu64 " without geometry, %"
             PRIu64 " invalid, %" PRIu64 " duplicate, %" PRIu64
             " unreadable\n"),
           layer->name, layer->geometry, layer->n_read, layer->n_null, layer->n_invalid,
           layer->n_duplicate, layer->n_unreadable);
  if (layer->crs_message)
    g_print ("    %s\n", layer->crs_message);
  for (guint i = 0; i < layer->candidates->len; i++)
    {
      const GlnCrsCandidate *c = layer->candidates->pdata[i];
      g_print ("      --source-crs %s   %s   %s\n", c->id, c->name, c->where);
    }
  if (layer->encoding_message)
    g_print ("    %s\n", layer->encoding_message);
  for (guint i = 0; i < layer->codes->len; i++)
    {
      const GlnSourceCodes *codes = layer->codes->pdata[i];
      g_print (_("    codes: %u of %u are known in %s\n"), codes->n_known, codes->n_values,
               codes->system);
    }
  for (guint i = 0; i < layer->fields->len; i++)
    print_field (layer->fields->pdata[i]);
  for (guint i = 0; i < layer->notes->len; i++)
    g_print ("    %s\n", (char *) layer->notes->pdata[i]);
}

/** gln_cli_inspect: `inspect SOURCE [--json]`. */
int
gln_cli_inspect (GlnCliArgs *args, GError **error)
{
  gboolean json = gln_cli_take_flag (args, "--json");
  char *encoding = NULL, *crs = NULL, *path;
  g_autoptr (GlnSourceInfo) info = NULL;
  GlnSourceOptions options = { .attributes = gln_attributes_get_default (), .standards = gln_cli_standards () };

  if (!gln_cli_take_option (args, "--encoding", &encoding, error)
      || !gln_cli_take_option (args, "--source-crs", &crs, error)
      || !(path = gln_cli_take_word (args, "SOURCE", error)) || !gln_cli_args_done (args, error))
    return -1;
  options.encoding = encoding;
  options.source_crs = crs;
  info = gln_source_inspect (path, &options, NULL, error);
  if (!info)
    return -1;
  if (json)
    {
      print_json (info);
      return GLN_CLI_OK;
    }
  g_print ("%s: %s\n", info->path, info->format);
  for (guint i = 0; i < info->notes->len; i++)
    g_print ("  %s\n", (char *) info->notes->pdata[i]);
  for (guint i = 0; i < info->layers->len; i++)
    print_layer (info->layers->pdata[i]);
  return GLN_CLI_OK;
}
