/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Everything in src/io calls gln_io_init() itself; a program may call it early to pay for it at a
 * moment of its choice. Only the drivers that the program needs stay registered, and neither GDAL
 * nor PROJ may use the network. */

void gln_io_init (void);

/* Versions of the libraries that read the data, for the data statement: "GDAL 3.6.2, PROJ 9.1.1,
 * SQLite 3.40.1". Returns: (transfer full) */
char *gln_io_versions (void);

G_END_DECLS
