/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-city SIZE info | gpkg FILE | copy FOLDER: the made-up city for other software. */
#include "city.h"
#include "measure.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

static const char *const tables[CITY_N_KINDS] = { "parcels", "greens", "cover", "districts", "boundary" };

static void
put (GByteArray *bytes, gconstpointer data, gsize size)
{
  g_byte_array_append (bytes, data, (guint) size);
}

static void
put_ring (GByteArray *wkb, const GlnShape *shape, guint ring)
{
  guint32 first = shape->ring_start[ring], n = shape->ring_start[ring + 1] - first, closed = n + 1;

  put (wkb, &closed, sizeof closed);
  put (wkb, shape->points + first, n * sizeof (GlnPoint));
  put (wkb, shape->points + first, sizeof (GlnPoint));
}

/* Polygon of well-known binary in the byte order of this machine; with @srid the extended kind of PostGIS.
 * Every feature of the city is a single polygon. */
static void
shape_to_wkb (const GlnShape *shape, guint32 srid, GByteArray *wkb)
{
  guint8 order = G_BYTE_ORDER == G_LITTLE_ENDIAN;
  guint32 type = srid ? 0x20000003u : 3u;

  g_assert (shape->kind == GLN_SHAPE_POLYGONS && shape->n_parts == 1);
  g_byte_array_set_size (wkb, 0);
  put (wkb, &order, 1);
  put (wkb, &type, sizeof type);
  if (srid)
    put (wkb, &srid, sizeof srid);
  put (wkb, &shape->n_rings, sizeof shape->n_rings);
  for (guint r = 0; r < shape->n_rings; r++)
    put_ring (wkb, shape, r);
}

static void
write_hex (FILE *file, const GByteArray *bytes)
{
  static const char digits[] = "0123456789ABCDEF";

  for (guint i = 0; i < bytes->len; i++)
    {
      putc_unlocked (digits[bytes->data[i] >> 4], file);
      putc_unlocked (digits[bytes->data[i] & 15], file);
    }
}

static gboolean
copy_table (const City *city, CityKind kind, const char *folder)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.copy", folder, tables[kind]);
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  FILE *file = fopen (path, "w");

  if (!file)
    {
      fprintf (stderr, "bench-city: cannot write %s\n", path);
      return FALSE;
    }
  for (guint i = 0; i < city->features[kind]->len; i++)
    {
      const GlnFeature *feature = city_feature (city, kind, i);
      fprintf (file, "%u\t%s\t", i, feature->class_code);
      shape_to_wkb (feature->shape, 4547, wkb);
      write_hex (file, wkb);
      putc_unlocked ('\n', file);
    }
  return fclose (file) == 0;
}

static OGRLayerH
gpkg_layer (GDALDatasetH dataset, const char *name)
{
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  OGRFieldDefnH id = OGR_Fld_Create ("id", OFTInteger), cls = OGR_Fld_Create ("cls", OFTString);
  OGRLayerH layer;

  OSRImportFromEPSG (srs, 4547);
  layer = GDALDatasetCreateLayer (dataset, name, srs, wkbPolygon, NULL);
  g_assert (layer && OGR_L_CreateField (layer, id, TRUE) == OGRERR_NONE
            && OGR_L_CreateField (layer, cls, TRUE) == OGRERR_NONE);
  OGR_Fld_Destroy (id);
  OGR_Fld_Destroy (cls);
  OSRDestroySpatialReference (srs);
  return layer;
}

static gboolean
gpkg_feature (OGRLayerH layer, guint id, const GlnFeature *feature, GByteArray *wkb)
{
  OGRFeatureH row = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGRGeometryH geometry = NULL;
  gboolean ok;

  shape_to_wkb (feature->shape, 0, wkb);
  ok = OGR_G_CreateFromWkb (wkb->data, NULL, &geometry, (int) wkb->len) == OGRERR_NONE;
  OGR_F_SetFieldInteger (row, 0, (int) id);
  OGR_F_SetFieldString (row, 1, feature->class_code);
  ok = ok && OGR_F_SetGeometryDirectly (row, geometry) == OGRERR_NONE
       && OGR_L_CreateFeature (layer, row) == OGRERR_NONE;
  OGR_F_Destroy (row);
  return ok;
}

static gboolean
write_gpkg (const City *city, const char *path)
{
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  GDALDatasetH dataset;
  gboolean ok = TRUE;

  GDALAllRegister ();
  dataset = GDALCreate (GDALGetDriverByName ("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
  if (!dataset)
    return FALSE;
  for (guint kind = 0; ok && kind < CITY_N_KINDS; kind++)
    {
      OGRLayerH layer = gpkg_layer (dataset, tables[kind]);
      ok = OGR_L_StartTransaction (layer) == OGRERR_NONE;
      for (guint i = 0; ok && i < city->features[kind]->len; i++)
        ok = gpkg_feature (layer, i, city_feature (city, kind, i), wkb);
      ok = ok && OGR_L_CommitTransaction (layer) == OGRERR_NONE;
    }
  GDALClose (dataset);
  return ok;
}

static gboolean
write_copy (const City *city, const char *folder)
{
  gboolean ok = TRUE;

  for (guint kind = 0; ok && kind < CITY_N_KINDS; kind++)
    ok = copy_table (city, kind, folder);
  return ok;
}

static void
print_info (const City *city, const char *size)
{
  double sum = 0;

  for (guint kind = 0; kind < CITY_N_KINDS; kind++)
    measure_print (city->features[kind]->len, "city/%s/%s", size, tables[kind]);
  for (guint i = 0; i < city->features[CITY_PARCEL]->len; i++)
    sum += city_feature (city, CITY_PARCEL, i)->shape->n_points;
  measure_print (sum / city->features[CITY_PARCEL]->len, "city/%s/vertices-per-parcel", size);
  measure_print ((double) city_vertices (city), "city/%s/vertices", size);
  measure_print (city->side_m, "city/%s/side_m", size);
}

int
main (int argc, char **argv)
{
  CitySpec spec;
  g_autoptr (City) city = NULL;
  gboolean ok = TRUE;

  if (argc < 3 || !city_spec_parse (&spec, argv[1]))
    {
      fprintf (stderr, "usage: bench-city 10k|100k|1M|PARCELS info | gpkg FILE | copy FOLDER\n");
      return 2;
    }
  city = city_new (&spec);
  if (g_str_equal (argv[2], "gpkg") && argc > 3)
    ok = write_gpkg (city, argv[3]);
  else if (g_str_equal (argv[2], "copy") && argc > 3)
    ok = write_copy (city, argv[3]);
  else
    print_info (city, argv[1]);
  return ok ? 0 : 1;
}
