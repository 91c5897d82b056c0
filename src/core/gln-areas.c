/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

#include <string.h>

/**
 * gln_mosaic_snapshot:
 *
 * Returns: (transfer full): the sums as they are now; costs the same for any
 *   size of plan
 */
GlnAreas *
gln_mosaic_snapshot (GlnMosaic *mosaic)
{
  GlnAreas *areas = g_new0 (GlnAreas, 1);

  g_atomic_ref_count_init (&areas->ref_count);
  areas->plan = gln_plan_ref (mosaic->plan);
  areas->standards = gln_standards_ref (mosaic->standards);
  areas->rules = mosaic->rules;
  areas->fold = mosaic->fold;
  areas->ids = gln_ids_ref (mosaic->ids);
  areas->zones = gln_zones_ref (mosaic->zones);
  areas->n_zones = gln_zones_size (mosaic->zones);
  areas->records = gln_page_ref (mosaic->records);
  areas->totals = gln_page_ref (mosaic->totals);
  memcpy (areas->base, mosaic->base, sizeof areas->base);
  memcpy (areas->n_scope, mosaic->n_scope, sizeof areas->n_scope);
  return areas;
}

/** gln_areas_ref: (transfer full): another reference; any thread. */
GlnAreas *
gln_areas_ref (GlnAreas *areas)
{
  g_atomic_ref_count_inc (&areas->ref_count);
  return areas;
}

/** gln_areas_unref: drops a reference; any thread. */
void
gln_areas_unref (GlnAreas *areas)
{
  if (!g_atomic_ref_count_dec (&areas->ref_count))
    return;
  gln_plan_unref (areas->plan);
  gln_standards_unref (areas->standards);
  gln_ids_unref (areas->ids);
  gln_zones_unref (areas->zones);
  gln_page_unref (areas->records);
  gln_page_unref (areas->totals);
  g_free (areas);
}

/** gln_areas_plan: (transfer none): the plan that the sums are of. */
GlnPlan *
gln_areas_plan (const GlnAreas *areas)
{
  return areas->plan;
}

/** gln_areas_rules: (transfer none): the green order and service radii that the sums were found with. */
const GlnMosaicRules *
gln_areas_rules (const GlnAreas *areas)
{
  return &areas->rules;
}

/** gln_areas_has_scope: whether the boundary of @scope is there in @phase; GLN_SCOPE_ALL always is. */
gboolean
gln_areas_has_scope (const GlnAreas *areas, guint phase, GlnScope scope)
{
  return scope == GLN_SCOPE_ALL || areas->n_scope[phase][scope] > 0;
}

/* Which zones a question is about: bits of scope they must have, and the
 * district; 0 and 0 for all. */
typedef struct
{
  guint32 scopes;
  guint32 district;
  gboolean nothing; /* a district that is not there */
} Filter;

static Filter
filter_of (const GlnAreas *areas, guint phase, GlnScope scope, const GlnUuid *district)
{
  Filter filter = { 0 };

  if (scope != GLN_SCOPE_ALL)
    filter.scopes = 1u << (gln_areas_has_scope (areas, phase, scope) ? scope : GLN_SCOPE_ALL);
  if (district)
    {
      filter.district = gln_ids_find (areas->ids, district);
      filter.nothing = filter.district == 0;
    }
  return filter;
}

static gboolean
zone_fits (const GlnAreas *areas, const Filter *filter, guint32 number)
{
  const GlnZone *zone = gln_zones_get (areas->zones, number);

  if (filter->nothing || (zone->scopes & filter->scopes) != filter->scopes)
    return FALSE;
  for (guint i = 0; filter->district && i < zone->n_districts; i++)
    if (zone->districts[i] == filter->district)
      return TRUE;
  return filter->district == 0;
}

/* Walks the totals of the zones that a question is about. */
typedef struct
{
  const GlnAreas *areas;
  guint phase;
  Filter filter;
  guint32 next, zone;
} ZoneIter;

static ZoneIter
zone_iter (const GlnAreas *areas, const GlnZoneQuery *query)
{
  return (ZoneIter){ areas, query->phase, filter_of (areas, query->phase, query->scope, query->district), 0, 0 };
}

