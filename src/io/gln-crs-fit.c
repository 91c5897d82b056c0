/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-crs-private.h"

#include "core/gln-i18n.h"

#include <math.h>

/* Chinese eastings: zone number x 1 000 000 + 500 000 + distance from the central meridian. */
#define ZONE_STEP_M 1000000.0
#define MAX_OFF_MERIDIAN_DEG 3.5

static GlnPoint
box_middle (const GlnBox *box)
{
  return (GlnPoint){ (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2 };
}

static gboolean
box_in_degrees (const GlnBox *box)
{
  return box->x0 >= -180.5 && box->x1 <= 180.5 && box->y0 >= -90.5 && box->y1 <= 90.5;
}

/* The zone number an easting carries: 13 to 45 in China, 0 when none. */
static int
zone_prefix (double east_m)
{
  int zone = (int) floor (east_m / ZONE_STEP_M);

  return east_m > 0 && zone >= 13 && zone <= 45 ? zone : 0;
}

static gboolean
looks_swapped (const GlnBox *box)
{
  GlnPoint middle = box_middle (box);

  return middle.x > 1.8e6 && middle.x < 6.2e6 && !zone_prefix (middle.x)
         && ((middle.y > 1e5 && middle.y < 9e5) || zone_prefix (middle.y));
}

static gboolean
middle_lonlat (const GlnCrs *crs, const GlnBox *box, GlnPoint *lonlat)
{
  static GlnCrs *wgs84;
  static gsize once;
  g_autoptr (GlnCrsTransform) transform = NULL;

  if (g_once_init_enter (&once))
    {
      wgs84 = gln_crs_parse ("EPSG:4326", NULL);
      g_once_init_leave (&once, 1);
    }
  transform = wgs84 ? gln_crs_transform_new (crs, wgs84, NULL, box, NULL) : NULL;
  *lonlat = box_middle (box);
  return transform && gln_crs_transform_points (transform, lonlat, 1) == 0;
}

static GlnCrsFit
fit_geographic (const GlnCrs *crs, const GlnBox *box, char **why)
{
  if (box_in_degrees (box))
    return GLN_CRS_FIT_OK;
  *why = g_strdup_printf (_ ("%s is in degrees, but the coordinates are metres (east %.0f to %.0f, north "
                             "%.0f to %.0f); give the right one with --source-crs"),
                          crs->label, box->x0, box->x1, box->y0, box->y1);
  return GLN_CRS_FIT_DEGREES_ARE_METRES;
}

static GlnCrsFit
fit_zone_prefix (const GlnCrs *crs, const GlnBox *box, char **why)
{
  int has = zone_prefix (box_middle (box).x), wants = zone_prefix (crs->false_east_m);

  if (has == wants || !crs->transverse)
    return GLN_CRS_FIT_OK;
  if (has && !wants)
    *why = g_strdup_printf (_ ("The eastings carry the zone number %d, which %s does not have; give the "
                               "system of that zone with --source-crs"),
                            has, crs->label);
  else if (!has)
    *why = g_strdup_printf (_ ("%s has eastings with the zone number %d, but the coordinates carry none "
                               "(east %.0f); give the system without zone number with --source-crs"),
                            crs->label, wants, box->x0);
  else
    *why = g_strdup_printf (_ ("The eastings carry the zone number %d, but %s is zone %d; give the system "
                               "of the right zone with --source-crs"),
                            has, crs->label, wants);
  return has && wants ? GLN_CRS_FIT_WRONG_ZONE : GLN_CRS_FIT_ZONE_PREFIX;
}

static gboolean
is_far_from_area (const GlnCrs *crs, const GlnPoint *lonlat)
{
  double slack = 2;

  if (crs->transverse && fabs (lonlat->x - crs->lon0) > MAX_OFF_MERIDIAN_DEG)
    return TRUE;
  if (!crs->has_area)
    return FALSE;
  if (lonlat->y < crs->south - slack || lonlat->y > crs->north + slack)
    return TRUE;
  return crs->west <= crs->east && (lonlat->x < crs->west - slack || lonlat->x > crs->east + slack);
}

static GlnCrsFit
fit_place (const GlnCrs *crs, const GlnBox *box, char **why)
{
  GlnPoint lonlat;

  if (middle_lonlat (crs, box, &lonlat) && !is_far_from_area (crs, &lonlat))
    return GLN_CRS_FIT_OK;
  *why = g_strdup_printf (_ ("The coordinates (east %.0f to %.0f, north %.0f to %.0f) lie outside the area "
                             "of %s; give the right system with --source-crs, or \"local\" for a local grid"),
                          box->x0, box->x1, box->y0, box->y1, crs->label);
  return GLN_CRS_FIT_WRONG_ZONE;
}

static GlnCrsFit
fit_projected (const GlnCrs *crs, const GlnBox *box, char **why)
{
  GlnCrsFit fit;

  if (fabs (crs->unit_m - 1) > 1e-9)
    {
      *why = g_strdup_printf (_ ("%s is in another unit than the metre (%s); it is converted on import"),
                              crs->label, crs->unit_name);
      return GLN_CRS_FIT_NOT_METRIC;
    }
  if (crs->transverse && box_in_degrees (box) && box->y1 - box->y0 < 60 && box->x0 > 60)
    {
      *why = g_strdup_printf (_ ("%s is in metres, but the coordinates look like degrees (%.4f, %.4f); give "
                                 "EPSG:4490 or the right system with --source-crs"),
                              crs->label, box->x0, box->y0);
      return GLN_CRS_FIT_METRES_ARE_DEGREES;
    }
  if (crs->transverse && looks_swapped (box))
    {
      *why = g_strdup_printf (_ ("North and east look exchanged (x %.0f, y %.0f); exchange them in the "
                                 "source and import it again"),
                              box->x0, box->y0);
      return GLN_CRS_FIT_SWAPPED;
    }
  fit = fit_zone_prefix (crs, box, why);
  return fit == GLN_CRS_FIT_OK ? fit_place (crs, box, why) : fit;
}

/**
 * gln_crs_fit:
 * @crs: (nullable): what the source says
 * @box: box of its coordinates
 * @why: (out) (optional) (transfer full) (nullable): the sentence for the user when it does not fit
 *
 * Coordinates without zone number fit every zone of their kind alike: only the middle's distance
 * from the meridian can be judged.
 */
GlnCrsFit
gln_crs_fit (const GlnCrs *crs, const GlnBox *box, char **why)
{
  g_autofree char *text = NULL;
  GlnCrsFit fit = GLN_CRS_FIT_UNKNOWN;

  if (why)
    *why = NULL;
  if (!crs || crs->local || gln_box_is_empty (box))
    return crs && crs->local ? GLN_CRS_FIT_OK : GLN_CRS_FIT_UNKNOWN;
  if (crs->geographic)
    fit = fit_geographic (crs, box, &text);
  else if (crs->projected)
    fit = fit_projected (crs, box, &text);
  if (why)
    *why = g_steal_pointer (&text);
  return fit;
}

/* Candidates --------------------------------------------------------------------------------- */

/* The west and east ends of China by latitude, degrees: enough to leave out zones that would put a
 * city into the sea or abroad. */
static const struct
{
  double south, north, west, east;
} china[] = {
  { 17, 20, 108, 112 }, { 20, 22, 99, 118 },  { 22, 24, 97, 122 },  { 24, 26, 97, 122.5 },
  { 26, 28, 91, 123 },  { 28, 30, 82, 123 },  { 30, 34, 78, 123 },  { 34, 38, 74, 123.5 },
  { 38, 42, 73, 131 },  { 42, 46, 79.5, 135 }, { 46, 50, 82, 135 }, { 50, 54, 119, 128 },
};

static gboolean
is_in_china (double lon, double lat)
{
  for (guint i = 0; i < G_N_ELEMENTS (china); i++)
    if (lat >= china[i].south && lat < china[i].north)
      return lon >= china[i].west && lon <= china[i].east;
  return FALSE;
}

/** gln_crs_candidate_free: frees @candidate. */
void
gln_crs_candidate_free (GlnCrsCandidate *candidate)
{
  if (!candidate)
    return;
  g_free (candidate->id);
  g_free (candidate->name);
  g_free (candidate->where);
  g_free (candidate);
}

static void
add_candidate (GPtrArray *list, const char *id, const GlnBox *box, gboolean only_china)
{
  g_autoptr (GlnCrs) crs = gln_crs_parse (id, NULL);
  GlnCrsCandidate *candidate;
  GlnPoint lonlat = { NAN, NAN };

  if (!crs)
    return;
  if (!crs->local && !middle_lonlat (crs, box, &lonlat))
    return;
  if (only_china && !is_in_china (lonlat.x, lonlat.y))
    return;
  candidate = g_new0 (GlnCrsCandidate, 1);
  candidate->id = g_strdup (id);
  candidate->name = g_strdup (crs->name);
  candidate->lon = lonlat.x;
  candidate->lat = lonlat.y;
  candidate->where = crs->local ? g_strdup (_ ("no place on the map"))
                                : g_strdup_printf ("%.3f°E %.3f°N", lonlat.x, lonlat.y);
  g_ptr_array_add (list, candidate);
}

static void
add_code (GPtrArray *list, int code, const GlnBox *box)
{
  g_autofree char *id = g_strdup_printf ("EPSG:%d", code);

  add_candidate (list, id, box, TRUE);
}

/* EPSG numbers the Chinese systems in rows: three-degree zones 25 to 45, six-degree zones 13 to 23. */
static void
add_prefixed (GPtrArray *list, int zone, const GlnBox *box)
{
  static const struct { int first_zone, last_zone, first_code; } rows[] = {
    { 25, 45, 4513 }, { 13, 23, 4491 }, { 25, 45, 2349 },
    { 13, 23, 2327 }, { 25, 45, 2401 }, { 13, 23, 21413 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (zone >= rows[i].first_zone && zone <= rows[i].last_zone)
      add_code (list, rows[i].first_code + zone - rows[i].first_zone, box);
}

static void
add_meridian (GPtrArray *list, double lon0, const GlnBox *box, gboolean old_datums)
{
  int step = (int) lround ((lon0 - 75) / 3);

  if (step < 0 || step > 20)
    return;
  add_code (list, 4534 + step, box);
  if (old_datums)
    {
      add_code (list, 2370 + step, box);
      add_code (list, 2422 + step, box);
    }
}

/* A city lies within a degree and a half of its meridian, so the zone that fits best is not known
 * from eastings without a number; those in China are offered from the middle of the country. */
static void
add_unprefixed (GPtrArray *list, const GlnBox *box, const GlnCrs *hint)
{
  static const double order[] = { 117, 120, 114, 111, 108, 105, 102, 123, 126,
                                  129, 99,  96,  93,  90,  87,  84,  81,  132, 135, 78, 75 };
  gboolean hinted = hint && hint->transverse;

  if (hinted)
    add_meridian (list, hint->lon0, box, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (!hinted || lround (hint->lon0) != lround (order[i]))
      add_meridian (list, order[i], box, FALSE);
}

/**
 * gln_crs_candidates:
 * @box: box of the coordinates
 * @hint: (nullable): a CRS whose meridian is likely: the plan's, or what the file says
 *
 * Returns: (transfer full): of GlnCrsCandidate, likeliest first; with zone number in the eastings
 *   the systems of that zone, else those whose place lies in China, at last the local grid
 */
GPtrArray *
gln_crs_candidates (const GlnBox *box, const GlnCrs *hint)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_crs_candidate_free);
  GlnPoint middle = box_middle (box);
  int zone = zone_prefix (middle.x);

  if (gln_box_is_empty (box) || !isfinite (middle.x) || !isfinite (middle.y))
    return list;
  if (box_in_degrees (box) && is_in_china (middle.x, middle.y))
    {
      add_candidate (list, "EPSG:4490", box, FALSE);
      add_candidate (list, "EPSG:4326", box, FALSE);
      return list;
    }
  if (middle.y > 1.8e6 && middle.y < 6.2e6)
    {
      if (zone)
        add_prefixed (list, zone, box);
      else if (middle.x > 0 && middle.x < ZONE_STEP_M)
        add_unprefixed (list, box, hint);
    }
  add_candidate (list, "local", box, FALSE);
  return list;
}
