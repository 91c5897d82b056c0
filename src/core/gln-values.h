/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GLN_VALUE_NUMBER,
  GLN_VALUE_TEXT,
} GlnValueType;

/** GlnValue: one attribute value. Booleans and counts are numbers. */
typedef struct
{
  const char *key;  /* interned: a key of the attribute registry, or a source field's own name */
  GlnValueType type;
  double number;
  const char *text; /* owned by the set */
} GlnValue;

/**
 * GlnValues: an immutable, atomically reference-counted set of attribute
 * values, sorted by key. NULL is the empty set everywhere.
 */
typedef struct _GlnValues GlnValues;
struct _GlnValues
{
  gatomicrefcount ref_count;
  guint n_values;
  GlnValue values[];
};

GlnValues  *gln_values_new         (const GlnValue *values, guint n_values);
GlnValues  *gln_values_ref         (GlnValues *set);
void        gln_values_unref       (GlnValues *set);
gboolean    gln_values_equal       (const GlnValues *a, const GlnValues *b);

const GlnValue *gln_values_find    (const GlnValues *set, const char *key);
gboolean    gln_values_number      (const GlnValues *set, const char *key, double *number);
const char *gln_values_text        (const GlnValues *set, const char *key);

GlnValues  *gln_values_with_number (const GlnValues *set, const char *key, double number);
GlnValues  *gln_values_with_text   (const GlnValues *set, const char *key, const char *text);
GlnValues  *gln_values_without     (const GlnValues *set, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnValues, gln_values_unref)

G_END_DECLS
