/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-attributes.h"
#include "core/gln-plan.h"
#include "core/gln-progress.h"

G_BEGIN_DECLS

/** GlnExportOptions: zero-initialise; members may be NULL. */
typedef struct
{
  const char *layer;     /* name, uuid or kind ("green", "land_use", "parcel" …); NULL: green */
  const char *phase;     /* only what exists in this phase; NULL: the last */
  const char *encoding;  /* of a shapefile: "GB18030" (default) or "UTF-8" */
  const char *crs;       /* NULL: the plan's; GeoJSON: longitude and latitude (RFC 7946) */
  GlnAttributes *attributes; /* nullable: for readable column names */
} GlnExportOptions;

/** GlnExportField: how a column is called in the file. */
typedef struct
{
  char *before; /* key in the plan */
  char *after;  /* name in the file: a shapefile has room for 10 bytes */
} GlnExportField;

typedef struct
{
  guint64 n_written;
  guint64 n_without_geometry;
  guint64 n_bad_text;   /* texts with characters that the encoding lacks */
  GPtrArray *files;     /* of char*: what was written */
  GPtrArray *fields;    /* of GlnExportField */
  GPtrArray *notes;     /* of char* */
} GlnExportResult;

GlnExportResult *gln_export_run         (const GlnPlan *plan, const char *path,
                                         const GlnExportOptions *options, GlnProgress *progress,
                                         GError **error);
void             gln_export_result_free (GlnExportResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnExportResult, gln_export_result_free)

G_END_DECLS
