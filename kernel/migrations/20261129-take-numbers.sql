-- Numbers for matters, in one call: moves the series on and gives out what nobody has reserved. Each statement inside sees what the lock of the one before waited for.
create function take_numbers(of_series text, of_year int, matters uuid[]) returns table (matter_id uuid, n int) language plpgsql set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  wanted int;
  upto int;
begin
  while cardinality(matters) > 0 loop
    wanted := cardinality(matters);
    insert into series as s (series, year, last) values (of_series, of_year, wanted)
      on conflict (series, year) do update set last = s.last + wanted returning s.last into upto;
    return query
      insert into taken (series, year, n, matter_id)
      select of_series, of_year, f.n, w.matter
      from (select g.n, row_number() over (order by g.n) as at from generate_series(upto - wanted + 1, upto) as g(n)
            where not exists (select 1 from reserved r where r.series = of_series and r.year = of_year and r.n = g.n and r.released_at is null)
              and not exists (select 1 from taken t where t.series = of_series and t.year = of_year and t.n = g.n)) f
      join unnest(matters) with ordinality as w(matter, at) using (at)
      returning matter_id, n;
    get diagnostics wanted = row_count;
    matters := matters[wanted + 1:];
  end loop;
end $$;
revoke execute on function take_numbers(text, int, uuid[]) from public;
grant execute on function take_numbers(text, int, uuid[]) to huiyin_act;
