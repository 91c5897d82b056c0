/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gln-intake.h"

#include "core/gln-format.h"
#include "core/gln-i18n.h"

static const GlnIntakeRole roles[] = {
  { N_("Land use (parcels)"), GLN_LAYER_LAND_USE, "", "" },
  { N_("Greens"), GLN_LAYER_GREEN, "", "" },
  { N_("Green cover: trees"), GLN_LAYER_COVER, "", "tree" },
  { N_("Green cover: roofs"), GLN_LAYER_COVER, "", "roof" },
  { N_("Water"), GLN_LAYER_WATER, "", "" },
  { N_("Boundary: built-up area"), GLN_LAYER_BOUNDARY, "built_up", "" },
  { N_("Boundary: urban construction land"), GLN_LAYER_BOUNDARY, "construction", "" },
  { N_("Boundary: planning area"), GLN_LAYER_BOUNDARY, "planning", "" },
  { N_("Boundary: development boundary"), GLN_LAYER_BOUNDARY, "development", "" },
  { N_("Boundary: municipal area"), GLN_LAYER_BOUNDARY, "municipal", "" },
  { N_("Districts: urban districts"), GLN_LAYER_DISTRICT, "urban_district", "" },
  { N_("Districts: streets"), GLN_LAYER_DISTRICT, "street", "" },
  { N_("Districts: communities"), GLN_LAYER_DISTRICT, "community", "" },
  { N_("Lines: roads"), GLN_LAYER_LINE, "road", "" },
  { N_("Lines: railways"), GLN_LAYER_LINE, "rail", "" },
  { N_("Lines: rivers"), GLN_LAYER_LINE, "river", "" },
  { N_("Lines: power lines"), GLN_LAYER_LINE, "power", "" },
  { N_("Points: ancient trees"), GLN_LAYER_POINT, "ancient_tree", "" },
  { N_("Points: park entrances"), GLN_LAYER_POINT, "entrance", "" },
  { N_("Buildings"), GLN_LAYER_BUILDING, "", "" },
  { N_("Zones"), GLN_LAYER_ZONE, "", "" },
};

/* Words in a layer's name that tell what it is; the first that is found decides. */
static const struct
{
  const char *word;
  GlnLayerKind kind;
  const char *role;
  const char *class_code;
} words[] = {
  { "建设用地", GLN_LAYER_BOUNDARY, "construction", "" },
  { "建成区", GLN_LAYER_BOUNDARY, "built_up", "" },
  { "规划范围", GLN_LAYER_BOUNDARY, "planning", "" },
  { "中心城区", GLN_LAYER_BOUNDARY, "planning", "" },
  { "开发边界", GLN_LAYER_BOUNDARY, "development", "" },
  { "市域", GLN_LAYER_BOUNDARY, "municipal", "" },
  { "屋顶", GLN_LAYER_COVER, "", "roof" },
  { "覆盖", GLN_LAYER_COVER, "", "tree" },
  { "树冠", GLN_LAYER_COVER, "", "tree" },
  { "行道树", GLN_LAYER_COVER, "", "tree" },
  { "绿地", GLN_LAYER_GREEN, "", "" },
  { "公园出入口", GLN_LAYER_POINT, "entrance", "" },
  { "出入口", GLN_LAYER_POINT, "entrance", "" },
  { "古树", GLN_LAYER_POINT, "ancient_tree", "" },
  { "公园", GLN_LAYER_GREEN, "", "" },
  { "用地", GLN_LAYER_LAND_USE, "", "" },
  { "地块", GLN_LAYER_LAND_USE, "", "" },
  { "社区", GLN_LAYER_DISTRICT, "community", "" },
  { "街道", GLN_LAYER_DISTRICT, "street", "" },
  { "城区", GLN_LAYER_DISTRICT, "urban_district", "" },
  { "道路", GLN_LAYER_LINE, "road", "" },
  { "铁路", GLN_LAYER_LINE, "rail", "" },
  { "高压", GLN_LAYER_LINE, "power", "" },
  { "河流", GLN_LAYER_LINE, "river", "" },
  { "水系", GLN_LAYER_WATER, "", "" },
  { "水", GLN_LAYER_WATER, "", "" },
  { "建筑", GLN_LAYER_BUILDING, "", "" },
  { "land", GLN_LAYER_LAND_USE, "", "" },
  { "parcel", GLN_LAYER_LAND_USE, "", "" },
  { "green", GLN_LAYER_GREEN, "", "" },
  { "park", GLN_LAYER_GREEN, "", "" },
  { "tree", GLN_LAYER_COVER, "", "tree" },
  { "built", GLN_LAYER_BOUNDARY, "built_up", "" },
  { "boundary", GLN_LAYER_BOUNDARY, "planning", "" },
  { "road", GLN_LAYER_LINE, "road", "" },
  { "rail", GLN_LAYER_LINE, "rail", "" },
  { "river", GLN_LAYER_LINE, "river", "" },
  { "water", GLN_LAYER_WATER, "", "" },
  { "district", GLN_LAYER_DISTRICT, "urban_district", "" },
};

guint
gln_intake_n_roles (void)
{
  return G_N_ELEMENTS (roles);
}

const GlnIntakeRole *
gln_intake_role (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (roles), NULL);

  return &roles[index];
}

/* First answers ---------------------------------------------------------------------------- */

static guint
find_role (GlnLayerKind kind, const char *role, const char *class_code)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].kind == kind && g_strcmp0 (roles[i].role, role) == 0
        && g_strcmp0 (roles[i].class_code, class_code) == 0)
      return i;
  return 0;
}

