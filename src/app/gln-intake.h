/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/gln-import.h"
#include "io/gln-source.h"

G_BEGIN_DECLS

/** GlnIntakeRole: one answer to "what is it?". */
typedef struct
{
  const char *name; /* msgid */
  GlnLayerKind kind;
  const char *role; /* "" when the kind has none */
  const char *class_code; /* class of features without one of their own; "" */
} GlnIntakeRole;

guint                gln_intake_n_roles (void);
const GlnIntakeRole *gln_intake_role    (guint index);

/** GlnIntakeItem: a layer of a source and what the user decided about it. */
typedef struct
{
  const GlnSourceInfo *source;
  const GlnSourceLayer *layer;
  gboolean wanted;
  guint role;
  char *phase;     /* id */
  char *crs;       /* NULL: not known yet, the user must say */
  char *encoding;  /* NULL: as found */
  const char *codes; /* interned; NULL: as found, or none */
} GlnIntakeItem;

/* A first answer to everything, from names, geometry and codes. @frame: of the plan it goes into. */
GlnIntakeItem *gln_intake_item_new  (const GlnSourceInfo *source, const GlnSourceLayer *layer, const GlnFrame *frame);
void           gln_intake_item_free (GlnIntakeItem *item);

/* Whether everything is known that the import needs. */
gboolean       gln_intake_item_is_complete (const GlnIntakeItem *item);

/**
 * gln_intake_run:
 * @items: (element-type GlnIntakeItem): those that are wanted are imported in order
 * @report: a line a layer: what came in, what was found wrong
 *
 * Runs on a worker. Returns: (transfer full) (nullable): the plan with everything in it; NULL with
 *   @error when one could not be read, then nothing is imported
 */
GlnPlan *gln_intake_run (GlnPlan *base, GPtrArray *items, GlnStandards *standards, GlnAttributes *attributes,
                         GString *report, GlnProgress *progress, GError **error);

G_END_DECLS
