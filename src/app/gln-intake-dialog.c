/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-intake-dialog.h"

#include "core/gln-format.h"
#include "core/gln-i18n.h"

static const char *const encodings[] = { "UTF-8", "GB18030", "GBK", "BIG5" };

struct _GlnIntakeDialog
{
  AdwWindow parent_instance;

  GtkWidget *import_button;
  GtkWidget *page;
  GtkWidget *name_row, *crs_row; /* of a new plan; else NULL */
  GPtrArray *items;
  GlnFrame *frame;
  GlnStandards *standards;
};

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnIntakeDialog, gln_intake_dialog, ADW_TYPE_WINDOW)

/* What is left open ------------------------------------------------------------------------ */

static gboolean
plan_crs_is_good (GlnIntakeDialog *self)
{
  g_autoptr (GlnCrs) crs = NULL;

  if (!self->crs_row)
    return TRUE;
  crs = gln_crs_parse_plan (gln_intake_dialog_get_plan_crs (self), NULL);
  return crs != NULL;
}

static void
update (GlnIntakeDialog *self)
{
  gboolean complete = plan_crs_is_good (self), any = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      GlnIntakeItem *item = self->items->pdata[i];

      complete &= gln_intake_item_is_complete (item);
      any |= item->wanted;
    }
  gtk_widget_set_sensitive (self->import_button, complete && any);
  if (self->crs_row && plan_crs_is_good (self))
    gtk_widget_remove_css_class (self->crs_row, "error");
  else if (self->crs_row)
    gtk_widget_add_css_class (self->crs_row, "error");
}

/* The rows of a layer ---------------------------------------------------------------------- */

static GlnIntakeItem *
item_of (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "item");
}

/* What it becomes stands first: that is what is to be checked. */
static char *
layer_summary (const GlnIntakeItem *item)
{
  const GlnSourceLayer *layer = item->layer;
  g_autofree char *n = gln_format_number ((double) layer->n_read, 0);
  GString *text = g_string_new (_(gln_intake_role (item->role)->name));

  g_string_append (text, " · ");
  g_string_append_printf (text, _("%s objects"), n);
  if (layer->encoding)
    g_string_append_printf (text, " · %s", layer->encoding);
  if (layer->crs_name)
    g_string_append_printf (text, " · %s", layer->crs_name);
  if (layer->crs_fit != GLN_CRS_FIT_OK)
    g_string_append_printf (text, " · %s", _("coordinate system needs an answer"));
  return g_string_free (text, FALSE);
}

static GtkWidget *
combo_row (GlnIntakeDialog *self, GlnIntakeItem *item, GtkWidget *expander, const char *title, GtkStringList *choices,
           guint selected, GCallback changed)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data (G_OBJECT (row), "item", item);
  g_signal_connect_object (row, "notify::selected", changed, self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
  return row;
}

static void
show_summary (GtkWidget *expander, const GlnIntakeItem *item)
{
  g_autofree char *summary = layer_summary (item);
  g_autofree char *subtitle = g_markup_escape_text (summary, -1);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), subtitle);
}

static void
role_changed (GlnIntakeDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  item_of (row)->role = adw_combo_row_get_selected (row);
  show_summary (gtk_widget_get_ancestor (GTK_WIDGET (row), ADW_TYPE_EXPANDER_ROW), item_of (row));
}

static void
add_role_row (GlnIntakeDialog *self, GlnIntakeItem *item, GtkWidget *expander)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);

  for (guint i = 0; i < gln_intake_n_roles (); i++)
    gtk_string_list_append (choices, _(gln_intake_role (i)->name));
  combo_row (self, item, expander, _("Bring in as"), choices, item->role, G_CALLBACK (role_changed));
}

static void
phase_changed (GlnIntakeDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  g_free (item_of (row)->phase);
  item_of (row)->phase = g_strdup (self->frame->phases[adw_combo_row_get_selected (row)]->id);
}

static void
add_phase_row (GlnIntakeDialog *self, GlnIntakeItem *item, GtkWidget *expander)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);

  if (self->frame->n_phases < 2)
    return;
  for (guint i = 0; i < self->frame->n_phases; i++)
    gtk_string_list_append (choices, gln_format_phase (self->frame->phases[i], gln_lang_current ()));
  combo_row (self, item, expander, _("From phase"), choices,
             (guint) MAX (0, gln_frame_phase_index (self->frame, item->phase)), G_CALLBACK (phase_changed));
}

static void
encoding_changed (GlnIntakeDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  g_free (item_of (row)->encoding);
  item_of (row)->encoding = selected > 0 ? g_strdup (encodings[selected - 1]) : NULL;
}

