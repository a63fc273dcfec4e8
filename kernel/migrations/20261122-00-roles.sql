-- The four hands of the office in the database. None owns a table; the installer gives them their log-ins.
do $$
declare r text;
begin
  foreach r in array array['huiyin_act', 'huiyin_read', 'huiyin_seal', 'huiyin_public'] loop
    if not exists (select 1 from pg_roles where rolname = r) then
      execute format('create role %I nologin', r);
    end if;
  end loop;
end $$;

revoke create on schema public from public;
grant usage on schema public to huiyin_act, huiyin_read, huiyin_seal, huiyin_public;
