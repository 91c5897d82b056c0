/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gln-codec-private.h"

#include <string.h>

#define NO_TEXT 0xffffffffu

void
gln_write_u8 (GByteArray *out, guint8 value)
{
  g_byte_array_append (out, &value, 1);
}

void
gln_write_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &value, sizeof value);
}

void
gln_write_u64 (GByteArray *out, guint64 value)
{
  value = GUINT64_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &value, sizeof value);
}

/* The bits as they are: -0, NaN and the last digit survive. */
void
gln_write_double (GByteArray *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  gln_write_u64 (out, bits);
}

void
gln_write_text (GByteArray *out, const char *text)
{
  gsize n = text ? strlen (text) : 0;

  gln_write_u32 (out, text ? (guint32) n : NO_TEXT);
  g_byte_array_append (out, (const guint8 *) (text ? text : ""), (guint) n);
}

static void
write_uuid (GByteArray *out, const GlnUuid *uuid)
{
  g_byte_array_append (out, uuid->bytes, sizeof uuid->bytes);
}

static void
write_values (GByteArray *out, const GlnValues *set)
{
  guint n = set ? set->n_values : 0;

  gln_write_u32 (out, n);
  for (guint i = 0; i < n; i++)
    {
      const GlnValue *value = &set->values[i];
      gln_write_text (out, value->key);
      gln_write_u8 (out, (guint8) value->type);
      if (value->type == GLN_VALUE_TEXT)
        gln_write_text (out, value->text);
      else
        gln_write_double (out, value->number);
    }
}

static void
write_shape (GByteArray *out, const GlnShape *shape)
{
  gln_write_u8 (out, shape != NULL);
  if (!shape)
    return;
  gln_write_u8 (out, (guint8) shape->kind);
  gln_write_double (out, shape->radius_m);
  gln_write_u32 (out, shape->n_parts);
  gln_write_u32 (out, shape->n_rings);
  gln_write_u32 (out, shape->n_points);
  for (guint i = 0; i < shape->n_parts; i++)
    gln_write_u32 (out, shape->part_start[i]);
  for (guint i = 0; i < shape->n_rings; i++)
    gln_write_u32 (out, shape->ring_start[i]);
  for (guint i = 0; i < shape->n_points; i++)
    {
      gln_write_double (out, shape->points[i].x);
      gln_write_double (out, shape->points[i].y);
    }
}

/* gln_write_feature: appends every field of @feature. */
void
gln_write_feature (GByteArray *out, const GlnFeature *feature)
{
  write_uuid (out, &feature->uuid);
  write_uuid (out, &feature->layer);
  gln_write_text (out, feature->class_code);
  gln_write_text (out, feature->from);
  gln_write_text (out, feature->until);
  write_values (out, feature->values);
  write_shape (out, feature->shape);
}

static void
write_layer (GByteArray *out, const GlnLayer *layer)
{
  write_uuid (out, &layer->uuid);
  gln_write_text (out, gln_layer_kind_id (layer->kind));
  gln_write_text (out, layer->name);
  gln_write_text (out, layer->code_system);
  gln_write_text (out, layer->role);
  gln_write_u32 (out, (guint32) layer->flags);
  gln_write_double (out, layer->opacity);
  gln_write_text (out, layer->source);
}

static void
write_phase_lists (GByteArray *out, const GlnPhase *phase)
{
  gln_write_u32 (out, phase->n_targets);
  for (guint i = 0; i < phase->n_targets; i++)
    {
      gln_write_text (out, phase->targets[i].indicator);
      gln_write_text (out, phase->targets[i].op);
      gln_write_double (out, phase->targets[i].value);
      gln_write_double (out, phase->targets[i].value2);
    }
  gln_write_u32 (out, phase->n_entries);
  for (guint i = 0; i < phase->n_entries; i++)
    {
      gln_write_text (out, phase->entries[i].indicator);
      gln_write_double (out, phase->entries[i].value);
      gln_write_text (out, phase->entries[i].evidence);
      gln_write_text (out, phase->entries[i].department);
      gln_write_text (out, phase->entries[i].date);
    }
  gln_write_u32 (out, g_strv_length (phase->editions));
  for (char **e = phase->editions; *e; e++)
    gln_write_text (out, *e);
}

