/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-overlay-draw.h"

#include <math.h>

#define HANDLE_PX 4.5
#define MIDDLE_PX 3.2
#define SNAP_PX 6.5
#define LABEL_ROOM_PX 60.0
/* Closer handles than this hide the shape and cannot be told apart. */
#define HANDLE_SPACING_PX 7.0

static void
set_colour (cairo_t *cr, GlnColour colour)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, colour.a);
}

static void
add_place (const GlnScreen *screen, GlnBox *bounds, GlnPoint plan, double room)
{
  GlnPoint p = gln_screen_place (screen, plan);

  gln_box_add_point (bounds, p.x - room, p.y - room);
  gln_box_add_point (bounds, p.x + room, p.y + room);
}

void
gln_overlay_bounds (const GlnOverlay *overlay, const GlnScreen *screen, GlnBox *bounds)
{
  if (overlay->editing)
    {
      GlnBox box = gln_screen_box (screen, &overlay->editing->box);

      gln_box_add_box (bounds, &box);
    }
  for (guint i = 0; i < overlay->lines->len; i++)
    {
      const GlnOverlayLine *line = &g_array_index (overlay->lines, GlnOverlayLine, i);

      add_place (screen, bounds, line->from_m, 0);
      add_place (screen, bounds, line->to_m, 0);
    }
  for (guint i = 0; i < overlay->marks->len; i++)
    add_place (screen, bounds, g_array_index (overlay->marks, GlnOverlayMark, i).at_m, 0);
  for (guint i = 0; i < overlay->labels->len; i++)
    add_place (screen, bounds, g_array_index (overlay->labels, GlnOverlayLabel, i).at_m, LABEL_ROOM_PX);
}

/* Lines ------------------------------------------------------------------------------------ */

static void
stroke_line (cairo_t *cr, GlnPoint a, GlnPoint b)
{
  cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  cairo_stroke (cr);
}

static void
draw_line (const GlnOverlayLine *line, const GlnScreen *screen, const GlnChrome *chrome, cairo_t *cr)
{
  static const double dashes[] = { 6, 4 }, dots[] = { 2, 3 };
  GlnPoint a = gln_screen_place (screen, line->from_m), b = gln_screen_place (screen, line->to_m);

  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 4);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.8);
  if (line->kind != GLN_LINE_GUIDE)
    stroke_line (cr, a, b);
  cairo_set_line_width (cr, line->kind == GLN_LINE_GUIDE ? 1.2 : 2);
  if (line->kind == GLN_LINE_RUBBER)
    cairo_set_dash (cr, dashes, 2, 0);
  else if (line->kind == GLN_LINE_GUIDE)
    cairo_set_dash (cr, dots, 2, 0);
  set_colour (cr, line->kind == GLN_LINE_GUIDE ? chrome->active : chrome->selection);
  stroke_line (cr, a, b);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* Handles ---------------------------------------------------------------------------------- */

static void
handle_square (cairo_t *cr, GlnPoint p, double half, GlnColour inside, GlnColour edge)
{
  cairo_rectangle (cr, floor (p.x - half) + 0.5, floor (p.y - half) + 0.5, 2 * half, 2 * half);
  set_colour (cr, inside);
  cairo_fill_preserve (cr);
  set_colour (cr, edge);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
handle_circle (cairo_t *cr, GlnPoint p, double radius, GlnColour inside, GlnColour edge)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, p.x, p.y, radius, 0, 2 * G_PI);
  set_colour (cr, inside);
  cairo_fill_preserve (cr);
  set_colour (cr, edge);
  cairo_set_line_width (cr, 1.3);
  cairo_stroke (cr);
}

static gboolean
in_sight (const GlnScreen *screen, GlnPoint p)
{
  return p.x > -10 && p.y > -10 && p.x < screen->state.width + 10 && p.y < screen->state.height + 10;
}

typedef struct
{
  const GlnOverlay *overlay;
  const GlnScreen *screen;
  const GlnChrome *chrome;
  cairo_t *cr;
  GlnPoint *px; /* of every vertex of the edited shape */
} Handles;

