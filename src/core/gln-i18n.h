/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Translation for the libraries: they name their domain so that a host
 * program's own textdomain() does not matter. */
#include <glib.h>
#include <libintl.h>
#include "gln-config.h"

#define _(text)              dgettext (GETTEXT_PACKAGE, text)
#define N_(text)             text
#define C_(context, text)    g_dpgettext (GETTEXT_PACKAGE, context "\004" text, sizeof (context))
#define ngettext_(one, many, n) dngettext (GETTEXT_PACKAGE, one, many, n)
