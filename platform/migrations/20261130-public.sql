-- The public side: what citizens hand in, and how far it has got, told to whoever shows number and code. The role huiyin_public holds no right on
-- any table; it may call three functions. What was handed in is sealed to the inner side before it comes here. Rule: architecture §2 «Database roles», R-C18

-- One row per form sent in. `sealed` is emptied once it has been taken in.
create table submission (
  id uuid primary key,
  kind text not null check (kind in ('letter', 'rating', 'more', 'mark')),
  -- digest of the form's own token: the same form sent twice is one submission
  form text not null unique check (form ~ '^[0-9a-f]{64}$'),
  -- of what was written, keyed with that token: the same words again, or others
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  receipt text unique check (receipt ~ '^[0-9A-Z]{8}$'),
  code_digest text check (code_digest ~ '^[0-9a-f]{64}$'),
  sealed bytea,
  at timestamptz not null,
  tries int not null default 0,
  next_at timestamptz not null,
  taken_at timestamptz,
  -- taken, or the code of the refusal
  outcome text,
  matter_id uuid references matter,
  check ((receipt is null) = (code_digest is null)),
  check ((kind = 'letter') = (receipt is not null)),
  check ((taken_at is null) = (outcome is null))
);
create index submission_waiting on submission (next_at, id) where taken_at is null;
create table submission_file (
  submission uuid not null references submission on delete cascade,
  no int not null check (no >= 1),
  sealed bytea not null,
  primary key (submission, no)
);
grant select, update, delete on submission to huiyin_act;
grant select, delete on submission_file to huiyin_act;

-- 公开进度: one row per letter that came by the public page. `sealed` opens with the query code alone; the inner side keeps that key sealed too.
create table published (
  receipt text primary key,
  code_digest text not null,
  key_cipher text not null,
  number text unique,
  matter_id uuid references matter,
  contact uuid,
  handed_in_at timestamptz not null,
  sealed bytea not null,
  stale boolean not null,
  at timestamptz not null
);
create index published_matter on published (matter_id);
create index published_stale on published (at) where stale;
grant select, insert, update on published to huiyin_act;

-- Whatever happens to such a letter makes its page stale, in the transaction in which it happens; the worker writes it anew.
create function published_goes_stale() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  update published p set stale = true from fresh f where p.matter_id = f.matter_id;
  return null;
end $$;
create trigger published_goes_stale after insert on event referencing new table as fresh for each statement execute function published_goes_stale();

-- What the public page says about the office, and the lock everything is sealed with. One row, written by the inner side at its start.
create table public_side (
  only_one boolean primary key default true check (only_one),
  name text not null,
  -- of the office's directory; null: none there, or not one to be dialled
  phone text,
  seal_key text not null,
  form_key text not null
);
grant select, insert, update on public_side to huiyin_act;

create function public_about() returns table (name text, phone text, seal_key text, form_key text) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.name, s.phone, s.seal_key, s.form_key from public_side s
$$;

-- A box that is full says so before it takes more than it can keep.
create function public_hand_in(
  "id" uuid, "kind" text, "form" text, "digest" text, "receipt" text, "code_digest" text, "sealed" bytea, "pictures" bytea, "sizes" int[], "at" timestamptz
) returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  before submission;
begin
  if (select count(*) from (select 1 from submission s where s.taken_at is null limit 5000) w) >= 5000 then
    return 'full';
  end if;
  if octet_length($7) > 200000 or octet_length($8) > 60000000 or cardinality($9) > 6
     or octet_length($8) <> (select coalesce(sum(f.size), 0) from unnest($9) f(size)) or exists (select 1 from unnest($9) f(size) where f.size <= 0) then
    return 'large';
  end if;
  insert into submission (id, kind, form, digest, receipt, code_digest, sealed, at, next_at) values ($1, $2, $3, $4, $5, $6, $7, $10, $10) on conflict do nothing;
  if not found then
    select * into before from submission s where s.form = $3;
    return case when before.id is null then 'occupied' when before.digest = $4 then 'again' else 'other' end;
  end if;
  -- one after another in one piece, so that they travel as they are
  insert into submission_file (submission, no, sealed)
  select $1, f.no, substring($8 from (f.upto - f.size + 1)::int for f.size)
  from (select u.no, u.size, sum(u.size) over (order by u.no) as upto from unnest($9) with ordinality as u(size, no)) f;
  return 'taken';
end $$;

create function public_progress(asked text, shown text) returns table (receipt text, handed_in_at timestamptz, sealed bytea) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select p.receipt, p.handed_in_at, p.sealed from published p where (p.receipt = asked or p.number = asked) and p.code_digest = shown
  union all
  select s.receipt, s.at, null from submission s where s.receipt = asked and s.code_digest = shown and not exists (select 1 from published p where p.receipt = asked)
$$;

revoke execute on function public_about(), public_hand_in(uuid, text, text, text, text, text, bytea, bytea, int[], timestamptz), public_progress(text, text), published_goes_stale() from public;
grant execute on function public_about(), public_hand_in(uuid, text, text, text, text, text, bytea, bytea, int[], timestamptz), public_progress(text, text) to huiyin_public;

-- Nothing else is its to read.
revoke select on installation, office_mark from huiyin_public;
-- The ids of matters on a closed list were anybody's to ask.
revoke execute on function hidden_matters() from public;
