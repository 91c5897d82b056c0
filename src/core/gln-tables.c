/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-tables.h"

#include <math.h>
#include <string.h>

#include "core/gln-indicators-private.h"

/* Classes below this depth are summed into their parents. */
#define LAST_DEPTH 1

static GlnTable *
table_new (const GlnAreas *areas, guint phase, GlnScope scope)
{
  GlnTable *table = g_new0 (GlnTable, 1);
  GlnZoneQuery zone = { phase, scope, NULL };

  table->phase = phase;
  table->provisional = scope != GLN_SCOPE_ALL && !gln_areas_has_scope (areas, phase, scope);
  table->population = gln_areas_plan (areas)->frame->phases[phase]->population;
  table->whole_m2 = gln_area_to_m2 (gln_areas_zone (areas, &zone));
  table->rows = g_array_new (FALSE, TRUE, sizeof (GlnTableRow));
  return table;
}

void
gln_table_free (GlnTable *table)
{
  if (!table)
    return;
  g_array_unref (table->rows);
  g_free (table);
}

static void
add_row (GlnTable *table, const GlnTableRow *model, GlnArea area, double whole_m2)
{
  GlnTableRow row = *model;

  row.area_m2 = gln_area_to_m2 (area);
  row.share = whole_m2 > 0 ? row.area_m2 / whole_m2 : NAN;
  row.per_person_m2 = table->population > 0 ? row.area_m2 / table->population : NAN;
  g_array_append_val (table->rows, row);
}

static void
add_class (GlnTable *table, const GlnClass *cls, GlnArea area, double whole_m2)
{
  GlnTableRow model = { GLN_TABLE_CLASS, cls->code, cls->name_zh, cls->name_en, cls->depth };

  add_row (table, &model, area, whole_m2);
}

static void
add_sum (GlnTable *table, GlnTableRowKind kind, const char *zh, const char *en, GlnArea area, double whole_m2)
{
  GlnTableRow model = { kind, "", zh, en, 0 };

  add_row (table, &model, area, whole_m2);
}

/* The area of the codes at and below @cls. */
static GlnArea
area_of_class (const GArray *uses, const GlnCodeSystem *system, const GlnClass *cls)
{
  GlnArea sum = 0;

  for (guint i = 0; i < uses->len; i++)
    {
      const GlnCodeArea *use = &g_array_index (uses, GlnCodeArea, i);
      const GlnClass *own = gln_code_system_lookup (system, use->code);
      if (own && gln_class_is_in (own, cls->code))
        sum += use->area;
    }
  return sum;
}

/* Codes that the system does not have, mixed ones among them: they are land
 * too, and a balance that left them out would not balance. */
static GlnArea
area_unknown (const GArray *uses, const GlnCodeSystem *system)
{
  GlnArea sum = 0;

  for (guint i = 0; i < uses->len; i++)
    if (!gln_code_system_lookup (system, g_array_index (uses, GlnCodeArea, i).code))
      sum += g_array_index (uses, GlnCodeArea, i).area;
  return sum;
}

static gboolean
is_construction (const GlnClass *cls)
{
  return (cls->facts & GLN_CLASS_CONSTRUCTION) != 0;
}

static GlnArea
add_classes (GlnTable *table, const GArray *uses, const GlnCodeSystem *system, gboolean construction,
             double whole_m2)
{
  GlnArea sum = 0;

  for (guint i = 0; i < gln_code_system_get_n_classes (system); i++)
    {
      const GlnClass *cls = gln_code_system_get_class (system, i);
      GlnArea area;
      if (cls->depth > LAST_DEPTH || is_construction (cls) != construction
          || (area = area_of_class (uses, system, cls)) == 0)
        continue;
      if (cls->depth == 0 || is_construction (cls->parent) != construction)
        sum += area;
      add_class (table, cls, area, whole_m2);
    }
  return sum;
}

static GlnArea
construction_area (const GArray *uses, const GlnCodeSystem *system)
{
  GlnArea sum = 0;

  for (guint i = 0; i < uses->len; i++)
    {
      const GlnClass *cls = gln_code_system_lookup (system, g_array_index (uses, GlnCodeArea, i).code);
      if (cls && is_construction (cls))
        sum += g_array_index (uses, GlnCodeArea, i).area;
    }
  return sum;
}

/**
 * gln_table_land_balance:
 * @scope: boundary that the parcels are clipped to
 *
 * The land-use balance table (用地平衡表, GB 50137-2011 form): parcels of the
 * phase by class, with their share of urban construction land. Attached green
 * takes no part: it is inside its parcel. Land under a code that the system
 * lacks has a row of its own.
 *
 * Returns: (transfer full) (nullable): NULL when the phase has no land use
 */
GlnTable *
gln_table_land_balance (const GlnAreas *areas, const GlnStandards *standards, guint phase, GlnScope scope)
{
  const GlnLayer *layer = gln_frame_land_use (gln_areas_plan (areas)->frame, phase);
  const GlnCodeSystem *system
      = layer ? gln_standards_get_code_system (standards, layer->code_system) : NULL;
  GlnZoneQuery zone = { phase, scope, NULL };
  g_autoptr (GArray) uses = NULL;
  GlnTable *table;
  GlnArea construction, other, unknown;

  if (!system)
    return NULL;
  table = table_new (areas, phase, scope);
  uses = gln_areas_land_uses (areas, &zone);
  table->whole_m2 = gln_area_to_m2 (construction_area (uses, system));
  construction = add_classes (table, uses, system, TRUE, table->whole_m2);
  add_sum (table, GLN_TABLE_SUBTOTAL, "城市建设用地", "Urban construction land", construction, table->whole_m2);
  other = add_classes (table, uses, system, FALSE, 0);
  unknown = area_unknown (uses, system);
  if (unknown > 0)
    add_sum (table, GLN_TABLE_CLASS, "编码未知用地", "Land of unknown code", unknown, 0);
  add_sum (table, GLN_TABLE_TOTAL, "总用地", "All land", construction + other + unknown, 0);
  return table;
}

