/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/gln-report-content.h"

G_BEGIN_DECLS

typedef enum
{
  GLN_REPORT_PDF,
  GLN_REPORT_DOCX,
  GLN_REPORT_XLSX,
  GLN_REPORT_CSV,
} GlnReportFormat;

gboolean gln_report_format_from_name (const char *file_name, GlnReportFormat *format);
gboolean gln_report_write (const GlnReportRequest *request, const char *path, GError **error);

GBytes  *gln_report_csv   (const GlnReportRequest *request);
GBytes  *gln_report_xlsx  (const GlnReportDoc *doc, GError **error);
GBytes  *gln_report_docx  (const GlnReportDoc *doc, GError **error);

G_END_DECLS
