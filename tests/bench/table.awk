# SPDX-License-Identifier: GPL-3.0-or-later
#
# awk -f table.awk results.tsv: the measurements of mosaic.sh as Markdown: medians, in brackets the smallest and
# the largest. A ratio is taken within each round and then the median of the rounds.
BEGIN { FS = "\t" }
{ count[$1]++; value[$1, count[$1]] = $2; keys[NR] = $1 }
$1 == "skipped" { skipped = skipped (skipped == "" ? "" : ", ") $2 }

function has(key) { return count[key] > 0 }

# Sorts the n numbers of a.
function sort_numbers(a, n,    i, j, x) {
  for (i = 2; i <= n; i++) {
    x = a[i]
    for (j = i - 1; j >= 1 && a[j] > x; j--) a[j + 1] = a[j]
    a[j + 1] = x
  }
}

# The median of the n numbers of a; leaves the ends in low and high.
function median_of(a, n) {
  sort_numbers(a, n)
  low = a[1]; high = a[n]
  return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
}

function median(key,    a, i) {
  for (i = 1; i <= count[key]; i++) a[i] = value[key, i] + 0
  return median_of(a, count[key])
}

function short(x) {
  if (x == 0) return "0"
  if (x < 0.001 || x >= 1e7) return sprintf("%.2g", x)
  if (x < 1) return sprintf("%.3f", x)
  if (x < 100) return sprintf("%.2f", x)
  return sprintf("%.0f", x)
}

# "median (smallest-largest)", times a factor.
function spread(key, factor,    m) {
  if (!has(key)) return "-"
  m = median(key)
  if (count[key] == 1) return short(m * factor)
  return short(m * factor) " (" short(low * factor) "-" short(high * factor) ")"
}

# Rounds of a over rounds of b: sets ratio_value; returns the text.
function ratio(a, b,    n, i, r) {
  ratio_value = -1
  if (has(a "/over_s") && has(b "/wall_s")) {
    ratio_value = value[a "/over_s", 1] / median(b "/wall_s")
    return "> " short(ratio_value) "x"
  }
  a = a "/wall_s"; b = b "/wall_s"
  n = count[a] < count[b] ? count[a] : count[b]
  if (n == 0) return "-"
  for (i = 1; i <= n; i++) r[i] = value[a, i] / value[b, i]
  ratio_value = median_of(r, n)
  if (n == 1) return short(ratio_value) "x"
  return short(ratio_value) "x (" short(low) "-" short(high) ")"
}

# The same by processor time, which other work on the machine disturbs less. Leaves ratio_value alone.
function cpu_ratio(a, b) {
  if (!has(a "/cpu_s") || !has(b "/cpu_s")) return ""
  return "; by CPU time " short(median(a "/cpu_s") / median(b "/cpu_s")) "x"
}

function scratch(size, tool, threads,    key) {
  key = "scratch/" size "/" tool "/" threads
  if (has(key "/over_s")) return "> " value[key "/over_s", 1]
  return spread(key "/wall_s", 1)
}

function verdict(x, must, reach, more,    ok) {
  if (x < 0) return "not measured"
  if (more ? x >= reach : x <= reach) return "reached"
  if (more ? x >= must : x <= must) return "met"
  return "**not met**"
}

function goal(name, must, reach, measured, met) {
  if (met == "not measured") measured = "-"
  printf "| %s | %s | %s | %s | %s |\n", name, must, reach, measured, met
}

# The largest value among keys "prefix...suffix"; sets worst_name to what lies between.
function worst(prefix, suffix, except,    i, k, x, best, name) {
  best = -1
  for (i = 1; i <= NR; i++) {
    k = keys[i]
    if (substr(k, 1, length(prefix)) != prefix || substr(k, length(k) - length(suffix) + 1) != suffix) continue
    name = substr(k, length(prefix) + 1, length(k) - length(prefix) - length(suffix))
    if (except != "" && name ~ except) continue
    x = median(k)
    if (x > best) { best = x; worst_name = name }
  }
  return best
}

# Least squares of log time over log vertices.
function slope(    n, i, s, size, x, y, sx, sy, sxx, sxy) {
  n = split("10k 30k 100k 300k 1M", size, " ")
  s = 0
  for (i = 1; i <= n; i++) {
    if (!has("city/" size[i] "/vertices") || !has("scratch/" size[i] "/ours/" threads "/wall_s")) continue
    x = log(median("city/" size[i] "/vertices")); y = log(median("scratch/" size[i] "/ours/" threads "/wall_s"))
    s++; sx += x; sy += y; sxx += x * x; sxy += x * y
  }
  return s < 3 ? -1 : (s * sxy - sx * sy) / (s * sxx - sx * sx)
}

