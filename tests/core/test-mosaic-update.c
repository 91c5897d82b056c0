/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"
#include "mosaic-fixture.h"

#include <string.h>

/* The oracle of all updates: after any run of edits the mosaic must be, record
 * by record and to the bit, what a build of the same plan from scratch is. */

#define X 38500000.0
#define Y 3400000.0

static void
print_area (GString *line, GlnArea area)
{
  g_string_append_printf (line, " %016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", (guint64) (area >> 64),
                          (guint64) area);
}

static void
print_item (GString *line, const GlnMosaic *mosaic, guint32 number)
{
  char text[GLN_UUID_STRING_LEN + 1] = "-";
  GlnUuid uuid = gln_ids_uuid (mosaic->ids, number);

  if (number)
    gln_uuid_format (&uuid, text);
  g_string_append_printf (line, " %s", text);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
print_zone (GString *line, const GlnMosaic *mosaic, guint32 number)
{
  const GlnZone *zone = gln_zones_get (mosaic->zones, number);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < zone->n_districts; i++)
    {
      GString *name = g_string_new (NULL);
      print_item (name, mosaic, zone->districts[i]);
      g_ptr_array_add (names, g_string_free (name, FALSE));
    }
  g_ptr_array_sort (names, compare_text);
  g_string_append_printf (line, " zone %x", zone->scopes);
  for (guint i = 0; i < names->len; i++)
    g_string_append (line, g_ptr_array_index (names, i));
}

typedef struct
{
  const GlnMosaic *mosaic;
  GPtrArray *lines;
} Dump;

static void
dump_records (guint32 index, const GlnPage *page, gpointer data)
{
  Dump *dump = data;
  const GlnRecord *records = (const GlnRecord *) (const void *) page->data;

  for (guint i = 0; i < page->n_bytes / sizeof (GlnRecord); i++)
    {
      GString *line = g_string_new ("record");
      print_item (line, dump->mosaic, records[i].key.item);
      print_zone (line, dump->mosaic, records[i].key.zone);
      print_item (line, dump->mosaic, records[i].key.other);
      g_string_append_printf (line, " phases %x flags %x", records[i].key.mask, records[i].key.flags);
      print_area (line, records[i].area);
      g_ptr_array_add (dump->lines, g_string_free (line, FALSE));
    }
}

static void
dump_zone (Dump *dump, guint32 zone, guint phase, const GlnZoneTotals *t)
{
  GlnArea fixed[] = { t->area, t->parcel_lost, t->green_lost, t->interpreted, t->replaced, t->tree, t->cover_out,
                      t->drawn, t->declared, t->attached, t->attached_vegetated, t->residential, t->served };

  for (guint i = 0; i < G_N_ELEMENTS (fixed) + t->n_classes * 6 + t->n_codes; i++)
    {
      GString *line = g_string_new ("total");
      guint c = i - G_N_ELEMENTS (fixed);
      GlnArea area;
      print_zone (line, dump->mosaic, zone);
      if (i < G_N_ELEMENTS (fixed))
        {
          area = fixed[i];
          g_string_append_printf (line, " %u %u", phase, i);
        }
      else if (c < t->n_classes * 6)
        {
          area = (&gln_totals_classes (t)[c / 6].net)[c % 6];
          g_string_append_printf (line, " %u class %s %u", phase, gln_totals_classes (t)[c / 6].cls, c % 6);
        }
      else
        {
          area = gln_totals_codes (t)[c - t->n_classes * 6].area;
          g_string_append_printf (line, " %u code %s", phase, gln_totals_codes (t)[c - t->n_classes * 6].code);
        }
      print_area (line, area);
      if (area)
        g_ptr_array_add (dump->lines, g_string_free (line, FALSE));
      else
        g_string_free (line, TRUE);
    }
}

/* All that a mosaic holds, in an order of its own. */
static GPtrArray *
dump_mosaic (const GlnMosaic *mosaic)
{
  Dump dump = { mosaic, g_ptr_array_new_with_free_func (g_free) };

  gln_pages_foreach (mosaic->records, dump_records, &dump);
  for (guint32 z = 0; z < gln_zones_size (mosaic->zones); z++)
    for (guint p = 0; p < GLN_MAX_PHASES; p++)
      if (gln_totals_get (mosaic->totals, z, p))
        dump_zone (&dump, z, p, gln_totals_get (mosaic->totals, z, p));
  g_ptr_array_sort (dump.lines, compare_text);
  return dump.lines;
}

