/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-write.h"

#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "report/gln-report-pdf.h"

#include <string.h>

/** gln_report_format_from_name: by the ending of the file name; FALSE for others. */
gboolean
gln_report_format_from_name (const char *file_name, GlnReportFormat *format)
{
  static const char *const endings[] = { [GLN_REPORT_PDF] = ".pdf", [GLN_REPORT_DOCX] = ".docx",
                                         [GLN_REPORT_XLSX] = ".xlsx", [GLN_REPORT_CSV] = ".csv" };
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        *format = (GlnReportFormat) i;
        return TRUE;
      }
  return FALSE;
}

static GBytes *
content_of (const GlnReportRequest *request, GlnReportFormat format, GError **error)
{
  g_autoptr (GlnReportDoc) doc = NULL;

  if (format == GLN_REPORT_CSV)
    return gln_report_csv (request);
  doc = gln_report_build (request);
  return format == GLN_REPORT_PDF    ? gln_report_pdf (doc, error)
         : format == GLN_REPORT_DOCX ? gln_report_docx (doc, error)
                                     : gln_report_xlsx (doc, error);
}

/**
 * gln_report_write:
 * @path: its ending names the format: .pdf, .docx, .xlsx or .csv
 *
 * Builds the report and puts it at @path in one step: a reader never sees half
 * of it, and a failure leaves an older report alone. Any thread.
 */
gboolean
gln_report_write (const GlnReportRequest *request, const char *path, GError **error)
{
  GlnReportFormat format;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) reason = NULL;

  if (!gln_report_format_from_name (path, &format))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED,
                   _("“%s” does not say what kind of report is wanted; end the name in .pdf, .docx, .xlsx or .csv."),
                   path);
      return FALSE;
    }
  content = content_of (request, format, error);
  if (!content)
    return FALSE;
  if (g_file_set_contents (path, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content), &reason))
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_FAILED, _("The report could not be written to %s: %s."), path,
               reason->message);
  return FALSE;
}
