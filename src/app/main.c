/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-application.h"
#include "app/gln-locale.h"
#include "core/gln-i18n.h"

int
main (int argc, char **argv)
{
  g_autoptr (GlnApplication) application = NULL;

  gln_locale_init ();
  g_set_application_name (_("Greenline"));
  application = gln_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
