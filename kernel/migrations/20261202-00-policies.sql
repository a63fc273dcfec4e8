/* 制度政策库 (BZ-04, BZ-27, GN-45, HB-45): one row per wording. What others issued is entered as it is; what a unit of this house makes for itself is proposed by one and
   approved by another. The standing (有效, 已修改, 已废止, 已失效) is nowhere kept: it follows from days and links. */
create table policy (
  id uuid not null,
  version int not null check (version > 0),
  title text not null check (title <> ''),
  number text check (number <> ''),
  issuer text not null check (issuer <> ''),
  field text references field,
  -- whose own rule set it is; null: issued by others
  unit uuid references unit,
  owner_post uuid not null references post,
  issued_on date not null,
  from_on date not null,
  until_on date check (until_on >= from_on),
  text_as_of date,
  aliases text[] not null default '{}',
  other_numbers text[] not null default '{}',
  other_days date[] not null default '{}',
  body text check (body <> ''),
  -- title, number, issuer, short names and body, as a search compares them
  folded text not null,
  rules text[] not null default '{}',
  review_on date not null,
  readers text not null check (readers in ('all', 'unit')),
  matter uuid references matter,
  master uuid,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  outcome text check (outcome in ('approved', 'refused', 'withdrawn')),
  decided_by uuid references person,
  decided_at timestamptz check (decided_at >= proposed_at),
  why text,
  primary key (id, version),
  check (num_nonnulls(outcome, decided_by, decided_at) in (0, 3)),
  check (outcome is distinct from 'refused' or why is not null),
  check (readers = 'all' or unit is not null),
  constraint policy_second_person check (unit is null or outcome is null or (outcome = 'withdrawn') = (decided_by = proposed_by))
);
create unique index policy_open on policy (id) where outcome is null;
create index policy_approved on policy (id, version desc) where outcome = 'approved';
create index policy_master on policy (master) where master is not null;

create table policy_file (
  id uuid primary key,
  policy uuid not null,
  version int not null,
  digest text not null,
  name text not null,
  kind text not null,
  size bigint not null,
  foreign key (policy, version) references policy
);
create index policy_file_of on policy_file (policy, version);
create index policy_file_digest on policy_file (digest);

-- 依据 · 修改 · 废止 · 解读. Changing and repealing take two people and a day; clauses null: the whole.
create table policy_link (
  id uuid primary key,
  from_policy uuid not null,
  to_policy uuid not null check (to_policy <> from_policy),
  kind text not null check (kind in ('basis', 'explains', 'amends', 'repeals')),
  on_day date,
  clauses text check (clauses <> ''),
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  outcome text check (outcome in ('approved', 'refused', 'withdrawn')),
  decided_by uuid references person,
  decided_at timestamptz check (decided_at >= proposed_at),
  why text,
  check (num_nonnulls(outcome, decided_by, decided_at) in (0, 3)),
  check (outcome is distinct from 'refused' or why is not null),
  check ((kind in ('amends', 'repeals')) = (on_day is not null)),
  constraint policy_link_second_person check (kind not in ('amends', 'repeals') or outcome is null or (outcome = 'withdrawn') = (decided_by = proposed_by))
);
create unique index policy_link_once on policy_link (from_policy, to_policy, kind, coalesce(clauses, '')) where outcome is null or outcome = 'approved';
create index policy_link_to on policy_link (to_policy);

-- 年度复核: still fit, to be changed, to be repealed.
create table policy_review (
  id uuid primary key,
  policy uuid not null,
  version int not null,
  verdict text not null check (verdict in ('keep', 'amend', 'repeal')),
  note text,
  next_on date not null,
  by uuid not null references person,
  at timestamptz not null,
  foreign key (policy, version) references policy,
  check (verdict = 'keep' or note is not null)
);
create index policy_review_of on policy_review (policy, at desc);
-- What was told once: a review that is due, a paper that cites what is no longer in force.
create table policy_told (
  policy uuid not null,
  about text not null,
  at timestamptz not null,
  primary key (policy, about)
);

-- Decided once; nothing of what was proposed is touched by the decision.
create function guard_policy() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare decision text[] := array['outcome', 'decided_by', 'decided_at', 'why'];
begin
  if tg_op = 'DELETE' or old.outcome is not null or (to_jsonb(new) - decision) is distinct from (to_jsonb(old) - decision) then
    perform guard_refuse(17, 'row-frozen', old.id);
  end if;
  return new;
end $$;
create trigger frozen before update or delete on policy for each row execute function guard_policy();
create trigger frozen before update or delete on policy_link for each row execute function guard_policy();
create trigger frozen before update or delete on policy_review for each row execute function freeze_row();
create trigger frozen before update or delete on policy_file for each row execute function freeze_row();
create trigger frozen_whole before truncate on policy for each statement execute function freeze_row();
create trigger frozen_whole before truncate on policy_link for each statement execute function freeze_row();
create trigger frozen_whole before truncate on policy_review for each statement execute function freeze_row();
revoke execute on function guard_policy() from public;

grant select, insert on policy, policy_file, policy_link, policy_review, policy_told to huiyin_act;
grant update (outcome, decided_by, decided_at, why) on policy, policy_link to huiyin_act;
grant select on policy, policy_file, policy_link, policy_review, policy_told to huiyin_read;
