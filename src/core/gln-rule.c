/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-rule.h"

#include <math.h>
#include <string.h>

#include "core/gln-error.h"
#include "core/gln-i18n.h"

static const char *const op_names[] = { ">=", ">", "<=", "<", "=", "between", "bool" };

static const char *const role_names[] = {
  "basic", "raised", "veto", "floor", "law", "plan", "guide", "target",
};

static const char *const confidence_names[] = { "S2", "S1", "K", "K?" };

static const char *const status_names[] = { "met", "unmet", "unknown" };

static const char *const units[] = {
  "ratio", "m2/person", "m2", "m", "count", "per10k", "per100k", "persons", "degC", "index", "days",
  "grade", "bool", NULL,
};

static const char *const rule_keys[] = {
  "indicator", "op", "value", "unit", "scope", "when", "role", "confidence", "parameter",
  "population", "baseline", "clause", "source", "note", "note[zh]", NULL,
};

/* What is being read, for messages. */
typedef struct
{
  GlnRule *rule;
  const GlnKeyGroup *group;
  const char *file;
  GPtrArray *faults;
} Reader;

static gboolean
leave_out (const Reader *reader, const char *key)
{
  const GlnKeyEntry *entry = gln_key_group_entry (reader->group, key);
  if (entry)
    gln_data_faults_add (reader->faults, reader->file, entry->line,
                         _ ("“%s” is no value for “%s”; the rule [%s] is left out"), entry->value,
                         key, reader->group->name);
  else
    gln_data_faults_add (reader->faults, reader->file, reader->group->line,
                         _ ("the rule [%s] has no “%s”; it is left out"), reader->group->name, key);
  return FALSE;
}

static const char *
get_text (const Reader *reader, const char *key)
{
  const char *text = gln_key_group_get (reader->group, key);
  return g_intern_string (text ? text : "");
}

static const char *
copy_text (const Reader *reader, const char *key)
{
  const char *text = gln_key_group_get (reader->group, key);
  return g_strdup (text ? text : "");
}

static int
find_name (const char *const *names, guint n, const char *text)
{
  for (guint i = 0; text && i < n; i++)
    if (strcmp (names[i], text) == 0)
      return i;
  return -1;
}

/* "0.35", "15..20" for between, "true"/"false" for bool. */
static gboolean
parse_value (GlnRule *rule, const char *text)
{
  gboolean truth;
  if (text == NULL)
    return FALSE;
  if (rule->op == GLN_OP_BOOL)
    {
      if (!gln_key_parse_boolean (text, &truth))
        return FALSE;
      rule->value = rule->value_max = truth;
      return TRUE;
    }
  if (rule->op == GLN_OP_BETWEEN)
    {
      g_auto (GStrv) ends = g_strsplit (text, "..", 2);
      return ends[0] && ends[1] && gln_key_parse_number (ends[0], &rule->value)
             && gln_key_parse_number (ends[1], &rule->value_max)
             && rule->value <= rule->value_max;
    }
  gboolean ok = gln_key_parse_number (text, &rule->value);
  rule->value_max = rule->value;
  return ok;
}

static gboolean
read_number_part (const Reader *reader)
{
  GlnRule *rule = reader->rule;
  const char *unit = gln_key_group_get (reader->group, "unit");
  if (!gln_op_from_string (gln_key_group_get (reader->group, "op"), &rule->op))
    return leave_out (reader, "op");
  if (!parse_value (rule, gln_key_group_get (reader->group, "value")))
    return leave_out (reader, "value");
  if (unit == NULL || !g_strv_contains (units, unit))
    return leave_out (reader, "unit");
  rule->unit = g_intern_string (unit);
  return TRUE;
}

static gboolean
read_when (const Reader *reader)
{
  g_autoptr (GError) error = NULL;
  const GlnKeyEntry *entry = gln_key_group_entry (reader->group, "when");
  reader->rule->when = gln_when_parse (entry ? entry->value : NULL, &error);
  if (reader->rule->when)
    return TRUE;
  gln_data_faults_add (reader->faults, reader->file, entry->line, _ ("%s; the rule [%s] is left out"),
                       error->message, reader->group->name);
  return FALSE;
}

static gboolean
read_standing (const Reader *reader)
{
  GlnRule *rule = reader->rule;
  const char *parameter = gln_key_group_get (reader->group, "parameter");
  int role = find_name (role_names, G_N_ELEMENTS (role_names),
                        gln_key_group_get (reader->group, "role"));
  int confidence = find_name (confidence_names, G_N_ELEMENTS (confidence_names),
                              gln_key_group_get (reader->group, "confidence"));
  if (role < 0)
    return leave_out (reader, "role");
  if (confidence < 0)
    return leave_out (reader, "confidence");
  if (parameter && !gln_key_parse_boolean (parameter, &rule->parameter))
    return leave_out (reader, "parameter");
  rule->role = role;
  rule->confidence = confidence;
  return TRUE;
}

