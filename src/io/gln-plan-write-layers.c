/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-plan-file-private.h"

#include "core/gln-i18n.h"

#include <math.h>
#include <string.h>

/* More keys than this in one layer go to gln_extra: SQLite ends at 2000 columns, people much earlier. */
#define MAX_COLUMNS 500

typedef struct
{
  const char *key; /* interned */
  char *name;      /* of the column */
  GlnValueType type;
  guint n_numbers, n_texts;
} Column;

typedef struct
{
  GlnUuid uuid;
  const GlnLayer *layer; /* NULL: the plan's frame lacks it */
  int position;
  char *table;
  GPtrArray *features;   /* of GlnFeature, by uuid */
  GArray *columns;       /* of Column, by key */
  gboolean kinds[3];     /* which shape kinds occur */
  gboolean multi;
  gboolean discs, structured;
} Group;

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->name);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->table);
  g_ptr_array_unref (group->features);
  g_array_unref (group->columns);
  g_free (group);
}

static Group *
group_new (const GlnUuid *uuid, const GlnLayer *layer, int position)
{
  Group *group = g_new0 (Group, 1);

  group->uuid = *uuid;
  group->layer = layer;
  group->position = position;
  group->features = g_ptr_array_new ();
  group->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (group->columns, column_clear);
  return group;
}

/* A group for every layer of the frame, empty ones too, and one for every layer that only features name. */
static GPtrArray *
make_groups (const GlnPlan *plan)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) by_uuid = g_hash_table_new (gln_uuid_hash, gln_uuid_equal);
  GlnFeatureIter iter;
  GlnFeature *feature;

  for (guint i = 0; i < plan->frame->n_layers; i++)
    {
      Group *group = group_new (&plan->frame->layers[i]->uuid, plan->frame->layers[i], (int) i);
      g_ptr_array_add (groups, group);
      g_hash_table_insert (by_uuid, &group->uuid, group);
    }
  gln_feature_iter_init (&iter, plan->features);
  while ((feature = gln_feature_iter_next (&iter)))
    {
      Group *group = g_hash_table_lookup (by_uuid, &feature->layer);
      if (!group)
        {
          group = group_new (&feature->layer, NULL, -1);
          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_uuid, &group->uuid, group);
        }
      g_ptr_array_add (group->features, feature);
    }
  return groups;
}

static char *
sanitize (const char *name, const char *fallback)
{
  GString *out = g_string_new (NULL);
  glong n = 0;

  for (const char *p = name; *p && n < 60; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (out, g_unichar_iscntrl (c) || strchr ("\"'`[];", (int) (c < 128 ? c : 'a'))
                                        ? '_' : c);
    }
  g_strstrip (out->str);
  out->len = strlen (out->str);
  if (out->len == 0 || g_ascii_strncasecmp (out->str, "gpkg_", 5) == 0
      || g_ascii_strncasecmp (out->str, "gln_", 4) == 0 || g_ascii_strncasecmp (out->str, "rtree_", 6) == 0
      || g_ascii_strncasecmp (out->str, "sqlite_", 7) == 0 || g_ascii_isdigit (*out->str))
    {
      g_autofree char *rest = g_strdup (out->str);
      g_string_printf (out, "%s%s%s", fallback, *rest ? "_" : "", rest);
    }
  return g_string_free (out, FALSE);
}

/* SQLite takes names of either case for one. */
static char *
unique_name (GHashTable *taken, char *wanted)
{
  char *name = g_strdup (wanted);

  for (guint i = 2;; i++)
    {
      char *folded = g_utf8_casefold (name, -1);
      if (g_hash_table_add (taken, folded))
        break;
      g_free (name);
      name = g_strdup_printf ("%s_%u", wanted, i);
    }
  g_free (wanted);
  return name;
}

static GHashTable *
name_set (const char *const *names, guint n)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (set, g_strdup (names[i]));
  return set;
}

static void
count_value (GHashTable *places, GArray *columns, const GlnValue *value)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, value->key));
  Column *column;

  if (!place)
    {
      Column fresh = { .key = value->key };
      g_array_append_val (columns, fresh);
      place = columns->len;
      g_hash_table_insert (places, (gpointer) value->key, GUINT_TO_POINTER (place));
    }
  column = &g_array_index (columns, Column, place - 1);
  if (value->type == GLN_VALUE_TEXT)
    column->n_texts++;
  else
    column->n_numbers++;
}

