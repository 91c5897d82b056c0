/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our engine on the made-up city; see usage(). Each call measures one thing, so that a script can run the tools
 * in turn. Every build is from a plan in memory to the snapshot that answers all questions. */
#include "engine.h"

#include <malloc.h>

#include "../core/standards-fixture.h"

static int
usage (void)
{
  fprintf (stderr, "usage: bench-mosaic SIZE THREADS WHAT [ARGUMENT]\n"
                   "  scratch [VALUES-FILE]  one build: time, memory, the figures\n"
                   "  drags [FRAMES]         vertices dragged, by scenario\n"
                   "  operations             whole features added, removed, given another class\n"
                   "  phases [TIMES]         four phases that differ in 5 %% of the tiles against one\n"
                   "  arcs [TIMES]           crowns as true discs against 12-gons\n"
                   "  checks                 1 thread = n threads; the plan moved by whole metres\n");
  return 2;
}

/* Memory beyond the vertices is the plan's own and the engine's. The city is given up first, the plan keeps
 * what it needs. */
static void
run_scratch (Engine *engine, const char *values_path)
{
  g_autoptr (GlnPlan) plan = city_plan (engine->city, 1, 0);
  double vertices = (double) city_vertices (engine->city) * sizeof (GlnPoint), base;
  g_autoptr (GlnMosaic) mosaic = NULL;
  g_autoptr (GlnAreas) areas = NULL;
  MeasureSpan start, span;

  malloc_trim (0);
  measure_reset_peak ();
  base = measure_memory ("VmRSS");
  start = measure_now ();
  mosaic = engine_build (engine, plan, engine->n_threads);
  areas = gln_mosaic_snapshot (mosaic);
  span = measure_since (&start);
  measure_print (span.wall_s, "scratch/%s/ours/%u/wall_s", engine->size, engine->n_threads);
  measure_print (span.cpu_s, "scratch/%s/ours/%u/cpu_s", engine->size, engine->n_threads);
  measure_print (vertices, "memory/%s/vertex_bytes", engine->size);
  measure_print (base, "memory/%s/plan_bytes", engine->size);
  measure_print (measure_memory ("VmHWM"), "memory/%s/peak_bytes", engine->size);
  if (values_path)
    {
      g_autoptr (CityValues) values = engine_values (engine, areas);
      if (!city_values_write (values, engine->city, values_path))
        exit (1);
    }
}

static void
run_phases (const Engine *engine, guint times)
{
  g_autoptr (GlnPlan) one = city_plan (engine->city, 1, 0), four = city_plan (engine->city, 4, 0.05);
  g_autoptr (GlnPlan) alike = city_plan (engine->city, 4, 0);

  for (guint i = 0; i < times; i++)
    {
      measure_print (engine_time_build (engine, one, engine->n_threads).wall_s, "phases/%s/one/wall_s",
                     engine->size);
      measure_print (engine_time_build (engine, four, engine->n_threads).wall_s, "phases/%s/four/wall_s",
                     engine->size);
      measure_print (engine_time_build (engine, alike, engine->n_threads).wall_s, "phases/%s/alike/wall_s",
                     engine->size);
    }
}

static void
run_arcs (const Engine *engine, guint times)
{
  CitySpec spec = engine->city->spec;
  g_autoptr (City) city = NULL;
  g_autoptr (GlnPlan) polygons = city_plan (engine->city, 1, 0), discs = NULL;

  spec.discs = TRUE;
  city = city_new (&spec);
  discs = city_plan (city, 1, 0);
  for (guint i = 0; i < times; i++)
    {
      measure_print (engine_time_build (engine, polygons, engine->n_threads).wall_s, "arcs/%s/polygons/wall_s",
                     engine->size);
      measure_print (engine_time_build (engine, discs, engine->n_threads).wall_s, "arcs/%s/discs/wall_s",
                     engine->size);
    }
}

static GlnPlan *
moved_plan (const GlnPlan *plan, double dx_m, double dy_m)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFeatureMap) map = NULL;
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      g_autoptr (GlnShape) shape = gln_shape_translated (feature->shape, dx_m, dy_m);
      g_ptr_array_add (all, gln_feature_with_shape (feature, shape));
    }
  map = gln_feature_map_new ((GlnFeature **) all->pdata, all->len);
  return gln_plan_new (plan->frame, map);
}

static GlnAreas *
areas_of (const Engine *engine, GlnPlan *plan, guint n_threads)
{
  g_autoptr (GlnMosaic) mosaic = engine_build (engine, plan, n_threads);

  return gln_mosaic_snapshot (mosaic);
}

/* Moving by whole metres changes no binary fraction of a coordinate, only where the windows lie. */
static void
run_checks (const Engine *engine)
{
  g_autoptr (GlnPlan) plan = city_plan (engine->city, 4, 0.05), moved = moved_plan (plan, 1317, 2029);
  g_autoptr (GlnAreas) one = areas_of (engine, plan, 1), many = areas_of (engine, plan, engine->n_threads);
  g_autoptr (GlnAreas) there = areas_of (engine, moved, engine->n_threads);
  GlnZoneQuery zone = { 0, GLN_SCOPE_BUILT_UP, NULL };
  GlnArea green = gln_areas_green_union (one, 0) - gln_areas_green_union (there, 0);
  double worst = (double) engine_worst (engine, one, there);

  measure_print (engine_differences (engine, one, many), "check/%s/threads/differences", engine->size);
  measure_print (fabs ((double) green), "check/%s/moved/total_quanta", engine->size);
  measure_print (worst, "check/%s/moved/worst_quanta", engine->size);
  measure_print (worst / (double) gln_areas_zone (one, &zone), "check/%s/moved/worst_of_boundary_rel",
                 engine->size);
}

static int
run (Engine *engine, const char *what, const char *argument)
{
  guint n = argument ? (guint) atoi (argument) : 0;

  if (g_str_equal (what, "scratch"))
    run_scratch (engine, argument);
  else if (g_str_equal (what, "drags"))
    engine_drags (engine, n ? n : 1000);
  else if (g_str_equal (what, "operations"))
    engine_operations (engine);
  else if (g_str_equal (what, "phases"))
    run_phases (engine, n ? n : 5);
  else if (g_str_equal (what, "arcs"))
    run_arcs (engine, n ? n : 5);
  else if (g_str_equal (what, "checks"))
    run_checks (engine);
  else
    return usage ();
  return 0;
}

int
main (int argc, char **argv)
{
  Engine engine = { .size = argc > 1 ? argv[1] : "", .n_threads = argc > 2 ? (guint) atoi (argv[2]) : 0 };
  CitySpec spec;
  int status;

  if (argc < 4 || engine.n_threads < 1 || !city_spec_parse (&spec, argv[1]))
    return usage ();
  engine.city = city_new (&spec);
  g_setenv ("GREENLINE_SOURCE_ROOT", BENCH_SOURCE_ROOT, FALSE);
  engine.standards = fixture_load_shipped ();
  gln_mosaic_rules_init (&engine.rules);
  status = run (&engine, argv[3], argc > 4 ? argv[4] : NULL);
  gln_standards_unref (engine.standards);
  city_free (engine.city);
  return status;
}
