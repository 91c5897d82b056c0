/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the shapefiles: GBK text, no .cpg, and a fixed date, so that every run gives the same
 * bytes. */
#include "city.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <string.h>

#define LDID_OFFSET 29
#define LDID_GBK    0x4d
#define LDID_NONE   0x00

typedef struct
{
  const char *name;
  OGRFieldType type;
  int width, decimals;
} Field;

typedef struct
{
  GDALDatasetH dataset;
  OGRLayerH layer;
  char *path;
  guchar ldid;
  OGRFeatureH row;
  int column;
} Out;

static void
add_fields (OGRLayerH layer, const Field *fields, int n)
{
  for (int i = 0; i < n; i++)
    {
      OGRFieldDefnH defn = OGR_Fld_Create (fields[i].name, fields[i].type);

      OGR_Fld_SetWidth (defn, fields[i].width);
      OGR_Fld_SetPrecision (defn, fields[i].decimals);
      if (OGR_L_CreateField (layer, defn, FALSE) != OGRERR_NONE)
        g_error ("cannot add the field %s", fields[i].name);
      OGR_Fld_Destroy (defn);
    }
}

static Out
out_open (const char *folder, const char *name, OGRwkbGeometryType type, guchar ldid,
          const Field *fields, int n)
{
  static const char *const options[] = { "ENCODING=GBK", "DBF_DATE_LAST_UPDATE=2025-12-31", NULL };
  g_autofree char *file = g_strdup_printf ("%s.shp", name);
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  Out out = { .path = g_build_filename (folder, file, NULL), .ldid = ldid };

  OSRImportFromEPSG (srs, 4547);
  OSRSetAxisMappingStrategy (srs, OAMS_TRADITIONAL_GIS_ORDER);
  out.dataset
      = GDALCreate (GDALGetDriverByName ("ESRI Shapefile"), out.path, 0, 0, 0, GDT_Unknown, NULL);
  if (!out.dataset)
    g_error ("cannot create %s", out.path);
  out.layer = GDALDatasetCreateLayer (out.dataset, name, srs, type, (char **)options);
  add_fields (out.layer, fields, n);
  OSRDestroySpatialReference (srs);
  return out;
}

static void
set_ldid (const char *path, guchar ldid)
{
  FILE *file = g_fopen (path, "r+b");

  if (!file || fseek (file, LDID_OFFSET, SEEK_SET) != 0 || fwrite (&ldid, 1, 1, file) != 1)
    g_error ("cannot write to %s", path);
  fclose (file);
}

static void
out_close (Out *out)
{
  g_autofree char *stem = g_strndup (out->path, strlen (out->path) - 4);
  g_autofree char *cpg = g_strconcat (stem, ".cpg", NULL), *dbf = g_strconcat (stem, ".dbf", NULL);

  GDALClose (out->dataset);
  g_unlink (cpg);
  set_ldid (dbf, out->ldid);
  g_free (out->path);
}

static void
row_begin (Out *out)
{
  out->row = OGR_F_Create (OGR_L_GetLayerDefn (out->layer));
  out->column = 0;
}

static void
row_text (Out *out, const char *text)
{
  OGR_F_SetFieldString (out->row, out->column++, text ? text : "");
}

static void
row_number (Out *out, double number)
{
  OGR_F_SetFieldDouble (out->row, out->column++, number);
}

static void
row_skip_or_number (Out *out, double number, gboolean known)
{
  if (known)
    row_number (out, number);
  else
    out->column++;
}

static double
to_mm (double value)
{
  return floor (value * 1000 + 0.5) / 1000;
}

static int
shift (double *x, double *y, void *data)
{
  (void)data;
  *x = to_mm (*x) + CITY_E0;
  *y = to_mm (*y) + CITY_N0;
  return 1;
}

/* Drops the crumbs that rounding may break off. */
static GEOSGeometry *
without_crumbs (GEOSGeometry *geom)
{
  int n = GEOSGetNumGeometries (geom), n_good = 0;
  GEOSGeometry **good = g_new (GEOSGeometry *, MAX (n, 1)), *result = geom;

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN (geom, i);

      if (GEOSGeomTypeId (part) == GEOS_POLYGON && geom_area (part) > 1)
        good[n_good++] = GEOSGeom_clone (part);
    }
  if (GEOSGeomTypeId (geom) == GEOS_MULTIPOLYGON && n_good > 0 && n_good < n)
    {
      result = GEOSGeom_createCollection (GEOS_MULTIPOLYGON, good, (unsigned)n_good);
      GEOSGeom_destroy (geom);
    }
  else
    for (int i = 0; i < n_good; i++)
      GEOSGeom_destroy (good[i]);
  g_free (good);
  return result;
}

