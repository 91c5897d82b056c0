/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-label-layer.h"

#include "draw/gln-label.h"
#include "map/gln-screen.h"

#include <math.h>

#define REST_MS 90
#define MARGIN_SHARE 0.15    /* of the view's size on every side */
#define KEEP_ZOOM 0.3        /* names much larger or smaller than they should be are left out */

/* Everything that a worker needs to make one picture; immutable while it runs. */
typedef struct
{
  GlnPlan *plan;
  GlnIndex *index;
  GlnStyleSheet *sheet;
  GlnProjector *projector;
  guint phase;
  GlnViewState state; /* of the picture, in pixels of the screen */
  double zoom;
  int scale;
  GlnBox world;
  guint64 serial;
  GdkTexture *texture; /* result */
} Picture;

struct _GlnLabelLayer
{
  ShumateLayer parent_instance;

  GlnScene *scene;
  GdkTexture *texture;
  GlnBox world;
  double zoom;
  guint timer;
  guint64 serial;   /* grows with every change of view or plan */
  guint64 shown;    /* serial of the picture on show */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (GlnLabelLayer, gln_label_layer, SHUMATE_TYPE_LAYER)

static void schedule (GlnLabelLayer *self);

/* The picture, on a worker ------------------------------------------------------------------ */

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  gln_plan_unref (picture->plan);
  gln_index_unref (picture->index);
  gln_style_sheet_unref (picture->sheet);
  g_object_unref (picture->projector);
  g_clear_object (&picture->texture);
  g_free (picture);
}

static void
free_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static void
draw_labels (Picture *picture, GlnView *view, cairo_t *cr)
{
  GlnLabelOptions options = { .lang = gln_lang_current (), .areas = TRUE, .codes = TRUE };
  g_autoptr (GPtrArray) labels = NULL;
  GlnRenderJob job;

  gln_render_job_init (&job, picture->plan, picture->index, picture->sheet, picture->phase);
  labels = gln_labels_place (&job, view, &options);
  gln_labels_draw (cr, labels, &options, picture->scale);
}

static void
make_picture (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Picture *picture = data;
  int width = (int) picture->state.width, height = (int) picture->state.height;
  GlnScreen screen = { picture->state, picture->projector };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GlnView view;
  g_autoptr (GBytes) bytes = NULL;

  if (gln_screen_view (&screen, &view))
    {
      view.scale = picture->scale;
      draw_labels (picture, &view, cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      int stride = cairo_image_surface_get_stride (surface);

      bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * height,
                                          free_surface, cairo_surface_reference (surface));
      picture->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
    }
  cairo_surface_destroy (surface);
  g_task_return_boolean (task, TRUE);
}

static void
picture_made (GObject *source, GAsyncResult *result, gpointer data)
{
  GlnLabelLayer *self = GLN_LABEL_LAYER (source);
  Picture *picture = g_task_get_task_data (G_TASK (result));

  self->working = FALSE;
  if (!self->scene)
    return;
  g_set_object (&self->texture, picture->texture);
  self->world = picture->world;
  self->zoom = picture->zoom;
  self->shown = picture->serial;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->shown != self->serial)
    schedule (self);
}