static void
add_encoding_row (GlnIntakeDialog *self, GlnIntakeItem *item, GtkWidget *expander)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_autofree char *found = g_strdup_printf (_("As found: %s"), item->layer->encoding ? item->layer->encoding : "UTF-8");
  GtkWidget *row;

  gtk_string_list_append (choices, found);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    gtk_string_list_append (choices, encodings[i]);
  row = combo_row (self, item, expander, _("Encoding of texts"), choices, 0, G_CALLBACK (encoding_changed));
  if (item->layer->encoding_message)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->layer->encoding_message);
}

static void
codes_changed (GlnIntakeDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  item_of (row)->codes
      = gln_code_system_get_id (gln_standards_get_code_system_at (self->standards, selected));
}

static char *
codes_subtitle (const GlnSourceLayer *layer)
{
  const GlnSourceCodes *best = layer->codes->len > 0 ? layer->codes->pdata[0] : NULL;
  const GlnSourceField *field = best ? layer->fields->pdata[best->field] : NULL;

  if (!best)
    return g_strdup (_("No column with known codes was found"));
  return g_strdup_printf (_("Column %s: %u of %u codes are known"), field->name, best->n_known, best->n_values);
}

static void
add_codes_row (GlnIntakeDialog *self, GlnIntakeItem *item, GtkWidget *expander)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_autofree char *subtitle = codes_subtitle (item->layer);
  gboolean chinese = gln_lang_current () == GLN_LANG_ZH;
  guint selected = 0;
  GtkWidget *row;

  for (guint i = 0; i < gln_standards_get_n_code_systems (self->standards); i++)
    {
      const GlnCodeSystem *codes = gln_standards_get_code_system_at (self->standards, i);

      gtk_string_list_append (choices, chinese ? gln_code_system_get_name_zh (codes)
                                               : gln_code_system_get_name_en (codes));
      if (g_strcmp0 (gln_code_system_get_id (codes), item->codes) == 0)
        selected = i;
    }
  row = combo_row (self, item, expander, _("Code system"), choices, selected, G_CALLBACK (codes_changed));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

/* Coordinate system: what the file says when it fits, else the candidates; nothing is guessed. */
static GPtrArray *
crs_choices (const GlnIntakeItem *item, GtkStringList *names)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, g_strdup (item->crs ? item->crs : ""));
  gtk_string_list_append (names, item->crs ? item->layer->crs_name ? item->layer->crs_name : item->crs
                                           : _("Please choose…"));
  for (guint i = 0; i < item->layer->candidates->len; i++)
    {
      const GlnCrsCandidate *candidate = item->layer->candidates->pdata[i];
      g_autofree char *name = g_strdup_printf ("%s · %s (%s)", candidate->id, candidate->name, candidate->where);

      g_ptr_array_add (ids, g_strdup (candidate->id));
      gtk_string_list_append (names, name);
    }
  g_ptr_array_add (ids, g_strdup ("local"));
  gtk_string_list_append (names, _("Local grid without parameters"));
  return ids;
}

static void
set_crs (GlnIntakeDialog *self, GlnIntakeItem *item, const char *crs)
{
  g_free (item->crs);
  item->crs = g_strdup (crs);
  /* A new plan stands in the system of its first data, unless something else was typed. */
  if (self->crs_row && gln_intake_dialog_get_plan_crs (self)[0] == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->crs_row), crs);
  update (self);
}

static void
crs_changed (GlnIntakeDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  GPtrArray *ids = g_object_get_data (G_OBJECT (row), "ids");

  set_crs (self, item_of (row), ids->pdata[adw_combo_row_get_selected (row)]);
}

static void
crs_typed (GlnIntakeDialog *self, AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autoptr (GlnCrs) crs = gln_crs_parse (text, NULL);

  if (text[0] && !crs)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  if (crs)
    set_crs (self, item_of (row), text);
}

static void
add_crs_rows (GlnIntakeDialog *self, GlnIntakeItem *item, GtkWidget *expander)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *ids = crs_choices (item, names);
  GtkWidget *row = combo_row (self, item, expander, _("Coordinate system of the file"), names, 0, G_CALLBACK (crs_changed));
  GtkWidget *entry = adw_entry_row_new ();

  g_object_set_data_full (G_OBJECT (row), "ids", ids, (GDestroyNotify) g_ptr_array_unref);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (item->layer->crs_message)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->layer->crs_message);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Another one (such as EPSG:4547)"));
  g_object_set_data (G_OBJECT (entry), "item", item);
  g_signal_connect_object (entry, "changed", G_CALLBACK (crs_typed), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), entry);
}

