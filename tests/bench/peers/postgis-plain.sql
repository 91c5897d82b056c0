-- SPDX-License-Identifier: GPL-3.0-or-later
-- The figures in plain SQL, as a planner's database does them: ST_Union of each class, differences of the
-- growing unions, ST_Subdivide and GiST for districts and parcels.
set search_path = city, public;
set client_min_messages = warning;
drop table if exists class_union, green_union, within, piece, all_piece, result;
create table result (kind text, id text, m2 double precision);

create table class_union as
  select array_position(array['G1','G2','G3','XG','EG'], cls) - 1 as k, ST_Union(geom) as geom from greens group by cls;
create table green_union as
  with recursive grown(k, geom) as (
    select k, geom from class_union where k = 0
    union all
    select c.k, ST_Union(g.geom, c.geom) from grown g join class_union c on c.k = g.k + 1)
  select * from grown;
create table within as
  select g.k, ST_Intersection(g.geom, b.geom) as geom from green_union g, boundary b;
insert into result
  select 'class', k::text, ST_Area(geom) - coalesce(lag(ST_Area(geom)) over (order by k), 0) from within;

insert into result
  select 'cover', '0', ST_Area(ST_Intersection(
      ST_Union((select ST_Union(geom) from cover), (select geom from green_union where k = 4)), b.geom))
  from boundary b;

create table piece as select k, ST_Subdivide(geom, 128) as geom from within;
create index on piece using gist (geom);
analyze piece;
insert into result
  select 'district', id || '-' || k, m2 - coalesce(lag(m2) over (partition by id order by k), 0)
  from (select d.id, c.k, (select coalesce(sum(ST_Area(ST_Intersection(p.geom, d.geom))), 0)
                             from piece p where p.k = c.k and ST_Intersects(p.geom, d.geom)) as m2
          from districts d, class_union c) grown;

create table all_piece as select ST_Subdivide(geom, 128) as geom from green_union where k = 4;
create index on all_piece using gist (geom);
analyze all_piece;
insert into result
  select 'parcel', p.id::text, sum(ST_Area(ST_Intersection(p.geom, g.geom)))
  from parcels p join all_piece g on ST_Intersects(p.geom, g.geom) group by p.id;
