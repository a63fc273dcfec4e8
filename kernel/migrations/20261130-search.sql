/* 检索: one row of numbers per matter (two-character pieces of its texts, and marks that narrow), built beside the acts by the worker. No text stands here.
   The reading hand sees neither table: it asks search_ids, which leaves out what row-level security hides. */
create table search_doc (
  matter_id uuid primary key references matter,
  title int[] not null,
  body int[] not null
);
create index search_doc_title on search_doc using gin (title) with (fastupdate = off);
create index search_doc_body on search_doc using gin (body) with (fastupdate = off);
-- What waits to be indexed anew; a matter may wait twice, so that no act waits for the indexer.
create table search_due (
  id bigint generated always as identity primary key,
  matter_id uuid not null
);
-- What was taken out of a file, apart from it; goes with its name.
create table file_text (
  file_id uuid primary key references file,
  matter_id uuid not null references matter,
  state text not null check (state in ('waiting', 'done', 'cut', 'failed', 'none')),
  text text,
  at timestamptz,
  check ((text is not null) = (state in ('done', 'cut')))
);
create index file_text_matter on file_text (matter_id);
create index file_text_waiting on file_text (file_id) where state = 'waiting';
create index file_text_failed on file_text (file_id) where state = 'failed';
select fence('file_text');
grant select, insert on file_text to huiyin_act;
grant update (state, text, at) on file_text to huiyin_act;
grant select, insert, update, delete on search_doc to huiyin_act;
grant select, insert, delete on search_due to huiyin_act;

-- Every event of a matter; an erasure takes the row away at once.
create function note_search() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- by key, and seldom: beside a long history a join with what has just come in might read it all
  if exists (select 1 from fresh e where e.move = 'erase') then
    delete from search_doc d where d.matter_id = any (array(select e.matter_id from fresh e where e.move = 'erase'));
  end if;
  insert into search_due (matter_id) select distinct e.matter_id from fresh e where e.matter_id is not null;
  return null;
end $$;
create trigger search after insert on event referencing new table as fresh for each statement execute function note_search();

create function note_file() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into file_text (file_id, matter_id, state) select f.id, f.matter_id, case when f.kind in ('pdf', 'docx', 'xlsx', 'txt', 'ofd', 'zip') then 'waiting' else 'none' end from fresh f;
  return null;
end $$;
create trigger search after insert on file referencing new table as fresh for each statement execute function note_file();

-- 依法删除 of a file's name, and 误入清理, take what was read out of it.
create function forget_file() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from file_text t where t.file_id = new.id;
  return null;
end $$;
create trigger search_erased after update of name on file for each row when (new.name is null) execute function forget_file();
revoke execute on function note_search(), note_file(), forget_file() from public;

-- The week a UUIDv7 was made in.
create function search_week(id uuid) returns int language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select ((('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint) / 604800000)::int
$$;
/* Ids of matters that have every piece and one of the marks in each list, newest first, at most so many. What is found is looked at afterwards; who may see it is asked there.
   It goes back in time, one week, then twice as many each time, so that a common word costs its page and a rare one a handful of looks. The match is fenced and the table never
   scanned: its lists cost more to open than the planner believes. */
create function search_ids(in_title boolean, every int[], mine int[], months int[], before uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  col text := case when in_title then 'd.title' else 'd.body' end;
  hidden uuid[] := hidden_matters();
  query text := 'with hit as materialized (select d.matter_id from search_doc d where ' || col || ' && $3'
    || case when cardinality(every) > 0 then ' and ' || col || ' @> $1' else '' end
    || case when mine is not null then ' and ' || col || ' && $2' else '' end
    || case when months is not null then ' and ' || col || ' && $4' else '' end
    || ') select h.matter_id from hit h where ($5 is null or h.matter_id < $5) and h.matter_id <> all ($6) order by h.matter_id desc limit $7';
  week int;
  oldest int;
  width int := 1;
  found int := 0;
  n int;
begin
  select search_week(d.matter_id) into week from search_doc d order by d.matter_id desc limit 1;
  select search_week(d.matter_id) into oldest from search_doc d order by d.matter_id limit 1;
  if week is null then
    return;
  end if;
  if before is not null then
    week := least(week, search_week(before));
  end if;
  while week >= oldest and found < most loop
    return query execute query using every, mine, array(select 65536 | (w & 65535) from generate_series(greatest(week - width + 1, oldest), week) w), months, before, hidden, most - found;
    get diagnostics n = row_count;
    found := found + n;
    week := week - width;
    width := least(width * 2, 512);
  end loop;
end $$;
revoke execute on function search_week(uuid), search_ids(boolean, int[], int[], int[], uuid, int) from public;
grant execute on function search_ids(boolean, int[], int[], int[], uuid, int) to huiyin_read, huiyin_act;

-- How many wait to be indexed, counted up to a thousand: told to whoever searches while a register is brought in.
create function search_waiting() returns int language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(*)::int from (select 1 from search_due limit 1000) d
$$;
revoke execute on function search_waiting() from public;
grant execute on function search_waiting() to huiyin_read, huiyin_act;

-- What was there before.
insert into file_text (file_id, matter_id, state)
  select f.id, f.matter_id, case when f.kind in ('pdf', 'docx', 'xlsx', 'txt', 'ofd', 'zip') then 'waiting' else 'none' end from file f where f.name is not null;
insert into search_due (matter_id) select m.id from matter m order by m.id;
