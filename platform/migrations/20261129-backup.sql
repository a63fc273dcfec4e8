-- What became of each backup and each tested restore: shown on the status page. A row is never changed.
create table backup_run (
  id uuid primary key,
  kind text not null check (kind in ('by_hand', 'nightly', 'upgrade', 'tested')),
  at timestamptz not null,
  ms int not null check (ms >= 0),
  -- The backup's own id; a tested restore names the one it tested.
  backup uuid,
  path text,
  size bigint,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  rows bigint,
  files bigint,
  -- Files a matter names and the store has not, or not as they were.
  missing int not null default 0,
  -- null: it went well.
  fault text,
  check (fault is not null or (backup is not null and path is not null))
);
create index backup_run_at on backup_run (kind, at desc);
grant select, insert on backup_run to huiyin_act;