static Picture *
picture_new (GlnLabelLayer *self)
{
  GlnSession *session = gln_scene_get_session (self->scene);
  GlnDocument *document = gln_session_get_document (session);
  Picture *picture = g_new0 (Picture, 1);
  GlnViewState *state = &picture->state;

  picture->plan = gln_plan_ref (gln_document_get_plan (document));
  picture->index = gln_index_ref (gln_document_get_index (document));
  picture->sheet = gln_style_sheet_ref (gln_scene_get_sheet (self->scene));
  picture->projector = g_object_ref (gln_scene_get_projector (self->scene));
  picture->phase = gln_session_get_phase (session);
  picture->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  picture->serial = self->serial;
  gln_view_state_init (state, shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  picture->zoom = state->zoom;
  state->width = ceil (state->width * (1 + 2 * MARGIN_SHARE));
  state->height = ceil (state->height * (1 + 2 * MARGIN_SHARE));
  picture->world = gln_view_world_box (state);
  state->width *= picture->scale;
  state->height *= picture->scale;
  state->scale *= picture->scale;
  return picture;
}

static gboolean
start (gpointer data)
{
  GlnLabelLayer *self = data;
  g_autoptr (GTask) task = NULL;

  self->timer = 0;
  if (!self->scene || self->working || gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return G_SOURCE_REMOVE;
  self->working = TRUE;
  task = g_task_new (self, NULL, picture_made, NULL);
  g_task_set_task_data (task, picture_new (self), picture_free);
  g_task_run_in_thread (task, make_picture);
  return G_SOURCE_REMOVE;
}

static void
schedule (GlnLabelLayer *self)
{
  if (self->working || !self->scene)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (REST_MS, start, self);
}

void
gln_label_layer_invalidate (GlnLabelLayer *self)
{
  g_return_if_fail (GLN_IS_LABEL_LAYER (self));

  self->serial++;
  schedule (self);
}

gboolean
gln_label_layer_is_settled (GlnLabelLayer *self)
{
  g_return_val_if_fail (GLN_IS_LABEL_LAYER (self), FALSE);

  return !self->scene || self->shown == self->serial;
}

/* Drawing ---------------------------------------------------------------------------------- */

static void
gln_label_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlnLabelLayer *self = GLN_LABEL_LAYER (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  GlnViewState view;
  GlnPoint a, b;

  if (!self->scene || !self->texture)
    return;
  gln_view_state_init (&view, shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  if (fabs (view.zoom - self->zoom) > KEEP_ZOOM)
    return;
  a = gln_view_to_widget (&view, (GlnPoint){ self->world.x0, self->world.y0 });
  b = gln_view_to_widget (&view, (GlnPoint){ self->world.x1, self->world.y1 });
  if (view.zoom == self->zoom)
    {
      /* Texts are sharp only on whole pixels. */
      a = (GlnPoint){ floor (a.x * scale + 0.5) / scale, floor (a.y * scale + 0.5) / scale };
      b.x = a.x + (double) gdk_texture_get_width (self->texture) / scale;
      b.y = a.y + (double) gdk_texture_get_height (self->texture) / scale;
    }
  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (a.x, a.y, b.x - a.x, b.y - a.y));
}

static void
gln_label_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (gln_label_layer_parent_class)->size_allocate (widget, width, height, baseline);
  gln_label_layer_invalidate (GLN_LABEL_LAYER (widget));
}

/* Object ----------------------------------------------------------------------------------- */

static void
viewport_changed (GlnLabelLayer *self)
{
  gln_label_layer_invalidate (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gln_label_layer_set_scene (GlnLabelLayer *self, GlnScene *scene)
{
  g_return_if_fail (GLN_IS_LABEL_LAYER (self));

  g_set_object (&self->scene, scene);
  g_clear_object (&self->texture);
  if (!scene)
    g_clear_handle_id (&self->timer, g_source_remove);
  else
    gln_label_layer_invalidate (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gln_label_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (gln_label_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify",
                           G_CALLBACK (viewport_changed), object, G_CONNECT_SWAPPED);
}

static void
gln_label_layer_dispose (GObject *object)
{
  gln_label_layer_set_scene (GLN_LABEL_LAYER (object), NULL);
  G_OBJECT_CLASS (gln_label_layer_parent_class)->dispose (object);
}

static void
gln_label_layer_class_init (GlnLabelLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = gln_label_layer_constructed;
  object_class->dispose = gln_label_layer_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = gln_label_layer_snapshot;
  GTK_WIDGET_CLASS (klass)->size_allocate = gln_label_layer_size_allocate;
}

static void
gln_label_layer_init (GlnLabelLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GlnLabelLayer *
gln_label_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GLN_TYPE_LABEL_LAYER, "viewport", viewport, NULL);
}
