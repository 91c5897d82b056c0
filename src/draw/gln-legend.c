/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-legend.h"

#include <string.h>

static void
entry_free (gpointer data)
{
  GlnLegendEntry *entry = data;

  g_free (entry->name);
  g_free (entry->classes);
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
planned_name (const GlnStyle *style, const char *zh, const char *en, GlnLang lang)
{
  if (!style->planned || style->kind == GLN_LAND_NONE)
    return g_strdup (gln_lang_pick (lang, zh, en));
  return lang == GLN_LANG_ZH ? g_strconcat ("规划", zh, NULL) : g_strconcat (en, ", planned", NULL);
}

static char *
entry_name (const GlnStyle *style, GlnLang lang)
{
  return planned_name (style, style->group_zh ? style->group_zh : style->name_zh,
                       style->group_en ? style->group_en : style->name_en, lang);
}

/* What classes of one kind or use have in common: parks, whether G11 or G14. */
static char *
common_name (const GlnStyle *style, GlnLang lang)
{
  if (style->kind != GLN_LAND_NONE)
    return planned_name (style, gln_style_kind_name (style->kind, TRUE),
                         gln_style_kind_name (style->kind, FALSE), lang);
  return planned_name (style, gln_style_group_name (style->group, TRUE),
                       gln_style_group_name (style->group, FALSE), lang);
}

/* The entry that @style shares: it looks the same, and means the same or at least the same use. */
static GlnLegendEntry *
find_entry (const GPtrArray *legend, const GlnStyle *style, const char *name)
{
  for (guint i = 0; i < legend->len; i++)
    {
      GlnLegendEntry *entry = legend->pdata[i];
      gboolean classes = entry->style->code && style->code;
      if (looks_like (entry->style, style)
          && (g_str_equal (entry->name, name)
              || (classes && entry->style->kind == style->kind && entry->style->group == style->group)))
        return entry;
    }
  return NULL;
}

static void
add_class (GlnLegendEntry *entry, const char *name, GlnLang lang)
{
  char *more = NULL;

  entry->n_classes++;
  if (entry->n_classes == 2)
    more = g_strconcat (entry->classes, gln_lang_pick (lang, "、", ", "), name, NULL);
  else if (entry->n_classes == 3)
    more = g_strconcat (entry->classes, gln_lang_pick (lang, "等", " …"), NULL);
  if (!more)
    return;
  g_free (entry->classes);
  entry->classes = more;
}

static void
add_entry (GPtrArray *legend, const GlnStyle *style, GlnLang lang)
{
  char *name = entry_name (style, lang);
  GlnLegendEntry *entry = find_entry (legend, style, name);

  if (!entry)
    {
      entry = g_new0 (GlnLegendEntry, 1);
      entry->style = style;
      entry->name = name;
      entry->classes = g_strdup (name);
      entry->n_classes = 1;
      g_ptr_array_add (legend, entry);
      return;
    }
  if (!g_str_equal (entry->name, name))
    {
      g_free (entry->name);
      entry->name = common_name (style, lang);
      add_class (entry, name, lang);
    }
  g_free (name);
}

/* Two lines of one name say nothing: they name their classes instead. */
static void
tell_apart (GPtrArray *legend)
{
  for (guint i = 0; i < legend->len; i++)
    for (guint j = 0; j < legend->len; j++)
      {
        GlnLegendEntry *a = legend->pdata[i], *b = legend->pdata[j];
        if (i == j || !g_str_equal (a->name, b->name) || g_str_equal (a->classes, a->name))
          continue;
        g_free (a->name);
        a->name = g_strdup (a->classes);
      }
}

/**
 * gln_legend_new:
 *
 * Returns: (transfer full) (element-type GlnLegendEntry): a line for exactly
 *   what the job shows in @view; classes of one use and colour share a line.
 *   The styles live as long as the sheet of @job
 */
GPtrArray *
gln_legend_new (const GlnRenderJob *job, const GlnView *view, GlnLang lang)
{
  g_autoptr (GPtrArray) styles = gln_render_styles (job, view);
  GPtrArray *legend = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < styles->len; i++)
    add_entry (legend, styles->pdata[i], lang);
  tell_apart (legend);
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
