/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-classes.h"
#include "core/gln-keytext.h"

/* One row of a crosswalk table. */
typedef struct
{
  const char **targets; /* interned codes, NULL-terminated */
  const char *note;     /* in the system's names, or NULL */
  guint line;
} GlnCrosswalkRow;

struct _GlnCodeSystem
{
  gatomicrefcount ref_count;
  char *file;
  GStringChunk *names;
  const char *id;
  const char *name_zh;
  const char *name_en;
  const char *source;
  GPtrArray *classes;     /* of GlnClass, parents before children */
  GHashTable *by_code;    /* interned code → GlnClass */
  GHashTable *crosswalks; /* interned target id → GHashTable (interned code → GlnCrosswalkRow) */
};

GlnCodeSystem *gln_code_system_parse_keys (const GlnKeyText *keys, GPtrArray *faults);

/* Read every [crosswalk SYSTEM] group into @self. */
void gln_code_system_read_crosswalks (GlnCodeSystem *self, const GlnKeyText *keys,
                                      GPtrArray *faults);

/* Report rows of @self whose targets @other does not have. */
void gln_code_system_check_crosswalk (const GlnCodeSystem *self, const GlnCodeSystem *other,
                                      GPtrArray *faults);
