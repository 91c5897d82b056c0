/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "io/gln-crs.h"

static gboolean
check_target (const char *path, GError **error)
{
  if (!g_str_has_suffix (path, ".gpkg"))
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                 _("a plan is a .gpkg file; “%s” is not named so"), path);
  else if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                 _("%s exists already; choose another name or remove it first"), path);
  else
    return TRUE;
  return FALSE;
}

static GlnPlan *
with_standards (GlnPlan *plan, GPtrArray *ids, GError **error)
{
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;
  g_autoptr (GlnFrame) frame = NULL, chosen = NULL;
  g_autoptr (GlnValues) settings = NULL;

  if (ids->len == 0)
    return gln_plan_ref (plan);
  gln_phase_spec_copy (&spec, plan->frame->phases[0]);
  for (guint i = 0; i < ids->len; i++)
    {
      if (!gln_cli_check_standard (ids->pdata[i], error))
        return NULL;
      g_ptr_array_add (spec.editions, g_strdup (ids->pdata[i]));
    }
  phase = gln_phase_new (&spec);
  frame = gln_frame_with_phase (plan->frame, phase);
  settings = gln_values_with_text (frame->settings, "standard", ids->pdata[0]);
  chosen = gln_frame_with_settings (frame, settings);
  return gln_plan_new (chosen, plan->features);
}

/** gln_cli_new: `new PLAN --crs CRS [--name TEXT] [--standard ID]...`. */
int
gln_cli_new (GlnCliArgs *args, GError **error)
{
  char *path = gln_cli_take_word (args, "PLAN.gpkg", error), *crs_text = NULL, *name = NULL;
  g_autoptr (GPtrArray) standards = g_ptr_array_new ();
  g_autoptr (GlnPlan) empty = NULL, plan = NULL;
  g_autoptr (GlnCrs) crs = NULL;
  g_autofree char *base = NULL;

  if (!path || !gln_cli_take_option (args, "--crs", &crs_text, error)
      || !gln_cli_take_option (args, "--name", &name, error)
      || !gln_cli_take_options (args, "--standard", standards, error)
      || !gln_cli_args_done (args, error) || !check_target (path, error))
    return -1;
  if (!crs_text)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_CRS_MISSING,
                   _("a plan needs a coordinate system in metres: add --crs EPSG:4547, --crs "
                     "FILE.wkt, or --crs local for a city grid"));
      return -1;
    }
  if (!(crs = gln_crs_parse_plan (crs_text, error)))
    return -1;
  base = g_path_get_basename (path);
  base[strlen (base) - strlen (".gpkg")] = '\0';
  empty = gln_plan_new_empty (name ? name : base, gln_crs_id (crs));
  plan = with_standards (empty, standards, error);
  return plan && gln_cli_save (path, plan, error) ? GLN_CLI_OK : -1;
}
