/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-locale.h"

#include "core/gln-i18n.h"

#include <locale.h>
#include <unistd.h>

static gboolean
has_translations (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/* A program that was not installed lies in BUILD/src/app, its translations in BUILD/po. */
static char *
build_tree_folder (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname (self) : NULL;

  return folder ? g_build_filename (folder, "..", "..", "po", NULL) : NULL;
}

static char *
locale_folder (void)
{
  const char *wanted = g_getenv ("GREENLINE_LOCALEDIR");
  g_autofree char *built = NULL;

  if (wanted && wanted[0])
    return g_strdup (wanted);
  if (has_translations (GLN_LOCALE_DIR))
    return g_strdup (GLN_LOCALE_DIR);
  built = build_tree_folder ();
  if (built && has_translations (built))
    return g_steal_pointer (&built);
  return g_strdup (GLN_LOCALE_DIR);
}

void
gln_locale_init (void)
{
  g_autofree char *folder = locale_folder ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
