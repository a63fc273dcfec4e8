-- History: events (partitioned by the office year they were logged in), the sealer's queue, seals, reads on record.
-- `year` and `logged_at` come from their defaults; the application may not supply them. Rows go in through the parent table.
create table event (
  year int not null default extract(year from now() at time zone 'Asia/Shanghai')::int,
  id bigint generated always as identity,
  act_id uuid not null,
  matter_id uuid,
  at timestamptz not null,
  logged_at timestamptz not null default now(),
  move text not null,
  actor uuid not null,
  holder uuid,
  recorded_by uuid,
  evidence uuid,
  undoes uuid,
  v int not null default 1,
  said json not null,
  effects json not null,
  primary key (year, id),
  check (year = extract(year from logged_at at time zone 'Asia/Shanghai')::int)
) partition by list (year);
create index event_matter on event (matter_id, id desc);
create index event_act on event (act_id);
create index event_id on event (id);
create index event_recorded on event (actor, logged_at) where recorded_by is not null;

create function refuse_history_change() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception using errcode = 'HY017', message = 'guard.history-frozen', detail = format('%s on %s', tg_op, tg_table_name);
end $$;
create trigger frozen before update or delete on event for each row execute function refuse_history_change();
create trigger frozen_whole before truncate on event for each statement execute function refuse_history_change();

-- A TRUNCATE trigger is not inherited: each year's partition gets its own.
create function make_event_partition(y int) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare part text := 'event_' || y;
begin
  if y not between 1990 and 2200 then
    raise exception 'year % out of range', y;
  end if;
  if to_regclass('public.' || part) is not null then
    return;
  end if;
  execute format('create table public.%I partition of public.event for values in (%s)', part, y);
  execute format('create trigger frozen_whole before truncate on public.%I for each statement execute function refuse_history_change()', part);
end $$;
revoke execute on function make_event_partition(int) from public;
grant execute on function make_event_partition(int) to huiyin_act, huiyin_seal;
select make_event_partition(y) from generate_series(2017, 2028) y;

create table unsealed (
  event_id bigint not null,
  year int not null,
  primary key (year, event_id)
);
create table seal (
  no bigint primary key check (no > 0),
  at timestamptz not null,
  suite text not null check (suite in ('sm3', 'sha256')),
  prev bytea not null,
  ids bigint[] not null,
  years int[] not null,
  leaves bytea not null,
  hash bytea not null unique,
  check (cardinality(ids) > 0 and cardinality(ids) = cardinality(years))
);
create trigger frozen before update or delete on seal for each row execute function refuse_history_change();
create trigger frozen_whole before truncate on seal for each statement execute function refuse_history_change();

create table looked (
  id bigint generated always as identity primary key,
  who uuid not null,
  matter_id uuid,
  what text not null,
  at timestamptz not null default now()
);
create index looked_matter on looked (matter_id, id desc);
create index looked_who on looked (who, id desc);
create trigger frozen before update or delete on looked for each row execute function refuse_history_change();
create trigger frozen_whole before truncate on looked for each statement execute function refuse_history_change();

-- One key, one effect (invariant 15). Kept 30 days.
create table done (
  key text primary key,
  who uuid not null,
  digest text not null,
  result json,
  at timestamptz not null
);
create index done_at on done (at);

-- Notices on their way. A later one with the same merge key replaces one not yet taken up by the sender.
create table outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  to_person uuid,
  merge_key text not null,
  payload jsonb not null,
  due_at timestamptz not null,
  claimed_until timestamptz,
  sent_at timestamptz,
  attempts int not null default 0,
  dead_at timestamptz,
  last_error text
);
create unique index outbox_merge on outbox (to_person, merge_key) nulls not distinct where sent_at is null and dead_at is null and claimed_until is null;
create index outbox_due on outbox (due_at, id) where sent_at is null and dead_at is null;
create index outbox_person on outbox (to_person, id desc);
