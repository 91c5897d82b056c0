/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "io/gln-export.h"
#include "model/gln-standards-loader.h"

#include <inttypes.h>

/** gln_cli_export: `export PLAN -o OUT [--as LAYER] [--phase ID] [--encoding ENC]`. */
int
gln_cli_export (GlnCliArgs *args, GError **error)
{
  char *path, *out = NULL, *layer = NULL, *phase = NULL, *encoding = NULL, *crs = NULL;
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnExportResult) result = NULL;
  GlnExportOptions options = { .attributes = gln_attributes_get_default () };
  guint first, end;

  if (!gln_cli_take_option (args, "-o", &out, error)
      || !gln_cli_take_option (args, "--as", &layer, error)
      || !gln_cli_take_option (args, "--phase", &phase, error)
      || !gln_cli_take_option (args, "--encoding", &encoding, error)
      || !gln_cli_take_option (args, "--crs", &crs, error)
      || !(path = gln_cli_take_word (args, "PLAN.gpkg", error)) || !gln_cli_args_done (args, error))
    return -1;
  if (!out)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _("say where to write: -o OUT.shp"));
      return -1;
    }
  if (!(plan = gln_cli_load (path, error))
      || !gln_cli_phase_range (plan, phase, &first, &end, error))
    return -1;
  options.layer = layer;
  options.phase = plan->frame->phases[end - 1]->id;
  options.encoding = encoding;
  options.crs = crs;
  result = gln_export_run (plan, out, &options, NULL, error);
  if (!result)
    return -1;
  g_print (_("%s: %" PRIu64 " features written\n"), out, result->n_written);
  for (guint i = 0; i < result->fields->len; i++)
    {
      const GlnExportField *field = result->fields->pdata[i];
      if (g_strcmp0 (field->before, field->after) != 0)
        g_print ("  %s → %s\n", field->before, field->after);
    }
  for (guint i = 0; i < result->notes->len; i++)
    g_print ("  %s\n", (char *) result->notes->pdata[i]);
  return GLN_CLI_OK;
}
