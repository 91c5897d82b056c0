/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What leaves the program: report, map picture, greens, indicators. Each writer runs on a worker over
 * the immutable plan. */

#include "app/gln-dialogs.h"
#include "app/gln-window-private.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "draw/gln-map-image.h"
#include "io/gln-export.h"
#include "model/gln-standards-loader.h"
#include "report/gln-report-write.h"

#define MAP_WIDTH_PX 2400
#define MAP_HEIGHT_PX 1600

typedef struct _Export Export;

struct _Export
{
  GlnWindow *window;
  GlnPlan *plan;
  GlnAreas *areas;
  GlnStandards *standards;
  guint phase;
  GlnLang lang;
  char *path;
  const char *title;
  gboolean (*write) (const Export *export, GlnProgress *progress, GError **error);
  GlnWindowDone done;
  gpointer data;
};

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  gln_plan_unref (export->plan);
  gln_areas_unref (export->areas);
  gln_standards_unref (export->standards);
  g_free (export->path);
  g_free (export);
}

static Export *
export_new (GlnWindow *self, const char *title,
            gboolean (*write) (const Export *export, GlnProgress *progress, GError **error))
{
  GlnDocument *document = gln_desk_get_document (self->desk);
  Export *export = g_new0 (Export, 1);

  export->window = g_object_ref (self);
  export->plan = gln_plan_ref (gln_document_get_committed (document));
  export->areas = gln_areas_ref (gln_document_get_committed_areas (document));
  export->standards = gln_standards_ref (gln_document_get_standards (document));
  export->phase = gln_session_get_phase (gln_desk_get_session (self->desk));
  export->lang = gln_lang_current ();
  export->title = title;
  export->write = write;
  return export;
}

static gpointer
export_in_worker (GlnProgress *progress, gpointer data, GError **error)
{
  Export *export = data;

  return export->write (export, progress, error) ? export : NULL;
}

static void
exported (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GError) error = NULL;

  if (gln_job_finish (GLN_JOB (source), result, &error))
    {
      g_autofree char *name = g_path_get_basename (export->path);
      g_autofree char *text = g_strdup_printf (_("Written: %s"), name);

      if (!export->done)
        _gln_window_toast (export->window, text);
    }
  else if (!export->done)
    _gln_window_error (export->window, _("The file could not be written"), error);
  if (export->done)
    export->done (export->window, error, export->data);
  export_free (export);
}

static void
start (Export *export)
{
  GlnWindow *window = export->window;
  g_autoptr (GlnJob) job = gln_job_new (export->title, export_in_worker, export, NULL);

  gln_job_start (job, NULL, exported, export);
  _gln_window_watch (window, job);
}

static void
place_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GFile) file = gln_dialogs_save_finish (result);

  export->path = file ? g_file_get_path (file) : NULL;
  if (export->path)
    start (export);
  else
    export_free (export);
}

static void
ask_place (Export *export, GlnFileKind kind, const char *title, const char *ending)
{
  const char *path = gln_desk_get_path (export->window->desk);
  g_autofree char *folder = path ? g_path_get_dirname (path) : NULL;
  g_autoptr (GFile) where = folder ? g_file_new_for_path (folder) : NULL;
  g_autofree char *name = g_strconcat (export->plan->frame->name, ending, NULL);

  g_strdelimit (name, "/\\", '-');
  gln_dialogs_save (GTK_WINDOW (export->window), title, kind, where, name, place_chosen, export);
}

/* Writers ---------------------------------------------------------------------------------- */

static gboolean
write_map (const Export *export, GlnProgress *progress, GError **error)
{
  g_autoptr (GlnStyleSheet) styles = gln_style_sheet_new (export->standards, GLN_PALETTE_TERRITORIAL);
  g_autoptr (GlnIndex) index = gln_index_new (export->plan);
  g_autoptr (GBytes) bytes = NULL;
  GlnImageFormat format;
  GlnMapSheet sheet;

  if (!gln_image_format_from_name (export->path, &format))
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED,
                           _("A map picture is a .png, .svg or .pdf file: choose one of these endings."));
      return FALSE;
    }
  gln_map_sheet_init (&sheet, export->plan, index, styles, export->phase, export->lang);
  bytes = gln_map_sheet_export (&sheet, format, MAP_WIDTH_PX, MAP_HEIGHT_PX, error);
  return bytes
         && g_file_set_contents (export->path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

static gboolean
write_greens (const Export *export, GlnProgress *progress, GError **error)
{
  GlnExportOptions options = { .phase = export->plan->frame->phases[export->phase]->id,
                               .attributes = gln_attributes_get_default () };
  g_autoptr (GlnExportResult) result = gln_export_run (export->plan, export->path, &options, progress, error);

  return result != NULL;
}

static gboolean
write_report (const Export *export, GlnProgress *progress, GError **error)
{
  g_autofree char *date = gln_report_date (export->plan);
  GlnReportRequest request = { .areas = export->areas,
                               .standards = export->standards,
                               .lang = export->lang,
                               .palette = GLN_PALETTE_TERRITORIAL,
                               .date = date };

  return gln_report_write (&request, export->path, error);
}

/* Actions ---------------------------------------------------------------------------------- */

static void
export_report (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_place (export_new (data, _("Writing the report"), write_report), GLN_FILE_REPORT, _("Export the Report"), ".pdf");
}

void
gln_window_export_report_to (GlnWindow *self, const char *path, GlnWindowDone done, gpointer data)
{
  Export *export;

  g_return_if_fail (GLN_IS_WINDOW (self) && self->desk);
  export = export_new (self, _("Writing the report"), write_report);
  export->path = g_strdup (path);
  export->done = done;
  export->data = data;
  start (export);
}

static void
export_map (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_place (export_new (data, _("Drawing the map"), write_map), GLN_FILE_IMAGE, _("Export the Map"), ".png");
}

static void
export_greens (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_place (export_new (data, _("Exporting greens"), write_greens), GLN_FILE_VECTOR, _("Export the Greens"), ".shp");
}

static const GActionEntry entries[] = {
  { .name = "export-report", .activate = export_report },
  { .name = "export-map", .activate = export_map },
  { .name = "export-greens", .activate = export_greens },
};

void
_gln_window_init_export_actions (GlnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
