-- Open311 GeoReport v2: the same box as the public page, for programs. What everybody may read of a request stands here in plain words and is all there
-- is of it here: no name, no address, no text. The role huiyin_public still holds no right on any table. Rule: R-W04; decision 0018

-- Whoever hands in by a program; of the key only its digest.
create table open311_key (
  id uuid primary key,
  digest text not null unique check (digest ~ '^[0-9a-f]{64}$'),
  -- who has it, and what for
  name text not null check (name <> ''),
  purpose text not null check (purpose <> ''),
  per_hour int not null check (per_hour between 1 and 10000),
  issued_at timestamptz not null,
  revoked_at timestamptz
);
-- First levels of the letters' categories, as the office calls them; `open`: marked public by the office.
create table open311_service (
  code text primary key,
  zh text not null,
  en text not null,
  keywords_zh text not null,
  keywords_en text not null,
  sort int not null,
  in_use boolean not null,
  open boolean not null
);
-- By which name this office goes among others; no row: by none.
create table open311_side (
  only_one boolean primary key default true check (only_one),
  jurisdiction text not null check (jurisdiction ~ '^[a-z0-9.-]{1,100}$')
);
-- One row per request; until it is a letter only that it came. `public`: the writer agreed, and the letter is of a kind that may be shown.
create table open311_request (
  id text primary key check (id ~ '^[0-9A-Z]{12}$'),
  token text not null unique check (token ~ '^[0-9a-f]{64}$'),
  receipt text not null unique,
  key uuid not null references open311_key,
  requested_at timestamptz not null,
  matter_id uuid references matter,
  service text,
  agreed boolean not null default false,
  public boolean not null default false,
  -- as on the page of progress; refused: it was no letter
  state text check (state in ('received', 'working', 'answered', 'closed', 'void', 'joined', 'refused')),
  agency text,
  updated_at timestamptz,
  expected_at timestamptz,
  check (not public or (agreed and matter_id is not null and service is not null and state is not null and updated_at is not null))
);
create index open311_request_time on open311_request (requested_at, id) where public;
grant select, insert, update on open311_key, open311_service, open311_side to huiyin_act;
grant select, update on open311_request to huiyin_act;

create function public_open311_services() returns table (code text, zh text, en text, keywords_zh text, keywords_en text, jurisdiction text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.code, s.zh, s.en, s.keywords_zh, s.keywords_en, (select o.jurisdiction from open311_side o) from open311_service s where s.in_use and s.open order by s.sort, s.code
$$;

create function public_open311_key(shown text) returns table (id uuid, per_hour int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.per_hour from open311_key k where k.digest = shown and k.revoked_at is null
$$;

-- Into the same box, by the same limits; a key that was revoked meanwhile puts in nothing.
create function public_open311_hand_in(
  "key" uuid, "request" text, "token" text,
  "id" uuid, "kind" text, "form" text, "digest" text, "receipt" text, "code_digest" text, "sealed" bytea, "at" timestamptz
) returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  done text;
begin
  if not exists (select 1 from open311_key k where k.id = $1 and k.revoked_at is null) then
    return 'no-key';
  end if;
  done := public_hand_in($4, $5, $6, $7, $8, $9, $10, ''::bytea, '{}'::int[], $11);
  if done = 'taken' then
    insert into open311_request (id, token, receipt, key, requested_at) values ($2, $3, $8, $1, $11);
  end if;
  return done;
end $$;

-- known: it is a letter now, and has its id; refused: it never becomes one.
create function public_open311_token(shown text) returns table (id text, refused boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when r.matter_id is not null then r.id end, r.state is not distinct from 'refused' from open311_request r where r.token = shown
$$;

-- A letter put on a closed list is gone from here in the same moment, whenever the worker comes round.
create function public_open311_requests(ids text[], codes text[], since timestamptz, upto timestamptz, closed boolean, size int, skip int)
returns table (id text, service text, zh text, en text, state text, agency text, requested_at timestamptz, updated_at timestamptz, expected_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.id, r.service, s.zh, s.en, r.state, r.agency, r.requested_at, r.updated_at, r.expected_at
  from open311_request r join open311_service s on s.code = r.service and s.open join matter m on m.id = r.matter_id and m.readers = 'units'
  where r.public and (ids is null or r.id = any (ids)) and (codes is null or r.service = any (codes))
    and (since is null or r.requested_at >= since) and (upto is null or r.requested_at <= upto)
    and (closed is null or (r.state in ('closed', 'void')) = closed)
  order by r.requested_at desc, r.id limit least(size, 500) offset skip
$$;

revoke execute on function public_open311_services(), public_open311_key(text),
  public_open311_hand_in(uuid, text, text, uuid, text, text, text, text, text, bytea, timestamptz), public_open311_token(text),
  public_open311_requests(text[], text[], timestamptz, timestamptz, boolean, int, int) from public;
grant execute on function public_open311_services(), public_open311_key(text),
  public_open311_hand_in(uuid, text, text, uuid, text, text, text, text, text, bytea, timestamptz), public_open311_token(text),
  public_open311_requests(text[], text[], timestamptz, timestamptz, boolean, int, int) to huiyin_public;
