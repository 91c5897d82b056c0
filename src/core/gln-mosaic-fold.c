/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

/* From integer areas to what they count for. Shares are applied here and
 * nowhere else: once, to the integer area of a feature in a zone and phase,
 * rounded to the quantum. What a feature adds can therefore be taken away
 * again to the bit when it changes. */

/** gln_parcel_fold_add: adds one parcel record. */
void
gln_parcel_fold_add (GlnParcelFold *fold, const GlnRecord *record)
{
  guint flags = record->key.flags;

  if (flags & GLN_REC_SERVED)
    {
      fold->served += record->area;
      return;
    }
  if (flags & GLN_REC_LOST)
    {
      fold->lost += record->area;
      return;
    }
  fold->counted += record->area;
  if (flags & GLN_REC_PUBLIC)
    fold->public_green += record->area;
  if (flags & GLN_REC_COVER_OUT)
    fold->cover_out += record->area;
  if (record->key.other)
    fold->drawn += record->area;
}

/** gln_parcel_declared: declared ratio x the cells not under public green (what counts 3). */
GlnArea
gln_parcel_declared (const GlnTraits *traits, const GlnParcelFold *fold)
{
  return isnan (traits->declared) ? 0 : gln_area_share (fold->counted - fold->public_green, traits->declared);
}

/**
 * gln_parcel_is_declared:
 * @whole: the parcel in the phase, over all zones
 *
 * Returns: whether the declared figure is the parcel's result. A parcel that
 *   declares nothing has its drawn green, whatever the method: roads, for
 *   instance, have no declared ratio.
 */
gboolean
gln_parcel_is_declared (const GlnTraits *traits, GlnAttachedMethod method, const GlnParcelFold *whole)
{
  if (isnan (traits->declared) || method == GLN_ATTACHED_DRAWN)
    return FALSE;
  return method == GLN_ATTACHED_DECLARED || gln_parcel_declared (traits, whole) > whole->drawn;
}

/* One run over the records of an item. */
typedef struct
{
  GlnPage **totals;
  const GlnFoldRules *rules;
  const GlnTraits *traits;
  const GlnRecord *records;
  guint n_records;
  GlnTraitsFunc traits_of;
  gconstpointer data;
  int sign;
} Fold;

/* Drawn attached green of different features has different vegetated shares;
 * the records of one feature in a zone stand together. */
static void
add_vegetated (const Fold *fold, GlnParcelFold *sum, guint from, guint to, guint bit)
{
  while (from < to)
    {
      guint32 other = fold->records[from].key.other;
      GlnArea area = 0;
      for (; from < to && fold->records[from].key.other == other; from++)
        if ((fold->records[from].key.flags & GLN_REC_PARCEL) && (fold->records[from].key.mask & bit)
            && !(fold->records[from].key.flags & GLN_REC_LOST))
          area += fold->records[from].area;
      if (other && area)
        sum->drawn_vegetated += gln_area_share (area, fold->traits_of (fold->data, other)->vegetated);
    }
}

static void
parcel_zone (const Fold *fold, guint phase, guint32 zone, const GlnParcelFold *sum, gboolean is_declared)
{
  GlnZoneTotals *totals = gln_totals_edit (fold->totals, zone, phase);
  GlnArea declared = gln_parcel_declared (fold->traits, sum);
  GlnArea room = sum->counted - sum->public_green - sum->cover_out;

  totals->parcel_lost += fold->sign * sum->lost;
  totals->drawn += fold->sign * sum->drawn;
  totals->declared += fold->sign * declared;
  totals->attached += fold->sign * (is_declared ? declared : sum->drawn);
  /* Crowns outside green land may stand in the declared green: it has only the other cells. */
  totals->attached_vegetated
      += fold->sign * (is_declared ? MIN (gln_area_share (declared, fold->traits->vegetated), room)
                                   : sum->drawn_vegetated);
  if (fold->traits->residential)
    {
      totals->residential += fold->sign * sum->counted;
      totals->served += fold->sign * sum->served;
    }
  gln_totals_code (fold->totals, zone, phase, fold->traits->code)->area += fold->sign * sum->counted;
}

static void
fold_parcel (const Fold *fold, guint phase)
{
  GlnParcelFold whole = { 0 };
  guint bit = 1u << phase, i = 0;
  gboolean is_declared;

  for (guint k = 0; k < fold->n_records; k++)
    if ((fold->records[k].key.flags & GLN_REC_OF_PARCEL) && (fold->records[k].key.mask & bit))
      gln_parcel_fold_add (&whole, fold->records + k);
  is_declared = gln_parcel_is_declared (fold->traits, fold->rules->attached[phase], &whole);
  while (i < fold->n_records)
    {
      GlnParcelFold sum = { 0 };
      guint32 zone = fold->records[i].key.zone;
      guint from = i;
      gboolean any = FALSE;
      for (; i < fold->n_records && fold->records[i].key.zone == zone; i++)
        if ((fold->records[i].key.flags & GLN_REC_OF_PARCEL) && (fold->records[i].key.mask & bit))
          {
            gln_parcel_fold_add (&sum, fold->records + i);
            any = TRUE;
          }
      if (!any)
        continue;
      add_vegetated (fold, &sum, from, i, bit);
      parcel_zone (fold, phase, zone, &sum, is_declared);
    }
}

