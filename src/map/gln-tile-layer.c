/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-tile-layer.h"

#include "map/gln-tile-job.h"
#include "map/gln-view-state.h"

#include <math.h>

#define TILE_PX 256
#define MAX_TILE_ZOOM 24
#define DEFAULT_CACHE_BYTES (192u << 20)
#define ANCESTOR_LEVELS 6
/* Strokes, symbols and hatches reach beyond the geometry that changed. */
#define CHANGE_MARGIN_PX 12.0

typedef struct
{
  guint64 key;
  GlnTileSpec spec;
  GdkTexture *texture; /* NULL: not painted yet, or nothing to see */
  gboolean known;      /* was painted at least once */
  gboolean dirty;      /* shows an older painter */
  GlnTileJob *job;     /* NULL: nobody paints it */
  guint64 frame;       /* last frame in which it was in sight */
  GList link;          /* in the list of uses, latest first */
} Tile;

struct _GlnTileLayer
{
  ShumateLayer parent_instance;

  GlnTilePainter *painter;
  GHashTable *tiles;   /* key → Tile, owned */
  GQueue uses;         /* Tile.link, latest used first */
  GPtrArray *waiting;  /* of Tile: in sight at the last frame and not up to date */
  GHashTable *jobs;    /* set of Tile that have a job */
  guint64 frame;
  gsize bytes;
  gsize cache_limit;
  gboolean settled;
};

enum
{
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlnTileLayer, gln_tile_layer, SHUMATE_TYPE_LAYER)

/* Tiles ------------------------------------------------------------------------------------ */

static guint64
tile_key (int z, int x, int y)
{
  return ((guint64) z << 58) | ((guint64) x << 29) | (guint64) y;
}

static gsize
tile_bytes (const Tile *tile)
{
  return tile->texture ? (gsize) tile->spec.size_px * tile->spec.size_px * 4 : 0;
}

static void
tile_drop_job (GlnTileLayer *self, Tile *tile)
{
  if (!tile->job)
    return;
  tile->job->done = NULL;
  gln_tile_job_cancel (tile->job);
  g_clear_pointer (&tile->job, gln_tile_job_unref);
  g_hash_table_remove (self->jobs, tile);
}

static void
tile_remove (GlnTileLayer *self, Tile *tile)
{
  tile_drop_job (self, tile);
  self->bytes -= tile_bytes (tile);
  g_clear_object (&tile->texture);
  g_queue_unlink (&self->uses, &tile->link);
  g_hash_table_remove (self->tiles, &tile->key);
  g_free (tile);
}

static void
drop_all_tiles (GlnTileLayer *self)
{
  g_ptr_array_set_size (self->waiting, 0);
  while (self->uses.head)
    tile_remove (self, self->uses.head->data);
}

static Tile *
tile_new (GlnTileLayer *self, int z, int x, int y)
{
  Tile *tile = g_new0 (Tile, 1);
  double side = exp2 (-z);

  tile->key = tile_key (z, x, y);
  tile->spec = (GlnTileSpec){ .z = z, .x = x, .y = y,
                              .world = { x * side, y * side, (x + 1) * side, (y + 1) * side } };
  tile->link.data = tile;
  g_hash_table_insert (self->tiles, &tile->key, tile);
  g_queue_push_head_link (&self->uses, &tile->link);
  return tile;
}

static Tile *
tile_lookup (GlnTileLayer *self, int z, int x, int y)
{
  guint64 key = tile_key (z, x, y);

  return g_hash_table_lookup (self->tiles, &key);
}

static Tile *
tile_use (GlnTileLayer *self, int z, int x, int y)
{
  Tile *tile = tile_lookup (self, z, x, y);

  if (!tile)
    tile = tile_new (self, z, x, y);
  g_queue_unlink (&self->uses, &tile->link);
  g_queue_push_head_link (&self->uses, &tile->link);
  tile->frame = self->frame;
  return tile;
}

static void
evict (GlnTileLayer *self)
{
  GList *link = self->uses.tail;

  while (link && (self->bytes > self->cache_limit || self->uses.length > 20000))
    {
      Tile *tile = link->data;

      link = link->prev;
      if (tile->frame != self->frame)
        tile_remove (self, tile);
    }
}

/* Painting --------------------------------------------------------------------------------- */

