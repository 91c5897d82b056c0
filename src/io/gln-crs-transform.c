/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-crs-private.h"

#include "core/gln-i18n.h"

#include <cpl_conv.h>
#include <math.h>
#include <string.h>

typedef enum
{
  STEP_IDENTITY,
  STEP_SHIFT, /* same projection, other false easting: exact */
  STEP_PLANE, /* four parameters */
  STEP_PROJ,
} Step;

struct _GlnCrsTransform
{
  Step step;
  GlnDatumChange datum;
  char *text;
  double shift_m;
  double a, b, dx_m, dy_m; /* plane: E' = dx + a E - b N, N' = dy + b E + a N */
  GMutex lock;
  GPtrArray *idle; /* of OGRCoordinateTransformationH: one object serves one thread at a time */
  OGRCoordinateTransformationH model;
};

/**
 * gln_datum_params_parse:
 * @text: four or seven numbers with commas, see #GlnDatumParams
 *
 * Returns: whether @params was filled; else @error
 */
gboolean
gln_datum_params_parse (const char *text, GlnDatumParams *params, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint n = g_strv_length (parts);
  GlnDatumParams out = { .n = n };

  for (guint i = 0; i < n && (n == 4 || n == 7); i++)
    {
      char *end = NULL;
      const char *part = g_strstrip (parts[i]);
      out.values[i] = g_ascii_strtod (part, &end);
      if (!*part || *end || !isfinite (out.values[i]))
        n = 0;
    }
  if (n != 4 && n != 7)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _ ("\"%s\" are no datum parameters; give seven numbers dx,dy,dz,rx,ry,rz,s (m, arc "
                      "seconds, ppm; position vector) or four dx,dy,angle,s (m, arc seconds, ppm)"),
                   text);
      return FALSE;
    }
  *params = out;
  return TRUE;
}

/* "+proj=tmerc …" of a CRS, without what has no place in a pipeline. */
static char *
pipeline_step (const GlnCrs *crs)
{
  OGRSpatialReferenceH srs = gln_srs_new_wkt (crs->wkt);
  g_auto (GStrv) words = NULL;
  GString *out = g_string_new (NULL);
  char *proj = NULL;

  if (srs)
    OSRExportToProj4 (srs, &proj);
  words = g_strsplit (proj ? proj : "", " ", -1);
  for (char **w = words; *w; w++)
    if (**w && !g_str_has_prefix (*w, "+type=") && !g_str_has_prefix (*w, "+towgs84=")
        && strcmp (*w, "+no_defs") != 0 && !g_str_has_prefix (*w, "+datum="))
      g_string_append_printf (out, " %s", *w);
    else if (g_str_has_prefix (*w, "+datum="))
      g_string_append (out, " +ellps=WGS84");
  CPLFree (proj);
  g_clear_pointer (&srs, OSRDestroySpatialReference);
  return g_string_free (out, FALSE);
}

static void
append_cart (GString *out, const GlnCrs *crs, gboolean inverse)
{
  char a[G_ASCII_DTOSTR_BUF_SIZE], rf[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, " +step%s +proj=cart +a=%s +rf=%s", inverse ? " +inv" : "",
                          g_ascii_dtostr (a, sizeof a, crs->semi_major_m),
                          g_ascii_dtostr (rf, sizeof rf, crs->inverse_flattening));
}

static void
append_helmert (GString *out, const GlnDatumParams *params)
{
  static const char *const names[7] = { "x", "y", "z", "rx", "ry", "rz", "s" };
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, " +step +proj=helmert");
  for (guint i = 0; i < 7; i++)
    g_string_append_printf (out, " +%s=%s", names[i],
                            g_ascii_dtostr (number, sizeof number, params->values[i]));
  g_string_append (out, " +convention=position_vector");
}

/* From one system to the other by way of their ellipsoids. Without parameters latitude and longitude
 * are taken over as they are: the ballpark. Spelled out so that every version of PROJ does the same. */
