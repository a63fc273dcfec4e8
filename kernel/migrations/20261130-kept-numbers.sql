-- A matter brought over from before this system bears the number it had: one of 1..opening, on record like any other (invariant 16).
-- Numbers of 1..opening that nobody brings stay where they are: in the old registers, under the balance somebody answers for.
create or replace function guard_taken() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select 1 from series s where s.series = new.series and s.year = new.year and new.n <= s.last and (new.n > s.opening or new.matter_id is not null))
     and not exists (select 1 from reserved r where r.series = new.series and r.year = new.year and r.n = new.n and r.released_at is null) then
    raise exception using errcode = 'HY016', message = 'guard.number-ahead', detail = format('%s %s: %s', new.series, new.year, new.n);
  end if;
  return null;
end $$;
