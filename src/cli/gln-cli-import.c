/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "io/gln-import.h"
#include "model/gln-standards-loader.h"

#include <inttypes.h>

/* import: a source becomes a layer of the plan; everything that was found is
 * said, counted and kept. */

typedef struct
{
  char *as, *kind, *layer, *source_layer, *encoding, *source_crs, *datum, *codes, *class_code, *phase;
  GPtrArray *fields;
} Words;

static gboolean
take_words (GlnCliArgs *args, Words *words, GError **error)
{
  return gln_cli_take_option (args, "--as", &words->as, error)
         && gln_cli_take_option (args, "--kind", &words->kind, error)
         && gln_cli_take_option (args, "--layer", &words->layer, error)
         && gln_cli_take_option (args, "--source-layer", &words->source_layer, error)
         && gln_cli_take_option (args, "--encoding", &words->encoding, error)
         && gln_cli_take_option (args, "--source-crs", &words->source_crs, error)
         && gln_cli_take_option (args, "--datum-params", &words->datum, error)
         && gln_cli_take_option (args, "--codes", &words->codes, error)
         && gln_cli_take_option (args, "--class", &words->class_code, error)
         && gln_cli_take_option (args, "--phase", &words->phase, error)
         && gln_cli_take_options (args, "--field", words->fields, error);
}

static gboolean
make_options (const Words *words, GlnImportOptions *options, GError **error)
{
  if (!words->as)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _("say what the source is: --as parcel, green, cover, water, boundary, district, "
                     "line, point, building, greenline or zone"));
      return FALSE;
    }
  if (!gln_import_parse_as (words->as, words->kind, options, error))
    return FALSE;
  if (words->datum && !gln_datum_params_parse (words->datum, &options->datum, error))
    return FALSE;
  options->layer = words->source_layer;
  options->name = words->layer;
  options->encoding = words->encoding;
  options->source_crs = words->source_crs;
  options->codes = words->codes;
  options->class_code = words->class_code;
  options->phase = words->phase;
  options->fields = (const char *const *) words->fields->pdata;
  options->standards = gln_cli_standards ();
  return TRUE;
}

static void
print_result (const GlnImportResult *result, const char *path)
{
  g_print (_("%s: %" PRIu64 " of %" PRIu64 " features imported"), path,
           result->n_imported, result->n_read);
  if (result->area_m2 > 0)
    g_print (_(", %.3f m²"), result->area_m2);
  else if (result->length_m > 0)
    g_print (_(", %.3f m"), result->length_m);
  g_print (", %s, %s\n", result->encoding ? result->encoding : "-", result->source_crs);
  for (guint i = 0; i < result->notes->len; i++)
    g_print ("  %s\n", (char *) result->notes->pdata[i]);
  for (guint k = 0; k < GLN_N_IMPORT_FINDINGS; k++)
    if (result->n_findings[k] > 0)
      g_print ("  %s: %" PRIu64 "\n",
               gln_import_finding_name ((GlnImportFindingKind) k), result->n_findings[k]);
  for (guint i = 0; i < MIN (result->findings->len, 20); i++)
    g_print ("    %s\n", ((GlnImportFinding *) result->findings->pdata[i])->text);
  if (result->findings->len > 20)
    g_print (_("    … and %u more\n"), result->findings->len - 20);
}

static int
import_into (const char *path, const char *source, const Words *words, GError **error)
{
  GlnImportOptions options = { 0 };
  g_autoptr (GlnPlan) plan = NULL, next = NULL;
  g_autoptr (GlnImportResult) result = NULL;
  guint first, end;

  options.attributes = gln_attributes_get_default ();
  if (!make_options (words, &options, error) || !(plan = gln_cli_load (path, error)))
    return -1;
  if (words->phase && !gln_cli_phase_range (plan, words->phase, &first, &end, error))
    return -1;
  result = gln_import_run (plan, source, &options, NULL, error);
  if (!result)
    return -1;
  next = gln_plan_apply (plan, result->delta);
  if (!gln_cli_save (path, next, error))
    return -1;
  print_result (result, source);
  return GLN_CLI_OK;
}

/** gln_cli_import: `import PLAN SOURCE --as …`. */
int
gln_cli_import (GlnCliArgs *args, GError **error)
{
  Words words = { .fields = g_ptr_array_new () };
  g_autoptr (GPtrArray) fields = words.fields;
  char *path, *source;

  if (!take_words (args, &words, error))
    return -1;
  g_ptr_array_add (fields, NULL);
  path = gln_cli_take_word (args, "PLAN.gpkg", error);
  source = path ? gln_cli_take_word (args, "SOURCE", error) : NULL;
  if (!source || !gln_cli_args_done (args, error))
    return -1;
  return import_into (path, source, &words, error);
}
