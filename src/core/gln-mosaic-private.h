/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-mosaic.h"
#include "core/gln-pages.h"
#include "core/gln-buffer.h"

#include <pthread.h>

G_BEGIN_DECLS

/* The parts of the mosaic, from the plane to a figure:
 *
 *   features ─ items ─ pieces          gln-mosaic-items.c   what a feature is to the rules
 *        │ placed in a quadtree        gln-mosaic-tree.c    few edges in each window
 *   windows ─ gln-sweep ─ cells        gln-sweep*.c         areas by set of covering items
 *        │ rules "what counts"         gln-mosaic-cells.c   cell → shares of its features and zone
 *   records {item, zone, phases, what} gln-mosaic-tally.c   integer sums, snapshots for nothing
 *        │ shares rounded once         gln-mosaic-fold.c    record → totals of zones
 *   totals by phase and zone           gln-mosaic-totals.c
 *        │
 *   GlnAreas                           gln-areas.c          answers
 */

typedef enum
{
  GLN_ROLE_OF_PARCEL, /* these three are told apart one by one, in order of their uuid ... */
  GLN_ROLE_OF_GREEN,
  GLN_ROLE_OF_DISTRICT,
  GLN_ROLE_OF_COVER, /* ... and all others are merged: only their union matters */
  GLN_ROLE_OF_WATER,
  GLN_ROLE_OF_BOUNDARY,
  GLN_ROLE_OF_SERVICE, /* within a park's service radius; derived */
  GLN_ROLE_OF_COLLAR,  /* within reach of construction land; derived */
} GlnItemRole;

typedef enum
{
  GLN_COVER_ANY = 1 << 0,
  GLN_COVER_TREE = 1 << 1,   /* trees and shrubs */
  GLN_COVER_INTERP = 1 << 2, /* of a complete interpretation */
} GlnCoverBits;

/* Land classes in the order in which drawn greens decide. */
#define GLN_ORDER_NONE 255

/** GlnTraits: what the rules ask of an item; interned by content, so that a million crowns share one. */
typedef struct
{
  guint8 role;       /* GlnItemRole */
  guint8 sub;        /* cover: GlnCoverBits; boundary: GlnScope; district: level number */
  guint8 order;      /* green land: place in the rules' order; else GLN_ORDER_NONE */
  guint8 kind;       /* GlnLandKind of the canonical class */
  guint16 mask;      /* phases it exists in */
  guint8 residential, park_water, as_park;
  guint8 unused;
  const char *cls;   /* interned canonical green class; NULL: not green land */
  const char *code;  /* interned, of the layer's own system; parcels */
  double declared;   /* declared green ratio of a parcel; NaN when it declares nothing */
  double green;      /* green share of a square, else 1 */
  double vegetated;  /* vegetated share of green land; of declared attached green for parcels */
} GlnTraits;

/** GlnItem: one feature as the mosaic knows it, or one area derived from a feature (a service radius). */
typedef struct
{
  GlnFeature *feature;     /* (owned) NULL: derived, or not there now */
  GlnForm *form;           /* (owned) NULL: just the shape of the feature */
  const GlnTraits *traits; /* NULL: takes no part */
  __extension__ union
  {
    guint32 *pieces;       /* (owned) numbers of its pieces ... */
    guint32 one;           /* ... or of the only one */
  };
  guint32 n_pieces;
} GlnItem;

typedef struct
{
  guint32 item;
  guint32 part;
} GlnPiece;

/** GlnIds: uuid → item number, only ever growing, shared by mosaic and snapshots. */
typedef struct _GlnIds GlnIds;

GlnIds  *gln_ids_new    (void);
GlnIds  *gln_ids_ref    (GlnIds *ids);
void     gln_ids_unref  (GlnIds *ids);
guint32  gln_ids_find   (GlnIds *ids, const GlnUuid *uuid); /* 0: none */
guint32  gln_ids_intern (GlnIds *ids, const GlnUuid *uuid);
guint32  gln_ids_add    (GlnIds *ids); /* a number for something without uuid */
GlnUuid  gln_ids_uuid   (GlnIds *ids, guint32 number);

/** GlnZone: cells of one scope mask and one district of each level. */
typedef struct
{
  guint32 scopes;    /* bit s: inside scope s; bit GLN_SCOPE_ALL: on a land-use parcel */
  guint32 n_districts;
  guint32 *districts; /* item numbers, ascending */
} GlnZone;

