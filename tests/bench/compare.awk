# SPDX-License-Identifier: GPL-3.0-or-later
#
# awk -f compare.awk -v key=KEY OURS THEIRS: how far two files of values.h are apart: totals (classes, cover)
# relative to their size, districts and parcels in m2. A missing line is a zero.
BEGIN { FS = "\t" }
FNR == NR { ours[$1 "\t" $2] = $3; next }
{ name = $1 "\t" $2; seen[name] = 1; note($1, ours[name] + 0, $3 + 0) }

function abs(x) { return x < 0 ? -x : x }

function note(kind, a, b,    d) {
  d = abs(a - b)
  n[kind]++
  if (d > worst[kind]) worst[kind] = d
  if (kind == "class" || kind == "cover") {
    if (b != 0 && d / abs(b) > total) total = d / abs(b)
    if (b == 0 && d > 0) total = 1
  }
}

END {
  for (name in ours)
    if (!(name in seen)) { split(name, part, "\t"); note(part[1], ours[name] + 0, 0) }
  if (n["class"] != 5 || n["cover"] != 1 || !n["parcel"] || !n["district"]) {
    print "compare.awk: a file lacks figures" > "/dev/stderr"; exit 1
  }
  printf "%s/total_rel\t%.3g\n", key, total
  printf "%s/district_m2\t%.3g\n", key, worst["district"]
  printf "%s/parcel_m2\t%.3g\n", key, worst["parcel"]
}
