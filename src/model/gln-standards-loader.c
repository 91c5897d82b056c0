/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-standards-loader.h"

#include <gio/gio.h>
#include <string.h>

#include "core/gln-i18n.h"
#include "core/gln-keytext.h"
#include "gln-data-resources.h"

#define ATTRIBUTES_FILE GLN_ATTRIBUTES_RESOURCE_PATH "/attributes.conf"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The generated accessor is named on purpose: from a static library the linker takes the bundle only
 * when something refers to it. */
static GBytes *
lookup_shipped (const char *path)
{
  return g_resource_lookup_data (gln_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

static void
add_shipped (GlnStandardsBuilder *builder)
{
  g_auto (GStrv) names = g_resource_enumerate_children (
      gln_data_get_resource (), GLN_STANDARDS_RESOURCE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (names == NULL)
    return;
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (char **name = names; *name; name++)
    {
      g_autofree char *path = g_strconcat (GLN_STANDARDS_RESOURCE_PATH, "/", *name, NULL);
      g_autoptr (GBytes) bytes = lookup_shipped (path);
      gsize size;
      const char *text = g_bytes_get_data (bytes, &size);
      gln_standards_builder_add (builder, *name, text, (gssize) size);
    }
}

static GPtrArray *
list_user_files (const char *folder, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".standard"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  if (error && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    gln_data_faults_add (faults, folder, 0, _ ("the folder of own standards cannot be read: %s"),
                         error->message);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
add_users (GlnStandardsBuilder *builder, const char *folder, GPtrArray *faults)
{
  g_autoptr (GPtrArray) paths = list_user_files (folder, faults);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize size;
      if (g_file_get_contents (paths->pdata[i], &text, &size, &error))
        gln_standards_builder_add (builder, paths->pdata[i], text, (gssize) size);
      else
        gln_data_faults_add (faults, paths->pdata[i], 0, _ ("the file cannot be read: %s"),
                             error->message);
    }
}

GlnStandards *
gln_standards_load (const char *user_dir, GPtrArray **faults)
{
  g_autofree char *own
      = g_build_filename (g_get_user_data_dir (), "greenline", "standards", NULL);
  g_autoptr (GPtrArray) open_faults = gln_data_faults_new ();
  GPtrArray *data_faults = NULL;
  GlnStandardsBuilder *builder = gln_standards_builder_new ();

  add_shipped (builder);
  add_users (builder, user_dir ? user_dir : own, open_faults);
  GlnStandards *standards = gln_standards_builder_finish (builder, &data_faults);
  g_ptr_array_extend_and_steal (data_faults, g_steal_pointer (&open_faults));
  if (faults)
    *faults = data_faults;
  else
    g_ptr_array_unref (data_faults);
  return standards;
}

static void
log_faults (const GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const GlnDataFault *fault = faults->pdata[i];
      g_message ("%s:%u: %s", fault->file, fault->line, fault->message);
    }
}

GlnStandards *
gln_standards_get_default (void)
{
  static GlnStandards *standards;
  if (g_once_init_enter (&standards))
    {
      GPtrArray *faults;
      GlnStandards *loaded = gln_standards_load (NULL, &faults);
      log_faults (faults);
      g_ptr_array_unref (faults);
      g_once_init_leave (&standards, loaded);
    }
  return standards;
}

GlnAttributes *
gln_attributes_get_default (void)
{
  static GlnAttributes *attributes;
  if (g_once_init_enter (&attributes))
    {
      g_autoptr (GPtrArray) faults = gln_data_faults_new ();
      g_autoptr (GBytes) bytes = lookup_shipped (ATTRIBUTES_FILE);
      gsize size;
      const char *text = g_bytes_get_data (bytes, &size);
      GlnAttributes *parsed
          = gln_attributes_parse ("attributes.conf", text, (gssize) size, faults);
      log_faults (faults);
      g_once_init_leave (&attributes, parsed);
    }
  return attributes;
}