/** GlnZones: interned zones; only ever growing, shared by mosaic and snapshots. */
typedef struct _GlnZones GlnZones;

GlnZones      *gln_zones_new    (void);
GlnZones      *gln_zones_ref    (GlnZones *zones);
void           gln_zones_unref  (GlnZones *zones);
guint32        gln_zones_intern (GlnZones *zones, guint32 scopes, const guint32 *districts, guint n_districts);
const GlnZone *gln_zones_get    (const GlnZones *zones, guint32 zone);
guint          gln_zones_size   (GlnZones *zones);

/* What a record says of its area. */
typedef enum
{
  /* zone records: item 0 */
  GLN_REC_COVER_OUT = 1 << 0, /* plant cover outside green land; also of parcel records */
  GLN_REC_INTERP = 1 << 1,    /* interpreted cover that holds in this phase */
  GLN_REC_TREE = 1 << 2,
  /* parcel records; other = its drawn attached green or 0 */
  GLN_REC_PARCEL = 1 << 3,
  GLN_REC_PUBLIC = 1 << 4,    /* under public green */
  GLN_REC_SERVED = 1 << 5,    /* a record of its own: cells of a residential parcel near a park */
  GLN_REC_LOST = 1 << 6,      /* another item has the cell; also of green records */
  /* green records */
  GLN_REC_GREEN = 1 << 7,
  GLN_REC_HIGHER = 1 << 8,    /* lowers a parcel of a higher class */
  GLN_REC_WATER = 1 << 9,
  GLN_REC_REPLACED = 1 << 10, /* stands in for the interpretation */
  GLN_REC_NO_PARCEL = 1 << 11,
  GLN_REC_ADJOIN = 1 << 12,   /* within reach of construction land */
} GlnRecordFlags;

#define GLN_REC_OF_PARCEL (GLN_REC_PARCEL | GLN_REC_SERVED)

/** GlnKey: whose area it is, in order of comparison. */
typedef struct
{
  guint32 item;
  guint32 zone;
  guint32 other;
  guint16 mask;  /* phases */
  guint16 flags; /* GlnRecordFlags */
} GlnKey;

typedef struct
{
  GlnKey key;
  GlnArea area;
} GlnRecord;

/** GlnCellTally: sums by key; of one thread. */
typedef struct
{
  GlnRecord *slots;
  guint size, used;
} GlnCellTally;

void gln_cell_tally_init  (GlnCellTally *tally);
void gln_cell_tally_clear (GlnCellTally *tally);
void gln_cell_tally_reset (GlnCellTally *tally);
void gln_cell_tally_add   (GlnCellTally *tally, const GlnKey *key, GlnArea area);

/* Records live in pages of neighbouring items, sorted by key. */
#define GLN_ITEMS_PER_PAGE 16

void             gln_records_add  (GlnPage **root, const GlnKey *key, GlnArea area);
const GlnRecord *gln_records_of   (const GlnPage *root, guint32 item, guint *n_records);

/* Totals of a zone in a phase. */
typedef struct
{
  const char *cls;
  GlnArea net, green, as_park, vegetated, park_water, adjoining;
} GlnClassTotal;

typedef struct
{
  const char *code;
  GlnArea area;
} GlnCodeTotal;

typedef struct
{
  GlnArea area, parcel_lost, green_lost;
  GlnArea interpreted, replaced, tree, cover_out;
  GlnArea drawn, declared, attached, attached_vegetated;
  GlnArea residential, served;
  guint32 n_classes, n_codes; /* followed by the classes, then the codes, each sorted by pointer */
} GlnZoneTotals;

#define GLN_TOTALS_INDEX(zone, phase) ((guint32) (zone) * GLN_MAX_PHASES + (phase))

const GlnZoneTotals *gln_totals_get   (const GlnPage *root, guint32 zone, guint phase);
GlnZoneTotals       *gln_totals_edit  (GlnPage **root, guint32 zone, guint phase);
GlnClassTotal       *gln_totals_class (GlnPage **root, guint32 zone, guint phase, const char *cls);
GlnCodeTotal        *gln_totals_code  (GlnPage **root, guint32 zone, guint phase, const char *code);

static inline GlnClassTotal *
gln_totals_classes (const GlnZoneTotals *totals)
{
  return (GlnClassTotal *) (void *) ((GlnZoneTotals *) totals + 1);
}

static inline GlnCodeTotal *
gln_totals_codes (const GlnZoneTotals *totals)
{
  return (GlnCodeTotal *) (void *) (gln_totals_classes (totals) + totals->n_classes);
}

