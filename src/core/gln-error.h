/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlnError: what went wrong, for callers that react differently.
 * The message is one sentence for the user: what, where, what to do.
 */
typedef enum
{
  GLN_ERROR_FAILED,
  GLN_ERROR_NOT_FOUND,
  GLN_ERROR_BAD_ARGUMENT,
  GLN_ERROR_BAD_FORMAT,   /* the content of a file is not what it claims */
  GLN_ERROR_UNSUPPORTED,
  GLN_ERROR_CRS_MISSING,
  GLN_ERROR_CRS_UNFIT,    /* the coordinate system does not fit the coordinates */
  GLN_ERROR_ENCODING,
  GLN_ERROR_READ_ONLY,
  GLN_ERROR_LOCKED,
  GLN_ERROR_CANCELLED,
} GlnError;

#define GLN_ERROR (gln_error_quark ())
GQuark gln_error_quark (void);

G_END_DECLS
