-- The office in time (ZK-47, BZ-16): units that follow others, hand-overs of posts, fields, contacts of unit offices.

-- 机构沿革: whoever sits in the successor sees what its predecessor saw; `main` takes what names the unit alone.
create table succession (
  predecessor uuid not null references unit,
  successor uuid not null references unit,
  main boolean not null,
  kind text not null check (kind in ('rename', 'merge', 'split', 'abolish')),
  basis text not null check (basis <> ''),
  at timestamptz not null,
  act_id uuid not null,
  primary key (predecessor, successor),
  check (predecessor <> successor)
);
create unique index succession_main on succession (predecessor) where main;
create index succession_successor on succession (successor);
create trigger frozen before update or delete on succession for each row execute function freeze_row();
create trigger frozen_whole before truncate on succession for each statement execute function freeze_row();

-- The post this one goes on from, after a reorganisation.
alter table post add column follows uuid references post;
create index post_follows on post (follows) where follows is not null;
-- 借调期: when it is expected to end. It ends by hand-over only, never by itself.
alter table holding add column until_at timestamptz;

-- 岗位交接: the list is made while it is open, and kept as signed.
create table handing_over (
  id uuid primary key,
  holding uuid not null references holding,
  person uuid not null references person,
  post uuid not null references post,
  receiver uuid references person,
  why text not null check (why in ('transfer', 'rotation', 'leave', 'retire', 'home', 'other')),
  opened_by uuid not null references person,
  opened_at timestamptz not null,
  signed_by uuid references person,
  signed_at timestamptz,
  cancelled_at timestamptz,
  check ((signed_by is null) = (signed_at is null)),
  check (signed_at is null or cancelled_at is null),
  check (receiver <> person)
);
create unique index handing_over_open on handing_over (holding) where signed_at is null and cancelled_at is null;
create index handing_over_person on handing_over (person);
create table handed_over (
  handing_over uuid not null references handing_over,
  matter_id uuid not null references matter,
  piece uuid not null references assignment,
  taken uuid not null references assignment,
  primary key (handing_over, piece)
);
create index handed_over_matter on handed_over (matter_id);
create trigger frozen before update or delete on handed_over for each row execute function freeze_row();
create trigger frozen_whole before truncate on handed_over for each statement execute function freeze_row();
create function freeze_handing_over() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.signed_at is not null or old.cancelled_at is not null
     or (new.id, new.holding, new.person, new.post, new.why, new.opened_by, new.opened_at)
        is distinct from (old.id, old.holding, old.person, old.post, old.why, old.opened_by, old.opened_at) then
    perform guard_refuse(17, 'row-frozen', old.id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on handing_over for each row execute function freeze_handing_over();

-- 领域 (BZ-16): one list for every desk; 分工 names it by its key, departments and divisions are put under it.
create table field (
  key text primary key check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null check (name <> ''),
  sort int not null default 0,
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at)
);
create table field_unit (
  id uuid primary key,
  field text not null references field,
  unit uuid not null references unit,
  part text not null check (part in ('department', 'division')),
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at)
);
create index field_unit_unit on field_unit (unit);

-- 单位办公室通讯录 (HB-14): telephones of offices, not of persons.
create table unit_contact (
  id uuid primary key,
  unit uuid not null references unit,
  kind text not null check (kind in ('office', 'duty', 'liaison', 'fax', 'mail', 'address')),
  value text not null check (value <> ''),
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at)
);
create index unit_contact_unit on unit_contact (unit);

do $$
declare t text;
begin
  foreach t in array array['succession', 'field', 'field_unit', 'unit_contact'] loop
    execute format('create trigger bump_version after insert or update or delete or truncate on %I for each statement execute function bump_people_version()', t);
  end loop;
end $$;

select fence('handed_over');
grant select on handed_over to huiyin_act;
grant select on succession, handing_over, field, field_unit, unit_contact to huiyin_act, huiyin_read;
grant insert on succession, handing_over, handed_over, field, field_unit, unit_contact to huiyin_act;
grant update (receiver, signed_by, signed_at, cancelled_at) on handing_over to huiyin_act;
grant update on field, field_unit, unit_contact to huiyin_act;
