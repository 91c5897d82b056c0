/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-delta.h"
#include "core/gln-error.h"
#include "io/gln-import.h"
#include "io/gln-plan-file.h"
#include "io/gln-source.h"
#include "model/gln-standards-loader.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

/* What several tests of this folder need. */

/* Path below $GREENLINE_TEST_DATA; NULL, and the test is skipped with a reason, when there is none. */
static inline char *
test_data (const char *name)
{
  const char *root = g_getenv ("GREENLINE_TEST_DATA");
  char *path;

  if (!root || !*root)
    {
      g_test_skip ("GREENLINE_TEST_DATA is not set");
      return NULL;
    }
  path = g_build_filename (root, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *reason = g_strdup_printf ("%s is missing", path);
      g_test_skip (reason);
      g_clear_pointer (&path, g_free);
    }
  return path;
}

static inline void
remove_tree (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      if (g_file_test (file, G_FILE_TEST_IS_DIR) && !g_file_test (file, G_FILE_TEST_IS_SYMLINK))
        remove_tree (file);
      else
        g_unlink (file);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

/* An empty folder for one test; (transfer full), remove_tree() it. */
static inline char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("gln-io-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static inline void
copy_file (const char *from, const char *to)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
}

static inline GlnImportOptions
import_options (GlnLayerKind kind)
{
  return (GlnImportOptions){ .kind = kind,
                             .standards = gln_standards_get_default (),
                             .attributes = gln_attributes_get_default () };
}

static inline GlnSourceOptions
source_options (void)
{
  return (GlnSourceOptions){ .standards = gln_standards_get_default (),
                             .attributes = gln_attributes_get_default () };
}

/* Sum of the polygons whose class is @code (NULL: all), by the shoelace formula. */
static inline double
area_of (const GlnPlan *plan, const char *code)
{
  GlnFeatureIter iter;
  GlnFeature *feature;
  double sum = 0;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    if (feature->shape && (!code || strcmp (feature->class_code, code) == 0))
      sum += feature->shape->ring_sum_m2;
  return sum;
}
