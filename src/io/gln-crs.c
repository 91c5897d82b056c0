/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-crs-private.h"

#include "core/gln-i18n.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <math.h>
#include <string.h>

#define MAX_WKT_BYTES 65536

/** gln_srs_new_wkt: (nullable) (transfer full): OSR object of @wkt with x = east, y = north. */
OGRSpatialReferenceH
gln_srs_new_wkt (const char *wkt)
{
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  g_autofree char *copy = g_strdup (wkt);
  char *text = copy;

  if (OSRImportFromWkt (srs, &text) != OGRERR_NONE)
    {
      OSRDestroySpatialReference (srs);
      return NULL;
    }
  OSRSetAxisMappingStrategy (srs, OAMS_TRADITIONAL_GIS_ORDER);
  return srs;
}

static GlnDatum
read_datum (OGRSpatialReferenceH srs)
{
  const char *name = OSRGetAttrValue (srs, "DATUM", 0);
  g_autofree char *lower = g_ascii_strdown (name ? name : "", -1);

  g_strdelimit (lower, " ", '_');
  if (strstr (lower, "xian_1980") || strstr (lower, "xian80"))
    return GLN_DATUM_XIAN80;
  if (strstr (lower, "new_beijing"))
    return GLN_DATUM_NEW_BEIJING;
  if (strstr (lower, "beijing_1954") || strstr (lower, "beijing54"))
    return GLN_DATUM_BEIJING54;
  if (strstr (lower, "wgs_1984") || strstr (lower, "world_geodetic_system_1984")
      || strstr (lower, "china_2000") || strstr (lower, "china_geodetic_coordinate_system_2000"))
    return GLN_DATUM_GLOBAL;
  return GLN_DATUM_OTHER;
}

static void
read_projection (GlnCrs *crs, OGRSpatialReferenceH srs)
{
  const char *method = OSRGetAttrValue (srs, "PROJECTION", 0);
  char *unit = NULL;

  crs->unit_m = OSRGetLinearUnits (srs, &unit);
  crs->unit_name = g_strdup (unit ? unit : "?");
  crs->lon0 = OSRGetProjParm (srs, SRS_PP_CENTRAL_MERIDIAN, 0, NULL);
  crs->false_east_m = OSRGetProjParm (srs, SRS_PP_FALSE_EASTING, 0, NULL) * crs->unit_m;
  crs->transverse = g_strcmp0 (method, SRS_PT_TRANSVERSE_MERCATOR) == 0
                    && OSRGetProjParm (srs, SRS_PP_SCALE_FACTOR, 1, NULL) == 1
                    && OSRGetProjParm (srs, SRS_PP_LATITUDE_OF_ORIGIN, 0, NULL) == 0
                    && OSRGetProjParm (srs, SRS_PP_FALSE_NORTHING, 0, NULL) == 0;
}

static int
read_code (OGRSpatialReferenceH srs)
{
  const char *authority = OSRGetAuthorityName (srs, NULL);
  const char *code = OSRGetAuthorityCode (srs, NULL);

  if (authority && code && g_ascii_strcasecmp (authority, "EPSG") == 0)
    return atoi (code);
  return 0;
}

/* A .prj of other software names no code; when the register holds exactly this system, use that. */
static OGRSpatialReferenceH
find_registered (OGRSpatialReferenceH srs)
{
  int n = 0, *confidence = NULL;
  OGRSpatialReferenceH *matches = OSRFindMatches (srs, NULL, &n, &confidence);
  OGRSpatialReferenceH best = NULL;

  if (n > 0 && confidence[0] >= 90 && (n == 1 || confidence[1] < confidence[0]))
    best = OSRClone (matches[0]);
  OSRFreeSRSArray (matches);
  CPLFree (confidence);
  return best;
}

static char *
export_wkt (OGRSpatialReferenceH srs)
{
  char *wkt = NULL, *copy;

  OSRExportToWkt (srs, &wkt);
  copy = g_strdup (wkt ? wkt : "");
  CPLFree (wkt);
  return copy;
}

static void
fill_facts (GlnCrs *crs, OGRSpatialReferenceH srs)
{
  const char *name = OSRGetName (srs);

  crs->name = g_strdup (name && *name ? name : _("unnamed"));
  crs->wkt = export_wkt (srs);
  crs->epsg = read_code (srs);
  crs->id = crs->epsg ? g_strdup_printf ("EPSG:%d", crs->epsg) : g_strdup (crs->wkt);
  crs->label = crs->epsg ? g_strdup_printf ("EPSG:%d (%s)", crs->epsg, crs->name) : g_strdup (crs->name);
  crs->geographic = OSRIsGeographic (srs);
  crs->projected = OSRIsProjected (srs);
  crs->datum = read_datum (srs);
  crs->semi_major_m = OSRGetSemiMajor (srs, NULL);
  crs->inverse_flattening = OSRGetInvFlattening (srs, NULL);
  if (crs->projected)
    read_projection (crs, srs);
  crs->has_area = OSRGetAreaOfUse (srs, &crs->west, &crs->south, &crs->east, &crs->north, NULL)
                  && crs->west > -999;
}

