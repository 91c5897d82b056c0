/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Code systems and their classes.
 *
 * What a code means depends on its system: G2 is nursery land in CJJ/T 85-2002 and protective
 * green in CJJ/T 85-2017 and GB 50137-2011. Every layer therefore names its system. The classes
 * themselves are data (data/standards); here are the types and look-ups.
 *
 * Codes, system ids and use words are interned: they may be compared by pointer and outlive the
 * system. Names live as long as their system. Everything is immutable after parsing and may be
 * read from any thread. */

/* What a class is to the area engine. Flat on purpose: the engine sums by this. */
typedef enum
{
  GLN_LAND_NONE,       /* not green land */
  GLN_LAND_PARK,       /* G1 公园绿地 */
  GLN_LAND_PROTECTIVE, /* G2 防护绿地 */
  GLN_LAND_SQUARE,     /* G3 广场用地: its green part only */
  GLN_LAND_ATTACHED,   /* XG 附属绿地 */
  GLN_LAND_REGIONAL,   /* EG 区域绿地 (2002: 其他绿地) */
  GLN_LAND_NURSERY,    /* EG4 生产绿地 (2002: G2) */
  GLN_N_LAND_KINDS
} GlnLandKind;

/* Use group of a class: order of the land-use balance table. */
typedef enum
{
  GLN_GROUP_OTHER,
  GLN_GROUP_RESIDENTIAL,
  GLN_GROUP_PUBLIC,     /* public administration and services */
  GLN_GROUP_COMMERCIAL, /* shops, business, leisure */
  GLN_GROUP_INDUSTRY,   /* and mining */
  GLN_GROUP_WAREHOUSE,
  GLN_GROUP_TRANSPORT, /* roads, rail, hubs */
  GLN_GROUP_UTILITY,
  GLN_GROUP_GREEN, /* green land and squares */
  GLN_GROUP_WATER,
  GLN_GROUP_FARMLAND, /* farm, orchard, forest, grass: not construction land */
  GLN_GROUP_VILLAGE,
  GLN_GROUP_SPECIAL,
  GLN_GROUP_RESERVED, /* 留白 */
  GLN_N_GROUPS
} GlnLandGroup;

/* Facts that indicators ask of a class. */
typedef enum
{
  GLN_CLASS_CONSTRUCTION = 1 << 0,    /* urban construction land 城市建设用地 */
  GLN_CLASS_RESIDENTIAL = 1 << 1,     /* residential land of PSRC and RES */
  GLN_CLASS_PUBLIC_FACILITY = 1 << 2, /* public facility of PUB */
  GLN_CLASS_INDUSTRY = 1 << 3,
  GLN_CLASS_ROAD = 1 << 4, /* road area proper */
  GLN_CLASS_WATER = 1 << 5,
  GLN_CLASS_SPLIT = 1 << 6 /* mixes green with other land; the user has to split it (三调 0810) */
} GlnClassFacts;

typedef enum
{
  GLN_PALETTE_TERRITORIAL, /* colours of territorial-space plans 国土空间 */
  GLN_PALETTE_CAD,         /* colours of control plans 控规 in CAD */
  GLN_PALETTE_SAFE,        /* told apart with impaired colour vision, and in grey print */
  GLN_N_PALETTES
} GlnPalette;

typedef enum
{
  GLN_HATCH_NONE,
  GLN_HATCH_DIAGONAL,      /* lines rising to the right */
  GLN_HATCH_BACK_DIAGONAL, /* lines falling to the right */
  GLN_HATCH_CROSS,
  GLN_HATCH_HORIZONTAL,
  GLN_HATCH_VERTICAL,
  GLN_HATCH_DOTS,
  GLN_HATCH_TREES, /* sparse round crowns */
  GLN_N_HATCHES
} GlnHatch;

typedef struct _GlnClass GlnClass;
typedef struct _GlnCodeSystem GlnCodeSystem;

struct _GlnClass
{
  const char *system;     /* id of the code system, for instance "gb50137" */
  const char *code;       /* for instance "G11" */
  const char *name_zh;
  const char *name_en;
  const GlnClass *parent; /* G11 → G1 → G; NULL at the top */
  guint order;            /* place in the system's list: legend and table order */
  guint depth;            /* 0 at the top */
  GlnLandKind kind; /* as the class's own system means it: 2002 G122 is PARK here, though its canonical
                       class is RG */
  GlnLandGroup group;
  GlnClassFacts facts;
  const char *const *uses;         /* use words that rules match, NULL-terminated; parents' included */
  guint32 colour[GLN_N_PALETTES];  /* 0xRRGGBB */
  GlnHatch hatch_present;
  GlnHatch hatch_planned;
  double vegetated_ratio;      /* default plant cover of this land, 0..1; NAN where none is known: it
                                  stands in the canonical system only */
  gboolean vegetated_verified; /* FALSE: the default has no source; show 未核实 */
  double min_area_m2;          /* size the class should have (规模宜 >); NAN when none */
  double min_green_ratio;      /* 绿化占地比例 the class should have; NAN when none */
};

