/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"

#include <math.h>

/* phase, target and entry: what a plan says about its time steps. */

static gboolean
bad_value (const char *key, const char *value, GError **error)
{
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _("“%s” is no value of %s"), value, key);
  return FALSE;
}

static gboolean
set_population (GlnPhaseSpec *spec, const char *value, GError **error)
{
  if (!gln_cli_parse_number (value, "population", &spec->population, error))
    return FALSE;
  if (spec->population > 0)
    return TRUE;
  return bad_value ("population", value, error);
}

static gboolean
set_int (int *field, const char *key, const char *value, GError **error)
{
  double number;

  if (!gln_cli_parse_number (value, key, &number, error))
    return FALSE;
  if (number != floor (number) || number < 0 || number > 9999)
    return bad_value (key, value, error);
  *field = (int) number;
  return TRUE;
}

static gboolean
set_condition (GlnPhaseSpec *spec, const char *key, const char *value, GError **error)
{
  static const char *const numbers[] = { "land_pc", NULL };
  GlnValues *next;
  double number;

  if (g_strv_contains (numbers, key))
    {
      if (!gln_cli_parse_number (value, key, &number, error))
        return FALSE;
      next = gln_values_with_number (spec->conditions, key, number);
    }
  else
    next = gln_values_with_text (spec->conditions, key, value);
  gln_values_unref (spec->conditions);
  spec->conditions = next;
  return TRUE;
}

static gboolean
set_standards (GlnPhaseSpec *spec, const char *value, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (value, ",", -1);

  g_ptr_array_set_size (spec->editions, 0);
  for (char **id = ids; *id; id++)
    {
      if (!**id)
        continue;
      if (!gln_cli_check_standard (*id, error))
        return FALSE;
      g_ptr_array_add (spec->editions, g_strdup (*id));
    }
  return TRUE;
}

static gboolean
set_judged (GlnPhaseSpec *spec, const char *value, GError **error)
{
  if (!g_str_equal (value, "yes") && !g_str_equal (value, "no"))
    return bad_value ("judged", value, error);
  spec->judged = g_str_equal (value, "yes");
  return TRUE;
}

static gboolean
set_text (char **field, const char *value)
{
  gln_phase_spec_set_text (field, value);
  return TRUE;
}

static gboolean
set_field (GlnPhaseSpec *spec, const char *key, const char *value, GError **error)
{
  static const char *const conditions[] = { "region", "city_class", "land_pc", "baseline", NULL };

  if (g_str_equal (key, "population"))
    return set_population (spec, value, error);
  if (g_str_equal (key, "population_kind"))
    return set_text (&spec->population_kind, value);
  if (g_str_equal (key, "population_source"))
    return set_text (&spec->population_source, value);
  if (g_str_equal (key, "population_year"))
    return set_int (&spec->population_year, key, value, error);
  if (g_str_equal (key, "attached"))
    return gln_attached_method_parse (value, &spec->attached) || bad_value (key, value, error);
  if (g_str_equal (key, "coverage"))
    return gln_coverage_method_parse (value, &spec->coverage) || bad_value (key, value, error);
  if (g_str_equal (key, "judged"))
    return set_judged (spec, value, error);
  if (g_str_equal (key, "standard"))
    return set_standards (spec, value, error);
  if (g_strv_contains (conditions, key))
    return set_condition (spec, key, value, error);
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
               _("a phase has no “%s”; known: population, population_kind, population_year, "
                 "population_source, region, city_class, land_pc, baseline, attached, coverage, "
                 "judged, standard"),
               key);
  return FALSE;
}

static gboolean
set_fields (GlnPhaseSpec *spec, GlnCliArgs *args, GError **error)
{
  char *word, *year = NULL, *name = NULL;

  if (!gln_cli_take_option (args, "--year", &year, error)
      || !gln_cli_take_option (args, "--name", &name, error))
    return FALSE;
  if (year && !set_int (&spec->year, "--year", year, error))
    return FALSE;
  if (name)
    gln_phase_spec_set_text (&spec->name, name);
  while ((word = gln_cli_take_optional_word (args)))
    {
      g_autofree char *key = NULL, *value = NULL;
      if (!gln_cli_parse_assignment (word, &key, &value))
        {
          g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                       _("“%s” is not of the form key=value"), word);
          return FALSE;
        }
      if (!set_field (spec, key, value, error))
        return FALSE;
    }
  return gln_cli_args_done (args, error);
}

