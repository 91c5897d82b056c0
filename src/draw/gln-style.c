/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/gln-style.h"

#include "draw/gln-style-table.h"

/* Legend: greens by their kind, then uses by group, then the rest by layer kind. */
#define ORDER_KIND 1000u
#define ORDER_GROUP 100000u
#define ORDER_OTHER 10000000u

/* Styles of one class: of what is there, and of what is planned. */
typedef struct
{
  GlnStyle present;
  GlnStyle planned;
} ClassStyles;

struct _GlnStyleSheet
{
  gatomicrefcount ref_count;
  GlnPalette palette;
  GHashTable *systems; /* interned system id → GHashTable (interned code → ClassStyles) */
  GlnStandards *standards; /* nullable; owns the class names */
};

/** gln_colour_mix: from @a (share 0) to @b (share 1). */
GlnColour
gln_colour_mix (GlnColour a, GlnColour b, double share_of_b)
{
  double s = CLAMP (share_of_b, 0, 1), t = 1 - s;

  return (GlnColour){ a.r * t + b.r * s, a.g * t + b.g * s, a.b * t + b.b * s, a.a * t + b.a * s };
}

static GlnColour
class_fill (const GlnClass *cls, GlnPalette palette)
{
  GlnColour own = GLN_COLOUR (cls->colour[palette], 1);

  if (palette == GLN_PALETTE_TERRITORIAL)
    return cls->kind != GLN_LAND_NONE ? GLN_COLOUR (gln_style_kind_rgb[cls->kind], 1)
                                      : GLN_COLOUR (gln_style_group_rgb[cls->group], 1);
  /* The other palettes are the user's own colours; parcels step back a little behind greens. */
  return cls->kind != GLN_LAND_NONE ? own : gln_colour_mix (own, GLN_COLOUR (0xffffff, 1), 0.3);
}

/* Greens in order of class priority, so that what decides a cell is seen on it. */
static int
class_rank (const GlnClass *cls)
{
  static const int ranks[GLN_N_LAND_KINDS] = {
    [GLN_LAND_NONE] = 0,     [GLN_LAND_PARK] = 6,     [GLN_LAND_PROTECTIVE] = 5, [GLN_LAND_SQUARE] = 4,
    [GLN_LAND_ATTACHED] = 3, [GLN_LAND_REGIONAL] = 2, [GLN_LAND_NURSERY] = 1,
  };

  return ranks[cls->kind];
}

static GlnStyle
class_style (const GlnClass *cls, GlnPalette palette, gboolean planned)
{
  GlnColour fill = class_fill (cls, palette);
  gboolean green = cls->kind != GLN_LAND_NONE;
  const char *const *group = palette != GLN_PALETTE_TERRITORIAL ? (const char *[]){ cls->name_zh, cls->name_en }
                             : green                            ? gln_style_kind_names[cls->kind]
                                                                : gln_style_group_names[cls->group];

  return (GlnStyle){
    .name_zh = cls->name_zh,
    .name_en = cls->name_en,
    .group_zh = group[0],
    .group_en = group[1],
    .code = cls->code,
    .kind = cls->kind,
    .group = cls->group,
    .planned = planned,
    .legend_order = (green ? ORDER_KIND * cls->kind : ORDER_GROUP * (1 + cls->group)) + cls->order,
    .rank = class_rank (cls),
    .fill = fill,
    .stroke = gln_colour_mix (fill, GLN_COLOUR (green ? 0x0b4a16 : 0x4a4030, 1), green ? 0.35 : 0.22),
    .stroke_px = green ? 0.9 : 0.5,
    .detail = TRUE,
    .hatch = planned ? cls->hatch_planned : cls->hatch_present,
    .hatch_colour = gln_colour_mix (fill, GLN_COLOUR (green ? 0xffffff : 0x303030, 1), green ? 0.55 : 0.4),
  };
}

static GHashTable *
system_styles (const GlnCodeSystem *system, GlnPalette palette)
{
  GHashTable *styles = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < gln_code_system_get_n_classes (system); i++)
    {
      const GlnClass *cls = gln_code_system_get_class (system, i);
      ClassStyles *pair = g_new (ClassStyles, 1);

      pair->present = class_style (cls, palette, FALSE);
      pair->planned = class_style (cls, palette, TRUE);
      g_hash_table_insert (styles, (gpointer) cls->code, pair);
    }
  return styles;
}

/**
 * gln_style_sheet_new:
 * @standards: (nullable): whose classes give the colours; NULL: every class is unknown
 *
 * Returns: (transfer full): the sheet
 */
GlnStyleSheet *
gln_style_sheet_new (GlnStandards *standards, GlnPalette palette)
{
  GlnStyleSheet *sheet = g_new0 (GlnStyleSheet, 1);
  guint n = standards ? gln_standards_get_n_code_systems (standards) : 0;

  g_atomic_ref_count_init (&sheet->ref_count);
  sheet->palette = palette;
  sheet->standards = standards ? gln_standards_ref (standards) : NULL;
  sheet->systems = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < n; i++)
    {
      const GlnCodeSystem *system = gln_standards_get_code_system_at (standards, i);
      g_hash_table_insert (sheet->systems, (gpointer) g_intern_string (gln_code_system_get_id (system)),
                           system_styles (system, palette));
    }
  return sheet;
}

