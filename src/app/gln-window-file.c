/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and saving plans, and bringing back what a crash left behind. */

#include "app/gln-dialogs.h"
#include "app/gln-recent.h"
#include "app/gln-recovery.h"
#include "app/gln-window-private.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "model/gln-standards-loader.h"

#define MAX_RECENT 8

/* Opening is two jobs: read the file, then, after the user was asked about edits that were never
 * saved, cut the plan into cells. */
typedef struct
{
  GlnWindow *window;
  char *path;        /* NULL: only a journal is left */
  gboolean detached; /* the plan will not belong to the file */
  GlnPlanFile *file;
  GPtrArray *pending;      /* of GlnJournalInfo; nullable */
  GlnJournalInfo *recover; /* of pending; NULL: as saved */
  guint n_conflicts;
  GlnDocument *document;
  GlnMosaic *mosaic;
  GlnIndex *index;
  GlnPlan *plan;
  GlnPlan *recovered;          /* with the edits that were brought back; NULL: none, or they are in @plan */
  GlnMosaic *recovered_mosaic;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->window);
  g_clear_object (&opening->document);
  g_clear_pointer (&opening->pending, g_ptr_array_unref);
  g_clear_pointer (&opening->file, gln_plan_file_free);
  g_clear_pointer (&opening->mosaic, gln_mosaic_free);
  g_clear_pointer (&opening->index, gln_index_unref);
  g_clear_pointer (&opening->plan, gln_plan_unref);
  g_clear_pointer (&opening->recovered, gln_plan_unref);
  g_clear_pointer (&opening->recovered_mosaic, gln_mosaic_free);
  g_free (opening->path);
  g_free (opening);
}


/* Second job ------------------------------------------------------------------------------- */

static gpointer
build_in_worker (GlnProgress *progress, gpointer data, GError **error)
{
  Opening *opening = data;

  if (opening->recover)
    {
      opening->recovered = gln_journal_recover (opening->recover, opening->file, &opening->n_conflicts, error);
      if (!opening->recovered)
        return NULL;
    }
  opening->plan = gln_plan_ref (opening->file ? opening->file->plan : opening->recovered);
  opening->index = gln_index_new (opening->plan);
  if (!gln_mosaic_build (opening->mosaic, opening->plan, progress)
      || (opening->recovered && opening->file
          && !gln_mosaic_build (opening->recovered_mosaic, opening->recovered, progress)))
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_CANCELLED, _("Opening was cancelled."));
      return NULL;
    }
  return opening;
}

static void
show_notes (GlnWindow *self, const GlnPlanFile *file)
{
  for (guint i = 0; file && i < MIN (file->notes->len, 3); i++)
    _gln_window_toast (self, file->notes->pdata[i]);
}

/* The edits of the earlier run become one step on top of the file, so that they stand in the new journal
 * at once and can be undone. A plan without a file has nothing below them. */
static void
bring_back (Opening *opening)
{
  g_autoptr (GlnDelta) delta = NULL;
  guint index;

  if (opening->file)
    {
      delta = gln_delta_between (opening->plan, opening->recovered);
      gln_document_commit_built (opening->document, _("Bring back unsaved work"), opening->plan, delta,
                                 g_steal_pointer (&opening->recovered_mosaic));
    }
  else
    gln_document_mark_saved (opening->document, 0);
  if (g_ptr_array_find (opening->pending, opening->recover, &index))
    gln_desk_set_recovered (opening->window->desk, g_ptr_array_steal_index (opening->pending, index));
}

static void
show_opened (Opening *opening)
{
  GlnWindow *self = opening->window;
  g_autoptr (GError) error = NULL;

  gln_document_offer_index (opening->document, opening->plan, opening->index);
  gln_document_load_built (opening->document, opening->plan, g_steal_pointer (&opening->mosaic));
  if (!gln_window_show_document (self, opening->document, opening->detached ? NULL : opening->file, &error))
    {
      _gln_window_error (self, _("The plan cannot be shown"), error);
      return;
    }
  if (opening->recover)
    bring_back (opening);
  if (opening->path && !opening->detached)
    {
      g_autoptr (GFile) file = g_file_new_for_path (opening->path);

      gln_recent_add (file);
    }
  if (opening->n_conflicts > 0)
    _gln_window_toast (self, _("Some edits did not fit the file any more and were left out."));
  show_notes (self, opening->file);
}

static void
built (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;

  if (gln_job_finish (GLN_JOB (source), result, &error))
    show_opened (opening);
  else
    _gln_window_error (opening->window, _("The plan cannot be opened"), error);
  opening_free (opening);
}

static void
build (Opening *opening)
{
  g_autoptr (GlnJob) job = NULL;

  opening->document = gln_document_new (gln_standards_get_default ());
  opening->mosaic = gln_document_new_mosaic (opening->document);
  opening->recovered_mosaic = gln_document_new_mosaic (opening->document);
  job = gln_job_new (_("Calculating the areas"), build_in_worker, opening, NULL);
  gln_job_start (job, NULL, built, opening);
  _gln_window_watch (opening->window, job);
}

