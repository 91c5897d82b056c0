/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-plan.h"
#include "core/gln-progress.h"

G_BEGIN_DECLS

/* A plan on disk: one GeoPackage with a feature table a layer and our own tables (gln_*). Its
 * columns are the truth: what QGIS changes in them is what the plan holds next time. */

#define GLN_PLAN_SCHEMA 1

/** GlnPlanFile: a plan that was read. */
typedef struct
{
  char *path;
  GlnPlan *plan;
  char *hash;          /* of the content as saved: 64 hex digits */
  char *journals;      /* nullable: "id:serial,…": up to which edit of which journal this file holds */
  int schema;
  gboolean read_only;  /* newer schema, damage or no right to write: may be shown, not overwritten */
  GPtrArray *notes;    /* of char*: what was wrong with it; empty when nothing */
} GlnPlanFile;

/** GlnPlanSave: circumstances of a save; may be NULL. */
typedef struct
{
  const char *journal;  /* id of the running journal, see gln_journal_get_id() */
  guint64 serial;       /* last edit of the running journal that the plan holds */
  guint n_versions;     /* earlier saves to keep as PLAN.gpkg~1 (newest), ~2 …; 0 means 3 */
} GlnPlanSave;

GlnPlanFile *gln_plan_file_open  (const char *path, GlnProgress *progress, GError **error);
void         gln_plan_file_free  (GlnPlanFile *file);
gboolean     gln_plan_file_save  (const char *path, const GlnPlan *plan, const GlnPlanSave *save,
                                  GlnProgress *progress, GError **error);
gboolean     gln_plan_file_check (const char *path); /* whether it looks like one of ours */

char        *gln_plan_hash       (const GlnPlan *plan);

/** GlnPlanLock: the right to write a plan, shared by window and command line. */
typedef struct _GlnPlanLock GlnPlanLock;

GlnPlanLock *gln_plan_lock_acquire (const char *path, GError **error);
gboolean     gln_plan_lock_check   (const char *path, GError **error);
void         gln_plan_lock_release (GlnPlanLock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnPlanFile, gln_plan_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnPlanLock, gln_plan_lock_release)

G_END_DECLS
