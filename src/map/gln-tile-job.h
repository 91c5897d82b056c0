/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/gln-tile-painter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _GlnTileJob GlnTileJob;

/* Called on the main thread for every job, also for one that was cancelled or drew nothing. */
typedef void (*GlnTileJobDone) (GlnTileJob *job, gpointer data);

/**
 * GlnTileJob: one tile on its way through the worker pool. Reference-counted:
 * the pool and the one who asked hold it.
 */
struct _GlnTileJob
{
  gatomicrefcount ref_count;
  GlnTileSpec spec;
  GlnTilePainter *painter;
  guint64 serial;      /* the newest is painted first */
  gint cancelled;      /* atomic: nobody waits for it any more */
  GdkTexture *texture; /* result; NULL: cancelled, or nothing to see there */
  gboolean painted;    /* result: the painter was asked */
  GlnTileJobDone done; /* NULL: the one who asked has gone */
  gpointer data;
};

GlnTileJob *gln_tile_job_start  (const GlnTileSpec *spec, GlnTilePainter *painter, GlnTileJobDone done,
                                 gpointer data);
void        gln_tile_job_cancel (GlnTileJob *job);
void        gln_tile_job_unref  (GlnTileJob *job);

G_END_DECLS
