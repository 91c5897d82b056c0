/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-i18n.h"
#include "io/gln-io-init.h"

#include <locale.h>

static const GlnCliCommand commands[] = {
  { "inspect", "SOURCE [--json]", gln_cli_inspect },
  { "new", "PLAN.gpkg --crs EPSG:4547|local|FILE.wkt [--name TEXT] [--standard ID]...", gln_cli_new },
  { "import",
    "PLAN.gpkg SOURCE --as parcel|green|cover|water|boundary|district|line|point|building|"
    "greenline|zone [--layer NAME] [--source-layer NAME] [--encoding ENC] [--source-crs CRS] "
    "[--datum-params LIST] [--codes SYSTEM] [--class CODE] [--kind built-up|…] [--phase ID] "
    "[--field KEY=FIELD]...",
    gln_cli_import },
  { "phase",
    "PLAN.gpkg add|set|list [ID] [--year 2030] [--name TEXT] [population=N population_kind=常住 "
    "city_class=… region=S attached=declared coverage=estimate judged=yes standard=ID]",
    gln_cli_phase },
  { "target", "PLAN.gpkg set|list --phase ID INDICATOR OP VALUE", gln_cli_target },
  { "entry",
    "PLAN.gpkg set --phase ID INDICATOR VALUE [--evidence TEXT] [--department NAME] [--date DATE]",
    gln_cli_entry },
  { "indicators", "PLAN.gpkg [--phase ID|all] [--json]", gln_cli_indicators },
  { "check", "PLAN.gpkg [--phase ID] [--standard ID]... [--json]", gln_cli_check },
  { "report", "PLAN.gpkg -o OUT.pdf|.docx|.xlsx|.csv [--kind KIND] [--lang zh_CN|en]", gln_cli_report },
  { "export",
    "PLAN.gpkg -o OUT.shp|.geojson|.gpkg|… [--as LAYER] [--phase ID] [--encoding GB18030|UTF-8]",
    gln_cli_export },
  { "render", "PLAN.gpkg -o MAP.png|.svg|.pdf [--width 1600 --height 1000] [--phase ID] [--lang zh_CN|en]",
    gln_cli_render },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _("Greenline: garden-city indicators of a plan, without a window"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  greenline-cli %s %s\n", commands[i].name, commands[i].usage);
  g_print ("\n%s\n", _("Exit status: 0 done, all met; 1 check found something unmet; 2 could not run "
                       "(one line says why); 3 nothing unmet, something unknown."));
}

static const GlnCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static int
run_command (const GlnCliCommand *command, int argc, char **argv)
{
  g_auto (GlnCliArgs) args = { 0 };
  g_autoptr (GError) error = NULL;
  int status;

  gln_cli_args_init (&args, argc, argv);
  status = command->run (&args, &error);
  if (status >= 0)
    return status;
  g_printerr ("greenline-cli %s: %s\n", command->name,
              error ? error->message : _("the command failed"));
  return GLN_CLI_FAILED;
}

static void
setup_locale (void)
{
  const char *dir = g_getenv ("GREENLINE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, dir ? dir : GLN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

int
main (int argc, char **argv)
{
  const GlnCliCommand *command;

  setup_locale ();
  gln_io_init ();
  if (argc < 2 || g_str_equal (argv[1], "help") || g_str_equal (argv[1], "--help"))
    {
      print_help ();
      return argc < 2 ? GLN_CLI_FAILED : GLN_CLI_OK;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("greenline-cli %s\n", GLN_VERSION);
      return GLN_CLI_OK;
    }
  command = find_command (argv[1]);
  if (!command)
    {
      g_printerr (_("greenline-cli: there is no command “%s”; see greenline-cli help\n"), argv[1]);
      return GLN_CLI_FAILED;
    }
  return run_command (command, argc - 2, argv + 2);
}
