/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vertices dragged about, and whole features added, removed and given another class. */
#include "engine.h"

#include "city-private.h"

/* One kind of drag. */
typedef struct
{
  const char *name;
  int kind;             /* CityGreenKind, -1 for any */
  const char *cls;      /* NULL for any */
  double min_m2, max_m2;
  double step_m;        /* of a frame, from where the vertex is */
  gboolean jump;        /* instead: anywhere within step_m of where it was at first */
  gboolean threshold;   /* instead: to and fro, the area crossing 5000 m2 */
} Scenario;

static const Scenario scenarios[] = {
  { "small-green-3m", CITY_ATTACHED, NULL, 0, 3000, 3, FALSE, FALSE },
  { "pocket-park-3m", CITY_BLOB, "G1", 0, 1000, 3, FALSE, FALSE },
  { "park-3m", CITY_BLOB, "G1", 5000, 1e9, 3, FALSE, FALSE },
  { "park-40m", CITY_BLOB, "G1", 5000, 1e9, 40, FALSE, FALSE },
  { "park-over-threshold", CITY_BLOB, "G1", 4000, 6200, 0, FALSE, TRUE },
  { "road-belt-5m", CITY_ROAD_BELT, NULL, 0, 1e9, 5, FALSE, FALSE },
  { "river-park-5m", CITY_RIVER_BELT, "G1", 0, 1e12, 5, FALSE, FALSE },
  { "forest-ring-5m", CITY_RING, NULL, 0, 1e12, 5, FALSE, FALSE },
  { "forest-ring-60m", CITY_RING, NULL, 0, 1e12, 60, FALSE, FALSE },
  { "any-green-300m-jumps", -1, NULL, 0, 1e9, 300, TRUE, FALSE },
};

/* What a run of one scenario measures. */
typedef struct
{
  GArray *thread_s, *cpu_s, *wall_s;
} Times;

static void
times_init (Times *times)
{
  times->thread_s = g_array_new (FALSE, FALSE, sizeof (double));
  times->cpu_s = g_array_new (FALSE, FALSE, sizeof (double));
  times->wall_s = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
times_add (Times *times, const MeasureSpan *span)
{
  g_array_append_val (times->thread_s, span->thread_s);
  g_array_append_val (times->cpu_s, span->cpu_s);
  g_array_append_val (times->wall_s, span->wall_s);
}

static void
times_print (Times *times, const char *what, const char *size, const char *name)
{
  GArray *all[] = { times->thread_s, times->cpu_s, times->wall_s };
  static const char *const clocks[] = { "thread", "cpu", "wall" };

  measure_print (times->wall_s->len, "%s/%s/%s/n", what, size, name);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      measure_print (measure_quantile (all[i], 0.5), "%s/%s/%s/%s_p50_s", what, size, name, clocks[i]);
      measure_print (measure_quantile (all[i], 0.99), "%s/%s/%s/%s_p99_s", what, size, name, clocks[i]);
      measure_print (measure_quantile (all[i], 1), "%s/%s/%s/%s_max_s", what, size, name, clocks[i]);
      g_array_unref (all[i]);
    }
}

static gboolean
scenario_takes (const Scenario *s, const City *city, guint green)
{
  const GlnFeature *feature = city_feature (city, CITY_GREEN, green);
  guint kind = g_array_index (city->green_kinds, guint8, green);

  return (s->kind < 0 || (int) kind == s->kind) && (!s->cls || g_str_equal (feature->class_code, s->cls))
         && feature->shape->ring_sum_m2 >= s->min_m2 && feature->shape->ring_sum_m2 <= s->max_m2
         && !(s->jump && (kind == CITY_RING || kind == CITY_RIVER_BELT));
}

static GArray *
scenario_greens (const Scenario *s, const City *city)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < city->features[CITY_GREEN]->len; i++)
    if (scenario_takes (s, city, i))
      g_array_append_val (list, i);
  return list;
}

/* Where vertex @index has to go for the area to come out as far beyond 5000 m2 as it is short of it. */
static GlnPoint
over_threshold (const GlnShape *shape, guint index)
{
  GlnPoint a = shape->points[gln_shape_previous (shape, index)], b = shape->points[gln_shape_next (shape, index)];
  GlnPoint at = shape->points[index];
  double dx = b.x - a.x, dy = b.y - a.y, gap = 2 * (5000 - shape->ring_sum_m2);
  double move = 2 * gap / (dx * dx + dy * dy);

  /* The area grows by half the cross product of the move and (b - a). */
  return city_round (at.x + move * dy, at.y - move * dx);
}

static GlnPoint
next_place (const Scenario *s, CityRandom *random, const GlnShape *first, guint index, GlnPoint at, guint frame)
{
  GlnPoint home = first->points[index];
  double angle = city_random (random, 0, 2 * G_PI), r = s->step_m;

  if (s->threshold)
    return frame % 2 ? home : over_threshold (first, index);
  if (s->jump)
    r *= sqrt (city_random (random, 0, 1));
  if (s->jump || hypot (at.x - home.x, at.y - home.y) > 15 * s->step_m)
    at = home;
  return city_round (at.x + r * cos (angle), at.y + r * sin (angle));
}

