-- 本办是否接听热线, as the public page says it.
alter table public_side add column line boolean not null default true;
drop function public_about();
create function public_about() returns table (name text, phone text, seal_key text, form_key text, line boolean) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.name, s.phone, s.seal_key, s.form_key, s.line from public_side s
$$;
revoke execute on function public_about() from public;
grant execute on function public_about() to huiyin_public;
