/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

char *
tool_output (GBytes *file, const char *suffix, const char *command, int *exit_status)
{
  g_autofree char *pattern = g_strconcat ("greenline-XXXXXX", suffix, NULL), *path = NULL, *line = NULL;
  g_auto (GStrv) words = g_strsplit (command, " ", 2);
  g_autofree char *program = g_find_program_in_path (words[0]);
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int fd;

  if (!program)
    {
      g_autofree char *reason = g_strconcat (words[0], " is not installed", NULL);
      g_test_skip (reason);
      return NULL;
    }
  fd = g_file_open_tmp (pattern, &path, &error);
  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), &error);
  g_assert_no_error (error);
  line = strstr (command, "%s") ? g_strdup_printf ("%.*s%s%s", (int) (strstr (command, "%s") - command), command,
                                                   path, strstr (command, "%s") + 2)
                                : g_strconcat (command, " ", path, NULL);
  g_spawn_command_line_sync (line, &output, NULL, exit_status, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return output;
}

char *
zip_part (GBytes *file, const char *name)
{
  struct archive *zip = archive_read_new ();
  struct archive_entry *entry;
  char *text = NULL;

  archive_read_support_format_zip (zip);
  g_assert_cmpint (archive_read_open_memory (zip, g_bytes_get_data (file, NULL), g_bytes_get_size (file)), ==,
                   ARCHIVE_OK);
  while (!text && archive_read_next_header (zip, &entry) == ARCHIVE_OK)
    if (g_str_equal (archive_entry_pathname (entry), name))
      {
        GString *out = g_string_new (NULL);
        char buffer[4096];
        la_ssize_t n;
        while ((n = archive_read_data (zip, buffer, sizeof buffer)) > 0)
          g_string_append_len (out, buffer, n);
        text = g_string_free (out, FALSE);
      }
  archive_read_free (zip);
  return text;
}

void
assert_well_formed (const char *text)
{
  static const GMarkupParser nothing = { NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&nothing, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

char *
plain_spaces (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (out, g_unichar_isspace (c) || c == 0xa0 ? ' ' : c);
    }
  return g_string_free (out, FALSE);
}
