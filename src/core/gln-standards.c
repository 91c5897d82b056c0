/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-standards-private.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"

GlnStandards *
gln_standards_ref (GlnStandards *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gln_standards_unref (GlnStandards *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->rule_by_id);
  g_hash_table_unref (self->standard_by_id);
  g_hash_table_unref (self->sources);
  g_ptr_array_unref (self->standards);
  g_ptr_array_unref (self->countings);
  g_ptr_array_unref (self->code_systems);
  gln_counting_unref (self->no_counting);
  g_free (self->green_order);
  g_free (self);
}

guint
gln_standards_get_n_code_systems (const GlnStandards *self)
{
  return self->code_systems->len;
}

const GlnCodeSystem *
gln_standards_get_code_system_at (const GlnStandards *self, guint index)
{
  g_return_val_if_fail (index < self->code_systems->len, NULL);
  return self->code_systems->pdata[index];
}

const GlnCodeSystem *
gln_standards_get_code_system (const GlnStandards *self, const char *id)
{
  for (guint i = 0; id && i < self->code_systems->len; i++)
    if (strcmp (gln_code_system_get_id (self->code_systems->pdata[i]), id) == 0)
      return self->code_systems->pdata[i];
  return NULL;
}

guint
gln_standards_get_n (const GlnStandards *self)
{
  return self->standards->len;
}

const GlnStandard *
gln_standards_get_at (const GlnStandards *self, guint index)
{
  g_return_val_if_fail (index < self->standards->len, NULL);
  return self->standards->pdata[index];
}

const GlnStandard *
gln_standards_get (const GlnStandards *self, const char *id)
{
  const GlnStandard *standard = id ? g_hash_table_lookup (self->standard_by_id, id) : NULL;
  for (guint i = 0; id && standard == NULL && i < self->standards->len; i++)
    {
      const GlnStandard *candidate = self->standards->pdata[i];
      g_auto (GStrv) parts = g_strsplit (candidate->id, "/", -1);
      g_autofree char *plain = g_strjoinv ("", parts);
      if (strcmp (plain, id) == 0)
        standard = candidate;
    }
  return standard;
}

const GlnRule *
gln_standards_get_rule (const GlnStandards *self, const char *rule_id)
{
  return rule_id ? g_hash_table_lookup (self->rule_by_id, rule_id) : NULL;
}

const char *
gln_standards_get_source (const GlnStandards *self, const char *key)
{
  return g_hash_table_lookup (self->sources, key);
}

/* The nearest class that holds all of @codes. */
static const GlnClass *
common_class (const GlnCodeSystem *system, const char *const *codes)
{
  const GlnClass *common = codes[0] ? gln_code_system_lookup (system, codes[0]) : NULL;
  for (; common; common = common->parent)
    {
      gboolean holds_all = TRUE;
      for (const char *const *code = codes; *code; code++)
        holds_all &= gln_class_is_in (gln_code_system_lookup (system, *code), common->code);
      if (holds_all)
        return common;
    }
  return NULL;
}

const GlnClass *
gln_standards_canonical_class (const GlnStandards *self, const GlnClass *cls)
{
  const GlnCodeSystem *canonical = gln_standards_get_code_system (self, GLN_CODES_CANONICAL);
  if (cls == NULL || canonical == NULL)
    return NULL;
  if (strcmp (cls->system, GLN_CODES_CANONICAL) == 0)
    return cls;
  const GlnCodeSystem *system = gln_standards_get_code_system (self, cls->system);
  GlnCrosswalk walk = gln_code_system_crosswalk (system, cls, GLN_CODES_CANONICAL);
  return common_class (canonical, walk.targets);
}

/* The way back: rows of @target's table that name @cls or, failing that, a class above it. */
static const char **
crosswalk_back (const GlnStandards *self, const GlnClass *cls, const char *target)
{
  const GlnCodeSystem *other = gln_standards_get_code_system (self, target);
  for (; other && cls; cls = cls->parent)
    {
      const char **sources = gln_code_system_crosswalk_sources (other, cls->system, cls->code);
      if (sources[0])
        return sources;
      g_free (sources);
    }
  return g_new0 (const char *, 1);
}