/* Moves the geometry to its place in the country; coordinates are whole millimetres. What is valid
 * stays so; the faults stay as well. */
static OGRGeometryH
placed (const GEOSGeometry *geom)
{
  GEOSGeometry *whole = GEOSisValid (geom) == 1
                            ? without_crumbs (GEOSGeom_setPrecision (geom, 0.001, 0))
                            : GEOSGeom_clone (geom);
  GEOSGeometry *moved = GEOSGeom_transformXY (whole, shift, NULL);
  GEOSWKBWriter *writer = GEOSWKBWriter_create ();
  size_t size;
  unsigned char *wkb = GEOSWKBWriter_write (writer, moved, &size);
  OGRGeometryH result = NULL;

  if (OGR_G_CreateFromWkb (wkb, NULL, &result, (int)size) != OGRERR_NONE)
    g_error ("cannot hand a geometry over to OGR");
  GEOSFree (wkb);
  GEOSWKBWriter_destroy (writer);
  GEOSGeom_destroy (moved);
  GEOSGeom_destroy (whole);
  return result;
}

/* geom: (nullable) */
static void
row_end (Out *out, const GEOSGeometry *geom)
{
  if (geom)
    OGR_F_SetGeometryDirectly (out->row, placed (geom));
  if (OGR_L_CreateFeature (out->layer, out->row) != OGRERR_NONE)
    g_error ("cannot write a row of %s", out->path);
  OGR_F_Destroy (out->row);
}

static void
row_end_at (Out *out, Pt at)
{
  GEOSGeometry *point = GEOSGeom_createPointFromXY (at.x, at.y);

  row_end (out, point);
  GEOSGeom_destroy (point);
}

/* ---- land use ---- */

static void
write_parcels (const City *city, const char *folder, Time time)
{
  static const Field fields[]
      = { { "DKBH", OFTString, 5, 0 }, { "YDDM", OFTString, 4, 0 }, { "YDMC", OFTString, 14, 0 },
          { "MJ", OFTReal, 9, 1 },     { "LDL", OFTInteger, 2, 0 }, { "JCNF", OFTInteger, 4, 0 },
          { "XGJ", OFTString, 4, 0 },  { "RJL", OFTReal, 3, 1 },    { "XQMC", OFTString, 10, 0 } };
  GPtrArray *parcels = city->parcels[time];
  Out out = out_open (folder, time == NOW ? "现状用地" : "规划用地", wkbPolygon,
                      time == NOW ? LDID_GBK : LDID_NONE, fields,
                      G_N_ELEMENTS (fields) - (time == PLAN));

  for (guint i = 0; i < parcels->len; i++)
    {
      const Parcel *p = parcels->pdata[i];
      char id[8];

      g_snprintf (id, sizeof id, "%c%04u", time == NOW ? 'X' : 'G', i + 1);
      row_begin (&out);
      row_text (&out, id);
      row_text (&out, p->code);
      row_text (&out, use_name (p->code));
      row_number (&out, p->stated_m2);
      row_skip_or_number (&out, floor (p->stated_ratio * 100 + 0.5), p->stated_ratio > 0);
      row_skip_or_number (&out, p->year, p->year > 0);
      row_text (&out, p->state);
      row_skip_or_number (&out, p->far, p->far > 0);
      if (time == NOW)
        row_text (&out, p->name);
      row_end (&out, p->shape);
    }
  out_close (&out);
}

static void
write_roads (const City *city, const char *folder)
{
  static const char *const classes[] = { "快速路", "主干路", "次干路", "支路" };
  static const Field fields[] = { { "DLMC", OFTString, 14, 0 },
                                  { "DLDJ", OFTString, 6, 0 },
                                  { "HXKD", OFTInteger, 3, 0 },
                                  { "XDS", OFTString, 4, 0 } };

  for (int t = 0; t < N_TIMES; t++)
    {
      Out out = out_open (folder, t == NOW ? "道路" : "规划道路", wkbLineString, LDID_GBK, fields,
                          G_N_ELEMENTS (fields));

      for (guint i = 0; i < city->roads->len; i++)
        {
          const Road *road = city->roads->pdata[i];
          double old = road->width_m[NOW], width = road->width_m[t];

          if (width <= 0 || (t == PLAN && old == width) || GEOSisEmpty (road->line) == 1)
            continue;
          row_begin (&out);
          row_text (&out, road->name);
          row_text (&out, width < 10 && road->cls == ROAD_SECOND ? "支路" : classes[road->cls]);
          row_number (&out, width);
          row_text (&out, width < 10 ? "无" : road->trees);
          row_end (&out, road->line);
        }
      out_close (&out);
    }
}

