/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-view.h"

/**
 * gln_view_init_at:
 * @x_m: plan position of the middle of the picture
 * @scale: pixels per logical pixel
 *
 * A view with north up, without rotation.
 */
void
gln_view_init_at (GlnView *view, double x_m, double y_m, double px_per_m, double width_px,
                  double height_px, double scale)
{
  double half_w = width_px / px_per_m / 2, half_h = height_px / px_per_m / 2;

  *view = (GlnView){ .box = { x_m - half_w, y_m - half_h, x_m + half_w, y_m + half_h },
                     .width_px = width_px, .height_px = height_px, .px_per_m = px_per_m,
                     .scale = scale };
  cairo_matrix_init (&view->matrix, px_per_m, 0, 0, -px_per_m, width_px / 2 - x_m * px_per_m,
                     height_px / 2 + y_m * px_per_m);
}

/** gln_view_init_box: a view with north up that shows the whole of @box, as large as it fits. */
void
gln_view_init_box (GlnView *view, const GlnBox *box, double width_px, double height_px,
                   double scale)
{
  double w = MAX (box->x1 - box->x0, 1e-3), h = MAX (box->y1 - box->y0, 1e-3);

  gln_view_init_at (view, (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2,
                    MIN (width_px / w, height_px / h), width_px, height_px, scale);
}

/** gln_view_project: plan metres to pixels; @plan and @px may be the same array. */
void
gln_view_project (const GlnView *view, const GlnPoint *plan, GlnPoint *px, guint n)
{
  const cairo_matrix_t *m = &view->matrix;

  if (view->project)
    {
      view->project (view->project_data, plan, px, n);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      double x = plan[i].x, y = plan[i].y;
      px[i].x = m->xx * x + m->xy * y + m->x0;
      px[i].y = m->yx * x + m->yy * y + m->y0;
    }
}

/** gln_view_project_box: the pixel box around the four projected corners. */
GlnBox
gln_view_project_box (const GlnView *view, const GlnBox *box)
{
  GlnPoint corner[4] = { { box->x0, box->y0 }, { box->x1, box->y0 }, { box->x1, box->y1 },
                         { box->x0, box->y1 } };
  GlnBox px = GLN_BOX_EMPTY;

  gln_view_project (view, corner, corner, 4);
  for (guint i = 0; i < 4; i++)
    gln_box_add_point (&px, corner[i].x, corner[i].y);
  return px;
}
