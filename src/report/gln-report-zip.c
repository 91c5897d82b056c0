/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gln-report-zip.h"

#include <string.h>

/* PKWARE APPNOTE 6.3: versions, methods, signatures. */
#define LOCAL_SIGNATURE 0x04034b50u
#define DIRECTORY_SIGNATURE 0x02014b50u
#define END_SIGNATURE 0x06054b50u
#define VERSION 20
#define STORED 0
#define DEFLATED 8
#define UTF8_NAMES 0x0800
/* 1980-01-01 00:00, the first date of the format: the same report, the same bytes. */
#define DOS_DATE 0x0021
#define DOS_TIME 0

static guint32
crc32_of (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
  return ~crc;
}

static void
put16 (GByteArray *out, guint value)
{
  guint16 little = GUINT16_TO_LE ((guint16) value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

static void
put32 (GByteArray *out, gsize value)
{
  guint32 little = GUINT32_TO_LE ((guint32) value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

void
gln_zip_init (GlnZip *zip)
{
  *zip = (GlnZip){ g_byte_array_new (), g_byte_array_new (), 0 };
}

static GByteArray *
deflated (const void *data, gsize size, GError **error)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 6);
  gsize room = size + size / 8 + 256, n_read, n_written; /* more than the worst case of deflate */
  GByteArray *packed = g_byte_array_new ();

  g_byte_array_set_size (packed, (guint) room);
  if (g_converter_convert (G_CONVERTER (compressor), data, size, packed->data, room,
                           G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error)
      != G_CONVERTER_FINISHED)
    {
      g_byte_array_unref (packed);
      return NULL;
    }
  g_byte_array_set_size (packed, (guint) n_written);
  return packed;
}

/* The fields that local header and directory share. */
static void
put_facts (GByteArray *out, guint method, guint32 crc, gsize packed, gsize size, gsize name_length)
{
  put16 (out, VERSION);
  put16 (out, UTF8_NAMES);
  put16 (out, method);
  put16 (out, DOS_TIME);
  put16 (out, DOS_DATE);
  put32 (out, crc);
  put32 (out, packed);
  put32 (out, size);
  put16 (out, (guint) name_length);
  put16 (out, 0); /* no extra field */
}

/* Adds a file; pictures are packed already and need no compression. */
gboolean
gln_zip_add (GlnZip *zip, const char *name, const void *data, gsize size, gboolean compress,
             GError **error)
{
  g_autoptr (GByteArray) packed = compress && size ? deflated (data, size, error) : NULL;
  guint method = packed ? DEFLATED : STORED;
  gsize length = packed ? packed->len : size, at = zip->out->len, name_length = strlen (name);
  guint32 crc = crc32_of (data, size);

  if (compress && size && !packed)
    return FALSE;
  put32 (zip->out, LOCAL_SIGNATURE);
  put_facts (zip->out, method, crc, length, size, name_length);
  g_byte_array_append (zip->out, (const guint8 *) name, (guint) name_length);
  g_byte_array_append (zip->out, packed ? packed->data : data, (guint) length);

  put32 (zip->directory, DIRECTORY_SIGNATURE);
  put16 (zip->directory, VERSION);
  put_facts (zip->directory, method, crc, length, size, name_length);
  put16 (zip->directory, 0); /* no comment */
  put16 (zip->directory, 0); /* first disk */
  put16 (zip->directory, 0);
  put32 (zip->directory, 0);
  put32 (zip->directory, at);
  g_byte_array_append (zip->directory, (const guint8 *) name, (guint) name_length);
  zip->n_parts++;
  return TRUE;
}

/* Returns: (transfer full): the whole file; @zip is empty after it */
GBytes *
gln_zip_finish (GlnZip *zip)
{
  gsize at = zip->out->len;

  g_byte_array_append (zip->out, zip->directory->data, zip->directory->len);
  put32 (zip->out, END_SIGNATURE);
  put16 (zip->out, 0);
  put16 (zip->out, 0);
  put16 (zip->out, zip->n_parts);
  put16 (zip->out, zip->n_parts);
  put32 (zip->out, zip->directory->len);
  put32 (zip->out, at);
  put16 (zip->out, 0);
  g_clear_pointer (&zip->directory, g_byte_array_unref);
  return g_byte_array_free_to_bytes (g_steal_pointer (&zip->out));
}

void
gln_zip_clear (GlnZip *zip)
{
  g_clear_pointer (&zip->out, g_byte_array_unref);
  g_clear_pointer (&zip->directory, g_byte_array_unref);
}
