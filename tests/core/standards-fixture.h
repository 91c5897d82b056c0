/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-keytext.h"
#include "core/gln-standards.h"

/* The shipped files, read from the source tree; aborts the test when one has a fault. */
static inline GlnStandards *
fixture_load_shipped (void)
{
  g_autofree char *folder
      = g_build_filename (g_getenv ("GREENLINE_SOURCE_ROOT"), "data", "standards", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) faults = NULL;
  GlnStandardsBuilder *builder = gln_standards_builder_new ();
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    {
      if (!g_str_has_suffix (name, ".standard"))
        continue;
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize size;
      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      gln_standards_builder_add (builder, name, text, (gssize) size);
    }
  GlnStandards *standards = gln_standards_builder_finish (builder, &faults);
  for (guint i = 0; i < faults->len; i++)
    {
      const GlnDataFault *fault = faults->pdata[i];
      g_test_message ("%s:%u: %s", fault->file, fault->line, fault->message);
    }
  g_assert_cmpuint (faults->len, ==, 0);
  return standards;
}