static char *
make_pipeline (const GlnCrs *from, const GlnCrs *to, const GlnDatumParams *params)
{
  GString *out = g_string_new ("+proj=pipeline");
  g_autofree char *first = pipeline_step (from), *last = pipeline_step (to);

  if (from->geographic)
    g_string_append (out, " +step +proj=unitconvert +xy_in=deg +xy_out=rad");
  else
    g_string_append_printf (out, " +step +inv%s", first);
  if (params && params->n == 7)
    {
      append_cart (out, from, FALSE);
      append_helmert (out, params);
      append_cart (out, to, TRUE);
    }
  if (to->geographic)
    g_string_append (out, " +step +proj=unitconvert +xy_in=rad +xy_out=deg");
  else
    g_string_append_printf (out, " +step%s", last);
  return g_string_free (out, FALSE);
}

static OGRCoordinateTransformationH
new_by_pipeline (const char *pipeline)
{
  OGRCoordinateTransformationOptionsH options = OCTNewCoordinateTransformationOptions ();
  OGRCoordinateTransformationH oct = NULL;

  if (OCTCoordinateTransformationOptionsSetOperation (options, pipeline, FALSE))
    oct = OCTNewCoordinateTransformationEx (NULL, NULL, options);
  OCTDestroyCoordinateTransformationOptions (options);
  return oct;
}

static OGRCoordinateTransformationH
new_by_register (const GlnCrs *from, const GlnCrs *to, gboolean ballpark_allowed)
{
  OGRCoordinateTransformationOptionsH options = OCTNewCoordinateTransformationOptions ();
  OGRSpatialReferenceH a = gln_srs_new_wkt (from->wkt), b = gln_srs_new_wkt (to->wkt);
  OGRCoordinateTransformationH oct = NULL;

  OCTCoordinateTransformationOptionsSetBallparkAllowed (options, ballpark_allowed);
  if (a && b)
    oct = OCTNewCoordinateTransformationEx (a, b, options);
  OCTDestroyCoordinateTransformationOptions (options);
  g_clear_pointer (&a, OSRDestroySpatialReference);
  g_clear_pointer (&b, OSRDestroySpatialReference);
  return oct;
}

/* Whether PROJ knows more than the ballpark at the middle of @box. */
static gboolean
is_known_at (const GlnCrs *from, const GlnCrs *to, const GlnBox *box)
{
  OGRCoordinateTransformationH oct = new_by_register (from, to, FALSE);
  double x = box ? (box->x0 + box->x1) / 2 : 0, y = box ? (box->y0 + box->y1) / 2 : 0;
  gboolean known;

  if (!oct)
    return FALSE;
  known = OCTTransform (oct, 1, &x, &y, NULL) && isfinite (x) && isfinite (y);
  OCTDestroyCoordinateTransformation (oct);
  return known;
}

static GlnDatumChange
judge_datum (const GlnCrs *from, const GlnCrs *to, const GlnDatumParams *params, const GlnBox *box)
{
  if (params && params->n)
    return GLN_DATUM_PARAMETERS;
  if (from->datum == to->datum && from->datum != GLN_DATUM_OTHER)
    return GLN_DATUM_SAME;
  if (gln_crs_is_old_datum (from) || gln_crs_is_old_datum (to))
    return GLN_DATUM_BALLPARK;
  return is_known_at (from, to, box) ? GLN_DATUM_KNOWN : GLN_DATUM_BALLPARK;
}

