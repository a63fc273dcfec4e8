-- Numbers of a series and year: no repeat, no gap without a recorded reason, never reused (invariant 16).
create table series (
  series text not null,
  year int not null,
  last int not null default 0,
  -- Numbers 1..opening were given before this system.
  opening int not null default 0 check (opening >= 0),
  opened_by uuid,
  opened_why text,
  primary key (series, year),
  check (last >= opening),
  check (opening = 0 or (opened_by is not null and opened_why is not null))
);
create table taken (
  series text not null,
  year int not null,
  n int not null check (n > 0),
  matter_id uuid references matter deferrable initially deferred,
  voided_reason text,
  primary key (series, year, n),
  foreign key (series, year) references series,
  check (matter_id is not null or voided_reason <> '')
);
create index taken_matter on taken (matter_id);
-- Kept for somebody until a moment; the ordinary taker steps over it.
create table reserved (
  id bigint generated always as identity primary key,
  series text not null,
  year int not null,
  n int not null check (n > 0),
  by uuid not null,
  until timestamptz not null,
  reason text not null check (reason <> ''),
  released_at timestamptz,
  foreign key (series, year) references series
);
create unique index reserved_number on reserved (series, year, n) where released_at is null;

-- Counted, not searched: the guard costs the numbers just taken, not the series.
create function guard_series() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  since int := case when tg_op = 'INSERT' then new.opening else old.last end;
  known bigint;
begin
  select (select count(*) from taken t where t.series = new.series and t.year = new.year and t.n > since and t.n <= new.last)
       + (select count(*) from reserved r where r.series = new.series and r.year = new.year and r.n > since and r.n <= new.last and r.released_at is null
          and not exists (select 1 from taken t where t.series = r.series and t.year = r.year and t.n = r.n))
  into known;
  if known <> new.last - since then
    raise exception using errcode = 'HY016', message = 'guard.number-gap', detail = format('%s %s: %s..%s', new.series, new.year, since + 1, new.last);
  end if;
  return null;
end $$;
create constraint trigger no_gap after insert or update on series deferrable initially deferred for each row execute function guard_series();

create function freeze_series() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or new.last < old.last or (new.series, new.year, new.opening) is distinct from (old.series, old.year, old.opening) then
    raise exception using errcode = 'HY016', message = 'guard.series-frozen';
  end if;
  return new;
end $$;
create trigger frozen before update or delete on series for each row execute function freeze_series();

create function guard_taken() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select 1 from series s where s.series = new.series and s.year = new.year and new.n > s.opening and new.n <= s.last)
     and not exists (select 1 from reserved r where r.series = new.series and r.year = new.year and r.n = new.n and r.released_at is null) then
    raise exception using errcode = 'HY016', message = 'guard.number-ahead', detail = format('%s %s: %s', new.series, new.year, new.n);
  end if;
  return null;
end $$;
create constraint trigger in_series after insert on taken deferrable initially deferred for each row execute function guard_taken();

create function freeze_taken() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.voided_reason is not null or (new.series, new.year, new.n, new.matter_id) is distinct from (old.series, old.year, old.n, old.matter_id) then
    raise exception using errcode = 'HY016', message = 'guard.number-frozen';
  end if;
  return new;
end $$;
create trigger frozen before update or delete on taken for each row execute function freeze_taken();

-- A reservation ends by use, or by expiry with its number voided; only a number not yet passed may simply be let go.
create function guard_reserved() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.released_at is not null
     and exists (select 1 from series s where s.series = new.series and s.year = new.year and s.last >= new.n)
     and not exists (select 1 from taken t where t.series = new.series and t.year = new.year and t.n = new.n) then
    raise exception using errcode = 'HY016', message = 'guard.number-gap', detail = format('%s %s: %s', new.series, new.year, new.n);
  end if;
  return null;
end $$;
create constraint trigger no_gap after insert or update on reserved deferrable initially deferred for each row execute function guard_reserved();
create function freeze_reserved() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.released_at is not null or (new.series, new.year, new.n, new."by") is distinct from (old.series, old.year, old.n, old."by") then
    raise exception using errcode = 'HY016', message = 'guard.number-frozen';
  end if;
  return new;
end $$;
create trigger frozen before update or delete on reserved for each row execute function freeze_reserved();

-- Every matter bears a number somebody took for it.
create function guard_matter_number() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select 1 from taken t where t.matter_id = new.id) then
    raise exception using errcode = 'HY016', message = 'guard.number-not-taken', detail = new.id::text;
  end if;
  return null;
end $$;
create constraint trigger numbered after insert on matter deferrable initially deferred for each row execute function guard_matter_number();
