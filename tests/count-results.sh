#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# count-results.sh TESTLOG.json...: counts every TAP point of meson's logs, says what was skipped and
# why and what failed, and ends with "N passed, N failed, N skipped". Exit 1 if anything failed, or if
# nothing was tested at all. A program that breaks off (crash, timeout) counts as one failure beside
# the points it had reported; a test without TAP counts as one.
set -eu
[ $# -gt 0 ] || { echo "usage: count-results.sh TESTLOG.json..." >&2; exit 2; }
for log in "$@"; do
  [ -f "$log" ] || { echo "count-results: there is no test log $log" >&2; exit 1; }
done

exec awk '
# The JSON string that follows KEY in the line, unescaped; lines of text are separated by \n.
function field (key,    at, text, out, c, n, i)
{
  at = index ($0, "\"" key "\": \"")
  if (at == 0)
    return ""
  text = substr ($0, at + length (key) + 5)
  n = length (text)
  out = ""
  for (i = 1; i <= n; i++)
    {
      c = substr (text, i, 1)
      if (c == "\"")
        break
      if (c == "\\")
        {
          c = substr (text, ++i, 1)
          if (c == "n")
            c = "\n"
          else if (c == "t")
            c = " "
          else if (c == "u")
            c = "\\u"
        }
      out = out c
    }
  return out
}

function skip_reason (line)
{
  sub (/^.*# *[Ss][Kk][Ii][Pp][A-Za-z]* */, "", line)
  return line == "" ? "no reason given" : line
}

# "ok 3 /a/b # SKIP why" -> "/a/b"
function point_name (line)
{
  sub (/^(not )?ok *[0-9]* *(- )?/, "", line)
  sub (/ *#.*/, "", line)
  return line
}

# Counts the points of one program; fills found, bad.
function count_tap (test, text,    lines, n, i, line)
{
  found = bad = 0
  n = split (text, lines, "\n")
  for (i = 1; i <= n; i++)
    {
      line = lines[i]
      if (line ~ /^1\.\.0.*# *[Ss][Kk][Ii][Pp]/)
        {
          skipped++; found++
          skips = skips "  " test ": " skip_reason(line) "\n"
        }
      else if (line ~ /^(not )?ok[ \t].*# *([Ss][Kk][Ii][Pp]|[Tt][Oo][Dd][Oo])/)
        {
          skipped++; found++
          skips = skips "  " test " " point_name(line) ": " skip_reason(line) "\n"
        }
      else if (line ~ /^ok([ \t]|$)/)
        { passed++; found++ }
      else if (line ~ /^not ok([ \t]|$)/)
        {
          failed++; found++; bad++
          failures = failures "  " test " " point_name(line) "\n"
        }
    }
}

/^\{/ {
  test = field("name")
  sub (/^[^:]*:/, "", test)
  result = field("result")
  text = field("stdout")
  count_tap(test, text)
  if (result == "OK" || result == "EXPECTEDFAIL")
    {
      if (found == 0)
        passed++
    }
  else if (result == "SKIP")
    {
      if (found == 0)
        {
          skipped++
          n = split (text, lines, "\n")
          why = n > 1 ? lines[n - 1] : text
          skips = skips "  " test ": " (why == "" ? "no reason given" : why) "\n"
        }
    }
  else if (bad == 0)
    {
      failed++
      failures = failures "  " test ": " result "\n"
    }
}

END {
  if (skips != "")
    printf "Skipped:\n%s", skips
  if (failures != "")
    printf "Failed:\n%s", failures
  if (passed + failed == 0)
    print "No test ran."
  printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit (failed > 0 || passed == 0) ? 1 : 0
}' "$@"