/* The canonical green classes inside the program are those of this system. */
#define GLN_CODES_CANONICAL "cjjt85-2017"

/**
 * gln_code_system_parse:
 * @file: display name for messages
 * @text: (array length=len): a key file whose [standard] group says kind=codes
 * @faults: (nullable): receives GlnDataFault; a class that cannot be read is left out
 *
 * Returns: (transfer full) (nullable): NULL when the text is no code system at all (then a fault
 *   says so)
 */
GlnCodeSystem *gln_code_system_parse (const char *file, const char *text, gssize len,
                                      GPtrArray *faults);
GlnCodeSystem *gln_code_system_ref (GlnCodeSystem *self);
void gln_code_system_unref (GlnCodeSystem *self);

const char *gln_code_system_get_id (const GlnCodeSystem *self);
const char *gln_code_system_get_name_zh (const GlnCodeSystem *self);
const char *gln_code_system_get_name_en (const GlnCodeSystem *self);
const char *gln_code_system_get_source (const GlnCodeSystem *self);

guint gln_code_system_get_n_classes (const GlnCodeSystem *self);
const GlnClass *gln_code_system_get_class (const GlnCodeSystem *self, guint index);

/**
 * gln_code_system_lookup:
 * @code: as found in a file: blanks around it, lower case and full-width letters are accepted
 *
 * Returns: (nullable) (transfer none): the class of exactly that code. NULL for a code that the
 *   system lacks, even when a parent exists: the caller keeps the feature, class unknown, and
 *   makes a finding (gln_code_system_suggest() may help it).
 */
const GlnClass *gln_code_system_lookup (const GlnCodeSystem *self, const char *code);

/* The nearest class above an unknown code (U23 → U2), to propose to the user; NULL if none. */
const GlnClass *gln_code_system_suggest (const GlnCodeSystem *self, const char *code);

/**
 * gln_code_system_lookup_mixed:
 * @code: a code of mixed use such as "R2/B1", "R2+B1", "B1B2" or "0701、0901"
 * @max: room in @classes
 *
 * Returns: number of classes found, at most @max; 0 when any part is unknown
 */
guint gln_code_system_lookup_mixed (const GlnCodeSystem *self, const char *code,
                                    const GlnClass **classes, guint max);

/* TRUE when @cls is the class @code or lies below it (G122 is in G1). */
gboolean gln_class_is_in (const GlnClass *cls, const char *code);

/* TRUE when @cls carries the use word @use (for instance "school", "polluting_industry"). */
gboolean gln_class_has_use (const GlnClass *cls, const char *use);

/* Name in Chinese or English. */
const char *gln_class_get_name (const GlnClass *cls, gboolean chinese);

/* Names used in data files and JSON: "park", "protective" …; and back (FALSE when unknown). */
const char *gln_land_kind_to_string (GlnLandKind kind);
gboolean gln_land_kind_from_string (const char *text, GlnLandKind *kind);
const char *gln_land_group_to_string (GlnLandGroup group);
gboolean gln_land_group_from_string (const char *text, GlnLandGroup *group);

/* Canonical (CJJ/T 85-2017) top code of a kind: PARK → "G1" … ; NULL for NONE. */
const char *gln_land_kind_get_code (GlnLandKind kind);


/* Crosswalk: what the classes of one system are in another ---------------------------------- */

typedef struct
{
  guint n_targets;              /* 0: the table has no row; 1: settled; > 1: the user is asked */
  const char *const *targets;   /* codes in the other system, interned */
  const char *row;              /* code whose row was used: the class's own or a parent's; NULL */
  const char *note;             /* (nullable): the rule, or what to ask, in one sentence (zh) */
} GlnCrosswalk;

/* Crosswalk row of @cls towards system @target. A class without a row uses its parent's.
 * @self is the system of @cls. Only rows that stand in this system's file are used; for the way
 * back see gln_standards_crosswalk(). */
GlnCrosswalk gln_code_system_crosswalk (const GlnCodeSystem *self, const GlnClass *cls,
                                        const char *target);

/* Codes of this system whose row names @code of @target (the way back).
 * Returns: (transfer container): NULL-terminated, free with g_free() */
const char **gln_code_system_crosswalk_sources (const GlnCodeSystem *self, const char *target,
                                                const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlnCodeSystem, gln_code_system_unref)

G_END_DECLS
