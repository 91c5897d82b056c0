/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlnJson: writes JSON in the order it is told, so that equal content gives
 * equal bytes. Numbers have 17 significant digits; a number that is not finite
 * becomes null. Keys are NULL inside arrays.
 */
typedef struct _GlnJson GlnJson;

GlnJson *gln_json_new          (void);
void     gln_json_begin_object (GlnJson *json, const char *key);
void     gln_json_end_object   (GlnJson *json);
void     gln_json_begin_array  (GlnJson *json, const char *key);
void     gln_json_end_array    (GlnJson *json);
void     gln_json_text         (GlnJson *json, const char *key, const char *value);
void     gln_json_number       (GlnJson *json, const char *key, double value);
void     gln_json_integer      (GlnJson *json, const char *key, gint64 value);
void     gln_json_bool         (GlnJson *json, const char *key, gboolean value);
char    *gln_json_free_to_text (GlnJson *json);

G_END_DECLS