static void
list_phases (const GlnPlan *plan)
{
  for (guint i = 0; i < plan->frame->n_phases; i++)
    {
      const GlnPhase *phase = plan->frame->phases[i];
      const GlnLayer *land_use = gln_frame_land_use (plan->frame, i);

      g_print ("%s\t%s\t%d\t", phase->id, phase->name, phase->year);
      if (isnan (phase->population))
        g_print ("-");
      else
        g_print ("%.0f %s", phase->population, phase->population_kind);
      g_print ("\t%s\t%s\t%s\n", land_use ? land_use->name : "-",
               gln_attached_method_id (phase->attached), gln_coverage_method_id (phase->coverage));
    }
}

static gboolean
start_spec (GlnPhaseSpec *spec, const GlnPlan *plan, const char *verb, const char *id, GError **error)
{
  GlnPhase *old = gln_frame_phase (plan->frame, id);

  if (g_str_equal (verb, "add") && old)
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                 _("the plan already has a phase “%s”; use “phase … set”"), id);
  else if (g_str_equal (verb, "add") && plan->frame->n_phases >= GLN_MAX_PHASES)
    g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED, _("a plan has at most %d phases"),
                 GLN_MAX_PHASES);
  else if (g_str_equal (verb, "set") && !old)
    g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND,
                 _("the plan has no phase “%s”; “phase … list” names them"), id);
  else
    {
      if (old)
        gln_phase_spec_copy (spec, old);
      else
        {
          const GlnPhase *last = plan->frame->phases[plan->frame->n_phases - 1];
          gln_phase_spec_init (spec, id);
          /* Place and climate do not change with the years. */
          spec->conditions = gln_values_ref (last->conditions);
        }
      return TRUE;
    }
  return FALSE;
}

/** gln_cli_phase: `phase PLAN add|set|list ID …`. */
int
gln_cli_phase (GlnCliArgs *args, GError **error)
{
  char *path = gln_cli_take_word (args, "PLAN.gpkg", error);
  char *verb = path ? gln_cli_take_word (args, "add|set|list", error) : NULL;
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnPhase) phase = NULL;
  char *id;

  if (!verb || !(plan = gln_cli_load (path, error)))
    return -1;
  if (g_str_equal (verb, "list"))
    {
      if (!gln_cli_args_done (args, error))
        return -1;
      list_phases (plan);
      return GLN_CLI_OK;
    }
  if (!g_str_equal (verb, "add") && !g_str_equal (verb, "set"))
    {
      bad_value ("phase", verb, error);
      return -1;
    }
  id = gln_cli_take_word (args, "ID", error);
  if (!id || !start_spec (&spec, plan, verb, id, error) || !set_fields (&spec, args, error))
    return -1;
  phase = gln_phase_new (&spec);
  return gln_cli_set_phase (path, plan, phase, error) ? GLN_CLI_OK : -1;
}

/* The phase named by --phase, the last one without it. */
static GlnPhase *
take_phase (GlnCliArgs *args, const GlnPlan *plan, GError **error)
{
  char *id = NULL;
  guint first, end;

  if (!gln_cli_take_option (args, "--phase", &id, error)
      || !gln_cli_phase_range (plan, id, &first, &end, error))
    return NULL;
  return plan->frame->phases[end - 1];
}

static const GlnIndicatorInfo *
take_indicator (GlnCliArgs *args, GError **error)
{
  char *id = gln_cli_take_word (args, "INDICATOR", error);
  const GlnIndicatorInfo *info = id ? gln_indicator_find (id) : NULL;

  if (id && !info)
    g_set_error (error, GLN_ERROR, GLN_ERROR_NOT_FOUND,
                 _("there is no indicator “%s”; ids are those of the standards, such as GLR"), id);
  return info;
}