/* Drags one vertex of one green for @frames frames; leaves it where it ends when asked. */
static void
drag_vertex (GlnMosaic *mosaic, const Scenario *s, CityRandom *random, GlnFeature *home, guint frames,
             gboolean leave, Times *times)
{
  g_autoptr (GlnFeature) feature = gln_feature_ref (home);
  guint index = city_random_int (random, home->shape->n_points);

  for (guint frame = 0; frame < frames; frame++)
    {
      GlnPoint to = next_place (s, random, home->shape, index, feature->shape->points[index], frame);
      MeasureSpan start = measure_now (), span;
      g_autoptr (GlnShape) shape = gln_shape_with_point (feature->shape, index, to);
      g_autoptr (GlnFeature) moved = gln_feature_with_shape (feature, shape);
      engine_change (mosaic, feature, moved);
      span = measure_since (&start);
      times_add (times, &span);
      gln_feature_unref (feature);
      feature = g_steal_pointer (&moved);
    }
  if (!leave)
    engine_change (mosaic, feature, home);
}

static GlnFeature *
feature_now (GlnMosaic *mosaic, const GlnFeature *feature)
{
  g_autoptr (GlnPlan) plan = engine_plan (mosaic);

  return gln_feature_ref (gln_plan_feature (plan, &feature->uuid));
}

static void
run_scenario (const Engine *engine, GlnMosaic *mosaic, const Scenario *s, guint frames)
{
  g_autoptr (GArray) greens = scenario_greens (s, engine->city);
  CityRandom random = { engine->city->spec.seed + 7 };
  guint per_vertex = 25, n_vertices = MAX (1, frames / per_vertex);
  Times times;

  if (greens->len == 0)
    return;
  times_init (&times);
  for (guint i = 0; i < n_vertices; i++)
    {
      guint green = g_array_index (greens, guint, city_random_int (&random, greens->len));
      g_autoptr (GlnFeature) feature = feature_now (mosaic, city_feature (engine->city, CITY_GREEN, green));
      /* Some stay where the drag left them, so that the comparison with a build has something to find. */
      drag_vertex (mosaic, s, &random, feature, per_vertex, i % 8 == 0, &times);
    }
  times_print (&times, "drag", engine->size, s->name);
}

/** engine_drags: @frames frames of every scenario, then the comparison with a build from scratch. */
void
engine_drags (const Engine *engine, guint frames)
{
  g_autoptr (GlnPlan) plan = city_plan (engine->city, 1, 0);
  g_autoptr (GlnMosaic) mosaic = engine_build (engine, plan, engine->n_threads);

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    run_scenario (engine, mosaic, &scenarios[i], frames);
  measure_print (engine_differences_from_scratch (engine, mosaic), "check/%s/drags-vs-scratch/differences",
                 engine->size);
}

/* Features that are added, removed and given another class. */
typedef struct
{
  const char *name;
  CityKind kind;
  int green_kind; /* -1 for any */
  guint n;
} Target;

static void
operate (GlnMosaic *mosaic, GlnFeature *feature, const char *other_class, Times *times)
{
  g_autoptr (GlnFeature) other = gln_feature_with_class (feature, other_class);
  MeasureSpan span = engine_change (mosaic, feature, NULL);

  times_add (&times[0], &span);
  span = engine_change (mosaic, NULL, feature);
  times_add (&times[1], &span);
  if (!*other_class)
    return;
  span = engine_change (mosaic, feature, other);
  times_add (&times[2], &span);
  span = engine_change (mosaic, other, feature);
  times_add (&times[2], &span);
}

static const char *
other_class (CityKind kind, const GlnFeature *feature)
{
  if (kind == CITY_GREEN)
    return g_str_equal (feature->class_code, "G1") ? "G2" : "G1";
  return kind == CITY_PARCEL ? (g_str_equal (feature->class_code, "R2") ? "M1" : "R2") : "";
}

static void
run_target (const Engine *engine, GlnMosaic *mosaic, const Target *target)
{
  static const char *const names[] = { "delete", "insert", "reclassify" };
  const City *city = engine->city;
  CityRandom random = { city->spec.seed + 11 };
  guint done = 0, n_all = city->features[target->kind]->len;
  Times times[3];

  for (guint i = 0; i < 3; i++)
    times_init (&times[i]);
  for (guint tries = 0; done < target->n && tries < 100 * n_all; tries++)
    {
      guint i = target->green_kind < 0 ? city_random_int (&random, n_all) : tries % n_all;
      GlnFeature *feature = city_feature (city, target->kind, i);
      if (target->green_kind >= 0 && g_array_index (city->green_kinds, guint8, i) != target->green_kind)
        continue;
      operate (mosaic, feature, other_class (target->kind, feature), times);
      done++;
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", target->name, names[i]);
      if (times[i].wall_s->len)
        times_print (&times[i], "operation", engine->size, name);
    }
}

/** engine_operations: whole features, small ones and those that cross the city; then the comparison. */
void
engine_operations (const Engine *engine)
{
  static const Target targets[] = {
    { "green", CITY_GREEN, -1, 200 },      { "parcel", CITY_PARCEL, -1, 100 },
    { "crown", CITY_COVER, -1, 100 },      { "road-belt", CITY_GREEN, CITY_ROAD_BELT, 50 },
    { "river-belt", CITY_GREEN, CITY_RIVER_BELT, 6 }, { "forest-ring", CITY_GREEN, CITY_RING, 5 },
    { "district", CITY_DISTRICT, -1, 4 },  { "boundary", CITY_BOUNDARY, -1, 2 },
  };
  g_autoptr (GlnPlan) plan = city_plan (engine->city, 1, 0);
  g_autoptr (GlnMosaic) mosaic = engine_build (engine, plan, engine->n_threads);

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    run_target (engine, mosaic, &targets[i]);
  measure_print (engine_differences_from_scratch (engine, mosaic), "check/%s/operations-vs-scratch/differences",
                 engine->size);
}
