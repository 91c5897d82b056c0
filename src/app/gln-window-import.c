/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bringing files in: look into them on a worker, ask in the intake dialog, import on a worker. */

#include "app/gln-dialogs.h"
#include "app/gln-intake-dialog.h"
#include "app/gln-window-private.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "model/gln-standards-loader.h"

typedef struct
{
  GlnWindow *window;
  GPtrArray *paths;   /* of char* */
  GPtrArray *sources; /* of GlnSourceInfo */
  GPtrArray *items;   /* of GlnIntakeItem */
  GlnStandards *standards;
  GlnAttributes *attributes;
  GlnDocument *document; /* that the import goes into: the window's, or a new one */
  gboolean new_plan;
  GlnPlan *base, *plan;
  GlnMosaic *mosaic;
  GlnDelta *delta;
  GString *report;
} Intake;

static void
intake_free (Intake *intake)
{
  g_clear_object (&intake->window);
  g_clear_object (&intake->document);
  g_clear_pointer (&intake->items, g_ptr_array_unref);
  g_clear_pointer (&intake->sources, g_ptr_array_unref);
  g_clear_pointer (&intake->paths, g_ptr_array_unref);
  g_clear_pointer (&intake->base, gln_plan_unref);
  g_clear_pointer (&intake->plan, gln_plan_unref);
  g_clear_pointer (&intake->mosaic, gln_mosaic_free);
  g_clear_pointer (&intake->delta, gln_delta_unref);
  g_string_free (intake->report, TRUE);
  g_free (intake);
}

/* Import ----------------------------------------------------------------------------------- */

static gpointer
import_in_worker (GlnProgress *progress, gpointer data, GError **error)
{
  Intake *intake = data;

  intake->plan = gln_intake_run (intake->base, intake->items, intake->standards, intake->attributes, intake->report,
                                 progress, error);
  if (!intake->plan)
    return NULL;
  intake->delta = gln_delta_between (intake->base, intake->plan);
  if (!gln_mosaic_build (intake->mosaic, intake->plan, progress))
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_CANCELLED, _("The import was cancelled."));
      return NULL;
    }
  return intake;
}

static gboolean
show_imported (Intake *intake, GError **error)
{
  GlnWindow *self = intake->window;
  GlnBox box = gln_plan_box (intake->plan);

  if (intake->new_plan)
    {
      gln_document_load_built (intake->document, intake->plan, g_steal_pointer (&intake->mosaic));
      if (!gln_window_show_document (self, intake->document, NULL, error))
        return FALSE;
      /* It is in no file yet. */
      gln_document_mark_saved (intake->document, 0);
    }
  else if (!gln_document_commit_built (intake->document, _("Import"), intake->base, intake->delta,
                                       g_steal_pointer (&intake->mosaic)))
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_FAILED,
                           _("The plan was changed while the import ran: import the files again."));
      return FALSE;
    }
  gln_map_view_zoom_to_box (gln_window_get_map_view (self), &box);
  return TRUE;
}

static void
imported (GObject *source, GAsyncResult *result, gpointer data)
{
  Intake *intake = data;
  g_autoptr (GError) error = NULL;

  if (gln_job_finish (GLN_JOB (source), result, &error) && show_imported (intake, &error))
    gln_dialogs_tell (GTK_WINDOW (intake->window), _("Imported"), g_strchomp (intake->report->str));
  else
    _gln_window_error (intake->window, _("The import failed; nothing was changed"), error);
  intake_free (intake);
}

static void
start_import (Intake *intake)
{
  g_autoptr (GlnJob) job = gln_job_new (_("Importing"), import_in_worker, intake, NULL);

  intake->mosaic = gln_document_new_mosaic (intake->document);
  gln_job_start (job, NULL, imported, intake);
  _gln_window_watch (intake->window, job);
}

/* Questions -------------------------------------------------------------------------------- */

static void
accepted (GlnIntakeDialog *dialog, Intake *intake)
{
  g_object_set_data (G_OBJECT (dialog), "accepted", dialog);
  if (intake->new_plan)
    {
      g_clear_pointer (&intake->base, gln_plan_unref);
      intake->base = gln_plan_new_empty (gln_intake_dialog_get_plan_name (dialog),
                                         gln_intake_dialog_get_plan_crs (dialog));
    }
  start_import (intake);
}

static gboolean
dialog_closed (GlnIntakeDialog *dialog, Intake *intake)
{
  if (!g_object_get_data (G_OBJECT (dialog), "accepted"))
    intake_free (intake);
  return FALSE;
}

static void
ask (Intake *intake)
{
  GlnIntakeDialog *dialog;

  for (guint i = 0; i < intake->sources->len; i++)
    {
      const GlnSourceInfo *source = intake->sources->pdata[i];

      for (guint k = 0; k < source->layers->len; k++)
        g_ptr_array_add (intake->items,
                         gln_intake_item_new (source, source->layers->pdata[k], intake->base->frame));
    }
  if (intake->items->len == 0)
    {
      gln_dialogs_tell (GTK_WINDOW (intake->window), _("Nothing to import"), _("The files hold no layer with data."));
      intake_free (intake);
      return;
    }
  dialog = gln_intake_dialog_new (GTK_WINDOW (intake->window), intake->items, intake->base->frame, intake->standards,
                                  intake->new_plan);
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted), intake);
  g_signal_connect (dialog, "close-request", G_CALLBACK (dialog_closed), intake);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Inspection ------------------------------------------------------------------------------- */

static gpointer
inspect_in_worker (GlnProgress *progress, gpointer data, GError **error)
{
  Intake *intake = data;
  GlnSourceOptions options = { .standards = intake->standards, .attributes = intake->attributes };

  for (guint i = 0; i < intake->paths->len; i++)
    {
      GlnSourceInfo *info = gln_source_inspect (intake->paths->pdata[i], &options, progress, error);

      if (!info)
        return NULL;
      g_ptr_array_add (intake->sources, info);
    }
  return intake;
}

static void
inspected (GObject *source, GAsyncResult *result, gpointer data)
{
  Intake *intake = data;
  g_autoptr (GError) error = NULL;

  if (gln_job_finish (GLN_JOB (source), result, &error))
    {
      ask (intake);
      return;
    }
  _gln_window_error (intake->window, _("The file cannot be read"), error);
  intake_free (intake);
}

static void
choose_target (Intake *intake)
{
  GlnWindow *self = intake->window;

  intake->new_plan = self->desk == NULL;
  if (intake->new_plan)
    {
      intake->document = gln_document_new (intake->standards);
      intake->base = gln_plan_new_empty ("", "local");
      return;
    }
  gln_toolbox_settle (gln_desk_get_toolbox (self->desk));
  intake->document = g_object_ref (gln_desk_get_document (self->desk));
  intake->base = gln_plan_ref (gln_document_get_plan (intake->document));
}

void
_gln_window_import_files (GlnWindow *self, GListModel *files)
{
  Intake *intake = g_new0 (Intake, 1);
  g_autoptr (GlnJob) job = gln_job_new (_("Looking into the files"), inspect_in_worker, intake, NULL);

  intake->window = g_object_ref (self);
  intake->paths = g_ptr_array_new_with_free_func (g_free);
  intake->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_source_info_free);
  intake->items = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_intake_item_free);
  intake->standards = gln_standards_get_default ();
  intake->attributes = gln_attributes_get_default ();
  intake->report = g_string_new (NULL);
  choose_target (intake);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path)
        g_ptr_array_add (intake->paths, path);
    }
  gln_job_start (job, NULL, inspected, intake);
  _gln_window_watch (self, job);
}
