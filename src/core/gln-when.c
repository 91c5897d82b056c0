/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-when-private.h"

#include <math.h>
#include <string.h>

#include "core/gln-i18n.h"
#include "core/gln-keytext.h"

static const KeyInfo key_infos[] = {
  { "region", KEY_SYMBOL, G_STRUCT_OFFSET (GlnRuleContext, region), ";N;S;" },
  { "pop", KEY_NUMBER, G_STRUCT_OFFSET (GlnRuleContext, pop), NULL },
  { "city_class", KEY_SYMBOL, G_STRUCT_OFFSET (GlnRuleContext, city_class), ";big;mid;small;" },
  { "land_pc", KEY_NUMBER, G_STRUCT_OFFSET (GlnRuleContext, land_pc_m2), NULL },
  { "age", KEY_SYMBOL, G_STRUCT_OFFSET (GlnRuleContext, age), ";new;rebuilt;old;" },
  { "use", KEY_USE, G_STRUCT_OFFSET (GlnRuleContext, use), NULL },
  { "road_class", KEY_SYMBOL, G_STRUCT_OFFSET (GlnRuleContext, road_class),
    ";motorway;expressway;main;secondary;branch;scenic;" },
  { "width_m", KEY_NUMBER, G_STRUCT_OFFSET (GlnRuleContext, width_m), NULL },
  { "kv", KEY_NUMBER, G_STRUCT_OFFSET (GlnRuleContext, kv), NULL },
  { "line", KEY_SYMBOL, G_STRUCT_OFFSET (GlnRuleContext, line),
    ";rail;motorway;expressway;main_road;river;lake;sea;ditch;power;" },
  { "baseline", KEY_SYMBOL, G_STRUCT_OFFSET (GlnRuleContext, baseline),
    ";track_centre;track_edge;centre_line;red_line;road_edge;bank;levee_foot;boundary;" },
  { "park_area_m2", KEY_NUMBER, G_STRUCT_OFFSET (GlnRuleContext, park_area_m2), NULL },
  { "historic", KEY_TRI, G_STRUCT_OFFSET (GlnRuleContext, historic), ";true;false;" },
  { "district_level", KEY_SYMBOL, G_STRUCT_OFFSET (GlnRuleContext, district_level), NULL },
  { "phase", KEY_PHASE, G_STRUCT_OFFSET (GlnRuleContext, phase), NULL },
};

/* Two-letter operators first: the parser takes the first that fits. */
static const char *const comparison_names[N_CMP] = { ">=", "<=", "!=", ">", "<", "=" };

void
gln_rule_context_init (GlnRuleContext *context)
{
  *context = (GlnRuleContext){
    .pop = NAN,
    .land_pc_m2 = NAN,
    .width_m = NAN,
    .kv = NAN,
    .park_area_m2 = NAN,
    .phase_year = NAN,
    .historic = GLN_TRI_UNKNOWN,
  };
}

static void
condition_clear (gpointer data)
{
  g_free (((Condition *) data)->values);
}

static const KeyInfo *
find_key (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (key_infos); i++)
    if (strcmp (key_infos[i].name, name) == 0)
      return &key_infos[i];
  return NULL;
}

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (GError **error, const char *condition, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
               _ ("the condition “%s” cannot be read: %s"), condition, reason);
  return FALSE;
}

static gboolean
check_symbols (const Condition *condition, const char *text, GError **error)
{
  for (const char **value = condition->values; *value && condition->key->symbols; value++)
    {
      g_autofree char *quoted = g_strconcat (";", *value, ";", NULL);
      if (!strstr (condition->key->symbols, quoted))
        return refuse (error, text, _ ("“%s” is none of %s"), *value, condition->key->symbols + 1);
    }
  return TRUE;
}

