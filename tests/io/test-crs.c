/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io-test.h"

#include "io/gln-crs.h"
#include "io/gln-io-init.h"

static GlnCrs *
crs (const char *text)
{
  g_autoptr (GError) error = NULL;
  GlnCrs *made = gln_crs_parse (text, &error);

  g_assert_no_error (error);
  return made;
}

static void
test_parse (void)
{
  g_autoptr (GlnCrs) code = crs ("EPSG:4547"), bare = crs (" 4547 "), local = crs ("local");
  g_autoptr (GlnCrs) wkt = crs (gln_crs_wkt (code)), old = crs ("EPSG:2383");

  g_assert_cmpstr (gln_crs_id (code), ==, "EPSG:4547");
  g_assert_cmpint (gln_crs_epsg (bare), ==, 4547);
  g_assert_true (gln_crs_equal (code, wkt));
  g_assert_cmpstr (gln_crs_id (wkt), ==, "EPSG:4547");
  g_assert_true (gln_crs_is_local (local));
  g_assert_false (gln_crs_equal (local, code));
  g_assert_true (gln_crs_is_old_datum (old));
  g_assert_false (gln_crs_is_old_datum (code));
}

/* The spelling of ESRI software finds its registered twin. */
static void
test_prj_file (void)
{
  static const char text[]
      = "PROJCS[\"CGCS2000_3_Degree_GK_CM_114E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM["
        "\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
        "0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER["
        "\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",114.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER["
        "\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.prj", NULL);
  g_autoptr (GlnCrs) found = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  found = crs (path);
  g_assert_cmpstr (gln_crs_id (found), ==, "EPSG:4547");
  remove_tree (folder);
}

