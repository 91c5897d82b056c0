/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-attributes.h"
#include "core/gln-delta.h"
#include "core/gln-progress.h"
#include "core/gln-standards.h"
#include "io/gln-crs.h"

G_BEGIN_DECLS

/** GlnImportOptions: zero-initialise; members that are NULL are found out or left at their default. */
typedef struct
{
  GlnLayerKind kind;         /* what the features become: --as */
  const char *role;          /* --kind: built_up …, urban_district …, road …, ancient_tree …; '-' and '_' alike */
  const char *layer;         /* layer of the source; needed when it has several */
  const char *name;          /* of the new layer; the source layer's name */
  const char *encoding;
  const char *source_crs;    /* overrides what the file says */
  GlnDatumParams datum;      /* n = 0: none */
  const char *codes;         /* code system id; guessed for land use, "cjjt85-2017" for greens */
  const char *class_code;    /* class of every feature that has none of its own */
  const char *phase;         /* phase whose land use or boundary it becomes (NULL: the last); other layers exist from it on (NULL: always) */
  const char *const *fields; /* "key=FIELD" pairs, NULL-terminated; "code" names the class column */
  GlnLayerFlags flags;
  GlnStandards *standards;   /* required */
  GlnAttributes *attributes; /* required */
} GlnImportOptions;

typedef enum
{
  GLN_IMPORT_UNKNOWN_CODE,   /* kept with its code, class unknown */
  GLN_IMPORT_NO_CODE,
  GLN_IMPORT_NO_GEOMETRY,    /* kept without */
  GLN_IMPORT_BAD_GEOMETRY,   /* could not be read or is not finite: kept without geometry */
  GLN_IMPORT_INVALID_SHAPE,  /* self-intersection and the like, kept as it is */
  GLN_IMPORT_DUPLICATE_SHAPE,
  GLN_IMPORT_WRONG_GEOMETRY, /* for instance a line where polygons are expected; kept */
  GLN_IMPORT_BAD_VALUE,      /* a value its attribute cannot have: kept as text under the field's name */
  GLN_IMPORT_BAD_TEXT,       /* bytes that the encoding lacks: replaced by U+FFFD */
  GLN_IMPORT_DROPPED_Z,
  GLN_IMPORT_CURVE,          /* arcs became chords */
  GLN_IMPORT_DAMAGED,        /* the file is damaged at this place */
  GLN_N_IMPORT_FINDINGS
} GlnImportFindingKind;

/** GlnImportFinding: something about one feature that the user must know. */
typedef struct
{
  GlnImportFindingKind kind;
  GlnUuid feature; /* nil when no feature came of it */
  guint64 row;     /* number in the source */
  char *text;      /* one sentence */
} GlnImportFinding;

/** GlnImportResult: what an import did; nothing is changed until the delta is applied. */
typedef struct
{
  GlnDelta *delta;       /* from the plan handed in: the new layer, the phase's fields, the features */
  GlnUuid layer;
  char *source_layer;
  guint64 n_read;        /* rows of the source */
  guint64 n_imported;    /* features made; equal to n_read unless rows were unreadable */
  double area_m2;        /* sum of the polygon areas, overlaps not removed */
  double length_m;
  const char *encoding;
  char *source_crs;      /* id */
  const char *codes;     /* code system of the new layer */
  char *code_field;      /* nullable */
  GPtrArray *mapped;     /* of char*: "key=FIELD" as used */
  GlnDatumChange datum;
  GPtrArray *notes;      /* of char*: sentences about the whole import (ballpark datum, percent column …) */
  guint64 n_findings[GLN_N_IMPORT_FINDINGS]; /* all; @findings lists at most 1000 a kind */
  GPtrArray *findings;   /* of GlnImportFinding, in source order */
} GlnImportResult;

GlnImportResult *gln_import_run         (GlnPlan *plan, const char *path, const GlnImportOptions *options,
                                         GlnProgress *progress, GError **error);
void             gln_import_result_free (GlnImportResult *result);

const char      *gln_import_finding_id   (GlnImportFindingKind kind);
const char      *gln_import_finding_name (GlnImportFindingKind kind);

/* --as and --kind of the command line; FALSE with a sentence that lists what there is. */
gboolean         gln_import_parse_as     (const char *as, const char *kind, GlnImportOptions *options,
                                          GError **error);

/** GlnImportRecord: one line of the plan's import history. */
typedef struct
{
  char *time; /* ISO 8601, UTC */
  char *source, *layer, *source_crs, *datum, *encoding, *codes;
  guint64 n_imported, n_findings;
} GlnImportRecord;

GPtrArray *gln_import_history      (const GlnFrame *frame);
void       gln_import_record_free  (GlnImportRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnImportResult, gln_import_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnImportRecord, gln_import_record_free)

G_END_DECLS
