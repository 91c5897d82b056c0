-- SPDX-License-Identifier: GPL-3.0-or-later
-- The figures by somebody who knows PostGIS: everything clipped to a grid first, small unions in each cell,
-- as many sessions as there are threads, each with its share of the cells. Variables: tile (metres), part and
-- parts (this session's share). The tables of the result exist already.
set search_path = city, public;
set client_min_messages = warning;
set max_parallel_workers_per_gather = 0;
create temp table cell as
  select row_number() over () as id, geom
  from (select (ST_SquareGrid(:tile, ST_SetSRID(ST_Extent(geom)::geometry, 4547))).geom
          from (select geom from greens union all select geom from cover) as all_green) grid;
delete from cell where id % :parts <> :part;
create index on cell using gist (geom);
analyze cell;

create temp table class_cell as
  select c.id, array_position(array['G1','G2','G3','XG','EG'], g.cls) - 1 as k,
         ST_Union(ST_ClipByBox2D(g.geom, c.geom::box2d)) as geom
  from cell c join greens g on g.geom && c.geom group by c.id, g.cls;
create temp table grown as
  with recursive step(id, k, geom) as (
    select id, -1, ST_GeomFromText('POLYGON EMPTY', 4547) from (select distinct id from class_cell) cells
    union all
    select s.id, s.k + 1, case when c.geom is null then s.geom else ST_Union(s.geom, c.geom) end
    from step s left join class_cell c on c.id = s.id and c.k = s.k + 1 where s.k < 4)
  select * from step where k >= 0;
create index on grown (id, k);
analyze grown;

create temp table edge as      -- the built-up area in each cell; NULL: all of the cell
  select c.id, case when ST_Area(part) >= ST_Area(c.geom) then null else part end as geom
  from (select c.id, c.geom, ST_ClipByBox2D(b.geom, c.geom::box2d) as part from cell c join boundary b on b.geom && c.geom) c
  where not ST_IsEmpty(part);
create temp table within as
  select g.id, g.k, case when e.geom is null then g.geom else ST_Intersection(g.geom, e.geom) end as geom
  from grown g join edge e using (id);
insert into result_part
  select 'class', k::text, sum(ST_Area(geom)) from within group by k;

insert into result_part
  select 'cover', '0', sum(ST_Area(case when e.geom is null then u.geom else ST_Intersection(u.geom, e.geom) end))
  from (select coalesce(v.id, g.id) as id,
               case when g.geom is null then v.geom when v.geom is null then g.geom else ST_Union(v.geom, g.geom) end as geom
          from (select c.id, ST_Union(ST_ClipByBox2D(t.geom, c.geom::box2d)) as geom
                  from cell c join cover t on t.geom && c.geom group by c.id) v
          full join (select id, geom from grown where k = 4) g using (id)) u
  join edge e using (id);

insert into result_part
  select 'district', d.id || '-' || w.k,
         sum(case when ST_Area(d.geom) >= ST_Area(c.geom) then ST_Area(w.geom) else ST_Area(ST_Intersection(w.geom, d.geom)) end)
  from cell c join within w using (id)
  join (select c2.id as cell, d2.id, ST_ClipByBox2D(d2.geom, c2.geom::box2d) as geom
          from cell c2 join districts d2 on d2.geom && c2.geom) d on d.cell = c.id and not ST_IsEmpty(d.geom)
  group by d.id, w.k;

create temp table target as select id, ST_Subdivide(geom, 128) as geom from grown where k = 4;
create index on target using gist (geom);
analyze target;
insert into result_part
  select 'parcel', p.id::text, sum(ST_Area(ST_Intersection(p.geom, g.geom)))
  from target g join parcels p on ST_Intersects(p.geom, g.geom) group by p.id;