/* First job -------------------------------------------------------------------------------- */

static gpointer
read_in_worker (GlnProgress *progress, gpointer data, GError **error)
{
  Opening *opening = data;

  opening->file = gln_plan_file_open (opening->path, progress, error);
  if (!opening->file)
    return NULL;
  opening->pending = gln_journal_pending (NULL, opening->file);
  return opening;
}

static void
recovery_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;

  switch (gln_recovery_ask_finish (result, &opening->recover))
    {
    case GLN_RECOVERY_RECOVER:
    case GLN_RECOVERY_AS_SAVED:
      build (opening);
      break;
    case GLN_RECOVERY_CANCEL:
    default:
      opening_free (opening);
    }
}

static void
read_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;

  if (!gln_job_finish (GLN_JOB (source), result, &error))
    {
      _gln_window_error (opening->window, _("The plan cannot be opened"), error);
      opening_free (opening);
      return;
    }
  if (opening->pending && opening->pending->len > 0 && !opening->detached)
    gln_recovery_ask (GTK_WINDOW (opening->window), opening->pending, recovery_chosen, opening);
  else
    build (opening);
}

void
_gln_window_open_path (GlnWindow *self, const char *path, gboolean detached)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *title = g_strdup_printf (_("Opening %s"), name);
  g_autoptr (GlnJob) job = NULL;

  opening->window = g_object_ref (self);
  opening->path = g_strdup (path);
  opening->detached = detached;
  job = gln_job_new (title, read_in_worker, opening, NULL);
  gln_job_start (job, NULL, read_done, opening);
  _gln_window_watch (self, job);
}

/* Where files go --------------------------------------------------------------------------- */

static void
open_plan (GlnWindow *self, const char *path)
{
  GlnWindow *window = self;

  if (self->desk || self->n_busy > 0)
    {
      window = gln_window_new (gtk_window_get_application (GTK_WINDOW (self)));
      gtk_window_present (GTK_WINDOW (window));
    }
  _gln_window_open_path (window, path, FALSE);
}

void
gln_window_open_files (GlnWindow *self, GFile **files, guint n_files)
{
  g_autoptr (GListStore) sources = g_list_store_new (G_TYPE_FILE);

  g_return_if_fail (GLN_IS_WINDOW (self));
  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (!path)
        _gln_window_toast (self, _("Only files on this machine can be opened."));
      else if (gln_plan_file_check (path))
        open_plan (self, path);
      else
        g_list_store_append (sources, files[i]);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (sources)) > 0)
    _gln_window_import_files (self, G_LIST_MODEL (sources));
}

static void
open_list (GlnWindow *self, GListModel *files)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (list, g_list_model_get_item (files, i));
  gln_window_open_files (self, (GFile **) list->pdata, list->len);
}

static void
open_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlnWindow) self = data;
  g_autoptr (GListModel) files = gln_dialogs_open_finish (result);

  if (files)
    open_list (self, files);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gln_dialogs_open (data, _("Open a Plan"), GLN_FILE_PLAN, FALSE, open_chosen, g_object_ref (data));
}

static void
open_uri_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  gln_window_open_files (data, &file, 1);
}

static void
import_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlnWindow) self = data;
  g_autoptr (GListModel) files = gln_dialogs_open_finish (result);

  if (files)
    _gln_window_import_files (self, files);
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gln_dialogs_open (data, _("Import Files"), GLN_FILE_SOURCE, TRUE, import_chosen, g_object_ref (data));
}

/* The sample city: made by `run`, or laid out by the package. */
static char *
sample_path (void)
{
  const char *wanted = g_getenv ("GREENLINE_SAMPLE");
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "greenline", "sample", "江城.gpkg", NULL);
  g_autofree char *shipped = g_build_filename (GLN_DATA_DIR, "sample", "江城.gpkg", NULL);
  const char *const places[] = { wanted, own, shipped };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] && g_file_test (places[i], G_FILE_TEST_EXISTS))
      return g_strdup (places[i]);
  return NULL;
}

static void
open_sample_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GlnWindow *self = data;
  g_autofree char *path = sample_path ();

  if (!path)
    {
      gln_dialogs_tell (GTK_WINDOW (self), _("The sample city is not installed"),
                        _("Start the program with “./run app”, which makes the sample city, or install the package."));
      return;
    }
  if (self->desk || self->n_busy > 0)
    {
      self = gln_window_new (gtk_window_get_application (GTK_WINDOW (self)));
      gtk_window_present (GTK_WINDOW (self));
    }
  _gln_window_open_path (self, path, TRUE);
}

/* Saving ----------------------------------------------------------------------------------- */

typedef struct
{
  GlnWindow *window;
  char *path;
  GlnWindowDone done;
  gpointer data;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->window);
  g_free (saving->path);
  g_free (saving);
}