const char **
gln_standards_crosswalk (const GlnStandards *self, const GlnClass *cls, const char *target)
{
  const GlnCodeSystem *system = gln_standards_get_code_system (self, cls->system);
  GlnCrosswalk walk = gln_code_system_crosswalk (system, cls, target);
  if (walk.row == NULL)
    return crosswalk_back (self, cls, target);
  const char **codes = g_new0 (const char *, walk.n_targets + 1);
  for (guint i = 0; i < walk.n_targets; i++)
    codes[i] = walk.targets[i];
  return codes;
}

double
gln_standards_get_tolerance_width_m (const GlnStandards *self)
{
  return self->tolerance_width_m;
}

double
gln_standards_get_tolerance_area_m2 (const GlnStandards *self)
{
  return self->tolerance_area_m2;
}

const char *const *
gln_standards_get_green_order (const GlnStandards *self)
{
  return self->green_order;
}

const char *
gln_standards_city_class (const GlnStandards *self, double non_agricultural_pop)
{
  if (isnan (non_agricultural_pop) || isnan (self->city_big_pop) || isnan (self->city_mid_pop))
    return NULL;
  if (non_agricultural_pop >= self->city_big_pop)
    return "big";
  return non_agricultural_pop >= self->city_mid_pop ? "mid" : "small";
}

/* Cross-checks ------------------------------------------------------------------------------- */

static gboolean
use_is_known (const GlnStandards *self, const char *word)
{
  const char *colon = strchr (word, ':');
  if (colon)
    {
      g_autofree char *id = g_strndup (word, colon - word);
      const GlnCodeSystem *system = gln_standards_get_code_system (self, id);
      return system && gln_code_system_lookup (system, colon + 1);
    }
  for (guint i = 0; i < self->code_systems->len; i++)
    {
      const GlnCodeSystem *system = self->code_systems->pdata[i];
      for (guint j = 0; j < gln_code_system_get_n_classes (system); j++)
        if (gln_class_has_use (gln_code_system_get_class (system, j), word))
          return TRUE;
    }
  return FALSE;
}

static void
check_rule (const GlnStandards *self, const GlnStandard *standard, const GlnRule *rule,
            GPtrArray *faults)
{
  g_autofree const char **uses = gln_when_get_uses (rule->when);
  for (const char **word = uses; *word && self->code_systems->len > 0; word++)
    if (!use_is_known (self, *word))
      gln_data_faults_add (faults, standard->file, rule->line,
                           _ ("no code system knows the use “%s” of the rule “%s”"), *word,
                           rule->id);
  for (const char *const *key = rule->sources; *key; key++)
    if (!g_hash_table_contains (self->sources, *key))
      gln_data_faults_add (faults, standard->file, rule->line,
                           _ ("the source “%s” of the rule “%s” is not in the list of sources"),
                           *key, rule->id);
}

static void
check_standard (const GlnStandards *self, const GlnStandard *standard, GPtrArray *faults)
{
  if (standard->parameters_from && !gln_standards_get (self, standard->parameters_from))
    gln_data_faults_add (faults, standard->file, 0,
                         _ ("“%s” takes its radii from “%s”, which no file defines"), standard->id,
                         standard->parameters_from);
  for (guint i = 0; i < standard->rules->len; i++)
    check_rule (self, standard, standard->rules->pdata[i], faults);
}

void
gln_standards_check (const GlnStandards *self, GPtrArray *faults)
{
  for (guint i = 0; i < self->code_systems->len; i++)
    for (guint j = 0; j < self->code_systems->len; j++)
      gln_code_system_check_crosswalk (self->code_systems->pdata[i], self->code_systems->pdata[j],
                                       faults);
  for (guint i = 0; i < self->standards->len; i++)
    check_standard (self, self->standards->pdata[i], faults);
}
