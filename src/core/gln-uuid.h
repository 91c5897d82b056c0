/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define GLN_UUID_STRING_LEN 36

/**
 * GlnUuid: the identity of a feature, layer or plan; 16 bytes, compared as
 * big-endian. "The lower id" of the counting rules is the lower GlnUuid.
 * Ids made by gln_uuid_new() are version 7: time ordered, so what was made
 * first is the lower id.
 */
typedef struct
{
  guint8 bytes[16];
} GlnUuid;

void     gln_uuid_new      (GlnUuid *uuid);
void     gln_uuid_seed     (guint64 seed);
gboolean gln_uuid_parse    (const char *text, GlnUuid *uuid);
char    *gln_uuid_format   (const GlnUuid *uuid, char text[GLN_UUID_STRING_LEN + 1]);
guint    gln_uuid_hash     (gconstpointer uuid);
gboolean gln_uuid_equal    (gconstpointer a, gconstpointer b);

static inline int
gln_uuid_compare (const GlnUuid *a, const GlnUuid *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes);
}

static inline gboolean
gln_uuid_is_nil (const GlnUuid *uuid)
{
  static const GlnUuid nil = { { 0 } };
  return gln_uuid_compare (uuid, &nil) == 0;
}

G_END_DECLS