static void
assert_same (const GlnMosaic *a, const GlnMosaic *b, const char *what, guint step)
{
  g_autoptr (GPtrArray) x = dump_mosaic (a), y = dump_mosaic (b);

  for (guint i = 0; i < MIN (x->len, y->len); i++)
    if (!g_str_equal (g_ptr_array_index (x, i), g_ptr_array_index (y, i)))
      g_error ("%s, step %u:\n%s\n%s", what, step, (char *) g_ptr_array_index (x, i),
               (char *) g_ptr_array_index (y, i));
  g_assert_cmpuint (x->len, ==, y->len);
  g_assert_cmpuint (x->len, >, 0);
}

/* Parts add up to wholes in integers. */
static void
assert_parts (GlnMosaic *mosaic)
{
  g_autoptr (GlnAreas) areas = gln_mosaic_snapshot (mosaic);

  for (guint p = 0; p < mosaic->fold.n_phases; p++)
    for (guint s = 0; s < 3; s++)
      {
        GlnZoneQuery whole = { p, (GlnScope) s, NULL };
        g_autoptr (GArray) greens = gln_areas_green (areas, &whole), codes = gln_areas_land_uses (areas, &whole);
        GlnArea parcels = 0, deciders = 0, by_class = 0, by_code = 0, lost = 0;
        GlnFeatureIter iter;
        GlnFeature *feature;

        gln_feature_iter_init (&iter, mosaic->plan->features);
        while ((feature = gln_feature_iter_next (&iter)))
          {
            GlnParcelSum parcel;
            GlnFeatureSum green;
            if (gln_areas_parcel (areas, p, (GlnScope) s, &feature->uuid, &parcel))
              {
                parcels += parcel.counted;
                lost += parcel.area - parcel.counted;
              }
            if (gln_areas_feature (areas, p, (GlnScope) s, &feature->uuid, &green))
              deciders += green.net;
          }
        for (guint i = 0; i < greens->len; i++)
          by_class += g_array_index (greens, GlnGreenSum, i).net;
        for (guint i = 0; i < codes->len; i++)
          by_code += g_array_index (codes, GlnCodeArea, i).area;
        g_assert_true (by_class == deciders);
        g_assert_true (by_code == parcels);
        if (s == GLN_SCOPE_ALL)
          g_assert_true (lost == gln_areas_parcel_overlap (areas, p));
      }
}

typedef struct
{
  City *city;
  GRand *rand;
  GlnUuid layers[11];
  guint next;
  double size;
} Town;

static GlnShape *
random_shape (Town *town, double size)
{
  double x = X + g_rand_double_range (town->rand, 0, town->size), y = Y + g_rand_double_range (town->rand, 0, town->size);
  guint n = (guint) g_rand_int_range (town->rand, 3, 14);
  GlnShapeBuilder builder;

  if (g_rand_int_range (town->rand, 0, 8) == 0)
    return gln_shape_new_disc (x, y, g_rand_double_range (town->rand, 0.5, size));
  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  for (guint p = 0; p < 1 + (guint) g_rand_int_range (town->rand, 0, 6) / 5 * 2; p++)
    {
      gln_shape_builder_begin_part (&builder);
      for (guint r = 0; r < 1 + (guint) g_rand_int_range (town->rand, 0, 4) / 3; r++)
        {
          gln_shape_builder_begin_ring (&builder);
          for (guint i = 0; i < n; i++)
            {
              double angle = 2 * G_PI * i / n, radius = size * g_rand_double_range (town->rand, 0.3, 1) * (r ? 0.4 : 1);
              gln_shape_builder_add (&builder, x + p * size + radius * cos (angle), y + radius * sin (angle));
            }
        }
    }
  return gln_shape_builder_end (&builder);
}

static const char *const codes[11][3] = {
  { "R2", "G1", "S1" }, { "R21", "G3", "E1" }, { "G1", "G2", "G3" }, { "XG", "EG", "G11" }, { "tree", "herb", "roof" },
  { "", "", "" }, { "", "", "" }, { "", "", "" }, { "", "", "" }, { "tree", "shrub", "herb" },
  { "", "", "" },
};

static GlnFeature *
random_feature (Town *town)
{
  static const double sizes[11] = { 60, 60, 50, 80, 6, 60, 300, 250, 200, 30, 250 };
  static const char *const ids[] = { "a", "b", "c" };
  guint layer = (guint) g_rand_int_range (town->rand, 0, 11), number = town->next++;
  g_autoptr (GlnShape) shape = random_shape (town, sizes[layer]);
  g_autoptr (GlnValues) values = NULL;
  g_autoptr (GlnFeature) plain = NULL;
  GlnUuid uuid = id_of ((number * 7919) % 50000 + 10);

  if (g_rand_boolean (town->rand))
    values = gln_values_with_number (NULL, "green_ratio", g_rand_double (town->rand));
  if (g_rand_boolean (town->rand))
    {
      GlnValues *more = gln_values_with_number (values, "vegetated_ratio", g_rand_double (town->rand));
      g_clear_pointer (&values, gln_values_unref);
      values = more;
    }
  plain = gln_feature_new (&uuid, &town->layers[layer], codes[layer][g_rand_int_range (town->rand, 0, 3)], shape, values);
  return gln_feature_with_phases (plain, g_rand_int_range (town->rand, 0, 4) ? NULL : ids[g_rand_int_range (town->rand, 0, 3)],
                                  g_rand_int_range (town->rand, 0, 6) ? NULL : ids[g_rand_int_range (town->rand, 1, 3)]);
}

