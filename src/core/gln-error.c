/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-error.h"

G_DEFINE_QUARK (gln-error-quark, gln_error)