/** gln_style_sheet_ref: (transfer full): another reference; any thread. */
GlnStyleSheet *
gln_style_sheet_ref (GlnStyleSheet *sheet)
{
  g_atomic_ref_count_inc (&sheet->ref_count);
  return sheet;
}

/** gln_style_sheet_unref: drops a reference; any thread. */
void
gln_style_sheet_unref (GlnStyleSheet *sheet)
{
  if (!g_atomic_ref_count_dec (&sheet->ref_count))
    return;
  g_hash_table_unref (sheet->systems);
  g_clear_pointer (&sheet->standards, gln_standards_unref);
  g_free (sheet);
}

/**
 * gln_style_sheet_class:
 * @class_code: as in the features of @layer
 * @planned: what is to be built, not what is there
 *
 * Returns: (transfer none): never NULL; lives as long as @sheet
 */
const GlnStyle *
gln_style_sheet_class (const GlnStyleSheet *sheet, const GlnLayer *layer, const char *class_code,
                       gboolean planned)
{
  GHashTable *system;
  ClassStyles *pair;

  if (layer->kind != GLN_LAYER_LAND_USE && layer->kind != GLN_LAYER_GREEN)
    return gln_style_table_find (layer->kind, class_code, layer->role);
  system = g_hash_table_lookup (sheet->systems, layer->code_system);
  pair = system ? g_hash_table_lookup (system, class_code) : NULL;
  if (!pair && system)
    { /* full-width letters and the like */
      const GlnCodeSystem *codes = gln_standards_get_code_system (sheet->standards, layer->code_system);
      const GlnClass *cls = gln_code_system_lookup (codes, class_code);
      pair = cls ? g_hash_table_lookup (system, cls->code) : NULL;
    }
  return !pair ? gln_style_table_unknown () : planned ? &pair->planned : &pair->present;
}

/* Whether @feature comes after the first phase. */
static gboolean
is_planned (const GlnFrame *frame, const GlnFeature *feature)
{
  return feature->from && gln_frame_phase_index (frame, feature->from) > 0;
}

/**
 * gln_style_sheet_feature:
 * @layer: the layer of @feature
 *
 * Returns: (transfer none): never NULL; lives as long as @sheet
 */
const GlnStyle *
gln_style_sheet_feature (const GlnStyleSheet *sheet, const GlnFrame *frame, const GlnLayer *layer,
                         const GlnFeature *feature)
{
  const char *word = feature->class_code;

  if (layer->kind == GLN_LAYER_LINE && g_str_equal (layer->role, "road"))
    {
      const char *road_class = gln_values_text (feature->values, "road_class");
      word = road_class ? road_class : word;
    }
  return gln_style_sheet_class (sheet, layer, word, is_planned (frame, feature));
}

/** gln_style_legend_order: legends list styles by rising order. */
guint
gln_style_legend_order (const GlnStyle *style)
{
  return style->legend_order ? style->legend_order : ORDER_OTHER + gln_style_table_order (style);
}

/** gln_style_swatch: the colour that stands for the style in a list: its fill, else its stroke. */
GlnColour
gln_style_swatch (const GlnStyle *style)
{
  return style->fill.a > 0.3 ? style->fill : style->stroke;
}

/** gln_style_group_name: a use group as legends and tables call it. */
const char *
gln_style_group_name (GlnLandGroup group, gboolean chinese)
{
  return gln_style_group_names[group][chinese ? 0 : 1];
}

/** gln_style_kind_name: a kind of green land as legends and tables call it. */
const char *
gln_style_kind_name (GlnLandKind kind, gboolean chinese)
{
  return gln_style_kind_names[kind][chinese ? 0 : 1];
}

/** gln_style_name: the line of the legend, in Chinese or English. */
const char *
gln_style_name (const GlnStyle *style, gboolean chinese)
{
  return chinese ? style->name_zh : style->name_en;
}

#define SHARED_CHROME                                                                              \
  .paper = { 0.965, 0.961, 0.941, 1 }, .selection = { 0.0, 0.40, 0.33, 1 },                        \
  .hover = { 1.0, 0.47, 0.0, 0.9 }, .handle = { 1, 1, 1, 1 }, .active = { 1.0, 0.47, 0.0, 1 },     \
  .halo = { 1, 1, 1, 0.85 }

/** gln_chrome: (transfer none): colours of what is drawn over a map; the plan itself is the same in the dark. */
const GlnChrome *
gln_chrome (gboolean dark)
{
  static const GlnChrome chromes[2] = {
    { SHARED_CHROME, .surround = { 0.94, 0.94, 0.945, 1 }, .text = { 0.13, 0.13, 0.16, 1 },
      .bubble = { 0.16, 0.13, 0.20, 0.92 }, .bubble_text = { 1, 1, 1, 1 }, .met = { 0.149, 0.635, 0.412, 1 },
      .unmet = { 0.78, 0.27, 0.0, 1 }, .unknown = { 0.6, 0.6, 0.588, 1 } },
    { SHARED_CHROME, .surround = { 0.14, 0.14, 0.15, 1 }, .text = { 0.93, 0.93, 0.94, 1 },
      .bubble = { 0.05, 0.05, 0.07, 0.94 }, .bubble_text = { 1, 1, 1, 1 }, .met = { 0.34, 0.89, 0.54, 1 },
      .unmet = { 1.0, 0.47, 0.0, 1 }, .unknown = { 0.6, 0.6, 0.588, 1 } },
  };

  return &chromes[dark ? 1 : 0];
}
