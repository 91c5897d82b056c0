/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-classes-private.h"
#include "core/gln-standards.h"

struct _GlnStandards
{
  gatomicrefcount ref_count;
  GPtrArray *code_systems;   /* of GlnCodeSystem */
  GPtrArray *countings;      /* of GlnCounting */
  GPtrArray *standards;      /* of GlnStandard */
  GHashTable *standard_by_id; /* filled at the end of building, like the next */
  GHashTable *rule_by_id;
  GHashTable *sources;       /* interned key → interned place */
  double tolerance_width_m;
  double tolerance_area_m2;
  const char **green_order;
  double city_big_pop;       /* from this number of people on a city is big; NAN when not given */
  double city_mid_pop;
  GlnCounting *no_counting;  /* stands in when the data lack a counting set: counts nothing */
};

/* Read an edition, city profile, programme …; NULL with faults when it cannot be one. */
GlnStandard *gln_standard_parse (const GlnKeyText *keys, GPtrArray *faults);
void gln_standard_free (GlnStandard *self);

/* Name of the counting set that the file asks for; resolved when the library is finished. */
const char *gln_standard_get_counting_id (const GlnStandard *self);
void gln_standard_set_counting (GlnStandard *self, const GlnCounting *counting);

/* Report names that lead nowhere: parameters_from, use words, source keys, crosswalk codes. */
void gln_standards_check (const GlnStandards *self, GPtrArray *faults);
