/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-import.h"

#include "core/gln-error.h"
#include "core/gln-i18n.h"

#include <string.h>

/* The words of the command line. */
static const struct
{
  const char *as;
  GlnLayerKind kind;
  const char *roles;        /* words of --kind, "" when none is taken, NULL when any is */
  const char *default_role; /* NULL: --kind is needed */
} words[] = {
  { "parcel", GLN_LAYER_LAND_USE, "", "" },
  { "green", GLN_LAYER_GREEN, "", "" },
  { "cover", GLN_LAYER_COVER, "", "" },
  { "water", GLN_LAYER_WATER, "", "" },
  { "boundary", GLN_LAYER_BOUNDARY, "built_up construction planning development municipal historic old_town", NULL },
  { "district", GLN_LAYER_DISTRICT, NULL, "street" },
  { "line", GLN_LAYER_LINE, "road rail river power greenway", NULL },
  { "point", GLN_LAYER_POINT, "ancient_tree entrance", NULL },
  { "building", GLN_LAYER_BUILDING, "", "" },
  { "greenline", GLN_LAYER_GREEN_LINE, "approved planned", "approved" },
  { "zone", GLN_LAYER_ZONE, NULL, "" },
  { "project", GLN_LAYER_PROJECT, "", "" },
};

static gboolean
fail_kind (const char *as, const char *kind, const char *roles, GError **error)
{
  g_autofree char *list = g_strdelimit (g_strdup (roles), "_", '-');

  if (!*roles)
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _ ("--as %s takes no --kind"), as);
  else if (kind)
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _ ("--kind %s is none of --as %s; it is one of: %s"), kind,
                 as, list);
  else
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _ ("--as %s needs --kind, one of: %s"), as, list);
  return FALSE;
}

static gboolean
set_role (guint index, const char *kind, GlnImportOptions *options, GError **error)
{
  g_autofree char *role = kind ? g_strdelimit (g_strdup (kind), "-", '_') : NULL;
  g_auto (GStrv) known = words[index].roles ? g_strsplit (words[index].roles, " ", -1) : NULL;

  if (!role && !words[index].default_role)
    return fail_kind (words[index].as, NULL, words[index].roles, error);
  if (role && known && !g_strv_contains ((const char *const *) known, role))
    return fail_kind (words[index].as, kind, words[index].roles, error);
  options->role = g_intern_string (role ? role : words[index].default_role);
  return TRUE;
}

/**
 * gln_import_parse_as:
 * @as: the word after --as
 * @kind: (nullable): the word after --kind
 * @options: its kind and role are set
 *
 * Returns: FALSE with @error that lists what there is
 */
gboolean
gln_import_parse_as (const char *as, const char *kind, GlnImportOptions *options, GError **error)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (words[i].as, as) == 0)
        {
          g_string_free (list, TRUE);
          options->kind = words[i].kind;
          return set_role (i, kind, options, error);
        }
      g_string_append_printf (list, "%s%s", i ? ", " : "", words[i].as);
    }
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _ ("--as %s is not known; it is one of: %s"), as, list->str);
  g_string_free (list, TRUE);
  return FALSE;
}
