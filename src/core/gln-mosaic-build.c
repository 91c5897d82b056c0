/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-mosaic-private.h"

/* Building a tree on several threads. A task is a square and what may touch
 * it; large squares become four tasks, smaller ones are done by the thread
 * that has them. Threads share nothing but the stack of tasks and the place
 * where sums are put, and as sums are integers it does not matter who puts
 * them there first. */

#define TASK_LEVEL 3          /* squares of 768 m are done in one go */
#define FLUSH_RECORDS 200000  /* sums a thread keeps before it puts them down */

typedef struct
{
  GlnNode *node;
  GlnSquare square;
  guint32 *pieces; /* (owned) */
  guint n_pieces;
} Task;

typedef struct
{
  GlnMosaic *mosaic;
  GlnTreeKind kind;
  GlnProgress *progress;
  pthread_mutex_t lock;   /* of tasks and of the count */
  pthread_cond_t changed;
  GArray *tasks;
  guint busy;             /* threads that may still make tasks */
  pthread_mutex_t put_lock; /* of the records and totals of the mosaic */
} Build;

static void
push_task (Build *build, GlnNode *node, const GlnSquare *square, const guint32 *pieces, guint n_pieces)
{
  Task task = { node, *square, g_memdup2 (pieces, n_pieces * sizeof (guint32)), n_pieces };

  pthread_mutex_lock (&build->lock);
  g_array_append_val (build->tasks, task);
  pthread_cond_signal (&build->changed);
  pthread_mutex_unlock (&build->lock);
}

/* Waits for a task; FALSE when there will be none. */
static gboolean
pop_task (Build *build, Task *task)
{
  gboolean found = FALSE;

  pthread_mutex_lock (&build->lock);
  build->busy--;
  while (build->tasks->len == 0 && build->busy > 0)
    pthread_cond_wait (&build->changed, &build->lock);
  if (build->tasks->len > 0)
    {
      *task = g_array_index (build->tasks, Task, build->tasks->len - 1);
      g_array_set_size (build->tasks, build->tasks->len - 1);
      build->busy++;
      found = TRUE;
    }
  else
    pthread_cond_broadcast (&build->changed);
  pthread_mutex_unlock (&build->lock);
  return found;
}

static void
put_down (Build *build, GlnWorker *worker)
{
  pthread_mutex_lock (&build->put_lock);
  gln_mosaic_flush (build->mosaic, worker);
  pthread_mutex_unlock (&build->put_lock);
}

static void
share_out (Build *build, const Task *task)
{
  task->node->children = g_new0 (GlnNode, 4);
  for (guint i = 0; i < 4; i++)
    {
      GlnSquare child = gln_child_square (&task->square, i);
      push_task (build, task->node->children + i, &child, task->node->list, task->node->n_list);
    }
  g_clear_pointer (&task->node->list, g_free);
  task->node->n_list = 0;
}

static void
do_task (Build *build, GlnWorker *worker, const Task *task)
{
  gboolean divide = gln_node_list (build->mosaic, task->node, &task->square, task->pieces, task->n_pieces);

  if (divide && task->square.level < TASK_LEVEL)
    {
      share_out (build, task);
      return;
    }
  if (divide)
    gln_node_divide (build->mosaic, task->node, &task->square);
  gln_cells_of_node (worker, build->kind, task->node, &task->square, 1);
  if (worker->tally.used > FLUSH_RECORDS)
    put_down (build, worker);
  gln_progress_step (build->progress, 1u << (2 * (TASK_LEVEL - task->square.level)));
}

static void *
run_tasks (void *data)
{
  Build *build = data;
  GlnWorker *worker = gln_worker_new (build->mosaic);
  Task task;

  while (pop_task (build, &task))
    {
      if (!gln_progress_cancelled (build->progress))
        do_task (build, worker, &task);
      g_free (task.pieces);
    }
  put_down (build, worker);
  gln_worker_free (worker);
  return NULL;
}

static void
free_list (gpointer data)
{
  g_array_unref (data);
}

/* Which pieces may touch which root, by their boxes. */
static GHashTable *
pieces_by_root (GlnMosaic *mosaic, GlnTree *tree)
{
  GHashTable *lists = g_hash_table_new_full (NULL, NULL, NULL, free_list);

  for (guint32 i = 0; i < mosaic->pieces->len; i++)
    {
      const GlnPiece *piece = &g_array_index (mosaic->pieces, GlnPiece, i);
      const GlnItem *item = gln_mosaic_item (mosaic, piece->item);
      GlnForm form = gln_item_form (item);
      GlnBox box = gln_form_box (&form, piece->part);
      g_autofree GlnRoot **roots = NULL;
      guint n;

      if (gln_box_is_empty (&box) || !gln_tree_holds (tree->kind, item->traits))
        continue;
      roots = gln_tree_roots (tree, &box, TRUE, &n);
      for (guint r = 0; r < n; r++)
        {
          GArray *list = g_hash_table_lookup (lists, roots[r]);
          if (!list)
            {
              list = g_array_new (FALSE, FALSE, sizeof (guint32));
              g_hash_table_insert (lists, roots[r], list);
            }
          g_array_append_val (list, i);
        }
    }
  return lists;
}

static void
push_roots (Build *build)
{
  g_autoptr (GHashTable) lists = pieces_by_root (build->mosaic, &build->mosaic->trees[build->kind]);
  GHashTableIter iter;
  gpointer key, value;

  if (build->progress)
    atomic_fetch_add (&build->progress->total, g_hash_table_size (lists) << (2 * TASK_LEVEL));
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GlnRoot *root = key;
      GArray *list = value;
      GlnSquare square = gln_root_square (root);
      push_task (build, &root->node, &square, (guint32 *) (void *) list->data, list->len);
    }
}

/**
 * gln_mosaic_build_tree:
 * @kind: the tree, which is empty
 * @progress: (nullable): its total grows by what there is to do
 *
 * Places all items in the tree and puts down the sums of its cells.
 *
 * Returns: FALSE when it was cancelled
 */
gboolean
gln_mosaic_build_tree (GlnMosaic *mosaic, GlnTreeKind kind, GlnProgress *progress)
{
  Build build = { .mosaic = mosaic, .kind = kind, .progress = progress, .busy = mosaic->n_threads };
  g_autofree pthread_t *threads = g_new (pthread_t, mosaic->n_threads);
  guint n_started = 0;

  pthread_mutex_init (&build.lock, NULL);
  pthread_mutex_init (&build.put_lock, NULL);
  pthread_cond_init (&build.changed, NULL);
  build.tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  push_roots (&build);
  for (guint i = 1; i < mosaic->n_threads; i++)
    if (pthread_create (&threads[n_started], NULL, run_tasks, &build) == 0)
      n_started++;
  pthread_mutex_lock (&build.lock);
  build.busy -= mosaic->n_threads - 1 - n_started; /* those that did not start */
  pthread_mutex_unlock (&build.lock);
  run_tasks (&build);
  for (guint i = 0; i < n_started; i++)
    pthread_join (threads[i], NULL);
  g_array_unref (build.tasks);
  pthread_mutex_destroy (&build.lock);
  pthread_mutex_destroy (&build.put_lock);
  pthread_cond_destroy (&build.changed);
  return !gln_progress_cancelled (progress);
}
