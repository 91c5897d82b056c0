/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gln-standards-loader.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/gln-keytext.h"

static char *
make_folder (void)
{
  GError *error = NULL;
  char *folder = g_dir_make_tmp ("greenline-standards-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_shipped (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GlnStandards) standards = gln_standards_load ("/nonexistent", &faults);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (gln_standards_get_n_code_systems (standards), ==, 5);
  g_assert_nonnull (gln_standards_get (standards, "NECO2022"));
  g_assert_nonnull (gln_attributes_lookup (gln_attributes_get_default (), "green_ratio"));
  g_assert_true (gln_standards_get_default () == gln_standards_get_default ());
}

/* Every file of the folder is in the resource: a forgotten line in the list would lose a standard. */
static void
test_every_file_is_in_the_resource (void)
{
  g_autofree char *folder
      = g_build_filename (g_getenv ("GREENLINE_SOURCE_ROOT"), "data", "standards", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gln_standards_get_default ();
  while ((name = g_dir_read_name (dir)))
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_strconcat (GLN_STANDARDS_RESOURCE_PATH, "/", name, NULL);
      if (!g_str_has_suffix (name, ".standard"))
        continue;
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
      g_assert_no_error (error);
    }
}

static void
test_own_files (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GPtrArray) faults = NULL;
  write_file (folder, "floor.standard",
              "[standard]\nkind=floor\nid=GB55014-2021\n"
              "[rule PGPC]\nindicator=PGPC\nop=>\nvalue=9\nunit=m2/person\nscope=urban\n"
              "role=floor\nconfidence=S2\n"
              "[rule PSRC]\nindicator=PSRC\nscope=urban\nop=>\nvalue=lots\n");
  write_file (folder, "mine.standard",
              "[standard]\nkind=city\nid=CITY-Mine\nname=Mine\nname[zh]=本市\n"
              "[rule GLR]\nindicator=GLR\nop=>=\nvalue=0.4\nunit=ratio\nscope=built_up\nrole=law\n"
              "confidence=S1\nsource=ngc10\n");
  write_file (folder, "notes.txt", "not a standard");
  g_autoptr (GlnStandards) standards = gln_standards_load (folder, &faults);

  g_assert_cmpfloat (gln_standards_get_rule (standards, "GB55014-2021-PGPC")->value, ==, 9);
  g_assert_null (gln_standards_get_rule (standards, "GB55014-2021-PSRC"));
  g_assert_cmpfloat (gln_standards_get_rule (standards, "CITY-Mine-GLR")->value, ==, 0.4);
  g_assert_cmpuint (faults->len, ==, 1);
  const GlnDataFault *fault = faults->pdata[0];
  g_assert_true (g_str_has_suffix (fault->file, "floor.standard"));
  g_assert_cmpuint (fault->line, ==, 16);
  remove_folder (folder);
}

static void
test_unreadable_folder (void)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *folder = make_folder ();
  write_file (folder, "file", "");
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autoptr (GlnStandards) standards = gln_standards_load (path, &faults);
  g_assert_nonnull (gln_standards_get (standards, "NGC2010"));
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_nonnull (strstr (((GlnDataFault *) faults->pdata[0])->file, "file"));
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standards-loader/shipped", test_shipped);
  g_test_add_func ("/standards-loader/every-file", test_every_file_is_in_the_resource);
  g_test_add_func ("/standards-loader/own-files", test_own_files);
  g_test_add_func ("/standards-loader/unreadable-folder", test_unreadable_folder);
  return g_test_run ();
}
