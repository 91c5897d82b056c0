/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The button that says how many faults the plan has, and the list behind it. The check looks at every
 * feature, so it runs on a worker over the immutable areas. */

#include "app/gln-window-private.h"
#include "core/gln-findings.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"

typedef struct
{
  GlnAreas *areas;
  GlnStandards *standards;
  guint64 serial;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  gln_areas_unref (check->areas);
  gln_standards_unref (check->standards);
  g_free (check);
}

static void
check_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Check *check = data;

  g_task_return_pointer (task, gln_findings_check (check->areas, check->standards), (GDestroyNotify) g_array_unref);
}

static void
go_to_finding (GlnWindow *self, GtkListBoxRow *row)
{
  const GlnUuid *uuid = g_object_get_data (G_OBJECT (row), "feature");

  if (!self->desk || !uuid || gln_uuid_is_nil (uuid))
    return;
  gln_session_select (gln_desk_get_session (self->desk), uuid, 1);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.zoom-selection", NULL);
}

static const char *
severity_icon (GlnSeverity severity)
{
  switch (severity)
    {
    case GLN_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case GLN_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case GLN_SEVERITY_NOTE:
    default:
      return "dialog-information-symbolic";
    }
}

static char *
finding_detail (GlnWindow *self, const GlnFinding *finding)
{
  GlnPlan *plan = gln_document_get_plan (gln_desk_get_document (self->desk));
  GlnFeature *feature = gln_plan_feature (plan, &finding->feature);
  const char *name = feature ? gln_feature_name (feature) : NULL;
  GString *text = g_string_new (name);

  if (finding->code)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", finding->code);
  if (finding->area_m2 > 0)
    {
      g_autofree char *area = gln_format_area (finding->area_m2, gln_lang_current ());

      g_string_append_printf (text, "%s%s", text->len ? " · " : "", area);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
finding_row (GlnWindow *self, const GlnFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *detail = finding_detail (self, finding);
  g_autofree char *escaped = g_markup_escape_text (detail, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gln_finding_kind_name (finding->kind));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (severity_icon (finding->severity)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !gln_uuid_is_nil (&finding->feature));
  g_object_set_data_full (G_OBJECT (row), "feature", g_memdup2 (&finding->feature, sizeof finding->feature), g_free);
  return row;
}

static GtkWidget *
findings_list (GlnWindow *self, GArray *findings)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *list = gtk_list_box_new ();

  for (guint i = 0; i < MIN (findings->len, 200); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), finding_row (self, &g_array_index (findings, GlnFinding, i)));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (go_to_finding), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 460);
  /* A scroller that never scrolls sideways takes the width of its narrowest row, not its minimum. */
  gtk_widget_set_size_request (scroller, 380, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

static void
show_findings (GlnWindow *self, GArray *findings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (_("Check"));
  GtkWidget *popover = gtk_popover_new ();
  g_autofree char *number = gln_format_number (findings ? findings->len : 0, 0);
  GtkWidget *count = gtk_label_new (number);

  gtk_widget_add_css_class (count, findings && findings->len > 0 ? "finding-count" : "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_menu_button_set_child (self->findings_button, box);
  if (findings && findings->len > 0)
    gtk_popover_set_child (GTK_POPOVER (popover), findings_list (self, findings));
  else
    {
      GtkWidget *none = gtk_label_new (_("Nothing is wrong with the data."));

      gtk_popover_set_child (GTK_POPOVER (popover), none);
    }
  gtk_menu_button_set_popover (self->findings_button, popover);
  gtk_widget_set_sensitive (GTK_WIDGET (self->findings_button), self->desk != NULL);
}

static void
checked (GObject *source, GAsyncResult *result, gpointer data)
{
  GlnWindow *self = GLN_WINDOW (source);
  Check *check = g_task_get_task_data (G_TASK (result));
  g_autoptr (GArray) findings = g_task_propagate_pointer (G_TASK (result), NULL);

  /* The plan went on in the meantime: that check is on its way. */
  if (self->desk && findings && check->serial == self->findings_serial)
    show_findings (self, findings);
}

void
_gln_window_update_findings (GlnWindow *self)
{
  g_autoptr (GTask) task = NULL;
  GlnDocument *document;
  Check *check;

  self->findings_serial++;
  if (!self->desk)
    {
      show_findings (self, NULL);
      return;
    }
  document = gln_desk_get_document (self->desk);
  check = g_new0 (Check, 1);
  check->areas = gln_areas_ref (gln_document_get_committed_areas (document));
  check->standards = gln_standards_ref (gln_document_get_standards (document));
  check->serial = self->findings_serial;
  task = g_task_new (self, NULL, checked, NULL);
  g_task_set_task_data (task, check, check_free);
  g_task_run_in_thread (task, check_in_worker);
}
