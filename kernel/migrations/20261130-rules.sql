-- 规则 (HB-44): what an office may change changes by two people, from a day. One row from the proposal to the version; decided, it never changes.
create table rule (
  id uuid primary key,
  kind text not null check (kind in ('route', 'clock', 'dictionary', 'quota')),
  key text not null check (key <> ''),
  value json not null,
  basis text not null check (basis <> ''),
  from_day date not null,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  outcome text check (outcome in ('approved', 'refused', 'withdrawn')),
  decided_by uuid references person,
  decided_at timestamptz check (decided_at >= proposed_at),
  why text,
  version int check (version > 0),
  from_at timestamptz,
  unique (kind, key, version),
  check (num_nonnulls(outcome, decided_by, decided_at) in (0, 3)),
  -- 第二人: the proposer withdraws, and does nothing else; whoever approves or refuses is another.
  constraint rule_second_person check (outcome is null or (outcome = 'withdrawn') = (decided_by = proposed_by)),
  check (coalesce(outcome = 'approved', false) = (version is not null)),
  check ((version is null) = (from_at is null)),
  -- Never backwards: nothing done before the approval was done by it.
  check (from_at >= decided_at),
  check (outcome is distinct from 'refused' or why is not null)
);
create unique index rule_open on rule (kind, key) where outcome is null;
create index rule_versions on rule (kind, key, version) where version is not null;

-- Born as a proposal, decided once, with the next number of its row; nothing of what was proposed is touched by the decision.
create function guard_rule() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.outcome is not null then
      perform guard_refuse(17, 'row-frozen', new.id);
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or old.outcome is not null
     or (new.id, new.kind, new.key, new.value::text, new.basis, new.from_day, new.proposed_by, new.proposed_at)
        is distinct from (old.id, old.kind, old.key, old.value::text, old.basis, old.from_day, old.proposed_by, old.proposed_at) then
    perform guard_refuse(17, 'row-frozen', old.id);
  end if;
  if new.version is not null and new.version <> 1 + greatest(
       coalesce((select max(r.version) from rule r where r.kind = new.kind and r.key = new.key), 0),
       coalesce((select max(q.version) from route q where new.kind = 'route' and q.key = new.key), 0)) then
    perform guard_refuse(17, 'row-frozen', new.id);
  end if;
  return new;
end $$;
create trigger frozen before insert or update or delete on rule for each row execute function guard_rule();
create trigger frozen_whole before truncate on rule for each statement execute function freeze_row();
create trigger bump_version after insert or update or delete or truncate on rule for each statement execute function bump_people_version();

-- 办理路线: stages point at a published version. It is published by its approval and by nothing else.
create function publish_route() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into route (key, version, steps, published_at, published_by) values (new.key, new.version, new.value -> 'steps', new.decided_at, new.decided_by);
  return null;
end $$;
create trigger published after update on rule for each row when (new.kind = 'route' and new.version is not null) execute function publish_route();
revoke insert on route from huiyin_act;

revoke execute on function guard_rule(), publish_route() from public;
grant select, insert on rule to huiyin_act;
grant update (outcome, decided_by, decided_at, why, version, from_at) on rule to huiyin_act;
grant select on rule to huiyin_read;

-- The right to publish routes becomes the right to propose rules; whoever gives rights is the first who may approve, as in an office made today.
update power set key = 'office.rules' where key = 'office.routes';
insert into power (post, person, key, from_at, to_at) select p.post, p.person, 'office.approve-rules', now(), p.to_at from power p
 where p.key = 'office.rights' and p.from_at <= now() and (p.to_at is null or p.to_at > now());
