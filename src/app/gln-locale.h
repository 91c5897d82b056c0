/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * gln_locale_init: takes the user's language and finds the translations: in
 * $GREENLINE_LOCALEDIR, where the program is installed, or in the build tree
 * that it runs from. To be called before anything is translated.
 */
void gln_locale_init (void);