static gboolean
check_condition (Condition *condition, const char *text, GError **error)
{
  gboolean ordered = condition->op != CMP_EQ && condition->op != CMP_NE;
  KeyType type = condition->key->type;

  condition->is_number = condition->values[0] != NULL;
  for (const char **value = condition->values; *value; value++)
    condition->is_number &= gln_key_parse_number (*value, &condition->number);

  if (condition->values[0] == NULL)
    return refuse (error, text, _ ("it has no value"));
  if (type == KEY_NUMBER && !condition->is_number)
    return refuse (error, text, _ ("“%s” needs a number"), condition->key->name);
  if (ordered && !condition->is_number)
    return refuse (error, text, _ ("“%s” compares numbers only"),
                   comparison_names[condition->op]);
  if (ordered && type != KEY_NUMBER && type != KEY_PHASE)
    return refuse (error, text, _ ("“%s” takes = and != only"), condition->key->name);
  if (ordered && condition->values[1])
    return refuse (error, text, _ ("“%s” takes one number"), comparison_names[condition->op]);
  return check_symbols (condition, text, error);
}

static gboolean
parse_condition (Condition *condition, const char *text, GError **error)
{
  gsize name_len = strcspn (text, "<>=!");
  g_autofree char *name = g_strchomp (g_strndup (text, name_len));
  const char *rest = text + name_len;

  condition->key = find_key (name);
  if (condition->key == NULL)
    return refuse (error, text, _ ("there is no key “%s”"), name);
  condition->op = 0;
  while (condition->op < N_CMP && !g_str_has_prefix (rest, comparison_names[condition->op]))
    condition->op++;
  if (condition->op == N_CMP)
    return refuse (error, text, _ ("it has no operator"));
  condition->values
      = gln_key_parse_list (rest + strlen (comparison_names[condition->op]), '|');
  if (check_condition (condition, text, error))
    return TRUE;
  g_clear_pointer (&condition->values, g_free);
  return FALSE;
}

GlnWhen *
gln_when_parse (const char *text, GError **error)
{
  g_autoptr (GlnWhen) self = g_new0 (GlnWhen, 1);
  self->conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (self->conditions, condition_clear);
  g_auto (GStrv) parts = g_strsplit (text ? text : "", ";", -1);
  for (char **part = parts; *part; part++)
    {
      Condition condition = { 0 };
      if (*g_strstrip (*part) == '\0')
        continue;
      if (!parse_condition (&condition, *part, error))
        return NULL;
      g_array_append_val (self->conditions, condition);
    }
  return g_steal_pointer (&self);
}

void
gln_when_free (GlnWhen *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->conditions);
  g_free (self);
}

static GlnTri
tri (gboolean value)
{
  return value ? GLN_TRI_TRUE : GLN_TRI_FALSE;
}

static GlnTri
compare_number (const Condition *condition, double value)
{
  if (isnan (value))
    return GLN_TRI_UNKNOWN;
  gboolean listed = FALSE;
  for (const char **v = condition->values; *v; v++)
    listed |= g_ascii_strtod (*v, NULL) == value;
  switch (condition->op)
    {
    case CMP_GE:
      return tri (value >= condition->number);
    case CMP_LE:
      return tri (value <= condition->number);
    case CMP_GT:
      return tri (value > condition->number);
    case CMP_LT:
      return tri (value < condition->number);
    case CMP_NE:
      return tri (!listed);
    case CMP_EQ:
    case N_CMP:
    default:
      return tri (listed);
    }
}

static GlnTri
compare_symbol (const Condition *condition, const char *value)
{
  if (value == NULL)
    return GLN_TRI_UNKNOWN;
  gboolean listed = g_strv_contains (condition->values, value);
  return tri (listed == (condition->op == CMP_EQ));
}

/* "school" is a use word of the class or of this very feature, "gb50137:A33" a code (or one above). */
static gboolean
use_matches (const char *word, const GlnRuleContext *context)
{
  const char *colon = strchr (word, ':');
  if (colon == NULL)
    return gln_class_has_use (context->use, word)
           || (context->uses && g_strv_contains (context->uses, word));
  gsize len = colon - word;
  return context->use && strlen (context->use->system) == len
         && strncmp (context->use->system, word, len) == 0
         && gln_class_is_in (context->use, colon + 1);
}