static char *
describe (const GlnCrsTransform *self, const GlnCrs *from, const GlnCrs *to)
{
  switch (self->datum)
    {
    case GLN_DATUM_SAME:
      return g_strdup_printf (_ ("%s to %s, same datum"), from->label, to->label);
    case GLN_DATUM_KNOWN:
      return g_strdup_printf (_ ("%s to %s, by published parameters"), from->label, to->label);
    case GLN_DATUM_PARAMETERS:
      return g_strdup_printf (_ ("%s to %s, by the given datum parameters"), from->label, to->label);
    case GLN_DATUM_BALLPARK:
    default:
      return g_strdup_printf (_ ("The datum change from %s to %s is ballpark: no parameters are known, "
                                 "positions may be off by about 100 m (areas hardly change); give the "
                                 "city's 4 or 7 parameters with --datum-params"),
                              from->label, to->label);
    }
}

static gboolean
same_but_false_easting (const GlnCrs *from, const GlnCrs *to)
{
  return from->transverse && to->transverse && from->unit_m == 1 && to->unit_m == 1
         && from->lon0 == to->lon0 && from->semi_major_m == to->semi_major_m
         && from->inverse_flattening == to->inverse_flattening && from->datum == to->datum
         && from->datum != GLN_DATUM_OTHER;
}

static void
set_plane (GlnCrsTransform *self, const GlnDatumParams *params)
{
  double angle = params->values[2] / 3600 * G_PI / 180, scale = 1 + params->values[3] * 1e-6;

  self->step = STEP_PLANE;
  self->dx_m = params->values[0];
  self->dy_m = params->values[1];
  self->a = scale * cos (angle);
  self->b = scale * sin (angle);
}

static gboolean
set_proj (GlnCrsTransform *self, const GlnCrs *from, const GlnCrs *to, const GlnDatumParams *params,
          GError **error)
{
  gboolean spelled = params || gln_crs_is_old_datum (from) || gln_crs_is_old_datum (to);
  g_autofree char *pipeline = spelled ? make_pipeline (from, to, params) : NULL;
  GlnGdalLog log;

  gln_gdal_log_begin (&log);
  self->step = STEP_PROJ;
  self->model = spelled ? new_by_pipeline (pipeline) : new_by_register (from, to, TRUE);
  gln_gdal_log_end (&log);
  if (!self->model)
    return gln_gdal_fail (&log, error, GLN_ERROR_UNSUPPORTED,
                          _ ("There is no way from %s to %s; give another coordinate system"), from->label,
                          to->label);
  gln_gdal_log_clear (&log);
  return TRUE;
}

static gboolean
set_up (GlnCrsTransform *self, const GlnCrs *from, const GlnCrs *to, const GlnDatumParams *params,
        GError **error)
{
  if (params && params->n == 4)
    {
      set_plane (self, params);
      return TRUE;
    }
  if (!params && gln_crs_equal (from, to))
    return TRUE;
  if (from->local || to->local)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_CRS_UNFIT,
                   _ ("From %s to %s there is no way without the four parameters of the local grid; give "
                      "them with --datum-params, or import with --source-crs %s"),
                   from->label, to->label, to->local ? "local" : to->id);
      return FALSE;
    }
  if (!params && same_but_false_easting (from, to))
    {
      self->step = STEP_SHIFT;
      self->shift_m = to->false_east_m - from->false_east_m;
      return TRUE;
    }
  return set_proj (self, from, to, params, error);
}

/**
 * gln_crs_transform_new:
 * @params: (nullable): the user's datum parameters; n = 0 means none
 * @box: (nullable): where the coordinates are, in @from
 *
 * Returns: (transfer full) (nullable): NULL with @error
 */
GlnCrsTransform *
gln_crs_transform_new (const GlnCrs *from, const GlnCrs *to, const GlnDatumParams *params,
                       const GlnBox *box, GError **error)
{
  GlnCrsTransform *self = g_new0 (GlnCrsTransform, 1);
  GlnGdalLog log;

  if (params && params->n == 0)
    params = NULL;
  g_mutex_init (&self->lock);
  self->idle = g_ptr_array_new_with_free_func (OCTDestroyCoordinateTransformation);
  if (!set_up (self, from, to, params, error))
    {
      gln_crs_transform_free (self);
      return NULL;
    }
  if (self->step != STEP_PROJ && self->step != STEP_PLANE)
    self->datum = GLN_DATUM_SAME;
  else
    {
      gln_gdal_log_begin (&log);
      self->datum = judge_datum (from, to, params, box);
      gln_gdal_log_end (&log);
      gln_gdal_log_clear (&log);
    }
  self->text = describe (self, from, to);
  return self;
}