/**
 * gln_crs_from_ogr:
 * @srs: any OSR object; not changed
 *
 * Returns: (transfer full): the CRS with its facts read; a registered one with the same definition
 *   takes the place of one without a code
 */
GlnCrs *
gln_crs_from_ogr (OGRSpatialReferenceH srs)
{
  GlnCrs *crs = g_new0 (GlnCrs, 1);
  OGRSpatialReferenceH flat = OSRClone (srs), registered = NULL;

  g_atomic_ref_count_init (&crs->ref_count);
  OSRStripVertical (flat);
  if (!read_code (flat) && (OSRIsProjected (flat) || OSRIsGeographic (flat)))
    registered = find_registered (flat);
  fill_facts (crs, registered ? registered : flat);
  if (registered)
    OSRDestroySpatialReference (registered);
  OSRDestroySpatialReference (flat);
  return crs;
}

static GlnCrs *
crs_new_local (void)
{
  GlnCrs *crs = g_new0 (GlnCrs, 1);

  g_atomic_ref_count_init (&crs->ref_count);
  crs->local = TRUE;
  crs->id = g_strdup ("local");
  crs->name = g_strdup (_("local grid"));
  crs->label = g_strdup (_("local grid"));
  crs->wkt = g_strdup ("");
  crs->unit_m = 1;
  return crs;
}

static GlnCrs *
parse_code (int code, const char *text, GlnGdalLog *log, GError **error)
{
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  GlnCrs *crs = NULL;

  if (OSRImportFromEPSG (srs, code) == OGRERR_NONE)
    crs = gln_crs_from_ogr (srs);
  else
    gln_gdal_fail (log, error, GLN_ERROR_BAD_ARGUMENT,
                   _ ("There is no coordinate system %s; give an EPSG code such as EPSG:4547, "
                      "\"local\" or a .prj or .wkt file"),
                   text);
  OSRDestroySpatialReference (srs);
  return crs;
}

/* ESRI's spelling and the others' come through different doors of GDAL. */
static GlnCrs *
parse_wkt (const char *wkt, const char *where, GlnGdalLog *log, GError **error)
{
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  char *lines[] = { (char *) wkt, NULL };
  GlnCrs *crs = NULL;
  gboolean ok = OSRImportFromESRI (srs, lines) == OGRERR_NONE;

  if (!ok)
    {
      g_autofree char *copy = g_strdup (wkt);
      char *text = copy;
      ok = OSRImportFromWkt (srs, &text) == OGRERR_NONE;
    }
  if (ok)
    crs = gln_crs_from_ogr (srs);
  else
    gln_gdal_fail (log, error, GLN_ERROR_BAD_FORMAT,
                   _ ("%s holds no coordinate system that can be read; give an EPSG code instead"),
                   where);
  OSRDestroySpatialReference (srs);
  return crs;
}

static GlnCrs *
parse_file (const char *path, GlnGdalLog *log, GError **error)
{
  g_autofree char *content = NULL, *valid = NULL;
  const char *start;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, error))
    return NULL;
  if (length > MAX_WKT_BYTES)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_FORMAT,
                   _ ("%s is too long to describe a coordinate system; give a .prj or .wkt file"), path);
      return NULL;
    }
  valid = g_utf8_make_valid (content, (gssize) length);
  start = g_str_has_prefix (valid, "\xef\xbb\xbf") ? valid + 3 : valid;
  return parse_wkt (g_strstrip ((char *) start), path, log, error);
}

static GlnCrs *
parse_text (const char *text, GlnGdalLog *log, GError **error)
{
  const char *digits = g_ascii_strncasecmp (text, "EPSG:", 5) == 0 ? text + 5 : text;
  gint64 code;

  if (g_ascii_strcasecmp (text, "local") == 0)
    return crs_new_local ();
  if (*digits && strspn (digits, "0123456789") == strlen (digits))
    {
      code = g_ascii_strtoll (digits, NULL, 10);
      return parse_code (code > G_MAXINT ? 0 : (int) code, text, log, error);
    }
  if (strchr (text, '[') && strchr (text, ']'))
    return parse_wkt (text, _ ("The text"), log, error);
  if (g_file_test (text, G_FILE_TEST_IS_REGULAR))
    return parse_file (text, log, error);
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
               _ ("\"%s\" is no coordinate system; give an EPSG code such as EPSG:4547, \"local\" or "
                  "a .prj or .wkt file"),
               text);
  return NULL;
}

/**
 * gln_crs_parse:
 * @text: "EPSG:4547" or "4547", "local", WKT, or the path of a .prj or .wkt file
 *
 * Any kind of CRS, also in degrees: for sources. Never uses the network.
 *
 * Returns: (transfer full) (nullable): NULL with @error in one sentence
 */
