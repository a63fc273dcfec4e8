-- A new office begins with three administrators, not one: the mark of a demo city is refused as soon as there is anybody else, or a matter.
create or replace function guard_demo_mark() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'INSERT' and (old.key = 'demo' or new.key = 'demo') then
    raise exception using errcode = 'HY090', message = 'guard.demo-mark-stays';
  end if;
  if new.key = 'demo' and (exists (select 1 from public.person p where p.username is null or p.username not in ('admin', 'security', 'audit')) or exists (select 1 from public.matter)) then
    raise exception using errcode = 'HY090', message = 'guard.demo-mark-on-a-used-database';
  end if;
  return new;
end $$;