static GlnTri
compare_use (const Condition *condition, const GlnRuleContext *context)
{
  gboolean listed = FALSE;
  if (context->use == NULL && context->uses == NULL)
    return GLN_TRI_UNKNOWN;
  for (const char **word = condition->values; *word; word++)
    listed |= use_matches (*word, context);
  return tri (listed == (condition->op == CMP_EQ));
}

static GlnTri
compare_tri (const Condition *condition, GlnTri value)
{
  if (value == GLN_TRI_UNKNOWN)
    return value;
  return compare_symbol (condition, value == GLN_TRI_TRUE ? "true" : "false");
}

static GlnTri
eval_condition (const Condition *condition, const GlnRuleContext *context)
{
  gconstpointer member = (const char *) context + condition->key->offset;
  switch (condition->key->type)
    {
    case KEY_NUMBER:
      return compare_number (condition, *(const double *) member);
    case KEY_USE:
      return compare_use (condition, context);
    case KEY_TRI:
      return compare_tri (condition, *(const GlnTri *) member);
    case KEY_PHASE:
      if (condition->is_number)
        return compare_number (condition, context->phase_year);
      return compare_symbol (condition, context->phase);
    case KEY_SYMBOL:
    default:
      return compare_symbol (condition, *(const char *const *) member);
    }
}

GlnTri
gln_when_eval (const GlnWhen *self, const GlnRuleContext *context, const char **missing)
{
  const char *first_missing = NULL;
  GlnTri result = GLN_TRI_TRUE;
  for (guint i = 0; i < self->conditions->len && result != GLN_TRI_FALSE; i++)
    {
      const Condition *condition = &g_array_index (self->conditions, Condition, i);
      GlnTri one = eval_condition (condition, context);
      if (one == GLN_TRI_FALSE)
        result = GLN_TRI_FALSE;
      else if (one == GLN_TRI_UNKNOWN)
        {
          result = GLN_TRI_UNKNOWN;
          first_missing = first_missing ? first_missing : condition->key->name;
        }
    }
  if (missing)
    *missing = result == GLN_TRI_UNKNOWN ? first_missing : NULL;
  return result;
}

gboolean
gln_when_is_always (const GlnWhen *self)
{
  return self->conditions->len == 0;
}

gboolean
gln_when_has_key (const GlnWhen *self, const char *key)
{
  for (guint i = 0; i < self->conditions->len; i++)
    if (strcmp (g_array_index (self->conditions, Condition, i).key->name, key) == 0)
      return TRUE;
  return FALSE;
}

void
gln_when_get_range (const GlnWhen *self, const char *key, double *min, double *max)
{
  *min = -INFINITY;
  *max = INFINITY;
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = &g_array_index (self->conditions, Condition, i);
      if (!condition->is_number || strcmp (condition->key->name, key) != 0)
        continue;
      if (condition->op == CMP_GE || condition->op == CMP_GT || condition->op == CMP_EQ)
        *min = MAX (*min, condition->number);
      if (condition->op == CMP_LE || condition->op == CMP_LT || condition->op == CMP_EQ)
        *max = MIN (*max, condition->number);
    }
}

char *
gln_when_to_string (const GlnWhen *self)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = &g_array_index (self->conditions, Condition, i);
      g_autofree char *values = g_strjoinv ("|", (char **) condition->values);
      g_string_append_printf (out, "%s%s %s %s", i ? "; " : "", condition->key->name,
                              comparison_names[condition->op], values);
    }
  return g_string_free (out, FALSE);
}

const char **
gln_when_get_uses (const GlnWhen *self)
{
  GPtrArray *uses = g_ptr_array_new ();
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = &g_array_index (self->conditions, Condition, i);
      for (const char **word = condition->values; condition->key->type == KEY_USE && *word; word++)
        g_ptr_array_add (uses, (gpointer) *word);
    }
  g_ptr_array_add (uses, NULL);
  return (const char **) g_ptr_array_free (uses, FALSE);
}
