/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-source-private.h"

#include "core/gln-i18n.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A shapefile is a family of files. Names come in either case, and members get lost on the way. */
typedef enum
{
  PART_SHP,
  PART_SHX,
  PART_DBF,
  PART_PRJ,
  PART_CPG,
  N_PARTS
} Part;

static const char *const part_suffix[N_PARTS] = { "shp", "shx", "dbf", "prj", "cpg" };

/* Fills the paths of the members that lie beside @path; the exact stem wins over one of other case. */
static void
find_parts (const char *path, char *parts[N_PARTS])
{
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path);
  gsize stem = strlen (base) - 4;
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      if (strlen (name) != stem + 4 || name[stem] != '.' || strncmp (name, base, stem) != 0)
        continue;
      for (guint i = 0; i < N_PARTS; i++)
        if (g_ascii_strcasecmp (name + stem + 1, part_suffix[i]) == 0
            && (!parts[i] || strcmp (name + stem + 1, part_suffix[i]) == 0))
          {
            g_free (parts[i]);
            parts[i] = g_build_filename (folder, name, NULL);
          }
    }
  g_clear_pointer (&dir, g_dir_close);
}

static void
read_cpg (GlnSource *source, const char *file)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (file, &text, &length, NULL) || length > 200)
    return;
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    memmove (text, text + 3, length - 2);
  g_strstrip (text);
  if (*text && g_utf8_validate (text, -1, NULL))
    source->cpg = g_steal_pointer (&text);
}

/* Byte 29 of a dBASE header names the language. */
static guint8
read_ldid (const char *file)
{
  FILE *stream = fopen (file, "rbe");
  guint8 header[32] = { 0 };

  if (!stream)
    return 0;
  if (fread (header, 1, sizeof header, stream) != sizeof header)
    header[29] = 0;
  fclose (stream);
  return header[29];
}

/* GDAL wants all members in one case and an index; what it makes goes to a folder of links of ours. */
static char *
link_parts (GlnSource *source, const char *path, char *parts[N_PARTS], GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  gsize stem = strlen (base) - 4;

  if (!gln_source_scratch (source, error))
    return NULL;
  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("%s/%.*s.%s", source->scratch, (int) stem, base, part_suffix[i]);
      if (!parts[i] || i == PART_CPG)
        continue;
      if (symlink (parts[i], name) != 0)
        {
          g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _ ("%s cannot be opened: no room for temporary files"),
                       source->path);
          return NULL;
        }
    }
  return g_strdup_printf ("%s/%.*s.shp", source->scratch, (int) stem, base);
}

static gboolean
same_case (char *parts[N_PARTS])
{
  const char *shp = parts[PART_SHP], *shx = parts[PART_SHX], *dbf = parts[PART_DBF];
  gboolean upper = g_str_has_suffix (shp, ".SHP");

  if (!upper && !g_str_has_suffix (shp, ".shp"))
    return FALSE;
  return g_str_has_suffix (shx, upper ? ".SHX" : ".shx")
         && (!dbf || g_str_has_suffix (dbf, upper ? ".DBF" : ".dbf"));
}

static void
note_missing (GlnSource *source, char *parts[N_PARTS])
{
  if (!parts[PART_SHX])
    g_ptr_array_add (source->notes, g_strdup (_ ("The .shx index is missing; it was rebuilt from the .shp "
                                                 "without touching the source")));
  if (!parts[PART_DBF])
    g_ptr_array_add (source->notes, g_strdup (_ ("The .dbf table is missing: there are shapes but no attributes")));
  if (!parts[PART_PRJ])
    g_ptr_array_add (source->notes, g_strdup (_ ("The .prj file is missing: the coordinate system must be given")));
}

/**
 * gln_source_prepare_shapefile:
 *
 * Finds the members, notes what is missing and what the table says about its encoding.
 *
 * Returns: (transfer full) (nullable): the name to open; NULL with @error
 */
char *
gln_source_prepare_shapefile (GlnSource *source, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (source->path, NULL);
  char *parts[N_PARTS] = { NULL }, *file = NULL;

  find_parts (path, parts);
  source->raw_text = TRUE;
  if (parts[PART_CPG])
    read_cpg (source, parts[PART_CPG]);
  if (parts[PART_DBF])
    source->ldid = read_ldid (parts[PART_DBF]);
  if (!parts[PART_SHP])
    g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND,
                 _ ("The .shp file that belongs to %s is missing: without it there are no shapes; copy the whole "
                    "family of files"),
                 source->path);
  else
    {
      note_missing (source, parts);
      file = parts[PART_SHX] && same_case (parts) ? g_strdup (parts[PART_SHP])
                                                  : link_parts (source, path, parts, error);
    }
  for (guint i = 0; i < N_PARTS; i++)
    g_free (parts[i]);
  return file;
}
