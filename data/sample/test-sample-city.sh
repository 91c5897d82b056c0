#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test-sample-city.sh GENERATOR FOLDER: the committed sample city is what its generator writes.
# With the versions of GEOS and GDAL that wrote it every byte must be the same. Other versions may cut
# a line elsewhere in the last digit, which can shift a parcel: there the files must agree in what
# they are and, within a twentieth, in their sizes.
set -eu
export LC_ALL=C.UTF-8

generator=$1
data=$2
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

"$generator" "$made"
versions=$("$generator" --versions)
n=0
failed=0

ok ()                           # STATUS, TEXT
{
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; failed=1; fi
}

size () { wc -c < "$1"; }

alike ()                        # FILE, FILE: sizes within a twentieth
{
  a=$(size "$1") b=$(size "$2")
  [ $((20 * (a > b ? a - b : b - a))) -le $((a + 1000)) ]
}

if [ "$versions" = "$(cat "$data/versions")" ]; then compare=cmp; else compare=alike; fi
echo "# $versions, compared by $compare"

status=0
[ "$(cd "$data" && ls | grep -E '[.](shp|shx|dbf|prj|cpg)$')" = "$(ls "$made")" ] || status=1
ok $status "the same files"

for shp in "$data"/*.shp; do
  name=$(basename "$shp" .shp)
  status=0
  for kind in shp shx dbf; do
    "$compare" "$data/$name.$kind" "$made/$name.$kind" || status=1
  done
  ok $status "$name"
done

status=0
for dbf in "$data"/*.dbf; do
  case $(od -An -tx1 -j29 -N1 "$dbf" | tr -d ' ') in 4d|00) ;; *) status=1 ;; esac
done
ok $status "the language byte says GBK or nothing"

status=0
[ "$(cat "$data"/* | wc -c)" -lt 3145728 ] || status=1
ok $status "all of it is less than 3 MiB"

echo "1..$n"
exit $failed
