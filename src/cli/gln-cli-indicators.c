/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "cli/gln-json.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"

#include <math.h>

/* indicators: the figures of every phase, as a table or as the JSON of
 * architecture §9. */

static void
write_check (GlnJson *json, const GlnCheck *check)
{
  gln_json_begin_object (json, NULL);
  gln_json_text (json, "rule", check->rule);
  gln_json_text (json, "op", check->op);
  gln_json_number (json, "value", check->value);
  if (g_str_equal (check->op, "between"))
    gln_json_number (json, "value2", check->value2);
  gln_json_text (json, "role", gln_role_to_string (check->role));
  gln_json_text (json, "confidence", gln_confidence_to_string (check->confidence));
  gln_json_text (json, "status", gln_status_to_string (check->status));
  gln_json_number (json, "gap", check->gap);
  gln_json_end_object (json);
}

static void
write_value (GlnJson *json, const GlnIndicatorValue *value)
{
  gln_json_begin_object (json, NULL);
  gln_json_text (json, "id", value->info->id);
  gln_json_text (json, "name", value->info->name_zh);
  gln_json_number (json, "value", value->value);
  gln_json_text (json, "unit", gln_unit_id (value->info->unit));
  gln_json_number (json, "numerator", value->numerator);
  gln_json_number (json, "denominator", value->denominator);
  gln_json_bool (json, "provisional", value->provisional);
  gln_json_bool (json, "estimate", value->estimate);
  if (value->entered)
    gln_json_bool (json, "entered", TRUE);
  if (value->missing)
    gln_json_text (json, "missing", value->missing);
  gln_json_begin_array (json, "targets");
  for (guint i = 0; i < value->n_checks; i++)
    write_check (json, &value->checks[i]);
  gln_json_end_array (json);
  gln_json_end_object (json);
}

static void
write_values (GlnJson *json, const GlnIndicatorSet *set)
{
  gln_json_begin_array (json, "indicators");
  for (guint i = 0; i < set->n_values; i++)
    write_value (json, &set->values[i]);
  gln_json_end_array (json);
}

/* Green land by class: each cell once. */
static void
write_by_class (GlnJson *json, const GlnAreas *areas, const GlnZoneQuery *zone)
{
  g_autoptr (GArray) sums = gln_areas_green (areas, zone);

  gln_json_begin_object (json, "by_class");
  for (guint i = 0; i < sums->len; i++)
    {
      const GlnGreenSum *s = &g_array_index (sums, GlnGreenSum, i);
      gln_json_number (json, s->class_code, gln_area_to_m2 (s->net));
    }
  gln_json_end_object (json);
}

static void
write_areas (GlnJson *json, const GlnAreas *areas, guint phase)
{
  GlnZoneQuery zone = { phase, GLN_SCOPE_BUILT_UP, NULL };
  GlnAttachedSum attached = gln_areas_attached (areas, &zone);
  GlnArea all = gln_areas_green_union (areas, phase), sum = gln_areas_green_total (areas, phase);

  gln_json_begin_object (json, "areas");
  gln_json_number (json, "green_union_m2", gln_area_to_m2 (all));
  gln_json_number (json, "green_sum_m2", gln_area_to_m2 (sum));
  gln_json_number (json, "overlap_m2", gln_area_to_m2 (sum - all));
  write_by_class (json, areas, &zone);
  gln_json_number (json, "boundary_m2", gln_areas_has_scope (areas, phase, GLN_SCOPE_BUILT_UP)
                                            ? gln_area_to_m2 (gln_areas_zone (areas, &zone))
                                            : NAN);
  gln_json_number (json, "drawn_attached_m2", gln_area_to_m2 (attached.drawn));
  gln_json_number (json, "declared_attached_m2", gln_area_to_m2 (attached.declared));
  gln_json_end_object (json);
}

static void
write_district (GlnJson *json, const GlnAreas *areas, guint phase, const GlnFeature *district,
                const char *level)
{
  g_autoptr (GlnIndicatorSet) set
      = gln_indicators_compute (areas, gln_cli_standards (), phase, &district->uuid, NULL);
  GlnZoneQuery zone = { phase, GLN_SCOPE_BUILT_UP, &district->uuid };
  double population = NAN;

  gln_values_number (district->values, "population", &population);
  gln_json_begin_object (json, NULL);
  gln_json_text (json, "name", gln_feature_name (district));
  gln_json_text (json, "level", level);
  gln_json_number (json, "population", population);
  write_by_class (json, areas, &zone);
  gln_json_begin_array (json, "indicators");
  for (guint i = 0; i < set->n_values; i++)
    if (set->values[i].info->headline)
      write_value (json, &set->values[i]);
  gln_json_end_array (json);
  gln_json_end_object (json);
}

