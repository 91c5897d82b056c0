/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-class-picker.h"

#include "app/gln-swatch.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"

#define LIST_HEIGHT_PX 380
#define INDENT_PX 14

struct _GlnClassPicker
{
  GtkPopover parent_instance;

  GtkWidget *search;
  GtkWidget *list;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnClassPicker, gln_class_picker, GTK_TYPE_POPOVER)

static const GlnClass *
row_class (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "class");
}

static gboolean
row_matches (GtkListBoxRow *row, gpointer data)
{
  GlnClassPicker *self = data;
  const GlnClass *cls = row_class (row);
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *all = g_strjoin (" ", cls->code, cls->name_zh, cls->name_en, NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);

  return strstr (folded, wanted) != NULL;
}

static void
row_activated (GlnClassPicker *self, GtkListBoxRow *row)
{
  const char *code = row_class (row)->code;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, code);
}

static void
search_changed (GlnClassPicker *self)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

/* Return in the search field takes the first class that is left. */
static void
search_activated (GlnClassPicker *self)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);

      if (!row)
        return;
      if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
        {
          row_activated (self, row);
          return;
        }
    }
}

static void
add_row (GlnClassPicker *self, const GlnClass *cls, GlnStyleSheet *sheet, const GlnStyle *style,
         gboolean current)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = gln_swatch_new (), *label = gtk_label_new (NULL);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s %s", cls->code, gln_class_get_name (cls, gln_lang_current () == GLN_LANG_ZH));
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (box, (int) cls->depth * INDENT_PX);
  gln_swatch_set_style (GLN_SWATCH (swatch), sheet, style);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  if (current)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "class", (gpointer) cls);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
gln_class_picker_class_init (GlnClassPickerClass *klass)
{
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gln_class_picker_init (GlnClassPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroller = gtk_scrolled_window_new ();

  self->search = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), row_matches, self, NULL);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT_PX);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Classes"), -1);
}

GtkWidget *
gln_class_picker_new (const GlnCodeSystem *system, GlnStyleSheet *sheet, const GlnLayer *layer,
                      gboolean greens_only, const char *current)
{
  GlnClassPicker *self = g_object_new (GLN_TYPE_CLASS_PICKER, NULL);

  for (guint i = 0; i < gln_code_system_get_n_classes (system); i++)
    {
      const GlnClass *cls = gln_code_system_get_class (system, i);

      if (greens_only && cls->kind == GLN_LAND_NONE)
        continue;
      add_row (self, cls, sheet, gln_style_sheet_class (sheet, layer, cls->code, FALSE),
               g_strcmp0 (cls->code, current) == 0);
    }
  return GTK_WIDGET (self);
}