/** gln_crs_transform_free: frees it; no thread may be using it. */
void
gln_crs_transform_free (GlnCrsTransform *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->idle);
  g_clear_pointer (&self->model, OCTDestroyCoordinateTransformation);
  g_mutex_clear (&self->lock);
  g_free (self->text);
  g_free (self);
}

/** gln_crs_transform_datum: what happens to the datum. */
GlnDatumChange
gln_crs_transform_datum (const GlnCrsTransform *self)
{
  return self->datum;
}

/** gln_crs_transform_text: (transfer none): one sentence about it, for people. */
const char *
gln_crs_transform_text (const GlnCrsTransform *self)
{
  return self->text;
}

/** gln_crs_transform_is_identity: whether coordinates stay as they are, bit for bit. */
gboolean
gln_crs_transform_is_identity (const GlnCrsTransform *self)
{
  return self->step == STEP_IDENTITY;
}

static OGRCoordinateTransformationH
borrow (GlnCrsTransform *self)
{
  OGRCoordinateTransformationH oct;

  g_mutex_lock (&self->lock);
  oct = self->idle->len ? g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1)
                        : OCTClone (self->model);
  g_mutex_unlock (&self->lock);
  return oct;
}

static void
give_back (GlnCrsTransform *self, OGRCoordinateTransformationH oct)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->idle, oct);
  g_mutex_unlock (&self->lock);
}

/* OCT wants separate arrays; a block on the stack serves most features in one go. */
static guint
transform_block (OGRCoordinateTransformationH oct, GlnPoint *points, guint n)
{
  double x[256], y[256];
  int ok[256];
  guint failed = 0;

  for (guint i = 0; i < n; i++)
    {
      x[i] = points[i].x;
      y[i] = points[i].y;
      ok[i] = 0;
    }
  OCTTransformEx (oct, (int) n, x, y, NULL, ok);
  for (guint i = 0; i < n; i++)
    {
      gboolean good = ok[i] && isfinite (x[i]) && isfinite (y[i]);
      points[i] = good ? (GlnPoint){ x[i], y[i] } : (GlnPoint){ NAN, NAN };
      failed += !good;
    }
  return failed;
}

static guint
transform_proj (GlnCrsTransform *self, GlnPoint *points, guint n)
{
  OGRCoordinateTransformationH oct = borrow (self);
  guint failed = 0;
  GlnGdalLog log;

  gln_gdal_log_begin (&log);
  for (guint i = 0; i < n; i += 256)
    failed += transform_block (oct, points + i, MIN (256, n - i));
  gln_gdal_log_end (&log);
  gln_gdal_log_clear (&log);
  give_back (self, oct);
  return failed;
}

/**
 * gln_crs_transform_points:
 * @points: (array length=n): changed in place
 *
 * Returns: how many could not be transformed (they become NaN)
 */
guint
gln_crs_transform_points (GlnCrsTransform *self, GlnPoint *points, guint n)
{
  switch (self->step)
    {
    case STEP_SHIFT:
      for (guint i = 0; i < n; i++)
        points[i].x += self->shift_m;
      return 0;
    case STEP_PLANE:
      for (guint i = 0; i < n; i++)
        points[i] = (GlnPoint){ self->dx_m + self->a * points[i].x - self->b * points[i].y,
                                self->dy_m + self->b * points[i].x + self->a * points[i].y };
      return 0;
    case STEP_PROJ:
      return transform_proj (self, points, n);
    case STEP_IDENTITY:
    default:
      return 0;
    }
}
