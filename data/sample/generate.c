/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenline-sample-city [--report | --versions] [FOLDER]: writes the sample city into FOLDER. */
#include "city.h"

#include <gdal.h>
#include <stdio.h>
#include <string.h>

static City city;

static void
make_city (void)
{
  city_design (&city);
  city_make_cells (&city);
  for (int time = 0; time < N_TIMES; time++)
    city_make_blocks (&city, (Time)time);
  for (int time = 0; time < N_TIMES; time++)
    city_make_parcels (&city, (Time)time);
  city_make_boundaries (&city);
  city_make_greens (&city);
  city_make_people (&city);
  city_make_trees (&city);
}

int
main (int argc, char **argv)
{
  gboolean report = argc > 1 && strcmp (argv[1], "--report") == 0;
  const char *folder = argc > 1 + report ? argv[1 + report] : NULL;

  if (!report && !folder)
    {
      fprintf (stderr, "usage: greenline-sample-city [--report | --versions] [FOLDER]\n");
      return 2;
    }
  if (strcmp (argv[1], "--versions") == 0)
    {
      printf ("GEOS %s, GDAL %s\n", GEOSversion (), GDALVersionInfo ("RELEASE_NAME"));
      return 0;
    }
  geom_init ();
  make_city ();
  if (report)
    city_report (&city);
  city_add_faults (&city);
  if (folder)
    city_write (&city, folder);
  geom_finish ();
  return 0;
}
