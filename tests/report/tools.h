/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Looking into finished files with other people's programs. */

/* Runs a command line with the file's name at its end; its output, or NULL after g_test_skip() when the
 * program is not installed. */
char *tool_output (GBytes *file, const char *suffix, const char *command, int *exit_status);

/* The text of a part of a zip file; NULL when there is none. */
char *zip_part (GBytes *file, const char *name);

/* Fails unless @text is well-formed XML. */
void  assert_well_formed (const char *text);

/* No-break and other special spaces as ordinary ones, line ends as spaces. */
char *plain_spaces (const char *text);
