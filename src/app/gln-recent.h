/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** GlnRecentPlan: a plan that was open before and is still there. */
typedef struct
{
  char *uri;
  char *name;   /* file name without its ending */
  char *folder; /* as the user would write it */
} GlnRecentPlan;

/* Latest first, at most @max. (transfer full) (element-type GlnRecentPlan) */
GPtrArray *gln_recent_list (guint max);

/* Remembers that @file was opened or saved. */
void gln_recent_add (GFile *file);

G_END_DECLS
