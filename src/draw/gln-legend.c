/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-legend.h"

#include <string.h>

static void
entry_free (gpointer data)
{
  GlnLegendEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

static gboolean
same_colour (const GlnColour *a, const GlnColour *b)
{
  return a->r == b->r && a->g == b->g && a->b == b->b && a->a == b->a;
}

/* Whether a reader could not tell the two apart on the map. */
static gboolean
looks_like (const GlnStyle *a, const GlnStyle *b)
{
  /* Outlines of areas do not tell them apart: water that was drawn from a parcel of water. */
  gboolean areas = a->fill.a > 0.5 && b->fill.a > 0.5;

  return a == b
         || (areas && same_colour (&a->fill, &b->fill) && a->hatch == b->hatch
             && a->symbol == b->symbol)
         || (same_colour (&a->fill, &b->fill) && same_colour (&a->stroke, &b->stroke)
             && a->hatch == b->hatch && a->symbol == b->symbol && a->n_dash == b->n_dash
             && a->stroke_px == b->stroke_px && a->core_share == b->core_share
             && memcmp (a->dash, b->dash, sizeof a->dash) == 0);
}

static char *
entry_name (const GlnStyle *style, GlnLang lang)
{
  const char *zh = style->group_zh ? style->group_zh : style->name_zh;
  const char *en = style->group_en ? style->group_en : style->name_en;

  if (!style->planned || style->kind == GLN_LAND_NONE)
    return g_strdup (gln_lang_pick (lang, zh, en));
  return lang == GLN_LANG_ZH ? g_strconcat ("规划", zh, NULL) : g_strconcat (en, ", planned", NULL);
}

static gboolean
is_listed (const GPtrArray *legend, const GlnStyle *style, const char *name)
{
  for (guint i = 0; i < legend->len; i++)
    {
      const GlnLegendEntry *entry = legend->pdata[i];
      if (looks_like (entry->style, style) && g_str_equal (entry->name, name))
        return TRUE;
    }
  return FALSE;
}

/**
 * gln_legend_new:
 * Returns: (transfer full) (element-type GlnLegendEntry): a line for exactly
 *   what the job shows in @view; the styles live as long as the sheet of @job
 */
GPtrArray *
gln_legend_new (const GlnRenderJob *job, const GlnView *view, GlnLang lang)
{
  g_autoptr (GPtrArray) styles = gln_render_styles (job, view);
  GPtrArray *legend = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < styles->len; i++)
    {
      const GlnStyle *style = styles->pdata[i];
      g_autofree char *name = entry_name (style, lang);
      GlnLegendEntry *entry;

      if (is_listed (legend, style, name))
        continue;
      entry = g_new0 (GlnLegendEntry, 1);
      entry->style = style;
      entry->name = g_steal_pointer (&name);
      g_ptr_array_add (legend, entry);
    }
  return legend;
}

#define SWATCH_EM 2.0   /* width of a swatch */
#define GAP_EM 0.6      /* swatch to name */
#define COLUMN_EM 1.6   /* name to the next swatch */
#define ROW_EM 2.0

/* Calls for each entry where its swatch stands; entries flow like words. */
static double
flow (cairo_t *cr, const GPtrArray *legend, const GlnText *text, double x, double y, double width,
      gboolean draw)
{
  double em = text->size, left = 0, top = 0;

  for (guint i = 0; i < legend->len; i++)
    {
      const GlnLegendEntry *entry = legend->pdata[i];
      double name_width, entry_width;

      gln_text_measure (cr, text, entry->name, &name_width, NULL);
      entry_width = (SWATCH_EM + GAP_EM) * em + name_width;
      if (left > 0 && left + entry_width > width)
        {
          left = 0;
          top += ROW_EM * em;
        }
      if (draw)
        {
          gln_render_swatch (cr, entry->style, x + left, y + top + 0.5 * em, SWATCH_EM * em, em,
                             em / 12);
          gln_text_draw_fit (cr, text, entry->name, x + left + (SWATCH_EM + GAP_EM) * em,
                             y + top + em, GLN_ANCHOR_LEFT, width - (SWATCH_EM + GAP_EM) * em);
        }
      left += entry_width + COLUMN_EM * em;
    }
  return legend->len ? top + ROW_EM * em : 0;
}

/** gln_legend_height: how high the legend becomes in @width, user units; 0 when it is empty. */
double
gln_legend_height (cairo_t *cr, const GPtrArray *legend, const GlnText *text, double width)
{
  return flow (cr, legend, text, 0, 0, width, FALSE);
}

/** gln_legend_draw: entries in rows from x, y on, within @width. */
void
gln_legend_draw (cairo_t *cr, const GPtrArray *legend, const GlnText *text, double x, double y,
                 double width)
{
  flow (cr, legend, text, x, y, width, TRUE);
}