static void
save_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  GlnWindow *self = saving->window;
  g_autoptr (GError) error = NULL;

  if (gln_desk_save_finish (GLN_DESK (source), result, &error))
    {
      g_autoptr (GFile) file = g_file_new_for_path (saving->path);

      gln_recent_add (file);
      if (!saving->done)
        _gln_window_toast (self, _("The plan is saved."));
    }
  else
    _gln_window_error (self, _("The plan could not be saved"), error);
  if (saving->done)
    saving->done (self, error, saving->data);
  saving_free (saving);
}

static void
save_now (Saving *saving)
{
  GlnDesk *desk = saving->window->desk;
  g_autoptr (GlnJob) job = NULL;

  gln_toolbox_settle (gln_desk_get_toolbox (desk));
  job = gln_desk_save_async (desk, saving->path, save_done, saving);
  _gln_window_watch (saving->window, job);
}

static void
save_place_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (GFile) file = gln_dialogs_save_finish (result);

  saving->path = file ? g_file_get_path (file) : NULL;
  if (saving->path && saving->window->desk)
    save_now (saving);
  else
    saving_free (saving);
}

void
_gln_window_save (GlnWindow *self, gboolean as, GlnWindowDone done, gpointer data)
{
  Saving *saving = g_new0 (Saving, 1);
  const char *path = gln_desk_get_path (self->desk);
  g_autofree char *name = NULL;

  saving->window = g_object_ref (self);
  saving->done = done;
  saving->data = data;
  if (path && !as && !gln_desk_is_read_only (self->desk))
    {
      saving->path = g_strdup (path);
      save_now (saving);
      return;
    }
  name = g_strconcat (gln_document_get_plan (gln_desk_get_document (self->desk))->frame->name, ".gpkg", NULL);
  g_strdelimit (name, "/\\", '-');
  gln_dialogs_save (GTK_WINDOW (self), _("Save the Plan"), GLN_FILE_PLAN, NULL, name, save_place_chosen, saving);
}

void
gln_window_save_to (GlnWindow *self, const char *path, GlnWindowDone done, gpointer data)
{
  Saving *saving = g_new0 (Saving, 1);

  g_return_if_fail (GLN_IS_WINDOW (self) && self->desk);
  saving->window = g_object_ref (self);
  saving->path = g_strdup (path);
  saving->done = done;
  saving->data = data;
  save_now (saving);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  _gln_window_save (data, FALSE, NULL, NULL);
}

static void
save_as_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  _gln_window_save (data, TRUE, NULL, NULL);
}

/* Lost work -------------------------------------------------------------------------------- */

/* Edits of plans that were never saved have no file whose opening would offer them. */
static void
keep_unsaved (GPtrArray *journals)
{
  for (guint i = journals->len; i-- > 0;)
    {
      const GlnJournalInfo *info = journals->pdata[i];

      if (info->live || info->n_edits == 0 || (info->plan_path && g_file_test (info->plan_path, G_FILE_TEST_EXISTS)))
        g_ptr_array_remove_index (journals, i);
    }
}

void
gln_window_offer_lost_work (GlnWindow *self)
{
  g_autoptr (GPtrArray) journals = gln_journal_list (NULL, NULL);
  Opening *opening;

  g_return_if_fail (GLN_IS_WINDOW (self));
  if (!journals)
    return;
  keep_unsaved (journals);
  if (journals->len == 0)
    return;
  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->pending = g_steal_pointer (&journals);
  gln_recovery_ask (GTK_WINDOW (self), opening->pending, recovery_chosen, opening);
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = open_action },
  { .name = "open-uri", .activate = open_uri_action, .parameter_type = "s" },
  { .name = "open-sample", .activate = open_sample_action },
  { .name = "import", .activate = import_action },
  { .name = "save", .activate = save_action },
  { .name = "save-as", .activate = save_as_action },
};

/* An underscore in a file name is an underscore. */
static char *
without_mnemonics (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

/* Recent plans under the open button. A menu that is empty leaves only the sample city. */
static void
update_recent (GlnWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new (), recent = g_menu_new (), always = g_menu_new ();
  g_autoptr (GPtrArray) plans = gln_recent_list (MAX_RECENT);

  for (guint i = 0; i < plans->len; i++)
    {
      const GlnRecentPlan *plan = plans->pdata[i];
      g_autofree char *label = g_strdup_printf ("%s — %s", plan->name, plan->folder);
      g_autofree char *escaped = without_mnemonics (label);
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

      g_menu_item_set_label (item, escaped);
      g_menu_item_set_action_and_target (item, "win.open-uri", "s", plan->uri);
      g_menu_append_item (recent, item);
    }
  g_menu_append (always, _("Open the _Sample City"), "win.open-sample");
  g_menu_append_section (menu, plans->len > 0 ? _("Recent plans") : NULL, G_MENU_MODEL (recent));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (always));
  adw_split_button_set_menu_model (self->open_button, G_MENU_MODEL (menu));
}

void
_gln_window_init_file_actions (GlnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (update_recent), self,
                           G_CONNECT_SWAPPED);
  update_recent (self);
}
