/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <string.h>
#include <sys/wait.h>

/* The command line as a user types it: the real program, its exit status, one
 * line on stderr when it could not run, and its JSON. */

static char *cli_path;

/* Runs a program with the words of @argv, NULL at its end. */
static inline int
run_words (char **argv, char **out, char **err)
{
  g_autofree char *stdout_text = NULL, *stderr_text = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &stdout_text, &stderr_text, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  if (*stderr_text)
    g_test_message ("%s: %s", argv[1], stderr_text);
  if (WEXITSTATUS (status) == 2)
    /* One clear sentence: exactly one line. */
    g_assert_true (strlen (stderr_text) > 10
                   && strchr (stderr_text, '\n') == stderr_text + strlen (stderr_text) - 1);
  if (out)
    *out = g_steal_pointer (&stdout_text);
  if (err)
    *err = g_steal_pointer (&stderr_text);
  return WEXITSTATUS (status);
}

/* Runs greenline-cli with the words up to NULL. */
static inline int
run (char **out, char **err, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list words;
  char *word;

  g_ptr_array_add (argv, cli_path);
  va_start (words, err);
  while ((word = va_arg (words, char *)))
    g_ptr_array_add (argv, word);
  va_end (words);
  g_ptr_array_add (argv, NULL);
  return run_words ((char **) argv->pdata, out, err);
}

/* What follows the first occurrence of @anchor in a JSON text. */
static inline const char *
after (const char *json, const char *anchor)
{
  const char *at = strstr (json, anchor);

  if (!at)
    g_error ("no %s in the output", anchor);
  return at + strlen (anchor);
}

/* The figure behind "key": after the first occurrence of @anchor in a JSON text. */
static inline double
figure (const char *json, const char *anchor, const char *key)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\": ", key);

  return g_ascii_strtod (after (after (json, anchor), quoted), NULL);
}

/* Whether the text behind "key": after @anchor is @text. */
static inline gboolean
says (const char *json, const char *anchor, const char *key, const char *text)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\": ", key), *value = g_strdup_printf ("\"%s\"", text);

  return g_str_has_prefix (after (after (json, anchor), quoted), value);
}
