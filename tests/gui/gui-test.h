/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Real pointer and key events (XTest) into windows of this process, waiting, screenshots. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Ends the program with the code for "skipped" and the reason when there is no X display. */
void     gui_test_init       (int *argc, char ***argv);

/* Runs the main loop until @done says so; FALSE after @seconds. */
typedef gboolean (*GuiTestDone) (gpointer data);
gboolean gui_test_wait       (GuiTestDone done, gpointer data, double seconds);

/* Runs the main loop for a while, and until @widget has drawn a frame. */
void     gui_test_settle     (GtkWidget *widget, guint ms);

/* In logical pixels of @widget. Each waits until the event was handled. */
void     gui_test_move       (GtkWidget *widget, double x, double y);
void     gui_test_press      (GtkWidget *widget, guint button);
void     gui_test_release    (GtkWidget *widget, guint button);
void     gui_test_click      (GtkWidget *widget, double x, double y);
void     gui_test_scroll     (GtkWidget *widget, gboolean up);
void     gui_test_key        (GtkWidget *widget, guint keyval);

/* Picture of the whole window as it is drawn, also written to $GLN_TEST_SHOTS/@name.png. (transfer full) */
GdkTexture *gui_test_shot    (GtkWidget *window, const char *name);

/* The first descendant of @root that @matches. (nullable) */
GtkWidget *gui_test_find     (GtkWidget *root, gboolean (*matches) (GtkWidget *widget, gpointer data), gpointer data);

G_END_DECLS
