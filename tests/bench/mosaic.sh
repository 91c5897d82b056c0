#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# mosaic.sh PROGRAMS-FOLDER OUTPUT-FOLDER: measures the area engine and every other tool that is installed on the
# same made-up cities, in turn, and writes OUTPUT-FOLDER/RESULTS.md and PROGRAMS-FOLDER/results.tsv (all single measurements).
#
# GREENLINE_BENCH=quick measures the small city alone, in a few minutes, and writes to PROGRAMS-FOLDER.
# install-peers.sh installs the other tools; one that is missing is named as skipped.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
programs=$1 out=$2
threads=${GREENLINE_BENCH_THREADS:-2}
limit=900                       # seconds that a tool gets for one round
rounds=${GREENLINE_BENCH_ROUNDS:-3}
GREENLINE_SOURCE_ROOT=$(CDPATH='' cd -- "$here/../.." && pwd); export GREENLINE_SOURCE_ROOT
LC_ALL=C.UTF-8; export LC_ALL

if [ "${GREENLINE_BENCH:-}" = quick ]; then
  out=$programs                 # no results of a full run are overwritten
  main=10k growth=10k times=3 frames=500 big=
else
  main=100k growth='10k 30k 100k 300k 1M' times=5 frames=4000 big=1M
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/mosaic-XXXXXX")
results=$work/results.tsv
# A database of our own runs in there, as another user.
chmod 755 "$work"
finish ()
{
  # Also those of a run that broke off.
  [ ! -s "$results" ] || cp "$results" "$programs/results.tsv"
  [ ! -d "$work/pg" ] || sh "$here/install-peers.sh" stop "$work/pg" || :
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

say () { printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; }
note () { printf '%s\t%s\n' "$1" "$2" >>"$results"; }
record () { "$@" >"$work/step.tsv"; cat "$work/step.tsv" >>"$results"; }
ours () { record "$programs/bench-mosaic" "$@"; }
compare () { record awk -f "$here/compare.awk" -v key="agree/$1/$2" "$work/ours-$1.txt" "$work/$2-$1.txt"; }

# bounded KEY COMMAND...: a peer, stopped when it takes too long.
bounded ()
{
  key=$1; shift
  status=0
  timeout -k 10 "$limit" "$@" >"$work/step.tsv" 2>"$work/step.log" || status=$?
  if [ "$status" = 124 ] || [ "$status" = 137 ]; then note "$key/over_s" "$limit"
  elif [ "$status" != 0 ]; then cat "$work/step.log" >&2; exit 1
  else cat "$work/step.tsv" >>"$results"
  fi
}

stopped () { grep -q "^$1/over_s" "$results"; }

# ---- what is installed ------------------------------------------------------------------------

python=/usr/bin/python3         # the distribution's own, whose packages we install
[ -x "$python" ] || python=python3
has_postgis='' has_geopandas='' has_qgis=''

find_peers ()
{
  if sh "$here/install-peers.sh" start "$work/pg" >"$work/pg-env" 2>"$work/step.log"; then
    # The file holds NAME=value words.
    # shellcheck disable=SC2046
    export $(cat "$work/pg-env")
    has_postgis=1
    note version/postgis "$(psql -X -A -t -c "select 'PostgreSQL ' || current_setting('server_version') || ', PostGIS ' || postgis_lib_version() || ' (GEOS ' || postgis_geos_version() || ')'")"
  else note skipped "PostGIS"
  fi
  if v=$("$python" -c 'import geopandas, rtree; print(geopandas.__version__)' 2>/dev/null); then
    has_geopandas=1; note version/geopandas "GeoPandas $v"
  else note skipped "GeoPandas"
  fi
  if v=$(QT_QPA_PLATFORM=offscreen "$python" -c 'import qgis.core; print(qgis.core.Qgis.QGIS_VERSION)' 2>/dev/null); then
    has_qgis=1; note version/qgis "QGIS $v"
  else note skipped "QGIS"
  fi
}

describe ()
{
  note machine/cpu "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
  note machine/cores "$(nproc)"
  note machine/memory_gib "$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)"
  note machine/system "$(. /etc/os-release; printf '%s, Linux %s' "$PRETTY_NAME" "$(uname -r | sed 's/-.*//')")"
  note machine/load "$(cut -d ' ' -f 1 /proc/loadavg)"
  note version/compiler "$(cc --version | head -n 1)"
  note version/geos "GEOS $(geos-config --version)"
  note run/threads "$threads"
  note run/main "$main"
  note run/date "$(date +%Y-%m-%d)"
}

# ---- measurements -----------------------------------------------------------------------------

load_city ()                    # SIZE: into PostgreSQL
{
  [ -n "$has_postgis" ] || return 0
  mkdir -p "$work/copy"
  "$programs/bench-city-export" "$1" copy "$work/copy"
  sh "$here/peers/postgis-load.sh" "$work/copy" >/dev/null 2>"$work/step.log" || { cat "$work/step.log" >&2; exit 1; }
  rm -r "$work/copy"
}

postgis ()                      # KIND SIZE
{
  key=scratch/$2/postgis-$1/$threads
  if [ -z "$has_postgis" ] || stopped "$key"; then return 0; fi
  record sh "$here/peers/postgis.sh" "$1" "$2" "$threads" "$limit" "$work/postgis-$1-$2.txt"
}

python_peer ()                  # NAME SIZE
{
  key=scratch/$2/$1/1
  if stopped "$key"; then return 0; fi
  bounded "$key" "$python" "$here/peers/$1_run.py" "$work/$2.gpkg" "$2" "$work/$1-$2.txt"
}

# Every tool once, then all again: what else the machine does hits all of them alike.
from_scratch ()                 # SIZE TIMES
{
  load_city "$1"
  [ "$1" != 10k ] || "$programs/bench-city-export" 10k gpkg "$work/10k.gpkg"
  i=0
  while [ "$i" -lt "$2" ]; do
    i=$((i + 1)); say "from scratch, $1, round $i of $2"
    ours "$1" "$threads" scratch "$work/ours-$1.txt"
    ours "$1" 1 scratch
    bounded "scratch/$1/geos-tiles/$threads" "$programs/bench-geos" "$1" "$threads" 128 "$work/geos-$1.txt"
    bounded "scratch/$1/geos-tiles/1" "$programs/bench-geos" "$1" 1 128
    postgis tiled "$1"
    postgis plain "$1"
    if [ "$1" = 10k ]; then
      [ -z "$has_geopandas" ] || python_peer geopandas 10k
      [ -z "$has_qgis" ] || python_peer qgis 10k
    fi
  done
  for peer in geos postgis-tiled postgis-plain geopandas qgis; do
    [ ! -s "$work/$peer-$1.txt" ] || compare "$1" "$peer"
  done
}

growth ()
{
  for size in $growth; do
    record "$programs/bench-city-export" "$size" info
    say "growth, $size"
    i=0
    while [ "$i" -lt "$rounds" ]; do ours "$size" "$threads" scratch; i=$((i + 1)); done
  done
}

edits ()
{
  for size in $growth; do
    case $size in 10k|100k|1M) ;; *) continue ;; esac
    say "drags and operations, $size"
    n=$frames; [ "$size" = "$main" ] || n=$((frames / 4))
    bounded "drag/$size" "$programs/bench-mosaic" "$size" "$threads" drags "$n"
    bounded "operation/$size" "$programs/bench-mosaic" "$size" "$threads" operations
  done
}

: >"$results"
describe
find_peers
from_scratch 10k "$rounds"
[ "$main" = 10k ] || from_scratch "$main" "$rounds"
growth
if [ -n "$big" ]; then
  say "GEOS on tiles, $big"
  bounded "scratch/$big/geos-tiles/$threads" "$programs/bench-geos" "$big" "$threads" 128
  ours "$big" 1 scratch
fi
edits
say "phases, arcs, checks"
ours "$main" "$threads" phases "$times"
ours "$main" "$threads" arcs "$times"
ours "$main" "$threads" checks

mkdir -p "$out"
awk -f "$here/table.awk" "$results" >"$work/RESULTS.md"
cp "$work/RESULTS.md" "$out/RESULTS.md"
cat "$out/RESULTS.md"
