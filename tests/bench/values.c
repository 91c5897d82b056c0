/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "values.h"

#include <stdio.h>

/** city_values_new: (transfer full): zeroes, enough for @city. */
CityValues *
city_values_new (const City *city)
{
  CityValues *values = g_new0 (CityValues, 1);

  values->district_m2 = g_malloc0_n (city->features[CITY_DISTRICT]->len, sizeof *values->district_m2);
  values->parcel_m2 = g_new0 (double, city->features[CITY_PARCEL]->len);
  return values;
}

void
city_values_free (CityValues *values)
{
  g_free (values->district_m2);
  g_free (values->parcel_m2);
  g_free (values);
}

/** city_values_add: adds @other to @values. */
void
city_values_add (CityValues *values, const CityValues *other, const City *city)
{
  values->cover_m2 += other->cover_m2;
  for (guint k = 0; k < CITY_N_CLASSES; k++)
    {
      values->class_m2[k] += other->class_m2[k];
      for (guint d = 0; d < city->features[CITY_DISTRICT]->len; d++)
        values->district_m2[d][k] += other->district_m2[d][k];
    }
  for (guint p = 0; p < city->features[CITY_PARCEL]->len; p++)
    values->parcel_m2[p] += other->parcel_m2[p];
}

/** city_values_write: to @path; FALSE when the file cannot be written. */
gboolean
city_values_write (const CityValues *values, const City *city, const char *path)
{
  FILE *file = fopen (path, "w");

  if (!file)
    return FALSE;
  for (guint k = 0; k < CITY_N_CLASSES; k++)
    fprintf (file, "class\t%u\t%.17g\n", k, values->class_m2[k]);
  fprintf (file, "cover\t0\t%.17g\n", values->cover_m2);
  for (guint d = 0; d < city->features[CITY_DISTRICT]->len; d++)
    for (guint k = 0; k < CITY_N_CLASSES; k++)
      fprintf (file, "district\t%u-%u\t%.17g\n", d, k, values->district_m2[d][k]);
  for (guint p = 0; p < city->features[CITY_PARCEL]->len; p++)
    fprintf (file, "parcel\t%u\t%.17g\n", p, values->parcel_m2[p]);
  return fclose (file) == 0;
}
