/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-delta.h"
#include "core/gln-indicators.h"
#include "core/gln-mosaic.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** GlnCliExit: exit statuses of greenline-cli (architecture §9). */
typedef enum
{
  GLN_CLI_OK = 0,
  GLN_CLI_UNMET = 1,     /* check: something is unmet */
  GLN_CLI_FAILED = 2,    /* could not run: one line on stderr */
  GLN_CLI_UNKNOWN = 3,   /* check: nothing unmet, something unknown */
} GlnCliExit;

/**
 * GlnCliArgs: the words of a command, taken one by one. Options are
 * `--name value` or `--name=value`; what nobody takes is an error.
 */
typedef struct
{
  GPtrArray *words; /* char*, taken words become NULL */
} GlnCliArgs;

void        gln_cli_args_init  (GlnCliArgs *args, int argc, char **argv);
void        gln_cli_args_clear (GlnCliArgs *args);
gboolean    gln_cli_take_flag  (GlnCliArgs *args, const char *name);
gboolean    gln_cli_take_option (GlnCliArgs *args, const char *name, char **value, GError **error);
gboolean    gln_cli_take_options (GlnCliArgs *args, const char *name, GPtrArray *values, GError **error);
char       *gln_cli_take_word  (GlnCliArgs *args, const char *what, GError **error);
char       *gln_cli_take_optional_word (GlnCliArgs *args);
gboolean    gln_cli_args_done  (GlnCliArgs *args, GError **error);
gboolean    gln_cli_parse_number (const char *text, const char *what, double *number, GError **error);
gboolean    gln_cli_parse_assignment (const char *text, char **key, char **value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlnCliArgs, gln_cli_args_clear)

/** GlnCliRun: runs a command; -1 with @error, else a GlnCliExit. */
typedef int (*GlnCliRun) (GlnCliArgs *args, GError **error);

/** GlnCliCommand: one row of the command table. */
typedef struct
{
  const char *name;
  const char *usage;
  GlnCliRun run;
} GlnCliCommand;

int gln_cli_inspect    (GlnCliArgs *args, GError **error);
int gln_cli_new        (GlnCliArgs *args, GError **error);
int gln_cli_import     (GlnCliArgs *args, GError **error);
int gln_cli_phase      (GlnCliArgs *args, GError **error);
int gln_cli_target     (GlnCliArgs *args, GError **error);
int gln_cli_entry      (GlnCliArgs *args, GError **error);
int gln_cli_indicators (GlnCliArgs *args, GError **error);
int gln_cli_check      (GlnCliArgs *args, GError **error);
int gln_cli_report     (GlnCliArgs *args, GError **error);
int gln_cli_export     (GlnCliArgs *args, GError **error);
int gln_cli_render     (GlnCliArgs *args, GError **error);

/* Shared by commands: gln-cli-plan.c */
GlnStandards *gln_cli_standards  (void); /* transfer none */
GlnPlan    *gln_cli_load         (const char *path, GError **error);
gboolean    gln_cli_save         (const char *path, GlnPlan *plan, GError **error);
GlnAreas   *gln_cli_areas        (GlnPlan *plan, GError **error);
gboolean    gln_cli_phase_range  (const GlnPlan *plan, const char *id, guint *first, guint *end, GError **error);
gboolean    gln_cli_check_standard (const char *id, GError **error);
gboolean    gln_cli_set_phase    (const char *path, GlnPlan *plan, GlnPhase *phase, GError **error);

G_END_DECLS
