/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-classes-private.h"

#include <string.h>

static const char *const land_kinds[GLN_N_LAND_KINDS] = {
  "none", "park", "protective", "square", "attached", "regional", "nursery",
};

static const char *const kind_codes[GLN_N_LAND_KINDS] = {
  NULL, "G1", "G2", "G3", "XG", "EG", "EG4",
};

static const char *const land_groups[GLN_N_GROUPS] = {
  "other",     "residential", "public", "commercial", "industry", "warehouse", "transport",
  "utility",   "green",       "water",  "farmland",   "village",  "special",   "reserved",
};

GlnCodeSystem *
gln_code_system_ref (GlnCodeSystem *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gln_code_system_unref (GlnCodeSystem *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->crosswalks, g_hash_table_unref);
  g_string_chunk_free (self->names);
  g_free (self->file);
  g_free (self);
}

const char *
gln_code_system_get_id (const GlnCodeSystem *self)
{
  return self->id;
}

const char *
gln_code_system_get_name_zh (const GlnCodeSystem *self)
{
  return self->name_zh;
}

const char *
gln_code_system_get_name_en (const GlnCodeSystem *self)
{
  return self->name_en;
}

const char *
gln_code_system_get_source (const GlnCodeSystem *self)
{
  return self->source;
}

guint
gln_code_system_get_n_classes (const GlnCodeSystem *self)
{
  return self->classes->len;
}

const GlnClass *
gln_code_system_get_class (const GlnCodeSystem *self, guint index)
{
  g_return_val_if_fail (index < self->classes->len, NULL);
  return g_ptr_array_index (self->classes, index);
}

/* Codes as people type them: full-width letters and digits, lower case, blanks inside and around. */
static char *
normalise_code (const char *code)
{
  g_autofree char *compat = g_utf8_normalize (code, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);
  for (const char *p = compat ? compat : code; *p; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, g_ascii_toupper (*p));
  return g_string_free (out, FALSE);
}

const GlnClass *
gln_code_system_lookup (const GlnCodeSystem *self, const char *code)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (code == NULL || *code == '\0')
    return NULL;
  const GlnClass *cls = g_hash_table_lookup (self->by_code, code);
  if (cls)
    return cls;
  g_autofree char *normal = normalise_code (code);
  return g_hash_table_lookup (self->by_code, normal);
}

const GlnClass *
gln_code_system_suggest (const GlnCodeSystem *self, const char *code)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (code == NULL)
    return NULL;
  g_autofree char *normal = normalise_code (code);
  for (gsize len = strlen (normal); len > 0; len--)
    {
      normal[len] = '\0';
      const GlnClass *cls = g_hash_table_lookup (self->by_code, normal);
      if (cls)
        return cls;
    }
  return NULL;
}

/* Longest known class at the start of @text. */
static const GlnClass *
longest_prefix (const GlnCodeSystem *self, const char *text, gsize *used)
{
  for (gsize len = strlen (text); len > 0; len--)
    {
      g_autofree char *part = g_strndup (text, len);
      const GlnClass *cls = g_hash_table_lookup (self->by_code, part);
      if (cls)
        {
          *used = len;
          return cls;
        }
    }
  return NULL;
}

guint
gln_code_system_lookup_mixed (const GlnCodeSystem *self, const char *code,
                              const GlnClass **classes, guint max)
{
  g_return_val_if_fail (self != NULL && code != NULL && classes != NULL, 0);
  g_autofree char *normal = normalise_code (code);
  guint n = 0;
  gboolean separated = TRUE;

  for (const char *p = normal; *p;)
    {
      gsize used = 0;
      gunichar letter = g_utf8_get_char_validated (p, -1);
      if (!g_ascii_isalnum (*p))
        {
          if (letter == (gunichar) -1 || letter == (gunichar) -2 || g_unichar_isalnum (letter))
            return 0;
          p = g_utf8_next_char (p);
          separated = TRUE;
          continue;
        }
      const GlnClass *cls = longest_prefix (self, p, &used);
      if (cls == NULL || n == max || g_ascii_isdigit (p[used]))
        return 0;
      if (!separated && used == 1) /* "R2a" is a note on R2, not R2 with all of A */
        return 0;
      classes[n++] = cls;
      separated = FALSE;
      p += used;
    }
  return n;
}

gboolean
gln_class_is_in (const GlnClass *cls, const char *code)
{
  for (; cls; cls = cls->parent)
    if (strcmp (cls->code, code) == 0)
      return TRUE;
  return FALSE;
}

gboolean
gln_class_has_use (const GlnClass *cls, const char *use)
{
  return cls && g_strv_contains (cls->uses, use);
}

const char *
gln_class_get_name (const GlnClass *cls, gboolean chinese)
{
  return chinese ? cls->name_zh : cls->name_en;
}

static gboolean
find_name (const char *const *names, guint n, const char *text, guint *index)
{
  for (guint i = 0; text && i < n; i++)
    if (strcmp (names[i], text) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
gln_land_kind_to_string (GlnLandKind kind)
{
  g_return_val_if_fail (kind < GLN_N_LAND_KINDS, NULL);
  return land_kinds[kind];
}

gboolean
gln_land_kind_from_string (const char *text, GlnLandKind *kind)
{
  guint index;
  gboolean found = find_name (land_kinds, GLN_N_LAND_KINDS, text, &index);
  if (found)
    *kind = index;
  return found;
}

const char *
gln_land_group_to_string (GlnLandGroup group)
{
  g_return_val_if_fail (group < GLN_N_GROUPS, NULL);
  return land_groups[group];
}

gboolean
gln_land_group_from_string (const char *text, GlnLandGroup *group)
{
  guint index;
  gboolean found = find_name (land_groups, GLN_N_GROUPS, text, &index);
  if (found)
    *group = index;
  return found;
}

const char *
gln_land_kind_get_code (GlnLandKind kind)
{
  g_return_val_if_fail (kind < GLN_N_LAND_KINDS, NULL);
  return kind_codes[kind];
}
