/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-names.h"

#include "core/gln-i18n.h"

/* Plans hold the words of the Chinese statistics. */
static const struct
{
  const char *kind;
  const char *name;
} kinds[] = {
  { "常住", N_("resident") },
  { "城区+暂住", N_("urban and temporary") },
  { "非农", N_("non-agricultural") },
};

const char *
gln_population_kind_name (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i].kind) == 0)
      return _(kinds[i].name);
  return kind;
}
