/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** GlnStartPage: what to do when no plan is open: open, import, the sample city, recent plans. */
#define GLN_TYPE_START_PAGE (gln_start_page_get_type ())
G_DECLARE_FINAL_TYPE (GlnStartPage, gln_start_page, GLN, START_PAGE, GtkWidget)

G_END_DECLS