function ms(x) { return x < 0 ? "-" : short(x * 1000) " ms" }

function goals(    o, x, y, a, b, text, n) {
  o = "scratch/" main "/ours/" threads
  print "## Goals\n"
  print "At " main " parcels with " threads " threads unless a size is named.\n"
  print "| goal | must | reach for | measured | |\n|---|---|---|---|---|"
  text = ratio("scratch/" main "/postgis-plain/" threads, o)
  goal("from scratch vs PostGIS plain SQL", ">= 100x", ">= 200x", text, verdict(ratio_value, 100, 200, 1))
  text = ratio("scratch/" main "/postgis-tiled/" threads, o)
  goal("vs PostGIS with grid-tiled SQL, as many sessions", ">= 30x", ">= 70x", text, verdict(ratio_value, 30, 70, 1))
  text = ratio("scratch/" main "/geos-tiles/" threads, o) cpu_ratio("scratch/" main "/geos-tiles/" threads, o)
  goal("vs GEOS C API on tiles, same threads", ">= 12x", ">= 30x", text, verdict(ratio_value, 12, 30, 1))
  text = ratio("scratch/10k/geopandas/1", "scratch/10k/ours/" threads)
  goal("vs GeoPandas at 10k", ">= 250x", ">= 500x", text, verdict(ratio_value, 250, 500, 1))
  text = ratio("scratch/10k/qgis/1", "scratch/10k/ours/" threads)
  goal("vs QGIS processing at 10k", ">= 250x", ">= 500x", text, verdict(ratio_value, 250, 500, 1))
  x = slope()
  goal("growth 10k to 1M, log-log slope", "<= 1.05", "<= 1.00", x < 0 ? "-" : sprintf("%.3f", x), verdict(x, 1.05, 1.0, 0))
  x = has("memory/1M/peak_bytes") ? median("memory/1M/peak_bytes") / median("memory/1M/vertex_bytes") : -1
  goal("1M: peak memory of the process / bytes of the vertices", "<= 1.6", "<= 1.3", x < 0 ? "-" : short(x), verdict(x, 1.6, 1.3, 0))
  x = worst("drag/" main "/", "/thread_p50_s", ""); text = ms(x) " (" worst_name ")"
  goal("any vertex drag, p50 (thread CPU)", "<= 0.5 ms", "<= 0.15 ms", text, verdict(x, 0.0005, 0.00015, 0))
  x = worst("drag/" main "/", "/thread_p99_s", ""); text = ms(x) " (" worst_name ")"
  goal("any vertex drag, p99 (thread CPU)", "<= 3 ms", "<= 1 ms", text, verdict(x, 0.003, 0.001, 0))
  x = worst("operation/" main "/", "/wall_max_s", "^(district|boundary)"); text = ms(x) " (" worst_name ")"
  goal("insert, delete, reclassify any green, parcel or crown", "<= 100 ms", "<= 16 ms", text, verdict(x, 0.1, 0.016, 0))
  x = worst("operation/" main "/", "/wall_max_s", ""); text = ms(x) " (" worst_name ")"
  goal("the same with districts and the boundary itself", "<= 100 ms", "<= 16 ms", text, verdict(x, 0.1, 0.016, 0))
  text = ratio("phases/" main "/four", "phases/" main "/one")
  goal("4 phases that differ in 5 % of the tiles, over 1 phase", "<= 1.5x", "<= 1.2x", text, verdict(ratio_value, 1.5, 1.2, 0))
  x = has("agree/" main "/geos/total_rel") ? median("agree/" main "/geos/total_rel") : -1
  goal("agreement with GEOS, totals", "1e-11", "1e-13", short(x), verdict(x, 1e-11, 1e-13, 0))
  x = has("agree/" main "/geos/parcel_m2") ? median("agree/" main "/geos/parcel_m2") : -1
  goal("agreement with GEOS, per parcel", "1e-7 m2", "3e-8 m2", short(x) " m2", verdict(x, 1e-7, 3e-8, 0))
  x = worst("check/" main "/", "vs-scratch/differences", ""); n = 10 * value["drag/" main "/small-green-3m/n", 1]
  goal("incremental = from scratch after " n " drag frames and the operations", "bit for bit", "bit for bit", x " figures differ", verdict(x, 0, 0, 0))
  x = has("check/" main "/threads/differences") ? median("check/" main "/threads/differences") : -1
  goal("1 thread = " threads " threads", "bit for bit", "bit for bit", x " figures differ", verdict(x, 0, 0, 0))
  # A window holds 56 edges at most, so there are at least this many.
  y = median("city/" main "/vertices") / 56
  x = has("check/" main "/moved/worst_quanta") ? median("check/" main "/moved/worst_quanta") : -1
  goal("the plan moved across the tiles, worst figure", "quantum x tiles", "-", x " quanta (at least " short(y) " tiles)", verdict(x, y, -1, 0))
  text = ratio("arcs/" main "/polygons", "arcs/" main "/discs")
  goal("crowns as true arcs instead of 12-gons", "reported", ">= 1.5x faster", text, ratio_value >= 1.5 ? "reached" : "reported")
}

