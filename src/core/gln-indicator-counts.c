/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"

#include <math.h>
#include <string.h>

/* Indicators that count objects. */

/* GB/T 50563-2010: botanical gardens of more than 40 ha. */
#define LARGE_GARDEN_M2 400000.0

/** ParkSum: the parts of one park, which share a name. */
typedef struct
{
  const GlnFeature *first;
  double net_m2;
} ParkSum;

static void
add_part (GHashTable *parks, const GlnFeature *feature, double net_m2)
{
  const char *name = gln_feature_text (feature, "name");
  g_autofree char *key = name ? g_strdup (name) : g_strdup_printf ("\n%p", (gconstpointer) feature);
  ParkSum *park = g_hash_table_lookup (parks, key);

  if (!park)
    {
      park = g_new0 (ParkSum, 1);
      park->first = feature;
      g_hash_table_insert (parks, g_steal_pointer (&key), park);
    }
  park->net_m2 += net_m2;
}

/* Parks of class @code in the scope by name: parts with one name are one park. */
static GHashTable *
parks_of (const GlnIndicatorContext *context, GlnScope scope, const char *code)
{
  static const GlnLayerKind kinds[] = { GLN_LAYER_GREEN, GLN_LAYER_LAND_USE };
  GHashTable *parks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *features = gln_census_features (context->census, kinds[k]);
      for (guint i = 0; i < features->len; i++)
        {
          const GlnClass *cls = gln_census_canonical (context->census, features->pdata[i]);
          GlnFeatureSum sum;
          if (cls && gln_class_is_in (cls, code)
              && gln_areas_feature (context->areas, context->phase_index, scope,
                                    &((GlnFeature *) features->pdata[i])->uuid, &sum)
              && sum.net > 0)
            add_part (parks, features->pdata[i], gln_area_to_m2 (sum.net));
        }
    }
  return parks;
}

static guint
count_parks (const GlnIndicatorContext *context, GHashTable *parks, double least_m2)
{
  GHashTableIter iter;
  gpointer park;
  guint n = 0;

  g_hash_table_iter_init (&iter, parks);
  while (g_hash_table_iter_next (&iter, NULL, &park))
    {
      gboolean counts = ((ParkSum *) park)->net_m2 > least_m2;
      GlnTerm term = { ((ParkSum *) park)->first->uuid, counts, NAN, counts ? NULL : N_("too small") };
      if (context->terms)
        g_array_append_val (context->terms, term);
      n += counts;
    }
  return n;
}

/* CPI, CPK (GB/T 50563-2010, 建城[2022]2号): comprehensive parks over persons; BOT: a number. */
void
gln_indicator_park_count (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const char *code = gln_indicator_row (value->info)->set;
  gboolean per_person = value->info->unit != GLN_UNIT_COUNT;
  g_autoptr (GHashTable) parks = NULL;

  if (context->district || !gln_indicator_parks_divided (context))
    {
      value->missing = context->district
                           ? N_("found for the whole city only")
                           : N_("parks are not divided into comprehensive parks, community parks and others");
      return;
    }
  gln_indicator_zone (context, value->info->scope, value);
  parks = parks_of (context, value->info->scope, code);
  value->numerator = count_parks (context, parks, per_person ? 0 : LARGE_GARDEN_M2);
  if (!per_person)
    {
      value->value = value->numerator;
      return;
    }
  value->denominator = context->population;
  if (context->population > 0)
    value->value = value->numerator / context->population * (value->info->unit == GLN_UNIT_PER_10K ? 1e4 : 1e5);
  else
    value->missing = N_("population not given");
}

static void
take_planted (const GlnIndicatorContext *context, GlnIndicatorValue *value, const GlnFeature *park,
              const char *code)
{
  const GlnClass *cls = gln_census_canonical (context->census, park);
  double ratio = gln_feature_number (park, "park_green_ratio"), net_m2;
  GlnFeatureSum sum;

  if (!cls || !gln_class_is_in (cls, code)
      || !gln_areas_feature (context->areas, context->phase_index, value->info->scope, &park->uuid, &sum)
      || sum.net == 0)
    return;
  net_m2 = gln_area_to_m2 (sum.net);
  if (isnan (ratio))
    gln_indicator_unknown (context, value, park, net_m2, N_("planted share not given"));
  else
    gln_indicator_count_in (context, value, park, ratio * net_m2, net_m2, NULL);
}

/* PARK_GLR (建城[2005]43号): planted area of parks over their area. */
void
gln_indicator_park_planted (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  static const GlnLayerKind kinds[] = { GLN_LAYER_GREEN, GLN_LAYER_LAND_USE };

  if (context->district)
    {
      value->missing = N_("found for the whole city only");
      return;
    }
  gln_indicator_begin (value);
  gln_indicator_zone (context, value->info->scope, value);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const GPtrArray *features = gln_census_features (context->census, kinds[k]);
      for (guint i = 0; i < features->len; i++)
        take_planted (context, value, features->pdata[i], gln_indicator_row (value->info)->set);
    }
  gln_indicator_end (value, N_("no parks"), N_("the planted share is not given for any park"));
}

static gboolean
is_heritage_tree (const GlnIndicatorContext *context, const GlnFeature *point)
{
  const GlnLayer *layer = gln_census_layer (context->census, point);

  if (!layer || strcmp (layer->role, "ancient_tree") != 0)
    return FALSE;
  /* Reserve trees (后备资源) are counted since 2022. */
  return g_strcmp0 (gln_feature_text (point, "tree_grade"), "reserve") != 0
         || (context->standard && context->standard->year >= 2022);
}

/* OLD (GB/T 50563-2010): protected heritage trees over all of them. Trees are
 * not clipped to the built-up area. */
void
gln_indicator_heritage_trees (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const GPtrArray *points = gln_census_features (context->census, GLN_LAYER_POINT);

  if (context->district)
    {
      value->missing = N_("found for the whole city only");
      return;
    }
  gln_indicator_begin (value);
  for (guint i = 0; i < points->len; i++)
    {
      const GlnFeature *tree = points->pdata[i];
      double guarded = gln_feature_number (tree, "tree_protected");
      if (!is_heritage_tree (context, tree))
        continue;
      if (isnan (guarded))
        gln_indicator_unknown (context, value, tree, 1, N_("protection not stated"));
      else
        gln_indicator_count_in (context, value, tree, guarded != 0, 1,
                                guarded != 0 ? NULL : N_("not protected"));
    }
  gln_indicator_end (value, N_("no heritage trees"), N_("protection is not stated for any tree"));
}
