#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-offline.sh NO-NETWORK.so CLI SAMPLE-FOLDER [WINDOW-TEST]: TAP test that the main job of the command
# line, and the window test through gui-env.sh, work in a network namespace that holds nothing, and that
# they never so much as open an internet socket.
set -eu
preload=$1 cli=$2 sample=$3 window_test=${4:-}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
skip () { echo "1..0 # SKIP $*"; exit 0; }

if unshare -n true 2>/dev/null; then apart='unshare -n'
elif unshare -rn true 2>/dev/null; then apart='unshare -rn'
else skip "neither root nor user namespaces: the network cannot be taken away here"
fi

out=$(mktemp -d "${TMPDIR:-/tmp}/gln-offline.XXXXXX")
trap 'rm -rf "$out"' EXIT
n=0

# NAME COMMAND...: offline, exit status 0, no internet socket
offline ()
{
  name=$1; shift
  n=$((n + 1))
  : >"$out/network"
  status=0
  $apart env GLN_NETWORK_LOG="$out/network" LD_PRELOAD="$preload" "$@" >"$out/log" 2>&1 </dev/null || status=$?
  if [ $status -eq 0 ] && [ ! -s "$out/network" ]; then echo "ok $n $name"; return; fi
  echo "not ok $n $name"
  { echo "exit status $status"; tail -n 20 "$out/log"; cat "$out/network"; } | sed 's/^/# /'
}

# The check of the check: there is no route in there, and an attempt is seen.
n=1
if [ "$($apart sh -c 'wc -l </proc/net/route')" -le 1 ]; then echo "ok 1 no route"; else echo "not ok 1 no route"; fi
n=2
: >"$out/network"
GLN_NETWORK_LOG="$out/network" LD_PRELOAD="$preload" getent ahosts greenline.invalid >/dev/null 2>&1 || :
if [ -s "$out/network" ]; then echo "ok 2 an attempt is seen"; else echo "not ok 2 an attempt is seen"; fi

offline "make the sample plan" sh "$sample/make-plan.sh" "$cli" "$out/plan.gpkg"
offline "inspect" "$cli" inspect "$out/plan.gpkg"
offline "indicators" "$cli" indicators "$out/plan.gpkg"
offline "report" "$cli" report "$out/plan.gpkg" -o "$out/report.pdf"
offline "render" "$cli" render "$out/plan.gpkg" -o "$out/map.png"
[ -z "$window_test" ] || offline "the window" "$here/gui-env.sh" "$window_test"
echo "1..$n"
