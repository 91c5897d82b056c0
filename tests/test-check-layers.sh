#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# TAP test of check-layers.sh: plants one violation at a time into a small tree and expects the check to
# name it; the same tree without violations must pass.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tree=$(mktemp -d "${TMPDIR:-/tmp}/gln-layers.XXXXXX")
trap 'rm -rf "$tree"' EXIT
n=0

plain_tree ()
{
  rm -rf "$tree/src" "$tree/ui"
  mkdir -p "$tree/src/core" "$tree/src/model" "$tree/src/io" "$tree/src/map" "$tree/src/app" "$tree/src/cli"
  printf '#include <glib.h>\n#include <math.h>\n#include "core/gln-shape.h"\n' >"$tree/src/core/gln-shape.c"
  printf '#include <glib.h>\n' >"$tree/src/core/gln-shape.h"
  printf '#  include <geos_c.h>\n' >"$tree/src/core/gln-geos.c"
  printf '#include <gio/gio.h>\n#include "core/gln-shape.h"\n' >"$tree/src/model/gln-document.h"
  printf '#include <ogr_api.h>\n#include <sqlite3.h>\n#include <stdio.h>\n' >"$tree/src/io/gln-vector.c"
  printf '#include <gtk/gtk.h>\n#include <shumate/shumate.h>\n' >"$tree/src/map/gln-map-view.c"
  printf '#include <adwaita.h>\n#include "io/gln-vector.h"\n#include "gln-window.h"\n' >"$tree/src/app/gln-window.c"
  printf '#include "config.h"\n' >"$tree/src/app/gln-window.h"
  printf '#include "report/gln-report.h"\n' >"$tree/src/cli/main.c"
}

check () { "$here/check-layers.sh" "$tree" >"$tree/out" 2>&1; }

result ()                       # OK? NAME
{
  n=$((n + 1))
  if [ "$1" = yes ]; then echo "ok $n $2"; else echo "not ok $n $2"; sed 's/^/# /' "$tree/out"; fi
}

accepts () { if check; then result yes "$1"; else result no "$1"; fi; }

# FILE, LINE to append, text that the message must hold
rejects ()
{
  plain_tree
  mkdir -p "$tree/${1%/*}"
  printf '%s\n' "$2" >>"$tree/$1"
  if ! check && grep -qF -- "$1" "$tree/out" && grep -qF -- "$3" "$tree/out"; then result yes "$1: $3"
  else result no "$1: $3"
  fi
}

blank_lines () { printf "%${1}s" '' | tr ' ' '\n'; printf .; }

plain_tree
accepts "a tree in order passes"
printf '%s\n' '/* fopen (a)' ' open (b) */ int a; /* open (x) */' 'say ("open (c)");' >>"$tree/src/core/gln-shape.c"
accepts "comments and texts are no file access"
rejects src/core/gln-shape.c '#include <gtk/gtk.h>' 'may not use <gtk/gtk.h>'
rejects src/core/gln-shape.c '#include <gio/gio.h>' 'may not use <gio/gio.h>'
rejects src/core/gln-shape.c '#include <geos_c.h>' 'src/core/gln-geos.c alone'
rejects src/core/gln-shape.c '#include "model/gln-document.h"' 'may not use src/model'
rejects src/core/gln-shape.c '#include <stdio.h>' 'may not use <stdio.h>'
rejects src/core/gln-shape.c '  g_file_get_contents (name, &text, NULL, NULL);' 'no file access'
rejects src/core/gln-shape.c '/* a */ f = /* b */ fopen ("x", "r");' 'no file access'
rejects src/model/gln-document.h '#include "io/gln-vector.h"' 'may not use src/io'
rejects src/model/gln-document.h '#include <cairo.h>' 'may not use <cairo.h>'
rejects src/draw/gln-style.c '#include <gdal.h>' 'may not use <gdal.h>'
rejects src/io/gln-vector.c '#include "map/gln-map-view.h"' 'may not use src/map'
rejects src/report/gln-report.c '#include "io/gln-vector.h"' 'may not use src/io'
rejects src/tools/gln-tool.c '# include <gdk/gdk.h>' 'may not use <gdk/gdk.h>'
rejects src/map/gln-map-view.c '#include <adwaita.h>' 'may not use <adwaita.h>'
rejects src/app/gln-window.c '#include <gdal.h>' 'may not use <gdal.h>'
rejects src/cli/main.c '#include <gtk/gtk.h>' 'may not use <gtk/gtk.h>'
rejects src/cli/main.c '#include "app/gln-window.h"' 'may not use src/app'
rejects src/cli/main.c '#include "../core/gln-shape.h"' 'without . and ..'
rejects src/io/gln-vector.c '#include "gln-elsewhere.h"' 'no such header'
rejects src/io/gln-vector.c '#include <curl/curl.h>' 'no library of the layer table'
rejects src/io/gln-vector.c '#include SOME_MACRO' 'must name its header'
rejects src/extra/gln-thing.c '#include <glib.h>' 'not a folder of the layer table'
rejects src/core/gln-shape.c "$(blank_lines 800)" 'lines, more than 800'
rejects ui/window.ui "$(blank_lines 350)" 'lines, more than 350'
rm -rf "$tree/src/"*
if check; then result no "an empty tree fails"; else result yes "an empty tree fails"; fi
echo "1..$n"