static void
count_shape (Group *group, const GlnShape *shape)
{
  group->kinds[shape->kind] = TRUE;
  group->discs |= shape->radius_m != 0;
  group->structured |= !gln_shape_is_plain (shape);
  group->multi |= shape->kind == GLN_SHAPE_POLYGONS || shape->kind == GLN_SHAPE_LINES || shape->n_points > 1;
}

static int
by_key (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Column *) a)->key, ((const Column *) b)->key);
}

static gboolean
is_registry_like (const char *key)
{
  return strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (key);
}

/* Of keys that differ in case alone, that of the registry gets the plain name. */
static void
name_columns (Group *group, GHashTable *taken, gboolean registry_like)
{
  for (guint i = 0; i < group->columns->len; i++)
    {
      Column *column = &g_array_index (group->columns, Column, i);
      if (is_registry_like (column->key) != registry_like)
        continue;
      column->type = column->n_texts >= column->n_numbers ? GLN_VALUE_TEXT : GLN_VALUE_NUMBER;
      column->name = unique_name (taken, *column->key ? g_strdelimit (g_strdup (column->key), "\"", '_')
                                                      : g_strdup ("_"));
    }
}

static void
survey_group (Group *group)
{
  static const char *const own[] = { GLN_FEATURE_COLUMNS, "rowid", "oid", "_rowid_" };
  g_autoptr (GHashTable) places = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GHashTable) taken = name_set (own, G_N_ELEMENTS (own));

  for (guint i = 0; i < group->features->len; i++)
    {
      const GlnFeature *feature = g_ptr_array_index (group->features, i);
      for (guint v = 0; feature->values && v < feature->values->n_values; v++)
        count_value (places, group->columns, &feature->values->values[v]);
      if (feature->shape)
        count_shape (group, feature->shape);
    }
  g_array_sort (group->columns, by_key);
  if (group->columns->len > MAX_COLUMNS)
    g_array_set_size (group->columns, MAX_COLUMNS);
  name_columns (group, taken, TRUE);
  name_columns (group, taken, FALSE);
}

static const char *
geometry_type (const Group *group)
{
  guint n = group->kinds[0] + group->kinds[1] + group->kinds[2];

  if (n == 0 && group->layer)
    return group->layer->kind == GLN_LAYER_LINE    ? "MULTILINESTRING"
           : group->layer->kind == GLN_LAYER_POINT ? "POINT"
           : group->layer->kind == GLN_LAYER_COVER ? "GEOMETRY"
                                                   : "MULTIPOLYGON";
  if (n != 1)
    return "GEOMETRY";
  if (group->kinds[GLN_SHAPE_POLYGONS])
    return "MULTIPOLYGON";
  if (group->kinds[GLN_SHAPE_LINES])
    return "MULTILINESTRING";
  return group->multi ? "MULTIPOINT" : "POINT";
}

static gboolean
create_table (sqlite3 *db, const Group *group, GError **error)
{
  GString *sql = g_string_new (NULL);
  g_autofree char *table = gln_sql_quote (group->table);
  gboolean ok;

  g_string_printf (sql, "CREATE TABLE %s (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom %s,"
                        " uuid TEXT, class_code TEXT, phase_from TEXT, phase_until TEXT", table,
                   geometry_type (group));
  if (group->discs)
    g_string_append (sql, ", radius_m DOUBLE");
  if (group->structured)
    g_string_append (sql, ", structure TEXT");
  for (guint i = 0; i < group->columns->len; i++)
    {
      const Column *column = &g_array_index (group->columns, Column, i);
      g_autofree char *name = gln_sql_quote (column->name);
      g_string_append_printf (sql, ", %s %s", name, column->type == GLN_VALUE_TEXT ? "TEXT" : "DOUBLE");
    }
  g_string_append_c (sql, ')');
  ok = gln_sql_exec (db, sql->str, error);
  g_string_free (sql, TRUE);
  return ok;
}

static GlnBox
group_box (const Group *group)
{
  GlnBox box = GLN_BOX_EMPTY;

  for (guint i = 0; i < group->features->len; i++)
    {
      const GlnFeature *feature = g_ptr_array_index (group->features, i);
      if (feature->shape)
        gln_box_add_box (&box, &feature->shape->box);
    }
  return box;
}

