/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/gln-tool-private.h"

/* In the order of the tool bar. */
static const GlnToolKind *const kinds[] = {
  &gln_tool_select,
  &gln_tool_polygon,
  &gln_tool_rectangle,
  &gln_tool_belt,
  &gln_tool_measure,
};

/** gln_tools_count: how many tools there are. */
guint
gln_tools_count (void)
{
  return G_N_ELEMENTS (kinds);
}

/** gln_tools_get: (transfer none): the tool at @index of the tool bar. */
const GlnToolInfo *
gln_tools_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (kinds), NULL);

  return &kinds[index]->info;
}

/** gln_tool_kind: (nullable): the kind called @id. */
const GlnToolKind *
gln_tool_kind (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->info.id, id) == 0)
      return kinds[i];
  return NULL;
}

/** gln_tool_session: (transfer none): whose selection and phase it acts on. */
GlnSession *
gln_tool_session (GlnTool *tool)
{
  return gln_toolbox_get_session (tool->toolbox);
}

/** gln_tool_document: (transfer none): what it edits. */
GlnDocument *
gln_tool_document (GlnTool *tool)
{
  return gln_session_get_document (gln_tool_session (tool));
}

/** gln_tool_draw_snap: shows what the pointer snapped to. */
void
gln_tool_draw_snap (GlnOverlay *overlay, const GlnSnapHit *hit)
{
  if (hit->kind == GLN_SNAP_NONE)
    return;
  if (hit->kind != GLN_SNAP_VERTEX)
    gln_overlay_add_line (overlay, hit->edge_m[0], hit->edge_m[1], GLN_LINE_GUIDE);
  gln_overlay_add_mark (overlay, hit->point_m,
                        hit->kind == GLN_SNAP_VERTEX     ? GLN_MARK_SNAP_VERTEX
                        : hit->kind == GLN_SNAP_MIDPOINT ? GLN_MARK_SNAP_MIDPOINT
                                                         : GLN_MARK_SNAP_EDGE);
}

/** gln_tool_read_shape: puts the measures of the shape in hand (nullable) into the read-out. */
void
gln_tool_read_shape (GlnOverlay *overlay, GlnPoint at_m, const GlnShape *shape)
{
  overlay->has_readout = TRUE;
  overlay->readout.at_m = at_m;
  if (!shape)
    return;
  if (shape->kind == GLN_SHAPE_POLYGONS)
    overlay->readout.area_m2 = shape->ring_sum_m2;
  overlay->readout.length_m = shape->length_m;
}