static const GlnZoneTotals *
zone_iter_next (ZoneIter *iter)
{
  while (iter->next < iter->areas->n_zones)
    {
      const GlnZoneTotals *totals;
      iter->zone = iter->next++;
      if (!zone_fits (iter->areas, &iter->filter, iter->zone))
        continue;
      totals = gln_totals_get (iter->areas->totals, iter->zone, iter->phase);
      if (totals)
        return totals;
    }
  return NULL;
}

/**
 * gln_areas_zone: the area of a zone. Of everything (GLN_SCOPE_ALL without a
 * district) it is the union of the land-use parcels, as of a scope without a
 * boundary.
 */
GlnArea
gln_areas_zone (const GlnAreas *areas, const GlnZoneQuery *query)
{
  ZoneIter iter = zone_iter (areas, query);
  const GlnZoneTotals *totals;
  GlnArea sum = 0;

  if (query->scope == GLN_SCOPE_ALL && !query->district)
    iter.filter.scopes = 1u << GLN_SCOPE_ALL;
  while ((totals = zone_iter_next (&iter)))
    sum += totals->area;
  return sum;
}

static GlnGreenSum *
green_of_class (GArray *sums, const char *cls)
{
  GlnGreenSum fresh = { .class_code = cls };

  for (guint i = 0; i < sums->len; i++)
    if (g_array_index (sums, GlnGreenSum, i).class_code == cls)
      return &g_array_index (sums, GlnGreenSum, i);
  g_array_append_val (sums, fresh);
  return &g_array_index (sums, GlnGreenSum, sums->len - 1);
}

static void
add_class (GlnGreenSum *sum, const GlnClassTotal *total)
{
  sum->net += total->net;
  sum->green += total->green;
  sum->as_park += total->as_park;
  sum->vegetated += total->vegetated;
  sum->park_water += total->park_water;
}

static int
compare_class (gconstpointer a, gconstpointer b)
{
  return strcmp (((const GlnGreenSum *) a)->class_code, ((const GlnGreenSum *) b)->class_code);
}

/** gln_areas_green: (transfer full): GArray of GlnGreenSum by class code; classes without area are left out. */
GArray *
gln_areas_green (const GlnAreas *areas, const GlnZoneQuery *query)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (GlnGreenSum));
  ZoneIter iter = zone_iter (areas, query);
  const GlnZoneTotals *totals;

  while ((totals = zone_iter_next (&iter)))
    for (guint i = 0; i < totals->n_classes; i++)
      if (gln_totals_classes (totals)[i].net)
        add_class (green_of_class (sums, gln_totals_classes (totals)[i].cls), gln_totals_classes (totals) + i);
  g_array_sort (sums, compare_class);
  return sums;
}

/* Whether the canonical class @code is @prefix or below it. RG and its like
 * are attached green by the tree of classes, not by their letters. */
static gboolean
class_in (const GlnAreas *areas, const char *code, const char *prefix)
{
  const GlnCodeSystem *system = gln_standards_get_code_system (areas->standards, GLN_CODES_CANONICAL);
  const GlnClass *cls = system ? gln_code_system_lookup (system, code) : NULL;

  return g_str_has_prefix (code, prefix) || (cls && gln_class_is_in (cls, prefix));
}

/** gln_areas_green_of: the sum of class @class_prefix and all below it; class_code is that prefix. */
GlnGreenSum
gln_areas_green_of (const GlnAreas *areas, const GlnZoneQuery *query, const char *class_prefix)
{
  g_autoptr (GArray) sums = gln_areas_green (areas, query);
  GlnGreenSum total = { .class_code = g_intern_string (class_prefix) };

  for (guint i = 0; i < sums->len; i++)
    {
      const GlnGreenSum *sum = &g_array_index (sums, GlnGreenSum, i);
      if (!class_in (areas, sum->class_code, class_prefix))
        continue;
      total.net += sum->net;
      total.green += sum->green;
      total.as_park += sum->as_park;
      total.vegetated += sum->vegetated;
      total.park_water += sum->park_water;
    }
  return total;
}

/** gln_areas_attached: attached green, drawn and declared side by side, and what counts. */
GlnAttachedSum
gln_areas_attached (const GlnAreas *areas, const GlnZoneQuery *query)
{
  GlnAttachedSum sum = { 0 };
  ZoneIter iter = zone_iter (areas, query);
  const GlnZoneTotals *totals;

  while ((totals = zone_iter_next (&iter)))
    {
      sum.drawn += totals->drawn;
      sum.declared += totals->declared;
      sum.result += totals->attached;
      sum.vegetated += totals->attached_vegetated;
    }
  return sum;
}

