#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# postgis.sh plain|tiled SIZE THREADS LIMIT_S VALUES-FILE: one run on the tables that postgis-load.sh made.
# Prints its measurements as the other programs do; beyond LIMIT_S only that it was stopped.
set -eu
kind=$1 size=$2 threads=$3 limit=$4 values=$5
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
key=scratch/$size/postgis-$kind/$threads
PGOPTIONS="-c statement_timeout=${limit}s"; export PGOPTIONS

sql () { psql -X -q -v ON_ERROR_STOP=1 "$@"; }
now () { date +%s.%N; }

plain () { timeout "$limit" psql -X -q -v ON_ERROR_STOP=1 -f "$here/postgis-plain.sql"; }

tiled ()
{
  sql -c 'set client_min_messages = warning; drop table if exists city.result_part;
          create unlogged table city.result_part (kind text, id text, m2 double precision)'
  part=0; running=
  while [ "$part" -lt "$threads" ]; do
    timeout "$limit" psql -X -q -v ON_ERROR_STOP=1 -v tile=256 -v part="$part" -v parts="$threads" \
      -f "$here/postgis-tiled.sql" &
    running="$running $!"; part=$((part + 1))
  done
  for pid in $running; do wait "$pid" || return 1; done
  # Growing unions become classes: each less the one before.
  sql <<'END'
set client_min_messages = warning;
drop table if exists city.result;
create table city.result as
  with total as (select kind, id, sum(m2) as m2 from city.result_part group by kind, id)
  select kind, id, case when kind in ('class', 'district')
    then m2 - coalesce(lag(m2) over (partition by kind, split_part('-' || id, '-', case kind when 'class' then 1 else 2 end)
                                     order by right(id, 1)::int), 0)
    else m2 end as m2 from total;
END
}

start=$(now)
if "$kind" 2>"$values.log"; then
  end=$(now)
  printf '%s/wall_s\t%s\n' "$key" "$(echo "$start $end" | awk '{ printf "%.3f", $2 - $1 }')"
  sql -A -t -F "$(printf '\t')" -c 'set extra_float_digits = 3' -c 'select kind, id, m2 from city.result' >"$values"
elif grep -q 'statement timeout' "$values.log" || [ ! -s "$values.log" ]; then
  printf '%s/over_s\t%s\n' "$key" "$limit"
else
  cat "$values.log" >&2; printf 'postgis.sh: the %s run failed\n' "$kind" >&2; exit 1
fi
