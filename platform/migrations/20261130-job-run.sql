-- Timed work as it last ran, one row for each: when, how long, what came of it.
create table job_run (
  task text primary key,
  began_at timestamptz not null,
  ms int not null check (ms >= 0),
  -- counts by name; null where it failed
  result json,
  -- kind of the fault, never its words
  fault text,
  good_at timestamptz
);
grant select, insert, update on job_run to huiyin_act;