static void
write_phase (GByteArray *out, const GlnPhase *phase)
{
  gln_write_text (out, phase->id);
  gln_write_text (out, phase->name);
  gln_write_u32 (out, (guint32) phase->year);
  write_uuid (out, &phase->land_use);
  gln_write_u32 (out, GLN_N_SCOPES);
  for (guint i = 0; i < GLN_N_SCOPES; i++)
    write_uuid (out, &phase->boundary[i]);
  gln_write_double (out, phase->population);
  gln_write_text (out, phase->population_kind);
  gln_write_u32 (out, (guint32) phase->population_year);
  gln_write_text (out, phase->population_source);
  gln_write_text (out, gln_attached_method_id (phase->attached));
  gln_write_text (out, gln_coverage_method_id (phase->coverage));
  gln_write_u8 (out, phase->judged != 0);
  write_values (out, phase->conditions);
  write_phase_lists (out, phase);
}

/* gln_write_frame: appends every field of @frame with its layers and phases. */
void
gln_write_frame (GByteArray *out, const GlnFrame *frame)
{
  write_uuid (out, &frame->uuid);
  gln_write_text (out, frame->name);
  gln_write_text (out, frame->crs);
  write_values (out, frame->settings);
  gln_write_u32 (out, frame->n_layers);
  for (guint i = 0; i < frame->n_layers; i++)
    write_layer (out, frame->layers[i]);
  gln_write_u32 (out, frame->n_phases);
  for (guint i = 0; i < frame->n_phases; i++)
    write_phase (out, frame->phases[i]);
}

static void
write_optional_feature (GByteArray *out, const GlnFeature *feature)
{
  gln_write_u8 (out, feature != NULL);
  if (feature)
    gln_write_feature (out, feature);
}

/* gln_write_delta: appends what @delta changes, before and after. */
void
gln_write_delta (GByteArray *out, const GlnDelta *delta)
{
  gln_write_u32 (out, GLN_CODEC_VERSION);
  gln_write_u32 (out, delta->n_changes);
  for (guint i = 0; i < delta->n_changes; i++)
    {
      write_optional_feature (out, delta->changes[i].before);
      write_optional_feature (out, delta->changes[i].after);
    }
  gln_write_u8 (out, delta->frame_before != NULL);
  if (delta->frame_before)
    {
      gln_write_frame (out, delta->frame_before);
      gln_write_frame (out, delta->frame_after);
    }
}

/* Reading ------------------------------------------------------------------------------------ */

static gboolean
take (GlnReader *in, void *to, gsize n)
{
  if (in->bad || in->length - in->at < n)
    {
      in->bad = TRUE;
      memset (to, 0, n);
      return FALSE;
    }
  memcpy (to, in->data + in->at, n);
  in->at += n;
  return TRUE;
}

guint8
gln_read_u8 (GlnReader *in)
{
  guint8 value;

  take (in, &value, 1);
  return value;
}

guint32
gln_read_u32 (GlnReader *in)
{
  guint32 value;

  take (in, &value, sizeof value);
  return GUINT32_FROM_LE (value);
}

guint64
gln_read_u64 (GlnReader *in)
{
  guint64 value;

  take (in, &value, sizeof value);
  return GUINT64_FROM_LE (value);
}

