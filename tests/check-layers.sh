#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-layers.sh [ROOT]: reads the #include lines of ROOT/src against the layer table below (the one of
# src/ARCHITECTURE.md), and checks the sizes of files. Prints each offending line and exits 1.
set -eu
root=${1:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)}
[ -d "$root/src" ] || { echo "check-layers: there is no folder $root/src" >&2; exit 2; }
cd "$root"
status=0

find src \( -name '*.[ch]' -o -name '*.[ch].in' \) -type f | LC_ALL=C sort | awk '
# folder | own folders it may use | outside headers it may use (by group)
# Every group but "std" is named where its headers are listed, in outside_group().
BEGIN {
  row("core",   "",                                   "glib i18n atomics")
  row("model",  "core",                               "glib i18n gobject gio")
  row("draw",   "core",                               "glib i18n cairo pango")
  row("io",     "core model",                         "glib i18n gobject gio posix gdal sqlite archive")
  row("report", "core draw",                          "glib i18n gobject gio posix cairo pango xlsx archive")
  row("tools",  "core model draw",                    "glib i18n gobject")
  row("map",    "core model draw tools",              "glib i18n gobject gio cairo pango gtk shumate")
  row("app",    "core model draw io report tools map", "glib i18n gobject gio posix cairo pango gtk adwaita")
  row("cli",    "core model draw io report",          "glib i18n gobject gio posix")

  # Headers that only one file may include, on top of the table.
  sole["geos"] = "src/core/gln-geos.c"
  # What reads or writes files has no place in core, even where glib.h offers it.
  file_access = "(^|[^A-Za-z0-9_])(fopen|fdopen|freopen|open|creat|g_open|g_fopen|g_dir_open|g_mkdir|g_mkdir_with_parents|g_file_[a-z_]+|g_key_file_load_from_(file|dirs|data_dirs)|g_key_file_save_to_file|g_mapped_file_new) *\\("
}

function row (folder, own, outside,    i, n, words)
{
  known[folder] = 1
  allowed_own[folder] = own == "" ? "nothing else of ours" : own
  may[folder, folder] = 1
  n = split(own, words, " ")
  for (i = 1; i <= n; i++)
    may[folder, words[i]] = 1
  n = split(outside, words, " ")
  for (i = 1; i <= n; i++)
    uses[folder, words[i]] = 1
}

