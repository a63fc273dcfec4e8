-- Work sits with people who are there (invariant 2): a running piece lies in a unit that exists, and an owner holds a post in his unit.
-- Whoever gives or accepts while the office is being changed waits for the unit or person, and is then judged anew: a serialisation failure,
-- so that the act is tried once more on the office as it has become. These rows end when the act that ends them says so, never at a moment set
-- beforehand; so `to_at is null` is asked, not the clock: a transaction's own now() is older than what it waited for.
create function seat_of(who uuid, of_unit uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from holding h join post p on p.id = h.post where h.person = who and p.unit = of_unit
                 and h.to_at is null and p.to_at is null)
$$;
create function guard_seat() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  a assignment;
begin
  select * into a from assignment where id = new.id;
  if a.state = 'ended' then
    return null;
  end if;
  if exists (select 1 from unit u where u.id = a.unit and u.to_at is not null) then
    raise exception using errcode = '40001', message = 'guard.unit-ended', detail = a.matter_id::text;
  end if;
  if a.lead and a.accepted_at is not null and not seat_of(a.person, a.unit) then
    raise exception using errcode = '40001', message = 'guard.owner-without-post', detail = a.matter_id::text;
  end if;
  return null;
end $$;
create constraint trigger guard_seat_new after insert on assignment deferrable initially deferred
  for each row when (new.state <> 'ended') execute function guard_seat();
create constraint trigger guard_seat_changed after update on assignment deferrable initially deferred
  for each row when (new.state <> 'ended' and (old.unit, old.person, old.accepted_at) is distinct from (new.unit, new.person, new.accepted_at)) execute function guard_seat();

-- A holding ends by hand-over: nobody loses his last post in a unit while he owns something there.
create function guard_holding() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  m uuid;
begin
  select a.matter_id into m from assignment a
   where a.person = new.person and a.sees and a.lead and a.accepted_at is not null and a.state <> 'ended' and not seat_of(a.person, a.unit) limit 1;
  if m is not null then
    perform guard_refuse(2, 'owner-without-post', m);
  end if;
  return null;
end $$;
create constraint trigger guard_ended after update on holding deferrable initially deferred
  for each row when (new.to_at is not null) execute function guard_holding();

-- A unit ends with nothing left in it.
create function guard_unit() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  m uuid;
begin
  select a.matter_id into m from assignment a where a.unit = new.id and a.state <> 'ended' limit 1;
  if m is not null then
    perform guard_refuse(2, 'work-in-ended-unit', m);
  end if;
  return null;
end $$;
create constraint trigger guard_ended after update on unit deferrable initially deferred
  for each row when (new.to_at is not null and old.to_at is null) execute function guard_unit();

revoke execute on function seat_of(uuid, uuid), guard_seat(), guard_holding(), guard_unit(), freeze_handing_over() from public;
