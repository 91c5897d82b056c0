# SPDX-License-Identifier: GPL-3.0-or-later
"""qgis_run.py GPKG SIZE VALUES-FILE: the figures with the native algorithms of QGIS processing.

Layers are in memory with spatial indexes before the clock starts. Prints its measurement as the other
programs do.
"""
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsApplication, QgsFeatureRequest, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

CLASSES = ["G1", "G2", "G3", "XG", "EG"]
NAMES = ["parcels", "greens", "cover", "districts", "boundary"]

application = QgsApplication([], False)
application.initQgis()

from qgis.analysis import QgsNativeAlgorithms

QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms())
context = QgsProcessingContext()
feedback = QgsProcessingFeedback(False)


def run(name, **parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("native:" + name)
    parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
    result, ok = algorithm.run(parameters, context, feedback)
    if not ok:
        sys.exit(f"qgis_run.py: native:{name} failed")
    layer = context.takeResultLayer(result["OUTPUT"])
    keep.append(layer)
    return layer


keep = []


def read(path):
    layers = {}
    for name in NAMES:
        source = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        layers[name] = source.materialize(QgsFeatureRequest())
        layers[name].dataProvider().createSpatialIndex()
    return layers


def area_by(layer, field):
    sums = {}
    for row in layer.getFeatures():
        sums[row[field]] = sums.get(row[field], 0.0) + row.geometry().area()
    return sums


def dissolved(layer, condition=None):
    if condition:
        layer = run("extractbyexpression", INPUT=layer, EXPRESSION=condition)
    return run("dissolve", INPUT=layer, FIELD=[])


def cut(layer, overlay):
    layer.dataProvider().createSpatialIndex()
    overlay.dataProvider().createSpatialIndex()
    return run("intersection", INPUT=layer, OVERLAY=overlay, INPUT_FIELDS=["id"], OVERLAY_FIELDS=[])


def area(layer):
    return sum(row.geometry().area() for row in layer.getFeatures())


def differences(areas):
    return [a - before for a, before in zip(areas, [0.0] + areas[:-1])]


def measure(city):
    union = [dissolved(city["greens"], "cls in ('%s')" % "','".join(CLASSES[: k + 1])) for k in range(len(CLASSES))]
    within = [cut(u, city["boundary"]) for u in union]
    values = [("class", k, a) for k, a in enumerate(differences([area(w) for w in within]))]
    both = run("mergevectorlayers", LAYERS=[dissolved(city["cover"]), union[-1]])
    values.append(("cover", 0, area(cut(dissolved(both), city["boundary"]))))
    areas = [area_by(cut(city["districts"], w), "id") for w in within]
    for row in city["districts"].getFeatures():
        grown = [areas[k].get(row["id"], 0.0) for k in range(len(CLASSES))]
        values += [("district", f"{row['id']}-{k}", d) for k, d in enumerate(differences(grown))]
    parts = run("multiparttosingleparts", INPUT=union[-1])
    parcels = area_by(cut(city["parcels"], parts), "id")
    return values + [("parcel", p, a) for p, a in parcels.items()]


def main():
    path, size, out = sys.argv[1:4]
    city = read(path)
    start = time.monotonic()
    values = measure(city)
    print(f"scratch/{size}/qgis/1/wall_s\t{time.monotonic() - start:.3f}", flush=True)
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(f"{kind}\t{key}\t{value!r}\n" for kind, key, value in values)


main()
# Tearing the application down crashes in some versions; everything is written.
sys.stdout.flush()
os._exit(0)
