/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static GlnValues *
odd_values (guint i)
{
  const GlnValue list[] = {
    { .key = "name", .type = GLN_VALUE_TEXT, .text = "公园 \"A\"" },
    { .key = "Name", .type = GLN_VALUE_TEXT, .text = "" },
    { .key = "population", .type = GLN_VALUE_NUMBER, .number = 0.1 + i },
    { .key = "mixed", .type = i % 2 ? GLN_VALUE_TEXT : GLN_VALUE_NUMBER, .number = 1e300, .text = "12" },
    { .key = "fid", .type = GLN_VALUE_NUMBER, .number = -0.5 },
    { .key = "GEOM", .type = GLN_VALUE_TEXT, .text = "x" },
    { .key = "字段", .type = GLN_VALUE_NUMBER, .number = 1.0 / 3 },
  };

  return gln_values_new (list, i % 3 ? G_N_ELEMENTS (list) : 2);
}

static GlnShape *
odd_shape (guint i)
{
  GlnShapeBuilder builder;

  if (i % 7 == 6)
    return NULL;
  gln_shape_builder_init (&builder, (GlnShapeKind) (i % 3));
  builder.radius_m = i % 3 == GLN_SHAPE_POINTS && i % 2 ? 2.5 + i / 3.0 : 0;
  for (guint part = 0; part <= i % 4; part++)
    {
      gln_shape_builder_begin_part (&builder);
      for (guint ring = 0; ring <= part; ring++)
        {
          gln_shape_builder_begin_ring (&builder);
          for (guint p = 0; p < 1 + (i + ring) % 6; p++)
            gln_shape_builder_add (&builder, 500000.1 + g_test_rand_double () * 1e4,
                                   3400000.7 + g_test_rand_double () * 1e4);
          if (i % 5 == 0) /* a ring that ends twice where it began */
            for (guint p = 0; p < 2; p++)
              gln_shape_builder_add (&builder, 500000.1, 3400000.7);
        }
    }
  return gln_shape_builder_end (&builder);
}

static GlnFrame *
odd_frame (const GlnPlan *plan, const GlnUuid *layers)
{
  g_autoptr (GlnLayer) a = gln_layer_new (&layers[0], GLN_LAYER_LAND_USE, "用地 present", "gb50137", NULL);
  g_autoptr (GlnLayer) b = gln_layer_new (&layers[1], GLN_LAYER_BOUNDARY, "用地 Present", "", "built_up");
  g_autoptr (GlnLayer) c = gln_layer_new (&layers[2], GLN_LAYER_COVER, "gpkg_\"x\"", NULL, NULL);
  g_autoptr (GlnLayer) d = gln_layer_with_flags (c, GLN_LAYER_HIDDEN | GLN_LAYER_COMPLETE_INTERPRETATION);
  g_autoptr (GlnLayer) e = gln_layer_with_opacity (d, 1 / 3.0);
  g_autoptr (GlnLayer) f = gln_layer_with_source (e, "树冠.shp");
  GlnLayer *list[] = { a, b, f };
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPhase) phase = NULL;
  g_autoptr (GlnValues) settings = odd_values (1);
  GlnPhase *phases[2] = { plan->frame->phases[0] };

  gln_phase_spec_init (&spec, "2030");
  gln_phase_spec_set_text (&spec.name, "规划 2030");
  spec.year = 2030;
  spec.land_use = layers[0];
  spec.boundary[GLN_SCOPE_BUILT_UP] = layers[1];
  spec.population = 312000.25;
  spec.coverage = GLN_COVERAGE_ESTIMATE;
  spec.attached = GLN_ATTACHED_MAX;
  spec.conditions = odd_values (2);
  gln_phase_spec_set_target (&spec, "GLR", ">=", 0.354, 0);
  gln_phase_spec_set_target (&spec, "PGPC", "between", 8, 12.1);
  gln_phase_spec_set_entry (&spec, "OLD", 0.97, "证明.pdf", NULL, "2025-01-02");
  g_ptr_array_add (spec.editions, g_strdup ("NGC2010"));
  phases[1] = phase = gln_phase_new (&spec);
  return gln_frame_new (&plan->frame->uuid, "江城", plan->frame->crs, list, 3, phases, 2, settings);
}

