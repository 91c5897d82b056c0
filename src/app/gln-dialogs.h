/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * File choosers and questions, in the shape of GtkFileDialog and
 * GtkAlertDialog of later GTK: start, then finish in the callback. The rest of
 * the program names no dialog class of GTK or libadwaita.
 */

/** GlnFileKind: what the chooser offers. */
typedef enum
{
  GLN_FILE_PLAN,   /* *.gpkg */
  GLN_FILE_SOURCE, /* everything that can be imported */
  GLN_FILE_REPORT, /* *.pdf *.docx *.xlsx *.csv */
  GLN_FILE_IMAGE,  /* *.png *.svg *.pdf */
  GLN_FILE_VECTOR, /* *.shp *.geojson */
  GLN_N_FILE_KINDS
} GlnFileKind;

void        gln_dialogs_open        (GtkWindow *parent, const char *title, GlnFileKind kind, gboolean several,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (nullable): list of GFile; NULL: nothing was chosen */
GListModel *gln_dialogs_open_finish (GAsyncResult *result);

/* @name: proposed file name; a missing ending is added to what is chosen. */
void        gln_dialogs_save        (GtkWindow *parent, const char *title, GlnFileKind kind, GFile *folder,
                                     const char *name, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (nullable) */
GFile      *gln_dialogs_save_finish (GAsyncResult *result);

/** GlnAnswer: a button of a question. */
typedef struct
{
  const char *id;
  const char *label;
  gboolean suggested;
  gboolean destructive;
} GlnAnswer;

/* The last answer without a mark is what closing the window means when it is called "cancel". */
void        gln_dialogs_ask        (GtkWindow *parent, const char *heading, const char *body,
                                    const GlnAnswer *answers, guint n_answers, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full): id of the answer; "cancel" when the question was closed */
char       *gln_dialogs_ask_finish (GAsyncResult *result);

/* Says what went wrong, with one button. */
void        gln_dialogs_tell       (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
