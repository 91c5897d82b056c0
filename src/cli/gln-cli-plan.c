/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "io/gln-journal.h"
#include "io/gln-plan-file.h"
#include "model/gln-standards-loader.h"

/* Shared by commands: reading and writing the plan, phases, sums. */

/** gln_cli_standards: (transfer none): the shipped and the user's standards; faults are said once. */
GlnStandards *
gln_cli_standards (void)
{
  return gln_standards_get_default ();
}

/* The command line reads a plan as saved; edits that only a journal holds are
 * not in it, and the reader must know. */
static void
say_pending (const GlnPlanFile *file)
{
  g_autofree char *dir = gln_journal_default_dir ();
  g_autoptr (GPtrArray) pending = gln_journal_pending (dir, file);

  for (guint i = 0; pending && i < pending->len; i++)
    {
      const GlnJournalInfo *info = pending->pdata[i];
      g_printerr (_("greenline-cli: %s: %u unsaved edits are in a journal and are not counted; open "
                    "the plan in Greenline to recover them\n"),
                  file->path, info->n_edits);
    }
}

/** gln_cli_load: (transfer full) (nullable): the plan as saved; notes about damage go to stderr. */
GlnPlan *
gln_cli_load (const char *path, GError **error)
{
  g_autoptr (GlnPlanFile) file = gln_plan_file_open (path, NULL, error);

  if (!file)
    return NULL;
  for (guint i = 0; i < file->notes->len; i++)
    g_printerr ("greenline-cli: %s: %s\n", path, (char *) file->notes->pdata[i]);
  say_pending (file);
  return gln_plan_ref (file->plan);
}

/** gln_cli_save: writes @plan unless another program holds its lock. */
gboolean
gln_cli_save (const char *path, GlnPlan *plan, GError **error)
{
  g_autoptr (GlnPlanLock) lock = gln_plan_lock_acquire (path, error);

  return lock && gln_plan_file_save (path, plan, NULL, NULL, error);
}

/** gln_cli_areas: (transfer full) (nullable): the sums of @plan, on all cores. */
GlnAreas *
gln_cli_areas (GlnPlan *plan, GError **error)
{
  g_autoptr (GlnMosaic) mosaic = gln_mosaic_new (gln_cli_standards (), NULL, g_get_num_processors ());

  if (!gln_mosaic_build (mosaic, plan, NULL))
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_FAILED, _("the areas could not be computed"));
      return NULL;
    }
  return gln_mosaic_snapshot (mosaic);
}

/**
 * gln_cli_phase_range:
 * @id: (nullable): id of a phase, "all", or NULL for the last
 * @first: (out): index of the first phase meant
 * @end: (out): one behind the last
 */
gboolean
gln_cli_phase_range (const GlnPlan *plan, const char *id, guint *first, guint *end, GError **error)
{
  int index = (int) plan->frame->n_phases - 1;

  if (g_strcmp0 (id, "all") == 0)
    {
      *first = 0;
      *end = plan->frame->n_phases;
      return TRUE;
    }
  if (id)
    index = gln_frame_phase_index (plan->frame, id);
  if (index < 0)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND,
                   _("the plan has no phase “%s”; “phase … list” names them"), id ? id : "");
      return FALSE;
    }
  *first = (guint) index;
  *end = *first + 1;
  return TRUE;
}

/** gln_cli_check_standard: FALSE with @error when no standard has this @id. */
gboolean
gln_cli_check_standard (const char *id, GError **error)
{
  if (gln_standards_get (gln_cli_standards (), id))
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND,
               _("there is no standard “%s”; ids are such as NGC2022, NECO2022, GB55014-2021"), id);
  return FALSE;
}

/** gln_cli_set_phase: puts @phase into the plan and saves it at @path. */
gboolean
gln_cli_set_phase (const char *path, GlnPlan *plan, GlnPhase *phase, GError **error)
{
  g_autoptr (GlnFrame) frame = gln_frame_with_phase (plan->frame, phase);
  g_autoptr (GlnPlan) next = gln_plan_new (frame, plan->features);

  return gln_cli_save (path, next, error);
}
