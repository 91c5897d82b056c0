#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-plan.sh GREENLINE-CLI PLAN.gpkg: builds the plan of the sample city from the shapefiles
# beside this script, the way a planner would on the command line.
set -eu

[ $# -eq 2 ] || { echo "usage: make-plan.sh GREENLINE-CLI PLAN.gpkg" >&2; exit 2; }
cli=$1
plan=$2
data=$(cd "$(dirname "$0")" && pwd)

import ()                       # FILE, LAYER NAME, options
{
  source=$data/$1.shp layer=$2
  shift 2
  "$cli" import "$plan" "$source" --layer "$layer" "$@"
}

"$cli" new "$plan" --crs EPSG:4547 --name 江城绿地系统规划

# ---- phases -----------------------------------------------------------------------------------
# The two steps keep the present land use and boundary; the last phase has the planned ones.
"$cli" phase "$plan" set present --year 2025 population=285000 population_kind=常住 \
  population_year=2025 city_class=mid region=S attached=drawn coverage=estimate
"$cli" phase "$plan" add 2027 --year 2027 population=293000 population_kind=常住 \
  population_year=2027 city_class=mid region=S attached=drawn coverage=estimate
"$cli" phase "$plan" add 2028 --year 2028 population=299000 population_kind=常住 \
  population_year=2028 city_class=mid region=S attached=drawn coverage=estimate
"$cli" phase "$plan" add 2030 --year 2030 population=312000 population_kind=常住 \
  population_year=2030 city_class=mid region=S attached=declared coverage=estimate \
  standard=NGC2016

# ---- targets: while the plan is small and quick to save: the yearly steps of the programme, entries that no map can compute --------------
target () { "$cli" target "$plan" set --phase "$1" "$2" ">=" "$3"; }
target 2027 GCR 0.380
target 2027 GLR 0.348
target 2027 PGPC 10.0
target 2028 GCR 0.382
target 2028 GLR 0.350
target 2028 PGPC 10.5
target 2030 GCR 0.384
target 2030 GLR 0.354
target 2030 PGPC 11.0
"$cli" entry "$plan" set --phase 2030 OLD 0.97 --evidence 古树名木普查报告 --department 园林局

# ---- land use, boundaries, districts ----------------------------------------------------------
import 现状用地 现状用地 --as parcel --codes gb50137 --phase present
import 规划用地 规划用地 --as parcel --codes gb50137 --phase 2030
import 建成区现状 建成区现状 --as boundary --kind built-up --phase present
import 建成区规划 建成区规划 --as boundary --kind built-up --phase 2030
import 城市建设用地现状 城市建设用地现状 --as boundary --kind construction --phase present
import 城市建设用地规划 城市建设用地规划 --as boundary --kind construction --phase 2030
import 规划范围 规划范围 --as boundary --kind planning --phase present
import 城区 城区 --as district --kind urban-district --phase present \
  --field name=MC --field population=RK --field households=HS
import 社区 社区 --as district --kind community --phase present \
  --field name=MC --field population=RK --field households=HS

# ---- greens and cover -------------------------------------------------------------------------
import 现状绿地 现状绿地 --as green --codes cjjt85-2017 --phase present --field code=LDDM
for year in 2027 2028 2030; do
  import "规划绿地$year" "规划绿地 $year" --as green --codes cjjt85-2017 --phase "$year" \
    --field code=LDDM
done
import 行道树绿化覆盖 行道树覆盖 --as cover --class tree --phase present
import 树冠 树冠 --as cover --class tree --phase present
import 规划行道树绿化覆盖 规划行道树覆盖 --as cover --class tree --phase 2030
import 规划屋顶绿化 规划屋顶绿化 --as cover --class roof --phase 2030

# ---- water, lines, points ---------------------------------------------------------------------
import 水系 水系 --as water --phase present
import 道路 道路 --as line --kind road --phase present
import 规划道路 规划道路 --as line --kind road --phase 2030
import 铁路 铁路 --as line --kind rail --phase present
import 河流 河流 --as line --kind river --phase present
import 古树名木 古树名木 --as point --kind ancient-tree --phase present
import 公园出入口 公园出入口 --as point --kind entrance --phase present
