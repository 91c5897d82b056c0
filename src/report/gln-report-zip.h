/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A zip file in memory; private to the writers of packages. Sizes stand in the local headers, which
 * streaming writers leave out and strict readers of office documents ask for. */

typedef struct
{
  GByteArray *out;
  GByteArray *directory;
  guint n_parts;
} GlnZip;

void    gln_zip_init   (GlnZip *zip);
gboolean gln_zip_add   (GlnZip *zip, const char *name, const void *data, gsize size, gboolean compress,
                        GError **error);
GBytes *gln_zip_finish (GlnZip *zip);
void    gln_zip_clear  (GlnZip *zip);
