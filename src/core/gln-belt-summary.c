/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-belt-profile.h"

#include <math.h>

static double
width_at (const GlnBeltPiece *piece, double at_m)
{
  double t = (at_m - piece->from_m) / (piece->to_m - piece->from_m);

  return piece->width_from_m + t * (piece->width_to_m - piece->width_from_m);
}

static void
note_width (GlnBeltSummary *summary, double at_m, double width_m)
{
  if (summary->min_width_m <= width_m)
    return;
  summary->min_width_m = width_m;
  summary->min_at_m = at_m;
}

/* A part of a piece on which the width does not pass the required one. */
static void
take_part (GlnBeltSummary *summary, const GlnBeltPiece *piece, double from_m, double to_m,
           double required_m, GArray *below)
{
  double mean_m = (width_at (piece, from_m) + width_at (piece, to_m)) / 2;

  if (mean_m >= required_m)
    {
      summary->met_m += to_m - from_m;
      return;
    }
  summary->shortfall_m2 += (required_m - mean_m) * (to_m - from_m);
  if (below)
    gln_stretches_add (below, from_m, to_m);
}

static void
take_piece (GlnBeltSummary *summary, const GlnBeltPiece *piece, double from_m, double to_m,
            double required_m, GArray *below)
{
  double a = width_at (piece, from_m), b = width_at (piece, to_m), cut_m = to_m;

  if (!(to_m > from_m))
    return;
  summary->length_m += to_m - from_m;
  summary->mean_m += (a + b) / 2 * (to_m - from_m); /* the integral; divided at the end */
  note_width (summary, from_m, a);
  note_width (summary, to_m, b);
  if ((a >= required_m) != (b >= required_m))
    cut_m = CLAMP (from_m + (to_m - from_m) * ((required_m - a) / (b - a)), from_m, to_m);
  take_part (summary, piece, from_m, cut_m, required_m, below);
  if (cut_m < to_m)
    take_part (summary, piece, cut_m, to_m, required_m, below);
}

/**
 * gln_belt_summarise:
 * @profile: #GlnBeltPiece in order
 * @within: (nullable): #GlnStretch to which it is restricted
 * @required_m: width from which a position is met
 * @below: (nullable): receives the stretches that are narrower
 */
GlnBeltSummary
gln_belt_summarise (const GArray *profile, const GArray *within, double required_m, GArray *below)
{
  GlnBeltSummary summary = { .min_width_m = G_MAXDOUBLE };

  for (guint i = 0, w = 0; i < profile->len; i++)
    {
      const GlnBeltPiece *piece = &g_array_index (profile, GlnBeltPiece, i);
      if (!within)
        take_piece (&summary, piece, piece->from_m, piece->to_m, required_m, below);
      while (within && w < within->len && g_array_index (within, GlnStretch, w).to_m <= piece->from_m)
        w++;
      for (guint k = w; within && k < within->len
                        && g_array_index (within, GlnStretch, k).from_m < piece->to_m; k++)
        {
          const GlnStretch *part = &g_array_index (within, GlnStretch, k);
          take_piece (&summary, piece, MAX (piece->from_m, part->from_m),
                      MIN (piece->to_m, part->to_m), required_m, below);
        }
    }
  summary.mean_m = summary.length_m > 0 ? summary.mean_m / summary.length_m : NAN;
  if (!(summary.length_m > 0))
    summary.min_width_m = NAN;
  return summary;
}

static void
add_wider (GArray *widest, double from_m, double to_m, const GlnBeltPiece *p, const GlnBeltPiece *q)
{
  GlnBeltPiece piece = { from_m, to_m, MAX (width_at (p, from_m), width_at (q, from_m)),
                         MAX (width_at (p, to_m), width_at (q, to_m)) };

  g_array_append_val (widest, piece);
}

/**
 * gln_belt_widest:
 * @a: profile of one side
 * @b: profile of the other side of the same line
 *
 * Returns: (transfer full): at each position the wider of both: for a line
 *   that is itself an edge, such as a bank
 */
GArray *
gln_belt_widest (const GArray *a, const GArray *b)
{
  GArray *widest = g_array_new (FALSE, FALSE, sizeof (GlnBeltPiece));
  guint i = 0, j = 0;

  while (i < a->len && j < b->len)
    {
      const GlnBeltPiece *p = &g_array_index (a, GlnBeltPiece, i);
      const GlnBeltPiece *q = &g_array_index (b, GlnBeltPiece, j);
      double from_m = MAX (p->from_m, q->from_m), to_m = MIN (p->to_m, q->to_m);

      if (to_m > from_m)
        {
          double before = width_at (p, from_m) - width_at (q, from_m);
          double after = width_at (p, to_m) - width_at (q, to_m);
          double cut_m = to_m;
          if ((before > 0) != (after > 0) && before != after)
            cut_m = CLAMP (from_m + (to_m - from_m) * (before / (before - after)), from_m, to_m);
          if (cut_m > from_m)
            add_wider (widest, from_m, cut_m, p, q);
          if (to_m > cut_m)
            add_wider (widest, cut_m, to_m, p, q);
        }
      if (p->to_m < q->to_m)
        i++;
      else
        j++;
    }
  return widest;
}
