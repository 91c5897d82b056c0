/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"
#include "draw/gln-map-image.h"
#include "report/gln-report-write.h"

#include <string.h>

/* report and render: the plan on paper. */

static gboolean
take_lang (GlnCliArgs *args, GlnLang *lang, GError **error)
{
  char *text = NULL;

  *lang = gln_lang_current ();
  if (!gln_cli_take_option (args, "--lang", &text, error))
    return FALSE;
  if (!text || gln_lang_parse (text, lang))
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _("--lang takes zh_CN or en, not “%s”"), text);
  return FALSE;
}

static gboolean
take_palette (GlnCliArgs *args, GlnPalette *palette, GError **error)
{
  static const char *const names[GLN_N_PALETTES] = { "territorial", "cad", "safe" };
  char *text = NULL;

  *palette = GLN_PALETTE_TERRITORIAL;
  if (!gln_cli_take_option (args, "--palette", &text, error))
    return FALSE;
  for (guint i = 0; text && i < GLN_N_PALETTES; i++)
    if (g_str_equal (names[i], text))
      {
        *palette = (GlnPalette) i;
        return TRUE;
      }
  if (!text)
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
               _("--palette takes territorial, cad or safe, not “%s”"), text);
  return FALSE;
}

/** gln_cli_report: `report PLAN -o OUT.pdf|.docx|.xlsx|.csv [--kind KIND] [--lang LANG]`. */
int
gln_cli_report (GlnCliArgs *args, GError **error)
{
  char *path, *out = NULL, *kind = NULL;
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GlnAreas) areas = NULL;
  GlnReportRequest request = { .standards = gln_cli_standards () };
  GlnReportFormat format;

  if (!gln_cli_take_option (args, "-o", &out, error) || !gln_cli_take_option (args, "--kind", &kind, error)
      || !take_lang (args, &request.lang, error) || !take_palette (args, &request.palette, error)
      || !(path = gln_cli_take_word (args, "PLAN.gpkg", error)) || !gln_cli_args_done (args, error))
    return -1;
  if (!out || !gln_report_format_from_name (out, &format))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _("say where to write the report: -o OUT.pdf, .docx, .xlsx or .csv"));
      return -1;
    }
  if (kind && !g_str_equal (kind, "plan"))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED, _("there is no report of kind “%s”; there is: plan"), kind);
      return -1;
    }
  if (!(plan = gln_cli_load (path, error)) || !(areas = gln_cli_areas (plan, error)))
    return -1;
  request.areas = areas;
  if (!gln_report_write (&request, out, error))
    return -1;
  g_print (_("%s: report written\n"), out);
  return GLN_CLI_OK;
}

static gboolean
take_size (GlnCliArgs *args, const char *name, double fallback, int *size, GError **error)
{
  char *text = NULL;
  double number = fallback;

  if (!gln_cli_take_option (args, name, &text, error)
      || (text && !gln_cli_parse_number (text, name, &number, error)))
    return FALSE;
  *size = (int) CLAMP (number, -1, 1e6);
  return TRUE;
}

static GBytes *
render (GlnPlan *plan, guint phase, GlnPalette palette, GlnLang lang, GlnImageFormat format, int width,
        int height, GError **error)
{
  g_autoptr (GlnStyleSheet) styles = gln_style_sheet_new (gln_cli_standards (), palette);
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autofree char *crs = gln_format_crs (plan->frame->crs, lang);
  g_autofree char *date = gln_report_date (plan);
  GlnMapSheet sheet;

  gln_map_sheet_init (&sheet, plan, index, styles, phase, lang);
  sheet.block.crs = crs;
  sheet.block.date = date;
  sheet.block.organisation = gln_values_text (plan->frame->settings, "organisation");
  return gln_map_sheet_export (&sheet, format, width, height, error);
}

/** gln_cli_render: `render PLAN -o MAP.png|.svg|.pdf [--width W --height H] [--phase ID]`. */
int
gln_cli_render (GlnCliArgs *args, GError **error)
{
  char *path, *out = NULL, *phase = NULL;
  g_autoptr (GlnPlan) plan = NULL;
  g_autoptr (GBytes) picture = NULL;
  GlnImageFormat format;
  GlnPalette palette;
  GlnLang lang;
  guint first, end;
  int width, height;

  if (!gln_cli_take_option (args, "-o", &out, error) || !gln_cli_take_option (args, "--phase", &phase, error)
      || !take_size (args, "--width", 1600, &width, error) || !take_size (args, "--height", 1000, &height, error)
      || !take_lang (args, &lang, error) || !take_palette (args, &palette, error)
      || !(path = gln_cli_take_word (args, "PLAN.gpkg", error)) || !gln_cli_args_done (args, error))
    return -1;
  if (!out || !gln_image_format_from_name (out, &format))
    {
      g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                   _("say where to write the map: -o MAP.png, .svg or .pdf"));
      return -1;
    }
  if (!(plan = gln_cli_load (path, error)) || !gln_cli_phase_range (plan, phase, &first, &end, error))
    return -1;
  picture = render (plan, end - 1, palette, lang, format, width, height, error);
  if (!picture || !g_file_set_contents (out, g_bytes_get_data (picture, NULL),
                                        (gssize) g_bytes_get_size (picture), error))
    return -1;
  g_print (_("%s: map written\n"), out);
  return GLN_CLI_OK;
}
