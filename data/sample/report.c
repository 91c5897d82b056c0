/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Approximate indicators of the sample city, to tune it by. */
#include "city.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  GPtrArray *park, *belt, *square, *attached;
} Sets;

static double
inside_km2 (GPtrArray *shapes, const GEOSGeometry *scope)
{
  return geom_area (geom_and (geom_union_all (shapes), scope)) / 1e6;
}

static void
collect (const City *city, Time time, int until_year, Sets *sets)
{
  for (int t = 0; t < N_TIMES; t++)
    for (guint i = 0; i < city->greens[t]->len; i++)
      {
        const Green *green = city->greens[t]->pdata[i];

        if (t == PLAN && green->year > until_year)
          continue;
        if (g_str_has_prefix (green->code, "G1"))
          g_ptr_array_add (sets->park, green->shape);
        else if (strcmp (green->code, "G2") == 0)
          g_ptr_array_add (sets->belt, green->shape);
        else if (strcmp (green->code, "G3") == 0)
          g_ptr_array_add (sets->square, green->shape);
        else if (green->code[1] == 'G' && green->code[0] != 'E' && time == NOW)
          g_ptr_array_add (sets->attached, green->shape);
      }
}

static double
declared_km2 (const City *city, const GEOSGeometry *scope, const GEOSGeometry *public_green)
{
  const GEOSPreparedGeometry *inside = GEOSPrepare (scope);
  double sum = 0;

  for (guint i = 0; i < city->parcels[PLAN]->len; i++)
    {
      const Parcel *parcel = city->parcels[PLAN]->pdata[i];

      if (parcel->code[0] != 'G' && parcel->stated_ratio > 0
          && geom_has_prepared (inside, parcel->at))
        sum += parcel->stated_ratio * geom_area (geom_minus (parcel->shape, public_green));
    }
  GEOSPreparedGeom_destroy (inside);
  return sum / 1e6;
}

static void
report_phase (const City *city, const char *id, Time time, int until_year, int people)
{
  Sets s = { g_ptr_array_new (), g_ptr_array_new (), g_ptr_array_new (), g_ptr_array_new () };
  const GEOSGeometry *scope = city->built[time];
  double whole = geom_area (scope) / 1e6, park, belt, square, attached, cover, green;
  g_autoptr (GPtrArray) crowns = g_ptr_array_new (), public = g_ptr_array_new ();
  GEOSGeometry *all;

  collect (city, time, until_year, &s);
  park = inside_km2 (s.park, scope);
  g_ptr_array_extend (public, s.park, NULL, NULL);
  g_ptr_array_extend (public, s.belt, NULL, NULL);
  belt = inside_km2 (public, scope) - park;
  square = inside_km2 (s.square, scope);
  all = geom_union_all (public);
  for (guint i = 0; time == PLAN && i < city->roofs->len; i++)
    g_ptr_array_add (crowns, ((Green *)city->roofs->pdata[i])->shape);
  g_ptr_array_add (s.attached, all);
  attached = time == NOW ? inside_km2 (s.attached, scope) - park - belt
                         : declared_km2 (city, scope, all);
  for (int t = 0; t <= (int)time; t++)
    for (guint i = 0; i < city->canopies[t]->len; i++)
      g_ptr_array_add (crowns, ((Green *)city->canopies[t]->pdata[i])->shape);
  cover = geom_area (geom_minus (geom_and (geom_union_all (crowns), scope),
                                 geom_union_all (time == NOW ? s.attached : public)))
          / 1e6;
  green = park + belt + 0.45 * square + attached;
  printf (
      "%-8s built %.3f km2 G1 %.3f G2 %.3f G3 %.3f XG %.3f | GLR %.2f %% PGPC %.2f GCR ~%.2f %% "
      "(canopy %.3f)\n",
      id, whole, park, belt, square, attached, 100 * green / whole, park * 1e6 / people,
      100 * (0.9 * park + 0.97 * belt + 0.45 * square + (time == NOW ? 1 : 0.85) * attached + cover)
          / whole,
      cover);
  g_ptr_array_unref (s.park);
  g_ptr_array_unref (s.belt);
  g_ptr_array_unref (s.square);
  g_ptr_array_unref (s.attached);
}

void
city_report (const City *city)
{
  report_phase (city, "present", NOW, 0, 285000);
  report_phase (city, "2027", NOW, 2027, 293000);
  report_phase (city, "2028", NOW, 2028, 299000);
  report_phase (city, "2030", PLAN, 2030, 312000);
  for (int t = 0; t < N_TIMES; t++)
    printf ("parcels %u, greens %u\n", city->parcels[t]->len, city->greens[t]->len);
  printf ("crowns %u old %u gates %u canopies %u roads %u\n", city->crowns->len,
          city->old_trees->len, city->gates->len, city->canopies[NOW]->len, city->roads->len);
  for (guint i = 0; i < city->districts->len; i++)
    printf ("%s %d\n", ((Area *)city->districts->pdata[i])->name,
            ((Area *)city->districts->pdata[i])->people);
}
