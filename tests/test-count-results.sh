#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# TAP test of count-results.sh: logs as meson writes them, with what must be counted.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
log=$(mktemp "${TMPDIR:-/tmp}/gln-count.XXXXXX")
trap 'rm -f "$log"' EXIT
n=0

# NAME, EXIT STATUS, text that must be there, its log on standard input
expect ()
{
  n=$((n + 1))
  cat >"$log"
  status=0
  said=$("$here/count-results.sh" "$log") || status=$?
  case $status:$said in
    "$2":*"$3"*) echo "ok $n $1" ;;
    *) echo "not ok $n $1"; printf '%s\n' "exit $status" "$said" | sed 's/^/# /' ;;
  esac
}

expect "TAP points are counted" 0 "3 passed, 0 failed, 1 skipped" <<'END'
{"name": "greenline:core / shape", "stdout": "TAP version 13\n# random seed: R02S\n1..4\nok 1 /a\nok 2 /b # SKIP no \"data\"\nok 3 /c\nok 4 /d\n", "result": "OK", "returncode": 0}
END
expect "the reason of a skip is told" 0 'core / shape /b: no "data"' <<'END'
{"name": "greenline:core / shape", "stdout": "1..2\nok 1 /a\nok 2 /b # SKIP no \"data\"\n", "result": "OK", "returncode": 0}
END
expect "a failed point fails" 1 "1 passed, 1 failed, 0 skipped" <<'END'
{"name": "greenline:core / shape", "stdout": "1..2\nok 1 /a\nnot ok 2 /b\n", "result": "ERROR", "returncode": 1}
END
expect "a crash is one failure beside its points" 1 "1 passed, 1 failed, 0 skipped" <<'END'
{"name": "greenline:core / shape", "stdout": "1..2\nok 1 /a\n", "result": "ERROR", "returncode": -11}
END
expect "a timeout without output is a failure" 1 "1 passed, 1 failed, 0 skipped" <<'END'
{"name": "greenline:core / fine", "stdout": "", "result": "OK", "returncode": 0}
{"name": "greenline:core / slow", "stdout": "", "result": "TIMEOUT", "returncode": -15}
END
expect "a program without TAP is one test, its last line the reason of a skip" 0 "not here" <<'END'
{"name": "greenline:house / a", "stdout": "", "result": "OK", "returncode": 0}
{"name": "greenline:house / b", "stdout": "one\nnot here\n", "result": "SKIP", "returncode": 77}
END
expect "a skipped program is one skip" 0 "1 passed, 0 failed, 1 skipped" <<'END'
{"name": "greenline:house / a", "stdout": "", "result": "OK", "returncode": 0}
{"name": "greenline:app / window", "stdout": "1..0 # SKIP Xvfb is not installed\n", "result": "SKIP", "returncode": 0}
END
expect "only skips is no success" 1 "No test ran." <<'END'
{"name": "greenline:app / window", "stdout": "1..0 # SKIP Xvfb is not installed\n", "result": "SKIP", "returncode": 0}
END
expect "no test at all fails" 1 "0 passed, 0 failed, 0 skipped" </dev/null
echo "1..$n"
