/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/**
 * GlnArea: an area as an integer number of 2^-28 m² (3.7e-9 m²). Integer sums
 * do not depend on order or thread count, and parts add up to the whole
 * exactly. 128 bits: 64 would end at 34 360 km².
 */
__extension__ typedef __int128 GlnArea;

#define GLN_AREA_BITS 28
#define GLN_AREA_ONE_M2 ((GlnArea) 1 << GLN_AREA_BITS)

/** gln_area_to_m2: square metres. */
static inline double
gln_area_to_m2 (GlnArea area)
{
  return ldexp ((double) area, -GLN_AREA_BITS);
}

/** gln_area_share: @share (0..1) of @area, rounded to the nearest quantum. */
static inline GlnArea
gln_area_share (GlnArea area, double share)
{
  return (GlnArea) rintl ((long double) area * (long double) share);
}

G_END_DECLS