double
gln_read_double (GlnReader *in)
{
  guint64 bits = gln_read_u64 (in);
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

/* A count of things that need at least @least bytes each: a wrong one is found before memory is asked for. */
static guint32
read_count (GlnReader *in, gsize least)
{
  guint32 n = gln_read_u32 (in);

  if (!in->bad && n > (in->length - in->at) / least)
    in->bad = TRUE;
  return in->bad ? 0 : n;
}

/* gln_read_text: (transfer full) (nullable): NULL stands for no text, and for bad input. */
char *
gln_read_text (GlnReader *in)
{
  guint32 n = gln_read_u32 (in);
  char *text;

  if (n == NO_TEXT || in->bad)
    return NULL;
  if (n > in->length - in->at || !g_utf8_validate ((const char *) in->data + in->at, n, NULL))
    {
      in->bad = TRUE;
      return NULL;
    }
  text = g_strndup ((const char *) in->data + in->at, n);
  in->at += n;
  return text;
}

/* A text that must not be missing. */
static char *
read_some_text (GlnReader *in)
{
  char *text = gln_read_text (in);

  if (!text)
    in->bad = TRUE;
  return text ? text : g_strdup ("");
}

static const char *
read_interned (GlnReader *in)
{
  g_autofree char *text = gln_read_text (in);

  return g_intern_string (text);
}

static GlnUuid
read_uuid (GlnReader *in)
{
  GlnUuid uuid;

  take (in, uuid.bytes, sizeof uuid.bytes);
  return uuid;
}

static GlnValues *
read_values (GlnReader *in)
{
  guint32 n = read_count (in, 9);
  g_autofree GlnValue *values = g_new0 (GlnValue, MAX (1, n));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint32 i = 0; i < n && !in->bad; i++)
    {
      const char *key = read_interned (in);
      values[i].key = key ? key : "";
      values[i].type = gln_read_u8 (in) == GLN_VALUE_TEXT ? GLN_VALUE_TEXT : GLN_VALUE_NUMBER;
      if (values[i].type == GLN_VALUE_TEXT)
        {
          values[i].text = read_some_text (in);
          g_ptr_array_add (texts, (char *) values[i].text);
        }
      else
        values[i].number = gln_read_double (in);
    }
  return in->bad ? NULL : gln_values_new (values, n);
}

/**
 * gln_shape_from_arrays:
 *
 * A shape of exactly these arrays. Starts must rise from 0; @n_points must not be 0.
 *
 * Returns: (transfer full) (nullable): NULL when the starts make no sense
 */
GlnShape *
gln_shape_from_arrays (GlnShapeKind kind, const GlnPoint *points, guint n_points,
                       const guint32 *ring_start, guint n_rings, const guint32 *part_start,
                       guint n_parts, double radius_m)
{
  GlnShapeBuilder builder;
  guint32 last;

  if (n_points == 0 || n_rings == 0 || n_parts == 0 || ring_start[0] != 0 || part_start[0] != 0)
    return NULL;
  for (guint i = 1; i < n_rings; i++)
    if (ring_start[i] < ring_start[i - 1] || ring_start[i] > n_points)
      return NULL;
  for (guint i = 1; i < n_parts; i++)
    if (part_start[i] < part_start[i - 1] || part_start[i] > n_rings)
      return NULL;
  gln_shape_builder_init (&builder, kind);
  builder.radius_m = radius_m;
  g_array_append_vals (builder.points, points, n_points);
  g_array_append_vals (builder.ring_start, ring_start, n_rings);
  g_array_append_vals (builder.part_start, part_start, n_parts);
  last = ring_start[n_rings - 1];
  /* The builder takes one closing point away; a ring that really ends where it began gets one more. */
  if (kind == GLN_SHAPE_POLYGONS && n_points > last + 1 && points[last].x == points[n_points - 1].x
      && points[last].y == points[n_points - 1].y)
    g_array_append_val (builder.points, points[last]);
  return gln_shape_builder_end (&builder);
}