static void
read_texts (const Reader *reader)
{
  GlnRule *rule = reader->rule;
  const char *baseline = gln_key_group_get (reader->group, "baseline");
  const char *population = gln_key_group_get (reader->group, "population");
  rule->population = population ? g_intern_string (population) : NULL;
  rule->baseline = baseline ? g_intern_string (baseline) : NULL;
  rule->clause = copy_text (reader, "clause");
  rule->sources
      = (const char *const *) gln_key_parse_list (gln_key_group_get (reader->group, "source"), ';');
  rule->note_en = copy_text (reader, "note");
  rule->note_zh = copy_text (reader, "note[zh]");
}

static gboolean
read_rule (const Reader *reader)
{
  GlnRule *rule = reader->rule;
  const char *indicator = gln_key_group_get (reader->group, "indicator");
  if (indicator == NULL || *indicator == '\0')
    return leave_out (reader, "indicator");
  rule->indicator = g_intern_string (indicator);
  rule->scope = get_text (reader, "scope");
  if (*rule->scope == '\0')
    return leave_out (reader, "scope");
  return read_number_part (reader) && read_when (reader) && read_standing (reader);
}

GlnRule *
gln_rule_parse (const GlnKeyGroup *group, const char *file, const char *edition, const char *name,
                GPtrArray *faults)
{
  g_autoptr (GlnRule) rule = g_new0 (GlnRule, 1);
  g_autofree char *id = g_strdup_printf ("%s-%s", edition, name);
  const Reader reader = { rule, group, file, faults };

  rule->id = g_intern_string (id);
  rule->edition = g_intern_string (edition);
  rule->line = group->line;
  gln_key_group_check_known (group, file, rule_keys, faults);
  if (!read_rule (&reader))
    return NULL;
  read_texts (&reader);
  return g_steal_pointer (&rule);
}

void
gln_rule_free (GlnRule *self)
{
  if (self == NULL)
    return;
  gln_when_free (self->when);
  g_free ((gpointer) self->clause);
  g_free ((gpointer) self->note_zh);
  g_free ((gpointer) self->note_en);
  g_free ((gpointer) self->sources);
  g_free (self);
}

GlnRule *
gln_rule_new_target (const char *id, const char *edition, const char *indicator,
                     const char *op_text, double value, const char *unit, const char *scope,
                     GError **error)
{
  GlnOp op;
  if (!gln_op_from_string (op_text, &op) || op == GLN_OP_BETWEEN)
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _ ("“%s” is no operator for a target; use >=, >, <=, <, = or bool"), op_text);
      return NULL;
    }
  if (!isfinite (value))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _ ("the target of %s is not a number; give one such as 0.354"), indicator);
      return NULL;
    }
  GlnRule *rule = g_new0 (GlnRule, 1);
  rule->id = g_intern_string (id);
  rule->edition = g_intern_string (edition);
  rule->indicator = g_intern_string (indicator);
  rule->op = op;
  rule->value = rule->value_max = value;
  rule->unit = g_intern_string (unit ? unit : "");
  rule->scope = g_intern_string (scope ? scope : "");
  rule->when = gln_when_parse (NULL, NULL);
  rule->role = GLN_ROLE_TARGET;
  rule->confidence = GLN_CONFIDENCE_S2;
  rule->clause = g_strdup ("");
  rule->note_zh = g_strdup ("");
  rule->note_en = g_strdup ("");
  rule->sources = (const char *const *) g_new0 (char *, 1);
  return rule;
}

const char *
gln_op_to_string (GlnOp op)
{
  g_return_val_if_fail (op < G_N_ELEMENTS (op_names), NULL);
  return op_names[op];
}

gboolean
gln_op_from_string (const char *text, GlnOp *op)
{
  int index = find_name (op_names, G_N_ELEMENTS (op_names), text);
  if (index >= 0)
    *op = index;
  return index >= 0;
}

const char *
gln_role_to_string (GlnRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (role_names), NULL);
  return role_names[role];
}

const char *
gln_confidence_to_string (GlnConfidence confidence)
{
  g_return_val_if_fail (confidence < G_N_ELEMENTS (confidence_names), NULL);
  return confidence_names[confidence];
}

const char *
gln_status_to_string (GlnStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_names), NULL);
  return status_names[status];
}
