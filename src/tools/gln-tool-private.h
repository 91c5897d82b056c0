/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tools/gln-toolbox.h"

G_BEGIN_DECLS

typedef struct _GlnTool GlnTool;

/**
 * GlnToolKind: a tool is one file with one of these and one row in gln-tool.c.
 * Every function but draw may be NULL. A tool edits through the document of
 * its session; while it has a transaction open nobody else edits.
 */
typedef struct
{
  GlnToolInfo info;
  gsize size;                                              /* of its state, which starts with a GlnTool */
  void     (*init)    (GlnTool *tool);
  void     (*clear)   (GlnTool *tool);                     /* frees; what was in hand has been settled */
  gboolean (*press)   (GlnTool *tool, const GlnToolEvent *event); /* TRUE claims the sequence */
  void     (*motion)  (GlnTool *tool, const GlnToolEvent *event);
  void     (*release) (GlnTool *tool, const GlnToolEvent *event);
  void     (*abort)   (GlnTool *tool);                     /* the press counts for nothing any more */
  void     (*leave)   (GlnTool *tool);
  gboolean (*key)     (GlnTool *tool, const GlnToolEvent *event); /* TRUE: used up */
  gboolean (*busy)    (GlnTool *tool);                     /* something is in hand */
  void     (*settle)  (GlnTool *tool);                     /* finish it if it makes sense, else drop it */
  void     (*cancel)  (GlnTool *tool);                     /* drop it */
  void     (*reset)   (GlnTool *tool);                     /* another plan: forget everything, edit nothing */
  void     (*changed) (GlnTool *tool);                     /* plan or selection changed by someone else */
  void     (*draw)    (GlnTool *tool, GlnOverlay *overlay); /* into an empty overlay */
} GlnToolKind;

struct _GlnTool
{
  const GlnToolKind *kind;
  GlnToolbox *toolbox; /* owns the tool */
};

extern const GlnToolKind gln_tool_select;
extern const GlnToolKind gln_tool_polygon;
extern const GlnToolKind gln_tool_rectangle;
extern const GlnToolKind gln_tool_belt;
extern const GlnToolKind gln_tool_measure;

const GlnToolKind *gln_tool_kind    (const char *id);

GlnSession  *gln_tool_session       (GlnTool *tool);
GlnDocument *gln_tool_document      (GlnTool *tool);
gboolean     gln_tool_snap          (GlnTool *tool, const GlnToolEvent *event, GlnPoint point_m,
                                     const GlnUuid *except, GlnSnapHit *hit);
void         gln_tool_refuse        (GlnTool *tool, const char *sentence);
void         gln_tool_finished      (GlnTool *tool, const GlnUuid *uuid);
void         gln_tool_draw_snap     (GlnOverlay *overlay, const GlnSnapHit *hit);
void         gln_tool_read_shape    (GlnOverlay *overlay, GlnPoint at_m, const GlnShape *shape);

G_END_DECLS