static gboolean
register_table (sqlite3 *db, const Group *group, int srs_id)
{
  GlnBox box = group_box (group);
  gboolean empty = gln_box_is_empty (&box), ok;
  GlnSql sql;

  gln_sql_prepare (&sql, db, "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y,"
                             " max_x, max_y, srs_id) VALUES (?,'features',?,?,?,?,?,?)");
  gln_sql_text (&sql, group->table);
  gln_sql_text (&sql, group->table);
  gln_sql_number (&sql, empty ? NAN : box.x0);
  gln_sql_number (&sql, empty ? NAN : box.y0);
  gln_sql_number (&sql, empty ? NAN : box.x1);
  gln_sql_number (&sql, empty ? NAN : box.y1);
  gln_sql_integer (&sql, srs_id);
  ok = gln_sql_run (&sql);
  gln_sql_finish (&sql);
  if (!ok)
    return FALSE;
  gln_sql_prepare (&sql, db, "INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,?,0,0)");
  gln_sql_text (&sql, group->table);
  gln_sql_text (&sql, geometry_type (group));
  gln_sql_integer (&sql, srs_id);
  ok = gln_sql_run (&sql);
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
write_layer_row (sqlite3 *db, const Group *group)
{
  const GlnLayer *layer = group->layer;
  GlnSql sql;
  gboolean ok;

  gln_sql_prepare (&sql, db, "INSERT INTO gln_layers VALUES (?,?,?,?,?,?,?,?,?,?)");
  gln_sql_integer (&sql, group->position);
  gln_sql_text (&sql, gln_uuid_format (&group->uuid, (char[GLN_UUID_STRING_LEN + 1]){ 0 }));
  gln_sql_text (&sql, group->table);
  gln_sql_text (&sql, layer ? gln_layer_kind_id (layer->kind) : NULL);
  gln_sql_text (&sql, layer ? layer->name : NULL);
  gln_sql_text (&sql, layer ? layer->code_system : NULL);
  gln_sql_text (&sql, layer ? layer->role : NULL);
  gln_sql_integer (&sql, layer ? (gint64) layer->flags : 0);
  gln_sql_number (&sql, layer ? layer->opacity : 1);
  gln_sql_text (&sql, layer ? layer->source : NULL);
  ok = gln_sql_run (&sql);
  gln_sql_finish (&sql);
  return ok;
}

static gboolean
write_columns (sqlite3 *db, const Group *group)
{
  GlnSql sql;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, db, "INSERT INTO gln_columns VALUES (?,?,?,?)");
  for (guint i = 0; i < group->columns->len && ok; i++)
    {
      const Column *column = &g_array_index (group->columns, Column, i);
      gln_sql_text (&sql, group->table);
      gln_sql_text (&sql, column->name);
      gln_sql_text (&sql, column->key);
      gln_sql_text (&sql, column->type == GLN_VALUE_TEXT ? "text" : "number");
      ok = gln_sql_run (&sql);
    }
  gln_sql_finish (&sql);
  return ok;
}

static char *
structure_text (const GlnShape *shape)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < shape->n_parts; i++)
    g_string_append_printf (out, "%s%u", i ? "," : "", shape->part_start[i]);
  g_string_append_c (out, ';');
  for (guint i = 0; i < shape->n_rings; i++)
    g_string_append_printf (out, "%s%u", i ? "," : "", shape->ring_start[i]);
  return g_string_free (out, FALSE);
}

static void
bind_shape (GlnSql *sql, const Group *group, const GlnShape *shape, int srs_id)
{
  if (shape)
    {
      g_autoptr (GByteArray) blob = gln_gpkg_geometry_write (shape, srs_id, group->multi);
      gln_sql_blob (sql, blob->data, blob->len);
    }
  else
    gln_sql_null (sql);
}

/* A value goes to its column when it has the column's type, else to gln_extra: types survive. */
static gboolean
bind_columns (GlnSql *sql, GlnSql *extra, const Group *group, const GlnFeature *feature)
{
  guint n = feature->values ? feature->values->n_values : 0, v = 0;
  char uuid[GLN_UUID_STRING_LEN + 1];

  for (guint c = 0; c < group->columns->len || v < n;)
    {
      const Column *column = c < group->columns->len ? &g_array_index (group->columns, Column, c) : NULL;
      const GlnValue *value = v < n ? &feature->values->values[v] : NULL;
      gboolean here = column && value && column->key == value->key;
      gboolean fits = here && column->type == value->type
                      && (value->type == GLN_VALUE_TEXT || !isnan (value->number));

      if (fits && value->type == GLN_VALUE_TEXT)
        gln_sql_text (sql, value->text);
      else if (fits)
        gln_sql_number (sql, value->number);
      else if (column && (here || !value || strcmp (column->key, value->key) < 0))
        gln_sql_null (sql);
      if (value && !fits && (here || !column || strcmp (value->key, column->key) < 0))
        {
          gln_sql_text (extra, gln_uuid_format (&feature->uuid, uuid));
          gln_sql_text (extra, value->key);
          gln_sql_number (extra, value->type == GLN_VALUE_NUMBER ? value->number : NAN);
          gln_sql_text (extra, value->type == GLN_VALUE_TEXT ? value->text : NULL);
          if (!gln_sql_run (extra))
            return FALSE;
          v++;
          c += here;
        }
      else
        {
          c++;
          v += here;
        }
    }
  return TRUE;
}

