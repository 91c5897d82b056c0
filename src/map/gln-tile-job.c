/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-tile-job.h"

#define MAX_WORKERS 6

static GlnTileJob *
job_ref (GlnTileJob *job)
{
  g_atomic_ref_count_inc (&job->ref_count);
  return job;
}

void
gln_tile_job_unref (GlnTileJob *job)
{
  if (!g_atomic_ref_count_dec (&job->ref_count))
    return;
  g_object_unref (job->painter);
  g_clear_object (&job->texture);
  g_free (job);
}

static gboolean
deliver (gpointer data)
{
  GlnTileJob *job = data;

  if (job->done)
    job->done (job, job->data);
  return G_SOURCE_REMOVE;
}

static void
free_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static GdkTexture *
texture_from_surface (cairo_surface_t *surface, int size_px)
{
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * size_px,
                                      free_surface, cairo_surface_reference (surface));
  return gdk_memory_texture_new (size_px, size_px, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
paint (GlnTileJob *job)
{
  int size = job->spec.size_px;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn = gln_tile_painter_paint (job->painter, &job->spec, cr);

  cairo_destroy (cr);
  if (drawn && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    job->texture = texture_from_surface (surface, size);
  cairo_surface_destroy (surface);
  job->painted = TRUE;
}

static void
work (gpointer data, gpointer unused)
{
  GlnTileJob *job = data;

  if (!g_atomic_int_get (&job->cancelled))
    paint (job);
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver, job, (GDestroyNotify) gln_tile_job_unref);
}

static int
newest_first (gconstpointer a, gconstpointer b, gpointer unused)
{
  guint64 sa = ((const GlnTileJob *) a)->serial, sb = ((const GlnTileJob *) b)->serial;

  return sa < sb ? 1 : sa > sb ? -1 : 0;
}

/* One pool for all layers: its threads are what the machine has to spare beside the main thread. */
static GThreadPool *
pool (void)
{
  static gsize once = 0;
  static GThreadPool *threads = NULL;

  if (g_once_init_enter (&once))
    {
      guint n = CLAMP (g_get_num_processors (), 2, MAX_WORKERS + 1) - 1;

      threads = g_thread_pool_new (work, NULL, n, FALSE, NULL);
      g_thread_pool_set_sort_function (threads, newest_first, NULL);
      g_once_init_leave (&once, 1);
    }
  return threads;
}

/**
 * gln_tile_job_start: (transfer full): main thread only. @done comes once,
 * on the main thread, unless the caller clears job->done before.
 */
GlnTileJob *
gln_tile_job_start (const GlnTileSpec *spec, GlnTilePainter *painter, GlnTileJobDone done, gpointer data)
{
  static guint64 last_serial = 0;
  GlnTileJob *job = g_new0 (GlnTileJob, 1);

  g_atomic_ref_count_init (&job->ref_count);
  job->spec = *spec;
  job->painter = g_object_ref (painter);
  job->serial = ++last_serial;
  job->done = done;
  job->data = data;
  g_thread_pool_push (pool (), job_ref (job), NULL);
  return job;
}

void
gln_tile_job_cancel (GlnTileJob *job)
{
  g_atomic_int_set (&job->cancelled, TRUE);
}