/** GlnFoldRules: what folding needs of the phases. */
typedef struct
{
  guint n_phases;
  GlnAttachedMethod attached[GLN_MAX_PHASES];
} GlnFoldRules;

/** GlnParcelFold: one parcel in one phase and one or more zones. */
typedef struct
{
  GlnArea counted, lost, public_green, drawn, drawn_vegetated, cover_out, served;
} GlnParcelFold;

/** GlnTraitsFunc: the traits of an item number. */
typedef const GlnTraits *(*GlnTraitsFunc) (gconstpointer data, guint32 item);

void    gln_fold_item          (GlnPage **totals, const GlnFoldRules *rules, const GlnTraits *traits,
                                const GlnRecord *records, guint n_records, GlnTraitsFunc traits_of,
                                gconstpointer data, int sign);
void    gln_fold_zone_record   (GlnPage **totals, const GlnRecord *record);
void    gln_parcel_fold_add    (GlnParcelFold *fold, const GlnRecord *record);
GlnArea gln_parcel_declared    (const GlnTraits *traits, const GlnParcelFold *fold);
gboolean gln_parcel_is_declared (const GlnTraits *traits, GlnAttachedMethod method, const GlnParcelFold *whole);

/** GlnNode: a square of the quadtree. */
typedef struct _GlnNode GlnNode;
struct _GlnNode
{
  GlnNode *children; /* NULL: a leaf, which is one window; else four, SW SE NW NE */
  guint32 *list;     /* leaf: pieces, with GLN_COVERS_BIT set for those that cover it */
  guint32 n_list;
  guint32 n_edges;   /* edges of all pieces in the square */
};

#define GLN_COVERS_BIT 0x80000000u
#define GLN_ROOT_LEVEL 10 /* roots are 6144 m, leaves at least 6 m */
#define GLN_LEAF_EDGES 56 /* a square with more edges is divided */

typedef struct
{
  GlnNode node;
  gint64 ix, iy; /* lattice of GLN_MOSAIC_ROOT_M from the origin of the CRS */
} GlnRoot;

/** GlnSquare: where a node lies. */
typedef struct
{
  GlnBox box;
  guint level;
} GlnSquare;

/**
 * GlnTree: the windows of the plane. There are two: one for the land, and one
 * for what the parks serve, which holds parcels, boundaries, districts and
 * service areas only. Service areas are large and cover most of a city; apart,
 * they do not cut the land into more pieces, and a window of theirs is cheap.
 */
typedef enum
{
  GLN_TREE_LAND,
  GLN_TREE_SERVICE,
  GLN_N_TREES
} GlnTreeKind;

typedef struct
{
  GlnTreeKind kind;
  GHashTable *roots; /* GlnRoot */
} GlnTree;

gboolean  gln_tree_holds   (GlnTreeKind kind, const GlnTraits *traits);
void      gln_tree_init    (GlnTree *tree, GlnTreeKind kind);
void      gln_tree_clear   (GlnTree *tree);
GlnRoot **gln_tree_roots   (GlnTree *tree, const GlnBox *box, gboolean make, guint *n_roots);
GlnSquare gln_root_square  (const GlnRoot *root);
GlnSquare gln_child_square (const GlnSquare *square, guint child);
void      gln_node_clear   (GlnNode *node);
gboolean  gln_node_list    (GlnMosaic *mosaic, GlnNode *node, const GlnSquare *square, const guint32 *pieces,
                            guint n_pieces);
void      gln_node_divide  (GlnMosaic *mosaic, GlnNode *node, const GlnSquare *square);
void      gln_node_merge   (GlnNode *node);

#define GLN_ZONE_CACHE 256

/** GlnWorker: scratch of one thread. */
typedef struct
{
  GlnMosaic *mosaic;
  GlnSweep *sweep;
  GlnCellTally tally;
  GArray *slots;
  GArray *entry_slot;
  GArray *groups;
  guint32 zone_cache[GLN_ZONE_CACHE]; /* zone + 1 by hash */
} GlnWorker;

GlnWorker *gln_worker_new  (GlnMosaic *mosaic);
void       gln_worker_free (GlnWorker *worker);

/* Adds (@sign 1) or takes away (-1) the cells of all leaves under @node in worker->tally. */
void gln_cells_of_node (GlnWorker *worker, GlnTreeKind kind, const GlnNode *node, const GlnSquare *square, int sign);

