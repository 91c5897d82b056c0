/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures that every tool is asked for, and the file they are compared in:
 * "class I m2", "cover m2", "district D I m2", "parcel P m2", one a line. */
#pragma once

#include "city.h"

G_BEGIN_DECLS

typedef struct
{
  double class_m2[CITY_N_CLASSES];         /* inside the boundary, first class wins */
  double cover_m2;                         /* greens, crowns and roofs inside the boundary */
  double (*district_m2)[CITY_N_CLASSES];   /* the classes by district */
  double *parcel_m2;                       /* green of every class in each whole parcel */
} CityValues;

CityValues *city_values_new   (const City *city);
void        city_values_free  (CityValues *values);
void        city_values_add   (CityValues *values, const CityValues *other, const City *city);
gboolean    city_values_write (const CityValues *values, const City *city, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CityValues, city_values_free)

G_END_DECLS
