-- 归档: a record of the archive beside a closed matter, no phase of it. One row is one 件; it is born as a draft in the very act that closes.
create table archives_item (
  id uuid primary key,
  matter_id uuid not null references matter,
  round int not null,
  state text not null default 'draft' check (state in ('draft', 'kept', 'left')),
  drawn_at timestamptz not null,
  -- 归档: frozen with the act; the title stays the matter's own
  fonds text,
  year int check (year between 1949 and 2200),
  term text check (term in ('Y', 'D30', 'D10')),
  organ text,
  no int check (no > 0),
  reference text generated always as (fonds || '-WS·' || year::text || '-' || term || '-' || organ || '-' || lpad(no::text, greatest(4, length(no::text)), '0')) stored,
  number text,
  author text,
  paper_on date,
  pages int check (pages > 0),
  remark text,
  -- 控制使用: lent with the consent of the head alone
  sensitive boolean not null default false,
  table_row text,
  table_version int,
  hand_over int,
  last_year int,
  archived_at timestamptz,
  archived_by uuid references person,
  -- 不归档
  left_why text,
  left_at timestamptz,
  left_by uuid references person,
  unique (matter_id, round),
  constraint archives_item_reference unique (reference) deferrable initially deferred,
  check ((state = 'kept') = (no is not null)),
  check (num_nonnulls(fonds, year, term, organ, no, author, paper_on, pages, table_version, archived_at, archived_by) in (0, 11)),
  check ((state = 'left') = (left_why is not null)),
  check (num_nonnulls(left_why, left_at, left_by) in (0, 3))
);
create index archives_item_draft on archives_item (drawn_at desc, id desc) where state <> 'kept';
create index archives_item_group on archives_item (year desc, term, organ, no) where state = 'kept';
create index archives_item_number on archives_item (number) where number is not null;
create index archives_item_last on archives_item (last_year) where state = 'kept' and last_year is not null;
select fence_desk('archives_item');

-- 件内文件, in order: 正本, 定稿, 处理笺, 附件. A form printed of the matter has its key, paper without a file says so.
create table archives_part (
  item uuid not null references archives_item,
  matter_id uuid not null references matter,
  no int not null check (no > 0),
  role text not null check (role in ('original', 'final', 'handling', 'attachment')),
  file uuid references file,
  slip text,
  pages int not null check (pages > 0),
  primary key (item, no),
  check (num_nonnulls(file, slip) < 2)
);
select fence_desk('archives_part');

-- 件号: one run per 全宗, year, term and 机构; moved on under its row lock.
create table archives_series (
  fonds text not null,
  year int not null,
  term text not null,
  organ text not null,
  last int not null check (last >= 0),
  primary key (fonds, year, term, organ)
);
grant select, insert, update on archives_series to huiyin_act;
grant select on archives_series to huiyin_read;

-- A renumbering stays on record, one row for every 件 it moved.
create table archives_renumber (
  id uuid primary key,
  item uuid not null references archives_item,
  matter_id uuid not null references matter,
  was text not null,
  is_now text not null,
  at timestamptz not null,
  by uuid not null references person,
  reason text not null
);
create index archives_renumber_item on archives_renumber (item);
create index archives_renumber_was on archives_renumber (was);
select fence_desk('archives_renumber');
revoke update on archives_renumber from huiyin_act;

-- 借阅: what is particular about one borrowing; the header, its clock and its answer are the kernel's.
create table archives_loan (
  matter_id uuid primary key references matter,
  borrower uuid not null references person,
  -- personal text; null once erased by law
  purpose text,
  way text not null check (way in ('paper', 'digital')),
  item uuid references archives_item,
  until timestamptz,
  sensitive boolean not null default false
);
create index archives_loan_borrower on archives_loan (borrower, way);
create index archives_loan_item on archives_loan (item) where item is not null;
select fence_desk('archives_loan');

-- The draft arises in the act that closes (R-A01), at its commit, for whatever was closed in whichever way. A closed list stays with its list; the archive's own borrowings are not archived again.
create function draw_archives_item() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- handled again before it was archived: the draft goes along
  update archives_item i set round = m.round, drawn_at = r.closed_at, state = 'draft', left_why = null, left_at = null, left_by = null
    from matter m join round r on r.matter_id = m.id and r.no = m.round
   where m.id = new.id and m.phase = 'closed' and r.closed_at is not null and i.matter_id = m.id and i.state <> 'kept' and i.round < m.round;
  insert into archives_item (id, matter_id, round, drawn_at)
  select gen_random_uuid(), m.id, m.round, r.closed_at from matter m join round r on r.matter_id = m.id and r.no = m.round
   where m.id = new.id and m.phase = 'closed' and m.readers = 'units' and m.desk <> 'archives' and r.closed_at is not null
  on conflict (matter_id, round) do nothing;
  return null;
end $$;
create constraint trigger archives_draw after update of phase on matter deferrable initially deferred for each row
  when (new.phase = 'closed' and old.phase is distinct from new.phase) execute function draw_archives_item();
create constraint trigger archives_draw_at_once after insert on matter deferrable initially deferred for each row when (new.phase = 'closed') execute function draw_archives_item();

-- No gap and no repeat: as many 件 as the run has numbers, and the last of them is the last (R-A02).
create function guard_archives_series() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  n int; top int; tail int;
begin
  select s.last into tail from archives_series s where s.fonds = new.fonds and s.year = new.year and s.term = new.term and s.organ = new.organ;
  select count(*), coalesce(max(i.no), 0) into n, top from archives_item i
   where i.state = 'kept' and i.fonds = new.fonds and i.year = new.year and i.term = new.term and i.organ = new.organ;
  if n <> tail or top <> tail then
    perform guard_refuse(16, 'number-gap', '00000000-0000-0000-0000-000000000000');
  end if;
  return null;
end $$;
create constraint trigger archives_series_whole after insert or update on archives_series deferrable initially deferred for each row execute function guard_archives_series();
revoke execute on function draw_archives_item(), guard_archives_series() from public;