GlnCrs *
gln_crs_parse (const char *text, GError **error)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  GlnGdalLog log;
  GlnCrs *crs;

  gln_gdal_log_begin (&log);
  crs = parse_text (copy, &log, error);
  gln_gdal_log_end (&log);
  gln_gdal_log_clear (&log);
  return crs;
}

/** gln_crs_parse_plan: like gln_crs_parse(), and refuses what a plan cannot be in. */
GlnCrs *
gln_crs_parse_plan (const char *text, GError **error)
{
  g_autoptr (GlnCrs) crs = gln_crs_parse (text, error);

  if (!crs || !gln_crs_check_plan (crs, error))
    return NULL;
  return g_steal_pointer (&crs);
}

/**
 * gln_crs_check_plan:
 *
 * Returns: whether a plan can be in @crs: local, or projected and in metres; else FALSE with
 *   the sentence that says what to do
 */
gboolean
gln_crs_check_plan (const GlnCrs *crs, GError **error)
{
  static const char *const advice
      = N_ ("choose a projected one in metres, for instance the CGCS2000 three-degree zone of the "
            "city (EPSG:4534 to EPSG:4554), or \"local\"");

  if (crs->local || (crs->projected && fabs (crs->unit_m - 1) < 1e-9))
    return TRUE;
  if (crs->geographic)
    g_set_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT,
                 _ ("%s is in degrees, and areas need metres: %s"), crs->label, _ (advice));
  else if (crs->projected)
    g_set_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT,
                 _ ("%s is in another unit than the metre (%s): %s"), crs->label, crs->unit_name,
                 _ (advice));
  else
    g_set_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT,
                 _ ("%s is not a projected coordinate system: %s"), crs->label, _ (advice));
  return FALSE;
}

/** gln_crs_ref: (transfer full): another reference; any thread. */
GlnCrs *
gln_crs_ref (GlnCrs *crs)
{
  g_atomic_ref_count_inc (&crs->ref_count);
  return crs;
}

/** gln_crs_unref: drops a reference; any thread. */
void
gln_crs_unref (GlnCrs *crs)
{
  if (!g_atomic_ref_count_dec (&crs->ref_count))
    return;
  g_free (crs->id);
  g_free (crs->name);
  g_free (crs->label);
  g_free (crs->wkt);
  g_free (crs->unit_name);
  g_free (crs);
}

/** gln_crs_equal: whether both are the same system. */
gboolean
gln_crs_equal (const GlnCrs *a, const GlnCrs *b)
{
  OGRSpatialReferenceH x, y;
  gboolean same;
  GlnGdalLog log;

  if (a == b || strcmp (a->id, b->id) == 0)
    return TRUE;
  if (a->local || b->local || (a->epsg && b->epsg))
    return FALSE;
  gln_gdal_log_begin (&log);
  x = gln_srs_new_wkt (a->wkt);
  y = gln_srs_new_wkt (b->wkt);
  same = x && y && OSRIsSame (x, y);
  g_clear_pointer (&x, OSRDestroySpatialReference);
  g_clear_pointer (&y, OSRDestroySpatialReference);
  gln_gdal_log_end (&log);
  gln_gdal_log_clear (&log);
  return same;
}

/** gln_crs_id: (transfer none): "EPSG:4547", "local" or WKT. */
const char *
gln_crs_id (const GlnCrs *crs)
{
  return crs->id;
}

/** gln_crs_name: (transfer none): its name, in English as registered. */
const char *
gln_crs_name (const GlnCrs *crs)
{
  return crs->name;
}

/** gln_crs_label: (transfer none): code and name, for messages. */
const char *
gln_crs_label (const GlnCrs *crs)
{
  return crs->label;
}

/** gln_crs_wkt: (transfer none): WKT 1; "" for a local grid. */
const char *
gln_crs_wkt (const GlnCrs *crs)
{
  return crs->wkt;
}

/** gln_crs_epsg: its EPSG code, 0 when it has none. */
int
gln_crs_epsg (const GlnCrs *crs)
{
  return crs->epsg;
}

/** gln_crs_is_local: whether it is a city grid without parameters. */
gboolean
gln_crs_is_local (const GlnCrs *crs)
{
  return crs->local;
}

/** gln_crs_is_geographic: whether it is in degrees. */
gboolean
gln_crs_is_geographic (const GlnCrs *crs)
{
  return crs->geographic;
}

/** gln_crs_is_old_datum: whether leaving its datum needs parameters that are not published. */
gboolean
gln_crs_is_old_datum (const GlnCrs *crs)
{
  return crs->datum == GLN_DATUM_XIAN80 || crs->datum == GLN_DATUM_BEIJING54
         || crs->datum == GLN_DATUM_NEW_BEIJING;
}
