/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The honest faults of real data, a few of each kind; README.md lists them. */
#include "city.h"

#include <string.h>

/* The nth plain housing parcel of the present. */
static Parcel *
quarter (City *city, int nth)
{
  for (guint i = 0; i < city->parcels[NOW]->len; i++)
    {
      Parcel *parcel = city->parcels[NOW]->pdata[i];
      g_autoptr (GArray) ring = geom_points (parcel->shape);

      if (strcmp (parcel->code, "R21") == 0 && ring->len == 5 && parcel->area_m2 > 3000
          && parcel->area_m2 < 12000 && nth-- == 0)
        return parcel;
    }
  g_error ("the sample city has too few plain housing parcels");
}

static GArray *
ring_of (const Parcel *parcel)
{
  return geom_points (parcel->shape);
}

static Pt
along (Pt a, Pt b, double share)
{
  return (Pt){ a.x + share * (b.x - a.x), a.y + share * (b.y - a.y) };
}

/* Pushes the middle of one side outwards: 12 m by 3 m over the neighbour. */
static void
make_overlap (Parcel *parcel, double by_m)
{
  g_autoptr (GArray) ring = ring_of (parcel);
  Pt a = g_array_index (ring, Pt, 0), b = g_array_index (ring, Pt, 1);
  GEOSGeometry *side, *tongue;
  Pt ends[2];
  double length = geom_length (geom_line ((Pt[]){ a, b }, 2));

  ends[0] = along (a, b, 0.5 - 6 / length);
  ends[1] = along (a, b, 0.5 + 6 / length);
  side = geom_line (ends, 2);
  tongue = city_keep (GEOSBufferWithStyle (side, by_m, 1, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, 3));
  parcel->shape = by_m == 3 ? city_keep (GEOSUnion (parcel->shape, tongue))
                            : geom_minus (parcel->shape, tongue);
}

static void
make_bow_tie (Parcel *parcel)
{
  g_autoptr (GArray) ring = ring_of (parcel);
  Pt *p = (Pt *)ring->data;

  parcel->shape = geom_polygon ((Pt[]){ p[0], p[1], p[3], p[2] }, 4);
}

static void
make_stray_hole (Parcel *parcel)
{
  g_autoptr (GArray) ring = ring_of (parcel);
  GEOSCoordSequence *shell = GEOSCoordSeq_create (ring->len, 2);
  GEOSCoordSequence *hole = GEOSCoordSeq_create (ring->len, 2);
  GEOSGeometry *holes[1];

  for (guint i = 0; i < ring->len; i++)
    {
      Pt p = g_array_index (ring, Pt, i), q = g_array_index (ring, Pt, ring->len - 1 - i);
      Pt c = g_array_index (ring, Pt, 0);

      GEOSCoordSeq_setXY (shell, i, p.x, p.y);
      GEOSCoordSeq_setXY (hole, i, c.x - 180 + (q.x - c.x) * 0.2, c.y + (q.y - c.y) * 0.2);
    }
  holes[0] = GEOSGeom_createLinearRing (hole);
  parcel->shape = city_keep (GEOSGeom_createPolygon (GEOSGeom_createLinearRing (shell), holes, 1));
}

void
city_add_faults (City *city)
{
  Parcel *twin = g_new (Parcel, 1), *nowhere = g_new0 (Parcel, 1);

  make_overlap (quarter (city, 0), 3);
  make_overlap (quarter (city, 18), 0.4);
  make_bow_tie (quarter (city, 30));
  make_stray_hole (quarter (city, 42));
  g_strlcpy (quarter (city, 54)->code, "R9X", sizeof nowhere->code);
  quarter (city, 66)->stated_m2 *= 1.35;
  *twin = *quarter (city, 78);
  g_ptr_array_add (city->parcels[NOW], twin);
  g_strlcpy (nowhere->code, "B11", sizeof nowhere->code);
  nowhere->state = "保留";
  nowhere->stated_m2 = 2450;
  g_ptr_array_add (city->parcels[NOW], nowhere);
}
