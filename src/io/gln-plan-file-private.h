/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-codec-private.h"
#include "io/gln-plan-file.h"
#include "io/gln-sql-private.h"

G_BEGIN_DECLS

/* Columns of a feature table that are ours; attributes follow them. */
#define GLN_FEATURE_COLUMNS "fid", "geom", "uuid", "class_code", "phase_from", "phase_until", "radius_m", "structure"

gboolean gln_plan_write_database (const char *path, const GlnPlan *plan, const char *hash, const char *journals,
                                  const char *previous, GlnProgress *progress, GError **error);
void     gln_plan_copy_foreign    (sqlite3 *to, const char *previous);
char    *gln_plan_merge_journals (const char *before, const GlnPlanSave *save);
gboolean gln_plan_write_layers   (sqlite3 *db, const GlnPlan *plan, int srs_id, GlnProgress *progress,
                                  GError **error);
gboolean gln_plan_read_database  (sqlite3 *db, GlnPlanFile *file, GlnProgress *progress, GError **error);
void     gln_plan_read_layer     (sqlite3 *db, GlnPlanFile *file, const char *table, const GlnUuid *layer,
                                  const GlnUuid *plan, GHashTable *seen, GPtrArray *features,
                                  GlnProgress *progress);
void     gln_plan_file_note      (GlnPlanFile *file, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