/* A plan with everything that can be awkward in it. */
static GlnPlan *
odd_plan (const char *crs, guint n)
{
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("江城", crs);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_feature_unref);
  g_autoptr (GlnFrame) frame = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;
  GlnUuid layers[4];

  for (guint i = 0; i < 4; i++)
    gln_uuid_new (&layers[i]);
  frame = odd_frame (empty, layers);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GlnShape) shape = odd_shape (i);
      g_autoptr (GlnValues) values = odd_values (i);
      GlnUuid uuid;
      g_autoptr (GlnFeature) feature = NULL;
      gln_uuid_new (&uuid);
      /* layers[3] is not in the frame: such features must survive too */
      feature = gln_feature_new (&uuid, &layers[i % 4], i % 2 ? "G1" : "U23", shape, values);
      g_ptr_array_add (features, gln_feature_with_phases (feature, i % 2 ? "2030" : NULL, NULL));
    }
  map = gln_feature_map_new ((GlnFeature **) features->pdata, features->len);
  return gln_plan_new (frame, map);
}

static GlnPlanFile *
save_and_open (const char *path, const GlnPlan *plan)
{
  g_autoptr (GError) error = NULL;
  GlnPlanFile *file;

  gln_plan_file_save (path, plan, NULL, NULL, &error);
  g_assert_no_error (error);
  file = gln_plan_file_open (path, NULL, &error);
  g_assert_no_error (error);
  return file;
}

static void
test_round_trip (void)
{
  static const char *const systems[] = { "EPSG:4547", "local" };

  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "江城.gpkg", NULL);
      g_autoptr (GlnPlan) plan = odd_plan (systems[i], 400);
      g_autoptr (GlnPlanFile) file = save_and_open (path, plan);
      g_autofree char *hash = gln_plan_hash (plan);

      for (guint n = 0; n < file->notes->len; n++)
        g_test_message ("%s", (char *) g_ptr_array_index (file->notes, n));
      g_assert_cmpuint (file->notes->len, ==, 0);
      g_assert_false (file->read_only);
      g_assert_true (gln_frame_equal (file->plan->frame, plan->frame));
      g_assert_true (gln_plan_equal (file->plan, plan));
      g_assert_cmpstr (file->hash, ==, hash);
      remove_tree (folder);
    }
}

/* Another program's SQL on a plan file. */
static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
}

/* The reference validator of GDAL, where it is installed. */
static void
test_valid (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL), *out = NULL;
  g_autoptr (GlnPlan) plan = odd_plan ("EPSG:4547", 60);
  char *probe[] = { "python3", "-c", "import osgeo_utils.samples.validate_gpkg", NULL };
  char *check[] = { "python3", "-m", "osgeo_utils.samples.validate_gpkg", path, NULL };
  gint status = 1;

  probe[0] = check[0] = g_file_test ("/usr/bin/python3", G_FILE_TEST_EXISTS) ? "/usr/bin/python3" : "python3";
  if (!g_spawn_sync (NULL, probe, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                     &status, NULL)
      || status != 0)
    g_test_skip ("GDAL's validate_gpkg is not installed");
  else
    {
      g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
      g_assert_true (g_spawn_sync (NULL, check, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, NULL));
      g_test_message ("%s", out);
      g_assert_cmpint (status, ==, 0);
    }
  remove_tree (folder);
}

/* GDAL reads every layer with all rows and without a word of complaint. */
static void
test_gdal_reads (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlan) plan = odd_plan ("EPSG:4547", 120);
  g_autoptr (GlnSourceInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n = 0;

  g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  info = gln_source_inspect (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info->notes->len, ==, 0);
  for (guint i = 0; i < info->layers->len; i++)
    {
      const GlnSourceLayer *layer = g_ptr_array_index (info->layers, i);
      if (strcmp (layer->name, "gln_phases") == 0)
        continue;
      n += layer->n_read;
      g_assert_cmpuint (layer->n_unreadable, ==, 0);
      g_assert_cmpstr (layer->crs_found, ==, "EPSG:4547");
    }
  g_assert_cmpuint (n, ==, 120);
  remove_tree (folder);
}