static gboolean
set_target (GlnCliArgs *args, GlnPhaseSpec *spec, GError **error)
{
  const GlnIndicatorInfo *info = take_indicator (args, error);
  char *op_text = info ? gln_cli_take_word (args, "OP", error) : NULL;
  char *text = op_text ? gln_cli_take_word (args, "VALUE", error) : NULL;
  double value, value2 = 0;
  GlnOp op;

  if (!text)
    return FALSE;
  if (!gln_op_from_string (op_text, &op))
    return bad_value ("OP", op_text, error);
  if (!gln_cli_parse_number (text, info->id, &value, error))
    return FALSE;
  if (op == GLN_OP_BETWEEN)
    {
      char *text2 = gln_cli_take_word (args, "VALUE2", error);
      if (!text2 || !gln_cli_parse_number (text2, info->id, &value2, error))
        return FALSE;
    }
  if (info->unit == GLN_UNIT_RATIO && (value < 0 || value > 1))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _("%s is a ratio from 0 to 1, not %s; write 0.354 for 35.4 %%"), info->id, text);
      return FALSE;
    }
  gln_phase_spec_set_target (spec, info->id, gln_op_to_string (op), value, value2);
  return gln_cli_args_done (args, error);
}

static void
list_targets (const GlnPhase *phase)
{
  for (guint i = 0; i < phase->n_targets; i++)
    g_print ("%s\t%s\t%s\t%.17g\n", phase->id, phase->targets[i].indicator, phase->targets[i].op,
             phase->targets[i].value);
}

/** gln_cli_target: `target PLAN set --phase ID GLR ">=" 0.354 | list`. */
int
gln_cli_target (GlnCliArgs *args, GError **error)
{
  char *path = gln_cli_take_word (args, "PLAN.gpkg", error);
  char *verb = path ? gln_cli_take_word (args, "set|list", error) : NULL;
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnPhase) next = NULL;
  GlnPhase *phase;

  if (!verb || !(plan = gln_cli_load (path, error)))
    return -1;
  if (g_str_equal (verb, "list"))
    {
      if (!gln_cli_args_done (args, error))
        return -1;
      for (guint i = 0; i < plan->frame->n_phases; i++)
        list_targets (plan->frame->phases[i]);
      return GLN_CLI_OK;
    }
  if (!g_str_equal (verb, "set"))
    {
      bad_value ("target", verb, error);
      return -1;
    }
  if (!(phase = take_phase (args, plan, error)))
    return -1;
  gln_phase_spec_copy (&spec, phase);
  if (!set_target (args, &spec, error))
    return -1;
  next = gln_phase_new (&spec);
  return gln_cli_set_phase (path, plan, next, error) ? GLN_CLI_OK : -1;
}

static gboolean
set_entry (GlnCliArgs *args, GlnPhaseSpec *spec, GError **error)
{
  char *evidence = NULL, *department = NULL, *date = NULL, *text;
  const GlnIndicatorInfo *info;
  double value;

  if (!gln_cli_take_option (args, "--evidence", &evidence, error)
      || !gln_cli_take_option (args, "--department", &department, error)
      || !gln_cli_take_option (args, "--date", &date, error))
    return FALSE;
  info = take_indicator (args, error);
  text = info ? gln_cli_take_word (args, "VALUE", error) : NULL;
  if (!text || !gln_cli_parse_number (text, info->id, &value, error))
    return FALSE;
  if (info->unit == GLN_UNIT_RATIO && (value < 0 || value > 1))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _("%s is a ratio from 0 to 1, not %s; write 0.354 for 35.4 %%"), info->id, text);
      return FALSE;
    }
  gln_phase_spec_set_entry (spec, info->id, value, evidence, department, date);
  return gln_cli_args_done (args, error);
}

/** gln_cli_entry: `entry PLAN set --phase ID OLD 0.97 …`. */
int
gln_cli_entry (GlnCliArgs *args, GError **error)
{
  char *path = gln_cli_take_word (args, "PLAN.gpkg", error);
  char *verb = path ? gln_cli_take_word (args, "set", error) : NULL;
  g_auto (GlnPhaseSpec) spec = { 0 };
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnPhase) next = NULL;
  GlnPhase *phase;

  if (!verb)
    return -1;
  if (!g_str_equal (verb, "set"))
    {
      bad_value ("entry", verb, error);
      return -1;
    }
  if (!(plan = gln_cli_load (path, error)) || !(phase = take_phase (args, plan, error)))
    return -1;
  gln_phase_spec_copy (&spec, phase);
  if (!set_entry (args, &spec, error))
    return -1;
  next = gln_phase_new (&spec);
  return gln_cli_set_phase (path, plan, next, error) ? GLN_CLI_OK : -1;
}