typedef struct
{
  GlnArea net, lost, water, replaced, no_parcel;
} GreenFold;

static void
green_zone (const Fold *fold, guint phase, guint32 zone, const GreenFold *sum, gboolean adjoins)
{
  const GlnTraits *traits = fold->traits;
  GlnZoneTotals *totals = gln_totals_edit (fold->totals, zone, phase);
  GlnClassTotal *cls;

  totals->green_lost += fold->sign * sum->lost;
  totals->replaced += fold->sign * gln_area_share (sum->replaced, traits->vegetated);
  if (traits->kind == GLN_LAND_ATTACHED)
    {
      totals->drawn += fold->sign * sum->no_parcel;
      totals->attached += fold->sign * sum->no_parcel;
      totals->attached_vegetated += fold->sign * gln_area_share (sum->no_parcel, traits->vegetated);
    }
  cls = gln_totals_class (fold->totals, zone, phase, traits->cls);
  cls->net += fold->sign * sum->net;
  cls->green += fold->sign * (traits->green == 1 ? sum->net : gln_area_share (sum->net, traits->green));
  cls->as_park += fold->sign * (traits->as_park ? sum->net : 0);
  cls->vegetated += fold->sign * gln_area_share (sum->net, traits->vegetated);
  cls->park_water += fold->sign * (traits->park_water ? sum->water : 0);
  cls->adjoining += fold->sign * (adjoins ? sum->net : 0);
}

static void
green_add (GreenFold *sum, const GlnRecord *record)
{
  if (record->key.flags & GLN_REC_LOST)
    {
      sum->lost += record->area;
      return;
    }
  sum->net += record->area;
  if (record->key.flags & GLN_REC_WATER)
    sum->water += record->area;
  if (record->key.flags & GLN_REC_REPLACED)
    sum->replaced += record->area;
  if (record->key.flags & GLN_REC_NO_PARCEL)
    sum->no_parcel += record->area;
}

static void
fold_green (const Fold *fold, guint phase)
{
  guint bit = 1u << phase, i = 0;
  gboolean adjoins = FALSE;

  for (guint k = 0; k < fold->n_records; k++)
    adjoins |= (fold->records[k].key.flags & GLN_REC_ADJOIN) && (fold->records[k].key.mask & bit);
  while (i < fold->n_records)
    {
      GreenFold sum = { 0 };
      guint32 zone = fold->records[i].key.zone;
      gboolean any = FALSE;
      for (; i < fold->n_records && fold->records[i].key.zone == zone; i++)
        if ((fold->records[i].key.flags & GLN_REC_GREEN) && (fold->records[i].key.mask & bit))
          {
            green_add (&sum, fold->records + i);
            any = TRUE;
          }
      if (any)
        green_zone (fold, phase, zone, &sum, adjoins);
    }
}

/**
 * gln_fold_item:
 * @traits: of the item
 * @records: all records of the item, sorted by key
 * @sign: 1 adds what they are worth to @totals, -1 takes it away
 */
void
gln_fold_item (GlnPage **totals, const GlnFoldRules *rules, const GlnTraits *traits, const GlnRecord *records,
               guint n_records, GlnTraitsFunc traits_of, gconstpointer data, int sign)
{
  Fold fold = { totals, rules, traits, records, n_records, traits_of, data, sign };
  guint kinds = 0;

  for (guint i = 0; i < n_records; i++)
    kinds |= records[i].key.flags;
  for (guint p = 0; p < rules->n_phases; p++)
    {
      if (!(traits->mask & (1u << p)))
        continue;
      if (kinds & GLN_REC_OF_PARCEL)
        fold_parcel (&fold, p);
      if (kinds & GLN_REC_GREEN)
        fold_green (&fold, p);
    }
}

/** gln_fold_zone_record: adds a record of cells that belong to nobody in particular; nothing is rounded. */
void
gln_fold_zone_record (GlnPage **totals, const GlnRecord *record)
{
  for (guint p = 0; p < GLN_MAX_PHASES; p++)
    if (record->key.mask & (1u << p))
      {
        GlnZoneTotals *zone = gln_totals_edit (totals, record->key.zone, p);
        zone->area += record->area;
        if (record->key.flags & GLN_REC_COVER_OUT)
          zone->cover_out += record->area;
        if (record->key.flags & GLN_REC_INTERP)
          zone->interpreted += record->area;
        if (record->key.flags & GLN_REC_TREE)
          zone->tree += record->area;
      }
}
