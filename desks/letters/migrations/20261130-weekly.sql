-- 每周专报 and 意见建议摘报: drawn every Monday, edited, issued under a number of their own series. The numbers are frozen when it is drawn; once issued nothing changes.
create table letters_weekly (
  id uuid primary key,
  kind text not null check (kind in ('weekly', 'opinions')),
  -- the Monday it is drawn on; it tells of the seven days before
  week date not null check (extract(isodow from week) = 1),
  cut_off timestamptz not null,
  numbers json not null,
  blocks json not null,
  version int not null check (version > 0),
  drawn_at timestamptz not null,
  -- null: as the system drew it
  saved_by uuid references person,
  saved_at timestamptz not null,
  year int,
  no int check (no > 0),
  issued_by uuid references person,
  issued_at timestamptz,
  digest text check (digest ~ '^[0-9a-f]{64}$'),
  unique (kind, week),
  unique (kind, year, no),
  check (num_nonnulls(year, no, issued_by, issued_at, digest) in (0, 5))
);
grant select, insert on letters_weekly to huiyin_act;
grant update (blocks, version, saved_by, saved_at, year, no, issued_by, issued_at, digest) on letters_weekly to huiyin_act;
grant select on letters_weekly to huiyin_read;

create function letters_weekly_stays() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.issued_at is not null then
    raise exception using errcode = 'HY017', message = 'guard.row-frozen', detail = old.id::text;
  end if;
  return new;
end $$;
create trigger letters_weekly_stays before update on letters_weekly for each row execute function letters_weekly_stays();