static gboolean
is_attached (const GlnAreas *areas, const char *cls)
{
  const GlnCodeSystem *system = gln_standards_get_code_system (areas->standards, GLN_CODES_CANONICAL);
  const GlnClass *found = system ? gln_code_system_lookup (system, cls) : NULL;

  return found && found->kind == GLN_LAND_ATTACHED;
}

/** gln_areas_cover: green coverage by the phase's method; AUTO is interpreted where there is an interpretation. */
GlnCoverSum
gln_areas_cover (const GlnAreas *areas, const GlnZoneQuery *query)
{
  GlnCoverageMethod method = areas->plan->frame->phases[query->phase]->coverage;
  g_autoptr (GArray) greens = gln_areas_green (areas, query);
  GlnCoverSum sum = { 0 };
  GlnArea estimate = 0;
  ZoneIter iter = zone_iter (areas, query);
  const GlnZoneTotals *totals;

  while ((totals = zone_iter_next (&iter)))
    {
      sum.interpreted += totals->interpreted + totals->replaced;
      sum.cover_outside += totals->cover_out;
      sum.tree_shrub += totals->tree;
      estimate += totals->cover_out + totals->attached_vegetated;
    }
  for (guint i = 0; i < greens->len; i++)
    if (!is_attached (areas, g_array_index (greens, GlnGreenSum, i).class_code))
      estimate += g_array_index (greens, GlnGreenSum, i).vegetated;
  if (areas->base[query->phase] < 0)
    sum.interpreted = 0;
  sum.estimate = method == GLN_COVERAGE_ESTIMATE
                 || (method == GLN_COVERAGE_AUTO && areas->base[query->phase] < 0);
  sum.value = sum.estimate ? estimate : sum.interpreted;
  return sum;
}

static int
compare_code (gconstpointer a, gconstpointer b)
{
  return strcmp (((const GlnCodeArea *) a)->code, ((const GlnCodeArea *) b)->code);
}

static void
add_code (GArray *list, const GlnCodeTotal *total)
{
  GlnCodeArea fresh = { total->code, total->area };

  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, GlnCodeArea, i).code == total->code)
      {
        g_array_index (list, GlnCodeArea, i).area += total->area;
        return;
      }
  g_array_append_val (list, fresh);
}

/** gln_areas_land_uses: (transfer full): GArray of GlnCodeArea by code: cells that each code's parcels have. */
GArray *
gln_areas_land_uses (const GlnAreas *areas, const GlnZoneQuery *query)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (GlnCodeArea));
  ZoneIter iter = zone_iter (areas, query);
  const GlnZoneTotals *totals;

  while ((totals = zone_iter_next (&iter)))
    for (guint i = 0; i < totals->n_codes; i++)
      if (gln_totals_codes (totals)[i].area)
        add_code (list, gln_totals_codes (totals) + i);
  g_array_sort (list, compare_code);
  return list;
}

/** gln_areas_land_use: the cells of parcels whose code begins with @code_prefix; "" for all. */
GlnArea
gln_areas_land_use (const GlnAreas *areas, const GlnZoneQuery *query, const char *code_prefix)
{
  g_autoptr (GArray) list = gln_areas_land_uses (areas, query);
  GlnArea sum = 0;

  for (guint i = 0; i < list->len; i++)
    if (g_str_has_prefix (g_array_index (list, GlnCodeArea, i).code, code_prefix))
      sum += g_array_index (list, GlnCodeArea, i).area;
  return sum;
}

/** gln_areas_residential: the cells of residential parcels. */
GlnArea
gln_areas_residential (const GlnAreas *areas, const GlnZoneQuery *query)
{
  ZoneIter iter = zone_iter (areas, query);
  const GlnZoneTotals *totals;
  GlnArea sum = 0;

  while ((totals = zone_iter_next (&iter)))
    sum += totals->residential;
  return sum;
}