static void
add_note_rows (GlnIntakeItem *item, GtkWidget *expander)
{
  for (guint i = 0; i < MIN (item->layer->notes->len, 6); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *text = g_markup_escape_text (item->layer->notes->pdata[i], -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
}

static void
wanted_changed (GlnIntakeDialog *self, GParamSpec *pspec, AdwExpanderRow *row)
{
  item_of (row)->wanted = adw_expander_row_get_enable_expansion (row);
  update (self);
}

static GtkWidget *
layer_row (GlnIntakeDialog *self, GlnIntakeItem *item)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *title = g_markup_escape_text (item->layer->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  show_summary (expander, item);
  adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (expander), TRUE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (expander), item->wanted);
  g_object_set_data (G_OBJECT (expander), "item", item);
  add_role_row (self, item, expander);
  add_phase_row (self, item, expander);
  add_crs_rows (self, item, expander);
  add_encoding_row (self, item, expander);
  add_codes_row (self, item, expander);
  add_note_rows (item, expander);
  g_signal_connect_object (expander, "notify::enable-expansion", G_CALLBACK (wanted_changed), self, G_CONNECT_SWAPPED);
  if (self->items->len == 1 || !gln_intake_item_is_complete (item))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  return expander;
}

/* Window ----------------------------------------------------------------------------------- */

static const char *
first_crs (GlnIntakeDialog *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GlnIntakeItem *item = self->items->pdata[i];
      g_autoptr (GlnCrs) crs = item->crs ? gln_crs_parse_plan (item->crs, NULL) : NULL;

      if (item->wanted && crs)
        return item->crs;
    }
  return "";
}

static void
add_plan_group (GlnIntakeDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GlnIntakeItem *first = self->items->pdata[0];

  self->name_row = adw_entry_row_new ();
  self->crs_row = adw_entry_row_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("New plan"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _("Name"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), first->layer->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->crs_row),
                                 _("Coordinate system, projected, in metres (such as EPSG:4547, or local)"));
  gtk_editable_set_text (GTK_EDITABLE (self->crs_row), first_crs (self));
  g_signal_connect_swapped (self->crs_row, "changed", G_CALLBACK (update), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->crs_row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
}

static void
add_layer_group (GlnIntakeDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("What was found"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group), _("Files are copied into the plan and stay as they are. Nothing is left out silently."));
  for (guint i = 0; i < self->items->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), layer_row (self, self->items->pdata[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
}

static void
import_clicked (GlnIntakeDialog *self)
{
  g_signal_emit (self, signals[ACCEPTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
gln_intake_dialog_finalize (GObject *object)
{
  GlnIntakeDialog *self = GLN_INTAKE_DIALOG (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->frame, gln_frame_unref);
  g_clear_pointer (&self->standards, gln_standards_unref);
  G_OBJECT_CLASS (gln_intake_dialog_parent_class)->finalize (object);
}

static void
gln_intake_dialog_class_init (GlnIntakeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gln_intake_dialog_finalize;
  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
gln_intake_dialog_init (GlnIntakeDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->import_button = gtk_button_new_with_mnemonic (_("_Import"));
  gtk_widget_add_css_class (self->import_button, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->import_button);
  self->page = adw_preferences_page_new ();
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Import"));
  gtk_window_set_default_size (GTK_WINDOW (self), 720, 640);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->import_button, "clicked", G_CALLBACK (import_clicked), self);
}

GlnIntakeDialog *
gln_intake_dialog_new (GtkWindow *parent, GPtrArray *items, const GlnFrame *frame, GlnStandards *standards,
                       gboolean new_plan)
{
  GlnIntakeDialog *self = g_object_new (GLN_TYPE_INTAKE_DIALOG, "transient-for", parent, NULL);

  self->items = g_ptr_array_ref (items);
  self->frame = gln_frame_ref ((GlnFrame *) frame);
  self->standards = gln_standards_ref (standards);
  if (new_plan)
    add_plan_group (self);
  add_layer_group (self);
  update (self);
  return self;
}

const char *
gln_intake_dialog_get_plan_name (GlnIntakeDialog *dialog)
{
  return dialog->name_row ? gtk_editable_get_text (GTK_EDITABLE (dialog->name_row)) : "";
}

const char *
gln_intake_dialog_get_plan_crs (GlnIntakeDialog *dialog)
{
  return dialog->crs_row ? gtk_editable_get_text (GTK_EDITABLE (dialog->crs_row)) : "";
}