static void
town_init (Town *town, guint32 seed, guint n_features)
{
  GlnUuid nil = { { 0 } };

  *town = (Town){ .city = city_new (), .rand = g_rand_new_with_seed (seed), .next = 1, .size = 700 };
  town->layers[0] = city_layer (town->city, GLN_LAYER_LAND_USE, "gb50137", "");
  town->layers[1] = city_layer (town->city, GLN_LAYER_LAND_USE, "gb50137", "");
  town->layers[2] = city_layer (town->city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  town->layers[3] = city_layer (town->city, GLN_LAYER_GREEN, "cjjt85-2017", "");
  town->layers[4] = city_layer (town->city, GLN_LAYER_COVER, "", "");
  town->layers[5] = city_layer (town->city, GLN_LAYER_WATER, "", "");
  town->layers[6] = city_layer (town->city, GLN_LAYER_BOUNDARY, "", "built_up");
  town->layers[7] = city_layer (town->city, GLN_LAYER_DISTRICT, "", "urban_district");
  town->layers[8] = city_layer (town->city, GLN_LAYER_DISTRICT, "", "street");
  town->layers[9] = city_layer (town->city, GLN_LAYER_COVER, "", "");
  city_interpretation (town->city);
  town->layers[10] = city_layer (town->city, GLN_LAYER_BOUNDARY, "", "construction");
  city_phase (town->city, "a", town->layers[0], town->layers[6], town->layers[10], GLN_ATTACHED_DRAWN);
  city_phase (town->city, "b", town->layers[1], nil, nil, GLN_ATTACHED_DECLARED);
  city_phase (town->city, "c", nil, nil, nil, GLN_ATTACHED_MAX);
  for (guint i = 0; i < n_features; i++)
    g_ptr_array_add (town->city->features, random_feature (town));
}

static void
town_clear (Town *town)
{
  city_free (town->city);
  g_rand_free (town->rand);
}

static GlnFeature *
any_feature (Town *town, const GlnPlan *plan)
{
  guint n = gln_feature_map_size (plan->features), at = (guint) g_rand_int_range (town->rand, 0, (gint32) n);
  GlnFeatureIter iter;
  GlnFeature *feature = NULL;

  gln_feature_iter_init (&iter, plan->features);
  for (guint i = 0; i <= at; i++)
    feature = gln_feature_iter_next (&iter);
  return feature;
}

static GlnShape *
dragged (Town *town, const GlnShape *shape)
{
  guint at = (guint) g_rand_int_range (town->rand, 0, (gint32) shape->n_points);
  double step = g_rand_int_range (town->rand, 0, 3) ? 4 : 300;
  GlnPoint point = shape->points[at];

  point.x += g_rand_double_range (town->rand, -step, step);
  point.y += g_rand_double_range (town->rand, -step, step);
  if (shape->kind == GLN_SHAPE_POLYGONS && g_rand_int_range (town->rand, 0, 10) == 0)
    return gln_shape_with_insert (shape, gln_shape_ring_of (shape, at), at, point);
  if (shape->kind == GLN_SHAPE_POLYGONS && g_rand_int_range (town->rand, 0, 10) == 0)
    return gln_shape_without_point (shape, at);
  return gln_shape_with_point (shape, at, point);
}

/* The shape without its first part: the others change their numbers, not their places. */
static GlnShape *
without_first_part (const GlnShape *shape)
{
  GlnShapeBuilder builder;

  gln_shape_builder_init (&builder, GLN_SHAPE_POLYGONS);
  for (guint p = 1; p < shape->n_parts; p++)
    {
      gln_shape_builder_begin_part (&builder);
      for (guint r = shape->part_start[p]; r < shape->part_start[p + 1]; r++)
        {
          gln_shape_builder_begin_ring (&builder);
          for (guint i = shape->ring_start[r]; i < shape->ring_start[r + 1]; i++)
            gln_shape_builder_add (&builder, shape->points[i].x, shape->points[i].y);
        }
    }
  return gln_shape_builder_end (&builder);
}

/* One edit of any kind: mostly drags. */
static GlnFeature *
edited (Town *town, GlnFeature *feature)
{
  static const char *const ids[] = { NULL, "a", "b", "c" };
  guint layer = 0;

  while (!gln_uuid_equal (&town->layers[layer], &feature->layer))
    layer++;
  switch (g_rand_int_range (town->rand, 0, 12))
    {
    case 0:
      return gln_feature_with_class (feature, codes[layer][g_rand_int_range (town->rand, 0, 3)]);
    case 1:
      return gln_feature_with_phases (feature, ids[g_rand_int_range (town->rand, 0, 4)],
                                      ids[g_rand_int_range (town->rand, 0, 4)]);
    case 2:
      {
        g_autoptr (GlnValues) values
            = gln_values_with_number (feature->values, "vegetated_ratio", g_rand_double (town->rand));
        return gln_feature_with_values (feature, values);
      }
    case 3:
      {
        g_autoptr (GlnShape) shape = feature->shape->n_parts > 1 && feature->shape->kind == GLN_SHAPE_POLYGONS
                                         ? without_first_part (feature->shape) : random_shape (town, 60);
        return gln_feature_with_shape (feature, shape);
      }
    default:
      {
        g_autoptr (GlnShape) shape = dragged (town, feature->shape);
        return shape ? gln_feature_with_shape (feature, shape) : gln_feature_ref (feature);
      }
    }
}

static GlnDelta *
random_delta (Town *town, const GlnPlan *plan)
{
  guint n = g_rand_int_range (town->rand, 0, 10) ? 1 : 4, used = 0;
  GlnChange changes[4];
  GlnDelta *delta;
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);

  for (guint i = 0; i < n; i++)
    {
      int kind = g_rand_int_range (town->rand, 0, 12);
      GlnFeature *before = kind == 0 ? NULL : any_feature (town, plan), *after = NULL;
      gboolean twice = FALSE;
      if (kind != 1)
        after = kind == 0 ? random_feature (town) : edited (town, before);
      if (after)
        g_ptr_array_add (made, after);
      if (kind == 0)
        before = gln_plan_feature (plan, &after->uuid);
      for (guint k = 0; k < used; k++)
        twice |= gln_uuid_equal (&changes[k].uuid, before ? &before->uuid : &after->uuid);
      if (!twice)
        changes[used++] = (GlnChange){ before ? before->uuid : after->uuid, before, after };
    }
  delta = gln_delta_new (changes, used, NULL, NULL);
  return delta;
}