/** gln_areas_served: of the residential land, the cells within the service radius of a park. */
GlnArea
gln_areas_served (const GlnAreas *areas, const GlnZoneQuery *query)
{
  ZoneIter iter = zone_iter (areas, query);
  const GlnZoneTotals *totals;
  GlnArea sum = 0;

  while ((totals = zone_iter_next (&iter)))
    sum += totals->served;
  return sum;
}

/**
 * gln_areas_other_green:
 * @query: usually the built-up area
 * @adjoining: (out) (optional): of that, what belongs to features that adjoin
 *   construction land
 *
 * A regional green adjoins construction land when a cell that it decides lies
 * in it or within half a metre (GLN_ADJOIN_M) of it: what drawing leaves
 * between two edges that are meant to be one.
 *
 * Returns: regional green in the zone, outside construction land
 */
GlnArea
gln_areas_other_green (const GlnAreas *areas, const GlnZoneQuery *query, GlnArea *adjoining)
{
  ZoneIter iter = zone_iter (areas, query);
  const GlnZoneTotals *totals;
  GlnArea sum = 0, near = 0;

  while ((totals = zone_iter_next (&iter)))
    for (guint i = 0; i < totals->n_classes; i++)
      {
        const GlnClassTotal *cls = gln_totals_classes (totals) + i;
        if ((gln_zones_get (areas->zones, iter.zone)->scopes & (1u << GLN_SCOPE_CONSTRUCTION))
            || !class_in (areas, cls->cls, "EG"))
          continue;
        sum += cls->net;
        near += cls->adjoining;
      }
  if (adjoining)
    *adjoining = near;
  return sum;
}

/** gln_areas_green_union: green land of every class, each cell once, unclipped. */
GlnArea
gln_areas_green_union (const GlnAreas *areas, guint phase)
{
  GlnZoneQuery query = { phase, GLN_SCOPE_ALL, NULL };
  g_autoptr (GArray) sums = gln_areas_green (areas, &query);
  GlnArea sum = 0;

  for (guint i = 0; i < sums->len; i++)
    sum += g_array_index (sums, GlnGreenSum, i).net;
  return sum;
}

/**
 * gln_areas_green_total: the areas of all green features, drawn or G-coded
 * parcels, each in full: more than the union by what overlaps.
 */
GlnArea
gln_areas_green_total (const GlnAreas *areas, guint phase)
{
  GlnZoneQuery query = { phase, GLN_SCOPE_ALL, NULL };
  ZoneIter iter = zone_iter (areas, &query);
  const GlnZoneTotals *totals;
  GlnArea sum = gln_areas_green_union (areas, phase);

  while ((totals = zone_iter_next (&iter)))
    sum += totals->green_lost;
  return sum;
}

/** gln_areas_parcel_overlap: what parcels lose to others of a lower id; a finding when not 0. */
GlnArea
gln_areas_parcel_overlap (const GlnAreas *areas, guint phase)
{
  GlnZoneQuery query = { phase, GLN_SCOPE_ALL, NULL };
  ZoneIter iter = zone_iter (areas, &query);
  const GlnZoneTotals *totals;
  GlnArea sum = 0;

  while ((totals = zone_iter_next (&iter)))
    sum += totals->parcel_lost;
  return sum;
}

/* The records of a feature; NULL when it is not there or no item. */
static const GlnRecord *
records_of (const GlnAreas *areas, const GlnUuid *uuid, GlnTraits *traits, guint *n_records)
{
  GlnFeature *feature = gln_plan_feature (areas->plan, uuid);
  guint32 number = gln_ids_find (areas->ids, uuid);

  *n_records = 0;
  if (!feature || !number
      || !gln_traits_find (traits, areas->standards, &areas->rules, areas->plan->frame, feature))
    return NULL;
  return gln_records_of (areas->records, number, n_records);
}

static GlnArea
parcel_attached (const GlnTraits *traits, GlnAttachedMethod method, const GlnParcelFold *whole,
                 const GlnParcelFold *inside)
{
  return gln_parcel_is_declared (traits, method, whole) ? gln_parcel_declared (traits, inside) : inside->drawn;
}

/** gln_areas_parcel: like gln_areas_parcel_in() in a scope, all districts together. */
gboolean
gln_areas_parcel (const GlnAreas *areas, guint phase, GlnScope scope, const GlnUuid *parcel, GlnParcelSum *sum)
{
  GlnZoneQuery query = { phase, scope, NULL };

  return gln_areas_parcel_in (areas, &query, parcel, sum);
}