/** GlnService: what a park serves in some phases; or the collar of construction land. */
typedef struct
{
  guint32 item;    /* of the area */
  guint16 mask;
  double radius_m;
  GlnShape *shape; /* (owned) that it was made of; NULL: made with another radius */
} GlnService;

/* What drawing leaves between two edges that are meant to be one. */
#define GLN_ADJOIN_M 0.5

struct _GlnMosaic
{
  GlnStandards *standards;
  GlnMosaicRules rules;
  gboolean follows_plan; /* the rules are those of the plan's edition */
  guint n_threads;
  GlnPlan *plan;

  GArray *items;        /* GlnItem; 0 is nobody */
  GArray *pieces;       /* GlnPiece */
  GArray *free_pieces;  /* guint32 */
  GHashTable *traits;   /* GlnTraits, interned */
  GPtrArray *levels;    /* interned district levels */
  GlnIds *ids;
  GlnZones *zones;
  GlnTree trees[GLN_N_TREES];
  GHashTable *derived;  /* item number → GArray of GlnService: of parks, and the collars of construction land */

  GlnPage *records;
  GlnPage *totals;
  GlnFoldRules fold;
  gint base[GLN_MAX_PHASES]; /* phase that the interpretation shows; -1: there is none */
  guint n_interp[GLN_MAX_PHASES][GLN_MAX_PHASES]; /* interpretation items by phase and by their first phase */
  guint n_scope[GLN_MAX_PHASES][GLN_N_SCOPES]; /* boundary items in the phase */
  GlnWorker *worker;
};

static inline GlnItem *
gln_mosaic_item (const GlnMosaic *mosaic, guint32 item)
{
  return &g_array_index (mosaic->items, GlnItem, item);
}

static inline GlnForm
gln_item_form (const GlnItem *item)
{
  return item->form ? *item->form : (GlnForm){ .shape = item->feature->shape };
}

static inline const guint32 *
gln_item_pieces (const GlnItem *item)
{
  return item->n_pieces > 1 ? item->pieces : &item->one;
}

const GlnTraits *gln_mosaic_traits (GlnMosaic *mosaic, const GlnFrame *frame, const GlnFeature *feature);
const GlnTraits *gln_mosaic_derived_traits (GlnMosaic *mosaic, GlnItemRole role, guint16 mask);
gboolean gln_traits_find           (GlnTraits *traits, const GlnStandards *standards, const GlnMosaicRules *rules,
                                    const GlnFrame *frame, const GlnFeature *feature);
GlnForm *gln_form_of_feature       (const GlnFeature *feature);
void     gln_mosaic_set_pieces     (GlnMosaic *mosaic, guint32 number, guint n_pieces);
void     gln_mosaic_put            (GlnMosaic *mosaic, guint32 number, GlnFeature *feature, GlnForm *form,
                                    const GlnTraits *traits);
gboolean gln_mosaic_count_item     (GlnMosaic *mosaic, const GlnTraits *traits, int by);
void     gln_mosaic_fold_item      (GlnMosaic *mosaic, guint32 number, int sign);
void     gln_mosaic_flush          (GlnMosaic *mosaic, GlnWorker *worker);

/* Service areas and collars; @touched: items (guint32) whose records changed. */
GHashTable *gln_derived_new       (void);
void     gln_mosaic_add_collars    (GlnMosaic *mosaic);
void     gln_mosaic_add_services   (GlnMosaic *mosaic);
void     gln_mosaic_derive_again   (GlnMosaic *mosaic, guint32 number);
gboolean gln_mosaic_build_tree     (GlnMosaic *mosaic, GlnTreeKind kind, GlnProgress *progress);

/** GlnChangeSide: an item before or after a change; no traits: not there. */
typedef struct
{
  GlnFeature *feature;
  GlnForm *form;
  const GlnTraits *traits;
} GlnChangeSide;

GArray  *gln_mosaic_change_item    (GlnMosaic *mosaic, guint32 number, const GlnChangeSide *after, const GlnBox *box);
GlnBox   gln_shape_changed_box     (const GlnShape *a, const GlnShape *b);

struct _GlnAreas
{
  gatomicrefcount ref_count;
  GlnPlan *plan;
  GlnStandards *standards;
  GlnMosaicRules rules;
  GlnFoldRules fold;
  GlnIds *ids;
  GlnZones *zones;
  guint n_zones;
  GlnPage *records;
  GlnPage *totals;
  gint base[GLN_MAX_PHASES];
  guint n_scope[GLN_MAX_PHASES][GLN_N_SCOPES];
};

G_END_DECLS
