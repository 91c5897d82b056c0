/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The registry of feature attributes: which exist, of what type and unit, what they are called
 * and under which field names they usually arrive. The list is data (data/attributes). */

typedef enum
{
  GLN_ATTR_TEXT,
  GLN_ATTR_INTEGER,
  GLN_ATTR_NUMBER,
  GLN_ATTR_BOOLEAN,
  GLN_ATTR_ENUM,
  GLN_ATTR_DATE /* YYYY, YYYY-MM or YYYY-MM-DD */
} GlnAttrType;

typedef struct
{
  const char *value; /* interned, for instance "both" */
  const char *name_zh;
  const char *name_en;
  const char *const *aliases; /* accepted spellings, NULL-terminated (两侧, 双侧, 2 …) */
} GlnAttrChoice;

typedef struct
{
  const char *key;  /* interned, for instance "red_line_width_m" */
  GlnAttrType type;
  const char *unit; /* "ratio", "m", "m2", "person", "year" …; "" when none */
  const char *name_zh;
  const char *name_en;
  const char *const *fields; /* usual source field names, upper case; NULL-terminated */
  const char *const *layers; /* ids of the layer kinds it belongs to; empty: every kind */
  const GlnAttrChoice *choices;
  guint n_choices;
  double min; /* smallest sensible value, NAN when open */
  double max;
} GlnAttribute;

typedef struct _GlnAttributes GlnAttributes;

/* Parse the registry. Attributes that cannot be read are left out and reported in @faults.
 * Returns: (transfer full): never NULL */
GlnAttributes *gln_attributes_parse (const char *file, const char *text, gssize len,
                                     GPtrArray *faults);
GlnAttributes *gln_attributes_ref (GlnAttributes *self);
void gln_attributes_unref (GlnAttributes *self);

guint gln_attributes_get_n (const GlnAttributes *self);
const GlnAttribute *gln_attributes_get (const GlnAttributes *self, guint index);

/* The attribute with exactly that key, or NULL. */
const GlnAttribute *gln_attributes_lookup (const GlnAttributes *self, const char *key);

/**
 * gln_attributes_match_field:
 * @field: field name of a source, any case; DBF names cut at 10 bytes are matched too
 * @layer: (nullable): id of the layer kind ("land_use", "line" …) that narrows the choice
 *
 * Returns: (nullable) (transfer none): the attribute that this field usually holds
 */
const GlnAttribute *gln_attributes_match_field (const GlnAttributes *self, const char *field,
                                                const char *layer);

/* A value of any type. Which member counts follows the attribute's type. */
typedef struct
{
  double number;    /* NUMBER, INTEGER; BOOLEAN as 0 or 1 */
  const char *text; /* ENUM: the interned choice; NULL for TEXT and DATE, whose text the caller has */
} GlnAttrValue;

/**
 * gln_attribute_parse_value:
 * @text: text from a file or a user; "35%" means 0.35 for a ratio; full-width digits are accepted
 * @value: (out): filled on success
 *
 * Returns: FALSE with @error (GLN_ERROR_BAD_ARGUMENT) in one sentence when the text is no
 *   value of this type or out of its range. Empty text is an error too: a missing value is no value.
 */
gboolean gln_attribute_parse_value (const GlnAttribute *self, const char *text,
                                    GlnAttrValue *value, GError **error);

/* Factor that brings a source column into the registry's unit, judged from its largest value: a
 * ratio column whose values exceed 1 holds percent (0.01). 1 for every other attribute. */
double gln_attribute_column_scale (const GlnAttribute *self, double column_max);

/* The choice an enum text means (value, name or alias; case does not matter), or NULL. */
const GlnAttrChoice *gln_attribute_find_choice (const GlnAttribute *self, const char *text);

const char *gln_attribute_get_name (const GlnAttribute *self, gboolean chinese);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnAttributes, gln_attributes_unref)

G_END_DECLS
