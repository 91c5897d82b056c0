/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-uuid.h"

static GMutex uuid_lock;
static GRand *uuid_rand;
static gint64 uuid_last_ms;
static guint uuid_counter;
static gboolean uuid_fixed_clock;

/**
 * gln_uuid_seed:
 * @seed: start of the sequence
 *
 * Makes every later gln_uuid_new() of this process deterministic. For tests
 * and for reproducible imports; never called while a person is editing.
 */
void
gln_uuid_seed (guint64 seed)
{
  guint32 parts[2] = { (guint32) seed, (guint32) (seed >> 32) };

  g_mutex_lock (&uuid_lock);
  g_clear_pointer (&uuid_rand, g_rand_free);
  uuid_rand = g_rand_new_with_seed_array (parts, 2);
  uuid_last_ms = 0;
  uuid_counter = 0;
  uuid_fixed_clock = TRUE;
  g_mutex_unlock (&uuid_lock);
}

/* Twelve bits of counter follow the milliseconds; when a burst exhausts them
 * the clock is pushed on, so ids of one process are strictly increasing even
 * while a million features are imported or the wall clock jumps back. */
static gint64
next_tick (guint *counter)
{
  gint64 now = uuid_fixed_clock ? uuid_last_ms : g_get_real_time () / 1000;

  if (now > uuid_last_ms)
    {
      uuid_last_ms = now;
      uuid_counter = 0;
    }
  else if (++uuid_counter > 0xfff)
    {
      uuid_last_ms++;
      uuid_counter = 0;
    }
  *counter = uuid_counter;
  return uuid_last_ms;
}

/**
 * gln_uuid_new:
 * @uuid: (out): the new id
 *
 * Makes a version 7 id (RFC 9562) that is higher than every id made before in
 * this process. Thread safe.
 */
void
gln_uuid_new (GlnUuid *uuid)
{
  guint counter;
  gint64 ms;

  g_mutex_lock (&uuid_lock);
  if (!uuid_rand)
    uuid_rand = g_rand_new ();
  ms = next_tick (&counter);
  for (guint i = 0; i < 6; i++)
    uuid->bytes[i] = (guint8) (ms >> (40 - 8 * i));
  uuid->bytes[6] = (guint8) (0x70 | (counter >> 8));
  uuid->bytes[7] = (guint8) counter;
  for (guint i = 8; i < 16; i += 4)
    {
      guint32 r = g_rand_int (uuid_rand);
      memcpy (uuid->bytes + i, &r, 4);
    }
  uuid->bytes[8] = (guint8) (0x80 | (uuid->bytes[8] & 0x3f));
  g_mutex_unlock (&uuid_lock);
}

/**
 * gln_uuid_parse:
 * @text: the usual form of 36 characters, with or without braces
 * @uuid: (out): the id
 *
 * Returns: whether @text was an id; @uuid is untouched otherwise.
 */
gboolean
gln_uuid_parse (const char *text, GlnUuid *uuid)
{
  GlnUuid out;
  guint n = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  if (*text == '{')
    text++;
  for (; *text && *text != '}'; text++)
    {
      int hex;
      if (*text == '-')
        continue;
      hex = g_ascii_xdigit_value (*text);
      if (hex < 0 || n == 32)
        return FALSE;
      out.bytes[n / 2] = (guint8) (n % 2 ? out.bytes[n / 2] | hex : hex << 4);
      n++;
    }
  if (n != 32)
    return FALSE;
  *uuid = out;
  return TRUE;
}

/**
 * gln_uuid_format:
 * @uuid: an id
 * @text: (out): room for 37 bytes
 *
 * Returns: (transfer none): @text
 */
char *
gln_uuid_format (const GlnUuid *uuid, char text[GLN_UUID_STRING_LEN + 1])
{
  static const char digits[] = "0123456789abcdef";
  char *p = text;

  for (guint i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *p++ = '-';
      *p++ = digits[uuid->bytes[i] >> 4];
      *p++ = digits[uuid->bytes[i] & 15];
    }
  *p = '\0';
  return text;
}

/** gln_uuid_hash: a GHashFunc over #GlnUuid keys. */
guint
gln_uuid_hash (gconstpointer uuid)
{
  guint32 words[4];
  memcpy (words, uuid, sizeof words);
  /* The last words are the random ones. */
  return words[3] ^ (words[2] * 31u) ^ (words[1] * 131u) ^ words[0];
}

/** gln_uuid_equal: a GEqualFunc over #GlnUuid keys. */
gboolean
gln_uuid_equal (gconstpointer a, gconstpointer b)
{
  return gln_uuid_compare (a, b) == 0;
}