function scratch_row(name, tool, n) {
  printf "| %s | %s | %s | %s | %s | %s |\n", name, scratch("10k", tool, n), scratch("100k", tool, n), scratch("1M", tool, n),
    spread("scratch/" main "/" tool "/" n "/cpu_s", 1),
    tool == "ours" ? (n == threads ? "1" : ratio("scratch/" main "/ours/" n, "scratch/" main "/ours/" threads) " of " threads " threads") \
      : ratio("scratch/" main "/" tool "/" n, "scratch/" main "/ours/" n)
}

function scratch_table() {
  print "\n## From scratch, seconds (wall)\n"
  print "Everything from polygons in memory (for PostGIS: in indexed tables) to all figures. The same polygons for every tool: crowns are 12-gons.\n"
  print "| tool | 10k | 100k | 1M | CPU s of all threads at " main " | ratio at " main " to ours with as many threads |\n|---|---|---|---|---|---|"
  scratch_row("Greenline, " threads " threads", "ours", threads)
  scratch_row("Greenline, 1 thread", "ours", 1)
  scratch_row("GEOS C API on 128 m tiles, " threads " threads", "geos-tiles", threads)
  scratch_row("GEOS C API on 128 m tiles, 1 thread", "geos-tiles", 1)
  scratch_row("PostGIS, grid-tiled SQL, " threads " sessions", "postgis-tiled", threads)
  scratch_row("PostGIS, plain SQL", "postgis-plain", threads)
  printf "| GeoPandas | %s | - | - | - | %s at 10k |\n", scratch("10k", "geopandas", 1), ratio("scratch/10k/geopandas/1", "scratch/10k/ours/" threads)
  printf "| QGIS processing | %s | - | - | - | %s at 10k |\n", scratch("10k", "qgis", 1), ratio("scratch/10k/qgis/1", "scratch/10k/ours/" threads)
}

function growth_table(    n, i, size) {
  n = split("10k 30k 100k 300k 1M", size, " ")
  print "\n## Growth and memory\n"
  print "| set | parcels | greens | crowns and roofs | vertices | wall s | CPU s | vertices MB | plan in memory / vertices | peak / vertices |\n|---|---|---|---|---|---|---|---|---|---|"
  for (i = 1; i <= n; i++) {
    if (!has("city/" size[i] "/vertices")) continue
    printf "| %s | %d | %d | %d | %d | %s | %s | %.1f | %.2f | %.2f |\n", size[i],
      value["city/" size[i] "/parcels", 1], value["city/" size[i] "/greens", 1], value["city/" size[i] "/cover", 1],
      value["city/" size[i] "/vertices", 1],
      spread("scratch/" size[i] "/ours/" threads "/wall_s", 1), spread("scratch/" size[i] "/ours/" threads "/cpu_s", 1),
      median("memory/" size[i] "/vertex_bytes") / 1e6,
      median("memory/" size[i] "/plan_bytes") / median("memory/" size[i] "/vertex_bytes"),
      median("memory/" size[i] "/peak_bytes") / median("memory/" size[i] "/vertex_bytes")
  }
  print "\nPeak is the whole process with the plan itself (features, attributes, identities), which is there with or without the engine; the engine alone is the difference of the last two columns."
}

function quantiles(key) {
  if (!has(key "_p50_s")) return "-"
  return short(1e6 * median(key "_p50_s")) " / " short(1e6 * median(key "_p99_s")) " / " short(1e6 * median(key "_max_s"))
}

