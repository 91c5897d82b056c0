/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/gln-reference-source.h"

struct _GlnReferenceSource
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (GlnReferenceSource, gln_reference_source, SHUMATE_TYPE_MAP_SOURCE)

static void
fill_tile_async (ShumateMapSource *source, ShumateTile *tile, GCancellable *cancellable,
                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (task, TRUE);
}

static gboolean
fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Its measures are construct properties: what init sets is overwritten by their defaults, and as a
 * property the tile size is refused, though the setter takes it. */
static void
gln_reference_source_constructed (GObject *object)
{
  ShumateMapSource *source = SHUMATE_MAP_SOURCE (object);

  G_OBJECT_CLASS (gln_reference_source_parent_class)->constructed (object);
  shumate_map_source_set_id (source, "greenline-reference");
  shumate_map_source_set_tile_size (source, GLN_REFERENCE_TILE_PX);
  shumate_map_source_set_min_zoom_level (source, 0);
  shumate_map_source_set_max_zoom_level (source, GLN_REFERENCE_MAX_ZOOM);
}

static void
gln_reference_source_class_init (GlnReferenceSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = gln_reference_source_constructed;
  SHUMATE_MAP_SOURCE_CLASS (klass)->fill_tile_async = fill_tile_async;
  SHUMATE_MAP_SOURCE_CLASS (klass)->fill_tile_finish = fill_tile_finish;
}

static void
gln_reference_source_init (GlnReferenceSource *self)
{
}

ShumateMapSource *
gln_reference_source_new (void)
{
  return g_object_new (GLN_TYPE_REFERENCE_SOURCE, NULL);
}
