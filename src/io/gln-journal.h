/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-plan-file.h"
#include "model/gln-commit-sink.h"

G_BEGIN_DECLS

/**
 * GlnJournal: keeps every commit on disk until the plan is saved. Implements
 * GlnCommitSink: "acknowledged" comes after the edit is synced to disk,
 * "failed" once when it cannot be (then the document goes on without).
 *
 * Lives in $XDG_STATE_HOME/greenline/journal/<plan uuid>/.
 */
#define GLN_TYPE_JOURNAL (gln_journal_get_type ())
G_DECLARE_FINAL_TYPE (GlnJournal, gln_journal, GLN, JOURNAL, GObject)

GlnJournal *gln_journal_new     (const char *state_dir, GlnPlan *base, const char *path,
                                 const char *hash, guint64 serial);
const char *gln_journal_get_id  (GlnJournal *journal);
void        gln_journal_saved   (GlnJournal *journal, const char *path, const char *hash, guint64 serial);
gboolean    gln_journal_flush   (GlnJournal *journal, GError **error);
void        gln_journal_close   (GlnJournal *journal, gboolean discard);

/** GlnJournalInfo: a journal that holds edits which its plan file lacks. */
typedef struct
{
  char *file;          /* of the journal */
  char *id;
  GlnUuid plan;
  char *plan_name;
  char *plan_path;     /* nullable: the plan was never saved */
  char *base_hash;
  gboolean live;       /* another running program is writing it */
  guint n_edits;
  gint64 first_us, last_us; /* real time, microseconds since 1970 */
  GlnBox box;          /* of everything that changed, metres */
  GPtrArray *labels;   /* of char*: labels of the edits, oldest first, at most 200 */
  GPtrArray *areas;    /* of char*: names of features and layers that changed, at most 20 */
} GlnJournalInfo;

GPtrArray *gln_journal_list     (const char *state_dir, const GlnUuid *plan);
GPtrArray *gln_journal_pending  (const char *state_dir, const GlnPlanFile *file);
void       gln_journal_info_free (GlnJournalInfo *info);
GlnPlan   *gln_journal_recover  (const GlnJournalInfo *info, const GlnPlanFile *file,
                                 guint *n_conflicts, GError **error);
GlnPlan   *gln_journal_recover_all (GPtrArray *infos, const GlnPlanFile *file,
                                 guint *n_conflicts, GError **error);
void       gln_journal_take_over (GlnJournal *journal, const GlnJournalInfo *recovered);
gboolean   gln_journal_dismiss  (const GlnJournalInfo *info, GError **error);

char      *gln_journal_default_dir (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnJournalInfo, gln_journal_info_free)

G_END_DECLS
