#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# gui-env.sh COMMAND [ARGUMENT...]: runs a TAP test that opens windows, in an X server and on a session
# bus of its own, software-rendered, with empty user folders, whatever desktop it is called from.
# GLN_TEST_SCREEN is the screen's size (1440x900). Where Xvfb or the bus is missing the whole test is
# reported as skipped, with the reason.
set -eu

skip () { echo "1..0 # SKIP $*"; exit 0; }
command -v Xvfb >/dev/null 2>&1 || skip "Xvfb is not installed"
command -v dbus-run-session >/dev/null 2>&1 || skip "dbus-run-session is not installed"

home=$(mktemp -d "${TMPDIR:-/tmp}/gln-gui.XXXXXX")
xserver=
child=
# shellcheck disable=SC2317
clean ()
{
  for p in $child $xserver; do kill "$p" 2>/dev/null || :; done
  [ -z "$xserver" ] || wait "$xserver" 2>/dev/null || :
  rm -rf "$home"
}
trap clean EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP

# Xvfb picks a free display by itself and says which on descriptor 3.
Xvfb -displayfd 3 -screen 0 "${GLN_TEST_SCREEN:-1440x900}x24" -nolisten tcp \
  3>"$home/display" >"$home/xvfb.log" 2>&1 </dev/null &
xserver=$!
tries=0
until [ -s "$home/display" ]; do
  tries=$((tries + 1))
  if [ $tries -gt 150 ] || ! kill -0 "$xserver" 2>/dev/null; then
    sed 's/^/# Xvfb: /' "$home/xvfb.log"
    echo "Bail out! Xvfb did not start"
    exit 1
  fi
  sleep 0.1
done

unset WAYLAND_DISPLAY GTK_THEME GTK_DEBUG GDK_SCALE GTK_IM_MODULE XMODIFIERS AT_SPI_BUS_ADDRESS
mkdir -m 700 "$home/run"
DISPLAY=:$(cat "$home/display")
export DISPLAY GDK_BACKEND=x11 GSK_RENDERER=cairo \
  GSETTINGS_BACKEND=memory GTK_A11Y=none NO_AT_BRIDGE=1 GIO_USE_VFS=local LC_ALL=C.UTF-8 \
  XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" \
  XDG_STATE_HOME="$home/state" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"

# In the background and waited for, so that a signal from the test runner is handled at once.
dbus-run-session -- "$@" </dev/null &
child=$!
status=0
wait "$child" || status=$?
child=
exit $status
