/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gln-cli.h"
#include "core/gln-error.h"
#include "core/gln-format.h"
#include "core/gln-i18n.h"
#include "draw/gln-map-image.h"

#include <math.h>

typedef struct
{
  char *out, *phase, *lang;
  double width, height;
  GlnImageFormat format;
  GlnLang language;
} Words;

static gboolean
take_size (GlnCliArgs *args, const char *name, double *size, GError **error)
{
  char *text = NULL;

  if (!gln_cli_take_option (args, name, &text, error))
    return FALSE;
  if (text && !gln_cli_parse_number (text, name, size, error))
    return FALSE;
  if (*size >= 64 && *size <= 20000 && *size == floor (*size))
    return TRUE;
  g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
               _("%s must be a whole number of pixels from 64 to 20000"), name);
  return FALSE;
}

static gboolean
take_words (GlnCliArgs *args, Words *words, GError **error)
{
  if (!gln_cli_take_option (args, "-o", &words->out, error)
      || !gln_cli_take_option (args, "--phase", &words->phase, error)
      || !gln_cli_take_option (args, "--lang", &words->lang, error)
      || !take_size (args, "--width", &words->width, error)
      || !take_size (args, "--height", &words->height, error))
    return FALSE;
  words->language = gln_lang_current ();
  if (words->lang && !gln_lang_parse (words->lang, &words->language))
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT,
                 _("“%s” is no language of the program; use zh_CN or en"), words->lang);
  else if (!words->out)
    g_set_error (error, GLN_ERROR, GLN_ERROR_BAD_ARGUMENT, _("say where to write: -o MAP.png"));
  else if (!gln_image_format_from_name (words->out, &words->format))
    g_set_error (error, GLN_ERROR, GLN_ERROR_UNSUPPORTED,
                 _("%s: a map is written as .png, .svg or .pdf"), words->out);
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_map (GlnPlan *plan, guint phase, const Words *words, GError **error)
{
  g_autoptr (GlnIndex) index = gln_index_new (plan);
  g_autoptr (GlnStyleSheet) styles
      = gln_style_sheet_new (gln_cli_standards (), GLN_PALETTE_TERRITORIAL);
  g_autoptr (GBytes) bytes = NULL;
  GlnMapSheet sheet;

  gln_map_sheet_init (&sheet, plan, index, styles, phase, words->language);
  bytes = gln_map_sheet_export (&sheet, words->format, (int) words->width, (int) words->height, error);
  return bytes
         && g_file_set_contents (words->out, g_bytes_get_data (bytes, NULL),
                                 (gssize) g_bytes_get_size (bytes), error);
}

/** gln_cli_render: `render PLAN -o MAP.png|.svg|.pdf [--width W --height H] [--phase ID]`. */
int
gln_cli_render (GlnCliArgs *args, GError **error)
{
  Words words = { .width = 1600, .height = 1000 };
  g_autoptr (GlnPlan) plan = NULL;
  guint first, end;
  char *path;

  if (!take_words (args, &words, error) || !(path = gln_cli_take_word (args, "PLAN.gpkg", error))
      || !gln_cli_args_done (args, error) || !(plan = gln_cli_load (path, error))
      || !gln_cli_phase_range (plan, words.phase, &first, &end, error)
      || !write_map (plan, end - 1, &words, error))
    return -1;
  g_print ("%s\n", words.out);
  return GLN_CLI_OK;
}
