/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-error.h"

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

G_BEGIN_DECLS

/**
 * GlnGdalLog: what GDAL says between begin and end, in this thread. GDAL's own
 * "last error" belongs to nobody in particular; this belongs to the call.
 */
typedef struct
{
  GPtrArray *messages; /* of char*: one a warning or error, at most 50 */
  guint n_errors;
  guint n_warnings;
} GlnGdalLog;

void        gln_gdal_log_begin (GlnGdalLog *log);
void        gln_gdal_log_end   (GlnGdalLog *log);
void        gln_gdal_log_clear (GlnGdalLog *log);
const char *gln_gdal_log_first (const GlnGdalLog *log);
gboolean    gln_gdal_fail      (GlnGdalLog *log, GError **error, GlnError code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

OGRSpatialReferenceH gln_srs_new_wkt (const char *wkt);

G_END_DECLS