static GlnShape *
read_shape (GlnReader *in)
{
  g_autoptr (GArray) starts = NULL, points = NULL;
  guint32 n_parts, n_rings, n_points, kind;
  GlnShape *shape = NULL;
  double radius_m;

  if (!gln_read_u8 (in))
    return NULL;
  kind = gln_read_u8 (in);
  radius_m = gln_read_double (in);
  n_parts = read_count (in, 4);
  n_rings = read_count (in, 4);
  n_points = read_count (in, sizeof (GlnPoint));
  starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  points = g_array_sized_new (FALSE, FALSE, sizeof (GlnPoint), n_points);
  for (guint64 i = 0; i < (guint64) n_parts + n_rings && !in->bad; i++)
    {
      guint32 start = gln_read_u32 (in);
      g_array_append_val (starts, start);
    }
  for (guint32 i = 0; i < n_points && !in->bad; i++)
    {
      GlnPoint point;
      point.x = gln_read_double (in);
      point.y = gln_read_double (in);
      g_array_append_val (points, point);
    }
  if (!in->bad && kind <= GLN_SHAPE_POLYGONS)
    shape = gln_shape_from_arrays ((GlnShapeKind) kind, (GlnPoint *) (void *) points->data, n_points,
                                   (guint32 *) (void *) starts->data + n_parts, n_rings,
                                   (guint32 *) (void *) starts->data, n_parts, radius_m);
  in->bad |= shape == NULL;
  return shape;
}

/* gln_read_feature: (transfer full) (nullable): NULL when the bytes are bad. */
GlnFeature *
gln_read_feature (GlnReader *in)
{
  GlnUuid uuid = read_uuid (in), layer = read_uuid (in);
  const char *class_code = read_interned (in), *from = read_interned (in), *until = read_interned (in);
  g_autoptr (GlnValues) values = read_values (in);
  g_autoptr (GlnShape) shape = read_shape (in);
  g_autoptr (GlnFeature) feature = NULL;

  if (in->bad)
    return NULL;
  feature = gln_feature_new (&uuid, &layer, class_code, shape, values);
  return from || until ? gln_feature_with_phases (feature, from, until) : g_steal_pointer (&feature);
}

static GlnLayer *
read_layer (GlnReader *in)
{
  GlnUuid uuid = read_uuid (in);
  g_autofree char *kind_id = read_some_text (in), *name = read_some_text (in);
  const char *codes = read_interned (in), *role = read_interned (in);
  GlnLayerFlags flags = (GlnLayerFlags) gln_read_u32 (in);
  double opacity = gln_read_double (in);
  g_autofree char *source = gln_read_text (in);
  g_autoptr (GlnLayer) plain = NULL, flagged = NULL, faded = NULL;
  GlnLayerKind kind;

  if (in->bad || !gln_layer_kind_parse (kind_id, &kind))
    {
      in->bad = TRUE;
      return NULL;
    }
  plain = gln_layer_new (&uuid, kind, name, codes, role);
  flagged = gln_layer_with_flags (plain, flags);
  faded = gln_layer_with_opacity (flagged, opacity);
  return source ? gln_layer_with_source (faded, source) : g_steal_pointer (&faded);
}

static void
read_phase_lists (GlnReader *in, GlnPhaseSpec *spec)
{
  for (guint32 n = read_count (in, 24); n > 0 && !in->bad; n--)
    {
      GlnTarget target;
      target.indicator = read_interned (in);
      target.op = read_interned (in);
      target.value = gln_read_double (in);
      target.value2 = gln_read_double (in);
      g_array_append_val (spec->targets, target);
    }
  for (guint32 n = read_count (in, 24); n > 0 && !in->bad; n--)
    {
      GlnEntry entry;
      entry.indicator = read_interned (in);
      entry.value = gln_read_double (in);
      entry.evidence = gln_read_text (in);
      entry.department = gln_read_text (in);
      entry.date = gln_read_text (in);
      g_array_append_val (spec->entries, entry);
    }
  for (guint32 n = read_count (in, 4); n > 0 && !in->bad; n--)
    g_ptr_array_add (spec->editions, read_some_text (in));
}

