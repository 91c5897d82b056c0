/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-journal.h"
#include "io/gln-sql-private.h"

G_BEGIN_DECLS

#define GLN_JOURNAL_FORMAT 1
#define GLN_JOURNAL_SUFFIX ".journal"

/** GlnJournalRecord: one edit on its way to the disk. */
typedef struct
{
  guint64 serial;
  gint64 time_us;
  char *label;
  GlnDelta *delta;
} GlnJournalRecord;

/** GlnJournalStore: the database of one journal; used by the journal's own thread alone. */
typedef struct
{
  char *folder;    /* <state>/<plan uuid> */
  char *file;
  char *id;
  GlnPlan *base;   /* nullable: kept while the plan has no file */
  GlnUuid plan;
  char *plan_name;
  char *path;      /* nullable: of the plan */
  char *base_hash;
  guint64 base_serial;
  sqlite3 *db;     /* NULL until the first edit */
} GlnJournalStore;

void     gln_journal_record_free  (GlnJournalRecord *record);
gboolean gln_journal_store_append (GlnJournalStore *store, GPtrArray *records, GError **error);
gboolean gln_journal_store_rebase (GlnJournalStore *store, const char *path, const char *hash, guint64 serial,
                                   GError **error);
void     gln_journal_store_close  (GlnJournalStore *store, gboolean discard);
void     gln_journal_store_clear  (GlnJournalStore *store);

G_END_DECLS