static void
test_refused (void)
{
  static const struct { const char *text; int code; const char *word; } cases[] = {
    { "EPSG:4490", GLN_ERROR_CRS_UNFIT, "degrees" },
    { "EPSG:4326", GLN_ERROR_CRS_UNFIT, "EPSG:4534" },
    { "EPSG:2278", GLN_ERROR_CRS_UNFIT, "metre" },
    { "EPSG:4978", GLN_ERROR_CRS_UNFIT, "projected" },
    { "EPSG:999999", GLN_ERROR_BAD_ARGUMENT, "EPSG:4547" },
    { "EPSG:99999999999999999999", GLN_ERROR_BAD_ARGUMENT, "EPSG" },
    { "here", GLN_ERROR_BAD_ARGUMENT, "here" },
    { "", GLN_ERROR_BAD_ARGUMENT, "local" },
    { "PROJCS[\"x\"]", GLN_ERROR_BAD_FORMAT, "EPSG" },
    { "http://example.org/a.prj", GLN_ERROR_BAD_ARGUMENT, "EPSG" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (gln_crs_parse_plan (cases[i].text, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, GLN_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static void
test_fit (void)
{
  static const struct { const char *crs; GlnBox box; GlnCrsFit fit; } cases[] = {
    { "EPSG:4326", { 532189, 2545681, 533924, 2547982 }, GLN_CRS_FIT_DEGREES_ARE_METRES },
    { "EPSG:4490", { 114.1, 23.0, 114.2, 23.1 }, GLN_CRS_FIT_OK },
    { "EPSG:4547", { 532189, 2545681, 533924, 2547982 }, GLN_CRS_FIT_OK },
    { "EPSG:4547", { 114.1, 23.0, 114.2, 23.1 }, GLN_CRS_FIT_METRES_ARE_DEGREES },
    { "EPSG:4547", { 38532189, 2545681, 38533924, 2547982 }, GLN_CRS_FIT_ZONE_PREFIX },
    { "EPSG:4526", { 38532189, 2545681, 38533924, 2547982 }, GLN_CRS_FIT_OK },
    { "EPSG:4526", { 532189, 2545681, 533924, 2547982 }, GLN_CRS_FIT_ZONE_PREFIX },
    { "EPSG:4526", { 39532189, 2545681, 39533924, 2547982 }, GLN_CRS_FIT_WRONG_ZONE },
    { "EPSG:4547", { 2545681, 532189, 2547982, 533924 }, GLN_CRS_FIT_SWAPPED },
    { "EPSG:4526", { 2545681, 38532189, 2547982, 38533924 }, GLN_CRS_FIT_SWAPPED },
    { "EPSG:4547", { 0, 0, 1867, 2768 }, GLN_CRS_FIT_WRONG_ZONE },
    { "EPSG:4547", { 1200000, 2545681, 1200100, 2547982 }, GLN_CRS_FIT_WRONG_ZONE },
    { "EPSG:32650", { 813918, 3483943, 834100, 3499463 }, GLN_CRS_FIT_OK },
    { "local", { 0, 0, 1867, 2768 }, GLN_CRS_FIT_OK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlnCrs) it = crs (cases[i].crs);
      g_autofree char *why = NULL;
      g_assert_cmpint (gln_crs_fit (it, &cases[i].box, &why), ==, cases[i].fit);
      g_assert_true ((why != NULL) == (cases[i].fit != GLN_CRS_FIT_OK));
    }
  g_assert_cmpint (gln_crs_fit (NULL, &cases[0].box, NULL), ==, GLN_CRS_FIT_UNKNOWN);
}

static gboolean
has_candidate (const GlnBox *box, const char *hint, const char *id)
{
  g_autoptr (GlnCrs) hint_crs = hint ? crs (hint) : NULL;
  g_autoptr (GPtrArray) list = gln_crs_candidates (box, hint_crs);

  for (guint i = 0; i < list->len; i++)
    if (strcmp (((GlnCrsCandidate *) g_ptr_array_index (list, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
test_candidates (void)
{
  static const GlnBox plain = { 532189, 2545681, 533924, 2547982 }, zone38 = { 38532189, 2545681, 38533924, 2547982 };
  static const GlnBox zone20 = { 20432189, 3545681, 20433924, 3547982 }, degrees = { 114.1, 23.0, 114.2, 23.1 };

  g_assert_true (has_candidate (&plain, NULL, "EPSG:4547"));
  g_assert_false (has_candidate (&plain, NULL, "EPSG:4554")); /* 135°E at 23°N is open sea */
  g_assert_true (has_candidate (&plain, "EPSG:4547", "EPSG:2383"));
  g_assert_true (has_candidate (&plain, "EPSG:4547", "EPSG:2435"));
  g_assert_true (has_candidate (&zone38, NULL, "EPSG:4526"));
  g_assert_true (has_candidate (&zone38, NULL, "EPSG:2362"));
  g_assert_true (has_candidate (&zone38, NULL, "EPSG:2414"));
  g_assert_false (has_candidate (&zone38, NULL, "EPSG:4547"));
  g_assert_true (has_candidate (&zone20, NULL, "EPSG:4498"));
  g_assert_true (has_candidate (&zone20, NULL, "EPSG:21420"));
  g_assert_true (has_candidate (&degrees, NULL, "EPSG:4490"));
  g_assert_true (has_candidate (&(GlnBox){ 0, 0, 1867, 2768 }, NULL, "local"));
}

static GlnCrsTransform *
transform (const char *from, const char *to, const char *params)
{
  g_autoptr (GlnCrs) a = crs (from), b = crs (to);
  GlnDatumParams parsed = { 0 };
  g_autoptr (GError) error = NULL;
  GlnCrsTransform *made;

  if (params)
    g_assert_true (gln_datum_params_parse (params, &parsed, NULL));
  made = gln_crs_transform_new (a, b, &parsed, NULL, &error);
  g_assert_no_error (error);
  return made;
}

/* Zone 40 and the meridian 120°E differ by a number alone: exact. */
static void
test_shift (void)
{
  g_autoptr (GlnCrsTransform) it = transform ("EPSG:4528", "EPSG:4549", NULL);
  GlnPoint point = { 40529176.897342, 3480320.950438 };

  g_assert_cmpuint (gln_crs_transform_points (it, &point, 1), ==, 0);
  g_assert_true (point.x == 40529176.897342 - 40000000.0);
  g_assert_true (point.y == 3480320.950438);
  g_assert_cmpint (gln_crs_transform_datum (it), ==, GLN_DATUM_SAME);
}

static void
test_lonlat (void)
{
  g_autoptr (GlnCrsTransform) there = transform ("EPSG:4490", "EPSG:4549", NULL);
  g_autoptr (GlnCrsTransform) back = transform ("EPSG:4549", "EPSG:4490", NULL);
  GlnPoint point = { 120.4, 31.5 };

  g_assert_cmpuint (gln_crs_transform_points (there, &point, 1), ==, 0);
  g_assert_cmpfloat_with_epsilon (point.x, 538003, 100); /* east first, whatever the register says */
  g_assert_cmpfloat_with_epsilon (point.y, 3486500, 1000);
  gln_crs_transform_points (back, &point, 1);
  g_assert_cmpfloat_with_epsilon (point.x, 120.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (point.y, 31.5, 1e-9);
}

/* The reference is a hand calculation: geodetic → cartesian → shift by 100 m along the earth's axis → back. */
static void
test_helmert (void)
{
  g_autoptr (GlnCrsTransform) ballpark = transform ("EPSG:2386", "EPSG:4550", NULL);
  g_autoptr (GlnCrsTransform) zero = transform ("EPSG:2386", "EPSG:4550", "0,0,0,0,0,0,0");
  g_autoptr (GlnCrsTransform) shifted = transform ("EPSG:2386", "EPSG:4550", "0,0,100,0,0,0,0");
  g_autoptr (GlnCrsTransform) scaled = transform ("EPSG:2386", "EPSG:4550", "0,0,0,0,0,0,10");
  GlnPoint start = { 520000, 3480000 }, a = start, b = start, c = start, d = start;
  double lat = 31.44 * G_PI / 180;

  gln_crs_transform_points (ballpark, &a, 1);
  gln_crs_transform_points (zero, &b, 1);
  gln_crs_transform_points (shifted, &c, 1);
  gln_crs_transform_points (scaled, &d, 1);
  g_assert_cmpint (gln_crs_transform_datum (ballpark), ==, GLN_DATUM_BALLPARK);
  g_assert_nonnull (strstr (gln_crs_transform_text (ballpark), "--datum-params"));
  g_assert_cmpint (gln_crs_transform_datum (zero), ==, GLN_DATUM_PARAMETERS);
  g_assert_cmpfloat (hypot (a.x - start.x, a.y - start.y), <, 10);
  g_assert_cmpfloat (hypot (b.x - a.x, b.y - a.y), <, 10);
  g_assert_cmpfloat_with_epsilon (c.y - b.y, 100 * cos (lat), 0.3);
  g_assert_cmpfloat_with_epsilon (c.x - b.x, 0, 0.3); /* the meridian leans by 0.1° here */
  /* a scale about the earth's centre moves points up, not sideways */
  g_assert_cmpfloat (hypot (d.x - b.x, d.y - b.y), <, 0.5);
}

static void
test_plane (void)
{
  g_autoptr (GlnCrsTransform) it = transform ("local", "EPSG:4549", "500000,3400000,324000,0");
  g_autoptr (GlnCrsTransform) scaled = transform ("local", "EPSG:4549", "0,0,0,100");
  GlnPoint a = { 10, 20 }, b = { 1000, 2000 };

  gln_crs_transform_points (it, &a, 1); /* 324 000″ = 90° counter-clockwise */
  g_assert_cmpfloat_with_epsilon (a.x, 500000 - 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (a.y, 3400000 + 10, 1e-6);
  gln_crs_transform_points (scaled, &b, 1);
  g_assert_cmpfloat_with_epsilon (b.x, 1000.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (b.y, 2000.2, 1e-9);
}

static void
test_no_way (void)
{
  g_autoptr (GlnCrs) local = crs ("local"), plan = crs ("EPSG:4549");
  g_autoptr (GError) error = NULL;
  GlnDatumParams params;

  g_assert_null (gln_crs_transform_new (plan, local, NULL, NULL, &error));
  g_assert_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT);
  g_assert_nonnull (strstr (error->message, "--datum-params"));
  for (guint i = 0; i < 4; i++)
    {
      static const char *const bad[] = { "", "1,2,3", "1,2,3,x", "1,2,3,nan,5,6,7" };
      g_autoptr (GError) parse_error = NULL;
      g_assert_false (gln_datum_params_parse (bad[i], &params, &parse_error));
      g_assert_error (parse_error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT);
    }
}

static void
test_projector (void)
{
  static const char *const systems[] = { "EPSG:4547", "EPSG:2386", "local" };

  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      GlnPoint origin = { 532000, 2546000 }, points[2] = { { 532189.1491, 2545681.4796 }, { 533924.2, 2547982.4 } };
      g_autoptr (GlnProjector) projector = gln_crs_projector_new (systems[i], &origin, NULL);

      g_assert_true (gln_projector_to_lonlat (projector, points, 2));
      g_assert_cmpfloat (fabs (points[0].x), <=, 180);
      g_assert_cmpfloat (fabs (points[0].y), <=, 90);
      g_assert_true (gln_projector_from_lonlat (projector, points, 2));
      g_assert_cmpfloat_with_epsilon (points[0].x, 532189.1491, 1e-4);
      g_assert_cmpfloat_with_epsilon (points[0].y, 2545681.4796, 1e-4);
    }
  g_assert_null (gln_crs_projector_new ("nonsense", NULL, NULL));
}

static gpointer
project_many (gpointer data)
{
  for (guint i = 0; i < 300; i++)
    {
      GlnPoint points[300];
      for (guint k = 0; k < 300; k++)
        points[k] = (GlnPoint){ 532000 + k, 2546000 + i };
      if (!gln_projector_to_lonlat (data, points, 300) || !gln_projector_from_lonlat (data, points, 300)
          || fabs (points[17].x - 532017) > 1e-4)
        return GINT_TO_POINTER (1);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GlnProjector) projector = gln_crs_projector_new ("EPSG:4547", NULL, NULL);
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("project", project_many, projector);
  for (guint i = 0; i < 4; i++)
    g_assert_null (g_thread_join (threads[i]));
}

static void
test_versions (void)
{
  g_autofree char *text = gln_io_versions ();

  g_assert_nonnull (strstr (text, "GDAL 3."));
  g_assert_nonnull (strstr (text, "PROJ 9."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/crs/parse", test_parse);
  g_test_add_func ("/io/crs/prj-file", test_prj_file);
  g_test_add_func ("/io/crs/refused", test_refused);
  g_test_add_func ("/io/crs/fit", test_fit);
  g_test_add_func ("/io/crs/candidates", test_candidates);
  g_test_add_func ("/io/crs/shift", test_shift);
  g_test_add_func ("/io/crs/lonlat", test_lonlat);
  g_test_add_func ("/io/crs/helmert", test_helmert);
  g_test_add_func ("/io/crs/plane", test_plane);
  g_test_add_func ("/io/crs/no-way", test_no_way);
  g_test_add_func ("/io/crs/projector", test_projector);
  g_test_add_func ("/io/crs/threads", test_threads);
  g_test_add_func ("/io/crs/versions", test_versions);
  return g_test_run ();
}