/* The net area of a class; squares by their green part. */
static GlnArea
green_of_class (const GArray *sums, const GlnCodeSystem *system, const GlnClass *cls)
{
  GlnArea area = 0;

  for (guint i = 0; i < sums->len; i++)
    {
      const GlnGreenSum *sum = &g_array_index (sums, GlnGreenSum, i);
      const GlnClass *own = gln_code_system_lookup (system, sum->class_code);
      if (own && own->kind != GLN_LAND_ATTACHED && gln_class_is_in (own, cls->code))
        area += own->kind == GLN_LAND_SQUARE ? sum->green : sum->net;
    }
  return area;
}

static GlnArea
add_greens (GlnTable *table, const GArray *sums, const GlnCodeSystem *system, gboolean regional)
{
  GlnArea all = 0;

  for (guint i = 0; i < gln_code_system_get_n_classes (system); i++)
    {
      const GlnClass *cls = gln_code_system_get_class (system, i);
      gboolean outside = cls->kind == GLN_LAND_REGIONAL || cls->kind == GLN_LAND_NURSERY;
      GlnArea area;
      if (cls->kind == GLN_LAND_NONE || cls->kind == GLN_LAND_ATTACHED || outside != regional
          || (area = green_of_class (sums, system, cls)) == 0)
        continue;
      if (!cls->parent || cls->parent->kind == GLN_LAND_NONE)
        all += area;
      add_class (table, cls, area, table->whole_m2);
    }
  return all;
}

/**
 * gln_table_green_statistics:
 * @scope: boundary that green inside construction land is clipped to; regional
 *   green is not clipped
 *
 * The green statistics table of CJJ/T 85: area of each class, its share of the
 * scope (绿地率), its area per person. Squares by their green part (Ag3'), the
 * attached green by the phase's method.
 *
 * Returns: (transfer full)
 */
GlnTable *
gln_table_green_statistics (const GlnAreas *areas, const GlnStandards *standards, guint phase,
                            GlnScope scope)
{
  const GlnCodeSystem *system = gln_standards_get_code_system (standards, GLN_CODES_CANONICAL);
  GlnZoneQuery zone = { phase, scope, NULL }, everywhere = { phase, GLN_SCOPE_ALL, NULL };
  g_autoptr (GArray) inside = gln_areas_green (areas, &zone);
  g_autoptr (GArray) all = gln_areas_green (areas, &everywhere);
  GlnTable *table = table_new (areas, phase, scope);
  GlnArea attached = gln_areas_attached (areas, &zone).result, sum;
  const GlnClass *xg = gln_code_system_lookup (system, "XG");

  sum = add_greens (table, inside, system, FALSE);
  if (xg)
    add_class (table, xg, attached, table->whole_m2);
  sum += attached;
  add_sum (table, GLN_TABLE_SUBTOTAL, "小计", "Subtotal", sum, table->whole_m2);
  sum += add_greens (table, all, system, TRUE);
  add_sum (table, GLN_TABLE_TOTAL, "合计", "Total", sum, table->whole_m2);
  return table;
}

static GlnCommunityRow
community_row (const GlnAreas *areas, const GlnStandards *standards, guint phase, const GlnUuid *district)
{
  const GlnFeature *feature = gln_plan_feature (gln_areas_plan (areas), district);
  GlnZoneQuery zone = { phase, GLN_SCOPE_ALL, district };
  GlnCoverSum cover = gln_areas_cover (areas, &zone);
  GlnIndicatorContext context;
  GlnCommunityRow row = { .district = *district };

  gln_indicator_context_init (&context, areas, standards, phase, district);
  row.area_m2 = gln_area_to_m2 (gln_areas_zone (areas, &zone));
  row.green_m2 = gln_area_to_m2 (gln_indicator_green_land (&context, &zone));
  gln_census_free (context.census);
  row.coverage_m2 = gln_area_to_m2 (cover.value);
  row.estimate = cover.estimate;
  row.green_ratio = row.area_m2 > 0 ? row.green_m2 / row.area_m2 : NAN;
  row.coverage_ratio = row.area_m2 > 0 ? row.coverage_m2 / row.area_m2 : NAN;
  row.households = gln_feature_number (feature, "households");
  row.population = gln_feature_number (feature, "population");
  row.greenable_m2 = gln_feature_number (feature, "greenable_area_m2");
  row.greenable_share = row.greenable_m2 > 0 ? row.green_m2 / row.greenable_m2 : NAN;
  row.title = gln_feature_text (feature, "title");
  return row;
}

/**
 * gln_table_communities:
 * @level: of the districts: "community", or any other level such as a zone of responsibility
 *
 * Returns: (transfer full): GArray of #GlnCommunityRow in order of uuid, each
 *   over its whole polygon
 */
GArray *
gln_table_communities (const GlnAreas *areas, const GlnStandards *standards, guint phase, const char *level)
{
  g_autoptr (GArray) districts = gln_areas_districts (areas, level);
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (GlnCommunityRow));

  for (guint i = 0; i < districts->len; i++)
    {
      GlnCommunityRow row = community_row (areas, standards, phase, &g_array_index (districts, GlnUuid, i));
      g_array_append_val (rows, row);
    }
  return rows;
}