static void
replace (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

static void
read_phase_spec (GlnReader *in, GlnPhaseSpec *spec)
{
  g_autofree char *attached = NULL, *coverage = NULL;
  guint32 n_scopes;

  replace (&spec->name, read_some_text (in));
  spec->year = (int) gln_read_u32 (in);
  spec->land_use = read_uuid (in);
  n_scopes = read_count (in, sizeof (GlnUuid));
  for (guint32 i = 0; i < n_scopes; i++)
    {
      GlnUuid uuid = read_uuid (in);
      if (i < GLN_N_SCOPES)
        spec->boundary[i] = uuid;
    }
  spec->population = gln_read_double (in);
  replace (&spec->population_kind, read_some_text (in));
  spec->population_year = (int) gln_read_u32 (in);
  replace (&spec->population_source, read_some_text (in));
  attached = read_some_text (in);
  coverage = read_some_text (in);
  if (!gln_attached_method_parse (attached, &spec->attached)
      || !gln_coverage_method_parse (coverage, &spec->coverage))
    in->bad = TRUE;
  spec->judged = gln_read_u8 (in) != 0;
  spec->conditions = read_values (in);
  read_phase_lists (in, spec);
}

static GlnPhase *
read_phase (GlnReader *in)
{
  g_autofree char *id = read_some_text (in);
  g_auto (GlnPhaseSpec) spec = { 0 };

  gln_phase_spec_init (&spec, id);
  read_phase_spec (in, &spec);
  return in->bad ? NULL : gln_phase_new (&spec);
}

/* gln_read_frame: (transfer full) (nullable): NULL when the bytes are bad. */
GlnFrame *
gln_read_frame (GlnReader *in)
{
  GlnUuid uuid = read_uuid (in);
  g_autofree char *name = read_some_text (in), *crs = read_some_text (in);
  g_autoptr (GlnValues) settings = read_values (in);
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_layer_unref);
  g_autoptr (GPtrArray) phases = g_ptr_array_new_with_free_func ((GDestroyNotify) gln_phase_unref);

  for (guint32 n = read_count (in, 16); n > 0 && !in->bad; n--)
    {
      GlnLayer *layer = read_layer (in);
      if (layer)
        g_ptr_array_add (layers, layer);
    }
  for (guint32 n = read_count (in, 16); n > 0 && !in->bad; n--)
    {
      GlnPhase *phase = read_phase (in);
      if (phase)
        g_ptr_array_add (phases, phase);
    }
  if (phases->len == 0 || phases->len > GLN_MAX_PHASES)
    in->bad = TRUE;
  return in->bad ? NULL
                 : gln_frame_new (&uuid, name, crs, (GlnLayer **) layers->pdata, layers->len,
                                  (GlnPhase **) phases->pdata, phases->len, settings);
}

static void
change_clear (gpointer data)
{
  GlnChange *change = data;

  g_clear_pointer (&change->before, gln_feature_unref);
  g_clear_pointer (&change->after, gln_feature_unref);
}

/* gln_read_delta: (transfer full) (nullable): NULL when the bytes are bad or of a newer version. */
GlnDelta *
gln_read_delta (GlnReader *in)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (GlnChange));
  g_autoptr (GlnFrame) before = NULL, after = NULL;

  g_array_set_clear_func (changes, change_clear);
  if (gln_read_u32 (in) != GLN_CODEC_VERSION)
    in->bad = TRUE;
  for (guint32 n = read_count (in, 2); n > 0 && !in->bad; n--)
    {
      GlnChange change = { .before = NULL };
      if (gln_read_u8 (in))
        change.before = gln_read_feature (in);
      if (!in->bad && gln_read_u8 (in))
        change.after = gln_read_feature (in);
      if (!change.before && !change.after)
        in->bad = TRUE;
      else
        change.uuid = change.after ? change.after->uuid : change.before->uuid;
      g_array_append_val (changes, change);
    }
  if (!in->bad && gln_read_u8 (in))
    {
      before = gln_read_frame (in);
      after = in->bad ? NULL : gln_read_frame (in);
    }
  if (in->bad)
    return NULL;
  return gln_delta_new ((GlnChange *) (void *) changes->data, changes->len, before, after);
}