static void
draw_middle (const Handles *h, guint i)
{
  const GlnShape *shape = h->overlay->editing;
  guint next = gln_shape_next (shape, i);
  GlnPoint a = h->px[i], b = h->px[next], m = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
  gboolean hot = h->overlay->hot_edge == (int) i;

  if (next == i || (hypot (b.x - a.x, b.y - a.y) < 4 * HANDLE_SPACING_PX && !hot) || !in_sight (h->screen, m))
    return;
  handle_circle (h->cr, m, hot ? MIDDLE_PX + 1.5 : MIDDLE_PX, hot ? h->chrome->active : h->chrome->handle,
                 h->chrome->selection);
}

static void
draw_vertices (const Handles *h)
{
  GlnPoint last = { -1e9, -1e9 };

  for (guint i = 0; i < h->overlay->editing->n_points; i++)
    {
      GlnPoint p = h->px[i];
      gboolean hot = h->overlay->hot_vertex == (int) i || h->overlay->active_vertex == (int) i;

      if (!in_sight (h->screen, p) || (!hot && hypot (p.x - last.x, p.y - last.y) < HANDLE_SPACING_PX))
        continue;
      handle_square (h->cr, p, hot ? HANDLE_PX + 1.5 : HANDLE_PX, hot ? h->chrome->active : h->chrome->handle,
                     h->chrome->selection);
      last = p;
    }
}

static void
draw_handles (const GlnOverlay *overlay, const GlnScreen *screen, const GlnChrome *chrome, cairo_t *cr)
{
  const GlnShape *shape = overlay->editing;
  Handles h = { overlay, screen, chrome, cr, g_new (GlnPoint, shape->n_points) };

  gln_screen_project (screen, shape->points, h.px, shape->n_points);
  for (guint i = 0; i < shape->n_points; i++)
    draw_middle (&h, i);
  draw_vertices (&h);
  g_free (h.px);
}

/* Marks and labels ------------------------------------------------------------------------- */

static void
draw_mark (const GlnOverlayMark *mark, const GlnScreen *screen, const GlnChrome *chrome, cairo_t *cr)
{
  GlnPoint p = gln_screen_place (screen, mark->at_m);
  GlnColour none = { 0, 0, 0, 0 };

  switch (mark->kind)
    {
    case GLN_MARK_VERTEX:
      handle_square (cr, p, HANDLE_PX, chrome->handle, chrome->selection);
      break;
    case GLN_MARK_CLOSE:
      handle_circle (cr, p, HANDLE_PX + 2.5, chrome->active, chrome->selection);
      break;
    case GLN_MARK_SNAP_VERTEX:
      handle_square (cr, p, SNAP_PX, none, chrome->active);
      break;
    case GLN_MARK_SNAP_MIDPOINT:
      cairo_move_to (cr, p.x, p.y - SNAP_PX);
      cairo_line_to (cr, p.x + SNAP_PX, p.y + SNAP_PX * 0.8);
      cairo_line_to (cr, p.x - SNAP_PX, p.y + SNAP_PX * 0.8);
      cairo_close_path (cr);
      set_colour (cr, chrome->active);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
      break;
    case GLN_MARK_SNAP_EDGE:
    default:
      handle_circle (cr, p, SNAP_PX - 1, none, chrome->active);
    }
}

static void
draw_label (const GlnOverlayLabel *label, const GlnScreen *screen, const GlnChrome *chrome, cairo_t *cr,
            GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, label->text);
  GlnPoint p = gln_screen_place (screen, label->at_m);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_rectangle (cr, floor (p.x - width / 2.0) - 4, floor (p.y - height / 2.0) - 1, width + 8, height + 2);
  set_colour (cr, chrome->bubble);
  cairo_fill (cr);
  cairo_move_to (cr, floor (p.x - width / 2.0), floor (p.y - height / 2.0));
  set_colour (cr, chrome->bubble_text);
  pango_cairo_show_layout (cr, layout);
}

void
gln_overlay_draw (const GlnOverlay *overlay, const GlnScreen *screen, const GlnChrome *chrome, cairo_t *cr,
                  GtkWidget *widget)
{
  for (guint i = 0; i < overlay->lines->len; i++)
    draw_line (&g_array_index (overlay->lines, GlnOverlayLine, i), screen, chrome, cr);
  if (overlay->editing)
    draw_handles (overlay, screen, chrome, cr);
  for (guint i = 0; i < overlay->marks->len; i++)
    draw_mark (&g_array_index (overlay->marks, GlnOverlayMark, i), screen, chrome, cr);
  for (guint i = 0; i < overlay->labels->len; i++)
    draw_label (&g_array_index (overlay->labels, GlnOverlayLabel, i), screen, chrome, cr, widget);
}
