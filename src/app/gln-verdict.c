/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-verdict.h"

/* What an upper level or a guide asks is shown, but it does not make a place fail. */
static gboolean
decides (const GlnCheck *check)
{
  return check->role != GLN_ROLE_RAISED && check->role != GLN_ROLE_GUIDE
         && check->kind != GLN_VERDICT_INFORMATION;
}

static int
status_rank (GlnStatus status)
{
  switch (status)
    {
    case GLN_STATUS_UNMET:
      return 2;
    case GLN_STATUS_UNKNOWN:
      return 1;
    case GLN_STATUS_MET:
    default:
      return 0;
    }
}

static int
check_rank (const GlnCheck *check)
{
  return (check->kind == GLN_VERDICT_TARGET ? 10 : 0) + status_rank (check->status);
}

const GlnCheck *
gln_verdict_main_check (const GlnIndicatorValue *value)
{
  const GlnCheck *best = NULL;

  for (guint i = 0; i < value->n_checks; i++)
    {
      const GlnCheck *check = &value->checks[i];

      if (decides (check) && (!best || check_rank (check) > check_rank (best)))
        best = check;
    }
  return best;
}

gboolean
gln_verdict_status (const GlnIndicatorValue *value, GlnVerdictKind kind, GlnStatus *status)
{
  gboolean any = FALSE;

  for (guint i = 0; i < value->n_checks; i++)
    {
      const GlnCheck *check = &value->checks[i];

      if (!decides (check) || check->kind != kind)
        continue;
      if (!any || status_rank (check->status) > status_rank (*status))
        *status = check->status;
      any = TRUE;
    }
  return any;
}

const char *
gln_verdict_css (GlnStatus status)
{
  switch (status)
    {
    case GLN_STATUS_MET:
      return "met";
    case GLN_STATUS_UNMET:
      return "unmet";
    case GLN_STATUS_UNKNOWN:
    default:
      return "unknown";
    }
}

char *
gln_verdict_describe (const GlnIndicatorValue *value, GlnLang lang)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < value->n_checks; i++)
    {
      const GlnCheck *check = &value->checks[i];
      g_autofree char *bound = gln_format_bound (check->op, check->value, check->value2,
                                                 value->info->unit, TRUE, lang);
      g_autofree char *verdict = gln_format_gap (value, check, lang);

      g_string_append_printf (text, "%s%s  %s  %s", text->len ? "\n" : "",
                              check->source ? check->source->edition : check->rule, bound, verdict);
    }
  return text->len ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
