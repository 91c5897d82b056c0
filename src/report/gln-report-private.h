/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-findings.h"
#include "core/gln-index.h"
#include "core/gln-indicators.h"
#include "draw/gln-style.h"
#include "report/gln-report-content.h"

/* What the chapters share; private to the content of reports. */

typedef struct
{
  const GlnReportRequest *request;
  GlnReportDoc *doc;
  GlnPlan *plan;
  const GlnFrame *frame;
  GlnLang lang;
  gboolean zh;
  guint n_phases;
  guint last;             /* index of the last phase */
  GlnIndicatorSet *sets[GLN_MAX_PHASES];
  char *names[GLN_MAX_PHASES]; /* of the phases, as column heads: "2030" */
  char *said[GLN_MAX_PHASES];  /* in sentences and titles: "2030 年" */
  GArray *findings;       /* GlnFinding */
  GlnIndex *index;
  GlnStyleSheet *styles;
} GlnReportBuilder;

/* The text in the language of the report; a format may be checked through it. */
#define T(builder, zh_text, en_text) ((builder)->zh ? (zh_text) : (en_text))

void gln_report_summary    (GlnReportBuilder *builder);
void gln_report_indicators (GlnReportBuilder *builder);
void gln_report_drawings   (GlnReportBuilder *builder);
void gln_report_areas      (GlnReportBuilder *builder);
void gln_report_districts  (GlnReportBuilder *builder);
void gln_report_method     (GlnReportBuilder *builder);
void gln_report_faults     (GlnReportBuilder *builder);

/* Shared helpers: gln-report-content.c */
const GlnCheck *gln_report_main_check (const GlnIndicatorValue *value);
const char *gln_report_indicator_name (const GlnReportBuilder *builder, const GlnIndicatorInfo *info);
GlnTone     gln_report_tone           (GlnStatus status);
GlnNumberKind gln_report_number_kind  (GlnUnit unit);
double      gln_report_stored         (double value, GlnUnit unit);
const char *gln_report_setting        (const GlnReportBuilder *builder, const char *key);
const char *gln_report_class_name     (const GlnReportBuilder *builder, const char *canonical);
void        gln_report_area_cell      (GlnReportTable *table, double area_m2, GlnTone tone);
void        gln_report_value_cell     (GlnReportTable *table, const GlnIndicatorValue *value, const char *mark);
double      gln_report_zone_m2        (const GlnReportBuilder *builder, guint phase, const GlnUuid *district);
void        gln_report_phase_columns  (const GlnReportBuilder *builder, GlnReportTable *table);

/* gln-report-words.c */
const char *gln_report_population_kind (const GlnReportBuilder *builder, const GlnPhase *phase);
const char *gln_report_missing        (const GlnReportBuilder *builder, const char *missing);
