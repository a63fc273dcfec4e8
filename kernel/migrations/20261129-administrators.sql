-- 三员分立 (R-C14): which powers make somebody the system, the security or the audit administrator; nobody is two of them.
create table administrator_power (
  key text primary key,
  role text not null check (role in ('system', 'security', 'audit'))
);
insert into administrator_power (key, role) values
  ('office.people', 'system'), ('office.calendar', 'system'), ('office.accounts', 'security'), ('office.rights', 'security'), ('office.audit', 'audit');
grant select on administrator_power to huiyin_act, huiyin_read;

-- When somebody is which, by name or by a post.
create function administrator_spans(p uuid) returns table (role text, from_at timestamptz, to_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.role, w.from_at, coalesce(w.to_at, 'infinity') from power w join administrator_power k on k.key = w.key where w.person = p
  union all
  select k.role, greatest(w.from_at, h.from_at), least(coalesce(w.to_at, 'infinity'), coalesce(h.to_at, 'infinity'))
  from holding h join power w on w.post = h.post join administrator_power k on k.key = w.key where h.person = p
$$;
-- Two of the three, now or at any later time. What was before this rule stays history.
create function is_two_administrators(p uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from administrator_spans(p) a join administrator_spans(p) b on a.role < b.role
    where greatest(a.from_at, b.from_at) < least(a.to_at, b.to_at) and least(a.to_at, b.to_at) > now())
$$;
create function guard_administrators() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare p uuid;
begin
  for p in
    select (to_jsonb(new) ->> 'person')::uuid where to_jsonb(new) ->> 'person' is not null
    union
    select h.person from holding h where tg_table_name = 'power' and h.post = (to_jsonb(new) ->> 'post')::uuid
  loop
    if is_two_administrators(p) then
      raise exception using errcode = 'HY091', message = 'guard.two-administrators', detail = p::text;
    end if;
  end loop;
  return null;
end $$;
-- Deferred: whoever changes people holds the one row of people_version until his commit, so two acts cannot each see half of it.
create constraint trigger one_role after insert or update on power deferrable initially deferred for each row execute function guard_administrators();
create constraint trigger one_role after insert or update on holding deferrable initially deferred for each row execute function guard_administrators();
revoke execute on function administrator_spans(uuid), is_two_administrators(uuid), guard_administrators() from public;
-- The session asks whether its person must bind a second factor.
grant execute on function administrator_spans(uuid) to huiyin_act;

-- Offices of the time before: whoever kept people keeps them; the accounts go to the security administrator the next start makes. On record.
do $$
declare w record;
begin
  for w in
    select p.id, coalesce(p.person, (select h.person from holding h where h.post = p.post and is_two_administrators(h.person) limit 1)) as actor, p.post, p.person
    from power p where p.key = 'office.accounts' and (p.to_at is null or p.to_at > now())
      and (is_two_administrators(p.person) or exists (select 1 from holding h where h.post = p.post and is_two_administrators(h.person)))
  loop
    update power set to_at = greatest(now(), from_at + interval '1 millisecond') where id = w.id;
    with e as (
      insert into event (act_id, at, move, actor, said, effects) values (gen_random_uuid(), now(), 'people.endPower', w.actor,
        json_build_object('post', w.post, 'person', w.person, 'key', 'office.accounts', 'upgrade', true), '[]') returning id, year)
    insert into unsealed (event_id, year) select e.id, e.year from e;
  end loop;
end $$;