/**
 * gln_areas_parcel_in:
 * @query: the phase, and the part of the plane that the parcel is clipped to
 * @sum: (out): zeros when the parcel has no area there
 *
 * Returns: FALSE when there is no such parcel in the phase
 */
gboolean
gln_areas_parcel_in (const GlnAreas *areas, const GlnZoneQuery *query, const GlnUuid *parcel, GlnParcelSum *sum)
{
  GlnTraits traits = { 0 };
  guint n, phase = query->phase;
  const GlnRecord *records = records_of (areas, parcel, &traits, &n);
  Filter filter = filter_of (areas, phase, query->scope, query->district);
  GlnParcelFold whole = { 0 }, zone = { 0 }, inside = { 0 };
  guint32 at = 0;

  memset (sum, 0, sizeof *sum);
  if (!gln_plan_feature (areas->plan, parcel) || traits.role != GLN_ROLE_OF_PARCEL || !(traits.mask & (1u << phase)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if ((records[i].key.flags & GLN_REC_OF_PARCEL) && (records[i].key.mask & (1u << phase)))
      gln_parcel_fold_add (&whole, records + i);
  for (guint i = 0; i < n; i++)
    {
      if (i == 0 || records[i].key.zone != at)
        memset (&zone, 0, sizeof zone);
      at = records[i].key.zone;
      if (zone_fits (areas, &filter, at) && (records[i].key.flags & GLN_REC_OF_PARCEL)
          && (records[i].key.mask & (1u << phase)))
        {
          gln_parcel_fold_add (&inside, records + i);
          gln_parcel_fold_add (&zone, records + i);
        }
      if (i + 1 == n || records[i + 1].key.zone != at)
        {
          sum->declared += gln_parcel_declared (&traits, &zone);
          sum->attached += parcel_attached (&traits, areas->fold.attached[phase], &whole, &zone);
        }
    }
  sum->area = inside.counted + inside.lost;
  sum->counted = inside.counted;
  sum->public_green = inside.public_green;
  sum->drawn = inside.drawn;
  sum->served = inside.served;
  return TRUE;
}

/**
 * gln_areas_feature:
 * @feature: a drawn green or a G-coded parcel
 * @sum: (out): zeros when it decides nothing in the scope
 *
 * Returns: FALSE when there is no such green land in the phase
 */
gboolean
gln_areas_feature (const GlnAreas *areas, guint phase, GlnScope scope, const GlnUuid *feature,
                   GlnFeatureSum *sum)
{
  GlnTraits traits = { 0 };
  guint n;
  const GlnRecord *records = records_of (areas, feature, &traits, &n);
  Filter filter = filter_of (areas, phase, scope, NULL);

  memset (sum, 0, sizeof *sum);
  if (!gln_plan_feature (areas->plan, feature) || !traits.cls || !(traits.mask & (1u << phase)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      guint flags = records[i].key.flags;
      if (!(flags & GLN_REC_GREEN) || (flags & GLN_REC_LOST) || !(records[i].key.mask & (1u << phase))
          || !zone_fits (areas, &filter, records[i].key.zone))
        continue;
      sum->net += records[i].area;
      if (flags & GLN_REC_HIGHER)
        sum->over_higher += records[i].area;
      if (flags & GLN_REC_WATER)
        sum->over_water += records[i].area;
    }
  return TRUE;
}

/** gln_areas_districts: (transfer full): GArray of GlnUuid of the districts of @level, in order of uuid. */
GArray *
gln_areas_districts (const GlnAreas *areas, const char *level)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (GlnUuid));
  GlnFeatureIter iter;
  GlnFeature *feature;

  gln_feature_iter_init (&iter, areas->plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      const GlnLayer *layer = gln_plan_layer_of (areas->plan, feature);
      if (layer && layer->kind == GLN_LAYER_DISTRICT && g_strcmp0 (layer->role, level) == 0)
        g_array_append_val (list, feature->uuid);
    }
  return list;
}

/** gln_areas_district_in_scope: the area of a district inside a scope. */
GlnArea
gln_areas_district_in_scope (const GlnAreas *areas, guint phase, GlnScope scope, const GlnUuid *district)
{
  GlnZoneQuery query = { phase, scope, district };

  return gln_areas_zone (areas, &query);
}
