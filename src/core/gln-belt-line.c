/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-belts-private.h"

#include <math.h>
#include <string.h>

/* Whether the class sets of the edition count this green in belts. */
static gboolean
is_belt_green (GlnCensus *census, const GlnFeature *feature, gpointer data)
{
  const GlnIndicatorContext *context = ((gpointer *) data)[0];
  const char *set = ((gpointer *) data)[1];
  const GlnLayer *layer = gln_census_layer (census, feature);
  const GlnClass *cls;

  if (!layer || (layer->kind != GLN_LAYER_GREEN && layer->kind != GLN_LAYER_LAND_USE))
    return FALSE;
  cls = gln_census_canonical (census, feature);
  return cls && context->standard && context->standard->counting
         && gln_feature_number (feature, "implemented") != 0
         && gln_counting_get_share (context->standard->counting, set, cls, NAN) > 0;
}

static gboolean
is_bed (GlnCensus *census, const GlnFeature *feature, gpointer data)
{
  const GlnLayer *layer = gln_census_layer (census, feature);
  const GlnClass *cls = gln_census_class (census, feature);

  return layer && layer->kind == GLN_LAYER_LAND_USE && cls && cls->group == GLN_GROUP_TRANSPORT;
}

static gboolean
is_water (GlnCensus *census, const GlnFeature *feature, gpointer data)
{
  const GlnLayer *layer = gln_census_layer (census, feature);
  const GlnClass *cls = gln_census_class (census, feature);

  return layer && (layer->kind == GLN_LAYER_WATER
                   || (layer->kind == GLN_LAYER_LAND_USE && cls && (cls->facts & GLN_CLASS_WATER)));
}

static gboolean
is_edge_line (const GlnFeature *line)
{
  static const char *const edges[]
      = { "track_edge", "red_line", "road_edge", "bank", "levee_foot", "boundary", NULL };
  const char *baseline = gln_feature_text (line, "baseline");

  return baseline && g_strv_contains (edges, baseline);
}

static gboolean
lies_in (const GlnIndicatorContext *context, const GlnFeature *line, const GPtrArray *areas)
{
  g_autoptr (GArray) inside = gln_census_line_in_polygons (context->census, line, areas);

  return gln_stretches_length_m (inside) > line->shape->length_m / 2;
}

/* Wider than half of the widest river with a centre line. */
#define WIDEST_WATER_M 2000.0

static GlnBox
box_around (const GlnFeature *line, double reach_m)
{
  GlnBox box = line->shape->box;

  return (GlnBox){ box.x0 - reach_m, box.y0 - reach_m, box.x1 + reach_m, box.y1 + reach_m };
}

/* How far the water in which the line lies reaches to its sides. */
static double
water_beside_m (const GlnBeltLine *belt)
{
  double widest_m = 0;

  if (belt->is_edge || belt->waters->len == 0)
    return 0;
  for (guint side = 0; side < 2; side++)
    {
      GlnBeltQuery query = { .line = belt->line->shape, .left = side == 0, .reach_m = WIDEST_WATER_M,
                             .greens = belt->waters };
      g_autoptr (GArray) profile = gln_belt_profile (&query);
      for (guint i = 0; i < profile->len; i++)
        {
          const GlnBeltPiece *piece = &g_array_index (profile, GlnBeltPiece, i);
          widest_m = MAX (widest_m, MAX (piece->width_from_m, piece->width_to_m));
        }
    }
  return widest_m;
}

/* @set: class set of what counts; @reach_m: how far from the line will be measured. */
void
gln_belt_line_init (GlnBeltLine *belt, const GlnIndicatorContext *context, const GlnFeature *line,
                    const char *set, double reach_m)
{
  gpointer wanted[2] = { (gpointer) context, (gpointer) set };
  double width_m = gln_feature_number (line, "red_line_width_m");
  GlnBox box = box_around (line, WIDEST_WATER_M);

  *belt = (GlnBeltLine){ .line = line, .is_edge = is_edge_line (line) };
  belt->waters = gln_census_near (context->census, &box, is_water, NULL);
  belt->water_m = water_beside_m (belt);
  box = box_around (line, reach_m + belt->water_m);
  belt->greens = gln_census_near (context->census, &box, is_belt_green, wanted);
  belt->beds = gln_census_near (context->census, &box, is_bed, NULL);
  belt->edge_m = belt->is_edge || isnan (width_m) ? 0 : width_m / 2;
  belt->bed_known = belt->is_edge || !isnan (width_m)
                    || strcmp (gln_census_line_kind (context->census, line), "power") == 0
                    || lies_in (context, line, belt->beds) || lies_in (context, line, belt->waters);
}

void
gln_belt_line_clear (GlnBeltLine *belt)
{
  g_ptr_array_unref (belt->greens);
  g_ptr_array_unref (belt->beds);
  g_ptr_array_unref (belt->waters);
}

static GArray *
one_side (const GlnBeltLine *belt, gboolean left, double gap_m, double reach_m)
{
  GlnBeltQuery query = { .line = belt->line->shape, .left = left, .edge_m = belt->edge_m,
                         .reach_m = MAX (belt->edge_m, belt->water_m) + reach_m, .gap_m = gap_m, .greens = belt->greens,
                         .beds = belt->beds, .waters = belt->is_edge ? NULL : belt->waters };

  return gln_belt_profile (&query);
}

/* The widths on @side, green up to @reach_m beyond the edge of the bed. */
GArray *
gln_belt_line_profile (const GlnBeltLine *belt, GlnBeltSideKind side, double gap_m, double reach_m)
{
  g_autoptr (GArray) left = NULL, right = NULL;

  if (side != GLN_SIDE_EDGE)
    return one_side (belt, side == GLN_SIDE_LEFT, gap_m, reach_m);
  left = one_side (belt, TRUE, gap_m, reach_m);
  right = one_side (belt, FALSE, gap_m, reach_m);
  return gln_belt_widest (left, right);
}
