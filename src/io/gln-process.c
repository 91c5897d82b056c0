/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-process-private.h"

#include <inttypes.h>
#include <errno.h>
#include <signal.h>
#include <string.h>

char *
gln_process_start (gint64 pid)
{
  g_autofree char *file = g_strdup_printf ("/proc/%" PRId64 "/stat", pid), *text = NULL;
  g_auto (GStrv) words = NULL;
  const char *after;

  /* The name of the program stands in brackets and may hold anything: count from behind it. */
  if (!g_file_get_contents (file, &text, NULL, NULL) || !(after = strrchr (text, ')')))
    return g_strdup ("");
  words = g_strsplit (after + 1, " ", -1);
  return g_strdup (g_strv_length (words) > 20 ? words[20] : "");
}

gboolean
gln_process_is_live (const char *host, gint64 pid, const char *start)
{
  g_autofree char *now = NULL;

  if (g_strcmp0 (host, g_get_host_name ()) != 0)
    return TRUE;
  if (pid <= 0 || (kill ((pid_t) pid, 0) != 0 && errno == ESRCH))
    return FALSE;
  now = gln_process_start (pid);
  return !*now || g_strcmp0 (now, start) == 0;
}
