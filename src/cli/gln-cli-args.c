/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"

#include <string.h>

/** gln_cli_args_init: takes the words after the command; they are borrowed. */
void
gln_cli_args_init (GlnCliArgs *args, int argc, char **argv)
{
  args->words = g_ptr_array_new ();
  for (int i = 0; i < argc; i++)
    g_ptr_array_add (args->words, argv[i]);
}

/** gln_cli_args_clear: frees the list. */
void
gln_cli_args_clear (GlnCliArgs *args)
{
  g_clear_pointer (&args->words, g_ptr_array_unref);
}

/** gln_cli_take_flag: whether `--name` stands among the words; it is taken. */
gboolean
gln_cli_take_flag (GlnCliArgs *args, const char *name)
{
  for (guint i = 0; i < args->words->len; i++)
    if (g_strcmp0 (args->words->pdata[i], name) == 0)
      {
        g_ptr_array_remove_index (args->words, i);
        return TRUE;
      }
  return FALSE;
}

/* The value of the word at @i if it is the option; NULL with *found FALSE for another word. */
static char *
option_at (GlnCliArgs *args, guint i, const char *name, gboolean *found, GError **error)
{
  char *word = args->words->pdata[i], *value;
  gsize n = strlen (name);

  *found = FALSE;
  if (!g_str_has_prefix (word, name) || (word[n] != '\0' && word[n] != '='))
    return NULL;
  *found = TRUE;
  if (word[n] == '=')
    value = word + n + 1;
  else if (i + 1 < args->words->len)
    {
      value = args->words->pdata[i + 1];
      g_ptr_array_remove_index (args->words, i + 1);
    }
  else
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _("option %s needs a value"), name);
      return NULL;
    }
  g_ptr_array_remove_index (args->words, i);
  return value;
}

/**
 * gln_cli_take_options:
 * @values: receives borrowed texts, one for each time the option is given
 *
 * Returns: FALSE with @error when a value is missing
 */
gboolean
gln_cli_take_options (GlnCliArgs *args, const char *name, GPtrArray *values, GError **error)
{
  for (guint i = 0; i < args->words->len;)
    {
      gboolean found;
      char *value = option_at (args, i, name, &found, error);
      if (found && !value)
        return FALSE;
      if (found)
        g_ptr_array_add (values, value);
      else
        i++;
    }
  return TRUE;
}

/**
 * gln_cli_take_option:
 * @value: (out) (transfer none): the value, NULL when the option is not given
 *
 * Returns: FALSE with @error when the value is missing or the option is given twice
 */
gboolean
gln_cli_take_option (GlnCliArgs *args, const char *name, char **value, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  *value = NULL;
  if (!gln_cli_take_options (args, name, values, error))
    return FALSE;
  if (values->len > 1)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _("option %s is given more than once"),
                   name);
      return FALSE;
    }
  if (values->len == 1)
    *value = values->pdata[0];
  return TRUE;
}

/** gln_cli_take_optional_word: (nullable) (transfer none): the next word that is no option. */
char *
gln_cli_take_optional_word (GlnCliArgs *args)
{
  for (guint i = 0; i < args->words->len; i++)
    {
      char *word = args->words->pdata[i];
      if (!g_str_has_prefix (word, "--") && !g_str_equal (word, "-o"))
        {
          g_ptr_array_remove_index (args->words, i);
          return word;
        }
    }
  return NULL;
}

/** gln_cli_take_word: (nullable) (transfer none): like gln_cli_take_optional_word(), an error when there is none. */
char *
gln_cli_take_word (GlnCliArgs *args, const char *what, GError **error)
{
  char *word = gln_cli_take_optional_word (args);

  if (!word)
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _("%s is missing on the command line"),
                 what);
  return word;
}

/** gln_cli_args_done: FALSE with @error when a word is left that nobody took. */
gboolean
gln_cli_args_done (GlnCliArgs *args, GError **error)
{
  if (args->words->len == 0)
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
               _("“%s” is not an option or word of this command; see greenline-cli help"),
               (char *) args->words->pdata[0]);
  return FALSE;
}

/** gln_cli_parse_number: FALSE with @error unless all of @text is a finite number. */
gboolean
gln_cli_parse_number (const char *text, const char *what, double *number, GError **error)
{
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *number - *number == 0)
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _("“%s” is no number for %s"), text, what);
  return FALSE;
}

/** gln_cli_parse_assignment: splits "key=value"; FALSE when there is no '='. (transfer full) */
gboolean
gln_cli_parse_assignment (const char *text, char **key, char **value)
{
  const char *equals = strchr (text, '=');

  if (!equals || equals == text)
    return FALSE;
  *key = g_strndup (text, (gsize) (equals - text));
  *value = g_strdup (equals + 1);
  return TRUE;
}