/* ---- greens, cover, trees ---- */

static void
write_present_greens (const City *city, const char *folder)
{
  static const Field fields[] = { { "LDDM", OFTString, 4, 0 },
                                  { "MC", OFTString, 14, 0 },
                                  { "JCNF", OFTInteger, 4, 0 },
                                  { "LHZDBL", OFTInteger, 3, 0 },
                                  { "ZBFGL", OFTInteger, 3, 0 } };
  Out out = out_open (folder, "现状绿地", wkbPolygon, LDID_GBK, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < city->greens[NOW]->len; i++)
    {
      const Green *green = city->greens[NOW]->pdata[i];

      row_begin (&out);
      row_text (&out, green->code);
      row_text (&out, green->name);
      row_skip_or_number (&out, green->year, green->year > 0);
      row_skip_or_number (&out, floor (green->green_share * 100 + 0.5), green->green_share > 0);
      row_skip_or_number (&out, floor (green->vegetated * 100 + 0.5), green->vegetated > 0);
      row_end (&out, green->shape);
    }
  out_close (&out);
}

static void
write_planned_greens (const City *city, const char *folder, int step)
{
  g_autofree char *file = g_strdup_printf ("规划绿地%d", step);
  static const Field fields[]
      = { { "LDDM", OFTString, 4, 0 },  { "MC", OFTString, 18, 0 },  { "SSQ", OFTString, 4, 0 },
          { "TZE", OFTInteger, 6, 0 },  { "ZRBM", OFTString, 8, 0 }, { "LHZDBL", OFTInteger, 3, 0 },
          { "ZBFGL", OFTInteger, 3, 0 } };
  Out out = out_open (folder, file, wkbPolygon, LDID_GBK, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < city->greens[PLAN]->len; i++)
    {
      const Green *green = city->greens[PLAN]->pdata[i];

      if (green->year != step)
        continue;
      row_begin (&out);
      row_text (&out, green->code);
      row_text (&out, green->name);
      row_text (&out, step == 2027 ? "一期" : step == 2028 ? "二期" : "三期");
      row_number (&out, green->investment_wan);
      row_text (&out, green->department);
      row_skip_or_number (&out, floor (green->green_share * 100 + 0.5), green->green_share > 0);
      row_skip_or_number (&out, floor (green->vegetated * 100 + 0.5), green->vegetated > 0);
      row_end (&out, green->shape);
    }
  out_close (&out);
}

static void
write_canopies (const City *city, const char *folder, Time time)
{
  static const Field fields[] = { { "FGLX", OFTString, 4, 0 }, { "DLMC", OFTString, 14, 0 } };
  Out out = out_open (folder, time == NOW ? "行道树绿化覆盖" : "规划行道树绿化覆盖", wkbPolygon,
                      LDID_NONE, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < city->canopies[time]->len; i++)
    {
      const Green *canopy = city->canopies[time]->pdata[i];

      row_begin (&out);
      row_text (&out, "乔木");
      row_text (&out, canopy->name);
      row_end (&out, canopy->shape);
    }
  out_close (&out);
}

static void
write_roofs (const City *city, const char *folder)
{
  static const Field fields[] = { { "FGLX", OFTString, 8, 0 } };
  Out out = out_open (folder, "规划屋顶绿化", wkbPolygon, LDID_GBK, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < city->roofs->len; i++)
    {
      row_begin (&out);
      row_text (&out, "屋顶绿化");
      row_end (&out, ((Green *)city->roofs->pdata[i])->shape);
    }
  out_close (&out);
}

static void
write_crowns (const City *city, const char *folder)
{
  static const Field fields[] = { { "SZ", OFTString, 6, 0 }, { "GFBJ", OFTReal, 4, 1 } };
  Out out = out_open (folder, "树冠", wkbPoint, LDID_GBK, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < city->crowns->len; i++)
    {
      const Mark *mark = city->crowns->pdata[i];

      row_begin (&out);
      row_text (&out, mark->name);
      row_number (&out, mark->radius_m);
      row_end_at (&out, mark->at);
    }
  out_close (&out);
}

static void
write_old_trees (const City *city, const char *folder)
{
  static const Field fields[] = { { "GSBH", OFTString, 6, 0 },
                                  { "SZ", OFTString, 6, 0 },
                                  { "SL", OFTInteger, 4, 0 },
                                  { "BHJB", OFTString, 4, 0 },
                                  { "GFBJ", OFTReal, 4, 1 } };
  Out out = out_open (folder, "古树名木", wkbPoint, LDID_GBK, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < city->old_trees->len; i++)
    {
      const Mark *mark = city->old_trees->pdata[i];
      char id[8];

      g_snprintf (id, sizeof id, "GS%04u", i + 1);
      row_begin (&out);
      row_text (&out, id);
      row_text (&out, mark->name);
      row_number (&out, mark->number);
      row_text (&out, mark->grade);
      row_number (&out, mark->radius_m);
      row_end_at (&out, mark->at);
    }
  out_close (&out);
}

