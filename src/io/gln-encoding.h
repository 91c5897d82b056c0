/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GlnEncodingWhy: what decided an encoding. */
typedef enum
{
  GLN_ENCODING_BY_FORMAT,  /* the format allows only UTF-8 */
  GLN_ENCODING_BY_USER,
  GLN_ENCODING_BY_CPG,     /* the .cpg beside the table, and the bytes agree */
  GLN_ENCODING_BY_LDID,    /* the language byte in the table's header, and the bytes agree */
  GLN_ENCODING_BY_CONTENT, /* the bytes themselves */
  GLN_ENCODING_PLAIN,      /* nothing but ASCII: every encoding reads it alike */
} GlnEncodingWhy;

/**
 * GlnEncodingTest: collects the texts of a table and decides the encoding.
 * Add every field name and value (or a fair sample), then ask.
 */
typedef struct _GlnEncodingTest GlnEncodingTest;

GlnEncodingTest *gln_encoding_test_new  (void);
void             gln_encoding_test_free (GlnEncodingTest *test);
void             gln_encoding_test_add  (GlnEncodingTest *test, const char *bytes, gssize length);
const char      *gln_encoding_test_decide (const GlnEncodingTest *test, const char *cpg, guint8 ldid,
                                         GlnEncodingWhy *why, char **explanation);
guint            gln_encoding_test_count_bad (const GlnEncodingTest *test, const char *encoding);

const char *gln_encoding_parse   (const char *name);
char       *gln_encoding_decode  (const char *bytes, gssize length, const char *encoding, gboolean *clean);
char       *gln_encoding_encode  (const char *text, const char *encoding, gboolean *clean);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnEncodingTest, gln_encoding_test_free)

G_END_DECLS
