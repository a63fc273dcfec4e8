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
select fence('file_text');
grant select, insert on file_text to huiyin_act;
grant update (state, text, at) on file_text to huiyin_act;
grant select, insert, update, delete on search_doc to huiyin_act;
grant select, insert, delete on search_due to huiyin_act;

-- Every event of a matter; an erasure takes the row away at once.
create function note_search() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from search_doc d where d.matter_id in (select e.matter_id from fresh e where e.move = 'erase');
  insert into search_due (matter_id) select distinct e.matter_id from fresh e where e.matter_id is not null;
  return null;
end $$;
create trigger search after insert on event referencing new table as fresh for each statement execute function note_search();

create function note_file() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into file_text (file_id, matter_id, state) select f.id, f.matter_id, case when f.kind in ('pdf', 'docx', 'xlsx', 'txt', 'ofd') then 'waiting' else 'none' end from fresh f;
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

/* Ids of matters that have every piece and one of the marks in each list, newest first. What is found is looked at afterwards; who may see it is asked there.
   The match is fenced and the table never scanned: its lists cost more to open than the planner believes. */
create function search_ids(in_title boolean, every int[], mine int[], weeks int[], months int[], before uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare col text := case when in_title then 'd.title' else 'd.body' end;
begin
  return query execute 'with hit as materialized (select d.matter_id from search_doc d where ' || col || ' && $3'
    || case when cardinality(every) > 0 then ' and ' || col || ' @> $1' else '' end
    || case when mine is not null then ' and ' || col || ' && $2' else '' end
    || case when months is not null then ' and ' || col || ' && $4' else '' end
    || ') select h.matter_id from hit h where ($5 is null or h.matter_id < $5) and h.matter_id <> all ((select hidden_matters())::uuid[]) order by h.matter_id desc limit $6'
    using every, mine, weeks, months, before, most;
end $$;
-- The first and the last id there are: between them the search goes back in time.
create function search_ends() returns table (first uuid, last uuid) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select (select d.matter_id from search_doc d order by d.matter_id limit 1), (select d.matter_id from search_doc d order by d.matter_id desc limit 1)
$$;
revoke execute on function search_ids(boolean, int[], int[], int[], int[], uuid, int), search_ends() from public;
grant execute on function search_ids(boolean, int[], int[], int[], int[], uuid, int), search_ends() to huiyin_read, huiyin_act;

-- What was there before.
insert into file_text (file_id, matter_id, state)
  select f.id, f.matter_id, case when f.kind in ('pdf', 'docx', 'xlsx', 'txt', 'ofd') then 'waiting' else 'none' end from file f where f.name is not null;
insert into search_due (matter_id) select m.id from matter m order by m.id;