static void
write_gates (const City *city, const char *folder)
{
  static const Field fields[] = { { "GYMC", OFTString, 18, 0 } };
  Out out = out_open (folder, "公园出入口", wkbPoint, LDID_NONE, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < city->gates->len; i++)
    {
      const Mark *mark = city->gates->pdata[i];

      row_begin (&out);
      row_text (&out, mark->name);
      row_end_at (&out, mark->at);
    }
  out_close (&out);
}

/* ---- areas, water, rail ---- */

static void
write_areas (const char *folder, const char *name, GPtrArray *areas, guchar ldid)
{
  static const Field fields[]
      = { { "MC", OFTString, 16, 0 }, { "RK", OFTInteger, 7, 0 }, { "HS", OFTInteger, 7, 0 } };
  Out out = out_open (folder, name, wkbPolygon, ldid, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < areas->len; i++)
    {
      const Area *area = areas->pdata[i];

      row_begin (&out);
      row_text (&out, area->name);
      row_number (&out, area->people);
      row_number (&out, area->households);
      row_end (&out, area->shape);
    }
  out_close (&out);
}

/* A layer of one row or few with nothing but a name. */
static void
write_named (const char *folder, const char *file, OGRwkbGeometryType type,
             const char *const *names, const GEOSGeometry *const *shapes, int n)
{
  static const Field fields[] = { { "MC", OFTString, 30, 0 } };
  Out out = out_open (folder, file, type, LDID_GBK, fields, G_N_ELEMENTS (fields));

  for (int i = 0; i < n; i++)
    {
      row_begin (&out);
      row_text (&out, names[i]);
      row_end (&out, shapes[i]);
    }
  out_close (&out);
}

static void
write_boundaries (const City *city, const char *folder)
{
  static const char *const files[]
      = { "建成区现状", "建成区规划", "城市建设用地现状", "城市建设用地规划", "规划范围" };
  const GEOSGeometry *const shapes[]
      = { city->built[NOW], city->built[PLAN], city->construction[NOW], city->construction[PLAN],
          city->limit };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    write_named (folder, files[i], wkbPolygon, &files[i], &shapes[i], 1);
}

/* The northern and the southern part of a pair of lakes or creeks. */
static const GEOSGeometry *
of_pair (const GEOSGeometry *pair, gboolean north)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (int i = 0; i < GEOSGetNumGeometries (pair); i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN (pair, i);

      if ((geom_inner_point (part).y > 0) == north)
        g_ptr_array_add (parts, (gpointer)part);
    }
  return geom_union_all (parts);
}

static void
write_waters (const City *city, const char *folder)
{
  static const char *const waters[] = { "澄江", "清溪", "南渠", "月湖", "南湖" };
  static const char *const rails[] = { "江城铁路" };

  write_named (folder, "水系", wkbPolygon, waters,
               (const GEOSGeometry *const[]){
                   city->river, of_pair (city->creeks, TRUE), of_pair (city->creeks, FALSE),
                   of_pair (city->lakes, TRUE), of_pair (city->lakes, FALSE) },
               5);
  write_named (folder, "河流", wkbLineString, waters,
               (const GEOSGeometry *const[]){ city->river_line, of_pair (city->creek_lines, TRUE),
                                              of_pair (city->creek_lines, FALSE) },
               3);
  write_named (folder, "铁路", wkbLineString, rails,
               (const GEOSGeometry *const[]){ city->rail_line }, 1);
}

/* Writes every shapefile of the sample into an existing folder. */
void
city_write (const City *city, const char *folder)
{
  GDALAllRegister ();
  for (int t = 0; t < N_TIMES; t++)
    write_parcels (city, folder, (Time)t);
  write_present_greens (city, folder);
  for (int step = 2027; step <= 2030; step += step == 2028 ? 2 : 1)
    write_planned_greens (city, folder, step);
  for (int t = 0; t < N_TIMES; t++)
    write_canopies (city, folder, (Time)t);
  write_roofs (city, folder);
  write_crowns (city, folder);
  write_old_trees (city, folder);
  write_gates (city, folder);
  write_areas (folder, "城区", city->districts, LDID_GBK);
  write_areas (folder, "社区", city->communities, LDID_NONE);
  write_boundaries (city, folder);
  write_waters (city, folder);
  write_roads (city, folder);
}
