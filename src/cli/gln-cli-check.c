/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "cli/gln-json.h"
#include "core/gln-explain.h"
#include "core/gln-findings.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"

#include <math.h>

/* check: every requirement of the phase and its verdict; the exit status is
 * the verdict of the whole. */

typedef struct
{
  guint met, unmet, unknown, unverified;
} Tally;

/* Raised and guiding rows are shown and do not decide; K? rows never do. */
static gboolean
decides (const GlnCheck *check)
{
  return check->role != GLN_ROLE_RAISED && check->role != GLN_ROLE_GUIDE
         && check->confidence != GLN_CONFIDENCE_KQ;
}

static void
tally_set (Tally *tally, const GlnIndicatorSet *set)
{
  for (guint i = 0; i < set->n_values; i++)
    for (guint c = 0; c < set->values[i].n_checks; c++)
      {
        const GlnCheck *check = &set->values[i].checks[c];
        if (check->confidence == GLN_CONFIDENCE_KQ)
          tally->unverified++;
        else if (!decides (check))
          continue;
        else if (check->status == GLN_STATUS_MET)
          tally->met++;
        else if (check->status == GLN_STATUS_UNMET)
          tally->unmet++;
        else
          tally->unknown++;
      }
}

/* What a set of verdicts is of. */
typedef struct
{
  const GlnAreas *areas;
  guint phase;
  const char *const *standards; /* nullable */
} Asked;

/* The features that make an indicator over features unmet: parcels, roads, trees. */
static void
write_features (GlnJson *json, const Asked *asked, const GlnIndicatorValue *value, const GlnCheck *check)
{
  g_autoptr (GlnExplanation) explanation = NULL;
  char uuid[GLN_UUID_STRING_LEN + 1];

  gln_json_begin_array (json, "features");
  if (check->status == GLN_STATUS_UNMET && value->info->slow && !value->entered)
    explanation = gln_indicator_explain (asked->areas, gln_cli_standards (), asked->phase, NULL,
                                         value->info->id, asked->standards);
  for (guint i = 0; explanation && i < explanation->contributions->len; i++)
    {
      const GlnContribution *one = &g_array_index (explanation->contributions, GlnContribution, i);
      if (one->reason)
        gln_json_text (json, NULL, gln_uuid_format (&one->feature, uuid));
    }
  gln_json_end_array (json);
}

static void
write_result (GlnJson *json, const Asked *asked, const GlnIndicatorValue *value, const GlnCheck *check)
{
  const char *phase = gln_areas_plan (asked->areas)->frame->phases[asked->phase]->id;

  gln_json_begin_object (json, NULL);
  gln_json_text (json, "phase", phase);
  gln_json_text (json, "rule", check->rule);
  gln_json_text (json, "indicator", value->info->id);
  gln_json_text (json, "clause", check->source ? check->source->clause : "");
  gln_json_text (json, "op", check->op);
  gln_json_number (json, "required", check->value);
  gln_json_number (json, "actual", check->actual);
  gln_json_text (json, "basis", check->basis);
  gln_json_text (json, "status", gln_status_to_string (check->status));
  gln_json_number (json, "gap", check->gap);
  gln_json_text (json, "role", gln_role_to_string (check->role));
  gln_json_text (json, "confidence", gln_confidence_to_string (check->confidence));
  write_features (json, asked, value, check);
  gln_json_end_object (json);
}

static const char *
status_word (GlnStatus status)
{
  return status == GLN_STATUS_MET ? _("met") : status == GLN_STATUS_UNMET ? _("unmet") : _("unknown");
}

static void
print_result (const GlnIndicatorValue *value, const GlnCheck *check)
{
  gboolean ratio = value->info->unit == GLN_UNIT_RATIO;

  g_print ("  %-9s %-22s %s %s %.4g%s", status_word (check->status), check->rule,
           value->info->name_zh, check->op, ratio ? check->value * 100 : check->value,
           ratio ? " %" : "");
  if (!isnan (check->actual))
    g_print ("  (%.2f%s)", ratio ? check->actual * 100 : check->actual, ratio ? " %" : "");
  if (check->status == GLN_STATUS_UNMET && gln_check_gap_is_area (value, check))
    g_print ("  %.2f ha", check->gap / 10000);
  if (check->confidence >= GLN_CONFIDENCE_K)
    g_print ("  [%s %s]", gln_confidence_to_string (check->confidence), _("unverified"));
  g_print ("\n");
}

static void
show_set (GlnJson *json, const Asked *asked, const GlnIndicatorSet *set)
{
  if (!json)
    g_print ("%s\n", gln_areas_plan (asked->areas)->frame->phases[asked->phase]->id);
  for (guint i = 0; i < set->n_values; i++)
    for (guint c = 0; c < set->values[i].n_checks; c++)
      if (json)
        write_result (json, asked, &set->values[i], &set->values[i].checks[c]);
      else
        print_result (&set->values[i], &set->values[i].checks[c]);
}

static int
exit_of (const Tally *tally)
{
  if (tally->unmet > 0)
    return GLN_CLI_UNMET;
  if (tally->unknown > 0 || tally->unverified > 0 || tally->met == 0)
    return GLN_CLI_UNKNOWN;
  return GLN_CLI_OK;
}

