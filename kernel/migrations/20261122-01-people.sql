-- Units, people, posts and who holds them: all with from and to. Nobody is ever deleted; a row ends.
create table unit (
  id uuid primary key,
  name text not null check (name <> ''),
  short text not null,
  parent uuid references unit,
  kind text not null check (kind in ('office', 'division', 'department', 'county', 'leaders')),
  sort int not null default 0,
  code text not null,
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at)
);
create unique index unit_code on unit (code) where to_at is null;
create index unit_parent on unit (parent);

create table person (
  id uuid primary key,
  name text not null check (name <> ''),
  pinyin text not null default '',
  active boolean not null default true,
  username text unique
);

create table post (
  id uuid primary key,
  unit uuid not null references unit,
  title text not null,
  rank int not null default 100,
  head boolean not null default false,
  receiving boolean not null default false,
  key text,
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at)
);
create index post_unit on post (unit);

create table holding (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references person,
  post uuid not null references post,
  kind text not null default 'main' check (kind in ('main', 'also', 'borrowed', 'deputy')),
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at)
);
create index holding_person on holding (person);
create index holding_post on holding (post);

create table portfolio (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references person,
  unit uuid references unit,
  field text,
  kind text not null check (kind in ('分管', '协管', '联系')),
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at),
  check (num_nonnulls(unit, field) >= 1)
);
create index portfolio_person on portfolio (person);

create table power (
  id uuid primary key default gen_random_uuid(),
  post uuid references post,
  person uuid references person,
  key text not null check (key <> ''),
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at),
  check (num_nonnulls(post, person) = 1)
);
create index power_post on power (post);
create index power_person on power (person);

create table delegation (
  id uuid primary key,
  principal uuid not null references person,
  agent uuid not null references person,
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at),
  desks text[],
  named_too boolean not null default false,
  set_by uuid not null references person,
  ground text not null default '',
  check (principal <> agent)
);
create index delegation_agent on delegation (agent);

-- The working calendar: only days that are not what their weekday says, and the years covered (R-T01, R-T02).
create table calendar_day (
  day date primary key,
  workday boolean not null,
  name text not null default '',
  source text not null check (source <> '')
);
create table calendar_year (
  year int primary key,
  source text not null check (source <> '')
);

-- Routes (办理路线): versioned, never changed once published.
create table route (
  key text not null,
  version int not null check (version > 0),
  steps json not null,
  published_at timestamptz not null,
  published_by uuid not null references person,
  primary key (key, version)
);

-- What the office knows of itself, e.g. demo = yes. Written by the installer only.
create table office_mark (
  key text primary key,
  value text not null,
  at timestamptz not null default now()
);

-- One row that changes with every change above: processes keep their snapshot of the office until the stamp differs.
create table people_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null default 1,
  stamp uuid not null default gen_random_uuid()
);
insert into people_version default values;

create function bump_people_version() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update people_version set version = version + 1, stamp = gen_random_uuid();
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['unit', 'person', 'post', 'holding', 'portfolio', 'power', 'delegation', 'calendar_day', 'calendar_year', 'route'] loop
    execute format('create trigger bump_version after insert or update or delete or truncate on %I for each statement execute function bump_people_version()', t);
  end loop;
end $$;
