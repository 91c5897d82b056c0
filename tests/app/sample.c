/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include "io/gln-import.h"
#include "model/gln-standards-loader.h"

typedef struct
{
  const char *file;
  GlnLayerKind kind;
  const char *role;
  const char *codes;
  const char *phase;
} Part;

static const Part parts[] = {
  { "现状用地", GLN_LAYER_LAND_USE, NULL, "gb50137", "present" },
  { "规划用地", GLN_LAYER_LAND_USE, NULL, "gb50137", "2030" },
  { "建成区现状", GLN_LAYER_BOUNDARY, "built_up", NULL, "present" },
  { "建成区规划", GLN_LAYER_BOUNDARY, "built_up", NULL, "2030" },
  { "现状绿地", GLN_LAYER_GREEN, NULL, "cjjt85-2017", "present" },
  { "规划绿地2030", GLN_LAYER_GREEN, NULL, "cjjt85-2017", "2030" },
  { "水系", GLN_LAYER_WATER, NULL, NULL, "present" },
};

static GlnPhase *
phase_new (const char *id, int year, double population)
{
  g_auto (GlnPhaseSpec) spec;

  gln_phase_spec_init (&spec, id);
  spec.year = year;
  spec.population = population;
  spec.population_year = year;
  spec.attached = GLN_ATTACHED_DRAWN;
  gln_phase_spec_set_text (&spec.population_kind, "常住");
  gln_phase_spec_set_target (&spec, "GLR", ">=", 0.40, 0);
  gln_phase_spec_set_target (&spec, "PGPC", ">=", 12.0, 0);
  return gln_phase_new (&spec);
}

static GlnPlan *
frame_plan (void)
{
  g_autoptr (GlnPlan) empty = gln_plan_new_empty ("江城绿地系统规划", "EPSG:4547");
  g_autoptr (GlnPhase) present = phase_new ("present", 2025, 285000);
  g_autoptr (GlnPhase) planned = phase_new ("2030", 2030, 312000);
  GlnPhase *phases[2] = { present, planned };
  g_autoptr (GlnFrame) frame
      = gln_frame_new (&empty->frame->uuid, "江城绿地系统规划", "EPSG:4547", NULL, 0, phases, 2, NULL);

  return gln_plan_new (frame, empty->features);
}

static GlnPlan *
import_part (GlnPlan *plan, const Part *part)
{
  g_autofree char *name = g_strconcat (part->file, ".shp", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("GREENLINE_SOURCE_ROOT"), "data", "sample", name, NULL);
  const char *code_field[] = { "code=LDDM", NULL };
  GlnImportOptions options = { .kind = part->kind,
                               .role = part->role,
                               .codes = part->codes,
                               .phase = part->phase,
                               .fields = part->kind == GLN_LAYER_GREEN ? code_field : NULL,
                               .standards = gln_standards_get_default (),
                               .attributes = gln_attributes_get_default () };
  g_autoptr (GError) error = NULL;
  g_autoptr (GlnImportResult) result = gln_import_run (plan, path, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return gln_plan_apply (plan, result->delta);
}

GlnPlan *
sample_plan_new (void)
{
  g_autoptr (GlnPlan) plan = frame_plan ();

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GlnPlan *next = import_part (plan, &parts[i]);

      gln_plan_unref (plan);
      plan = next;
    }
  return g_steal_pointer (&plan);
}
