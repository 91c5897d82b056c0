/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/gln-report-doc.h"

G_BEGIN_DECLS

GBytes *gln_report_pdf (const GlnReportDoc *doc, GError **error);

G_END_DECLS
