/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-titles.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"
#include "core/gln-indicators-private.h"

/* Registries of titles on parcels, streets and communities. */

static const GlnLayerKind titled_kinds[] = { GLN_LAYER_LAND_USE, GLN_LAYER_DISTRICT, GLN_LAYER_LINE };

/* A title is held in a phase unless it is awarded after the phase's year. */
static gboolean
holds (const GlnFeature *feature, const char *title, const GlnPhase *phase)
{
  double year = gln_feature_number (feature, "title_year");

  return g_strcmp0 (gln_feature_text (feature, "title"), title) == 0
         && !(phase->year > 0 && year > phase->year);
}

static gboolean
holds_any (const GlnFeature *feature, char *const *titles, const GlnPhase *phase)
{
  for (; *titles; titles++)
    if (holds (feature, *titles, phase))
      return TRUE;
  return FALSE;
}

/* Whether @feature is one of those that could hold the title: a parcel of a
 * use, or a community. */
static gboolean
is_one_of (const GlnIndicatorContext *context, const GlnFeature *feature, char *const *uses)
{
  const GlnLayer *layer = gln_census_layer (context->census, feature);
  const GlnClass *cls;

  if (layer->kind == GLN_LAYER_DISTRICT)
    return g_strv_contains ((const char *const *) uses, layer->role);
  cls = gln_census_class (context->census, feature);
  for (; cls && *uses; uses++)
    if (gln_class_has_use (cls, *uses))
      return TRUE;
  return FALSE;
}

static void
count_titles (const GlnIndicatorContext *context, GlnIndicatorValue *value, char *const *titles,
              char *const *uses)
{
  gln_indicator_begin (value);
  for (guint k = 0; k < G_N_ELEMENTS (titled_kinds); k++)
    {
      const GPtrArray *features = gln_census_features (context->census, titled_kinds[k]);
      for (guint i = 0; i < features->len; i++)
        {
          gboolean held = holds_any (features->pdata[i], titles, context->phase);
          if (uses ? is_one_of (context, features->pdata[i], uses) : held)
            gln_indicator_count_in (context, value, features->pdata[i], held, 1, held ? NULL : N_("no title"));
        }
    }
}

/* Whether any object has a title at all: else there is no registry, and zero would be made up. */
static gboolean
has_registry (const GlnIndicatorContext *context)
{
  for (guint k = 0; k < G_N_ELEMENTS (titled_kinds); k++)
    {
      const GPtrArray *features = gln_census_features (context->census, titled_kinds[k]);
      for (guint i = 0; i < features->len; i++)
        if (gln_feature_text (features->pdata[i], "title"))
          return TRUE;
    }
  return FALSE;
}

/* Lanes of one district: those that run in it for more than half of their length. */
static guint
lanes_in (const GlnIndicatorContext *context, const GlnFeature *district)
{
  const GPtrArray *lines = gln_census_features (context->census, GLN_LAYER_LINE);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const GlnFeature *lane = lines->pdata[i];
      if (holds (lane, "model_lane", context->phase) && lane->shape && district->shape
          && 2 * gln_line_length_in_m (lane->shape, gln_census_area (context->census, district))
                 > lane->shape->length_m)
        n++;
    }
  return n;
}

/* The fewest model lanes of a district (each is asked for 5 to 7). */
static void
fewest_lanes (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  g_autoptr (GArray) districts = gln_areas_districts (context->areas, "urban_district");

  for (guint i = 0; i < districts->len; i++)
    {
      const GlnFeature *district
          = gln_plan_feature (gln_areas_plan (context->areas), &g_array_index (districts, GlnUuid, i));
      double n = district ? lanes_in (context, district) : 0;
      if (!(value->value <= n))
        value->value = value->numerator = n;
    }
  if (districts->len == 0)
    value->missing = N_("no urban districts");
}

/* Titles: a number, or a share "titles/uses" of the objects that could hold one. */
void
gln_indicator_titles (const GlnIndicatorContext *context, GlnIndicatorValue *value)
{
  const char *set = gln_indicator_row (value->info)->set;
  g_auto (GStrv) halves = g_strsplit (set, "/", 2);
  g_auto (GStrv) titles = g_strsplit (halves[0], "+", -1);
  g_auto (GStrv) uses = halves[1] ? g_strsplit (halves[1], "+", -1) : NULL;

  if (context->district || !has_registry (context))
    {
      value->missing = context->district ? N_("found for the whole city only")
                                         : N_("no titles are given to parcels, streets or communities");
      return;
    }
  if (strcmp (set, "model_lane") == 0)
    {
      fewest_lanes (context, value);
      return;
    }
  count_titles (context, value, titles, uses);
  if (!uses)
    value->value = value->numerator;
  else
    gln_indicator_end (value, N_("nothing that could hold the title"), NULL);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GlnTitleRow *x = a, *y = b;
  int order = strcmp (x->title, y->title);

  if (order == 0)
    order = g_strcmp0 (x->level, y->level);
  return order ? order : x->year - y->year;
}

static GArray *
title_rows (GlnCensus *census)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (GlnTitleRow));

  for (guint k = 0; k < G_N_ELEMENTS (titled_kinds); k++)
    {
      const GPtrArray *features = gln_census_features (census, titled_kinds[k]);
      for (guint i = 0; i < features->len; i++)
        {
          const GlnFeature *feature = features->pdata[i];
          double year = gln_feature_number (feature, "title_year");
          GlnTitleRow row = { gln_feature_text (feature, "title"), gln_feature_text (feature, "title_level"),
                              isnan (year) ? 0 : (int) year, 1, 0 };
          if (row.title)
            g_array_append_val (rows, row);
        }
    }
  g_array_sort (rows, compare_rows);
  return rows;
}

/**
 * gln_titles_by_year:
 *
 * Returns: (transfer full): GArray of #GlnTitleRow by title, level and year;
 *   what is counted against a yearly target such as 15 communities a year
 */
GArray *
gln_titles_by_year (GlnPlan *plan, const GlnStandards *standards, guint phase)
{
  g_autoptr (GlnCensus) census = gln_census_new (plan, standards, phase);
  g_autoptr (GArray) all = title_rows (census);
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (GlnTitleRow));

  for (guint i = 0; i < all->len; i++)
    {
      GlnTitleRow row = g_array_index (all, GlnTitleRow, i);
      GlnTitleRow *last = rows->len ? &g_array_index (rows, GlnTitleRow, rows->len - 1) : NULL;
      gboolean same_run = last && strcmp (last->title, row.title) == 0 && g_strcmp0 (last->level, row.level) == 0;

      row.so_far = same_run ? last->so_far + 1 : 1;
      if (same_run && last->year == row.year)
        {
          last->count++;
          last->so_far++;
        }
      else
        g_array_append_val (rows, row);
    }
  return rows;
}
