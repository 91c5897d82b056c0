/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-recovery.h"

#include "app/gln-dialogs.h"
#include "core/gln-i18n.h"

#define MAX_LABELS 5

/* The journal that is offered: the last one written that nobody else is writing. */
static GlnJournalInfo *
latest (GPtrArray *pending)
{
  GlnJournalInfo *best = NULL;

  for (guint i = 0; i < pending->len; i++)
    {
      GlnJournalInfo *info = pending->pdata[i];

      if (!info->live && (!best || info->last_us > best->last_us))
        best = info;
    }
  return best;
}

static char *
time_text (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static void
add_labels (GString *text, const GlnJournalInfo *info)
{
  guint first = info->labels->len > MAX_LABELS ? info->labels->len - MAX_LABELS : 0;

  if (first > 0)
    g_string_append (text, "\n…");
  for (guint i = first; i < info->labels->len; i++)
    g_string_append_printf (text, "\n• %s", (const char *) info->labels->pdata[i]);
}

static char *
body_of (const GlnJournalInfo *info)
{
  GString *text = g_string_new (NULL);
  g_autofree char *last = time_text (info->last_us);

  g_string_append_printf (text,
                          ngettext_ ("“%s” has %u edit that was never saved, made until %s:",
                                     "“%s” has %u edits that were never saved, made until %s:", info->n_edits),
                          info->plan_name ? info->plan_name : "", info->n_edits, last);
  add_labels (text, info);
  return g_string_free (text, FALSE);
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autofree char *answer = gln_dialogs_ask_finish (result);
  GlnRecoveryAnswer value = g_strcmp0 (answer, "recover") == 0 ? GLN_RECOVERY_RECOVER
                            : g_strcmp0 (answer, "saved") == 0 ? GLN_RECOVERY_AS_SAVED
                                                               : GLN_RECOVERY_CANCEL;

  g_task_return_int (task, value);
}

void
gln_recovery_ask (GtkWindow *parent, GPtrArray *pending, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  GlnJournalInfo *info = latest (pending);
  g_autofree char *body = NULL;

  g_task_set_task_data (task, info, NULL);
  if (!info)
    {
      g_task_return_int (task, GLN_RECOVERY_AS_SAVED);
      g_object_unref (task);
      return;
    }
  body = body_of (info);
  if (info->plan_path)
    {
      const GlnAnswer answers[] = { { .id = "cancel", .label = _("_Cancel") },
                                    { .id = "saved", .label = _("Open as _Saved") },
                                    { .id = "recover", .label = _("_Bring Back"), .suggested = TRUE } };

      gln_dialogs_ask (parent, _("Bring back unsaved work?"), body, answers, G_N_ELEMENTS (answers), answered, task);
    }
  else
    {
      const GlnAnswer answers[] = { { .id = "cancel", .label = _("_Not Now") },
                                    { .id = "recover", .label = _("_Bring Back"), .suggested = TRUE } };

      gln_dialogs_ask (parent, _("Bring back unsaved work?"), body, answers, G_N_ELEMENTS (answers), answered, task);
    }
}

GlnRecoveryAnswer
gln_recovery_ask_finish (GAsyncResult *result, GlnJournalInfo **info)
{
  GlnRecoveryAnswer answer = (GlnRecoveryAnswer) g_task_propagate_int (G_TASK (result), NULL);

  *info = answer == GLN_RECOVERY_RECOVER ? g_task_get_task_data (G_TASK (result)) : NULL;
  return answer;
}
