/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Key-file text with line numbers.
 *
 * The data files of the program (standards, code systems, attributes) are written in the GKeyFile
 * format. GKeyFile rejects a whole file at its first bad line and forgets where a key stood; a
 * planner who edits a copy needs "line 41: …" and everything else loaded. This reader keeps the
 * line of every group and key and goes on after a bad line. */

/* One thing that is wrong with a data file. It never stops the rest from loading. */
typedef struct
{
  char *file;    /* display name of the file, as handed in */
  guint line;    /* 1-based; 0 when the whole file is meant */
  char *message; /* one sentence in English source text, already translated */
} GlnDataFault;

void gln_data_fault_free (GlnDataFault *fault);

/* An array of GlnDataFault that frees its elements. Returns: (transfer full) */
GPtrArray *gln_data_faults_new (void);

/* Append a fault. @faults may be NULL: then nothing happens. */
void gln_data_faults_add (GPtrArray *faults, const char *file, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

typedef struct
{
  const char *key; /* with its locale part, for instance "name[zh]" */
  const char *value; /* unescaped, without white space at its ends */
  guint line;
} GlnKeyEntry;

typedef struct
{
  const char *name;
  guint line;
  GArray *entries; /* of GlnKeyEntry, in the order of the file */
} GlnKeyGroup;

typedef struct _GlnKeyText GlnKeyText;

/**
 * gln_key_text_parse:
 * @file: name for messages
 * @text: (array length=len): UTF-8 bytes, with or without a byte order mark
 * @len: number of bytes, or -1 when @text ends with a zero byte
 * @faults: (nullable): array that receives GlnDataFault for every line that was left out
 *
 * Bad lines, keys before the first group, repeated groups and repeated keys are faults; the first
 * of two equal keys or groups is kept. Text that is not UTF-8 is one fault, at its line.
 *
 * Returns: (transfer full): never NULL; may hold no group
 */
GlnKeyText *gln_key_text_parse (const char *file, const char *text, gssize len, GPtrArray *faults);
void gln_key_text_free (GlnKeyText *self);

const char *gln_key_text_get_file (const GlnKeyText *self);
guint gln_key_text_get_n_groups (const GlnKeyText *self);
const GlnKeyGroup *gln_key_text_get_group (const GlnKeyText *self, guint index);

/* The group of that name, or NULL. */
const GlnKeyGroup *gln_key_text_find (const GlnKeyText *self, const char *name);

/* The argument of a group name such as "class G1" for @kind "class": "G1"; NULL when the group is
 * of another kind. Points into @group. */
const char *gln_key_group_argument (const GlnKeyGroup *group, const char *kind);

/* Entry or value of a key; NULL when missing. */
const GlnKeyEntry *gln_key_group_entry (const GlnKeyGroup *group, const char *key);
const char *gln_key_group_get (const GlnKeyGroup *group, const char *key);

/* Report every key of @group that is not in @known (NULL-terminated): a typing mistake in a key
 * must not change a standard silently. */
void gln_key_group_check_known (const GlnKeyGroup *group, const char *file,
                                const char *const *known, GPtrArray *faults);

/* Parse a finite number in C notation that fills the whole of @text. */
gboolean gln_key_parse_number (const char *text, double *number);

/* "true"/"false"; anything else is refused. */
gboolean gln_key_parse_boolean (const char *text, gboolean *value);

/* Split at @separator, strip each part, drop empty parts.
 * Returns: (transfer full): free with g_strfreev() */
char **gln_key_split_list (const char *text, char separator);

/* The same for words that are compared by pointer: strip each part, drop empty parts, intern each.
 * Returns: (transfer container): NULL-terminated; free with g_free() */
const char **gln_key_parse_list (const char *text, char separator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnKeyText, gln_key_text_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnDataFault, gln_data_fault_free)

G_END_DECLS
