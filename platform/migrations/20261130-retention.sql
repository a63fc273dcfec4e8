-- What was cleared away, or found ready for it, by kind: one line each time something was, never changed.
create table retention_run (
  id bigint generated always as identity primary key,
  kind text not null,
  at timestamptz not null,
  -- what is older than this
  before timestamptz not null,
  n int not null check (n >= 0)
);
create index retention_run_kind on retention_run (kind, id);
grant select, insert on retention_run to huiyin_act;
grant select on retention_run to huiyin_read;