static char *
insert_text (const Group *group)
{
  g_autofree char *table = gln_sql_quote (group->table);
  GString *sql = g_string_new (NULL);
  guint n = 5 + group->discs + group->structured;

  g_string_printf (sql, "INSERT INTO %s (geom, uuid, class_code, phase_from, phase_until%s%s", table,
                   group->discs ? ", radius_m" : "", group->structured ? ", structure" : "");
  for (guint i = 0; i < group->columns->len; i++)
    {
      g_autofree char *name = gln_sql_quote (g_array_index (group->columns, Column, i).name);
      g_string_append_printf (sql, ", %s", name);
    }
  g_string_append (sql, ") VALUES (");
  for (guint i = 0; i < n + group->columns->len; i++)
    g_string_append (sql, i ? ",?" : "?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static gboolean
write_feature (GlnSql *sql, GlnSql *extra, const Group *group, const GlnFeature *feature, int srs_id)
{
  const GlnShape *shape = feature->shape;

  bind_shape (sql, group, shape, srs_id);
  gln_sql_text (sql, gln_uuid_format (&feature->uuid, (char[GLN_UUID_STRING_LEN + 1]){ 0 }));
  gln_sql_text (sql, feature->class_code);
  gln_sql_text (sql, feature->from);
  gln_sql_text (sql, feature->until);
  if (group->discs)
    gln_sql_number (sql, shape && shape->radius_m != 0 ? shape->radius_m : NAN);
  if (group->structured)
    {
      g_autofree char *text = shape && !gln_shape_is_plain (shape) ? structure_text (shape) : NULL;
      gln_sql_text (sql, text);
    }
  return bind_columns (sql, extra, group, feature) && gln_sql_run (sql);
}

static gboolean
write_features (sqlite3 *db, const Group *group, int srs_id, GlnProgress *progress, GError **error)
{
  g_autofree char *text = insert_text (group);
  GlnSql sql, extra;
  gboolean ok = TRUE;

  gln_sql_prepare (&sql, db, text);
  gln_sql_prepare (&extra, db, "INSERT INTO gln_extra VALUES (?,?,?,?)");
  for (guint i = 0; i < group->features->len && ok && !gln_progress_cancelled (progress); i++)
    {
      ok = write_feature (&sql, &extra, group, g_ptr_array_index (group->features, i), srs_id);
      gln_progress_step (progress, 1);
    }
  ok = ok && sql.rc == SQLITE_OK && extra.rc == SQLITE_OK;
  if (!ok)
    gln_sql_fail (db, error, _ ("The features could not be written"));
  gln_sql_finish (&sql);
  gln_sql_finish (&extra);
  if (ok && gln_progress_cancelled (progress))
    {
      g_set_error_literal (error, GLN_ERROR, GLN_ERROR_CANCELLED, _ ("Saving was cancelled"));
      return FALSE;
    }
  return ok;
}

static gboolean
write_group (sqlite3 *db, Group *group, int srs_id, GlnProgress *progress, GError **error)
{
  survey_group (group);
  if (!create_table (db, group, error))
    return FALSE;
  if (!register_table (db, group, srs_id) || !write_layer_row (db, group) || !write_columns (db, group))
    return gln_sql_fail (db, error, _ ("A layer could not be written"));
  return write_features (db, group, srs_id, progress, error);
}

/* gln_plan_write_layers: a feature table for every layer of @plan. */
gboolean
gln_plan_write_layers (sqlite3 *db, const GlnPlan *plan, int srs_id, GlnProgress *progress, GError **error)
{
  static const char *const own[] = { "layer_styles", "qgis_projects" };
  g_autoptr (GPtrArray) groups = make_groups (plan);
  g_autoptr (GHashTable) taken = name_set (own, G_N_ELEMENTS (own));

  if (progress)
    atomic_store (&progress->total, gln_feature_map_size (plan->features));
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = g_ptr_array_index (groups, i);
      const char *fallback = group->layer ? gln_layer_kind_id (group->layer->kind) : "unplaced";
      group->table = unique_name (taken, sanitize (group->layer ? group->layer->name : "", fallback));
      if (!write_group (db, group, srs_id, progress, error))
        return FALSE;
    }
  return TRUE;
}
