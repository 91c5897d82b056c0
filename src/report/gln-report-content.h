/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-areas.h"
#include "core/gln-standards.h"
#include "report/gln-report-doc.h"

G_BEGIN_DECLS

/** GlnReportRequest: what a report is made of. */
typedef struct
{
  GlnAreas *areas;         /* of the plan: every figure comes from here */
  GlnStandards *standards;
  GlnLang lang;
  GlnPalette palette;
  const char *date;        /* nullable: ISO 8601 date; see gln_report_date() */
} GlnReportRequest;

GlnReportDoc *gln_report_build (const GlnReportRequest *request);
char         *gln_report_date  (const GlnPlan *plan);

G_END_DECLS
