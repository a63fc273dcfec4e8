-- What the platform keeps beside the kernel: uploads on their way to a matter, notices delivered in the application, and the fence round the demo mark.

-- Bytes lie in the file store under their digest. Until an act names it, an upload is its uploader's alone; then it is a `file` of the matter with the same id.
create table upload (
  id uuid primary key,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  name text not null,
  kind text not null,
  size bigint not null check (size >= 0),
  by uuid not null references person,
  at timestamptz not null
);
create index upload_by on upload (by, at desc);
create index upload_digest on upload (digest);
grant select, insert, delete on upload to huiyin_act;
grant select on upload to huiyin_read;

-- Ids only, no personal text: the words are made when it is read.
create table notice (
  id bigint generated always as identity primary key,
  person uuid not null references person,
  kind text not null,
  matter_id uuid,
  payload jsonb not null,
  at timestamptz not null,
  read_at timestamptz
);
create index notice_person on notice (person, id desc);
create index notice_unread on notice (person) where read_at is null;
grant select, insert on notice to huiyin_act;
grant update (read_at) on notice to huiyin_act;
grant select on notice to huiyin_read;

-- A city is a demo city from its first minute or never: the mark opens sign-in without a password.
create function guard_demo_mark() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'INSERT' and (old.key = 'demo' or new.key = 'demo') then
    raise exception using errcode = 'HY090', message = 'guard.demo-mark-stays';
  end if;
  if new.key = 'demo' and ((select count(*) from public.person) > 1 or exists (select 1 from public.matter)) then
    raise exception using errcode = 'HY090', message = 'guard.demo-mark-on-a-used-database';
  end if;
  return new;
end $$;
create trigger demo_mark before insert or update on office_mark for each row execute function guard_demo_mark();
