-- 长期不用的账号 (R-C14): when it was last used, when its owner was told, when it was closed. A new one-time password opens it again.
create table auth.account_use (
  person uuid primary key references person,
  used_at timestamptz not null,
  told_at timestamptz,
  closed_at timestamptz check (closed_at >= told_at)
);
create index account_use_open on auth.account_use (used_at) where closed_at is null;
-- What is on record so far: the last sign-in, else the day the account was made.
insert into auth.account_use (person, used_at)
  select p.id, greatest(u."createdAt", (select max(e.at) from event e where e.actor = p.id and e.move = 'session.signIn'))
  from auth."user" u join person p on p.id = u."id"::uuid;
grant select, insert, update on auth.account_use to huiyin_act;
grant select on auth.account_use to huiyin_read;

-- 解除二次验证: asked by one administrator, agreed by another; never by whom it concerns (R-C12, R-C14).
create table auth.factor_removal (
  id uuid primary key,
  person uuid not null references person,
  ground text not null check (ground in ('lost', 'replaced', 'broken', 'other')),
  asked_by uuid not null references person check (asked_by <> person),
  asked_at timestamptz not null,
  decided_by uuid references person,
  decided_at timestamptz check (decided_at >= asked_at),
  agreed boolean,
  check (num_nonnulls(decided_by, decided_at, agreed) in (0, 3)),
  constraint factor_second_person check (decided_by <> asked_by and decided_by <> person)
);
create unique index factor_removal_open on auth.factor_removal (person) where decided_at is null;
grant select, insert on auth.factor_removal to huiyin_act;
grant update (decided_by, decided_at, agreed) on auth.factor_removal to huiyin_act;
grant select on auth.factor_removal to huiyin_read;