static GlnDelta *
random_frame_delta (Town *town, const GlnPlan *plan)
{
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;
  g_autoptr (GlnFrame) frame = NULL;
  guint p = (guint) g_rand_int_range (town->rand, 0, (gint32) plan->frame->n_phases);

  gln_phase_spec_copy (&spec, plan->frame->phases[p]);
  switch (g_rand_int_range (town->rand, 0, 4))
    {
    case 0:
      spec.land_use = town->layers[g_rand_int_range (town->rand, 0, 2)];
      break;
    case 1:
      spec.attached = (GlnAttachedMethod) g_rand_int_range (town->rand, 0, 3);
      break;
    case 2:
      spec.boundary[GLN_SCOPE_BUILT_UP] = town->layers[6];
      break;
    default:
      spec.population = 1000;
      break;
    }
  phase = gln_phase_new (&spec);
  frame = gln_frame_with_phase (plan->frame, phase);
  return gln_delta_new (NULL, 0, plan->frame, frame);
}

static void
run_edits (guint32 seed, guint n_features, guint n_steps, guint every)
{
  Town town;
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnMosaic) mosaic = NULL;

  g_test_message ("seed %u", seed);
  town_init (&town, seed, n_features);
  plan = city_plan (town.city);
  mosaic = mosaic_of (town.city->standards, plan, 1 + seed % 2);
  for (guint step = 1; step <= n_steps; step++)
    {
      g_autoptr (GlnDelta) delta = step % 50 ? random_delta (&town, plan) : random_frame_delta (&town, plan);
      GlnPlan *next = gln_plan_apply (plan, delta);

      gln_mosaic_update (mosaic, delta);
      gln_plan_unref (plan);
      plan = next;
      if (step % every == 0 || step == n_steps)
        {
          g_autoptr (GlnMosaic) scratch = mosaic_of (town.city->standards, plan, step / every % 2 + 1);
          assert_same (mosaic, scratch, "incremental against scratch", step);
          assert_parts (mosaic);
        }
    }
  town_clear (&town);
}

static void
test_edits (void)
{
  guint32 seed = (guint32) g_test_rand_int ();

  for (guint i = 0; i < 6; i++)
    run_edits (seed + i, 40, g_test_slow () ? 4000 : 300, 3);
  run_edits (seed + 100, 600, g_test_slow () ? 10000 : 400, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mosaic-update/edits", test_edits);
  return g_test_run ();
}