static void
test_hash (void)
{
  g_autoptr (GlnPlan) a = odd_plan ("local", 50);
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlanFile) file = save_and_open (path, a);
  g_autofree char *before = gln_plan_hash (a), *after = gln_plan_hash (file->plan), *other = NULL;
  g_autoptr (GlnFrame) frame = gln_frame_with_name (a->frame, "other");
  g_autoptr (GlnPlan) changed = gln_plan_new (frame, a->features);

  other = gln_plan_hash (changed);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (before, !=, other);
  g_assert_cmpuint (strlen (before), ==, 64);
  remove_tree (folder);
}

static void
test_versions (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "江城.gpkg", NULL);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("v0", "local");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("v%u", i);
      g_autoptr (GlnFrame) frame = gln_frame_with_name (plan->frame, name);
      g_autoptr (GlnPlan) version = gln_plan_new (frame, plan->features);
      g_assert_true (gln_plan_file_save (path, version, NULL, NULL, &error));
    }
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *file = i ? g_strdup_printf ("%s~%u", path, i) : g_strdup (path);
      g_autofree char *name = g_strdup_printf ("v%u", 5 - i);
      g_autoptr (GlnPlanFile) opened = gln_plan_file_open (file, NULL, NULL);
      g_assert_true ((opened != NULL) == (i <= 3));
      if (opened)
        g_assert_cmpstr (opened->plan->frame->name, ==, name);
    }
  remove_tree (folder);
}

static void
test_newer_schema (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlan) plan = odd_plan ("local", 40);
  g_autoptr (GlnPlanFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  run_sql (path, "UPDATE gln_meta SET value='99' WHERE key='schema'");
  file = gln_plan_file_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (file->read_only);
  g_assert_cmpuint (file->notes->len, ==, 1);
  g_assert_true (gln_plan_equal (file->plan, plan));
  g_assert_false (gln_plan_file_save (path, plan, NULL, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_READ_ONLY);
  remove_tree (folder);
}

/* QGIS may change attributes, add rows and columns, delete rows: that is the plan next time. */
static void
test_edited_elsewhere (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlan) plan = odd_plan ("local", 40);
  g_autoptr (GlnPlanFile) file = NULL, again = NULL;
  GlnFeatureIter iter;
  GlnFeature *feature;
  guint n_noted = 0, n_new = 0;

  g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  run_sql (path, "ALTER TABLE \"用地 present\" ADD COLUMN 备注 TEXT;"
                 "UPDATE \"用地 present\" SET 备注='核对', name='新名';"
                 "INSERT INTO \"用地 present\" (class_code, name) VALUES ('R2', '外来');"
                 "DELETE FROM \"用地 present\" WHERE fid=1");
  file = gln_plan_file_open (path, NULL, NULL);
  again = gln_plan_file_open (path, NULL, NULL);
  g_assert_true (gln_plan_equal (file->plan, again->plan)); /* new rows get the same ids every time */
  g_assert_cmpuint (file->notes->len, ==, 1);
  g_assert_false (file->read_only);
  g_assert_cmpuint (gln_feature_map_size (file->plan->features), ==, 40);
  gln_feature_iter_init (&iter, file->plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      const char *text = gln_values_text (feature->values, "备注");
      n_noted += g_strcmp0 (text, "核对") == 0 && strcmp (gln_feature_name (feature), "新名") == 0;
      n_new += strcmp (gln_feature_name (feature), "外来") == 0;
    }
  g_assert_cmpuint (n_noted, ==, 9);
  g_assert_cmpuint (n_new, ==, 1);
  remove_tree (folder);
}

/* What QGIS keeps in the file outlives our saves. */
static void
test_styles (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlan) plan = odd_plan ("local", 20);
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;

  g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  run_sql (path, "CREATE TABLE \"layer_styles\" (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_name TEXT,"
                 " styleQML TEXT); INSERT INTO layer_styles VALUES (7, '用地', '<qgis/>')");
  for (guint i = 0; i < 2; i++)
    g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT id, styleQML FROM layer_styles", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 7);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 1), ==, "<qgis/>");
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  remove_tree (folder);
}

