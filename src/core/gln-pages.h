/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlnPages: a sparse array of small blocks with cheap snapshots. A snapshot is
 * one reference to the root; the writer copies the nodes on the way to a block
 * only when a snapshot still holds them.
 *
 *   root ── 64 nodes ── 64 nodes ── blocks
 *
 * Blocks and nodes are reference-counted; a snapshot may be read and dropped
 * by any thread while the writer goes on.
 */
typedef struct _GlnPage GlnPage;
struct _GlnPage
{
  gatomicrefcount ref_count;
  guint32 level;    /* 0: a block; else a node of 64 children */
  guint32 n_bytes;  /* of @data in use (blocks) */
  guint32 capacity; /* of @data */
  __extension__ union
  {
    GlnPage *children[1];
    __int128 data[1];
  };
};

#define GLN_PAGE_HEAD G_STRUCT_OFFSET (GlnPage, data)

GlnPage *gln_page_ref   (GlnPage *page);
void     gln_page_unref (GlnPage *page);

/* @root is a place that holds the root: NULL is the empty array. */
const GlnPage *gln_pages_get  (const GlnPage *root, guint32 index);
GlnPage       *gln_pages_edit (GlnPage **root, guint32 index, guint32 capacity);

/** GlnPageFunc: called for each block that is not empty. */
typedef void (*GlnPageFunc) (guint32 index, const GlnPage *page, gpointer data);

void gln_pages_foreach (const GlnPage *root, GlnPageFunc func, gpointer data);

G_END_DECLS
