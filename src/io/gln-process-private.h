/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When a process of this computer started, in clock ticks since boot, as text; "" when unknown. It tells
 * a process from a later one that got its number. (transfer full) */
char    *gln_process_start   (gint64 pid);

/* Whether the process that wrote down @host, @pid and @start still runs. On another computer nothing can
 * be said: then TRUE. */
gboolean gln_process_is_live (const char *host, gint64 pid, const char *start);

G_END_DECLS
