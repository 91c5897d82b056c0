/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-uuid.h"
#include "core/gln-values.h"

G_BEGIN_DECLS

typedef enum
{
  GLN_LAYER_LAND_USE,   /* 用地: complete parcels of one phase, in one code system */
  GLN_LAYER_GREEN,      /* 绿地: drawn or imported green land, CJJ/T 85 codes */
  GLN_LAYER_COVER,      /* 绿化覆盖: crowns, shrubs, roofs ...; class code = cover type */
  GLN_LAYER_WATER,
  GLN_LAYER_BOUNDARY,   /* role = boundary kind, see gln_scope_from_role() */
  GLN_LAYER_DISTRICT,   /* role = level: urban_district | street | community | any own name */
  GLN_LAYER_LINE,       /* role = road | rail | river | power | greenway */
  GLN_LAYER_POINT,      /* role = ancient_tree | entrance */
  GLN_LAYER_BUILDING,
  GLN_LAYER_GREEN_LINE, /* role = approved | planned */
  GLN_LAYER_ZONE,
  GLN_LAYER_PROJECT,
  GLN_N_LAYER_KINDS
} GlnLayerKind;

/** GlnScope: what an area is clipped to. Every scope but ALL is a kind of boundary layer. */
typedef enum
{
  GLN_SCOPE_ALL,
  GLN_SCOPE_BUILT_UP,     /* 建成区 */
  GLN_SCOPE_CONSTRUCTION, /* 城市建设用地 */
  GLN_SCOPE_PLANNING,     /* 中心城区/规划范围 */
  GLN_SCOPE_DEVELOPMENT,  /* 城镇开发边界 */
  GLN_SCOPE_MUNICIPAL,    /* 市域 */
  GLN_SCOPE_HISTORIC,     /* 历史文化街区 */
  GLN_SCOPE_OLD_TOWN,     /* 老城区 */
  GLN_N_SCOPES
} GlnScope;

typedef enum
{
  GLN_LAYER_COMPLETE_INTERPRETATION = 1 << 0, /* a cover layer that interprets all vegetation */
  GLN_LAYER_HIDDEN                  = 1 << 1,
  GLN_LAYER_LOCKED                  = 1 << 2,
} GlnLayerFlags;

/** GlnLayer: an immutable, reference-counted layer of a plan; fields for reading only. */
typedef struct _GlnLayer GlnLayer;
struct _GlnLayer
{
  gatomicrefcount ref_count;
  GlnUuid uuid;
  GlnLayerKind kind;
  char *name;              /* as the user sees it */
  const char *code_system; /* interned id such as "gb50137"; "" where codes mean nothing */
  const char *role;        /* interned; see the kinds; "" when none */
  GlnLayerFlags flags;
  double opacity;          /* 0..1 */
  char *source;            /* nullable: what it was imported from, for the data statement */
};

GlnLayer   *gln_layer_new           (const GlnUuid *uuid, GlnLayerKind kind, const char *name,
                                     const char *code_system, const char *role);
GlnLayer   *gln_layer_ref           (GlnLayer *layer);
void        gln_layer_unref         (GlnLayer *layer);
gboolean    gln_layer_equal         (const GlnLayer *a, const GlnLayer *b);
GlnLayer   *gln_layer_with_name     (const GlnLayer *layer, const char *name);
GlnLayer   *gln_layer_with_flags    (const GlnLayer *layer, GlnLayerFlags flags);
GlnLayer   *gln_layer_with_opacity  (const GlnLayer *layer, double opacity);
GlnLayer   *gln_layer_with_source   (const GlnLayer *layer, const char *source);

const char  *gln_layer_kind_id      (GlnLayerKind kind);
gboolean     gln_layer_kind_parse   (const char *id, GlnLayerKind *kind);
const char  *gln_scope_id           (GlnScope scope);
gboolean     gln_scope_parse        (const char *id, GlnScope *scope);
GlnScope     gln_layer_scope        (const GlnLayer *layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnLayer, gln_layer_unref)

G_END_DECLS
