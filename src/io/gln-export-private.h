/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-codec-private.h"
#include "io/gln-crs-private.h"
#include "io/gln-export.h"

G_BEGIN_DECLS

/** GlnExportColumn: one column of the file. */
typedef struct
{
  const char *key;  /* interned; NULL: the feature's own member below */
  int own;          /* 'c' class code, 'f' from, 'u' until, 'l' layer, 'i' uuid, 'r' radius */
  char *name;       /* in the file */
  gboolean is_text;
  guint width;      /* bytes of the longest text in the file's encoding */
} GlnExportColumn;

/** GlnExporter: an export under way. */
typedef struct
{
  const GlnPlan *plan;
  const GlnExportOptions *options;
  const char *driver;
  const char *encoding;
  GPtrArray *features; /* of GlnFeature, bottom layer first */
  gboolean many_layers;
  GArray *columns;     /* of GlnExportColumn */
  GlnCrs *to;
  GlnCrsTransform *transform;
  GlnExportResult *result;
} GlnExporter;

#define GLN_SHAPEFILE_NAME_BYTES 10
#define GLN_SHAPEFILE_TEXT_BYTES 254

void        gln_export_make_columns (GlnExporter *self);
char       *gln_export_cell_text    (const GlnExporter *self, const GlnExportColumn *column,
                                     const GlnFeature *feature);
char       *gln_export_writable_text (const GlnExporter *self, const char *text, gboolean *clean);
gboolean    gln_export_cell_number  (const GlnExportColumn *column, const GlnFeature *feature, double *number);
gboolean    gln_export_write_file   (GlnExporter *self, const char *path, const char *layer_name, int kind,
                                     GlnProgress *progress, GError **error);

G_END_DECLS
