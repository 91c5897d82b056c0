#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The software that the mosaic is measured against. None of it is needed to build or use Greenline.
#
#   install-peers.sh install      PostGIS, QGIS and GeoPandas from the distribution (apt)
#   install-peers.sh start DIR    a PostgreSQL of our own in DIR, on a unix socket in DIR alone; prints the
#                                 environment that psql needs
#   install-peers.sh stop DIR     stops it and removes its data
set -eu

die () { printf 'install-peers: %s\n' "$*" >&2; exit 1; }

# initdb refuses to run as root.
as_server ()
{
  if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi
}

server_programs ()
{
  for d in /usr/lib/postgresql/*/bin /usr/bin; do
    if [ -x "$d/initdb" ]; then printf '%s\n' "$d"; return; fi
  done
  die "there is no PostgreSQL server here; call: $0 install"
}

install ()
{
  command -v apt-get >/dev/null 2>&1 ||
    die "no apt here: install PostgreSQL with PostGIS, QGIS with its Python module, and GeoPandas, then call again"
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 install \
    --no-install-recommends postgresql postgis postgresql-postgis qgis python3-qgis python3-geopandas \
    python3-rtree
}

start ()
{
  bin=$(server_programs)
  mkdir -p "$1"
  # Sockets have short paths only, and the server's user must be able to enter the folder.
  [ "$(id -u)" != 0 ] || chown postgres "$1"
  as_server "$bin/initdb" -D "$1/data" -U bench --auth=trust --encoding=UTF8 --locale=C >"$1/initdb.log" 2>&1 ||
    die "initdb failed, see $1/initdb.log"
  memory_mb=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
  cat >>"$1/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$1'
shared_buffers = $((memory_mb / 8))MB
work_mem = 256MB
maintenance_work_mem = 512MB
effective_cache_size = $((memory_mb / 2))MB
max_parallel_workers_per_gather = $(nproc)
fsync = off
synchronous_commit = off
full_page_writes = off
max_wal_size = 8GB
jit = off
END
  as_server "$bin/pg_ctl" -D "$1/data" -l "$1/server.log" -w start >/dev/null || die "the server did not start, see $1/server.log"
  psql -h "$1" -U bench -d postgres -q -v ON_ERROR_STOP=1 -c 'create database bench' || exit 1
  psql -h "$1" -U bench -d bench -q -v ON_ERROR_STOP=1 -c 'create extension postgis' || exit 1
  printf 'PGHOST=%s PGUSER=bench PGDATABASE=bench\n' "$1"
}

stop ()
{
  bin=$(server_programs)
  [ ! -f "$1/data/postmaster.pid" ] || as_server "$bin/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null
  rm -rf "$1/data"
}

case ${1:-} in
  install) install ;;
  start|stop) [ -n "${2:-}" ] || die "$1 needs a folder"; "$1" "$2" ;;
  *) sed -n 's/^#   //p' "$0" >&2; exit 2 ;;
esac