static void
tile_painted (GlnTileJob *job, gpointer data)
{
  GlnTileLayer *self = data;
  Tile *tile = tile_lookup (self, job->spec.z, job->spec.x, job->spec.y);

  if (!tile || tile->job != job)
    return;
  g_hash_table_remove (self->jobs, tile);
  if (job->painted)
    {
      self->bytes -= tile_bytes (tile);
      g_set_object (&tile->texture, job->texture);
      tile->spec = job->spec;
      tile->known = TRUE;
      self->bytes += tile_bytes (tile);
    }
  else
    tile->dirty = TRUE;
  g_clear_pointer (&tile->job, gln_tile_job_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tile_request (GlnTileLayer *self, Tile *tile, int scale)
{
  GlnTileSpec spec = tile->spec;

  /* A job for an older painter is left to finish: its picture is newer than the one on show. */
  if (tile->job)
    return;
  spec.scale = scale;
  spec.size_px = TILE_PX * scale;
  tile->dirty = FALSE;
  tile->job = gln_tile_job_start (&spec, self->painter, tile_painted, self);
  g_hash_table_add (self->jobs, tile);
}

static void
cancel_unseen_jobs (GlnTileLayer *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Tile *tile = key;

      if (tile->frame == self->frame)
        continue;
      tile->job->done = NULL;
      gln_tile_job_cancel (tile->job);
      g_clear_pointer (&tile->job, gln_tile_job_unref);
      tile->dirty = TRUE;
      g_hash_table_iter_remove (&iter);
    }
}

/* Drawing ---------------------------------------------------------------------------------- */

typedef struct
{
  GlnViewState view;
  int scale;
  int z;
  int x0, y0, x1, y1; /* tiles in sight, inclusive */
} Grid;

/* Edges on whole device pixels: neighbours share them, so there is neither a seam nor an overlap. */
static graphene_rect_t
tile_rect (const Grid *grid, const GlnBox *world)
{
  GlnPoint a = gln_view_to_widget (&grid->view, (GlnPoint){ world->x0, world->y0 });
  GlnPoint b = gln_view_to_widget (&grid->view, (GlnPoint){ world->x1, world->y1 });
  double s = grid->scale;

  a.x = floor (a.x * s + 0.5) / s;
  a.y = floor (a.y * s + 0.5) / s;
  b.x = floor (b.x * s + 0.5) / s;
  b.y = floor (b.y * s + 0.5) / s;
  return GRAPHENE_RECT_INIT (a.x, a.y, b.x - a.x, b.y - a.y);
}

static void
grid_init (Grid *grid, GlnTileLayer *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GlnBox world;
  int n;

  gln_view_state_init (&grid->view, shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  grid->scale = gtk_widget_get_scale_factor (widget);
  grid->z = CLAMP ((int) floor (grid->view.zoom + 0.5), 0, MAX_TILE_ZOOM);
  world = gln_view_world_box (&grid->view);
  n = 1 << grid->z;
  grid->x0 = CLAMP ((int) floor (world.x0 * n), 0, n - 1);
  grid->x1 = CLAMP ((int) floor (world.x1 * n), 0, n - 1);
  grid->y0 = CLAMP ((int) floor (world.y0 * n), 0, n - 1);
  grid->y1 = CLAMP ((int) floor (world.y1 * n), 0, n - 1);
}

static gboolean
draw_ancestor (GlnTileLayer *self, const Grid *grid, const Tile *tile, const graphene_rect_t *rect,
               GtkSnapshot *snapshot)
{
  for (int up = 1; up <= MIN (ANCESTOR_LEVELS, tile->spec.z); up++)
    {
      Tile *above = tile_lookup (self, tile->spec.z - up, tile->spec.x >> up, tile->spec.y >> up);
      graphene_rect_t big;

      if (!above || !above->known)
        continue;
      if (above->texture)
        {
          big = tile_rect (grid, &above->spec.world);
          gtk_snapshot_push_clip (snapshot, rect);
          gtk_snapshot_append_texture (snapshot, above->texture, &big);
          gtk_snapshot_pop (snapshot);
        }
      return TRUE;
    }
  return FALSE;
}

/* After zooming out the four tiles below are usually still there. */
static void
draw_children (GlnTileLayer *self, const Grid *grid, const Tile *tile, GtkSnapshot *snapshot)
{
  for (int i = 0; i < 4; i++)
    {
      Tile *below = tile_lookup (self, tile->spec.z + 1, tile->spec.x * 2 + (i & 1),
                                 tile->spec.y * 2 + (i >> 1));
      graphene_rect_t rect;

      if (!below || !below->texture)
        continue;
      rect = tile_rect (grid, &below->spec.world);
      gtk_snapshot_append_texture (snapshot, below->texture, &rect);
    }
}

static void
draw_tile (GlnTileLayer *self, const Grid *grid, const Tile *tile, GtkSnapshot *snapshot)
{
  graphene_rect_t rect = tile_rect (grid, &tile->spec.world);

  if (tile->texture)
    gtk_snapshot_append_texture (snapshot, tile->texture, &rect);
  else if (!tile->known && !draw_ancestor (self, grid, tile, &rect, snapshot))
    draw_children (self, grid, tile, snapshot);
}

static gboolean
tile_is_current (const Tile *tile, const Grid *grid)
{
  return tile->known && !tile->dirty && !tile->job && tile->spec.scale == grid->scale;
}

static int
nearest_last (gconstpointer a, gconstpointer b, gpointer data)
{
  const Grid *grid = data;
  const Tile *ta = *(Tile *const *) a, *tb = *(Tile *const *) b;
  int mx = grid->x0 + grid->x1, my = grid->y0 + grid->y1;
  int da = ABS (2 * ta->spec.x - mx) + ABS (2 * ta->spec.y - my);
  int db = ABS (2 * tb->spec.x - mx) + ABS (2 * tb->spec.y - my);

  return db - da;
}

static void
draw_grid (GlnTileLayer *self, Grid *grid, GtkSnapshot *snapshot)
{
  g_ptr_array_set_size (self->waiting, 0);
  for (int y = grid->y0; y <= grid->y1; y++)
    for (int x = grid->x0; x <= grid->x1; x++)
      {
        Tile *tile = tile_use (self, grid->z, x, y);

        if (!tile_is_current (tile, grid))
          g_ptr_array_add (self->waiting, tile);
        draw_tile (self, grid, tile, snapshot);
      }
  /* The newest job is painted first, so the tile in the middle is asked for last. */
  g_ptr_array_sort_with_data (self->waiting, nearest_last, grid);
  for (guint i = 0; i < self->waiting->len; i++)
    tile_request (self, self->waiting->pdata[i], grid->scale);
}

static gboolean
settle_in_idle (gpointer data)
{
  GlnTileLayer *self = data;

  if (self->settled)
    g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
gln_tile_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlnTileLayer *self = GLN_TILE_LAYER (widget);
  Grid grid;

  self->frame++;
  if (!self->painter || gtk_widget_get_width (widget) <= 0 || gtk_widget_get_height (widget) <= 0)
    return;
  grid_init (&grid, self);
  draw_grid (self, &grid, snapshot);
  cancel_unseen_jobs (self);
  evict (self);
  if (self->waiting->len > 0)
    self->settled = FALSE;
  else if (!self->settled)
    {
      self->settled = TRUE;
      /* Not from inside a frame: listeners may change widgets. */
      g_idle_add_full (G_PRIORITY_DEFAULT, settle_in_idle, g_object_ref (self), g_object_unref);
    }
}

/* Object ----------------------------------------------------------------------------------- */

static void
viewport_changed (GlnTileLayer *self)
{
  self->settled = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gln_tile_layer_constructed (GObject *object)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));

  G_OBJECT_CLASS (gln_tile_layer_parent_class)->constructed (object);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (viewport_changed), object,
                           G_CONNECT_SWAPPED);
}

