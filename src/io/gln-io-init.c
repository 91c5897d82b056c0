/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-io-init.h"
#include "io/gln-gdal-private.h"

#include <cpl_conv.h>
#include <sqlite3.h>
#include <string.h>

/* Each driver is a parser that foreign bytes reach, so there are no more than are used. */
static const char *const wanted_drivers[] = { "ESRI Shapefile", "GPKG", "GeoJSON", "CSV",
                                              "MEM",            "Memory" };

static gboolean
is_wanted (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted_drivers); i++)
    if (strcmp (name, wanted_drivers[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
drop_unwanted_drivers (void)
{
  for (int i = GDALGetDriverCount () - 1; i >= 0; i--)
    {
      GDALDriverH driver = GDALGetDriver (i);
      if (!is_wanted (GDALGetDriverShortName (driver)))
        {
          GDALDeregisterDriver (driver);
          GDALDestroyDriver (driver);
        }
    }
}

static gpointer
init_once (gpointer data)
{
  /* Plugins would bring drivers from outside the distribution, and cost time to load. */
  CPLSetConfigOption ("GDAL_DRIVER_PATH", "disable");
  CPLSetConfigOption ("GDAL_PAM_ENABLED", "NO"); /* would write .aux.xml beside sources */
  CPLSetConfigOption ("OGR_SQLITE_LOAD_EXTENSIONS", NULL);
  CPLSetConfigOption ("OGR_SQLITE_LIST_VIRTUAL_OGR", "NO");
  GDALAllRegister ();
  drop_unwanted_drivers ();
  OSRSetPROJEnableNetwork (FALSE);
  return NULL;
}

/** gln_io_init: registers drivers and closes the network, once; any thread. */
void
gln_io_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, init_once, NULL);
}

/** gln_io_versions: (transfer full): the libraries and their versions in one line. */
char *
gln_io_versions (void)
{
  int major = 0, minor = 0, patch = 0;

  OSRGetPROJVersion (&major, &minor, &patch);
  return g_strdup_printf ("GDAL %s, PROJ %d.%d.%d, SQLite %s", GDALVersionInfo ("RELEASE_NAME"),
                          major, minor, patch, sqlite3_libversion ());
}

static void CPL_STDCALL
log_message (CPLErr level, CPLErrorNum number, const char *message)
{
  GlnGdalLog *log = CPLGetErrorHandlerUserData ();
  char *clean;

  if (level != CE_Warning && level != CE_Failure && level != CE_Fatal)
    return;
  if (level == CE_Warning)
    log->n_warnings++;
  else
    log->n_errors++;
  if (log->messages->len >= 50)
    return;
  clean = g_utf8_make_valid (message, -1);
  g_strdelimit (clean, "\r\n\t", ' ');
  g_strstrip (clean);
  g_ptr_array_add (log->messages, clean);
}

/** gln_gdal_log_begin: collects what GDAL says in this thread until gln_gdal_log_end(). */
void
gln_gdal_log_begin (GlnGdalLog *log)
{
  gln_io_init ();
  log->messages = g_ptr_array_new_with_free_func (g_free);
  log->n_errors = log->n_warnings = 0;
  CPLPushErrorHandlerEx (log_message, log);
}

/** gln_gdal_log_end: stops collecting; what was said stays in @log until it is cleared. */
void
gln_gdal_log_end (GlnGdalLog *log)
{
  CPLPopErrorHandler ();
}

/** gln_gdal_log_clear: frees what was collected. */
void
gln_gdal_log_clear (GlnGdalLog *log)
{
  g_clear_pointer (&log->messages, g_ptr_array_unref);
}

/** gln_gdal_log_first: (nullable) (transfer none): the first message. */
const char *
gln_gdal_log_first (const GlnGdalLog *log)
{
  return log->messages && log->messages->len ? g_ptr_array_index (log->messages, 0) : NULL;
}

/**
 * gln_gdal_fail:
 * @log: collected messages; the first is appended in brackets; cleared
 * @format: one sentence: what, where, what to do
 *
 * Returns: FALSE, with @error set
 */
gboolean
gln_gdal_fail (GlnGdalLog *log, GError **error, GlnError code, const char *format, ...)
{
  g_autofree char *text = NULL;
  const char *first = gln_gdal_log_first (log);
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (first)
    g_set_error (error, GLN_ERROR, code, "%s (%s)", text, first);
  else
    g_set_error_literal (error, GLN_ERROR, code, text);
  gln_gdal_log_clear (log);
  return FALSE;
}
