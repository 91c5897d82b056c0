/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-import.h"
#include "io/gln-source-private.h"

G_BEGIN_DECLS

typedef enum
{
  GLN_COLUMN_OWN,   /* kept under its own name */
  GLN_COLUMN_ATTRIBUTE,
  GLN_COLUMN_CODE,  /* becomes the class */
} GlnColumnUse;

/** GlnColumnMap: what becomes of one source column. */
typedef struct
{
  GlnColumnUse use;
  const char *own_key;           /* interned: the field's name */
  const GlnAttribute *attribute; /* of GLN_COLUMN_ATTRIBUTE, and of a cover's code */
  double scale;                  /* percent columns: 0.01 */
} GlnColumnMap;

/** GlnImportJob: an import under way. */
typedef struct
{
  const GlnImportOptions *options;
  GlnSource *source;
  OGRLayerH ogr;
  GlnSurvey *survey;
  GlnCrsTransform *transform;
  const GlnCodeSystem *system; /* nullable */
  GArray *columns;             /* of GlnColumnMap */
  GlnUuid layer;
  const char *from;            /* nullable: phase the features exist from */
  GHashTable *digests;
  GArray *changes;             /* of GlnChange */
  GlnImportResult *result;
} GlnImportJob;

gboolean gln_import_map_columns (GlnImportJob *job, GError **error);
gboolean gln_import_read_rows   (GlnImportJob *job, GlnProgress *progress, GError **error);
void     gln_import_add_finding (GlnImportJob *job, GlnImportFindingKind kind, const GlnUuid *feature,
                                 guint64 row, const char *format, ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
