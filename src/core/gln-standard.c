/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-standards-private.h"

#include <string.h>

#include "core/gln-i18n.h"

static const char *const kind_names[] = {
  "edition", "floor", "law", "city", "programme", "information",
};

static const char *const mixed_names[] = {
  "", "far_weighted", "land_weighted", "max", "dominant_gfa",
};

static const char *const head_keys[] = {
  "kind", "id", "name", "name[zh]", "number", "status", "year", "region", "counting",
  "parameters_from", "mixed_use", "old_reduction", "old_reduction_confidence", NULL,
};

/* The public struct comes first, so that a GlnStandard pointer is a pointer to this. */
typedef struct
{
  GlnStandard public;
  const char *counting_id;
  GArray *steps;
} Standard;

static const char *
get_text (const GlnKeyGroup *group, const char *key)
{
  const char *text = gln_key_group_get (group, key);
  return g_intern_string (text ? text : "");
}

static void
bad_value (const GlnKeyGroup *group, const char *key, const char *file, GPtrArray *faults)
{
  const GlnKeyEntry *entry = gln_key_group_entry (group, key);
  gln_data_faults_add (faults, file, entry->line,
                       _ ("“%s” is no value for “%s” in [%s]; it is left out"), entry->value, key,
                       group->name);
}

static gboolean
find_name (const char *const *names, guint n, const char *text, guint *index)
{
  for (guint i = 0; text && i < n; i++)
    if (strcmp (names[i], text) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static void
read_options (Standard *self, const GlnKeyGroup *head, const char *file, GPtrArray *faults)
{
  GlnStandard *out = &self->public;
  const char *mixed = gln_key_group_get (head, "mixed_use");
  const char *reduction = gln_key_group_get (head, "old_reduction");
  const char *confidence = gln_key_group_get (head, "old_reduction_confidence");
  double number;
  guint index = 0;

  if (mixed && !find_name (mixed_names, G_N_ELEMENTS (mixed_names), mixed, &index))
    bad_value (head, "mixed_use", file, faults);
  out->mixed_use = index;
  if (reduction && gln_key_parse_number (reduction, &number) && number >= 0 && number < 1)
    out->old_reduction_ratio = number;
  else if (reduction)
    bad_value (head, "old_reduction", file, faults);
  const char *const tags[] = { "S2", "S1", "K", "K?" };
  index = GLN_CONFIDENCE_KQ;
  if (confidence && !find_name (tags, G_N_ELEMENTS (tags), confidence, &index))
    bad_value (head, "old_reduction_confidence", file, faults);
  out->old_reduction_confidence = index;
}

static void
read_head (Standard *self, const GlnKeyGroup *head, const char *file, GPtrArray *faults)
{
  GlnStandard *out = &self->public;
  const char *from = gln_key_group_get (head, "parameters_from");
  const char *year = gln_key_group_get (head, "year");
  double number;

  gln_key_group_check_known (head, file, head_keys, faults);
  out->id = g_intern_string (gln_key_group_get (head, "id"));
  out->name_en = get_text (head, "name");
  out->name_zh = get_text (head, "name[zh]");
  out->name_en = *out->name_en ? out->name_en : out->id;
  out->name_zh = *out->name_zh ? out->name_zh : out->id;
  out->number = get_text (head, "number");
  out->status = get_text (head, "status");
  out->region = get_text (head, "region");
  out->parameters_from = from ? g_intern_string (from) : NULL;
  self->counting_id = get_text (head, "counting");
  if (year && gln_key_parse_number (year, &number) && number > 1900 && number < 2200)
    out->year = (int) number;
  else if (year)
    bad_value (head, "year", file, faults);
  read_options (self, head, file, faults);
}

static void
read_step (Standard *self, const GlnKeyGroup *group, const char *id)
{
  GlnProgrammeStep step = { g_intern_string (id), get_text (group, "name[zh]"),
                            get_text (group, "name") };
  step.name_zh = *step.name_zh ? step.name_zh : step.id;
  step.name_en = *step.name_en ? step.name_en : step.id;
  g_array_append_val (self->steps, step);
}

static void
read_body (Standard *self, const GlnKeyText *keys, GPtrArray *faults)
{
  const char *file = gln_key_text_get_file (keys);
  for (guint i = 0; i < gln_key_text_get_n_groups (keys); i++)
    {
      const GlnKeyGroup *group = gln_key_text_get_group (keys, i);
      const char *rule_name = gln_key_group_argument (group, "rule");
      const char *step_id = gln_key_group_argument (group, "step");
      if (step_id)
        read_step (self, group, step_id);
      else if (rule_name)
        {
          GlnRule *rule = gln_rule_parse (group, file, self->public.id, rule_name, faults);
          if (rule)
            g_ptr_array_add (self->public.rules, rule);
        }
      else if (strcmp (group->name, "standard") != 0)
        gln_data_faults_add (faults, file, group->line,
                             _ ("the group [%s] means nothing in a standard"), group->name);
    }
}

/* Parameters decide nothing, so they cannot save an edition from being unsure. */
static gboolean
is_all_unsure (const GPtrArray *rules)
{
  guint n_deciding = 0;
  for (guint i = 0; i < rules->len; i++)
    {
      const GlnRule *rule = rules->pdata[i];
      if (!rule->parameter && rule->confidence != GLN_CONFIDENCE_KQ)
        return FALSE;
      n_deciding += !rule->parameter;
    }
  return n_deciding > 0;
}

GlnStandard *
gln_standard_parse (const GlnKeyText *keys, GPtrArray *faults)
{
  const char *file = gln_key_text_get_file (keys);
  const GlnKeyGroup *head = gln_key_text_find (keys, "standard");
  const char *id = head ? gln_key_group_get (head, "id") : NULL;
  guint kind;
  if (head == NULL || id == NULL || *id == '\0'
      || !find_name (kind_names, G_N_ELEMENTS (kind_names), gln_key_group_get (head, "kind"),
                     &kind))
    {
      gln_data_faults_add (faults, file, head ? head->line : 0,
                           _ ("this is no standard: it needs a group [standard] with an id and a "
                              "kind such as edition, city or programme"));
      return NULL;
    }
  Standard *self = g_new0 (Standard, 1);
  self->public.kind = kind;
  self->public.file = g_intern_string (file);
  self->public.rules = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_rule_free);
  self->steps = g_array_new (FALSE, FALSE, sizeof (GlnProgrammeStep));
  read_head (self, head, file, faults);
  read_body (self, keys, faults);
  self->public.steps = (const GlnProgrammeStep *) (gpointer) self->steps->data;
  self->public.n_steps = self->steps->len;
  self->public.all_unsure = is_all_unsure (self->public.rules);
  return &self->public;
}

void
gln_standard_free (GlnStandard *standard)
{
  Standard *self = (Standard *) standard;
  if (self == NULL)
    return;
  g_ptr_array_unref (self->public.rules);
  g_array_unref (self->steps);
  g_free (self);
}

const char *
gln_standard_get_counting_id (const GlnStandard *self)
{
  return ((const Standard *) self)->counting_id;
}

void
gln_standard_set_counting (GlnStandard *self, const GlnCounting *counting)
{
  self->counting = counting;
}

const char *
gln_standard_kind_to_string (GlnStandardKind kind)
{
  g_return_val_if_fail (kind < GLN_N_STANDARD_KINDS, NULL);
  return kind_names[kind];
}

const char *
gln_standard_get_name (const GlnStandard *self, gboolean chinese)
{
  return chinese ? self->name_zh : self->name_en;
}