static gboolean
fits_geometry (const GlnSourceLayer *layer, GlnLayerKind kind)
{
  if (layer->n_polygons == 0 && layer->n_lines > 0)
    return kind == GLN_LAYER_LINE;
  if (layer->n_polygons == 0 && layer->n_points > 0)
    return kind == GLN_LAYER_POINT || kind == GLN_LAYER_COVER;
  return kind != GLN_LAYER_LINE && kind != GLN_LAYER_POINT;
}

static guint
guess_by_geometry (const GlnSourceLayer *layer)
{
  if (layer->n_polygons == 0 && layer->n_lines > 0)
    return find_role (GLN_LAYER_LINE, "road", "");
  if (layer->n_polygons == 0 && layer->n_points > 0)
    return find_role (GLN_LAYER_COVER, "", "tree");
  if (layer->codes->len > 0 && g_str_has_prefix (((GlnSourceCodes *) layer->codes->pdata[0])->system, "cjjt85"))
    return find_role (GLN_LAYER_GREEN, "", "");
  return find_role (GLN_LAYER_LAND_USE, "", "");
}

static guint
guess_role (const GlnSourceLayer *layer)
{
  g_autofree char *name = g_utf8_casefold (layer->name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i].word) && fits_geometry (layer, words[i].kind))
      return find_role (words[i].kind, words[i].role, words[i].class_code);
  return guess_by_geometry (layer);
}

/* A year in the name, or the word for the plan, names the phase. */
static const char *
guess_phase (const GlnSourceLayer *layer, const GlnFrame *frame)
{
  const char *last = frame->phases[frame->n_phases - 1]->id;

  for (guint i = 0; i < frame->n_phases; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", frame->phases[i]->year);

      if (frame->phases[i]->year > 0 && strstr (layer->name, year))
        return frame->phases[i]->id;
    }
  return strstr (layer->name, "规划") && !strstr (layer->name, "规划范围") ? last : frame->phases[0]->id;
}

GlnIntakeItem *
gln_intake_item_new (const GlnSourceInfo *source, const GlnSourceLayer *layer, const GlnFrame *frame)
{
  GlnIntakeItem *item = g_new0 (GlnIntakeItem, 1);

  item->source = source;
  item->layer = layer;
  item->wanted = layer->n_read > 0;
  item->role = guess_role (layer);
  item->phase = g_strdup (guess_phase (layer, frame));
  item->codes = layer->codes->len > 0 ? ((GlnSourceCodes *) layer->codes->pdata[0])->system : NULL;
  if (layer->crs_found && layer->crs_fit == GLN_CRS_FIT_OK)
    item->crs = g_strdup (layer->crs_found);
  return item;
}

void
gln_intake_item_free (GlnIntakeItem *item)
{
  g_free (item->phase);
  g_free (item->crs);
  g_free (item->encoding);
  g_free (item);
}

gboolean
gln_intake_item_is_complete (const GlnIntakeItem *item)
{
  return !item->wanted || (item->crs && item->crs[0]);
}

/* Import ----------------------------------------------------------------------------------- */

static void
add_report_line (GString *report, const GlnIntakeItem *item, const GlnImportResult *result)
{
  g_autofree char *n = gln_format_number ((double) result->n_imported, 0);

  g_string_append_printf (report, _("%s: %s objects"), item->layer->name, n);
  for (guint i = 0; i < GLN_N_IMPORT_FINDINGS; i++)
    if (result->n_findings[i] > 0)
      {
        g_autofree char *count = gln_format_number ((double) result->n_findings[i], 0);

        g_string_append_printf (report, "\n    %s: %s", gln_import_finding_name (i), count);
      }
  for (guint i = 0; i < result->notes->len; i++)
    g_string_append_printf (report, "\n    %s", (const char *) result->notes->pdata[i]);
  g_string_append_c (report, '\n');
}

static GlnPlan *
import_item (GlnPlan *plan, const GlnIntakeItem *item, const GlnImportOptions *common, GString *report,
             GlnProgress *progress, GError **error)
{
  const GlnIntakeRole *role = &roles[item->role];
  gboolean coded = role->kind == GLN_LAYER_LAND_USE || role->kind == GLN_LAYER_GREEN;
  GlnImportOptions options = *common;
  g_autoptr (GlnImportResult) result = NULL;

  options.kind = role->kind;
  options.role = role->role[0] ? role->role : NULL;
  options.class_code = role->class_code[0] ? role->class_code : NULL;
  options.layer = item->layer->name;
  options.encoding = item->encoding;
  options.source_crs = item->crs;
  options.codes = coded ? item->codes : NULL;
  options.phase = item->phase;
  result = gln_import_run (plan, item->source->path, &options, progress, error);
  if (!result)
    return NULL;
  add_report_line (report, item, result);
  return gln_plan_apply (plan, result->delta);
}

GlnPlan *
gln_intake_run (GlnPlan *base, GPtrArray *items, GlnStandards *standards, GlnAttributes *attributes,
                GString *report, GlnProgress *progress, GError **error)
{
  GlnImportOptions common = { .standards = standards, .attributes = attributes };
  g_autoptr (GlnPlan) plan = gln_plan_ref (base);

  for (guint i = 0; i < items->len; i++)
    {
      const GlnIntakeItem *item = items->pdata[i];
      GlnPlan *next;

      if (!item->wanted)
        continue;
      next = import_item (plan, item, &common, report, progress, error);
      if (!next)
        {
          g_prefix_error (error, "%s: ", item->layer->name);
          return NULL;
        }
      gln_plan_unref (plan);
      plan = next;
    }
  return g_steal_pointer (&plan);
}
