/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gln-job-bar.h"
#include "app/gln-plan-page.h"
#include "app/gln-start-page.h"
#include "app/gln-window.h"

G_BEGIN_DECLS

struct _GlnWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  AdwSplitButton *open_button;
  GtkMenuButton *findings_button;
  GtkStack *stack;
  GlnStartPage *start_page;
  GlnPlanPage *plan_page;
  GlnJobBar *job_bar;
  GtkWidget *undo_button, *redo_button;

  GlnDesk *desk;
  guint n_busy;
  gboolean closing; /* the question about unsaved changes was answered */
  guint64 findings_serial;
};

/* gln-window.c */
void _gln_window_set_desk     (GlnWindow *self, GlnDesk *desk);
void _gln_window_update_title (GlnWindow *self);
void _gln_window_toast        (GlnWindow *self, const char *text);
void _gln_window_error        (GlnWindow *self, const char *heading, const GError *error);
void _gln_window_watch        (GlnWindow *self, GlnJob *job); /* busy until it ends */

/* gln-window-actions.c */
void _gln_window_init_actions   (GlnWindow *self);
void _gln_window_update_actions (GlnWindow *self);
void _gln_window_set_tool       (GlnWindow *self, const char *tool);

/* gln-window-findings.c */
void _gln_window_update_findings (GlnWindow *self);

/* gln-window-file.c */
void _gln_window_init_file_actions (GlnWindow *self);
void _gln_window_save              (GlnWindow *self, gboolean as, GlnWindowDone done, gpointer data);
void _gln_window_open_path         (GlnWindow *self, const char *path, gboolean detached);

/* gln-window-import.c */
void _gln_window_import_files (GlnWindow *self, GListModel *files);

/* gln-window-export.c */
void _gln_window_init_export_actions (GlnWindow *self);

/* gln-window-dnd.c */
void _gln_window_init_dnd (GlnWindow *self);

G_END_DECLS