function edit_rows(what, threads_clock,    i, k, name, seen) {
  for (i = 1; i <= NR; i++) {
    k = keys[i]
    if (substr(k, 1, length(what) + 1) != what "/" || k !~ /\/n$/) continue
    name = k; sub("^" what "/[^/]*/", "", name); sub("/n$", "", name)
    if (name in seen) continue
    seen[name] = 1
    printf "| %s | %s | %s | %s | %s |\n", name, quantiles(what "/10k/" name "/" threads_clock),
      quantiles(what "/100k/" name "/" threads_clock), quantiles(what "/1M/" name "/" threads_clock),
      threads_clock == "thread" ? quantiles(what "/" main "/" name "/wall") : quantiles(what "/" main "/" name "/cpu")
  }
}

function edit_tables() {
  print "\n## One vertex dragged: microseconds of thread CPU a frame, p50 / p99 / max\n"
  print "From the new place of the vertex to a snapshot with every figure. The last column is wall time, with whatever else ran.\n"
  print "| scenario | 10k | 100k | 1M | wall at " main " |\n|---|---|---|---|---|"
  edit_rows("drag", "thread")
  print "\n## Whole features: microseconds of wall time until the numbers are right, p50 / p99 / max\n"
  print "| feature | 10k | 100k | 1M | CPU of all threads at " main " |\n|---|---|---|---|---|"
  edit_rows("operation", "wall")
}

function phases_table() {
  print "\n## Phases and arcs at " main ", seconds (wall)\n"
  print "| plan | from scratch |\n|---|---|"
  printf "| 1 phase | %s |\n", spread("phases/" main "/one/wall_s", 1)
  printf "| 4 phases, all alike | %s |\n", spread("phases/" main "/alike/wall_s", 1)
  printf "| 4 phases that differ in 5 %% of the 64 m tiles | %s |\n", spread("phases/" main "/four/wall_s", 1)
  printf "| crowns as 12-gons | %s |\n", spread("arcs/" main "/polygons/wall_s", 1)
  printf "| crowns as true discs | %s |\n", spread("arcs/" main "/discs/wall_s", 1)
}

function agree_row(size, peer, name) {
  if (!has("agree/" size "/" peer "/total_rel")) return
  printf "| %s | %s | %s | %s | %s |\n", name, size, short(median("agree/" size "/" peer "/total_rel")),
    short(median("agree/" size "/" peer "/district_m2")), short(median("agree/" size "/" peer "/parcel_m2"))
}

function agree_table(    i, size) {
  print "\n## Agreement: our figures against theirs\n"
  print "| tool | set | classes and cover, largest relative difference | district x class, m2 | parcel, m2 |\n|---|---|---|---|---|"
  split("10k 100k", size, " ")
  for (i = 1; i <= 2; i++) {
    agree_row(size[i], "geos", "GEOS on tiles"); agree_row(size[i], "postgis-tiled", "PostGIS, grid-tiled")
    agree_row(size[i], "postgis-plain", "PostGIS, plain"); agree_row(size[i], "geopandas", "GeoPandas")
    agree_row(size[i], "qgis", "QGIS")
  }
}

END {
  main = value["run/main", 1]; threads = value["run/threads", 1]
  print "# The mosaic, measured\n"
  print "Made by `./run bench mosaic` on " value["run/date", 1] "; do not edit. Numbers are medians, in brackets the smallest and the largest. **Trust the ratios, which were taken in turn in this one run, more than the seconds**: the machine may have had other work (see its load), which lengthens wall times.\n"
  printf "Machine: %s, %s cores, %s GiB, %s; load when the run began %s.\n", value["machine/cpu", 1], value["machine/cores", 1],
    value["machine/memory_gib", 1], value["machine/system", 1], value["machine/load", 1]
  printf "Greenline%s built with %s, optimisation 2. Peers: %s", has("version/greenline") ? " " value["version/greenline", 1] : "",
    value["version/compiler", 1], value["version/geos", 1]
  for (i = 1; i <= split("postgis geopandas qgis", peer, " "); i++)
    if (has("version/" peer[i])) printf "; %s", value["version/" peer[i], 1]
  printf ".%s\n\n", skipped == "" ? "" : " Skipped because not installed: " skipped "."
  goals(); scratch_table(); growth_table(); edit_tables(); phases_table(); agree_table()
  print "\n## What is compared\n"
  print "Every tool gives: the area of each class inside the boundary (first of G1 G2 G3 XG EG wins; others by differences of growing unions), the cover inside it (greens, crowns, roofs), the classes by district, and the green of each whole parcel. Greenline gives, in the same time, also net area and overlap of each feature, cover, attached green drawn and declared, land-use balance and service radius. GEOS geometries and PostGIS tables with their indexes exist before the clock starts; reading files is in nobody's time. A peer is stopped after 900 s and shown as \"> 900\"."
}