static void
write_finding (GlnJson *json, const GlnFrame *frame, const GlnFinding *finding)
{
  char uuid[GLN_UUID_STRING_LEN + 1];
  gboolean named = !gln_uuid_is_nil (&finding->feature);

  gln_json_begin_object (json, NULL);
  gln_json_text (json, "kind", gln_finding_kind_id (finding->kind));
  gln_json_text (json, "severity", gln_severity_id (finding->severity));
  gln_json_text (json, "phase", frame->phases[finding->phase]->id);
  gln_json_text (json, "feature", named ? gln_uuid_format (&finding->feature, uuid) : NULL);
  gln_json_number (json, "area_m2", finding->area_m2);
  gln_json_text (json, "code", finding->code);
  gln_json_end_object (json);
}

static void
print_finding (const GlnPlan *plan, const GlnFinding *finding)
{
  const GlnFeature *feature = gln_plan_feature (plan, &finding->feature);
  char uuid[GLN_UUID_STRING_LEN + 1];

  g_print ("  %-8s %s", gln_severity_id (finding->severity), gln_finding_kind_name (finding->kind));
  if (finding->code)
    g_print (" “%s”", finding->code);
  if (feature)
    g_print ("  %s %s", gln_feature_name (feature), gln_uuid_format (&feature->uuid, uuid));
  if (finding->area_m2 > 0)
    g_print ("  %.2f m²", finding->area_m2);
  g_print ("  [%s]\n", plan->frame->phases[finding->phase]->id);
}

static void
show_findings (GlnJson *json, const GlnAreas *areas)
{
  const GlnPlan *plan = gln_areas_plan (areas);
  g_autoptr (GArray) findings = gln_findings_check (areas, gln_cli_standards ());

  if (json)
    gln_json_begin_array (json, "findings");
  else if (findings->len > 0)
    g_print (_("%u findings\n"), findings->len);
  for (guint i = 0; i < findings->len; i++)
    if (json)
      write_finding (json, plan->frame, &g_array_index (findings, GlnFinding, i));
    else
      print_finding (plan, &g_array_index (findings, GlnFinding, i));
  if (json)
    gln_json_end_array (json);
}

static void
finish_json (GlnJson *json, const Tally *tally)
{
  g_autofree char *text = NULL;

  gln_json_begin_object (json, "counts");
  gln_json_integer (json, "met", tally->met);
  gln_json_integer (json, "unmet", tally->unmet);
  gln_json_integer (json, "unknown", tally->unknown);
  gln_json_integer (json, "unverified", tally->unverified);
  gln_json_end_object (json);
  gln_json_end_object (json);
  text = gln_json_free_to_text (json);
  g_print ("%s", text);
}

static GlnJson *
start_json (const GlnFrame *frame)
{
  GlnJson *json = gln_json_new ();
  char uuid[GLN_UUID_STRING_LEN + 1];

  gln_json_begin_object (json, NULL);
  gln_json_text (json, "plan", frame->name);
  gln_json_text (json, "uuid", gln_uuid_format (&frame->uuid, uuid));
  gln_json_begin_array (json, "results");
  return json;
}

static gboolean
take_standards (GlnCliArgs *args, GPtrArray *ids, GError **error)
{
  if (!gln_cli_take_options (args, "--standard", ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!gln_cli_check_standard (ids->pdata[i], error))
      return FALSE;
  g_ptr_array_add (ids, NULL);
  return TRUE;
}

/** gln_cli_check: `check PLAN [--phase ID] [--standard ID]... [--json]`. */
int
gln_cli_check (GlnCliArgs *args, GError **error)
{
  char *path = gln_cli_take_word (args, "PLAN.gpkg", error), *id = NULL;
  g_autoptr (GPtrArray) standards = g_ptr_array_new ();
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnAreas) areas = NULL;
  GlnJson *json = NULL;
  Tally tally = { 0 };
  guint first, end;
  gboolean as_json = gln_cli_take_flag (args, "--json");

  if (!path || !gln_cli_take_option (args, "--phase", &id, error)
      || !take_standards (args, standards, error) || !gln_cli_args_done (args, error)
      || !(plan = gln_cli_load (path, error))
      || !gln_cli_phase_range (plan, id, &first, &end, error)
      || !(areas = gln_cli_areas (plan, error)))
    return -1;
  if (as_json)
    json = start_json (plan->frame);
  for (guint p = first; p < end; p++)
    {
      /* Naming standards asks for a verdict also of a phase that is not judged by itself. */
      Asked asked = { areas, p, standards->len > 1 || id ? (const char *const *) standards->pdata : NULL };
      g_autoptr (GlnIndicatorSet) set
          = gln_indicators_compute (areas, gln_cli_standards (), p, NULL, asked.standards);
      tally_set (&tally, set);
      show_set (json, &asked, set);
    }
  if (json)
    gln_json_end_array (json);
  show_findings (json, areas);
  if (json)
    finish_json (json, &tally);
  else
    g_print (_("%u met, %u unmet, %u unknown, %u unverified\n"), tally.met, tally.unmet,
             tally.unknown, tally.unverified);
  return exit_of (&tally);
}
