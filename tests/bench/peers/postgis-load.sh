#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# postgis-load.sh FOLDER: the tables that "bench-city-export SIZE copy FOLDER" wrote, with GiST indexes.
# Not part of the time measured.
set -eu
{
  printf 'drop schema if exists city cascade; create schema city; set search_path = city, public;\n'
  for table in parcels greens cover districts boundary; do
    printf 'create table %s (id int primary key, cls text, geom geometry(Polygon, 4547));\n' "$table"
    printf "\\\\copy %s from '%s/%s.copy'\n" "$table" "$1" "$table"
    printf 'create index on %s using gist (geom);\n' "$table"
  done
  printf 'vacuum analyze;\n'
} | psql -X -q -v ON_ERROR_STOP=1