static void
gln_tile_layer_dispose (GObject *object)
{
  GlnTileLayer *self = GLN_TILE_LAYER (object);

  drop_all_tiles (self);
  g_clear_object (&self->painter);
  G_OBJECT_CLASS (gln_tile_layer_parent_class)->dispose (object);
}

static void
gln_tile_layer_finalize (GObject *object)
{
  GlnTileLayer *self = GLN_TILE_LAYER (object);

  g_hash_table_unref (self->tiles);
  g_hash_table_unref (self->jobs);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (gln_tile_layer_parent_class)->finalize (object);
}

static void
gln_tile_layer_class_init (GlnTileLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = gln_tile_layer_constructed;
  object_class->dispose = gln_tile_layer_dispose;
  object_class->finalize = gln_tile_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = gln_tile_layer_snapshot;
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
gln_tile_layer_init (GlnTileLayer *self)
{
  self->tiles = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->jobs = g_hash_table_new (NULL, NULL);
  self->waiting = g_ptr_array_new ();
  self->cache_limit = DEFAULT_CACHE_BYTES;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/** gln_tile_layer_new: (transfer floating) */
GlnTileLayer *
gln_tile_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GLN_TYPE_TILE_LAYER, "viewport", viewport, NULL);
}

static gboolean
tile_touches (const Tile *tile, const GlnBox *changed)
{
  double margin = CHANGE_MARGIN_PX * exp2 (-tile->spec.z) / TILE_PX;
  GlnBox box = { changed->x0 - margin, changed->y0 - margin, changed->x1 + margin,
                 changed->y1 + margin };

  return gln_box_intersects (&tile->spec.world, &box);
}

static void
mark_dirty (GlnTileLayer *self, const GlnBox *changed)
{
  for (GList *link = self->uses.head; link; link = link->next)
    {
      Tile *tile = link->data;

      if (!changed || tile_touches (tile, changed))
        tile->dirty = TRUE;
    }
}

void
gln_tile_layer_set_painter (GlnTileLayer *layer, GlnTilePainter *painter, const GlnBox *changed)
{
  g_return_if_fail (GLN_IS_TILE_LAYER (layer));

  if (!painter)
    drop_all_tiles (layer);
  else if (!changed || !gln_box_is_empty (changed))
    mark_dirty (layer, changed);
  g_set_object (&layer->painter, painter);
  layer->settled = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (layer));
}

gboolean
gln_tile_layer_is_settled (GlnTileLayer *layer)
{
  g_return_val_if_fail (GLN_IS_TILE_LAYER (layer), FALSE);

  return layer->settled;
}

void
gln_tile_layer_set_cache_limit (GlnTileLayer *layer, gsize bytes)
{
  layer->cache_limit = bytes;
}

gsize
gln_tile_layer_get_cache_bytes (GlnTileLayer *layer)
{
  return layer->bytes;
}
