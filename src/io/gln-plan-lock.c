/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-plan-file.h"

#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "io/gln-process-private.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The lock is a small file beside the plan, so that it is seen over a network share too:
 * ".~lock.江城.gpkg#" with host, process number, start of the process, user. */

struct _GlnPlanLock
{
  char *file;
};

typedef struct
{
  char *host;
  char *start;
  char *user;
  gint64 pid;
} Owner;

static void
owner_clear (Owner *owner)
{
  g_free (owner->host);
  g_free (owner->start);
  g_free (owner->user);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Owner, owner_clear)

static char *
lock_name (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *absolute = real ? g_strdup (real) : g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute), *base = g_path_get_basename (absolute);

  free (real);
  return g_strdup_printf ("%s/.~lock.%s#", folder, base);
}

static gboolean
read_owner (const char *file, Owner *owner)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  memset (owner, 0, sizeof *owner);
  if (!g_file_get_contents (file, &text, NULL, NULL))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) < 4)
    return FALSE;
  owner->host = g_strdup (lines[0]);
  owner->pid = g_ascii_strtoll (lines[1], NULL, 10);
  owner->start = g_strdup (lines[2]);
  owner->user = g_strdup (lines[3]);
  return TRUE;
}

static gboolean
is_live (const Owner *owner)
{
  return gln_process_is_live (owner->host, owner->pid, owner->start);
}

static gboolean
is_mine (const Owner *owner)
{
  return owner->pid == getpid () && g_strcmp0 (owner->host, g_get_host_name ()) == 0;
}

static gboolean
fail_locked (const char *path, const char *file, const Owner *owner, GError **error)
{
  gboolean here = g_strcmp0 (owner->host, g_get_host_name ()) == 0;

  if (here)
    g_set_error (error, GLN_ERROR, GLN_ERROR_LOCKED,
                 _ ("%s is open in another program (process %" PRId64 ", %s); close it there first"), path,
                 owner->pid, owner->user);
  else
    g_set_error (error, GLN_ERROR, GLN_ERROR_LOCKED,
                 _ ("%s is open on %s (%s); close it there first, or delete %s if that computer is gone"), path,
                 owner->host ? owner->host : "?", owner->user ? owner->user : "?", file);
  return FALSE;
}

/**
 * gln_plan_lock_check:
 *
 * Returns: whether nobody else holds the plan at @path; else FALSE with GLN_ERROR_LOCKED
 */
gboolean
gln_plan_lock_check (const char *path, GError **error)
{
  g_autofree char *file = lock_name (path);
  g_auto (Owner) owner = { 0 };

  if (!read_owner (file, &owner) || is_mine (&owner) || !is_live (&owner))
    return TRUE;
  return fail_locked (path, file, &owner, error);
}

static gboolean
write_owner (int fd)
{
  g_autofree char *start = gln_process_start (getpid ());
  g_autofree char *text = g_strdup_printf ("%s\n%d\n%s\n%s\n", g_get_host_name (), (int) getpid (), start,
                                           g_get_user_name ());
  gsize length = strlen (text);

  return write (fd, text, length) == (gssize) length;
}

/**
 * gln_plan_lock_acquire:
 * @path: of a plan, which need not exist yet
 *
 * Returns: (transfer full) (nullable): the lock; NULL with GLN_ERROR_LOCKED when another live program
 *   has it (in this process too), GLN_ERROR_READ_ONLY when the folder cannot be written
 */
GlnPlanLock *
gln_plan_lock_acquire (const char *path, GError **error)
{
  g_autofree char *file = lock_name (path);

  for (guint attempt = 0; attempt < 3; attempt++)
    {
      int fd = g_open (file, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
      g_auto (Owner) owner = { 0 };

      if (fd >= 0)
        {
          GlnPlanLock *lock = g_new0 (GlnPlanLock, 1);
          gboolean written = write_owner (fd);
          close (fd);
          if (!written)
            break;
          lock->file = g_steal_pointer (&file);
          return lock;
        }
      if (errno != EEXIST)
        break;
      if (read_owner (file, &owner) && is_live (&owner))
        {
          fail_locked (path, file, &owner, error);
          return NULL;
        }
      g_unlink (file); /* left behind by a program that is gone */
    }
  g_set_error (error, GLN_ERROR, GLN_ERROR_READ_ONLY,
               _ ("%s cannot be locked for writing: %s; save under another name"), path, g_strerror (errno));
  return NULL;
}

/** gln_plan_lock_release: gives the right to write back; NULL is allowed. */
void
gln_plan_lock_release (GlnPlanLock *lock)
{
  if (!lock)
    return;
  g_unlink (lock->file);
  g_free (lock->file);
  g_free (lock);
}