static void
test_foreign (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autofree char *other = g_build_filename (folder, "b.gpkg", NULL), *none = g_build_filename (folder, "c.gpkg", NULL);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local");
  g_autoptr (GError) error = NULL;

  run_sql (path, "CREATE TABLE t (a)");
  g_assert_false (gln_plan_file_check (path));
  g_assert_null (gln_plan_file_open (path, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_BAD_FORMAT);
  g_clear_error (&error);
  g_assert_false (gln_plan_file_save (path, plan, NULL, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (other, "no database", -1, NULL));
  g_assert_null (gln_plan_file_open (other, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_BAD_FORMAT);
  g_clear_error (&error);
  g_assert_null (gln_plan_file_open (none, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (gln_plan_file_save ("/nowhere/a.gpkg", plan, NULL, NULL, &error));
  g_assert_nonnull (error);
  remove_tree (folder);
}

/* Cut off and flipped plans: opened with notes, or refused, never a crash; what was read is sound. */
static void
test_damaged (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GlnPlan) plan = odd_plan ("local", 300);
  guint n_opened = 0;
  gsize length;

  g_assert_true (gln_plan_file_save (path, plan, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *broken = g_memdup2 (content, length);
      g_autoptr (GlnPlanFile) file = NULL;
      g_autoptr (GError) error = NULL;
      gsize n = i % 3 ? length : (gsize) g_test_rand_int_range (0, (int) length);

      for (guint k = 0; k < 1 + i; k++)
        broken[g_test_rand_int_range (i % 2 ? 100 : 0, (int) length)] = (char) g_test_rand_int ();
      g_assert_true (g_file_set_contents (path, broken, (gssize) n, NULL));
      file = gln_plan_file_open (path, NULL, &error);
      g_assert_true ((file == NULL) != (error == NULL));
      n_opened += file != NULL;
      if (file)
        {
          g_autofree char *hash = gln_plan_hash (file->plan);
          g_assert_cmpuint (strlen (hash), ==, 64);
        }
    }
  g_assert_cmpuint (n_opened, >, 0);
  remove_tree (folder);
}

/* A disk that takes no more than 64 kB: the save fails in one sentence and the old file is untouched. */
static void
test_full_disk (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlan) small = gln_plan_new_empty ("x", "local"), large = odd_plan ("local", 2000);
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;
  int status;
  pid_t pid;

  g_assert_true (gln_plan_file_save (path, small, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  pid = fork ();
  if (pid == 0)
    {
      struct rlimit limit = { 65536, 65536 };
      g_autoptr (GError) error = NULL;
      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      _exit (!gln_plan_file_save (path, large, NULL, NULL, &error) && error && strstr (error->message, path) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  remove_tree (folder);
}

/* More keys than columns are wise. */
static void
test_many_keys (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("x", "local"), plan = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (GlnValue));
  g_autoptr (GlnValues) set = NULL;
  g_autoptr (GlnFeature) feature = NULL;
  g_autoptr (GlnFeatureMap) map = NULL;
  g_autoptr (GlnPlanFile) file = NULL;
  GlnUuid uuid, layer;

  for (guint i = 0; i < 1200; i++)
    {
      g_autofree char *key = g_strdup_printf ("key %u", i);
      GlnValue value = { .key = g_intern_string (key), .type = GLN_VALUE_NUMBER, .number = i / 7.0 };
      g_array_append_val (values, value);
    }
  set = gln_values_new ((GlnValue *) (void *) values->data, values->len);
  gln_uuid_new (&uuid);
  gln_uuid_new (&layer);
  feature = gln_feature_new (&uuid, &layer, NULL, NULL, set);
  map = gln_feature_map_new (&feature, 1);
  plan = gln_plan_new (empty->frame, map);
  file = save_and_open (path, plan);
  g_assert_true (gln_plan_equal (file->plan, plan));
  remove_tree (folder);
}

static void
test_symlink (void)
{
  g_autofree char *folder = make_folder (), *real = g_build_filename (folder, "real.gpkg", NULL);
  g_autofree char *path = g_build_filename (folder, "link.gpkg", NULL);
  g_autoptr (GlnPlan) plan = gln_plan_new_empty ("x", "local");
  g_autoptr (GlnPlanFile) file = NULL;

  g_assert_true (gln_plan_file_save (real, plan, NULL, NULL, NULL));
  g_assert_cmpint (symlink (real, path), ==, 0);
  file = save_and_open (path, plan);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (gln_plan_file_check (real));
  remove_tree (folder);
}

static void
test_cancel (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (GlnPlan) plan = odd_plan ("local", 50);
  g_autoptr (GError) error = NULL;
  GlnProgress progress = { .cancelled = 1 };

  g_assert_false (gln_plan_file_save (path, plan, NULL, &progress, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  remove_tree (folder);
}

static void
test_lock (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "江城.gpkg", NULL);
  g_autofree char *file = g_build_filename (folder, ".~lock.江城.gpkg#", NULL), *other = NULL;
  g_autoptr (GError) error = NULL;
  GlnPlanLock *lock = gln_plan_lock_acquire (path, &error);

  g_assert_no_error (error);
  g_assert_true (gln_plan_lock_check (path, NULL)); /* our own */
  g_assert_null (gln_plan_lock_acquire (path, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_LOCKED);
  g_clear_error (&error);
  gln_plan_lock_release (lock);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  /* of a process that is gone */
  other = g_strdup_printf ("%s\n%d\n1\nsomebody\n", g_get_host_name (), 0x3ffffff);
  g_assert_true (g_file_set_contents (file, other, -1, NULL));
  g_assert_true (gln_plan_lock_check (path, NULL));
  lock = gln_plan_lock_acquire (path, NULL);
  g_assert_nonnull (lock);
  gln_plan_lock_release (lock);
  /* of another live process, and of another computer */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\n%d\n\n王工\n", i ? "别的电脑" : g_get_host_name (), (int) getppid ());
      g_autofree char *start = NULL;
      if (!i)
        {
          g_autofree char *stat_file = g_strdup_printf ("/proc/%d/stat", (int) getppid ()), *content = NULL;
          g_auto (GStrv) words = NULL;
          g_assert_true (g_file_get_contents (stat_file, &content, NULL, NULL));
          words = g_strsplit (strrchr (content, ')') + 1, " ", -1);
          g_free (text);
          text = g_strdup_printf ("%s\n%d\n%s\n王工\n", g_get_host_name (), (int) getppid (), words[20]);
        }
      g_assert_true (g_file_set_contents (file, text, -1, NULL));
      g_assert_null (gln_plan_lock_acquire (path, &error));
      g_assert_error (error, GLN_ERROR, GLN_ERROR_LOCKED);
      g_assert_nonnull (strstr (error->message, "王工"));
      g_clear_error (&error);
      g_assert_false (gln_plan_lock_check (path, NULL));
    }
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/plan-file/round-trip", test_round_trip);
  g_test_add_func ("/io/plan-file/valid", test_valid);
  g_test_add_func ("/io/plan-file/gdal-reads", test_gdal_reads);
  g_test_add_func ("/io/plan-file/hash", test_hash);
  g_test_add_func ("/io/plan-file/versions", test_versions);
  g_test_add_func ("/io/plan-file/newer-schema", test_newer_schema);
  g_test_add_func ("/io/plan-file/edited-elsewhere", test_edited_elsewhere);
  g_test_add_func ("/io/plan-file/styles", test_styles);
  g_test_add_func ("/io/plan-file/foreign", test_foreign);
  g_test_add_func ("/io/plan-file/damaged", test_damaged);
  g_test_add_func ("/io/plan-file/full-disk", test_full_disk);
  g_test_add_func ("/io/plan-file/many-keys", test_many_keys);
  g_test_add_func ("/io/plan-file/symlink", test_symlink);
  g_test_add_func ("/io/plan-file/cancel", test_cancel);
  g_test_add_func ("/io/plan-file/lock", test_lock);
  return g_test_run ();
}