function outside_group (h)
{
  if (h ~ /^(assert|complex|ctype|errno|fenv|float|inttypes|limits|locale|math|setjmp|stdalign|stdarg|stdbool|stddef|stdint|stdlib|stdnoreturn|string|tgmath|time|uchar|wchar|wctype)\.h$/)
    return "std"
  if (h ~ /^(stdatomic|threads|pthread)\.h$/)                                return "atomics"
  if (h == "glib.h")                                                 return "glib"
  if (h ~ /^glib\/gi18n(-lib)?\.h$/ || h == "libintl.h")             return "i18n"
  if (h == "glib-object.h" || h ~ /^gobject\//)                      return "gobject"
  if (h ~ /^gio\//)                                                  return "gio"
  if (h ~ /^(stdio|unistd|fcntl|signal|poll|dirent|glob|fnmatch|ftw|iconv|langinfo|libgen|sched|utime)\.h$/ || h ~ /^sys\// || h ~ /^glib\/g(stdio|printf)\.h$/ || h == "glib-unix.h")
    return "posix"
  if (h ~ /^(gdal|ogr|cpl|vrt)[a-z0-9_]*\.h$/)                       return "gdal"
  if (h ~ /^geos(_c)?\.h$/ || h ~ /^geos\//)                         return "geos"
  if (h ~ /^sqlite3(ext)?\.h$/)                                      return "sqlite"
  if (h ~ /^archive(_entry)?\.h$/)                                   return "archive"
  if (h ~ /^xlsxwriter(\.h$|\/)/)                                    return "xlsx"
  if (h ~ /^cairo[a-z-]*\.h$/ || h ~ /^cairo\//)                     return "cairo"
  if (h ~ /^pango(\/|[a-z0-9-]*\.h$)/)                               return "pango"
  if (h ~ /^(gtk|gdk|gsk|graphene)(\/|[a-z0-9-]*\.h$)/ || h ~ /^gdk-pixbuf\//) return "gtk"
  if (h ~ /^shumate\//)                                              return "shumate"
  if (h == "adwaita.h")                                              return "adwaita"
  return ""
}

function offend (why)
{
  printf "%s:%d: %s\n    %s\n", file, line_number, why, line
  bad++
}

function exists (path,    dummy, ok)
{
  ok = (getline dummy < path) >= 0
  close(path)
  return ok
}

function check_own (h,    slash, target)
{
  if (h ~ /(^|\/)\.\.?\//)
    { offend("name headers from src/ on, without . and ..: \"folder/name.h\""); return }
  slash = index(h, "/")
  if (slash == 0)
    {
      # A private header beside the file, or one that the build generates for this folder.
      if (!exists(substr(file, 1, length(file) - length(base)) h) && h !~ /^(config|gln-config|gln-[a-z-]*resources)\.h$/)
        offend("no such header beside the file; name it from src/ on: \"folder/name.h\"")
      return
    }
  target = substr(h, 1, slash - 1)
  if (!(target in known))
    offend("\"" target "\" is not a folder of the layer table")
  else if (!((folder, target) in may))
    offend("src/" folder " may not use src/" target " (it may use: " allowed_own[folder] ")")
}

function check_outside (h,    group)
{
  group = outside_group(h)
  if (group == "std")
    return
  if (group == "")
    offend("<" h "> belongs to no library of the layer table")
  else if (group in sole)
    {
      if (file != sole[group])
        offend("<" h "> may be included by " sole[group] " alone")
    }
  else if (group == "posix" && h == "stdio.h" && folder != "core")
    return
  else if (!((folder, group) in uses))
    offend("src/" folder " may not use <" h "> (" group ")")
}

function check_include (text,    h)
{
  sub (/^[ \t]*#[ \t]*include[ \t]*/, "", text)
  h = substr(text, 2)
  if (text ~ /^</)
    { sub (/>.*/, "", h); check_outside(h) }
  else if (text ~ /^"/)
    { sub (/".*/, "", h); check_own(h) }
  else
    offend("an #include must name its header")
}

# The line without comments and strings; in_comment carries over to the next line.
function code_of (text,    at, out)
{
  gsub (/\\./, "", text)
  gsub (/"[^"]*"/, "\"\"", text)
  out = ""
  while (text != "")
    {
      at = index(text, in_comment ? "*/" : "/*")
      if (!in_comment)
        out = out (at ? substr(text, 1, at - 1) : text)
      text = at ? substr(text, at + 2) : ""
      if (at)
        in_comment = !in_comment
    }
  sub (/\/\/.*/, "", out)
  return out
}

{
  file = $0
  n = split(file, parts, "/")
  base = parts[n]
  folder = parts[2]
  line_number = in_comment = 0
  if (n < 3 || !(folder in known))
    { line = file; offend("src/" (n < 3 ? "" : folder) " is not a folder of the layer table"); next }
  while ((getline line < file) > 0)
    {
      line_number++
      if (line ~ /^[ \t]*#[ \t]*include/)
        check_include(line)
      else if (folder == "core" && code_of(line) ~ file_access)
        offend("src/core does no file access")
    }
  close(file)
  checked++
}

END {
  printf "# %d files checked against the layer table, %d offences\n", checked, bad
  if (checked == 0)
    print "src/: there is nothing to check"
  exit (bad > 0 || checked == 0) ? 1 : 0
}' || status=1

# House sizes: what is larger is too large to know.
large=$(for kind in c:800 h:800 ui:350; do
  find src ui tests -name "*.${kind%:*}" -type f 2>/dev/null | LC_ALL=C sort | while IFS= read -r f; do
    lines=$(wc -l <"$f")
    [ "$lines" -le "${kind#*:}" ] || echo "$f: $lines lines, more than ${kind#*:}: split it by concern"
  done
done)
[ -z "$large" ] || { printf '%s\n' "$large"; status=1; }
exit $status