static void
write_districts (GlnJson *json, const GlnAreas *areas, guint phase)
{
  const GlnPlan *plan = gln_areas_plan (areas);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  gln_json_begin_array (json, "districts");
  for (guint l = 0; l < plan->frame->n_layers; l++)
    {
      const GlnLayer *layer = plan->frame->layers[l];
      if (layer->kind != GLN_LAYER_DISTRICT || !g_hash_table_add (seen, (gpointer) layer->role))
        continue;
      g_autoptr (GArray) ids = gln_areas_districts (areas, layer->role);
      for (guint i = 0; i < ids->len; i++)
        write_district (json, areas, phase,
                        gln_plan_feature (plan, &g_array_index (ids, GlnUuid, i)), layer->role);
    }
  gln_json_end_array (json);
}

static void
print_json (const GlnAreas *areas, guint first, guint end)
{
  const GlnFrame *frame = gln_areas_plan (areas)->frame;
  char uuid[GLN_UUID_STRING_LEN + 1];
  g_autofree char *text = NULL;
  GlnJson *json = gln_json_new ();

  gln_json_begin_object (json, NULL);
  gln_json_text (json, "plan", frame->name);
  gln_json_text (json, "uuid", gln_uuid_format (&frame->uuid, uuid));
  gln_json_text (json, "crs", frame->crs);
  gln_json_begin_array (json, "phases");
  for (guint p = first; p < end; p++)
    {
      g_autoptr (GlnIndicatorSet) set
          = gln_indicators_compute (areas, gln_cli_standards (), p, NULL, NULL);
      gln_json_begin_object (json, NULL);
      gln_json_text (json, "id", frame->phases[p]->id);
      gln_json_number (json, "population", frame->phases[p]->population);
      write_values (json, set);
      write_areas (json, areas, p);
      write_districts (json, areas, p);
      gln_json_end_object (json);
    }
  gln_json_end_array (json);
  gln_json_end_object (json);
  text = gln_json_free_to_text (json);
  g_print ("%s", text);
}

static char *
value_text (const GlnIndicatorValue *value)
{
  if (isnan (value->value))
    return g_strdup ("-");
  return g_strdup_printf (value->info->unit == GLN_UNIT_RATIO ? "%.2f %%%s" : "%.2f%s",
                          value->info->unit == GLN_UNIT_RATIO ? value->value * 100 : value->value,
                          value->provisional ? "?" : value->estimate ? "~" : "");
}

/* The strictest word of the checks: unmet, unknown, met, or nothing to judge. */
static const char *
verdict_text (const GlnIndicatorValue *value)
{
  gboolean unknown = FALSE, met = FALSE;

  for (guint i = 0; i < value->n_checks; i++)
    {
      if (value->checks[i].role == GLN_ROLE_RAISED || value->checks[i].role == GLN_ROLE_GUIDE)
        continue;
      if (value->checks[i].status == GLN_STATUS_UNMET)
        return _("unmet");
      unknown |= value->checks[i].status == GLN_STATUS_UNKNOWN;
      met |= value->checks[i].status == GLN_STATUS_MET;
    }
  return unknown ? _("unknown") : met ? _("met") : "-";
}

static gboolean
worth_a_line (const GlnIndicatorValue *value)
{
  return !isnan (value->value) || value->n_checks > 0;
}

static void
print_table (const GlnAreas *areas, guint first, guint end)
{
  const GlnFrame *frame = gln_areas_plan (areas)->frame;

  for (guint p = first; p < end; p++)
    {
      g_autoptr (GlnIndicatorSet) set
          = gln_indicators_compute (areas, gln_cli_standards (), p, NULL, NULL);

      g_print ("%s  (%s", frame->phases[p]->name, frame->phases[p]->id);
      if (frame->phases[p]->population > 0)
        g_print (", %.0f %s", frame->phases[p]->population, frame->phases[p]->population_kind);
      g_print (")\n");
      for (guint i = 0; i < set->n_values; i++)
        {
          const GlnIndicatorValue *value = &set->values[i];
          g_autofree char *text = value_text (value);
          if (worth_a_line (value))
            g_print ("  %-8s %12s   %-8s %s\n", value->info->id, text, verdict_text (value),
                     value->info->name_zh);
        }
    }
  g_print ("%s\n", _("~ estimate, ? provisional: the built-up boundary is missing"));
}

/** gln_cli_indicators: `indicators PLAN [--phase ID|all] [--json]`. */
int
gln_cli_indicators (GlnCliArgs *args, GError **error)
{
  char *path = gln_cli_take_word (args, "PLAN.gpkg", error), *id = NULL;
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnAreas) areas = NULL;
  gboolean json = gln_cli_take_flag (args, "--json");
  guint first, end;

  if (!path || !gln_cli_take_option (args, "--phase", &id, error)
      || !gln_cli_args_done (args, error) || !(plan = gln_cli_load (path, error))
      || !gln_cli_phase_range (plan, id, &first, &end, error)
      || !(areas = gln_cli_areas (plan, error)))
    return -1;
  if (json)
    print_json (areas, first, end);
  else
    print_table (areas, first, end);
  return GLN_CLI_OK;
}
