# SPDX-License-Identifier: GPL-3.0-or-later
"""geopandas_run.py GPKG SIZE VALUES-FILE: the figures with GeoPandas, the natural way (dissolve, overlay).

Reading the file is not part of the time. Prints its measurement as the other programs do.
"""
import sys
import time

import geopandas

CLASSES = ["G1", "G2", "G3", "XG", "EG"]


def read(path):
    names = ["parcels", "greens", "cover", "districts", "boundary"]
    return {name: geopandas.read_file(path, layer=name) for name in names}


def growing_unions(greens):
    """The union of the first k classes, for each k."""
    by_class = greens.dissolve("cls").geometry
    unions, last = [], None
    for name in CLASSES:
        last = by_class[name] if last is None else last.union(by_class[name])
        unions.append(last)
    return unions


def differences(areas):
    return [area - before for area, before in zip(areas, [0.0] + areas[:-1])]


def frame(geometry, crs):
    return geopandas.GeoDataFrame(geometry=[geometry], crs=crs).explode(index_parts=False)


def overlay_areas(rows, geometry):
    """Area of the geometry in each row, by id."""
    cut = geopandas.overlay(rows[["id", "geometry"]], frame(geometry, rows.crs),
                            how="intersection", keep_geom_type=False)
    return cut.area.groupby(cut["id"]).sum()


def measure(city):
    boundary = city["boundary"].geometry[0]
    unions = growing_unions(city["greens"])
    within = [union.intersection(boundary) for union in unions]
    values = [("class", k, area) for k, area in enumerate(differences([g.area for g in within]))]
    cover = city["cover"].geometry.unary_union.union(unions[-1]).intersection(boundary)
    values.append(("cover", 0, cover.area))
    areas = [overlay_areas(city["districts"], g) for g in within]
    for district in city["districts"]["id"]:
        grown = [float(a.get(district, 0.0)) for a in areas]
        values += [("district", f"{district}-{k}", d) for k, d in enumerate(differences(grown))]
    parcels = overlay_areas(city["parcels"], unions[-1])
    return values + [("parcel", p, area) for p, area in parcels.items()]


def main():
    path, size, out = sys.argv[1:4]
    city = read(path)
    start = time.monotonic()
    values = measure(city)
    print(f"scratch/{size}/geopandas/1/wall_s\t{time.monotonic() - start:.3f}")
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(f"{kind}\t{key}\t{value!r}\n" for kind, key, value in values)


main()
